"""How the same disclosure may be printed otherwise: numbering, blanks, stray empty rows, self-evaluations.

`dress(script)` changes no figure and draws from a stream of its own, so the text of the script stays as it
was. `with_negatives` alters values and is for measuring readers only.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotations.generate.books import ZERO
from annotations.generate.evaluations import SHAPES, evaluation_forms
from annotations.generate.forms_sides import ORDINALS
from annotations.generate.script import Grid, GridCell, Paragraph, Script, grids_of

BLANKS = frozenset(("", "—", "——", "-", "0.00", "0"))


@dataclass(frozen=True, slots=True)
class Dress:
    """Choices for one document: `numbering` keep, chinese (表一) or none; `blank` keep or what is printed."""

    numbering: str = "keep"
    blank: str = "keep"
    empty_rows: bool = False
    evaluation: str = ""
    """One of `evaluations.SHAPES`, or "" for no self-evaluation."""


def draw_dress(seed: int) -> Dress:
    """The choices of one seed."""
    rng = random.Random(f"dress-{seed}")
    return Dress(
        numbering=rng.choices(("keep", "chinese", "none"), (70, 20, 10))[0],
        blank=rng.choices(("keep", "——", "—", "0.00", ""), (60, 10, 10, 10, 10))[0],
        empty_rows=rng.random() < 0.3,
        evaluation=rng.choice(("", *SHAPES)),
    )


def dress(script: Script, chosen: Dress | None = None) -> Script:
    """The script printed as `chosen` says, or as its seed draws."""
    chosen = chosen or draw_dress(script.seed)
    rng = random.Random(f"dressing-{script.seed}")
    numbers = {id(grid): place for place, grid in enumerate(grids_of(script))}
    parts = [
        _dressed(part, chosen, numbers[id(part)], rng) if isinstance(part, Grid) else part
        for part in script.parts
    ]
    return replace(script, parts=(*parts, *_attachment(script, chosen, rng)))


def _attachment(script: Script, chosen: Dress, rng: random.Random) -> Sequence[Paragraph | Grid]:
    if not chosen.evaluation:
        return ()
    forms = evaluation_forms(script.books, shape=chosen.evaluation, rng=rng)
    return (Paragraph("heading", "第五部分 附件", level=1), *forms) if forms else ()


def _dressed(grid: Grid, chosen: Dress, place: int, rng: random.Random) -> Grid:
    if chosen.numbering == "chinese":
        grid = replace(grid, code=f"表{ORDINALS[place]}")
    elif chosen.numbering == "none":
        grid = replace(grid, code=None)
    if chosen.blank != "keep":
        grid = _with_blanks(grid, chosen.blank)
    return _with_empty_rows(grid, rng) if chosen.empty_rows else grid


def _with_blanks(grid: Grid, blank: str) -> Grid:
    """Every cell without a figure printed as `blank`; a dash that closes a cell for good stays."""
    rows = [list(row) for row in grid.rows]
    cells = []
    for cell in grid.cells:
        text = rows[cell.row][cell.column]
        if text in BLANKS and not (text == "——" and cell.value is None) and not _counts(cell):
            rows[cell.row][cell.column] = blank
            cell = replace(cell, value=ZERO if blank.startswith("0") else None)
        cells.append(cell)
    return replace(grid, rows=tuple(map(tuple, rows)), cells=tuple(cells))


def _counts(cell: GridCell) -> bool:
    return "辆" in cell.label or "用车" in cell.label or "设备" in cell.label


def _with_empty_rows(grid: Grid, rng: random.Random) -> Grid:
    """One or two rows without anything between the others."""
    for _ in range(rng.randint(0, 2)):
        if len(grid.rows) > 2:
            grid = insert_row(grid, rng.randint(1, len(grid.rows) - 1))
    return grid


def insert_row(grid: Grid, at: int) -> Grid:
    """An empty row before body row `at`; cells and merges below move down, a merge across it grows."""
    rows = (*grid.rows[:at], ("",) * len(grid.rows[0]), *grid.rows[at:])
    cells = tuple(replace(c, row=c.row + (c.row >= at)) for c in grid.cells)
    top = len(grid.header) + at
    merges = tuple(
        (row + (row >= top), column, down + (row < top < row + down), across)
        for row, column, down, across in grid.merges
    )
    return replace(grid, rows=rows, cells=cells, merges=merges)


NEGATIVES = {"minus": "-{}", "brackets": "({})", "wide brackets": "（{}）", "long minus": "−{}"}


def with_negatives(script: Script, style: str, *, share: float = 0.1) -> Script:
    """Some figures below zero, written as NEGATIVES has it. The forms no longer add up."""
    rng = random.Random(f"negative-{script.seed}")
    parts = [_negated(p, NEGATIVES[style], share, rng) if isinstance(p, Grid) else p for p in script.parts]
    return replace(script, parts=tuple(parts))


def _negated(grid: Grid, pattern: str, share: float, rng: random.Random) -> Grid:
    rows = [list(row) for row in grid.rows]
    cells = []
    for cell in grid.cells:
        text = rows[cell.row][cell.column]
        if cell.value and not text.endswith("%") and not _counts(cell) and rng.random() < share:
            rows[cell.row][cell.column] = pattern.format(text)
            cell = replace(cell, value=-cell.value)
        cells.append(cell)
    return replace(grid, rows=tuple(map(tuple, rows)), cells=tuple(cells))
