"""The contract: an extraction as plain dicts, or as one line of JSON."""

from __future__ import annotations

import json
import re
from dataclasses import is_dataclass
from decimal import Decimal
from typing import Any

from extract.records import Extraction
from extract.write.contract import FIELDS, record_of

FLOAT_DIGITS = 4
"""Scores and boxes are the only floats; four digits are more than either holds."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def to_dict(extraction: Extraction) -> dict[str, Any]:
    """{"schema_version": "1.0", "source": {"path": "001.txt", …}, …}: dicts, lists, strings, ints, scores."""
    record: dict[str, Any] = plain(record_of(extraction))
    return record


def to_json(extraction: Extraction, *, indent: int | None = None) -> str:
    r"""The record as JSON, Chinese left readable; one line unless `indent` is given, no line break behind it.

    Lone surrogates, which a broken PDF font can give, are written as \ud835 so that UTF-8 can hold them.
    """
    text = json.dumps(to_dict(extraction), ensure_ascii=False, indent=indent, allow_nan=False)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def plain(value: object) -> Any:
    """A record, or a value in one, as JSON can hold it: dicts, lists, strings, ints, short floats."""
    if is_dataclass(value):
        return {name: plain(getattr(value, name)) for name in FIELDS[type(value)]}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    return round(value, FLOAT_DIGITS) if isinstance(value, float) else value
