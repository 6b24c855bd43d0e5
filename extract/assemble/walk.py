"""What a passage remembers while its figures are bound: the current line, the head of an open list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extract.assemble.naming import heading_lines
from extract.assemble.parts import Figure, Stretch, Subject

_RUN_IN = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．])+\s*(?P<title>[^，。；：\d]{2,30}情况(?:的?说明)?)[。：]"
)
_OPENS = re.compile(
    r"其中|分别为|(?<=，)分别是"
    r"|构成[是为]?：|具体(?:情况)?(?:如下|是|为)|以下方面|主要包括|包括"
)
_CONTINUES = re.compile(
    r"^[\s，]*(?:其中|年初预算|全年预算|支出决算|决算数?|预算数|与?(?:上年|去年)|[较比与同](?:上年|去年|\d{4}年|年初)|完成|主要(?:变动)?原因|增加|减少)"
)


@dataclass(frozen=True, slots=True)
class Memory:
    """What may own a figure that names no line: the current line, the head of an open list, the heading.

    `titles`: the headings over the passage, nearest first.
    """

    current: Subject | None = None
    head: Subject | None = None
    heading: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def under_run_in(text: str, memory: Memory) -> Memory:
    """The memory of a passage that opens with its own heading: （一）基本支出情况。2031年度用于…."""
    title = _RUN_IN.match(text)
    lines = heading_lines(title["title"]) if title else ()
    if title is None or not lines:
        return memory
    return replace(memory, current=None, head=None, heading=lines, titles=(title["title"], *memory.titles))


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure with the names it counts for; `lead` opens the list it stands in."""

    figure: Figure
    names: tuple[str, ...]
    subject: Subject
    lead: Figure
    steps: tuple[str, ...] = ()


@dataclass(slots=True)
class Walk:
    """One passage on its way: what is bound so far and what a figure may inherit. The one mutable record."""

    stretch: Stretch
    lines: tuple[Subject, ...]
    memory: Memory
    unit: str | None
    fresh: bool = True
    sentence: int = 0
    bound: list[Bound] = field(default_factory=list)


def turn_sentence(walk: Walk, figure: Figure) -> None:
    """At a new sentence the head of a closed list is the current line again; a new passage may continue."""
    start = walk.stretch.back_to(figure.start, "。！？")
    if walk.fresh:
        walk.fresh, walk.sentence = False, start
        _enter(walk)
    elif start != walk.sentence:
        walk.sentence = start
        current, head = walk.memory.current, walk.memory.head
        if head is not None and current is not None and list_closed(walk, head, start):
            walk.memory = replace(walk.memory, current=head)


def _enter(walk: Walk) -> None:
    if not _CONTINUES.match(walk.stretch.text) or walk.memory.current is None:
        walk.memory = replace(walk.memory, current=None, head=None)


def list_closed(walk: Walk, head: Subject, position: int) -> bool:
    """True where a list that `head` opened (其中, 包括) ends before a position."""
    return bool(_OPENS.search(walk.stretch.text[head.end : position])) and head.end <= position


def opens_list(walk: Walk, line: Subject) -> bool:
    """True for a line with 其中 or 包括 before the next line of its clause, or right behind its ；."""
    stretch = walk.stretch
    following = [other.start for other in walk.lines if other.start >= line.end]
    stop = min([stretch.on_to(line.end, "。！？"), *following])
    ends = stretch.on_to(line.end, "；")
    stop = stop if stretch.text.startswith("；其中", ends) else min(stop, ends)
    return bool(_OPENS.search(stretch.text[line.end : stop]))


def leave(walk: Walk) -> Memory:
    """What stays behind a passage: the head of a list it opened, else its last line, without a position."""
    current, head = walk.memory.current, walk.memory.head
    outside = [line for line in walk.lines if walk.stretch.reason_around(line.start) is None]
    if not walk.bound and outside:
        current = head = outside[-1]
    elif head is not None and head.end > 0 and _OPENS.search(walk.stretch.text[head.end :]):
        current = head
    return replace(walk.memory, current=_unplaced(current), head=_unplaced(head))


def _unplaced(subject: Subject | None) -> Subject | None:
    return replace(subject, start=0, end=0) if subject else None
