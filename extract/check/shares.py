"""占比: part ÷ whole against the share printed behind it. Source: K11.

The whole is the one the prose names (占本年支出合计的…), else the total the section opens with, else the
total its form prints.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.catalogue.lines import procurement, three_public, three_public_short
from extract.check.base import Case, Outcome, Tally, finding, identity, same_line, shown
from extract.check.printed_totals import printed_three, printed_whole, printed_year_total
from extract.check.rounding import Span, percent, printed, printed_rate, rate_severity, short
from extract.check.variants import settle, slip_finding, variants
from extract.records import Fact

RULE = "share"
GRAND_TOTAL = re.compile(r"^(?:财政拨款)?(?:(?:收入|支出)(?:决算)?总[计额]|总(?:收入|支出))")
"""A total with balances in it: shares are of 本年…合计 (K10), which the prose then did not state."""

ALL_FUNDS = ("总体", "收入", "支出", None)
"""Topics whose 本年…合计 is that of all funds."""

LOOSE_WHOLES = frozenset(
    {"支出合计", "收入合计", "总支出", "总收入", "支出", "收入", "支出总额", "收入总额", "财政拨款"}
)
"""Wholes that prose uses for the total of its own section as well as for that of all funds."""

_OWN_KIND = ("基本", "项目")
"""基本支出 is one sum for all funds and another for the general budget: only that of the topic counts."""

_SIBLINGS = ({"人员经费", "公用经费"}, {"基本", "项目"})
_WHOLE_BUDGET = re.compile(r"(?<=一般公共预算)(?=总支出$)总|(?<=一般公共预算财政拨款)(?=总支出$)总")
"""一般公共预算财政拨款总支出 is what the sections call 一般公共预算财政拨款支出."""

_ALL = re.compile(r"^(?:全部|所有|整个|全年)")
"""占全部财政拨款支出的…, 占全部的…."""
_CARRIED_IN = re.compile(r"(?:年初|上年)结转|结转和结余|用事业基金|使用(?:非财政|专用)")
_NEAR = 6
"""How far behind a share its amount may stand (占4.56%，计4.00万元), in characters."""

_PARTS = ("决算数", "预算数", "年初预算数")


def check_shares(case: Case, blamed: frozenset[str]) -> Outcome:
    """基本支出152.35万元，占比61.45% of 240.10 → error: 63.45% expected. Without a sure whole: not tested."""
    tally = Tally()
    for share in map(_plain, case.spoken("占比")):
        part = _part(case, share)
        whole = _whole(case, share, part)
        if part is None or whole is None or case.amount(whole) == 0 or _is_itself(part, whole):
            _impossible(tally, share)
        elif share.id in blamed:
            tally.tested += 1
        else:
            _judge(case, tally, blamed, share, part, whole)
    return tally.done("分母或分子没有写明")


def _is_itself(part: Fact, whole: Fact) -> bool:
    """True where the total of the form is the cell that the part stands in: the share is of another whole."""
    cells = {(link.table, link.row, link.column) for link in part.links}
    return not whole.id and any((link.table, link.row, link.column) in cells for link in whole.links)


def _plain(share: Fact) -> Fact:
    """占一般公共预算财政拨款总支出的…: of what its section calls 一般公共预算财政拨款支出."""
    whole = _WHOLE_BUDGET.sub("", _ALL.sub("", share.whole or ""))
    return replace(share, whole=whole or None) if share.whole else share


def _impossible(tally: Tally, share: Fact) -> None:
    """A part can be no more than its whole, whatever the whole is."""
    if printed_rate(share).low <= 100 or "预算" in (share.whole or ""):
        tally.untested += 1
        return
    tally.tested += 1
    tally.findings.append(
        finding(
            RULE,
            "prose-arithmetic",
            "error",
            f"{share.item.name}写占比{share.value}%，部分不能大于整体，占比不应超过100%。",
            facts=(share,),
            actual=f"{share.value}%",
            expected="不超过100%",
        )
    )


def _computed(case: Case, facts: tuple[Fact, ...]) -> Span | None:
    part, whole = facts
    return percent(printed(part, case.unit), printed(whole, case.unit))


def _judge(case: Case, tally: Tally, blamed: frozenset[str], share: Fact, part: Fact, whole: Fact) -> None:
    def holds(facts: tuple[Fact, ...]) -> bool:
        computed = _computed(case, facts)
        return computed is not None and rate_severity(share, computed) is None

    settled = settle(case, (part, whole), blamed, holds)
    computed = _computed(case, settled.facts)
    if computed is None and not settled.holds:
        _impossible(tally, share)
        return
    if not settled.holds and (_unsure(case, share, part, whole) or _is_spent(case, share, part)):
        if computed is not None and _fits_no_total(case, share, part, whole):
            _report(case, tally, share, settled.facts, computed, sure=False)
        else:
            _impossible(tally, share)
        return
    tally.tested += 1
    if settled.slipped is not None:
        _slip(case, tally, settled.slipped, share, (part, whole))
    elif not settled.holds and not settled.silent and computed is not None:
        _report(case, tally, share, settled.facts, computed)


def _unsure(case: Case, share: Fact, part: Fact, whole: Fact) -> bool:
    """True where the whole may be another one than the one taken."""
    loose = share.whole is None or identity(share.whole) in LOOSE_WHOLES
    named = share.whole is not None and identity(share.whole) == identity(whole.item.name)
    grand = not (named and whole.passage == share.passage) and GRAND_TOTAL.search(whole.item.name) is not None
    beside = share.whole is None and (_are_siblings(part, whole) or _is_carried_in(part, whole))
    bought = procurement(part.item.name) is not None and procurement(whole.item.name) is None
    beside = beside or (share.whole is None and bought)
    return grand or beside or (loose and _fits_another(case, share, part))


def _are_siblings(part: Fact, whole: Fact) -> bool:
    """卫生健康支出, 教育支出: two lines of one level are no part of each other; so 人员经费 and 公用经费."""
    beside = {identity(part.item.name), identity(whole.item.name)} in _SIBLINGS
    return beside or (bool(part.item.level) and part.item.level == whole.item.level)


def _is_carried_in(part: Fact, whole: Fact) -> bool:
    """年初结转和结余 is a part of 收入总计, never of 本年收入."""
    return _CARRIED_IN.search(part.item.name) is not None and "总" not in whole.item.name


def _fits_no_total(case: Case, share: Fact, part: Fact, whole: Fact) -> bool:
    """收入总计278.63万元，其中财政拨款收入261.09万元，占39.7%: not of that total, nor of 本年收入合计."""
    side = "收入" if "收入" in part.item.name else "支出"
    if share.whole is not None or not GRAND_TOTAL.search(whole.item.name) or side not in whole.item.name:
        return False
    named = [f for f in case.spoken("决算数") if identity(f.item.name) == f"{side}合计"]
    form = printed_year_total(case, share, side)
    totals = [*named, *((form,) if form else ())]
    fits = (_computed(case, (part, one)) for one in totals)
    near = any(span is None or rate_severity(share, span) is None for span in fits)
    return bool(totals) and not near and not _fits_another(case, share, part)


def _is_spent(case: Case, share: Fact, part: Fact) -> bool:
    """True where the amount has its share already: 授予中小企业30万元，占总额的60%，货物占货物支出的40%."""
    return any(
        f.measure == "占比"
        and part.start < f.start < share.start
        and same_line(f, share)
        and f.whole != share.whole
        for f in case.in_passage(share)
    )


def _slip(case: Case, tally: Tally, slipped: Fact, share: Fact, pair: tuple[Fact, ...]) -> None:
    if not any(f.facts and f.facts[0] == slipped.id for f in tally.findings):
        others = tuple(f for f in pair if f.id != slipped.id)
        tally.findings.append(slip_finding(case, slipped, (share, *others)))


def _report(
    case: Case, tally: Tally, share: Fact, facts: tuple[Fact, ...], computed: Span, *, sure: bool = True
) -> None:
    part, whole = facts
    severity = rate_severity(share, computed)
    if severity is None:
        return
    severity = severity if sure or severity == "info" else "warning"
    exact = case.amount(part) / case.amount(whole) * 100
    expected = short(exact, max(share.decimals, 2))
    tally.findings.append(
        finding(
            RULE,
            "prose-arithmetic",
            severity,
            f"{share.item.name}写占比{share.value}%，按{shown(part)}÷{shown(whole)}应为{expected}%。",
            facts=(share, part, whole),
            actual=f"{share.value}%",
            expected=f"{expected}%",
            difference=short(abs(share.number) - exact),
        )
    )


def _part(case: Case, share: Fact) -> Fact | None:
    """The last amount of its line before a share, else the one right behind it."""
    mine = [f for f in case.in_passage(share) if f.measure in _PARTS and same_line(f, share)]
    before = [f for f in mine if f.start < share.start]
    behind = [f for f in mine if 0 <= f.start - share.end <= _NEAR]
    return before[-1] if before else behind[0] if behind else _printed_part(case, share)


def _printed_part(case: Case, share: Fact) -> Fact | None:
    """用车占三公经费的60%，接待占40%: the amount of a 三公 item as its form prints it."""
    item = three_public(share.item.name) or three_public_short(share.item.name)
    told = any(f.section == share.section and same_line(f, share) for f in case.spoken(*_PARTS))
    if item is None or item == "合计" or told or case.topics[share.id] != "三公":
        return None
    return printed_three(case, item, share, measure="决算数")


def _whole(case: Case, share: Fact, part: Fact | None) -> Fact | None:
    amounts = [f for f in case.spoken("决算数", "预算数") if not same_line(f, share)]
    named = _named_whole(case, share, part, amounts) if share.whole else None
    if named is not None:
        return named
    if share.whole is None or identity(share.whole) in LOOSE_WHOLES:
        total = _section_total(case, share, part, amounts)
        grand = total is None or GRAND_TOTAL.search(total.item.name) is not None
        return (printed_whole(case, share) or total or _year_total_behind(case, share)) if grand else total
    return printed_whole(case, share)


def _year_total_behind(case: Case, share: Fact) -> Fact | None:
    """本年收入合计 of 甲 A，占 p；乙 B，占 q；各项合计 C，为本年收入合计: the whole is told last."""
    name = f"{case.topics[share.id]}合计"
    behind = (f for f in case.in_passage(share) if f.measure == "决算数" and f.start > share.end)
    return next((f for f in behind if share.whole is None and identity(f.item.name) == name), None)


def _named_whole(case: Case, share: Fact, part: Fact | None, amounts: list[Fact]) -> Fact | None:
    name = identity(share.whole or "")
    named = [f for f in amounts if identity(f.item.name) == name and not _is_of_work(case, f, share)]
    if (share.whole or "").endswith("支出"):
        named = [f for f in named if "支出" in f.item.name] or named
    if name in ("支出合计", "收入合计"):
        named = [f for f in named if case.topics[f.id] in ALL_FUNDS]
    if name in _OWN_KIND:
        same_topic = [f for f in amounts if case.topics[f.id] == case.topics[share.id]]
        named = [f for f in same_topic if identity(f.item.name).endswith(name) and "支出" in f.item.name]
    alike = [f for f in named if part is not None and f.measure == part.measure]
    named = alike or named  # 三公经费52万元，为预算85万元的61%; 接待费7万元，占三公经费: of what was spent
    before = [f for f in named if f.start < share.start]
    values = {case.amount(f) for f in named}
    return before[-1] if before else named[0] if len(values) == 1 else None


def _is_of_work(case: Case, fact: Fact, share: Fact) -> bool:
    """True for what an evaluation of projects comes to, where the share is none of its section."""
    return case.topics[fact.id] == "绩效" and fact.section != share.section


def _section_total(case: Case, share: Fact, part: Fact | None, amounts: list[Fact]) -> Fact | None:
    """The first amount of the section, if it has no share of its own and is no smaller than any other."""
    topic = case.topics[share.id]
    if share.whole and topic not in ALL_FUNDS:
        return None
    here = [f for f in amounts if f.section == share.section and f.start < share.start]
    if not here:
        return None
    head = next((f for f in here if f.measure == "决算数" and same_line(f, here[0])), here[0])
    if share.whole is None and part is not None and part.start < head.start:
        return None  # 人员经费 A、公用经费 B，人员经费占 p: the line behind a part is not its whole
    own_share = any(
        f.measure == "占比" and f.whole is None and same_line(f, head) for f in case.in_passage(head)
    )
    if procurement(head.item.name) in ("货物", "工程", "服务"):
        return None
    if own_share or (topic == "三公" and identity(head.item.name) != "三公合计"):
        return None
    most = max(case.amount(v) for v in variants(case, head))
    return None if any(min(map(case.amount, variants(case, f))) > most for f in here) else head


def _fits_another(case: Case, share: Fact, part: Fact) -> bool:
    """True when another amount before it in the section makes the share right: the whole is unsure.

    What is no more than the part is no whole: 0.01 of 0.01 may be any share by rounding.
    """
    printed_total = printed_whole(case, replace(share, whole=None))
    for other in (*case.spoken("决算数", "预算数"), *((printed_total,) if printed_total else ())):
        named = share.whole is not None and identity(other.item.name) == identity(share.whole)
        near = other.section == share.section and other.start < share.start
        if same_line(other, share) or not (near or named or not other.id):
            continue
        if other.id and share.number < 100 and case.amount(other) <= case.amount(part):
            continue
        computed = _computed(case, (part, other))
        if computed is not None and rate_severity(share, computed) is None:
            return True
    return False
