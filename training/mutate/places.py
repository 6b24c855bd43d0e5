"""Every place of a generated disclosure that can be altered, with what it says: figures, cells, codes.

Places come from the gold of the generator, never from our own output: a figure we fail to tag is a place
all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from annotations.generate.script import Grid, GridCell, Paragraph, Script, StatedFact

Where = Literal["prose", "cell", "code", "code cell", "name"]
AMOUNTS = ("决算数", "年初预算数", "全年预算数", "预算数", "上年数", "增减额")
FACTORS = {
    "万元": Decimal(1),
    "万": Decimal(1),
    "元": Decimal("0.0001"),
    "亿元": Decimal(10_000),
    "亿": Decimal(10_000),
    "%": Decimal(1),
}
"""万元 in one of each unit; rates stay as they are."""

_MOVES = re.compile(r"(?P<word>增加|增长|上升|提高|上涨|减少|下降|降低|下滑)(?:了|额|率|为|约|是|达|\s)*$")


@dataclass(frozen=True, slots=True)
class Place:
    """One stretch that can be altered.

    prose, code, name: [start, end) of the paragraph `part`; cell: `row`, `column` of the grid `part`.
    `value` is in 万元 or percent, signed; `half` half a unit of the last printed digit.
    """

    where: Where
    part: int
    text: str
    value: Decimal
    half: Decimal
    start: int = 0
    end: int = 0
    row: int = 0
    column: int = 0
    fact: StatedFact | None = None
    cell: GridCell | None = None
    section: int = 0
    word: tuple[int, int] | None = None
    """Where the word for more or less stands that gives a change its sign."""

    @property
    def measure(self) -> str:
        """What a figure of the prose states; "" for a cell."""
        return self.fact.measure if self.fact else ""

    @property
    def item(self) -> str:
        """The line it is of."""
        return self.fact.item if self.fact else self.cell.label if self.cell else ""


def places(script: Script) -> tuple[Place, ...]:
    """All places in document order; zeros and blanks are none."""
    found: list[Place] = []
    section = 0
    for index, part in enumerate(script.parts):
        if isinstance(part, Grid):
            found += _cells(index, part)
            continue
        section = index if part.kind == "heading" and part.level <= 2 else section
        found += _figures(index, part, section)
        found += _codes(index, part, section)
    return tuple(found)


def read_number(text: str, unit: str | None) -> tuple[Decimal, Decimal]:
    """(value, half step) of a printed numeral in 万元 or percent: "1,204.50" → (1204.50, 0.005)."""
    digits = re.sub(r"[^\d.-]", "", text)
    factor = FACTORS.get(unit or "万元", Decimal(1))
    _, _, fraction = digits.partition(".")
    return Decimal(digits) * factor, Decimal(5).scaleb(-len(fraction) - 1) * factor


def _figures(index: int, part: Paragraph, section: int) -> Iterator[Place]:
    """One place for each stated figure; a figure that serves two lines is one place with its first line."""
    seen: set[int] = set()
    for fact in part.facts:
        if fact.start in seen:
            continue
        seen.add(fact.start)
        text = part.text[fact.start : fact.end]
        value, half = read_number(text, fact.unit)
        if value == 0:
            continue
        negative = Decimal(fact.value) < 0
        word = _MOVES.search(part.text, 0, fact.start) if fact.measure in ("增减额", "增减率") else None
        yield Place(
            "prose",
            index,
            text,
            -abs(value) if negative else value,
            half,
            fact.start,
            fact.end,
            fact=fact,
            section=section,
            word=word.span("word") if word else None,
        )


def _codes(index: int, part: Paragraph, section: int) -> Iterator[Place]:
    for mark in part.marks:
        if mark.label == "CODE":
            text = part.text[mark.start : mark.end]
            yield Place("code", index, text, Decimal(0), Decimal(0), mark.start, mark.end, section=section)


def _cells(index: int, grid: Grid) -> Iterator[Place]:
    for cell in grid.cells:
        text = grid.rows[cell.row][cell.column]
        if cell.value and re.search(r"[1-9]", text) and not re.search(r"[\u4e00-\u9fff]", text):
            value, half = read_number(text, grid.unit)
            yield Place("cell", index, text, value, half, row=cell.row, column=cell.column, cell=cell)
    for row, texts in enumerate(grid.rows):
        code = next((c.code for c in grid.cells if c.row == row and c.code), None)
        for column, text in enumerate(texts[:3]):
            if code and text.strip() == code and len(code) >= 5:
                yield Place("code cell", index, text, Decimal(0), Decimal(0), row=row, column=column)
