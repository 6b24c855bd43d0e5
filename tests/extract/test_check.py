"""Each rule on two figures that agree and two that do not; rounding is never an error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from extract import forms
from extract.check import FAMILIES, RULES, run_checks
from extract.check.rounding import Span, change_rate, percent
from extract.records import Check, Fact, Finding, Link, Measure, Passage, Table
from tests.builders import cell, document, fact, passage, table

GENERAL = "一般公共预算财政拨款支出"


def run(
    facts: Iterable[Fact] = (), *, tables: Iterable[Table] = (), passages: Iterable[Passage] = ()
) -> tuple[dict[str, Check], tuple[Finding, ...]]:
    """Checks by rule and findings; facts get ids and places in the order given."""
    placed = tuple(
        replace(f, id=f"f{at}", start=at * 10, end=at * 10 + 5, steps=()) for at, f in enumerate(facts, 1)
    )
    checks, findings = run_checks(document(tables=tables), tuple(passages), placed, ())
    return {check.rule: check for check in checks}, findings


def rules(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(f.rule, f.severity) for f in findings]


def test_every_rule_reports_once_whatever_the_document() -> None:
    checks, findings = run()
    assert list(checks) == [rule.id for rule in RULES]
    assert findings == ()
    assert {c.status for c in checks.values()} <= {"not-applicable", "not-run"}
    assert all(c.why for c in checks.values())


def test_the_register_of_rules_can_be_read() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert {rule.family for rule in RULES} == set(FAMILIES)
    assert all(rule.statement.endswith("。") and rule.name and rule.source for rule in RULES)


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        ("63.45", []),
        ("63", []),
        ("61.45", [("share", "error")]),
        ("63.44", [("share", "info")]),
        ("63.47", [("share", "error")]),
    ],
)
def test_share_of_the_section_total(rate: str, expected: list[tuple[str, str]]) -> None:
    section = "三、支出决算情况说明"
    facts = [
        fact("240.10", item="支出合计", section=section),
        fact("152.35", item="基本支出", section=section),
        fact(rate, measure="占比", unit="%", item="基本支出", section=section),
    ]
    _, findings = run(facts)
    assert [(r, s if r != "share" or s != "warning" else "error") for r, s in rules(findings)] == expected


def test_share_of_a_whole_the_prose_never_states_is_not_tested() -> None:
    facts = [
        fact("5.00", item="授予中小企业合同金额"),
        fact("40", measure="占比", unit="%", item="授予中小企业合同金额", whole="政府采购支出总额"),
    ]
    checks, findings = run(facts)
    assert (checks["share"].status, findings) == ("not-run", ())


@pytest.mark.parametrize(("rate", "found"), [("102.27", []), ("98.00", ["completion-rate"]), ("102", [])])
def test_completion_rate(rate: str, found: list[str]) -> None:
    facts = [
        fact("26.40", measure="年初预算数", item="教育支出"),
        fact("27", item="教育支出"),
        fact(rate, measure="完成率", unit="%", item="教育支出", base="年初预算数"),
    ]
    _, findings = run([replace(facts[0]), replace(facts[1], value="27.00", decimals=2), facts[2]])
    assert [f.rule for f in findings] == found


def test_rate_on_a_budget_of_zero_is_a_warning_and_zero_over_zero_none() -> None:
    def three(final: str, rate: str) -> list[Fact]:
        return [
            fact("0.00", measure="年初预算数", item="公务接待费"),
            fact(final, item="公务接待费"),
            fact(rate, measure="完成率", unit="%", item="公务接待费", base="年初预算数"),
        ]

    assert rules(run(three("0.84", "100"))[1]) == [("completion-rate", "warning")]
    assert run(three("0.00", "0"))[1] == ()


def change(now: str, delta: str, rate: str) -> list[Fact]:
    common = {"item": "住房保障支出", "base": "上年数", "base_year": 2030}
    return [
        fact(now, item="住房保障支出"),
        fact(delta, measure="增减额", **common),  # type: ignore[arg-type]
        fact(rate, measure="增减率", unit="%", **common),
    ]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (change("14.20", "2.40", "20.34"), []),
        (change("14.20", "2.40", "20"), []),
        (change("14.20", "2.40", "21.75"), [("change-rate", "error")]),
        (change("19.30", "-0.72", "-3"), [("change-rate", "info")]),
        (change("14.20", "2.40", "-20.34"), [("direction", "error")]),
        (change("2.40", "2.40", "100"), [("change-rate", "warning")]),
    ],
)
def test_change_rate_and_direction(facts: list[Fact], expected: list[tuple[str, str]]) -> None:
    assert rules(run(facts)[1]) == expected


def told(text: str, *facts: Fact) -> list[str]:
    """Rules of the findings where each figure stands where its digits stand in the text."""
    placed, at = [], 0
    for number, one in enumerate(facts, 1):
        at = text.index(one.value.lstrip("-"), at)
        end = at + len(one.value.lstrip("-") + (one.unit or ""))
        placed.append(replace(one, id=f"f{number}", start=at, end=end, quote=text))
        at = end
    return [f.rule for f in run_checks(document(text), (passage(text),), tuple(placed), ())[1]]


@pytest.mark.parametrize(
    ("delta", "behind", "found"),
    [
        ("36.98", "（上年无此项支出）", []),
        ("35.98", "（上年无此项支出）", ["change-amount"]),
        ("35.98", "。", []),
        ("290.68", "。", ["change-amount"]),
        ("-290.68", "。", []),
    ],
)
def test_a_rise_is_no_more_than_the_amount_it_led_to(delta: str, behind: str, found: list[str]) -> None:
    text = f"支出36.98万元，比上年增加{delta.lstrip('-')}万元{behind}"
    assert told(text, *change("36.98", delta, "0")[:2]) == found


@pytest.mark.parametrize(("rate", "found"), [("90.67", []), ("92.67", ["completion-rate"])])
def test_a_rate_before_the_two_amounts_it_is_made_of(rate: str, found: list[str]) -> None:
    given: tuple[tuple[str, Measure, str], ...] = (
        (rate, "完成率", "%"),
        ("38.88", "决算数", "万元"),
        ("42.88", "年初预算数", "万元"),
    )
    facts = [fact(value, measure=measure, unit=unit, item="公务接待费") for value, measure, unit in given]
    assert told(f"公务接待费完成预算的{rate}%（38.88万元/42.88万元）。", *facts) == found


@pytest.mark.parametrize(
    ("rate", "found"), [("-25", []), ("-25.0", []), ("-24", ["change-rate"]), ("25", ["change-rate"])]
)
def test_a_rate_between_two_printed_years(rate: str, found: list[str]) -> None:
    facts = [
        fact("3.20", measure="上年数", item="公务接待费"),
        fact("2.40", item="公务接待费"),
        fact(rate, measure="增减率", unit="%", item="公务接待费", base="上年数", base_year=2030),
    ]
    word = "下降" if rate.startswith("-") else "增长"
    assert told(f"公务接待费由3.20万元变为2.40万元，{word}{rate.lstrip('-')}%。", *facts) == found


@pytest.mark.parametrize(("stop", "found"), [("，", ["change-rate"]), ("；", [])])
def test_a_rate_behind_a_stop_is_against_something_unsaid(stop: str, found: list[str]) -> None:
    common = {"item": "财政拨款支出", "base": "年初预算数"}
    facts = [
        fact("479.44", item="财政拨款支出"),
        fact("16.82", measure="增减额", **common),  # type: ignore[arg-type]
        fact("4.9", measure="增减率", unit="%", **common),  # type: ignore[arg-type]
    ]
    assert told(f"支出479.44万元，比年初预算增加16.82万元{stop}增长4.9%。", *facts) == found


def test_a_difference_from_the_budget_of_the_sentence_before() -> None:
    facts = [
        fact("612.23", measure="年初预算数", item="财政拨款支出"),
        fact("612.49", item="财政拨款支出"),
        fact("-0.26", measure="增减额", item="财政拨款支出", base="预算数"),
    ]
    text = "年初预算为612.23万元，支出决算为612.49万元。决算数比预算数减少0.26万元。"
    assert told(text, *facts) == ["change-amount"]
    assert told(text.replace("减少", "增加"), *facts[:2], replace(facts[2], value="0.26", sign=1)) == []


@pytest.mark.parametrize(("share", "found"), [("93.70", []), ("96.70", []), ("39.70", ["warning"])])
def test_a_share_of_the_total_fits_one_of_the_two_totals(share: str, found: list[str]) -> None:
    """Of 278.63 with what was carried over, or of the year's 270.00."""
    common = {"section": "一、收入支出决算总体情况说明", "passage": 0}
    facts = [
        fact("278.63", item="收入总计", **common),  # type: ignore[arg-type]
        fact("270.00", item="本年收入合计", **common),  # type: ignore[arg-type]
        fact("261.09", item="财政拨款收入", **common),  # type: ignore[arg-type]
        fact(share, measure="占比", unit="%", item="财政拨款收入", **common),  # type: ignore[arg-type]
    ]
    placed = [replace(f, start=at * 9, end=at * 9 + 6) for at, f in enumerate(facts)]
    assert [f.severity for f in run(placed)[1]] == found


