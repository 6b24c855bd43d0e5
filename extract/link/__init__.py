"""Facts → the same facts with links: every cell that must carry the figure, by address, never by value.

A wrong figure still finds its cell (status mismatch). More than one candidate left is `ambiguous`, a form
or row that is not in the document is `absent`; a measure no form carries (占比, 增减) has no links.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from extract.budget_forms import ALL_INCOME, planned_kind, with_final_kinds
from extract.catalogue import with_name
from extract.catalogue.names import DIGITS, PathLevel, split_path
from extract.catalogue.topics import topic_at
from extract.catalogue.units import usual_unit
from extract.forms import INCOME
from extract.labels import BUDGETS
from extract.link.address import Address
from extract.link.addresses import named_addresses
from extract.link.budgets import (
    PLANNED,
    budget_accounts,
    budget_addresses,
)
from extract.link.columns import Forms, forms_of
from extract.link.compare import status
from extract.link.lines import ACCOUNTS
from extract.link.rows import Found, find
from extract.link.said import full_name
from extract.link.scope import in_scope
from extract.once import changed
from extract.records import Document, Fact, Item, Link

UNLINKED_TOPICS = frozenset({"释义", "绩效", "资产"})
LINKED_MEASURES = frozenset({"决算数", "上年数", *BUDGETS})


def link(document: Document, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The facts with their links filled; the primary cell first.

    五（二） "卫生健康支出6.71万元" → form 05 row 210 column 合计, form 04 row 九 column 一般公共预算.
    """
    document = with_final_kinds(document)
    topics = tuple(topic_at(document, fact.start, title=fact.section, item=fact.item.name) for fact in facts)
    chains = _shared_chains(facts, topics)
    document = _with_units(document, facts)
    forms = forms_of(document)
    linked = tuple(
        _linked(fact, _links(document, forms, fact, topic, shared=(topic, fact.item.code) in chains))
        for fact, topic in zip(facts, topics, strict=True)
    )
    return _with_codes(document, linked)


def _linked(fact: Fact, links: tuple[Link, ...]) -> Fact:
    return fact if links == fact.links else changed(fact, links=links)


