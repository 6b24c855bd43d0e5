"""The picture of a page → `Page`: set straight, rules found, every piece recognised, characters placed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from extract.read.ocr.engine import DOUBTFUL, Gray, Word, read_blocks, read_lines, sureness, turn_of
from extract.read.ocr.pieces import BORDER, Frame, Piece, cut, em_of, lines_in
from extract.read.ocr.rules import Ink, Strip, ink_of, rules_of, skew_of
from extract.read.ocr.wording import characters, is_han
from extract.read.pdf_cells import cell_groups
from extract.read.pdf_chars import Char, Chars
from extract.read.pdf_page import Page
from extract.read.pdf_shapes import Edge
from extract.records import BBox

RESOLUTION = 300
"""Dots per inch that pages are rendered at."""
MOST_PIXELS = 20_000_000
"""A larger page is rendered more coarsely: A3 at 300 dots fits."""
NOISE = 0.5
"""Lines outside tables with a lower mean score are seals, signatures, pictures, and are left out."""
HAN_HEIGHT, FIGURE_HEIGHT, DESCENT = 0.93, 0.73, 0.1
"""Ink of a line of characters, of a line of figures, and ink below the baseline, in em."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """A page set straight, without the rules of its tables: the rules as edges, the pieces to recognise."""

    picture: Gray
    edges: tuple[Edge, ...]
    pieces: tuple[Piece, ...]


def read_picture(picture: Gray, *, number: int, width: float, height: float) -> Page:
    """Page `number` as recognised; width and height in points. Raises RecognitionFailed."""
    scale = picture.shape[1] / width
    layout = _layout(picture, scale)
    chars = () if _looks_sideways(layout.pieces) else _chars(layout, scale)
    turn = turn_of(picture) if sureness(chars) < DOUBTFUL else 0
    if turn:
        turned = _layout(np.ascontiguousarray(np.rot90(picture, -turn // 90)), scale)
        other = _chars(turned, scale)
        if sureness(other) > sureness(chars):
            return Page(number, width, height, Chars.of(other), turned.edges, 1, turn)
    return Page(number, width, height, Chars.of(chars or _chars(layout, scale)), layout.edges, 1)


def _looks_sideways(pieces: Sequence[Piece]) -> bool:
    """Whether few pieces are wider than high: text that runs down the page falls into single characters."""
    shapes = [(x1 - x0, y1 - y0) for x0, y0, x1, y1 in (piece.frame for piece in pieces)]
    return 3 * sum(w > 1.5 * h for w, h in shapes) < len(shapes)


def _layout(picture: Gray, scale: float) -> _Layout:
    """The page taken apart; `scale` is pixels to a point."""
    picture = _straight(picture)
    ink = ink_of(picture)
    across, down = rules_of(ink, scale * 72)
    edges = tuple(_edges(across, down, scale))
    tables = cell_groups(edges)
    outlines = [_around(cells, scale) for cells in tables]
    _wipe_rules(ink, across, outlines)
    _wipe_rules(ink.T, down, [(y0, x0, y1, x1) for x0, y0, x1, y1 in outlines])
    cells = [_inside(cell, scale) for found in tables for cell in found]
    pieces = _pieces(ink, cells, outlines, scale)
    return _Layout(_without_rules(picture, ink, outlines), edges, tuple(pieces))


def _chars(layout: _Layout, scale: float) -> tuple[Char, ...]:
    """The characters of a page in points, from left to right as the picture lies."""
    return tuple(_in_points(char, scale) for char in _recognise(layout.picture, layout.pieces))


def _straight(picture: Gray) -> Gray:
    """The picture turned by the few degrees that a scan is askew."""
    angle = skew_of(ink_of(picture))
    if not angle:
        return picture
    from PIL import Image

    turned = Image.fromarray(picture).rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    return np.asarray(turned)


def _edges(across: Sequence[Strip], down: Sequence[Strip], scale: float) -> Iterator[Edge]:
    for first, last, start, end in across:
        y = (first + last + 1) / 2 / scale
        yield Edge(start / scale, y, end / scale, y)
    for first, last, start, end in down:
        x = (first + last + 1) / 2 / scale
        yield Edge(x, start / scale, x, end / scale)


def _around(cells: Sequence[BBox], scale: float) -> Frame:
    """The box around a table in pixels, its outer rules included."""
    xs, ys = [x for c in cells for x in (c[0], c[2])], [y for c in cells for y in (c[1], c[3])]
    out = 1.2 * scale
    return (
        max(0, int(min(xs) * scale - out)), max(0, int(min(ys) * scale - out)),
        int(max(xs) * scale + out) + 1, int(max(ys) * scale + out) + 1,
    )


def _inside(cell: BBox, scale: float) -> Frame:
    x0, y0, x1, y1 = (round(value * scale) for value in cell)
    return x0, y0, max(x0, x1), max(y0, y1)


def _wipe_rules(ink: Ink, strips: Sequence[Strip], outlines: Sequence[Frame]) -> None:
    """Takes the rules of tables out of the ink; a stroke of text outside a table stays."""
    for first, last, start, end in strips:
        if any(x0 <= start and end <= x1 and y0 <= first and last < y1 for x0, y0, x1, y1 in outlines):
            ink[max(first - 2, 0) : last + 3, max(start - 2, 0) : end + 2] = False


def _without_rules(picture: Gray, ink: Ink, outlines: Sequence[Frame]) -> Gray:
    """The picture with everything in the tables white that is not beside ink of their text."""
    clean = picture.copy()
    for x0, y0, x1, y1 in outlines:
        near = ink[y0:y1, x0:x1].copy()
        for axis in (0, 1):
            near |= np.roll(near, 1, axis) | np.roll(near, -1, axis)
        clean[y0:y1, x0:x1][~near] = 255
    return clean


def _pieces(ink: Ink, cells: Sequence[Frame], outlines: Sequence[Frame], scale: float) -> list[Piece]:
    """Every line of every cell, then every line outside the tables."""
    outside = ink.copy()
    for x0, y0, x1, y1 in outlines:
        outside[y0:y1, x0:x1] = False
    whole = (0, 0, ink.shape[1], ink.shape[0])
    em = em_of(ink, cells or [whole], scale * 72)
    return [
        *(piece for frame in cells for piece in lines_in(ink, frame, em, cell=True)),
        *lines_in(outside, whole, em, cell=False),
    ]


def _recognise(picture: Gray, pieces: Sequence[Piece]) -> Iterator[Char]:
    """The characters of all pieces in pixels of the page."""
    for read, block in ((read_lines, False), (read_blocks, True)):
        chosen = [piece for piece in pieces if piece.block == block]
        cuts = [cut(picture, piece) for piece in chosen]
        for piece, (_, zoom), words in zip(chosen, cuts, read([part for part, _ in cuts]), strict=True):
            moved = [_moved(word, piece, zoom) for word in words]
            for _, group in groupby(moved, key=lambda word: word.line):
                line = list(group)
                if piece.cell or sureness(line) >= NOISE:
                    yield from _printed(line, piece)


def _moved(word: Word, piece: Piece, zoom: float) -> Word:
    """The word where it stands on the page."""
    left, top = piece.frame[0] - 1 - BORDER / zoom, piece.frame[1] - 1 - BORDER / zoom
    return replace(
        word, x0=left + word.x0 / zoom, x1=left + word.x1 / zoom,
        y0=top + word.y0 / zoom, y1=top + word.y1 / zoom,
    )


def _printed(line: Sequence[Word], piece: Piece) -> Iterator[Char]:
    """The characters of one line with its size and baseline, judged by its ink."""
    top, bottom = (min(w.y0 for w in line), max(w.y1 for w in line)) if piece.block else piece.frame[1::2]
    han = any(is_han(c) for word in line for c in word.text)
    size = (bottom - top) / (HAN_HEIGHT if han else FIGURE_HEIGHT)
    return characters(line, size=size, base=bottom - (DESCENT * size if han else 0))


def _in_points(char: Char, scale: float) -> Char:
    return char._replace(
        x0=char.x0 / scale, x1=char.x1 / scale, base=char.base / scale, size=char.size / scale
    )
