"""The forms of a document as the link looks things up in them: cells by column, by row name and by code.

Built once for a document, so that a fact costs a few look-ups however long the forms are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from extract.catalogue.names import line_key
from extract.catalogue.volumes import volume_at, volumes
from extract.forms import GOVERNMENT_FUNDS, STATE_CAPITAL, THREE_PUBLIC
from extract.records import Cell, Document, Table

Key = TypeVar("Key")
DASHES = frozenset("-—–一")
PARTS_OF_BASIC = ("人员经费", "公用经费")
"""Columns of which a row of the 基本支出 form may fill either."""


_FUND_ROW = re.compile(r"(一般公共|政府性基金|国有资本经营)(?:预算)?(?:资金|拨款)?")
"""What tables of budgets and of older years call 一般公共预算财政拨款."""


@lru_cache(maxsize=4096)
def row_key(label: str) -> str:
    """Row names compared: "一、一般公共预算财政拨款收入" and "一般公共预算财政拨款" are one row."""
    key = line_key(label).replace("等", "").replace("：", "")
    key = key.removesuffix("收入") or key
    fund = _FUND_ROW.fullmatch(key)
    return f"{fund[1]}预算财政拨款" if fund else key


_OTHER_FORMS = frozenset({GOVERNMENT_FUNDS, STATE_CAPITAL})
_OTHER_COLUMNS = frozenset({"支出-政府性基金预算财政拨款", "支出-国有资本经营预算财政拨款"})
_OTHER_FUNDS = frozenset(map(row_key, ("政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入")))


@dataclass(frozen=True, slots=True)
class Column:
    """The cells of one column from the top, and the same by row name and by code."""

    cells: tuple[Cell, ...]
    by_name: Mapping[str, tuple[Cell, ...]]
    by_code: Mapping[str, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Form:
    """A table of a known kind: cells by key, and the dashes it prints itself by key and row."""

    table: Table
    keyed: Mapping[str, tuple[Cell, ...]]
    struck: Mapping[tuple[str | None, str], tuple[Cell, ...]]
    columns: dict[tuple[str, ...], Column] = field(default_factory=dict)

    def column(self, keys: tuple[str, ...]) -> Column:
        """The column under the first of the keys that the form has, made when first asked for."""
        if keys not in self.columns:
            self.columns[keys] = _indexed(_column(self.keyed, keys))
        return self.columns[keys]


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms of a document by kind, where its volumes begin, and which of these show other funds."""

    by_kind: Mapping[tuple[str, int], tuple[Form, ...]]
    starts: tuple[int, ...]
    with_funds: frozenset[int]

    def of(self, kind: str, offset: int) -> tuple[Form, ...]:
        """The forms of a kind that prose at an offset speaks of: those of its own volume."""
        return self.by_kind.get((kind, self.volume(offset)), ())

    def volume(self, offset: int | None) -> int:
        """The volume of an offset; what stands before the first belongs to it."""
        return max(volume_at(self.starts, offset or 0), 1)

    def only_general(self, offset: int) -> bool:
        """True when the forms of the volume show no fund and no state-capital income."""
        return self.volume(offset) not in self.with_funds


def _named_first(tables: list[Table]) -> list[Table]:
    """The tables without those of 三公 that only their rows tell, where another is called so by its title."""
    called = any(table.kind == THREE_PUBLIC and table.title for table in tables)
    return [t for t in tables if t.kind != THREE_PUBLIC or t.title or not called]


def forms_of(document: Document) -> Forms:
    """The forms of a document, ready to be asked."""
    starts = volumes(document)
    forms = Forms({}, starts, frozenset())
    known = [table for table in document.tables if table.kind is not None]
    by_kind: dict[tuple[str, int], list[Form]] = {}
    for table in _named_first(known):
        by_kind.setdefault((table.kind or "", forms.volume(table.start)), []).append(_form(table))
    funds = (t for t in document.tables if any(_is_fund(t, cell) for cell in t.cells))
    return Forms(
        {key: tuple(mine) for key, mine in by_kind.items()},
        starts,
        frozenset(forms.volume(table.start) for table in funds),
    )


def _is_fund(table: Table, cell: Cell) -> bool:
    """True for a filled cell of a fund or of state capital."""
    if cell.value is None or cell.value == 0:
        return False
    named = cell.key == "收入" and row_key(cell.label) in _OTHER_FUNDS
    return bool(cell.key and table.kind in _OTHER_FORMS) or cell.key in _OTHER_COLUMNS or named


def _form(table: Table) -> Form:
    keyed = _grouped((cell.key or "", cell) for cell in table.cells if not _struck(cell))
    struck = _grouped(((cell.key, row_key(cell.label)), cell) for cell in table.cells if _struck(cell))
    return Form(table, keyed, struck)


def _grouped(pairs: Iterable[tuple[Key, Cell]]) -> dict[Key, tuple[Cell, ...]]:
    groups: dict[Key, list[Cell]] = {}
    for key, cell in pairs:
        groups.setdefault(key, []).append(cell)
    return {key: tuple(cells) for key, cells in groups.items()}


def _struck(cell: Cell) -> bool:
    """A dash printed by the form itself: the line does not apply here."""
    text = cell.text.strip()
    return bool(text) and set(text) <= DASHES


def _column(keyed: Mapping[str, tuple[Cell, ...]], keys: tuple[str, ...]) -> tuple[Cell, ...]:
    """The cells under the first key the table has; a row that is blank there gives its later columns.

    A 基本支出 form of 合计 | 人员经费 | 公用经费 has one cell a row, that of 合计.
    """
    columns = [keyed.get(key, ()) for key in keys]
    at = next((i for i, column in enumerate(columns) if column), 0)
    if at == 0 or at == len(keys) - 1:
        return columns[at]
    filled = {c.row for c in columns[at] if c.value is not None and keys[at] not in PARTS_OF_BASIC}
    later = (c for column in columns[at:] for c in column if c.value is not None and c.row not in filled)
    return (*(c for c in columns[at] if c.row in filled), *later) or columns[at]


def _indexed(cells: tuple[Cell, ...]) -> Column:
    named = _grouped((row_key(cell.label), cell) for cell in cells)
    return Column(cells, named, _grouped((cell.code, cell) for cell in cells if cell.code))
