"""Sums in prose: parts against the total they belong to. Sources: K1, K8, K11, K12.

A list is held against its total only when it is complete: by its nature (货物 + 工程 + 服务), or because its
final amounts add up to the total's, which then binds its budgets and changes too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.amounts import half_step
from extract.catalogue import settled_code, with_name
from extract.catalogue.names import split_path
from extract.check.base import Case, Outcome, Tally, finding, identity, shown, unsigned
from extract.check.near import behind
from extract.check.rounding import printed, short, total
from extract.check.variants import from_unit, slip_finding
from extract.records import Fact, Finding, Severity
from extract.text import fold_prose, squeeze

CLOSED = "closed-sum"
LISTED = "list-sum"
TWIN = "income-equals-expenditure"

CLOSED_SETS: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    ("采购合计", ("采购货物", "采购工程", "采购服务"), True),
    ("三公合计", ("三公因公出国（境）费", "三公公务用车购置及运行维护费", "三公公务接待费"), True),
    (
        "三公合计",
        ("三公因公出国（境）费", "三公公务用车购置费", "三公公务用车运行维护费", "三公公务接待费"),
        True,
    ),
    ("三公公务用车购置及运行维护费", ("三公公务用车购置费", "三公公务用车运行维护费"), True),
    ("三公公务接待费", ("国内接待费", "国外接待费"), True),
    ("一般公共预算基本", ("人员经费", "公用经费"), True),
    ("财政拨款基本", ("人员经费", "公用经费"), True),
    ("支出合计", ("基本", "项目"), False),
)
"""Total, its parts (identities), and whether the parts are always all of it."""

MEASURES = ("决算数", "年初预算数", "全年预算数", "预算数", "增减额")
_CLASS = 3
"""Digits of a 类; 其他支出 is one, and the name of lines below it."""
_OPENS = re.compile(r"，?(?:具体)?(?:内容)?(?:主要)?(?:包括|其中|包含|分别(?:是|为))[：:]?")
_BINDABLE = ("年初预算数", "全年预算数", "预算数", "增减额")


_GENERAL = frozenset(("一般公共预算", "一般公共预算支出"))
_GRANTED = frozenset(("财政拨款", "财政拨款支出"))
_Lines = dict[tuple[str, str], list[Fact]]
"""The facts of one section by identity and measure."""


@dataclass(frozen=True, slots=True)
class _Sum:
    whole: Fact
    parts: tuple[Fact, ...]
    gap: Decimal
    over: bool

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (self.whole, *self.parts)


def _add(case: Case, whole: Fact, parts: Sequence[Fact]) -> _Sum:
    zero = max(fact.decimals for fact in (whole, *parts))
    spans = total(printed(part, case.unit, zero=zero) for part in parts)
    gap = spans.gap(printed(whole, case.unit, zero=zero))
    return _Sum(whole, tuple(parts), gap, spans.middle > case.amount(whole))


def check_closed_sums(case: Case, blamed: frozenset[str]) -> Outcome:
    """采购总额16.30万元 = 货物14.08 + 工程0 + 服务2.42 → error: 16.50. A part with two values: not tested."""
    tally = Tally()
    for here in map(_by_line, _sections(case)):
        for whole_name, part_names, complete in CLOSED_SETS:
            for measure in MEASURES:
                _closed(case, tally, blamed, here, (whole_name, *part_names), measure, complete=complete)
    return tally.done("同一项目在本节有不止一个数")


def _closed(
    case: Case,
    tally: Tally,
    blamed: frozenset[str],
    here: _Lines,
    names: tuple[str, ...],
    measure: str,
    *,
    complete: bool,
) -> None:
    chosen = [_only(case, here, name, measure) for name in names]
    if not all(chosen):
        if _too_much(case, tally, blamed, chosen, measure):
            return
        tally.untested += (
            1
            if any(len(here.get((n, measure), ())) > 1 for n in names)
            and all((n, measure) in here for n in names)
            else 0
        )
        return
    whole, *parts = [fact for fact in chosen if fact is not None]
    added = _add(case, whole, parts)
    if added.gap and not complete and not added.over:
        tally.untested += 1
        return
    tally.tested += 1
    if added.gap and not {f.id for f in added.facts} & blamed:
        tally.findings.append(_sum_finding(case, CLOSED, added, "error"))


def _too_much(
    case: Case, tally: Tally, blamed: frozenset[str], chosen: list[Fact | None], measure: str
) -> bool:
    """采购总额16.30万元, 货物14.08, 服务4.42, no 工程: the stated parts alone are more than the whole."""
    whole, parts = chosen[0], [fact for fact in chosen[1:] if fact is not None]
    if whole is None or len(parts) < 2 or measure == "增减额":
        return False
    added = _add(case, whole, parts)
    if not added.gap or not added.over:
        return False
    tally.tested += 1
    told = any(whole.id in f.facts for f in tally.findings)
    if not told and not {f.id for f in added.facts} & blamed:
        tally.findings.append(_sum_finding(case, CLOSED, added, "error"))
    return True


def _sections(case: Case) -> Iterable[list[Fact]]:
    """What is told of amounts, section by section."""
    sections: dict[str | None, list[Fact]] = {f.section: [] for f in case.facts}
    for fact in case.spoken(*MEASURES):
        sections[fact.section].append(fact)
    return sections.values()


def _by_line(here: list[Fact]) -> _Lines:
    lines: _Lines = {}
    for fact in here:
        if not unsigned(fact) and fact.base in (None, "上年数"):
            lines.setdefault((identity(fact.item.name), fact.measure), []).append(fact)
    return lines


def _only(case: Case, here: _Lines, name: str, measure: str) -> Fact | None:
    found = here.get((name, measure), [])
    return found[0] if found and len({case.amount(f) for f in found}) == 1 else None


def check_lists(case: Case, blamed: frozenset[str]) -> Outcome:
    """Budgets of the 类 add up to 32.50, the total says 32.00, and their finals do add up → error."""
    tally = Tally()
    for told in _sections(case):
        here = [f for f in told if f.base in (None, "上年数")]
        head = next((f for f in here if _is_head(case, f)), None)
        if head is not None:
            _section_list(case, tally, blamed, here, head)
    _economic_lists(case, tally, blamed)
    _opened_lists(case, tally, blamed)
    return tally.done("各项未列全，或某项缺数，不能相加")


def _is_head(case: Case, fact: Fact) -> bool:
    """True for what a section on 一般公共预算 takes apart, in short 财政拨款支出."""
    name = identity(fact.item.name)
    return name in _GENERAL or (case.topics[fact.id] == "一般公共" and name in _GRANTED)


def _opened_lists(case: Case, tally: Tally, blamed: frozenset[str]) -> None:
    """共计支出0.12万元，包括：甲0.06元、乙0.06万元 → error: with 万元 the list comes to its total."""
    for head in case.spoken(case.now):
        parts = _list_behind(case, head)
        added = _add(case, head, parts) if len(parts) > 1 else None
        if added is None or not added.gap:
            continue
        slipped = _slipped(case, added)
        if slipped is not None and not {f.id for f in added.facts} & blamed:
            tally.tested += 1
            tally.findings.append(_sum_finding(case, LISTED, added, "error"))


def _list_behind(case: Case, head: Fact) -> list[Fact]:
    """The amounts that 包括 or 其中 behind a figure opens, to the end of the sentence."""
    words = behind(case, head)
    words = fold_prose(words[: words.find("。")] if "。" in words else words)
    if not _OPENS.match(words):
        return []
    here = [f for f in case.in_passage(head) if head.end <= f.start < head.end + len(words)]
    parts = [f for f in here if f.measure == case.now]
    return parts if len({f.item.name for f in (head, *parts)}) == len(parts) + 1 else []


def _section_list(case: Case, tally: Tally, blamed: frozenset[str], here: list[Fact], head: Fact) -> None:
    members = _without_children([f for f in here if f.start > head.start and _is_account(f)])
    finals, heads = (
        _by_measure(members, case.now),
        [f for f in here if identity(f.item.name) == identity(head.item.name)],
    )
    whole = next((f for f in heads if f.measure == case.now), None)
    if whole is None or len(finals) < 2:
        return
    added = _add(case, whole, finals)
    if added.gap:
        _incomplete(case, tally, blamed, added)
        return
    tally.tested += 1
    for measure in _BINDABLE:
        parts = _by_measure(members, measure)
        target = _head_of(case, heads, head, measure)
        if target is None or not parts or any(unsigned(f) for f in (target, *parts)):
            continue
        if {identity(f.item.name) for f in parts} != {identity(f.item.name) for f in finals}:
            tally.untested += 1
            continue
        _bound_sum(case, tally, blamed, _add(case, target, parts))


def _incomplete(case: Case, tally: Tally, blamed: frozenset[str], added: _Sum) -> None:
    """A list whose finals do not add up: an error where its shares say it is complete, else not tested.

    Shares without decimals say so only of a gap that no further part within their rounding could fill.
    """
    shares = [
        f
        for f in case.spoken("占比")
        if f.section == added.whole.section
        and any(identity(f.item.name) == identity(p.item.name) for p in added.parts)
    ]
    full = sum((f.number for f in shares), Decimal(0))
    blur = sum((half_step(f.decimals) * 2 for f in shares), Decimal(0))
    hidden = (abs(full - 100) + blur / 2) / 100 * case.amount(added.whole)
    if len(shares) == len(added.parts) and abs(full - 100) <= blur and (added.over or added.gap > hidden):
        tally.tested += 1
        if not {f.id for f in added.facts} & blamed:
            tally.findings.append(_sum_finding(case, LISTED, added, "error"))
        return
    tally.untested += 1


def _bound_sum(case: Case, tally: Tally, blamed: frozenset[str], added: _Sum) -> None:
    tally.tested += 1
    if not added.gap or {f.id for f in added.facts} & blamed:
        return
    sure = added.whole.measure != "增减额" and added.over
    tally.findings.append(_sum_finding(case, LISTED, added, "error" if sure else "warning"))


def _head_of(case: Case, heads: Iterable[Fact], head: Fact, measure: str) -> Fact | None:
    own = next((f for f in heads if f.measure == measure), None)
    if own is not None or measure != "增减额":
        return own
    elsewhere = [
        f
        for f in case.spoken("增减额")
        if identity(f.item.name) == identity(head.item.name) and f.base == "上年数" and f.unit is not None
    ]
    return elsewhere[0] if elsewhere and len({f.number for f in elsewhere}) == 1 else None


def _is_account(fact: Fact) -> bool:
    return (
        bool(fact.item.level)
        or len(split_path(fact.item.name)) > 1
        or settled_code(fact.item.name) is not None
        or any(len(account.code) == _CLASS for account in with_name(fact.item.name))
    )


def _without_children(facts: list[Fact]) -> list[Fact]:
    """Lines under another line of the list (就业补助 beside 社会保障和就业支出) are no parts of it."""
    codes = {f.item.code for f in facts if f.item.code}
    return [
        f
        for f in facts
        if not any(
            f.item.code and code and code != f.item.code and f.item.code.startswith(code) for code in codes
        )
    ]


def _by_measure(members: list[Fact], measure: str) -> list[Fact]:
    """The facts of a measure; what is said twice of one line (预算 A，支出 B，较预算数 A) counts once."""
    mine = [f for f in members if f.measure == measure]
    told = {(f.item.code, identity(f.item.name), f.value, f.unit): f for f in reversed(mine)}
    return list(told.values())[::-1]


def _economic_lists(case: Case, tally: Tally, blamed: frozenset[str]) -> None:
    """人员经费 A，主要包括 a、b、c: the named ones may be fewer than all, but never more than A."""
    for head in case.spoken(case.now):
        if identity(head.item.name) not in ("人员经费", "公用经费"):
            continue
        parts = _run_behind(case, head)
        if len(parts) < 2:
            continue
        added = _add(case, head, parts)
        if added.gap and not added.over:
            tally.untested += 1
            continue
        tally.tested += 1
        if added.gap and not {f.id for f in added.facts} & blamed:
            tally.findings.append(_sum_finding(case, LISTED, added, "warning"))


def _run_behind(case: Case, head: Fact) -> list[Fact]:
    parts = []
    for fact in case.in_passage(head):
        if fact.start <= head.start:
            continue
        if fact.measure != case.now or settled_code(fact.item.name, kind="economic") is None:
            break
        code = settled_code(fact.item.name, kind="economic") or ""
        if len(code) == 5:
            parts.append(fact)
    return parts


def _slipped(case: Case, added: _Sum) -> Fact | None:
    """The one figure whose unit alone makes the sum fail."""
    for at, fact in enumerate(added.facts):
        for other in from_unit(case, fact):
            facts = (*added.facts[:at], other, *added.facts[at + 1 :])
            if not _add(case, facts[0], facts[1:]).gap:
                return fact
    return None


def _sum_finding(case: Case, rule: str, added: _Sum, severity: Severity) -> Finding:
    slipped = _slipped(case, added)
    if slipped is not None:
        return slip_finding(case, slipped, tuple(f for f in added.facts if f.id != slipped.id))
    amount = sum((case.amount(part) for part in added.parts), Decimal(0)) / 10_000
    stated = case.amount(added.whole) / 10_000
    terms = "＋".join(
        part.value if not part.value.startswith("-") else f"（{part.value}）" for part in added.parts
    )
    return finding(
        rule,
        "prose-arithmetic",
        severity,
        f"{shown(added.whole)}，而所列各项合计{short(amount)}万元（{terms}），"
        f"相差{short(abs(amount - stated))}万元。",
        facts=added.facts,
        actual=added.whole.value,
        expected=short(amount),
        difference=short(stated - amount),
    )


def _is_total(case: Case, fact: Fact, prefix: str, side: str) -> bool:
    """收入总计, 总收入, 收入总额 of this year, of all funds or of 财政拨款, in their own sections."""
    names = {f"{prefix}{side}总计", f"{prefix}总{side}", f"{prefix}{side}总额", f"{prefix}{side}决算总计"}
    own = case.topics[fact.id] in ("总体", None) if not prefix else True
    return squeeze(fact.item.name) in names and own and fact.year in (None, case.document.profile.year)


def check_twins(case: Case, blamed: frozenset[str]) -> Outcome:
    """收入总计18.20万元，支出总计18.02万元 → error: the two totals are equal by construction (K1, K4)."""
    tally = Tally()
    for prefix in ("", "财政拨款"):
        sides = [
            next((f for f in case.spoken(case.now) if _is_total(case, f, prefix, side)), None)
            for side in ("收入", "支出")
        ]
        if sides[0] is None or sides[1] is None:
            tally.untested += 1
            continue
        tally.tested += 1
        income, spent = sides[0], sides[1]
        gap = printed(income, case.unit).gap(printed(spent, case.unit))
        if gap and not {income.id, spent.id} & blamed:
            tally.findings.append(
                finding(
                    TWIN,
                    "prose-arithmetic",
                    "error",
                    f"{shown(income)}与{shown(spent)}应相等，相差"
                    f"{short(abs(case.amount(income) - case.amount(spent)) / 10_000)}万元。",
                    facts=(income, spent),
                    actual=spent.value,
                    expected=income.value,
                )
            )
    return tally.done("正文没有同时写明两个总计")
