"""Ruled lines in a picture: where ink runs straight on for long, tolerating small gaps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.read.ocr.engine import Gray

Ink = NDArray[np.bool_]
"""Which pixels are dark."""
Places = NDArray[np.float64]
Strip = tuple[int, int, int, int]
"""Rows and columns that a rule covers, in pixels: (first row, last row, from column, to column)."""

SHORTEST_ACROSS = 0.5
SHORTEST_DOWN = 0.19
"""Inches that a horizontal, a vertical rule runs at least: more than any stroke of body text."""
FILLED = 0.94
"""Share of the pixels of a rule that are dark at least."""
THICKEST = 0.05
"""Inches; thicker is a filled area, not a rule."""
STEEPEST = 3.0
"""Degrees by which a scan may be askew and is still set straight."""


def ink_of(picture: Gray) -> Ink:
    """The dark pixels, by the threshold that best parts dark from light (Otsu's)."""
    counts = np.bincount(picture.ravel(), minlength=256).astype(np.float64)
    levels = np.arange(256)
    below, total = np.cumsum(counts), counts.sum()
    weighted = np.cumsum(counts * levels)
    above = total - below
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (weighted[-1] * below - weighted * total) ** 2 / (below * above)
    best = int(np.nanargmax(np.where(np.isfinite(between), between, np.nan))) if below[0] < total else 0
    return picture <= min(max(best, 60), 200)


def skew_of(ink: Ink) -> float:
    """Degrees, counter-clockwise positive, by which the picture must be turned to be straight."""
    found = np.nonzero(ink[::2, ::2])
    if len(found[0]) < 500:
        return 0.0
    step = max(1, len(found[0]) // 60_000)
    ys, xs = (places[::step].astype(np.float64) for places in found)
    coarse = _sharpest(ys, xs, np.arange(-STEEPEST, STEEPEST + 0.01, 0.2))
    fine = _sharpest(ys, xs, np.arange(coarse - 0.2, coarse + 0.21, 0.04))
    return 0.0 if abs(fine) < 0.05 else round(fine, 2)


def _sharpest(ys: Places, xs: Places, angles: Places) -> float:
    """The angle under which rows of the picture are most unlike each other."""

    def sharpness(angle: float) -> float:
        rows = np.rint(ys - xs * np.tan(np.radians(angle))).astype(np.int64)
        counts = np.bincount(rows - rows.min())
        return float((counts.astype(np.float64) ** 2).sum())

    return max((float(a) for a in angles), key=sharpness)


def rules_of(ink: Ink, resolution: float) -> tuple[list[Strip], list[Strip]]:
    """Horizontal rules, and vertical ones with rows and columns changed places."""
    thickest = THICKEST * resolution
    across = _strips(_long(ink, round(SHORTEST_ACROSS * resolution)))
    down = _strips(np.ascontiguousarray(_long(ink.T, round(SHORTEST_DOWN * resolution))))
    thin = [[s for s in strips if s[1] - s[0] < thickest] for strips in (across, down)]
    return thin[0], thin[1]


def _long(ink: Ink, length: int) -> Ink:
    """The dark pixels in some stretch of `length` pixels along a row that is nearly all dark."""
    height, width = ink.shape
    if width < length:
        return np.zeros_like(ink)
    kind = np.dtype(np.int16 if width < 2**15 else np.int32)
    sums = np.zeros((height, width + 1), kind)
    np.cumsum(ink, axis=1, dtype=kind, out=sums[:, 1:])
    full = (sums[:, length:] - sums[:, :-length]) >= FILLED * length
    marks = np.zeros((height, width + 1), kind)
    marks[:, : full.shape[1]] += full
    marks[:, length:] -= full
    covered = np.asarray(np.cumsum(marks, axis=1, dtype=kind)[:, :-1], kind)
    long: Ink = np.logical_and(covered > 0, ink)
    return long


def _strips(long: Ink) -> list[Strip]:
    """Runs in neighbouring rows that touch, as one strip."""
    done: list[Strip] = []
    growing: list[Strip] = []
    for row in map(int, np.flatnonzero(long.any(axis=1))):
        now: list[Strip] = []
        for left, right in _runs(long[row]):
            first = row
            for other in [o for o in growing if o[1] == row - 1 and o[2] < right and o[3] > left]:
                first, left, right = min(first, other[0]), min(left, other[2]), max(right, other[3])
                growing.remove(other)
            now.append((first, row, left, right))
        done += growing
        growing = now
    return done + growing


def _runs(row: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where a row is dark: half-open stretches."""
    steps = np.diff(np.concatenate(([0], row.astype(np.int8), [0])))
    return [(int(a), int(b)) for a, b in zip(*(np.flatnonzero(steps == s) for s in (1, -1)), strict=True)]


def bands_of(dark: NDArray[np.bool_], *, gap: int) -> list[tuple[int, int]]:
    """Stretches of dark places, those less than `gap` apart as one: rows with ink → lines of text."""
    bands: list[tuple[int, int]] = []
    for first, last in _runs(dark):
        if bands and first - bands[-1][1] < gap:
            bands[-1] = (bands[-1][0], last)
        else:
            bands.append((first, last))
    return bands


def rows_with(ink: Ink) -> Ink:
    """Which rows hold ink."""
    rows: Ink = np.any(ink, axis=1)
    return rows
