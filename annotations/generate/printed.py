"""A form as office software prints it: what stands above the grid, and its cells with their spans."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.generate.pdf_tables import covered_slots
from annotations.generate.script import Grid, Script

Merge = tuple[int, int, int, int]
CAPTION_STYLES = ("lines", "one line", "corner", "inside")
"""Title, number, unit and 单位：万元 each on a line; the last two on one; those two, or all, in the grid."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell that is really there: its column, how far it reaches, its text."""

    column: int
    down: int
    across: int
    text: str


@dataclass(frozen=True, slots=True)
class Printed:
    """Lines above the grid, then all rows of the grid with merges over them; `heads` rows are header."""

    above: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...]
    heads: int
    note: str | None

    @property
    def width(self) -> int:
        """Columns of the grid."""
        return len(self.rows[0])

    def slots(self) -> list[list[Slot]]:
        """The cells of each row, those hidden under a merged one left out."""
        spans = {(row, column): (down, across) for row, column, down, across in self.merges}
        hidden = covered_slots(spans)
        return [
            [
                Slot(column, *spans.get((row, column), (1, 1)), text)
                for column, text in enumerate(texts)
                if (row, column) not in hidden
            ]
            for row, texts in enumerate(self.rows)
        ]


def print_grid(script: Script, grid: Grid, caption: str, *, breaks: bool = False) -> Printed:
    """The form under one of CAPTION_STYLES; with `breaks` wrapped cell texts hold line breaks, not spaces."""
    unit, rows = script.books.unit, (*grid.header, *grid.rows)
    if breaks:
        rows = tuple(tuple(text.replace(" ", "\n") for text in row) for row in rows)
    name, money = f"{unit.kind}：{unit.name}", f"金额单位：{grid.unit}"
    head = [grid.title, *([grid.code] if grid.code else [])]
    if caption == "lines":
        return Printed((*head, name, money), rows, grid.merges, len(grid.header), grid.note)
    if caption == "one line":
        return Printed((*head, f"{name}　　　{money}"), rows, grid.merges, len(grid.header), grid.note)
    width = len(rows[0])
    inside = [(name, *[""] * (width - 2), money)]
    merges = [(0, 0, 1, width - 1)]
    if caption == "inside":
        inside = [(grid.title, *[""] * (width - 1)), (*[""] * (width - 1), grid.code or ""), *inside]
        merges = [(0, 0, 1, width), (2, 0, 1, width - 1)]
        head = []
    merges = [merge for merge in merges if merge[3] > 1]
    moved = [(row + len(inside), column, down, across) for row, column, down, across in grid.merges]
    heads = len(inside) + len(grid.header)
    return Printed(tuple(head), (*inside, *rows), (*merges, *moved), heads, grid.note)


def own_stream(script: Script, name: str) -> random.Random:
    """Random choices of one writer for one script, apart from every other stream."""
    return random.Random(f"{name}-{script.seed}")


def pieces(text: str, rng: random.Random, longest: int = 40) -> Sequence[str]:
    """A text cut into runs of uneven length, as editing leaves them."""
    found, start = [], 0
    while start < len(text):
        end = start + rng.randint(1, longest)
        found.append(text[start:end])
        start = end
    return found
