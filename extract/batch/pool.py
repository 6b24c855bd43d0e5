"""A pool of worker processes in which a document can crash, hang or eat memory and hurt only itself.

A worker has at most one task. It is killed with its children when the task takes longer than `timeout`
or the process grows beyond `memory`; a dead worker is replaced and its task ends as failed.
(`ProcessPoolExecutor` gives up the whole pool when one of its processes dies.)
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from multiprocessing import resource_tracker
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import Any

from extract.batch.inventory import Task
from extract.batch.scratch import Scratch
from extract.batch.sinks import NEEDED
from extract.batch.worker import (
    CRASHED,
    OUT_OF_MEMORY,
    TIMED_OUT,
    Broken,
    Outcome,
    Ready,
    Seen,
    Spec,
    Status,
    main,
)
from extract.errors import ModelError, SettingsError

TICK = 0.05
"""Seconds between two looks at the memory of the workers."""
CHILDREN_EVERY = 1.0
"""Seconds between two looks at the memory of their children (LibreOffice); finding them is slow."""
LEAN = 0.6
"""A worker that keeps more than this share of its bound between documents is replaced."""

Wanted = Callable[[Seen], bool]
"""Whether a content is to be extracted; called in the parent."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many workers, seconds a document may take, bytes its process may hold. None: no bound."""

    jobs: int = 1
    timeout: float | None = 300.0
    memory: int | None = None


class Pool:
    """`with Pool(spec, limits) as pool: for outcome in pool.run(deque(tasks), wanted): …`."""

    def __init__(self, spec: Spec, limits: Limits) -> None:
        self.limits = limits
        self._scratch = Scratch()
        main = threading.current_thread() is threading.main_thread()
        self._spec = replace(spec, memory=limits.memory, scratch=self._scratch.path, tethered=main)
        self._workers: list[_Process] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self, tasks: int) -> None:
        """Start the workers that so many tasks will need, so that they load the model meanwhile."""
        while len(self._workers) < min(self.limits.jobs, tasks):
            self._workers.append(_Process(self._spec))

    def run(
        self, tasks: deque[Task], wanted: Wanted, *, stop: Callable[[], bool] = lambda: False
    ) -> Iterator[Outcome]:
        """The outcome of every task as it comes; a task leaves the queue only when a worker is free.

        The members of a ZIP go to the head of the queue. `stop()` is asked after every outcome and every
        tick; after it no outcome follows. ModelError where a worker cannot start at all.
        """
        while True:
            self._hand_out(tasks)  # before `stop`, which may take its time: the workers go on meanwhile
            if stop() or not (tasks or any(worker.task for worker in self._workers)):
                return
            for outcome in self._events(wanted):
                tasks.extendleft(sorted(outcome.members, key=lambda task: task.size))
                yield outcome

    def _hand_out(self, tasks: deque[Task]) -> None:
        """A task to every worker that is free."""
        while tasks and (worker := self._free()) is not None:
            if worker.give(tasks[0]):
                tasks.popleft()
            else:
                self._dismiss(worker)

    def close(self) -> None:
        """Kill every worker and what it started; remove their temporary files."""
        for worker in self._workers:
            worker.kill()
        self._workers.clear()
        self._scratch.close()

    def _free(self) -> _Process | None:
        """A worker that is ready and has nothing to do; new ones are started up to the bound."""
        self.start(self.limits.jobs)
        return next((w for w in self._workers if w.ready and w.task is None and w.process.is_alive()), None)

    def _events(self, wanted: Wanted) -> Iterator[Outcome]:
        """What happened within a tick: messages, deaths, bounds passed."""
        by_handle: dict[Any, _Process] = {}
        for worker in self._workers:
            by_handle[worker.connection] = by_handle[worker.process.sentinel] = worker
        touched = {id(by_handle[handle]): by_handle[handle] for handle in wait(list(by_handle), TICK)}
        for worker in self._workers[:]:
            outcome = self._heard(worker, wanted) if id(worker) in touched else None
            outcome = outcome or self._trespass(worker)
            if outcome is not None:
                yield outcome

    def _heard(self, worker: _Process, wanted: Wanted) -> Outcome | None:
        """The next word of a worker, or its death."""
        try:
            said = worker.connection.recv() if worker.connection.poll() else None
        except (EOFError, OSError):
            said = None
            worker.process.join(1.0)
        if isinstance(said, Broken):
            raise ModelError(said.message)
        if isinstance(said, Ready):
            worker.ready = True
        elif isinstance(said, Seen):
            worker.answer(said, wanted(said))
        elif isinstance(said, Outcome):
            return self._finished(worker, said)
        elif not worker.process.is_alive():
            return self._dead(worker)
        return None

    def _finished(self, worker: _Process, outcome: Outcome) -> Outcome:
        peak = max(worker.peak, worker.memory())
        worker.rest()
        if self.limits.memory and worker.memory() > LEAN * self.limits.memory:
            self._dismiss(worker)
        return replace(outcome, memory=peak)

    def _dead(self, worker: _Process) -> Outcome | None:
        if not worker.ready:
            ended = _ending(worker.process.exitcode)
            raise ModelError(
                f"工作进程没能启动（{ended}）；请看日志。自己的脚本里调用 run_batch 的，"
                "要把调用放在 if __name__ == \"__main__\": 之下。"
            )
        self._dismiss(worker)
        if worker.task is None:
            return None
        return worker.failed(CRASHED, f"处理它的进程{_ending(worker.process.exitcode)}；其余文件不受影响。")

    def _trespass(self, worker: _Process) -> Outcome | None:
        """The end of a task that takes too long or too much."""
        if worker.task is None:
            return None
        bound = self.limits.timeout
        if bound and time.monotonic() - worker.since > bound:
            failure = worker.failed(TIMED_OUT, f"超过 --timeout 的 {bound:g} 秒仍未完成，已中止。")
        elif self.limits.memory and worker.memory(whole=True) > self.limits.memory:
            megabytes = self.limits.memory // 1024**2
            failure = worker.failed(OUT_OF_MEMORY, f"内存超过 --max-memory 的 {megabytes} MB，已中止。")
        else:
            return None
        self._dismiss(worker)
        return failure

    def _dismiss(self, worker: _Process) -> None:
        """Out with it; `_free` starts another."""
        self._workers.remove(worker)
        worker.kill()


