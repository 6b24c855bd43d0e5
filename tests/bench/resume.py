"""`python -m tests.bench resume --documents 2000`: a job killed twice ends like one that ran undisturbed.

Short generated documents of every format, 3 % broken in every way (cut, empty, bombs, entities, locked,
scanned, crash, hang, eat …). Run once undisturbed, once with kill -9 of the process group at each third;
every broken file must be named with its reason, the sinks must hold equal rows, the parent must not grow.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from extract.batch import Job, Limits, run_batch
from extract.settings import Settings
from tests.bench._broken import FACTORY, MODEL, broken_files, short_documents
from tests.bench._table import Line, printed
from tests.bench.batch import equal

SHARE = 0.03
SAMPLES = 10
GROWTH = 1.10
"""How much more the parent may hold in the second half than after two tenths: by then it has all it needs."""


@dataclass(frozen=True)
class Place:
    """Where a run reads and writes; how many workers, seconds and bytes a document."""

    source: Path
    out: Path
    model: str
    limits: Limits

    @property
    def log(self) -> Path:
        return self.out.with_suffix(".log")

    @property
    def told(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out.with_suffix(".json").read_text(encoding="utf-8"))
        return found


def main() -> int:
    """Print the table; 1 where a promise does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=130)
    parser.add_argument("--share", type=float, default=SHARE, help="of broken ones (default 0.03)")
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("--model", default="rules", help="model folder, or rules (default)")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--timeout", type=float, default=20.0)
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    parser.add_argument("--run", nargs=2, type=Path, metavar=("SOURCE", "OUT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    limits = Limits(options.jobs, options.timeout, 600 * 1024**2)
    if options.run:
        return run(Place(*options.run, options.model, limits))
    folder = options.folder or Path(tempfile.mkdtemp(prefix="juesuan-resume-"))
    try:
        return printed(lines(folder, options, limits))
    finally:
        if options.folder is None:
            shutil.rmtree(folder, ignore_errors=True)


def run(place: Place) -> int:
    """The job itself, in a process that can be killed."""
    os.environ[MODEL] = place.model
    job = Job(
        (str(place.source),), str(place.out), model=place.model, settings=Settings(threads=1, ocr=False),
        limits=place.limits, log=place.log, factory=FACTORY,
    )
    summary = run_batch(job)
    place.out.with_suffix(".json").write_text(json.dumps(summary.as_dict()), encoding="utf-8")
    return 0


def lines(folder: Path, options: argparse.Namespace, limits: Limits) -> Iterator[Line]:
    source = folder / "in"
    bad = round(options.documents * options.share)
    if not source.exists():
        short_documents(source / "good", options.documents - bad)
        broken_files(source / "broken", bad)
    names = sorted(path.name for path in (source / "broken").iterdir())
    whole = Place(source, folder / "whole.duckdb", options.model, limits)
    memory = watched(whole)
    yield from undisturbed(whole.told, names, memory)
    cut = Place(source, folder / "cut.duckdb", options.model, limits)
    first, logged = whole.told["done"], 0
    for number in range(options.kills):
        logged = killed(cut, after=first * (number + 1) // (options.kills + 1))
        yield Line(f"kill -9 number {number + 1}", f"{logged} documents in the log so far")
    watched(cut)
    again = cut.told
    figure = f"{again['done']} done by the last run, {logged} before it"
    yield Line("nothing finished is done again", figure, "", again["done"] + logged <= first)
    same = equal(whole.out, cut.out)
    yield Line("sink after the kills", f"{again['total']} documents", "equal rows in every table", same)


def undisturbed(told: dict[str, Any], names: list[str], memory: list[int]) -> Iterator[Line]:
    figure = f"{told['seconds']:.0f} s, {told['done']} done, {told['failed']} failed"
    yield Line(f"{told['total']} documents", figure)
    reasons = {
        name: failure["reason"]
        for failure in told["failures"]
        for name in names
        if f"/broken/{name}" in failure["path"] and failure["message"]
    }
    others = [f["path"] for f in told["failures"] if "/broken/" not in f["path"]]
    figure = f"{len(reasons)} of {len(names)}: {dict(Counter(reasons.values()).most_common())}"
    yield Line("broken ones named", figure, "all", len(reasons) == len(names))
    yield Line("good ones that failed", f"{len(others)} {others[:3] or ''}", "none", not others)
    megabytes = [round(size / 2**20) for size in memory]
    figure = f"{' '.join(map(str, megabytes))} MB at {len(memory)} points, the first after a tenth"
    flat = statistics.median(memory[len(memory) // 2 :]) <= GROWTH * memory[1]
    yield Line("memory of the parent", figure, "second half: +10 % at most over two tenths", flat)


def started(place: Place) -> subprocess.Popen[bytes]:
    limits = place.limits
    words = ["--run", str(place.source), str(place.out), "--model", place.model]
    words += ["--jobs", str(limits.jobs), "--timeout", str(limits.timeout)]
    command = [sys.executable, "-W", "ignore", "-m", "tests.bench.resume", *words]
    return subprocess.Popen(command, start_new_session=True)


def watched(place: Place) -> list[int]:
    """The parent's memory at ten points of a whole run, by documents, the first after a tenth."""
    process = started(place)
    status, seen = psutil.Process(process.pid), []
    while process.poll() is None:
        try:
            seen.append((finished(place), status.memory_info().rss))
        except psutil.Error:
            break
        time.sleep(0.5)
    if process.wait():
        raise SystemExit(f"the run ended with {process.returncode}")
    last = seen[-1][0]
    marks = [last * (step + 1) // SAMPLES for step in range(SAMPLES)]
    return [next(size for done, size in seen if done >= mark) for mark in marks]


def killed(place: Place, *, after: int) -> int:
    """kill -9 of the whole group once so many documents are in the log; how many were, all runs together."""
    process = started(place)
    while process.poll() is None and finished(place) < after:
        time.sleep(0.05)
    workers = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    _, alive = psutil.wait_procs(workers, timeout=20)
    if alive:
        raise SystemExit(f"workers outlived the job: {alive}")
    return finished(place)


def finished(place: Place) -> int:
    """Documents that the log calls done."""
    return place.log.read_text(encoding="utf-8").count("：完成") if place.log.exists() else 0


if __name__ == "__main__":
    sys.exit(main())
