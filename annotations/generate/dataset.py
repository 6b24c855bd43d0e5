"""A corpus folder that `datasets.load_dataset("FOLDER")` opens: passages.jsonl per document, one card.

    load_dataset("corpus")              the paragraphs with their marks, split "train"
    load_dataset("corpus", "facts")     the facts; "findings": the planted mistakes

Split by the column `document` (a paragraph's neighbours have the same books): never by row.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotations.generate.script import Paragraph, Script

CARD = "README.md"
Row = dict[str, Any]

_TEXT = "string"
FEATURES: dict[str, dict[str, Any]] = {
    "passages": {
        "document": _TEXT, "section": _TEXT, "kind": _TEXT, "text": _TEXT,
        "marks": {"label": _TEXT, "role": _TEXT, "start": "int64", "end": "int64"},
    },
    "facts": {
        "section": _TEXT, "item": _TEXT, "code": _TEXT, "measure": _TEXT, "value": _TEXT, "unit": _TEXT,
        "year": _TEXT, "base_year": _TEXT, "reason": _TEXT, "quote": _TEXT,
    },
    "findings": {
        "kind": _TEXT, "where": [_TEXT], "values": [_TEXT], "expected": _TEXT, "why": _TEXT,
        "severity": _TEXT,
    },
}
"""Columns and types of each file; a dict is a list of records, a list a list of strings."""


def passage_rows(script: Script, document: str) -> list[Row]:
    """{"document": "000001", "section": "一、…", "kind": "prose", "text": …, "marks": […]} by paragraph.

    Headings come along (kind "heading", no marks); marks are half-open and count characters of `text`.
    """
    rows: list[Row] = []
    section = ""
    for part in script.parts:
        if not isinstance(part, Paragraph) or part.kind not in ("heading", "prose"):
            continue
        section = part.text if part.kind == "heading" else section
        marks = [{"label": m.label, "role": m.role, "start": m.start, "end": m.end} for m in part.marks]
        rows.append(
            {"document": document, "section": section, "kind": part.kind, "text": part.text, "marks": marks}
        )
    return rows


def card() -> str:
    """The card: a YAML head that tells `datasets` which file is which table, and of which types."""
    lines = ["---", "language: [zh]", "license: apache-2.0", "task_categories: [token-classification]"]
    lines.append("configs:")
    for name in FEATURES:
        lines += [f"- config_name: {name}", f'  data_files: "**/{name}.jsonl"']
        lines += ["  default: true"] if name == "passages" else []
    lines.append("dataset_info:")
    for name, features in FEATURES.items():
        lines += [f"- config_name: {name}", "  features:"]
        for column, kind in features.items():
            lines += _feature(column, kind)
    return "\n".join([*lines, "---", "", *_PROSE]) + "\n"


def _feature(column: str, kind: Any) -> list[str]:
    if isinstance(kind, dict):
        inner = [f"    - name: {name}\n      dtype: {dtype}" for name, dtype in kind.items()]
        return [f"  - name: {column}", "    list:", *inner]
    if isinstance(kind, list):
        return [f"  - name: {column}", f"    list: {kind[0]}"]
    return [f"  - name: {column}", f"    dtype: {kind}"]


_PROSE = (
    "# 生成的部门决算公开语料 · A generated corpus",
    "",
    "凭空编出的单位和账目，不含任何真实文件的句子；答案由构造得知。`passages` 是正文段落和标记，",
    "`facts` 是事实，`findings` 是故意埋下的差错。按 `document` 列划分训练与测试。",
    "",
    "Invented units and books, no sentence of a real document; marks are half-open and count the characters",
    "of `text`. Split by the column `document`.",
)


def write_card(target: Path) -> Path:
    """README.md at the top of a corpus folder."""
    path = target / CARD
    path.write_text(card(), encoding="utf-8")
    return path
