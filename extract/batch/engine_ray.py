"""The same job on Ray Data: an actor pool that reads local or fsspec places and writes a Parquet folder.

Every actor holds one worker process (see `pool`), so the model is loaded once and a document can hurt
nobody. An actor writes a part for each table as it finishes a block; the part of `documents` comes last and
makes the others count, so a killed job leaves only parts that the next run removes.
"""

from __future__ import annotations

import logging
import os
import time
import uuid
import weakref
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from extract.batch.identity import Identity, identity_of
from extract.batch.inventory import Task, inventory, is_url
from extract.batch.pool import Limits, Pool
from extract.batch.progress import Counts, Progress
from extract.batch.rows import Rows, row_of
from extract.batch.runner import Job, document_row, file_row
from extract.batch.sinks import KNOWN, Known, kind_of
from extract.batch.sinks.parts import Parts
from extract.batch.summary import Failure, Summary
from extract.batch.worker import Outcome, Seen, Spec
from extract.errors import SettingsError

BLOCK = 16
"""Documents an actor takes and commits at a time; what a kill can cost."""
NEEDED = "请先安装：pip install 'juesuan[ray]'"


@dataclass(frozen=True, slots=True)
class Order:
    """What every actor is told."""

    run: str
    part: str
    out: str
    spec: Spec
    limits: Limits
    identity: Identity


def run_on_ray(job: Job, *, stream: TextIO | None = None, live: bool = False) -> Summary:
    """Do what is missing or changed on Ray: the cluster at RAY_ADDRESS, else this machine's cores.

    OUT is a Parquet folder, local or an fsspec URL that every machine can write. Raises as `run_batch`.
    """
    if (job.kind or kind_of(job.out)) != "parquet":
        raise SettingsError(
            f"--engine ray 只写 Parquet：{job.out} 应以 .parquet 结尾，或加 --format parquet。"
        )
    ray = started_ray()
    identity = identity_of(job.model, job.settings)
    tasks = inventory(job.inputs, besides=[] if is_url(job.out) else [Path(job.out)])
    parts = Parts(job.out)
    parts.begin()
    started, now = time.monotonic(), datetime.now(UTC).replace(tzinfo=None)
    run = uuid.uuid4().hex
    order = Order(
        run, f"{now:%Y%m%d%H%M%S}", job.out, Spec(job.model, job.settings, factory=job.factory),
        replace(job.limits, jobs=1), identity,
    )
    summary = Summary(Counts(total=len(tasks), bytes_total=sum(task.size for task in tasks)))
    record = {
        "id": run, "started": now, "version": identity.version, "model": identity.model,
        "jobs": job.limits.jobs, "inputs": list(job.inputs),
    }
    progress = Progress(stream, live=live)
    known = _known(parts, job, identity)
    tally = _Tally(summary, known, started)
    for told in _told(ray, order, tasks, frozenset(known), job.limits.jobs):
        tally.count(told)
        progress.show(summary.counts)
    tally.name_copies()
    progress.show(summary.counts, last=True)
    summary.seconds = time.monotonic() - started
    record |= {"finished": datetime.now(UTC).replace(tzinfo=None), "status": "finished"}
    parts.write(f"{order.part}-{run}", {"runs": [row_of("runs", {**record, "summary": summary.as_dict()})]})
    parts.tidy()
    return summary


def started_ray() -> Any:
    """Ray, started where it is not; nothing of it is printed, its own logs are under /tmp/ray.

    Its workers get the priority of this process: Ray's own choice, nice 15, starves them on a shared machine.
    """
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # it calls a note on restarts an error
    os.environ.setdefault("RAY_worker_niceness", "0")
    try:
        import ray
    except ImportError as error:
        raise SettingsError(f"--engine ray 需要 Ray；{NEEDED}") from error
    if not ray.is_initialized():
        try:
            ray.init(logging_level=logging.ERROR, log_to_driver=False, include_dashboard=False)
        except Exception as error:  # Ray has many, from ConnectionError to a bare Exception
            said = str(error).partition("\n")[0]
            raise SettingsError(
                f"Ray 没能启动或连上（{said}）；请检查 RAY_ADDRESS、内存和 /tmp/ray 下的日志。"
            ) from error
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    return ray


def _known(parts: Parts, job: Job, identity: Identity) -> dict[str, Known | None]:
    """The contents that need nothing more, by digest; how it failed where it did."""
    if job.force:
        return {}
    wanted = asdict(identity)
    return {
        row["sha256"]: row if row["status"] == "failed" else None
        for row in parts.rows("documents", ("sha256", *KNOWN))
        if all(row[name] == value for name, value in wanted.items())
        and not (job.retry_failed and row["status"] == "failed")
    }


