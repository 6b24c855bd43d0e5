"""Which line of the source each line of the document came from, and where in it a stretch stands.

A reader gives text, not a way back into the office file. Both have the same lines in the same order, up
to automatic numbers that only the text holds, so the longest common sequence of lines is the way back;
a line that is not in it has no place, rather than a guessed one.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

from extract.text import squeeze, squeeze_with_map

_NUMBER = re.compile(
    r"^(?:第?[一二三四五六七八九十百零\d]+(?:部分|[部章节条、.．])|[(][一二三四五六七八九十百\d]+[)]|[①-⑳])+"
)


def key_of(line: str) -> str:
    """A line as it is compared: folded, without blanks and without the number in front."""
    return _NUMBER.sub("", squeeze(line))


def aligned(ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> dict[int, int]:
    """Index in `ours` → index in `theirs` for the lines both have, in order."""
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    blocks = matcher.get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


def carried(line: str, start: int, end: int, other: str) -> tuple[int, int] | None:
    """Where line[start:end] stands in another writing of the line; None where it does not.

    The two may differ in blanks and in a number in front, so characters are counted from the end.
    carried("（一）合计 3.2万元", 5, 9, "合计3.2 万元") → (2, 5).
    """
    ours, places = squeeze_with_map(line)
    theirs, spots = squeeze_with_map(other)
    inside = [index for index, place in enumerate(places) if start <= place < end]
    if not inside:
        return None
    shift = len(theirs) - len(ours)
    first, last = inside[0] + shift, inside[-1] + shift
    if first < 0 or squeeze(theirs[first : last + 1]) != squeeze(ours[inside[0] : inside[-1] + 1]):
        return None
    return spots[first], spots[last] + 1
