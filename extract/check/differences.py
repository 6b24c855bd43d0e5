"""增减额 against two stated amounts, and against the one that it can be no part of. Source: K11."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.check.base import (
    Case,
    Outcome,
    Tally,
    finding,
    move_word,
    moved,
    same_line,
    shown,
    unsigned,
)
from extract.check.near import behind, comes_to, fallen, has_amount, nearest, sentence, turned, untold
from extract.check.rounding import Span, change_rate, percent, printed, rate_severity, short, total
from extract.check.slips import likely_slip
from extract.labels import BUDGETS
from extract.records import Fact

RULE = "change-amount"
_NONE_BEFORE = re.compile(r"^[^。；]{0,12}(?:上年|去年|\d{4}年)(?:度)?(?:没有|无|未安排|未发生)")
"""（上年无此项支出） right behind a change."""

_PRIOR = re.compile(r"上年|去年|上一年|同比|同期|20\d\d年")
_RATE_BEHIND = 8
"""How far behind a change its rate may stand（差额 A，增减率 p）, in characters."""
_OTHER_YEARS = re.compile(r"(?:上年|去年|上一年|\d{4}年)度?(?:的)?(?:年初|全年|调整后?)?预算")
"""A budget with a year of its own: 比2030年预算减少 is not about this year's."""


def check_change_amounts(case: Case, blamed: frozenset[str]) -> Outcome:
    """较上年30.00万元减少5.00万元 with 26.00 this year → error: the two years differ by 4.00.

    So with a budget: 年初预算180.00万元，比预算减少16.08万元 beside 196.08 is the wrong way round.
    """
    tally = Tally()
    for before in case.spoken("上年数"):
        now = nearest(case, before, (case.now,), anywhere=True)
        change = _change_from(case, before)
        if now is None or change is None or _is_one_of_several(case, before):
            tally.untested += 1
            continue
        tally.tested += 1
        if {before.id, now.id, change.id} & blamed:
            continue
        _judge_difference(case, tally, change, now, before)
    _against_budgets(case, tally, blamed)
    _unsaid_bases(case, tally, blamed)
    _beyond_all(case, tally, blamed)
    return tally.done("没有同时写明两年数和增减额")


def _change_from(case: Case, before: Fact) -> Fact | None:
    """The change that a figure of the year before belongs to: the next behind it, else the last before it."""
    mine = [
        f
        for f in case.in_passage(before)
        if f.measure == "增减额" and f.base == "上年数" and same_line(f, before) and f.unit is not None
    ]
    mine = [f for f in mine if f.item.name == before.item.name] or mine
    after = [f for f in mine if f.start > before.start]
    return after[0] if after else mine[-1] if mine else None


def _is_one_of_several(case: Case, before: Fact) -> bool:
    """True where the paragraph gives the line another figure for that year: which is meant is unsure."""
    alike = (f for f in case.in_passage(before) if f.measure == "上年数" and f.year == before.year)
    return any(case.amount(f) != case.amount(before) for f in alike if same_line(f, before))


def _beyond_all(case: Case, tally: Tally, blamed: frozenset[str]) -> None:
    """支出36.98万元，比上年增加290.68万元: more than the whole; where 上年无此项支出, exactly all of it."""
    told = {fact for found in tally.findings for fact in found.facts}
    rated = {(f.passage, f.item.name) for f in case.spoken("增减率")}
    for change in case.spoken("增减额"):
        rises = change.base == "上年数" and change.sign > 0 and move_word(change) is not None
        now = nearest(case, change, (case.now,)) if rises else None
        if now is None or change.unit is None or {change.id, now.id} & (blamed | told):
            continue
        if (change.passage, change.item.name) in rated or change.unit != now.unit:
            continue  # the rate tells which of the two is wrong
        befores = [f for f in case.in_passage(change) if f.measure == "上年数" and same_line(f, change)]
        if befores and _is_of_another(case, change, now, befores[-1]):
            continue
        rise, amount = printed(change, case.unit), printed(now, case.unit)
        new = _NONE_BEFORE.match(behind(case, change)) is not None and now.item.name == change.item.name
        if rise.low > amount.high > 0 or (new and rise.gap(amount) > 0):
            tally.tested += 1
            why = "上年无此项支出时应与本年数相等" if new else "不应比本年数还多"
            tally.findings.append(
                finding(
                    RULE,
                    "prose-arithmetic",
                    "error",
                    f"{shown(now)}，正文写{moved(change)}：{why}。",
                    facts=(change, now),
                    actual=f"{change.value}{change.unit}",
                    expected=f"{now.value}{now.unit or ''}" if new else f"不大于{now.value}{now.unit or ''}",
                )
            )


def _apart(case: Case, now: Fact, before: Fact) -> Span:
    """What two printed amounts differ by, with the half digits of both."""
    prior = printed(before, case.unit)
    return total((printed(now, case.unit), Span(-prior.high, -prior.low)))


def _judge_difference(
    case: Case, tally: Tally, change: Fact, now: Fact, before: Fact, *, unsure: bool = False
) -> None:
    computed = _apart(case, now, before)
    told = (change, fallen(change)) if unsigned(change) else (change,)
    if any(computed.gap(printed(one, case.unit)) <= 0 for one in told):
        return
    if before.measure == "上年数" and _is_of_another(case, change, now, before):
        return
    unsure = unsure or (untold(change) and computed.gap(printed(turned(change), case.unit)) <= 0)
    apart = (case.amount(now) - case.amount(before)) / 10_000
    expected = f"{'减少' if apart < 0 else '增加'}{short(abs(apart))}万元"
    tally.findings.append(
        finding(
            RULE,
            "prose-arithmetic",
            "warning" if unsure else "error",
            f"{shown(before)}，{shown(now)}，两数相比为{expected}，正文写{moved(change)}，二者不符。",
            facts=(change, now, before),
            actual=moved(change),
            expected=expected,
        )
    )