def _told(
    ray: Any, order: Order, tasks: Sequence[Task], known: frozenset[str], jobs: int
) -> Iterator[dict[str, Any]]:
    """What the actors tell of each document, as they finish it."""
    items = [{"path": os.fsencode(task.path), "size": task.size} for task in tasks]
    size = max(1, min(BLOCK, len(items) // (4 * jobs)))
    told = ray.data.from_items(items, override_num_blocks=-(-len(items) // size)).map_batches(
        Actor, fn_constructor_args=(order, known), compute=ray.data.ActorPoolStrategy(size=jobs),
        batch_size=size, batch_format="numpy", num_cpus=1,
    )
    yield from told.iter_rows()


class Actor:
    """One member of the pool: a block of paths in, what became of them out; the rows go to OUT."""

    def __init__(self, order: Order, known: frozenset[str]) -> None:
        self._order = order
        self._seen = set(known)
        self._pool = Pool(order.spec, order.limits)
        weakref.finalize(self, self._pool.close)
        self._parts = Parts(order.out)

    def __call__(self, block: dict[str, Any]) -> dict[str, list[Any]]:
        """One block: extract, write its parts, tell."""
        tasks = deque(
            Task(os.fsdecode(bytes(path)), int(size))
            for path, size in zip(block["path"], block["size"], strict=True)
        )
        outcomes = list(self._pool.run(tasks, self._wanted))
        self._parts.write(f"{self._order.part}-{uuid.uuid4().hex}", self._rows(outcomes))
        told = [_telling(outcome) for outcome in outcomes]
        return {name: [one[name] for one in told] for name in _telling(Outcome(Task("", 0), "same"))}

    def _wanted(self, seen: Seen) -> bool:
        new = seen.sha256 not in self._seen
        self._seen.add(seen.sha256)
        return new

    def _rows(self, outcomes: Iterable[Outcome]) -> Rows:
        rows: Rows = {}
        for outcome in outcomes:
            if outcome.status == "archive":
                continue
            rows.setdefault("files", []).append(file_row(outcome))
            if outcome.status in ("done", "failed"):
                document = document_row(outcome, self._order.identity, self._order.run)
                rows.setdefault("documents", []).append(document)
            for table, values in outcome.rows.items():
                rows.setdefault(table, []).extend(values)
        return rows


def _telling(outcome: Outcome) -> dict[str, Any]:
    """What the driver needs to know of an outcome, as plain columns."""
    findings = outcome.rows.get("findings", [])
    return {
        "path": os.fsencode(outcome.task.path), "member": outcome.task.member or "",
        "size": outcome.task.size, "status": outcome.status,
        "reason": outcome.reason or "", "message": outcome.message or "", "sha256": outcome.sha256 or "",
        "seconds": outcome.seconds, "pages": outcome.values.get("pages") or 0, "findings": len(findings),
        "errors": sum("error" in row for row in findings), "members": len(outcome.members),
        "unpacked": sum(task.size for task in outcome.members),
    }


class _Tally:
    """The tellings of all actors as one summary; copies of what failed are named as the local engine does."""

    def __init__(self, summary: Summary, known: Mapping[str, Known | None], started: float) -> None:
        self._summary, self._known, self._started = summary, known, started
        self._failed: dict[str, dict[str, Any]] = {}
        self._copies: list[dict[str, Any]] = []

    def count(self, told: dict[str, Any]) -> None:
        """One telling into the summary."""
        counts, status = self._summary.counts, told["status"]
        if status == "archive":
            counts.total += int(told["members"]) - 1
            counts.bytes_total += int(told["unpacked"]) - int(told["size"])
            return
        counts.bytes_done += int(told["size"])
        if status == "same":
            self._same(told)
            return
        if self._summary.first_result is None:
            self._summary.first_result = time.monotonic() - self._started
        counts.done += status == "done"
        counts.failed += status != "done"
        counts.pages += int(told["pages"])
        counts.findings += int(told["findings"])
        counts.errors += int(told["errors"])
        self._summary.note(_outcome(told, told))
        if status == "failed":
            self._failed[told["sha256"]] = told

    def _same(self, told: dict[str, Any]) -> None:
        self._summary.counts.skipped += 1
        before = self._known.get(told["sha256"])
        if before is not None:
            failure = Failure(_outcome(told, told).task.place, before["reason"], before["message"])
            self._summary.failed_before.append(failure)
        elif told["sha256"] not in self._known:
            self._copies.append(told)  # of a content of this run, which another actor may still have

    def name_copies(self) -> None:
        """At the end, when every content has its outcome: a copy of what failed has failed as well."""
        for told in self._copies:
            first = self._failed.get(told["sha256"])
            if first is not None:
                self._summary.counts.skipped -= 1
                self._summary.counts.failed += 1
                self._summary.note(_outcome(told, first))


def _outcome(place: dict[str, Any], told: dict[str, Any]) -> Outcome:
    """What `told` says, at the place of another telling."""
    task = Task(os.fsdecode(bytes(place["path"])), int(place["size"]), place["member"] or None)
    reason = told["reason"] or None
    return Outcome(task, told["status"], reason=reason, message=told["message"], seconds=told["seconds"])
