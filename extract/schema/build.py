"""Writes the JSON Schema from the records: `python -m extract.schema.build`.

Types come from the annotations of the dataclasses, names and order from `extract.write.contract`, so
the schema cannot say anything the writer does not do. Nobody edits the generated file.
"""

from __future__ import annotations

import json
import sys
import types
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from extract.records import SCHEMA_VERSION
from extract.schema import SCHEMA_NAME
from extract.write.contract import FIELDS, NOTES, Record

Schema = dict[str, Any]

_SCALARS: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    Decimal: {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    type(None): {"type": "null"},
}


def build() -> Schema:
    """The whole schema: the top record, and one definition for each record below it."""
    others = {record.__name__: _object(record) for record in FIELDS if record is not Record}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:juesuan:extraction:{SCHEMA_VERSION}",
        "title": f"juesuan extraction {SCHEMA_VERSION}",
        **_object(Record),
        "$defs": others,
    }


def _object(record: type) -> Schema:
    hints = get_type_hints(record)
    names = FIELDS[record]
    properties = {name: _noted(_of(hints[name]), NOTES.get((record, name))) for name in names}
    return {
        "description": (record.__doc__ or "").strip().splitlines()[0],
        "type": "object",
        "properties": properties,
        "required": list(names),
    }


def _noted(schema: Schema, note: str | None) -> Schema:
    return {"description": note, **schema} if note else schema


def _of(hint: Any) -> Schema:
    if hint in _SCALARS:
        return dict(_SCALARS[hint])
    if hint in FIELDS:
        return {"$ref": f"#/$defs/{hint.__name__}"}
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(args)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_of(arg) for arg in args]}
    if origin is tuple:
        return _array(args)
    raise TypeError(f"no JSON for {hint!r}: give it a line in _SCALARS or FIELDS")


def _array(args: tuple[Any, ...]) -> Schema:
    if args[-1] is Ellipsis:
        return {"type": "array", "items": _of(args[0])}
    return {"type": "array", "prefixItems": [_of(arg) for arg in args], "minItems": len(args), "items": False}


def render() -> str:
    """The schema as the text of the committed file."""
    return json.dumps(build(), ensure_ascii=False, indent=2) + "\n"


def main() -> int:
    """Write the file beside this module."""
    Path(__file__).with_name(SCHEMA_NAME).write_text(render(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
