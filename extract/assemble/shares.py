"""Lines that a share is taken of, and lines that have one: 占支出合计的62.67%, 占59%的项目支出."""

from __future__ import annotations

import re

from extract.assemble.parts import Figure, Stretch, Subject
from extract.assemble.walk import Walk

_MOST_OF = re.compile(r"的(?:大头|大部分|绝大部分|主要部分|多数|大半|一半)")
_SHARE_OF = 12
"""How far before a whole its 占 may stand (占本年度 and eight more), in characters."""
_AMONG = re.compile(r"(?:中|里|当中)(?:所|的)?占")
"""在本年支出合计|中占: the whole of a share."""
_SHARE_BEFORE = re.compile(r"占比?\s*[\d.]+\s*[%％]的$")
_BARE_SHARE = re.compile(r"(?:其中|而|另外|剩余|其余)?：?占比?为?")


def share_ahead(walk: Walk, figure: Figure) -> Subject | None:
    """项目支出 for the share in 占59%的|项目支出 A: the line stands behind it, and its amount behind that."""
    stretch = walk.stretch
    start = stretch.words_from(figure)
    if figure.money or not _BARE_SHARE.fullmatch(stretch.text[start : figure.start].strip("，、 ")):
        return None
    line = next((s for s in walk.lines if s.start >= figure.end), None)
    if line is None or line.start != figure.end + 1 or not _has_share(stretch.text, line.start):
        return None
    return line if stretch.text[line.end : line.end + 1] not in "，。；" else None


def _has_share(text: str, start: int) -> bool:
    return _SHARE_BEFORE.search(text, max(start - _SHARE_OF, 0), start) is not None


def is_whole(stretch: Stretch, line: Subject) -> bool:
    """True for what a share is taken of (占支出合计的62.67%): it owns neither the share nor what follows."""
    if _AMONG.match(stretch.text, line.end):
        return stretch.text.rfind("在", stretch.back_to(line.start, "，。；："), line.start) >= 0
    if "占" not in stretch.text[max(line.start - _SHARE_OF, 0) : line.start]:
        return False
    if _has_share(stretch.text, line.start):
        return False
    clause = stretch.text[stretch.back_to(line.start, "，。；：") : line.start]
    behind = stretch.text[line.end : stretch.on_to(line.end, "，。；")]
    of = re.search(r"占(?:本|当|全)?年?(?:度)?[^，。；]{0,8}$", clause)
    return bool(of) and bool(re.search(r"[\d%]", behind) or _MOST_OF.match(behind))
