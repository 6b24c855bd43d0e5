"""Characters of a page → printed lines → paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.read.captions import is_caption_piece, looks_like_title
from extract.read.lines import is_chart_caption
from extract.read.outline import heading_level, numbering
from extract.read.pdf_chars import Chars
from extract.read.pdf_rows import rows_of
from extract.read.places import Places

_UNBROKEN = re.compile(r"[（(《“‘]*(?:[0-9A-Za-z.,]+|.)[）)》”’：:，,。、；;！？!?％%]*")
_END = re.compile(r"[。；！？;!?][”\"’）)】]*$|[：:]$")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line as printed: its text, and (x0, x1) of each character of it; a space has its gap.

    `score` is the mean of its characters'.
    """

    page: int
    text: str
    xs: Places
    base: float
    size: float
    score: float = 1.0

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.xs[0][0]

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.xs[-1][1]


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right edge of the running text of pages of one width."""

    left: float
    right: float


def lines_of(chars: Chars, page: int = 0) -> list[PrintedLine]:
    """Characters clustered by baseline into lines, top to bottom, each left to right.

    Works on baselines, not boxes: a figure whose font has a taller box stays in its sentence.
    """
    return [
        PrintedLine(page, row.text, Places.whole(row.ends), row.base, row.size, row.score)
        for row in rows_of(chars)
    ]


def continues(before: PrintedLine, line: PrintedLine, margins: Margins, leading: float) -> bool:
    """Whether a printed line goes on with the paragraph of the line before it.

    Judged by first-line indent, the right edge reached, punctuation, numbering and line distance.
    """
    size = max(before.size, line.size)
    if line.page == before.page and line.base - before.base > max(1.35 * leading, 1.25 * size):
        return False
    if any(is_chart_caption(t) or is_caption_piece(t) for t in (before.text, line.text)):
        return False
    if _both_centred(before, line, margins):
        return heading_level(before.text + line.text) is not None and numbering(line.text) is None
    indented = line.x0 > margins.left + 1.2 * size
    full = before.x1 > margins.right - 2.2 * size
    ended = _END.search(before.text) is not None
    if indented or (numbering(line.text) and (ended or not full)):
        return False
    if ended:
        return full and before.x1 > margins.right - 1.6 * size and numbering(line.text) is None
    full = full or before.x1 + _head_width(line) > margins.right
    if not full and (heading_level(before.text) is not None or looks_like_title(before.text)):
        return False
    return full or before.x1 > margins.left + 0.6 * (margins.right - margins.left)


def _head_width(line: PrintedLine) -> float:
    """Points of a line's first unbreakable word, too wide for the line before: "（项）：支出" → 4 em."""
    head = _UNBROKEN.match(line.text)
    return line.size * sum(0.5 if char.isascii() else 1.0 for char in head[0]) if head else 0.0


def _both_centred(before: PrintedLine, line: PrintedLine, margins: Margins) -> bool:
    middle, size = (margins.left + margins.right) / 2, max(before.size, line.size)
    off = [abs((item.x0 + item.x1) / 2 - middle) for item in (before, line)]
    inset = line.x0 > margins.left + 2.5 * size and line.x1 < margins.right - 2.5 * size
    wide = before.x1 - before.x0 > 0.6 * (margins.right - margins.left)
    return wide and inset and off[1] < 1.5 * size and off[0] < 4 * size and abs(before.size - line.size) < 0.5
