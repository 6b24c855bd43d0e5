"""完成率 = 决算 ÷ 预算 and 增减率 = 增减额 ÷ (本年 − 增减额), and Δ against two stated years (K11)."""

from __future__ import annotations

from extract.catalogue.lines import three_public
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
from extract.check.printed_totals import printed_three
from extract.check.rounding import Span, change_rate, growth, percent, printed, rate_severity, short
from extract.check.variants import settle, slip_finding
from extract.labels import BUDGETS
from extract.records import Fact, Severity
from extract.text import fold_prose, squeeze

COMPLETION = "completion-rate"
CHANGE = "change-rate"
EXACT = 2
"""Decimals from which on an amount that comes out as 0 is taken for 0 and not for a rounded remainder."""

_LONG = 4
"""Shorter names (支出) are the end of too many others."""

_BEHIND = 8
"""How far behind a rate its amount may stand ("下降5.23%，减少7.00万元"), in characters."""

_BRACKET = 2
"""Most characters between a rate, the bracket behind it and the two amounts in the bracket."""


def check_completion(case: Case, blamed: frozenset[str]) -> Outcome:
    """年初预算26.40万元，支出决算27万元，完成年初预算的98% → error: 102.27%. 0 over 0 has no rate: passed."""
    tally = Tally()
    for rate in case.spoken("完成率"):
        final = nearest(case, rate, ("决算数",))
        budget = _budget(case, rate) or _printed_budget(case, rate)
        final, budget = _divided(case, rate) or (final, budget)
        if final is None or budget is None:
            tally.untested += 1
            continue
        tally.tested += 1
        if rate.id in blamed:
            continue
        if case.amount(budget) == 0:
            _without_budget(case, tally, rate, final, budget)
        else:
            _judge_completion(case, tally, blamed, rate, (final, budget))
    return tally.done("没有同时写明决算数和预算数")


def _divided(case: Case, rate: Fact) -> tuple[Fact, Fact] | None:
    """完成预算的92.67%（38.88万元/42.88万元）: the two amounts that a rate is worked out from behind it."""
    after = [f for f in case.in_passage(rate) if f.start >= rate.end and same_line(f, rate)][:2]
    if len(after) < 2 or after[0].measure != "决算数" or after[1].measure not in BUDGETS:
        return None
    final, budget = after
    close = final.start - rate.end <= _BRACKET and budget.start - final.end <= _BRACKET
    return (final, budget) if close else None


def _judge_completion(
    case: Case, tally: Tally, blamed: frozenset[str], rate: Fact, pair: tuple[Fact, ...]
) -> None:
    def completed(facts: tuple[Fact, ...]) -> Span | None:
        zero = max(fact.decimals for fact in facts if fact.id)
        return percent(*(printed(fact, case.unit, zero=zero) for fact in facts))

    def holds(facts: tuple[Fact, ...]) -> bool:
        computed = completed(facts)
        return computed is not None and rate_severity(rate, computed) is None

    settled = settle(case, pair, blamed, holds)
    if settled.slipped is not None:
        _slip(case, tally, settled.slipped, rate, pair)
    computed = completed(settled.facts)
    severity = rate_severity(rate, computed) if computed else None
    if severity is None or settled.silent or (computed and _has_its_rate(case, rate, computed)):
        return
    final, budget = settled.facts
    if _fits_other_budget(case, rate, final):
        return
    doubtful = severity == "error" and not budget.id
    expected = short(case.amount(final) / case.amount(budget) * 100, max(rate.decimals, 2))
    how = f"{shown(final)}÷{shown(budget)}"
    _report(tally, COMPLETION, "warning" if doubtful else severity, rate, (final, budget), expected, how)


def _has_its_rate(case: Case, rate: Fact, computed: Span) -> bool:
    """执行率90%，…，任务完成率100%: the amounts have their rate already, this one is of something else."""
    others = (f for f in case.in_passage(rate) if f.measure == "完成率" and f.id != rate.id)
    others = (f for f in others if rate.base == f.base or "预算数" in (rate.base, f.base))
    return any(same_line(f, rate) and rate_severity(f, computed) is None for f in others)


