"""An extraction for its readers: the public JSON record and back, tables, a report for a person."""

from __future__ import annotations

from extract.write.frames import to_arrow, to_pandas, to_polars
from extract.write.from_json import from_dict, from_json, record_from
from extract.write.to_explanation import to_explanation, to_rule
from extract.write.to_json import plain, to_dict, to_json
from extract.write.to_notebook import to_notebook
from extract.write.to_text import numbered, table_of_pairs, to_text

__all__ = [
    "from_dict",
    "from_json",
    "numbered",
    "plain",
    "record_from",
    "table_of_pairs",
    "to_arrow",
    "to_dict",
    "to_explanation",
    "to_json",
    "to_notebook",
    "to_pandas",
    "to_polars",
    "to_rule",
    "to_text",
]
