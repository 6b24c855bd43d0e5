"""Where a line of the prose stands in the forms: topic + line → form, column, row (DOMAIN.md, K10).

A table of patterns, walked top down; the first pattern that fits gives every cell that must agree, the
primary one first. Values play no part: a wrong figure must still find its cell.
"""

from __future__ import annotations

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
)
from extract.link.address import Address, Condition, at, otherwise, own

Line = tuple[str, tuple[Address, ...]]
TOTAL_ROW = ("合计", "总计")
_ONLY: Condition = "only general budget"
_GENERAL = "支出-一般公共预算财政拨款"
_INCOME_TOTAL = (at(INCOME, "本年收入合计", *TOTAL_ROW), at(OVERALL, "收入", "本年收入合计"))
_SPENT_TOTAL = (at(EXPENDITURE, "本年支出合计", *TOTAL_ROW), at(OVERALL, "支出", "本年支出合计"))
_INCOME_LINES: tuple[Line, ...] = (
    (r"^(?:本年)?收入(?:来源)?合计$|^本年收入$|^(?:总|全部)?收入$", _INCOME_TOTAL),
    (
        r"^财政拨款(?:收入)?$",
        (
            at(INCOME, "财政拨款收入", *TOTAL_ROW),
            at(OVERALL, "收入", "一般公共预算财政拨款收入", "财政拨款收入", condition=_ONLY),
            at(FISCAL_OVERALL, "收入", "本年收入合计"),
            at(FISCAL_OVERALL, "收入", "一般公共预算财政拨款收入", condition=_ONLY),
        ),
    ),
    (
        r"^一般公共预算财政拨款(?:收入)?$",
        (
            at(OVERALL, "收入", "一般公共预算财政拨款收入"),
            at(FISCAL_OVERALL, "收入", "一般公共预算财政拨款"),
            at(INCOME, "财政拨款收入", *TOTAL_ROW, condition=_ONLY),
        ),
    ),
    (
        r"^政府性基金预算(?:财政拨款)?(?:收入)?$",
        (
            at(OVERALL, "收入", "政府性基金预算财政拨款收入"),
            at(FISCAL_OVERALL, "收入", "政府性基金预算财政拨款"),
        ),
    ),
    (
        r"^国有资本经营预算(?:财政拨款)?(?:收入)?$",
        (
            at(OVERALL, "收入", "国有资本经营预算财政拨款收入"),
            at(FISCAL_OVERALL, "收入", "国有资本经营预算财政拨款"),
        ),
    ),
    *(
        (rf"^{names[0]}$", (at(INCOME, names[0], *TOTAL_ROW), at(OVERALL, "收入", *names)))
        for names in (
            ("上级补助收入",),
            ("事业收入",),
            ("经营收入",),
            ("附属单位上缴收入", "附属单位缴款", "下级单位上缴收入"),
            ("其他收入",),
        )
    ),
)
_SPENT_LINES: tuple[Line, ...] = (
    (r"^(?:本年)?支出(?:去向)?合计$|^本年支出$|^(?:总|全部)?支出$", _SPENT_TOTAL),
    *(
        (rf"^{name}$", (at(EXPENDITURE, name, *TOTAL_ROW), otherwise(at(OVERALL, "支出", name))))
        for name in ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
    ),
)
_GENERAL_TOTAL = (
    at(GENERAL_BUDGET, "合计", *TOTAL_ROW),
    at(FISCAL_OVERALL, _GENERAL, "本年支出合计"),
)

_FISCAL_INCOME_ELSEWHERE = (
    otherwise(at(INCOME, "财政拨款收入", *TOTAL_ROW)),
    otherwise(at(OVERALL, "收入", "财政拨款收入")),
    otherwise(at(OVERALL, "收入", "一般公共预算财政拨款收入"), _ONLY),
)
"""Where 财政拨款收入 stands in a document without 财政拨款收入支出决算总表."""
_FUND = r"^(?:本年)?(?:政府性基金)?(?:预算)?(?:(?:财政)?拨款)?"
_CAPITAL = r"^(?:本年)?(?:国有资本经营)?(?:预算)?(?:(?:财政)?拨款)?"

