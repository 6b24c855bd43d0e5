"""Whose year a figure is of, where a year stands right beside it: 2030年决算 A; A（上年）变为 B（本年）."""

from __future__ import annotations

import re

from extract.assemble.parts import Figure, Stretch
from extract.records import Measure

_YEAR = r"20\d\d年|本年|今年|当年|上年|去年"
_BEHIND = re.compile(rf"\s*（(?P<year>{_YEAR})度?(?:决算|数)*）")
_BEFORE = re.compile(
    r"(?<![较比与同于和])(?P<year>20\d\d年)度?(?:的|决算|实际|全年|支出|收入|列支|执行|发生|完成|花了|花费|用了|用去|开支|共|数|分别|依次|为|是)*$"
)
_NAMED = re.compile(r"^(?P<year>20\d\d年)度?(?!.*(?:预算|[较比与同]))[\u4e00-\u9fff“”、（）]{2,20}$")
"""2030年收入总额 A，2031年 B: the year before the name is that of its figure."""
_ALSO = r"(?:[，、和与][\u4e00-\u9fff]{2,10}[\d,.]+\s?[亿万]?元)?"
"""2030年总收入 A|、总支出 A|，2031年总收入 B, 2030年总收入 A|，总支出 A|；2031年分别为 B: a second line."""
_NAMED_TOTAL = r"[\u4e00-\u9fff]{0,8}总[\u4e00-\u9fff]{1,3}"
_PRIOR_NAMED = re.compile(
    r"^(?P<year>上年|去年)度?(?!.*(?:(?<![共金营])预算|结[转余]|[增减升降较比与同未欠付]))"
    r"[\u4e00-\u9fff“”、（）]{4,24}$"
)
"""；上年一般公共预算财政拨款支出共计 A: what the line came to a year before, with no comparison."""
_FROM = re.compile(r"(?<![自事缘理])[由从]$")
_TO = re.compile(
    r"\s*(?:增加|增长|上升|提高|减少|下降|降低|压减|缩减|变动|变化|变)(?:到|至|为|成)(?!\d{4}年(?:初|度?预算))"
)
"""由 A|变为 B: what it was before; a budget that was changed is 调整, and no year's."""
_EARLIER_PLAN = re.compile(
    r"[较比与同](?P<year>20\d\d)年度?(?:年初|部门|批复)*预算(?:数|安排|总?额)*的?$"
)
_BARE_NAME = re.compile(r"[、和与，](?!本年|今年|预算|年初|决算)[\u4e00-\u9fff]{2,16}")


def dated(stretch: Stretch, figure: Figure, gap: str, year: int | None) -> Measure | None:
    """上年数 or 决算数 by the year right beside: 2030年决算 A，2031年决算 B; A（上年）变为 B（本年）."""
    moved = _FROM.search(gap) is not None and _TO.match(stretch.text, figure.end) is not None
    if moved or _beside_prior(stretch, figure, gap, year):
        return "上年数"
    told = _BEHIND.match(stretch.text, figure.end) or _BEFORE.search(gap) or _PRIOR_NAMED.search(gap)
    now = re.compile(rf"{_ALSO}[，；](?:{year}年度?|本年|今年)(?:(?:分别|依次|决算数?)为?|{_NAMED_TOTAL})?\d")
    if told is None and year and now.match(stretch.text, figure.end):
        told = _NAMED.search(gap)
    return measure_of_year(told["year"], year) if told and year else None


def earlier_plan(gap: str, year: int | None) -> int | None:
    """2030 for the figure behind 较2030年年初预算的, in a paper of 2031; None for any other words."""
    told = _EARLIER_PLAN.search(gap)
    stated = int(told["year"]) if told else 0
    return stated if stated and year and stated < year else None


def _beside_prior(stretch: Stretch, figure: Figure, gap: str, year: int | None) -> bool:
    """True for B of 上年总收入 A、总支出 B，2031年两项均为 C: the year before the first name is both's."""
    before = stretch.figure_before(figure)
    if before is None or not _BARE_NAME.fullmatch(stretch.text, before.end, figure.start):
        return False
    prior = re.match(rf"(?:上年|去年|{(year or 1) - 1}年)", stretch.gap(before))
    now = re.compile(rf"[，；](?:{year}年|本年|今年)").match(stretch.text, figure.end)
    return prior is not None and now is not None


def measure_of_year(words: str, year: int | None) -> Measure | None:
    """决算数 for 本年 or the year of the document, 上年数 for the one before, None for any other."""
    if words in ("本年", "今年", "当年", f"{year}年"):
        return "决算数"
    return "上年数" if words in ("上年", "去年", "上一年", f"{(year or 0) - 1}年") else None
