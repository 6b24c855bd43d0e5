"""The document in reading order as HTML pieces: headings, tagged paragraphs, tables in their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from extract.labels import NUMERAL_LABELS
from extract.records import Block, Document, Extraction, Finding, Tag
from extract.write.report.grids import Ties, grid, status_of
from extract.write.report.markup import Span, breaks, merged, one_line, render
from extract.write.width import escape
from extract.write.words import LABELS, LINKS, SEVERITIES

HIGHEST_HEADING = 2
"""Headings of the document begin at <h3>; the page's own are <h1> and <h2>."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One block as it is shown: its kind, its HTML, and the heading level where it is one."""

    kind: str
    html: Markup
    start: int
    end: int
    level: int = 0
    gaps: tuple[tuple[int, int], ...] = ()
    anchor: str = ""


def pieces(extraction: Extraction, ties: Ties) -> Iterator[Piece]:
    """The blocks in text order; tables that have no place in the text come last."""
    document = extraction.document
    writer = _Writer(extraction, ties)
    placed = [(table.start, table) for table in document.tables if table.start is not None]
    shown: set[str] = set()
    for block in document.blocks:
        inside = [t for start, t in placed if block.start <= start < block.end and t.id not in shown]
        if block.kind == "table" and inside:
            for table in inside:
                shown.add(table.id)
                yield Piece("table", grid(document, table, ties), block.start, block.end)
        elif document.text[block.start : block.end].strip():
            yield from writer.block(block)
    for table in document.tables:
        if table.id not in shown:
            end = len(document.text)
            yield Piece("table", grid(document, table, ties), end, end)


class _Writer:
    """Renders blocks with the spans that fall into them."""

    def __init__(self, extraction: Extraction, ties: Ties) -> None:
        self.document: Document = extraction.document
        self.ties = ties
        self.aside = [(b.start, b.end) for b in self.document.blocks if b.kind == "furniture"]
        self.findings = sorted(
            (f for f in extraction.findings if f.start is not None and not _is_table(self.document, f)),
            key=lambda f: f.start or 0,
        )
        self.reasons = [t for t in extraction.tags if t.label == "REASON"]
        self.figures = [t for t in extraction.tags if t.label != "REASON"]
        self.anchors = {section.start: section.id for section in self.document.sections}
        self.seen: set[int] = set()

    def block(self, block: Block) -> Iterator[Piece]:
        """The piece of a block; page furniture inside a paragraph is part of the paragraph."""
        if block.kind == "furniture":
            if block.start not in self.seen:
                yield Piece("furniture", one_line(self._text(block)), block.start, block.end)
            return
        gaps: tuple[tuple[int, int], ...] = ()
        if block.kind in ("prose", "heading"):
            inside = [g for g in self.aside if block.start <= g[0] < block.end]
            self.seen.update(start for start, _ in inside)
            gaps = merged([*breaks(self.document.text, block.start, block.end), *inside])
        html = render(self.document.text, block.start, block.end, self._layers(block), gaps=gaps)
        level = min(block.level + HIGHEST_HEADING, 6) if block.kind == "heading" else 0
        anchor = f"s{block.start}" if block.kind == "heading" else ""
        yield Piece(block.kind, html, block.start, block.end, level, gaps, anchor)

    def _text(self, block: Block) -> str:
        return self.document.text[block.start : block.end]

    def _layers(self, block: Block) -> list[list[Span]]:
        def inside(start: int, end: int) -> bool:
            return start < block.end and end > block.start

        marked = [f for f in self.findings if f.start is not None and inside(f.start, f.end or f.start)]
        reasons = [self._tag(t) for t in self.reasons if inside(t.start, t.end)]
        figures = [self._tag(t) for t in self.figures if inside(t.start, t.end)]
        return [marks(marked), _apart(reasons), _apart(figures)]

    def _tag(self, tag: Tag) -> Span:
        """A figure that is tied to a cell is a link there; any other is a stop for the keyboard."""
        facts = self.ties.facts.get((tag.start, tag.end), ())
        status = status_of(facts)
        numeral = tag.label in NUMERAL_LABELS
        classes = ["t", tag.label, *(["num"] if numeral else []), *([f"st-{status}"] if status else [])]
        words = [LABELS[tag.label], tag.role, *dict.fromkeys(fact.item.name for fact in facts)]
        words.append(LINKS[status] if status else None)
        common = Markup('class="{}" data-s="{}" data-e="{}" title="{}"').format(
            " ".join(classes), tag.start, tag.end, escape(" · ".join(word for word in words if word))
        )
        cells = (self.ties.anchor(link) for fact in facts for link in fact.links)
        cell = next((anchor for anchor in cells if anchor), None)
        name = Markup("a" if cell else "span")
        if cell:
            common += Markup(' href="#{}"').format(cell)
        elif numeral:
            common += Markup(' tabindex="0"')
        start = Markup('<{} id="g{}-{}" {}>').format(name, tag.start, tag.end, common)
        again = Markup("<{} {}>").format(name, common)
        return Span(tag.start, tag.end, start, Markup("</{}>").format(name), again)


def _is_table(document: Document, finding: Finding) -> bool:
    return any((t.start, t.end) == (finding.start, finding.end) for t in document.tables)


def _apart(spans: Sequence[Span]) -> list[Span]:
    return sorted(spans, key=lambda span: (span.start, -span.end))


def marks(findings: Sequence[Finding]) -> list[Span]:
    """The stretches that findings are about, cut where they overlap; each knows all its findings."""
    edges = sorted({edge for f in findings for edge in (f.start, f.end) if edge is not None})
    cover: dict[int, list[Finding]] = defaultdict(list)
    for index, left in enumerate(edges[:-1]):
        for finding in findings:
            if finding.start is not None and finding.start <= left < (finding.end or 0):
                cover[index].append(finding)
    return [_mark(edges[i], edges[i + 1], over) for i, over in sorted(cover.items())]


def _mark(start: int, end: int, findings: Sequence[Finding]) -> Span:
    worst = next(s for s in SEVERITIES if any(f.severity == s for f in findings))
    ids = " ".join(finding.id for finding in findings)
    again = Markup('<mark class="{}" data-f="{}">').format(worst, ids)
    anchors = (Markup('<i id="f-{}" data-n="0"></i>').format(f.id) for f in findings if f.start == start)
    return Span(start, end, again + Markup("").join(anchors), Markup("</mark>"), again)
