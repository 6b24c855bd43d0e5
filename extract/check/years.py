"""This year's disclosure against last year's: stated 上年数 and changes against two published figures.

Source: K11 over two documents. A figure may have been restated in between: where most lines disagree with
what was published, differences are only told (info); where the others agree, one that does not is a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.amounts import decimals_of, half_step, to_yuan
from extract.catalogue.topics import topic_at
from extract.check.base import (
    INSIDE_REASON,
    STILL,
    Case,
    Outcome,
    finding,
    identity,
    make_case,
    moved,
    shown,
    unsigned,
)
from extract.check.grid import row_name
from extract.check.rounding import HUNDRED, Span, percent, printed, printed_rate, short
from extract.check.slips import suspected
from extract.records import Check, Extraction, Fact, Finding, Severity

RULE = "prior-year"
NO_PRIOR = "没有给出上年的公开文件（--prior）"
_RESTATED = Decimal("0.34")
"""From this share of disagreeing lines on, the year before has been restated as a whole."""


@dataclass(frozen=True, slots=True)
class Published:
    """An amount the year before's document states, in yuan, and where it says so."""

    amount: Span
    where: str


def check_prior(case: Case, blamed: frozenset[str]) -> Outcome:
    """Nothing to test in one document alone; `compare_years` takes the place of this."""
    return Outcome((), 0, 0, NO_PRIOR)


def compare_years(current: Extraction, prior: Extraction) -> Extraction:
    """The current extraction with rule `prior-year` tested: 增加2.40 against 14.20 and last year's 12.80.

    Findings are renumbered. ValueError where both say their year and the years do not follow each other.
    """
    _must_follow(current, prior)
    case = make_case(current.document, (), current.facts, current.tags)
    book = _Book(prior)
    found, tested, untested = list[Finding](), 0, 0
    for fact, now in _stated(case):
        before = book.look_up(case, now or fact)
        if before is None:
            untested += 1
            continue
        tested += 1
        wrong = _judge(case, fact, now, before)
        if wrong is not None and not any(_same_line(current, wrong, other) for other in found):
            found.append(wrong)
    restated = len(found) > 1 and len(found) > tested * _RESTATED
    severity: Severity = "info" if restated else "warning"
    found = [replace(f, severity=severity) for f in found]
    return with_outcome(current, RULE, found, tested, untested, "上年文件里没有同一项目的数")


def prior_of(current: Extraction, candidates: Sequence[Extraction]) -> Extraction:
    """The document of the year before among candidates: the one of that year and unit; a lone one is taken.

    ValueError where none or several fit.
    """
    this = current.document.profile
    if len(candidates) == 1:
        return candidates[0]
    fit = [
        one
        for one in candidates
        if this.year is not None
        and one.document.profile.year == this.year - 1
        and (this.unit is None or one.document.profile.unit == this.unit)
    ]
    if len(fit) != 1:
        raise ValueError(f"给出的{len(candidates)}个文件里，这个单位上年的有{len(fit)}个，应当正好一个。")
    return fit[0]


def with_outcome(
    extraction: Extraction, rule: str, found: Iterable[Finding], tested: int, untested: int, why: str
) -> Extraction:
    """The extraction with one rule's findings and coverage put in."""
    found = tuple(found)
    failed = any(f.severity != "info" for f in found)
    status = "failed" if failed else "passed" if tested else "not-run"
    told = (
        f"另有{untested}处未能检验：{why}" if untested and tested else why if untested or not tested else ""
    )
    check = Check(rule, status, tested, told)  # type: ignore[arg-type]
    checks = tuple(check if c.rule == rule else c for c in extraction.checks)
    findings = sorted((*extraction.findings, *found), key=lambda f: (f.start is None, f.start or 0))
    numbered = tuple(replace(f, id=f"c{at}") for at, f in enumerate(findings, 1))
    return replace(extraction, checks=checks, findings=numbered)


def _must_follow(current: Extraction, prior: Extraction) -> None:
    this, last = current.document.profile.year, prior.document.profile.year
    if this is not None and last is not None and this != last + 1:
        raise ValueError(f"上年文件应是{this - 1}年度的，给出的是{last}年度。")


def _stated(case: Case) -> Iterator[tuple[Fact, Fact | None]]:
    """Every stated figure about the year before with this year's figure of its line; 上年数 needs none."""
    finals = [f for f in case.spoken("决算数") if f.year in (None, case.document.profile.year)]
    for fact in case.facts:
        if INSIDE_REASON in fact.steps or fact.base not in (None, "上年数"):
            continue
        if fact.measure == "上年数":
            yield fact, next((f for f in finals if _one_line(case, f, fact)), None)
        elif fact.measure in ("增减额", "增减率") and not unsigned(fact):
            if any(step.startswith(STILL) for step in fact.steps):
                continue
            now = next((f for f in reversed(finals) if _one_line(case, f, fact)), None)
            if now is not None:
                yield fact, now


