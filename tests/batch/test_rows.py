"""Rows follow the contract column by column, and hold what any sink can hold."""

from __future__ import annotations

from decimal import Decimal
from typing import get_type_hints

import pytest

from extract.batch.rows import clean, document_values, fitting, money, rows_of
from extract.batch.schema import CHILDREN, TABLES, columns_of
from extract.records import Check, Extraction, Fact, Finding, Link, Tag
from extract.write import to_dict
from extract.write.contract import FIELDS
from tests.builders import check, document, extraction, fact, finding, table, tag

# Fields that are columns under other names
RENAMED = {"item": "item_name", "links": "sha256"}


@pytest.mark.parametrize(
    ("table", "record"),
    [("facts", Fact), ("links", Link), ("findings", Finding), ("tags", Tag), ("checks", Check)],
)
def test_every_field_of_the_contract_is_a_column(table: str, record: type) -> None:
    assert {RENAMED.get(name, name) for name in FIELDS[record]} <= set(TABLES[table].names)


def made(**options: object) -> Extraction:
    known = table(rows=[("总计", None, ("18.20",)), ("其他", None, ("",))])
    forms = [known, table(None, rows=[("a", None, ("1",))])]
    whole = document("收入总计18.20万元。", path="001.txt", tables=forms)
    facts = [fact(**options)]  # type: ignore[arg-type]
    return extraction(
        whole, facts=facts, tags=[tag("18.20万元", at=4)], findings=[finding()], checks=[check()]
    )


def rows_made(**options: object) -> dict[str, list[tuple[object, ...]]]:
    whole = made(**options)
    return rows_of(whole, to_dict(whole))


def only(table: str, rows: dict[str, list[tuple[object, ...]]]) -> dict[str, object]:
    (row,) = rows[table]
    return dict(zip(TABLES[table].names, row, strict=True))


def test_a_fact_becomes_one_flat_row() -> None:
    row = only("facts", rows_made(code="201", level="类", reason="人员减少"))
    assert (row["item_name"], row["item_code"], row["item_level"]) == ("收入总计", "201", "类")
    assert (row["reason"], row["reason_start"]) == ("人员减少", 0)
    assert (row["value"], row["yuan"]) == (Decimal("18.20"), Decimal("182000"))
    assert row["steps"] == '["test"]'


def test_a_fact_without_reason_or_money_unit() -> None:
    row = only("facts", rows_made(unit="%", measure="占比"))
    assert (row["reason"], row["reason_end"], row["yuan"]) == (None, None, None)


def test_figures_of_known_forms_are_cells_with_their_address() -> None:
    row = only("cells", rows_made())
    assert (row["kind"], row["label"], row["key"]) == ("收入支出决算总表", "总计", "决算数")
    assert (row["row"], row["column"], row["yuan"]) == (0, 2, Decimal("182000"))


def test_rows_are_as_long_as_their_table() -> None:
    rows = rows_made()
    assert set(rows) == set(CHILDREN)
    assert all(len(row) == len(TABLES[table].columns) for table in rows for row in rows[table])


def test_the_document_says_where_it_comes_from() -> None:
    said = document_values(to_dict(made()))
    assert (said["path"], said["unit"], said["year"]) == ("001.txt", "云岭县信访局", 2031)
    assert said["model"] == "test"


# What a document writes, and what DECIMAL(38, 10) holds of it
NUMBERS = [
    ("12.30", Decimal("12.30")), ("-0.0000000001", Decimal("-1e-10")), ("9" * 28, Decimal("9" * 28)),
    ("9" * 29, None), ("0.00000000001", None), ("NaN", None), ("Infinity", None), ("一百", None),
]


@pytest.mark.parametrize(("written", "held"), NUMBERS, ids=[written for written, _ in NUMBERS])
def test_money_is_exact_or_absent(written: str, held: Decimal | None) -> None:
    assert money(written) == held


def test_text_fits_every_sink() -> None:
    assert clean("a\x00b\udce4c") == "a\ufffdb\\udce4c"
    assert clean("决算") == "决算"


def test_truth_values_of_the_contract_are_boolean_columns() -> None:
    kinds = {c.name: c.kind for c in columns_of(Fact)}
    truths = [name for name, hint in get_type_hints(Fact).items() if hint is bool and name in kinds]
    assert {kinds[name] for name in truths} <= {"boolean"}
    assert [fitting(said, "boolean") for said in (True, False, None)] == [True, False, None]
