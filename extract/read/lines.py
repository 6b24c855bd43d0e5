"""Lines of a text with their offsets, and what conversions leave behind in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.text import MARKUP, WRITTEN_BREAK, squeeze

_LINE = re.compile(r"[^\r\n\f\v\u2028\u2029]*")
_BREAK = re.compile(r"\r\n|[\r\n\f\v\u2028\u2029]")
_INDENT = re.compile(rf"(?:{MARKUP.pattern}|\s)*(?=.)", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"(?:[-—–―_·~]{1,3}\d{1,4}[-—–―_·~]{1,3}|第\d{1,4}页(?:[,/]?共\d{1,4}页)?|\d{1,4}/\d{1,4}|\d{1,3}|(?i:page)\d{1,4}(?:of\d{1,4})?)"
)
_CHART = re.compile(
    r"[(](?:图|图表|表)[\d一二三四五六七八九十]+.*[)]"
    r"|图表?[\d一二三四五六七八九十]{1,3}[-.\d]*[:、.].{0,60}|[(](?:数据来源|[柱饼折条环]).{0,30}图[)]"
)
_LEADERS = re.compile(
    r"(?:\.{4,}|·{4,}|．{4,}|_{6,}|-{6,}|…{4,}|(?:\. ){4,})\s*[(（]?\d{0,3}[)）]?\s*$"
    r"|…{2,}\s*[(（]?\d{1,3}[)）]?\s*$"
)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One physical line, [start, end) without its line break."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        """Whether the line holds nothing but white space and conversion marks."""
        return not without_markup(self.text).strip("\u200b\ufeff \t\u3000\xa0")


def split_lines(text: str) -> list[SourceLine]:
    """All lines of a text; breaks may be those of Unix, Windows or old Macs, or a form feed."""
    lines: list[SourceLine] = []
    position = 0
    while True:
        match = _LINE.match(text, position)
        content = match[0] if match else ""
        lines.append(SourceLine(content, position))
        position += len(content)
        gap = _BREAK.match(text, position)
        if gap is None:
            return lines
        position = gap.end()


def split_written(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """The lines cut where a copy wrote its breaks out ("<br>", backslash and n), without leading "&nbsp;"."""
    return [piece for line in lines for piece in _cut(line)]


def _cut(line: SourceLine) -> Iterator[SourceLine]:
    text = line.text
    if "\\" not in text and "<" not in text and "&" not in text:
        yield line
        return
    marks = [(0, 0), *(mark.span() for mark in WRITTEN_BREAK.finditer(text)), (len(text), len(text))]
    for (_, start), (stop, _) in pairwise(marks):
        indent = _INDENT.match(text, start, stop) if MARKUP.match(text, start, stop) else None
        start = indent.end() if indent else start
        yield SourceLine(text[start:stop], line.start + start)


def without_markup(line: str) -> str:
    """The line without conversion marks, shorter than the source."""
    return MARKUP.sub("", line)


def is_page_number(line: str) -> bool:
    """Whether a line is only a page number: "- 3 -", "第3页 共20页", "17"."""
    return _PAGE_NUMBER.fullmatch(squeeze(line)) is not None


def is_chart_caption(line: str) -> bool:
    """Whether a line only names a chart: "（图3：支出构成）（饼图）"."""
    return _CHART.fullmatch(squeeze(line)) is not None


def has_leaders(line: str) -> bool:
    """Whether a line ends in dot leaders, with or without a page number."""
    return _LEADERS.search(line.rstrip()) is not None
