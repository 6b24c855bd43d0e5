"""One PDF page as characters and ruled edges, in points from the page's top left corner.

Characters carry their baseline, not only a box: fonts with different ascents still stand on one
line. Read through pdfium; /Rotate and a shifted crop box are undone.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from threading import Lock
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.read.pdf_chars import Char, Matrix, Point, printed, upright
from extract.records import BBox

THINNEST_AREA = 2.6
"""A filled shape thinner than this, in points, is a drawn line."""
PDFIUM = Lock()
"""PDFium is not thread-safe: one thread at a time is inside it, all others go on with what they have."""


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


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed on one page; `number` counts from 1, `pictures` its images.

    `covered` is the share of the page that they take up.

    `width` and `height` are those shown. Where most text runs sideways, characters and edges are
    given as read with the page turned clockwise by `turn` degrees (90 or 270; a picture also by 180).
    """

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    edges: tuple[Edge, ...]
    pictures: int
    turn: int = 0
    covered: float = 0.0

    def shown_box(self, box: BBox) -> BBox:
        """A box of the page as read, on the page as shown (they differ where text runs sideways)."""
        if self.turn == 0:
            return box
        x0, y0, x1, y1 = box
        if self.turn == 90:
            return y0, self.height - x1, y1, self.height - x0
        if self.turn == 180:
            return self.width - x1, self.height - y1, self.width - x0, self.height - y0
        return self.width - y1, x0, self.width - y0, x1


def load_page(document: pdfium.PdfDocument, number: int) -> Page:
    """Page `number` (from 1), with everything of pdfium closed again behind it."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        place = _to_top_left(page)
        textpage = page.get_textpage()
        try:
            turn, place, chars = _upright(textpage.raw, place, width, height)
        finally:
            textpage.close()
        shapes = _Shapes()
        shapes.walk(page.raw, place, 0)
        covered = min(1.0, shapes.pictured / (width * height)) if width * height else 0.0
        return Page(number, width, height, chars, tuple(shapes.edges), shapes.pictures, turn, covered)
    finally:
        page.close()


def _to_top_left(page: Any) -> Matrix:
    """From user space to points from the top left of the page as it is shown."""
    left, bottom, right, top = page.get_cropbox()
    turns: dict[int, Matrix] = {
        0: (1, 0, 0, -1, -left, top),
        90: (0, 1, 1, 0, -bottom, -left),
        180: (-1, 0, 0, 1, right, -bottom),
        270: (0, -1, -1, 0, top, right),
    }
    return turns[page.get_rotation() % 360]


def _upright(
    textpage: Any, place: Matrix, width: float, height: float
) -> tuple[int, Matrix, tuple[Char, ...]]:
    """The characters with the turn under which most of them stand upright, usually none."""
    found = printed(textpage)
    chars = upright(found, place)
    count = len(found.codes)
    if len(chars) * 2 >= count or len(chars) * 2 >= count - int(found.blank.sum()):
        return 0, place, chars
    clockwise = _multiply(place, (0, 1, -1, 0, height, 0))
    counter = _multiply(place, (0, -1, 1, 0, 0, width))
    options: list[tuple[int, Matrix, tuple[Char, ...]]] = [
        (0, place, chars), (90, clockwise, upright(found, clockwise)),
        (270, counter, upright(found, counter)),
    ]
    return max(options, key=lambda option: len(option[2]))


class _Shapes:
    """Collects ruled edges and counts pictures, through nested forms."""

    def __init__(self) -> None:
        self.edges: list[Edge] = []
        self.pictures = 0
        self.pictured = 0.0

    def walk(self, container: Any, matrix: Matrix, depth: int) -> None:
        form = depth > 0
        count = raw.FPDFFormObj_CountObjects(container) if form else raw.FPDFPage_CountObjects(container)
        for index in range(max(count, 0)):
            get = raw.FPDFFormObj_GetObject if form else raw.FPDFPage_GetObject
            item = get(container, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(item, _multiply(_matrix(item), matrix))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < 4:
                self.walk(item, _multiply(_matrix(item), matrix), depth + 1)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self.pictures += 1
                self.pictured += _area(_multiply(_matrix(item), matrix))

    def _path(self, item: Any, matrix: Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        for points in self._subpaths(item, matrix):
            if stroke.value:
                self._stroked(points)
            elif fill.value:
                self._filled(points)

    def _subpaths(self, item: Any, matrix: Matrix) -> Iterator[list[Point]]:
        points: list[Point] = []
        a, b, c, d, e, f = matrix
        x, y = ctypes.c_float(), ctypes.c_float()
        for index in range(raw.FPDFPath_CountSegments(item)):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
                yield points
                points = []
            points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
            if raw.FPDFPathSegment_GetClose(segment) and len(points) > 1:
                points.append(points[0])
        if points:
            yield points

    def _stroked(self, points: list[Point]) -> None:
        for (x0, y0), (x1, y1) in pairwise(points):
            if abs(x1 - x0) < 1 or abs(y1 - y0) < 1:
                self._add(x0, y0, x1, y1)

    def _filled(self, points: list[Point]) -> None:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
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


def _matrix(item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _area(matrix: Matrix) -> float:
    """What a picture covers, in square points: it is one unit square before its matrix."""
    a, b, c, d, _, _ = matrix
    return abs(a * d - b * c)


def _multiply(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
