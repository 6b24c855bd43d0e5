"""Characters of a page → printed lines → paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from operator import attrgetter

from extract.read.captions import is_caption_piece, looks_like_title
from extract.read.lines import is_chart_caption
from extract.read.outline import heading_level, numbering
from extract.read.pdf_chars import Char
from extract.read.places import Places

SAME_LINE = 0.45
"""How far a baseline may stray, in em, within one line: two fonts of one document differ by 0.4."""
WORD_GAP = 0.18
WIDE_GAP = 0.5

_UNBROKEN = re.compile(r"[（(《“‘]*(?:[0-9A-Za-z.,]+|.)[）)》”’：:，,。、；;！？!?％%]*")
_LEFT, _BASE_LEFT = attrgetter("x0"), attrgetter("base", "x0")
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


def lines_of(chars: Sequence[Char], page: int = 0) -> list[PrintedLine]:
    """Characters clustered by baseline into lines, top to bottom, each left to right.

    Works on baselines, not boxes: a figure whose font has a taller box stays in its sentence.
    """
    return [_line(cluster, page) for cluster in _clusters(chars)]


def text_of(chars: Sequence[Char]) -> str:
    """The text of a table's cell: its lines run together."""
    return "".join(
        " " + char.text if index and gap_before(row[index - 1], char) else char.text
        for row in (sorted(cluster, key=_LEFT) for cluster in _clusters(chars))
        for index, char in enumerate(row)
    )


def _clusters(chars: Sequence[Char]) -> list[list[Char]]:
    """The characters of each line, lines from top to bottom."""
    clusters: list[list[Char]] = []
    for char in sorted(chars, key=_BASE_LEFT):
        if clusters and _fits(clusters[-1], char):
            clusters[-1].append(char)
        else:
            clusters.append([char])
    return clusters


def _fits(cluster: Sequence[Char], char: Char) -> bool:
    """Whether a character stands on the line of a cluster, whose characters come by rising baseline."""
    size = max(min(cluster[0].size, 60.0), char.size)
    if char.base - cluster[0].base > SAME_LINE * size:
        return False
    if char.base - cluster[0].base <= 0.2 * size:
        return True
    shifted = takewhile(lambda c: char.base - c.base > 0.2 * size, cluster)
    return not any(_share(c, char) > 0.5 for c in shifted)


def _share(one: Char, other: Char) -> float:
    """How much of the narrower of two characters lies over the other, from left to right."""
    narrow = min(one.x1 - one.x0, other.x1 - other.x0)
    return (min(one.x1, other.x1) - max(one.x0, other.x0)) / narrow if narrow > 0 else 0.0


def _line(cluster: Sequence[Char], page: int) -> PrintedLine:
    chars = sorted(cluster, key=_LEFT)
    texts: list[str] = []
    xs: list[tuple[float, float]] = []
    for index, char in enumerate(chars):
        if index and gap_before(chars[index - 1], char):
            texts.append(" ")
            xs.append((chars[index - 1].x1, char.x0))
        texts.append(char.text)
        xs.extend([(char.x0, char.x1)] * len(char.text))
    middle = len(chars) // 2
    base, size = sorted(c.base for c in chars)[middle], sorted(c.size for c in chars)[middle]
    score = sum(c.score for c in chars) / len(chars)
    return PrintedLine(page, "".join(texts), Places(xs), base, size, score)


def gap_before(before: Char, char: Char) -> bool:
    """Whether a space stands between two neighbours: printed as one, or a gap of half an em."""
    gap = char.x0 - before.x1
    size = max(before.size, char.size)
    return gap > (WORD_GAP if char.spaced else WIDE_GAP) * size


def continues(before: PrintedLine, line: PrintedLine, margins: Margins, leading: float) -> bool:
    """Whether a printed line goes on with the paragraph of the line before it.

    Judged by first-line indent, the right edge reached, punctuation, numbering and line distance.
    """
    size = max(before.size, line.size)
    if any(is_chart_caption(t) or is_caption_piece(t) for t in (before.text, line.text)):
        return False
    if line.page == before.page and line.base - before.base > max(1.35 * leading, 1.25 * size):
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
