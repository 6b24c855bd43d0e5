"""What is drawn on a PDF page: ruled edges and pictures, also inside nested forms.

The walk is bounded: a page of more objects, or a path of more points, than any page with tables has is
a drawing, and what lies beyond the bound is not looked at.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise, repeat
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from extract.read.pdf_calls import INTEGER, POINTER, address_of, call, run
from extract.read.pdf_chars import Matrix, Point, multiply

THINNEST_AREA = 2.6
"""A filled shape thinner than this, in points, is a drawn line."""
MOST_OBJECTS = 200_000
MOST_POINTS = 50_000
DEEPEST = 4
"""Forms inside forms are followed this far."""


class Edge(NamedTuple):
    """A ruled line, horizontal (y0 == y1) or vertical."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        """Whether the line runs from left to right."""
        return abs(self.y1 - self.y0) <= abs(self.x1 - self.x0)


class Shapes:
    """Collects the ruled edges of a page, counts its pictures and what they cover in square points."""

    def __init__(self, page: Any, place: Matrix) -> None:
        self.edges: list[Edge] = []
        self.pictures = 0
        self.pictured = 0.0
        self._left = MOST_OBJECTS
        self._numbers, self._modes = (ctypes.c_float * 6)(), (ctypes.c_int * 2)()
        self._matrix_at, self._mode_at = ctypes.addressof(self._numbers), ctypes.addressof(self._modes)
        self._walk(address_of(page), place, 0)

    def _walk(self, container: int, matrix: Matrix, depth: int) -> None:
        owner = "FormObj" if depth else "Page"
        count = call(f"{owner}_CountObjects", INTEGER, POINTER)(container)
        count = min(max(count, 0), self._left)
        self._left -= count
        get = call(f"{owner}_GetObject", POINTER, POINTER, INTEGER)
        items = list(map(get, repeat(container), range(count)))
        for item, kind in zip(items, map(call("PageObj_GetType", INTEGER, POINTER), items), strict=True):
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(item, multiply(self._matrix(item), matrix))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                self._walk(item, multiply(self._matrix(item), matrix), depth + 1)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self.pictures += 1
                self.pictured += _area(multiply(self._matrix(item), matrix))

    def _matrix(self, item: int) -> Matrix:
        call("PageObj_GetMatrix", INTEGER, POINTER, POINTER)(item, self._matrix_at)
        a, b, c, d, e, f = self._numbers
        return a, b, c, d, e, f

    def _path(self, item: int, matrix: Matrix) -> None:
        get = call("Path_GetDrawMode", INTEGER, POINTER, POINTER, POINTER)
        get(item, self._mode_at, self._mode_at + ctypes.sizeof(ctypes.c_int))
        fill, stroke = self._modes
        if not (fill or stroke):
            return
        for points in _subpaths(item, matrix):
            if stroke:
                self._stroked(points)
            else:
                self._filled(points)

    def _stroked(self, points: Sequence[Point]) -> None:
        for (x0, y0), (x1, y1) in pairwise(points):
            if abs(x1 - x0) < 1 or abs(y1 - y0) < 1:
                self._add(x0, y0, x1, y1)

    def _filled(self, points: Sequence[Point]) -> None:
        xs, ys = zip(*points, strict=True)
        left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
        if bottom - top <= THINNEST_AREA and right - left > bottom - top:
            self._add(left, (top + bottom) / 2, right, (top + bottom) / 2)
        elif right - left <= THINNEST_AREA:
            self._add((left + right) / 2, top, (left + right) / 2, bottom)

    def _add(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if abs(x1 - x0) >= abs(y1 - y0):
            y0 = y1 = (y0 + y1) / 2
        else:
            x0 = x1 = (x0 + x1) / 2
        self.edges.append(Edge(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _subpaths(item: int, matrix: Matrix) -> Iterator[list[Point]]:
    """The points of each stroke of a path; a closed one ends where it began."""
    count = min(call("Path_CountSegments", INTEGER, POINTER)(item), MOST_POINTS)
    if count < 2:
        return
    segments = list(map(call("Path_GetPathSegment", POINTER, POINTER, INTEGER), repeat(item), range(count)))
    places = (ctypes.c_float * (2 * count))()
    start = ctypes.addressof(places)
    ends = range(start, start + 8 * count, 8), range(start + 4, start + 8 * count + 4, 8)
    run(call("PathSegment_GetPoint", INTEGER, POINTER, POINTER, POINTER), segments, *ends)
    kinds = map(call("PathSegment_GetType", INTEGER, POINTER), segments)
    closed = map(call("PathSegment_GetClose", INTEGER, POINTER), segments)
    points: list[Point] = []
    a, b, c, d, e, f = matrix
    for x, y, kind, close in zip(places[::2], places[1::2], kinds, closed, strict=True):
        if kind == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((a * x + c * y + e, b * x + d * y + f))
        if close and len(points) > 1:
            points.append(points[0])
    yield points


def _area(matrix: Matrix) -> float:
    """What a picture covers, in square points: it is one unit square before its matrix."""
    a, b, c, d, _, _ = matrix
    return abs(a * d - b * c)
