"""What a section of the prose is about, read off its headings, never off its number.

"九、财政拨款“三公”经费支出决算情况说明" is about 三公 wherever it stands; the nearest
heading decides, then the one above it. Source: DOMAIN.md, K10 and the table set.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from extract.once import once
from extract.records import Document, Section
from extract.text import squeeze

TOPICS: tuple[tuple[str, str], ...] = (
    ("释义", r"名词解释|专业名词"),
    ("绩效", r"绩效|评价|项目概况|项目支出情况|项目资金"),
    ("三公", r"三公"),
    ("机关运行", r"机关运行经费"),
    ("采购", r"政府采购"),
    ("资产", r"国有资产"),
    ("国资", r"国有资本经营"),
    ("基金", r"政府性基金"),
    ("基本", r"基本支出"),
    ("一般公共", r"一般公共预算"),
    ("财政总体", r"财政拨款(?:总?收入?、?支出?|总?收支|总?支出|决算)"),
    ("总体", r"(?:收入?[、和与]?支出?)(?:预?决算)?(?:总|情况)|收支"),
    ("收入", r"^收入"),
    ("支出", r"^支出"),
    ("总体", r"预算编制.{0,4}说明"),
)
"""Topic ← words of a heading, first match wins."""

ITEM_TOPICS: tuple[tuple[str, str], ...] = (
    ("三公", r"三公"),
    ("机关运行", r"机关运行经费"),
    ("采购", r"政府采购"),
    ("国资", r"国有资本经营预算财政拨款"),
    ("基金", r"政府性基金预算财政拨款"),
    ("基本", r"财政拨款基本支出"),
    ("一般公共", r"一般公共预算(?:财政拨款)?支出"),
    ("财政总体", r"财政拨款(?:收入|支出)总计"),
    ("总体", r"^(?:收入|支出)总计"),
    ("收入", r"本年收入合计"),
    ("支出", r"本年支出合计"),
)
"""Where no heading tells, the line itself may."""

_LITTER = re.compile(r"\[(?:bookmark|image):[^\]]*\]")
"""What a Word conversion leaves in front of a heading."""

_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+[.、])+"
)


@lru_cache(maxsize=4096)
def topic_of_title(title: str) -> str | None:
    """The topic a heading names, or None: "二、收入决算情况说明" → 收入, "（二）具体情况" → None."""
    text = _NUMBERING.sub("", _LITTER.sub("", squeeze(title)))
    text = re.sub(r"^(?:关于|本(?:部门|单位)|\d{4}年度?)+", "", text)
    return next((topic for topic, pattern in TOPICS if re.search(pattern, text)), None)


def topic_of_item(name: str) -> str | None:
    """The topic a line names by itself: "“三公”经费财政拨款支出" → 三公, 基本支出 → None."""
    text = squeeze(name).replace('"', "")
    return next((topic for topic, pattern in ITEM_TOPICS if re.search(pattern, text)), None)


def titles_at(document: Document, offset: int) -> tuple[str, ...]:
    """Headings over an offset, nearest first."""
    places, titles = _outline(document.sections)
    return titles[bisect_right(places, offset)]


@once
def _outline(sections: tuple[Section, ...]) -> tuple[list[int], list[tuple[str, ...]]]:
    """Where the headings over an offset change, in order, and the titles before, between and behind."""
    opening: dict[int, list[Section]] = {}
    for section in sections:
        opening.setdefault(section.start, []).append(section)
    places = sorted({*opening, *(section.end for section in sections)})
    over: list[Section] = []
    titles: list[tuple[str, ...]] = [()]
    for place in places:
        over = [s for s in over if s.end != place] + [s for s in opening.get(place, ()) if s.end > place]
        ranked = sorted(over, key=lambda s: (s.start, s.level), reverse=True)
        titles.append(tuple(s.title for s in ranked))
    return places, titles


def topic_at(document: Document, offset: int, *, title: str | None = None, item: str = "") -> str | None:
    """The topic of the prose at an offset: nearest heading first, then those above, then the line."""
    found = _first(topic_of_title(t) for t in ((title,) if title else ()) + titles_at(document, offset))
    return found or topic_of_item(item)


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
