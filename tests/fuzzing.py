"""What hostile bytes are thrown at, and how they are made: for the tests and `python -m tests.bench fuzz`.

A target takes bytes and raises where a promise is broken: a reader answers with a document that is sound or
with one of our errors, in one sentence; grammars and loaders likewise. Packages (DOCX, XLSX, ZIP) are altered
inside their parts, else every alteration would end at a checksum.
"""

from __future__ import annotations

import io
import random
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import extract
from annotations.generate.formats import make_file
from annotations.generate.generate import generate
from annotations.generate.script import Grid, Paragraph, Script
from extract.amounts import decimals_of, find_numerals, parse_cell
from extract.catalogue.names import split_path
from extract.catalogue.search import find
from extract.errors import ReadError, RecordError, SettingsError
from extract.read.archives import Archive
from extract.settings import Settings, load_settings

Mutate = Callable[[bytes, random.Random], bytes]
QUIET = Settings(threads=1, page_jobs=1, ocr=False)
SLOW = 15.0
"""CPU seconds that no input of a few thousand bytes may take."""
TOKENS = (
    b"\x00", b"\xff\xfe", b"-1", b"4294967296", b"99999999999999999999", b"1e999", b"NaN",
    b"\xe4\xb8\x87\xe5\x85\x83",
    b"<w:tbl>", b"</w:tr>", b'colspan="99999"', b'r="XFD1048576"', b"<!DOCTYPE x>", b"&#x110000;", b"]]>",
    b"stream\n", b"endobj", b"/Kids[1 0 R]", b"0 0 0 0 re", b"|", b"\t", b"\n", b"[" * 5000, b'{"a":' * 5000,
)


@dataclass(frozen=True)
class Target:
    """`run` raises on a broken promise; `seeds` are whole inputs to start from."""

    run: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]
    mutate: Mutate


class Broken(Exception):
    """A promise that does not hold."""


def timed(target: Target, data: bytes) -> None:
    """Run it; so small an input may not take long either."""
    started = time.process_time()
    target.run(data)
    if time.process_time() - started > SLOW:
        raise Broken(f"{len(data)} bytes took {time.process_time() - started:.0f} CPU seconds")


