"""A script as the text file that a Word conversion leaves, with the place of every part in it.

`write_txt(script, style="cells")` gives `TxtFile.text` and, through `TxtFile.span`, the offsets of any
mark. The text of a paragraph is written as it stands; only the "wrapped" style puts line breaks inside.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from annotations.generate.places import Place, TxtFile
from annotations.generate.script import Grid, Paragraph, Script


@dataclass(frozen=True, slots=True)
class TxtStyle:
    """`tables`: tabs (a row a line) or cells (a cell a line behind a tab); `wrap`: characters a line."""

    tables: str
    noise: bool = False
    wrap: int = 0


STYLES: dict[str, TxtStyle] = {
    "tabs": TxtStyle("tabs"),
    "cells": TxtStyle("cells"),
    "tabs-noise": TxtStyle("tabs", noise=True),
    "cells-noise": TxtStyle("cells", noise=True),
    "wrapped": TxtStyle("tabs", wrap=34),
}
"""noise: [bookmark: …], [image: …] and a table of contents; wrapped: hard line breaks anywhere."""


class _Tape:
    """The text so far and where its end is."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0

    def write(self, text: str) -> int:
        """Appends; the offset at which the text starts."""
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return start


def write_txt(script: Script, *, style: str = "tabs") -> TxtFile:
    """The script as text in one of STYLES; the same script always gives the same file.

    Raises KeyError for an unknown style.
    """
    chosen, rng = STYLES[style], random.Random(script.seed)
    gap, indent = rng.choice(("\n\n", "\n\n", "\n")), rng.choice(("", "", "　　", "    "))
    tape, places = _Tape(), []
    contents = chosen.noise and not any(isinstance(p, Paragraph) and p.kind == "toc" for p in script.parts)
    for part in script.parts:
        if contents and not (isinstance(part, Paragraph) and part.kind == "title"):
            tape.write(_contents(script, rng) + gap)
            contents = False
        if chosen.noise:
            tape.write(_litter(rng, part, gap))
        if isinstance(part, Grid):
            places.append(_write_grid(tape, script, part, chosen, gap))
        else:
            places.append(_write_paragraph(tape, part, chosen, indent))
        tape.write(gap)
    return TxtFile("".join(tape.pieces), tuple(places))


def _write_paragraph(tape: _Tape, part: Paragraph, style: TxtStyle, indent: str) -> Place:
    if part.kind == "prose":
        tape.write(indent)
    if not style.wrap or part.kind != "prose":
        start = tape.write(part.text)
        return Place(start, tape.length)
    first = max(1, style.wrap - len(indent))
    cuts = tuple(range(first, len(part.text), style.wrap))
    pieces = [part.text[a:b] for a, b in zip((0, *cuts), (*cuts, len(part.text)), strict=True)]
    start = tape.write("\n".join(pieces))
    return Place(start, tape.length, cuts)


def _write_grid(tape: _Tape, script: Script, grid: Grid, style: TxtStyle, gap: str) -> Place:
    unit = script.books.unit
    start = tape.write(grid.title + gap)
    if grid.code:
        tape.write(grid.code + gap)
    tape.write(f"{unit.kind}名称：{unit.name}{gap}{script.books.year}年度{gap}金额单位：{grid.unit}{gap}")
    rows = (*grid.header, *grid.rows)
    tape.write(_tabbed(rows) if style.tables == "tabs" else _celled(rows))
    end = tape.length
    if grid.note:
        tape.write(gap + grid.note)
    return Place(start, end)


def _tabbed(rows: tuple[tuple[str, ...], ...]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def _celled(rows: tuple[tuple[str, ...], ...]) -> str:
    """Each cell on a line of its own behind a tab, an empty line between rows."""
    return "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows)


def _litter(rng: random.Random, part: Paragraph | Grid, gap: str) -> str:
    """What a Word conversion leaves in front of headings, and where pictures stood."""
    if isinstance(part, Paragraph) and part.kind == "heading":
        return f"[bookmark: _Toc{rng.randint(10000, 99999999)}]" if rng.random() < 0.6 else ""
    if isinstance(part, Paragraph) and part.kind == "prose":
        if rng.random() < 0.03:
            return "[bookmark: _GoBack]"
        return f"[image: image{rng.randint(1, 9)}.png]{gap}" if rng.random() < 0.04 else ""
    return ""


def _contents(script: Script, rng: random.Random) -> str:
    """A table of contents: 目 录, then 一、收入支出决算总表.....<tab>3 for each heading and form."""
    leader = rng.choice((".....", "……", "............"))
    page, lines = 1, ["目 录"]
    for title in contents_titles(script):
        lines.append(f"{title}{leader}\t{page}")
        page += rng.choice((0, 1, 1, 2))
    return "\n".join(lines)


def contents_titles(script: Script) -> Iterator[str]:
    """What a table of contents lists: forms and headings of the first two levels."""
    for part in script.parts:
        if isinstance(part, Grid):
            yield part.title
        elif part.kind == "heading" and part.level <= 2:
            yield part.text
