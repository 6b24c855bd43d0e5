"""Words of a self-evaluation: choices cut in the middle, deviations left without a cause.

Source: 《项目支出绩效评价管理办法》（财预〔2020〕10号）, the form and its notes.
"""

from __future__ import annotations

import re

from extract.check.base import Case, Outcome, Tally, finding
from extract.check.evaluation import evaluations, indicators, row_place
from extract.records import Cell, CellRef, Table
from extract.text import squeeze

CHOICE, CAUSE = "evaluation-choice", "evaluation-cause"

CHOICES = (
    "达成预期指标",
    "达成年度指标",
    "达成预期目标",
    "基本达成预期指标",
    "部分达成预期指标并具有一定效果",
    "部分达成年度指标并具有一定效果",
    "未达成预期指标且效果较差",
    "未达成年度指标且效果较差",
)
"""What the note of the form lets one write for an indicator without a number."""
_LEAST = 4
_DONE = 100


def check_choices(case: Case, blamed: frozenset[str]) -> Outcome:
    """实际完成值 期指标并具 → warning: a piece cut out of 部分达成预期指标并具有一定效果."""
    tally = Tally()
    for table in evaluations(case.document):
        for one in indicators(table):
            tally.tested += 1
            whole = _cut_from(squeeze(one.actual))
            if whole is not None:
                tally.findings.append(
                    finding(
                        CHOICE,
                        "wording",
                        "warning",
                        f"《{table.title or table.kind}》“{one.name}”的实际完成值“{one.actual}”残缺，"
                        f"疑为“{whole}”的一段。",
                        cells=(CellRef(table.id, one.row, 0),),
                        at=row_place(case, table, one.row),
                        actual=one.actual,
                        expected=whole,
                    )
                )
    return tally.done()


def _cut_from(text: str) -> str | None:
    """The choice out of whose middle a text was cut; None for a choice, one begun, and other words."""
    if len(text) < _LEAST or text in CHOICES or any(choice.startswith(text) for choice in CHOICES):
        return None
    if any(choice.endswith(text) for choice in CHOICES):
        return None
    return next((choice for choice in CHOICES if text in choice), None)


def check_causes_told(case: Case, blamed: frozenset[str]) -> Outcome:
    """执行率76.22, the column 偏差原因分析及改进措施 empty → info, once a form."""
    tally = Tally()
    for table in evaluations(case.document):
        rates = [c for c in table.cells if c.key == "执行率" and c.value is not None]
        if not rates or not any("偏差原因" in squeeze(text) for row in table.rows for text in row):
            tally.untested += 1
            continue
        tally.tested += 1
        if (rates[0].value or _DONE) < _DONE - 1 and not _is_explained(table, rates):
            tally.findings.append(
                finding(
                    CAUSE,
                    "missing",
                    "info",
                    f"《{table.title or table.kind}》执行率{rates[0].text.strip()}，"
                    "“偏差原因分析及改进措施”一栏没有填写。",
                    cells=(CellRef(table.id, rates[0].row, rates[0].column),),
                    at=row_place(case, table, rates[0].row),
                    actual="空",
                    expected="写明偏差原因",
                )
            )
    return tally.done("自评表没有执行率或偏差原因栏")


def _is_explained(table: Table, rates: list[Cell]) -> bool:
    """Whether any row of funds or of an indicator has words behind its score."""
    rows = {cell.row for cell in rates} | {one.row for one in indicators(table)}
    lasts = (next((t for t in reversed(table.rows[row]) if t.strip()), "") for row in rows)
    return any(re.search(r"[\u4e00-\u9fff]{2}", text) for text in lasts)
