"""Recognised words → characters one by one, punctuation set right: "(类) ,支出" is "（类），支出"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from extract.read.ocr.engine import Word
from extract.read.pdf_chars import Char

_WIDE = str.maketrans(",;:!?()", "，；：！？（）")
_CLOSING = "，；：！？）”’》〕】。、"
_AMOUNT = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:[.,]\d{3})+[.,]\d{1,2}|\d+,\d\d)(?![\d.,])")
"""Numerals whose points and commas may have been taken for each other."""
_NARROW = 0.55
"""Width of a figure or a Latin letter against a Chinese character."""


def is_han(char: str) -> bool:
    """Whether a character is a Chinese one."""
    return "\u4e00" <= char <= "\u9fff"


def characters(line: Sequence[Word], *, size: float, base: float) -> Iterator[Char]:
    """The characters of the words of one line, each with its share of the width of its word.

    `size` and `base` are the line's, in the unit of the words' boxes. Punctuation beside Chinese text
    is full-width. Gaps that no column parts are closed: boxes of words are not that exact.
    """
    text, places = _placed(line)
    text = _AMOUNT.sub(_separated, text)
    if text.endswith(".") and is_han(text[-2:-1]):
        text = text[:-1] + "。"
    score = [word.score for word in line for _ in word.text]
    for index, char in enumerate(_punctuated(text)):
        x0, x1 = places[index]
        after = places[index + 1][0] if index + 1 < len(places) else x1
        if index and char == text[index - 1] and char in _CLOSING:
            continue
        yield Char(char, x0, after if 0 < after - x1 < 1.6 * size else x1, base, size, score=score[index])


def _separated(match: re.Match[str]) -> str:
    """The numeral with its separators as they can only be: "9.001.10" → "9,001.10", "12,50" → "12.50"."""
    *thousands, decimals = re.split(r"[.,]", match[0])
    return f"{','.join(thousands)}.{decimals}"


def _placed(line: Sequence[Word]) -> tuple[str, list[tuple[float, float]]]:
    """The text of a line and (left, right) of each character, from left to right without overlap."""
    text = "".join(word.text for word in line)
    ends = [word.x0 for word in line[:1]]
    for word, after in pairwise(line):
        ends.append((word.x1 + after.x0) / 2 if after.x0 < word.x1 else word.x1)
    ends.append(line[-1].x1)
    if any(b <= a for a, b in pairwise(ends)):
        left, right = min(word.x0 for word in line), max(word.x1 for word in line)
        return text, _spread(text, left, right)
    places: list[tuple[float, float]] = []
    for word, start, end in zip(line, ends, ends[1:], strict=False):
        places += _spread(word.text, max(word.x0, start), end)
    return text, places


def _spread(text: str, left: float, right: float) -> list[tuple[float, float]]:
    """The stretch from left to right shared out among characters by their usual widths."""
    widths = [_NARROW if char.isascii() else 1.0 for char in text]
    unit = (right - left) / sum(widths)
    stops = [left, *(left + unit * done for done in accumulate(widths))]
    return list(pairwise(stops))


def _punctuated(text: str) -> str:
    """The text, of the same length, with ASCII punctuation beside Chinese characters made full-width."""
    return "".join(
        char.translate(_WIDE) if char in ",;:!?()" and _beside_han(text, index) else char
        for index, char in enumerate(text)
    )


def _beside_han(text: str, index: int) -> bool:
    """Whether the nearest character that is no punctuation, on either side, is Chinese; 1,234 stays."""
    before = next((c for c in reversed(text[:index]) if c.isalnum()), "")
    after = next((c for c in text[index + 1 :] if c.isalnum()), "")
    if text[index] == "," and before.isdigit() and after.isdigit() and text[index - 1 : index].isdigit():
        return False
    return any(is_han(c) for c in (before, after) if c) or any(is_han(c) for c in text)
