"""Words against figures: 大于/小于/等于预算数, 增加 with 下降, 持平 beside a change (K11, frames 11, 28)."""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal

from extract.amounts import half_step, to_yuan
from extract.check.base import (
    STILL,
    Case,
    Outcome,
    Tally,
    finding,
    move_word,
    moved,
    same_line,
    shown,
)
from extract.check.rounding import printed, printed_rate
from extract.labels import BUDGETS
from extract.records import Fact, Finding, Passage, Severity
from extract.text import fold_prose, squeeze

COMPARISON = "budget-comparison"
DIRECTION = "direction"

_COMPARE = re.compile(
    r"(?:决算数|支出决算|决算)(?:与(?:年初|全年)?预算数?(?P<same>基本持平|持平|一致|相同)"
    r"|(?P<word>大于|小于|等于|高于|低于|多于|少于)(?P<kind>年初|全年|调整后?)?预算数?)"
)
_SIDES = {"大于": 1, "高于": 1, "多于": 1, "小于": -1, "低于": -1, "少于": -1, "等于": 0}
_EDGES = re.compile(r"[“”\"'，。：:]|一般公共预算|财政拨款|安排的|支出$|费用?$")
_FINE = 1_000
"""Yuan: two amounts printed in coarser steps may differ though they look the same."""
_BEHIND = 12
"""How far behind a rate its amount may stand ("下降5.23%，减少7.00万元"), in characters."""


def check_comparisons(case: Case, blamed: frozenset[str]) -> Outcome:
    """预算10.00万元，决算12.00万元，"决算数小于预算数" → error. From budget and final, else the rate."""
    tally = Tally()
    for index, passage in enumerate(case.passages):
        for match in _COMPARE.finditer(fold_prose(passage.text)):
            if match["same"] and match["same"].startswith("基本"):
                continue
            _compare(case, tally, blamed, index, passage, match)
    return tally.done("句中没有可比的预算数、决算数或完成率")


def _compare(
    case: Case, tally: Tally, blamed: frozenset[str], index: int, passage: Passage, match: re.Match[str]
) -> None:
    at = passage.offsets[match.start()]
    before = [f for f in case.facts if f.passage == index and f.start < at and "在原因之内" not in f.steps]
    said = _SIDES.get(match["word"] or "等于", 0)
    owner = _compared(passage, before, match)
    facts = [f for f in before if owner is not None and same_line(f, owner)]
    real, evidence = _side(case, facts)
    if real is None or _is_of_another_budget(match, evidence):
        tally.untested += 1
        return
    tally.tested += 1
    if real == said or {f.id for f in evidence} & blamed:
        return
    if real == 0 and evidence[0].measure != "完成率" and _equal_by_rounding(facts, evidence, said):
        return
    exact = said * real != 0 or said == 0 or all(_is_fine(case, f) for f in evidence)
    severity: Severity = "error" if exact else "warning"
    tally.findings.append(
        finding(
            COMPARISON,
            "wording",
            severity,
            f"正文说“{match.group()}”，但{'、'.join(shown(f) for f in evidence)}，"
            f"决算数{_name(real)}预算数。",
            facts=evidence,
            at=(at, passage.offsets[match.end() - 1] + 1),
            actual=match.group(),
            expected=f"决算数{_name(real)}预算数",
        )
    )


def _is_of_another_budget(match: re.Match[str], evidence: tuple[Fact, ...]) -> bool:
    """决算数大于年初预算 where only the 全年预算 is stated; unsaid which, the 全年预算 settles nothing."""
    kinds = {f.measure for f in evidence} | {f.base for f in evidence if f.measure == "完成率"}
    if "全年预算数" not in kinds:
        return False
    return match["kind"] == "年初" or (match["kind"] is None and match["same"] is None)


def _compared(passage: Passage, before: list[Fact], match: re.Match[str]) -> Fact | None:
    """The last fact of the line that the sentence names for itself, else the last before the comparison."""
    text = fold_prose(passage.text)
    start = max(text.rfind(stop, 0, match.start()) for stop in "。！？；") + 1
    words = text[start : match.start()]
    if any(f.start >= passage.offsets[start] for f in before):
        return before[-1]
    named = (f for f in reversed(before) if _core(f.item.name) and _core(f.item.name) in _core(words))
    return next(named, before[-1] if before else None)


def _core(name: str) -> str:
    return _EDGES.sub("", squeeze(name))


def _side(case: Case, facts: list[Fact]) -> tuple[int | None, tuple[Fact, ...]]:
    """1, 0 or -1 for final against budget with the facts that show it; None where they do not."""
    final = next((f for f in reversed(facts) if f.measure == "决算数"), None)
    budgets = [f for f in facts if f.measure in BUDGETS]
    if final and budgets:
        sides = {_order(case, final, budget) for budget in budgets}
        return (sides.pop(), (final, budgets[-1])) if len(sides) == 1 else (None, ())
    rate = next((f for f in reversed(facts) if f.measure == "完成率"), None)
    if rate is None or rate.number == 0:
        return None, ()  # 0% may stand for a budget of 0, which final accounts exceed
    span = printed_rate(rate)
    if rate.number == 100:
        return 0, (rate,)
    return (1 if span.low > 100 else -1 if span.high < 100 else None), (rate,)


