"""Every figure of a passage with the line it belongs to: alone, in order, or one line for a list."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assemble.ordered import against_each, told_in_order
from extract.assemble.owners import owner_of
from extract.assemble.parts import COMMAS, Figure, Stretch, Subject
from extract.assemble.walk import Bound, Memory, Walk, leave

_IN_ORDER = re.compile(r"分别|依次|各(?![项部类级单])")
_MOVE = r"增加|减少|增长|下降|上升|上涨|下滑|降低|提高|回落"
_LISTED = re.compile(rf"[、和与及](?:同比|[较比]上年|[较比]年初预算)?(?P<moved>{_MOVE})?(?:了)?")
"""Between two figures of one list: 分别增加 A、上升 B和减少 C."""
_TOTAL = re.compile(r"总[额计]|合计")
"""货物 A、服务 B，采购总额 C，分别占 p、q: the shares are of the parts."""
_SURE, _IF_FOUND = "told", "maybe"
_ORDERED = "按顺序对应"
_COMPARED_IN_ORDER = re.compile(
    rf"(?:分别|依次)[较比与同](?:上年|去年|\d{{4}}年)度?(?:决算|支出)?数?(?:相比，?)?(?:{_MOVE})了?"
)
_RATES_NEXT = re.compile(rf"(?:[增降减涨]幅|{_MOVE})(?:为|了)?")
"""分别减少 A、B，降幅 p、q: rates right behind changes in order."""
_ALL_OF = re.compile(
    r"(?:上述|以上|这)?(?P<count>[两二三四五六七八])[项类者](?:支出|收入)?(?=[^，。；\d]*(?:分别|依次|各))"
)
"""甲 A；乙 B。两项分别…: the lines are those of the sentence before."""
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_SUM = re.compile(r"^(?:以上)?(?:共计|合计|总计|总共)(?:为|是)?$")
_FIRST = re.compile(r"前[两二三四]项")
_PARTS = re.compile(r"(?:分别|依次)占[^，。；]*的$")
_SIDES_OF_ONE = re.compile(r"(?<!公共)(?<!基金)(?<!经营)预算|决算|上年|去年|\d{4}年")
"""Two of these before figures in order: 年初预算和决算分别为 A、B is one line seen twice."""


def bind(
    stretch: Stretch, lines: tuple[Subject, ...], memory: Memory, *, unit: str | None
) -> tuple[tuple[Bound, ...], Memory]:
    """Every figure of a passage with its line, and what the next passage may inherit."""
    walk = Walk(stretch, lines, memory, unit)
    at = 0
    while at < len(stretch.figures):
        run = _run(stretch, at)
        _bind_run(walk, stretch.figures[at : at + run])
        at += run
    return tuple(walk.bound), leave(walk)


def _run(stretch: Stretch, at: int) -> int:
    """How many figures from `at` on stand in one list: "各减少 3.1、2.4万元" → 2."""
    figures, size = stretch.figures, 1
    while at + size < len(figures):
        before, after = figures[at + size - 1], figures[at + size]
        between = stretch.text[before.end : after.start].strip()
        listed = _LISTED.fullmatch("、" if between in COMMAS and _is_listed(stretch, before) else between)
        if before.money != after.money or listed is None:
            break
        if listed["moved"] and not re.search(_MOVE, stretch.gap(figures[at])):
            break  # （上年 A、减少 B）: two things told of one line
        size += 1
    return size


def _is_listed(stretch: Stretch, figure: Figure) -> bool:
    """True for A of 收、支总计各是 A，B万元: its unit stands behind the list, or words open one."""
    shared = figure.unit is not None and not figure.tag.text.rstrip().endswith(figure.unit)
    return shared or _IN_ORDER.search(stretch.gap(figure)) is not None


def _bind_run(walk: Walk, figures: tuple[Figure, ...]) -> None:
    lead = figures[0]
    subject, steps = owner_of(walk, lead)
    if subject is None:
        return
    names: tuple[str, ...] = subject.names
    shared: list[tuple[str, ...]]
    sides = told_in_order(walk.stretch, lead) or against_each(walk.stretch, lead)
    if len(figures) > 1 and len(names) == len(figures) and not sides:
        steps = (*steps, _ORDERED)
        shared = [(name,) for name in names]
    elif len(names) > 1 and len(figures) == 2 * len(names) and _two_sides(walk, lead):
        steps = (*steps, _ORDERED)
        shared = [(name,) for name in names for _ in range(2)]
    elif len(figures) > 1 and not sides and (told := _in_order_by(walk, lead)):
        owners = _owners_in_order(walk, lead, len(figures))
        walk.bound.extend(
            Bound(figure, owner.names, owner, lead, (owner.step, _ORDERED))
            for figure, owner in zip(figures, owners, strict=False)
        )
        if owners or (told is _SURE and not _rates_of_one(walk, lead, names)):
            return
        shared = [names for _ in figures]
    else:
        shared = [names for _ in figures]
    walk.bound.extend(
        Bound(figure, named, subject, lead, steps) for figure, named in zip(figures, shared, strict=True)
    )


def _two_sides(walk: Walk, lead: Figure) -> bool:
    """True for 基本支出和项目支出预算、决算分别为 A、B 和 C、D: two figures for each line."""
    words = walk.stretch.text[walk.stretch.back_to(lead.start, "，。；") : lead.start]
    return len(_SIDES_OF_ONE.findall(words)) == 2 and _IN_ORDER.search(words) is not None


def _in_order_by(walk: Walk, lead: Figure) -> str:
    """How surely the words before a list give its figures to several lines in order; "" where they do not.

    Only where those lines are found: 养老保险 A、职业年金 B，分别较上年决算数增加 C、D，增长 p、q.
    """
    if _told_in_order(walk, lead):
        return _SURE
    words = walk.stretch.gap(lead)
    if walk.stretch.reason_around(lead.start) is not None:
        return ""
    ordered = bool(walk.bound) and _ORDERED in walk.bound[-1].steps
    follows = ordered and not lead.money and _RATES_NEXT.fullmatch(words) is not None
    return _IF_FOUND if follows or _COMPARED_IN_ORDER.fullmatch(words) else ""


def _told_in_order(walk: Walk, lead: Figure) -> bool:
    """True for 二者分别占 p 和 q; not where the figures are two sides of one line (预算、决算分别为)."""
    stretch = walk.stretch
    start = _parts_of(stretch, lead) or stretch.words_from(lead, "。！？；")
    between = stretch.text[start : lead.start]
    if stretch.reason_around(lead.start) is not None or len(_SIDES_OF_ONE.findall(between)) > 1:
        return False
    return _IN_ORDER.search(between) is not None


def _rates_of_one(walk: Walk, lead: Figure, names: tuple[str, ...]) -> bool:
    """年初预算 A，全年预算 B，执行 C，分别完成 p、q: the line of all the amounts has both rates."""
    start = walk.stretch.back_to(lead.start, "。！？")
    before = [b for b in walk.bound if start <= b.figure.start < lead.start and b.figure.money]
    return not lead.money and len(before) > 1 and all(b.names == names for b in before)


def _parts_of(stretch: Stretch, lead: Figure) -> int | None:
    """Where 分别占支出合计 A 的|p 和 q begins: the amount in it is the whole's; None for other words."""
    start = stretch.back_to(lead.start, "，。；")
    return start if _PARTS.match(stretch.text, start, lead.start) and not lead.money else None


