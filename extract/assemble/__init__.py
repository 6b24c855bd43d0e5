"""Passages + tags → facts: each figure with its line, measure, sign, base, reason, and the steps to it.

Definitions, thresholds and figures without a line give no fact. A sentence "与上年持平" gives a change of 0
whose step starts with 持平; the figure is not printed, its span is the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.assemble.binding import bind
from extract.assemble.causes import STILL, Placed, explain
from extract.assemble.naming import heading_lines
from extract.assemble.parts import Figure, Reading, Stretch, stretch
from extract.assemble.side_money import project_title
from extract.assemble.subjects import groups, subjects
from extract.assemble.walk import Bound, Memory
from extract.assemble.wording import read_figure
from extract.catalogue import level_of, settled_code, walk_codes
from extract.catalogue.names import split_path
from extract.catalogue.topics import titles_at, topic_of_title
from extract.records import Document, Fact, Item, Passage, Tag

_SAME = re.compile(
    r"[与同较比](?P<year>\d{4}年|上年|去年|上一年)度?(?:决算数?)?(?:相比，?)?[^，。；]{0,24}?(?P<word>持平|相同|一致|无变化|无增减)"
)
_QUOTE = 80
"""Longest way back from a figure to its line for the quote to hold both, in characters."""


@dataclass(frozen=True, slots=True)
class _Place:
    section: str | None
    title: str | None
    year: int | None
    unit: str | None = None
    planned: bool = False


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
        place = _Place(
            passage.section,
            titles.get(passage.section or "", passage.section),
            document.profile.year,
            document.profile.unit,
            _is_plan(document.profile.kind or ""),
        )
        made, memory = _passage_facts(
            stretch(index, passage, tuple(by_passage.get(index, ()))), memory, place
        )
        facts.extend(made)
    return tuple(replace(fact, id=f"f{at}") for at, fact in enumerate(facts, 1))


def _is_plan(kind: str) -> bool:
    """True for a 部门预算: what it states plainly is what is planned."""
    return "预算" in kind and "决算" not in kind


def _passage_facts(piece: Stretch, memory: Memory, place: _Place) -> tuple[tuple[Fact, ...], Memory]:
    lines = groups(piece, subjects(piece))
    bound, memory = bind(piece, lines, memory, unit=place.unit)
    placed = [p for one in bound for p in _facts_of(piece, one, place)]
    placed = _signed_rates(placed)
    placed += _still(piece, placed, place)
    placed.sort(key=lambda p: p.at)
    numbered = tuple(
        replace(p, fact=replace(p.fact, id=f"{piece.index}.{at}")) for at, p in enumerate(placed)
    )
    return explain(piece, numbered), memory


def _facts_of(piece: Stretch, bound: Bound, place: _Place) -> list[Placed]:
    reading = read_figure(piece, bound.figure, bound.lead, year=place.year)
    if reading is None:
        return []
    if place.planned and reading.measure == "决算数" and not _is_spent(piece, bound.figure):
        reading = replace(reading, measure="预算数", steps=(*reading.steps, "预算公开：按预算数"))
    inside = piece.reason_around(bound.figure.start) is not None
    return [
        Placed(_fact(piece, bound, name, reading, place), bound.figure.start, inside) for name in bound.names
    ]


def _is_spent(piece: Stretch, figure: Figure) -> bool:
    """True where the words before a figure of a budget speak of what was carried out (预算执行数为)."""
    clause = piece.text[piece.back_to(figure.start, "。！？；，") : figure.start]
    return re.search(r"执行|决算|完成|实际", clause) is not None


def _fact(piece: Stretch, bound: Bound, name: str, reading: Reading, place: _Place) -> Fact:
    figure, tag = bound.figure, bound.figure.tag
    return Fact(
        id="",
        section=place.title,
        item=_item(_full_name(name, place, reading), bound, place.title),
        measure=reading.measure,
        value=_signed(figure, reading.sign),
        unit=figure.unit,
        sign=reading.sign,
        year=reading.year,
        base_year=reading.base_year,
        reason=None,
        quote=_quote(piece, bound),
        start=tag.start,
        end=tag.end,
        score=tag.score,
        steps=(*bound.steps, *reading.steps),
        page=tag.page,
        bbox=tag.bbox,
        whole=reading.whole,
        base=reading.base,
        decimals=figure.decimals,
        passage=piece.index,
    )


def _signed(figure: Figure, sign: int) -> str:
    return "-" + figure.value if sign < 0 and not figure.value.startswith("-") else figure.value


def _full_name(name: str, place: _Place, reading: Reading) -> str:
    """支出总计 in a section about 财政拨款 is 财政拨款支出总计; the unit's own name is no part of a line."""
    if place.unit and name.startswith(place.unit) and len(name) > len(place.unit):
        name = name.removeprefix(place.unit)
    topic = topic_of_title(place.title or "")
    return "财政拨款" + name if topic == "财政总体" and re.match(r"(?:收入|支出)总计$", name) else name


def _item(name: str, bound: Bound, title: str | None) -> Item:
    subject = bound.subject
    if subject.code or subject.path:
        return Item(name, subject.code or _path_code(name), subject.level or level_of(subject.code))
    kind = "economic" if topic_of_title(title or "") == "基本" else "functional"
    code = settled_code(name, kind=kind)
    return Item(name, code, level_of(code) if kind == "functional" else None)


def _path_code(name: str) -> str | None:
    """The code the catalogue gives for a path without digits: its one 项, or the 类 of several."""
    levels = split_path(name)
    last = [level for level in levels if level.level == levels[-1].level] if levels else []
    if not levels:
        return None
    return walk_codes(levels) if len(last) == 1 else settled_code(levels[0].name)


def _quote(piece: Stretch, bound: Bound) -> str:
    figure = bound.figure
    start = piece.back_to(figure.start, "。！？；，")
    if 0 < bound.subject.end <= figure.start and figure.start - bound.subject.start <= _QUOTE:
        start = min(start, piece.back_to(bound.subject.start, "。！？；，："))
    end = piece.on_to(figure.end, "。！？；，")
    return piece.passage.text[start:end].strip()


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


def _still(piece: Stretch, placed: list[Placed], place: _Place) -> list[Placed]:
    """与上年持平 behind a figure: a change of 0 for the line of that figure, told apart by its step."""
    found = []
    for match in _SAME.finditer(piece.text):
        before = [p for p in placed if p.at < match.start()]
        if not before or piece.reason_around(match.start()) is not None:
            continue
        start, end = piece.source(match.start(), match.end())
        year = (
            int(match["year"][:4]) if match["year"][0].isdigit() else place.year - 1 if place.year else None
        )
        for owner in (p.fact for p in before if p.at == before[-1].at):
            found.append(Placed(_unchanged(owner, match, year, start, end), match.start(), inside=False))
    return found


def _unchanged(owner: Fact, match: re.Match[str], base_year: int | None, start: int, end: int) -> Fact:
    return replace(
        owner,
        measure="增减额",
        value="0",
        unit=None,
        sign=0,
        base="上年数",
        base_year=base_year,
        whole=None,
        start=start,
        end=end,
        decimals=0,
        quote=match.group(),
        page=None,
        bbox=None,
        steps=(f"{STILL}：行文“{match['word']}”，未印数字", *owner.steps),
    )
