"""Facts, links, tags, checks, findings and documents as a pandas, polars or Arrow table.

The three agree: same columns (paths of the JSON contract, "item.code"), same values. `value` is
decimal128(38, 10) in Arrow and polars and a column of `Decimal` in pandas. Each library is imported when
its function is called; `pip install 'juesuan[frames]'` brings all three.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any

from extract.errors import ExtraMissing
from extract.records import Extraction
from extract.write.columns import Column, TableName, columns_of, rows_of

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

PRECISION, SCALE = 38, 10
"""Digits of a decimal column in all, and behind the point."""

_LIMIT = Decimal(10) ** (PRECISION - SCALE)
Extractions = Extraction | Iterable[Extraction]


def to_pandas(extractions: Extractions, table: TableName = "facts") -> pandas.DataFrame:
    """One row per fact (or link, tag, check, finding, document) as a pandas DataFrame.

    `extractions`: one, or an iterable of many. Columns are paths of the contract ("item.name",
    "reason.text") behind those of the document ("source.path", "document.unit", …); `value` is a Decimal in
    the fact's own `unit`. Integers are Int64 (None stays missing), lists and decimals are objects.
    ExtraMissing without pandas; ValueError for an unknown table or a value of more than 38 digits;
    TypeError for what is no Extraction.
    """
    pd = _library("pandas")
    columns, rows = _table(extractions, table)
    kinds = {"boolean": "boolean", "integer": "Int64", "number": "Float64"}
    data = {
        column.name: pd.Series([row[column.name] for row in rows], dtype=kinds.get(column.kind, object))
        for column in columns
    }
    frame: pandas.DataFrame = pd.DataFrame(data)
    return frame


def to_polars(extractions: Extractions, table: TableName = "facts") -> polars.DataFrame:
    """The rows of `to_pandas` as a polars DataFrame, nested columns as List and Struct.

    `value` is Decimal(38, 10). ExtraMissing without polars; ValueError and TypeError as in `to_pandas`.
    """
    pl = _library("polars")
    columns, rows = _table(extractions, table)
    kinds = {
        "text": pl.String, "boolean": pl.Boolean, "integer": pl.Int64, "number": pl.Float64,
        "decimal": pl.Decimal(PRECISION, SCALE), "texts": pl.List(pl.String),
        "numbers": pl.List(pl.Float64),
    }

    def struct(fields: list[tuple[str, Any]]) -> Any:
        return pl.List(pl.Struct([pl.Field(name, kind) for name, kind in fields]))

    schema = {column.name: _type(column, kinds, struct) for column in columns}
    frame: polars.DataFrame = pl.DataFrame(rows, schema=schema)
    return frame


def to_arrow(extractions: Extractions, table: TableName = "facts") -> pyarrow.Table:
    """The rows of `to_pandas` as an Arrow table, ready for Parquet or DuckDB.

    `value` is decimal128(38, 10). ExtraMissing without pyarrow; ValueError and TypeError as in `to_pandas`.
    """
    pa = _library("pyarrow")
    columns, rows = _table(extractions, table)
    kinds = {
        "text": pa.string(), "boolean": pa.bool_(), "integer": pa.int64(), "number": pa.float64(),
        "decimal": pa.decimal128(PRECISION, SCALE), "texts": pa.list_(pa.string()),
        "numbers": pa.list_(pa.float64()),
    }

    def struct(fields: list[tuple[str, Any]]) -> Any:
        return pa.list_(pa.struct(fields))

    schema = pa.schema([(column.name, _type(column, kinds, struct)) for column in columns])
    made: pyarrow.Table = pa.Table.from_pylist(rows, schema=schema)
    return made


def _type(column: Column, kinds: dict[str, Any], struct: Callable[[list[tuple[str, Any]]], Any]) -> Any:
    if column.kind != "records":
        return kinds[column.kind]
    return struct([(inner.name, _type(inner, kinds, struct)) for inner in column.inner])


def _table(extractions: Extractions, table: str) -> tuple[tuple[Column, ...], list[dict[str, Any]]]:
    columns, rows = columns_of(table), list(rows_of(extractions, table))
    exact = [column.name for column in columns if column.kind == "decimal"]
    for row in rows:
        for name in exact:
            _check_size(row[name], row)
    return columns, rows


def _check_size(value: Decimal, row: dict[str, Any]) -> None:
    """Refuse a number that the column would cut: no disclosure prints one, a broken text layer may."""
    exponent = value.as_tuple().exponent
    if abs(value) >= _LIMIT or (isinstance(exponent, int) and -exponent > SCALE):
        raise ValueError(f"{value} of {row['source.path']} does not fit decimal({PRECISION}, {SCALE})")


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise ExtraMissing(f"没有安装 {name}；请运行 pip install 'juesuan[frames]'。") from error
