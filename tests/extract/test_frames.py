"""Tables of extractions: the three libraries agree, money stays Decimal, names are those of the contract."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from extract.errors import ExtraMissing
from extract.write import to_arrow, to_dict, to_pandas, to_polars
from extract.write.columns import TABLES, columns_of, rows_of
from tests import builders as make

FRAMES: dict[str, Callable[..., Any]] = {"pandas": to_pandas, "polars": to_polars, "pyarrow": to_arrow}


def names_of(frame: Any) -> list[str]:
    return list(getattr(frame, "column_names", None) or frame.columns)


def test_values_are_decimals_of_the_written_digits() -> None:
    values = [Decimal("18.20"), Decimal("-1.80"), Decimal("-9.00")]
    assert list(to_pandas(make.whole())["value"]) == values
    assert to_polars(make.whole())["value"].to_list() == values
    assert to_arrow(make.whole())["value"].to_pylist() == values
    assert str(to_arrow(make.whole()).schema.field("value").type) == "decimal128(38, 10)"
    assert {type(value) for value in to_pandas(make.whole())["value"]} == {Decimal}


@pytest.mark.parametrize("table", TABLES)
def test_three_libraries_carry_the_same_columns_and_rows(table: str) -> None:
    expected = list(rows_of(make.whole(), table))
    assert expected
    for frame in (f(make.whole(), table) for f in FRAMES.values()):
        assert names_of(frame) == [column.name for column in columns_of(table)]
    assert to_arrow(make.whole(), table).to_pylist() == expected
    assert to_polars(make.whole(), table).to_dicts() == expected
    assert to_pandas(make.whole(), table).astype(object).where(lambda f: f.notna(), None).to_dict(
        "records"
    ) == expected


@pytest.mark.parametrize("table", ["facts", "tags", "checks", "findings"])
def test_columns_are_paths_of_the_contract(table: str) -> None:
    record = to_dict(make.whole())
    entry = record[table][0]
    own = [column.name for column in columns_of(table)][4:]
    assert list(dict.fromkeys(name.split(".")[0] for name in own)) == list(entry)
    nested = [name.split(".") for name in own if "." in name]
    assert all(inner in (entry[outer] or {"text", "start", "end"}) for outer, inner in nested)


def test_rows_of_several_documents_name_theirs() -> None:
    other = replace(make.whole(), document=make.document("别的", path="别的.txt"))
    frame = to_polars([make.whole(), other])
    assert frame.group_by("source.path").len().sort("source.path").to_dicts() == [
        {"source.path": "决算.txt", "len": 3}, {"source.path": "别的.txt", "len": 3},
    ]


@pytest.mark.parametrize("name", FRAMES)
def test_no_rows_still_have_their_columns(name: str) -> None:
    frame = FRAMES[name](make.extraction(make.document("空")))
    assert names_of(frame) == [column.name for column in columns_of("facts")]
    assert len(frame) == 0


@pytest.mark.parametrize("value", ["0.12345678901", "9" * 30])
def test_number_that_the_column_would_cut_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        to_arrow(make.extraction(make.document("x"), facts=[make.fact(value)]))


def test_unknown_table_is_refused() -> None:
    with pytest.raises(ValueError, match="choose from documents, facts"):
        to_pandas(make.whole(), "cells")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", FRAMES)
def test_absent_library_is_named_with_its_extra(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ExtraMissing, match=rf"没有安装 {name}.*juesuan\[frames\]"):
        FRAMES[name](make.whole())
