"""One finding per cause: equations that fail through one cell are one finding, with the rest as consequences.

A cell is the cause where two or more failed equations hold it and all ask for the same figure there: a wrong
cell fails its row, its column, the other form and the prose, and all four want the same number back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from extract.check.base import Case
from extract.check.rounding import short
from extract.check.slips import suspected
from extract.records import Cell, CellRef, Finding, Severity, Table

_NEAR = Decimal("0.05")
"""Figures that two equations ask for are one figure within this, in the unit of the form."""
_EQUATIONS = frozenset({"table-arithmetic", "table-vs-table"})
_PROSE = "prose-table"
_GRAVE: tuple[Severity, ...] = ("error", "warning", "info")
_SHOWN = 3
"""So many consequences are listed; the rest are counted."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """What one failed equation wants a cell to be."""

    finding: Finding
    cell: CellRef
    right: Decimal


def one_per_cause(case: Case, findings: Sequence[Finding]) -> list[Finding]:
    """The findings, those of one wrong cell joined, and those of one wrong code kept once."""
    left, joined = list(findings), list[Finding]()
    named = {ref.table for found in findings for ref in found.cells}
    cells = {
        CellRef(table.id, cell.row, cell.column): (table, cell)
        for table in case.document.tables
        if table.id in named
        for cell in table.cells
    }
    while group := _largest(_claims(left, cells)):
        members = {id(claim.finding) for claim in group}
        joined.append(_join(group, *cells[group[0].cell]))
        left = [f for f in left if id(f) not in members]
    return [*_without_echoes(case, left), *joined]


def _claims(findings: Sequence[Finding], cells: dict[CellRef, tuple[Table, Cell]]) -> Iterator[_Claim]:
    for found in findings:
        apart = _number(found.difference)
        equation = found.kind in _EQUATIONS or found.rule == _PROSE
        if apart is None or found.severity != "error" or not equation:
            continue
        for at, ref in enumerate(found.cells):
            cell = cells[ref][1] if ref in cells else None
            if cell is not None:
                value = cell.value or Decimal(0)
                wanted = value - apart if at == 0 and found.rule != _PROSE else value + apart
                yield _Claim(found, ref, wanted)


def _number(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def _largest(claims: Iterator[_Claim]) -> list[_Claim]:
    """The most claims that agree on one cell, two or more, one of them of the forms; else []."""
    by_cell: dict[CellRef, list[_Claim]] = {}
    for claim in claims:
        by_cell.setdefault(claim.cell, []).append(claim)
    best: list[_Claim] = []
    for group in by_cell.values():
        for first in group:
            same = [c for c in group if abs(c.right - first.right) <= _NEAR]
            inside = any(c.finding.rule != _PROSE for c in same)
            if len(same) > max(1, len(best)) and inside:
                best = same
    return best


def _join(group: list[_Claim], table: Table, cell: Cell) -> Finding:
    forms = [c.finding for c in group if c.finding.rule != _PROSE]
    others = [c.finding for c in group if c.finding.rule == _PROSE]
    first, right = forms[0], group[0].right
    value = cell.value or Decimal(0)
    reasons = [_reason(f) for f in (*forms, *others)]
    more = f"等{len(reasons)}处" if len(reasons) > _SHOWN else ""
    column = table.columns[cell.column] if cell.column < len(table.columns) else cell.key or ""
    row = f"“{cell.label.strip()}”行" if cell.label.strip() else ""
    slip, basis = suspected(value, right), "；".join(reasons[:_SHOWN])
    message = (
        f"《{table.title or table.kind}》{row}“{column}”栏为{cell.text.strip() or '空'}，应为{short(right)}，"
        f"相差{short(abs(value - right))}{slip}；依据：{basis}{more}。"
    )
    refs = dict.fromkeys((group[0].cell, *(ref for f in (*forms, *others) for ref in f.cells)))
    return replace(
        first,
        message=message,
        facts=tuple(dict.fromkeys(fact for f in others for fact in f.facts)),
        cells=tuple(refs),
        actual=cell.text.strip(),
        expected=short(right),
        difference=short(value - right),
    )


def _reason(found: Finding) -> str:
    """A failed equation in a few words: 合计栏应等于各栏之和; 正文写12.40."""
    if found.rule == _PROSE:
        return f"正文写{found.actual}"
    if found.kind == "table-vs-table":
        return found.message.partition("，")[2].partition("，")[0]
    return found.message.partition("》")[2].partition("：")[0]


def _without_echoes(case: Case, findings: list[Finding]) -> Iterator[Finding]:
    """Of findings about one code or name, in its place of the prose or in its row, the gravest one.

    Of one figure that counts for two lines (收、支各增加 A) one finding of a kind.
    """
    forms = {(table.start, table.end) for table in case.document.tables}
    places, rows = list[tuple[int, int]](), set[tuple[str, int]]()
    figures = set[tuple[object, ...]]()
    for found in sorted(findings, key=lambda f: _GRAVE.index(f.severity)):
        if found.kind == "code-vs-name" or found.rule == "code-name-typo":
            inside = (found.start, found.end) in forms or found.start is None
            row = (found.cells[0].table, found.cells[0].row) if inside and found.cells else None
            start, end = found.start or 0, found.end or 0
            if row in rows or (not inside and any(a < end and start < b for a, b in places)):
                continue
            rows |= {row} if row else set()
            places += [] if inside else [(start, end)]
        elif found.facts and found.kind == "prose-arithmetic":
            figure = (found.rule, found.start, found.end, found.actual, found.expected)
            if figure in figures:
                continue
            figures.add(figure)
        yield found
