"""A document that crashes, hangs, eats memory or raises is recorded and hurts no other."""

from __future__ import annotations

import multiprocessing
import weakref
from collections import deque
from pathlib import Path
from typing import Any

import pytest

from extract.batch import Job, Limits, Summary, run_batch
from extract.batch.inventory import Task
from extract.batch.pool import Pool
from extract.batch.worker import Outcome, Spec, Worker
from extract.errors import ModelError
from extract.records import Extraction
from tests.batch.factories import FAKE, MEGABYTE, job, values, written

LIMITS = Limits(2, 5.0, 400 * MEGABYTE)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Summary, Path]:
    folder = tmp_path_factory.mktemp("faults")
    bad = {"crash": b"crash", "hang": b"hang", "eat": b"eat", "raised": b"raise", "broken": b"broken"}
    good = {f"good{number}": b"18.20 %d" % number for number in range(8)}
    source = written(folder / "in", **bad, **good)
    (source / "gone.txt").symlink_to(source / "nowhere.txt")
    listed = folder / "list.txt"
    listed.write_text("\n".join(map(str, sorted(source.iterdir()))), encoding="utf-8")
    out = folder / "out.duckdb"
    return run_batch(job(f"@{listed}", out, limits=LIMITS, log=folder / "log.txt")), out


def test_every_good_document_is_done(ran: tuple[Summary, Path]) -> None:
    summary, out = ran
    assert summary.status == "finished"
    assert (summary.counts.total, summary.counts.done, summary.counts.failed) == (14, 8, 6)
    assert values(out, "SELECT count(*) FROM documents WHERE status = 'done'") == [(8,)]
    assert values(out, "SELECT count(DISTINCT sha256) FROM facts") == [(8,)]


def test_every_bad_document_is_named_with_its_reason(ran: tuple[Summary, Path]) -> None:
    summary, out = ran
    told = {Path(failure.path).stem: failure.reason for failure in summary.failures}
    assert told == {
        "crash": "Crashed", "hang": "TimedOut", "eat": "OutOfMemory", "raised": "Unexpected",
        "broken": "BrokenInput", "gone": "Unreadable",
    }
    recorded = values(out, "SELECT reason, message FROM documents WHERE status = 'failed' ORDER BY reason")
    assert [reason for reason, _ in recorded] == sorted(set(told.values()) - {"Unreadable"})
    assert dict(recorded)["BrokenInput"] == "文件已损坏。"
    assert "SIGSEGV" in dict(recorded)["Crashed"]
    assert values(out, "SELECT reason FROM files WHERE sha256 IS NULL") == [("Unreadable",)]


def test_the_log_has_a_line_for_each(ran: tuple[Summary, Path]) -> None:
    lines = (ran[1].parent / "log.txt").read_text(encoding="utf-8").splitlines()
    assert sum("：完成" in line for line in lines) == 8
    assert sum("：失败" in line for line in lines) == 6


def test_a_worker_that_dies_between_documents_costs_none(tmp_path: Path) -> None:
    source = written(tmp_path / "in", a=b"18.20 a", b=b"18.20 b")
    tasks = deque(Task(str(path), 1) for path in sorted(source.iterdir()))
    told = []
    with Pool(Spec(factory=FAKE), Limits(1, 20.0)) as pool:
        for outcome in pool.run(tasks, lambda _: True):
            told.append((outcome.status, outcome.reason))
            for worker in multiprocessing.active_children():
                worker.kill()
                worker.join()
    assert told == [("done", None), ("done", None)]


class Big:
    """Something whose end can be seen."""


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("Exception during run: std::bad_alloc")])
def test_what_filled_the_memory_is_given_back_before_the_failure_is_told(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[weakref.ref[Big]] = []

    def hungry(data: bytes, name: str) -> Extraction:
        big = Big()
        held.append(weakref.ref(big))
        raise error

    def told(*words: Any, **options: Any) -> Outcome:
        assert held[0]() is None
        return Outcome(*words, **options)

    monkeypatch.setattr("extract.batch.worker.Outcome", told)
    path = next(written(tmp_path / "in", a=b"18.20 a").iterdir())
    assert Worker(hungry, lambda _: True).outcome(Task(str(path), 1)).reason == "OutOfMemory"


def test_a_model_that_cannot_be_loaded_ends_the_job(tmp_path: Path) -> None:
    source = written(tmp_path / "in", a=b"1")
    broken = tmp_path / "model"
    broken.mkdir()
    (broken / "config.json").write_text('{"name": "x", "classes": []}')
    (broken / "model.onnx").write_bytes(b"no model")
    (broken / "vocab.txt").write_text("")
    with pytest.raises(ModelError, match="标签集"):
        run_batch(Job((str(source),), str(tmp_path / "out.duckdb"), model=str(broken)))

