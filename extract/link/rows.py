"""The cell at an address: which tables are of the form, which rows are meant, which column.

Rows are found by code, then by path, then by normalised name; what is left is one cell, several, or none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extract.catalogue import with_code
from extract.catalogue.names import line_key, split_path
from extract.catalogue.search import find as search
from extract.forms import BASIC_EXPENDITURE
from extract.link.address import Address
from extract.records import Cell, Document, Item, Table

DASHES = frozenset("-—–一")
PARTS_OF_BASIC = ("人员经费", "公用经费")
"""Columns of which a row of the 基本支出 form may fill either."""


@dataclass(frozen=True, slots=True)
class Found:
    """A cell with the table that holds it."""

    table: Table
    cell: Cell


def find(document: Document, address: Address, item: Item) -> tuple[Found, ...]:
    """Every cell an address may mean; one is a link, several are an ambiguity, none is absence."""
    found: list[Found] = []
    for table in document.tables:
        if table.kind == address.kind:
            cells = _account(table, address.keys, item) if address.account else _named(table, address)
            found.extend(Found(table, cell) for cell in cells)
    return tuple(found)


@lru_cache(maxsize=4096)
def row_key(label: str) -> str:
    """Row names compared: "一、一般公共预算财政拨款收入" and "一般公共预算财政拨款" are one row."""
    key = line_key(label).replace("等", "").replace("：", "")
    return key.removesuffix("收入") or key


def _column(table: Table, keys: tuple[str, ...]) -> tuple[Cell, ...]:
    """The cells under the first key the table has; a row that is blank there gives its later columns.

    A 基本支出 form of 合计 | 人员经费 | 公用经费 has one cell a row, that of 合计.
    """
    columns = [tuple(c for c in table.cells if c.key == key and not _struck(c)) for key in keys]
    at = next((i for i, column in enumerate(columns) if column), 0)
    if at == 0 or at == len(keys) - 1:
        return columns[at]
    filled = {c.row for c in columns[at] if c.value is not None and keys[at] not in PARTS_OF_BASIC}
    later = (c for column in columns[at:] for c in column if c.value is not None and c.row not in filled)
    return (*(c for c in columns[at] if c.row in filled), *later) or columns[at]


def _struck(cell: Cell) -> bool:
    """A dash printed by the form itself: the line does not apply here."""
    return bool(cell.text.strip()) and set(cell.text.strip()) <= DASHES


def _named(table: Table, address: Address) -> tuple[Cell, ...]:
    """The first row under each name (form 04 repeats its fund rows); blank ones only if no other."""
    cells = _column(table, address.keys)
    if not address.rows:
        return cells[:1]
    wanted = dict.fromkeys(row_key(name) for name in address.rows)
    first_rows = [next((c for c in cells if row_key(c.label) == name), None) for name in wanted]
    fitting = tuple(_first(table, cell) for cell in first_rows if cell is not None)
    if not fitting and "总计" in address.rows:
        fitting = tuple(cell for cell in cells[-1:] if row_key(cell.label) == "合计")
    return tuple(cell for cell in fitting if cell.value is not None) or fitting[:1]


def _first(table: Table, cell: Cell) -> Cell:
    """The cell, or the dash that a row of the same name further up has in its place."""
    name = row_key(cell.label)
    above = (c for c in table.cells if c.key == cell.key and c.row < cell.row and _struck(c))
    return next((c for c in above if row_key(c.label) == name), cell)


def _account(table: Table, keys: tuple[str, ...], item: Item) -> tuple[Cell, ...]:
    cells = _column(table, keys)
    by_code = tuple(cell for cell in cells if item.code and cell.code == item.code)
    if by_code:
        return by_code
    levels = split_path(item.name)
    by_path = _walk_path(cells, tuple(level.name for level in levels)) if len(levels) > 1 else ()
    if by_path and item.level != "类":
        return by_path
    name = levels[0].name if item.level == "类" and levels else levels[-1].name if levels else item.name
    by_name = tuple(cell for cell in cells if row_key(cell.label) == row_key(name))
    if len(by_name) > 1 and item.level == "类":
        return tuple(cell for cell in by_name if not cell.code or len(cell.code) == 3)
    return by_name or _nearly(table, cells, name)


def _nearly(table: Table, cells: tuple[Cell, ...], name: str) -> tuple[Cell, ...]:
    """The rows of the one 科目 that an abbreviated or misspelt name can only mean; () where it may be two."""
    kind = "economic" if table.kind == BASIC_EXPENDITURE else "functional"
    codes = {match.account.code for match in search(name, kind=kind)}
    names = {row_key(account.name) for code in codes for account in with_code(code, kind=kind)}
    fit = tuple(c for c in cells if (c.code in codes if c.code else row_key(c.label) in names))
    return fit if len(fit) == 1 else ()


def _walk_path(cells: tuple[Cell, ...], names: tuple[str, ...]) -> tuple[Cell, ...]:
    """Down a path by name: each level among the rows whose code goes on from the level above."""
    above = ""
    here: tuple[Cell, ...] = ()
    for name in names:
        here = tuple(
            c for c in cells if row_key(c.label) == row_key(name) and (c.code or "").startswith(above)
        )
        if len(here) == 1 and here[0].code:
            above = here[0].code
    return here
