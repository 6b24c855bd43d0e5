"""Texts whose line breaks were lost: one line of thousands of characters cut at its headings and numbers.

Copies of a PDF or a database field print "一、收入支出决算总体情况说明 2031年度收、支总计…" without a break.
Offsets stay those of the text; only where a line begins is found anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.read.lines import SourceLine
from extract.read.outline import LONGEST_HEADING, heading_level, numbering
from extract.text import squeeze

SHORTEST = 600
"""Characters from which on a line is taken for a text that lost its breaks."""
_SENTENCES = 3
"""Sentences at least; a long row of a table has none."""
_HAN = "一二三四五六七八九十"
_BREAK = re.compile(
    rf"(?<=\s)(?=第\s?[{_HAN}]+\s?部分|[{_HAN}]{{1,3}}\s?、|[（(][{_HAN}]{{1,3}}[）)]|[（(]?目\s*录[）)]?\s)"
    r"|(?<=目录)\s+|(?<=目 录)\s+|(?<=目录[）)])\s+"
    r"|(?<=[。；：;:])\s+(?=[（(]?\d{1,2}(?:[）)、]|[.．]\s?[^\d\s]))"
)
"""Before a part, a heading's number or the contents; before 1. and （1） only where a sentence has ended."""
_GAP = re.compile(r"\s+")
_ROW = re.compile(r"^[^。；]*(?:\s-?[\d,]+\.\d{1,2}(?=\s|$)){1,}[^。；]*$")
"""What is left of a row of a table: a name and figures between blanks, no sentence."""


def unroll(lines: Sequence[SourceLine]) -> tuple[list[SourceLine], frozenset[int]]:
    """The lines with the overlong ones cut, and the indices of those that are rows of lost tables."""
    pieces: list[SourceLine] = []
    rows: set[int] = set()
    for line in lines:
        if len(line.text) < SHORTEST or line.text.count("。") < _SENTENCES:
            pieces.append(line)
            continue
        for piece in _pieces(line):
            if _ROW.match(piece.text) or ("\t" in piece.text and "。" not in piece.text):
                rows.add(len(pieces))
            pieces.append(piece)
    return pieces, frozenset(rows)


def _pieces(line: SourceLine) -> Iterator[SourceLine]:
    """A line from each heading and each number on, a heading apart from the text behind it."""
    breaks = [0, *(match.end() for match in _BREAK.finditer(line.text)), len(line.text)]
    for start, stop in pairwise(breaks):
        text = line.text[start:stop]
        middle = _end_of_heading(text)
        for begin, end in ((0, middle), (middle, len(text))):
            if text[begin:end].strip():
                yield SourceLine(text[begin:end].rstrip(), line.start + start + begin)


def _end_of_heading(text: str) -> int:
    """Where the heading a piece begins with ends; 0 where it begins with none."""
    number = numbering(text)
    if number is None:
        return 0
    for gap in _GAP.finditer(text):
        name = text[: gap.start()]
        if len(squeeze(name)) > LONGEST_HEADING:
            return 0
        if heading_level(name[len(number[1]) :]) is not None:
            return gap.end()
    return 0
