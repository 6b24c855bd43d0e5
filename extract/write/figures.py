"""The figures a reader wants at a glance, in 万元, read from the forms and, failing them, from the prose.

Nothing is computed here but last year's figure (this year's less the printed change): what the document
does not state is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract import forms
from extract.amounts import to_yuan
from extract.budget_forms import with_final_kinds
from extract.catalogue.names import split_path
from extract.records import Cell, Document, Extraction, Fact, Table
from extract.text import squeeze

YUAN_IN_WAN = Decimal(10_000)
_TOTALS = ("合计", "总计", "本年支出合计", "本年收入合计", "收入总计", "支出总计")
_CLASS_LABEL = re.compile(r"^[一二三四五六七八九十]+、")
_SPENDING = re.compile(r"支出$|债务付息|债务还本|预备费")
THREE_PUBLIC_PARTS = ("因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费")


@dataclass(frozen=True, slots=True)
class Amount:
    """A named amount in 万元: ("住房保障支出", 12.05)."""

    name: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Pair:
    """A name with two amounts in 万元, e.g. this year's and last year's; either may be unsaid."""

    name: str
    first: Decimal | None
    second: Decimal | None


def in_wan(value: Decimal, unit: str | None, document: Document) -> Decimal:
    """The value in 万元; a missing unit is the document's own."""
    return to_yuan(value, unit, document.profile.currency_unit or "万元") / YUAN_IN_WAN


def key_figures(extraction: Extraction) -> tuple[Amount, ...]:
    """Totals of income and expenditure, general-budget expenditure, 三公: those that are stated."""
    wanted: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
        ("收入总计", forms.OVERALL, "收入", ("总计", "收入总计")),
        ("支出总计", forms.OVERALL, "支出", ("总计", "支出总计")),
        ("一般公共预算财政拨款支出", forms.GENERAL_BUDGET, "合计", ("合计", "总计", "本年支出合计")),
        ("“三公”经费支出", forms.THREE_PUBLIC, f"{extraction.document.profile.own_measure}-合计", ()),
    )
    found = ((one[0], _key_figure(extraction, *one)) for one in wanted)
    return tuple(Amount(name, value) for name, value in found if value is not None)


def _key_figure(
    extraction: Extraction, name: str, kind: str, key: str, labels: tuple[str, ...]
) -> Decimal | None:
    for table, cell in _cells(with_final_kinds(extraction.document), kind, key):
        if cell.value is not None and (not labels or squeeze(cell.label) in labels):
            return in_wan(cell.value, table.unit, extraction.document)
    measure = extraction.document.profile.own_measure
    stated = (f for f in extraction.facts if f.measure == measure and squeeze(f.item.name) == squeeze(name))
    fact = next(stated, None)
    return None if fact is None else in_wan(fact.number, fact.unit, extraction.document)


def _cells(document: Document, kind: str, key: str) -> Iterator[tuple[Table, Cell]]:
    for table in document.tables:
        if table.kind == kind:
            yield from ((table, cell) for cell in table.cells if cell.key == key)


def composition(extraction: Extraction) -> tuple[Amount, ...]:
    """Spending by functional class (类), the largest first; () where no form lists two classes."""
    document = with_final_kinds(extraction.document)
    places = (
        (forms.EXPENDITURE, "本年支出合计"), (forms.GENERAL_BUDGET, "合计"), (forms.OVERALL, "支出"),
    )
    for kind, key in places:
        classes = {
            _class_name(cell.label): in_wan(cell.value, table.unit, document)
            for table, cell in _cells(document, kind, key)
            if cell.value is not None and cell.value > 0 and _is_class(cell, overall=kind == forms.OVERALL)
        }
        if len(classes) > 1:
            return tuple(sorted((Amount(*pair) for pair in classes.items()), key=lambda a: -a.value))
    return ()


def _is_class(cell: Cell, *, overall: bool) -> bool:
    label = squeeze(cell.label)
    if label in _TOTALS:
        return False
    if overall:
        return bool(_CLASS_LABEL.match(label) and _SPENDING.search(label))
    return cell.code is not None and len(cell.code) == 3


def _class_name(label: str) -> str:
    return _CLASS_LABEL.sub("", squeeze(label))


def against_last_year(extraction: Extraction) -> tuple[Pair, ...]:
    """(name, this year, last year) of each line whose change against last year the prose states."""
    pairs: dict[str, Pair] = {}
    for fact in extraction.facts:
        if fact.measure != "增减额" or fact.base != "上年数" or fact.item.name in pairs:
            continue
        now = _same_line(extraction, fact)
        if now is not None:
            this_year = in_wan(now.number, now.unit, extraction.document)
            change = in_wan(fact.number, fact.unit, extraction.document)
            if this_year - change >= 0:
                pairs[fact.item.name] = Pair(_last_name(fact.item.name), this_year, this_year - change)
    return tuple(pairs.values())


def _last_name(name: str) -> str:
    """The line itself without the path to it: "教育支出（类）进修及培训（款）培训支出（项）" → "培训支出"."""
    levels = split_path(name)
    return levels[-1].name or name if levels else name


def _same_line(extraction: Extraction, change: Fact) -> Fact | None:
    """This year's figure of the line a change belongs to, from the same paragraph first.

    One that contradicts its table is left out: a chart must not draw a misprint.
    """
    measure = extraction.document.profile.own_measure
    lines = [
        f for f in extraction.facts
        if f.measure == measure and f.item == change.item and all(n.status != "mismatch" for n in f.links)
    ]
    near = (f for f in lines if f.passage == change.passage)
    return next(near, lines[0] if lines else None)


def three_public(extraction: Extraction) -> tuple[Pair, ...]:
    """(item, budget, final) of the 三公 form; () where it is absent or empty."""
    document = with_final_kinds(extraction.document)
    values = {
        cell.key: in_wan(cell.value, table.unit, document)
        for table in document.tables
        if table.kind == forms.THREE_PUBLIC
        for cell in table.cells
        if cell.key and cell.value is not None
    }
    names = (*THREE_PUBLIC_PARTS, "合计")
    pairs = (Pair(n, values.get(f"预算数-{n}"), values.get(f"决算数-{n}")) for n in names)
    return tuple(pair for pair in pairs if pair.first or pair.second)
