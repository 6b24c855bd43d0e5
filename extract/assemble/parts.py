"""The working records of assembly: figures and subjects inside one passage, with sentence arithmetic.

Positions are half-open offsets of the passage's own text; `source` spans index the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.amounts import find_numerals
from extract.catalogue.borders import is_known
from extract.records import Measure, Passage, Tag
from extract.text import fold_prose

CLAUSE_ENDS = "。！？；，："
COMMAS = ("，", ",")
"""Between two figures and nothing else they are those of a list: 收、支总计各是 A，B 万元."""
TIES = "对由与和及在按其共为是有用从以将把经因较比同各均含如即另又且至于本我该此全除约达占系属计"
"""Characters that tie a name to the words before it; none begins one."""
_CODED_ENTRY = re.compile(r"\d{1,2}[.．][1-3]\d{2}(?:\d{2}){0,2}")
_LATIN_STOP = re.compile(r"(?<=[\u4e00-\u9fff%])\.(?=[\u4e00-\u9fff]|\Z)")


@dataclass(frozen=True, slots=True)
class Figure:
    """One AMOUNT or PERCENT of a passage. `value` carries no sign yet; `unit` as written, else None."""

    tag: Tag
    start: int
    end: int
    money: bool
    value: str
    unit: str | None
    decimals: int


@dataclass(frozen=True, slots=True)
class Subject:
    """A budget line as a figure's owner; two names where 收、支 share it. `step` says how it was found."""

    names: tuple[str, ...]
    start: int
    end: int
    code: str | None = None
    level: str | None = None
    step: str = "项目：标注"
    path: bool = False

    @property
    def name(self) -> str:
        """The only name, or the first of two."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words around a figure say it is."""

    measure: Measure
    sign: int
    base: str | None
    base_year: int | None
    year: int | None
    whole: str | None
    steps: tuple[str, ...]


@lru_cache(maxsize=256)
def _stops(text: str, ends: str) -> tuple[int, ...]:
    """Where any character of `ends` stands; asked again and again of the passage that is being assembled."""
    return tuple(match.start() for match in _any_of(ends).finditer(text))


@lru_cache(maxsize=32)
def _any_of(ends: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(ends)}]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A passage ready for assembly: folded text and its tags by kind, left to right."""

    index: int
    passage: Passage
    text: str
    figures: tuple[Figure, ...]
    items: tuple[Tag, ...]
    codes: tuple[Tag, ...]
    reasons: tuple[Tag, ...]
    counts: tuple[Tag, ...]

    def back_to(self, position: int, ends: str) -> int:
        """Where the stretch of text that holds `position` begins, cut at any character of `ends`."""
        stops = _stops(self.text, ends)
        at = bisect_left(stops, position)
        return stops[at - 1] + 1 if at else 0

    def on_to(self, position: int, ends: str) -> int:
        """Where it ends: the offset of the next character of `ends`, or the end of the text."""
        stops = _stops(self.text, ends)
        at = bisect_left(stops, position)
        return stops[at] if at < len(stops) else len(self.text)

    def words_from(self, figure: Figure, ends: str = CLAUSE_ENDS) -> int:
        """Where the words of a figure begin: behind the last figure before it, at most back to `ends`."""
        start = self.back_to(figure.start, ends)
        return max((f.end for f in self.figures if start <= f.end <= figure.start), default=start)

    def gap(self, figure: Figure) -> str:
        """The words right before a figure, without a 、 that ties it to the one before."""
        return self.text[self.words_from(figure) : figure.start].lstrip("、").strip()

    def figure_before(self, figure: Figure) -> Figure | None:
        """The last figure that ends before this one begins."""
        return next((f for f in reversed(self.figures) if f.end <= figure.start), None)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the document that passage positions [start, end) came from."""
        return self.passage.offsets[start], self.passage.offsets[end - 1] + 1

    def reason_around(self, position: int) -> Tag | None:
        """The REASON that holds a position, if any."""
        return next((r for r in self.reasons if r.left <= position < r.right), None)


def stretch(index: int, passage: Passage, tags: tuple[Tag, ...]) -> Stretch:
    """A passage with its own tags sorted and its figures parsed; a figure without digits is dropped."""
    mine = sorted(tags, key=lambda tag: (tag.left, tag.right))
    by_label = {
        label: tuple(t for t in mine if t.label == label) for label in ("ITEM", "CODE", "REASON", "QUANTITY")
    }
    tagged = (t for t in mine if t.label in ("AMOUNT", "PERCENT") and not _is_numbering(passage.text, t))
    figures = tuple(figure for tag in tagged if (figure := _figure(tag, passage.text)) is not None)
    return Stretch(
        index,
        passage,
        _sentence_stops(fold_prose(passage.text)),
        _shared_units(figures, passage.text),
        _rejoined(by_label["ITEM"]),
        by_label["CODE"],
        by_label["REASON"],
        by_label["QUANTITY"],
    )


