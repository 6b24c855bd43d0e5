"""完成率 = 决算 ÷ 预算 and 增减率 = 增减额 ÷ (本年 − 增减额), and Δ against two stated years (K11)."""

from __future__ import annotations

from extract.check.base import Case, Outcome, Tally, finding, same_line, shown, unsigned
from extract.check.rounding import Span, change_rate, percent, printed, rate_severity, short, total
from extract.records import Fact, Severity

COMPLETION = "completion-rate"
CHANGE = "change-rate"
DIFFERENCE = "change-amount"
EXACT = 2
"""Decimals from which on an amount that comes out as 0 is taken for 0 and not for a rounded remainder."""

BUDGETS = ("年初预算数", "全年预算数", "预算数")


def check_completion(case: Case, blamed: frozenset[str]) -> Outcome:
    """年初预算26.40万元，支出决算27万元，完成年初预算的98% → error: 102.27%. 0 over 0 has no rate: passed."""
    tally = Tally()
    for rate in case.spoken("完成率"):
        final, budget = _nearest(case, rate, ("决算数",)), _budget(case, rate)
        if final is None or budget is None:
            tally.untested += 1
            continue
        tally.tested += 1
        if {rate.id, final.id, budget.id} & blamed:
            continue
        if case.amount(budget) == 0:
            _without_budget(case, tally, rate, final, budget)
            continue
        computed = percent(printed(final, case.unit), printed(budget, case.unit))
        severity = rate_severity(rate, computed) if computed else None
        if severity:
            expected = short(case.amount(final) / case.amount(budget) * 100, max(rate.decimals, 2))
            _report(
                tally,
                COMPLETION,
                severity,
                rate,
                (final, budget),
                expected,
                f"{shown(final)}÷{shown(budget)}",
            )
    return tally.done("没有同时写明决算数和预算数")


def _without_budget(case: Case, tally: Tally, rate: Fact, final: Fact, budget: Fact) -> None:
    if case.amount(final) != 0 and rate.number != 0:
        tally.findings.append(
            finding(
                COMPLETION,
                "prose-arithmetic",
                "warning",
                f"{rate.item.name}的{budget.measure}为0，却写完成率{rate.value}%；基数为0时没有完成率。",
                facts=(rate, budget, final),
                actual=f"{rate.value}%",
                expected="不计算完成率",
            )
        )


def check_change_rates(case: Case, blamed: frozenset[str]) -> Outcome:
    """支出决算14.20万元，增加2.40万元，增长21.75% → error: 20.34%."""
    tally = Tally()
    for rate in case.spoken("增减率"):
        change = _change_of(case, rate)
        now = _now(case, rate) if change else None
        if change is None or now is None or unsigned(change):
            tally.untested += 1
            continue
        tally.tested += 1
        if not {rate.id, change.id, now.id} & blamed:
            _judge_change(case, tally, rate, change, now)
    return tally.done("没有同时写明增减额和本年数")


def _judge_change(case: Case, tally: Tally, rate: Fact, change: Fact, now: Fact) -> None:
    if rate.sign and change.sign and rate.sign != change.sign:
        return
    base = case.amount(now) - case.amount(change)
    if base == 0:
        if rate.number != 0 and min(change.decimals, now.decimals) >= EXACT:
            tally.findings.append(
                finding(
                    CHANGE,
                    "prose-arithmetic",
                    "warning",
                    f"{rate.item.name}按本年数减增减额，上年为0，却写增减率{rate.value}%；基数为0时没有增减率。",
                    facts=(rate, change, now),
                    actual=f"{rate.value}%",
                    expected="不计算增减率",
                )
            )
        return
    computed = change_rate(printed(change, case.unit), printed(now, case.unit))
    severity = rate_severity(rate, computed) if computed else None
    if severity:
        expected = short(abs(case.amount(change)) / base * 100, max(rate.decimals, 2))
        sign = "－" if change.sign > 0 else "＋"
        how = f"{shown(change)}÷（{now.value}{sign}{change.value.lstrip('-')}）"
        _report(tally, CHANGE, severity, rate, (change, now), expected, how)


