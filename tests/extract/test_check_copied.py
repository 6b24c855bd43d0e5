"""Text that came from elsewhere, purposes and sources that a form speaks against, names of lines, choices."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract import forms
from extract.check import run_checks
from extract.records import Fact, Finding, Link, Passage, RowKey, Table
from tests.builders import cell, document, fact, passage, profile, table


def found(
    rule: str,
    text: str = "",
    *,
    tables: Sequence[Table] = (),
    facts: Sequence[Fact] = (),
    passages: Sequence[Passage] | None = None,
) -> list[Finding]:
    made = document(text, tables=tables, profile=profile("青禾县信访局", 2031, "部门决算"))
    spoken = (passage(text),) if passages is None else tuple(passages)
    return [f for f in run_checks(made, spoken, tuple(facts), ())[1] if f.rule == rule]


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        ("为我市平安稳定营造良好氛围", "我市平安稳定营造良好"),
        ("为我县平安稳定营造良好氛围", None),
        ("受我市平安稳定营造良好氛围", None),
        ("为我市生态文明营造良好氛围", None),
    ],
)
def test_one_sentence_with_two_regions(other: str, wrong: str | None) -> None:
    text = f"为我县平安稳定营造良好氛围。{other}。"
    told = [text[f.start or 0 : f.end] for f in found("region-word", text)]
    assert told == ([wrong] if wrong else [])


@pytest.mark.parametrize(("code", "told"), [("2080504", 1), ("2080505", 0)])
def test_a_code_that_was_given_up(code: str, told: int) -> None:
    text = f"社会保障和就业支出208（类）行政事业单位养老支出20805（款）离退休{code}（项）：指离退休支出。"
    hits = found("code-retired", text)
    assert [(f.actual, f.severity) for f in hits] == [(code, "info")] * told


@pytest.mark.parametrize(
    ("code", "told"), [("30104", [("warning", "30112")]), ("30112", [])]
)
def test_a_name_that_goes_on_under_another_code(code: str, told: list[tuple[str, str]]) -> None:
    rows = [("其他社会保障缴费", code, ("1.00",))]
    printed = table(forms.BASIC_EXPENDITURE, columns=("决算数",), rows=rows)
    assert [(f.severity, f.expected) for f in found("code-retired", tables=(printed,))] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("出国费0万元，主要用于：本单位无因公出国费支出。", True),
        ("接待费0万元，主要是接待我局无公务接待费支出。", True),
        ("下降的主要原因是本单位无因公出国费支出。", False),
        ("主要用于无障碍设施改造支出。", False),
        ("现将经费拨付给你们，请专款专用。", True),
        ("经费已拨付给各乡镇。", False),
    ],
)
def test_openings_of_a_template_and_letters_of_others(text: str, told: bool) -> None:
    assert bool(found("template-residue", text)) is told


def _general(basic: str, project: str) -> Table:
    rows = [("一般行政管理事务", "2010602", (basic or project, basic, project))]
    return table(forms.GENERAL_BUDGET, columns=("合计", "基本支出", "项目支出"), rows=rows, id="t5")


@pytest.mark.parametrize(
    ("text", "basic", "project", "told"),
    [
        ("主要用于：业务指导等基本支出。", "", "10.00", True),
        ("主要用于：业务指导等基本支出。", "10.00", "", False),
        ("主要用于：业务指导等基本支出。", "4.00", "6.00", False),
        ("主要用于：专项检查等项目支出。", "10.00", "", True),
        ("主要用于：人员经费等基本支出和项目支出。", "10.00", "", False),
        ("主要用于：业务指导。", "", "10.00", False),
    ],
)
def test_what_a_line_is_for_against_its_row(text: str, basic: str, project: str, told: bool) -> None:
    tied = Link("t5", 0, 2, "10.00", "match", "一般行政管理事务", "合计")
    spoken = fact("10.00", item="一般行政管理事务", start=0, links=[tied])
    assert bool(found("purpose-side", text, tables=[_general(basic, project)], facts=[spoken])) is told


@pytest.mark.parametrize(
    ("carried", "spent", "told"),
    [("", "1180.77", True), ("", "1175.77", False), ("5.00", "1180.77", False), ("", "900.00", False)],
)
def test_spending_beyond_what_was_given(carried: str, spent: str, told: bool) -> None:
    columns = ("机构名称", "收入合计", "其中：-上年结转", "其中：-公共财政拨款", "其中：-其他收入")
    row = ("局机关", "1180.77", carried, "1175.77", "5.00")
    given = Table(
        "t2", "年度收入情况", None, None, "万元", (), None, None, (columns,), (row,), columns, (), ()
    )
    spoken = fact(spent, item="一般公共预算财政拨款支出", section="一般公共预算支出情况")
    hits = found("spent-beyond-source", tables=[given], facts=[spoken])
    assert [(f.kind, f.facts) for f in hits] == ([("prose-vs-table", ("f1",))] if told else [])


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("十四、资源勘探工业信息支出", True),
        ("十四、资源勘探工业信息等支出", False),
        ("十四、金融支出", False),
    ],
)
def test_one_line_of_two_forms_under_two_names(name: str, told: bool) -> None:
    pair = [
        table(kind, id=f"t{at}", cells=[cell("1.00", label=label, key="支出")])
        for at, (kind, label) in enumerate(
            ((forms.OVERALL, "十四、资源勘探工业信息等支出"), (forms.FISCAL_OVERALL, name))
        )
    ]
    assert [f.severity for f in found("form-line-names", tables=pair)] == (["info"] if told else [])


HEAD = (
    "绩效指标",
    "一级指标",
    "三级指标",
    "年初指标值",
    "调整后指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析",
)


def evaluation(*, rate: str = "100.00", actual: str = "达成预期指标", cause: str = "") -> Table:
    rows = (
        ("", "资金总额", "60.00", "30.00", rate, "", "", "9", ""),
        HEAD,
        ("", "产出指标", "值守", "值守", "值守", actual, "20", "20", cause),
        ("", "", "走访", "走访", "走访", "达成预期指标", "10", "10", ""),
    )
    funds = [cell(rate, row=0, column=4, label="资金总额", key="执行率")]
    keys = tuple(RowKey(row[2], None) for row in rows)
    kind = forms.SELF_EVALUATION
    return Table("e1", "自评表", None, kind, "万元", (), None, None, (), rows, HEAD, keys, tuple(funds))


@pytest.mark.parametrize(
    ("actual", "told"),
    [
        ("期指标并具", True),
        ("达成预期指标", False),
        ("部分达成", False),
        ("效果较差", False),
        ("已完成", False),
    ],
)
def test_a_choice_cut_in_the_middle(actual: str, told: bool) -> None:
    assert bool(found("evaluation-choice", tables=[evaluation(actual=actual)])) is told


@pytest.mark.parametrize(
    ("rate", "cause", "told"), [("50.00", "", True), ("50.00", "年底退款", False), ("100.00", "", False)]
)
def test_a_deviation_without_a_cause(rate: str, cause: str, told: bool) -> None:
    assert bool(found("evaluation-cause", tables=[evaluation(rate=rate, cause=cause)])) is told
