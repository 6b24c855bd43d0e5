"""A temporary folder of a pool of workers, which the next pool removes where a kill left it behind.

Everyone who works in a folder holds a shared lock on it (flock), which the kernel lets go when the process
ends, however it ends. Whoever can lock a folder for himself alone knows that nobody works in it any more.
Where there is no flock (Windows, some network file systems) nothing is locked and nothing removed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

PREFIX = "juesuan-pool-"
_TRIES = 3


class Scratch:
    """A new folder under the system's temporary one, held until `close`; leftovers beside it are removed."""

    def __init__(self) -> None:
        for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            _remove_left(folder)
        self.path, self._lock = _made()

    def close(self) -> None:
        """Remove it with what is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def hold(path: str) -> int | None:
    """A share in the lock of a folder for as long as this process lives; None where it is gone or locked."""
    lock = _locked(path, alone=False)
    if lock is None:
        return None
    with contextlib.suppress(OSError):
        if os.path.samestat(os.fstat(lock), Path(path).stat()):  # the one that is there now
            return lock
    os.close(lock)
    return None


def _made() -> tuple[str, int | None]:
    """A new folder and its lock; between the two another pool may take it for a leftover."""
    for _ in range(_TRIES):
        path = tempfile.mkdtemp(prefix=PREFIX)
        lock = hold(path)
        if lock is not None:
            return path, lock
        shutil.rmtree(path, ignore_errors=True)
    return tempfile.mkdtemp(prefix=PREFIX), None  # no locks here, so nobody removes it either


def _remove_left(folder: Path) -> None:
    """Remove a folder that nobody holds; another user's stays."""
    lock = _locked(str(folder), alone=True)
    if lock is not None:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _locked(path: str, *, alone: bool) -> int | None:
    """A descriptor of the folder that holds its lock; None where it cannot be had at once."""
    if sys.platform == "win32":
        return None
    import fcntl

    lock = None
    with contextlib.suppress(OSError):
        lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        if os.fstat(lock).st_uid == os.getuid():
            fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            return lock
    if lock is not None:
        os.close(lock)
    return None
