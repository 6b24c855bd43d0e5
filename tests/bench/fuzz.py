"""`python -m tests.bench fuzz`: altered files, figures, names, records and settings, some seconds for each.

Guided by coverage where atheris is installed (`pip install atheris`), blindly elsewhere. Every target runs in
a process of its own; an input that breaks a promise is kept and printed with the command that repeats it.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzzing import TARGETS, timed


def main() -> int:
    """1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"default all: {' '.join(TARGETS)}")
    parser.add_argument("--seconds", type=int, default=10, help="for each target (default 10)")
    parser.add_argument("--keep", type=Path, help="folder for inputs that break a promise")
    parser.add_argument("--repeat", type=Path, help="run one kept input through one target")
    options = parser.parse_args()
    if unknown := set(options.targets) - set(TARGETS):
        parser.error(f"no target {', '.join(sorted(unknown))}; there are: {' '.join(TARGETS)}")
    if options.repeat:
        timed(TARGETS[options.targets[0]], options.repeat.read_bytes())
        return 0
    keep = options.keep or Path(tempfile.mkdtemp(prefix="juesuan-fuzz-"))
    keep.mkdir(parents=True, exist_ok=True)
    print(f"{'target':10} {'inputs':>8}  promise")
    return max([apart(name, options.seconds, keep) for name in options.targets or TARGETS])


def apart(name: str, seconds: int, keep: Path) -> int:
    """One target in its own process; 1 where a promise broke."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.bench._fuzz", name, str(seconds), str(keep)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    told = done.stdout.decode("utf-8", "replace")
    runs = re.findall(r"(?:Done |^#)(\d+)", told, re.MULTILINE)
    print(f"{name:10} {runs[-1] if runs else '?':>8}  {'BROKEN' if done.returncode else 'kept'}", flush=True)
    if done.returncode == 0:
        return 0
    kept = max(keep.iterdir(), key=lambda path: path.stat().st_mtime, default=None)
    print(f"{told[-3000:]}\nagain: python -m tests.bench fuzz {name} --repeat {kept}", flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
