"""Causes in a paragraph of their own: tied to the changes told above of the line that they name.

2031年“三公”经费变动的原因：一是…。 stands below the figures, and holds none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.assemble.causes import CHANGES, is_still, names_line
from extract.assemble.parts import Stretch
from extract.catalogue.names import line_key
from extract.once import changed
from extract.records import Fact, Reason, Tag

_CUE = re.compile(r"(?:增加|减少|增长|下降|上升|降低|变动|变化|增减)[^，。；]{0,6}原因")

_NEAR = 60
"""How many facts back a cause may reach."""


def explain_above(
    stretch: Stretch, own: Sequence[Fact], facts: Sequence[Fact]
) -> Iterator[tuple[int, Fact]]:
    """Places in `facts`, all those so far, with the facts that a cause of this paragraph explains.

    They are the changes nearest above of the line that it names, and had no cause. `own` are the facts of
    the paragraph itself: a cause behind one of them is not looked at here.
    """
    for tag in stretch.reasons:
        cue = stretch.text[stretch.back_to(tag.left, "。！？；") : tag.left]
        if not _CUE.search(cue) or any(fact.start < tag.start for fact in own):
            continue
        reason = Reason(stretch.passage.text[tag.left : tag.right], tag.start, tag.end)
        for at in _targets(facts, tag, line_key(cue)):
            yield at, changed(facts[at], reason=reason)


def _targets(facts: Sequence[Fact], tag: Tag, key: str) -> list[int]:
    """Where the changes of the line stand, those of the last paragraph that has any."""
    open_ones = [
        at
        for at in range(max(len(facts) - _NEAR, 0), len(facts))
        if (fact := facts[at]).measure in CHANGES
        and fact.end <= tag.start
        and fact.reason is None
        and not is_still(fact)
        and names_line(key, fact.item.name)
    ]
    nearest = facts[open_ones[-1]] if open_ones else None
    return [
        at
        for at in open_ones
        if nearest and (facts[at].passage, facts[at].section) == (nearest.passage, nearest.section)
    ]
