"""One extraction → the rows of every table, ready for any sink.

Strings are valid UTF-8 without NUL whatever the document held; money is Decimal; lists are JSON text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Context, Decimal, InvalidOperation
from typing import Any

from extract.amounts import UNIT_FACTORS
from extract.batch.schema import DIGITS, SCALE, TABLES, Layout
from extract.records import Extraction, Table

Record = Mapping[str, Any]
"""The JSON contract as a dict."""
Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
"""Table name → rows, each as long as the table has columns."""

_NESTED = ("item", "reason")
"""Fields of a fact that are flattened, as `schema.FLATTENED` says."""
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_LARGEST = Decimal(10) ** (DIGITS - SCALE)
_STEP = Decimal(1).scaleb(-SCALE)
_WIDE = Context(prec=4 * DIGITS)
"""Room for any product; Python's own 28 digits would round."""


def rows_of(extraction: Extraction, record: Record) -> Rows:
    """The rows of every table but documents, files and runs; `record` is `to_dict(extraction)`.

    Row order is that of the record; the first column is the document's digest.
    """
    sha256 = record["source"]["sha256"]
    rows = {name: list(_rows(TABLES[name], sha256, values)) for name, values in _values(record)}
    rows["cells"] = list(_rows(TABLES["cells"], sha256, _cells(extraction.document.tables)))
    return rows


def document_values(record: Record) -> dict[str, Any]:
    """What `documents` says of a record: source, profile, model."""
    return {
        **record["source"], **record["document"],
        "schema_version": record["schema_version"], "model": record["model"],
    }


def row_of(table: str, values: Mapping[str, Any]) -> Row:
    """One row of a table; a column without a value is NULL."""
    columns = TABLES[table].columns
    return tuple(fitting(values.get(column.name), column.kind) for column in columns)


def _values(record: Record) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    facts = record["facts"]
    yield "facts", [_fact(fact) for fact in facts]
    yield "links", [
        {**link, "fact": fact["id"], "number": number}
        for fact in facts
        for number, link in enumerate(fact["links"])
    ]
    yield "findings", record["findings"]
    yield "tags", [{**tag, "number": number} for number, tag in enumerate(record["tags"])]
    yield "checks", record["checks"]


def _cells(tables: Iterable[Table]) -> Iterator[dict[str, Any]]:
    """The figures of the forms that are known, each with its whole address."""
    for table in tables:
        factor = UNIT_FACTORS.get(table.unit or "")
        for cell in table.cells if table.kind else ():
            if cell.value is not None:
                yield {
                    "table": table.id, "kind": table.kind, "row": cell.row, "column": cell.column,
                    "label": cell.label, "code": cell.code, "key": cell.key, "value": cell.value,
                    "yuan": None if factor is None else _times(cell.value, factor), "page": cell.page,
                }


def _rows(layout: Layout, sha256: str, values: Iterable[dict[str, Any]]) -> Iterator[Row]:
    kinds = [(column.name, column.kind) for column in layout.columns]
    for value in values:
        value["sha256"] = sha256
        yield tuple(fitting(value.get(name), kind) for name, kind in kinds)


def _fact(fact: Mapping[str, Any]) -> dict[str, Any]:
    """The fact with its item and reason flattened and its value in yuan beside it."""
    flat = {name: value for name, value in fact.items() if name not in _NESTED}
    for name in _NESTED:
        for field, value in (fact[name] or {}).items():
            flat[name if field == "text" else f"{name}_{field}"] = value
    factor = UNIT_FACTORS.get(fact["unit"] or "")
    flat["yuan"] = None if factor is None else _times(fact["value"], factor)
    return flat


def _times(value: str | Decimal, factor: Decimal) -> Decimal | None:
    number = money(value)
    return None if number is None else money(_WIDE.multiply(number, factor))


def fitting(value: Any, kind: str) -> Any:
    """A value as its column holds it: text clean, money Decimal, lists as JSON."""
    if value is None:
        return None
    if kind == "money":
        return money(value)
    if kind == "text":
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return clean(shown)
    return value


def money(value: str | Decimal) -> Decimal | None:
    """The decimal as DECIMAL(38, 10) holds it exactly, else None: no digit is ever rounded away."""
    try:
        number = Decimal(value)
        fits = number.is_finite() and abs(number) < _LARGEST
        exact = fits and number == number.quantize(_STEP, context=_WIDE)
    except InvalidOperation:
        return None
    return number if exact else None


def clean(text: str) -> str:
    r"""Text that every sink can hold: a lone surrogate becomes "\udce4" in letters, NUL becomes U+FFFD."""
    if not _UNFIT.search(text):
        return text
    return text.replace("\x00", "\ufffd").encode("utf-8", "backslashreplace").decode("utf-8")
