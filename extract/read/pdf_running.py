"""What only all pages together tell: margins, line distance, headers, footers. One page is held at a time."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from extract.read.lines import is_page_number
from extract.read.pdf_lines import Margins, PrintedLine
from extract.read.pdf_sheets import Sheet
from extract.text import squeeze

MARGIN_SHARE = 0.1
"""Headers and footers stand within this share of the page height."""
LONG_LINE = 10
Place = tuple[int, int]
"""A line by the number of its page and its own among the lines of that page, from 0."""


class _Edge(NamedTuple):
    """A line near the top or the bottom of its page: what it says, digits aside."""

    place: Place
    form: str
    numbers_page: bool


def find_furniture(sheets: Iterable[Sheet]) -> frozenset[Place]:
    """The lines that are headers, footers or page numbers.

    A line near the top or bottom edge is furniture where it is a page number, or where it comes
    again on at least three pages (digits aside) and on a quarter of all.
    """
    edges: list[_Edge] = []
    pages = 0
    for pages, sheet in enumerate(sheets, 1):  # noqa: B007 (the count is used)
        edges += _edges(sheet)
    counts = Counter(edge.form for edge in edges)
    needed = max(3, pages // 4)
    return frozenset(e.place for e in edges if e.numbers_page or counts[e.form] >= needed)


def _edges(sheet: Sheet) -> Iterable[_Edge]:
    lines, height = sheet.lines, sheet.height
    for index in sorted({0, 1, len(lines) - 2, len(lines) - 1} & set(range(len(lines)))):
        line = lines[index]
        if line.base < MARGIN_SHARE * height or line.base - line.size > (1 - MARGIN_SHARE) * height:
            form = re.sub(r"\d+", "#", squeeze(line.text))
            yield _Edge((sheet.number, index), form, is_page_number(line.text))


@dataclass(slots=True)
class _Sides:
    """Where the lines of pages of one width begin and end."""

    lefts: array[float] = field(default_factory=lambda: array("d"))
    rights: array[float] = field(default_factory=lambda: array("d"))

    def add(self, line: PrintedLine) -> None:
        self.lefts.append(line.x0)
        self.rights.append(line.x1)

    def margins(self) -> Margins:
        lefts = Counter(round(x / 3) for x in self.lefts)
        enough = max(1, len(self.lefts) // 20)
        left = min(x for x, count in lefts.items() if count >= enough) * 3.0
        return Margins(left, sorted(self.rights)[int(len(self.rights) * 0.9)])


@dataclass(slots=True)
class _Width:
    """The sides of all lines and of long ones, those of at least `LONG_LINE` characters."""

    every: _Sides = field(default_factory=_Sides)
    long: _Sides = field(default_factory=_Sides)

    def add(self, line: PrintedLine) -> None:
        self.every.add(line)
        if len(line.text) >= LONG_LINE:
            self.long.add(line)

    def margins(self) -> Margins:
        return (self.long if self.long.lefts else self.every).margins()


@dataclass(frozen=True, slots=True)
class Running:
    """The running text of a document: its margins by width of page, its line distance in points.

    `leading` is the commonest distance between two lines, 0 where there are none.
    """

    margins: dict[int, Margins]
    leading: float

    @classmethod
    def of(cls, sheets: Iterable[Sheet], furniture: frozenset[Place]) -> Running:
        """Told by the lines that are no furniture."""
        widths: dict[int, _Width] = {}
        steps: Counter[int] = Counter()
        for sheet in sheets:
            body = [n for i, n in enumerate(sheet.lines) if (sheet.number, i) not in furniture]
            width = widths.setdefault(round(sheet.width), _Width())
            for line in body:
                width.add(line)
            steps.update(_steps(body))
        margins = {size: width.margins() for size, width in widths.items() if width.every.lefts}
        return cls(margins, float(steps.most_common(1)[0][0]) if steps else 0.0)


def _steps(lines: Iterable[PrintedLine]) -> Iterable[int]:
    """The distances between lines of running text of one page, in whole points."""
    for a, b in pairwise(lines):
        if 0.8 * b.size < b.base - a.base < 3.2 * b.size and len(a.text) > 15:
            yield round(b.base - a.base)
