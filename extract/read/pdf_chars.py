"""The characters of a PDF page, in points from the page's top left corner.

PDFium is asked for everything in batches: its functions are mapped over the indices of the characters
and write into one array each, so that no step of Python stands between two calls.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray

from extract.read.pdf_calls import FLOAT, INTEGER, POINTER, address_of, addresses, call, run

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: (x, y) → (a x + c y + e, b x + d y + f), as in PDF."""
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
ROTATED = 0.25
FARTHEST = 1e5
"""What stands farther off than this, in points, stands on no page."""
NOTHING = (
    "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u2028\u2029"
    "\u202f\u205f\u3000\ufeff\ufffe\uffff"
)
"""White space above the blank, and what PDFium gives for a character that has no code."""
LAST_BLANK = 0xFFFF
_SURROGATE = 0xD800 >> 11
_HIDDEN = (0x02, 0xFFFE)
"""What PDFium gives in place of a hyphen that ends a line, code by code and in its text."""
_NEXT = 1 << 20
_AROUND = tuple(dx * _NEXT + dy for dx in (-1, 0, 1) for dy in (-1, 0, 1))
"""Steps to the keys of the same character within a point: bold made by printing twice."""


class Char(NamedTuple):
    """A printed character: its place left to right, its baseline, its size (em) in points.

    `score` says how sure its recognition is, 1 where the file itself holds the character.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    spaced: bool = False
    score: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Chars:
    """The printed characters of a page as columns, one value each; see `Char`."""

    codes: NDArray[np.int64]
    x0: Floats
    x1: Floats
    base: Floats
    size: Floats
    spaced: Flags
    score: Floats

    @classmethod
    def of(cls, chars: Iterable[Char]) -> Chars:
        """The columns of characters that come one by one."""
        rows = list(chars)
        texts, *columns = zip(*rows, strict=True) if rows else ((),) * len(Char._fields)
        x0, x1, base, size, spaced, score = (np.array(column, np.float64) for column in columns)
        return cls(np.array(list(map(ord, texts)), np.int64), x0, x1, base, size, spaced > 0, score)

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, which: NDArray[np.int64] | Flags) -> Chars:
        """The characters of these numbers, or where the flag is set."""
        return Chars(
            self.codes[which], self.x0[which], self.x1[which], self.base[which], self.size[which],
            self.spaced[which], self.score[which],
        )

    @property
    def middle(self) -> tuple[Floats, Floats]:
        """The x and the y of a point inside each character, for asking which cell holds it."""
        return (self.x0 + self.x1) / 2, self.base - 0.35 * self.size


@dataclass(frozen=True, slots=True)
class Printed:
    """All that PDFium says of n characters: codes and sizes of shape (n,), the rest with n rows.

    `origins` are x, y; `boxes` left, top, right, bottom; `matrices` a to f; all in user space.
    """

    codes: NDArray[np.int64]
    sizes: Floats
    origins: Floats
    boxes: Floats
    matrices: Floats

    @property
    def blank(self) -> Flags:
        """Which of them print nothing."""
        return _blanks()[np.minimum(self.codes, LAST_BLANK + 1)]


@cache
def _blanks() -> Flags:
    """For each code up to `LAST_BLANK` and one beyond it: whether it prints nothing."""
    table = np.zeros(LAST_BLANK + 2, dtype=bool)
    table[:33] = True
    table[[ord(char) for char in NOTHING]] = True
    return table


def printed(textpage: Any) -> Printed:
    """The characters of a text page (FPDF_TEXTPAGE) as PDFium has them, in reading order."""
    count = max(raw.FPDFText_CountChars(textpage), 0)
    page, every = repeat(address_of(textpage)), range(count)
    origins, boxes, matrices = np.zeros((count, 2)), np.zeros((count, 4), "f4"), np.zeros((count, 6), "f4")
    run(call("Text_GetCharOrigin", INTEGER, POINTER, INTEGER, POINTER, POINTER),
        page, every, *addresses(origins, 0, 8))
    run(call("Text_GetLooseCharBox", INTEGER, POINTER, INTEGER, POINTER), page, every, *addresses(boxes, 0))
    run(call("Text_GetMatrix", INTEGER, POINTER, INTEGER, POINTER), page, every, *addresses(matrices, 0))
    sizes = map(call("Text_GetFontSize", FLOAT, POINTER, INTEGER), page, every)
    return Printed(
        _codes(textpage, count), np.fromiter(sizes, np.float64, count),
        origins, boxes.astype(np.float64), matrices.astype(np.float64),
    )


def _codes(textpage: Any, count: int) -> NDArray[np.int64]:
    """The code of each character: those of the page's text where it has one for each of them."""
    text = np.zeros(2 * count + 2, np.uint16)
    place = ctypes.cast(text.ctypes.data, ctypes.POINTER(ctypes.c_ushort))
    if raw.FPDFText_GetText(textpage, 0, count, place) == count + 1 and not (text >> 11 == _SURROGATE).any():
        return _hyphens(textpage, text[:count].astype(np.int64))
    codes = call("Text_GetUnicode", INTEGER, POINTER, INTEGER)
    found = np.fromiter(map(codes, repeat(address_of(textpage)), range(count)), np.int64, count)
    return _hyphens(textpage, found)


