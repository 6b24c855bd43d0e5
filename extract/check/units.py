"""A 部门决算 against the 单位决算 that it contains: each line of its forms is the sum of theirs.

Source: 部门决算汇总 (a department's accounts are those of its units added up). What one unit pays another is
taken out of the sum, so those columns are not compared, nor totals that hold them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extract import forms
from extract.amounts import decimals_of, half_step, to_yuan
from extract.check.base import Case, Outcome, finding
from extract.check.grid import row_name, sheet
from extract.check.rounding import short
from extract.check.slips import suspected
from extract.check.tables import table_place
from extract.check.years import with_outcome
from extract.records import Cell, CellRef, Extraction, Finding, Table

RULE = "units-sum"
NO_UNITS = "没有给出所属单位的公开文件（--units）"

COMPARED: dict[str, tuple[str, ...]] = {
    forms.INCOME: ("财政拨款收入", "事业收入", "经营收入", "其他收入"),
    forms.EXPENDITURE: ("基本支出", "项目支出", "经营支出"),
    forms.FISCAL_OVERALL: forms.FORM_KEYS[forms.FISCAL_OVERALL],
    forms.GENERAL_BUDGET: forms.FORM_KEYS[forms.GENERAL_BUDGET],
    forms.BASIC_EXPENDITURE: forms.FORM_KEYS[forms.BASIC_EXPENDITURE],
    forms.GOVERNMENT_FUNDS: forms.FORM_KEYS[forms.GOVERNMENT_FUNDS],
    forms.STATE_CAPITAL: forms.FORM_KEYS[forms.STATE_CAPITAL],
    forms.THREE_PUBLIC: forms.FORM_KEYS[forms.THREE_PUBLIC],
}
"""Form → columns that add up over units."""
_MOST = 3
"""So many lines of a form are told one by one; more than that mean that a unit is missing."""


def check_units(case: Case, blamed: frozenset[str]) -> Outcome:
    """Nothing to test in one document alone; `compare_units` takes the place of this."""
    return Outcome((), 0, 0, NO_UNITS)


def compare_units(department: Extraction, units: Sequence[Extraction]) -> Extraction:
    """The department's extraction with rule `units-sum` tested: 100.00 = 60.00 + 40.00, line by line.

    A form that a unit does not publish is not compared. ValueError for no units.
    """
    if not units:
        raise ValueError("没有所属单位的文件。")
    found, tested, untested = list[Finding](), 0, 0
    for kind, keys in COMPARED.items():
        whole = sheet(department.document, kind)
        if whole is None or any(_lacks_form(unit, kind) for unit in units):
            untested += whole is not None
            continue
        parts = (sheet(unit.document, kind) for unit in units)
        tables = [part.table for part in parts if part is not None]
        wrong = [
            (cell, added)
            for cell in whole.cells
            if cell.key in keys
            and (added := _sum(tables, cell, whole.table)) is not None
            and _apart(whole.table, cell, tables, added)
        ]
        tested += sum(cell.key in keys for cell in whole.cells)
        found += _findings(whole.table, wrong, len(units))
    return with_outcome(department, RULE, found, tested, untested, "有单位没有公开这张表")


def _lacks_form(unit: Extraction, kind: str) -> bool:
    return not any(t.kind == kind for t in unit.document.tables)


def _address(cell: Cell) -> tuple[str | None, str]:
    name = row_name(cell.label)
    return cell.key, cell.code or ("总计" if name.endswith("总计") else name)


def _sum(tables: Sequence[Table], cell: Cell, whole: Table) -> Decimal | None:
    """The units' amounts of a line, in the unit of the department's form; None where it is ambiguous."""
    added = Decimal(0)
    for table in tables:
        twins = [c for c in table.cells if _address(c) == _address(cell)]
        if len({c.value for c in twins}) > 1:
            return None
        value = twins[0].value if twins else None
        factor = to_yuan(Decimal(1), table.unit) / to_yuan(Decimal(1), whole.unit)
        added += (value or Decimal(0)) * factor
    return added


def _apart(whole: Table, cell: Cell, tables: Sequence[Table], added: Decimal) -> bool:
    half = half_step(decimals_of(cell.text) or 2)
    return abs((cell.value or Decimal(0)) - added) > half * (len(tables) + 1)


def _findings(table: Table, wrong: Sequence[tuple[Cell, Decimal]], units: int) -> Iterator[Finding]:
    told = [pair for pair in wrong if not _is_sum(pair[0])] or list(wrong)
    lines = [c for c in table.cells if c.key and c.value and not _is_sum(c)]
    short_everywhere = len(told) > 1 and len(told) == len(lines) and all((c.value or 0) > s for c, s in told)
    if len(told) > _MOST or short_everywhere:
        cell, added = max(wrong, key=lambda pair: abs((pair[0].value or Decimal(0)) - pair[1]))
        yield _report(table, cell, added, units, f"，本表共{len(wrong)}格不符，可能少了单位的文件")
        return
    for cell, added in told:
        yield _report(table, cell, added, units, "")


def _is_sum(cell: Cell) -> bool:
    """True for rows that are sums of others: they fail where a line of theirs does."""
    return not cell.code or len(cell.code) < (5 if cell.code.startswith("30") else 7)


def _report(table: Table, cell: Cell, added: Decimal, units: int, tail: str) -> Finding:
    value = cell.value or Decimal(0)
    name = cell.label.strip() or (cell.key or "").partition("-")[2]
    return finding(
        RULE,
        "table-vs-table",
        "error" if not tail else "warning",
        f"部门《{table.title or table.kind}》“{name}”{cell.key}为{cell.text.strip() or '空'}，"
        f"{units}个单位合计{short(added)}，相差{short(abs(value - added))}{suspected(value, added)}{tail}。",
        cells=(CellRef(table.id, cell.row, cell.column),),
        at=table_place(table),
        actual=cell.text.strip(),
        expected=short(added),
        difference=short(value - added),
    )
