"""Finished documents as one text each: what is cheap to commit at once, and read back after a kill.

Filling nine tables for every document would cost more than the sink may; one row of text does not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from extract.batch.rows import Row, Rows
from extract.batch.schema import TABLES

TABLE = "pending"
"""Where they wait, inside the working file; gone when a run has ended in order."""
CREATE = f"CREATE TABLE IF NOT EXISTS {TABLE} (number BIGINT, rows VARCHAR)"
DROP = f"DROP TABLE IF EXISTS {TABLE}"

_BACK: Mapping[str, Callable[[str], Any]] = {"money": Decimal, "time": datetime.fromisoformat}
"""Kind of a column → its value from text; what JSON has of its own comes back by itself."""


def encoded(rows: Rows) -> str:
    """Rows of any tables as JSON, each table with the names of its columns."""
    told = {table: [TABLES[table].names, values] for table, values in rows.items() if values}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=_plain)


def decoded(text: str) -> Rows:
    """The rows again, to the last digit; columns that a newer version added are NULL, dropped ones go."""
    found: Mapping[str, tuple[Sequence[str], Sequence[Sequence[Any]]]] = json.loads(text)
    return {
        table: [_row(table, dict(zip(names, values, strict=True))) for values in rows]
        for table, (names, rows) in found.items()
    }


def _row(table: str, values: Mapping[str, Any]) -> Row:
    found = ((column, values.get(column.name)) for column in TABLES[table].columns)
    return tuple(
        value if value is None or column.kind not in _BACK else _BACK[column.kind](value)
        for column, value in found
    )


def _plain(value: Any) -> str:
    """Decimal("1.20") → "1.20", a moment → ISO 8601; TypeError for anything else."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"a row holds no {type(value).__name__}")
