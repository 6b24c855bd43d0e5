"""CSV: a file for each table, UTF-8 with BOM for Excel, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

from extract.batch.schema import TABLES
from extract.batch.sinks.duckdb import DuckdbSink

_FORMULA = re.compile(r"^\s*[=+\-@|%]|^[\t\r\n]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def publish_csv(sink: DuckdbSink, folder: Path) -> None:
    """documents.csv, facts.csv and so on; NULL is an empty field."""
    from extract.batch.sinks.files import rows_in_order

    folder.mkdir(parents=True)
    for table, layout in TABLES.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(layout.names)
            writer.writerows([harmless(value) for value in row] for row in rows_in_order(sink, table))


def harmless(value: Any) -> Any:
    """A value that stays text in a spreadsheet and steers no terminal: "=1+1" → "'=1+1", ESC → "".

    Numbers are numbers, with their minus: only text can be a formula.
    """
    from extract.batch.sinks.files import plain

    if value is None or isinstance(value, int | float):
        return value
    if not isinstance(value, str):
        return plain(value)
    text = without_controls(value)
    return f"'{text}" if _FORMULA.match(text) else text


def without_controls(text: str) -> str:
    """Text without escape sequences' controls and bidi overrides; line breaks and tabs stay."""
    return _CONTROL.sub("", text)