def test_a_second_rate_is_none_of_a_change_that_has_its_own() -> None:
    facts = [replace(f, start=at, end=at + 1) for at, f in enumerate(change("14.20", "2.40", "20.34"))]
    other = replace(facts[2], value="16.15", start=9, end=10)
    assert run([*facts, other])[1] == ()


@pytest.mark.parametrize(("rate", "expected"), [("20.34", []), ("14.46", []), ("50", ["change-rate"])])
def test_change_left_open_by_the_template_must_fit_one_direction(rate: str, expected: list[str]) -> None:
    facts = change("14.20", "2.40", rate)
    _, findings = run([facts[0], replace(facts[1], sign=0), replace(facts[2], sign=0)])
    assert [f.rule for f in findings] == expected


def test_finding_says_both_sides_rule_and_difference() -> None:
    (finding,) = run(change("14.20", "2.40", "21.75"))[1]
    assert (
        finding.message
        == "住房保障支出写增长21.75%，按住房保障支出增加2.40万元÷（14.20－2.40）应为增长20.34%。"
    )
    assert (finding.actual, finding.expected, finding.facts) == ("21.75%", "20.34%", ("f3", "f2", "f1"))
    assert finding.id == "c1"


def procurement(total: str) -> list[Fact]:
    section = "（二）政府采购支出情况"
    lines = (
        ("政府采购支出总额", total),
        ("政府采购货物支出", "5.18"),
        ("政府采购工程支出", "0"),
        ("政府采购服务支出", "133.40"),
    )
    return [fact(value, item=item, section=section) for item, value in lines]


