"""Ruled tables of a PDF page, as loose grids."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.read.grid import Loose
from extract.read.pdf_cells import SNAP, cell_groups
from extract.read.pdf_chars import Char
from extract.read.pdf_lines import text_of
from extract.read.pdf_page import Page
from extract.records import BBox


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A ruled grid on a page: column edges `xs`, row edges `ys`, cells with their spans."""

    page: int
    box: BBox
    xs: tuple[float, ...]
    loose: Loose


def find_ruled(page: Page) -> tuple[list[PdfTable], list[Char]]:
    """The ruled tables of a page from top to bottom, and the characters outside them."""
    groups = cell_groups(page.edges)
    tables: list[PdfTable] = []
    free = list(page.chars)
    for cells in groups:
        box = (min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells),
               max(c[3] for c in cells))
        inside = [c for c in free if _holds(box, c)]
        found = _grid(page.number, box, cells, inside)
        if found is not None:
            shown = {slot: (n, page.shown_box(b)) for slot, (n, b) in found.loose.boxes.items()}
            found = replace(found, loose=replace(found.loose, boxes=shown))
            held = {id(c) for c in inside}
            free = [c for c in free if id(c) not in held]
            tables.append(found)
    return sorted(tables, key=lambda t: t.box[1]), free


def _holds(box: BBox, char: Char) -> bool:
    x, y = char.middle
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def _steps(values: Sequence[float]) -> tuple[float, ...]:
    """Distinct edges in order; values closer than the snap distance are one."""
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > SNAP:
            result.append(value)
    return tuple(result)


def nearest(steps: Sequence[float], value: float) -> int:
    """The place of the step nearest to a value, in rising steps."""
    after = bisect_left(steps, value)
    if after == len(steps) or (after and value - steps[after - 1] <= steps[after] - value):
        return after - 1
    return after


def _grid(number: int, box: BBox, cells: Sequence[BBox], chars: Sequence[Char]) -> PdfTable | None:
    """The cells as a loose grid; None for a frame that is no table (one row and column only)."""
    xs = _steps([x for c in cells for x in (c[0], c[2])])
    ys = _steps([y for c in cells for y in (c[1], c[3])])
    width, height = len(xs) - 1, len(ys) - 1
    if width < 2 or height < 1:
        return None
    owners = [[(r, c) for c in range(width)] for r in range(height)]
    texts = [[""] * width for _ in range(height)]
    boxes: dict[tuple[int, int], tuple[int, BBox]] = {}
    content = _contents(cells, chars)
    rounded = {value: round(value, 2) for cell in cells for value in cell}
    for cell, held in zip(cells, content, strict=True):
        left, top = nearest(xs, cell[0]), nearest(ys, cell[1])
        right, bottom = nearest(xs, cell[2]), nearest(ys, cell[3])
        if left >= width or top >= height:
            continue
        texts[top][left] = text_of(held) if held else ""
        x0, y0, x1, y1 = (rounded[value] for value in cell)
        slot = owners[top][left] if owners[top][left] == (top, left) else (top, left)
        boxes[slot] = (number, (x0, y0, x1, y1))
        for r in range(top, bottom):
            for c in range(left, right):
                owners[r][c] = slot
    loose = Loose(tuple(map(tuple, texts)), tuple(map(tuple, owners)), boxes)
    return PdfTable(number, box, xs, loose)


def _contents(cells: Sequence[BBox], chars: Sequence[Char]) -> list[list[Char]]:
    """The characters of each cell, by the middle of the character; the uppermost cell has the first claim."""
    held: list[list[Char]] = [[] for _ in cells]
    rows: dict[int, list[int]] = {}
    for index in sorted(range(len(cells)), key=lambda i: cells[i][1]):
        for point in range(math.floor(cells[index][1] - 0.5), math.floor(cells[index][3] + 0.5) + 1):
            rows.setdefault(point, []).append(index)
    last, x0, y0, x1, y1 = 0, 0.0, 0.0, 0.0, 0.0
    for char in chars:
        x, y = char.middle
        if x0 < x < x1 and y0 < y < y1:
            held[last].append(char)
            continue
        for index in rows.get(math.floor(y), ()):
            left, top, right, bottom = cells[index]
            if left - 0.5 <= x <= right + 0.5 and top - 0.5 <= y <= bottom + 0.5:
                held[index].append(char)
                last, x0, y0, x1, y1 = index, left + 0.5, top + 0.5, right - 0.5, bottom - 0.5
                break
    return held
