"""`python -m tests.bench.batch`: what bulk jobs promise, measured on generated documents, as one table.

Speed with one and two jobs, first result, memory of the parent over the run, share of the sink, Ray
against the pool with equal rows, and the long job with 3 % broken files and a kill -9 in the middle.
`--documents 2000` is the full one.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import psutil

from annotations.generate.corpus import write_corpus
from annotations.generate.formats import FORMATS
from extract.batch import Job, Limits, run_batch, runner
from extract.batch.progress import Counts
from extract.batch.schema import CHILDREN, RUN_COLUMNS, TABLES
from extract.batch.sinks.duckdb import connect
from extract.settings import Settings

BROKEN_SHARE = 0.03
GOLD = (".jsonl", ".json")


@dataclass(frozen=True)
class Line:
    """One row of the table: what, the figure, the promise, whether it holds (None: no promise)."""

    what: str
    figure: str
    promise: str = ""
    holds: bool | None = None


def main() -> int:
    """Print the table; 1 where a promise does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=60, help="size of the long job (default 60)")
    parser.add_argument("--speed", type=int, default=40, help="documents of the speed runs (default 40)")
    parser.add_argument("--model", default=None, help="model folder, or rules")
    parser.add_argument("--only", choices=["speed", "long"], help="the short runs, or the long job")
    parser.add_argument("--no-ray", action="store_true", help="leave Ray out")
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="juesuan-bench-"))
    lines: list[Line] = []
    try:
        measured = {"speed": speed, "long": long_job}
        chosen = [measured[options.only]] if options.only else measured.values()
        for line in (line for measure in chosen for line in measure(folder, options)):
            print(shown(line), file=sys.stderr, flush=True)
            lines.append(line)
    finally:
        if options.folder is None:
            shutil.rmtree(folder, ignore_errors=True)
    print("\n| measured | figure | promise | holds |\n|---|---|---|---|")
    print("\n".join(f"| {line.what} | {line.figure} | {line.promise} | {mark(line)} |" for line in lines))
    return int(any(line.holds is False for line in lines))


def shown(line: Line) -> str:
    return f"{line.what}: {line.figure} {mark(line)}"


def mark(line: Line) -> str:
    return "" if line.holds is None else "yes" if line.holds else "NO"


def speed(folder: Path, options: argparse.Namespace) -> Iterator[Line]:
    """One and two jobs, the sink's share, Ray; the same documents for all."""
    source = corpus(folder / "speed", options.speed, broken=0.0)
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
        yield from ray_against(source, folder, two, options.model)


@dataclass(frozen=True)
class Run:
    """Documents and PDF pages a second after the first result; core seconds a document; the sink's share."""

    documents: float
    pages: float
    cost: float
    sink: float


def ray_against(source: Path, folder: Path, pool: Run, model: str | None) -> Iterator[Line]:
    try:
        import ray
    except ImportError:
        yield Line("Ray", "not installed")
        return
    from extract.batch import engine_ray

    ray.init(num_cpus=2, logging_level=logging.ERROR, log_to_driver=False, include_dashboard=False)
    with paced(engine_ray) as pace:
        started = time.monotonic()
        engine_ray.run_on_ray(job(source, folder / "ray.parquet", 2, model))
    ray.shutdown()
    documents, _ = pace.rates()
    ratio = pool.documents / documents
    figure = f"{documents:.2f} documents/s against {pool.documents:.2f}: {ratio:.2f} of the time"
    yield Line("Ray against pool, 2 jobs each", figure, "<= 1.2", ratio <= 1.2)
    yield Line("first block of Ray", f"after {pace.marks[0][0] - started:.1f} s")
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
    """Seconds from the start of the command to the first line of a finished document in its log."""
    out = folder / "first.duckdb"
    log = Path(f"{out}.log")
    for path in (out, log):
        path.unlink(missing_ok=True)
    started = time.monotonic()
    process = subprocess.Popen(command([str(source), "-o", str(out)], model, jobs=jobs))
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
    real = runner.open_sink

    def timed(*args: Any, **options: Any) -> Any:
        return Timed(real(*args, **options), spent)

    runner.open_sink = timed
    before = core_seconds()
    try:
        with paced(runner) as pace:
            summary = run_batch(job(source, out, jobs, model))
    finally:
        runner.open_sink = real
    cost = core_seconds() - before
    return Run(*pace.rates(), cost / summary.counts.done, spent[0] / cost)


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
        if name in ("begin", "finish", "publish"):
            return method

        def call(*args: Any) -> Any:
            started = time.process_time()
            try:
                return method(*args)
            finally:
                self._spent[0] += time.process_time() - started

        return call


