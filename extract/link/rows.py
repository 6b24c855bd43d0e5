"""The cell at an address: which rows of the forms are meant, in which column.

Rows are found by code, then by path, then by normalised name; what is left is one cell, several, or none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from extract.catalogue import with_code
from extract.catalogue.names import DIGITS, PathLevel, split_path
from extract.catalogue.search import find as search
from extract.forms import BASIC_EXPENDITURE
from extract.link.address import Address
from extract.link.columns import Column, Form, row_key
from extract.records import Cell, Item, Table


@dataclass(frozen=True, slots=True)
class Found:
    """A cell with the table that holds it."""

    table: Table
    cell: Cell


def find(forms: Iterable[Form], address: Address, item: Item) -> tuple[Found, ...]:
    """Every cell an address may mean in forms of its kind; one is a link, several are an ambiguity."""
    found: list[Found] = []
    for form in forms:
        cells = _account(form, address.keys, item) if address.account else _named(form, address)
        found.extend(Found(form.table, cell) for cell in cells)
    return tuple(found)


def _named(form: Form, address: Address) -> tuple[Cell, ...]:
    """The first row under each name (form 04 repeats its fund rows); blank ones only if no other."""
    column = form.column(address.keys)
    if not address.rows:
        return column.cells[:1]
    wanted = dict.fromkeys(row_key(name) for name in address.rows)
    first_rows = (column.by_name[name][0] for name in wanted if name in column.by_name)
    fitting = tuple(_first(form, cell) for cell in first_rows)
    if not fitting and "总计" in address.rows:
        fitting = tuple(cell for cell in column.cells[-1:] if row_key(cell.label) == "合计")
    filled = tuple(cell for cell in fitting if cell.value is not None)
    some = tuple(cell for cell in filled if cell.value)
    parts = len(some) == 1 and not any(row_key(cell.label) == row_key(address.rows[0]) for cell in filled)
    return (some if parts else filled) or fitting[:1]


def _first(form: Form, cell: Cell) -> Cell:
    """The cell, or the dash that a row of the same name further up has in its place."""
    above = form.struck.get((cell.key, row_key(cell.label)), ())
    return next((c for c in above if c.row < cell.row), cell)


def _account(form: Form, keys: tuple[str, ...], item: Item) -> tuple[Cell, ...]:
    column = form.column(keys)
    by_code = column.by_code.get(item.code, ()) if item.code else ()
    if by_code:
        return by_code
    levels = split_path(item.name)
    by_path = _walk_path(column, levels) if len(levels) > 1 else ()
    if by_path and item.level != "类":
        return by_path
    name = levels[0].name if item.level == "类" and levels else levels[-1].name if levels else item.name
    by_name = column.by_name.get(row_key(name), ())
    if len(by_name) > 1 and item.level == "类":
        return tuple(cell for cell in by_name if not cell.code or len(cell.code) == 3)
    return _lowest(column, by_name) or _nearly(form, column, name)


def _lowest(column: Column, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Of a 款 and its only 项 under one name the 项: both rows are of the same money (20136, 2013699)."""
    ranked = sorted(cells, key=lambda cell: len(cell.code or ""))
    only = all(_only_below(column, upper.code, lower.code) for upper, lower in pairwise(ranked))
    return tuple(ranked[-1:]) if only else cells


def _only_below(column: Column, upper: str | None, lower: str | None) -> bool:
    """True where the lower code is the only one of its length under the upper."""
    if not upper or not lower or len(lower) <= len(upper):
        return False
    return {c for c in column.by_code if len(c) == len(lower) and c.startswith(upper)} == {lower}


def _nearly(form: Form, column: Column, name: str) -> tuple[Cell, ...]:
    """The rows of the one 科目 that an abbreviated or misspelt name can only mean; () where it may be two."""
    kind = "economic" if form.table.kind == BASIC_EXPENDITURE else "functional"
    codes = {match.account.code for match in search(name, kind=kind)}
    names = {row_key(account.name) for code in codes for account in with_code(code, kind=kind)}
    coded = (cell for code in codes for cell in column.by_code.get(code, ()))
    bare = (cell for key in names for cell in column.by_name.get(key, ()) if not cell.code)
    fit = (*coded, *bare)
    return fit if len(fit) == 1 else ()


def _walk_path(column: Column, levels: tuple[PathLevel, ...]) -> tuple[Cell, ...]:
    """Down a path by name: each level among the rows whose code goes on from the level above.

    Where a 款 and its 项 have one name, the level written decides between their rows.
    """
    above = ""
    here: tuple[Cell, ...] = ()
    for level in levels:
        named = column.by_name.get(row_key(level.name), ())
        here = tuple(c for c in named if (c.code or "").startswith(above))
        digits = DIGITS.get(level.level or "")
        here = tuple(c for c in here if len(c.code or "") == digits) or here
        if len(here) == 1 and here[0].code:
            above = here[0].code
    return here
