"""Totals repeated where no form is told: 决算报表收入18.20万元 in the paragraph on assets or performance.

Source: 正文与报表一致. The total with carried balances or without them may be meant; only a figure that is
neither is reported.
"""

from __future__ import annotations

import re

from extract import forms
from extract.amounts import half_step, to_yuan
from extract.check.base import Case, Outcome, Tally, finding, shown
from extract.check.grid import sheet, value
from extract.check.slips import suspected
from extract.check.tables import grand_total
from extract.records import Cell, Fact
from extract.text import squeeze

RULE = "total-elsewhere"
_SIDES = (
    ("收入", re.compile(r"^(?:本年|决算报表|部门|单位)?总?收入(?:决算)?(?:总计|合计|总额)?$")),
    ("支出", re.compile(r"^(?:本年|决算报表|部门|单位)?总?支出(?:决算)?(?:总计|合计|总额)?$")),
)
_TOLD = re.compile(r"决算报表|决算收入|决算支出|收支决算|总(?:收入|支出)|(?:收入|支出)(?:总计|总额)")


def check_elsewhere(case: Case, blamed: frozenset[str]) -> Outcome:
    """年初预算收入16.00万元、决算报表收入18.02万元, while form 01 has 18.20 and 17.90 → error."""
    form = sheet(case.document, forms.OVERALL)
    tally = Tally()
    for fact in case.spoken("决算数"):
        side = next((s for s, pattern in _SIDES if pattern.search(squeeze(fact.item.name))), None)
        if side is None or fact.links or case.topics[fact.id] not in ("绩效", "资产", None):
            continue
        if not _TOLD.search(squeeze(fact.quote)) or fact.year not in (None, case.document.profile.year):
            continue
        cells = (
            [c for c in (grand_total(form, side), form.named(side, f"本年{side}合计")) if c] if form else []
        )
        if form is None or not cells:
            tally.untested += 1
            continue
        tally.tested += 1
        unit = form.table.unit or case.unit
        if fact.id not in blamed and not any(_agrees(case, fact, cell, unit) for cell in cells):
            right = cells[0]
            tally.findings.append(
                finding(
                    RULE,
                    "prose-vs-table",
                    "error",
                    f"正文{shown(fact)}，《{form.title}》{side}总计{right.text.strip()}{unit}，"
                    f"{'、'.join(f'{c.label.strip()}{c.text.strip()}{unit}' for c in cells[1:])}，都不相等"
                    f"{suspected(case.amount(fact), to_yuan(value(right), unit, case.unit))}。",
                    facts=(fact,),
                    cells=[form.ref(cell) for cell in cells],
                    actual=fact.value,
                    expected=right.text.strip(),
                )
            )
    return tally.done("没有收入支出决算总表，或没有总计行")


def _agrees(case: Case, fact: Fact, cell: Cell, unit: str) -> bool:
    """Equal, or apart by no more than what the coarser print hides."""
    apart = abs(case.amount(fact) - to_yuan(value(cell), unit, case.unit))
    return apart <= to_yuan(half_step(fact.decimals), fact.unit, case.unit)
