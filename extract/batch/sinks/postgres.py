"""PostgreSQL through pg8000 (psycopg is LGPL): COPY into temporary tables, then upsert by content hash.

An advisory lock keeps a second job out; it goes with the connection, so a killed job leaves none.
"""

from __future__ import annotations

import io
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from extract.batch.rows import Row, Rows, row_of
from extract.batch.schema import CHILDREN, TABLES
from extract.batch.sinks import KNOWN, NEEDED, Known, said
from extract.batch.sinks.sql import KEYED, TIDY, create, quoted, upsert, widen
from extract.errors import SettingsError

_LOCK = "SELECT pg_try_advisory_lock(hashtext('juesuan batch'), hashtext(current_schema()))"
_PRESENT = (
    "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() "
    "AND table_name = %s"
)
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class PostgresSink:
    """Tables in the current schema of a database: postgresql://user@host:5432/database."""

    def __init__(self, url: str) -> None:
        self.place = _place(url)
        self.connection = _connect(url)
        self.errors, self._closed = _errors(), False

    def begin(self, run: Mapping[str, Any]) -> None:
        """Take the lock, make the tables, widen older ones, note the run."""
        with self._transaction():
            locked = self._run(_LOCK)[0][0]
        if not locked:
            raise SettingsError("这个数据库正被另一个 juesuan batch 任务写入；请等它结束，或换一个 schema。")
        with self._transaction():
            for table in TABLES:
                self._make(table)
            self._put("runs", [row_of("runs", run)])

    def known(self, sha256: str) -> Known | None:
        """What is known of a content."""
        with self._transaction():
            return self._known(sha256)

    def write(self, documents: Sequence[Row], files: Sequence[Row], rows: Rows) -> None:
        """Documents in place of the same contents."""
        with self._transaction():
            for sha256 in (document[0] for document in documents):
                if self._known(sha256) is not None:
                    for table in CHILDREN:
                        self._run(f"DELETE FROM {table} WHERE sha256 = %s", sha256)
            self._put("documents", documents)
            self._put("files", files)
            for table, values in rows.items():
                self._put(table, values)

    def write_files(self, files: Sequence[Row]) -> None:
        """Paths alone."""
        with self._transaction():
            self._put("files", files)

    def finish(self, run: Mapping[str, Any]) -> None:
        """Tidy, note how the run ended."""
        with self._transaction():
            for statement in TIDY:
                self._run(statement)
            self._put("runs", [row_of("runs", run)])

    def publish(self) -> None:
        """The database is the result."""

    def close(self) -> None:
        """Release the lock with the connection; a second time nothing happens."""
        if not self._closed:
            self._closed = True
            self.connection.close()

    def _known(self, sha256: str) -> Known | None:
        found = self._run(f"SELECT {', '.join(KNOWN)} FROM documents WHERE sha256 = %s", sha256)
        return dict(zip(KNOWN, found[0], strict=True)) if found else None

    def _make(self, table: str) -> None:
        self._run(create(table, "postgres"))
        if table in CHILDREN:
            self._run(f"CREATE INDEX IF NOT EXISTS {table}_sha256 ON {table} (sha256)")
        present = {str(row[0]) for row in self._run(_PRESENT, table)}
        for change in widen(table, present, "postgres"):
            self._run(change)

    def _put(self, table: str, rows: Sequence[Row]) -> None:
        if not rows:
            return
        if table not in KEYED:
            self._copy(table, table, rows)
            return
        incoming = f"incoming_{table}"
        self._run(f"CREATE TEMP TABLE IF NOT EXISTS {incoming} (LIKE {table}) ON COMMIT DELETE ROWS")
        self._copy(incoming, table, rows)
        self._run(upsert(table, incoming))

    def _copy(self, target: str, table: str, rows: Sequence[Row]) -> None:
        names = ", ".join(map(quoted, TABLES[table].names))
        text = "".join("\t".join(map(_copied, row)) + "\n" for row in rows)
        cursor = self.connection.cursor()
        cursor.execute(f"COPY {target} ({names}) FROM STDIN", stream=io.BytesIO(text.encode("utf-8")))
        cursor.close()

    def _run(self, statement: str, *values: object) -> Sequence[Sequence[Any]]:
        cursor = self.connection.cursor()
        cursor.execute(statement, values)
        found: Sequence[Sequence[Any]] = cursor.fetchall() if cursor.description else ()
        cursor.close()
        return found

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            with suppress(*self.errors):  # the server may be gone
                self.connection.rollback()
            raise
        self.connection.commit()


def _copied(value: Any) -> str:
    r"""A value in COPY's text format: None → \N, "a<TAB>b" → "a\tb"."""
    if value is None:
        return "\\N"
    return str(value).translate(_ESCAPES) if isinstance(value, str) else str(value)


def _connect(url: str) -> Any:
    try:
        from pg8000 import dbapi
    except ImportError as error:
        raise SettingsError(f"写 PostgreSQL 需要 pg8000；{NEEDED}") from error
    try:
        return dbapi.connect(**_arguments(url))
    except (dbapi.Error, OSError, ValueError) as error:
        place = f"{_place(url)}（{said(error)}）"
        raise SettingsError(f"连不上数据库 {place}；请检查地址、用户、密码和权限。") from error


def _errors() -> tuple[type[Exception], ...]:
    from pg8000 import dbapi

    return dbapi.Error, OSError


def _place(url: str) -> str:
    """The URL without user, password and options."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('?')[0].rpartition('@')[2]}"


def _arguments(url: str) -> dict[str, Any]:
    """What a libpq URL says; sslmode=require encrypts, verify-full checks the server's name too."""
    parts = urlsplit(url)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    context = None
    if asked.get("sslmode") in ("require", "verify-ca", "verify-full"):
        context = ssl.create_default_context(cafile=asked.get("sslrootcert"))
        context.check_hostname = asked["sslmode"] == "verify-full"
        if asked["sslmode"] == "require":
            context.verify_mode = ssl.CERT_NONE
    return {
        "user": unquote(parts.username or asked.get("user", "postgres")),
        "password": unquote(parts.password) if parts.password else None,
        "host": parts.hostname or asked.get("host", "localhost"),
        "port": parts.port or 5432,
        "database": unquote(parts.path.lstrip("/")) or None,
        "ssl_context": context,
        "application_name": "juesuan batch",
    }
