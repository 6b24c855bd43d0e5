"""Findings as cards: place, both sides quoted, what is written and what it should be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from extract.records import Extraction, Fact, Finding
from extract.write.place import place_of, quote_of
from extract.write.report.grids import Ties, anchor_of, title_of
from extract.write.report.markup import one_line
from extract.write.to_text import numbered
from extract.write.words import KINDS, SEVERITIES

MOST_SIDES = 12
"""Cells or figures listed on a card; a sum over more names how many there are."""


@dataclass(frozen=True, slots=True)
class Side:
    """One thing a finding rests on: what it is, what it says, where it is on the page."""

    name: Markup
    value: Markup
    href: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """A finding as the page shows it."""

    finding: Finding
    number: int
    severity: str
    kind: str
    place: Markup
    quote: Markup
    message: Markup
    actual: Markup | None
    expected: Markup | None
    difference: Markup | None
    sides: tuple[Side, ...]
    more: int
    href: str | None


def cards(extraction: Extraction, ties: Ties) -> Iterator[Card]:
    """One card per finding, numbered as the report in the terminal numbers them."""
    for number, finding in enumerate(numbered(extraction), 1):
        sides = tuple(_sides(extraction, finding, ties))
        yield Card(
            finding, number, SEVERITIES[finding.severity], KINDS[finding.kind],
            one_line(place_of(extraction.document, finding)), _quote(extraction, finding),
            one_line(finding.message), _line(finding.actual), _line(finding.expected),
            _line(finding.difference), sides[:MOST_SIDES], max(len(sides) - MOST_SIDES, 0),
            _target(extraction, finding, ties),
        )


def _line(text: str | None) -> Markup | None:
    return None if text is None else one_line(text)


def _quote(extraction: Extraction, finding: Finding) -> Markup:
    """The clause with the questioned words marked."""
    quote = quote_of(extraction, finding)
    wrong = finding.actual or ""
    if not wrong or quote.count(wrong) != 1:
        return one_line(quote)
    before, after = quote.split(wrong)
    return Markup("{}<b>{}</b>{}").format(one_line(before), one_line(wrong), one_line(after))


def _sides(extraction: Extraction, finding: Finding, ties: Ties) -> Iterator[Side]:
    facts = {fact.id: fact for fact in extraction.facts}
    for key in finding.facts:
        if key in facts:
            yield _prose_side(facts[key])
    tables = {table.id: table for table in extraction.document.tables}
    for ref in finding.cells:
        table = tables.get(ref.table)
        if table is None or ref.row >= len(table.rows) or ref.column >= len(table.rows[ref.row]):
            continue
        cell = next((c for c in table.cells if (c.row, c.column) == (ref.row, ref.column)), None)
        label = cell.label if cell else table.row_keys[ref.row].label
        column = table.columns[ref.column] if ref.column < len(table.columns) else ""
        name = f"表格：{title_of(table)}，“{label}”行“{column}”列"
        yield Side(one_line(name), one_line(table.rows[ref.row][ref.column] or "（空）"), ties.anchor(ref))


def _prose_side(fact: Fact) -> Side:
    year = f"{fact.year}年" if fact.year else ""
    name = one_line(f"正文：{year}{fact.item.name}{fact.measure}")
    return Side(name, one_line(f"{fact.value}{fact.unit or ''}"), f"g{fact.start}-{fact.end}")


def _target(extraction: Extraction, finding: Finding, ties: Ties) -> str | None:
    """Where a click on the card leads: the marked words, else the first cell, else its table."""
    whole_tables = {(table.start, table.end) for table in extraction.document.tables}
    if finding.cells and (finding.start, finding.end) in whole_tables:
        ref = finding.cells[0]
        return anchor_of((ref.table, ref.row, ref.column)) if ref.table in ties.known else None
    if finding.start is not None:
        return f"f-{finding.id}"
    return ties.anchor(finding.cells[0]) if finding.cells else None
