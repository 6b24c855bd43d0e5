"""When two spellings name the same budget line, and what a path 类→款→项 is made of.

"四、公共安全支出（类）" and "公共安全" are one line; "卫生健康210（类）行政事业单位医疗21011（款）" is a
path of two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.text import squeeze

_NUMBERING = re.compile(
    r"^(?:其中[:,]?|[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)[、.]?|\d{1,2}[、.](?!\d)|[①-⑳])+"
)
MARKER = re.compile(
    r"(?P<before>\d{2,9})?"
    r"(?:\((?P<inside>\d{2,9})?(?P<level>[类款项])(?P<within>\d{2,9})?\)|\((?P<code>\d{3}|\d{5}|\d{7})\)"
    r"|(?P<bare>[类款项](?<=\d[类款项])))"
    r"(?P<after>\d{3,9}(?![\d.]|[，,]\d|万?元|年))?"
)
"""A level marker in folded text: "(类)", "201(类)", "(05款)", "(类207)", "(208)", "208类", "(项)2010301"."""

DIGITS = {"类": 3, "款": 5, "项": 7}
_BY_DIGITS = {digits: level for level, digits in DIGITS.items()}

_DASHES = re.compile(r"(?<=[\u4e00-\u9fff)])(?:-|—+|–|/)(?=(?:\d{5}(?:\d\d)?)?[\u4e00-\u9fff])")
_BELOW = re.compile(r"^(?:项?下的|中的|的)")
"""医疗卫生支出（类）下的行政事业单位医疗（款）: what ties a level to the one above."""
_LEADING_CODE = re.compile(r"^(\d{3,9})(?=[^\d年.,])")
_NOISE = re.compile(r"[\"'.,:、\s]")


@dataclass(frozen=True, slots=True)
class PathLevel:
    """One level of a written path; `code` concatenated from its parts, None where none is written."""

    name: str
    code: str | None
    level: str | None


@lru_cache(maxsize=8192)
def line_key(name: str) -> str:
    """The form in which line names are compared: "（一）基本支出（款）" → "基本".

    Numbering, 其中, quotes, level markers with their codes and a closing 支出 go; brackets are half
    width. "其他支出" → "其他", while 其他收入 keeps its 收入.
    """
    text = _NUMBERING.sub("", squeeze(name))
    text = MARKER.sub("", text)
    text = _NOISE.sub("", re.sub(r"^\d{3,9}|\d{3,9}$", "", text))
    text = text.replace("(护)", "护").replace("(境)", "境").replace("(役)", "役").replace("(室)", "室")
    short = text.removesuffix("支出")
    return short or text


def numbered(name: str) -> bool:
    """True for a name with a number or 其中 before it: "（一）基本支出", "其中：教育支出"."""
    return _NUMBERING.match(squeeze(name)) is not None


@lru_cache(maxsize=4096)
def split_path(name: str) -> tuple[PathLevel, ...]:
    """The levels of a written line: "社会保障和就业支出（208类）…养老支出（05款）" → codes "208", "20805".

    A code of five digits or more stands for itself, as written, even when its length is impossible;
    a part (05) is put behind the code of the level above. Dashes alone may tell levels apart; other
    text without markers is one level.
    """
    folded = squeeze(name)
    if not MARKER.search(folded):
        return _plain_levels(folded)
    first = MARKER.match(folded)
    if first is not None and _digits(first):
        return _code_first(folded)
    levels: list[PathLevel] = []
    start, above = 0, ""
    for match in MARKER.finditer(folded):
        text, leading = _cut_leading(_BELOW.sub("", folded[start : match.start()]))
        *over, text = _DASHES.split(text)
        levels.extend(PathLevel(*_cut_leading(name), None) for name in over)
        ahead = leading or match["before"] or match["inside"] or match["within"] or match["code"]
        after = match["after"] if _fits(match, folded) else None
        written = ahead or after
        code = _whole(written, above)
        levels.append(PathLevel(text, code, _level(match)))
        above, start = (
            code or "",
            match.start("after") if match["after"] and written != after else match.end(),
        )
    rest, leading = _cut_leading(folded[start:])
    if rest:
        levels.append(PathLevel(rest, _whole(leading, above), None))
    return tuple(level for level in levels if level.name)


def _digits(match: re.Match[str]) -> str | None:
    return match["before"] or match["inside"] or match["within"] or match["code"]


def _code_first(text: str) -> tuple[PathLevel, ...]:
    """Levels whose number stands before the name: "210类卫生健康支出11款…", "(2210201)住房公积金"."""
    levels: list[PathLevel] = []
    above = ""
    matches = list(MARKER.finditer(text))
    stops = [match.start() for match in matches[1:]] + [len(text)]
    for match, stop in zip(matches, stops, strict=True):
        code = _whole(_digits(match), above)
        above = code or above
        levels.append(PathLevel(text[match.end() : stop].strip("、,. -—"), code, _level(match)))
    return tuple(level for level in levels if level.name)


def _plain_levels(text: str) -> tuple[PathLevel, ...]:
    """Levels without markers: "教育支出-普通教育-小学教育", "教育支出、普通教育、小学教育"; else one."""
    parts = _DASHES.split(text)
    listed = text.split("、")
    if len(parts) == 1 and len(listed) == 3 and listed[0].endswith("支出"):
        parts = listed
    if len(parts) == 1:
        rest, leading = _cut_leading(text)
        return (PathLevel(rest, leading, None),) if rest else ()
    named = zip(map(_cut_leading, parts), "类款项", strict=False)
    return tuple(PathLevel(name, code, level) for (name, code), level in named if name)


def _fits(match: re.Match[str], text: str) -> bool:
    """True when digits behind a marker are its own code, not the next level's: length fits, or the end."""
    return len(match["after"] or "") == DIGITS[_level(match)] or match.end() == len(text)


def _level(match: re.Match[str]) -> str:
    return str(match["level"] or match["bare"] or _BY_DIGITS[len(match["code"])])


def _cut_leading(text: str) -> tuple[str, str | None]:
    text = text.strip("、,. -—").removesuffix("(")
    match = _LEADING_CODE.match(text)
    return (text[match.end() :].strip("、-—–"), match[1]) if match else (text, None)


def _whole(written: str | None, above: str) -> str | None:
    if written is None:
        return None
    return above + written if len(written) == 2 and above else written
