"""What binds the cells of the forms: rows, columns, levels, balances, and one form to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from annotations.generate.script import Grid, Script
from training.mutate.bonds import TOTAL_ROW, Relation, adds_up, cell_places, core, equal, form_of
from training.mutate.places import Place

_NUMBERED = re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]")


def form_relations(script: Script, found: Sequence[Place]) -> Iterator[Relation]:
    """Every relation between cells."""
    yield from _form_sums(script, found)
    yield from _across(script, found)


def _form_sums(script: Script, found: Sequence[Place]) -> Iterator[Relation]:
    for index, part in enumerate(script.parts):
        if isinstance(part, Grid):
            here = [(i, p) for i, p in cell_places(found) if p.part == index and p.cell]
            yield from _rows_of(here)
            yield from _columns_of(here)
            yield from _closing(here)
            yield from _three_sums(here)
            yield from _balances(here)


def _rows_of(here: Sequence[tuple[int, Place]]) -> Iterator[Relation]:
    """合计 = Σ of the other columns of the row, where that holds."""
    rows: dict[int, list[tuple[int, Place]]] = {}
    for pair in here:
        rows.setdefault(pair[1].row, []).append(pair)
    for cells in rows.values():
        if len(cells) > 1:
            ids = [i for i, _ in cells]
            yield Relation("table", tuple(ids), adds_up)
            yield from (Relation("table", (i, j), equal) for i, j in ((ids[0], ids[1]),) if len(ids) == 2)


def _columns_of(here: Sequence[tuple[int, Place]]) -> Iterator[Relation]:
    keys: dict[str, list[tuple[int, Place]]] = {}
    for pair in here:
        keys.setdefault(pair[1].cell.key if pair[1].cell else "", []).append(pair)
    for cells in keys.values():
        coded = [(i, p, p.cell.code) for i, p in cells if p.cell and p.cell.code]
        for i, _, code in coded:
            below = [j for j, _, c in coded if c.startswith(code) and len(c) == len(code) + 2]
            if below:
                yield Relation("table", (i, *below), adds_up)
        classes = [i for i, _, code in coded if len(code) == 3]
        numbered = [i for i, p in cells if _NUMBERED.match(p.item.strip())]
        for i, p in cells:
            if p.cell and not p.cell.code and not _NUMBERED.match(p.item.strip()):
                for parts in (classes, [j for j in numbered if _above(cells, j, i)]):
                    if parts:
                        yield Relation("table", (i, *parts), adds_up)
        sides = [
            [i for i, _, c in coded if len(c) == 3 and (c in ("301", "303")) is people]
            for people in (True, False)
        ]
        for i, p in cells:
            for people, parts in zip(("人员", "公用"), sides, strict=True):
                if p.item.startswith(people) and parts:
                    yield Relation("table", (i, *parts), adds_up)


def _closing(here: Sequence[tuple[int, Place]]) -> Iterator[Relation]:
    """总计 = 本年合计 + the lines below it that bear no number, in one column."""
    for key in dict.fromkeys(p.cell.key for _, p in here if p.cell):
        plain = [
            i
            for i, p in here
            if p.cell and p.cell.key == key and not p.cell.code and not _NUMBERED.match(p.item.strip())
        ]
        if len(plain) > 1:
            yield Relation("table", (plain[-1], *plain[:-1]), adds_up)


def _three_sums(here: Sequence[tuple[int, Place]]) -> Iterator[Relation]:
    by_key = {p.cell.key: i for i, p in here if p.cell}
    cars = ("公务用车购置费", "公务用车运行维护费")
    for side in ("预算数", "决算数"):
        sums = (
            ("合计", ("因公出国（境）费", "公务用车购置及运行维护费", "公务接待费")),
            ("公务用车购置及运行维护费", cars),
        )
        for whole, parts in sums:
            at = by_key.get(f"{side}-{whole}")
            chosen = [by_key[f"{side}-{part}"] for part in parts if f"{side}-{part}" in by_key]
            if at is not None and chosen:
                yield Relation("table", (at, *chosen), adds_up)


_IN, _OUT = ("年初结转和结余", "本年收入"), ("本年支出", "年末结转和结余")


def _balances(here: Sequence[tuple[int, Place]]) -> Iterator[Relation]:
    """基金, 国资: what was there and came in is what was spent and is left."""
    for row in dict.fromkeys(p.row for _, p in here):
        cells = [i for i, p in here if p.row == row and p.cell and p.cell.key in (*_IN, *_OUT)]
        keys = {p.cell.key for i, p in here if i in cells and p.cell}
        if keys & set(_IN) and keys & set(_OUT):
            yield Relation("table", tuple(cells), _balanced)


def _balanced(members: Sequence[Place]) -> bool:
    sides = [
        sum((p.value for p in members if p.cell and p.cell.key in keys), Decimal(0)) for keys in (_IN, _OUT)
    ]
    return abs(sides[0] - sides[1]) <= sum((p.half for p in members), Decimal(0))


def _above(cells: Sequence[tuple[int, Place]], one: int, other: int) -> bool:
    """Whether a cell stands above another."""
    rows = {i: p.row for i, p in cells}
    return rows[one] < rows[other]


_PAIRS = (
    ("收入支出决算总表", "支出", "支出决算表", "本年支出合计"),
    ("收入支出决算总表", "收入", "收入决算表", "本年收入合计"),
    ("财政拨款收入支出决算总表", "支出-一般公共预算财政拨款", "一般公共预算财政拨款支出决算表", "合计"),
    ("收入支出决算总表", "收入", "收入支出决算总表", "支出"),
)


def _across(script: Script, found: Sequence[Place]) -> Iterator[Relation]:
    cells = [(i, p, form_of(script, p), p.cell.key) for i, p in cell_places(found) if p.cell]
    for first, first_key, second, second_key in _PAIRS:
        left = [(i, p) for i, p, form, key in cells if form == first and key == first_key]
        right = [(i, p) for i, p, form, key in cells if form == second and key == second_key]
        for i, one in left:
            for j, other in right:
                totals = TOTAL_ROW.match(one.item.strip()) and TOTAL_ROW.match(other.item.strip())
                if i != j and (totals or core(one.item) == core(other.item)) and equal((one, other)):
                    yield Relation("table", (i, j), equal)
