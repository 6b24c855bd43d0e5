"""An extraction for its readers: the public JSON record, and a report for a person at a terminal."""

from __future__ import annotations

from extract.write.to_json import to_dict, to_json
from extract.write.to_text import table_of_pairs, to_text

__all__ = ["table_of_pairs", "to_dict", "to_json", "to_text"]
