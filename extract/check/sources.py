"""Spending of the general budget against what it was given, where a form of another shape tells that.

Source: the form 年度收入情况 of a report on a unit's whole spending (整体支出绩效自评): what is spent of the
公共财政拨款 cannot be more than was appropriated and carried over.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extract.amounts import half_step, parse_cell, to_yuan
from extract.check.base import Case, Outcome, Tally, finding, shown
from extract.records import CellRef, Fact, Table
from extract.text import squeeze

RULE = "spent-beyond-source"
_GIVEN = re.compile(r"(?:公共财政|一般公共预算(?:财政)?)拨款(?:收入)?$")
_CARRIED = re.compile(r"上年结转(?:和结余)?$|年初结转(?:和结余)?$")
_SPENT = re.compile(r"^(?:本年)?一般公共预算(?:财政拨款)?支出(?:合计|总计|总额)?$")


def check_sources(case: Case, blamed: frozenset[str]) -> Outcome:
    """一般公共预算财政拨款支出18.20万元 where 公共财政拨款 is 17.20 and nothing was carried over → error."""
    facts = [f for f in case.spoken("决算数") if _SPENT.match(squeeze(f.item.name)) and f.number]
    tables = [t for t in case.document.tables if t.kind is None and _column(t, _GIVEN) is not None]
    if not facts or not tables or not tables[0].rows:
        return Outcome()
    tally = Tally()
    for fact in facts[:1]:
        if fact.id in blamed:
            continue
        _judge(case, tally, fact, tables[0])
    return tally.done("表中的拨款读不出")


def _judge(case: Case, tally: Tally, fact: Fact, table: Table) -> None:
    given, carried = _column(table, _GIVEN), _column(table, _CARRIED)
    row = table.rows[0]
    amount = parse_cell(row[given]) if given is not None and given < len(row) else None
    if given is None or amount is None:
        tally.untested += 1
        return
    tally.tested += 1
    kept = (parse_cell(row[carried]) if carried is not None and carried < len(row) else None) or Decimal(0)
    unit = table.unit or case.unit
    most = to_yuan(amount + kept, unit, case.unit)
    half = to_yuan(half_step(fact.decimals), fact.unit, case.unit)
    if case.amount(fact) - most > half:
        name = squeeze(table.columns[given]).split("-")[-1]
        beside = f"，上年结转{kept}" if kept else "，没有上年结转"
        tally.findings.append(
            finding(
                RULE,
                "prose-vs-table",
                "error",
                f"正文{shown(fact)}，《{table.title or table.id}》{name}"
                f"{row[given].strip()}{unit}{beside}：支出多于来源。",
                facts=(fact,),
                cells=(CellRef(table.id, 0, given),),
                actual=fact.value,
                expected=f"不大于{amount + kept}",
            )
        )


def _column(table: Table, wanted: re.Pattern[str]) -> int | None:
    """The column by the last part of its heading; only in a form that has 收入合计 too."""
    names = [squeeze(column) for column in table.columns]
    if not any(name.endswith("收入合计") for name in names):
        return None
    return next((at for at, name in enumerate(names) if wanted.search(name)), None)
