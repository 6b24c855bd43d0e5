"""One numbered line of two forms under two names: 十四、资源勘探工业信息等支出, 十四、资源勘探工业信息支出.

Source: 部门决算报表 (both forms list the 类 by the same numbers).
"""

from __future__ import annotations

import re

from extract import forms
from extract.check.base import Case, Outcome, Tally, finding
from extract.check.grid import Sheet, sheet
from extract.records import Cell
from extract.text import squeeze

RULE = "form-line-names"
_NUMBERED = re.compile(r"^(?P<number>[一二三四五六七八九十]{1,3})、(?P<name>[\u4e00-\u9fff]{4,})$")
_APART = 2
"""So many characters may be left out of a name that is still the same line."""


def check_line_names(case: Case, blamed: frozenset[str]) -> Outcome:
    """The 类 of form 01 and form 04 by number: a name with 等 here, without it there → info, once."""
    pair = [sheet(case.document, kind) for kind in (forms.OVERALL, forms.FISCAL_OVERALL)]
    one, other = pair
    if one is None or other is None:
        return Outcome((), 0, 1, "两张总表不都在文中，或表为空")
    left, right = _names(one), _names(other)
    shared = [key for key in left if key in right]
    apart = [k for k in shared if left[k][0] != right[k][0] and _slipped(left[k][0], right[k][0])]
    tally = Tally(tested=len(shared))
    if apart:
        told = "；".join(f"“{left[k][1].label.strip()}”与“{right[k][1].label.strip()}”" for k in apart)
        tally.findings.append(
            finding(
                RULE,
                "table-vs-table",
                "info",
                f"同一科目在《{one.title}》和《{other.title}》中名称不一：{told}。",
                cells=[ref for k in apart for ref in (one.ref(left[k][1]), other.ref(right[k][1]))],
                at=_place(other),
                actual=right[apart[0]][1].label.strip(),
                expected=left[apart[0]][1].label.strip(),
            )
        )
    return tally.done()


def _names(form: Sheet) -> dict[str, tuple[str, Cell]]:
    """Number of a spending line → its name and first cell."""
    found: dict[str, tuple[str, Cell]] = {}
    for cell in form.cells:
        match = _NUMBERED.match(squeeze(cell.label))
        if match and match["name"].endswith("支出") and match["number"] not in found:
            found[match["number"]] = (match["name"], cell)
    return found


def _slipped(one: str, other: str) -> bool:
    """One name is the other with a character or two left out."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return 0 < len(long) - len(short) <= _APART and all(char in rest for char in short)


def _place(form: Sheet) -> tuple[int, int] | None:
    table = form.table
    return None if table.start is None or table.end is None else (table.start, table.end)
