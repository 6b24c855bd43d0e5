"""The rows and cells of a Word table where they stand: spans, vertical merges, edges that drifted apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from extract.read.flow import PlacedCell
from extract.read.package import attribute, local, whole

MOST_SPAN = 1_000
SAME_EDGE = 120
"""Twips (2 mm): column edges closer than this were meant to be one."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of the source and where it goes; `goes_on` with the one above it (vMerge)."""

    element: etree._Element
    row: int
    column: int
    across: int
    goes_on: bool


def slots_of(table: etree._Element) -> list[Slot]:
    """The cells of a table in reading order, rows whose deletion is tracked left out.

    Edges that editing moved apart by a hair count as one, unless a cell would vanish.
    """
    slots = list(_slots(table))
    edges = _edges(table)
    snapped = [_snap(slot, edges) for slot in slots]
    kept = len({(s.row, s.column) for s in snapped}) == len(snapped)
    return snapped if kept and all(s.across > 0 for s in snapped) else slots


def placed(slots: list[Slot], contents: dict[int, PlacedCell]) -> tuple[PlacedCell, ...]:
    """The cells with their spans downwards; `contents` has those of the slots that begin a cell."""
    found: list[PlacedCell] = []
    above: dict[tuple[int, int], int] = {}
    for number, slot in enumerate(slots):
        index = above.get((slot.row - 1, slot.column)) if slot.goes_on else None
        if index is None:
            index = len(found)
            found.append(contents[number])
        else:
            found[index] = replace(found[index], down=slot.row - found[index].row + 1)
        above[slot.row, slot.column] = index
    return tuple(found)


def _slots(table: etree._Element) -> Iterator[Slot]:
    rows = (row for row in children(table, "tr") if _property(row, "trPr", "del") is None)
    for number, row in enumerate(rows):
        column = _count(row, "trPr", "gridBefore")
        for cell in children(row, "tc"):
            across = max(1, _count(cell, "tcPr", "gridSpan"))
            merge = _property(cell, "tcPr", "vMerge")
            goes_on = merge is not None and (attribute(merge, "val") or "continue") == "continue"
            yield Slot(cell, number, column, across, goes_on)
            column += across


def _edges(table: etree._Element) -> list[int]:
    """Grid column → the first column whose left edge is the same for the eye."""
    grid = next((child for child in table if local(child) == "tblGrid"), None)
    widths = [] if grid is None else [whole(attribute(c, "w")) for c in grid if local(c) == "gridCol"]
    edges, kept, at = [0], 0, 0
    for index, width in enumerate(widths, 1):
        at += width
        if width == 0 or at >= SAME_EDGE:
            kept, at = index, 0
        edges.append(kept)
    return edges if any(widths) else []


def _snap(slot: Slot, edges: list[int]) -> Slot:
    first, last = (edges[at] if at < len(edges) else at for at in (slot.column, slot.column + slot.across))
    return replace(slot, column=first, across=last - first)


def children(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children of that tag, those in content controls and insertions included."""
    for child in element:
        if local(child) == tag:
            yield child
        elif local(child) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from children(child, tag)


def _property(element: etree._Element, group: str, name: str) -> etree._Element | None:
    found = (c for g in element if local(g) == group for c in g if local(c) == name)
    return next(found, None)


def _count(element: etree._Element, group: str, name: str) -> int:
    """A count among the properties of a row or a cell, 0 where unsaid."""
    said = _property(element, group, name)
    return min(whole(attribute(said, "val")), MOST_SPAN) if said is not None else 0
