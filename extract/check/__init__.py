"""Facts, links and tables → what was tested and what does not agree.

`RULES` lists every rule with its statement and source; `run_checks` runs them in that order.
"""

from __future__ import annotations

from dataclasses import replace

from extract.check.base import Case, Outcome, Rule, make_case
from extract.check.causes import one_per_cause
from extract.check.needs import lacking, not_met
from extract.check.registry import FAMILIES, RULES
from extract.check.residue import MISSING_UNIT
from extract.check.trust import trusted
from extract.check.units import compare_units
from extract.check.years import compare_years, prior_of
from extract.records import Check, CheckStatus, Document, Fact, Finding, Passage, Tag


def run_checks(
    document: Document, passages: tuple[Passage, ...], facts: tuple[Fact, ...], tags: tuple[Tag, ...]
) -> tuple[tuple[Check, ...], tuple[Finding, ...]]:
    """One Check record per rule, passed, failed, not-applicable or not-run with the reason, and all findings.

    `count` is how many instances were tested. Findings come in source order and are numbered c1, c2, …
    """
    case = make_case(document, passages, trusted(passages, facts), tags)
    blamed: frozenset[str] = frozenset()
    checks: list[Check] = []
    findings: list[Finding] = []
    for rule in RULES:
        outcome = rule.run(case, blamed)
        checks.append(_check(rule, outcome, lacking(document, rule.id)))
        findings.extend(outcome.findings)
        blamed |= {f.facts[0] for f in outcome.findings if f.facts and _wrong_figure(f)}
    findings = one_per_cause(case, findings)
    findings.sort(key=lambda f: (f.start is None, f.start or 0))
    placed = tuple(replace(f, id=f"c{at}") for at, f in enumerate(findings, 1))
    return tuple(checks), placed


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