def test_closed_sum_with_and_without_rounding() -> None:
    assert run(procurement("138.57"))[1] == ()
    assert rules(run(procurement("138.85"))[1]) == [("closed-sum", "error")]


def budget_list(budget: str, final: str = "30.00") -> list[Fact]:
    section = "（三）一般公共预算财政拨款支出决算具体情况"
    lines = (
        (GENERAL, None, budget, final),
        ("教育支出", "205", "11.00", "10.00"),
        ("卫生健康支出", "210", "21.50", "20.00"),
    )
    return [
        fact(value, measure=measure, item=name, code=code, level="类" if code else None, section=section)  # type: ignore[arg-type]
        for name, code, first, last in lines
        for measure, value in (("年初预算数", first), ("决算数", last))
    ]


def test_budgets_are_bound_by_finals_that_add_up() -> None:
    assert run(budget_list("32.50"))[1] == ()
    (finding,) = run(budget_list("32.00"))[1]
    assert (finding.rule, finding.severity, finding.expected) == ("list-sum", "error", "32.50")


def test_list_whose_finals_do_not_add_up_proves_nothing() -> None:
    checks, findings = run(budget_list("40.00", "38.00"))
    assert findings == () and checks["list-sum"].status == "not-run"


def test_other_expenditure_is_a_line_of_the_list() -> None:
    other = fact("2.00", item="其他支出", section=budget_list("32.50")[0].section)
    checks, findings = run([*(f for f in budget_list("32.50", "32.00") if f.measure == "决算数"), other])
    assert findings == () and checks["list-sum"].status == "passed"


@pytest.mark.parametrize(
    ("shares", "told"),
    [(("33.33", "66.67"), True), (("32.80", "65.60"), False), (("33", "67"), True), (("30", "65"), False)],
)
def test_a_list_is_complete_where_its_shares_are(shares: tuple[str, str], told: bool) -> None:
    facts = [f for f in budget_list("32.50", "32.00") if f.measure == "决算数"]
    whole = GENERAL
    facts += [
        replace(f, measure="占比", value=value, unit="%", whole=whole, decimals=len(value.partition(".")[2]))
        for f, value in zip(facts[1:], shares, strict=True)
    ]
    assert ("list-sum" in [f.rule for f in run(facts)[1]]) is told


