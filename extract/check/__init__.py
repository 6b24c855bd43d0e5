"""Facts, links and tables → what was tested and what does not agree.

The order of RULES is the order of trust: what an earlier rule reports, a later one does not repeat, so a
wrong figure that a cell disproves is no second finding when a sum fails for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.check.across import check_across, check_classes
from extract.check.base import Case, Outcome, Rule, make_case
from extract.check.code_names import check_forgotten, check_two_names, check_typos
from extract.check.codes import check_codes
from extract.check.counts import check_counts
from extract.check.form_rates import check_form_rates
from extract.check.form_sums import check_bounds, check_form_rows, check_fund_balance
from extract.check.listed_names import check_listed_names
from extract.check.prose_table import check_prose_table, check_unit_slip
from extract.check.rates import check_change_amounts, check_change_rates, check_completion
from extract.check.reasons import check_reasons
from extract.check.repeats import check_repeats
from extract.check.residue import MISSING_UNIT, check_missing_units, check_residue
from extract.check.shares import check_shares
from extract.check.sums import check_closed_sums, check_lists, check_twins
from extract.check.tables import (
    check_basic,
    check_columns,
    check_form_totals,
    check_levels,
    check_three_public,
)
from extract.check.wording import check_comparisons, check_directions
from extract.records import Check, CheckStatus, Document, Fact, Finding, Passage, Tag


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule of the list: its id, what it says, where it comes from."""

    rule: str
    says: str
    source: str
    run: Rule


RULES: tuple[Entry, ...] = (
    Entry("unit-slip", "正文的单位与表相同", "K10", check_unit_slip),
    Entry("prose-table", "正文的数与表中所指单元格相等", "K10", check_prose_table),
    Entry("unit-missing", "金额写明单位", "DOMAIN form traps", check_missing_units),
    Entry("stated-twice", "同一项目前后两处的数相等", "DOMAIN mistakes", check_repeats),
    Entry("income-equals-expenditure", "收入总计等于支出总计", "K1 K4", check_twins),
    Entry("closed-sum", "总数等于全部分项之和", "K8 K12", check_closed_sums),
    Entry("list-sum", "所列各项之和等于总数", "K11", check_lists),
    Entry("share", "占比＝部分÷整体", "K11", check_shares),
    Entry("completion-rate", "完成率＝决算÷预算", "K11", check_completion),
    Entry("direction", "增减的文字与方向一致", "K11", check_directions),
    Entry("change-amount", "增减额＝本年－上年", "K11", check_change_amounts),
    Entry("change-rate", "增减率＝增减额÷上年", "K11", check_change_rates),
    Entry("budget-comparison", "大于、小于、等于预算数与数字一致", "frame 28", check_comparisons),
    Entry("reason-direction", "原因与增减方向一致", "K11 frames 11 34", check_reasons),
    Entry("template-residue", "模板没有残留，原因没有空缺", "frames 12 13 38", check_residue),
    Entry("code-shape", "科目编码的位数、层级、名称", "DOMAIN codes", check_codes),
    Entry("count-sum", "编制、车辆总数等于各项之和", "K12", check_counts),
    Entry("basic-names", "人员经费、公用经费所列名目与表一致", "K10 frame 39", check_listed_names),
    Entry("code-two-names", "一个编码只有一个名称", "DOMAIN codes", check_two_names),
    Entry("code-name-typo", "科目名称没有错字", "DOMAIN codes", check_typos),
    Entry("code-forgotten", "同一部分的项都写编码或都不写", "DOMAIN mistakes", check_forgotten),
    Entry("form-totals", "总表的总计", "K1", check_form_totals),
    Entry("form-columns", "各行合计等于各栏之和", "K3 K5 K6", check_columns),
    Entry("form-levels", "类款项逐级相加", "K3", check_levels),
    Entry("form-basic", "人员经费与公用经费合计", "K7", check_basic),
    Entry("form-three-public", "“三公”经费表的合计", "K8", check_three_public),
    Entry("form-rates", "“三公”经费表的控制率、增减额和增减率", "K8 K11", check_form_rates),
    Entry("form-rows", "总表本年收入、本年支出等于各行之和", "K2 K4", check_form_rows),
    Entry("form-balance", "基金、国资：年初结转加收入等于支出加年末结转", "K9", check_fund_balance),
    Entry("across-forms", "各表合计之间", "K2 K3 K4 K5 K6", check_across),
    Entry("across-classes", "总表与明细表的各类", "K2 K5", check_classes),
    Entry("across-bounds", "一表的数不大于包含它的另一表", "K6 K8", check_bounds),
)


def run_checks(
    document: Document, passages: tuple[Passage, ...], facts: tuple[Fact, ...], tags: tuple[Tag, ...]
) -> tuple[tuple[Check, ...], tuple[Finding, ...]]:
    """One Check record per rule, passed, failed, not-applicable or not-run with the reason, and all findings.

    `count` is how many instances were tested. Findings come in source order and are numbered c1, c2, …
    """
    case = make_case(document, passages, facts, tags)
    blamed: frozenset[str] = frozenset()
    checks: list[Check] = []
    findings: list[Finding] = []
    for entry in RULES:
        outcome = entry.run(case, blamed)
        checks.append(_check(entry, outcome))
        findings.extend(outcome.findings)
        blamed |= {f.facts[0] for f in outcome.findings if f.facts and _wrong_figure(f)}
    findings.sort(key=lambda f: (f.start is None, f.start or 0))
    placed = tuple(replace(f, id=f"c{at}") for at, f in enumerate(findings, 1))
    return tuple(checks), placed


def _wrong_figure(found: Finding) -> bool:
    """True where a figure is in doubt; one that only lacks its unit still counts in every formula."""
    return found.severity != "info" and found.rule != MISSING_UNIT


def _check(entry: Entry, outcome: Outcome) -> Check:
    status: CheckStatus
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
    return Check(entry.rule, status, outcome.tested, left or ("" if outcome.tested else "文中没有适用的内容"))


__all__ = ["RULES", "Case", "Entry", "run_checks"]
