"""run_batch(job) → Summary: inventory, pool and sink put together; what is finished is never done again."""

from __future__ import annotations

import logging
import os
import signal
import time
import uuid
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any, TextIO

from extract.batch.identity import Identity, identity_of
from extract.batch.inventory import Task, inventory, is_url
from extract.batch.pages import has_page, write_index_of
from extract.batch.pool import Limits, Pool, process_library
from extract.batch.progress import Progress
from extract.batch.rows import Row, Rows, row_of
from extract.batch.schema import TABLES
from extract.batch.sinks import Known, Sink, held_sink, kind_of
from extract.batch.summary import Failure, Summary
from extract.batch.worker import Outcome, Seen, Spec
from extract.errors import SettingsError
from extract.settings import Settings
from extract.write.width import escape

SKIPPED_AT_ONCE = 500
"""Paths of known contents that wait for one transaction; a kill loses nothing that matters."""

_SEVERITY = TABLES["findings"].names.index("severity")
_log = logging.getLogger("extract.batch")


@dataclass(frozen=True, slots=True)
class Job:
    """One call of `juesuan batch`.

    inputs  folders, globs, @lists, files, ZIPs, fsspec URLs
    out     a path whose suffix names the format, or a PostgreSQL URL; `kind` overrides the suffix
    limits  workers, seconds and bytes a document
    retry_failed, force   do failed contents again; do all again
    log     a file for one line a document and what the workers print
    factory see `Spec`
    report  a folder for a review page of each document and their index
    """

    inputs: tuple[str, ...]
    out: str
    kind: str | None = None
    model: str | None = None
    settings: Settings = field(default_factory=Settings)
    limits: Limits = field(default_factory=Limits)
    retry_failed: bool = False
    force: bool = False
    log: Path | None = None
    factory: str | None = None
    report: Path | None = None


def run_batch(job: Job, *, stream: TextIO | None = None, live: bool = False) -> Summary:
    """Do what is missing or changed and say what it came to; `stream` shows the progress.

    A first interrupt (Ctrl-C, SIGTERM) ends the run in order, a second one at once. Raises FileMissing
    for an input that names nothing, ModelError, and SettingsError for a sink that cannot be had.
    """
    identity = identity_of(job.model, job.settings)
    kind = job.kind or kind_of(job.out)
    if is_url(job.out) and kind != "postgres":
        raise SettingsError(f"{job.out} 是远处的地址，只有 --engine ray 能直接写；请改成本机的路径。")
    folder = Path(job.out).absolute().parent
    if kind != "postgres" and not folder.is_dir():
        raise SettingsError(f"{job.out} 所在的目录 {folder} 不存在；请先建好它，或换一个输出。")
    besides = [] if kind == "postgres" else [Path(job.out), *([job.log] if job.log else [])]
    besides += [job.report] if job.report else []
    tasks = inventory(job.inputs, besides=besides)
    spec = Spec(job.model, job.settings, log=str(job.log) if job.log else None, factory=job.factory)
    if job.report:
        job.report.mkdir(parents=True, exist_ok=True)
        spec = replace(spec, report=str(job.report))
    with _logged(job.log), _interruptible() as interrupted, Pool(spec, job.limits) as pool:
        pool.start(len(tasks))  # workers load the model while the sink opens
        with held_sink(job.out, kind=kind) as sink:
            return _Run(job, identity, sink, Progress(stream, live=live)).go(tasks, pool, interrupted)


