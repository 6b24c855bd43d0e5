"""The public record as one table: which fields of which record are published, in which order.

Two things walk it: `to_json` writes values by it, `extract.schema.build` writes the JSON Schema by it.
Fields may be added behind the others; none is renamed or removed within schema version 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_type_hints

from extract.records import (
    SCHEMA_VERSION,
    CellRef,
    Check,
    Extraction,
    Fact,
    Finding,
    Item,
    Link,
    Profile,
    Reason,
    RowKey,
    Section,
    Source,
    Table,
    Tag,
)


@dataclass(frozen=True, slots=True)
class Record:
    """All that was read, tagged, linked and checked in one document."""

    schema_version: str
    source: Source
    document: Profile
    text: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    tags: tuple[Tag, ...]
    facts: tuple[Fact, ...]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]
    model: str | None


FIELDS: dict[type, tuple[str, ...]] = {
    Record: (
        "schema_version", "source", "document", "text", "sections", "tables", "tags", "facts", "checks",
        "findings", "model",
    ),
    Source: ("path", "sha256", "format", "pages", "reader", "ocr_pages", "unread_pages"),
    Profile: ("unit", "year", "kind", "currency_unit"),
    Section: ("id", "title", "level", "start", "end"),
    Table: (
        "id", "title", "code", "kind", "unit", "pages", "start", "end", "header", "rows", "columns",
        "row_keys",
    ),
    RowKey: ("label", "code"),
    Tag: ("label", "role", "start", "end", "text", "score", "page", "bbox"),
    Fact: (
        "id", "section", "item", "measure", "value", "unit", "sign", "year", "base_year", "reason", "quote",
        "start", "end", "page", "bbox", "score", "steps", "links", "whole", "base", "decimals",
    ),
    Item: ("name", "code", "level"),
    Reason: ("text", "start", "end"),
    Link: ("table", "row", "column", "cell_value", "status", "row_label", "column_path"),
    Check: ("rule", "status", "count", "why"),
    Finding: (
        "id", "rule", "kind", "severity", "message", "start", "end", "page", "facts", "cells", "actual",
        "expected", "difference", "bbox", "ocr",
    ),
    CellRef: ("table", "row", "column"),
}
"""Published fields in the order of the contract; those behind the contract's own are additions."""

NOTES: dict[tuple[type, str], str] = {
    (Record, "schema_version"): "契约版本；同一主版本内只增字段",
    (Record, "text"): (
        "原文。txt 即解码后的整个文件，其他格式为按阅读顺序的文字；所有 start/end 都是它的半开区间下标"
    ),
    (Record, "sections"): "正文的标题树",
    (Record, "checks"): "核对了什么、几次；没能核对的说明原因",
    (Record, "model"): "标注所用的模型",
    (Source, "sha256"): "源文件的摘要",
    (Source, "pages"): "页数；没有页的格式为 null",
    (Source, "reader"): "用什么读的；有没读的部分（隐藏工作表、扫描页）时写明",
    (Source, "ocr_pages"): "由扫描图片识别（OCR）而来的页",
    (Source, "unread_pages"): "是扫描图片而没有读的页，原因见 reader",
    (Profile, "currency_unit"): "全文默认的金额单位",
    (Table, "code"): "印在表上的表号，如“公开01表”",
    (Table, "kind"): "规范表名；认不出为 null",
    (Table, "columns"): "各列的完整列头路径，以“-”相连",
    (Tag, "role"): "数字的身份，如 决算数、占比；CODE、REASON、ITEM 为 null",
    (Tag, "score"): "把握，0 到 1；在扫描页上已乘以文字识别的把握",
    (Tag, "bbox"): "x0, top, x1, bottom，PDF 点，原点在页面左上角",
    (Fact, "section"): "所在标题的文字",
    (Fact, "value"): "不带单位的十进制数字串，照原文；增减额、增减率带正负号",
    (Fact, "unit"): "照原文的单位",
    (Fact, "reason"): "正文说明的原因",
    (Fact, "steps"): "这条事实是怎样得出的",
    (Fact, "whole"): "占比所占的整体，照正文所称",
    (Fact, "base"): "增减或比率的基数是哪个数",
    (Fact, "decimals"): "印出的小数位数，判断舍入的依据",
    (Item, "code"): "科目代码，正文或目录能确定时为全码",
    (Item, "level"): "类、款、项；非科目为 null",
    (Link, "row"): "表格 rows 的下标",
    (Link, "column"): "表格 columns 的下标",
    (Link, "status"): (
        "match 相符；rounding 舍入后相符；mismatch 不符；ambiguous 候选不止一个；absent 表或行不在文中"
    ),
    (Finding, "message"): "一两句话说明不一致在哪里",
    (Finding, "actual"): "文中所写",
    (Finding, "expected"): "应为",
    (Finding, "ocr"): "所依据的数字有的由扫描图片识别而来，应先对照原件",
}
"""What a field means, where its name does not say it; shown in the JSON Schema."""


@lru_cache(maxsize=64)
def hints_of(record: type) -> dict[str, Any]:
    """The types of a record's fields, by name."""
    return get_type_hints(record)


def record_of(extraction: Extraction) -> Record:
    """The top object of the contract, from an extraction."""
    document = extraction.document
    return Record(
        SCHEMA_VERSION,
        document.source,
        document.profile,
        document.text,
        document.sections,
        document.tables,
        extraction.tags,
        extraction.facts,
        extraction.checks,
        extraction.findings,
        extraction.model,
    )
