"""More arithmetic of the forms: sources and 类 of the 总表, fund balances, what one form bounds in another.

Sources: K2, K4 (sums over rows), K6, K8 (one form bounds another), K9 (balances).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extract import forms
from extract.check.base import Case, Outcome, Tally, finding
from extract.check.grid import Sheet, row_name, sheet, tolerance, value
from extract.check.rounding import short
from extract.check.tables import hold, place
from extract.records import Cell

ROWS = "form-rows"
BALANCE = "form-balance"
BOUND = "across-bounds"

_NUMBERED = re.compile(r"^\s*[一二三四五六七八九十]{1,3}[、.．]")
_INSIDE = re.compile(r"^\s*(?:其中|[（(])")
_ROW_SUMS: tuple[tuple[str, str, str], ...] = (
    (forms.OVERALL, "收入", "本年收入合计"),
    (forms.OVERALL, "支出", "本年支出合计"),
    (forms.FISCAL_OVERALL, "收入", "本年收入合计"),
    *((forms.FISCAL_OVERALL, key, "本年支出合计") for key in forms.FORM_KEYS[forms.FISCAL_OVERALL][1:]),
)
"""Form, column, the row that is the sum of the numbered rows above it."""

_ECONOMIC_BOUNDS = (
    ("30212", "因公出国（境）费"),
    ("30217", "公务接待费"),
    ("30231", "公务用车运行维护费"),
    ("31013", "公务用车购置费"),
)
_FUND_SIDES = (("年初结转和结余", "本年收入"), ("本年支出", "年末结转和结余"))


def check_form_rows(case: Case, blamed: frozenset[str]) -> Outcome:
    """总表: 本年支出合计 = Σ 类 above it (K2, K4); a form with other rows among them is left alone."""
    tally = Tally()
    for kind, key, name in _ROW_SUMS:
        form = sheet(case.document, kind)
        total = form.named(key, name) if form else None
        parts = _rows_above(form, key, total) if form and total else ()
        if form is None or total is None or not parts:
            tally.untested += 1
            continue
        hold(tally, ROWS, form, total, parts, f"{name}应等于以上各行之和")
    return tally.done("表不在文中、为空，或各行不能相加")


def _rows_above(form: Sheet, key: str, total: Cell) -> tuple[Cell, ...]:
    above = [c for c in form.column(key) if c.row < total.row and c.value is not None]
    parts = [c for c in above if not _INSIDE.match(c.label)]
    return tuple(parts) if all(_NUMBERED.match(c.label) for c in parts) else ()


def check_fund_balance(case: Case, blamed: frozenset[str]) -> Outcome:
    """基金、国资: 年初结转 3.00 + 本年收入 5.00 = 本年支出 6.00 + 年末结转 2.00, in the 合计 row (K9)."""
    tally = Tally()
    for kind in (forms.GOVERNMENT_FUNDS, forms.STATE_CAPITAL):
        form = sheet(case.document, kind)
        sides = [[form.total(key) if form else None for key in side] for side in _FUND_SIDES]
        cells = [cell for side in sides for cell in side if cell is not None]
        if form is None or len(cells) < 4:
            tally.untested += 1
            continue
        tally.tested += 1
        before, after = (sum((value(cell) for cell in side), Decimal(0)) for side in sides)
        if abs(before - after) > tolerance(*cells):
            tally.findings.append(
                finding(
                    BALANCE,
                    "table-arithmetic",
                    "error",
                    f"《{form.title}》年初结转和结余加本年收入为{short(before)}，"
                    f"本年支出加年末结转和结余为{short(after)}，两边应相等。",
                    cells=[form.ref(cell) for cell in cells],
                    at=place(form),
                    actual=short(after),
                    expected=short(before),
                    difference=short(after - before),
                )
            )
    return tally.done("表不在文中、为空，或没有结转和结余栏")


def check_bounds(case: Case, blamed: frozenset[str]) -> Outcome:
    """一般公共预算 2080501 7.10 cannot exceed its 6.10 in 支出决算表 (K6); 30217 ≤ 公务接待费 (K8)."""
    tally = Tally()
    for less, more in (*_by_code(case), *_three_public(case)):
        (small_form, small), (large_form, large) = less, more
        if small_form.table.unit != large_form.table.unit:
            tally.untested += 1
            continue
        tally.tested += 1
        gap = value(small) - value(large)
        if gap <= tolerance(small, large):
            continue
        tally.findings.append(
            finding(
                BOUND,
                "table-vs-table",
                "error",
                f"《{small_form.title}》{small.label.strip()}为{small.text.strip()}，大于《{large_form.title}》"
                f"同一项目的{large.text.strip() or '空'}，相差{short(gap)}。",
                cells=(small_form.ref(small), large_form.ref(large)),
                at=place(small_form),
                actual=small.text.strip(),
                expected=f"不大于{large.text.strip() or '0'}",
                difference=short(gap),
            )
        )
    return tally.done("两表单位不同")


Pair = tuple[tuple[Sheet, Cell], tuple[Sheet, Cell]]


def _by_code(case: Case) -> Iterator[Pair]:
    general, spent = sheet(case.document, forms.GENERAL_BUDGET), sheet(case.document, forms.EXPENDITURE)
    if general is None or spent is None:
        return
    rows = {cell.code: cell for cell in spent.column("本年支出合计") if cell.code}
    for cell in general.column("合计"):
        twin = rows.get(cell.code or "")
        if cell.value is not None and twin is not None and row_name(twin.label) == row_name(cell.label):
            yield (general, cell), (spent, twin)


def _three_public(case: Case) -> Iterator[Pair]:
    basic, public = sheet(case.document, forms.BASIC_EXPENDITURE), sheet(case.document, forms.THREE_PUBLIC)
    if basic is None or public is None or not any(c.value for c in public.column("决算数-合计")):
        return
    for code, item in _ECONOMIC_BOUNDS:
        mine = next((c for c in basic.cells if c.code == code and c.value is not None), None)
        other = next(iter(public.column(f"决算数-{item}")), None)
        if mine is not None and other is not None:
            yield (basic, mine), (public, other)
