"""Which figures a stated cause explains: the changes just before it, or the gap to the budget.

"主要原因是…" explains the unexplained 增减额 and 增减率 of its segment, else of the sentence before;
"决算数小于预算数的主要原因是…" explains the 完成率, or the 决算数 where no rate is stated.
(DOMAIN frames 34–37, 53.)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from extract.assemble.parts import Stretch
from extract.catalogue.lines import three_public, three_public_short
from extract.catalogue.names import line_key
from extract.once import changed
from extract.records import Fact, Reason, Tag

CHANGES = ("增减额", "增减率")
STILL = "持平"

_GAP_CUE = re.compile(
    r"(?:决算|支出)数?[^，。；]{0,4}(?:小于|大于|低于|高于|少于|多于|等于|未达|超)[^。；]*预算|预决算差异|预算数?的(?:主要)?原因|与?年初预算(?:数)?(?:存在)?差"
)
_NEXT_OF = re.compile(r"\s*(?:其[二三四]|[二三四五六]是|第[二三四]|[二三四五六]、|[（(][二三四2-4][）)])")
"""一是…。|二是…: a cause goes on behind a stop."""
_WIDE_CUE = re.compile(
    r"原因(?:主要)?[都均皆][是为]|收入?、?和?支出?(?:决算)?(?:变动|增减|变化)[^，。；]*原因"
)
_NO_CAUSE = re.compile(r"[^。；]{0,30}?(?:(?:无法|不能|不予|不再?)(?:计算|比较|对比)|(?:无法|不能|不予)核算)")
"""年初未安排预算，无法计算完成率 says why there is no rate, not why a figure is what it is."""
_SIDES = re.compile(r"收入|支出|[总合]计|本年|总额|[总额]")
"""What two sides of one total differ in."""
_PARTS = re.compile(r"\s*其中")
"""A sentence of parts: a cause behind it is that of their whole, one sentence earlier, as well."""
_SHORT_CUE = re.compile(
    r"(?:^|[，。；])(?P<name>[\u4e00-\u9fff]{2,8}?)(?:[较比](?:上年|去年)|同比)?(?:增加|减少|增长|下降|上升|降低|变动|变化)的?(?:主要)?原因"
)
"""接待费|减少的原因主要是: the line by its short name."""
_SAME_CUE = re.compile(r"(?:相同|持平|一致|无变化|无增减)")


@dataclass(frozen=True, slots=True)
class Placed:
    """A fact with the place of its figure in its passage."""

    fact: Fact
    at: int
    inside: bool


def explain(stretch: Stretch, placed: tuple[Placed, ...]) -> tuple[Fact, ...]:
    """The facts of a passage, each with the reason that explains it, if one does; ids are still to come."""
    if not stretch.reasons:
        return tuple(p.fact for p in placed)
    known = list(placed)
    for tag in stretch.reasons:
        if _NO_CAUSE.match(stretch.text, tag.left) or _goes_on(stretch, tag):
            continue
        reason = Reason(stretch.passage.text[tag.left : tag.right], tag.start, tag.end)
        places = {id(p): at for at, p in enumerate(known)}
        for target in _targets(stretch, tag, tuple(known)):
            known[places[id(target)]] = replace(target, fact=changed(target.fact, reason=reason))
    return tuple(p.fact for p in known)


def _goes_on(stretch: Stretch, tag: Tag) -> bool:
    """True for 二是… behind the stop of 一是…: the second piece of a cause explains what the first does."""
    before = [r.right for r in stretch.reasons if r.right <= tag.left]
    between = stretch.text[before[-1] : tag.left] if before else "-"
    return not between.strip("。；. ") and _NEXT_OF.match(stretch.text, tag.left) is not None


def _targets(stretch: Stretch, tag: Tag, placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
    start = stretch.back_to(tag.left, "。！？；")
    cue = stretch.text[max(start, tag.left - 60) : tag.left]
    cue = cue[cue.rfind("，", 0, max(len(cue) - 2, 0)) + 1 :] if _last_clause_is_cue(cue) else cue
    open_ones = tuple(p for p in placed if p.at < tag.left and not p.inside and p.fact.reason is None)
    every, open_ones = open_ones, _of_named(cue, open_ones)
    if _WIDE_CUE.search(cue):
        return tuple(p for p in open_ones if p.fact.measure in CHANGES)
    if _GAP_CUE.search(cue):
        return _gap_targets(stretch, tag, open_ones)
    found = _change_targets(stretch, tag, open_ones)
    changes = tuple(p for p in found if p.fact.measure in CHANGES and not is_still(p.fact))
    return (*_other_side(changes, every), *found) if changes else found


def _last_clause_is_cue(cue: str) -> bool:
    return bool(re.search(r"原因|由于|主要是|因", cue[cue.rfind("，") + 1 :]))


def _of_named(cue: str, placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """Only the facts of the line that the cue names ("公务接待费增加的主要原因是"), if it names one."""
    key = line_key(cue)
    named = tuple(p for p in placed if names_line(key, p.fact.item.name))
    short = _SHORT_CUE.search(cue)
    meant = three_public_short(short["name"]) if short and not named else None
    return named or tuple(p for p in placed if meant and three_public(p.fact.item.name) == meant) or placed


def names_line(key: str, name: str) -> bool:
    """True where the words of a cue name a line; “三公”经费 under any of its names."""
    line = line_key(name)
    return (len(line) > 2 and line in key) or (three_public(name) == "合计" and "三公" in key)


def _change_targets(stretch: Stretch, tag: Tag, placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
    moved = tuple(p for p in placed if p.fact.measure in CHANGES and not is_still(p.fact))
    near = _nearest(stretch, tag, moved)
    near = tuple(p for p in near if p.fact.number != 0) or near
    segment = stretch.back_to(tag.left, "。！？；")
    here = tuple(p for p in placed if p.at >= segment)
    if near and (near[0].at >= segment or not here):
        return (*_carried_out(near, placed), *near)
    if not here and not near:
        here = _nearest(stretch, tag, placed)
    still = tuple(p for p in here if is_still(p.fact))
    first = next((p for p in here if p.fact.measure == "决算数"), None)
    rates = tuple(p for p in here if p.fact.measure == "完成率")
    said_same = _SAME_CUE.search(stretch.text[segment : tag.left])
    if still or (said_same and first):
        return (*still, *((first,) if first else ()))
    return rates[-1:] or ((first,) if first else ()) or near


def _gap_targets(stretch: Stretch, tag: Tag, placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """Changes against a budget, else the 完成率, else the 决算数, of the nearest line that has one."""
    tests: tuple[Callable[[Fact], bool], ...] = (
        lambda f: f.measure in CHANGES and _is_planned(f.base) and not is_still(f),
        lambda f: f.measure == "完成率",
        lambda f: f.measure == "决算数",
    )
    for test in tests:
        fit = tuple(p for p in placed if test(p.fact))
        if fit:
            name = fit[-1].fact.item.name
            mine = _carried_out(fit[-1:], placed) if fit[-1].fact.measure in CHANGES else ()
            stills = (p for p in placed if is_still(p.fact) and _is_planned(p.fact.base))
            near = tuple(p for p in _nearest(stretch, tag, fit) if p.fact.item.name == name)
            return (*mine, *near[-2:], *(p for p in stills if p.fact.item.name == name))
    return ()


def _other_side(near: tuple[Placed, ...], placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """收入减少 A；支出减少 A，主要原因: the cause behind the second of two sides that moved alike."""
    value, name = near[0].fact.value, near[0].fact.item.name
    moved = (p for p in placed if p.fact.measure in CHANGES and p.at < near[0].at)
    before = tuple(moved)[-len(near) :]
    alike = bool(before) and before[0].fact.value == value and "支出" in name
    sides = {_SIDES.sub("", p.fact.item.name) for p in before}
    paired = alike and len(near) == len(before) and sides == {_SIDES.sub("", name)}
    return before if paired and all("收入" in p.fact.item.name for p in before) else ()


def _carried_out(near: tuple[Placed, ...], placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """完成预算的89%，比预算减少 A，原因…: the rate tells the same gap to the budget as the change does."""
    planned = {p.fact.item.name for p in near if _is_planned(p.fact.base)}
    rates = [p for p in placed if p.fact.measure == "完成率" and p.fact.item.name in planned]
    first = min(p.at for p in near)
    return tuple(p for p in rates[-1:] if p.at < first)


def _is_planned(base: str | None) -> bool:
    return base is not None and base.endswith("预算数")


def _nearest(stretch: Stretch, tag: Tag, placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """Those of the reason's own ；-segment; else of the last 。-sentence before it that has any."""
    segment = stretch.back_to(tag.left, "。！？；")
    mine = tuple(p for p in placed if p.at >= segment)
    if mine or not placed:
        return mine
    leads = stretch.text[max(segment - 1, 0)] != "；"
    start = stretch.back_to(placed[-1].at, "。！？" if leads else "。！？；")
    if leads and start and _PARTS.match(stretch.text, start):
        start = stretch.back_to(start - 1, "。！？")
    return tuple(p for p in placed if p.at >= start)


def is_still(fact: Fact) -> bool:
    """True for a change that words tell to be none: 与上年持平."""
    return any(step.startswith(STILL) for step in fact.steps)
