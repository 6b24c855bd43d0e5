"""Tables of contents: which lines are one, with or without leaders and page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.read.lines import SourceLine, has_leaders, is_page_number, without_markup
from extract.read.outline import is_sentence_like, numbering
from extract.text import squeeze

_TITLE = re.compile(r"[(（]?(?:目录|目次|contents)[)）]?", re.IGNORECASE)
_PAGE = re.compile(r"[.．…·_\s-]*[(（]?\d{0,3}[)）]?$")
_PART = re.compile(r"第[一二三四五六七八九十]+部分")
LONGEST_ENTRY = 60
MOST_ENTRIES = 120


def find_contents(lines: Sequence[SourceLine]) -> frozenset[int]:
    """Indices of the lines of all tables of contents, their title included.

    A list under 目录 ends where its first entry (or 第一部分) comes again, or where running text
    begins. Lines with dot leaders are contents wherever they stand.
    """
    found = {i for i, line in enumerate(lines) if has_leaders(line.text) and not line.text.startswith("\t")}
    for index, line in enumerate(lines):
        if _TITLE.fullmatch(squeeze(without_markup(line.text))):
            found.update(_entries(lines, index))
    return frozenset(found)


def _entry_name(text: str) -> str:
    return _PAGE.sub("", squeeze(text))


def _entries(lines: Sequence[SourceLine], title: int) -> list[int]:
    """The lines that a contents title heads, up to the first entry printed again as a heading."""
    taken, names = [title], set[str]()
    certain = 0
    for index in range(title + 1, min(len(lines), title + MOST_ENTRIES * 2)):
        text = without_markup(lines[index].text)
        if lines[index].blank or is_page_number(text):
            continue
        name = _entry_name(text)
        part = _PART.match(name)
        keys = {name, part[0]} if part else {name}
        if keys & names and len(name) > 2:
            return taken
        if len(name) > LONGEST_ENTRY or _is_text(text) or text.count("\t") > 2:
            break
        names |= keys
        taken.append(index)
        if text.rstrip()[-1:].isdigit() or has_leaders(text):
            certain = len(taken)
    return taken[:certain] if certain else taken[: _plain_end(lines, taken)]


def _is_text(text: str) -> bool:
    body = _PAGE.sub("", text.strip())
    return is_sentence_like(body.rstrip("；;，,。")) and not has_leaders(text)


def _plain_end(lines: Sequence[SourceLine], taken: Sequence[int]) -> int:
    """Where a plain list that never repeats ends: before the heading that leads to the first text."""
    end = len(taken)
    while end > 1 and numbering(lines[taken[end - 1]].text) and end > len(taken) - 2:
        end -= 1
    return end
