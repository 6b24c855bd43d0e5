"""Facts, links and tables → what was tested and what does not agree.

`RULES` lists every rule with its statement and source; `run_checks` runs them in that order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from extract.budget_forms import with_final_kinds
from extract.catalogue.volumes import divided
from extract.check.base import Case, Outcome, Rule, make_case
from extract.check.causes import one_per_cause
from extract.check.needs import lacking, not_met
from extract.check.registry import FAMILIES, RULES
from extract.check.residue import MISSING_UNIT
from extract.check.trust import trusted
from extract.check.units import compare_units
from extract.check.years import compare_years, prior_of
from extract.records import Check, CheckStatus, Document, Fact, Finding, Passage, Tag

Span = TypeVar("Span", Fact, Tag)
_WORST: tuple[CheckStatus, ...] = ("failed", "passed", "not-run", "not-applicable")
"""What a rule did in several disclosures, told by the first of these that holds for one of them."""


def run_checks(
    document: Document, passages: tuple[Passage, ...], facts: tuple[Fact, ...], tags: tuple[Tag, ...]
) -> tuple[tuple[Check, ...], tuple[Finding, ...]]:
    """One Check record per rule, passed, failed, not-applicable or not-run with the reason, and all findings.

    `count` is how many instances were tested. Findings come in source order and are numbered c1, c2, …
    """
    facts = trusted(passages, facts)
    document = with_final_kinds(document)
    held = [_held(make_case(*part)) for part in _divided(document, passages, facts, tags)]
    findings = sorted(
        (found for _, mine in held for found in mine), key=lambda f: (f.start is None, f.start or 0)
    )
    placed = tuple(replace(f, id=f"c{at}") for at, f in enumerate(findings, 1))
    return tuple(_together(records) for records in zip(*(checks for checks, _ in held), strict=True)), placed


def _held(case: Case) -> tuple[list[Check], list[Finding]]:
    """Every rule run over one disclosure."""
    blamed: frozenset[str] = frozenset()
    checks: list[Check] = []
    findings: list[Finding] = []
    for rule in RULES:
        outcome = rule.run(case, blamed)
        checks.append(_check(rule, outcome, lacking(case.document, rule.id)))
        findings.extend(outcome.findings)
        blamed |= {f.facts[0] for f in outcome.findings if f.facts and _wrong_figure(f)}
    return checks, one_per_cause(case, findings)


def _divided(
    document: Document, passages: tuple[Passage, ...], facts: tuple[Fact, ...], tags: tuple[Tag, ...]
) -> Iterator[tuple[Document, tuple[Passage, ...], tuple[Fact, ...], tuple[Tag, ...]]]:
    """Each disclosure that a document holds, with what is its own; passages are counted anew in each."""
    parts = divided(document)
    if len(parts) == 1:
        yield document, passages, facts, tags
        return
    ends = [len(part.text) for part in parts]
    numbers = [min(bisect_right(ends, passage.start), len(parts) - 1) for passage in passages]
    of_facts, of_tags = [fact.passage for fact in facts], [tag.passage for tag in tags]
    for at, part in enumerate(parts):
        first, behind = bisect_left(numbers, at), bisect_right(numbers, at)
        yield (
            part,
            passages[first:behind],
            _counted_anew(facts[bisect_left(of_facts, first) : bisect_left(of_facts, behind)], first),
            _counted_anew(tags[bisect_left(of_tags, first) : bisect_left(of_tags, behind)], first),
        )


def _counted_anew(spans: tuple[Span, ...], first: int) -> tuple[Span, ...]:
    return tuple(replace(span, passage=span.passage - first) for span in spans)


def _together(records: tuple[Check, ...]) -> Check:
    """One record of a rule over all disclosures of a document: the worst status, every instance counted."""
    if len(records) == 1:
        return records[0]
    status = min((record.status for record in records), key=_WORST.index)
    why = next((record.why for record in records if record.status == status), "")
    return replace(records[0], status=status, count=sum(record.count for record in records), why=why)


def _wrong_figure(found: Finding) -> bool:
    """True where a figure is in doubt; one that only lacks its unit still counts in every formula."""
    return found.severity != "info" and found.rule != MISSING_UNIT


def _check(rule: Rule, outcome: Outcome, lack: str | None) -> Check:
    """The record of a rule; one that met nothing for want of its form has not run, and says which."""
    status: CheckStatus
    if lack is not None and not outcome.tested:
        return Check(rule.id, "not-run", 0, lack)
    if outcome.findings and any(f.severity != "info" for f in outcome.findings):
        status = "failed"
    elif outcome.tested:
        status = "passed"
    else:
        status = "not-run" if outcome.untested else "not-applicable"
    left = (
        f"另有{outcome.untested}处未能检验：{outcome.why}"
        if outcome.untested and outcome.tested
        else outcome.why
    )
    return Check(rule.id, status, outcome.tested, left or ("" if outcome.tested else not_met(rule.id)))


__all__ = ["FAMILIES", "RULES", "Case", "Rule", "compare_units", "compare_years", "prior_of", "run_checks"]
