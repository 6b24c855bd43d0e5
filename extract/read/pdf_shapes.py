"""What is drawn on a PDF page: ruled edges and pictures, also inside nested forms.

The walk is bounded: a page of more objects, or a path of more points, than any page with tables has is
a drawing, and what lies beyond the bound is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray

from extract.read.pdf_calls import INTEGER, POINTER, address_of, addresses, call, run
from extract.read.pdf_chars import Flags, Floats, Matrix, multiply

THINNEST_AREA = 2.6
"""A filled shape thinner than this, in points, is a drawn line."""
MOST_OBJECTS = 200_000
MOST_POINTS = 200_000
DEEPEST = 4
"""Forms inside forms are followed this far."""


class Edge(NamedTuple):
    """A ruled line, horizontal (y0 == y1) or vertical."""

    x0: float
    y0: float
    x1: float
    y1: float


class Shapes:
    """Collects the ruled edges of a page, counts its pictures and what they cover in square points."""

    def __init__(self, page: Any, place: Matrix) -> None:
        self.edges: list[Edge] = []
        self.pictures = 0
        self.pictured = 0.0
        self._objects, self._points = MOST_OBJECTS, MOST_POINTS
        self._walk(address_of(page), place, 0)

    def _walk(self, container: int, matrix: Matrix, depth: int) -> None:
        owner = "FormObj" if depth else "Page"
        count = call(f"{owner}_CountObjects", INTEGER, POINTER)(container)
        count = min(max(count, 0), self._objects)
        self._objects -= count
        get = call(f"{owner}_GetObject", POINTER, POINTER, INTEGER)
        items = list(map(get, repeat(container), range(count)))
        kinds = list(map(call("PageObj_GetType", INTEGER, POINTER), items))
        self._draw(list(_of_kind(items, kinds, raw.FPDF_PAGEOBJ_PATH)), matrix)
        pictures = list(_of_kind(items, kinds, raw.FPDF_PAGEOBJ_IMAGE))
        self.pictures += len(pictures)
        self.pictured += sum(_area(multiply(own, matrix)) for own in _matrices(pictures))
        forms = list(_of_kind(items, kinds, raw.FPDF_PAGEOBJ_FORM)) if depth < DEEPEST else []
        for form, own in zip(forms, _matrices(forms), strict=True):
            self._walk(form, multiply(own, matrix), depth + 1)

    def _draw(self, paths: Sequence[int], matrix: Matrix) -> None:
        """Adds the edges of the paths, in their order."""
        modes = np.zeros((len(paths), 2), np.int32)
        run(call("Path_GetDrawMode", INTEGER, POINTER, POINTER, POINTER), paths, *addresses(modes, 0, 4))
        counts = np.fromiter(map(call("Path_CountSegments", INTEGER, POINTER), paths), np.int64, len(paths))
        counts = np.where(modes.any(axis=1), counts.clip(0), 0)
        counts = np.diff(np.cumsum(counts).clip(max=self._points), prepend=0)
        self._points -= int(counts.sum())
        if counts.any():
            stroked = modes[:, 1] != 0
            places = [multiply(own, matrix) for own in _matrices(paths)]
            self.edges += _edges(_Points.of(paths, counts, np.array(places)), stroked)


@dataclass(frozen=True, slots=True)
class _Points:
    """The points of many paths, one behind another: shape (n,) each, in points from the page's top left.

    `path` is the number of the path, `start` the place of the first point of its stroke; `closed` says
    whether a line leads back to it.
    """

    x: Floats
    y: Floats
    path: NDArray[np.int64]
    start: NDArray[np.int64]
    closed: Flags

    @classmethod
    def of(cls, paths: Sequence[int], counts: NDArray[np.int64], matrices: Floats) -> _Points:
        """What PDFium says of the first `counts` points of each path."""
        total, lengths = int(counts.sum()), counts.tolist()
        owners = chain.from_iterable(map(repeat, paths, lengths))
        places = chain.from_iterable(map(range, lengths))
        segments = list(map(call("Path_GetPathSegment", POINTER, POINTER, INTEGER), owners, places))
        points = np.zeros((total, 2), "f4")
        run(call("PathSegment_GetPoint", INTEGER, POINTER, POINTER, POINTER), segments,
            *addresses(points, 0, 4))
        kinds = np.fromiter(map(call("PathSegment_GetType", INTEGER, POINTER), segments), np.int64, total)
        closed = np.fromiter(map(call("PathSegment_GetClose", INTEGER, POINTER), segments), bool, total)
        path = np.repeat(np.arange(len(paths)), counts)
        first = (kinds == raw.FPDF_SEGMENT_MOVETO) | (np.diff(path, prepend=-1) != 0)
        start = np.maximum.accumulate(np.where(first, np.arange(total), 0))
        a, b, c, d, e, f = matrices[path].T
        x, y = points.astype(np.float64).T
        return cls(a * x + c * y + e, b * x + d * y + f, path, start, closed & ~first)


def _edges(points: _Points, stroked: Flags) -> list[Edge]:
    """The level and upright lines among strokes, and filled shapes that are thin enough to be lines."""
    places = np.arange(len(points.x))
    closed = places[points.closed]
    before = np.roll(np.where(points.closed, points.start, places), 1)
    inner = places[points.start != places]
    ends = np.concatenate([inner, points.start[closed]])
    begins = np.concatenate([before[inner], closed])
    order = np.concatenate([inner.astype(np.float64), closed + 0.5])
    kept = stroked[points.path[begins]]
    lines = _lines(points, begins[kept], ends[kept])
    straight = (np.abs(lines[:, 2] - lines[:, 0]) < 1) | (np.abs(lines[:, 3] - lines[:, 1]) < 1)
    thin, starts = _thin(points, ~stroked)
    every = np.concatenate([_levelled(lines[straight]), thin])
    order = np.concatenate([order[kept][straight], starts])
    return list(map(Edge, *every[np.argsort(order, kind="stable")].T.tolist()))


def _lines(points: _Points, begins: NDArray[np.int64], ends: NDArray[np.int64]) -> Floats:
    return np.stack([points.x[begins], points.y[begins], points.x[ends], points.y[ends]], axis=1)


def _levelled(lines: Floats) -> Floats:
    """Lines (x0, y0, x1, y1) from left to right and from top to bottom, the slant taken out."""
    low, high = np.minimum(lines[:, :2], lines[:, 2:]), np.maximum(lines[:, :2], lines[:, 2:])
    middle, wide = (low + high) / 2, high - low
    level = (wide[:, 0] >= wide[:, 1])[:, None]
    across = np.where(level, [[False, True]], [[True, False]])
    return np.concatenate([np.where(across, middle, low), np.where(across, middle, high)], axis=1)


def _thin(points: _Points, filled: Flags) -> tuple[Floats, NDArray[np.int64]]:
    """The middle lines of filled shapes that are as thin as lines, and where their first points stand."""
    strokes = np.flatnonzero(points.start == np.arange(len(points.start)))
    at = np.flatnonzero(filled[points.path[strokes]])
    starts = strokes[at]
    left, right = (f.reduceat(points.x, strokes)[at] for f in (np.minimum, np.maximum))
    top, bottom = (f.reduceat(points.y, strokes)[at] for f in (np.minimum, np.maximum))
    wide, high = right - left, bottom - top
    level = (high <= THINNEST_AREA) & (wide > high)
    upright = ~level & (wide <= THINNEST_AREA)
    boxes = _levelled(np.stack([left, top, right, bottom], axis=1))
    return boxes[level | upright], starts[level | upright]


def _of_kind(items: Sequence[int], kinds: Sequence[int], wanted: int) -> Iterator[int]:
    return (item for item, kind in zip(items, kinds, strict=True) if kind == wanted)


def _matrices(items: Sequence[int]) -> list[Matrix]:
    found = np.zeros((len(items), 6), "f4")
    run(call("PageObj_GetMatrix", INTEGER, POINTER, POINTER), items, *addresses(found, 0))
    return list(map(tuple, found.tolist()))


def _area(matrix: Matrix) -> float:
    """What a picture covers, in square points: it is one unit square before its matrix."""
    a, b, c, d, _, _ = matrix
    return abs(a * d - b * c)
