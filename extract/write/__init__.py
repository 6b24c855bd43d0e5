"""An extraction for its readers: the public JSON record, and a report for a person at a terminal."""

from __future__ import annotations

from extract.write.to_explanation import to_explanation, to_rule
from extract.write.to_json import to_dict, to_json
from extract.write.to_text import numbered, table_of_pairs, to_text

__all__ = ["numbered", "table_of_pairs", "to_dict", "to_explanation", "to_json", "to_rule", "to_text"]
