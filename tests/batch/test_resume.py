"""A job that was killed, stopped or started again ends like one that ran undisturbed."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from extract.batch import run_batch, summary_text
from extract.batch.scratch import Scratch
from extract.batch.sinks.duckdb import DuckdbSink, connect
from extract.errors import FileMissing, SettingsError
from tests.batch.factories import SLOW, InlinePool, contents, job, values, written

COUNT = 14
_KILLED = f"""
import sys
from extract.batch import Job, Limits, run_batch
from pathlib import Path
run_batch(Job((sys.argv[1],), sys.argv[2], model="rules", limits=Limits(1, 20.0), log=Path(sys.argv[3]),
              factory="{SLOW}"))
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    good = {f"good{number:02}": b"18.20 %d" % number for number in range(COUNT)}
    return written(tmp_path / "in", bad=b"broken 1", worse=b"raise 2", twin=b"18.20 3", **good)


def started(source: Path, out: Path, log: Path, root: Path) -> subprocess.Popen[bytes]:
    """A slow job in a process of its own that has finished two documents and not yet all."""
    words = [sys.executable, "-c", _KILLED, str(source), str(out), str(log)]
    place = out.with_name("tmp")
    place.mkdir()
    process = subprocess.Popen(words, env={**os.environ, "PYTHONPATH": str(root), "TMPDIR": str(place)})
    while not (log.exists() and log.read_text(encoding="utf-8").count("：完成") >= 2):
        assert process.poll() is None
        time.sleep(0.02)
    return process


@pytest.fixture
def undisturbed(source: Path, tmp_path: Path) -> Path:
    out = tmp_path / "undisturbed.duckdb"
    run_batch(job(source, out))
    return out


