"""XLSX: a sheet for each table, header frozen, filters on, findings coloured by severity.

Rows are streamed (constant memory). Text is written as text whatever it begins with, so no document can
put a formula or a link into the workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any

from extract.batch.rows import Row
from extract.batch.schema import TABLES
from extract.batch.sinks import NEEDED
from extract.batch.sinks.csv import without_controls
from extract.batch.sinks.duckdb import DuckdbSink
from extract.errors import SettingsError

ORDER = ("documents", "findings", "facts", "links", "cells", "checks", "tags", "files", "runs")
MOST_ROWS = 1_048_575
"""Rows of a sheet below its header; what is more goes on in facts-2."""
LONGEST = 32_767
"""Characters a cell can hold."""
EXACT_DIGITS = 15
"""Excel keeps this many digits of a number; a longer one is written as text."""
COLOURS = {"error": "#F8CBAD", "warning": "#FFE699", "info": "#DDEBF7"}
WIDTHS = {"message": 60, "quote": 50, "path": 40, "sha256": 12, "reason": 30, "why": 40, "text": 20}
_NORMAL_WIDTH = 14


def publish_xlsx(sink: DuckdbSink, path: Path) -> None:
    """The whole result as one workbook."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise SettingsError(f"写 XLSX 需要 xlsxwriter；{NEEDED}") from error
    from extract.batch.sinks.files import rows_in_order

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        formats = {
            "head": book.add_format({"bold": True, "bg_color": "#D9D9D9"}),
            **{name: book.add_format({"bg_color": colour}) for name, colour in COLOURS.items()},
        }
        for table in ORDER:
            for number, rows in enumerate(_sheets(rows_in_order(sink, table)), start=1):
                name = table if number == 1 else f"{table}-{number}"
                _fill(book.add_worksheet(name), table, rows, formats)


def _sheets(rows: Iterator[Row]) -> Iterator[Iterable[Row]]:
    """The rows cut to what a sheet holds; one empty cut where there are none."""
    first = next(rows, None)
    yield () if first is None else chain([first], islice(rows, MOST_ROWS - 1))
    while (head := next(rows, None)) is not None:
        yield chain([head], islice(rows, MOST_ROWS - 1))


def _fill(sheet: Any, table: str, rows: Iterable[Row], formats: dict[str, Any]) -> None:
    names = TABLES[table].names
    for column, name in enumerate(names):
        sheet.set_column(column, column, WIDTHS.get(name, _NORMAL_WIDTH))
        sheet.write_string(0, column, name, formats["head"])
    sheet.freeze_panes(1, 0)
    severity = names.index("severity") if "severity" in names else None
    last = 0
    for last, row in enumerate(rows, start=1):
        colour = None if severity is None else formats.get(str(row[severity]))
        for column, value in enumerate(row):
            _write(sheet, last, column, value, colour)
    sheet.autofilter(0, 0, last, len(names) - 1)


def _write(sheet: Any, row: int, column: int, value: Any, colour: Any) -> None:
    if value is None:
        sheet.write_blank(row, column, None, colour)
    elif isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > EXACT_DIGITS:
        sheet.write_string(row, column, format(value, "f"), colour)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, value, colour)
    elif isinstance(value, datetime):
        sheet.write_string(row, column, value.isoformat(sep=" ", timespec="seconds"), colour)
    else:
        sheet.write_string(row, column, without_controls(str(value))[:LONGEST], colour)
