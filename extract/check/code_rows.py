"""Codes printed in the rows of the forms: below their parents, once a form, and the same in every form.

Source: 政府收支分类科目 (a code goes on from the code of the level above), 表间勾稽 (one line, one code).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract import forms
from extract.check.base import Case, Outcome, Tally, finding
from extract.check.grid import row_name
from extract.check.tables import table_place
from extract.once import once
from extract.records import CellRef, Document, Table

TREE = "form-code-tree"
SAME = "code-across-forms"

FUNCTIONAL = (
    forms.INCOME,
    forms.EXPENDITURE,
    forms.GENERAL_BUDGET,
    forms.GOVERNMENT_FUNDS,
    forms.STATE_CAPITAL,
)
_LISTED = 6
"""So many rows show that a form lists its codes in order."""
_ABOVE = {5: 3, 7: 5}
"""Digits of a code → digits of the code it goes on from."""


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One line of a form: its code, name, and the names above it; `ref` is its first cell."""

    table: Table
    code: str
    name: str
    path: tuple[str, ...]
    ref: CellRef

    @property
    def title(self) -> str:
        """What to call its form."""
        return self.table.title or self.table.kind or self.table.id


def code_rows(document: Document, kinds: Iterable[str]) -> tuple[CodeRow, ...]:
    """Every row with a code, block by block, top down: "30103 奖金" under 工资福利支出."""
    wanted = set(kinds)
    return tuple(row for table, rows in _all_rows(document) if table.kind in wanted for row in rows)


@once
def _all_rows(document: Document) -> tuple[tuple[Table, tuple[CodeRow, ...]], ...]:
    return tuple((table, tuple(_rows(table))) for table in document.tables if table.kind is not None)


def _rows(table: Table) -> Iterator[CodeRow]:
    key = next((c.key for c in table.cells if c.key and c.code), None)
    cells = sorted((c for c in table.cells if c.key == key and c.code), key=lambda c: (c.column, c.row))
    above: dict[int, str] = {}
    for cell in cells:
        code, name = cell.code or "", row_name(cell.label)
        upper = _ABOVE.get(len(code))
        path = tuple(above[n] for n in (3, 5) if n < len(code) and n in above) if upper else ()
        above = {n: text for n, text in above.items() if n < len(code)} | {len(code): name}
        yield CodeRow(table, code, name, (*path, name), CellRef(table.id, cell.row, cell.column))


def check_code_tree(case: Case, blamed: frozenset[str]) -> Outcome:
    """20805 under 208, then a row 2083505 → error; a code printed for two names in one form → error."""
    tally = Tally()
    for table, rows in _all_rows(case.document):
        if table.kind in (*FUNCTIONAL, forms.BASIC_EXPENDITURE):
            tally.tested += len(rows)
            _tree(tally, rows)
            _doubles(tally, rows)
            _order(tally, rows)
    return tally.done()


def _tree(tally: Tally, rows: tuple[CodeRow, ...]) -> None:
    told: set[CellRef] = set()
    for at, parent in enumerate(rows):
        below = _children(rows, at)
        astray = [row for row in below if not row.code.startswith(parent.code)]
        if not astray or parent.ref in told:
            continue
        told |= {row.ref for row in astray}
        if len(astray) == len(below) and _agree(rows, below, parent):
            _report_parent(tally, parent, astray)
        else:
            for row in astray:
                _report_child(tally, parent, row)


def _agree(rows: tuple[CodeRow, ...], below: list[CodeRow], parent: CodeRow) -> bool:
    """Whether all rows below want one other code of their parent, and none below them takes its side."""
    deeper = [row for one in below for row in _children(rows, rows.index(one))]
    sides = any(row.code.startswith(parent.code) for row in deeper)
    return not sides and len({row.code[: len(parent.code)] for row in below}) == 1


def _children(rows: tuple[CodeRow, ...], at: int) -> list[CodeRow]:
    """The rows one level below a row, down to the next of its own level."""
    own, below = rows[at], list[CodeRow]()
    for row in rows[at + 1 :]:
        if len(row.code) <= len(own.code) or row.ref.column != own.ref.column:
            break
        if _ABOVE.get(len(row.code)) == len(own.code):
            below.append(row)
    return below


