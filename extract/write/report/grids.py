"""Tables as HTML grids whose cells have an address and know the figures and findings tied to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from extract.records import CellRef, Document, Extraction, Fact, Finding, Link, LinkStatus, Table
from extract.write.report.markup import one_line
from extract.write.words import LINK_ORDER, SEVERITIES

Spot = tuple[str, int, int]
"""Table id, row, column."""
WIDE = 7
"""Characters; a longer text keeps its column wide enough to be read on a phone."""


@dataclass(frozen=True, slots=True)
class Ties:
    """Which facts stand at a span, which are tied to a cell, which findings name a cell."""

    facts: Mapping[tuple[int, int], Sequence[Fact]]
    cells: Mapping[Spot, Sequence[Fact]]
    findings: Mapping[Spot, Sequence[Finding]]
    known: frozenset[str]

    def anchor(self, link: Link | CellRef) -> str | None:
        """The id of the cell on the page, None for a link that has none."""
        if link.table is None or link.row is None or link.column is None or link.table not in self.known:
            return None
        return anchor_of((link.table, link.row, link.column))


def ties_of(extraction: Extraction) -> Ties:
    """The ties of an extraction, each in text order."""
    facts: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    cells: dict[Spot, list[Fact]] = defaultdict(list)
    findings: dict[Spot, list[Finding]] = defaultdict(list)
    for fact in sorted(extraction.facts, key=lambda fact: fact.start):
        facts[fact.start, fact.end].append(fact)
        for link in fact.links:
            if link.table is not None and link.row is not None and link.column is not None:
                cells[link.table, link.row, link.column].append(fact)
    for finding in extraction.findings:
        for ref in finding.cells:
            findings[ref.table, ref.row, ref.column].append(finding)
    known = frozenset(table.id for table in extraction.document.tables)
    return Ties(dict(facts), dict(cells), dict(findings), known)


def status_of(facts: Sequence[Fact]) -> LinkStatus | None:
    """How the facts stand to their cells: the first state of LINK_ORDER that any link has."""
    found = {link.status for fact in facts for link in fact.links}
    return next((status for status in LINK_ORDER if status in found), None)


def anchor_of(spot: Spot) -> str:
    """("t5", 3, 1) → "t5r3c1"."""
    return f"{spot[0]}r{spot[1]}c{spot[2]}"


def title_of(table: Table) -> str:
    """"公开05表 一般公共预算财政拨款支出决算表", or the table's id."""
    return " ".join(part for part in (table.code, table.title or table.kind) if part) or f"表 {table.id[1:]}"


def grid(document: Document, table: Table, ties: Ties) -> Markup:
    """A <figure> with the table: head as printed, every body cell with its id."""
    parts = [_caption(document, table), Markup('<div class="scroll"><table>')]
    if table.header:
        parts.append(Markup("<thead>{}</thead>").format(Markup("").join(_head(table.header))))
    figures = frozenset((cell.row, cell.column) for cell in table.cells if cell.value is not None)
    rows = (_row((table.id, index), row, ties, figures) for index, row in enumerate(table.rows))
    body = Markup("").join(rows)
    parts += [Markup("<tbody>{}</tbody></table></div></figure>").format(body)]
    return Markup("").join(parts)


def _caption(document: Document, table: Table) -> Markup:
    notes = [f"单位：{table.unit}" if table.unit else None]
    notes.append(f"第 {'、'.join(map(str, table.pages))} 页" if table.pages else None)
    return Markup('<figure class="grid" id="{}"><figcaption>{} <small>{}</small></figcaption>').format(
        table.id, one_line(title_of(table)), one_line("　".join(note for note in notes if note))
    )


def _head(rows: Sequence[Sequence[str]]) -> Iterator[Markup]:
    """The head rows; a text above several columns spans them, as its merged cell did in the source."""
    for number, row in enumerate(rows):
        cells = []
        index = 0
        while index < len(row):
            stop = index + 1
            while stop < len(row) and row[index].strip() and _goes_on(rows, number, index, stop):
                stop += 1
            wide = Markup(' colspan="{}"').format(stop - index) if stop - index > 1 else Markup("")
            cells.append(Markup("<th{}>{}</th>").format(wide, one_line(row[index])))
            index = stop
        yield Markup("<tr>{}</tr>").format(Markup("").join(cells))


def _goes_on(rows: Sequence[Sequence[str]], number: int, index: int, column: int) -> bool:
    """Whether a head cell covers a column to its right: its text again, or blank with a head below."""
    text = rows[number][column].strip()
    if text or number + 1 == len(rows):
        return bool(text) and text == rows[number][index].strip()
    above = any(row[column].strip() for row in rows[:number])
    return not above and bool(rows[number + 1][column].strip())


def _row(
    place: tuple[str, int], row: Sequence[str], ties: Ties, figures: frozenset[tuple[int, int]]
) -> Markup:
    table, index = place
    cells = (
        _cell((table, index, column), text, ties, number=(index, column) in figures)
        for column, text in enumerate(row)
    )
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))


def _cell(spot: Spot, text: str, ties: Ties, *, number: bool) -> Markup:
    facts, findings = ties.cells.get(spot, ()), ties.findings.get(spot, ())
    shape = "n" if number else "w" if len(text) > WIDE else ""
    classes = [*([shape] if shape else []), *_classes(facts, findings)]
    name = Markup(' class="{}"').format(" ".join(classes)) if classes else Markup("")
    shown = one_line(text)
    if not facts and not findings:
        return Markup("<td{}>{}</td>").format(name, shown)
    data = Markup(' id="{}"').format(anchor_of(spot))
    if findings:
        data += Markup(' data-f="{}"').format(" ".join(finding.id for finding in findings))
    if facts:
        spans = list(dict.fromkeys(f"g{fact.start}-{fact.end}" for fact in facts))
        data += Markup(' data-g="{}"').format(" ".join(spans))
        shown = Markup('<a href="#{}">{}</a>').format(spans[0], shown or Markup("<small>空</small>"))
    return Markup("<td{}{}>{}</td>").format(name, data, shown)


def _classes(facts: Sequence[Fact], findings: Sequence[Finding]) -> Iterator[str]:
    status = status_of(facts)
    if status:
        yield f"st-{status}"
    worst = next((s for s in SEVERITIES if any(f.severity == s for f in findings)), None)
    if worst:
        yield f"f-{worst}"
