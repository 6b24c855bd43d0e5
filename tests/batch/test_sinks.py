"""Every sink shows the same rows: as DuckDB, Parquet, JSONL, CSV and XLSX, with nothing in them that runs."""

from __future__ import annotations

import csv
import errno
import json
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow.parquet
import pytest

from extract.batch import run_batch
from extract.batch.schema import CHILDREN, TABLES
from extract.batch.sinks import kind_of
from extract.batch.sinks.csv import harmless
from extract.batch.sinks.files import FileSink, number_text
from extract.errors import SettingsError
from tests.batch.factories import InlinePool, contents, job, values, written

HOSTILE = "=HYPERLINK(\"http://x\") \x1b[2J\u202e'; DROP TABLE facts; --"


@pytest.fixture(autouse=True)
def _inline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.batch.runner.Pool", InlinePool)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    good = {f"a{number}": b"18.20 %d" % number for number in range(3)}
    return written(folder, bad=b"broken", hostile=HOSTILE.encode(), **good)


def published(source: Path, out: Path) -> Path:
    run_batch(job(source, out))
    return out


def test_money_is_decimal(source: Path, tmp_path: Path) -> None:
    out = published(source, tmp_path / "out.duckdb")
    query = "SELECT DISTINCT value, yuan, typeof(value), typeof(yuan) FROM facts"
    money = "DECIMAL(38,10)"
    assert values(out, query) == [(Decimal("18.2"), Decimal("182000"), money, money)]


def test_parquet_holds_what_duckdb_holds(source: Path, tmp_path: Path) -> None:
    out = published(source, tmp_path / "out.parquet")
    held = contents(out / ".juesuan.duckdb")
    for table in CHILDREN:
        found = pyarrow.parquet.read_table(out / table / "part-0.parquet")
        assert found.column_names == list(TABLES[table].names)
        assert sorted((tuple(row.values()) for row in found.to_pylist()), key=repr) == held[table]
    manifest = json.loads((out / "_manifest.json").read_text(encoding="utf-8"))
    assert manifest["tables"]["facts"] == ["facts/part-0.parquet"]


def test_jsonl_has_a_document_a_line(source: Path, tmp_path: Path) -> None:
    out = published(source, tmp_path / "out.jsonl")
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["status"] for line in lines].count("done") == 4
    assert [len(line["facts"]) for line in lines if line["status"] == "failed"] == [0]
    hostile = next(line for line in lines if line["path"].endswith("hostile.txt"))
    assert hostile["facts"][0]["item_name"] == HOSTILE[:20]
    assert hostile["facts"][0]["value"] == "18.2"
    assert set(hostile["facts"][0]) == set(TABLES["facts"].names[1:])


def test_csv_neutralises_formulas_and_escapes(source: Path, tmp_path: Path) -> None:
    out = published(source, tmp_path / "out.csv")
    data = (out / "findings.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\x1b" not in data
    with (out / "findings.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert tuple(rows[0]) == TABLES["findings"].names
    (message,) = (row["message"] for row in rows if "HYPERLINK" in row["message"])
    assert message == "'=HYPERLINK(\"http://x\") [2J'; DROP TABL"


# What a document says, and what stands in a cell
CELLS: list[tuple[Any, Any]] = [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
    (" =1", "' =1"), ("|cmd", "'|cmd"), ("收入=支出", "收入=支出"), ("", ""), (None, None), (-3, -3),
    (Decimal("-12.50"), "-12.5"), ("a\x1b[31mb", "a[31mb"), ("\x1b=1", "'=1"), ("＝1", "＝1"),
]


@pytest.mark.parametrize(("said", "cell"), CELLS, ids=[repr(said) for said, _ in CELLS])
def test_cells_are_harmless(said: object, cell: object) -> None:
    assert harmless(said) == cell


def test_workbook_has_frozen_heads_filters_colours_and_no_formula(source: Path, tmp_path: Path) -> None:
    out = published(source, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(out)
    assert set(book.sheetnames) == set(TABLES)
    sheet = book["findings"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).coordinate[:-1]}{sheet.max_row}"
    assert sheet["A2"].fill.fgColor.rgb == "FFF8CBAD"  # an error
    messages = [cell.value for cell in sheet[sheet["F1"].column_letter]]
    assert any(str(message).startswith("=HYPERLINK") for message in messages)
    with zipfile.ZipFile(out) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sheets
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)
    facts = book["facts"]
    assert facts.cell(2, TABLES["facts"].names.index("value") + 1).value == 18.2


def test_a_foreign_file_is_never_overwritten(source: Path, tmp_path: Path) -> None:
    mine = tmp_path / "out.xlsx"
    mine.write_text("my own")
    with pytest.raises(SettingsError, match="不是 juesuan batch 写的"):
        run_batch(job(source, mine))
    assert mine.read_text() == "my own"


def test_publishing_again_replaces_the_result_whole(source: Path, tmp_path: Path) -> None:
    out = published(source, tmp_path / "out.jsonl")
    before = len(out.read_text(encoding="utf-8").splitlines())
    more = written(tmp_path / "more", b=b"18.20 more")
    run_batch(job(more, out))
    assert len(out.read_text(encoding="utf-8").splitlines()) == before + 1
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize(
    ("out", "kind"),
    [("a.duckdb", "duckdb"), ("a.PARQUET", "parquet"), ("a.csv", "csv"), ("postgresql://h/d", "postgres")],
)
def test_the_name_says_the_format(out: str, kind: str) -> None:
    assert kind_of(out) == kind


def test_a_name_that_says_nothing_is_refused() -> None:
    with pytest.raises(SettingsError, match="--format"):
        kind_of("结果.doc")


@pytest.mark.parametrize(
    ("value", "text"), [("12.3000000000", "12.3"), ("100", "100"), ("0E-10", "0"), ("-0.50", "-0.5")]
)
def test_numbers_lose_idle_zeros_only(value: str, text: str) -> None:
    assert number_text(Decimal(value)) == text


def full(*_: Any) -> None:
    raise duckdb.IOException("IO Error: Could not write: No space left on device\nfurther")


def no_space(*_: Any) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(("method", "error"), [("write", full), ("finish", full), ("publish", no_space)])
def test_a_sink_that_is_full_is_one_sentence_and_the_next_run_goes_on(
    method: str, error: Any, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, whole = tmp_path / "out.jsonl", published(source, tmp_path / "whole.duckdb")
    with monkeypatch.context() as patched:
        patched.setattr(FileSink, method, error)
        with pytest.raises(SettingsError, match=r"out\.jsonl 写不进去了（.*No space left on device）"):
            run_batch(job(source, out))
    run_batch(job(source, out))
    assert contents(tmp_path / ".out.jsonl.juesuan.duckdb") == contents(whole)


def test_a_table_of_somebody_else_is_left_as_it_is(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "own.duckdb"
    with duckdb.connect(str(out)) as connection:
        connection.execute("CREATE TABLE documents AS SELECT 1 AS id, 'x' AS name")
    with pytest.raises(SettingsError, match="已有一张别的表叫 documents"):
        run_batch(job(source, out))
    assert values(out, "SELECT table_name, column_name FROM information_schema.columns ORDER BY 2") == [
        ("documents", "id"), ("documents", "name"),
    ]
