"""Every SQL block of the documents runs on a bulk result."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from extract.batch import Job, Limits, run_batch
from tests.documents import blocks_of, documents

STATEMENTS = [
    statement
    for path in documents()
    for block in blocks_of(path.read_text(encoding="utf-8"))
    if block.language == "sql"
    for statement in block.code.split(";\n")
    if statement.strip()
]


@pytest.fixture(scope="module")
def result(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    out = tmp_path_factory.mktemp("sql") / "out.duckdb"
    planted = samples / "planted" / "document.txt"
    assert run_batch(Job((str(planted),), str(out), model="rules", limits=Limits(1))).counts.done == 1
    with duckdb.connect(str(out), read_only=True) as connection:
        yield connection


def test_there_is_sql_in_the_documents() -> None:
    assert len(STATEMENTS) >= 3


@pytest.mark.parametrize("statement", STATEMENTS, ids=range(len(STATEMENTS)))
def test_statement_runs(statement: str, result: duckdb.DuckDBPyConnection) -> None:
    assert result.sql(statement).columns