def _is_of_another(case: Case, change: Fact, now: Fact, before: Fact) -> bool:
    """人员支出339.87万元，包括…、救济费2.59万元，较上年决算数320.21万元增加19.66万元: 人员支出 is what moved.

    True as well where the amount called a change is the line's own（下降1%，计95.39万元）.
    """
    start, _ = sentence(case, change, stops="。！？")
    if comes_to(case, change, now):
        return True
    here = [f for f in case.in_passage(change) if start <= f.start < change.start and f.measure == "决算数"]
    others = (f for f in here if case.amount(f) != case.amount(now))
    return any(_apart(case, one, before).gap(printed(change, case.unit)) <= 0 for one in others)


def _against_budgets(case: Case, tally: Tally, blamed: frozenset[str]) -> None:
    """Changes against the only budget that their sentence states for their line."""
    for change in case.spoken("增减额"):
        if change.base not in BUDGETS or change.unit is None or not has_amount(change):
            continue
        pair = _budget_pair(case, change)
        if pair is None or _is_told(case, change, *pair) or _is_of_years(case, change, pair[0]):
            tally.untested += 1
            continue
        tally.tested += 1
        if not {change.id, *(f.id for f in pair)} & blamed:
            _judge_difference(case, tally, change, *pair)


def _unsaid_bases(case: Case, tally: Tally, blamed: frozenset[str]) -> None:
    """预算20.78万元，用去30.08万元，增加9.21万元 → warning: against 20.87 it would be right, a slip away.

    Words that name the year before, or a figure of it that the change fits, settle that it is no such change.
    """
    for change in case.spoken("增减额"):
        if change.base != "上年数" or change.unit is None or not has_amount(change) or not change.sign:
            continue
        _, words = sentence(case, change)
        pair = None if _PRIOR.search(words) else _budget_pair(case, replace(change, base="预算数"))
        if pair is None or {change.id, *(f.id for f in pair)} & blamed or _fits_years(case, change, pair[0]):
            continue
        now, budget = pair
        needed = case.amount(now) - case.amount(change)
        slips = (
            likely_slip(case.amount(budget), needed),
            likely_slip(case.amount(change), case.amount(now) - case.amount(budget)),
            likely_slip(case.amount(now), case.amount(budget) + case.amount(change)),
        )
        gap = _apart(case, now, budget).gap(printed(change, case.unit))
        if gap > 0 and any(slips) and not _is_told(case, change, *pair):
            tally.tested += 1
            _judge_difference(case, tally, change, now, budget, unsure=True)


def _fits_years(case: Case, change: Fact, now: Fact) -> bool:
    """True where a figure of the year before gives the change."""
    befores = (f for f in case.in_passage(change) if f.measure == "上年数" and same_line(f, change))
    return any(_apart(case, now, one).gap(printed(change, case.unit)) <= 0 for one in befores)


def _is_told(case: Case, change: Fact, now: Fact, before: Fact) -> bool:
    """较年初预算超支3.02万元，对照上年减少6.31万元: the gap to the budget is told, this one is another."""
    apart = _apart(case, now, before)
    others = (f for f in case.in_passage(change) if f.measure == "增减额" and f.id != change.id)
    return any(
        same_line(f, change) and f.base in BUDGETS and apart.gap(printed(f, case.unit)) <= 0 for f in others
    )


def _is_of_years(case: Case, change: Fact, now: Fact) -> bool:
    """预算 A，决算 B，差额-1.90万元，增减率-24%: the rate behind it, against the year before, is its own."""
    rates = [
        f
        for f in case.in_passage(change)
        if f.measure == "增减率" and same_line(f, change) and 0 <= f.start - change.end <= _RATE_BEHIND
    ]
    computed = change_rate(printed(change, case.unit), printed(now, case.unit)) if rates else None
    return (
        computed is not None
        and rates[0].base == "上年数"
        and move_word(change) is None
        and rate_severity(rates[0], computed) is None
    )


def _budget_pair(case: Case, change: Fact) -> tuple[Fact, Fact] | None:
    """The final and the budget of a change, where its sentence or paragraph states one of each."""
    start, clause = sentence(case, change)
    if _OTHER_YEARS.search(clause):
        return None
    above = [f for f in case.in_passage(change) if f.start < change.start and same_line(f, change)]
    above = [f for f in above if f.measure == "决算数" or f.measure in BUDGETS]
    here = [f for f in above if f.start >= start] or above
    finals = [f for f in here if f.measure == "决算数" and f.year == change.year]
    budgets = [f for f in here if f.measure in BUDGETS]
    if len(finals) != 1 or len(budgets) != 1:
        return None
    fits = change.base in ("预算数", budgets[0].measure) or budgets[0].measure == "预算数"
    if not fits or _is_of_another_budget(case, change, finals[0], budgets[0]):
        return None
    return finals[0], budgets[0]


def _is_of_another_budget(case: Case, change: Fact, final: Fact, budget: Fact) -> bool:
    """全年预算 A，支付 A，执行进度100%，较预算数增加 B: what is printed has its rate, B is of another."""
    rates = (f for f in case.in_passage(change) if f.measure == "完成率" and same_line(f, change))
    computed = percent(printed(final, case.unit), printed(budget, case.unit))
    if computed is None or budget.measure != "全年预算数" or change.base == "全年预算数":
        return False
    return any(rate_severity(rate, computed) is None for rate in rates)