@pytest.fixture(autouse=True)
def _inline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the job that is killed needs processes."""
    monkeypatch.setattr("extract.batch.runner.Pool", InlinePool)


def test_a_second_run_finishes_a_killed_one(
    source: Path, undisturbed: Path, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, log = tmp_path / "out.duckdb", tmp_path / "log.txt"
    process = started(source, out, log, root)
    workers = psutil.Process(process.pid).children(recursive=True)
    assert workers
    process.kill()
    process.wait(20)
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert alive == []
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    assert len(list((tmp_path / "tmp").iterdir())) == 1
    Scratch().close()
    assert list((tmp_path / "tmp").iterdir()) == []
    held = finished(out, log)
    again = run_batch(job(source, out))
    assert again.counts.done == COUNT - held
    assert again.counts.skipped >= held
    assert contents(out) == contents(undisturbed)


def test_a_second_ctrl_c_that_hits_the_database_is_ctrl_c_too(
    source: Path, undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, real = tmp_path / "out.duckdb", DuckdbSink.finish

    def cut(sink: DuckdbSink, run: Any) -> None:
        signal.raise_signal(signal.SIGINT)
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise RuntimeError("Query interrupted") from None  # as DuckDB does
        real(sink, run)

    with monkeypatch.context() as patched:
        patched.setattr(DuckdbSink, "finish", cut)
        with pytest.raises(KeyboardInterrupt):
            run_batch(job(source, out))
    assert run_batch(job(source, out)).counts.done == 0
    assert contents(out) == contents(undisturbed)


def test_a_name_cannot_forge_a_line_of_the_log(source: Path, tmp_path: Path) -> None:
    (source / "a\n2031-01-01 INFO 假：完成\x1b[2J.txt").write_bytes(b"18.20 x")
    run_batch(job(source, tmp_path / "out.duckdb", log=tmp_path / "log.txt"))
    lines = (tmp_path / "log.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == COUNT + 3
    assert not any(line.startswith("2031") or "\x1b" in line for line in lines)


def test_ctrl_c_ends_a_run_in_order(source: Path, undisturbed: Path, tmp_path: Path, root: Path) -> None:
    out, log = tmp_path / "out.duckdb", tmp_path / "log.txt"
    process = started(source, out, log, root)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert finished(out, log) < COUNT
    assert ("interrupted", False) in values(out, "SELECT status, finished IS NULL FROM runs")
    run_batch(job(source, out))
    assert contents(out) == contents(undisturbed)


def finished(out: Path, log: Path) -> int:
    """How many documents the cut-short run left; all that its log calls finished are among them."""
    sink = DuckdbSink(out)
    sink.begin({"id": "look"})  # takes in what was committed and not yet in the tables
    sink.close()
    told = log.read_text(encoding="utf-8").count("：完成")
    held = int(values(out, "SELECT count(*) FROM documents WHERE status = 'done'")[0][0])
    assert told <= held < COUNT
    return held


def test_nothing_is_done_twice(source: Path, undisturbed: Path) -> None:
    again = run_batch(job(source, undisturbed))
    assert (again.counts.done, again.counts.failed, again.counts.skipped) == (0, 0, COUNT + 3)


def test_failed_ones_are_retried_on_demand(source: Path, undisturbed: Path) -> None:
    again = run_batch(job(source, undisturbed, retry_failed=True))
    assert (again.counts.done, again.counts.failed) == (0, 2)


def test_force_does_all_again_and_changes_nothing(source: Path, undisturbed: Path) -> None:
    before = contents(undisturbed)
    again = run_batch(job(source, undisturbed, force=True))
    assert (again.counts.done, again.counts.failed, again.counts.skipped) == (COUNT, 2, 1)
    assert contents(undisturbed) == before


def test_another_version_is_done_again(
    source: Path, undisturbed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.__version__", "9.9.9")
    assert run_batch(job(source, undisturbed)).counts.done == COUNT
    assert values(undisturbed, "SELECT DISTINCT version FROM documents") == [("9.9.9",)]


def test_a_changed_file_takes_the_place_of_the_old(source: Path, undisturbed: Path) -> None:
    (source / "good00.txt").write_bytes(b"99.99 changed")
    again = run_batch(job(source, undisturbed))
    assert again.counts.done == 1
    assert values(undisturbed, "SELECT count(*) FROM documents")[0][0] == COUNT + 2
    texts = values(undisturbed, "SELECT item_name FROM facts ORDER BY item_name")
    assert ("99.99 changed",) in texts
    assert ("18.20 0",) not in texts


def test_equal_contents_are_done_once_and_both_paths_kept(source: Path, undisturbed: Path) -> None:
    query = "SELECT d.path, f.path FROM documents d JOIN files f USING (sha256) WHERE d.path LIKE '%03.txt'"
    assert [(Path(a).name, Path(b).name) for a, b in sorted(values(undisturbed, query))] == [
        ("good03.txt", "good03.txt"), ("good03.txt", "twin.txt"),
    ]


def test_copies_of_a_broken_file_are_all_named(source: Path, tmp_path: Path) -> None:
    for name in ("worse2", "worse3"):
        (source / f"{name}.txt").write_bytes(b"raise 2")
    summary = run_batch(job(source, tmp_path / "copies.duckdb"))
    assert (summary.counts.failed, summary.counts.skipped) == (4, 1)  # skipped: the copy of a good one
    told = {Path(failure.path).stem: failure.reason for failure in summary.failures}
    assert told == {"bad": "BrokenInput", **dict.fromkeys(("worse", "worse2", "worse3"), "Unexpected")}


def test_what_failed_before_and_is_left_is_named_again(source: Path, undisturbed: Path) -> None:
    (source / "worse2.txt").write_bytes(b"raise 2")
    again = run_batch(job(source, undisturbed))
    assert again.failures == []
    told = {Path(failure.path).stem: failure.reason for failure in again.failed_before}
    assert told == {"bad": "BrokenInput", "worse": "Unexpected", "worse2": "Unexpected"}
    text = summary_text(again)
    assert "以前就失败、这次没有重做的 3 份（加 --retry-failed 再试）：" in text
    assert "bad.txt：文件已损坏。" in text
    assert run_batch(job(source, undisturbed, retry_failed=True)).failed_before == []


def test_a_second_job_on_one_sink_is_refused(source: Path, undisturbed: Path, root: Path) -> None:
    call = "import sys, duckdb; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    words = [sys.executable, "-c", call, str(undisturbed)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None and holder.stdin is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(SettingsError, match="正被另一个任务使用"):
            run_batch(job(source, undisturbed))
        holder.stdin.close()


def test_an_older_sink_gains_new_columns(source: Path, undisturbed: Path) -> None:
    with connect(undisturbed) as connection:
        connection.execute('ALTER TABLE facts DROP COLUMN "base"')
    run_batch(job(source, undisturbed, force=True))
    assert values(undisturbed, 'SELECT count(*), count("base") FROM facts') == [(COUNT, 0)]


def archive(path: Path, **members: bytes) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name.replace("__", "/") + ".txt", data)
        target.writestr("../outside.txt", b"18.20 outside")


def test_members_of_a_zip_are_documents_of_their_own(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    archive(source / "附件.zip", a=b"18.20 a", sub__b=b"18.20 b", bad=b"broken", bomb=b"0" * 130 * 2**20)
    out = tmp_path / "out.duckdb"
    summary = run_batch(job(source, out))
    assert (summary.counts.total, summary.counts.done, summary.counts.failed) == (5, 2, 3)
    told = {failure.path.rpartition("/")[2]: failure for failure in summary.failures}
    assert "压缩炸弹" in told["bomb.txt"].message
    assert "之外的路径" in told["outside.txt"].message
    place = f"{source}/附件.zip/sub/b.txt"
    assert values(out, "SELECT path FROM documents WHERE status = 'done' ORDER BY path")[1] == (place,)
    assert not list(tmp_path.rglob("outside.txt"))


def test_a_damaged_zip_is_one_failure(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        target.writestr("a.txt", b"18.20")
    (source / "附件.zip").write_bytes(buffer.getvalue()[:-30])
    real = replace(job(source, tmp_path / "out.duckdb"), factory=None)
    summary = run_batch(real)
    assert [failure.reason for failure in summary.failures] == ["BrokenInput"]


def test_input_that_names_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="没有这样的文件"):
        run_batch(job(tmp_path / "none", tmp_path / "out.duckdb"))
