"""The published JSON Schema of the record. `python -m extract.schema.build` regenerates the file."""

from __future__ import annotations

from importlib.resources import files

from extract.records import SCHEMA_VERSION

SCHEMA_NAME = f"extraction-{SCHEMA_VERSION}.json"


def schema_text() -> str:
    """The JSON Schema as shipped: text of `extraction-1.0.json`, one line break at the end."""
    return files(__name__).joinpath(SCHEMA_NAME).read_text(encoding="utf-8")
