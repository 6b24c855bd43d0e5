"""What a bench says: a row for each measure, with its promise and whether it holds."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One row of the table: what, the figure, the promise, whether it holds (None: no promise)."""

    what: str
    figure: str
    promise: str = ""
    holds: bool | None = None

    @property
    def mark(self) -> str:
        return "" if self.holds is None else "yes" if self.holds else "NO"


def printed(lines: Iterable[Line]) -> int:
    """Show each line as it comes, then the table; 1 where a promise does not hold."""
    told = []
    for line in lines:
        print(f"{line.what}: {line.figure} {line.mark}", file=sys.stderr, flush=True)
        told.append(line)
    print("\n| measured | figure | promise | holds |\n|---|---|---|---|")
    print("\n".join(f"| {line.what} | {line.figure} | {line.promise} | {line.mark} |" for line in told))
    return int(any(line.holds is False for line in told))