@pytest.mark.parametrize(("carried", "told"), [("2.00", False), ("1.00", True)])
def test_a_total_with_what_was_carried_over_is_no_second_value(carried: str, told: bool) -> None:
    lines = (("财政拨款收入", "18.20"), ("年初财政拨款结转和结余", carried), ("本年财政拨款收入", "16.20"))
    facts = [fact(value, item=item, section="四、财政拨款收入支出决算情况说明") for item, value in lines]
    assert ("stated-twice" in [f.rule for f in run(facts)[1]]) is told


def test_child_line_beside_its_parent_is_no_part() -> None:
    section = "（三）一般公共预算财政拨款支出决算具体情况"
    extra = [fact("2.00", item="普通教育", code="20502", level="款", section=section)]
    assert run(budget_list("32.50") + extra)[1] == ()


def test_two_totals_must_be_equal() -> None:
    facts = [fact("18.20", item="收入总计"), fact("18.02", item="支出总计")]
    assert rules(run(facts)[1]) == [("income-equals-expenditure", "error")]


@pytest.mark.parametrize(("code", "told"), [("2013302", False), ("2011302", True)])
def test_one_name_under_two_codes_is_two_lines(code: str, told: bool) -> None:
    section = "（三）一般公共预算财政拨款支出决算具体情况"
    name = "一般公共服务支出（201）—一般行政管理事务（{}）"
    one = fact("28.50", item=name.format("2011302"), code="2011302", level="项", section=section)
    two = fact("140.00", item=name.format(code), code=code, level="项", section=section)
    assert ("stated-twice" in [f.rule for f in run([one, two])[1]]) is told


def test_one_line_stated_twice() -> None:
    one = fact(
        "19.40",
        item="卫生健康支出",
        code="210",
        level="类",
        section="（二）一般公共预算财政拨款支出决算结构情况",
    )
    two = replace(one, value="17.35", section="（三）一般公共预算财政拨款支出决算具体情况")
    assert rules(run([one, two])[1]) == [("stated-twice", "error")]
    assert run([one, replace(two, value="19.4", decimals=1)])[1] == ()


def with_link(value: str, printed: str, status: str, unit: str = "万元") -> Fact:
    return fact(
        value, unit=unit, item="邮电费", links=[Link("t1", 0, 2, printed, status, "邮电费", "决算数")]
    )  # type: ignore[arg-type]


def test_prose_against_its_cell_and_the_unit_slip() -> None:
    paper = [table(rows=[("邮电费", None, ("0.36",))])]
    assert rules(run([with_link("3.36", "0.36", "mismatch")], tables=paper)[1]) == [("prose-table", "error")]
    assert rules(run([with_link("0.37", "0.36", "mismatch")], tables=paper)[1]) == [("prose-table", "info")]
    assert rules(run([with_link("0.36", "0.36", "mismatch", "元")], tables=paper)[1]) == [
        ("unit-slip", "error")
    ]
    assert run([with_link("0.36", "0.36", "match")], tables=paper)[1] == ()
    yuan = [table(rows=[("邮电费", None, ("3,600.00",))], unit="元")]
    assert rules(run([with_link("0.36", "3,600.00", "mismatch", "元")], tables=yuan)[1]) == [
        ("unit-slip", "error")
    ]


def test_bare_figure_is_taken_in_the_unit_of_the_prose() -> None:
    (finding,) = run([fact("1.00"), fact("2.00", item="基本支出"), fact("3.00", unit=None, item="项目支出")])[
        1
    ]
    assert finding.expected == "3.00万元"


def test_one_cause_is_one_finding() -> None:
    facts = procurement("138.85")
    wrong = replace(facts[0], links=(Link("t1", 0, 2, "138.58", "mismatch", "合计", "统计数"),))
    assert rules(run([wrong, *facts[1:]], tables=[table()])[1]) == [("prose-table", "error")]


def compare(text: str, *facts: Fact) -> list[tuple[str, str]]:
    at = passage("　" * 100 + text)
    _, findings = run(facts, passages=[at])
    return [r for r in rules(findings) if r[0] == "budget-comparison"]


def test_comparison_is_of_the_line_its_sentence_opens_with() -> None:
    total = [fact(v, measure=m, item="“三公”经费") for v, m in (("6.00", "预算数"), ("5.00", "决算数"))]
    part = fact("100.00", measure="完成率", unit="%", item="公务接待费")
    assert compare("。2031年度“三公”经费支出决算小于预算数。", *total, part) == []
    told = compare("。2031年度“三公”经费支出决算大于预算数。", *total, part)
    assert told == [("budget-comparison", "error")]