def _fits_other_budget(case: Case, rate: Fact, final: Fact) -> bool:
    """全年预算119.42万元（年初97.15万元），决算114.06万元，执行率96%: one of the budgets gives the rate."""
    budgets = (f for f in case.in_passage(rate) if f.measure in BUDGETS and same_line(f, rate))
    computed = (percent(printed(final, case.unit), printed(budget, case.unit)) for budget in budgets)
    return any(span is not None and rate_severity(rate, span) is None for span in computed)


def _slip(case: Case, tally: Tally, slipped: Fact, rate: Fact, others: tuple[Fact, ...]) -> None:
    if not any(f.facts and f.facts[0] == slipped.id for f in tally.findings):
        rest = tuple(f for f in others if f.id != slipped.id)
        tally.findings.append(slip_finding(case, slipped, (rate, *rest)))


def _printed_budget(case: Case, rate: Fact) -> Fact | None:
    """The budget of a 三公 item from its form, where the prose states none and does not say 年初."""
    item = three_public(rate.item.name)
    if case.topics[rate.id] != "三公" or item is None or rate.base == "年初预算数":
        return None
    return printed_three(case, item, rate, measure="预算数")


def _without_budget(case: Case, tally: Tally, rate: Fact, final: Fact, budget: Fact) -> None:
    exact = max(final.decimals, budget.decimals) > 0
    if exact and case.amount(final) != 0 and rate.number != 0:
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
        if change is None or now is None or (untold(change) and change.sign != rate.sign):
            _between_years(case, tally, blamed, rate)
            continue
        tally.tested += 1
        if rate.id not in blamed and change.id not in blamed:
            _judge_change(case, tally, blamed, rate, change, now)
    return tally.done("没有同时写明增减额和本年数")


def _between_years(case: Case, tally: Tally, blamed: frozenset[str], rate: Fact) -> None:
    """由3.20万元减少到2.40万元，下降24%: without a change printed, by the two years of the sentence."""
    start, _ = sentence(case, rate)
    here = [f for f in case.in_passage(rate) if start <= f.start < rate.start and same_line(f, rate)]
    befores = [f for f in here if f.measure == "上年数"]
    nows = [f for f in here if f.measure == case.now and f.year == rate.year]
    if len(befores) != 1 or len(nows) != 1 or any(f.measure in ("增减额", "增减率") for f in here):
        tally.untested += 1
        return
    before, now = befores[0], nows[0]
    computed = growth(printed(now, case.unit), printed(before, case.unit))
    if computed is None or rate.base != "上年数" or not rate.sign:
        tally.untested += 1
        return
    tally.tested += 1
    rose = case.amount(now) >= case.amount(before)
    severity: Severity | None = rate_severity(rate, computed)
    severity = "error" if rose != (rate.sign > 0) and computed.low > 0 else severity
    if severity is None or {rate.id, before.id, now.id} & blamed:
        return
    exact = abs(case.amount(now) / case.amount(before) - 1) * 100
    expected = f"{'增长' if rose else '下降'}{short(exact, max(rate.decimals, 2))}%"
    tally.findings.append(
        finding(
            CHANGE,
            "prose-arithmetic",
            severity,
            f"{shown(before)}，{shown(now)}，正文写{moved(rate)}，按两年数应为{expected}。",
            facts=(rate, before, now),
            actual=moved(rate),
            expected=expected,
        )
    )


