"""Breaking text into printed lines: widths, indents, and what may not stand at the start of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

HAN = "STSong-Light"
NO_START = frozenset("，。、；：！？）》」”’％%,.;:!?)")
NO_END = frozenset("（《「“‘(")
_WORDS = re.compile(r"[0-9A-Za-z.,]+%*|[\s\S]")


@cache
def register_fonts() -> None:
    """Makes the built-in Song font known; it needs no font file."""
    pdfmetrics.registerFont(UnicodeCIDFont(HAN))


def is_latin(char: str) -> bool:
    """True for what a document sets in its western font."""
    return char.isascii()


def runs(text: str, latin: str) -> Iterator[tuple[str, str]]:
    """(font, text) pieces of a line: ASCII in the western font, the rest in Song."""
    for match in re.finditer(r"[\x00-\x7f]+|[^\x00-\x7f]+", text):
        yield (latin if is_latin(match[0][0]) else HAN), match[0]


@cache
def _unit_width(char: str, latin: str) -> float:
    font = latin if is_latin(char) else HAN
    return float(pdfmetrics.stringWidth(char, font, 1000)) / 1000


def width_of(text: str, size: float, latin: str) -> float:
    """Points that the text takes in one line."""
    return size * sum(_unit_width(char, latin) for char in text)


def break_lines(
    text: str, width: float, size: float, latin: str, *, indent: float = 0.0, whole_numbers: bool = True
) -> list[tuple[int, int]]:
    """Half-open spans of the text, one a line; the first line is shorter by `indent`.

    A line never starts with a closing mark: it takes the character before with it. Numbers stay whole
    where `whole_numbers` says so and they fit on a line.
    """
    words = [match.span() for match in _WORDS.finditer(text)] if whole_numbers else None
    spans = words if words is not None else [(i, i + 1) for i in range(len(text))]
    lines: list[tuple[int, int]] = []
    start, room = 0, width - indent
    for left, right in _fitting(text, spans, width, size, latin):
        taken = width_of(text[left:right], size, latin)
        if text[left] == "\n":
            lines.append((start, left))
            start, room = right, width
        elif taken <= room or left == start:
            room -= taken
        else:
            cut = _good_cut(text, start, left)
            lines.append((start, cut))
            start, room = cut, width - width_of(text[cut:right], size, latin)
    if start < len(text) or not lines:
        lines.append((start, len(text)))
    return lines


def _fitting(
    text: str, spans: list[tuple[int, int]], width: float, size: float, latin: str
) -> Iterator[tuple[int, int]]:
    """The spans, one wider than a whole line given character by character."""
    for left, right in spans:
        if right - left > 1 and width_of(text[left:right], size, latin) > width:
            yield from ((index, index + 1) for index in range(left, right))
        else:
            yield left, right


def _good_cut(text: str, start: int, cut: int) -> int:
    """The cut, or one character earlier where the next line would start with a closing mark."""
    moved = cut
    while moved - 1 > start and (text[moved] in NO_START or text[moved - 1] in NO_END):
        moved -= 1
    return moved if cut - moved <= 4 else cut
