"""The embedded sink: one DuckDB file, one writer, small transactions.

DuckDB itself locks the file against a second process; a transaction that a kill cut off leaves nothing.
A document is committed when it is written, as one row of text (`pending`); every few seconds those rows move
into the tables together, which costs a third of doing so one by one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.batch.rows import Row, Rows, row_of
from extract.batch.schema import CHILDREN, DIGITS, SCALE, TABLES
from extract.batch.sinks import KNOWN, NEEDED, Known, pending, said
from extract.batch.sinks.sql import TIDY, create, insert, upsert, widen
from extract.errors import SettingsError

if TYPE_CHECKING:
    import duckdb

_AT = {name: TABLES["documents"].names.index(name) for name in KNOWN}
EVERY, MOST = 5.0, 64
"""Seconds and documents between two fillings of the tables; neither is lost by a kill."""
LARGE = 4_000_000
"""Characters of rows that go into the tables at once: DuckDB wants a text in one piece of memory."""
_ROOM, _ROOM_EACH = 96 * 1024**2, 4 * 1024
"""Bytes DuckDB may hold: pages and open transactions, and the keys of each document."""


class DuckdbSink:
    """Tables in a DuckDB file, made where it is not there."""

    def __init__(self, path: Path) -> None:
        self.path, self.place = path, str(path)
        self.connection = connect(path)
        self.errors = _errors()
        self._waiting: dict[str, Row] = {}
        self._rows: list[Rows] = []
        self._settled, self._count, self._closed = time.monotonic(), 0, False

    def begin(self, run: Mapping[str, Any]) -> None:
        """Make the tables, widen older ones, take in what a kill left, note the run.

        The cores are the workers' from here.
        """
        self.connection.execute("SET threads = 1")
        with self._transaction():
            for table in TABLES:
                self.connection.execute(create(table, "duckdb"))
                present = {str(row[0]) for row in self.connection.execute(f"DESCRIBE {table}").fetchall()}
                for change in widen(table, present, "duckdb"):
                    self.connection.execute(change)
            self.connection.execute(pending.CREATE)
            self._put(upsert, "runs", [row_of("runs", run)])
        self._count = sum(self._number_of(table) for table in ("documents", "files"))
        self._make_room()
        left = self.connection.execute(f"SELECT rows FROM {pending.TABLE} ORDER BY number").fetchall()
        self._rows = [pending.decoded(text) for (text,) in left]
        self._settle()

    def known(self, sha256: str) -> Known | None:
        """What is known of a content."""
        if sha256 in self._waiting:
            return {name: self._waiting[sha256][at] for name, at in _AT.items()}
        query = f"SELECT {', '.join(KNOWN)} FROM documents WHERE sha256 = ?"
        found = self.connection.execute(query, [sha256]).fetchall()
        return dict(zip(KNOWN, found[0], strict=True)) if found else None

    def write(self, documents: Sequence[Row], files: Sequence[Row], rows: Rows) -> None:
        """Commit documents with all their rows; the tables have them within seconds."""
        if self._waiting.keys() & {row[0] for row in documents}:
            self._settle()  # a content stands once among those that wait
        told = {"documents": list(documents), "files": list(files), **rows}
        text = pending.encoded(told)
        if len(text) < LARGE:
            values = [len(self._rows), text]
            self.connection.execute(f"INSERT INTO {pending.TABLE} VALUES (?, ?)", values)
        self._rows.append(told)
        self._waiting |= {row[0]: row for row in documents}
        due = time.monotonic() - self._settled > EVERY or len(self._waiting) >= MOST
        if due or len(text) >= LARGE:
            self._settle()

    def write_files(self, files: Sequence[Row]) -> None:
        """Paths alone."""
        self._settle()
        with self._transaction():
            self._put(upsert, "files", files)

    def finish(self, run: Mapping[str, Any]) -> None:
        """Tidy, note how the run ended, fold the log into the file."""
        self._settle()
        self.connection.execute("RESET threads")
        with self._transaction():
            for statement in (*TIDY, pending.DROP):
                self.connection.execute(statement)
            self._put(upsert, "runs", [row_of("runs", run)])
        self.connection.execute("CHECKPOINT")

    def publish(self) -> None:
        """The file is the result."""

    def close(self) -> None:
        """Release the file; what waits for the tables goes there first. A second time nothing happens."""
        if self._closed:
            return
        self._closed = True
        try:
            self._settle()
        finally:
            self.connection.close()

    def _settle(self) -> None:
        """Everything that waits goes into the tables, in one transaction."""
        self._settled = time.monotonic()
        if not self._rows:
            return
        merged: Rows = {}
        for table, values in ((t, v) for rows in self._rows for t, v in rows.items()):
            merged.setdefault(table, []).extend(values)
        self._count += len(merged.get("documents", ())) + len(merged.get("files", ()))
        with self._transaction():
            self._place(merged)
            self.connection.execute(pending.DROP)  # cheaper than DELETE, which leaves its rows to be skipped
            self.connection.execute(pending.CREATE)
        self._rows, self._waiting = [], {}
        self._make_room()

    def _place(self, rows: Rows) -> None:
        """Documents in place of the same contents; new ones without the cost of an upsert."""
        documents = rows.pop("documents", [])
        marks = ", ".join("?" * len(documents))
        query = f"SELECT sha256 FROM documents WHERE sha256 IN ({marks})"
        found = self.connection.execute(query, [row[0] for row in documents]).fetchall() if documents else []
        again = {str(row[0]) for row in found}
        for table, sha256 in product(CHILDREN, sorted(again)):
            self.connection.execute(f"DELETE FROM {table} WHERE sha256 = ?", [sha256])
        self._put(upsert, "documents", [row for row in documents if row[0] in again])
        self._put(insert, "documents", [row for row in documents if row[0] not in again])
        files = {row[0]: row for row in rows.pop("files", [])}  # of two rows for a path the later stands
        self._put(upsert, "files", list(files.values()))
        for table, values in rows.items():
            self._put(insert, table, values)

    def _make_room(self) -> None:
        """The bound of DuckDB's memory: without one it keeps every page that it has seen."""
        self.connection.execute(f"SET memory_limit = '{_ROOM + _ROOM_EACH * self._count}B'")

    def _number_of(self, table: str) -> int:
        return int(self.connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])

    def _put(self, manner: Callable[[str, str], str], table: str, rows: Sequence[Row]) -> None:
        if rows:
            self.connection.register("incoming", arrow_table(table, rows))
            self.connection.execute(manner(table, "incoming"))
            self.connection.unregister("incoming")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            with suppress(*self.errors):  # a full disk ends the transaction itself
                self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")


