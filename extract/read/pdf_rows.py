"""Characters of a page or of cells → rows of text, all of them at once.

A page has thousands of characters and some dozens of baselines: what has to look at one thing after
another looks at baselines, the rest is done on whole columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.read.pdf_chars import Chars, Flags, Floats

SAME_LINE = 0.45
"""How far a baseline may stray, in em, within one line: two fonts of one document differ by 0.4."""
HARDLY = 0.2
"""A baseline strayed less than this, in em, is the same, whatever stands above it."""
TALLEST = 60.0
WORD_GAP = 0.18
WIDE_GAP = 0.5
_STEPS = 100
_BITS = 2**31 - 1
_BLANK = 32
Numbers = NDArray[np.int64]


class Row(NamedTuple):
    """One line: its text, where each character of it begins and ends, as `Places.whole` takes it.

    `base` and `size` are the middle ones of its characters, `score` the mean.
    """

    text: str
    ends: bytes
    base: float
    size: float
    score: float


@dataclass(frozen=True, slots=True)
class _Ordered:
    """Characters line by line, each from left to right, with where each line begins.

    `spaces` says before which of them a space stands.
    """

    chars: Chars
    starts: Numbers
    spaces: Numbers
    bases: Floats
    sizes: Floats

    @classmethod
    def of(cls, chars: Chars, groups: Numbers) -> _Ordered:
        """No line holds characters of two groups; lines come by group, then from top to bottom."""
        order = np.lexsort((chars.x0, chars.base, groups))
        fallen, groups = chars.take(order), groups[order]
        starts = np.array(_line_starts(fallen, groups), np.int64)
        lines = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(chars)))
        middles = (starts + np.append(starts[1:], len(chars))) // 2
        sizes = fallen.size[np.lexsort((fallen.size, lines))][middles]
        ordered = fallen.take(np.lexsort((fallen.x0, lines)))
        return cls(ordered, starts, _spaces(ordered, lines), fallen.base[middles], sizes)

    def text(self) -> str:
        """All lines, one behind another."""
        codes = np.insert(self.chars.codes, self.spaces, _BLANK)
        return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")

    def ends(self) -> NDArray[np.intc]:
        """Begin and end of each character of the text, in hundredths of a point; a space has its gap."""
        left = np.insert(self.chars.x0, self.spaces, self.chars.x1[self.spaces - 1])
        right = np.insert(self.chars.x1, self.spaces, self.chars.x0[self.spaces])
        whole = np.rint(np.stack([left, right], axis=1) * _STEPS)
        return whole.clip(-_BITS, _BITS).astype(np.intc)

    def placed(self, starts: Numbers) -> list[int]:
        """Where in the text these characters stand."""
        places: list[int] = (starts + np.searchsorted(self.spaces, starts, side="right")).tolist()
        return places


def rows_of(chars: Chars) -> list[Row]:
    """The lines of running text, from top to bottom."""
    if not len(chars):
        return []
    found = _Ordered.of(chars, np.zeros(len(chars), np.int64))
    text, ends = found.text(), found.ends()
    begins = found.placed(found.starts)
    scores = _means(found.chars.score, found.starts)
    columns = (begins, [*begins[1:], len(text)], found.bases.tolist(), found.sizes.tolist(), scores)
    return [
        Row(text[begin:end], ends[begin:end].tobytes(), base, size, score)
        for begin, end, base, size, score in zip(*columns, strict=True)
    ]


def texts_of(chars: Chars, cells: Numbers, count: int) -> list[str]:
    """The text of each of `count` cells, its lines run together; `cells`: each character's, -1 for none."""
    held = cells >= 0
    if not held.any():
        return [""] * count
    cells = cells[held]
    found = _Ordered.of(chars.take(held), cells)
    text = found.text()
    places = [*found.placed(np.searchsorted(np.sort(cells), np.arange(count))), len(text)]
    return [text[begin:end] for begin, end in pairwise(places)]


def _line_starts(chars: Chars, groups: Numbers) -> list[int]:
    """Where lines begin among characters ordered by group, baseline and left edge."""
    changed = (np.diff(groups, prepend=-1) != 0) | (np.diff(chars.base, prepend=np.nan) != 0)
    begins = np.flatnonzero(changed)
    runs = zip(
        begins.tolist(), [*begins[1:].tolist(), len(chars)], groups[begins].tolist(),
        chars.base[begins].tolist(),
        np.minimum.reduceat(chars.size, begins).tolist(), np.maximum.reduceat(chars.size, begins).tolist(),
        strict=True,
    )
    starts: list[int] = []
    group, first, em = -1, 0.0, 0.0
    for begin, end, own, base, smallest, largest in runs:
        gap = base - first
        place: int | None = begin
        if own == group and gap <= HARDLY * max(em, smallest):
            place = None
        elif own == group and gap <= SAME_LINE * max(em, largest):
            place = _first_beyond(chars, starts[-1], begin, end, em)
        if place is not None:
            starts.append(place)
            group, first, em = own, base, min(float(chars.size[place]), TALLEST)
    return starts


def _first_beyond(chars: Chars, start: int, begin: int, end: int, em: float) -> int | None:
    """The first character of a run that is too far down for the line from `start` on; None if none is."""
    x0, x1, base = chars.x0[start:end].tolist(), chars.x1[start:end].tolist(), chars.base[start:end].tolist()
    for index, size in enumerate(chars.size[begin:end].tolist(), begin - start):
        gap, tall = base[index] - base[0], max(em, size)
        if gap > SAME_LINE * tall:
            return start + index
        shifted = _Above(x0, x1, base).of(index, HARDLY * tall) if gap > HARDLY * tall else ()
        if any(share > 0.5 for share in shifted):
            return start + index
    return None


class _Above(NamedTuple):
    """Left and right edges and baselines of the characters of a line, by rising baseline."""

    x0: Sequence[float]
    x1: Sequence[float]
    base: Sequence[float]

    def of(self, index: int, gap: float) -> Iterator[float]:
        """How much of the narrower of a character and of each farther above it lies over the other."""
        left, right, base = self.x0[index], self.x1[index], self.base[index]
        for x0, x1, high in zip(self.x0[:index], self.x1[:index], self.base[:index], strict=True):
            if base - high <= gap:
                return
            narrow = min(x1 - x0, right - left)
            yield (min(x1, right) - max(x0, left)) / narrow if narrow > 0 else 0.0


def _spaces(chars: Chars, lines: Numbers) -> Numbers:
    """Before which characters a space stands: printed as one, or a gap of half an em to the one before."""
    gap = chars.x0[1:] - chars.x1[:-1]
    size = np.maximum(chars.size[1:], chars.size[:-1])
    wide: Flags = gap > np.where(chars.spaced[1:], WORD_GAP, WIDE_GAP) * size
    return np.flatnonzero(wide & (lines[1:] == lines[:-1])) + 1


def _means(scores: Floats, starts: Numbers) -> list[float]:
    """The mean score of each line."""
    if (scores == 1).all():
        return [1.0] * len(starts)
    values, bounds = scores.tolist(), [*starts.tolist(), len(scores)]
    return [sum(values[a:b]) / (b - a) for a, b in pairwise(bounds)]
