"""Where a stretch of text stands on paper: page and box from the printed lines of the document.

And what rests on recognised pictures: scores are weighed, findings marked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, takewhile

from extract.records import BBox, CellRef, Document, Fact, Finding, Line, Tag

_BREAK = re.compile(r"\s*[\r\n]\s*")
Place = tuple[int | None, BBox | None]


def locate(lines: Sequence[Line], start: int, end: int) -> Place:
    """(3, (72.0, 100.0, 132.0, 112.0)) for text[start:end]; (None, None) where no line covers it.

    `lines` are in text order. A span that runs over a page break is shown on its first page; one that
    runs over several lines gets the box around all its pieces there. PDF points, top-left origin.
    """
    pieces = line_boxes(lines, start, end)
    page = pieces[0][0] if pieces else None
    return page, _around([box for _, box in takewhile(lambda piece: piece[0] == page, pieces)])


def line_boxes(lines: Sequence[Line], start: int, end: int) -> tuple[tuple[int, BBox], ...]:
    """(page, box) of each printed line's piece of text[start:end], in text order."""
    first = bisect_right(lines, start, key=lambda line: line.end)
    within = takewhile(lambda line: line.start < end, islice(lines, first, None))
    pieces = ((line.page, _piece(line, start, end)) for line in within)
    return tuple((page, box) for page, box in pieces if box is not None)


def _piece(line: Line, start: int, end: int) -> BBox | None:
    xs = line.xs[max(start - line.start, 0) : end - line.start]
    if not xs:
        return None
    return min(x for x, _ in xs), line.top, max(x for _, x in xs), line.bottom


def _around(boxes: Sequence[BBox]) -> BBox | None:
    if not boxes:
        return None
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)


def place_tags(document: Document, tags: Sequence[Tag]) -> tuple[Tag, ...]:
    """The same tags with page and box, and their text as the source writes it."""
    return tuple(_place_tag(document, tag) for tag in tags)


def _place_tag(document: Document, tag: Tag) -> Tag:
    page, box = locate(document.lines, tag.start, tag.end)
    return replace(tag, text=surface(document.text[tag.start : tag.end]), page=page, bbox=box)


def surface(text: str) -> str:
    """A stretch of the source on one line: "285.63 万元" keeps its space, a break inside is joined."""
    return _BREAK.sub("", text)


def place_facts(document: Document, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The same facts with page and box."""
    places = (locate(document.lines, fact.start, fact.end) for fact in facts)
    return tuple(replace(fact, page=page, bbox=box) for fact, (page, box) in zip(facts, places, strict=True))


def place_findings(document: Document, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The same findings with offsets and page: one about cells alone stands where its first table stands."""
    return tuple(_place_finding(document, finding) for finding in findings)


def _place_finding(document: Document, finding: Finding) -> Finding:
    start, end, page = finding.start, finding.end, finding.page
    ref = finding.cells[0] if finding.cells else None
    table = next((t for t in document.tables if ref and t.id == ref.table), None)
    if start is None and table is not None:
        start, end = table.start, table.end
    box: BBox | None = None
    if finding.start is not None and start is not None and end is not None:
        page, box = locate(document.lines, start, end)
    elif table is not None and ref is not None:
        cell = next((c for c in table.cells if (c.row, c.column) == (ref.row, ref.column)), None)
        page, box = (cell.page, cell.bbox) if cell else (None, None)
        page = page or next(iter(table.pages), None)
    return replace(finding, start=start, end=end, page=page or finding.page, bbox=box)


def weigh_tags(document: Document, tags: Sequence[Tag]) -> tuple[Tag, ...]:
    """The same tags, those on recognised pictures with their score times that of the recognition."""
    if not document.source.ocr_pages:
        return tuple(tags)
    return tuple(replace(tag, score=tag.score * _sureness(document.lines, tag)) for tag in tags)


def _sureness(lines: Sequence[Line], tag: Tag) -> float:
    first = bisect_right(lines, tag.start, key=lambda line: line.end)
    scores = [line.score for line in lines[first : first + 20] if line.start < tag.end]
    return min(scores, default=1.0)


def mark_recognised(
    document: Document, facts: Sequence[Fact], findings: Sequence[Finding]
) -> tuple[Finding, ...]:
    """The same findings, `ocr` set where a figure or a cell they rest on stands on a recognised page.

    One that names no page at all rests on the whole document.
    """
    pages = frozenset(document.source.ocr_pages)
    if not pages:
        return tuple(findings)
    known = {fact.id: fact for fact in facts}
    cells = {CellRef(t.id, c.row, c.column): c.page for t in document.tables for c in t.cells}

    def rests(finding: Finding) -> bool:
        used = [known[name] for name in finding.facts if name in known]
        linked = [
            CellRef(link.table, link.row, link.column) for fact in used for link in fact.links
            if link.table is not None and link.row is not None and link.column is not None
        ]
        found = {finding.page, *(fact.page for fact in used)}
        found |= {cells.get(ref) for ref in (*finding.cells, *linked)}
        found.discard(None)
        return not pages.isdisjoint(found) if found else True

    return tuple(replace(finding, ocr=rests(finding)) for finding in findings)
