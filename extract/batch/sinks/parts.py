"""A Parquet folder that many machines write at once: a part for each table and block, local or on fsspec.

OUT/facts/part-20311231235959-<id>.parquet. The part of `documents` is written last, under a name that does
not count, and moved in place: parts of other tables without it are leftovers of a kill.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extract.batch.inventory import filesystem_of, is_url
from extract.batch.rows import Rows
from extract.batch.schema import CHILDREN, TABLES
from extract.batch.sinks.duckdb import arrow_table
from extract.batch.sinks.files import STORE
from extract.errors import SettingsError

MARK = "documents"
"""The table whose part makes the parts of the same name in the others count."""


class Parts:
    """The parts under a folder or fsspec URL."""

    def __init__(self, out: str) -> None:
        self._files, self._root = filesystem_of(out if is_url(out) else f"file://{Path(out).absolute()}")

    def begin(self) -> None:
        """Make the folders and remove what a killed run left unfinished.

        SettingsError where the local engine wrote: its next run would take the place of these parts.
        """
        if self._files.exists(f"{self._root}/{STORE}"):
            raise SettingsError(f"{self._root} 是本机引擎写的；请去掉 --engine ray 接着做，或换一个输出。")
        for table in TABLES:
            self._files.makedirs(f"{self._root}/{table}", exist_ok=True)
        counted = set(self._names(MARK)) | set(self._names("runs"))
        for table in (*CHILDREN, "files"):
            for name in set(self._names(table)) - counted:
                self._files.rm(self._place(table, name))

    def write(self, name: str, rows: Rows) -> None:
        """One block: the rows of every table, `documents` last; a table without rows gets no part."""
        for table in (*CHILDREN, "files", "runs"):
            if rows.get(table):
                self._save(table, f"part-{name}.parquet", arrow_table(table, rows[table]))
        if "runs" not in rows:
            self._save(MARK, f"part-{name}.parquet", arrow_table(MARK, rows.get(MARK, [])))

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
        """The rows of a table, a part at a time."""
        for _, row in self._with_part(table, columns):
            yield row

    def tidy(self) -> None:
        """What the other sinks do at their end: a path shows its last content, a content stands once."""
        told = self._with_part("files", ("path", "sha256"))
        last = {row["path"]: (name, row["sha256"]) for name, row in told}
        files = defaultdict(set)
        for name, row in self._with_part("files", ("path",)):
            if last[row["path"]][0] != name:
                files[name].add(row["path"])
        present = {sha256 for _, sha256 in last.values()}
        held = {row["sha256"]: name for name, row in self._with_part(MARK, ("sha256",))}
        stale = defaultdict(set)
        for name, row in self._with_part(MARK, ("sha256",)):
            if held[row["sha256"]] != name or row["sha256"] not in present:
                stale[name].add(row["sha256"])
        for name, paths in files.items():
            self._drop("files", name, "path", paths)
        for name, digests in stale.items():
            for table in (*CHILDREN, MARK):
                self._drop(table, name, "sha256", digests)

    def _with_part(self, table: str, columns: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Rows with the name of their part, the oldest part first."""
        import pyarrow.parquet

        for name in self._names(table):
            found = pyarrow.parquet.read_table(
                self._place(table, name), columns=list(columns), filesystem=self._files
            )
            yield from ((name, row) for row in found.to_pylist())

    def _drop(self, table: str, name: str, column: str, values: set[str]) -> None:
        """The part without the rows that have one of these values."""
        import pyarrow
        import pyarrow.compute
        import pyarrow.parquet

        place = self._place(table, name)
        if not self._files.exists(place):
            return
        held = pyarrow.parquet.read_table(place, filesystem=self._files)
        gone = pyarrow.compute.is_in(held[column], value_set=pyarrow.array(sorted(values), pyarrow.string()))
        self._save(table, name, held.filter(pyarrow.compute.invert(gone)))

    def _save(self, table: str, name: str, content: Any) -> None:
        """Write under a name that no reader takes, then move."""
        import pyarrow.parquet

        draft = self._place(table, f".{name}")
        pyarrow.parquet.write_table(content, draft, filesystem=self._files, compression="zstd")
        self._files.mv(draft, self._place(table, name))

    def _names(self, table: str) -> list[str]:
        folder = f"{self._root}/{table}"
        if not self._files.isdir(folder):
            return []
        names = (str(place).rpartition("/")[2] for place in self._files.ls(folder, detail=False))
        return sorted(name for name in names if name.endswith(".parquet") and not name.startswith("."))

    def _place(self, table: str, name: str) -> str:
        return f"{self._root}/{table}/{name}"
