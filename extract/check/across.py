"""One form against another: what they must share. Sources: K2, K3, K4, K5, K6."""

from __future__ import annotations

from dataclasses import dataclass

from extract import forms
from extract.check.base import Case, Outcome, Tally, finding
from extract.check.grid import Sheet, row_name, sheet, tolerance, value
from extract.check.rounding import short
from extract.records import Cell, Document

RULE = "across-forms"
CLASSES = "across-classes"

_GENERAL = "支出-一般公共预算财政拨款"


@dataclass(frozen=True, slots=True)
class End:
    """One end of an equation between forms: form, columns by preference ("决算数|合计"), row names."""

    kind: str
    key: str
    rows: tuple[str, ...]


EQUAL: tuple[tuple[End, End], ...] = (
    (End(forms.OVERALL, "收入", ("本年收入合计",)), End(forms.INCOME, "本年收入合计", ("合计",))),
    (End(forms.OVERALL, "支出", ("本年支出合计",)), End(forms.EXPENDITURE, "本年支出合计", ("合计",))),
    (End(forms.FISCAL_OVERALL, "收入", ("本年收入合计",)), End(forms.INCOME, "财政拨款收入", ("合计",))),
    (
        End(forms.FISCAL_OVERALL, "收入", ("总计", "收入总计")),
        End(forms.FISCAL_OVERALL, "支出-合计", ("总计", "支出总计")),
    ),
    (End(forms.FISCAL_OVERALL, _GENERAL, ("本年支出合计",)), End(forms.GENERAL_BUDGET, "合计", ("合计",))),
    (
        End(forms.FISCAL_OVERALL, "支出-政府性基金预算财政拨款", ("本年支出合计",)),
        End(forms.GOVERNMENT_FUNDS, "本年支出", ("合计",)),
    ),
    (
        End(forms.GENERAL_BUDGET, "基本支出", ("合计",)),
        End(forms.BASIC_EXPENDITURE, "决算数|合计", ("合计", "总计")),
    ),
    (
        End(forms.FISCAL_OVERALL, "支出-国有资本经营预算财政拨款", ("本年支出合计",)),
        End(forms.STATE_CAPITAL, "本年支出", ("合计",)),
    ),
)
_CLASS_PAIRS = (
    (forms.OVERALL, "支出", forms.EXPENDITURE, "本年支出合计"),
    (forms.FISCAL_OVERALL, _GENERAL, forms.GENERAL_BUDGET, "合计"),
)
_OWN_ROWS = frozenset({"合计", "总计", "本年合计", "结余分配", "年末结转和结余"})


def check_across(case: Case, blamed: frozenset[str]) -> Outcome:
    """总表 本年支出合计 318.40 = 支出决算表 合计 318.40, and six more pairs; a missing end: not tested."""
    tally = Tally()
    for one, other in EQUAL:
        left, right = _end(case.document, one), _end(case.document, other)
        if left is None or right is None:
            tally.untested += 1
            continue
        _equal(tally, RULE, left, right)
    return tally.done("其中一张表不在文中、为空，或没有这一行")


def check_classes(case: Case, blamed: frozenset[str]) -> Outcome:
    """Each 类 of a 总表 = the same 类 of the detailed form; 40.11 against 40.12 is rounding (K2, K5)."""
    tally = Tally()
    for first, first_key, second, second_key in _CLASS_PAIRS:
        left, right = sheet(case.document, first), sheet(case.document, second)
        if left is None or right is None:
            tally.untested += 1
            continue
        rows = {row_name(c.label): c for c in right.column(second_key) if c.code and len(c.code) == 3}
        for cell in left.column(first_key):
            twin = rows.get(row_name(cell.label))
            if twin is not None and row_name(cell.label) not in _OWN_ROWS:
                _equal(tally, CLASSES, (left, cell), (right, twin))
    return tally.done("其中一张表不在文中或为空")


def _end(document: Document, end: End) -> tuple[Sheet, Cell] | None:
    form = sheet(document, end.kind)
    found = (form.named(key, *end.rows) for key in end.key.split("|")) if form else iter(())
    cell = next((cell for cell in found if cell is not None), None)
    return (form, cell) if form is not None and cell is not None else None


def _equal(tally: Tally, rule: str, left: tuple[Sheet, Cell], right: tuple[Sheet, Cell]) -> None:
    tally.tested += 1
    (form, cell), (other, twin) = left, right
    gap = abs(value(cell) - value(twin))
    if form.table.unit != other.table.unit or gap <= tolerance(cell, twin):
        return
    tally.findings.append(
        finding(
            rule,
            "table-vs-table",
            "error",
            f"《{form.title}》{cell.label}为{cell.text.strip() or '空'}，《{other.title}》{twin.label}为"
            f"{twin.text.strip() or '空'}，两表应相等，相差{short(gap)}。",
            cells=(form.ref(cell), other.ref(twin)),
            at=_place(form),
            actual=cell.text,
            expected=twin.text,
            difference=short(value(cell) - value(twin)),
        )
    )


def _place(form: Sheet) -> tuple[int, int] | None:
    table = form.table
    return (table.start, table.end) if table.start is not None and table.end is not None else None
