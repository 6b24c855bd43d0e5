"""Ctrl-C while the command `juesuan` still imports its modules ends it in one line, like Ctrl-C later on.

Only where this process is the command itself: a program that imports the library keeps its own handlers.
"""

from __future__ import annotations

import os
import signal
import sys
from itertools import pairwise
from types import FrameType

CODE, MESSAGE = 130, "juesuan：已中断。"


def guard() -> None:
    """Called before anything else of the package is imported."""
    if _is_command() and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


def release() -> None:
    """From here on an interrupt is a KeyboardInterrupt again."""
    if signal.getsignal(signal.SIGINT) is _end:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _is_command() -> bool:
    """Whether this is the script `juesuan` or `python -m extract`, which Python calls "-m" at this point."""
    called = sys.argv[0] if sys.argv else ""
    as_module = called == "-m" and ("-m", "extract") in pairwise(sys.orig_argv)
    return as_module or called.replace("\\", "/").rpartition("/")[2] in ("juesuan", "juesuan.exe")


def _end(_: int, __: FrameType | None) -> None:
    """Nothing has been opened or written yet, so leaving at once is safe; an import need not unwind."""
    os.write(2, f"{MESSAGE}\n".encode())
    os._exit(CODE)