def _report_parent(tally: Tally, parent: CodeRow, below: list[CodeRow]) -> None:
    right = below[0].code[: len(parent.code)]
    listed = "、".join(f"{row.code}{row.name}" for row in below[:3])
    tally.findings.append(
        finding(
            TREE,
            "code-vs-name",
            "error",
            f"《{parent.title}》“{parent.name}”的编码{parent.code}与其下的{listed}不相接，"
            f"按下级应为{right}，二者必有一误。",
            cells=(parent.ref, *(row.ref for row in below)),
            at=table_place(parent.table),
            actual=parent.code,
            expected=right,
        )
    )


def _report_child(tally: Tally, parent: CodeRow, row: CodeRow) -> None:
    tally.findings.append(
        finding(
            TREE,
            "code-vs-name",
            "error",
            f"《{row.title}》“{row.name}”的编码{row.code}不在它上面的“{parent.name}”{parent.code}之下，"
            f"应以{parent.code}开头。",
            cells=(row.ref, parent.ref),
            at=table_place(row.table),
            actual=row.code,
            expected=parent.code + row.code[len(parent.code) :],
        )
    )


def _doubles(tally: Tally, rows: tuple[CodeRow, ...]) -> None:
    first: dict[str, CodeRow] = {}
    for row in rows:
        other = first.setdefault(row.code, row)
        if other.name != row.name and other.name and row.name:
            tally.findings.append(
                finding(
                    TREE,
                    "code-vs-name",
                    "error",
                    f"《{row.title}》编码{row.code}印在两行：“{other.name}”和“{row.name}”，其中一行编码有误。",
                    cells=(row.ref, other.ref),
                    at=table_place(row.table),
                    actual=row.code,
                )
            )


def _order(tally: Tally, rows: tuple[CodeRow, ...]) -> None:
    """30306, 30367, 30308 in a form whose codes rise from row to row but here → warning."""
    told = {ref for found in tally.findings for ref in found.cells}
    columns: dict[int | None, list[CodeRow]] = {}
    for row in rows:
        columns.setdefault(row.ref.column, []).append(row)
    astray = [row for column in columns.values() for row in _astray(column)]
    if len(astray) != 1 or len(rows) < _LISTED or astray[0].ref in told:
        return
    row = astray[0]
    column = columns[row.ref.column]
    at = column.index(row)
    before, after = column[at - 1].code, column[at + 1].code
    tally.findings.append(
        finding(
            TREE,
            "code-vs-name",
            "warning",
            f"《{row.title}》“{row.name}”的编码{row.code}不在上下两行的{before}和{after}之间，"
            "而本表其余编码都依次排列。",
            cells=(row.ref,),
            at=table_place(row.table),
            actual=row.code,
        )
    )


def _astray(column: list[CodeRow]) -> list[CodeRow]:
    """The rows without which every code of a column is more than the one above it."""
    codes = [row.code for row in column]
    falls = [at for at in range(1, len(codes)) if codes[at] <= codes[at - 1]]
    near = sorted({at - back for at in falls[:2] for back in (0, 1)})
    inner = (at for at in near if 0 < at < len(codes) - 1)
    return [column[at] for at in inner if _rise(codes[:at] + codes[at + 1 :])] if falls else []


def _rise(codes: list[str]) -> bool:
    return all(one < other for one, other in pairwise(codes))


def check_same_codes(case: Case, blamed: frozenset[str]) -> Outcome:
    """行政运行 is 2010301 in 支出决算表 and 2010331 in 一般公共预算支出决算表 → error; once a line."""
    tally = Tally()
    lines: dict[tuple[str, ...], list[CodeRow]] = {}
    for row in code_rows(case.document, FUNCTIONAL):
        lines.setdefault((str(len(row.code)), *row.path), []).append(row)
    for rows in lines.values():
        told = Counter(row.code for row in rows)
        if len({row.table.id for row in rows}) < 2 or not _one_each(rows):
            continue
        tally.tested += 1
        if len(told) > 1:
            _report_line(tally, rows, told)
    return tally.done()


def _one_each(rows: list[CodeRow]) -> bool:
    return len({row.table.id for row in rows}) == len(rows)


def _report_line(tally: Tally, rows: list[CodeRow], told: Counter[str]) -> None:
    usual = told.most_common(1)[0][0]
    odd = next(row for row in rows if row.code != usual)
    other = next(row for row in rows if row.code == usual)
    tally.findings.append(
        finding(
            SAME,
            "code-vs-name",
            "error",
            f"“{odd.name}”在《{odd.title}》的编码是{odd.code}，在《{other.title}》是{usual}，同一科目编码应相同。",
            cells=(odd.ref, other.ref),
            at=table_place(odd.table),
            actual=odd.code,
            expected=usual,
        )
    )