def _with_codes(document: Document, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Lines of a level that neither prose nor catalogue gave a code take that of the row they stand in.

    "群众团体事务（款）其他群众团体事务支出（项）" → 2012999, for its budget and its rate as well.
    """
    codes: dict[Item, set[str]] = {}
    open_ones = [f for f in facts if f.item.code is None and f.item.level is not None]
    named = {link.table for fact in open_ones for link in fact.links}
    printed: dict[tuple[str | None, int | None, int | None], str] = {
        (t.id, c.row, c.column): c.code for t in document.tables if t.id in named for c in t.cells if c.code
    }
    for fact in open_ones:
        codes.setdefault(fact.item, set()).update(_row_codes(printed, fact))
    settled = {item: found.pop() for item, found in codes.items() if len(found) == 1}
    return tuple(
        replace(fact, item=replace(fact.item, code=settled[fact.item])) if fact.item in settled else fact
        for fact in facts
    )


def _row_codes(printed: Mapping[tuple[str | None, int | None, int | None], str], fact: Fact) -> set[str]:
    """The whole codes, as long as the level asks, of the rows a fact is linked to."""
    digits = DIGITS.get(fact.item.level or "")
    sure = (link for link in fact.links if link.status != "ambiguous")
    codes = (printed.get((link.table, link.row, link.column)) for link in sure)
    return {code for code in codes if code and len(code) == digits}


def _with_units(document: Document, facts: tuple[Fact, ...]) -> Document:
    """Tables without a unit take the declared one, bare figures that of the prose."""
    declared = document.profile.currency_unit
    tables = tuple(replace(table, unit=table.unit or declared) for table in document.tables)
    return replace(
        document, tables=tables, profile=replace(document.profile, currency_unit=usual_unit(facts, declared))
    )


def _links(
    document: Document, forms: Forms, fact: Fact, topic: str | None, *, shared: bool
) -> tuple[Link, ...]:
    if topic in UNLINKED_TOPICS or not _carried(document, fact):
        return ()
    if document.profile.is_budget:
        carried = any(ALL_INCOME in form.keyed for form in forms.of(INCOME, fact.start))
        named = budget_addresses(topic, fact.item.name, fact.measure, carried=carried)
        return _at_addresses(document, forms, fact, named or budget_accounts(topic, fact.measure))
    if topic is None:
        return ()
    addresses = named_addresses(topic, fact.item.name, fact.measure)
    told = full_name(document, fact)
    if told is not None and (not addresses or told.startswith("本年")):
        addresses = named_addresses(topic, told, fact.measure)
    if not addresses and fact.measure == "决算数":
        addresses = ACCOUNTS.get(topic, ())
        if shared and len(split_path(fact.item.name)) > 1:
            return _ambiguous_chain(document, forms, fact, addresses[:1])
    return _at_addresses(document, forms, fact, addresses)


def _carried(document: Document, fact: Fact) -> bool:
    """True for a figure that a form may carry: this year's amount, outside any reason."""
    year = document.profile.year
    of_year = fact.year is None or year is None or fact.year == year
    measures = PLANNED if document.profile.is_budget else LINKED_MEASURES
    return fact.measure in measures and of_year and "在原因之内" not in fact.steps


def _at_addresses(
    document: Document, forms: Forms, fact: Fact, addresses: tuple[Address, ...]
) -> tuple[Link, ...]:
    cells: list[Found] = []
    for address in addresses:
        if address.fallback and cells:
            continue
        if address.condition == "only general budget" and not forms.only_general(fact.start):
            continue
        found = find(forms.of(address.kind, fact.start), address, fact.item)
        found = in_scope(document, fact.start, found)
        if address.condition == "one value" and len({one.cell.value for one in found}) == 1:
            found = found[:1]
        if len(found) > 1 and not cells:
            return tuple(_as_link(document, fact, one, ambiguous=True) for one in found)
        if len(found) != 1 or found[0] in cells:
            continue
        if address.condition == "equal to the first" and not (
            cells and cells[0].cell.value == found[0].cell.value
        ):
            continue
        cells.append(found[0])
    if cells or _says_nothing(fact):
        return tuple(_as_link(document, fact, one) for one in cells)
    owed = addresses and not addresses[0].fallback and _expected(fact.item, addresses)
    return (_absent(document, addresses[0]),) if owed else ()


def _says_nothing(fact: Fact) -> bool:
    """True for 本年度无此项支出: what the prose says is not there may be missing from the forms."""
    return any(step.startswith("无数据") for step in fact.steps)


def _expected(item: Item, addresses: tuple[Address, ...]) -> bool:
    """True where a missing cell is worth saying: a line of the forms, or a 科目 that is one beyond doubt."""
    if not addresses[0].account:
        return True
    return item.code is not None or any(
        with_name(item.name, kind=kind) for kind in ("functional", "economic")
    )


def _absent(document: Document, address: Address) -> Link:
    table = next((t.id for t in document.tables if t.kind == address.kind), None)
    kind = planned_kind(address.kind) if document.profile.is_budget else address.kind
    return Link(table, None, None, None, "absent", column_path=kind)


def _as_link(document: Document, fact: Fact, found: Found, *, ambiguous: bool = False) -> Link:
    table, cell = found.table, found.cell
    default = document.profile.currency_unit or "万元"
    state = "ambiguous" if ambiguous else status(fact, cell, unit=table.unit, default=default)
    path = table.columns[cell.column] if cell.column < len(table.columns) else cell.key
    return Link(table.id, cell.row, cell.column, cell.text, state, cell.label, path)


def _line(level: PathLevel) -> Item:
    return Item(level.name, level.code, level.level)


def _shared_chains(
    facts: tuple[Fact, ...], topics: tuple[str | None, ...]
) -> set[tuple[str | None, str | None]]:
    """(topic, 类 code) of classes that several paths of 项 share: none of them is the class's own total."""
    paths = {
        (topic, fact.item.code, fact.item.name)
        for fact, topic in zip(facts, topics, strict=True)
        if fact.measure == "决算数"
        and fact.item.code
        and len(split_path(fact.item.name)) > 2
        and fact.item.level == "类"
    }
    count = Counter((topic, code) for topic, code, _ in paths)
    return {key for key, times in count.items() if times > 1}


def _ambiguous_chain(
    document: Document, forms: Forms, fact: Fact, addresses: tuple[Address, ...]
) -> tuple[Link, ...]:
    lines = tuple(level for level in split_path(fact.item.name) if level.level == "项")
    found = [
        one
        for level in lines
        for address in addresses
        for one in find(forms.of(address.kind, fact.start), address, _line(level))
    ]
    return tuple(_as_link(document, fact, one, ambiguous=True) for one in found)
