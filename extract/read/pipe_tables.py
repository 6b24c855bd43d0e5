"""Tables with pipes between cells: ruled by Markdown ("|---|---|"), or rows that a web page's copy left.

"合 计 | 31.5 | 12.25 |" and "公务接待费 | ||" have no rule of dashes under their head: lines that follow one
another, each with as many bars as cells, are a table where one of them holds figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.amounts import parse_cell
from extract.read.grid import Loose
from extract.read.lines import SourceLine
from extract.read.text_tables import TextTable

_RULE = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)+\|?\s*$")
_BORDER = re.compile(r"(?<!\\)\|")
_BARRED = re.compile(r"[^|。；！？]{1,60}\|(?:[^|。；！？]{0,60}\|)+[^|。；！？]{0,60}")
_CUT = re.compile(r"[^|。；！？]{2,40}\|")
"""公务用车购置费 |: the last row of a copy may have lost its blank cells."""
_FEWEST = 3
"""Rows with bars and no rule, the head among them, at least."""
_STRONG = re.compile(r"\*\*|__|`|<br\s*/?>", re.IGNORECASE)


def find_pipe_tables(lines: Sequence[SourceLine]) -> list[TextTable]:
    """All tables with pipes between the cells of a line, ruled ones first, each kind in text order."""
    ruled = _ruled(lines)
    return [*ruled, *_barred(lines, {at for table in ruled for at in range(table.first, table.last)})]


def _barred(lines: Sequence[SourceLine], taken: set[int]) -> list[TextTable]:
    """Tables without a rule: lines in a row that all end their cells with bars."""
    tables: list[TextTable] = []
    index = 0
    while index < len(lines):
        last = index
        while last < len(lines) and last not in taken and _is_barred(lines[last], opened=last > index):
            last += 1
        rows = [_cells(line.text) for line in lines[index:last]]
        figures = any(parse_cell(cell) is not None for row in rows[1:] for cell in row[1:])
        if len(rows) >= _FEWEST and figures:
            width = max(map(len, rows))
            grid = tuple((*row, *("",) * (width - len(row))) for row in rows)
            tables.append(TextTable(Loose(grid), lines[index].start, lines[last - 1].end, index, last))
        index = max(last, index + 1)
    return tables


def _is_barred(line: SourceLine, *, opened: bool) -> bool:
    """Whether a line is a row: two bars or more, or one at its end where rows stand before it."""
    text = line.text.strip()
    if "\t" in text or "|" not in text:
        return False
    return bool(_BARRED.fullmatch(text.lstrip("|")) or (opened and _CUT.fullmatch(text)))


def _ruled(lines: Sequence[SourceLine]) -> list[TextTable]:
    """Tables with a head, a rule of dashes and rows between pipes."""
    tables: list[TextTable] = []
    index = 1
    while index < len(lines):
        head = lines[index - 1].text
        if "|" not in head or not _RULE.match(lines[index].text) or "\t" in head:
            index += 1
            continue
        last = index + 1
        while last < len(lines) and _BORDER.search(lines[last].text) and not lines[last].blank:
            last += 1
        rows = tuple(_cells(line.text) for line in (lines[index - 1], *lines[index + 1 : last]))
        tables.append(TextTable(Loose(rows), lines[index - 1].start, lines[last - 1].end, index - 1, last))
        index = last + 1
    return tables


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return tuple(_STRONG.sub("", cell).replace("\\|", "|").strip() for cell in _BORDER.split(inner))
