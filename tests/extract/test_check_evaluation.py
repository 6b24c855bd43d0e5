"""The self-evaluation: rate of execution, scores, targets, and what the analysis says."""

from __future__ import annotations

import pytest

from extract import forms
from extract.check import run_checks
from extract.records import Finding, RowKey, Table
from tests.builders import cell, document

HEAD = ("绩效指标", "一级指标", "三级指标", "年初指标值", "调整后指标值", "实际完成值", "分值", "得分")


def evaluation(
    *,
    rate: str = "95.50",
    score: str = "9",
    total: str = "48",
    target: str = "=4人",
    actual: str = "=4人",
    said: str = "按时完成",
    name: str = "走访户数",
) -> Table:
    rows = (
        ("", "资金总额", "60.00", "57.30", rate, "", "", score),
        HEAD,
        ("", "产出指标", name, target, target, actual, "20", "20"),
        ("", "", "发放标准", "700", "700", "达成", "10", "10"),
        ("", "", "发放时效", "按季", "按季", "达成", "10", "9"),
        ("总分", "", "", "", "", "", "", total),
        ("分析", said, "", "", "", "", "", ""),
    )
    funds = [
        cell(text, row=0, column=at, label="资金总额", key=key)
        for at, key, text in (
            (2, "全年预算数", "60.00"),
            (3, "全年执行数", "57.30"),
            (4, "执行率", rate),
            (7, "得分", score),
        )
    ]
    points = [
        cell(rows[row][at], row=row, column=at, label=rows[row][2], key=key)
        for row in (2, 3, 4)
        for at, key in ((6, "分值"), (7, "得分"))
    ]
    last = cell(total, row=5, column=7, label="总分", key="得分")
    text = "\n".join("\t".join(row) for row in rows)
    keys = tuple(RowKey(row[2], None) for row in rows)
    cells = (*funds, *points, last)
    return Table(
        "e1",
        "帮扶项目支出绩效自评表",
        None,
        forms.SELF_EVALUATION,
        "万元",
        (),
        0,
        len(text),
        (),
        rows,
        ("",) * 8,
        keys,
        cells,
    )


def check(**changes: str) -> list[Finding]:
    form = evaluation(**changes)
    text = "\n".join("\t".join(row) for row in form.rows)
    _, findings = run_checks(document(text, tables=[form], blocks=()), (), (), ())
    for found in findings:
        assert found.start is not None and text[found.start : found.end]
    return list(findings)


def test_a_right_one_has_no_finding() -> None:
    assert check() == []


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        ("95.50%", []),
        ("96%", []),
        ("0.955", []),
        ("95.4", [("info", "95.50")]),
        ("59.50", [("error", "95.50")]),
    ],
)
def test_rate_of_execution(rate: str, expected: list[tuple[str, str]]) -> None:
    assert [(f.severity, f.expected) for f in check(rate=rate)] == expected


def test_scores_add_up_to_the_total() -> None:
    (found,) = check(total="58")
    assert (found.rule, found.expected, found.difference) == ("evaluation-score", "48.00", "10.00")


@pytest.mark.parametrize(
    ("target", "actual", "name", "wrong"),
    [
        ("=4人", "=99人", "走访户数", True),
        ("≥90%", "85%", "群众满意度", True),
        ("≤5万元", "≤5万元", "成本", False),
        ("≥90%", "95%", "群众满意度", False),
        ("≥9696", "≥9696", "群众满意度", True),
        ("完成", "达成", "走访户数", False),
    ],
)
def test_a_missed_target_has_no_full_score(target: str, actual: str, name: str, wrong: bool) -> None:
    found = check(target=target, actual=actual, name=name)
    assert [f.rule for f in found] == (["evaluation-target"] if wrong else [])


@pytest.mark.parametrize(("said", "wrong"), [("项目资金使用率100%。", True), ("资金使用率达95.5%", False)])
def test_the_analysis_says_what_the_table_says(said: str, wrong: bool) -> None:
    found = check(said=said)
    assert [(f.rule, f.expected) for f in found] == ([("evaluation-text", "95.50%")] if wrong else [])
