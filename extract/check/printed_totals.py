"""Figures the forms print, in the shape of a fact, for formulas whose total the prose leaves unsaid.

A share in 三、支出决算情况说明 is of 支出决算表 合计 even where no sentence states that total (K10).
"""

from __future__ import annotations

from extract import forms
from extract.amounts import decimals_of
from extract.check.base import Case, identity
from extract.check.grid import TOTALS, sheet
from extract.records import Fact, Item, Link, Measure

_ALL_SPENT = ((forms.EXPENDITURE, "本年支出合计", TOTALS), (forms.OVERALL, "支出", ("本年支出合计",)))
_ALL_INCOME = ((forms.INCOME, "本年收入合计", TOTALS), (forms.OVERALL, "收入", ("本年收入合计",)))
_GRANTED = ((forms.FISCAL_OVERALL, "支出-合计", ("本年支出合计",)),)
_GENERAL = ((forms.GENERAL_BUDGET, "合计", TOTALS),)

WHOLES: dict[tuple[str, str], tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    ("收入", ""): _ALL_INCOME,
    ("收入", "收入合计"): _ALL_INCOME,
    ("收入", "收入"): _ALL_INCOME,
    ("支出", ""): _ALL_SPENT,
    ("支出", "支出合计"): _ALL_SPENT,
    ("支出", "支出"): _ALL_SPENT,
    ("一般公共", ""): _GENERAL,
    ("一般公共", "支出合计"): _ALL_SPENT,
    ("一般公共", "一般公共预算"): _GENERAL,
    ("一般公共", "财政拨款"): _GENERAL,
    ("基本", "一般公共预算"): _GENERAL,
    ("基本", "财政拨款"): _GRANTED,
    ("财政总体", "财政拨款"): _GRANTED,
    ("基本", "基本"): ((forms.GENERAL_BUDGET, "基本支出", TOTALS),),
    ("三公", ""): ((forms.THREE_PUBLIC, "决算数-合计", ()),),
    ("三公", "三公合计"): ((forms.THREE_PUBLIC, "决算数-合计", ()),),
}
"""(topic, whole as named, "" where unsaid) → the cells that hold it, by preference."""


def printed_whole(case: Case, share: Fact) -> Fact | None:
    """The total a share is of, from the forms: topic 支出 → 支出决算表 合计; None where no form has it."""
    named = identity(share.whole) if share.whole else ""
    for kind, key, rows in WHOLES.get((case.topics[share.id] or "", named), ()):
        found = _cell_fact(case, share, kind, key, rows)
        if found is not None:
            return found
    return None


def printed_year_total(case: Case, like: Fact, side: str) -> Fact | None:
    """本年收入合计 or 本年支出合计 of all funds; None where no form has it."""
    cells = (_cell_fact(case, like, *place) for place in WHOLES[side, ""])
    return next((found for found in cells if found is not None), None)


def printed_three(case: Case, item: str, like: Fact, *, measure: Measure) -> Fact | None:
    """The 决算数 or 预算数 of a 三公 item from its form: "公务接待费" → 0.40万元."""
    return _cell_fact(case, like, forms.THREE_PUBLIC, f"{measure}-{item}", (), measure=measure)


def _cell_fact(
    case: Case, like: Fact, kind: str, key: str, rows: tuple[str, ...], *, measure: Measure = "决算数"
) -> Fact | None:
    form = sheet(case.document, kind)
    if form is None:
        return None
    cell = form.named(key, *rows) if rows else next(iter(form.column(key)), None)
    if cell is None or cell.value is None:
        return None
    name = f"《{form.title}》{key.partition('-')[2] if not rows else cell.label.strip()}"
    link = Link(form.table.id, cell.row, cell.column, cell.text, "match", cell.label, cell.key)
    return Fact(
        id="",
        section=None,
        item=Item(name),
        measure=measure,
        value=f"{cell.value:f}",
        unit=form.table.unit or case.unit,
        sign=0,
        year=like.year,
        base_year=None,
        reason=None,
        quote="",
        start=like.start,
        end=like.end,
        score=1.0,
        links=(link,),
        decimals=decimals_of(cell.text),
        passage=like.passage,
    )
