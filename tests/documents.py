"""Markdown as something to run: the fenced blocks of a document from the top down, in one process.

    ```python            run, in one namespace
    ```sh run            run with bash; `juesuan` may end with 1 (findings), everything else with 0
    ```sh                commands, options, make targets and extras are there; nothing is run
    ```json output       (or text) what the block above printed, to the letter
    ```toml  ```json     can be parsed

The working folder is empty but for links to the rooms, so a document may write files beside them.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from extract.cli import _parser
from extract.doctor import EXTRAS
from tests.conftest import ROOT

ROOMS = ("extract", "annotations", "training", "models", "tests")
FENCE = re.compile(r"^```(\w+)( \w+)?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
OTHER_EXTRAS = {"test"}
SEPARATOR = "\x1e"
SHIM = """#!/bin/sh
"{python}" -W ignore -m extract "$@"
code=$?
[ $code -eq 1 ] && exit 0
exit $code
"""
RUNNER = """
import json, subprocess, sys
names = {"__name__": "__main__"}
for language, place, line, code in json.load(sys.stdin):
    if language == "python":
        exec(compile("\\n" * line + code, place, "exec"), names)
    else:
        words = ["bash", "-euo", "pipefail", "-c", code]
        done = subprocess.run(words, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode:
            sys.exit(f"{place}:{line} ended with {done.returncode}: {done.stderr}")
        print(end=done.stdout)
    print(end=sys.argv[1])
"""


@dataclass(frozen=True)
class Block:
    """One fenced block: where its first line stands, its language and the word behind it."""

    line: int
    language: str
    word: str
    code: str


def documents() -> list[Path]:
    """Every Markdown file of the repository."""
    found = [*ROOT.glob("*.md"), *(path for room in ROOMS for path in (ROOT / room).rglob("*.md"))]
    return sorted(path for path in found if "runs" not in path.parts)


def blocks_of(text: str) -> list[Block]:
    """The fenced blocks, in order."""
    return [
        Block(text.count("\n", 0, match.start()) + 1, match[1], (match[2] or "").strip(), match[3])
        for match in FENCE.finditer(text)
    ]


def is_run(block: Block) -> bool:
    """Whether a block is run, not only looked at."""
    return block.language == "python" or (block.language, block.word) == ("sh", "run")


def run(blocks: Sequence[Block], name: str, folder: Path) -> list[str]:
    """What each block that is run printed, from the top down; AssertionError with what a broken one said."""
    running = [block for block in blocks if is_run(block)]
    sent = json.dumps([(block.language, name, block.line, block.code) for block in running])
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", RUNNER, SEPARATOR], input=sent, cwd=folder,
        env=_workplace(folder), capture_output=True, text=True, check=False,
    )
    assert done.returncode == 0, f"{name}: {done.stderr}"
    printed = dict(zip(running, done.stdout.split(SEPARATOR)[:-1], strict=True))
    for before, block in pairwise(blocks):
        if block.word == "output":
            said = printed[before].strip()
            assert said == block.code.strip(), f"{name}:{block.line} is not what was printed: {said}"
    return list(printed.values())


def _workplace(folder: Path) -> dict[str, str]:
    """Links to the rooms, and programs on the PATH: `juesuan`, `python`."""
    for name in (*ROOMS, "README.md"):
        (folder / name).symlink_to(ROOT / name)
    programs = folder / ".bin"
    programs.mkdir()
    (programs / "juesuan").write_text(SHIM.format(python=sys.executable), encoding="utf-8")
    (programs / "juesuan").chmod(0o755)
    (programs / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" -W ignore "$@"\n', encoding="utf-8")
    (programs / "python").chmod(0o755)
    return {**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}


def faults(text: str, path: Path) -> list[str]:
    """Faults seen without running anything: broken links, commands that are not there, data that is not."""
    found = [f"link {target}" for target in LINK.findall(FENCE.sub("", text)) if not _leads(target, path)]
    for block in blocks_of(text):
        found += [f"line {block.line}: {what}" for what in _block_faults(block)]
    return found


def _leads(target: str, path: Path) -> bool:
    place = target.split("#")[0]
    return "://" in target or not place or (path.parent / place).exists()


def _block_faults(block: Block) -> Iterator[str]:
    try:
        if block.language == "python":
            compile(block.code, "block", "exec")
        elif block.language == "toml":
            tomllib.loads(block.code)
        elif block.language == "json":
            json.loads(block.code)
    except (SyntaxError, ValueError) as error:
        yield str(error)
    if block.language == "sh":
        for line in block.code.replace("\\\n", " ").splitlines():
            yield from _command_faults(line)


def _command_faults(line: str) -> Iterator[str]:
    """`juesuan …` by its parser, `python -m module --option` by its source, `make target`, extras."""
    words = shlex.split(line, comments=True)
    words = words[: next((at for at, word in enumerate(words) if word in (">", "|", "||", "&&")), None)]
    program = words[0].rsplit("/", 1)[-1] if words else ""
    if program == "juesuan":
        yield from _not_accepted(words[1:])
    elif program.startswith("python") and words[1:2] == ["-m"]:
        yield from _not_in_module(words[2], [word for word in words[3:] if word.startswith("--")])
    elif program == "make":
        targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        yield from (f"no target {word}" for word in words[1:] if "=" not in word and word not in targets)
    for extras in re.findall(r"(?:juesuan|\.)\[([\w,]+)\]", line):
        known = {*EXTRAS, *OTHER_EXTRAS}
        yield from (f"no extra {name}" for name in extras.split(",") if name not in known)


def _not_accepted(words: list[str]) -> Iterator[str]:
    try:
        _parser().parse_args(words)
    except SystemExit as stop:
        if stop.code:
            yield f"not accepted: juesuan {' '.join(words)}"


def _not_in_module(module: str, options: list[str]) -> Iterator[str]:
    try:
        spec = importlib.util.find_spec(module)
    except ModuleNotFoundError:
        spec = None
    if spec is None or spec.origin is None:
        yield f"no module {module}"
    elif spec.origin.startswith(str(ROOT)) and "site-packages" not in Path(spec.origin).parts:
        source = _source(Path(spec.origin))
        names = {option.split("=")[0] for option in options} - {"--help"}
        yield from (f"{module} has no {name}" for name in sorted(names) if f'"{name}"' not in source)


def _source(home: Path) -> str:
    """A module's text, or a package's, and that of the modules of ours that it imports from."""
    files = [home] if home.name != "__init__.py" else list(home.parent.glob("*.py"))
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    names = re.findall(r"^from ([\w.]+) import", text, re.MULTILINE)
    imported = {ROOT.joinpath(*name.split(".")).with_suffix(".py") for name in names}
    return text + "".join(path.read_text(encoding="utf-8") for path in imported if path.is_file())