LINES: dict[str, tuple[Line, ...]] = {
    "总体": (
        (r"^收入$", (at(OVERALL, "收入", "本年收入合计", "总计", "收入总计", condition="one value"),)),
        (r"^支出$", (at(OVERALL, "支出", "本年支出合计", "总计", "支出总计", condition="one value"),)),
        (r"^收入总[计额]$|^总收入$", (at(OVERALL, "收入", "总计", "收入总计"),)),
        (r"^支出总[计额]$|^总支出$", (at(OVERALL, "支出", "总计", "支出总计"),)),
        (
            r"^使用非财政拨款结余|^用?事业基金弥补",
            (
                at(
                    OVERALL,
                    "收入",
                    "使用非财政拨款结余",
                    "使用非财政拨款结余和专用结余",
                    "使用非财政拨款结余（含专用结余）",
                    "用事业基金弥补收支差额",
                ),
            ),
        ),
        (
            r"^(?:年初|上年)结转(?:和|及)?结余$",
            (at(OVERALL, "收入", "年初结转和结余", "上年结转和结余", "上年结转结余", "上年结转"),),
        ),
        (r"^结余分配$", (at(OVERALL, "支出", "结余分配"),)),
        (r"^(?:年末)?结转(?:和|及)?结余$|^年末结转", (at(OVERALL, "支出", "年末结转和结余"),)),
        *_INCOME_LINES,
        *_SPENT_LINES,
    ),
    "收入": (*_INCOME_LINES, (r"^收入总计$", (at(OVERALL, "收入", "总计", "收入总计"),))),
    "支出": (*_SPENT_LINES, (r"^支出总计$", (at(OVERALL, "支出", "总计", "支出总计"),))),
    "财政总体": (
        (
            r"^(?:财政拨款)?收入总[计额]$|^财政拨款总收入$",
            (at(FISCAL_OVERALL, "收入", "总计", "收入总计"),),
        ),
        (
            r"^(?:财政拨款)?支出总[计额]$|^财政拨款总支出$",
            (at(FISCAL_OVERALL, "支出-合计", "总计", "支出总计"),),
        ),
        (
            r"^财政拨款收入$|^本年财政拨款收入(?:合计)?$|^(?:财政拨款)?本年收入合计$|^财政拨款本年收入$",
            (at(FISCAL_OVERALL, "收入", "本年收入合计"), *_FISCAL_INCOME_ELSEWHERE),
        ),
        (r"^本年支出$", (at(FISCAL_OVERALL, "支出-合计", "本年支出合计", condition=_ONLY),)),
        (
            r"^本年收入$",
            (at(FISCAL_OVERALL, "收入", "本年收入合计", condition=_ONLY), *_FISCAL_INCOME_ELSEWHERE),
        ),
        (
            r"^财政拨款支出$|^本年财政拨款支出(?:合计)?$|^(?:财政拨款)?本年支出合计$|^财政拨款本年支出$",
            (
                at(FISCAL_OVERALL, "支出-合计", "本年支出合计"),
                otherwise(at(GENERAL_BUDGET, "合计", *TOTAL_ROW), _ONLY),
            ),
        ),
        (
            r"^年初(?:财政拨款)?结转(?:和|及)?结余$",
            (at(FISCAL_OVERALL, "收入", "年初财政拨款结转和结余", "年初结转和结余", "上年结转"),),
        ),
        (
            r"^年末(?:财政拨款)?结转(?:和|及)?结余$",
            (at(FISCAL_OVERALL, "支出-合计", "年末财政拨款结转和结余"),),
        ),
        (r"^(?:财政拨款)?基本支出$", (at(GENERAL_BUDGET, "基本支出", *TOTAL_ROW, condition=_ONLY),)),
        (r"^(?:财政拨款)?项目支出$", (at(GENERAL_BUDGET, "项目支出", *TOTAL_ROW, condition=_ONLY),)),
        *_INCOME_LINES[2:5],
    ),
    "一般公共": (
        (
            r"^一般公共预算(?:财政拨款)?(?:本年)?支出(?:合计|总计|总额)?$|^合计$|^财政拨款支出$|^本年支出$",
            _GENERAL_TOTAL,
        ),
        (r"^基本支出[与和及、]项目支出合计$", _GENERAL_TOTAL),
        (
            r"^(?:一般公共预算)?财政拨款(?:本年)?收入$",
            (
                at(FISCAL_OVERALL, "收入", "一般公共预算财政拨款"),
                at(OVERALL, "收入", "一般公共预算财政拨款收入"),
            ),
        ),
        (r"^(?:财政拨款)?基本支出$", (at(GENERAL_BUDGET, "基本支出", *TOTAL_ROW),)),
        (r"^(?:财政拨款)?项目支出$", (at(GENERAL_BUDGET, "项目支出", *TOTAL_ROW),)),
    ),
    "基本": (
        (
            r"^(?:一般公共预算)?(?:财政拨款)?基本支出(?:合计)?$|^合计$",
            (
                at(GENERAL_BUDGET, "基本支出", *TOTAL_ROW),
                at(BASIC_EXPENDITURE, "决算数|合计", *TOTAL_ROW),
            ),
        ),
        (
            r"^人员(?:经费|支出)(?:合计)?$",
            (
                at(BASIC_EXPENDITURE, "决算数|合计", "人员经费合计", "人员经费"),
                at(BASIC_EXPENDITURE, "人员经费", *TOTAL_ROW),
            ),
        ),
        (
            r"^(?:日常)?公用(?:经费|支出)(?:合计)?$",
            (
                at(BASIC_EXPENDITURE, "决算数|合计", "公用经费合计", "公用经费", "日常公用经费"),
                at(BASIC_EXPENDITURE, "公用经费", *TOTAL_ROW),
            ),
        ),
    ),
    "基金": (
        (
            rf"{_FUND}(?:本年)?支出(?:合计)?$|^合计$",
            (
                at(GOVERNMENT_FUNDS, "本年支出", *TOTAL_ROW),
                at(FISCAL_OVERALL, "支出-政府性基金预算财政拨款", "本年支出合计"),
            ),
        ),
        (r"^基本支出$", (at(GOVERNMENT_FUNDS, "基本支出", *TOTAL_ROW),)),
        (r"^项目支出$", (at(GOVERNMENT_FUNDS, "项目支出", *TOTAL_ROW),)),
        (r"年初结转", (at(GOVERNMENT_FUNDS, "年初结转和结余", *TOTAL_ROW),)),
        (r"年末结转", (at(GOVERNMENT_FUNDS, "年末结转和结余", *TOTAL_ROW),)),
        (
            rf"{_FUND}(?:本年)?收入(?:合计)?$",
            (
                at(GOVERNMENT_FUNDS, "本年收入", *TOTAL_ROW),
                at(FISCAL_OVERALL, "收入", "政府性基金预算财政拨款"),
            ),
        ),
    ),
    "国资": (
        (
            rf"{_CAPITAL}(?:本年)?支出(?:合计)?$|^合计$",
            (
                at(STATE_CAPITAL, "本年支出", *TOTAL_ROW),
                at(FISCAL_OVERALL, "支出-国有资本经营预算财政拨款", "本年支出合计"),
            ),
        ),
        (
            rf"{_CAPITAL}(?:本年)?收入(?:合计)?$",
            (
                at(STATE_CAPITAL, "本年收入", *TOTAL_ROW),
                at(FISCAL_OVERALL, "收入", "国有资本经营预算财政拨款"),
            ),
        ),
    ),
    "机关运行": (
        (
            r"^机关运行(?:经费|费)",
            (
                at(
                    RELATED_INFORMATION,
                    "统计数",
                    "机关运行经费",
                    "机关运行经费支出",
                    "行政单位",
                    "参照公务员法管理事业单位",
                    "参照公务员法管理的事业单位",
                ),
                at(BASIC_EXPENDITURE, "决算数", "公用经费合计", "公用经费", condition="equal to the first"),
            ),
        ),
    ),
}
"""Topic → lines with their cells."""

ACCOUNTS: dict[str, tuple[Address, ...]] = {
    "总体": (own(OVERALL, "支出"), otherwise(own(EXPENDITURE, "本年支出合计"))),
    "收入": (own(INCOME, "本年收入合计"),),
    "支出": (own(EXPENDITURE, "本年支出合计"), own(OVERALL, "支出")),
    "财政总体": (own(FISCAL_OVERALL, "支出-合计"), otherwise(own(GENERAL_BUDGET, "合计"), _ONLY)),
    "一般公共": (own(GENERAL_BUDGET, "合计"), own(FISCAL_OVERALL, _GENERAL)),
    "基本": (own(BASIC_EXPENDITURE, "决算数|合计|人员经费|公用经费"),),
    "基金": (own(GOVERNMENT_FUNDS, "本年支出"),),
    "国资": (own(STATE_CAPITAL, "本年支出"),),
}
"""Topic → where a 科目 named in it has its row."""
