"""What a line is said to be for, against its 基本支出 and 项目支出 in the form. Source: 正文与报表一致."""

from __future__ import annotations

import re

from extract import forms
from extract.check.base import Case, Outcome, Tally, finding
from extract.check.grid import Sheet, sheet
from extract.records import Cell, Fact
from extract.text import fold_prose

RULE = "purpose-side"
_PURPOSE = re.compile(r"主要(?:用于|是|为|反映)[:：]?[^。；]{0,60}?(?P<side>基本|项目)支出(?=[。；])")
_BOTH = re.compile(r"基本支出[^。；]{0,20}项目支出|项目支出[^。；]{0,20}基本支出")


def check_purposes(case: Case, blamed: frozenset[str]) -> Outcome:
    """…（项）。主要用于：业务指导等基本支出, all of its money under 项目支出 in form 05 → warning."""
    form = sheet(case.document, forms.GENERAL_BUDGET)
    if form is None:
        return Outcome((), 0, 1, "没有一般公共预算财政拨款支出决算表，或表为空")
    tally = Tally()
    for at, passage in enumerate(case.passages):
        text = fold_prose(passage.text)
        told = list(_PURPOSE.finditer(text))
        row = _row(case, form, at) if len(told) == 1 and not _BOTH.search(text) else None
        if row is None:
            continue
        tally.tested += 1
        side = told[0]["side"]
        mine, other = row.get(f"{side}支出"), row.get("项目支出" if side == "基本" else "基本支出")
        if mine is not None and other is not None and not mine.value and other.value:
            tally.findings.append(
                finding(
                    RULE,
                    "prose-vs-table",
                    "warning",
                    f"正文说“{mine.label.strip()}”用于{side}支出，《{form.title}》这一行的{side}支出为空，"
                    f"{other.key}为{other.text.strip()}。",
                    cells=[form.ref(mine), form.ref(other)],
                    at=(passage.offsets[told[0].start()], passage.offsets[told[0].end() - 1] + 1),
                    actual=f"{side}支出",
                    expected=other.key,
                )
            )
    return tally.done()


def _row(case: Case, form: Sheet, passage: int) -> dict[str, Cell] | None:
    """The one row of the form that the figures of a paragraph are tied to."""
    rows = {
        link.row
        for fact in _facts(case, passage)
        for link in fact.links
        if link.table == form.table.id and link.row is not None
    }
    return {c.key: c for c in form.cells if c.key and c.row in rows} if len(rows) == 1 else None


def _facts(case: Case, passage: int) -> tuple[Fact, ...]:
    return tuple(f for f in case.spoken("决算数") if f.passage == passage)
