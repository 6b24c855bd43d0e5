"""Numerals and their units in prose → Decimal. The model says what a figure is; this says where it ends.

`find_numerals("增加 1,317.14 万元，增长9.5％％")` gives two numerals, [3, 14) money and [17, 22) percent.
Nothing passes through float.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from extract.text import fold, squeeze

NumeralKind = Literal["money", "percent", "count", "bare"]

UNIT_FACTORS: dict[str, Decimal] = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "万": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000),
    "亿元": Decimal(100_000_000),
    "亿": Decimal(100_000_000),
}
"""How many yuan one of each unit is."""

COUNTERS = (
    "批次",
    "人次",
    "台/套",
    "台(套)",
    "台套",
    "个",
    "辆",
    "台",
    "套",
    "批",
    "人",
    "名",
    "次",
    "户",
    "件",
    "项",
    "家",
    "条",
    "份",
    "场",
    "期",
    "座",
    "处",
    "所",
    "天",
    "分",
    "月",
    "年",
    "日",
    "号",
    "平方米",
    "公里",
    "吨",
    "亩",
    "度",
    "岁",
)
"""Counter words: a numeral before one is no money. 年, 月, 日, 号, 分 mark dates and scores."""

_DIGITS = r"\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?|\d+(?:\s?\.\s?\d+)?"
_COUNTER = "|".join(re.escape(c) for c in COUNTERS)
_NUMERAL = re.compile(
    rf"(?<![\d.A-Za-z])(?P<sign>-)?(?P<digits>{_DIGITS})(?![\d])"
    rf"(?:(?P<money>\s*(?:百万|千万|亿|万|千)?\s*元|\s*(?:亿|万)(?![\u4e00-\u9fff]))"
    rf"|(?P<percent>\s*%+)|(?P<count>\s*(?:多|余)?\s*(?:{_COUNTER})))?"
)
_CELL = re.compile(
    r"\((?P<bracketed>\d+(?:\.\d+)?)\)|(?P<sign>[-−–△▲]?)(?P<digits>\d+(?:\.\d+)?|\.\d+)%?"
)
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d([.\-/])\d{1,2}\1\d{1,2}(?!\d)")
_GLUED = re.compile(r"(?P<number>\d{1,2})\.(?P<code>[23]\d{4}(?:\d{2})?)")
_GLUED_CLASS = re.compile(r"(?P<number>\d{1,2})\.(?P<code>[235]\d\d)")
_NAMED = re.compile(r"[\u4e00-\u9fff]{3}")
_VALUE_WORD = re.compile(r"(?:率|额|数|差|为|是|幅|幅度|比例)$")
_SIGN_STOPPERS = re.compile(r"[\d\u4e00-\u9fff)%]")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral with the unit behind it. [start, end) covers both; [start, digits_end) the digits.

    `value` is in `unit` (None: no unit printed); `decimals` counts the digits behind the point.
    """

    start: int
    end: int
    digits_end: int
    kind: NumeralKind
    value: Decimal
    written: str
    unit: str | None
    decimals: int


def find_numerals(text: str) -> list[Numeral]:
    """All numerals of a passage, left to right, in half-open offsets of `text`.

    A hyphen is a minus only where no digit, Chinese character or bracket stands before it
    ("1-12月" holds no negative number). "万" without 元 counts as money unless a word goes on. A date
    written with points ("2025.1.1-2025.12.31") is no numeral.
    """
    folded = _DATE.sub(lambda date: "□" * len(date[0]), fold(text))
    found = (_numeral(folded, match) for match in _NUMERAL.finditer(folded))
    return [part for numeral in found for part in _split_list_number(folded, numeral)]


def _split_list_number(folded: str, numeral: Numeral) -> tuple[Numeral, ...]:
    """A list number glued to a code is two numerals: "3.2050201" → "3", "2050201"; "1.207类" → "1", "207".

    A class needs 类 behind it, or a name where the number opens its sentence: "1.207文化旅游支出".
    """
    named = _NAMED.match(folded, numeral.digits_end) and folded[: numeral.start][-1:] in ("", *"。;:")
    short = _GLUED_CLASS if named or folded.startswith("类", numeral.digits_end) else _GLUED
    glued = _GLUED.fullmatch(numeral.written) or short.fullmatch(numeral.written)
    if glued is None or numeral.kind != "bare":
        return (numeral,)
    number, code = glued["number"], glued["code"]
    start = numeral.digits_end - len(code)
    left = replace(numeral, end=numeral.start + len(number), digits_end=numeral.start + len(number))
    right = replace(numeral, start=start, end=numeral.digits_end)
    return tuple(
        replace(part, written=text, value=Decimal(text), decimals=0)
        for part, text in ((left, number), (right, code))
    )


def _said(folded: str, minus: int) -> bool:
    """True for a minus behind the words of a value: 差异率-6.67%, 增减额为-3.2万元; not 决算数-12月."""
    return _VALUE_WORD.search(folded, 0, minus) is not None and "." in folded[minus : minus + 12]


def _numeral(folded: str, match: re.Match[str]) -> Numeral:
    start, sign = match.start(), match["sign"]
    if sign and start > 0 and _SIGN_STOPPERS.match(folded[start - 1]) and not _said(folded, start):
        start, sign = start + 1, None
    written = "".join(match["digits"].replace(",", "").split())
    kind: NumeralKind = "bare"
    unit: str | None = None
    if match["money"]:
        kind, unit = "money", "".join(match["money"].split())
    elif match["percent"]:
        kind, unit = "percent", "%"
    elif match["count"]:
        kind, unit = "count", "".join(match["count"].split())
    written = f"-{written}" if sign else written
    _, _, fraction = written.partition(".")
    return Numeral(
        start, match.end(), match.end("digits"), kind, Decimal(written), written, unit, len(fraction)
    )


def parse_cell(text: str) -> Decimal | None:
    """The number in a table cell, or None for a blank, a dash or a label.

    "1,234.50" → 1234.50; "(3.2)" and "△3.2" → -3.2; "——", "", "合计" → None; "24.24%" → 24.24.
    """
    folded = squeeze(text).replace(",", "")
    number = _CELL.fullmatch(folded)
    if number is None:
        return None
    value = Decimal(number["bracketed"] or number["digits"])
    return -value if number["bracketed"] or number["sign"] else value


_FRACTION = re.compile(r"\.(\d+)")


@lru_cache(maxsize=4096)
def decimals_of(text: str) -> int:
    """Digits printed behind the point: "188.00" → 2, "6" → 0."""
    digits = _FRACTION.search(fold(text))
    return len(digits[1]) if digits else 0


def to_yuan(value: Decimal, unit: str | None, default: str = "万元") -> Decimal:
    """The value in yuan; a missing unit is taken as `default`."""
    return value * UNIT_FACTORS.get(unit or default, UNIT_FACTORS[default])


def half_step(decimals: int) -> Decimal:
    """Half a unit of the last printed digit: 2 → 0.005. The tolerance of one printed operand."""
    return Decimal(5).scaleb(-decimals - 1)
