"""Where the parts of a script landed in a written file: offsets in text, pages in a PDF."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part stands: [start, end) of the file; a break came in before each offset of `cuts`."""

    start: int
    end: int
    cuts: tuple[int, ...] = ()

    def at(self, offset: int) -> int:
        """File offset of a character of the part."""
        return self.start + offset + bisect_right(self.cuts, offset)


@dataclass(frozen=True, slots=True)
class TxtFile:
    """The decoded file and the place of each part of the script, by index."""

    text: str
    places: tuple[Place, ...]

    def span(self, part: int, start: int, end: int) -> tuple[int, int]:
        """File offsets of [start, end) of a part; a break inside belongs to the span."""
        place = self.places[part]
        return place.at(start), (place.at(end - 1) + 1 if end > start else place.at(start))

    def line(self, offset: int) -> int:
        """The line of a file offset, counted from 1."""
        return self.text.count("\n", 0, offset) + 1


@dataclass(frozen=True, slots=True)
class PdfFile:
    """How many pages, and per part of the script (first offset, page) for each stretch on a page."""

    pages: int
    stretches: tuple[tuple[tuple[int, int], ...], ...]

    def page(self, part: int, offset: int) -> int:
        """The page, counted from 1, on which a character of a paragraph stands."""
        stretches = self.stretches[part]
        return stretches[max(0, bisect_right(stretches, (offset, 1 << 30)) - 1)][1]
