"""One figure stated twice with two values, within one topic. Source: DOMAIN.md, auditors' reports."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from extract.amounts import half_step, to_yuan
from extract.catalogue.lines import procurement, three_public
from extract.catalogue.names import DIGITS, split_path
from extract.check.base import LITTER, Case, Outcome, Tally, finding, identity, shown
from extract.check.slips import suspected
from extract.records import Fact

RULE = "stated-twice"
KNOWN_LINES = frozenset(
    {
        "收入总计",
        "支出总计",
        "财政拨款收入总计",
        "财政拨款支出总计",
        "收入合计",
        "支出合计",
        "财政拨款收入",
        "一般公共预算",
        "基本",
        "项目",
        "人员经费",
        "公用经费",
        "机关运行经费",
    }
)
"""Identities that mean one figure per topic. 科目 count too; other names may stand for different things."""

_TOPICS = frozenset(
    {"总体", "收入", "支出", "财政总体", "一般公共", "基本", "三公", "机关运行", "采购", "基金", "国资"}
)


_HALVES = ("基本", "项目")
_WHOLE = re.compile(r"合计|总计|总额|本年|拨款|公共预算|总支出|^支出")
"""Names of what 基本支出 and 项目支出 are the two halves of."""
_YEAR_NAMED = re.compile(r"(?<![较比与同于])(20\d\d)年(?!初)")
_GENERAL = "一般公共"
"""Its 基本支出 is the one that the section on 基本支出 takes apart (K6)."""


def check_repeats(case: Case, blamed: frozenset[str]) -> Outcome:
    """卫生健康支出19.40万元 in 结构情况, 17.35万元 in 具体情况 → error naming both places."""
    tally = Tally()
    groups: dict[tuple[str, str, str, int | None], list[Fact]] = {}
    chains, parts = _chain_counts(case), _of_accounts(case)
    for fact in case.spoken(*dict.fromkeys((case.now, "决算数", "年初预算数", "全年预算数"))):
        topic, line = case.topics[fact.id], _line(fact, chains)
        if line is not None and topic in _TOPICS and fact.id not in parts:
            topic = _GENERAL if line == "基本" and topic in ("基本", _GENERAL) else topic
            groups.setdefault((topic, line, fact.measure, fact.year), []).append(fact)
    for facts in groups.values():
        if len(facts) > 1:
            tally.tested += 1
            _judge(case, tally, blamed, facts)
    return tally.done()


def _of_accounts(case: Case) -> frozenset[str]:
    """Ids of the halves of one account: 初中教育支出 A，其中：基本支出 B is not the section's 基本支出."""
    found: set[str] = set()
    head: Fact | None = None
    for fact in case.facts:
        if identity(fact.item.name) not in _HALVES:
            head = fact
        elif head is not None and _WHOLE.search(head.item.name) is None:
            between = case.document.text[head.end : fact.start]
            if "。" not in between and "其中" in between:
                found.add(fact.id)
    return frozenset(found)


def _judge(case: Case, tally: Tally, blamed: frozenset[str], facts: list[Fact]) -> None:
    first = facts[0]
    apart = (f for f in facts[1:] if _differ(case, first, f) and not _are_two(first, f))
    apart = (f for f in apart if not _is_of_other_year(case, f))
    other = next((f for f in apart if not _is_carried(case, first, f)), None)
    if other is None or {f.id for f in facts} & blamed:
        return
    tally.findings.append(
        finding(
            RULE,
            "prose-vs-prose",
            "error",
            f"同一项目前后不一：{shown(first)}（{_place(first)}），{shown(other)}（{_place(other)}）"
            f"{suspected(case.amount(other), case.amount(first))}。",
            facts=(other, first),
            actual=other.value,
            expected=first.value,
            difference=other.number - first.number if first.unit == other.unit else None,
        )
    )


def _is_of_other_year(case: Case, fact: Fact) -> bool:
    """True behind 2030年预算数和执行数一致。具体来看，: the paragraph has turned to another year."""
    if not 0 <= fact.passage < len(case.passages):
        return False
    before = case.document.text[case.passages[fact.passage].offsets[0] : fact.start]
    years = _YEAR_NAMED.findall(before)
    return bool(years) and fact.year is not None and int(years[-1]) != fact.year


def _are_two(one: Fact, other: Fact) -> bool:
    """一般行政管理事务2011302 and …2013302: one name under two 款, told apart by their codes alone."""
    codes = (one.item.code or "", other.item.code or "")
    return codes[0] != codes[1] and all(len(code) == DIGITS["项"] for code in codes)


def _place(fact: Fact) -> str:
    title = LITTER.sub("", fact.section or "").strip()
    return f"“{title}”" if title else "正文"


def _differ(case: Case, one: Fact, other: Fact) -> bool:
    """2.84亿元 is 28410.66万元: of two steps of rounding the coarser counts."""
    halves = {to_yuan(half_step(f.decimals), f.unit, case.unit) for f in (one, other)}
    coarser = max(halves) if len(halves) > 1 else Decimal(0)
    return abs(case.amount(one) - case.amount(other)) > coarser


def _is_carried(case: Case, one: Fact, other: Fact) -> bool:
    """财政拨款收入18.20万元，其中年初结转2.00万元、本年收入16.20万元: one holds what was carried over."""
    gap = abs(case.amount(one) - case.amount(other))
    near = (f for f in case.spoken(case.now) if f.passage in (one.passage, other.passage))
    return any(case.amount(f) == gap for f in near if "结转" in f.item.name)


def _line(fact: Fact, chains: Counter[str]) -> str | None:
    """What the figure is of, as one string; None where the same name may be another thing."""
    levels = split_path(fact.item.name)
    if len(levels) > 1 and fact.item.level == "类":
        return identity(levels[0].name) if chains[identity(levels[0].name)] == 1 else None
    if len(levels) > 1:
        return "/".join(identity(level.name) for level in levels)
    line = identity(fact.item.name)
    if line in KNOWN_LINES or three_public(fact.item.name) or procurement(fact.item.name):
        return line
    return line if fact.item.level == "类" else None


def _chain_counts(case: Case) -> Counter[str]:
    """How many different paths each 类 opens: only the single path of a 类 can stand for all of it."""
    names = {f.item.name for f in case.spoken(case.now) if len(split_path(f.item.name)) > 1}
    return Counter(identity(split_path(name)[0].name) for name in names)
