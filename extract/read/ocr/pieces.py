"""A page's picture cut into pieces that are recognised each on its own: cells, and lines between tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from extract.read.ocr.engine import Gray
from extract.read.ocr.rules import Ink, bands_of, rows_with

Frame = tuple[int, int, int, int]
"""x0, y0, x1, y1 in pixels, half open."""

BORDER = 16
"""White pixels around a piece; Tesseract misses text at the very edge."""
TALLEST, LOWEST, WANTED = 54, 22, 42
"""Pixels: lines of other heights are scaled to the one that the language data were trained near."""
COLUMN_GAP = 2.5
"""Pieces of one line further apart than this, in em, are recognised one by one."""
BLOCK = 3.2
"""A piece taller than this, in em, holds several lines that no white row parts."""
FAINTEST = 0.04
"""A piece with less ink than this, in square em, is dust."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the picture with the ink of one line, or of a block of lines."""

    frame: Frame
    block: bool
    cell: bool


def em_of(ink: Ink, frames: Sequence[Frame], resolution: float) -> float:
    """The usual height of a line of text in pixels; that of 10.5 points where there is none."""
    heights = [
        b - a for x0, y0, x1, y1 in frames
        for a, b in bands_of(rows_with(ink[y0:y1, x0:x1]), gap=2)
    ]
    usual = [h for h in heights if 0.07 * resolution <= h <= 0.3 * resolution]
    return float(np.median(usual)) if usual else 10.5 / 72 * resolution


def lines_in(ink: Ink, frame: Frame, em: float, *, cell: bool) -> Iterator[Piece]:
    """The lines of text within a frame, top to bottom, cut where a wide gap parts two columns."""
    x0, y0, x1, y1 = frame
    part = ink[y0:y1, x0:x1]
    for top, bottom in _joined(bands_of(rows_with(part), gap=2), em):
        row = part[top:bottom]
        for left, right in bands_of(rows_with(row.T), gap=round(COLUMN_GAP * em)):
            held = row[:, left:right]
            if held.sum() < FAINTEST * em * em:
                continue
            ys = np.flatnonzero(held.any(axis=1))
            y_from, y_to = top + int(ys[0]), top + int(ys[-1]) + 1
            found = x0 + left, y0 + y_from, x0 + right, y0 + y_to
            yield Piece(found, y_to - y_from > BLOCK * em, cell)


def _joined(bands: Sequence[tuple[int, int]], em: float) -> list[tuple[int, int]]:
    """Bands that are strokes of one line put together: 三, 二, a full stop below its line."""
    lines: list[tuple[int, int]] = []
    for top, bottom in bands:
        if lines and bottom - lines[-1][0] <= 1.15 * em and min(bottom - top, _height(lines[-1])) < 0.55 * em:
            lines[-1] = (lines[-1][0], bottom)
        else:
            lines.append((top, bottom))
    return lines


def _height(band: tuple[int, int]) -> int:
    return band[1] - band[0]


def cut(picture: Gray, piece: Piece) -> tuple[Gray, float]:
    """The piece as a picture of its own with a white border, and how much it was enlarged."""
    from PIL import Image

    x0, y0, x1, y1 = piece.frame
    part = picture[max(y0 - 1, 0) : y1 + 1, max(x0 - 1, 0) : x1 + 1]
    zoom = 1.0
    if not piece.block and not LOWEST <= y1 - y0 <= TALLEST:
        zoom = min(WANTED / (y1 - y0), 2.0)
        size = max(1, round(part.shape[1] * zoom)), max(1, round(part.shape[0] * zoom))
        part = np.asarray(Image.fromarray(part).resize(size, Image.Resampling.LANCZOS))
    return np.pad(part, BORDER, constant_values=255), zoom
