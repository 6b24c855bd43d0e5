"""The prose against its cells: a figure that no linked cell carries, and 元 written for 万元. Source: K10."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.amounts import decimals_of, half_step, parse_cell, to_yuan
from extract.check.base import Case, Outcome, Tally, finding, shown
from extract.check.basic_lines import beside_basic
from extract.check.slips import suspected
from extract.check.variants import from_unit, slip_finding
from extract.records import CellRef, Fact, Link, Severity
from extract.text import squeeze

RULE = "prose-table"
SLIP = "unit-slip"
_AMOUNTS = ("决算数", "年初预算数", "全年预算数", "预算数", "上年数", "增减额")
_LEAST, _FAR = Decimal("0.05"), Decimal("0.002")
"""Two numbers are of one size above the first share of each other; amounts below the second are apart."""
_TOTAL = re.compile(r"总计$")


def check_unit_slip(case: Case, blamed: frozenset[str]) -> Outcome:
    """邮电费0.36元 where the cell says 0.36 in 万元 → error: the unit is wrong, not the figure."""
    tally = Tally()
    for fact in case.facts:
        link = _mismatch(fact)
        if not fact.links or fact.number == 0:
            continue
        tally.tested += 1
        if link is None or fact.id in blamed:
            continue
        right = _right_unit(case, fact, link)
        if right is not None:
            tally.findings.append(
                finding(
                    SLIP,
                    "unit",
                    "error",
                    f"{shown(fact)}，{_where(case, link)}为{link.cell_value}{_table_unit(case, link)}："
                    f"数字相同，正文的单位应为“{right}”。",
                    facts=(fact,),
                    cells=_refs(link),
                    actual=f"{fact.value}{fact.unit or ''}",
                    expected=f"{fact.value}{right}",
                )
            )
    _lone_units(case, tally)
    return tally.done()


def _lone_units(case: Case, tally: Tally) -> None:
    """决算25.87万元，年初预算22元: one of a line in another unit, with a number of the others' size."""
    told = {found.facts[0] for found in tally.findings if found.facts}
    for fact in case.spoken(*_AMOUNTS):
        usual = next(from_unit(case, fact), None)
        if usual is None or fact.number == 0 or fact.id in told:
            continue
        beside = [f for f in case.in_passage(fact) if f.measure in _AMOUNTS and f.item == fact.item]
        others = [f for f in beside if f.unit == case.unit and f.number != 0]
        if not others:
            continue
        tally.tested += 1
        if any(_alike(fact, other) for other in others) and _is_out_of_reach(case, fact, others):
            tally.findings.append(slip_finding(case, fact, tuple(others[:1])))


def _alike(fact: Fact, other: Fact) -> bool:
    """True for numbers of one size, whatever their units; a change may be much less than its line."""
    ratio = abs(fact.number / other.number)
    return (_LEAST / 10 if fact.measure == "增减额" else _LEAST) < ratio < 1 / _LEAST


def _is_out_of_reach(case: Case, fact: Fact, others: list[Fact]) -> bool:
    """True where the printed unit makes it thousands of times more or less than every other."""
    ratios = [abs(case.amount(fact) / case.amount(other)) for other in others]
    return max(ratios) < _FAR or min(ratios) > 1 / _FAR


def check_prose_table(case: Case, blamed: frozenset[str]) -> Outcome:
    """支出决算17.35万元 where form 05 says 19.40 → error quoting both; a last-digit difference → info.

    A figure that the primary cell does not carry but another linked one does is the tables' affair.
    """
    tally = Tally()
    absent = 0
    seen: set[object] = set()
    for fact in case.facts:
        if not fact.links:
            continue
        if fact.links[0].status in ("absent", "ambiguous"):
            absent += 1
            continue
        tally.tested += 1
        link = _mismatch(fact)
        keys: set[object] = {fact.start} | (
            {(link.table, link.row, link.column, fact.value)} if link else set()
        )
        if link is None or fact.id in blamed or keys & seen or _includes_carried(case, fact, link):
            continue
        seen |= keys
        _report(case, tally, fact, link)
    for fact, found in beside_basic(case, RULE):
        tally.tested += 1
        tally.findings += [found] if found and fact.id not in blamed and fact.start not in seen else []
    tally.untested = absent
    return tally.done("表或行不在文中，或不止一行符合")


