"""One wrong cell is one finding; codes of forms and prose; what slip of the hand it was."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract import forms
from extract.check import run_checks
from extract.check.slips import likely_slip
from extract.records import Finding, Link, Table
from tests.builders import document, fact, passage, table, tag


def found(*tables: Table, **rest: object) -> tuple[Finding, ...]:
    return run_checks(document(tables=tables), (), tuple(rest.get("facts", ())), ())[1]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stated", "expected", "slip"),
    [
        ("67.21", "76.21", "数字颠倒"),
        ("1234.00", "12.34", "小数点错了两位"),
        ("0.1234", "1.234", "小数点错了一位"),
        ("52300", "5.23", "元与万元混淆"),
        ("-5.00", "5.00", "正负号相反"),
        ("67.21", "67.71", "一位数字写错"),
        ("67.21", "94.03", ""),
        ("0", "5.00", ""),
        ("5.00", "5", ""),
    ],
)
def test_the_likely_slip(stated: str, expected: str, slip: str) -> None:
    assert likely_slip(Decimal(stated), Decimal(expected)) == slip


def spent(project: str, *, total: str = "12.00") -> Table:
    rows = [
        ("合计", None, (total, "8.00", "4.00")),
        ("教育支出", "205", ("12.00", "8.00", "4.00")),
        ("普通教育", "20502", ("12.00", "8.00", "4.00")),
        ("小学教育", "2050202", ("12.00", "8.00", project)),
    ]
    columns = ("合计", "基本支出", "项目支出")
    return table(forms.GENERAL_BUDGET, columns=columns, rows=rows, id="t5", start=0, end=9)


def test_a_wrong_cell_is_one_finding_that_names_it_and_its_right_figure() -> None:
    (one,) = found(spent("0.40"))
    assert (one.actual, one.expected, one.difference) == ("0.40", "4.00", "-3.60")
    assert (one.cells[0].row, one.cells[0].column) == (3, 4)
    assert "小数点错了一位" in one.message and "合计栏应等于各栏之和" in one.message
    assert found(spent("4.00")) == ()


def test_prose_that_still_has_the_right_figure_is_no_finding_of_its_own() -> None:
    link = Link("t5", 0, 2, "21.00", "mismatch", "合计", "合计")
    stated = fact("12.00", item="一般公共预算财政拨款支出", links=(link,))
    (one,) = found(spent("4.00", total="21.00"), facts=(stated,))
    assert one.facts == ("f1",) and "正文写12.00" in one.message and "数字颠倒" in one.message


def test_two_wrong_cells_are_two_findings() -> None:
    rows = [("合计", None, ("9.00", "5.00", "3.00")), ("教育支出", "205", ("7.00", "5.00", "4.00"))]
    form = table(forms.GENERAL_BUDGET, columns=("合计", "基本支出", "项目支出"), rows=rows)
    assert len(found(form)) == 2  # 9 ≠ 5 + 3; 7 ≠ 5 + 4 and 9 ≠ 7 both want 9


def coded(*codes: str, id: str = "t3", kind: str = forms.EXPENDITURE) -> Table:
    names = ("教育支出", "普通教育", "学前教育", "小学教育")
    rows = [(name, code, ("1.00",)) for name, code in zip(names, codes, strict=False)]
    return table(kind, columns=("本年支出合计",), rows=rows, id=id, start=0, end=9)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (("205", "20502", "2050201", "2050202"), []),
        (("205", "20502", "2050201", "2060202"), [("2060202", "2050202")]),
        (("205", "20602", "2050201", "2050202"), [("20602", "20502")]),
        (("205", "20502", "2050201", "2050201"), [("2050201", None)]),
    ],
)
def test_codes_of_a_form_go_on_from_the_row_above(codes: tuple[str, ...], expected: list[object]) -> None:
    wrong = [f for f in found(coded(*codes)) if f.rule == "form-code-tree"]
    assert [(f.actual, f.expected) for f in wrong] == expected


@pytest.mark.parametrize(
    ("code", "told"), [("30307", []), ("30367", [("warning", "30367")]), ("30305", [("error", "30305")])]
)
def test_codes_of_a_form_rise_from_row_to_row(code: str, told: list[tuple[str, str]]) -> None:
    codes = ("303", "30304", "30305", "30306", code, "30308", "30309")
    rows = [(f"补助{at}", one, ("",)) for at, one in enumerate(codes)]
    form = table(forms.BASIC_EXPENDITURE, columns=("决算数",), rows=rows)
    wrong = [f for f in found(form) if f.rule == "form-code-tree"]
    assert [(f.severity, f.actual) for f in wrong] == told


def test_a_form_in_another_order_is_let_be() -> None:
    codes = ("303", "30304", "30367", "30306", "30301", "30308", "30309")
    rows = [(f"补助{at}", one, ("",)) for at, one in enumerate(codes)]
    form = table(forms.BASIC_EXPENDITURE, columns=("决算数",), rows=rows)
    assert [f for f in found(form) if f.rule == "form-code-tree"] == []


def test_one_line_has_one_code_in_all_forms() -> None:
    right, wrong = ("205", "20502", "2050201", "2050202"), ("205", "20502", "2050201", "2050209")
    general = forms.GENERAL_BUDGET
    (one,) = found(
        coded(*right), coded(*wrong, id="t5", kind=general), coded(*right, id="t2", kind=forms.INCOME)
    )
    assert (one.rule, one.actual, one.expected) == ("code-across-forms", "2050209", "2050202")


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("小学教育2050202（项）支出1.00万元。", "2050202", []),
        ("小学教育2050902（项）支出1.00万元。", "2050902", [("2050902", "2050202")]),
        ("小学教育支出（2050902）1.00万元。", "2050902", [("2050902", "2050202")]),
        ("2050902小学教育1.00万元。", "2050902", [("2050902", "2050202")]),
        ("（3）（2050902）小学教育，支出1.00万元。", "2050902", [("2050902", "2050202")]),
        ("3.支出1.00万元用于（2050902）小学教育，下同。", "2050902", [("2050902", "2050202")]),
        ("普通教育（2050902项）小学教育1.00万元。", "2050902", [("2050902", "2050202")]),
        ("中等教育2050902（项）支出1.00万元。", "2050902", []),
    ],
)
def test_a_code_in_prose_is_that_of_its_row(text: str, code: str, expected: list[object]) -> None:
    form = coded("205", "20502", "2050201", "2050202")
    tags = (tag(code, at=text.index(code), label="CODE"),)
    _, findings = run_checks(document(text, tables=[form]), (passage(text),), (), tags)
    wrong = [f for f in findings if f.rule == "code-prose-form"]
    assert [(f.actual, f.expected) for f in wrong] == expected
    assert all(code in text[f.start : f.end] for f in wrong)


def test_digits_before_a_thousands_separator_are_no_code() -> None:
    text = "教育支出（类）788,900.00元，占8%。"
    _, findings = run_checks(document(text, tables=[coded("205")]), (passage(text),), (), ())
    assert [f.message for f in findings if f.rule == "code-prose-form"] == []


def test_a_wrong_code_is_told_once() -> None:
    text = "教育支出（205）普通教育（20502）小学教育（2060202）支出1.00万元。"
    tags = tuple(tag(c, at=text.index(c), label="CODE") for c in ("205", "20502", "2060202"))
    form = coded("205", "20502", "2050201", "2050202")
    _, findings = run_checks(document(text, tables=[form]), (passage(text),), (), tags)
    assert [f.rule for f in findings] == ["code-shape"]
