"""The field guide of extract/README.md has every published field, in the order of the contract."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract.write.contract import FIELDS

HEADINGS = {"Record": "一份文件", "Profile": "document", "RowKey": "row_keys", "CellRef": "cells"}
"""Where a record is not headed by its plural."""


def heading_of(name: str, guide: dict[str, list[str]]) -> str:
    lower = name.lower()
    return HEADINGS.get(name) or next(key for key in (f"{lower}s", lower) if key in guide)


@pytest.fixture(scope="module")
def guide(root: Path) -> dict[str, list[str]]:
    """The first column of the table under each heading, and its other columns are filled."""
    text = (root / "extract" / "README.md").read_text(encoding="utf-8")
    parts = re.findall(r"^### (\S+)\n(.*?)(?=^##|\Z)", text, re.DOTALL | re.MULTILINE)
    row = re.compile(r"^\| `(\w+)` \| \S.* \| \S.* \|$", re.MULTILINE)
    return {title: row.findall(body) for title, body in parts}


@pytest.mark.parametrize("record", FIELDS, ids=lambda record: record.__name__)
def test_every_field_of_a_record_is_explained(record: type, guide: dict[str, list[str]]) -> None:
    assert tuple(guide[heading_of(record.__name__, guide)]) == FIELDS[record]


def test_guide_explains_nothing_else(guide: dict[str, list[str]]) -> None:
    assert set(guide) == {heading_of(record.__name__, guide) for record in FIELDS}
