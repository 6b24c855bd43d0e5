"""What a change or a rate is measured against: the budget or the year that its words compare it with."""

from __future__ import annotations

import re

from extract.assemble.ordered import BUDGET, plan_of
from extract.records import Measure

OVER_PLAN = r"(?<=决算数)(?:大于|高于|多于)预算数(?=$)"
UNDER_PLAN = r"(?<=决算数)(?:小于|低于|少于)预算数(?=$)"
"""决算数大于预算数|4.70万元: of two numbers held against each other the third is their difference."""
_HELD_TO_PLAN = re.compile(rf"(?:{OVER_PLAN}|{UNDER_PLAN})")
_GAP = re.compile(r"(?:^|两者|二者|[，、])(?:差异|差额|差值|相差|差)(?:额|数)?(?:为|是)?$")
GAP_RATE = re.compile(r"(?:差异|偏离|偏差)率")
"""A rate that carries its own sign: 预决算差异率8.17%, -6.67%."""
_SAVED = re.compile(
    r"(?:节约|节省|超支|超收|超(?=[了过]?$)|[多少](?:[用支花付]|支出|开支))(?:了|资金|经费)?$"
)
_HELD_TO_PRIOR = re.compile(r"上年|去年|上一年|同比|[较比]")
"""决算33.37万元，节约3.00万元（预算36.37万元）: without such a word what is saved is saved of a budget."""
_BASED = re.compile(r"为(?:基数|基期|基准)[，,]")
"""以上年决算A|为基数，增加B: the figure before is what the change is of."""
_THAN_IT = re.compile(r"[较比]其(?:多|少|净)?(?:增加|减少|增长|下降|增|减|超|多|少)[^，。；\d]{0,4}$")
"""达到年初预算A的170%，即比其增加|B: more than the budget told of, not than the year before."""
_ADJUSTED = re.compile(r"(?:调[增减]|[追核]减)(?:预算|资金|金额)?(?:了|为)?$")
_BASE = re.compile(
    r"(?:[较比与同]之?|比照|对照|对比|参照|低于|高于|超过|超出|超)(?:(?P<year>\d{4})年度?|(?P<prior>上年|去年|上一年)|"
    r"(?P<first>(?:\d{4}年度?)?年初(?:部门|批复|核定|下达|批准|安排)?(?:预算|(?:安排|批复|核定)数?))|(?P<full>全年预算|调整后?预算)|(?P<plan>预算))"
    r"|(?<![^；，。])(?:上年|去年)(?:决算|执行)?数?(?:为|是)?(?=\d)"
)
_OF_A_PLAN = re.compile(r"[^预]{0,3}预算(?!执行)")
"""比2030年|年初预算: against the budget of a year, not against what was spent of it."""
_PLAN_WORDS = 8
"""Characters behind 比上年 that say which budget of that year is meant."""
_AMOUNT = re.compile(r"\d\s?[亿万]?元")
_YEARS_FIGURE = re.compile(r"(?![^，。；、\d]*预算)[^，。；、\d]{0,10}\d")
"""上年度的|68.00万元, 2030年决算|68.00万元: what was spent in the year that stands before."""


def base_of(measure: Measure, sentence: str, gap: str, year: int | None) -> tuple[str | None, int | None]:
    """What a figure is against, and that year: ("上年数", 2030) for 较2030年减少 A in a paper of 2031."""
    if measure == "完成率":
        return plan_of(gap), None
    if measure == "上年数":
        return None, stated_year(gap) or (year - 1 if year else None)
    if measure not in ("增减额", "增减率"):
        return None, None
    if GAP_RATE.search(gap) or "预决算差" in gap:
        plans = BUDGET.findall(sentence[: sentence.rfind("差")].replace("预决算", ""))
        return plan_of(plans[-1] if plans else ""), None
    if _HELD_TO_PLAN.search(gap):
        return "预算数", None
    if _ADJUSTED.search(gap):
        return "年初预算数", None
    return _of_sentence(measure, sentence, gap, year)


def _of_sentence(
    measure: Measure, sentence: str, gap: str, year: int | None
) -> tuple[str | None, int | None]:
    """What the sentence says a change is against, and that year."""
    if year and _BASED.match(gap):
        return "上年数", year - 1
    if _THAN_IT.search(gap) and (told := BUDGET.findall(sentence)):
        return plan_of(told[-1]), None
    found = list(_BASE.finditer(sentence))
    last = found[-1] if found else None
    if last is not None and (last["first"] or last["full"] or last["plan"]):
        prior = _prior_since(sentence[last.end() :], year, amounts=2 if measure == "增减额" else 1)
        return ("上年数", year - 1) if prior and year else (plan_of(last.group()), None)
    if last is not None and last["year"] and _OF_A_PLAN.match(sentence, last.end()):
        stated = int(last["year"])
        return plan_of(sentence[last.end() :]), stated if year and stated < year else None
    if last is not None and last["year"]:
        return "上年数", int(last["year"])
    if last is not None and last["prior"] and _OF_A_PLAN.match(sentence, last.end()):
        return plan_of(sentence[last.end() : last.end() + _PLAN_WORDS]), year - 1 if year else None
    saved = last is None and (_SAVED.search(gap) or _apart_from_plan(sentence, gap, year))
    plans = BUDGET.findall(sentence) if saved else []
    if plans or (saved and _SAVED.search(gap) and not _HELD_TO_PRIOR.search(sentence)):
        return plan_of(plans[-1] if plans else ""), None
    return "上年数", year - 1 if year else None


def _prior_since(words: str, year: int | None, *, amounts: int) -> bool:
    """True for 比预算节省 A，由上年度的 B 变动为 C，增长 p: behind the budget the year before has its figure.

    `amounts`: how many must stand there; a change has both years before it, a rate may have the one.
    """
    years = [m.end() for m in re.finditer(rf"上年|去年|上一年|{(year or 1) - 1}年", words)]
    told = bool(years) and _YEARS_FIGURE.match(words, years[-1]) is not None
    return told and len(_AMOUNT.findall(words, years[-1])) >= amounts


def _apart_from_plan(sentence: str, gap: str, year: int | None) -> bool:
    """True for 预算 A、决算 B，两者差异 C: no word of the year before stands behind the budget."""
    if not _GAP.search(gap):
        return False
    prior = [m.end() for m in re.finditer(rf"上年|去年|上一年|{(year or 1) - 1}年", sentence)]
    return max((m.end() for m in BUDGET.finditer(sentence)), default=-1) > max(prior, default=-1)


def stated_year(text: str) -> int | None:
    """The last year that words name, None for none."""
    years = re.findall(r"(?<!\d)((?:19|20)\d\d)年", text)
    return int(years[-1]) if years else None
