"""One PDF page as characters and ruled edges, in points from the page's top left corner.

Characters carry their baseline, not only a box: fonts with different ascents still stand on one
line. Read through pdfium; /Rotate and a shifted crop box are undone.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import Any

import pypdfium2 as pdfium

from extract.read.pdf_chars import Chars, Matrix, multiply, printed, upright
from extract.read.pdf_shapes import Edge, Shapes
from extract.records import BBox

PDFIUM = Lock()
"""PDFium is not thread-safe: one thread at a time is inside it, all others go on with what they have."""


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
    chars: Chars
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
        shapes = Shapes(page.raw, place)
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
) -> tuple[int, Matrix, Chars]:
    """The characters with the turn under which most of them stand upright, usually none."""
    found = printed(textpage)
    chars = upright(found, place)
    count = len(found.codes)
    if len(chars) * 2 >= count or len(chars) * 2 >= count - int(found.blank.sum()):
        return 0, place, chars
    clockwise = multiply(place, (0, 1, -1, 0, height, 0))
    counter = multiply(place, (0, -1, 1, 0, 0, width))
    options: list[tuple[int, Matrix, Chars]] = [
        (0, place, chars), (90, clockwise, upright(found, clockwise)),
        (270, counter, upright(found, counter)),
    ]
    return max(options, key=lambda option: len(option[2]))
