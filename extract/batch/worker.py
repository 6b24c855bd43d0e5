"""What runs in a worker process: take a task, read and hash it, ask whether it is wanted, extract, answer.

The parent survives whatever happens here: a worker has its own session, dies with its parent, and what it
prints goes into the log.
"""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import os
import re
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import IO, Any, Literal

from extract.batch.inventory import Task, filesystem_of, is_url
from extract.batch.pages import write_page
from extract.batch.rows import Rows, document_values, rows_of
from extract.batch.scratch import hold
from extract.errors import JuesuanError, ReadError
from extract.pipeline import load
from extract.read.archives import Archive, archive_in
from extract.read.formats import digest_of
from extract.records import Extraction
from extract.settings import Settings
from extract.write import to_dict

Extract = Callable[[bytes, str], Extraction]
"""(bytes of a file, what it is called) → its extraction."""
Status = Literal["done", "failed", "same", "archive", "unopened"]
TIMED_OUT, OUT_OF_MEMORY, CRASHED = "TimedOut", "OutOfMemory", "Crashed"
"""Reasons of a failure beside the names of our error classes, Unreadable and Unexpected."""

_STARVED = re.compile(r"bad_alloc|(?:can't|cannot) (?:start new thread|allocate memory)", re.IGNORECASE)
"""How libraries in C++ and threads say MemoryError."""


