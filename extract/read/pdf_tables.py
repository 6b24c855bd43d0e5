"""Ruled tables of a PDF page, as loose grids."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from extract.read.grid import Loose
from extract.read.pdf_cells import SNAP, cell_groups
from extract.read.pdf_chars import Chars, Flags
from extract.read.pdf_page import Page
from extract.read.pdf_rows import texts_of
from extract.records import BBox


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A ruled grid on a page: column edges `xs`, row edges `ys`, cells with their spans."""

    page: int
    box: BBox
    xs: tuple[float, ...]
    loose: Loose


def find_ruled(page: Page) -> tuple[list[PdfTable], Chars]:
    """The ruled tables of a page from top to bottom, and the characters outside them."""
    groups = cell_groups(page.edges)
    tables: list[PdfTable] = []
    free = np.ones(len(page.chars), dtype=bool)
    for cells in groups:
        box = (min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells),
               max(c[3] for c in cells))
        inside = free & _held(box, page.chars)
        found = _grid(page.number, box, cells, page.chars.take(inside))
        if found is not None:
            shown = {slot: (n, page.shown_box(b)) for slot, (n, b) in found.loose.boxes.items()}
            found = replace(found, loose=replace(found.loose, boxes=shown))
            free &= ~inside
            tables.append(found)
    return sorted(tables, key=lambda t: t.box[1]), page.chars.take(free)


def _held(box: BBox, chars: Chars) -> Flags:
    """Which characters stand in a box, by their middles."""
    x, y = chars.middle
    inside: Flags = (box[0] - 1 <= x) & (x <= box[2] + 1) & (box[1] - 1 <= y) & (y <= box[3] + 1)
    return inside


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


def _grid(number: int, box: BBox, cells: Sequence[BBox], chars: Chars) -> PdfTable | None:
    """The cells as a loose grid; None for a frame that is no table (one row and column only)."""
    xs = _steps([x for c in cells for x in (c[0], c[2])])
    ys = _steps([y for c in cells for y in (c[1], c[3])])
    width, height = len(xs) - 1, len(ys) - 1
    if width < 2 or height < 1:
        return None
    owners = [[(r, c) for c in range(width)] for r in range(height)]
    texts = [[""] * width for _ in range(height)]
    boxes: dict[tuple[int, int], tuple[int, BBox]] = {}
    content = texts_of(chars, np.array(_owners(cells, chars), np.int64), len(cells))
    rounded = {value: round(value, 2) for cell in cells for value in cell}
    for cell, text in zip(cells, content, strict=True):
        left, top = nearest(xs, cell[0]), nearest(ys, cell[1])
        right, bottom = nearest(xs, cell[2]), nearest(ys, cell[3])
        if left >= width or top >= height:
            continue
        texts[top][left] = text
        x0, y0, x1, y1 = (rounded[value] for value in cell)
        slot = owners[top][left] if owners[top][left] == (top, left) else (top, left)
        boxes[slot] = (number, (x0, y0, x1, y1))
        for r in range(top, bottom):
            for c in range(left, right):
                owners[r][c] = slot
    loose = Loose(tuple(map(tuple, texts)), tuple(map(tuple, owners)), boxes)
    return PdfTable(number, box, xs, loose)


def _owners(cells: Sequence[BBox], chars: Chars) -> list[int]:
    """The number of each character's cell, by its middle; -1 for none.

    The uppermost cell has the first claim.
    """
    rows: dict[int, list[int]] = {}
    for index in sorted(range(len(cells)), key=lambda i: cells[i][1]):
        for point in range(math.floor(cells[index][1] - 0.5), math.floor(cells[index][3] + 0.5) + 1):
            rows.setdefault(point, []).append(index)
    owners: list[int] = []
    last, x0, y0, x1, y1 = -1, 0.0, 0.0, 0.0, 0.0
    for x, y in zip(*(column.tolist() for column in chars.middle), strict=True):
        if x0 < x < x1 and y0 < y < y1:
            owners.append(last)
            continue
        found = -1
        for index in rows.get(math.floor(y), ()):
            left, top, right, bottom = cells[index]
            if left - 0.5 <= x <= right + 0.5 and top - 0.5 <= y <= bottom + 0.5:
                found = last = index
                x0, y0, x1, y1 = left + 0.5, top + 0.5, right - 0.5, bottom - 0.5
                break
        owners.append(found)
    return owners
