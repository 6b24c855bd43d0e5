"""Automatic numbers of Word paragraphs: "收入决算情况说明" in a numbered list → "二、" before it.

Word keeps the number out of the text: styles and numbering.xml say what is printed (ECMA-376, 17.9).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from extract.read.package import attribute, local, whole

_DIGITS = "零一二三四五六七八九"
_HAN = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "japaneseDigitalTenThousand", "koreanDigital", "ideographDigital",
    "taiwaneseDigital",
}
_UNPRINTED = {"bullet", "none"}
_CIRCLES = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
_BRACKETED = {"decimalEnclosedParen": "({})", "decimalEnclosedFullstop": "{}."}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and prints: start 1, chineseCounting, "（%2）"."""

    start: int
    format: str
    text: str


@dataclass(slots=True)
class Numbering:
    """The lists of a document with their counters; `number` moves them on paragraph by paragraph."""

    lists: Mapping[str, tuple[str, Mapping[int, Level]]]
    counters: dict[str, dict[int, int]] = field(default_factory=dict)

    def number(self, list_id: str, depth: int) -> str:
        """The number printed before the next paragraph of a list: "二、", "（一）", "" for a bullet."""
        if list_id not in self.lists:
            return ""
        family, levels = self.lists[list_id]
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counters.setdefault(family, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.format in _UNPRINTED:
            return ""
        text = level.text
        for index in range(depth + 1):
            shown = levels.get(index, level)
            text = text.replace(f"%{index + 1}", spell(counts.get(index, shown.start), shown.format))
        return text if not text or not text[-1].isascii() else f"{text} "


def spell(count: int, style: str) -> str:
    """A count as a list prints it: (12, "chineseCounting") → "十二", (3, "decimalEnclosedCircle") → "③"."""
    if style in _HAN:
        return han(count)
    if style in _CIRCLES and 1 <= count <= 20:
        return chr(ord("①") + count - 1)
    if style in _BRACKETED:
        return _BRACKETED[style].format(count)
    if style in ("upperLetter", "lowerLetter") and 1 <= count <= 26:
        letter = chr(ord("A") + count - 1)
        return letter if style == "upperLetter" else letter.lower()
    if style in ("upperRoman", "lowerRoman") and 1 <= count < 40:
        roman = _roman(count)
        return roman if style == "upperRoman" else roman.lower()
    return str(count)


def han(count: int) -> str:
    """A number below 100 in Chinese: 10 → "十", 21 → "二十一"; digits beyond."""
    tens, ones = divmod(count, 10)
    if not 0 < count < 100:
        return str(count)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")


def _roman(count: int) -> str:
    text = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while count >= value:
            text, count = text + letters, count - value
    return text


def read_numbering(root: etree._Element | None) -> Numbering:
    """The lists of numbering.xml; none where the part is absent."""
    if root is None:
        return Numbering({})
    families: dict[str, dict[int, Level]] = {}
    lists: dict[str, tuple[str, Mapping[int, Level]]] = {}
    for element in root:
        if local(element) == "abstractNum":
            families[attribute(element, "abstractNumId") or ""] = _levels(element)
        elif local(element) == "num":
            family = next((_value(child) for child in element if local(child) == "abstractNumId"), "")
            levels, restarted = _overridden(element, families.get(family, {}))
            number = attribute(element, "numId") or ""
            lists[number] = (f"{family}/{number}" if restarted else family, levels)
    return Numbering(lists)


def _levels(element: etree._Element) -> dict[int, Level]:
    return {_index(child): _level(child) for child in element if local(child) == "lvl"}


def _overridden(element: etree._Element, levels: dict[int, Level]) -> tuple[dict[int, Level], bool]:
    """The levels of one list with its own starts and forms, and whether it counts for itself."""
    found, restarted = dict(levels), False
    for change in (child for child in element if local(child) == "lvlOverride"):
        depth = _index(change)
        found |= _levels(change)
        start = whole(next((_value(child) for child in change if local(child) == "startOverride"), ""), -1)
        if start >= 0 and depth in found:
            found[depth] = Level(start, found[depth].format, found[depth].text)
            restarted = True
    return found, restarted


def _level(element: etree._Element) -> Level:
    said = {local(child): _value(child) for child in element}
    return Level(whole(said.get("start"), 1), said.get("numFmt", "decimal"), said.get("lvlText", ""))


def _index(element: etree._Element) -> int:
    return whole(attribute(element, "ilvl"))


def _value(element: etree._Element) -> str:
    return attribute(element, "val") or ""
