"""`python -m tests.bench.batch`: what bulk jobs promise, measured on generated documents, as one table.

Speed with one and two jobs, first result, share of the sink, Ray against the pool with equal rows. The long
job with broken files, its memory and what kill -9 leaves are `python -m tests.bench resume`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from annotations.generate.corpus import write_corpus
from annotations.generate.formats import FORMATS
from extract.batch import Job, Limits, run_batch, runner, sinks
from extract.batch.progress import Counts
from extract.batch.schema import CHILDREN, RUN_COLUMNS, TABLES
from extract.batch.sinks.duckdb import connect
from extract.settings import Settings
from tests.bench._table import Line, printed

GOLD = (".jsonl", ".json")


def main() -> int:
    """Print the table; 1 where a promise does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=40, help="of each run (default 40)")
    parser.add_argument("--model", default=None, help="model folder, or rules")
    parser.add_argument("--no-ray", action="store_true", help="leave Ray out")
    parser.add_argument("--only-ray", action="store_true", help="nothing but Ray against the pool")
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="juesuan-bench-"))
    try:
        return printed(speed(folder, options))
    finally:
        if options.folder is None:
            shutil.rmtree(folder, ignore_errors=True)


def speed(folder: Path, options: argparse.Namespace) -> Iterator[Line]:
    """One and two jobs, the sink's share, Ray; the same documents for all."""
    source = corpus(folder / "speed", options.documents)
    if options.only_ray:
        two = run_here(source, folder / "two.duckdb", 2, options.model)
        yield from ray_against(source, folder, two, options)
        return
    for jobs in (1, 2):
        first = min(first_result(source, folder, jobs, options.model) for _ in range(3))  # the others warm up
        yield Line(f"start to first result, {jobs} job(s)", f"{first:.2f} s", "<= 3 s", first <= 3)
    one = run_here(source, folder / "one.duckdb", 1, options.model)
    two = run_here(source, folder / "two.duckdb", 2, options.model)
    for jobs, run in ((1, one), (2, two)):
        yield Line(f"{jobs} job(s)", f"{run.documents:.2f} documents/s, {run.pages:.2f} pages of PDF/s")
    ratio = two.documents / one.documents
    yield Line("2 jobs against 1", f"{ratio:.2f}x", ">= 1.7x", ratio >= 1.7)
    share = max(one.sink, two.sink)
    figure = f"{one.sink:.1%} of all core seconds with 1 job, {two.sink:.1%} with 2"
    yield Line("share of the sink", figure, "<= 5 %", share <= 0.05)
    yield Line("cost of a document", f"{one.cost:.3f} core seconds with 1 job, {two.cost:.3f} with 2")
    if not options.no_ray:
        yield from ray_against(source, folder, two, options)


@dataclass(frozen=True)
class Run:
    """Documents and PDF pages a second after the first result; core seconds a document; the sink's share.

    `seconds`: the whole run, its start included.
    """

    documents: float
    pages: float
    cost: float
    sink: float
    seconds: float


def ray_against(source: Path, folder: Path, pool: Run, options: argparse.Namespace) -> Iterator[Line]:
    try:
        import ray
    except ImportError:
        yield Line("Ray", "not installed")
        return
    from extract.batch import engine_ray

    started = time.monotonic()
    engine_ray.started_ray()
    up = time.monotonic() - started
    with paced(engine_ray) as pace:
        summary = engine_ray.run_on_ray(job(source, folder / "ray.parquet", 2, options.model))
    seconds = time.monotonic() - started
    ray.shutdown()
    documents, _ = pace.rates()
    ratio = pool.documents / documents
    figure = f"{documents:.2f} documents/s against {pool.documents:.2f}: {ratio:.2f} of the time"
    yield Line("Ray against pool, 2 jobs each, after the first results", figure, "<= 1.2", ratio <= 1.2)
    first = pace.marks[0][0] - started
    figure = f"{seconds:.1f} s against {pool.seconds:.1f} s for {summary.counts.done} documents"
    yield Line("the same with the start", f"{figure}: {seconds / pool.seconds:.2f} of the time")
    yield Line("start of Ray", f"{up:.1f} s, first block after {first:.1f} s")
    same = equal(folder / "two.duckdb", folder / "ray.parquet", CHILDREN)
    yield Line("facts of Ray and the pool", "rows of every table that belongs to a document", "equal", same)


