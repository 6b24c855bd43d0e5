"""The index over many review pages: units, years, key figures, findings by kind; sortable, searchable."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

from extract.records import Extraction
from extract.write.figures import key_figures
from extract.write.report.assets import environment, policy, script, style
from extract.write.report.markup import one_line
from extract.write.words import KINDS, SEVERITIES

FIGURES = ("收入总计", "支出总计", "一般公共预算财政拨款支出", "“三公”经费支出")
INDEX_NAME = "index.html"


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One document as the index lists it; small and picklable, so that thousands can be kept.

    `href` is relative to the index. `figures` are in 万元. `error` says why a file could not be read.
    """

    path: str
    href: str | None
    unit: str | None = None
    year: int | None = None
    kind: str | None = None
    figures: tuple[tuple[str, Decimal], ...] = ()
    severities: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    not_run: int = 0
    error: str | None = None

    def figure(self, name: str) -> Decimal | None:
        """The key figure of that name, None where the document does not state it."""
        return dict(self.figures).get(name)

    def findings(self, severity: str) -> int:
        """How many findings of that severity."""
        return dict(self.severities).get(severity, 0)


def index_row(extraction: Extraction, href: str | None) -> IndexRow:
    """The row of a document whose page is at `href` (None: no page was written)."""
    profile = extraction.document.profile
    severities = Counter(f.severity for f in extraction.findings)
    kinds = Counter(f.kind for f in extraction.findings)
    return IndexRow(
        extraction.document.source.path or "未命名", href, profile.unit, profile.year, profile.kind,
        tuple((amount.name, amount.value) for amount in key_figures(extraction)),
        tuple((key, severities[key]) for key in SEVERITIES if severities[key]),
        tuple((key, kinds[key]) for key in KINDS if kinds[key]),
        sum(1 for check in extraction.checks if check.status == "not-run"),
    )


def failed_row(path: str | Path, error: Exception) -> IndexRow:
    """The row of a file that could not be read."""
    return IndexRow(str(path), None, error=str(error))


def to_index(rows: Iterable[IndexRow]) -> str:
    """The index as one self-contained page, no network."""
    listed = tuple(rows)
    code = script("dom.js", "index.js")
    kinds = [(key, word) for key, word in KINDS.items() if any(key in dict(row.kinds) for row in listed)]
    return environment().get_template("index.html.j2").render(
        policy=policy(code), style=style(), code=code, rows=listed, figures=_stated(listed), kinds=kinds,
        severities=SEVERITIES, totals=_totals(listed), line=one_line, address=_address, number=_number,
    )


def _number(value: Decimal) -> str:
    return f"{value:,.2f}"


def _address(href: str) -> str:
    """A relative path as the address of a link, whatever bytes its file name is made of."""
    return quote(os.fsencode(href))


def _stated(rows: Sequence[IndexRow]) -> list[str]:
    return [name for name in FIGURES if any(row.figure(name) is not None for row in rows)]


def _totals(rows: Sequence[IndexRow]) -> list[tuple[str, int]]:
    read = [row for row in rows if row.error is None]
    counts = [("份文件", len(rows)), ("份读不了", len(rows) - len(read))]
    counts.append(("份没有发现", sum(1 for row in read if not row.severities)))
    counts += [(f"处{word}", sum(row.findings(key) for row in read)) for key, word in SEVERITIES.items()]
    return [(word, number) for word, number in counts if number]


def write_index(folder: str | Path, rows: Iterable[IndexRow]) -> Path:
    """The path of <folder>/index.html, written; the folder is made where it is missing."""
    path = Path(folder) / INDEX_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_index(rows), encoding="utf-8")
    return path
