"""Arithmetic inside each form: totals, columns, parents and children. Sources: K1, K3, K6, K7, K8, K9."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract import forms
from extract.check.base import Case, Outcome, Tally, finding
from extract.check.grid import Sheet, row_name, sheet, tolerance, value
from extract.check.rounding import short
from extract.records import Cell, Table

TOTALS = "form-totals"
COLUMNS = "form-columns"
LEVELS = "form-levels"
BASIC = "form-basic"
PUBLIC = "form-three-public"

_INSIDE_TOTALS = (
    "本年收入合计",
    "使用非财政拨款结余",
    "使用非财政拨款结余和专用结余",
    "使用非财政拨款结余（含专用结余）",
    "用事业基金弥补收支差额",
    "年初结转和结余",
)
_COLUMN_SUMS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (forms.INCOME, "本年收入合计", forms.FORM_KEYS[forms.INCOME][1:]),
    (forms.EXPENDITURE, "本年支出合计", forms.FORM_KEYS[forms.EXPENDITURE][1:]),
    (forms.GENERAL_BUDGET, "合计", ("基本支出", "项目支出")),
    (forms.FISCAL_OVERALL, "支出-合计", forms.FORM_KEYS[forms.FISCAL_OVERALL][2:]),
    (forms.BASIC_EXPENDITURE, "合计", ("人员经费", "公用经费")),
    (forms.GOVERNMENT_FUNDS, "本年支出", ("基本支出", "项目支出")),
    (forms.STATE_CAPITAL, "本年支出", ("基本支出", "项目支出")),
)
"""Form, the column that is the sum, its addends; a form without all of its addends is left alone."""

_LEVEL_FORMS = (forms.INCOME, forms.EXPENDITURE, forms.GENERAL_BUDGET, forms.GOVERNMENT_FUNDS)
"""Forms with one row a 科目; every column of theirs adds up by code."""

_PUBLIC_SUMS = (
    ("合计", ("因公出国（境）费", "公务用车购置及运行维护费", "公务接待费")),
    ("公务用车购置及运行维护费", ("公务用车购置费", "公务用车运行维护费")),
)


def hold(tally: Tally, rule: str, form: Sheet, whole: Cell, parts: Sequence[Cell], what: str) -> None:
    """Count one equation of a form, and report it where rounding does not explain it: 1.57 + 4.50 = 6.07."""
    tally.tested += 1
    added = sum((value(part) for part in parts), start=value(None))
    gap = abs(value(whole) - added)
    if gap <= tolerance(whole, *parts):
        return
    tally.findings.append(
        finding(
            rule,
            "table-arithmetic",
            "error",
            f"《{form.title}》{what}：{whole.label or '本行'}为{whole.text.strip() or '空'}，"
            f"各项合计{short(added)}，相差{short(gap)}。",
            cells=[form.ref(whole), *(form.ref(p) for p in parts if p.value is not None)],
            at=place(form),
            actual=whole.text,
            expected=short(added),
            difference=short(value(whole) - added),
        )
    )


def place(form: Sheet) -> tuple[int, int] | None:
    """Where the flattened text of a form stands, for findings about it; None where it has none."""
    return table_place(form.table)


def table_place(table: Table) -> tuple[int, int] | None:
    """Where the flattened text of a table stands; None where it has none."""
    return (table.start, table.end) if table.start is not None and table.end is not None else None


def check_form_totals(case: Case, blamed: frozenset[str]) -> Outcome:
    """收入支出决算总表: 总计 = 本年收入合计 + 使用结余 + 年初结转, both sides equal (K1)."""
    tally = Tally()
    form = sheet(case.document, forms.OVERALL)
    _fiscal_totals(case, tally)
    income, spent = (grand_total(form, key) if form else None for key in ("收入", "支出"))
    if form is None or income is None or spent is None:
        tally.untested += 1
        return tally.done("没有收入支出决算总表，或没有总计行")
    hold(tally, TOTALS, form, spent, (income,), "收入总计应等于支出总计")
    sides = (
        ("收入", income, _INSIDE_TOTALS),
        ("支出", spent, ("本年支出合计", "结余分配", "年末结转和结余")),
    )
    for key, total, names in sides:
        parts = {c.row: c for name in names if (c := form.named(key, name)) is not None}
        if len(parts) == 3:
            hold(tally, TOTALS, form, total, tuple(parts.values()), f"{key}总计应等于各行之和")
        else:
            tally.untested += 1
    return tally.done("收入或支出一侧缺少合计行、结余行，各行不能相加")


def _fiscal_totals(case: Case, tally: Tally) -> None:
    """财政拨款总表: 总计 = 本年合计 + 年初 or 年末财政拨款结转和结余, in every column (K4)."""
    form = sheet(case.document, forms.FISCAL_OVERALL)
    for key in forms.FORM_KEYS[forms.FISCAL_OVERALL] if form else ():
        side = key.partition("-")[0]
        total = form.named(key, "总计", f"{side}总计") if form else None
        year = form.named(key, f"本年{side}合计") if form else None
        when = "年初" if side == "收入" else "年末"
        carried = form.named(key, f"{when}财政拨款结转和结余") if form else None
        if form is None or total is None or year is None or carried is None:
            tally.untested += 1
        elif total.value is not None:
            hold(tally, TOTALS, form, total, (year, carried), f"{side}总计应等于本年合计与结转结余之和")


def grand_total(form: Sheet, key: str) -> Cell | None:
    """The cell of the row 总计 or 收入总计; a form that ends in a row 合计 means the same by it."""
    total = form.named(key, "总计", f"{key}总计")
    last = form.column(key)[-1:]
    return total or next((cell for cell in last if row_name(cell.label) == "合计"), None)


def check_columns(case: Case, blamed: frozenset[str]) -> Outcome:
    """In every row of a form, 合计 = Σ columns: "2080501 7.10 = 2.60 + 4.50" (K3, K5, K6)."""
    tally = Tally()
    for kind, whole_key, part_keys in _COLUMN_SUMS:
        form = sheet(case.document, kind)
        if form is None or any(not form.column(key) for key in (whole_key, *part_keys)):
            tally.untested += 1
            continue
        by_row = {(c.row, c.key): c for c in form.cells}
        for whole in form.column(whole_key):
            parts = [p for key in part_keys if (p := by_row.get((whole.row, key))) is not None]
            if whole.value is None and not any(p.value for p in parts):
                continue
            hold(tally, COLUMNS, form, whole, parts, "合计栏应等于各栏之和")
    return tally.done("表不在文中、为空，或栏目不全")


def check_levels(case: Case, blamed: frozenset[str]) -> Outcome:
    """合计 = Σ 类, 类 = Σ 款, 款 = Σ 项 by code, where every level is printed (K3)."""
    tally = Tally()
    for kind in _LEVEL_FORMS:
        form = sheet(case.document, kind)
        if form is None or form.total(forms.FORM_KEYS[kind][0]) is None:
            tally.untested += 1
            continue
        seen: set[int] = set()
        for key in forms.FORM_KEYS[kind]:
            _level_column(tally, form, key, seen)
    return tally.done("表不在文中、为空，或没有合计行")


def _level_column(tally: Tally, form: Sheet, key: str, seen: set[int]) -> None:
    """One column; a row that already failed in another column is not reported again."""
    coded = [c for c in form.column(key) if c.code]
    below = _below(coded)
    total, classes = form.total(key), [c for c in coded if len(c.code or "") == 3]
    sums = [(total, classes, "合计行应等于各类之和")] if total and classes else []
    sums += [
        (parent, children, f"{parent.code}应等于其下各行之和")
        for parent in coded
        if (children := below.get(parent.code or ""))
    ]
    for whole, parts, what in sums:
        if whole.row in seen or (whole.value is None and not any(part.value for part in parts)):
            continue
        before = len(tally.findings)
        hold(tally, LEVELS, form, whole, parts, what)
        seen |= {whole.row} if len(tally.findings) > before else set()


def _below(coded: Iterable[Cell]) -> dict[str, list[Cell]]:
    """Code → the cells of the level right below it."""
    found: dict[str, list[Cell]] = {}
    for cell in coded:
        if cell.code:
            found.setdefault(cell.code[:-2], []).append(cell)
    return found


def check_basic(case: Case, blamed: frozenset[str]) -> Outcome:
    """基本支出表: 类 = Σ 款; 人员经费合计 = 301 + 303, 公用经费合计 = the other 类 (K7)."""
    form = sheet(case.document, forms.BASIC_EXPENDITURE)
    key = next((k for k in ("决算数", "合计") if form and form.column(k)), None)
    if form is None or key is None:
        return Outcome((), 0, 1, "没有基本支出决算表，或表为空")
    tally = Tally()
    cells = form.column(key)
    below = _below(cells)
    for parent in cells:
        children = (
            [c for c in below.get(parent.code or "", ()) if c.value is not None]
            if len(parent.code or "") == 3
            else []
        )
        if children:
            hold(tally, BASIC, form, parent, children, f"{parent.code}应等于其下各款之和")
    classes = [c for c in cells if c.code and len(c.code) == 3 and c.value is not None]
    _basic_total(tally, form)
    sides = (
        ("人员经费", [c for c in classes if c.code in ("301", "303")]),
        ("公用经费", [c for c in classes if c.code not in ("301", "303")]),
    )
    for name, parts in sides:
        total = form.named(key, f"{name}合计", name)
        if total is not None and parts:
            hold(tally, BASIC, form, total, parts, f"{name}合计应等于各类之和")
    return tally.done()


def _basic_total(tally: Tally, form: Sheet) -> None:
    """The 合计 row of a form in columns (合计 | 人员经费 | 公用经费) is the sum of its 类."""
    for key in ("合计", "人员经费", "公用经费"):
        total = form.total(key)
        parts = [c for c in form.column(key) if c.code and len(c.code) == 3]
        if total is not None and total.value is not None and parts:
            hold(tally, BASIC, form, total, parts, "合计行应等于各类之和")


def check_three_public(case: Case, blamed: frozenset[str]) -> Outcome:
    """三公: 合计 = 出国 + 用车 + 接待, 用车 = 购置 + 运行, in each column group (K8)."""
    form = sheet(case.document, forms.THREE_PUBLIC)
    if form is None:
        return Outcome((), 0, 1, "没有“三公”经费表，或表为空")
    tally = Tally()
    cells = {c.key: c for c in reversed(form.cells)}
    for measure in forms.THREE_PUBLIC_MEASURES:
        for whole, parts in _PUBLIC_SUMS:
            total = cells.get(f"{measure}-{whole}")
            addends = [c for part in parts if (c := cells.get(f"{measure}-{part}")) is not None]
            if total is not None and len(addends) == len(parts):
                hold(tally, PUBLIC, form, total, addends, f"{measure}{whole}应等于各项之和")
    return tally.done()
