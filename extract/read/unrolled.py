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
_GLUED = re.compile(
    rf"(?<=[。；])(?=第[{_HAN}]部分)"
    rf"|(?:(?<=。)|(?<=如下[：:]))"
    rf"(?=[（(][{_HAN}]{{1,2}}[）)]|\d{{1,2}}[.．、][\u4e00-\u9fff])"
)
"""The same where no blank is left between a sentence and the next number."""
_NUMBER = re.compile(
    rf"(?<![{_HAN}第（(])(?P<number>[{_HAN}]{{1,2}})、(?![{_HAN}]、)(?=[\u4e00-\u9fff“\"\d])"
)
_NUMBERS = {name: at for at, name in enumerate((*_HAN, "十一", "十二", "十三", "十四", "十五"), 1)}
_CAUSE = re.compile(r"(?:原因|由于|用于|包括)[^。]{0,6}$")
"""Words before 一、 that open a list inside a sentence."""
_NEAREST = 6
"""Characters between two headings' numbers at least: 一、二、三级公路 has none."""
_MOST = 0.7
"""Share of all characters that stand in a line which is taken for the whole text."""
_NAMED = re.compile(
    r"[^。；，：;:]{2,36}?(?:(?:情况|概况|职责|职能)(?:的?说明)?|说明|名词解释|[决预]算表)"
    r"(?![的表。，；、：:,;)）]|说明)"
)
"""支出决算情况说明|2031年度…: a heading's words behind its number, the text glued to them."""
_HEADS = re.compile(r"(?:项\s*目|科\s*目)\s*\|(?=(?:[^|。；]{0,40}\|){5})")
"""Where the cells of a table begin, each closed by a bar."""
_GAP = re.compile(r"\s+")
_ROW = re.compile(r"^[^。；]*(?:\s-?[\d,]+\.\d{1,2}(?=\s|$)){1,}[^。；]*$")
"""What is left of a row of a table: a name and figures between blanks, no sentence."""


def unroll(lines: Sequence[SourceLine]) -> tuple[list[SourceLine], frozenset[int]]:
    """The lines with the overlong ones cut, and the indices of those that are rows of lost tables."""
    pieces: list[SourceLine] = []
    rows: set[int] = set()
    size = sum(len(line.text) for line in lines)
    for line in lines:
        is_long = len(line.text) >= SHORTEST and line.text.count("。") >= _SENTENCES
        if not is_long and not (len(line.text) > size * _MOST and len(_headings(line.text)) > 1):
            pieces.append(line)
            continue
        for piece in _pieces(line):
            if _ROW.match(piece.text) or ("\t" in piece.text and "。" not in piece.text):
                rows.add(len(pieces))
            pieces.append(piece)
    return pieces, frozenset(rows)


def _pieces(line: SourceLine) -> Iterator[SourceLine]:
    """A line from each heading and each number on, a heading apart from the text behind it."""
    found = {match.end() for pattern in (_BREAK, _GLUED) for match in pattern.finditer(line.text)}
    found |= {*_headings(line.text), *_bars(line.text)}
    breaks = [0, *sorted(found - {0}), len(line.text)]
    for start, stop in pairwise(breaks):
        text = line.text[start:stop]
        middle = _end_of_heading(text)
        for begin, end in ((0, middle), (middle, len(text))):
            if text[begin:end].strip():
                yield SourceLine(text[begin:end].rstrip(), line.start + start + begin)


def _headings(text: str) -> list[int]:
    """Where 一、二、三、… stand in their order, from two of them on; [] for a list inside a sentence."""
    found: list[int] = []
    due = 1
    for match in _NUMBER.finditer(text):
        number = _NUMBERS.get(match["number"], 0)
        listed = _CAUSE.search(text, 0, match.start()) is not None
        far = match.start() - (found[-1] if found else -_NEAREST) >= _NEAREST
        if far and not listed and (number == 1 or number == due > 1):
            found.append(match.start())
            due = number + 1
    return found if len(found) > 1 else []


def _bars(text: str) -> list[int]:
    """Where the head of a table of barred cells begins, and behind each of its bars."""
    head = _HEADS.search(text)
    if head is None:
        return []
    end = head.start()
    for cell in re.compile(r"[^|。；]{0,40}\|").finditer(text, head.start()):
        if cell.start() != end:
            break
        end = cell.end()
    return [head.start(), *(at + 1 for at in range(head.start(), end) if text[at] == "|")]


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
    named = _NAMED.match(text, len(number[1]))
    return named.end() if named and heading_level(named.string[: named.end()]) is not None else 0
