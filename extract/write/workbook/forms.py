"""Every table of a document as a sheet of its own, printed digits kept, findings coloured and noted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.records import Cell, CellRef, Extraction, Finding, Table
from extract.write.words import SEVERITIES
from extract.write.workbook.book import HEAD, LINED, Book, Value, clean, fitting, number

_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LONGEST_NAME = 31
FIRST_ROW = 3
"""Title, unit and a blank row stand above a form."""


@dataclass(frozen=True, slots=True)
class FormName:
    """The sheet a table stands on, and how many rows its head takes."""

    sheet: str
    head: int

    def spot(self, ref: CellRef) -> str:
        """"C7": the cell of the sheet that holds a cell of the table."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        return str(xl_rowcol_to_cell(FIRST_ROW + self.head + ref.row, ref.column))

    def link(self, ref: CellRef) -> str:
        """A link inside the workbook."""
        return f"internal:'{self.sheet}'!{self.spot(ref)}"


def name_forms(extractions: Sequence[Extraction]) -> dict[tuple[int, str], FormName]:
    """(document, table id) → its sheet, official forms first; every name is one that Excel allows."""
    taken: set[str] = set()
    names: dict[tuple[int, str], FormName] = {}
    for index, extraction in enumerate(extractions):
        lead = f"{index + 1}-" if len(extractions) > 1 else ""
        ordered = sorted(extraction.document.tables, key=lambda table: table.kind is None)
        for number_, table in enumerate(ordered, 1):
            name = _sheet_name(f"{lead}{number_:02d} {table.kind or table.title or '其他表'}", taken)
            names[index, table.id] = FormName(name, len(table.header))
    return names


def _sheet_name(wanted: str, taken: set[str]) -> str:
    name = _FORBIDDEN.sub("", wanted)[:LONGEST_NAME].strip()
    serial = 1
    while name.lower() in taken:
        serial += 1
        name = f"{name[: LONGEST_NAME - 4]}~{serial}"
    taken.add(name.lower())
    return name


def write_forms(
    book: Book, extractions: Sequence[Extraction], names: Mapping[tuple[int, str], FormName]
) -> None:
    """A sheet for each table, in the order of the names."""
    tables = {(i, table.id): table for i, e in enumerate(extractions) for table in e.document.tables}
    for (index, table_id), form in names.items():
        _write_form(book, extractions[index], tables[index, table_id], form)


def _write_form(book: Book, extraction: Extraction, table: Table, form: FormName) -> None:
    sheet = book.sheet(form.sheet)
    title = clean(table.title or table.kind or "（没有表名）")
    sheet.write_string(0, 0, title, book.format(bold=True, font_size=13))
    pages = f"第 {'、'.join(map(str, table.pages))} 页" if table.pages else ""
    about = (table.code, f"单位：{table.unit}" if table.unit else "", pages, extraction.document.profile.unit)
    grey = book.format(font_color="#555555")
    sheet.write_string(1, 0, clean("　".join(part for part in about if part)), grey)
    for offset, row in enumerate(table.header):
        for column, text in enumerate(row):
            book.put(sheet, FIRST_ROW + offset, column, Value(text), **HEAD)
    _write_body(book, sheet, extraction, table, form)
    for column in range(len(table.columns)):
        texts = [row[column] for row in (*table.header, *table.rows) if column < len(row)]
        sheet.set_column(column, column, fitting(texts))
    sheet.freeze_panes(FIRST_ROW + form.head, 0)
    sheet.repeat_rows(FIRST_ROW, FIRST_ROW + max(form.head - 1, 0))


def _write_body(book: Book, sheet: Any, extraction: Extraction, table: Table, form: FormName) -> None:
    cells = {(cell.row, cell.column): cell for cell in table.cells}
    findings = _findings_on(extraction, table)
    statuses = {
        (link.row, link.column): link.status
        for fact in extraction.facts for link in fact.links if link.table == table.id
    }
    for row, texts in enumerate(table.rows):
        for column, text in enumerate(texts):
            found = findings.get((row, column), [])
            fill = found[0].severity if found else str(statuses.get((row, column), ""))
            value = _value(text, cells.get((row, column)), fill, "\n".join(f.message for f in found))
            book.put(sheet, FIRST_ROW + form.head + row, column, value, **LINED)


def _value(text: str, cell: Cell | None, fill: str, note: str) -> Value:
    return number(text, cell.value if cell else None, fill=fill, note=note)


def _findings_on(extraction: Extraction, table: Table) -> dict[tuple[int, int], list[Finding]]:
    """The findings on each cell, the gravest first."""
    found: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for severity in SEVERITIES:
        for finding in extraction.findings:
            for ref in finding.cells if finding.severity == severity else ():
                if ref.table == table.id:
                    found[ref.row, ref.column].append(finding)
    return found
