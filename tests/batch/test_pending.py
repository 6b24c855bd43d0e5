"""A document that is written is committed, though the tables get it seconds later; a kill loses none."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from extract.batch.identity import Identity
from extract.batch.rows import Row, row_of
from extract.batch.runner import document_row, file_row
from extract.batch.schema import TABLES
from extract.batch.sinks import duckdb, pending
from extract.batch.sinks.duckdb import DuckdbSink
from tests.batch.factories import contents, outcome, values

IDENTITY = Identity("0.1", "rules", None, "")


def begun(path: Path) -> DuckdbSink:
    sink = DuckdbSink(path)
    sink.begin({"id": "run"})
    return sink


def put(sink: DuckdbSink, *contents: bytes) -> None:
    for number, data in enumerate(contents):
        made = outcome(data, f"{number}.txt")
        sink.write([document_row(made, IDENTITY, "run")], [file_row(made)], made.rows)


def kill(sink: DuckdbSink) -> None:
    """What is left when the process is gone at once: the file as it is."""
    sink.connection.close()


def test_what_was_written_before_a_kill_is_there_after_it(tmp_path: Path) -> None:
    killed, whole = begun(tmp_path / "killed.duckdb"), begun(tmp_path / "whole.duckdb")
    for sink in (killed, whole):
        put(sink, b"18.20 a", b"18.20 b", b"99.99 c")
    kill(killed)
    whole.close()
    assert values(tmp_path / "killed.duckdb", "SELECT count(*) FROM facts") == [(0,)]
    begun(tmp_path / "killed.duckdb").close()
    assert contents(tmp_path / "killed.duckdb") == contents(tmp_path / "whole.duckdb")
    assert len(contents(tmp_path / "killed.duckdb")["facts"]) == 3


def test_what_waits_is_known(tmp_path: Path) -> None:
    sink = begun(tmp_path / "out.duckdb")
    made = outcome(b"18.20 a")
    put(sink, b"18.20 a")
    known = sink.known(made.sha256 or "")
    assert known is not None
    assert (known["status"], known["version"], known["run"]) == ("done", "0.1", "run")
    assert sink.known("0" * 64) is None


def test_a_path_written_twice_while_waiting_keeps_the_later_content(tmp_path: Path) -> None:
    sink = begun(tmp_path / "out.duckdb")
    put(sink, b"18.20 a")
    put(sink, b"18.20 b")
    sink.finish({"id": "run"})
    assert values_of(sink, "SELECT item_name FROM facts") == [("18.20 b",)]
    assert values_of(sink, "SELECT count(*) FROM files") == [(1,)]


def test_a_content_written_again_while_it_waits_stands_once(tmp_path: Path) -> None:
    sink = begun(tmp_path / "out.duckdb")
    put(sink, b"18.20 a")
    put(sink, b"18.20 a")
    sink.close()
    held = contents(tmp_path / "out.duckdb")
    assert (len(held["documents"]), len(held["facts"])) == (1, 1)


def test_many_or_large_documents_do_not_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duckdb, "MOST", 3)
    sink = begun(tmp_path / "out.duckdb")
    counts = []
    for number in range(3):
        put(sink, b"18.20 %d" % number)
        counts += values_of(sink, "SELECT count(*) FROM documents")
    monkeypatch.setattr(duckdb, "LARGE", 10)
    put(sink, b"18.20 large")
    counts += values_of(sink, "SELECT count(*) FROM documents")
    assert counts == [(0,), (0,), (3,), (4,)]


def test_nothing_of_it_is_left_when_a_run_has_ended(tmp_path: Path) -> None:
    sink = begun(tmp_path / "out.duckdb")
    put(sink, b"18.20 a")
    sink.finish({"id": "run"})
    tables = {name for (name,) in values_of(sink, "SELECT table_name FROM duckdb_tables()")}
    assert tables == set(TABLES)


def values_of(sink: DuckdbSink, query: str) -> list[Row]:
    return sink.connection.execute(query).fetchall()


def test_rows_come_back_to_the_last_digit() -> None:
    fact = row_of("facts", {"sha256": "a", "id": "f1", "value": Decimal("1234567890123456.0000000001")})
    run = row_of("runs", {"id": "r", "started": datetime(2031, 5, 6, 7, 8, 9, 10)})
    text = pending.encoded({"facts": [fact], "runs": [run], "tags": []})
    assert pending.decoded(text) == {"facts": [fact], "runs": [run]}


def test_rows_of_an_older_version_have_null_in_new_columns() -> None:
    text = '{"facts": [["sha256", "id", "dropped"], [["a", "f1", 1]]]}'
    assert pending.decoded(text) == {"facts": [row_of("facts", {"sha256": "a", "id": "f1"})]}
