"""Plain text → Document: offsets index the decoded file itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from extract.read.captions import Caption, read_captions, title_of, unit_of
from extract.read.contents import find_contents
from extract.read.grid import Loose, build_table, peel_captions
from extract.read.lines import SourceLine, split_lines, split_written
from extract.read.outline import build_sections
from extract.read.paragraphs import build_blocks
from extract.read.pipe_tables import find_pipe_tables
from extract.read.profile import build_profile, family_of_titles
from extract.read.stacked_tables import find_stacked_tables
from extract.read.stray_cells import stray_cells
from extract.read.text_tables import find_tables
from extract.read.unrolled import unroll
from extract.records import Document, Line, Source, Table

NO_LEVELS: Mapping[int, int] = {}
CAPTION_REACH = 14
"""How many lines above a table, blank ones included, may hold its caption."""


class FoundTable(Protocol):
    """A grid that a reader found in text[start:end], lines [first, last); `loose` is asked for once."""

    @property
    def loose(self) -> Loose:
        """The grid itself."""
    @property
    def start(self) -> int:
        """Offset of its first character."""
    @property
    def end(self) -> int:
        """Offset behind its last."""
    @property
    def first(self) -> int:
        """Its first line."""
    @property
    def last(self) -> int:
        """The line behind it."""
    @property
    def title(self) -> str | None:
        """Its title, where the text rules it in."""


def document_from_text(text: str, source: Source) -> Document:
    """The document in a decoded text: tables found, contents and captions told from prose."""
    lines, rows = unroll(split_written(split_lines(text)))
    contents = find_contents(lines)
    piped = find_pipe_tables(lines)
    piped += find_stacked_tables(lines, contents | {i for t in piped for i in range(t.first, t.last)})
    inside = {index for table in piped for index in range(table.first, table.last)}
    found = [*piped, *find_tables(lines, contents | inside | rows)]
    found.sort(key=lambda table: table.first)
    return assemble_document(
        text, lines, found, source, contents=contents - inside, furniture=rows - contents - inside
    )


def assemble_document(
    text: str,
    lines: Sequence[SourceLine],
    found: Sequence[FoundTable],
    source: Source,
    *,
    contents: frozenset[int] = frozenset(),
    furniture: frozenset[int] = frozenset(),
    printed: tuple[Line, ...] = (),
    levels: Mapping[int, int] = NO_LEVELS,
) -> Document:
    """Captions, tables, blocks, sections and profile around grids that a reader has found.

    `contents` and `furniture` are indices of `lines`; `printed` are the boxes of a paged source;
    `levels` are those of lines that the source styles as headings.
    """
    inside = {i for t in found for i in range(t.first, t.last)}
    furniture |= stray_cells(lines, frozenset(inside | contents))
    skip = contents | furniture
    captions: set[int] = set()
    tables: list[Table] = []
    names: list[str] = []
    floor = 0
    family = family_of_titles(line for i, line in enumerate(lines) if i not in inside)
    for number, item in enumerate(found, 1):
        caption, taken = _caption_above(lines, item.first, floor, skip)
        captions |= taken
        if item.title:
            caption = Caption(title=title_of(item.title), unit=unit_of(item.title)).over(caption)
        loose, caption = peel_captions(item.loose, caption)
        names.extend([caption.name] if caption.name else [])
        tables.append(
            build_table(loose, number=number, caption=caption, start=item.start, end=item.end, family=family)
        )
        floor = item.last
    blocks = build_blocks(
        lines, tables=[(t.first, t.last) for t in found], captions=frozenset(captions),
        contents=contents, furniture=furniture, levels=levels,
    )
    sections = build_sections(text, blocks)
    outer = [line for i, line in enumerate(lines) if i not in inside and i not in skip]
    profile = build_profile(outer, [s.title for s in sections], tables, names)
    return Document(source, profile, text, blocks, sections, tuple(tables), printed)


def _caption_above(
    lines: Sequence[SourceLine], first: int, floor: int, skip: frozenset[int]
) -> tuple[Caption, set[int]]:
    """The caption over the table that begins at line `first`, and the lines it took."""
    above = [
        i for i in range(max(floor, first - CAPTION_REACH), first) if not lines[i].blank and i not in skip
    ]
    caption, taken = read_captions([lines[i].text for i in above])
    return caption, set(above[len(above) - taken :]) if taken else set()