def _judge_change(
    case: Case, tally: Tally, blamed: frozenset[str], rate: Fact, change: Fact, now: Fact
) -> None:
    if (rate.sign and change.sign and rate.sign != change.sign) or comes_to(case, change, now):
        return

    def change_of(facts: tuple[Fact, ...]) -> Span | None:
        zero = max(fact.decimals for fact in facts)
        delta, this = (printed(fact, case.unit, zero=zero) for fact in facts)
        return change_rate(delta, this)

    def holds(facts: tuple[Fact, ...]) -> bool:
        computed = change_of(facts)
        return computed is not None and rate_severity(rate, computed) is None

    ways = (change, fallen(change)) if unsigned(change) else (turned(change),) if untold(change) else ()
    if any(holds((one, now)) for one in ways):
        return
    if unsigned(change) and case.amount(now) < case.amount(change):
        change = fallen(change)
    if case.amount(now) == case.amount(change):
        _without_base(tally, rate, change, now)
        return
    settled = settle(case, (change, now), blamed, holds)
    if settled.slipped is not None:
        _slip(case, tally, settled.slipped, rate, (change, now))
    computed = change_of(settled.facts)
    if computed is None and not settled.holds:
        told = settled.silent or any(holds((change, other)) for other in _beside(case, rate, now))
        if not told:
            _more_than_all(case, tally, rate, *settled.facts)
        return
    severity = rate_severity(rate, computed) if computed else None
    others = _beside(case, rate, now) if severity is not None else ()
    if any(holds((change, other)) for other in others):
        return
    if severity is not None and not settled.silent:
        _report_change(case, tally, severity, rate, *settled.facts)


def _more_than_all(case: Case, tally: Tally, rate: Fact, change: Fact, now: Fact) -> None:
    """支出1,074.31万元，增加1,750.80万元，增长19.47%: no line rises by more than it has come to."""
    rise = printed(change, case.unit).low > printed(now, case.unit).high > 0
    if change.sign <= 0 or rate.number <= 0 or not rise or now.passage != rate.passage:
        return
    fitting = case.amount(now) * rate.number / (rate.number + 100) / 10_000
    expected = f"{short(fitting)}万元"
    tally.findings.append(
        finding(
            CHANGE,
            "prose-arithmetic",
            "error",
            f"{rate.item.name}写{moved(change)}，比{shown(now)}还多；按{moved(rate)}应为{expected}。",
            facts=(change, rate, now),
            actual=f"{change.value}{change.unit or ''}",
            expected=expected,
        )
    )


def _beside(case: Case, rate: Fact, now: Fact) -> tuple[Fact, ...]:
    """收入总额20.00万元，其中财政拨款收入18.00万元，较上年减少…: the other amounts the change may be of."""
    start, _ = sentence(case, rate, stops="。！？")
    here = (f for f in case.in_passage(rate) if start <= f.start < rate.start and f.measure == case.now)
    return tuple(f for f in here if f.item.name != now.item.name and case.amount(f) != case.amount(now))


def _report_change(case: Case, tally: Tally, severity: Severity, rate: Fact, change: Fact, now: Fact) -> None:
    base = case.amount(now) - case.amount(change)
    expected = short(abs(case.amount(change)) / base * 100, max(rate.decimals, 2))
    sign = "－" if change.sign > 0 else "＋"
    how = f"{shown(change)}÷（{now.value}{sign}{change.value.lstrip('-')}）"
    _report(tally, CHANGE, severity, rate, (change, now), expected, how)


def _without_base(tally: Tally, rate: Fact, change: Fact, now: Fact) -> None:
    if rate.number != 0 and min(change.decimals, now.decimals) >= EXACT:
        tally.findings.append(
            finding(
                CHANGE,
                "prose-arithmetic",
                "warning",
                f"{rate.item.name}按{shown(now)}减去{shown(change)}，上年为0，却写增减率"
                f"{rate.value.lstrip('-')}%；基数为0时没有增减率。",
                facts=(rate, change, now),
                actual=f"{rate.value.lstrip('-')}%",
                expected="不计算增减率",
            )
        )