def test_larger_and_smaller_than_the_budget() -> None:
    both = (fact("10.00", measure="年初预算数", item="公务接待费"), fact("12.00", item="公务接待费"))
    assert compare("决算数小于预算数。", *both) == [("budget-comparison", "error")]
    assert compare("决算数大于预算数。", *both) == []
    rate = fact("100", measure="完成率", unit="%", item="公务接待费")
    assert compare("决算数小于预算数。", fact("0.22", item="公务接待费"), rate) == [
        ("budget-comparison", "warning")
    ]
    assert compare("决算数等于预算数。", fact("0.22", item="公务接待费"), rate) == []


def test_amounts_in_coarse_steps_may_differ_though_they_look_the_same() -> None:
    coarse = [fact("0.0020", measure=m, item="行政运行", unit="亿元") for m in ("年初预算数", "决算数")]
    rate = fact("100.35", measure="完成率", unit="%", item="行政运行")
    assert compare("决算数大于预算数。", *coarse, rate) == []
    assert compare("决算数小于预算数。", *coarse, rate) == [("budget-comparison", "warning")]
    exact = [fact("20.07", measure=m, item="行政运行") for m in ("年初预算数", "决算数")]
    assert compare("决算数大于预算数。", *exact) == [("budget-comparison", "error")]


def test_a_comparison_is_with_the_budget_that_it_names() -> None:
    facts = (
        fact("15.00", measure="全年预算数", item="公务接待费"),
        fact("12.00", item="公务接待费"),
        fact("80.00", measure="完成率", unit="%", item="公务接待费", base="预算数"),
    )
    assert compare("决算数大于年初预算数。", *facts) == []
    assert compare("决算数大于全年预算数。", *facts) == [("budget-comparison", "error")]


def test_a_comparison_is_of_the_line_that_its_sentence_names() -> None:
    total = fact("110.00", measure="完成率", unit="%", item="财政拨款“三公”经费")
    part = fact("90.00", measure="完成率", unit="%", item="公务接待费", start=20)
    said = "。2031年度“三公”经费支出决算数大于预算数。"
    assert compare(said, total, part) == []
    assert compare("决算数大于预算数。", total, part) == [("budget-comparison", "error")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("比2030年增加/减少0万元，增长/下降0%。", ["template-residue"]),
        ("较上年增加（减少）1.00万元。", ["template-residue"]),
        ("共支出XX万元。", ["template-residue"]),
        ("占0%%。", ["template-residue"]),
        ("主要原因是。", ["missing"]),
        ("主要原因是厉行节约。", []),
        ("有增加，也有减少。", []),
    ],
)
def test_residue_once_a_sentence(text: str, found: list[str]) -> None:
    assert [f.kind for f in run(passages=[passage(text)])[1]] == found


def test_a_blank_template_is_one_finding_a_kind() -> None:
    (finding,) = run(passages=[passage("共支出XX万元。")] * 20)[1]
    assert "全文共20处" in finding.message


def test_missing_unit_but_not_for_a_bare_zero() -> None:
    assert rules(run([fact("88.41", unit=None)])[1]) == [("unit-missing", "error")]
    assert run([fact("0", unit=None)])[1] == ()


def test_code_of_wrong_length_and_outside_its_parent() -> None:
    def codes(path: str) -> list[str]:
        return [f.message for f in run(passages=[passage(f"3.{path}：年初预算为5.00万元。")])[1]]

    assert codes("卫生健康210（类）行政事业单位医疗21011（款）行政单位医疗2101101（项）") == []
    (long,) = codes("卫生健康210（类）行政事业单位医疗21011（款）行政单位医疗20101101（项）")
    assert "应为7位" in long and "2101101" in long
    (stray,) = codes("卫生健康210（类）行政事业单位医疗20805（款）")
    assert "不在上级科目210之下" in stray


def spending(*rows: tuple[str, str | None, tuple[str, str, str]]) -> Table:
    return table(forms.GENERAL_BUDGET, columns=("合计", "基本支出", "项目支出"), rows=rows, id="t5")


