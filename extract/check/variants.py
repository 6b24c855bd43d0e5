"""What a figure may have been meant to say, when a formula fails: its own cell, or the usual unit.

A sum or rate that fails only because one figure is wrong is no second finding: the formula is tried
again with the figure's cell, or with 万元 for a slipped 元, and what then still fails is a cause of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from extract.amounts import UNIT_FACTORS, decimals_of, parse_cell
from extract.check.base import Case, finding, shown
from extract.records import Fact, Finding

_SLIP = UNIT_FACTORS["万元"]
SLIP_RULE = "unit-slip"
FROM_CELL = "改用表中数"
FROM_UNIT = "改用通常单位"


@dataclass(frozen=True, slots=True)
class Settled:
    """How a formula came out: `facts` in the order given, `holds`, and the one figure whose unit slipped."""

    facts: tuple[Fact, ...]
    holds: bool
    slipped: Fact | None = None
    silent: bool = False


def variants(case: Case, fact: Fact) -> tuple[Fact, ...]:
    """The fact as written, then with its disagreeing cell's figure, then in the usual unit."""
    return (fact, *_from_cell(case, fact), *from_unit(case, fact))


def settle(
    case: Case, facts: tuple[Fact, ...], blamed: frozenset[str], holds: Callable[[tuple[Fact, ...]], bool]
) -> Settled:
    """Try a formula as written, then with variants: at most one reading besides the figures already blamed.

    `silent` where a blamed figure explains the failure, or may explain it and nothing better is known.
    """
    if holds(facts):
        return Settled(facts, holds=True)
    for chosen in product(*(variants(case, fact) for fact in facts)):
        if chosen == facts or not holds(chosen):
            continue
        slips = [f for f, c in zip(facts, chosen, strict=True) if FROM_UNIT in c.steps and f.id not in blamed]
        if len(slips) <= 1:
            return Settled(chosen, holds=True, slipped=slips[0] if slips else None)
    best = tuple(_best(case, fact, blamed) for fact in facts)
    unknown = any(f.id in blamed and b == f for f, b in zip(facts, best, strict=True))
    return Settled(best, holds=False, silent=unknown)


def _best(case: Case, fact: Fact, blamed: frozenset[str]) -> Fact:
    other = next(_from_cell(case, fact), None)
    if other is None and fact.id in blamed:
        other = next(from_unit(case, fact), None)
    return other or fact


def _from_cell(case: Case, fact: Fact) -> Iterator[Fact]:
    states = {link.status for link in fact.links}
    if "mismatch" not in states or states & {"match", "rounding"}:
        return
    link = next(link for link in fact.links if link.status == "mismatch")
    number = parse_cell(link.cell_value or "")
    if number is None:
        return
    unit = next((t.unit for t in case.document.tables if t.id == link.table and t.unit), case.unit)
    decimals = decimals_of(link.cell_value or "")
    yield replace(fact, value=f"{number}", unit=unit, decimals=decimals, steps=(*fact.steps, FROM_CELL))


def from_unit(case: Case, fact: Fact) -> Iterator[Fact]:
    """The fact in the document's usual unit, where its own is 10,000 times as large or small."""
    own, usual = UNIT_FACTORS.get(fact.unit or ""), UNIT_FACTORS.get(case.unit)
    if own is not None and usual is not None and max(own, usual) == min(own, usual) * _SLIP:
        yield replace(fact, unit=case.unit, steps=(*fact.steps, FROM_UNIT))


def slip_finding(case: Case, slipped: Fact, evidence: tuple[Fact, ...]) -> Finding:
    """基本支出3,000.00元 beside 占比30.00% and 合计10,000.00万元: only 万元 fits."""
    shows = "、".join(shown(fact) for fact in evidence)
    return finding(
        SLIP_RULE,
        "unit",
        "error",
        f"{shown(slipped)}，与{shows}不合；单位改为“{case.unit}”即相合。",
        facts=(slipped, *evidence),
        actual=f"{slipped.value}{slipped.unit or ''}",
        expected=f"{slipped.value}{case.unit}",
    )
