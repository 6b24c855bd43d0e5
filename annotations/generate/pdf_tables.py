"""Measuring and cutting a form for the printed page: column widths, wrapped cells, rows per page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.generate.pdf_lines import break_lines, width_of
from annotations.generate.script import Grid

PAD = 3.0
LONGEST = 14
"""Texts longer than so many characters ask for no more width: they wrap."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell to print: its row and column, how many it spans, its lines, and left, centre or right."""

    row: int
    column: int
    down: int
    across: int
    lines: tuple[str, ...]
    align: str


@dataclass(frozen=True, slots=True)
class Plate:
    """A measured form: `widths` and `heights` in points; the first `heads` rows are the header."""

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    boxes: tuple[Box, ...]
    heads: int
    size: float


def measure(grid: Grid, room: float, latin: str, size: float) -> Plate:
    """The form fitted into `room` points: columns by their longest text, cells wrapped to them."""
    rows = (*grid.header, *grid.rows)
    widths = _widths(rows, grid.merges, room, latin, size)
    spans = {(row, column): (down, across) for row, column, down, across in grid.merges}
    covered = covered_slots(spans)
    boxes = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if (row, column) not in covered:
                down, across = spans.get((row, column), (1, 1))
                inner = sum(widths[column : column + across]) - 2 * PAD
                lines = tuple(text[a:b] for a, b in break_lines(text, inner, size, latin))
                align = "centre" if row < len(grid.header) or across > 1 else _align(text)
                boxes.append(Box(row, column, down, across, lines, align))
    return Plate(widths, _heights(len(rows), boxes, size), tuple(boxes), len(grid.header), size)


def _align(text: str) -> str:
    bare = text.replace(",", "").replace(".", "").lstrip("-")
    if bare.isdigit():
        return "right" if "." in text else "centre"
    return "left" if bare else "centre"


def _widths(
    rows: Sequence[Sequence[str]],
    merges: Sequence[tuple[int, int, int, int]],
    room: float,
    latin: str,
    size: float,
) -> tuple[float, ...]:
    wide = {(row, column) for row, column, _, across in merges if across > 1}
    natural = [size * 2] * len(rows[0])
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text and (row, column) not in wide:
                natural[column] = max(natural[column], width_of(text[:LONGEST], size, latin))
    asked = [width + 2 * PAD + 1 for width in natural]
    scale = room / sum(asked)
    return tuple(width * scale for width in asked)


def covered_slots(spans: dict[tuple[int, int], tuple[int, int]]) -> set[tuple[int, int]]:
    """Cells hidden under a merged one."""
    return {
        (row + i, column + j)
        for (row, column), (down, across) in spans.items()
        for i in range(down)
        for j in range(across)
        if i or j
    }


def _heights(count: int, boxes: Sequence[Box], size: float) -> tuple[float, ...]:
    """Row heights that hold every cell; a tall merged cell stretches its last row."""
    leading = size * 1.25
    heights = [leading + 2 * PAD] * count
    for box in sorted(boxes, key=lambda box: box.down):
        needed = len(box.lines) * leading + 2 * PAD
        held = sum(heights[box.row : box.row + box.down])
        if needed > held:
            heights[box.row + box.down - 1] += needed - held
    return tuple(heights)


def page_rows(plate: Plate, first: float, later: float, *, repeat: bool) -> list[list[int]]:
    """Which rows stand on which page: `first` points on the first page, `later` on the others.

    With `repeat` each further page starts with the header rows again.
    """
    head = list(range(plate.heads))
    pages, current = [], head.copy()
    left = first - sum(plate.heights[row] for row in head)
    for row in range(plate.heads, len(plate.heights)):
        if plate.heights[row] > left and len(current) > plate.heads * repeat:
            pages.append(current)
            current = head.copy() if repeat else []
            left = later - sum(plate.heights[index] for index in current)
        current.append(row)
        left -= plate.heights[row]
    return [*pages, current]