def _order(case: Case, final: Fact, budget: Fact) -> int | None:
    if final.decimals != budget.decimals and printed(final, case.unit).gap(printed(budget, case.unit)) == 0:
        return None
    if case.amount(final) == case.amount(budget):
        return 0
    return 1 if case.amount(final) > case.amount(budget) else -1


def _equal_by_rounding(facts: list[Fact], evidence: tuple[Fact, ...], said: int) -> bool:
    """0.0020亿元, 0.0020亿元, 完成预算的100.35%，决算数大于预算数: the rate tells what digits do not."""
    rate = next((f for f in reversed(facts) if f.measure == "完成率"), None)
    span = printed_rate(rate) if rate else None
    told = span is not None and (span.low > 100 if said > 0 else 0 < span.high < 100)
    return told or min(f.decimals for f in evidence) == 0


def _is_fine(case: Case, fact: Fact) -> bool:
    """Whether the last printed digit is worth no more than a tenth of 万元, or it is a rate."""
    step = to_yuan(half_step(fact.decimals) * 2, fact.unit, case.unit)
    return fact.decimals > 0 and (fact.measure == "完成率" or step <= _FINE)


def _name(side: int) -> str:
    return {1: "大于", 0: "等于", -1: "小于"}[side]


def check_directions(case: Case, blamed: frozenset[str]) -> Outcome:
    """增加2.40万元，下降20.34% → error; 与上年持平 behind 减少7.20万元 of the same line → error."""
    tally = Tally()
    changes = [f for f in case.spoken("增减额") if not _is_still(f)]
    for rate in case.spoken("增减率"):
        same = [c for c in changes if _one_change(c, rate)]
        near = (c for c in same if c.start < rate.end + _BEHIND)
        mine = [c for c in near if _one_sentence(case, c, rate)] or _only_pair(case, rate, same)
        pair = next((c for c in reversed(mine) if c.start < rate.start), mine[0] if mine else None)
        if pair is None or not pair.sign or not rate.sign:
            tally.untested += 1
            continue
        tally.tested += 1
        if pair.sign != rate.sign and not {pair.id, rate.id} & blamed:
            tally.findings.append(_contradiction(pair, rate))
    for still in (f for f in case.spoken("增减额") if _is_still(f)):
        moved = [c for c in changes if _one_change(c, still) and c.number != Decimal(0) and move_word(c)]
        moved = [c for c in moved if _one_sentence(case, c, still)]
        tally.tested += 1
        if moved and not {still.id, moved[0].id} & blamed:
            tally.findings.append(
                finding(
                    DIRECTION,
                    "wording",
                    "error",
                    f"{still.item.name}说“{still.quote}”，同段又写{shown(moved[0])}。",
                    facts=(still, moved[0]),
                    actual=still.quote,
                )
            )
    return tally.done("句中没有成对的增减额和增减率")


def _only_pair(case: Case, rate: Fact, changes: list[Fact]) -> list[Fact]:
    """The only change of a line behind the only rate of it in the paragraph, in whatever sentence."""
    rates = [f for f in case.in_passage(rate) if f.measure == "增减率" and _one_change(f, rate)]
    return [c for c in changes if c.start > rate.start] if len(changes) == len(rates) == 1 else []


def _contradiction(change: Fact, rate: Fact) -> Finding:
    words = {1: ("增加", "增长"), -1: ("减少", "下降")}
    amount, share = moved(change), moved(rate)
    return finding(
        DIRECTION,
        "wording",
        "error",
        f"{change.item.name}增减额写“{amount}”，增减率却写“{share}”，方向相反，二者不符。",
        facts=(rate, change),
        actual=words[rate.sign][1],
        expected=words[change.sign][1],
    )


def _one_change(one: Fact, other: Fact) -> bool:
    return (
        one.passage == other.passage
        and one.item.name == other.item.name
        and one.base == other.base
        and one.base_year == other.base_year
    )


def _one_sentence(case: Case, one: Fact, other: Fact) -> bool:
    """比预算超支34.29万元；同比下降24.50% are two statements."""
    if not 0 <= one.passage < len(case.passages):
        return True
    passage = case.passages[one.passage]
    left, right = sorted(bisect_left(passage.offsets, f.start) for f in (one, other))
    return not any(stop in passage.text[left:right] for stop in "。；;")


def _is_still(fact: Fact) -> bool:
    return any(step.startswith(STILL) for step in fact.steps)
