"""Parquet, JSONL, CSV and XLSX: kept in a DuckDB file beside the result, written whole when a run ends.

The working file makes these formats as safe as DuckDB: a killed job leaves the last result as it was and
loses nothing that was finished. The result takes its place by renaming, never half written.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from extract.batch.rows import Row
from extract.batch.schema import CHILDREN, TABLES
from extract.batch.sinks.duckdb import DuckdbSink
from extract.batch.sinks.sql import quoted
from extract.errors import SettingsError

STORE = ".juesuan.duckdb"
MANIFEST = "_manifest.json"
FOLDERS = ("parquet", "csv")
"""Formats whose result is a folder with a part for each table."""
STEP = 5_000
"""Rows in hand at a time while writing."""

Publish = Callable[[DuckdbSink, Path], None]


class FileSink(DuckdbSink):
    """A DuckDB sink that ends as files."""

    def __init__(self, out: Path, kind: str) -> None:
        self.out, self.kind = out, kind
        store = store_of(out, kind)
        if kind == "parquet" and (out / "documents").is_dir() and not store.exists():
            raise SettingsError(f"{out} 是 --engine ray 写的；请加上 --engine ray 接着做，或换一个输出。")
        if out.exists() and not store.exists() and (kind not in FOLDERS or any(out.iterdir())):
            raise SettingsError(f"{out} 已经存在，却不是 juesuan batch 写的；请换一个输出或先移走它。")
        store.parent.mkdir(parents=True, exist_ok=True)
        super().__init__(store)
        self.place = str(out)

    def publish(self) -> None:
        """Write all tables in the order of their keys and put them in place of the last result."""
        draft = self.out.with_name(f".{self.out.name}.{os.getpid()}.part")
        try:
            _publishers()[self.kind](self, draft)
            if self.kind in FOLDERS:
                _move_in(draft, self.out)
            else:
                draft.replace(self.out)
        finally:
            shutil.rmtree(draft, ignore_errors=True) if draft.is_dir() else draft.unlink(missing_ok=True)


def store_of(out: Path, kind: str) -> Path:
    """Where the working file of a result lies: inside a folder, beside a file."""
    return out / STORE if kind in FOLDERS else out.with_name(f".{out.name}{STORE}")


def rows_in_order(sink: DuckdbSink, table: str) -> Iterator[Row]:
    """Every row of a table by its key, a few thousand in hand at a time."""
    cursor = sink.connection.cursor()
    cursor.execute(f"SELECT * FROM ({ordered(table)})")
    while rows := cursor.fetchmany(STEP):
        yield from rows
    cursor.close()


def ordered(table: str) -> str:
    """The SELECT of a table in the order of its key; the columns in the order of the schema."""
    layout = TABLES[table]
    listed, key = ", ".join(map(quoted, layout.names)), ", ".join(map(quoted, layout.key))
    return f"SELECT {listed} FROM {table} ORDER BY {key}"


def _publishers() -> dict[str, Publish]:
    from extract.batch.sinks.csv import publish_csv
    from extract.batch.sinks.xlsx import publish_xlsx

    return {"parquet": publish_parquet, "jsonl": publish_jsonl, "csv": publish_csv, "xlsx": publish_xlsx}


def publish_parquet(sink: DuckdbSink, folder: Path) -> None:
    """facts/part-0.parquet and so on, sorted by key, zstd, DECIMAL kept."""
    for table in TABLES:
        (folder / table).mkdir(parents=True)
        target = str(folder / table / "part-0.parquet").replace("'", "''")
        sink.connection.execute(f"COPY ({ordered(table)}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def publish_jsonl(sink: DuckdbSink, path: Path) -> None:
    """One document a line: the columns of `documents`, and a list for each table that belongs to it."""
    groups = {table: _Groups(rows_in_order(sink, table)) for table in CHILDREN}
    names = TABLES["documents"].names
    with path.open("w", encoding="utf-8") as stream:
        for row in rows_in_order(sink, "documents"):
            document = dict(zip(names, row, strict=True))
            for table, group in groups.items():
                columns = TABLES[table].names[1:]
                document[table] = [dict(zip(columns, r[1:], strict=True)) for r in group.of(row[0])]
            stream.write(json.dumps(document, ensure_ascii=False, default=plain) + "\n")


class _Groups:
    """Rows of a child table handed out document by document, both in the same order."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, sha256: str) -> list[Row]:
        if self._next is None or self._next[0] != sha256:
            return []
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        return rows


def plain(value: Any) -> str:
    """A decimal without exponent or idle zeros, a time in ISO 8601: "12.3", "2031-01-02T03:04:05"."""
    return value.isoformat() if isinstance(value, datetime) else number_text(value)


def number_text(value: Any) -> str:
    """A decimal as written: Decimal("12.3000000000") → "12.3", Decimal("100") → "100"."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _move_in(draft: Path, out: Path) -> None:
    """Put the parts of a finished draft into the folder, then the manifest that names them."""
    parts = sorted(path.relative_to(draft) for path in draft.rglob("*") if path.is_file())
    for part in parts:
        (out / part).parent.mkdir(parents=True, exist_ok=True)
        (draft / part).replace(out / part)
    tables = {table: [str(p) for p in parts if p.parts[0].split(".")[0] == table] for table in TABLES}
    written = out / f".{MANIFEST}.part"
    written.write_text(json.dumps({"tables": tables}, indent=1) + "\n", encoding="utf-8")
    written.replace(out / MANIFEST)
