"""The tables of a bulk result, the same in every sink: columns follow the JSON contract by themselves.

`TABLES["facts"]` has sha256, id, section, item_name, item_code, …, value, yuan: a field of the contract is a
column of the same name; a record inside a record is flattened ("item": {"name"} → item_name), a list is
JSON text. A field added to the contract becomes a column here, and an older sink gains it on the next run.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from extract.records import Check, Fact, Finding, Item, Link, Profile, Reason, Source, Tag
from extract.write.contract import FIELDS

Kind = Literal["text", "boolean", "integer", "real", "money", "time"]

DIGITS, SCALE = 38, 10
"""DECIMAL(38, 10): 28 digits before the point, 10 behind; what does not fit is NULL, its quote remains."""

FLATTENED = (Item, Reason)
"""Records inside a record that become columns of their own."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, and a note where it is no field of the contract."""

    name: str
    kind: Kind
    note: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A table: its columns, the columns that make a row unique, and what a row is."""

    columns: tuple[Column, ...]
    key: tuple[str, ...]
    what: str

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(column.name for column in self.columns)


_DOCUMENT = Column("sha256", "text", "所属文件内容的摘要，即 documents.sha256")
_OUTCOME = (
    Column("status", "text", "done 已处理；failed 失败"),
    Column("reason", "text", "失败的种类，如 BrokenInput、TimedOut；成功为 NULL"),
    Column("message", "text", "失败的原因，一句话"),
    Column("bytes", "integer", "文件大小"),
)
_ORIGIN = (
    Column("schema_version", "text", "契约版本"),
    Column("version", "text", "juesuan 的版本"),
    Column("model", "text", "标注所用的模型"),
    Column("weights", "text", "模型权重的摘要；规则标注器为 NULL"),
    Column("settings", "text", "影响结果的设置"),
)
_RUN = (
    Column("run", "text", "由哪一次运行写入，即 runs.id"),
    Column("seconds", "real", "处理用时"),
    Column("memory", "integer", "处理时的内存峰值，字节"),
    Column("finished", "time", "写入的时刻，UTC"),
)
RUN_COLUMNS = tuple(column.name for column in _RUN)
"""Columns of `documents` that differ from run to run; all else is the same for the same content."""

_OF_TYPE: dict[Any, Kind] = {str: "text", int: "integer", float: "real", bool: "boolean", Decimal: "money"}
_MONEY = {(Fact, "value"), (Link, "cell_value")}
"""Decimal strings of the contract that a table holds as DECIMAL."""


def columns_of(record: type, *, prefix: str = "", without: tuple[str, ...] = ()) -> Iterator[Column]:
    """The columns of a published record, in the order of the contract."""
    hints = get_type_hints(record)
    for name in FIELDS[record]:
        inner = _inside(hints[name])
        if name in without:
            continue
        if inner in FLATTENED:
            yield from _flattened(inner, f"{prefix}{name}")
        else:
            kind: Kind = "money" if (record, name) in _MONEY else _OF_TYPE.get(inner, "text")
            yield Column(f"{prefix}{name}", kind)


def _flattened(record: type, name: str) -> Iterator[Column]:
    """reason: {text, start, end} → reason, reason_start, reason_end; item: {name} → item_name."""
    for column in columns_of(record):
        own = column.name == "text"
        yield Column(name if own else f"{name}_{column.name}", column.kind)


def _inside(hint: Any) -> Any:
    """The type without None: `int | None` → int; a list stays what it is and becomes text."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        rest = [arg for arg in args if arg is not type(None)]
        return _inside(rest[0]) if len(rest) == 1 else str
    return hint


def _documents() -> tuple[Column, ...]:
    source = list(columns_of(Source))
    return (source[1], source[0], *_OUTCOME, *source[2:], *columns_of(Profile), *_ORIGIN, *_RUN)


TABLES: dict[str, Layout] = {
    "documents": Layout(_documents(), ("sha256",), "一行一份文件；内容相同的只有一行"),
    "files": Layout(
        (
            Column("path", "text", "路径；压缩包里的写作 附件.zip/说明.docx"),
            Column("sha256", "text", "内容的摘要；没能读出内容的为 NULL"),
            Column("bytes", "integer", "文件大小"),
            Column("reason", "text", "没能读出内容的种类，如 Unreadable"),
            Column("message", "text", "没能读出内容的原因，一句话"),
        ),
        ("path",),
        "一行一个路径：内容在哪里见过",
    ),
    "facts": Layout(
        (
            _DOCUMENT,
            *columns_of(Fact, without=("links",)),
            Column("yuan", "money", "金额以元计；比率为 NULL"),
        ),
        ("sha256", "id"),
        "一行一个正文数字组成的事实",
    ),
    "links": Layout(
        (
            _DOCUMENT,
            Column("fact", "text", "所属事实，即 facts.id"),
            Column("number", "integer", "同一事实的第几个，从 0 起"),
            *columns_of(Link),
        ),
        ("sha256", "fact", "number"),
        "一行一条事实到单元格的对应",
    ),
    "cells": Layout(
        (
            _DOCUMENT,
            Column("table", "text", "所在的表，即契约 tables.id"),
            Column("kind", "text", "规范表名"),
            Column("row", "integer", "表格 rows 的下标"),
            Column("column", "integer", "表格 columns 的下标"),
            Column("label", "text", "行名"),
            Column("code", "text", "行的科目代码"),
            Column("key", "text", "规范列名，如 决算数-公务接待费"),
            Column("value", "money", "照印的数"),
            Column("yuan", "money", "以元计"),
            Column("page", "integer", "页码"),
        ),
        ("sha256", "table", "row", "column"),
        "一行一个有数的单元格，只收认得出的规范表",
    ),
    "findings": Layout((_DOCUMENT, *columns_of(Finding)), ("sha256", "id"), "一行一处不一致"),
    "tags": Layout(
        (_DOCUMENT, Column("number", "integer", "文中第几个，从 0 起"), *columns_of(Tag)),
        ("sha256", "number"),
        "一行一个标注",
    ),
    "checks": Layout((_DOCUMENT, *columns_of(Check)), ("sha256", "rule"), "一行一项核对"),
    "runs": Layout(
        (
            Column("id", "text", "运行的编号"),
            Column("started", "time", "开始，UTC"),
            Column("finished", "time", "结束，UTC；中途被杀的为 NULL"),
            Column("status", "text", "running、finished、interrupted"),
            Column("version", "text", "juesuan 的版本"),
            Column("model", "text", "标注所用的模型"),
            Column("jobs", "integer", "进程数"),
            Column("inputs", "text", "命令行给出的输入，JSON"),
            Column("summary", "text", "小结，JSON"),
        ),
        ("id",),
        "一行一次运行",
    ),
}
"""Every table of a bulk result; `documents` first, `runs` last."""

CHILDREN = ("facts", "links", "cells", "findings", "tags", "checks")
"""Tables whose rows belong to one document and come and go with it."""