class Pace:
    """In place of the progress line: when how many documents and pages were done."""

    def __init__(self) -> None:
        self.marks: list[tuple[float, int, int]] = []

    def __call__(self, *_: Any, **__: Any) -> Pace:
        return self

    def show(self, counts: Counts, *, last: bool = False) -> None:
        if counts.done and not last:
            self.marks.append((time.monotonic(), counts.done, counts.pages))

    def rates(self) -> tuple[float, float]:
        """Documents and pages a second from the end of the first wave (block, where they come in blocks)."""
        waves = [mark for mark, after in pairwise(self.marks) if after[0] - mark[0] > 0.01]
        (since, done, pages), (until, all_done, all_pages) = waves[0], self.marks[-1]
        return (all_done - done) / (until - since), (all_pages - pages) / (until - since)


@contextmanager
def paced(engine: Any) -> Iterator[Pace]:
    real, engine.Progress = engine.Progress, Pace()
    try:
        yield engine.Progress
    finally:
        engine.Progress = real


def first_result(source: Path, folder: Path, jobs: int, model: str | None) -> float:
    """Seconds from the start of the command to the first line of a finished document in its log.

    With modules compiled before, as pip installs them, also where the environment forbids writing them.
    """
    env = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    out = folder / "first.duckdb"
    log = Path(f"{out}.log")
    for path in (out, log):
        path.unlink(missing_ok=True)
    started = time.monotonic()
    process = subprocess.Popen(command([str(source), "-o", str(out)], model, jobs=jobs), env=env)
    while process.poll() is None and not (log.exists() and "：完成" in log.read_text(encoding="utf-8")):
        time.sleep(0.01)
    seconds = time.monotonic() - started
    process.terminate()
    process.wait()
    return seconds


def job(source: Path, out: Path, jobs: int, model: str | None) -> Job:
    threads = max(1, (os.cpu_count() or 1) // max(jobs, 2))
    return Job((str(source),), str(out), model=model, settings=Settings(threads=threads), limits=Limits(jobs))


def run_here(source: Path, out: Path, jobs: int, model: str | None) -> Run:
    """A run in this process; the sink's share is of core seconds, whatever else the machine does."""
    spent = [0.0]
    real = sinks.open_sink

    def timed(*args: Any, **options: Any) -> Any:
        return Timed(real(*args, **options), spent)

    sinks.open_sink = timed
    before, started = core_seconds(), time.monotonic()
    try:
        with paced(runner) as pace:
            summary = run_batch(job(source, out, jobs, model))
    finally:
        sinks.open_sink = real
    cost = core_seconds() - before
    seconds = time.monotonic() - started
    return Run(*pace.rates(), cost / summary.counts.done, spent[0] / cost, seconds)


def core_seconds() -> float:
    """Of this process and the children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


class Timed:
    """A sink that counts the core seconds spent in it for documents; making and tidying tables comes once."""

    def __init__(self, sink: Any, spent: list[float]) -> None:
        self._sink, self._spent = sink, spent

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._sink, name)
        if name in ("begin", "publish", "errors", "place"):
            return method
        if name == "finish":
            self._timed(self._sink._settle)()  # what still waits for the tables
            return method
        return self._timed(method)

    def _timed(self, method: Any) -> Any:

        def call(*args: Any) -> Any:
            started = time.process_time()
            try:
                return method(*args)
            finally:
                self._spent[0] += time.process_time() - started

        return call


def command(words: list[str], model: str | None, *, jobs: int = 2) -> list[str]:
    chosen = ["--model", model] if model else []
    return [sys.executable, "-m", "extract", "batch", *words, "--quiet", "--jobs", str(jobs), *chosen]


def equal(one: Path, other: Path, tables: Iterable[str] = tuple(TABLES)[:-1]) -> bool:
    """Every table but runs, less the columns that differ from run to run; says of each how many rows do."""
    same = True
    with connect(one, read_only=True) as connection:
        if other.is_file():
            connection.execute(f"ATTACH '{other}' AS other (READ_ONLY)")
        for table in tables:
            theirs = f"other.{table}" if other.is_file() else f"read_parquet('{other}/{table}/*.parquet')"
            names = (name for name in TABLES[table].names if name not in RUN_COLUMNS)
            listed = ", ".join(f'"{name}"' for name in names)
            pair = (f"SELECT {listed} FROM {table}", f"SELECT {listed} FROM {theirs}")
            for left, right in (pair, pair[::-1]):
                query = f"SELECT count(*) FROM ({left} EXCEPT ALL {right})"
                (count,) = connection.execute(query).fetchall()[0]
                if count:
                    print(f"{table}: {count} rows differ", file=sys.stderr)
                    same = False
    return same


def corpus(folder: Path, count: int) -> Path:
    """Generated documents of all formats in turn, without their gold."""
    if not folder.exists():
        write_corpus(folder, count=count, first_seed=1, styles=tuple(FORMATS))
        for path in list(folder.rglob("*")):
            if path.suffix in GOLD:
                path.unlink()
    return folder


if __name__ == "__main__":
    sys.exit(main())