@dataclass(frozen=True, slots=True)
class Spec:
    """What a worker is: the model, the settings, its memory bound in bytes, where it may write.

    `tethered`: started from the main thread of its parent, see `_die_with_parent`.
    `report`: the folder that gets a review page for each document.
    `factory`, "module:function", gives the function from bytes to extraction; None: the model's.
    """

    model: str | None = None
    settings: Settings = field(default_factory=Settings)
    memory: int | None = None
    log: str | None = None
    scratch: str | None = None
    factory: str | None = None
    tethered: bool = True
    report: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A worker's question: the file of the task has this content; is it to be extracted?"""

    task: Task
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task.

    done      `values` for documents and `rows` for the other tables
    failed    `reason` and `message` say why; `sha256` tells which content
    same      nobody asked for this content again
    archive   a ZIP: `members` are to be done instead
    unopened  the file could not be read or unpacked; no content is known
    """

    task: Task
    status: Status
    sha256: str | None = None
    size: int = 0
    values: dict[str, Any] = field(default_factory=dict)
    rows: Rows = field(default_factory=dict)
    members: tuple[Task, ...] = ()
    reason: str | None = None
    message: str | None = None
    seconds: float = 0.0
    memory: int = 0


class Ready:
    """A worker's first word: the model is loaded."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A worker's first word when it cannot work at all; the message is for the user."""

    message: str


def main(connection: Connection, spec: Spec) -> None:
    """Serve tasks until the parent sends None or is gone."""
    _settle(spec)
    try:
        extract = _extract_of(spec)
    except JuesuanError as error:
        connection.send(Broken(str(error)))
        return
    if spec.memory and sys.platform == "linux":
        _bound(spec.memory)
    connection.send(Ready())

    def ask(seen: Seen) -> bool:
        connection.send(seen)
        return bool(connection.recv())

    worker = Worker(extract, ask, report=spec.report)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while (task := connection.recv()) is not None:
            connection.send(worker.outcome(task))


class Worker:
    """Tasks → outcomes with one loaded extractor; `ask` tells whether a content is wanted."""

    def __init__(self, extract: Extract, ask: Callable[[Seen], bool], *, report: str | None = None) -> None:
        self._extract, self._ask, self._report = extract, ask, report
        self._open: tuple[str, Archive, IO[bytes]] | None = None

    def outcome(self, task: Task) -> Outcome:
        """The outcome of one task; never raises but for a broken pipe."""
        started = time.perf_counter()
        try:
            data = self._content(task)
        except Exception as error:
            return _failed(task, error)
        if isinstance(data, tuple):
            return Outcome(task, "archive", members=data)
        sha256 = digest_of(data)
        if not self._ask(Seen(task, sha256, len(data))):
            return Outcome(task, "same", sha256, len(data))
        return self._extracted(task, data, sha256, started)

    def _extracted(self, task: Task, data: bytes, sha256: str, started: float) -> Outcome:
        try:
            extraction = self._extract(data, task.place)
            record = to_dict(extraction)
            rows, values = rows_of(extraction, record), document_values(record)
            if self._report is not None:
                write_page(self._report, sha256, extraction)
        except Exception as error:
            return _failed(task, error, sha256, len(data), time.perf_counter() - started)
        seconds = time.perf_counter() - started
        return Outcome(task, "done", sha256, len(data), values, rows, seconds=seconds)

    def _content(self, task: Task) -> bytes | tuple[Task, ...]:
        """The bytes of a task, or the members of the ZIP it is."""
        if task.member is not None:
            return self._archive(task.path).read(task.number, task.place)
        with opened(task.path) as stream:
            try:
                archive = archive_in(stream, task.place)
            except ReadError:
                archive = None  # reading its bytes as a document says what is wrong with them
            stream.seek(0)
            if archive is None:
                return stream.read()
            return tuple(Task(task.path, m.size, m.name, m.number) for m in archive.members)

    def close(self) -> None:
        """Close the archive that is open for its next member."""
        if self._open is not None:
            self._open[2].close()
            self._open = None

    def _archive(self, path: str) -> Archive:
        """The archive at a path, kept open for the next member."""
        if self._open is None or self._open[0] != path:
            self.close()
            stream = opened(path).__enter__()
            self._open = (path, Archive(stream, path), stream)
        return self._open[1]


def opened(path: str) -> AbstractContextManager[IO[bytes]]:
    """A binary stream of a file or an fsspec URL."""
    if not is_url(path):
        return Path(path).open("rb")
    filesystem, name = filesystem_of(path)
    stream: AbstractContextManager[IO[bytes]] = filesystem.open(name, "rb")
    return stream


def _failed(
    task: Task, error: Exception, sha256: str | None = None, size: int = 0, seconds: float = 0.0
) -> Outcome:
    """A failure by its class; the message without the path it begins with, which depends on the place."""
    if starved := isinstance(error, MemoryError) or bool(_STARVED.search(str(error))):
        traceback.clear_frames(error.__traceback__)  # gives back what fills the memory
    reason, message = type(error).__name__, str(error).removeprefix(f"{task.place}：")
    if starved:
        reason, message = OUT_OF_MEMORY, "内存超过 --max-memory 的限度，已中止。"
    elif sha256 is None and not isinstance(error, ReadError):
        said = error.strerror if isinstance(error, OSError) else None
        reason, message = "Unreadable", f"打不开（{said or error}）。"
    elif not isinstance(error, JuesuanError):
        reason, message = "Unexpected", f"处理时出了意外（{type(error).__name__}: {error}）。"
    status: Status = "unopened" if sha256 is None else "failed"
    return Outcome(task, status, sha256, size, reason=reason, message=message, seconds=seconds)


def _extract_of(spec: Spec) -> Extract:
    if spec.factory is not None:
        module, _, name = spec.factory.partition(":")
        made: Extract = getattr(importlib.import_module(module), name)()
        return made
    extractor = load(spec.model, settings=spec.settings)
    return lambda data, name: extractor(data, name=name)


def _settle(spec: Spec) -> None:
    """A session of its own, so that its children die with it; interrupts are the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # for what it starts; see `pool`
    if hasattr(os, "setsid"):
        os.setsid()
    _die_with_parent(kernel=spec.tethered)
    if spec.scratch:
        hold(spec.scratch)
        tempfile.tempdir = spec.scratch
    target = os.open(spec.log or os.devnull, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    for stream in (1, 2):
        os.dup2(target, stream)


def _die_with_parent(*, kernel: bool) -> None:
    """Killed with its parent: by a thread that watches it, and on Linux by the kernel, even in a hang.

    prctl means the parent's thread, not its process; where that thread is not the main one it may end first.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()
    if kernel and sys.platform == "linux":
        import ctypes

        kill_on_death = 1
        ctypes.CDLL(None).prctl(kill_on_death, signal.SIGKILL)


def _end_after(parent: int) -> None:
    """End this process and what it started once its parent has ended."""
    wait([parent])
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _bound(memory: int) -> None:
    """A second fence behind the parent's watch: one huge request fails at once, as a MemoryError.

    RLIMIT_DATA counts what the process asked for, so what the loaded model holds comes on top.
    """
    import resource

    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmData:"):
            limit = int(line.split()[1]) * 1024 + memory
            resource.setrlimit(resource.RLIMIT_DATA, (limit, resource.getrlimit(resource.RLIMIT_DATA)[1]))