def _report(
    tally: Tally, rule: str, severity: Severity, rate: Fact, others: tuple[Fact, ...], expected: str, how: str
) -> None:
    tail = "，疑为截尾而非四舍五入" if severity == "info" else ""
    said: str = rate.measure
    if rate.measure == "增减率":
        said = move_word(rate) or {1: "增长", -1: "下降"}.get(rate.sign, "增减率")
    direction = said if said != rate.measure else ""
    stated = rate.value.lstrip("-")
    tally.findings.append(
        finding(
            rule,
            "prose-arithmetic",
            severity,
            f"{rate.item.name}写{said}{stated}%，按{how}应为{direction}{expected}%{tail}。",
            facts=(rate, *others),
            actual=f"{stated}%",
            expected=f"{expected}%",
        )
    )


def _alike(case: Case, rate: Fact) -> Fact | None:
    """一般公共预算财政拨款支出91.88万元 for a change of 财政拨款支出: the paragraph has one such line."""
    name = squeeze(rate.item.name)
    fit = [
        f
        for f in case.in_passage(rate)
        if f.measure == case.now
        and f.year == rate.year
        and f.start < rate.start
        and len(name) >= _LONG
        and squeeze(f.item.name).endswith(name)
    ]
    return fit[0] if len({(f.item.name, case.amount(f)) for f in fit}) == 1 else None


def _budget(case: Case, rate: Fact) -> Fact | None:
    wanted = {"年初预算数": ("年初预算数",), "全年预算数": ("全年预算数", "预算数")}.get(
        rate.base or "", BUDGETS
    )
    exact = nearest(case, rate, wanted)
    return exact if exact or rate.base == "年初预算数" else nearest(case, rate, ("预算数",))


def _change_of(case: Case, rate: Fact) -> Fact | None:
    mine = [
        f
        for f in case.in_passage(rate)
        if f.measure == "增减额"
        and f.base == rate.base
        and f.base_year == rate.base_year
        and same_line(f, rate)
        and f.item.name == rate.item.name
    ]
    before = [f for f in mine if f.start < rate.start]
    close = [f for f in mine if rate.start < f.start < rate.end + _BEHIND] or _only_pair(case, rate, mine)
    nearest = before[-1] if before else close[0] if close else None
    if nearest is None or not has_amount(nearest) or _has_rate(case, nearest, rate):
        return None
    return None if nearest.base in BUDGETS and _is_new_statement(case, nearest, rate) else nearest


def _only_pair(case: Case, rate: Fact, changes: list[Fact]) -> list[Fact]:
    """The change of 收入合计下降10.1%；…减少174.00万元: the only one of a line that has no other rate."""
    rates = [f for f in case.in_passage(rate) if f.measure == "增减率" and f.item.name == rate.item.name]
    return changes if len(changes) == len(rates) == 1 else []


def _is_new_statement(case: Case, change: Fact, rate: Fact) -> bool:
    """比年初预算增加16.82万元；增长4.9%: behind the stop nothing says that the rate is against the budget."""
    return "；" in fold_prose(behind(case, change))[: max(0, rate.start - change.end)]


def _has_rate(case: Case, change: Fact, rate: Fact) -> bool:
    """比预算增加0万元，增长0%，增长16.15%: the change has its rate, the next is against something unsaid."""
    return any(
        f.measure == "增减率" and change.start < f.start < rate.start and f.item.name == rate.item.name
        for f in case.in_passage(rate)
    )


def _now(case: Case, rate: Fact) -> Fact | None:
    """This year's amount of the line: in the paragraph, else the section, else the one of its topic."""
    here = nearest(case, rate, (case.now,)) or nearest(case, rate, BUDGETS[-1:]) or _alike(case, rate)
    if here is not None:
        return here
    finals = [f for f in case.spoken(case.now) if same_line(f, rate) and f.year == rate.year]
    for fit in (
        [f for f in finals if f.section == rate.section],
        [f for f in finals if case.topics[f.id] == case.topics[rate.id]],
    ):
        if fit and len({case.amount(f) for f in fit}) == 1:
            return fit[0]
        if fit:
            return None
    return None