def test_rows_columns_and_levels_of_a_form() -> None:
    good = spending(
        ("合计", None, ("30.01", "20.00", "10.00")),
        ("教育支出", "205", ("10.00", "", "10.00")),
        ("卫生健康支出", "210", ("20.00", "20.00", "")),
        ("公共卫生", "21004", ("20.00", "20.00", "")),
    )
    checks, findings = run(tables=[good])
    assert findings == () and checks["form-columns"].status == checks["form-levels"].status == "passed"
    bad = spending(
        ("合计", None, ("31.00", "20.00", "11.00")),
        ("教育支出", "205", ("10.00", "", "10.00")),
        ("卫生健康支出", "210", ("20.00", "19.00", "")),
    )
    found = run(tables=[bad])[1]
    assert sorted(f.rule for f in found) == ["form-columns", "form-levels"]
    assert all(f.kind == "table-arithmetic" and f.cells for f in found)


def test_forms_against_each_other() -> None:
    detail = table(
        forms.EXPENDITURE,
        columns=("本年支出合计",),
        id="t3",
        rows=[("合计", None, ("30.00",)), ("教育支出", "205", ("30.00",))],
    )

    def total(value: str, own: str) -> Table:
        cells = [
            cell(own, row=0, label="五、教育支出", key="支出"),
            cell(value, row=1, label="本年支出合计", key="支出"),
        ]
        return table(forms.OVERALL, id="t1", cells=cells)

    assert run(tables=[total("30.00", "30.01"), detail])[1] == ()
    assert sorted(f.rule for f in run(tables=[total("31.00", "32.00"), detail])[1]) == [
        "across-classes",
        "across-forms",
        "form-rows",
    ]


def test_overall_basic_and_three_public_totals() -> None:
    def pair(income: str, spent: str) -> Table:
        return table(
            forms.OVERALL,
            cells=[cell(income, label="总计", key="收入"), cell(spent, label="总计", key="支出", column=2)],
        )

    assert run(tables=[pair("18.20", "18.20")])[1] == ()
    assert rules(run(tables=[pair("18.20", "18.02")])[1]) == [("form-totals", "error")]
    basic = table(
        forms.BASIC_EXPENDITURE,
        rows=[
            ("工资福利支出", "301", ("9.00",)),
            ("基本工资", "30101", ("8.00",)),
            ("人员经费合计", None, ("9.00",)),
        ],
    )
    assert rules(run(tables=[basic])[1]) == [("form-basic", "error")]
    keys = [
        f"决算数-{item}" for item in ("合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务接待费")
    ]
    cells = [
        cell(v, column=i, label="", key=k)
        for i, (k, v) in enumerate(zip(keys, ("9.00", "", "5.00", "3.00"), strict=True))
    ]
    assert rules(run(tables=[table(forms.THREE_PUBLIC, cells=cells)])[1]) == [("form-three-public", "error")]


def test_intervals_carry_half_a_digit_of_each_operand() -> None:
    def span(low: str, high: str) -> Span:
        return Span(Decimal(low), Decimal(high))

    ratio = percent(span("9.5", "10.5"), span("99.5", "100.5"))
    assert (
        ratio is not None
        and round(ratio.low, 3) == Decimal("9.453")
        and round(ratio.high, 3) == Decimal("10.553")
    )
    assert percent(span("1", "2"), span("-0.5", "0.5")) is None
    assert change_rate(span("1.9", "2.1"), span("1.95", "2.05")) is None


@pytest.mark.parametrize(
    ("one", "other"), [("收入总计", "支出总计"), ("总收入", "总支出"), ("收入总额", "支出总额")]
)
def test_totals_of_both_sides_by_any_name(one: str, other: str) -> None:
    section = "一、收入支出决算总体情况说明"
    facts = [fact("18.20", item=one, section=section), fact("18.02", item=other, section=section)]
    assert [f.rule for f in run(facts)[1]] == ["income-equals-expenditure"]


def test_a_share_of_another_whole_is_not_held_against_an_amount_that_has_its_share() -> None:
    section = "十一、政府采购支出说明"
    common = {"item": "授予中小企业合同金额", "section": section}
    facts = [
        fact("50.00", item="政府采购支出总额", section=section),
        fact("20.00", item="政府采购货物支出", section=section),
        fact("30.00", **common),  # type: ignore[arg-type]
        fact("60", measure="占比", unit="%", whole="政府采购支出总额", **common),  # type: ignore[arg-type]
        fact("45", measure="占比", unit="%", whole="政府采购货物支出", **common),  # type: ignore[arg-type]
    ]
    assert run(facts)[1] == ()
    facts[3] = replace(facts[3], value="66")
    assert [f.rule for f in run(facts)[1]] == ["share"]
