"""OUT → a sink: one protocol over DuckDB, PostgreSQL, and the file formats kept through DuckDB.

A sink holds what is finished, so a job that was killed goes on from there. One job at a time writes to it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from extract.batch.rows import Row, Rows
from extract.errors import SettingsError

KNOWN = ("status", "reason", "message", "version", "model", "weights", "settings", "run")
Known = Mapping[str, Any]
"""What a sink says of a content: these columns of `documents`."""
NEEDED = "请先安装：pip install 'juesuan[batch]'"


class Sink(Protocol):
    """Where the rows go. Every method is one transaction: all of it is there, or nothing.

    place   what messages call it, without a password
    errors  what its methods raise when it can no longer be written: a full disk, a server that went away
    """

    place: str
    errors: tuple[type[Exception], ...]

    def begin(self, run: Mapping[str, Any]) -> None:
        """Make or widen the tables, take the lock, note the run. SettingsError where another job has it."""
        ...

    def known(self, sha256: str) -> Known | None:
        """What is known of a content, None where it is new."""
        ...

    def write(self, documents: Sequence[Row], files: Sequence[Row], rows: Rows) -> None:
        """Documents with their rows in place of whatever stood there for the same contents."""
        ...

    def write_files(self, files: Sequence[Row]) -> None:
        """Paths that lead to known contents, or to none."""
        ...

    def finish(self, run: Mapping[str, Any]) -> None:
        """Drop contents that no path leads to any more, note how the run ended."""
        ...

    def publish(self) -> None:
        """Make the result what OUT promises; nothing to do where it is written in place."""
        ...

    def close(self) -> None:
        """Release the lock."""
        ...


def open_sink(out: str, *, kind: str | None = None) -> Sink:
    """The sink for OUT: by `kind`, else by a URL or the suffix. SettingsError where it cannot be opened."""
    kind = kind or kind_of(out)
    if kind == "postgres":
        from extract.batch.sinks.postgres import PostgresSink

        return PostgresSink(out)
    if kind == "duckdb":
        from extract.batch.sinks.duckdb import DuckdbSink

        return DuckdbSink(Path(out))
    from extract.batch.sinks.files import FileSink

    return FileSink(Path(out), kind)


@contextlib.contextmanager
def held_sink(out: str, *, kind: str | None = None) -> Iterator[Sink]:
    """`open_sink` for a block, closed behind it. SettingsError where it can no longer be written."""
    sink = open_sink(out, kind=kind)
    try:
        yield sink
        sink.close()
    except sink.errors as error:
        raise SettingsError(
            f"{sink.place} 写不进去了（{said(error)}）；已经提交的都在，请检查余下的空间、权限和连接，"
            "再运行同一条命令接着做。"
        ) from error
    finally:
        with contextlib.suppress(*sink.errors):
            sink.close()


def said(error: Exception) -> str:
    """The one sentence of a database's error: its first line; pg8000 hands over a dict of fields."""
    first = error.args[0] if error.args else error
    text = str(first.get("M", first)) if isinstance(first, dict) else str(error)
    return text.strip().partition("\n")[0].partition(" (timeout is ")[0].rstrip(".")


KINDS: dict[str, str] = {
    ".duckdb": "duckdb", ".db": "duckdb", ".parquet": "parquet", ".jsonl": "jsonl", ".csv": "csv",
    ".xlsx": "xlsx",
}
"""Suffix of OUT → sink."""
FORMATS = ("duckdb", "parquet", "jsonl", "csv", "xlsx", "postgres")


def kind_of(out: str) -> str:
    """The sink that OUT asks for: "全省.duckdb" → duckdb, "postgresql://…" → postgres."""
    if out.startswith(("postgresql://", "postgres://")):
        return "postgres"
    kind = KINDS.get(Path(out).suffix.lower())
    if kind is None:
        known = "、".join(KINDS)
        raise SettingsError(
            f"看不出 {out} 要写成什么：名字应以 {known} 之一结尾，或是 postgresql:// 地址，或加 --format。"
        )
    return kind
