"""Economic lines told beside 三公: never less than what the form of 基本支出 prints of them. Source: K6, K8.

会议费 of a department holds what 基本支出 paid of it and what projects did, so it may be more.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract import forms
from extract.amounts import decimals_of, half_step, to_yuan
from extract.catalogue import settled_code, with_name
from extract.check.base import Case, finding, shown
from extract.check.grid import Sheet, sheet
from extract.check.rounding import printed
from extract.check.slips import likely_slip, suspected
from extract.records import Cell, Fact, Finding

_ACCOUNT = 5
"""Digits of a 款 of the economic classification."""
_SHIFTED = "小数点"


def beside_basic(case: Case, rule: str) -> Iterator[tuple[Fact, Finding | None]]:
    """Each figure that has such a row, and a warning where it is less, or more by its decimal point alone.

    会议费0.02万元 in the section on 三公, 会议费 0.20 in 一般公共预算财政拨款基本支出决算表.
    """
    form = sheet(case.document, forms.BASIC_EXPENDITURE)
    for fact in case.spoken("决算数") if form else ():
        cell = _cell(form, fact) if form and _is_total(case, fact) else None
        if form is None or cell is None or cell.value is None or fact.number == 0:
            continue
        unit = form.table.unit or case.unit
        basic = to_yuan(cell.value, unit, case.unit)
        half = to_yuan(half_step(decimals_of(cell.text)), unit, case.unit)
        less = printed(fact, case.unit).high < basic - half
        shifted = _SHIFTED in likely_slip(case.amount(fact), basic)
        yield fact, _finding(case, rule, form, fact, cell) if less or shifted else None


def _is_total(case: Case, fact: Fact) -> bool:
    """True for an economic 款 and nothing else, told of this year where 三公 and its like are told."""
    year = case.document.profile.year
    named = settled_code(fact.item.name, kind="economic", year=year)
    plain = fact.item.level is None and not with_name(fact.item.name)
    told = case.topics[fact.id] == "三公" or fact.item.name in (fact.section or "")
    return told and plain and len(named or "") == _ACCOUNT and not fact.links and fact.year in (None, year)


def _cell(form: Sheet, fact: Fact) -> Cell | None:
    code = settled_code(fact.item.name, kind="economic")
    rows = [c for c in form.cells if c.code == code and c.value]
    return rows[0] if len({c.value for c in rows}) == 1 else None


def _finding(case: Case, rule: str, form: Sheet, fact: Fact, cell: Cell) -> Finding:
    unit = form.table.unit or case.unit
    basic = to_yuan(cell.value or fact.number, unit, case.unit)
    more = case.amount(fact) > basic
    why = "" if more else "，全部支出不应少于其中的基本支出"
    return finding(
        rule,
        "prose-vs-table",
        "warning",
        f"正文{shown(fact)}，《{form.title}》“{cell.label.strip()}”行为{cell.text.strip()}{unit}{why}"
        f"{suspected(case.amount(fact), basic)}。",
        facts=(fact,),
        cells=(form.ref(cell),),
        actual=fact.value,
        expected=cell.text.strip() if more else f"不少于{cell.text.strip()}",
    )