def _hyphens(textpage: Any, codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The codes with the hyphen that ends a line, hidden by PDFium: here a minus, 增减额-|0.36万元."""
    for at in np.flatnonzero(np.isin(codes, _HIDDEN)):
        if raw.FPDFText_IsHyphen(textpage, int(at)) == 1:
            codes[at] = ord("-")
    return codes


def upright(found: Printed, place: Matrix) -> Chars:
    """The upright characters under `place`; rotated ones (watermarks) and doubles are dropped."""
    a, b, c, d, e, f = place
    blank = found.blank
    along, aside, across, up = found.matrices[:, :4].T
    size = found.sizes * np.hypot(across, up)
    x, y = found.origins.T
    left, base = a * x + c * y + e, b * x + d * y + f
    near = (np.abs(left) < FARTHEST) & (np.abs(base) < FARTHEST) & np.isfinite(found.boxes).all(axis=1)
    straight = np.abs(b * along + d * aside) <= ROTATED * (a * along + c * aside)
    keep = np.flatnonzero(~blank & straight & (size > 0) & near)
    blanks = np.cumsum(blank)[keep]
    spaced = np.diff(blanks, prepend=0) > 0
    single = _singles(found.codes[keep], left[keep], base[keep])
    keep, spaced = keep[single], spaced[single]
    low_x, high_y, high_x, low_y = found.boxes[keep].T
    edges = np.stack([a * low_x + c * low_y + e, a * high_x + c * high_y + e, left[keep]])
    return Chars(
        found.codes[keep], edges.min(axis=0), edges.max(axis=0), base[keep], size[keep], spaced,
        np.ones(len(keep)),
    )


def _singles(codes: NDArray[np.int64], left: Floats, base: Floats) -> Flags:
    """Which characters are not printed a second time within a point of the first."""
    rows, columns = np.rint(left).astype(np.int64), np.rint(base).astype(np.int64)
    keys = (codes << 40) + (rows << 20) + columns
    ordered = np.sort(keys)
    beside = np.searchsorted(ordered, ordered + _NEXT - 1)
    inside = beside < len(ordered)
    doubled = np.diff(ordered) <= 1
    if doubled.any() or (ordered[beside[inside]] <= ordered[inside] + _NEXT + 1).any():
        return np.fromiter(_first_of(keys.tolist()), bool, len(keys))
    return np.ones(len(keys), dtype=bool)


def _first_of(keys: list[int]) -> Iterator[bool]:
    seen: set[int] = set()
    for key in keys:
        new = seen.isdisjoint([key + step for step in _AROUND])
        if new:
            seen.add(key)
        yield new


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
