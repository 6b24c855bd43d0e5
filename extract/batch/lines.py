"""The lines a panel can be made of, their spellings, and what must add up; tables only, code walks them.

A line of 三公 and of 政府采购 is known by the catalogue; the totals have their patterns here; any other item
(公务员医疗补助, 维修（护）费) is known by its own name, compared as the forms compare it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.catalogue.lines import SHORT, procurement, three_public
from extract.catalogue.names import line_key
from extract.forms import BASIC_EXPENDITURE, FISCAL_OVERALL, GENERAL_BUDGET, OVERALL, THREE_PUBLIC
from extract.text import squeeze

THREE_TOTAL = "“三公”经费"
ABROAD, CARS, BUYING, RUNNING, GUESTS = (
    "因公出国（境）费", "公务用车购置及运行维护费", "公务用车购置费", "公务用车运行维护费", "公务接待费",
)
_TOTALS: tuple[tuple[str, str], ...] = (
    ("财政拨款收入总计", r"^财政拨款(?:收入(?:决算)?总[计额]|总收入)$"),
    ("财政拨款支出总计", r"^财政拨款(?:支出(?:决算)?总[计额]|总支出)$"),
    ("一般公共预算财政拨款支出", r"^一般公共预算(?:当年)?(?:财政)?(?:拨款)?(?:本年)?支出(?:决算)?(?:合计)?$"),
    ("收入总计", r"^(?:收入(?:决算)?总[计额]|总收入)$"),
    ("支出总计", r"^(?:支出(?:决算)?总[计额]|总支出)$"),
    ("本年收入合计", r"^(?:本年)?收入(?:决算)?合计$"),
    ("本年支出合计", r"^(?:本年)?支出(?:决算)?合计$"),
    ("人员经费", r"^人员(?:经费|支出)+(?:合计)?$"),
    ("公用经费", r"^(?:日常)?公用(?:经费|支出)+(?:合计)?$"),
    ("机关运行经费", r"^机关运行(?:经费|费用|支出)+(?:合计)?$"),
    ("政府采购支出总额", r"^实际(?:政府)?采购(?:支出|金额)?$"),
)
"""Line → how the prose may write it, half width and without spaces; the first that fits decides."""


_SPENT = "(?:费用?|经费|支出|开支|款)"
_SHORT: tuple[tuple[str, str, str], ...] = (
    *((line, "三公|公务", pattern) for line, pattern in SHORT),
    (THREE_TOTAL, "三公", r"^(?:三项)?(?:经费)?(?:总计|合计|共计|总额)$"),
    ("政府采购货物", "政府采购", rf"^(?:.*等)?货物(?:类|项目)?(?:采购|{_SPENT})*$"),
    ("政府采购工程", "政府采购", rf"^(?:.*等)?工程(?:类|项目)?(?:采购|{_SPENT})*$"),
    ("政府采购服务", "政府采购", rf"^(?:.*等)?服务(?:类|项目)?(?:采购|{_SPENT})*$"),
    ("机关运行经费", "机关运行", rf"^(?:学校|单位)?日常公用{_SPENT}+$"),
    ("政府采购支出总额", "政府采购", r"^(?:采购)?(?:支出)?(?:总计|合计|共计|总额)$"),
)
"""Line, section, short name for it in that section, half width and without spaces; the first decides."""


@dataclass(frozen=True, slots=True)
class Identity:
    """whole = sum of parts, in the same document and measure."""

    rule: str
    whole: str
    parts: tuple[str, ...]


IDENTITIES: tuple[Identity, ...] = (
    Identity("三公＝出国＋用车＋接待", THREE_TOTAL, (ABROAD, CARS, GUESTS)),
    Identity("用车＝购置＋运行", CARS, (BUYING, RUNNING)),
    Identity("采购＝货物＋工程＋服务", "政府采购支出总额", ("政府采购货物", "政府采购工程", "政府采购服务")),
    Identity("收入总计＝支出总计", "收入总计", ("支出总计",)),
    Identity("财政拨款收入总计＝支出总计", "财政拨款收入总计", ("财政拨款支出总计",)),
)
"""What must add up, after DOMAIN's K1, K4, K8, K12; a line is tested by every identity it is in."""


