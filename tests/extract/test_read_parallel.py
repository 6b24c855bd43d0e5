"""Pages of one big PDF in several processes: the same document, and never where it would be too much."""

import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest

from extract.errors import SettingsError
from extract.read import read
from extract.read.pdf_parallel import PAGES_A_PROCESS, processes_for
from extract.settings import Settings
from tests.extract.test_read_pdf import CAPTION, HEAD, SPANS, lines, make_pdf, ruled, together

ROWS = [*HEAD, ["合计", "", "9.10", "9.00", "0.10"], ["213", "农林水支出", "9.10", "9.00", "0.10"]]
PAGES = [
    lines("　　收入总计12.50万元。"), together(CAPTION, ruled(ROWS, *SPANS)), ruled(ROWS, *SPANS, top=60),
    lines("　　支出总计12.50万元。"),
]


def test_several_processes_give_the_same_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.read.pdf_parallel.PAGES_A_PROCESS", 2)
    data = make_pdf(*PAGES)
    alone, shared = (read(data, settings=Settings(page_jobs=jobs)) for jobs in (1, 2))
    assert shared == alone and len(alone.tables) == 1 and alone.tables[0].pages == (2, 3)


def test_a_process_that_fails_is_made_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.read.pdf_parallel.PAGES_A_PROCESS", 2)
    data = make_pdf(*PAGES)
    alone = read(data, settings=Settings(page_jobs=1))
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    assert read(data, settings=Settings(page_jobs=2)) == alone


@pytest.mark.parametrize(
    ("pages", "jobs", "processes"),
    [(PAGES_A_PROCESS * 2 - 1, 8, 1), (PAGES_A_PROCESS * 3, 8, 3), (10_000, 8, 8), (10_000, 1, 1)],
)
def test_processes_start_only_where_they_pay(pages: int, jobs: int, processes: int) -> None:
    assert processes_for(pages, jobs) == processes


def test_a_worker_of_a_batch_starts_no_processes() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(processes_for, (100_000, None)) == 1


UNGUARDED = """
import sys
print("script runs")
import extract.read.pdf_parallel as parallel
parallel.PAGES_A_PROCESS = 2
from extract.read import read
from extract.settings import Settings
print(read(sys.argv[1], settings=Settings(page_jobs=2)).source.pages)
"""


def test_a_script_without_a_guard_is_not_run_again(root: Path, tmp_path: Path) -> None:
    script, file = tmp_path / "script.py", tmp_path / "a.pdf"
    script.write_text(UNGUARDED)
    file.write_bytes(make_pdf(*PAGES))
    command = [sys.executable, str(script), str(file)]
    done = subprocess.run(
        command, env={"PYTHONPATH": str(root)}, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.split("\n")[:2] == ["script runs", "4"], done.stderr


def test_the_setting_is_checked() -> None:
    with pytest.raises(SettingsError, match="page_jobs"):
        Settings(page_jobs=0)
    with pytest.raises(SettingsError, match="ocr"):
        Settings(ocr=1)  # type: ignore[arg-type]