class _Run:
    """The state of one run."""

    def __init__(self, job: Job, identity: Identity, sink: Sink, progress: Progress) -> None:
        self.job, self.identity, self.sink, self.progress = job, identity, sink, progress
        self.summary = Summary()
        self.started = time.monotonic()
        self.in_flight: dict[str, list[Outcome]] = {}
        self.failed: dict[str, Outcome] = {}
        self.failed_before: dict[str, Known] = {}
        self.waiting: dict[str, Row] = {}
        self.finished: list[Outcome] = []
        self.record: dict[str, Any] = {
            "id": uuid.uuid4().hex,
            "started": _now(),
            "status": "running",
            "version": identity.version,
            "model": identity.model,
            "jobs": job.limits.jobs,
            "inputs": list(job.inputs),
        }

    def go(self, tasks: list[Task], pool: Pool, interrupted: list[int]) -> Summary:
        """All tasks, then the result made public, whether it came to its end or was interrupted."""
        counts = self.summary.counts
        counts.total, counts.bytes_total = len(tasks), sum(task.size for task in tasks)
        self.sink.begin(self.record)

        def stop() -> bool:
            self._commit()  # asked after whatever came in one tick: nothing finished is ever only in memory
            return bool(interrupted)

        for outcome in pool.run(deque(tasks), self._wanted, stop=stop):
            self._take(outcome)
            self.progress.show(counts)
        pool.close()
        self.summary.status = "interrupted" if interrupted else "finished"
        if counts.finished or not interrupted:
            self.progress.show(counts, last=True)
        return self._end()

    def _end(self) -> Summary:
        self._commit()
        self._write_waiting()
        self.summary.seconds = time.monotonic() - self.started
        self.record |= {
            "finished": _now(), "status": self.summary.status, "summary": self.summary.as_dict()
        }
        self.sink.finish(self.record)
        self.sink.publish()
        if self.job.report:
            write_index_of(self.job.report, ((f.path, f.message) for f in self.summary.failures))
        return self.summary

    def _wanted(self, seen: Seen) -> bool:
        """False where the content is finished by this version and model, or just being done."""
        if seen.sha256 in self.in_flight:
            return False
        known = self.sink.known(seen.sha256)
        wanted = known is None or self._stale(known) or self._unshown(known, seen.sha256)
        if wanted:
            self.in_flight[seen.sha256] = []
        elif known is not None and known["status"] == "failed" and known["run"] != self.record["id"]:
            self.failed_before[seen.sha256] = known
        return wanted

    def _stale(self, known: Any) -> bool:
        if known["run"] == self.record["id"]:
            return False
        if self.job.force or (self.job.retry_failed and known["status"] == "failed"):
            return True
        return any(known[name] != value for name, value in asdict(self.identity).items())

    def _unshown(self, known: Any, sha256: str) -> bool:
        """Done before, but without the page that is asked for now."""
        folder = self.job.report
        return folder is not None and known["status"] == "done" and not has_page(folder, sha256)

    def _take(self, outcome: Outcome) -> None:
        """Write what a worker brought, count it, log it."""
        if outcome.status == "archive":
            self._open_archive(outcome)
            return
        counts = self.summary.counts
        counts.bytes_done += outcome.task.size
        if outcome.status == "same":
            counts.skipped += 1
            self._same(outcome)
        elif outcome.status == "unopened":
            counts.failed += 1
            self.summary.note(outcome)
            _tell(outcome)
            self.waiting[outcome.task.place] = file_row(outcome)
        else:
            self._finished(outcome)

    def _open_archive(self, outcome: Outcome) -> None:
        counts = self.summary.counts
        counts.total += len(outcome.members) - 1
        counts.bytes_total += sum(task.size for task in outcome.members) - outcome.task.size
        _log.info("%s：压缩包，%d 个文件", outcome.task.place, len(outcome.members))

    def _same(self, outcome: Outcome) -> None:
        """A path to a content that is known, or that is being done: then it waits for it."""
        flying = self.in_flight.get(outcome.sha256 or "")
        if flying is not None:
            flying.append(outcome)
            return
        self._failed_too(outcome)
        before = self.failed_before.get(outcome.sha256 or "")
        if before is not None:
            told = Failure(outcome.task.place, before["reason"], before["message"])
            self.summary.failed_before.append(told)
        self.waiting[outcome.task.place] = file_row(outcome)
        if len(self.waiting) >= SKIPPED_AT_ONCE:
            self._write_waiting()

    def _failed_too(self, outcome: Outcome) -> None:
        """A copy of what failed in this run has failed as well, and is named."""
        first = self.failed.get(outcome.sha256 or "")
        if first is not None:
            copied = replace(first, task=outcome.task)
            self.summary.counts.skipped -= 1
            self.summary.counts.failed += 1
            self.summary.note(copied)
            _tell(copied)

    def _finished(self, outcome: Outcome) -> None:
        """Count it and keep it for the next commit."""
        self.finished.append(outcome)
        self.summary.note(outcome)
        counts = self.summary.counts
        if outcome.status == "failed":
            counts.failed += 1
            return
        findings = outcome.rows["findings"]
        counts.done += 1
        counts.pages += outcome.values.get("pages") or 0
        counts.findings += len(findings)
        counts.errors += sum(row[_SEVERITY] == "error" for row in findings)

    def _commit(self) -> None:
        """One transaction: what finished in this tick, its rows, the paths that lead to it."""
        if not self.finished:
            return
        files: dict[str, Row] = {}
        rows: Rows = {}
        for outcome in self.finished:
            others = self.in_flight.pop(outcome.sha256 or "", [])
            if outcome.status == "failed":
                self.failed[outcome.sha256 or ""] = outcome
            for other in others:
                self._failed_too(other)
            files |= {row[0]: row for row in map(file_row, (outcome, *others))}
            for table, values in outcome.rows.items():
                rows.setdefault(table, []).extend(values)
        documents = [document_row(outcome, self.identity, self.record["id"]) for outcome in self.finished]
        self.sink.write(documents, list(files.values()), rows)
        if self.summary.first_result is None:
            self.summary.first_result = time.monotonic() - self.started
        for outcome in self.finished:
            _tell(outcome)
        self.finished.clear()

    def _write_waiting(self) -> None:
        if self.waiting:
            self.sink.write_files(list(self.waiting.values()))
            self.waiting.clear()


