"""占比: part ÷ whole against the share printed behind it. Source: K11.

The whole is the one the prose names (占本年支出合计的…), else the total the section opens with.
"""

from __future__ import annotations

import re

from extract.check.base import Case, Outcome, Tally, finding, identity, same_line, shown
from extract.check.rounding import percent, printed, rate_severity, short
from extract.records import Fact

RULE = "share"
GRAND_TOTAL = re.compile(r"^(?:财政拨款)?(?:(?:收入|支出)(?:决算)?总[计额]|总(?:收入|支出))")
"""A total with balances in it: shares are of 本年…合计 (K10), which the prose then did not state."""

ALL_FUNDS = ("总体", "收入", "支出", None)
"""Topics whose 本年…合计 is that of all funds."""

LOOSE_WHOLES = frozenset({"支出合计", "收入合计", "总支出", "支出", "收入"})
"""Wholes that prose uses for the total of its own section as well as for that of all funds."""


def check_shares(case: Case, blamed: frozenset[str]) -> Outcome:
    """基本支出152.35万元，占比61.45% of 240.10 → error: 63.45% expected. Without a sure whole: not tested."""
    tally = Tally()
    for share in case.spoken("占比"):
        part, whole = _part(case, share), _whole(case, share)
        if part is None or whole is None or case.amount(whole) == 0:
            tally.untested += 1
            continue
        if {part.id, whole.id, share.id} & blamed:
            tally.tested += 1
            continue
        _judge(case, tally, share, part, whole)
    return tally.done("分母或分子没有写明")


def _judge(case: Case, tally: Tally, share: Fact, part: Fact, whole: Fact) -> None:
    computed = percent(printed(part, case.unit), printed(whole, case.unit))
    if computed is None:
        tally.untested += 1
        return
    severity = rate_severity(share, computed)
    loose = share.whole is None or identity(share.whole) in LOOSE_WHOLES
    grand = GRAND_TOTAL.search(whole.item.name) is not None
    if severity is not None and (grand or (loose and _fits_another(case, share, part))):
        tally.untested += 1
        return
    tally.tested += 1
    if severity is None:
        return
    expected = short(case.amount(part) / case.amount(whole) * 100, max(share.decimals, 2))
    tally.findings.append(
        finding(
            RULE,
            "prose-arithmetic",
            severity,
            f"{part.item.name}写占比{share.value}%，按{shown(part)}÷{shown(whole)}应为{expected}%。",
            facts=(share, part, whole),
            actual=f"{share.value}%",
            expected=f"{expected}%",
            difference=short(abs(share.number) - case.amount(part) / case.amount(whole) * 100),
        )
    )


def _part(case: Case, share: Fact) -> Fact | None:
    mine = [
        f
        for f in case.in_passage(share)
        if f.start < share.start and f.measure in ("决算数", "预算数", "年初预算数") and same_line(f, share)
    ]
    return mine[-1] if mine else None


def _whole(case: Case, share: Fact) -> Fact | None:
    amounts = [f for f in case.spoken("决算数", "预算数") if not same_line(f, share)]
    if share.whole:
        named = [f for f in amounts if identity(f.item.name) == identity(share.whole)]
        if identity(share.whole) in ("支出合计", "收入合计"):
            named = [f for f in named if case.topics[f.id] in ALL_FUNDS]
        before = [f for f in named if f.start < share.start]
        values = {case.amount(f) for f in named}
        return before[-1] if before else named[0] if len(values) == 1 else None
    return _section_total(case, share, amounts)


def _section_total(case: Case, share: Fact, amounts: list[Fact]) -> Fact | None:
    """The first amount of the section, if it has no share of its own and is no smaller than any other."""
    here = [f for f in amounts if f.section == share.section and f.start < share.start]
    if not here:
        return None
    head = here[0]
    own_share = any(
        f.measure == "占比" and f.whole is None and same_line(f, head) for f in case.in_passage(head)
    )
    return None if own_share or any(case.amount(f) > case.amount(head) for f in here) else head


def _fits_another(case: Case, share: Fact, part: Fact) -> bool:
    """True when another amount before it in the section makes the share right: the whole is unsure."""
    for other in case.spoken("决算数", "预算数"):
        named = share.whole is not None and identity(other.item.name) == identity(share.whole)
        near = other.section == share.section and other.start < share.start
        if same_line(other, share) or not (near or named):
            continue
        computed = percent(printed(part, case.unit), printed(other, case.unit))
        if computed is not None and rate_severity(share, computed) is None:
            return True
    return False
