"""A stand-in for the extractor that does what a file tells it to, and what tests of bulk jobs share.

b"crash" kills its process, b"hang" never ends, b"eat" takes memory without end, b"raise" raises,
b"broken" is refused; anything else is a small extraction made from the content.
"""

from __future__ import annotations

import hashlib
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from extract.batch import Job, Limits
from extract.batch.inventory import Task
from extract.batch.pool import Wanted
from extract.batch.rows import document_values, rows_of
from extract.batch.schema import RUN_COLUMNS, TABLES
from extract.batch.sinks.duckdb import connect
from extract.batch.worker import Extract, Outcome, Spec, Worker
from extract.errors import BrokenInput
from extract.pipeline import load
from extract.records import Extraction, Fact, Link, LinkStatus
from extract.write import to_dict
from tests.builders import check, document, extraction, fact, finding, table, tag

FAKE = "tests.batch.factories:make"
SLOW = "tests.batch.factories:make_slow"
MEGABYTE = 1024**2


def make() -> Extract:
    return behave


def make_slow() -> Extract:
    """A while a document, long enough to be killed in the middle."""

    def slowly(data: bytes, name: str) -> Extraction:
        time.sleep(0.15)
        return behave(data, name)

    return slowly


def behave(data: bytes, name: str) -> Extraction:
    what = data.split(b" ")[0]
    if what == b"crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if what == b"hang":
        time.sleep(600)
    if what == b"eat":
        eat()
    if what == b"raise":
        raise ValueError("a stage gave up")
    if what == b"broken":
        raise BrokenInput(f"{name}：文件已损坏。")
    return made(data, name)


def eat() -> None:
    """Beyond any bound in a few steps, so that a slow machine does not call it a document that hangs."""
    held = []
    while True:
        held.append(bytearray(64 * MEGABYTE))


def made(data: bytes, name: str) -> Extraction:
    """A fact, a tag, a check and a finding, told apart by the content."""
    text = data.decode("utf-8", "replace")
    whole = document(text, path=name, tables=[table(rows=[("总计", None, ("18.20",))])])
    digest = hashlib.sha256(data).hexdigest()
    return extraction(
        replace(whole, source=replace(whole.source, sha256=digest)),
        tags=[tag("18.20万元", at=0)],
        facts=[fact("18.20", item=text[:20], reason="人员减少")],
        checks=[check()],
        findings=[finding(text[:40])],
    )


class InlinePool:
    """The pool's promise kept without processes, for tests of what a run does with outcomes."""

    def __init__(self, spec: Spec, _: Limits) -> None:
        self._report = spec.report
        self._extract = make() if spec.factory else (lambda data, name: load("rules")(data, name=name))

    def __enter__(self) -> InlinePool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self, _: int) -> None:
        pass

    def close(self) -> None:
        pass

    def run(
        self, tasks: deque[Task], wanted: Wanted, *, stop: Callable[[], bool] = lambda: False
    ) -> Iterator[Outcome]:
        worker = Worker(self._extract, wanted, report=self._report)
        while tasks and not stop():
            outcome = worker.outcome(tasks.popleft())
            tasks.extendleft(outcome.members)
            yield outcome
        worker.close()


def written(folder: Path, **contents: bytes) -> Path:
    """A folder with a file for each name; `__` in a name is a folder."""
    for name, data in contents.items():
        path = folder.joinpath(*name.split("__"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".txt").write_bytes(data)
    return folder


def job(inputs: Path | str, out: Path | str, **options: Any) -> Job:
    """A job of one worker with the stand-in."""
    limits = options.pop("limits", Limits(1, 20.0, None))
    return Job((str(inputs),), str(out), model="rules", limits=limits, factory=FAKE, **options)


def outcome(data: bytes, path: str = "001.txt") -> Outcome:
    """What a worker would hand over for a content."""
    whole = made(data, path)
    record = to_dict(whole)
    digest = record["source"]["sha256"]
    rows, values = rows_of(whole, record), document_values(record)
    return Outcome(Task(path, len(data)), "done", digest, len(data), values, rows, seconds=0.5)


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of a DuckDB sink but `runs`, sorted, without what differs from run to run."""
    with connect(path, read_only=True) as connection:
        found = {}
        for table, layout in TABLES.items():
            names = [name for name in layout.names if name not in RUN_COLUMNS]
            listed = ", ".join(f'"{name}"' for name in names)
            if table != "runs":
                rows = connection.execute(f"SELECT {listed} FROM {table}").fetchall()
                found[table] = sorted(rows, key=repr)
        return found


def values(path: Path, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query on a DuckDB sink."""
    with connect(path, read_only=True) as connection:
        return connection.execute(query).fetchall()


def linked(one: Fact, status: LinkStatus = "match") -> Fact:
    """The fact tied to a cell."""
    return replace(one, links=(Link("t1", 0, 2, one.value, status),))
