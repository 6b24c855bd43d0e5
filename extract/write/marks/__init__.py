"""What a clerk must look at, as marks to hang into a copy of the source: one for each place of a finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.records import CellRef, Extraction, Finding, Severity
from extract.write.place import cell_name
from extract.write.to_text import numbered
from extract.write.width import escape
from extract.write.words import KINDS, SEVERITIES

AUTHOR = "juesuan"
COLOURS: dict[Severity, str] = {"error": "FF9C94", "warning": "FFD873", "info": "A8DCE6"}
"""Severity → RGB of a highlight, light enough to read the text under it."""
FRAMES: dict[Severity, str] = {"error": "D93025", "warning": "C77700", "info": "00838F"}
"""Severity → RGB of a frame."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A note at text[start:end] of the document, or at a cell; `number` is that of the report."""

    number: int
    finding: Finding
    title: str
    note: str
    start: int | None = None
    end: int | None = None
    cell: CellRef | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A copy of the source with its marks: the bytes, and which marks found no place in it."""

    data: bytes
    placed: tuple[Mark, ...]
    lost: tuple[Mark, ...]


def marks_of(extraction: Extraction) -> tuple[Mark, ...]:
    """The marks of all findings, in the order of the report; a finding has one for each of its places.

    Places are the words it is about, the other figures where two passages contradict each other, and the
    cells it names. One that stands nowhere (something is missing) gives a mark without a place.
    """
    return tuple(
        mark
        for number, finding in enumerate(numbered(extraction), 1)
        for mark in _marks(extraction, number, finding)
    )


def _marks(extraction: Extraction, number: int, finding: Finding) -> Iterator[Mark]:
    title = f"{number}. {SEVERITIES[finding.severity]} · {KINDS[finding.kind]}"
    note = _note(extraction, finding)
    spans = list(dict.fromkeys(_spans(extraction, finding)))
    for start, end in spans:
        yield Mark(number, finding, title, note, start, end)
    cells = list(dict.fromkeys(finding.cells))
    for ref in cells:
        yield Mark(number, finding, title, note, cell=ref)
    if not spans and not cells:
        yield Mark(number, finding, title, note)


def _spans(extraction: Extraction, finding: Finding) -> Iterator[tuple[int, int]]:
    tables = {(table.start, table.end) for table in extraction.document.tables}
    if finding.start is not None and finding.end is not None and (finding.start, finding.end) not in tables:
        yield finding.start, finding.end
    if finding.kind == "prose-vs-prose":
        yield from ((f.start, f.end) for f in extraction.facts if f.id in finding.facts)


def _note(extraction: Extraction, finding: Finding) -> str:
    """Why, then what is written and what it should be, then the cells: one fact a line."""
    lines = [finding.message]
    sums = (("所写", finding.actual), ("应为", finding.expected), ("相差", finding.difference))
    lines.append("　".join(f"{word} {text}" for word, text in sums if text is not None))
    lines += [f"表格：{cell_name(extraction.document, ref)}" for ref in finding.cells[:6]]
    lines.append(f"规则 {finding.rule}")
    return "\n".join(escape(line) for line in lines if line)
