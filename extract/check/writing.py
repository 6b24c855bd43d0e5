"""All running words of a document with their places: paragraphs, and words inside tables that are no form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract import forms
from extract.check.base import Case
from extract.once import once
from extract.text import fold_prose


@dataclass(frozen=True, slots=True)
class Written:
    """A stretch of folded text; character i stands at offsets[i] of the source."""

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets of [start, end)."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def sentences(self) -> list[tuple[int, int]]:
        """Sentences with their closing stop, as spans; a line break ends one too."""
        ends = [match.end() for match in _ENDS.finditer(self.text)]
        stops = ends if ends and ends[-1] == len(self.text) else [*ends, len(self.text)]
        return [(a, b) for a, b in zip([0, *stops], stops, strict=False) if b > a]


_ENDS = re.compile(r"[。！？\n]")


@once
def prose(case: Case) -> tuple[Written, ...]:
    """The paragraphs, headings left out."""
    return tuple(Written(fold_prose(p.text), p.offsets) for p in case.passages if not p.heading and p.text)


@once
def writings(case: Case) -> tuple[Written, ...]:
    """The paragraphs, then the words of tables that are none of the official forms of figures."""
    return (*prose(case), *_in_tables(case))


def _in_tables(case: Case) -> Iterator[Written]:
    for table in case.document.tables:
        words = table.kind is None or table.kind == forms.SELF_EVALUATION
        if words and table.start is not None and table.end is not None:
            yield Written(
                fold_prose(case.document.text[table.start : table.end]), range(table.start, table.end)
            )
