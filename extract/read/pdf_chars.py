"""The characters of a PDF page, in points from the page's top left corner.

PDFium is asked for everything in batches: its functions are mapped over the indices of the characters
and write into one array each, so that no step of Python stands between two calls.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: (x, y) → (a x + c y + e, b x + d y + f), as in PDF."""
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
ROTATED = 0.25
FARTHEST = 1e5
"""What stands farther off than this, in points, stands on no page."""
_NOTHING = frozenset((0xFFFE, 0xFFFF, 0x200B, 0xFEFF))
_AROUND = tuple((dx << 20) + dy for dx in (-1, 0, 1) for dy in (-1, 0, 1))
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

    @property
    def middle(self) -> Point:
        """A point inside the character, for asking which cell holds it."""
        return (self.x0 + self.x1) / 2, self.base - 0.35 * self.size


@dataclass(frozen=True, slots=True)
class Printed:
    """All that PDFium says of n characters: codes and sizes of shape (n,), the rest with n rows.

    `origins` are x, y; `boxes` left, top, right, bottom; `matrices` a to f; all in user space.
    """

    codes: NDArray[np.uint32]
    sizes: Floats
    origins: Floats
    boxes: Floats
    matrices: Floats

    @property
    def blank(self) -> Flags:
        """Which of them print nothing."""
        unique, places = np.unique(self.codes, return_inverse=True)
        return np.fromiter(map(_is_blank, unique.tolist()), bool, len(unique))[places]


def _is_blank(code: int) -> bool:
    return code < 33 or code in _NOTHING or chr(code).isspace()


def printed(textpage: Any) -> Printed:
    """The characters of a text page (FPDF_TEXTPAGE) as PDFium has them, in reading order."""
    count = max(raw.FPDFText_CountChars(textpage), 0)
    page, every = repeat(ctypes.cast(textpage, ctypes.c_void_p).value), range(count)
    origins, boxes, matrices = np.zeros((count, 2)), np.zeros((count, 4), "f4"), np.zeros((count, 6), "f4")
    _run(_call("GetCharOrigin", 4), page, every, _addresses(origins, 0), _addresses(origins, 8))
    _run(_call("GetLooseCharBox", 3), page, every, _addresses(boxes, 0))
    _run(_call("GetMatrix", 3), page, every, _addresses(matrices, 0))
    codes = np.fromiter(map(_call("GetUnicode", 2, ctypes.c_uint), page, every), np.uint32, count)
    sizes = np.fromiter(map(_call("GetFontSize", 2, ctypes.c_double), page, every), np.float64, count)
    return Printed(codes, sizes, origins, boxes.astype(np.float64), matrices.astype(np.float64))


@cache
def _call(name: str, arguments: int, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """FPDFText_<name>(page, index, address …) that takes plain numbers."""
    kinds = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)[:arguments]
    address = ctypes.cast(getattr(raw, f"FPDFText_{name}"), ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(result, *kinds)(address or 0)


def _addresses(array: NDArray[Any], offset: int) -> range:
    """Where in memory each row of an array begins, `offset` bytes further on."""
    first, step = array.ctypes.data + offset, array.itemsize * array.shape[1]
    return range(first, first + step * len(array), step)


def _run(function: Callable[..., Any], *arguments: Any) -> None:
    deque(map(function, *arguments), maxlen=0)


def upright(found: Printed, place: Matrix) -> tuple[Char, ...]:
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
    rows = (edges.min(axis=0), edges.max(axis=0), base[keep], size[keep], spaced)
    return tuple(map(Char, map(chr, found.codes[keep].tolist()), *(row.tolist() for row in rows)))


def _singles(codes: NDArray[np.uint32], left: Floats, base: Floats) -> Flags:
    """Which characters are not printed a second time within a point of the first."""
    rows, columns = np.rint(left).astype(np.int64), np.rint(base).astype(np.int64)
    keys = (codes.astype(np.int64) << 40) + (rows << 20) + columns
    unique = np.unique(keys)
    steps = [step for step in _AROUND if step > 0]
    if len(unique) == len(keys) and not any(np.isin(unique + step, unique).any() for step in steps):
        return np.ones(len(keys), dtype=bool)
    return np.fromiter(_first_of(keys.tolist()), bool, len(keys))


def _first_of(keys: list[int]) -> Iterator[bool]:
    seen: set[int] = set()
    for key in keys:
        new = seen.isdisjoint([key + step for step in _AROUND])
        if new:
            seen.add(key)
        yield new
