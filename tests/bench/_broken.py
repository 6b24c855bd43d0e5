"""Files that are broken in every way a bulk job must survive, and short documents of every format.

The last three kinds are no files of their own: `make()` is the extractor of the job, and does what they say.
"""

from __future__ import annotations

import io
import os
import random
import signal
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from annotations.generate.formats import FORMATS, make_file
from annotations.generate.generate import generate
from annotations.generate.script import Grid, Script
from extract.batch.worker import Extract
from extract.pipeline import load
from extract.settings import Settings
from tests.scans import scanned

PIECES = 4
"""Short documents made of one generated disclosure."""
MODEL = "JUESUAN_BENCH_MODEL"
"""Environment variable that tells the workers which model; a factory takes no arguments."""
FACTORY = "tests.bench._broken:make"
MARK = b"juesuan-bench:"


def short_documents(folder: Path, count: int) -> None:
    """`count` files of all formats in turn: title, two or three forms and a quarter of the prose."""
    folder.mkdir(parents=True)
    styles = tuple(FORMATS)
    for number in range(count):
        style = styles[number % len(styles)]
        made = make_file(_piece(number), style)
        (folder / f"{number:05d}{made.suffix}").write_bytes(made.data)


def _piece(number: int) -> Script:
    seed, place = divmod(number, PIECES)
    script = _whole(seed + 1)
    title, *rest = script.parts
    forms = [part for part in rest if isinstance(part, Grid)]
    prose = [part for part in rest if not isinstance(part, Grid)]
    few = len(prose) // PIECES + 1
    chosen = (*forms[place::PIECES], *prose[place * few : (place + 1) * few])
    return replace(script, parts=(title, *chosen))


@lru_cache(maxsize=1)
def _whole(seed: int) -> Script:
    return generate(seed)


def broken_files(folder: Path, count: int) -> list[str]:
    """`count` broken files, every kind in turn; their names."""
    folder.mkdir(parents=True)
    names = []
    for number in range(count):
        suffix, make = KINDS[number % len(KINDS)]
        name = f"{number:03d}-{make.__name__.strip('_')}{suffix}"
        (folder / name).write_bytes(make(random.Random(number)))
        names.append(name)
    return names


def make() -> Extract:
    """The model's extractor, but for files that ask to crash, hang or eat."""
    extractor = load(os.environ.get(MODEL) or None, settings=Settings(threads=1, ocr=False))

    def extract(data: bytes, name: str) -> object:
        if data.startswith(MARK):
            _ACTS[data.removeprefix(MARK).split()[0]]()
        return extractor(data, name=name)

    return extract  # type: ignore[return-value]


def _crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _hang() -> None:
    time.sleep(3600)


def _eat() -> None:
    held = []
    while True:
        held.append(bytearray(64 * 1024**2))


_ACTS: dict[bytes, Callable[[], None]] = {b"crash": _crash, b"hang": _hang, b"eat": _eat}


def _pdf(rng: random.Random) -> bytes:
    return make_file(_piece(rng.randrange(400)), "pdf").data


def _cut(rng: random.Random) -> bytes:
    return _pdf(rng)[: 2000 + rng.randrange(500)]


def _empty(_: random.Random) -> bytes:
    return b""


def _picture(rng: random.Random) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + rng.randbytes(300)


def _noise(rng: random.Random) -> bytes:
    return rng.randbytes(5000)


def _zipped(**members: Iterator[bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, chunks in members.items():
            with target.open(name.replace("__", "/").replace("0", "."), "w") as stream:
                for chunk in chunks:
                    stream.write(chunk)
    return buffer.getvalue()


def _bomb(rng: random.Random) -> bytes:
    swelling = (b" " * 2**20 for _ in range(140 + rng.randrange(9)))
    return _zipped(**{"[Content_Types]0xml": iter([b"<Types/>"]), "word__document0xml": swelling})


def _entities(rng: random.Random) -> bytes:
    text = f'<!DOCTYPE d [<!ENTITY a "{rng.random()}">]><d>&a;</d>'.encode()
    return _zipped(**{"[Content_Types]0xml": iter([b"<Types/>"]), "word__document0xml": iter([text])})


def _outside(rng: random.Random) -> bytes:
    return _zipped(**{"00__evil0txt": iter([b"%d" % rng.randrange(10**9)])})


def _torn(rng: random.Random) -> bytes:
    return _zipped(a0txt=iter([rng.randbytes(3000)]))[:-40]


def _locked(rng: random.Random) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer, buffer = PdfWriter(PdfReader(io.BytesIO(_pdf(rng)))), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(buffer)
    return buffer.getvalue()


def _scan(rng: random.Random) -> bytes:
    return scanned(_pdf(rng), dots=40)


def _asks(what: str) -> Callable[[random.Random], bytes]:
    def ask(rng: random.Random) -> bytes:
        return MARK + f"{what} {rng.random()}".encode()

    ask.__name__ = what
    return ask


KINDS: tuple[tuple[str, Callable[[random.Random], bytes]], ...] = (
    (".pdf", _cut), (".docx", _empty), (".pdf", _picture), (".docx", _bomb), (".xlsx", _noise),
    (".docx", _entities), (".zip", _outside), (".zip", _torn), (".pdf", _locked), (".pdf", _scan),
    (".txt", _asks("crash")), (".txt", _asks("eat")), (".txt", _asks("hang")),
)
"""Suffix and content of each kind, taken in turn."""
