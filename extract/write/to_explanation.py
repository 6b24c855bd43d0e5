"""One finding told in full: its rule and what that rests on, every figure and cell in it, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.records import CellRef, Extraction, Fact, Finding
from extract.write.paint import Painter
from extract.write.place import cell_name, line_or_page, place_of, quote_of
from extract.write.to_text import headline, numbered
from extract.write.width import escape
from extract.write.words import CHECKS, LINKS


def to_explanation(
    extraction: Extraction,
    finding: Finding,
    *,
    says: str,
    bases: Sequence[str],
    advice: str,
    width: int = 80,
    colour: bool = False,
) -> str:
    """The finding as lines of at most `width` cells: rule, source, place, quotes, figures, cells, advice.

    `says` and `bases` are what the rule demands and rests on, `advice` is for whoever must mend it.
    """
    painter = Painter(max(width, 40), colour)
    lines = [headline(painter, numbered(extraction).index(finding) + 1, finding)]
    for name, text in _parts(extraction, finding, says, bases, advice):
        lines += painter.entry(name, escape(text))
    return "\n".join(lines) + "\n"


def to_rule(
    rule: str,
    *,
    name: str,
    says: str,
    bases: Sequence[str],
    extraction: Extraction | None = None,
    width: int = 80,
    colour: bool = False,
) -> str:
    """What a rule demands and rests on, and how it came out in an extraction where one is given."""
    painter = Painter(max(width, 40), colour)
    lines = [f"{painter.paint(name, 'title')}  {painter.paint(rule, 'dim')}", *painter.entry("规则", says)]
    lines += [line for name, text in _bases(bases) for line in painter.entry(name, text)]
    for check in extraction.checks if extraction else ():
        if check.rule == rule:
            why = f"；{check.why}" if check.why else ""
            told = f"{CHECKS[check.status]}，核对了 {check.count} 处{why}"
            lines += painter.entry("本文件", escape(told))
    return "\n".join(lines) + "\n"


def _parts(
    extraction: Extraction, finding: Finding, says: str, bases: Sequence[str], advice: str
) -> Iterator[tuple[str, str]]:
    yield "编号", finding.id
    if says:
        yield "规则", says
    yield from _bases(bases)
    yield "位置", place_of(extraction.document, finding)
    quote = quote_of(extraction, finding)
    if quote:
        yield "原文", f"“{quote}”"
    yield "理由", finding.message
    yield from _figures(extraction, finding)
    yield from _cells(extraction, finding)
    for name, value in (("所写", finding.actual), ("应为", finding.expected), ("相差", finding.difference)):
        if value is not None:
            yield name, value
    yield "怎么办", advice


def _bases(bases: Sequence[str]) -> Iterator[tuple[str, str]]:
    for number, text in enumerate(bases):
        yield "" if number else "依据", text


def _figures(extraction: Extraction, finding: Finding) -> Iterator[tuple[str, str]]:
    """Every figure of the sum with its own place and, where it differs from the one before, its quote."""
    facts = {fact.id: fact for fact in extraction.facts}
    said = ""
    for number, fact in enumerate(facts[name] for name in finding.facts if name in facts):
        quote = " ".join(fact.quote.split())
        where = line_or_page(extraction.document, fact.start, fact.page)
        told = f"{_figure(fact)}，{where}" if where else _figure(fact)
        yield "" if number else "各数", told if quote == said else f"{told}：“{quote}”"
        said = quote


def _figure(fact: Fact) -> str:
    linked = "、".join(dict.fromkeys(LINKS[link.status] for link in fact.links))
    return f"{fact.item.name} {fact.measure} {fact.value}{fact.unit or ''}" + (
        f"（对表：{linked}）" if linked else ""
    )


def _cells(extraction: Extraction, finding: Finding) -> Iterator[tuple[str, str]]:
    """Every cell the finding names or its figures are tied to, with what is printed there."""
    facts = {fact.id: fact for fact in extraction.facts}
    linked = [
        CellRef(link.table, link.row, link.column)
        for name in finding.facts
        if name in facts
        for link in facts[name].links
        if link.table is not None and link.row is not None and link.column is not None
    ]
    for number, ref in enumerate(dict.fromkeys((*finding.cells, *linked))):
        yield "" if number else "表格", _cell(extraction, ref)


def _cell(extraction: Extraction, ref: CellRef) -> str:
    table = next((table for table in extraction.document.tables if table.id == ref.table), None)
    cells = table.cells if table else ()
    cell = next((c for c in cells if (c.row, c.column) == (ref.row, ref.column)), None)
    page = f"，第 {cell.page} 页" if cell and cell.page else ""
    printed = (cell.text or "空白") if cell else "空白"
    return f"{cell_name(extraction.document, ref)}{page}：{' '.join(printed.split())}"
