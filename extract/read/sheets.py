"""Worksheets → the flow of a document: captions, tables and notes told apart row by row.

A sheet of an official form holds its title, number, unit and notes in rows of its own around the grid;
a sheet of one column of sentences is prose; stray empty rows inside a table are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.amounts import parse_cell
from extract.read.captions import is_caption_piece, looks_like_title
from extract.read.flow import Grid, Paragraph, covered, join_lines
from extract.read.grid import Loose
from extract.read.limits import Budget
from extract.read.outline import heading_level, is_sentence_like, numbering
from extract.text import squeeze

LONGEST_IN_GRID = 40
FARTHEST = 40
"""Rows that are looked at below a lone name to tell whether the grid goes on."""
_TOTAL = re.compile(r"(?:合计|总计|小计|计)$")
_NOTES = ("注：", "注:", "注 ", "说明：", "说明:", "备注：", "备注:", "本表")
Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet as printed: (row, column) → text of filled cells; merges as (row, column, down, across)."""

    title: str
    cells: Mapping[tuple[int, int], str]
    merges: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row that holds something, and what it is to the flow."""

    number: int
    texts: tuple[tuple[int, str], ...]

    @property
    def words(self) -> list[str]:
        return [text for _, text in self.texts]


def flow_of(sheets: Iterable[Sheet], budget: Budget) -> Iterator[Paragraph | Grid]:
    """The flow of all sheets in the order of their tabs."""
    for sheet in sheets:
        yield from _sheet_flow(sheet, budget)


def _sheet_flow(sheet: Sheet, budget: Budget) -> Iterator[Paragraph | Grid]:
    rows = _rows(sheet)
    titled = any(looks_like_title(word) for row in rows[:4] for word in row.words)
    if rows and not titled and looks_like_title(sheet.title):
        yield Paragraph(sheet.title)
    table: list[_Row] = []
    named = False
    for index, row in enumerate(rows):
        if _in_table(row, table, rows[index + 1 : index + 1 + FARTHEST], named=named):
            table.append(row)
            continue
        yield from _close(sheet, table, budget)
        named = any(_names_form(word) for word in row.words) or (named and not table)
        table = []
        yield from (Paragraph(word) for word in _pieces(row))
    yield from _close(sheet, table, budget)


def _rows(sheet: Sheet) -> list[_Row]:
    found: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in sorted(sheet.cells.items()):
        if text.strip():
            found.setdefault(row, []).append((column, text))
    return [_Row(number, tuple(texts)) for number, texts in found.items()]


def _in_table(row: _Row, table: Sequence[_Row], following: Sequence[_Row], *, named: bool) -> bool:
    """Whether a row belongs to a grid: two or more cells that are no caption, or one inside a grid.

    `named`: the form's title has been seen, so "一、政府采购情况" on top of a grid is its first head.
    """
    if all(is_caption_piece(word) for word in row.words):
        return False
    if len(row.texts) > 1:
        return not _is_caption_row(row)
    word = row.words[0]
    if _is_apart(word):
        return False
    if not table:
        opens = bool(following) and len(following[0].texts) > 1 and not _is_caption_row(following[0])
        return named and opens and numbering(word) is not None
    plain = parse_cell(word) is not None or _TOTAL.search(squeeze(word)) is not None
    return plain or _goes_on(word, following)


def _is_apart(word: str) -> bool:
    """Whether a lone cell is a title, a caption, a note or a sentence: never a row of a grid."""
    if is_caption_piece(word) or word.lstrip().startswith(_NOTES):
        return True
    if len(word) > LONGEST_IN_GRID and is_sentence_like(word):
        return True
    return _names_form(word) or (heading_level(word) or 9) <= 1


def _names_form(word: str) -> bool:
    """Whether a cell is a form's title: "2021年度收入决算表"."""
    return looks_like_title(word) and squeeze(word).rstrip(")").endswith("表")


def _goes_on(word: str, following: Sequence[_Row]) -> bool:
    """Whether a lone name is a row without figures: more of the grid, a note or nothing comes behind it.

    Before running text it is a heading; "制表人：…" under a table is neither.
    """
    for row in following:
        if len(row.texts) > 1 or row.words[0].lstrip().startswith(_NOTES):
            break
        if _is_apart(row.words[0]):
            return not is_sentence_like(row.words[0])
    else:
        return not is_sentence_like(word) and ":" not in squeeze(word)
    return True


def _is_caption_row(row: _Row) -> bool:
    """A row of a title and captions only: "收入决算表 | 公开02表"."""
    rest = [word for word in row.words if not is_caption_piece(word)]
    return len(rest) == 1 and len(row.texts) > 1 and _names_form(rest[0])


def _pieces(row: _Row) -> list[str]:
    """The row's cells as lines of their own; a cell's line breaks stay, its tabs become spaces."""
    return ["\n".join(join_lines([line]) for line in word.splitlines()) for word in row.words]


def _close(sheet: Sheet, table: Sequence[_Row], budget: Budget) -> Iterator[Paragraph | Grid]:
    """The grid of the rows gathered; rows of a single column are lines of prose after all."""
    columns = sorted({column for row in table for column, _ in row.texts})
    if len(columns) < 2 or (len(table) == 1 and len(table[0].texts) < 3):
        yield from (Paragraph(word) for row in table for word in row.words)
        return
    budget.spend(slots=len(columns) * len(table))
    yield Grid(_grid(sheet, table, columns))


def _grid(sheet: Sheet, table: Sequence[_Row], columns: Sequence[int]) -> Loose:
    """The rows as a grid over the columns that hold anything; merged slots know their owner."""
    across = {column: index for index, column in enumerate(columns)}
    down = {row.number: index for index, row in enumerate(table)}
    texts = [[""] * len(columns) for _ in table]
    for row in table:
        for column, text in row.texts:
            texts[down[row.number]][across[column]] = join_lines([text])
    owners = [[(r, c) for c in range(len(columns))] for r in range(len(table))]
    numbers = [row.number for row in table]
    for top, left, height, width in sheet.merges:
        if top not in down or left not in across:
            continue
        for column in covered(columns, left, width):
            for number in covered(numbers, top, height):
                owners[down[number]][across[column]] = (down[top], across[left])
    return Loose(tuple(map(tuple, texts)), tuple(map(tuple, owners)))
