"""Passages + tags → facts: each figure with its line, measure, sign, base, reason, and the steps to it.

Definitions, thresholds and figures without a line give no fact. 与上年持平 and 本年度无此项支出 print no
figure and give one all the same (`unprinted`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assemble.above import explain_above
from extract.assemble.binding import bind
from extract.assemble.causes import CHANGES, Placed, explain
from extract.assemble.dated import earlier_plan
from extract.assemble.inherited import inherit
from extract.assemble.making import Place, fact_of
from extract.assemble.naming import heading_lines
from extract.assemble.parts import Figure, Stretch, stretch
from extract.assemble.side_money import project_title
from extract.assemble.subjects import groups, subjects
from extract.assemble.unprinted import unprinted
from extract.assemble.walk import Bound, Memory, under_run_in
from extract.assemble.wording import both_measures, read_figure
from extract.catalogue.topics import titles_at
from extract.labels import BUDGETS
from extract.once import changed
from extract.records import Document, Fact, Passage, Tag

_EACH = re.compile(r"人均|户均|车均|每[人生户辆亩台]|单价|平均每")
"""Lines of one head or one car: no line of any accounts."""


def assemble(document: Document, passages: tuple[Passage, ...], tags: tuple[Tag, ...]) -> tuple[Fact, ...]:
    """Every fact the prose states, f1, f2, … in source order.

    "收、支总计各增加3.62万元" → two facts, 收入总计 and 支出总计, each 增减额 3.62 against the year before.
    """
    by_passage: dict[int, list[Tag]] = {}
    for tag in tags:
        by_passage.setdefault(tag.passage, []).append(tag)
    titles = {section.id: section.title for section in document.sections}
    memory, section, project, facts = Memory(), None, "", list[Fact]()
    for index, passage in enumerate(passages):
        project = project_title(passage.text) or project
        if passage.heading or passage.section != section:
            title = passage.text if passage.heading else titles.get(passage.section or "", passage.section)
            above = (project, title or "", *titles_at(document, passage.start))
            memory, section = Memory(heading=heading_lines(title or ""), titles=above), passage.section
        if passage.heading or not passage.text:
            continue
        place = Place(
            passage.section,
            titles.get(passage.section or "", passage.section),
            document.profile.year,
            document.profile.unit,
            _is_plan(document.profile.kind or "") and not _is_carried_out(memory.titles),
        )
        piece = stretch(index, passage, tuple(by_passage.get(index, ())))
        made, memory = _passage_facts(piece, memory, place)
        facts.extend(made)
        for at, fact in explain_above(piece, made, facts):
            facts[at] = fact
    return tuple(changed(fact, id=f"f{at}") for at, fact in enumerate(facts, 1))


def _is_carried_out(titles: tuple[str, ...]) -> bool:
    """True under 一、2031年预算执行情况 of a paper that plans for 2032."""
    return any("执行情况" in title for title in titles)


def _is_plan(kind: str) -> bool:
    """True for a 部门预算: what it states plainly is what is planned."""
    return "预算" in kind and "决算" not in kind


def _passage_facts(piece: Stretch, memory: Memory, place: Place) -> tuple[tuple[Fact, ...], Memory]:
    lines = groups(piece, subjects(piece))
    memory = under_run_in(piece.text, memory)
    bound, memory = bind(piece, lines, memory, unit=place.unit)
    placed = [p for one in bound for p in _facts_of(piece, one, place)]
    placed = inherit(piece, _signed_rates(placed))
    placed += unprinted(piece, lines, memory, placed, place)
    placed.sort(key=lambda p: p.at)
    return explain(piece, tuple(placed)), memory


def _facts_of(piece: Stretch, bound: Bound, place: Place) -> list[Placed]:
    reading = read_figure(piece, bound.figure, bound.lead, year=place.year)
    if reading is None or _EACH.search(bound.names[0]):
        return []
    if place.planned and reading.measure == "决算数" and not _is_spent(piece, bound.figure):
        reading = replace(reading, measure="预算数", steps=(*reading.steps, "预算公开：按预算数"))
    earlier = earlier_plan(piece.gap(bound.figure), place.year) if place.planned else None
    if earlier and reading.measure in BUDGETS:
        reading = replace(reading, measure="上年数", base_year=earlier, steps=(*reading.steps, "往年预算"))
    at, inside = bound.figure.start, piece.reason_around(bound.figure.start) is not None
    if inside and reading.measure not in CHANGES:
        return []  # 因差旅费由 A 降到 B tells of the cause, not of a line's own figures
    return [
        Placed(fact_of(piece, bound, name, one, place), at, inside)
        for one in both_measures(piece, bound.figure, reading)
        for name in bound.names
    ]


def _is_spent(piece: Stretch, figure: Figure) -> bool:
    """True where the words before a figure of a budget speak of what was carried out (预算执行数为)."""
    clause = piece.text[piece.back_to(figure.start, "。！？；，") : figure.start]
    return re.search(r"执行|决算|完成|实际", clause) is not None


def _signed_rates(placed: list[Placed]) -> list[Placed]:
    """A 增减率 whose words name no direction takes the one of the change before it, same line."""
    done: list[Placed] = []
    for one in placed:
        fact = one.fact
        if fact.measure == "增减率" and fact.sign == 0 and fact.number != 0:
            change = next(
                (d.fact for d in reversed(done) if d.fact.measure == "增减额" and d.fact.item == fact.item),
                None,
            )
            if change is not None and change.sign:
                value = fact.value if change.sign > 0 else "-" + fact.value.lstrip("-")
                fact = replace(fact, sign=change.sign, value=value, steps=(*fact.steps, "方向：随增减额"))
        done.append(replace(one, fact=fact))
    return done


