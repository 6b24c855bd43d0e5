"""The tables of an extraction as columns: names are paths of the JSON contract, kinds are said once.

A row of "facts" begins with its document ("source.path", "document.unit", …); a nested record is spread
over dotted names ("item.code", "reason.text"), a list stays a list. `value` is a Decimal, never a float.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin

from extract.records import Check, Extraction, Fact, Finding, Link, Profile, Source, Tag
from extract.write.contract import FIELDS, hints_of
from extract.write.to_json import plain

Kind = Literal["text", "boolean", "integer", "number", "decimal", "texts", "numbers", "records"]
TableName = Literal["documents", "facts", "links", "tags", "checks", "findings"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what its values are, and for "records" the columns of each."""

    name: str
    kind: Kind
    inner: tuple[Column, ...] = ()


_DOCUMENT = (("source", Source), ("document", Profile))
_KEYS = ("source.path", "source.sha256", "document.unit", "document.year")
"""What every row says of its document; the table "documents" has the rest."""

_ROWS: dict[str, type] = {
    "facts": Fact, "links": Link, "tags": Tag, "checks": Check, "findings": Finding,
}
TABLES: tuple[str, ...] = ("documents", *_ROWS)
"""Names of the tables."""

_DECIMALS = {(Fact, "value")}
_SCALARS: dict[Any, Kind] = {str: "text", bool: "boolean", int: "integer", float: "number"}


def columns_of(table: str) -> tuple[Column, ...]:
    """The columns of a table. ValueError for a name that is not in TABLES."""
    if table not in TABLES:
        raise ValueError(f"no table {table!r}: choose from {', '.join(TABLES)}")
    documents = tuple(c for name, record in _DOCUMENT for c in _spread(record, f"{name}."))
    if table == "documents":
        counts = tuple(Column(f"count.{name}", "integer") for name in _COUNTED)
        return (*documents, Column("model", "text"), *counts)
    keys = tuple(column for column in documents if column.name in _KEYS)
    owner = (Column("fact", "text"),) if table == "links" else ()
    return (*keys, *owner, *_spread(_ROWS[table], ""))


_COUNTED = ("tables", "tags", "facts", "findings")


def rows_of(extractions: Extraction | Iterable[Extraction], table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table, one dict by column name each, in the order of the documents."""
    columns = columns_of(table)
    given = (extractions,) if isinstance(extractions, Extraction) else extractions
    for extraction in given:
        if not isinstance(extraction, Extraction):
            raise TypeError(f"rows come from extractions, not from {type(extraction).__name__}")
        head = _flat(extraction.document.source, "source.") | _flat(extraction.document.profile, "document.")
        for row in _own_rows(extraction, table):
            values = head | row
            yield {column.name: values[column.name] for column in columns}


def _own_rows(extraction: Extraction, table: str) -> Iterator[dict[str, Any]]:
    if table == "documents":
        counted = (extraction.document.tables, extraction.tags, extraction.facts, extraction.findings)
        counts = {f"count.{name}": len(rows) for name, rows in zip(_COUNTED, counted, strict=True)}
        yield {"model": extraction.model, **counts}
    elif table == "links":
        for fact in extraction.facts:
            yield from ({"fact": fact.id, **_flat(link, "")} for link in fact.links)
    else:
        yield from (_flat(row, "") for row in getattr(extraction, table))


def _flat(record: Any, prefix: str) -> dict[str, Any]:
    kind: type = type(record)
    hints = hints_of(kind)
    values: dict[str, Any] = {}
    for name in FIELDS[kind]:
        value, nested = getattr(record, name), _record_in(hints[name])
        if nested and value is None:
            values |= {column.name: None for column in _spread(nested, f"{prefix}{name}.")}
        elif nested:
            values |= _flat(value, f"{prefix}{name}.")
        elif (kind, name) in _DECIMALS:
            values[f"{prefix}{name}"] = Decimal(value)
        else:
            values[f"{prefix}{name}"] = plain(value)
    return values


def _spread(record: type, prefix: str) -> Iterator[Column]:
    hints = hints_of(record)
    for name in FIELDS[record]:
        nested = _record_in(hints[name])
        if nested:
            yield from _spread(nested, f"{prefix}{name}.")
        elif (record, name) in _DECIMALS:
            yield Column(f"{prefix}{name}", "decimal")
        else:
            yield _column(f"{prefix}{name}", _bare(hints[name]))


def _column(name: str, hint: Any) -> Column:
    if get_origin(hint) is not tuple:
        return Column(name, _SCALARS.get(hint, "text"))
    item = get_args(hint)[0]
    if item in FIELDS:
        return Column(name, "records", tuple(_spread(item, "")))
    return Column(name, "numbers" if item is float else "texts")


def _record_in(hint: Any) -> type | None:
    bare = _bare(hint)
    return bare if isinstance(bare, type) and bare in FIELDS else None


def _bare(hint: Any) -> Any:
    """The type without its None."""
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (option for option in get_args(hint) if option is not type(None))
    return hint
