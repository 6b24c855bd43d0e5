"""Where a line of a 部门预算 stands: in the forms that are like those of a final account, under 预算数.

The prose of a budget has few headings, so the line itself tells its topic; a total that no form of this
year prints apart (本年支出合计) is the 总计.
"""

from __future__ import annotations

from dataclasses import replace

from extract.budget_forms import ALL_INCOME, SPENT_BEFORE
from extract.forms import (
    BASIC_EXPENDITURE,
    EXPENDITURE,
    FISCAL_OVERALL,
    GENERAL_BUDGET,
    INCOME,
    OVERALL,
    RUNNING_COSTS,
    THREE_PUBLIC,
)
from extract.link.address import Address, at, otherwise, own
from extract.link.addresses import named_addresses, plain_name
from extract.link.lines import ACCOUNTS, TOTAL_ROW

PLANNED = ("预算数", "年初预算数", "上年数")
_BY_LINE = ("收入", "支出", "总体", "财政总体", "一般公共", "基金", "国资")
"""Topics asked for a line that stands under no heading of its own, in this order."""
_ALL = ("收入", "总收入", "收入合计")
_GENERAL = "一般公共预算支出"
_BARE_GENERAL = ("一般公共预算财政拨款", "一般公共预算")
"""In the section on 一般公共预算支出 the fund's bare name is what is spent of it."""
_TOTALS: dict[str, tuple[Address, ...]] = {
    "财政拨款收入": (at(FISCAL_OVERALL, "收入", "收入总计", "总计"),),
    "财政拨款支出": (at(FISCAL_OVERALL, "支出-合计", "支出总计", "总计"),),
    "收入": (at(OVERALL, "收入", "收入总计", "总计"),),
    "支出": (at(OVERALL, "支出", "支出总计", "总计"),),
    "一般公共预算财政拨款支出": (at(FISCAL_OVERALL, "支出-一般公共预算财政拨款", "支出总计", "总计"),),
}
"""Asked where no form has a row for 本年…合计."""
_ACCOUNTS = (
    replace(own(GENERAL_BUDGET, "合计"), condition="only general budget"),
    otherwise(own(EXPENDITURE, "本年支出合计")),
    otherwise(own(BASIC_EXPENDITURE, "合计|人员经费|公用经费")),
)
"""Where a 科目 under no heading has its row."""


def budget_addresses(
    topic: str | None, name: str, measure: str, *, carried: bool = False
) -> tuple[Address, ...]:
    """The cells of a line: ("财政拨款支出", 预算数) → 财政拨款收支预算总表, 合计, 支出总计.

    `carried`: 部门收入预算表 counts what was carried over, so 收入 is the total of all.
    """
    if topic in ("三公", "采购"):
        return named_addresses(topic, name, measure)
    text = plain_name(name)
    if measure == "上年数":
        bare = text in (*_BARE_GENERAL, plain_name(_GENERAL))
        return (otherwise(at(GENERAL_BUDGET, SPENT_BEFORE, *TOTAL_ROW)),) if bare else ()
    if topic == "机关运行" or RUNNING_COSTS in text:
        return (otherwise(at(THREE_PUBLIC, RUNNING_COSTS)),)
    topics = (topic, *_BY_LINE) if topic else _BY_LINE
    if carried and text in _ALL:
        return (at(INCOME, ALL_INCOME, *TOTAL_ROW), at(OVERALL, "收入", "收入总计", "总计"))
    told = _GENERAL if topic == "一般公共" and text in _BARE_GENERAL else name
    found = next((cells for one in topics if (cells := named_addresses(one, told, "决算数"))), ())
    sure = tuple(address for address in found if not address.fallback)
    totals = map(otherwise, _TOTALS.get(text, ()))
    return (*sure, *totals, *(address for address in found if address.fallback))


def budget_accounts(topic: str | None, measure: str) -> tuple[Address, ...]:
    """The row of a 科目: that of its section's form, else of the general budget where it is all there is."""
    if measure == "上年数":
        return (otherwise(own(GENERAL_BUDGET, SPENT_BEFORE)),) if topic in (None, "总体", "一般公共") else ()
    return _ACCOUNTS if topic in (None, "总体") else ACCOUNTS.get(topic, ())