def scramble(data: bytes, chance: random.Random) -> bytes:
    """A few edits: bytes changed, pieces cut, doubled or moved, a token from the list put in."""
    buffer = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(buffer) + 1)
        length = chance.choice((1, 1, 4, 32, 400))
        piece = bytes(buffer[at : at + length])
        match chance.randrange(5):
            case 0:
                buffer[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del buffer[at : at + length]
            case 2:
                buffer[at:at] = piece * chance.choice((1, 2, 30))
            case 3:
                buffer[at:at] = chance.choice(TOKENS)
            case _:
                to = chance.randrange(len(buffer) + 1)
                buffer[to:to] = piece
    return bytes(buffer)


def scramble_package(data: bytes, chance: random.Random) -> bytes:
    """One or two parts of a ZIP altered and packed again; now and then the package itself."""
    if chance.random() < 0.1:
        return scramble(data, chance)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            parts = {info.filename: old.read(info) for info in old.infolist()}
    except Exception:  # zipfile and zlib have many errors for a package that is altered already
        return scramble(data, chance)
    for name in chance.sample(sorted(parts), k=min(len(parts), chance.choice((1, 1, 2)))):
        alter = scramble_package if parts[name][:2] == b"PK" else scramble
        parts[name] = alter(parts[name], chance)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return buffer.getvalue()


@cache
def small(seed: int = 2) -> Script:
    """A disclosure of a few paragraphs and two short forms."""
    whole = generate(seed)
    said = ("title", "heading", "prose")
    prose = [part for part in whole.parts if isinstance(part, Paragraph) and part.kind in said]
    grids = sorted((part for part in whole.parts if isinstance(part, Grid)), key=lambda grid: len(grid.rows))
    return replace(whole, parts=(*prose[:14], *grids[:2]))


def _read(name: str) -> Callable[[bytes], None]:
    extractor = cache(lambda: extract.load("rules", settings=QUIET))

    def run(data: bytes) -> None:
        try:
            extraction = extractor()(data, name=name)
        except ReadError as error:
            sentence = str(error)
            if "\n" in sentence or not sentence.endswith("。"):
                raise Broken(f"not one sentence: {sentence!r}") from error
            return
        _sound(extraction)

    return run


def _sound(extraction: extract.Extraction) -> None:
    """Everything points into the text, and the contract comes back as it was written."""
    text = extraction.document.text
    for start, end in (
        *((tag.start, tag.end) for tag in extraction.tags),
        *((fact.start, fact.end) for fact in extraction.facts),
        *((section.start, section.end) for section in extraction.document.sections),
    ):
        if not 0 <= start <= end <= len(text):
            raise Broken(f"[{start}, {end}) is outside the text of {len(text)}")
    written = extract.to_json(extraction)
    if extract.to_json(extract.from_json(written.encode("utf-8"))) != written:
        raise Broken("the contract does not come back as it was written")


def _unzip(data: bytes) -> None:
    try:
        archive = Archive(io.BytesIO(data), "附件.zip")
        for number, member in enumerate(archive.members):
            archive.read(number, member.name)
    except ReadError:
        pass


def _numerals(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    for numeral in find_numerals(text):
        if not 0 <= numeral.start < numeral.end <= len(text):
            raise Broken(f"{numeral} is outside {text!r}")
    value = parse_cell(text)
    if value is not None and not value.is_finite():
        raise Broken(f"{text!r} is no figure")
    decimals_of(text)


def _names(data: bytes) -> None:
    name = data.decode("utf-8", "replace")
    for level in split_path(name):
        find(level.name)
    find(name)


def _record(data: bytes) -> None:
    try:
        extraction = extract.from_json(data)
    except RecordError:
        return
    extract.to_json(extraction)


def _settings(data: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".toml") as file:
        file.write(data)
        file.flush()
        with suppress(SettingsError):
            load_settings(Path(file.name))


def _files(*styles: str) -> Callable[[], list[bytes]]:
    return lambda: [make_file(small(seed), style).data for style in styles for seed in (2, 3)]


def _texts(*texts: str) -> Callable[[], list[bytes]]:
    return lambda: [text.encode() for text in texts]


def _records() -> list[bytes]:
    extraction = extract.load("rules")(text="2031年度收入总计218.20万元，较上年增加18.20万元，增长9.40%。\n")
    return [extract.to_json(extraction).encode()]


READERS: Mapping[str, tuple[tuple[str, ...], Mutate]] = {
    "txt": (("tabs", "txt-gb18030", "txt-utf16"), scramble), "md": (("md",), scramble),
    "pdf": (("pdf",), scramble),
    "docx": (("docx",), scramble_package), "xlsx": (("xlsx",), scramble_package), "xls": (("xls",), scramble),
    "html": (("html-word", "html-portal"), scramble), "mht": (("mht",), scramble),
}
"""Suffix → what is generated for it, and how it is altered."""
TARGETS: Mapping[str, Target] = {
    **{
        suffix: Target(_read(f"文件.{suffix}"), _files(*styles), mutate)
        for suffix, (styles, mutate) in READERS.items()
    },
    "zip": Target(_unzip, _files("zip"), scramble_package),
    "numerals": Target(
        _numerals, _texts("增加-1,234.56万元", "（12.5%）", "一百二十三万零四元", "¥1．2亿"), scramble
    ),
    "catalogue": Target(
        _names, _texts("一般公共服务支出（类）财政事务（款）行政运行（项）", "2010301行政运行"), scramble
    ),
    "json": Target(_record, _records, scramble),
    "settings": Target(_settings, _texts("threads = 2\nmin_score = 0.5\n"), scramble),
}
