"""`python -m tests.bench` runs every measure of this package, `python -m tests.bench read …` one of them.

What follows the name goes to the measure: `python -m tests.bench scans --dots 200`.
"""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from pathlib import Path

import tests.bench

SUBJECTS = sorted(m.name for m in pkgutil.iter_modules(tests.bench.__path__) if not m.name.startswith("_"))
ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    """The worst exit code of what was run; 2 for a subject that is not there."""
    if arguments and arguments[0] not in SUBJECTS:
        sys.stderr.write(f"no measure {arguments[0]!r}; there are: {', '.join(SUBJECTS)}\n")
        return 2
    worst = 0
    for subject in arguments[:1] or SUBJECTS:
        sys.stdout.write(f"== {subject}\n")
        sys.stdout.flush()
        command = [sys.executable, "-W", "ignore", "-m", f"tests.bench.{subject}", *arguments[1:]]
        worst = max(worst, subprocess.run(command, cwd=ROOT, check=False).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
