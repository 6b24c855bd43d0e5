"""SQL that both databases speak, made from the tables; names are quoted, values are always parameters."""

from __future__ import annotations

from extract.batch.schema import CHILDREN, DIGITS, SCALE, TABLES, Column
from extract.errors import SettingsError

TYPES = {
    "duckdb": {
        "text": "VARCHAR", "boolean": "BOOLEAN", "integer": "BIGINT", "real": "DOUBLE", "time": "TIMESTAMP"
    },
    "postgres": {
        "text": "text", "boolean": "boolean", "integer": "bigint", "real": "double precision",
        "time": "timestamp",
    },
}
_MONEY = f"DECIMAL({DIGITS},{SCALE})"
KEYED = ("documents", "files", "runs")
"""Tables with a primary key of one column, written by upsert; the others go and come with their document."""


def quoted(name: str) -> str:
    """A name as SQL takes it whatever word it is: end → "end"."""
    return '"' + name.replace('"', '""') + '"'


def type_of(column: Column, dialect: str) -> str:
    """The column's type in a dialect; money is DECIMAL(38,10)."""
    return _MONEY if column.kind == "money" else TYPES[dialect][column.kind]


def create(table: str, dialect: str) -> str:
    """CREATE TABLE IF NOT EXISTS with the types of a dialect."""
    layout = TABLES[table]
    parts = [f"{quoted(c.name)} {type_of(c, dialect)}" for c in layout.columns]
    if table in KEYED:
        parts.append(f"PRIMARY KEY ({', '.join(map(quoted, layout.key))})")
    return f"CREATE TABLE IF NOT EXISTS {table} ({', '.join(parts)})"


def widen(table: str, present: set[str], dialect: str) -> list[str]:
    """ALTER TABLE for every column that an older sink lacks.

    SettingsError for a table of that name without our key: it is somebody else's.
    """
    if not present.issuperset(TABLES[table].key):
        raise SettingsError(
            f"这个数据库里已有一张别的表叫 {table}，不是 juesuan batch 建的；请换一个文件、数据库或 schema。"
        )
    return [
        f"ALTER TABLE {table} ADD COLUMN {quoted(c.name)} {type_of(c, dialect)}"
        for c in TABLES[table].columns
        if c.name not in present
    ]


def upsert(table: str, source: str) -> str:
    """Insert from a source with the same columns; a row with the same key gives way."""
    names = [quoted(name) for name in TABLES[table].names]
    (key,) = map(quoted, TABLES[table].key)
    changes = ", ".join(f"{name} = excluded.{name}" for name in names if name != key)
    listed = ", ".join(names)
    return (
        f"INSERT INTO {table} ({listed}) SELECT {listed} FROM {source} "
        f"ON CONFLICT ({key}) DO UPDATE SET {changes}"
    )


def insert(table: str, source: str) -> str:
    """Insert from a source with the same columns."""
    listed = ", ".join(map(quoted, TABLES[table].names))
    return f"INSERT INTO {table} ({listed}) SELECT {listed} FROM {source}"


_STALE = (
    "SELECT sha256 FROM documents WHERE sha256 NOT IN (SELECT sha256 FROM files WHERE sha256 IS NOT NULL)"
)
TIDY = (
    *(f"DELETE FROM {table} WHERE sha256 IN ({_STALE})" for table in CHILDREN),
    f"DELETE FROM documents WHERE sha256 IN ({_STALE})",
    "UPDATE documents SET path = first.path FROM (SELECT sha256, min(path) AS path FROM files "
    "WHERE sha256 IS NOT NULL GROUP BY sha256) AS first "
    "WHERE documents.sha256 = first.sha256 AND documents.path <> first.path",
)
"""Contents whose path now holds another content go; of several paths to one content the first is shown."""
