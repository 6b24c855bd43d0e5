"""Folders of brat's standoff format: 0001.txt beside 0001.ann, and the annotation.conf that names the kinds.

brat allows letters, digits, "-" and "_" in the names of kinds, so "AMOUNT.决算数" is written
"AMOUNT-决算数". Offsets count characters; a span over a line break is written in brat's fragments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from annotations.bio import REASON, ConversionError, from_kind, kind_of
from annotations.generate.script import Mark
from extract.labels import figure_kinds


def write_brat(entries: Iterable[tuple[str, Iterable[Mark]]], folder: Path) -> None:
    """Fills a folder; FileExistsError where it holds annotations already, so that none are lost."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.glob("*.ann")):
        raise FileExistsError(f"{folder} holds .ann files already")
    for number, (text, marks) in enumerate(entries, 1):
        (folder / f"{number:04d}.txt").write_text(text, encoding="utf-8", newline="")
        lines = (_line(at, mark, text) for at, mark in enumerate(marks, 1))
        (folder / f"{number:04d}.ann").write_text("".join(lines), encoding="utf-8", newline="")
    kinds = "".join(f"{_named(kind)}\n" for kind in (*figure_kinds(), REASON))
    rules = "[relations]\n<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n[events]\n[attributes]\n"
    (folder / "annotation.conf").write_text(f"[entities]\n{kinds}{rules}", encoding="utf-8")


def _line(number: int, mark: Mark, text: str) -> str:
    fragments = list(_fragments(text, mark.start, mark.end))
    places = ";".join(f"{start} {end}" for start, end in fragments)
    shown = " ".join(text[start:end] for start, end in fragments)
    return f"T{number}\t{_named(kind_of(mark))} {places}\t{shown}\n"


def _fragments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without the line breaks inside it."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop > start:
            yield start, stop
        start = stop + 1


def read_brat(folder: Path) -> list[tuple[str, list[Mark]]]:
    """Texts and marks in order of file names; a fragmented span is one mark from first to last.

    Notes, relations and attributes are passed over. ConversionError names the file and line that is wrong.
    """
    entries = []
    for path in sorted(folder.glob("*.ann")):
        with path.with_suffix(".txt").open(encoding="utf-8", newline="") as source:
            text = source.read()
        lines = path.read_text(encoding="utf-8").split("\n")
        marks = [_mark(line, text, path) for line in lines if line.startswith("T")]
        entries.append((text, sorted(marks, key=lambda mark: (mark.start, -mark.end))))
    if not entries:
        raise ConversionError(f"{folder}: no .ann file in it")
    return entries


def _mark(line: str, text: str, path: Path) -> Mark:
    try:
        _, place, shown = line.split("\t")
        kind, _, offsets = place.partition(" ")
        fragments = [tuple(map(int, part.split())) for part in offsets.split(";")]
    except ValueError as error:
        raise ConversionError(f"{path.name}: no annotation in {line!r}") from error
    written = " ".join(text[start:end] for start, end in fragments)
    if written != shown:
        raise ConversionError(f"{path.name}: {offsets} is {written!r}, not {shown!r}")
    return from_kind(kind.replace("-", ".", 1), fragments[0][0], fragments[-1][1])


def _named(kind: str) -> str:
    return kind.replace(".", "-")