def _one_line(case: Case, one: Fact, other: Fact) -> bool:
    same = identity(one.item.name) == identity(other.item.name)
    return same and case.topics[one.id] == case.topics[other.id]


class _Book:
    """What the document of the year before publishes: by address in its forms, else by line and topic."""

    def __init__(self, prior: Extraction) -> None:
        self.prior = prior
        self.year = prior.document.profile.year
        self.unit = prior.document.profile.currency_unit or "万元"
        self.stated: dict[tuple[str | None, str], Fact] = {}
        for fact in prior.facts:
            if (
                fact.measure == "决算数"
                and INSIDE_REASON not in fact.steps
                and fact.year in (None, self.year)
            ):
                topic = topic_at(prior.document, fact.start, title=fact.section, item=fact.item.name)
                self.stated.setdefault((topic, identity(fact.item.name)), fact)

    def look_up(self, case: Case, now: Fact) -> Published | None:
        """The published figure of a line, found where this year's stands in the forms, else in the prose."""
        return self._printed(case, now) or self._said(case, now)

    def _printed(self, case: Case, now: Fact) -> Published | None:
        link = next((x for x in now.links if x.row is not None and x.status != "ambiguous"), None)
        table = next((t for t in case.document.tables if link and t.id == link.table), None)
        cell = (
            next((c for c in table.cells if (c.row, c.column) == (link.row, link.column)), None)
            if table and link
            else None
        )
        if table is None or cell is None or cell.key is None:
            return None
        for old in self.prior.document.tables:
            if old.kind != table.kind:
                continue
            for twin in old.cells:
                same = twin.code == cell.code if cell.code else row_name(twin.label) == row_name(cell.label)
                if twin.key == cell.key and same and twin.value is not None:
                    unit = old.unit or self.unit
                    half = to_yuan(half_step(decimals_of(twin.text)), unit, self.unit)
                    amount = to_yuan(twin.value, unit, self.unit)
                    return Published(Span(amount - half, amount + half), f"上年《{old.title or old.kind}》")
        return None

    def _said(self, case: Case, now: Fact) -> Published | None:
        fact = self.stated.get((case.topics[now.id], identity(now.item.name)))
        return Published(printed(fact, self.unit), f"上年“{fact.section or '正文'}”") if fact else None


def _judge(case: Case, fact: Fact, now: Fact | None, before: Published) -> Finding | None:
    """A finding where what is stated does not follow from the two published figures; None where it does."""
    old = before.amount
    if fact.measure == "上年数":
        gap = printed(fact, case.unit).gap(old)
        return _report(case, fact, now, before, _wan(old.middle)) if gap else None
    if now is None:
        return None
    this = printed(now, case.unit)
    change = Span(this.low - old.high, this.high - old.low)
    if fact.measure == "增减额":
        gap = printed(fact, case.unit).gap(change)
        return _report(case, fact, now, before, _wan(change.middle)) if gap else None
    rate = percent(change, old) if old.low > 0 else None
    if rate is None:
        return None
    stated = printed_rate(fact)
    signed = stated if fact.number >= 0 else Span(-stated.high, -stated.low)
    gap = signed.gap(rate)
    exact = (this.middle - old.middle) / old.middle * HUNDRED
    return _report(case, fact, now, before, f"{short(exact)}%") if gap else None


def _wan(amount: Decimal) -> str:
    return f"{short(amount / 10_000)}万元"


def _report(case: Case, fact: Fact, now: Fact | None, before: Published, expected: str) -> Finding:
    said = shown(fact) if fact.measure == "上年数" else f"{fact.item.name}{moved(fact)}"
    basis = f"本年{now.value}{now.unit or ''}，" if now is not None and fact.measure != "上年数" else ""
    slip = ""
    if fact.measure == "上年数":
        slip = suspected(case.amount(fact), before.amount.middle)
    return finding(
        RULE,
        "prose-vs-prose",
        "warning",
        f"{said}，而{basis}{before.where}公开的是{_wan(before.amount.middle)}，按两年公开数应为{expected}{slip}；"
        "上年数若有调整，应作说明。",
        facts=(fact, now) if now is not None and now is not fact else (fact,),
        actual=f"{fact.value}{fact.unit or ''}",
        expected=expected,
    )


def _same_line(current: Extraction, one: Finding, other: Finding) -> bool:
    """A change and its rate that both fail through one line are one finding."""
    facts = {f.id: f for f in current.facts}
    first, second = facts[one.facts[0]], facts[other.facts[0]]
    return first.passage == second.passage and identity(first.item.name) == identity(second.item.name)
