"""Prose against cells, wording, residue, codes and the sums of the forms: what is found, what is left."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extract import forms
from extract.check.rounding import Span, change_rate, percent
from extract.records import Fact, Link, Table
from tests.builders import cell, fact, passage, table
from tests.extract.test_check import procurement, rules, run


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


def test_what_a_form_in_yuan_prints_is_told_in_the_unit_of_the_prose() -> None:
    yuan = [table(rows=[("邮电费", None, ("3,600.00",))], unit="元")]
    (finding,) = run([with_link("0.52", "3,600.00", "mismatch")], tables=yuan)[1]
    assert (finding.actual, finding.expected, finding.difference) == ("0.52", "0.36", "0.16")
    assert "为3,600.00元（0.36万元），相差0.16万元" in finding.message


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
        ("支出0万元，占 %，比上年减少 万元。", ["template-residue"]),
        ("比上年减少万元以上支出的项目。", []),
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
