"""A generated disclosure before it becomes a file: an ordered list of headings, paragraphs and tables.

Prose families write `Paragraph`s whose marks and facts are known by construction; `forms` writes
`Grid`s; the writers (txt, pdf) turn the script into a file and report where everything landed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from annotations.generate.books import Books

ParagraphKind = Literal["title", "heading", "prose", "toc", "caption", "note"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A gold tag inside a paragraph, half-open. `role` as in extract.labels, None for CODE, ITEM, REASON."""

    label: str
    role: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A gold fact, as `facts.jsonl` writes it; [start, end) is its figure inside the paragraph."""

    item: str
    code: str | None
    measure: str
    value: str
    unit: str | None
    year: int | None
    base_year: int | None
    reason: str | None
    start: int
    end: int
    account: str = ""
    """The line of the books behind the figure, whatever it is called there."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A mistake planted on purpose: what a checker must find. [start, end) is the wrong figure."""

    kind: str
    rule: str
    actual: str
    expected: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph with its gold. `level`: 1 第一部分, 2 一、, 3 （一）, 4 1.; 0 for anything else."""

    kind: ParagraphKind
    text: str
    marks: tuple[Mark, ...] = ()
    facts: tuple[StatedFact, ...] = ()
    planted: tuple[Planted, ...] = ()
    level: int = 0


@dataclass(frozen=True, slots=True)
class GridCell:
    """A value cell with its gold address: `label`/`code` of the row, `key` the canonical column."""

    row: int
    column: int
    label: str
    code: str | None
    key: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Grid:
    """One official form as printed. `merges`: (row, column, row span, column span) over header+rows."""

    kind: str
    title: str
    code: str | None
    unit: str
    header: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    cells: tuple[GridCell, ...]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    note: str | None = None
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """A whole disclosure with its books. `family` names the prose template family."""

    books: Books
    family: str
    parts: tuple[Paragraph | Grid, ...]
    seed: int = 0
    notes: dict[str, str] = field(default_factory=dict)


def grids_of(script: Script) -> tuple[Grid, ...]:
    """The forms of a script in order."""
    return tuple(part for part in script.parts if isinstance(part, Grid))
