"""Figures that are planned by words behind them, or far before them, where those beside say nothing.

没有超过 A 的预算; 资金 A 已下达; 年初分别安排甲 A、乙 B，共计 C.
"""

from __future__ import annotations

import re

from extract.assemble.ordered import plan_of
from extract.assemble.parts import Figure, Stretch
from extract.records import Measure

_OF_PLAN = re.compile(
    r"\s*的(?P<plan>(?:年初|全年|调整后?的?)?(?:批复)?预算)(?:数|总?额|安排|规模|限额|控制数|指标)?(?=[，。；、内之以范])"
)
"""没有超过12000元|的预算, 控制在3.00万元|的年初预算内."""
_GRANTED = re.compile(r"\s*(?:均|都)?已?(?:全部|全额|足额|如数|及时)?(?:下达|批复|核定|批准)")
"""资金120.00万元|已下达: granted, and not yet spent."""
_EACH_PLANNED = re.compile(
    r"(?:^|[，；])(?:\d{4}年度?)?(?P<plan>年初|全年)(?:部门|财政)?(?:预算)?(?:分别|依次|各|共)?"
    r"(?:安排|编列|编报|批复|核定|列入)(?P<told>[^。；]*)$"
)
_LISTED = re.compile(r"\d[\d,.]*\s?[亿万]?元|其中|合计|共计|总计|[、，：和与及为]")


def planned_behind(stretch: Stretch, figure: Figure) -> Measure | None:
    """预算数 for A of 没有超过 A 的预算; None where no such words follow."""
    told = _OF_PLAN.match(stretch.text, figure.end) if figure.money else None
    return plan_of(told["plan"]) if told else None


def is_granted(stretch: Stretch, figure: Figure) -> bool:
    """True for 资金 A 已下达: that a role calls it planned is borne out behind it."""
    return figure.money and _GRANTED.match(stretch.text, figure.end) is not None


def planned_together(stretch: Stretch, figure: Figure) -> Measure | None:
    """年初预算数 for A, B and C of 年初分别安排甲 A、乙 B，共计 C: nothing but names stands between."""
    start = stretch.back_to(figure.start, "。！？；")
    told = _EACH_PLANNED.search(stretch.text, start, figure.start) if figure.money else None
    if told is None:
        return None
    words, at = "", told.start("told")
    for item in stretch.items:
        if at <= item.left and item.right <= figure.start:
            words, at = words + stretch.text[at : item.left], item.right
    return None if _LISTED.sub("", words + stretch.text[at : figure.start]).strip() else plan_of(told["plan"])
