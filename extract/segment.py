"""Document → Passages: the prose paragraph by paragraph, cleaned, each with the map back.

Tables, contents, captions, page headers and footers are left out; headings come along as context.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract.records import Block, Document, Passage, Section
from extract.text import MARKUP, WRITTEN_BREAK, squeeze_with_map

_BREAK = re.compile(r"\s*[\r\n\f\v\u2028\u2029]\s*")


def segment(document: Document) -> tuple[Passage, ...]:
    """One passage per prose paragraph and per heading, in text order; blank ones are dropped."""
    sections = document.sections
    starts = [section.start for section in sections]
    aside = [(block.start, block.end) for block in document.blocks if block.kind == "furniture"]
    passages = (_passage(document.text, block, sections, starts, aside) for block in document.blocks)
    return tuple(_under_headings(passage for passage in passages if passage is not None))


def _under_headings(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Each passage with the text of the last heading before it."""
    above = ""
    for passage in passages:
        if passage.heading:
            above = passage.text
            yield passage
        else:
            yield replace(passage, above=above)


def _passage(
    text: str, block: Block, sections: tuple[Section, ...], starts: list[int], aside: list[tuple[int, int]]
) -> Passage | None:
    if block.kind not in ("prose", "heading"):
        return None
    characters: list[str] = []
    offsets: list[int] = []
    for start, end in _pieces(text, block, aside):
        cleaned, places = squeeze_with_map(text[start:end], start)
        characters.append(cleaned)
        offsets.extend(places)
    if not offsets:
        return None
    index = bisect_right(starts, block.start) - 1
    section = sections[index].id if index >= 0 else None
    return Passage("".join(characters), tuple(offsets), section, block.kind == "heading")


def _pieces(text: str, block: Block, aside: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches of a block between conversion marks, line breaks and page numbers inside it.

    Pieces are joined without a gap, so digits broken over a line ("23" / "3.67万元") are one figure.
    """
    position = block.start
    marks = (MARKUP, WRITTEN_BREAK, _BREAK)
    cuts = [match.span() for p in marks for match in p.finditer(text, block.start, block.end)]
    cuts += aside[bisect_left(aside, (block.start, 0)) : bisect_left(aside, (block.end, 0))]
    for start, end in sorted(cuts):
        if start > position:
            yield position, start
        position = max(position, end)
    if position < block.end:
        yield position, block.end
