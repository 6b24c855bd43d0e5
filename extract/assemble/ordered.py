"""Which of several figures is which, where the words before them name measures, years or bases in order.

年初预算和决算分别为 A 和 B; 2031年与2030年分别为 A、B; 分别完成年初预算、调整预算的 p、q.
"""

from __future__ import annotations

import re

from extract.assemble.dated import measure_of_year
from extract.assemble.parts import Figure, Stretch
from extract.records import Measure

BUDGET = re.compile(r"(?:年初|全年|调整后?的?)?(?:批复)?预算|年初(?:安排|批复|核定)")
_PLAN = r"(?:年初|全年|调整后?的?)?预算数?(?:安排)?"
_OF_YEAR = (
    r"(?:20\d\d年|本年|今年|当年|上年|去年|上一年)度?"
    r"(?:(?:的|实际)?(?:决算|执行|支出|收入|金额|开支|列支)*数?)"
)
_SIDE = rf"(?:{_OF_YEAR}|{_PLAN}|(?:支出|收入)?决算数?)"
_SIDES = re.compile(
    rf"(?P<sides>{_SIDE}(?:[、和与及](?:对比)?{_SIDE})+)"
    r"(?P<of>(?:(?!(?<!公共)(?<!基金)(?<!经营)预算)[^，。；：、和与及\d]){0,30}?)"
    r"(?:(?:分别|依次)(?:是|为|有|支出|列支|完成|达)*|各[是为])$"
)
"""年初预算和决算分别为 A 和 B, 2030年、2031年会议费依次支出 A、B: which is which."""
_NO_SIDES = re.compile(r"(?!.*[增减升降变差占])[\u4e00-\u9fff“”]{2,16}(?:分别|依次)(?:是|为)?")
_YEAR = r"20\d\d年|本年|上年|去年"
_YEARS_BEHIND = re.compile(
    rf"，(?:分别|依次)?[是为](?:本|我)?[^，。；\d]{{0,4}}(?P<first>{_YEAR})度?[和与、](?P<second>{_YEAR})度?"
)
"""A 与 B，|是我院2031年和2030年的总收入."""
_PAIR = 2
_EACH_PLAN = re.compile(r"(?:分别|依次)(?:为|占|完成)?")
"""分别完成: a rate for each of the budgets that are named."""
_COMPARED = r"(?:(?:年初|全年|调整后?的?)?预算|上年|去年|上一年|20\d\d年)"
_TOLD = r"(?:度|的|决算|支出|收入|安排|执行|数|额|为|是|\s)*(?:\d[\d,.]*\s*[亿万]?元)?"
_EACH_BASE = re.compile(
    rf"(?P<first>{_COMPARED}){_TOLD}[、和与及][较比与同]?(?P<second>{_COMPARED}){_TOLD}(?:相比|比较)?，?(?:分别|依次)"
)
"""年初预算 P、上年决算 Q，分别: what each of the changes that follow is against."""


def in_order(stretch: Stretch, figure: Figure, lead: Figure, year: int | None) -> Measure | None:
    """年初预算数 for the first and 决算数 for the second of 年初预算和支出决算分别是 A 和 B; else None."""
    order = _order(_told_before(stretch, lead), year) or _years_behind(stretch, lead, year)
    order = order if figure.money else ()
    at = sum(lead.start <= f.start < figure.start for f in stretch.figures)
    run = len(_run_of(stretch, lead)) if order else 0
    whole = at < len(order) or (run and run % len(order) == 0)
    return order[at % len(order)] if order and whole else None


def _told_before(stretch: Stretch, lead: Figure) -> str:
    """The words that tell the order of a list: its own, or those of the list before it in the sentence.

    2030年、2031年总收入依次为 A、B，总支出依次为 C、D: C and D are of the same two years.
    """
    gap = stretch.gap(lead)
    if not _NO_SIDES.fullmatch(gap):
        return gap
    start, size = stretch.back_to(lead.start, "。！？"), len(_run_of(stretch, lead))
    before = [f for f in stretch.figures if start <= f.start < lead.start and _SIDES.search(stretch.gap(f))]
    alike = before and len(_run_of(stretch, before[-1])) == size > 1
    return stretch.gap(before[-1]) if alike else gap


def _run_of(stretch: Stretch, lead: Figure) -> tuple[Figure, ...]:
    """The figures that one list gives one behind the other, from its first on."""
    run = [lead]
    for figure in stretch.figures:
        between = stretch.text[run[-1].end : figure.start].strip()
        if figure.start >= run[-1].end and between in ("、", "和", "与"):
            run.append(figure)
    return tuple(run)


