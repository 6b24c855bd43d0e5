"""`python -m tests.bench._fuzz TARGET SECONDS KEEP`: one target until its time is up."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

LARGEST = 1 << 18
"""Bytes of an input at most."""


def main(name: str, seconds: int, keep: Path) -> None:
    """Ends the process: 0 when the time is up, anything else when a promise broke."""
    try:
        import atheris
    except ImportError:
        atheris = None
    with nullcontext() if atheris is None else atheris.instrument_imports(include=["extract"]):
        from tests.fuzzing import TARGETS, timed

        target = TARGETS[name]
        seeds = target.seeds()
        for seed in seeds:
            timed(target, seed)  # readers are imported now
    if atheris is None:
        blindly(target, seeds, seconds, keep)
    else:
        guided(atheris, target, seeds, seconds, keep)


def guided(atheris: Any, target: Any, seeds: list[bytes], seconds: int, keep: Path) -> None:
    """libFuzzer with our own alterations, so that packages stay packages."""
    from tests.fuzzing import timed

    corpus = Path(tempfile.mkdtemp(prefix="juesuan-corpus-"))
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_bytes(seed)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        return bytes(target.mutate(data, random.Random(seed)))[:most]

    options = [f"-max_total_time={seconds}", f"-max_len={LARGEST}", "-timeout=120", "-rss_limit_mb=2048"]
    words = ["fuzz", *options, f"-artifact_prefix={keep}/", str(corpus)]
    atheris.Setup(words, lambda data: timed(target, data), custom_mutator=mutate)
    atheris.Fuzz()


def blindly(target: Any, seeds: list[bytes], seconds: int, keep: Path) -> None:
    """Alterations of the seeds, one after the other."""
    from tests.fuzzing import timed

    until, runs = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        chance = random.Random(runs)
        data = target.mutate(chance.choice(seeds), chance)
        try:
            timed(target, data)
        except BaseException:
            (keep / f"crash-{runs}").write_bytes(data)
            raise
        runs += 1
    print(f"Done {runs}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