def long_job(folder: Path, options: argparse.Namespace) -> Iterator[Line]:
    """The job of many formats with broken files: undisturbed, then killed in the middle and resumed."""
    source = corpus(folder / "long", options.documents, broken=BROKEN_SHARE)
    names = {path.name for path in (source / "broken").iterdir()}
    whole = folder / "whole.duckdb"
    memory = watched([str(source), "-o", str(whole)], options.model)
    told = json.loads(Path(f"{whole}.summary.json").read_text(encoding="utf-8"))
    figure = f"{told['seconds']:.0f} s, {told['done']} done, {told['failed']} failed"
    yield Line(f"{told['total']} documents", figure)
    failed = {Path(failure["path"]).name for failure in told["failures"]}
    yield Line("broken ones named", f"{len(failed & names)} of {len(names)}: {told['reasons']}", "all",
               names <= failed and all(failure["reason"] for failure in told["failures"]))
    early, late = memory[len(memory) // 4], memory[-2]
    figure = f"{early / 2**20:.0f} MB after a quarter, {late / 2**20:.0f} MB at the end"
    yield Line("memory of the parent", figure, "flat: +15 % at most", late <= 1.15 * early)
    cut = folder / "cut.duckdb"
    held = killed([str(source), "-o", str(cut)], options.model, after=told["done"] // 2)
    watched([str(source), "-o", str(cut)], options.model)
    again = json.loads(Path(f"{cut}.summary.json").read_text(encoding="utf-8"))
    figure = f"{held} in the log, {again['done']} done by the second run"
    yield Line("kill -9 in the middle", figure, "none twice", again["done"] <= told["done"] - held)
    yield Line("sink after kill and resume", "rows equal to an undisturbed run", "equal", equal(whole, cut))


def command(words: list[str], model: str | None, *, jobs: int = 2) -> list[str]:
    chosen = ["--model", model] if model else []
    return [sys.executable, "-m", "extract", "batch", *words, "--quiet", "--jobs", str(jobs), *chosen]


def watched(words: list[str], model: str | None) -> list[int]:
    """The parent's memory every half second of a run."""
    process = subprocess.Popen(command(words, model))
    status, memory = psutil.Process(process.pid), []
    while process.poll() is None:
        try:
            memory.append(status.memory_info().rss)
        except psutil.Error:
            break
        time.sleep(0.5)
    process.wait()
    return memory if len(memory) > 4 else [1, 1, 1, 1, 1]


def killed(words: list[str], model: str | None, *, after: int) -> int:
    """kill -9 once the log has so many documents; how many it had then."""
    process, log = subprocess.Popen(command(words, model)), Path(f"{words[-1]}.log")
    while process.poll() is None:
        done = log.read_text(encoding="utf-8").count("：完成") if log.exists() else 0
        if done >= after:
            process.kill()
            process.wait()
            return done
        time.sleep(0.2)
    return after


def equal(one: Path, other: Path, tables: Iterable[str] = tuple(TABLES)[:-1]) -> bool:
    """Every table but runs, without the columns that differ from run to run."""
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
                    return False
    return True


def corpus(folder: Path, count: int, *, broken: float) -> Path:
    """Generated documents of all formats in turn, without their gold, and broken ones beside them."""
    if folder.exists():
        return folder
    bad = round(count * broken)
    write_corpus(folder / "good", count=count - bad, first_seed=1, styles=tuple(FORMATS))
    for path in list(folder.rglob("*")):
        if path.suffix in GOLD:
            path.unlink()
    (folder / "broken").mkdir()
    good = sorted(path for path in (folder / "good").rglob("document.*") if path.is_file())
    for number in range(bad):
        BREAKERS[number % len(BREAKERS)](folder / "broken", number, random.Random(number).choice(good))
    return folder


def _cut(folder: Path, number: int, good: Path) -> None:
    pdf = next((p for p in sorted(good.parent.parent.rglob("document.pdf"))), good)
    (folder / f"{number:03d}-cut.pdf").write_bytes(pdf.read_bytes()[: 2000 + number])


def _empty(folder: Path, number: int, _: Path) -> None:
    (folder / f"{number:03d}-empty.docx").write_bytes(b"")


def _picture(folder: Path, number: int, _: Path) -> None:
    (folder / f"{number:03d}-picture.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200 + number))


def _bomb(folder: Path, number: int, _: Path) -> None:
    with zipfile.ZipFile(folder / f"{number:03d}-bomb.docx", "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", "<Types/>")
        with target.open("word/document.xml", "w") as stream:
            for _ in range(140 + number % 7):
                stream.write(b" " * 2**20)


def _noise(folder: Path, number: int, _: Path) -> None:
    (folder / f"{number:03d}-noise.xlsx").write_bytes(random.Random(number).randbytes(5000))


BREAKERS = (_cut, _empty, _picture, _bomb, _noise)
"""Ways a file can be broken, taken in turn."""


if __name__ == "__main__":
    sys.exit(main())