def _order(gap: str, year: int | None) -> tuple[Measure, ...]:
    """The measures that the words before a list of figures tell, in its order; () where they tell none."""
    told = _SIDES.search(gap)
    return _all_told([_side_of(side, year) for side in re.findall(_SIDE, told["sides"])]) if told else ()


def _all_told(named: list[Measure | None]) -> tuple[Measure, ...]:
    """The measures where every one of them is known, else ()."""
    known = tuple(side for side in named if side)
    return known if len(known) == len(named) else ()


def _years_behind(stretch: Stretch, lead: Figure, year: int | None) -> tuple[Measure, ...]:
    """决算数, 上年数 for A 与 B，是我院2031年和2030年的…: the years of two figures, told behind them."""
    told = _told_behind(stretch, lead)
    return _all_told([measure_of_year(side, year) for side in told.groups()]) if told else ()


def _told_behind(stretch: Stretch, lead: Figure) -> re.Match[str] | None:
    """The words behind a pair of figures that name their years."""
    run = _run_of(stretch, lead)
    return _YEARS_BEHIND.match(stretch.text, run[-1].end) if len(run) == _PAIR else None


def _side_of(words: str, year: int | None) -> Measure | None:
    """本年数 → 决算数, 去年决算数 → 上年数, 全年预算数 → 全年预算数; None for a year that is neither."""
    if "预算" in words:
        return plan_of(words)
    stated = re.match(r"\d{4}年|上一?年|去年", words)
    return measure_of_year(stated[0], year) if stated else "决算数"


def told_in_order(stretch: Stretch, lead: Figure) -> bool:
    """True where the words before a list of figures tell measures or years in its order, all of one line."""
    return lead.money and bool(_SIDES.search(_told_before(stretch, lead)) or _told_behind(stretch, lead))


def base_in_order(stretch: Stretch, figure: Figure, year: int | None) -> Measure | None:
    """上年数 for B of 年初预算 P、上年决算 Q，分别增加 A、减少 B: each change against its own; else None."""
    told = _each_base(stretch, figure)
    if told is None:
        return None
    at = sum(told.end() <= f.start < figure.start and f.money == figure.money for f in stretch.figures)
    sides = [_side_of(told[name], year) for name in ("first", "second")]
    return sides[at] if at < len(sides) and sides[0] != sides[1] and "决算数" not in sides else None


def against_each(stretch: Stretch, lead: Figure) -> bool:
    """True where a list of changes is against two figures of one line: 年初预算 P、上年决算 Q，分别增加."""
    told = _each_base(stretch, lead)
    return told is not None and not any(told.end() <= f.start < lead.start for f in stretch.figures)


def _each_base(stretch: Stretch, figure: Figure) -> re.Match[str] | None:
    start = stretch.back_to(figure.start, "。！？；")
    return next(iter(list(_EACH_BASE.finditer(stretch.text, start, figure.start))[-1:]), None)


def plan_in_order(stretch: Stretch, figure: Figure, lead: Figure, sentence: str) -> Measure | None:
    """全年预算数 for B of 分别完成年初预算、调整预算的 A、B, and of 年初预算…，全年预算…，分别完成 A、B."""
    gap = stretch.gap(lead)
    if not _EACH_PLAN.search(gap):
        return None
    plans = BUDGET.findall(gap) or list(dict.fromkeys(map(plan_of, BUDGET.findall(sentence))))
    at = sum(lead.start <= f.start < figure.start for f in stretch.figures)
    return plan_of(plans[at]) if len(plans) > 1 and at < len(plans) else None


def plan_inside(stretch: Stretch, figure: Figure) -> Measure | None:
    """年初预算数 for the rate in 占年初预算5.20万元的103%: the amount stands between budget and rate."""
    before = stretch.figure_before(figure)
    inside = before is not None and before.money and stretch.gap(figure) == "的"
    gap = stretch.gap(before) if before and inside else ""
    return plan_of(gap) if BUDGET.search(gap) else None


def plan_of(text: str) -> Measure:
    """The measure of the budget that words name: 年初预算 → 年初预算数, 调整后预算 → 全年预算数."""
    if "年初" in text:
        return "年初预算数"
    return "全年预算数" if re.search(r"全年|调整", text) else "预算数"
