"""Ctrl-C at any moment of the start ends the command in one line; a program that imports us is left alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = "annotations/samples/clean"
SLOW = """
import signal, sys
class Slow:
    def find_spec(self, name, path, target=None):
        if name == {name!r}:
            print("importing", flush=True)
            signal.pause()
sys.meta_path.insert(0, Slow())
"""
"""A finder that stops where a module is about to be imported, as a slow disk would."""


def heard() -> None:
    """Gives the child its SIGINT back: a job in the background of a shell is born deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def begun(folder: Path, root: Path, name: str, *words: str) -> subprocess.Popen[str]:
    """The command in a process group of its own, stopped at the import of a module."""
    (folder / "sitecustomize.py").write_text(SLOW.format(name=name), encoding="utf-8")
    path = os.pathsep.join((str(folder), str(root)))
    command = [sys.executable, "-m", "extract", *words]
    process = subprocess.Popen(
        command, cwd=root, env={**os.environ, "PYTHONPATH": path}, text=True,
        start_new_session=True, preexec_fn=heard,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "importing\n"
    return process


PLACES = [
    ("extract.pipeline", ("rules",)), ("extract.cli.about", ("rules",)),
    ("extract.batch", ("batch", SAMPLES, "-o")), ("psutil", ("batch", SAMPLES, "-o")),
]


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs POSIX signals")
@pytest.mark.parametrize(("name", "words"), PLACES, ids=[name for name, _ in PLACES])
def test_ctrl_c_while_modules_are_imported(
    name: str, words: tuple[str, ...], tmp_path: Path, root: Path
) -> None:
    out = [str(tmp_path / "out.duckdb")] if words[-1] == "-o" else []
    process = begun(tmp_path, root, name, *words, *out)
    os.killpg(process.pid, signal.SIGINT)
    told, complaint = process.communicate(timeout=60)
    assert (process.returncode, told, complaint) == (130, "", "juesuan：已中断。\n")


HELD = """
import os, signal, sys, time
sys.path.insert(0, sys.argv[1])
from multiprocessing import get_context
from extract.batch import pool
if __name__ == "__main__":
    with pool._interrupts_held_back():
        child = get_context("spawn").Process(target=time.sleep, args=(30,))
        child.start()
    os.kill(child.pid, signal.SIGINT)
    child.join(1.5)
    print(child.exitcode)
    child.kill()
"""


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs POSIX signals")
def test_a_worker_does_not_hear_ctrl_c_while_it_starts(tmp_path: Path, root: Path) -> None:
    """It is in the terminal's process group until it has imported what it needs."""
    script = tmp_path / "script.py"
    script.write_text(HELD, encoding="utf-8")
    command = [sys.executable, str(script), str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60, preexec_fn=heard)
    assert (done.stdout, done.stderr) == ("None\n", "")


def test_a_program_that_imports_the_library_keeps_its_handler(root: Path) -> None:
    code = "import extract, signal; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, preexec_fn=heard)
    assert done.stdout == "True\n"