CELLS: dict[str, tuple[tuple[str, str, str], ...]] = {
    **{
        line: ((THREE_PUBLIC, item, ""),)
        for line, item in (
            (THREE_TOTAL, "合计"), *((name, name) for name in (ABROAD, CARS, BUYING, RUNNING, GUESTS))
        )
    },
    "收入总计": ((OVERALL, "收入", r"^(?:收入)?总计$"),),
    "支出总计": ((OVERALL, "支出", r"^(?:支出)?总计$"),),
    "本年收入合计": ((OVERALL, "收入", r"^本年收入合计$"),),
    "本年支出合计": ((OVERALL, "支出", r"^本年支出合计$"),),
    "财政拨款收入总计": ((FISCAL_OVERALL, "收入", r"^(?:收入)?总计$"),),
    "财政拨款支出总计": ((FISCAL_OVERALL, "支出-合计", r"^(?:支出)?总计$"),),
    "一般公共预算财政拨款支出": (
        (GENERAL_BUDGET, "合计", r"^(?:本年)?(?:支出)?合计$"),
        (FISCAL_OVERALL, "支出-一般公共预算财政拨款", r"^本年支出合计$"),
    ),
    "人员经费": ((BASIC_EXPENDITURE, "决算数", r"^人员经费合计$"),),
    "公用经费": ((BASIC_EXPENDITURE, "决算数", r"^(?:日常)?公用经费合计$"),),
}
"""Line → form, its column, its row where the prose is silent. The columns of 三公 are <measure>-<item>."""

_MEASURES = {"决算数": "决算数", "预算数": "预算数", "全年预算数": "预算数", "上年数": "上年决算数"}
"""Measure of the prose → what the columns of 三公 call it."""
_PUBLIC = frozenset((THREE_TOTAL, ABROAD, CARS, BUYING, RUNNING, GUESTS))
_OF_THE_WHOLE = frozenset(line for line, _ in _TOTALS)
_REVIEWED = re.compile("绩效|自评")
_ROWS_OF = re.compile("基本支出|支出决算(?:总体|结构|具体)情况|支出决算情况|机关运行")
_ABOUT_PUBLIC = re.compile("三公|因公|公务")
_FUNDS = re.compile(r"^(?:一般公共预算)?(?:财政拨款)?(?:安排的?)?(?=[“\"]?三公)")
_CARS = re.compile(r"^公务(?:用车|车辆)(?:经?费用?|支出)+$")


@lru_cache(maxsize=65536)
def line_of(item: str) -> str:
    """The line an item names: 公务用车运行费 is 公务用车运行维护费, 总收入 is 收入总计; else its own key."""
    item = _FUNDS.sub("", squeeze(item))
    if _CARS.search(item):
        return CARS
    public = three_public(item)
    if public is not None:
        return THREE_TOTAL if public == "合计" else public
    bought = procurement(item)
    if bought is not None:
        return "政府采购支出总额" if bought == "合计" else f"政府采购{bought}"
    text = squeeze(item)
    return next((line for line, pattern in _TOTALS if re.search(pattern, text)), line_key(item))


def line_in(item: str, section: str | None) -> str:
    """The line an item names in its section: 购车款 under “三公” is 公务用车购置费; else `line_of`."""
    told = ((line, about) for line, about, pattern in _SHORT if re.search(pattern, squeeze(item)))
    return next((line for line, about in told if re.search(about, section or "")), None) or line_of(item)


def counts_for(line: str, code: str | None, section: str | None = None) -> bool:
    """Whether an item is the line that its name says.

    公务接待费 30217 is a row of 基本支出, not of 三公, and so is one told in the sections on functions or
    基本支出; no total has a code; a total in a section on 绩效评价 is what the projects reviewed spent.
    """
    if line in _OF_THE_WHOLE:
        return not code and not _REVIEWED.search(section or "")
    if line not in _PUBLIC:
        return True
    elsewhere = _ROWS_OF.search(section or "") and not _ABOUT_PUBLIC.search(section or "")
    return not code and not (elsewhere and line != THREE_TOTAL)


def identities_of(line: str) -> tuple[Identity, ...]:
    """The identities a line is in."""
    return tuple(identity for identity in IDENTITIES if line in (identity.whole, *identity.parts))


def cell_addresses(line: str, measure: str) -> list[tuple[str, str, str]]:
    """Where the forms print a line: (form, column, pattern of the row). [] where none does."""
    column = _MEASURES.get(measure)
    if column is None:
        return []
    return [
        (form, f"{column}-{key}" if form == THREE_PUBLIC else key, row)
        for form, key, row in CELLS.get(line, ())
        if form == THREE_PUBLIC or column == "决算数"
    ]
