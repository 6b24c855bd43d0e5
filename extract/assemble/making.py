"""One Fact from a figure, the line it belongs to and what its words say: its item, code, quote, steps."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.assemble.parts import Figure, Reading, Stretch, Subject
from extract.assemble.walk import Bound
from extract.catalogue import level_of, settled_code, walk_codes
from extract.catalogue.borders import is_known
from extract.catalogue.names import split_path
from extract.catalogue.topics import topic_of_title
from extract.records import Fact, Item

_YEAR_SIDE = re.compile(r"本年(?P<side>收入|支出)(?:合计)?")
_ONE_BUDGET = re.compile(
    r"(?P<budget>(?:一般公共|政府性基金|国有资本经营)预算财政拨款)(?:收支|收入支出|收入、支出)(?:决算)?(?:中|情况|总体)"
)
"""What narrows 本年收入 and 本年支出 behind it to one budget."""
_INCOME_OF = re.compile(
    r"(?P<budget>(?:一般公共|政府性基金|国有资本经营)预算(?:财政拨款)?)本年收入\d[\d,.]*[亿万]?元"
)
"""政府性基金预算本年收入 A，本年支出 B: whose income it was, its spending is."""
_OF_CARS = re.compile(r"购置[及和与、]运行(?:维护)?(?:费用?|支出|经费)")
"""年末公务用车3辆，|购置及运行维护费 A: nothing else is bought and kept running in one line."""
_SUM_OF = re.compile(r"(?P<first>[\u4e00-\u9fff]{2,12})(?P<and>[与和及])$")
"""基本支出与|项目支出合计: the sum is of both, and no line's own."""
_QUOTE = 80
"""Longest way back from a figure to its line for the quote to hold both, in characters."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands: its section, and what the document says of itself."""

    section: str | None
    title: str | None
    year: int | None
    unit: str | None = None
    planned: bool = False


def fact_of(piece: Stretch, bound: Bound, name: str, reading: Reading, place: Place) -> Fact:
    """The fact of one figure for one of the names it counts for; its id and reason are still to come."""
    figure, tag = bound.figure, bound.figure.tag
    return Fact(
        id="",
        section=place.title,
        item=item_of(_of_budget(piece, bound, name), bound.subject, place),
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


def _of_budget(piece: Stretch, bound: Bound, name: str) -> str:
    """一般公共预算财政拨款收入 for 本年收入 in "一般公共预算财政拨款收支中，本年收入…；本年支出…"."""
    side = _YEAR_SIDE.fullmatch(name)
    start = piece.back_to(bound.figure.start, "。！？")
    said = None
    if side:
        said = _ONE_BUDGET.search(piece.text, start, bound.figure.start) or _INCOME_OF.search(
            piece.text, start, bound.figure.start
        )
    if said and side:
        return f"{said['budget']}{side['side']}"
    return _sum_of(piece, bound, name)


def _sum_of(piece: Stretch, bound: Bound, name: str) -> str:
    """基本支出与项目支出合计 for 项目支出合计 behind 基本支出与; any other name as it is."""
    subject = bound.subject
    clause = piece.back_to(subject.start, "，。；：、（") if subject.start else 0
    first = _SUM_OF.search(piece.text, clause, subject.start)
    whole = name.endswith("合计") and not re.search(r"(?:收入|本年支出|^支出)合计$", name)
    return first["first"] + first["and"] + name if whole and first and is_known(first["first"]) else name


def _full_name(name: str, place: Place) -> str:
    """支出总计 in a section about 财政拨款 is 财政拨款支出总计; the unit's own name is no part of a line."""
    if place.unit and name.startswith(place.unit) and len(name) > len(place.unit):
        name = name.removeprefix(place.unit)
    name = "公务用车" + name if _OF_CARS.match(name) else name
    topic = topic_of_title(place.title or "")
    return "财政拨款" + name if topic == "财政总体" and re.match(r"(?:收入|支出)总计$", name) else name


def item_of(name: str, subject: Subject, place: Place) -> Item:
    """The budget line with its code and level, as far as the prose or the catalogue settles them."""
    name = _full_name(name, place)
    if subject.code or subject.path:
        return Item(name, subject.code or _path_code(name), subject.level or level_of(subject.code))
    kind = "economic" if topic_of_title(place.title or "") == "基本" else "functional"
    code = settled_code(name, kind=kind, year=place.year)
    economic = settled_code(name, kind="economic", year=place.year) if code is None else None
    if economic is not None and len(economic) == 3:
        return Item(name, economic)
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
