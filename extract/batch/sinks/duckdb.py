"""The embedded sink: one DuckDB file, one writer, small transactions.

DuckDB itself locks the file against a second process; a transaction that a kill cut off leaves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.batch.rows import Row, Rows, row_of
from extract.batch.schema import CHILDREN, DIGITS, SCALE, TABLES
from extract.batch.sinks import NEEDED, Known
from extract.batch.sinks.sql import TIDY, create, insert, upsert, widen
from extract.errors import SettingsError

if TYPE_CHECKING:
    import duckdb

_KNOWN = ("status", "version", "model", "weights", "settings", "run")


class DuckdbSink:
    """Tables in a DuckDB file, made where it is not there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = connect(path)

    def begin(self, run: Mapping[str, Any]) -> None:
        """Make the tables, widen older ones, note the run; the cores are the workers' from here."""
        self.connection.execute("SET threads = 1")
        self.connection.execute("SET memory_limit = '1GB'")
        with self._transaction():
            for table in TABLES:
                self.connection.execute(create(table, "duckdb"))
                present = {str(row[0]) for row in self.connection.execute(f"DESCRIBE {table}").fetchall()}
                for change in widen(table, present, "duckdb"):
                    self.connection.execute(change)
            self._put(upsert, "runs", [row_of("runs", run)])

    def known(self, sha256: str) -> Known | None:
        """What is known of a content."""
        query = f"SELECT {', '.join(_KNOWN)} FROM documents WHERE sha256 = ?"
        found = self.connection.execute(query, [sha256]).fetchall()
        return dict(zip(_KNOWN, found[0], strict=True)) if found else None

    def write(self, documents: Sequence[Row], files: Sequence[Row], rows: Rows) -> None:
        """Documents in place of the same contents; new ones without the cost of an upsert."""
        with self._transaction():
            again = {row[0] for row in documents if self.known(row[0]) is not None}
            for table, sha256 in product(CHILDREN, sorted(again)):
                self.connection.execute(f"DELETE FROM {table} WHERE sha256 = ?", [sha256])
            self._put(upsert, "documents", [row for row in documents if row[0] in again])
            self._put(insert, "documents", [row for row in documents if row[0] not in again])
            self._put(upsert, "files", files)
            for table, values in rows.items():
                self._put(insert, table, values)

    def write_files(self, files: Sequence[Row]) -> None:
        """Paths alone."""
        with self._transaction():
            self._put(upsert, "files", files)

    def finish(self, run: Mapping[str, Any]) -> None:
        """Tidy, note how the run ended, fold the log into the file."""
        self.connection.execute("RESET threads")
        self.connection.execute("RESET memory_limit")
        with self._transaction():
            for statement in TIDY:
                self.connection.execute(statement)
            self._put(upsert, "runs", [row_of("runs", run)])
        self.connection.execute("CHECKPOINT")

    def publish(self) -> None:
        """The file is the result."""

    def close(self) -> None:
        """Release the file."""
        self.connection.close()

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
        raise SettingsError(f"{path} 打不开，或不是 DuckDB 文件（{_first_line(error)}）。") from error


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


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
