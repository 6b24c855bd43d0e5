"""Lines that a table left behind without becoming one: bare figures, or a name with figures behind it.

They stand in a stretch of lines without a sentence. As prose they would be amounts without a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.read.lines import SourceLine
from extract.text import fold, squeeze

_FIGURE = r"-?\d[\d,]*\.\d{1,4}%?"
_CELL = re.compile(rf"(?:{_FIGURE}|-?\d{{1,3}}(?:,\d{{3}})+)\|?")
_ROW = re.compile(rf"(?:\d{{3,7}}[\s|]+)?[\u4e00-\u9fff“”\"()、:]{{2,40}}(?:[\s|]+(?:{_FIGURE}|-|0))+[\s|]*")
_SENTENCE = re.compile(r"[。；，！？：]|万元|[%％]|\d元")
_FEWEST = 2
"""Such lines in a stretch; one alone may be a figure that a line break cut off."""
_LONGEST = 60


def stray_cells(lines: Sequence[SourceLine], inside: frozenset[int]) -> frozenset[int]:
    """Indices of lines that are figures of a table and no prose; `inside` are those that tables have."""
    found: set[int] = set()
    for cells in _stretches(lines, inside):
        if len(cells) >= _FEWEST:
            found.update(cells)
    return frozenset(found)


def _is_figures(text: str) -> bool:
    return bool(_CELL.fullmatch(squeeze(text)) or _ROW.fullmatch(fold(text).strip()))


def _stretches(lines: Sequence[SourceLine], inside: frozenset[int]) -> Iterator[list[int]]:
    """The lines of figures in each run of lines without a sentence; blank ones end none."""
    run: list[int] = []
    for index, line in enumerate(lines):
        if line.blank:
            continue
        outside = index not in inside and len(line.text) <= _LONGEST
        if outside and _is_figures(line.text):
            run.append(index)
        elif not outside or _SENTENCE.search(line.text):
            yield run
            run = []
    yield run
