"""Cuts each passage into windows the model can see, with its heading or the words before as context.

A window holds one passage or a part of one and nothing of its neighbours: what is tagged never depends
on what else is tagged, and short windows cost less. Most prose of a disclosure holds neither a figure
nor a cause and is never shown to the model. The same code cuts training text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.records import Passage

LIMIT = 254
"""Characters in a window; with the two end marks 256 positions."""
TAIL = 48
"""Characters of a cut passage that are shown again as context of its next part."""
_HEADING_SHOWN = 30
_NEEDED = re.compile(r"[0-9０-９]|原因|由于|主要是|主要系|因为|所致")
_NUMERIC = frozenset("0123456789０１２３４５６７８９.,．，%％万亿元")
_CUTS = ("。", "；;", "，,、")


@dataclass(frozen=True, slots=True)
class Piece:
    """Window characters [at, at + length) are passage characters [offset, offset + length).

    `passage` is -1 for context, whose labels are not read.
    """

    passage: int
    offset: int
    at: int
    length: int


@dataclass(frozen=True, slots=True)
class Window:
    """What the model sees at once; pieces are joined by a newline, shown as a token of its own."""

    text: str
    pieces: tuple[Piece, ...]


def is_needed(text: str) -> bool:
    """Whether a passage can hold a tag at all: it has a digit or a cue of a cause."""
    return _NEEDED.search(text) is not None


def make_windows(passages: Sequence[Passage]) -> Iterator[Window]:
    """Windows over the needed passages, in order; every character of those is decoded exactly once."""
    for index, passage in enumerate(passages):
        if passage.heading or not is_needed(passage.text):
            continue
        for start, end in _parts(passage.text):
            yield _window(_context(passage, start), passage.text[start:end], index, start)


def _window(context: str, part: str, passage: int, offset: int) -> Window:
    if not context:
        return Window(part, (Piece(passage, offset, 0, len(part)),))
    at = len(context) + 1
    pieces = (Piece(-1, 0, 0, len(context)), Piece(passage, offset, at, len(part)))
    return Window(f"{context}\n{part}", pieces)


def _context(passage: Passage, start: int) -> str:
    return passage.text[max(0, start - TAIL) : start] if start else passage.above[-_HEADING_SHOWN:]


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """A passage in parts of at most LIMIT less context, cut behind a sentence, clause or phrase."""
    room, start = LIMIT - TAIL - 2, 0
    while len(text) - start > room:
        low, high = start + room // 3, start + room
        cuts = (_last(text, low, high, signs) for signs in _CUTS)
        end = next((cut for cut in cuts if cut), 0) or _gap(text, low, high)
        yield start, end
        start = end
    yield start, len(text)


def _gap(text: str, low: int, high: int) -> int:
    """The last position in (low, high] that stands in no numeral; `high` if there is none."""
    return next((at for at in range(high, low, -1) if text[at] not in _NUMERIC), high)


def _last(text: str, low: int, high: int, signs: str) -> int:
    """Position behind the last of `signs` in text[low:high] that stands in no numeral; 0 if none."""
    for at in range(high - 1, low, -1):
        if text[at] in signs and not (text[at] == "," and text[at - 1].isdigit()):
            return at + 1
    return 0
