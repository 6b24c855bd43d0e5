"""Where a document that holds several disclosures, one behind the other, begins again: 第一部分 once more.

A 部门 publishes its own accounts and those of its 单位 in one file: the prose of each speaks of its own
forms, and nothing of one is held against the other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

from extract.once import once
from extract.records import Document
from extract.text import squeeze

_PART = re.compile(r"^第([一二三四五六七八九十]+|\d+)(?:部分|章|编|篇)")
_FIRST = frozenset(("一", "1"))


@once
def volumes(document: Document) -> tuple[int, ...]:
    """The offsets at which its disclosures begin; () where there is only one.

    A first part counts where another part stood between it and the first part before it: the title of a part
    printed twice, on a page of its own and over its text, opens nothing. Each volume has forms of its own.
    """
    starts: list[int] = []
    others = True
    for section in document.sections:
        part = _PART.match(squeeze(section.title))
        if part is None:
            continue
        if part[1] not in _FIRST:
            others = True
        elif others:
            starts.append(section.start)
            others = False
    placed = all(table.start is not None for table in document.tables)
    held = {volume_at(starts, table.start or 0) for table in document.tables if table.kind is not None}
    apart = len(starts) > 1 and placed and held == set(range(1, len(starts) + 1))
    return tuple(starts) if apart else ()


def volume_at(starts: tuple[int, ...] | list[int], offset: int) -> int:
    """The number of the disclosure that an offset lies in, from 1; 0 where it stands before the first."""
    return bisect_right(starts, offset)


def divided(document: Document) -> tuple[Document, ...]:
    """Each disclosure as a document of its own, offsets unchanged; the document itself where it is one.

    What stands before the first one (a cover, a table of contents) belongs to the first.
    """
    starts = volumes(document)
    if not starts:
        return (document,)
    edges = (0, *starts[1:], len(document.text))
    return tuple(_cut(document, *edge) for edge in pairwise(edges))


def _cut(document: Document, start: int, end: int) -> Document:
    return replace(
        document,
        text=" " * start + document.text[start:end],
        blocks=tuple(b for b in document.blocks if start <= b.start < end),
        sections=tuple(s for s in document.sections if start <= s.start < end),
        tables=tuple(t for t in document.tables if start <= (t.start or 0) < end),
    )