def _owners_in_order(walk: Walk, lead: Figure, count: int) -> tuple[Subject, ...]:
    """The lines of the last `count` amounts of the sentence, each another line, in order; () if fewer."""
    start = walk.stretch.back_to(lead.start, "。！？")
    told = _ALL_OF.match(walk.stretch.text, start, lead.start)
    if told and start and _NUMBERS.get(told["count"]) == count:
        start = walk.stretch.back_to(start - 1, "。！？")
    whole = _parts_of(walk.stretch, lead)
    clause = walk.stretch.text[walk.stretch.back_to(lead.start, "，。；") : lead.start]
    first = _FIRST.match(clause) is not None
    found: dict[tuple[str, ...], Subject] = {}
    mine = [b for b in walk.bound if start <= b.figure.start and (whole is None or b.figure.start < whole)]
    mine = [b for b in mine if not _SUM.search(walk.stretch.gap(b.figure))]
    for bound in mine if first else reversed(mine):
        if bound.figure.money:
            found.setdefault(bound.names, replace(bound.subject, names=bound.names))
    parts = {names: owner for names, owner in found.items() if not _TOTAL.search(names[0])}
    if not first and len(found) > count == len(parts):
        found = parts
    owners = list(found.values())[:count]
    owners = owners if first else owners[::-1]
    return tuple(owners) if len(owners) == count and all(len(o.names) == 1 for o in owners) else ()
