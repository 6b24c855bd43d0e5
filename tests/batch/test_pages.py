"""`juesuan batch --report DIR`: a page for each document and an index that also lists earlier runs."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from extract import cli
from extract.batch import run_batch
from extract.batch.pages import name_of
from tests.batch.factories import InlinePool, job, written


@pytest.fixture(autouse=True)
def _inline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.batch.runner.Pool", InlinePool)


def page_of(folder: Path, data: bytes) -> Path:
    return folder / name_of(hashlib.sha256(data).hexdigest())


def test_each_document_has_its_page_and_the_index_leads_there(tmp_path: Path) -> None:
    source = written(tmp_path / "in", good=b"18.20 1", twin=b"18.20 1", other=b"18.20 2", bad=b"broken 1")
    pages = tmp_path / "in" / "pages"
    first = run_batch(job(source, tmp_path / "a.duckdb", report=pages))
    assert (first.counts.done, first.counts.failed) == (2, 1)
    index = (pages / "index.html").read_text(encoding="utf-8")
    for data in (b"18.20 1", b"18.20 2"):
        assert page_of(pages, data).is_file()
        assert f'href="{page_of(pages, data).name}"' in index
    assert "文件已损坏" in index
    again = run_batch(job(source, tmp_path / "a.duckdb", report=pages))
    assert (again.counts.done, again.counts.total) == (0, 4), "pages are no inputs, nothing is done twice"


def test_pages_asked_for_later_are_made_up_for_and_earlier_ones_stay_listed(tmp_path: Path) -> None:
    source, pages = written(tmp_path / "in", good=b"18.20 1"), tmp_path / "pages"
    run_batch(job(source, tmp_path / "a.duckdb"))
    made_up = run_batch(job(source, tmp_path / "a.duckdb", report=pages))
    assert made_up.counts.done == 1
    written(source, other=b"18.20 2")
    assert run_batch(job(source, tmp_path / "a.duckdb", report=pages)).counts.done == 1
    index = (pages / "index.html").read_text(encoding="utf-8")
    assert page_of(pages, b"18.20 1").name in index
    page_of(pages, b"18.20 1").unlink()
    assert run_batch(job(source, tmp_path / "a.duckdb", report=pages)).counts.done == 1
    assert page_of(pages, b"18.20 1").is_file()


def test_ray_writes_no_pages_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = written(tmp_path / "in", good=b"18.20 1")
    words = ["batch", str(source), "-o", str(tmp_path / "a.parquet"), "--engine", "ray"]
    assert cli.main([*words, "--report", str(tmp_path / "pages")]) == 2
    assert "--report" in capsys.readouterr().err
