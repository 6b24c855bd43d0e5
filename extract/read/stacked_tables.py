"""Tables that a copy from a web page left with one cell to a line: "合计 |", "31.5 |", "12.25 |".

No tab and no rule tells where a row ends; the head does: a width fits when every row behind the head
begins with a name and goes on in figures or blanks. A stretch that no width fits stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from extract.amounts import parse_cell
from extract.read.grid import Loose
from extract.read.lines import SourceLine
from extract.read.text_tables import TextTable
from extract.text import fold, squeeze

_BEGINS = frozenset(("项目", "科目", "科目名称", "支出项目", "名称", "指标", "科目编码", "支出功能分类"))
"""What the first cell of a head says; white space inside it does not count."""
_NUMBERED = ("编码", "代码", "序号")
"""A first column of these has its names in the second."""
_WIDEST = 12
_LONGEST = 40
"""Characters of a cell at most."""
_FEWEST = 2
"""Rows at least."""
_UNIT = re.compile(r"(?<=\d)\s*(?:亿|万)?元$")
"""44.00万元: a cell may repeat the unit of its table."""
_BARRED = 3
"""One line in so many has a bar where bars end cells."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cell and the line its text ends in."""

    text: str
    line: int


def find_stacked_tables(lines: Sequence[SourceLine], taken: frozenset[int] = frozenset()) -> list[TextTable]:
    """All tables of one cell to a line, in text order; lines of the indices `taken` are never looked at."""
    tables: list[TextTable] = []
    index = 0
    while index < len(lines):
        found = _table_at(lines, index, taken) if index not in taken and _begins(lines[index]) else None
        if found is not None:
            tables.append(found)
        index = found.last if found else index + 1
    return tables


def _begins(line: SourceLine) -> bool:
    return "\t" not in line.text and _bare(line.text) in _BEGINS


def _bare(text: str) -> str:
    return fold(squeeze(text)).rstrip("|")


def _table_at(lines: Sequence[SourceLine], first: int, taken: frozenset[int]) -> TextTable | None:
    """The table whose head begins in a line, by the width that takes in most of what follows."""
    run = list(takewhile(lambda i: i not in taken and _is_cell(lines[i]), range(first, len(lines))))
    piped = sum("|" in lines[i].text for i in run) * _BARRED > sum(not lines[i].blank for i in run)
    cells = list(_piped(lines, run) if piped else _plain(lines, run))
    fits = [(width, _rows(cells, width, short=piped)) for width in range(2, _WIDEST + 1)]
    width, rows = max(fits, key=lambda fit: (len(fit[1]) * fit[0], -fit[0]))
    if len(rows) <= _FEWEST:
        return None
    grid = tuple(tuple(cell.text for cell in row) + ("",) * (width - len(row)) for row in rows)
    last = rows[-1][-1].line + 1
    return TextTable(Loose(grid), lines[first].start, lines[last - 1].end, first, last)


def _is_cell(line: SourceLine) -> bool:
    """Whether a line may hold a cell and nothing else."""
    text = squeeze(line.text)
    return "\t" not in line.text and len(text) <= _LONGEST and not any(sign in text for sign in "。；，！？")


def _piped(lines: Sequence[SourceLine], run: Sequence[int]) -> Iterator[_Piece]:
    """Cells that end in a bar, on their own line or on the next."""
    open_cell = ""
    for index in run:
        *closed, rest = lines[index].text.split("|")
        for piece in closed:
            yield _Piece((open_cell + piece).strip(), index)
            open_cell = ""
        open_cell += rest.strip()


def _plain(lines: Sequence[SourceLine], run: Sequence[int]) -> Iterator[_Piece]:
    """A cell for every line that is not blank."""
    return (_Piece(lines[i].text.strip(), i) for i in run if not lines[i].blank)


def _rows(cells: Sequence[_Piece], width: int, *, short: bool) -> list[Sequence[_Piece]]:
    """Head and rows of that many cells, up to the first that is none; `short`: the last may lack its end."""
    head = cells[:width]
    if len(head) < width or any(not cell.text or _is_figure(cell.text) for cell in head):
        return []
    names = 1 if head[0].text.endswith(_NUMBERED) else 0
    rows = [head]
    for at in range(width, len(cells), width):
        row = cells[at : at + width]
        whole = len(row) == width or (short and len(row) > names)
        if not whole or not _is_row([cell.text for cell in row], names):
            break
        rows.append(row)
    figures = sum(_is_figure(cell.text) for row in rows[1:] for cell in row[names + 1 :])
    return rows if figures * (2 if short else 1) >= len(rows) - 1 else []


def _is_row(texts: Sequence[str], names: int) -> bool:
    """Whether the cells are a name, under its number if `names` is 1, and figures or blanks behind it."""
    name, behind = texts[names], texts[names + 1 :]
    return bool(name) and not _is_figure(name) and all(not text or _is_figure(text) for text in behind)


def _is_figure(text: str) -> bool:
    return parse_cell(_UNIT.sub("", text)) is not None or text in ("-", "—", "--", "——", "/")
