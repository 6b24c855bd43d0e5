"""The contract read back: a dict or a line of JSON → the same extraction, without what is never published."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from typing import Any, Literal, Union, get_args, get_origin

from extract.errors import RecordError
from extract.records import SCHEMA_VERSION, Document, Extraction
from extract.write.contract import FIELDS, Record, hints_of


def from_dict(record: Mapping[str, Any]) -> Extraction:
    """The extraction of a public record: `to_dict(from_dict(record)) == record`.

    What the contract leaves out stays empty: blocks, printed lines, `Table.cells`, places inside a passage.
    Fields of a later minor version are passed over. RecordError says which field is missing or wrong.
    """
    return _extraction(record)


def _extraction(record: Any) -> Extraction:
    if not isinstance(record, Mapping):
        kind = type(record).__name__
        raise RecordError(f"应是一个 JSON 对象，现为 {kind}；应是 juesuan extract --json 的一行。")
    major = str(record.get("schema_version", "")).split(".")[0]
    if major != SCHEMA_VERSION.split(".")[0]:
        given = record.get("schema_version")
        raise RecordError(
            f"记录的 schema_version 是 {given!r}，本版本读的是 {SCHEMA_VERSION}；请用相应的版本读。"
        )
    whole: Record = record_from(Record, record)
    document = Document(whole.source, whole.document, whole.text, (), whole.sections, whole.tables)
    return Extraction(document, whole.tags, whole.facts, whole.checks, whole.findings, whole.model)


def from_json(text: str | bytes) -> Extraction:
    """The extraction of one JSON object, such as a line of `juesuan extract --json`. Raises RecordError."""
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"不是有效的 JSON（{error}）；应是 juesuan extract --json 的一行。") from error
    return _extraction(record)


def record_from(record: type, values: Any, where: str = "") -> Any:
    """One record of the contract (Fact, Finding, …) from its dict. `where`: its name in errors."""
    if not isinstance(values, Mapping):
        raise _wrong(where, f"应是对象，现为 {values!r:.40}")
    hints = hints_of(record)
    missing = [name for name in FIELDS[record] if name not in values]
    if missing:
        raise _wrong(f"{where}.{missing[0]}", "没有写")
    return record(**{name: _value(hints[name], values[name], f"{where}.{name}") for name in FIELDS[record]})


def _value(hint: Any, value: Any, where: str) -> Any:
    origin, options = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        if value is None and type(None) in options:
            return None
        (hint,) = (option for option in options if option is not type(None))
        return _value(hint, value, where)
    if hint in FIELDS:
        return record_from(hint, value, where)
    if origin is tuple:
        return _tuple(options, value, where)
    fits = value in options if origin is Literal else _is(value, hint)
    if not fits:
        raise _wrong(where, f"不能是 {value!r:.40}")
    return float(value) if hint is float else value


def _tuple(options: tuple[Any, ...], values: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(values, list | tuple):
        raise _wrong(where, f"应是列表，现为 {values!r:.40}")
    if options[-1] is Ellipsis:
        return tuple(_value(options[0], value, f"{where}[{at}]") for at, value in enumerate(values))
    if len(options) != len(values):
        raise _wrong(where, f"应有 {len(options)} 个值，现有 {len(values)} 个")
    return tuple(_value(option, value, where) for option, value in zip(options, values, strict=True))


def _is(value: Any, hint: Any) -> bool:
    if isinstance(value, bool):
        return hint is bool
    return isinstance(value, int | float) if hint is float else isinstance(value, hint)


def _wrong(where: str, what: str) -> RecordError:
    return RecordError(f"记录的 {where.lstrip('.') or '顶层'} {what}；应符合 juesuan schema 打印的契约。")
