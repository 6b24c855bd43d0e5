"""Pages of one big PDF read by several processes: pdfium bears no threads.

The processes are our own (`python -m extract.read.pdf_worker`), fed through their standard input, so
that they never import the caller's script again and need no guard there.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

from extract.read.pdf_store import Store, T

PAGES_A_PROCESS = 150
"""A process of its own pays from here on: starting one costs as much as reading about 80 pages."""
TIME_LIMIT = 600
"""Seconds after which a process is given up and its pages are read here."""


def processes_for(pages: int, page_jobs: int | None) -> int:
    """How many processes read a PDF of so many pages, this one included."""
    return max(1, min(most_jobs(page_jobs), pages // PAGES_A_PROCESS)) if sys.executable else 1


def most_jobs(page_jobs: int | None) -> int:
    """The setting, or by default every core; one inside a process that another one started to share work."""
    if page_jobs is not None:
        return page_jobs
    from multiprocessing import parent_process

    return 1 if parent_process() is not None else len(_cores())


def _cores() -> Sequence[int]:
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return range(os.cpu_count() or 1)


def read_in_processes(
    data: bytes, pages: int, jobs: int, here: Callable[[range], Store[T]]
) -> Store[T]:
    """What `here` gives for all pages (from 1), in order; all shares but the first are read elsewhere.

    A share whose process fails is read here, so that its error is the same as without processes.
    """
    shares = _shares(pages, jobs)
    with ThreadPoolExecutor(len(shares)) as pool:
        away = [pool.submit(_elsewhere, data, share) for share in shares[1:]]
        found = here(shares[0])
        for share, future in zip(shares[1:], away, strict=True):
            answer = future.result()
            found.join(here(share) if answer is None else Store.from_bytes(answer))
    return found


def _shares(pages: int, jobs: int) -> list[range]:
    stops = [1 + pages * job // jobs for job in range(jobs + 1)]
    return [range(first, stop) for first, stop in pairwise(stops)]


def _elsewhere(data: bytes, share: range) -> bytes | None:
    """The pages of a share as another process reads and folds them; None where it fails."""
    command = [sys.executable, "-P", "-m", "extract.read.pdf_worker", str(share.start), str(share.stop)]
    root = str(Path(__file__).resolve().parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        done = subprocess.run(
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False,
            timeout=TIME_LIMIT, env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