def _rejoined(items: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """Names of no table that a tag boundary cut in two are one: 专业实|训基地建设."""
    joined: list[Tag] = []
    for item in items:
        before = joined[-1] if joined else None
        lines = before is None or _holds_line(before.text) or _holds_line(item.text)
        if before and before.right == item.left and not lines:
            joined[-1] = replace(before, text=before.text + item.text, end=item.end, right=item.right)
        else:
            joined.append(item)
    return tuple(joined)


def _holds_line(name: str) -> bool:
    """True where a name begins or ends with a line of the forms, or is a word for one."""
    if name.startswith(("收入", "支出", "决算", "预算")) or name.endswith(("、", "和", "与", "及")):
        return True
    return any(is_known(name[:at]) or is_known(name[-at:]) for at in range(2, len(name) + 1))


_FORM_BEFORE, _FORM_BEHIND = re.compile(r"(?:财决|公开|附)\s?[\d-]{0,4}$"), re.compile(r"[\d-]{0,4}\s?表")
"""财决|08|-|1|表: the number of a form."""


def _is_numbering(text: str, tag: Tag) -> bool:
    """True for the 4 of （4）经营收入 and the 3 of 3.2081199其他支出: the number of an entry, no figure."""
    if _CODED_ENTRY.fullmatch(tag.text):
        return _opens(text, tag)
    form = _FORM_BEFORE.search(text, 0, tag.left) and _FORM_BEHIND.match(text, tag.right)
    if form and re.fullmatch(r"[\d-]{1,4}", tag.text):
        return True
    return re.fullmatch(r"\d{1,2}", tag.text) is not None and bool(
        (re.search(r"[（(]\s*$", text[: tag.left]) and re.match(r"\s*[）)]", text[tag.right :]))
        or (_entry(text, tag) and re.match(r"\s*[.、．](?:\D|\d{3})", text[tag.right :]))
    )


def _opens(text: str, tag: Tag) -> bool:
    """True for 3.210 of 3.210-某支出: an entry's number and the code behind it read as one decimal."""
    return _entry(text, tag) and re.match(r"\s*[-—－–]?\s*[\u4e00-\u9fff]{4}", text[tag.right :]) is not None


def _entry(text: str, tag: Tag) -> bool:
    """True where an entry may begin: behind a stop, a colon or nothing."""
    return re.search(r"(?:^|[。；：:\n])\s*$", text[: tag.left]) is not None


_MOVED = r"(?:增长|下降|上升|上涨|下滑)(?:了|为|约|达)?\s*"
_RATE_BARE, _RATE_MARKED = re.compile(_MOVED + "$"), re.compile(_MOVED + r"\d+(?:\.\d+)?\s*[%％]")


def _is_bare_rate(text: str, tag: Tag) -> bool:
    """True for 18.87 of 甲同比下降18.87；乙同比下降9.24%: tagged as money, and the % is what is missing."""
    bare = re.fullmatch(r"\d{1,3}(?:\.\d+)?", tag.text) is not None
    return bare and bool(_RATE_BARE.search(text, 0, tag.left) and _RATE_MARKED.search(text))


def _figure(tag: Tag, text: str) -> Figure | None:
    numerals = find_numerals(tag.text)
    if not numerals:
        return None
    numeral, money = numerals[0], tag.label == "AMOUNT" and not _is_bare_rate(text, tag)
    unit = numeral.unit if numeral.kind == ("money" if money else "percent") else None
    return Figure(tag, tag.left, tag.right, money, numeral.written, unit, numeral.decimals)


def _shared_units(figures: tuple[Figure, ...], text: str) -> tuple[Figure, ...]:
    """A unit written once behind a list counts for all of it: "各减少 A、B 万元"."""
    shared = list(figures)
    for at in range(len(shared) - 2, -1, -1):
        here, after = shared[at], shared[at + 1]
        if (
            here.unit is None
            and here.money == after.money
            and text[here.end : after.start].strip() in ("、", "和", *COMMAS)
        ):
            shared[at] = replace(here, unit=after.unit)
    return tuple(shared)


def _sentence_stops(text: str) -> str:
    """The text with a Latin stop between Chinese characters read as 。 ("…减少.主要原因")."""
    return _LATIN_STOP.sub("。", text) if "." in text else text