class _Process:
    """One worker process as the parent sees it."""

    def __init__(self, spec: Spec) -> None:
        library = process_library()
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=main, args=(theirs, spec), daemon=True)
        with _interrupts_held_back():
            self.process.start()
        theirs.close()
        self._status = library.Process(self.process.pid)
        self.ready = False
        self.task: Task | None = None
        self.seen: Seen | None = None
        self.since, self.peak, self._looked = 0.0, 0, 0.0

    def rest(self) -> None:
        """Nothing to do."""
        self.task, self.seen = None, None

    def give(self, task: Task) -> bool:
        """Hand over and start the clock; False where the worker has died with nothing to do."""
        try:
            self.connection.send(task)
        except OSError:
            return False
        self.task, self.seen, self.since, self.peak = task, None, time.monotonic(), 0
        self._looked = self.since
        return True

    def answer(self, seen: Seen, wanted: bool) -> None:  # noqa: FBT001
        """Tell the worker whether to go on; the time it waited for this is not the document's."""
        self.seen, self.since = seen, time.monotonic()
        with contextlib.suppress(OSError):
            self.connection.send(wanted)

    def memory(self, *, whole: bool = False) -> int:
        """Bytes in memory; with `whole`, those of its children now and then too. 0 once it is gone."""
        try:
            size = int(self._status.memory_info().rss)
            if whole and time.monotonic() - self._looked > CHILDREN_EVERY:
                self._looked = time.monotonic()
                size += sum(int(c.memory_info().rss) for c in self._status.children(recursive=True))
        except process_library().Error:
            return 0
        self.peak = max(self.peak, size)
        return size

    def failed(self, reason: str, message: str) -> Outcome:
        """The failure of its task, with the content where it is known by now."""
        if self.task is None:
            raise RuntimeError("a worker without a task cannot fail one")
        status: Status = "unopened" if self.seen is None else "failed"
        sha256, size = (None, 0) if self.seen is None else (self.seen.sha256, self.seen.size)
        seconds = time.monotonic() - self.since
        return Outcome(
            self.task, status, sha256, size, reason=reason, message=message, seconds=seconds, memory=self.peak
        )

    def kill(self) -> None:
        """End the process and all it started."""
        pid = self.process.pid
        if self.process.is_alive() and pid is not None:
            with contextlib.suppress(OSError):
                os.killpg(pid, signal.SIGKILL) if hasattr(os, "killpg") else None
            self.process.kill()
        self.process.join()
        self.connection.close()


@contextlib.contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """A process started here does not hear Ctrl-C before it can say that it ignores it (`worker._settle`)."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # multiprocessing's own helper, whose start would lift the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def process_library() -> Any:
    """The module psutil. SettingsError where it is not installed."""
    try:
        import psutil
    except ImportError as error:
        raise SettingsError(f"juesuan batch 需要 psutil；{NEEDED}") from error
    return psutil


def _ending(code: int | None) -> str:
    """How a process ended: -11 → 崩溃（SIGSEGV）, 3 → 以代码 3 退出."""
    if code is None or code >= 0:
        return f"以代码 {code} 退出"
    try:
        return f"崩溃（{signal.Signals(-code).name}）"
    except ValueError:
        return f"崩溃（信号 {-code}）"
