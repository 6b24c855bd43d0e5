"""科目 names and codes: one code with two names, a mistyped name, a forgotten code; and what passes."""

from __future__ import annotations

import pytest

from extract import forms
from extract.check import run_checks
from extract.records import Finding, Section, Table
from tests.builders import document, passage, section, table


def found(*texts: str, tables: tuple[Table, ...] = (), sections: tuple[Section, ...] = ()) -> list[Finding]:
    """Findings about codes in paragraphs that stand one behind the other."""
    passages, at = [], 0
    for text in texts:
        passages.append(passage(text, start=at, section="s1"))
        at += len(text) + 1
    paper = document("\n".join(texts), tables=tables, sections=sections)
    _, findings = run_checks(paper, tuple(passages), (), ())
    return [f for f in findings if f.rule.startswith("code-")]


def rules(findings: list[Finding]) -> list[str]:
    return [f.rule for f in findings]


def row(code: str, name: str) -> Table:
    kind = forms.BASIC_EXPENDITURE if len(code) == 5 and code[0] == "3" else forms.GENERAL_BUDGET
    return table(kind, columns=("合计",), rows=[(name, code, ("3.10",))], id="t6")


def test_one_code_under_two_names_is_told_once_at_its_second_place() -> None:
    texts = (
        "3.社会保障和就业支出208（类）抚恤20808（款）：支出决算为5.00万元。",
        "9.优抚安置20808（款），反映开支。",
        "10.优抚安置20808（款），再说一次。",
    )
    (finding,) = [f for f in found(*texts) if f.rule == "code-two-names"]
    assert (finding.actual, finding.expected) == ("优抚安置", "抚恤")
    whole = "\n".join(texts)
    assert finding.start is not None and whole[finding.start : finding.end] == "优抚安置"


@pytest.mark.parametrize(
    "second",
    ["主要用于教育支出205（类）。", "教育205（类）：反映开支。", "教育支出等205（类）。"],
)
def test_words_around_a_name_make_no_second_name(second: str) -> None:
    assert found("1.教育支出205（类）：支出决算为5.00万元。", second) == []


def test_a_path_ends_where_its_amount_stands() -> None:
    text = "含缴费支出2080505（项）221.6万元（预算214.8万元）、丙管理2080501（项）20.0万元。"
    assert "code-shape" not in rules(found(text))
    assert "code-shape" in rules(found(text.replace("2080501", "20805011")))


def test_prose_and_form_may_name_a_code_differently() -> None:
    paper = row("2101102", "事业单位医疗")
    assert rules(found("事业单位医疗2101102（项）。", tables=(paper,))) == []
    assert rules(found("公务员医疗费2101102（项）。", tables=(paper,))) == ["code-two-names"]


@pytest.mark.parametrize(
    ("code", "written", "right"),
    [
        ("20105（款）", "统计信息事物", "统计信息事务"),
        ("22102（款）", "住房革改支出", "住房改革支出"),
    ],
)
def test_mistyped_name_against_an_observed_entry(code: str, written: str, right: str) -> None:
    (finding,) = found(f"{written}{code}。")
    assert (finding.rule, finding.actual, finding.expected) == ("code-name-typo", written, right)
    assert found(f"{right}{code}。") == []


def test_name_of_an_earlier_year_is_no_typo() -> None:
    assert found("行政事业单位离退休20805（款）。") == []


def test_typo_in_a_form_row_names_its_cell() -> None:
    (finding,) = found(tables=(row("31002", "办公设备购制"),))
    assert finding.rule == "code-name-typo" and [c.table for c in finding.cells] == ["t6"]


def chain(last: str) -> str:
    pensions = "机关事业单位基本养老保险缴费支出2080505（项）机关事业单位职业年金缴费支出2080506（项）"
    above = "3.社会保障和就业支出208（类）行政事业单位养老支出20805（款）行政单位离退休2080501（项）"
    return f"{above}{pensions}{last}：支出决算为5.00万元。"


def test_the_only_item_without_a_code_was_forgotten() -> None:
    bare, coded = "事业单位离退休（项）", "事业单位离退休2080502（项）"
    (finding,) = found(chain(bare))
    assert (finding.rule, finding.kind, finding.actual) == ("code-forgotten", "missing", bare)
    assert found(chain(coded)) == []
    assert found(chain(bare), "其他支出（项）。") == [], "two without a code are a habit"
    glossary = (section("名词解释", 0, 500),)
    assert found(chain(bare), sections=glossary) == []


def test_code_of_another_length_in_prose_without_figures() -> None:
    (finding,) = found("一般行政管理事务2013202（款）：反映开支。")
    assert finding.rule == "code-shape" and "应为5位" in finding.message


def test_numbers_of_things_are_no_codes() -> None:
    assert found("全年制定了章程等22项，修订制度1项。") == []


def test_codes_before_names_are_read_in_their_order() -> None:
    assert (
        found(
            "3.210类卫生健康支出11款行政事业单位医疗02项事业单位医疗。", tables=(row("210", "卫生健康支出"),)
        )
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "（四）208类社会保障和就业支出05款行政事业单位养老支出99项其他行政事业单位养老支出48.84万元。",
        "3.208社会保障和就业支出（类）20805行政事业单位养老支出（款）2080599其他行政事业单位养老支出（项）。",
    ],
)
def test_a_number_before_a_code_in_front_of_its_name_is_no_part_of_it(text: str) -> None:
    again = "行政事业单位养老支出20805（款）：反映开支。"
    assert found(text, again) == []
    wrong = found(text, "抚恤20805（款）：反映开支。")
    assert "code-two-names" in rules(wrong)


def test_what_was_spent_on_a_line_is_no_part_of_its_name() -> None:
    texts = ("1.支出1.51万元用于教育支出205（类）。", "2.支出20.80万元用于教育支出205（类）。")
    assert found(*texts) == []


def test_numbers_in_brackets_stand_before_their_names_behind_words_of_use() -> None:
    text = "1、用于（206类）科学技术支出（20607款）科学技术普及（2060701项）机构运行方面9.71万元。"
    assert found(text, "科学技术普及20607（款）：反映开支。") == []
    assert "code-two-names" in rules(found(text, "抚恤20607（款）：反映开支。"))


def test_what_was_spent_on_a_line_is_no_part_of_its_name_when_the_number_leads() -> None:
    texts = (
        "1.支出1.51万元用于205类教育支出02款普通教育。",
        "2.支出20.80万元用于205类教育支出03款职业教育。",
    )
    assert found(*texts) == []


def test_of_a_code_that_is_wrong_and_retired_the_graver_finding_stays() -> None:
    told = found(tables=(row("30313", "抚恤金"),))
    assert [(f.rule, f.severity) for f in told] == [("code-name", "warning")]
