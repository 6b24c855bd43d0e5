"""The live line of a job: "1,204/50,000 · 失败 37 · 发现 2,311 · 12.4 页/秒 · 余 5:12:40"."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

EVERY_TERMINAL, EVERY_PLAIN = 0.25, 30.0
"""Seconds between two lines: over one another on a terminal, one below the other elsewhere."""


@dataclass(slots=True)
class Counts:
    """What has happened so far; `total`, `bytes_total` grow when a ZIP shows its members."""

    total: int = 0
    done: int = 0
    failed: int = 0
    skipped: int = 0
    findings: int = 0
    errors: int = 0
    pages: int = 0
    bytes_total: int = 0
    bytes_done: int = 0

    @property
    def finished(self) -> int:
        """Documents that need nothing more."""
        return self.done + self.failed + self.skipped


class Progress:
    """Shows counts on a stream, now and then; silent where there is none."""

    def __init__(
        self, stream: TextIO | None, *, live: bool = False, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream, self._live, self._clock = stream, live, clock
        self._started = self._shown = clock()
        self._width = 0

    def show(self, counts: Counts, *, last: bool = False) -> None:
        """Draw the line if it is time to, or if it is the last."""
        now = self._clock()
        every = EVERY_TERMINAL if self._live else EVERY_PLAIN
        if self._stream is None or (now - self._shown < every and not last):
            return
        self._shown = now
        self._draw(line_of(counts, now - self._started), last=last)

    def _draw(self, line: str, *, last: bool) -> None:
        if self._stream is None:
            return
        if self._live:
            self._stream.write(f"\r\x1b[K{line}" + ("\n" if last else ""))
        else:
            self._stream.write(line + "\n")
        self._stream.flush()


def line_of(counts: Counts, seconds: float) -> str:
    """The line for counts after so many seconds."""
    parts = [f"{counts.finished:,}/{counts.total:,}", f"失败 {counts.failed:,}", f"发现 {counts.findings:,}"]
    if seconds > 0:
        parts.append(f"{counts.pages / seconds:.1f} 页/秒")
    left = seconds_left(counts, seconds)
    if left is not None:
        parts.append(f"余 {clock_text(left)}")
    return " · ".join(parts)


def seconds_left(counts: Counts, seconds: float) -> float | None:
    """By bytes, for the largest come first; None before anything is finished and once all is."""
    rest = counts.bytes_total - counts.bytes_done
    if not counts.bytes_done or not counts.finished or counts.finished >= counts.total:
        return None
    return seconds * rest / counts.bytes_done


def clock_text(seconds: float) -> str:
    """3725.2 → "1:02:05", 65 → "1:05"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
