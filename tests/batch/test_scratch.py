"""What a killed pool leaves in the temporary folder goes with the next pool; what is in use stays."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import psutil
import pytest

import extract
from extract.batch.scratch import PREFIX, Scratch


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


_USER = """
import sys, tempfile
from extract.batch.scratch import Scratch, hold
tempfile.tempdir, path = sys.argv[1:]
held = hold(path) if path else Scratch()
print(path or held.path, flush=True)
sys.stdin.read()
"""


class User:
    """A process that uses a scratch folder under `place`: its own, or that of another."""

    def __init__(self, place: Path, path: str = "") -> None:
        words = [sys.executable, "-c", _USER, str(place), path]
        root = Path(extract.__file__).parents[1]
        self._process = subprocess.Popen(words, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        self.folder = Path(os.fsdecode(self._process.stdout.readline().strip()))

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()


def test_what_a_kill_left_is_removed_and_what_is_in_use_stays(place: Path) -> None:
    killed, alive = User(place), User(place)
    left, used = killed.folder, alive.folder
    (left / "profile").mkdir()
    (left / "profile" / "held.txt").write_text("x")
    killed.kill()
    assert left.exists()
    mine = Scratch()
    assert sorted(place.iterdir()) == sorted((used, Path(mine.path)))
    alive.kill()
    mine.close()
    Scratch().close()
    assert list(place.iterdir()) == []


def test_a_worker_that_outlives_its_parent_keeps_the_folder(place: Path) -> None:
    parent = User(place)
    folder = parent.folder
    worker = User(place, str(folder))
    parent.kill()
    Scratch().close()
    assert folder.exists()
    worker.kill()
    Scratch().close()
    assert not folder.exists()


def test_only_folders_of_pools_are_touched(place: Path) -> None:
    kept = place / "kept"
    kept.mkdir()
    (kept / "held.txt").write_text("x")
    (place / f"{PREFIX}link").symlink_to(kept)
    (place / f"{PREFIX}file").write_text("x")
    (place / "juesuan-batch-old").mkdir()
    Scratch().close()
    assert len(list(place.iterdir())) == 4
    assert (kept / "held.txt").exists()


def test_where_nothing_can_be_locked_the_folder_is_still_given(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError("no locks available")

    left = place / f"{PREFIX}left"
    left.mkdir()
    monkeypatch.setattr(fcntl, "flock", refuse)
    mine = Scratch()
    assert sorted(place.iterdir()) == sorted((left, Path(mine.path)))
    mine.close()
    assert list(place.iterdir()) == [left]


def test_no_descriptor_is_left_open(place: Path) -> None:
    (place / f"{PREFIX}left").mkdir()
    before = psutil.Process().num_fds()
    Scratch().close()
    assert psutil.Process().num_fds() == before
