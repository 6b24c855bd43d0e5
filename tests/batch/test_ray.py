"""What the Ray engine adds: parts that many machines write at once, an actor pool, rows equal to local ones.

Most tests call an actor without Ray, which starts slowly; one runs the command on Ray where it is installed.
Speed against the process pool is measured by tests/bench/batch.py.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extract.batch import Limits
from extract.batch.engine_ray import Actor, Order, _known, _Tally, run_on_ray
from extract.batch.identity import identity_of
from extract.batch.progress import Counts
from extract.batch.runner import run_batch
from extract.batch.schema import CHILDREN, TABLES
from extract.batch.sinks.parts import Parts
from extract.batch.summary import Summary
from extract.batch.worker import Spec
from extract.errors import SettingsError
from extract.settings import Settings
from tests.batch.factories import FAKE, InlinePool, contents, job, written

SAMPLE = Path(__file__).parents[2] / "annotations/samples/planted/document.txt"


@pytest.fixture(autouse=True)
def _inline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.batch.runner.Pool", InlinePool)
    monkeypatch.setattr("extract.batch.engine_ray.Pool", InlinePool)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return written(tmp_path / "in", a=b"18.20 a", b=b"18.20 b", bad=b"broken", twin=b"18.20 a")


def actor(out: Path, part: str, known: frozenset[str] = frozenset()) -> Actor:
    identity = identity_of("rules", Settings())
    return Actor(Order("run", part, str(out), Spec("rules", factory=FAKE), Limits(), identity), known)


def block(*paths: Path) -> dict[str, Any]:
    return {"path": [os.fsencode(path) for path in paths], "size": [path.stat().st_size for path in paths]}


def rows(out: Path, table: str) -> list[tuple[Any, ...]]:
    return sorted((tuple(row.values()) for row in Parts(str(out)).rows(table, TABLES[table].names)), key=repr)


def begun(out: Path) -> Parts:
    parts = Parts(str(out))
    parts.begin()
    return parts


def test_two_actors_give_the_rows_of_the_local_engine(source: Path, tmp_path: Path) -> None:
    run_batch(job(source, tmp_path / "out.duckdb"))
    out = tmp_path / "out.parquet"
    parts = begun(out)
    files = sorted(source.iterdir())
    told = [actor(out, "1")(block(*files[:2])), actor(out, "2")(block(*files[2:]))]
    assert [told_by["status"] for told_by in told] == [["done", "done"], ["failed", "done"]]
    parts.tidy()  # a.txt and twin.txt were done by different actors
    assert {table: rows(out, table) for table in CHILDREN} == {
        table: contents(tmp_path / "out.duckdb")[table] for table in CHILDREN
    }
    assert len(rows(out, "documents")) == 3
    assert len(rows(out, "files")) == 4


def told_by(*blocks: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    for names in blocks:
        yield from (dict(zip(names, row, strict=True)) for row in zip(*names.values(), strict=True))


def test_copies_of_what_failed_are_named_as_by_the_local_engine(source: Path, tmp_path: Path) -> None:
    written(source, bad2=b"broken", bad3=b"broken")
    local = run_batch(job(source, tmp_path / "out.duckdb"))
    out = tmp_path / "out.parquet"
    begun(out)
    files = sorted(source.iterdir())  # a, b, bad, bad2, bad3, twin
    one = actor(out, "1")
    told = list(told_by(one(block(files[0], files[3])), one(block(files[2], files[5]))))
    told += told_by(one(block(files[4])), actor(out, "2")(block(files[1])))
    summary = Summary(Counts(total=6))
    tally = _Tally(summary, {}, 0.0)
    for telling in told:
        tally.count(telling)
    tally.name_copies()
    assert summary.as_dict()["failures"] == local.as_dict()["failures"]
    assert (summary.counts.failed, summary.counts.skipped) == (3, 1)
    assert (local.counts.failed, local.counts.skipped) == (3, 1)


def test_what_failed_before_is_named_again(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    begun(out)
    actor(out, "1")(block(source / "bad.txt", source / "a.txt"))
    identity = identity_of("rules", Settings())
    known = _known(Parts(str(out)), job(source, out), identity)
    summary = Summary()
    tally = _Tally(summary, known, 0.0)
    again = actor(out, "2", frozenset(known))(block(source / "bad.txt", source / "a.txt"))
    for telling in told_by(again):
        tally.count(telling)
    assert [(Path(f.path).stem, f.reason) for f in summary.failed_before] == [("bad", "BrokenInput")]
    assert summary.counts.skipped == 2


def test_what_is_known_is_not_done_again(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    begun(out)
    actor(out, "1")(block(source / "a.txt"))
    known = frozenset(row["sha256"] for row in Parts(str(out)).rows("documents", ("sha256",)))
    assert actor(out, "2", known)(block(source / "a.txt"))["status"] == ["same"]


def test_parts_that_a_kill_left_are_removed(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    begun(out)
    actor(out, "1")(block(source / "a.txt"))
    actor(out, "2")(block(source / "b.txt"))
    next((out / "documents").glob("part-2-*")).unlink()  # its last write never came
    begun(out)
    assert len(rows(out, "facts")) == 1
    assert not list(out.glob("*/part-2-*"))


def test_a_changed_file_takes_the_place_of_the_old(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    parts = begun(out)
    actor(out, "1")(block(source / "a.txt", source / "b.txt"))
    (source / "a.txt").write_bytes(b"99.99 changed")
    actor(out, "2")(block(source / "a.txt"))
    parts.tidy()
    names = {row["item_name"] for row in parts.rows("facts", ("item_name",))}
    assert names == {"18.20 b", "99.99 changed"}


def test_ray_writes_parquet_only_and_the_local_engine_no_urls(source: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="只写 Parquet"):
        run_on_ray(job(source, tmp_path / "out.duckdb"))
    with pytest.raises(SettingsError, match="--engine ray"):
        run_batch(job(source, "s3://bucket/out.parquet"))


def test_the_engines_do_not_write_over_each_other(source: Path, tmp_path: Path) -> None:
    run_batch(job(source, tmp_path / "local.parquet"))
    with pytest.raises(SettingsError, match="是本机引擎写的"):
        begun(tmp_path / "local.parquet")
    begun(tmp_path / "ray.parquet")
    with pytest.raises(SettingsError, match="是 --engine ray 写的"):
        run_batch(job(source, tmp_path / "ray.parquet"))


@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is not installed (juesuan[ray])")
def test_the_command_on_ray_writes_the_rows_of_the_local_engine(tmp_path: Path) -> None:
    lone = "2031年度收入总计218.20万元，增长9.40%。".encode()
    source = written(tmp_path / "in", lone=lone, empty=b"", empty2=b"")
    shutil.copy(SAMPLE, source / "planted.txt")
    for engine, out in (("local", "out.duckdb"), ("ray", "out.parquet")):
        words = ["batch", f"file://{source}", "-o", str(tmp_path / out), "--engine", engine, "--jobs", "1"]
        command = [sys.executable, "-m", "extract", *words, "--model", "rules"]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        assert ran.returncode == 3, ran.stderr  # the empty file
        assert "处理 2 份，失败 2 份，跳过 0 份" in ran.stdout  # its copy too
    local = contents(tmp_path / "out.duckdb")
    assert local["facts"]
    assert {table: rows(tmp_path / "out.parquet", table) for table in CHILDREN} == {
        table: local[table] for table in CHILDREN
    }
