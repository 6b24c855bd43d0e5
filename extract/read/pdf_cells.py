"""Ruled lines → the cells of each table: pdfplumber's rules, walked by row and column.

Lines are snapped and joined by pdfplumber itself; what it does with their crossings compares every
crossing with every other and is most of its time. Here a crossing looks along its own row and column
only, with the same cells for a result (tests/extract/test_read_cells.py holds the two side by side).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from pdfplumber import table as finder

from extract.records import BBox

SNAP = 3.0
JOIN = 3.0
CROSS = 3.0
MOST_LINES = 3_000
"""A page with more ruled lines than this, after joining, is a drawing."""
MOST_CROSSINGS = 50_000
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Crossing:
    """The numbers of the vertical and of the horizontal lines that meet in a point."""

    upright: set[int]
    level: set[int]


def cell_groups(lines: Iterable[BBox]) -> list[list[BBox]]:
    """The cells of each table as boxes, tables from top to bottom; lines are (x0, top, x1, bottom).

    A line is horizontal unless it is higher than wide. A page of more lines or crossings than any table
    has is a drawing and holds none.
    """
    merged = merged_lines(lines)
    if not 4 <= len(merged) <= MOST_LINES:
        return []
    return groups_of(cells_of(crossings_of(merged)))


def merged_lines(lines: Iterable[BBox]) -> list[dict[str, Any]]:
    """The lines as pdfplumber's edges, near ones laid on each other and pieces of one line joined."""
    merged: list[dict[str, Any]] = finder.merge_edges([*map(_record, lines)], SNAP, SNAP, JOIN, JOIN)
    return merged


def _record(line: BBox) -> dict[str, Any]:
    x0, top, x1, bottom = line
    width, height = x1 - x0, bottom - top
    return {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": width, "height": height,
            "orientation": "h" if height <= width else "v", "object_type": "line"}


def crossings_of(edges: Sequence[Mapping[str, Any]]) -> dict[Point, Crossing]:
    """Where vertical and horizontal lines meet, or miss each other by no more than `CROSS`."""
    box = itemgetter("x0", "top", "x1", "bottom")
    upright = sorted({box(edge) for edge in edges if edge["orientation"] == "v"})
    level = sorted({box(edge) for edge in edges if edge["orientation"] == "h"}, key=itemgetter(1, 0))
    tops = [line[1] for line in level]
    found: dict[Point, Crossing] = {}
    for number, (x, top, _, bottom) in enumerate(upright):
        first, stop = bisect_left(tops, top - CROSS), bisect_right(tops, bottom + CROSS)
        for other in range(first, stop):
            left, y, right, _ = level[other]
            if left - CROSS <= x <= right + CROSS:
                met = found.get((x, y))
                if met is None:
                    found[x, y] = Crossing({number}, {other})
                else:
                    met.upright.add(number)
                    met.level.add(other)
        if len(found) > MOST_CROSSINGS:
            return {}
    return found


def cells_of(crossings: Mapping[Point, Crossing]) -> list[BBox]:
    """The smallest cell right of and below each crossing, if there is one; by column, then row."""
    columns: dict[float, list[float]] = defaultdict(list)
    rows: dict[float, list[float]] = defaultdict(list)
    points = sorted(crossings)
    for x, y in points:
        columns[x].append(y)
        rows[y].append(x)
    found = (_smallest(crossings, point, columns[point[0]], rows[point[1]]) for point in points)
    return [cell for cell in found if cell is not None]


def _smallest(
    crossings: Mapping[Point, Crossing], point: Point, ys: Sequence[float], xs: Sequence[float]
) -> BBox | None:
    """The cell whose upper left corner is `point`; `ys` and `xs` are what its column and row hold.

    Lines cover a stretch without gaps: behind the first crossing that no line ties to `point`, none is tied.
    """
    x, y = point
    here = crossings[point]
    for low in ys[bisect_right(ys, y) :]:
        below = crossings[x, low]
        if here.upright.isdisjoint(below.upright):
            return None
        for right in xs[bisect_right(xs, x) :]:
            beside = crossings[right, y]
            if here.level.isdisjoint(beside.level):
                break
            corner = crossings.get((right, low))
            if corner is not None and not (
                corner.upright.isdisjoint(beside.upright) or corner.level.isdisjoint(below.level)
            ):
                return x, y, right, low
    return None


def groups_of(cells: Sequence[BBox]) -> list[list[BBox]]:
    """Cells that hang together by their corners, two or more; the group with the uppermost cell first."""
    at: dict[Point, list[int]] = defaultdict(list)
    for index, cell in enumerate(cells):
        for corner in _corners(cell):
            at[corner].append(index)
    seen: set[int] = set()
    groups: list[list[BBox]] = []
    for index in range(len(cells)):
        if index not in seen:
            members = _reached(index, cells, at)
            seen.update(members)
            groups.append([cells[i] for i in sorted(members)])
    groups.sort(key=lambda group: min((cell[1], cell[0]) for cell in group))
    return [group for group in groups if len(group) > 1]


def _corners(cell: BBox) -> tuple[Point, Point, Point, Point]:
    x0, top, x1, bottom = cell
    return (x0, top), (x0, bottom), (x1, top), (x1, bottom)


def _reached(first: int, cells: Sequence[BBox], at: Mapping[Point, list[int]]) -> set[int]:
    """The numbers of all cells that hang together with one, by the cells at each corner."""
    found, waiting = {first}, [first]
    while waiting:
        for corner in _corners(cells[waiting.pop()]):
            new = [index for index in at[corner] if index not in found]
            found.update(new)
            waiting += new
    return found