def _tell(outcome: Outcome) -> None:
    """The line of the log for a document."""
    if outcome.reason is not None:
        _log.warning("%s：失败，%s，%s", outcome.task.place, outcome.reason, outcome.message)
        return
    findings = len(outcome.rows["findings"])
    _log.info("%s：完成，%.2f 秒，发现 %d 处", outcome.task.place, outcome.seconds, findings)


def document_row(outcome: Outcome, identity: Identity, run: str) -> Row:
    """The row of `documents` for a content that is done or failed."""
    made = {
        "status": outcome.status, "reason": outcome.reason, "message": outcome.message,
        "bytes": outcome.size, "path": outcome.task.place, "sha256": outcome.sha256, "run": run,
        "seconds": outcome.seconds, "memory": outcome.memory, "finished": _now(),
    }
    return row_of("documents", {**outcome.values, **asdict(identity), **made})


def file_row(outcome: Outcome) -> Row:
    """The row of `files` for the place of an outcome."""
    lost = outcome.status == "unopened"
    return row_of("files", {
        "path": outcome.task.place, "sha256": outcome.sha256, "bytes": outcome.size,
        "reason": outcome.reason if lost else None, "message": outcome.message if lost else None,
    })


@contextmanager
def _interruptible() -> Iterator[list[int]]:
    """A list that the first SIGINT or SIGTERM fills; the second raises KeyboardInterrupt.

    Outside the main thread signals stay as they are.
    """
    caught: list[int] = []

    def note(number: int, _: FrameType | None) -> None:
        caught.append(number)
        if len(caught) > 1:
            raise KeyboardInterrupt

    try:
        before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    except ValueError:
        yield caught
        return
    try:
        yield caught
    except Exception as error:
        if len(caught) > 1:  # DuckDB makes a RuntimeError of it
            raise KeyboardInterrupt from error
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _OneLine(logging.Formatter):
    """A record is one line, whatever the name of its file holds."""

    def format(self, record: logging.LogRecord) -> str:
        """As the terminal shows names: line breaks are spaces, controls and escapes are numbers."""
        return escape(super().format(record))


class _LogFile(logging.FileHandler):
    """A line that cannot be written is left out: what a full disk means, the sink says once and plainly."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - as logging calls it
        """Go on without the line."""


@contextmanager
def _logged(path: Path | None) -> Iterator[None]:
    """The job's log in a file while the block runs."""
    if path is None:
        yield
        return
    handler = _LogFile(path, encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(_OneLine("%(asctime)s %(levelname)s %(message)s"))
    level = _log.level
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    try:
        yield
    finally:
        _log.setLevel(level)
        _log.removeHandler(handler)
        handler.close()


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def memory_share(jobs: int) -> int:
    """Bytes a worker may hold: 2 GiB, or its share of eight tenths of the machine where that is less."""
    return min(2 * 1024**3, int(process_library().virtual_memory().total * 0.8) // jobs)


def cores() -> int:
    """Cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