def _includes_carried(case: Case, fact: Fact, link: Link) -> bool:
    """True for 财政拨款收入18.20万元，其中年初结转2.00万元: said of the total, further down in the form."""
    if not 0 <= fact.passage < len(case.passages) or "结转" not in case.passages[fact.passage].text:
        return False
    table = next((t for t in case.document.tables if t.id == link.table), None)
    key = (
        next((c.key for c in table.cells if (c.row, c.column) == (link.row, link.column)), None)
        if table
        else None
    )
    unit = _table_unit(case, link)
    return table is not None and any(
        c.key == key
        and c.value is not None
        and _TOTAL.search(squeeze(c.label))
        and to_yuan(c.value, unit, case.unit) == case.amount(fact)
        for c in table.cells
    )


def _report(case: Case, tally: Tally, fact: Fact, link: Link) -> None:
    unit = _table_unit(case, link)
    cell = parse_cell(link.cell_value or "") or Decimal(0)
    difference = case.amount(fact) - to_yuan(cell, unit, case.unit)
    stated = case.amount(fact) / to_yuan(Decimal(1), unit, case.unit)
    half = half_step(decimals_of(link.cell_value or "0.00")) + half_step(fact.decimals)
    tail = abs(difference) <= to_yuan(half, unit, case.unit)
    severity: Severity = "info" if tail and fact.unit in (None, unit) and cell != 0 else "error"
    said = f"为{link.cell_value}{unit}" if link.cell_value and link.cell_value.strip() else "为空"
    expected = link.cell_value
    if cell and fact.unit not in (None, unit):
        unit = fact.unit or unit
        expected = _plain(to_yuan(cell, _table_unit(case, link), case.unit) / to_yuan(Decimal(1), unit))
        said += f"（{expected}{unit}）"
    apart = _plain(difference / to_yuan(Decimal(1), unit, case.unit))
    tally.findings.append(
        finding(
            RULE,
            "prose-vs-table",
            severity,
            f"正文{shown(fact)}，{_where(case, link)}{said}，相差{apart.lstrip('-')}{unit}"
            + ("，属末位尾差。" if severity == "info" else f"{suspected(stated, cell)}。"),
            facts=(fact,),
            cells=_refs(link),
            actual=fact.value,
            expected=expected,
            difference=apart,
        )
    )


def _right_unit(case: Case, fact: Fact, link: Link) -> str | None:
    """The unit with which the figure would agree with its cell, where its own is another."""
    cell = parse_cell(link.cell_value or "")
    if cell is None:
        return None
    printed = to_yuan(cell, _table_unit(case, link), case.unit)
    others = (unit for unit in ("万元", "元", "亿元") if unit != (fact.unit or case.unit))
    return next((unit for unit in others if to_yuan(fact.number, unit) == printed), None)


def _mismatch(fact: Fact) -> Link | None:
    """The primary link of a fact that none of its cells carries."""
    states = {link.status for link in fact.links}
    if "mismatch" not in states or states & {"match", "rounding"}:
        return None
    return next(link for link in fact.links if link.status == "mismatch")


def _table_unit(case: Case, link: Link) -> str:
    return next((t.unit for t in case.document.tables if t.id == link.table and t.unit), case.unit)


def _where(case: Case, link: Link) -> str:
    table = next((t for t in case.document.tables if t.id == link.table), None)
    name = (table.title or table.kind or table.id) if table else ""
    row = f"“{link.row_label}”行" if link.row_label else ""
    return f"《{name}》{row}“{link.column_path}”栏"


def _refs(link: Link) -> tuple[CellRef, ...]:
    if link.table is None or link.row is None or link.column is None:
        return ()
    return (CellRef(link.table, link.row, link.column),)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
