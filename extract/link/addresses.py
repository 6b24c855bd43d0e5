"""Where a line of the prose stands in the forms: topic + line → form, column, row (DOMAIN.md, K10).

A table of patterns, walked top down; the first pattern that fits gives every cell that must agree, the
primary one first. Values play no part: a wrong figure must still find its cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from extract.catalogue.lines import procurement, three_public
from extract.forms import (
    BASIC_EXPENDITURE,
    EXPENDITURE,
    FISCAL_OVERALL,
    GENERAL_BUDGET,
    GOVERNMENT_FUNDS,
    INCOME,
    OVERALL,
    RELATED_INFORMATION,
    STATE_CAPITAL,
    THREE_PUBLIC,
)
from extract.text import squeeze

Condition = Literal["always", "only general budget", "equal to the first"]
TOTAL_ROW = ("合计", "总计")
BUDGETS = ("预算数", "年初预算数", "全年预算数")


@dataclass(frozen=True, slots=True)
class Address:
    """One cell by form, column and row. `keys`: columns by preference; `rows`: names, () for the only row.

    `account`: the row is the fact's own 科目, found by code or name. `condition`: when it must agree.
    `fallback`: asked only where the addresses before it gave no cell.
    """

    kind: str
    keys: tuple[str, ...]
    rows: tuple[str, ...] = ()
    account: bool = False
    condition: Condition = "always"
    fallback: bool = False


Line = tuple[str, tuple[Address, ...]]


def _at(kind: str, keys: str, *rows: str, condition: Condition = "always") -> Address:
    return Address(kind, tuple(keys.split("|")), rows, condition=condition)


def _own(kind: str, keys: str) -> Address:
    return Address(kind, tuple(keys.split("|")), account=True)


def _else(address: Address, condition: Condition = "always") -> Address:
    return replace(address, condition=condition, fallback=True)


_ONLY: Condition = "only general budget"
_GENERAL = "支出-一般公共预算财政拨款"
_INCOME_TOTAL = (_at(INCOME, "本年收入合计", *TOTAL_ROW), _at(OVERALL, "收入", "本年收入合计"))
_SPENT_TOTAL = (_at(EXPENDITURE, "本年支出合计", *TOTAL_ROW), _at(OVERALL, "支出", "本年支出合计"))
_INCOME_LINES: tuple[Line, ...] = (
    (r"^(?:本年)?收入合计$|^本年收入$|^总?收入$", _INCOME_TOTAL),
    (
        r"^财政拨款收入$",
        (
            _at(INCOME, "财政拨款收入", *TOTAL_ROW),
            _at(OVERALL, "收入", "一般公共预算财政拨款收入", "财政拨款收入", condition=_ONLY),
            _at(FISCAL_OVERALL, "收入", "本年收入合计"),
            _at(FISCAL_OVERALL, "收入", "一般公共预算财政拨款收入", condition=_ONLY),
        ),
    ),
    (
        r"^一般公共预算财政拨款(?:收入)?$",
        (
            _at(OVERALL, "收入", "一般公共预算财政拨款收入"),
            _at(FISCAL_OVERALL, "收入", "一般公共预算财政拨款"),
            _at(INCOME, "财政拨款收入", *TOTAL_ROW, condition=_ONLY),
        ),
    ),
    (
        r"^政府性基金预算(?:财政拨款)?(?:收入)?$",
        (
            _at(OVERALL, "收入", "政府性基金预算财政拨款收入"),
            _at(FISCAL_OVERALL, "收入", "政府性基金预算财政拨款"),
        ),
    ),
    (
        r"^国有资本经营预算(?:财政拨款)?(?:收入)?$",
        (
            _at(OVERALL, "收入", "国有资本经营预算财政拨款收入"),
            _at(FISCAL_OVERALL, "收入", "国有资本经营预算财政拨款"),
        ),
    ),
    *(
        (rf"^{name}$", (_at(INCOME, name, *TOTAL_ROW), _at(OVERALL, "收入", name)))
        for name in ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
    ),
)
_SPENT_LINES: tuple[Line, ...] = (
    (r"^(?:本年)?支出合计$|^本年支出$|^总?支出$", _SPENT_TOTAL),
    *(
        (rf"^{name}$", (_at(EXPENDITURE, name, *TOTAL_ROW),))
        for name in ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
    ),
)
_GENERAL_TOTAL = (
    _at(GENERAL_BUDGET, "合计", *TOTAL_ROW),
    _at(FISCAL_OVERALL, _GENERAL, "本年支出合计"),
)

_FUND = r"^(?:本年)?(?:政府性基金)?(?:预算)?(?:财政拨款)?"
_CAPITAL = r"^(?:本年)?(?:国有资本经营)?(?:预算)?(?:财政拨款)?"

LINES: dict[str, tuple[Line, ...]] = {
    "总体": (
        (r"^收入总[计额]$|^总收入$", (_at(OVERALL, "收入", "总计", "收入总计"),)),
        (r"^支出总[计额]$|^总支出$", (_at(OVERALL, "支出", "总计", "支出总计"),)),
        (
            r"^使用非财政拨款结余|^用?事业基金弥补",
            (
                _at(
                    OVERALL,
                    "收入",
                    "使用非财政拨款结余",
                    "使用非财政拨款结余和专用结余",
                    "使用非财政拨款结余（含专用结余）",
                    "用事业基金弥补收支差额",
                ),
            ),
        ),
        (r"^(?:年初|上年)结转(?:和|及)?结余$", (_at(OVERALL, "收入", "年初结转和结余"),)),
        (r"^结余分配$", (_at(OVERALL, "支出", "结余分配"),)),
        (r"^(?:年末)?结转(?:和|及)?结余$|^年末结转", (_at(OVERALL, "支出", "年末结转和结余"),)),
        *_INCOME_LINES,
        *_SPENT_LINES,
    ),
    "收入": (*_INCOME_LINES, (r"^收入总计$", (_at(OVERALL, "收入", "总计", "收入总计"),))),
    "支出": (*_SPENT_LINES, (r"^支出总计$", (_at(OVERALL, "支出", "总计", "支出总计"),))),
    "财政总体": (
        (
            r"^(?:财政拨款)?收入总[计额]$|^财政拨款总收入$",
            (_at(FISCAL_OVERALL, "收入", "总计", "收入总计"),),
        ),
        (
            r"^(?:财政拨款)?支出总[计额]$|^财政拨款总支出$",
            (_at(FISCAL_OVERALL, "支出-合计", "总计", "支出总计"),),
        ),
        (
            r"^财政拨款收入$|^本年财政拨款收入(?:合计)?$|^(?:财政拨款)?本年收入合计$|^财政拨款本年收入$",
            (_at(FISCAL_OVERALL, "收入", "本年收入合计"),),
        ),
        (r"^本年支出$", (_at(FISCAL_OVERALL, "支出-合计", "本年支出合计", condition=_ONLY),)),
        (r"^本年收入$", (_at(FISCAL_OVERALL, "收入", "本年收入合计", condition=_ONLY),)),
        (
            r"^财政拨款支出$|^本年财政拨款支出(?:合计)?$|^(?:财政拨款)?本年支出合计$|^财政拨款本年支出$",
            (
                _at(FISCAL_OVERALL, "支出-合计", "本年支出合计"),
                _else(_at(GENERAL_BUDGET, "合计", *TOTAL_ROW), _ONLY),
            ),
        ),
        (r"^年初(?:财政拨款)?结转(?:和|及)?结余$", (_at(FISCAL_OVERALL, "收入", "年初财政拨款结转和结余"),)),
        (
            r"^年末(?:财政拨款)?结转(?:和|及)?结余$",
            (_at(FISCAL_OVERALL, "支出-合计", "年末财政拨款结转和结余"),),
        ),
        *_INCOME_LINES[2:5],
    ),
    "一般公共": (
        (
            r"^一般公共预算(?:财政拨款)?(?:本年)?支出(?:合计)?$|^合计$|^财政拨款支出$|^本年支出$",
            _GENERAL_TOTAL,
        ),
        (r"^(?:财政拨款)?基本支出$", (_at(GENERAL_BUDGET, "基本支出", *TOTAL_ROW),)),
        (r"^(?:财政拨款)?项目支出$", (_at(GENERAL_BUDGET, "项目支出", *TOTAL_ROW),)),
    ),
    "基本": (
        (
            r"^(?:一般公共预算)?(?:财政拨款)?基本支出$|^合计$",
            (
                _at(GENERAL_BUDGET, "基本支出", *TOTAL_ROW),
                _at(BASIC_EXPENDITURE, "决算数|合计", *TOTAL_ROW),
            ),
        ),
        (
            r"^人员(?:经费|支出)(?:合计)?$",
            (
                _at(BASIC_EXPENDITURE, "决算数|合计", "人员经费合计", "人员经费"),
                _at(BASIC_EXPENDITURE, "人员经费", *TOTAL_ROW),
            ),
        ),
        (
            r"^(?:日常)?公用(?:经费|支出)(?:合计)?$",
            (
                _at(BASIC_EXPENDITURE, "决算数|合计", "公用经费合计", "公用经费", "日常公用经费"),
                _at(BASIC_EXPENDITURE, "公用经费", *TOTAL_ROW),
            ),
        ),
    ),
    "基金": (
        (
            rf"{_FUND}(?:本年)?支出(?:合计)?$|^合计$",
            (
                _at(GOVERNMENT_FUNDS, "本年支出", *TOTAL_ROW),
                _at(FISCAL_OVERALL, "支出-政府性基金预算财政拨款", "本年支出合计"),
            ),
        ),
        (r"^基本支出$", (_at(GOVERNMENT_FUNDS, "基本支出", *TOTAL_ROW),)),
        (r"^项目支出$", (_at(GOVERNMENT_FUNDS, "项目支出", *TOTAL_ROW),)),
        (r"年初结转", (_at(GOVERNMENT_FUNDS, "年初结转和结余", *TOTAL_ROW),)),
        (r"年末结转", (_at(GOVERNMENT_FUNDS, "年末结转和结余", *TOTAL_ROW),)),
        (
            rf"{_FUND}(?:本年)?收入(?:合计)?$",
            (
                _at(GOVERNMENT_FUNDS, "本年收入", *TOTAL_ROW),
                _at(FISCAL_OVERALL, "收入", "政府性基金预算财政拨款"),
            ),
        ),
    ),
    "国资": (
        (
            rf"{_CAPITAL}(?:本年)?支出(?:合计)?$|^合计$",
            (
                _at(STATE_CAPITAL, "本年支出", *TOTAL_ROW),
                _at(FISCAL_OVERALL, "支出-国有资本经营预算财政拨款", "本年支出合计"),
            ),
        ),
        (
            rf"{_CAPITAL}(?:本年)?收入(?:合计)?$",
            (
                _at(STATE_CAPITAL, "本年收入", *TOTAL_ROW),
                _at(FISCAL_OVERALL, "收入", "国有资本经营预算财政拨款"),
            ),
        ),
    ),
    "机关运行": (
        (
            r"^机关运行经费",
            (
                _at(
                    RELATED_INFORMATION,
                    "统计数",
                    "机关运行经费",
                    "机关运行经费支出",
                    "行政单位",
                    "参照公务员法管理事业单位",
                    "参照公务员法管理的事业单位",
                ),
                _at(BASIC_EXPENDITURE, "决算数", "公用经费合计", "公用经费", condition="equal to the first"),
            ),
        ),
    ),
}
"""Topic → lines with their cells."""

ACCOUNTS: dict[str, tuple[Address, ...]] = {
    "总体": (_own(OVERALL, "支出"), _else(_own(EXPENDITURE, "本年支出合计"))),
    "收入": (_own(INCOME, "本年收入合计"),),
    "支出": (_own(EXPENDITURE, "本年支出合计"), _own(OVERALL, "支出")),
    "财政总体": (_own(FISCAL_OVERALL, "支出-合计"), _else(_own(GENERAL_BUDGET, "合计"), _ONLY)),
    "一般公共": (_own(GENERAL_BUDGET, "合计"), _own(FISCAL_OVERALL, _GENERAL)),
    "基本": (_own(BASIC_EXPENDITURE, "决算数|合计|人员经费|公用经费"),),
    "基金": (_own(GOVERNMENT_FUNDS, "本年支出"),),
    "国资": (_own(STATE_CAPITAL, "本年支出"),),
}
"""Topic → where a 科目 named in it has its row."""


_ACCOUNTED = re.compile(r"决算(?:报表)?(?=总?[收支合总])|(?<=[收支][入出])决算(?=[合总])")
"""收入决算合计, 决算支出: the word 决算 inside a line name tells no other line."""


def named_addresses(topic: str, name: str, measure: str) -> tuple[Address, ...]:
    """The cells of a line with a name of its own: ("收入", "事业收入", "决算数") → forms 02, 01; else ()."""
    if topic == "三公":
        return _three_public(name, measure)
    if measure != "决算数":
        return ()
    if topic == "采购":
        return _procurement(name)
    text = _ACCOUNTED.sub("", squeeze(name).replace('"', ""))
    return next((cells for pattern, cells in LINES.get(topic, ()) if re.search(pattern, text)), ())


def _three_public(name: str, measure: str) -> tuple[Address, ...]:
    item = three_public(name)
    column = "预算数" if measure in BUDGETS else {"决算数": "决算数", "上年数": "上年决算数"}.get(measure)
    return (_at(THREE_PUBLIC, f"{column}-{item}"),) if item and column else ()


def _procurement(name: str) -> tuple[Address, ...]:
    kind = procurement(name)
    rows = {"合计": ("合计", "政府采购支出合计", "政府采购支出总额", "政府采购支出")}.get(
        kind or "", (f"{kind}", f"政府采购{kind}支出", f"{kind}支出")
    )
    return (_at(RELATED_INFORMATION, "统计数", *rows),) if kind else ()