def connect(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to a DuckDB file. SettingsError where it is another job's, no DuckDB file, or absent."""
    try:
        import duckdb
        import pyarrow  # noqa: F401 - rows travel as Arrow
    except ImportError as error:
        needs = "写 DuckDB、Parquet、JSONL、CSV、XLSX 需要 duckdb 和 pyarrow"
        raise SettingsError(f"{needs}；{NEEDED}") from error
    try:
        return duckdb.connect(str(path), read_only=read_only)
    except duckdb.Error as error:
        if "lock" in str(error).lower():
            raise SettingsError(f"{path} 正被另一个任务使用；请等它结束，或换一个输出。") from error
        raise SettingsError(f"{path} 打不开，或不是 DuckDB 文件（{said(error)}）。") from error


def _errors() -> tuple[type[Exception], ...]:
    import duckdb

    return duckdb.Error, OSError


def arrow_table(table: str, rows: Sequence[Row]) -> Any:
    """Rows as an Arrow table with the types of the schema."""
    import pyarrow

    types = {
        "text": pyarrow.string(), "boolean": pyarrow.bool_(), "integer": pyarrow.int64(),
        "real": pyarrow.float64(), "money": pyarrow.decimal128(DIGITS, SCALE),
        "time": pyarrow.timestamp("us"),
    }
    columns = TABLES[table].columns
    values = zip(*rows, strict=True) if rows else [()] * len(columns)
    arrays = [pyarrow.array(v, types[c.kind]) for c, v in zip(columns, values, strict=True)]
    return pyarrow.Table.from_arrays(arrays, names=[c.name for c in columns])