def check_change_amounts(case: Case, blamed: frozenset[str]) -> Outcome:
    """较上年30.00万元减少5.00万元 with 26.00 this year → error: the two years differ by 4.00."""
    tally = Tally()
    for before in case.spoken("上年数"):
        now = _nearest(case, before, ("决算数",), anywhere=True)
        change = next(
            (
                f
                for f in case.in_passage(before)
                if f.measure == "增减额"
                and f.base == "上年数"
                and same_line(f, before)
                and f.unit is not None
            ),
            None,
        )
        if now is None or change is None:
            tally.untested += 1
            continue
        tally.tested += 1
        if {before.id, now.id, change.id} & blamed:
            continue
        prior = printed(before, case.unit)
        computed = total((printed(now, case.unit), Span(-prior.high, -prior.low)))
        if computed.gap(printed(change, case.unit)) > 0:
            expected = short((case.amount(now) - case.amount(before)) / 10_000)
            tally.findings.append(
                finding(
                    DIFFERENCE,
                    "prose-arithmetic",
                    "error",
                    f"{shown(now)}与{shown(before)}相差{expected}万元，正文写{change.value}{change.unit}。",
                    facts=(change, now, before),
                    actual=change.value,
                    expected=expected,
                )
            )
    return tally.done("没有同时写明两年数和增减额")


def _report(
    tally: Tally, rule: str, severity: Severity, rate: Fact, others: tuple[Fact, ...], expected: str, how: str
) -> None:
    tail = "，疑为截尾而非四舍五入" if severity == "info" else ""
    tally.findings.append(
        finding(
            rule,
            "prose-arithmetic",
            severity,
            f"{rate.item.name}写{rate.measure}{rate.value.lstrip('-')}%，按{how}应为{expected}%{tail}。",
            facts=(rate, *others),
            actual=f"{rate.value}%",
            expected=f"{expected}%",
        )
    )


def _nearest(case: Case, fact: Fact, measures: tuple[str, ...], *, anywhere: bool = False) -> Fact | None:
    fit = [
        f
        for f in case.in_passage(fact)
        if f.measure in measures and same_line(f, fact) and f.year == fact.year
    ]
    before = [f for f in fit if f.start < fact.start]
    return before[-1] if before else fit[0] if fit and anywhere else None


def _budget(case: Case, rate: Fact) -> Fact | None:
    wanted = {"年初预算数": ("年初预算数",), "全年预算数": ("全年预算数", "预算数")}.get(
        rate.base or "", BUDGETS
    )
    exact = _nearest(case, rate, wanted)
    return exact if exact or rate.base == "年初预算数" else _nearest(case, rate, ("预算数",))


def _change_of(case: Case, rate: Fact) -> Fact | None:
    mine = [
        f
        for f in case.in_passage(rate)
        if f.measure == "增减额"
        and f.start < rate.start
        and f.base == rate.base
        and f.base_year == rate.base_year
        and same_line(f, rate)
        and f.item.name == rate.item.name
    ]
    return mine[-1] if mine and mine[-1].unit is not None else None


def _now(case: Case, rate: Fact) -> Fact | None:
    """This year's amount of the line: in the paragraph, else the section, else the one of its topic."""
    here = _nearest(case, rate, ("决算数",))
    if here is not None:
        return here
    finals = [f for f in case.spoken("决算数") if same_line(f, rate) and f.year == rate.year]
    for fit in (
        [f for f in finals if f.section == rate.section],
        [f for f in finals if case.topics[f.id] == case.topics[rate.id]],
    ):
        if fit and len({case.amount(f) for f in fit}) == 1:
            return fit[0]
        if fit:
            return None
    return None
