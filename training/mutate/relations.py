"""What the books say must hold between the printed places of one document, and which alteration breaks it.

Decided from the generator's gold and the relations of the books alone, never from our findings: a relation
counts where it holds in the clean document within the printed digits. `checkable` says whether anything in
the document can show an alteration, and how: by a table, by arithmetic or repetition, or by nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from annotations.generate.books import Account
from annotations.generate.script import Script
from training.mutate.bonds import TOTAL_ROW, Basis, Relation, adds_up, cell_places, core, equal, form_of
from training.mutate.form_relations import form_relations
from training.mutate.places import Place

BUDGETS = ("年初预算数", "全年预算数", "预算数")
THREE, TENTH = "财政拨款“三公”经费支出决算表", "部门决算公开相关信息统计表"
_THREE_ITEM = re.compile(r"三公|出国|公务用车|公务接待|接待费|用车")
_NAMELESS = frozenset({"项目", ""})
"""Items of the gold that name no line: two figures of 项目 may be of different projects."""
_TENTH_ITEM = re.compile(r"采购|机关运行")


def relations(script: Script, found: Sequence[Place]) -> tuple[Relation, ...]:
    """Every relation that holds in the clean document."""
    made = (
        *_equalities(script, found),
        *_repeats(found),
        *_rates(found),
        *_completions(found),
        *_differences(found),
        *_shares(script, found),
        *_sums(script, found),
        *form_relations(script, found),
        *_directions(found),
    )
    return tuple(r for r in made if r.holds([found[m] for m in r.members]))


def broken(
    all_relations: Iterable[Relation], found: Sequence[Place], at: int, after: Place
) -> list[Relation]:
    """The relations that an altered place breaks."""
    hit = []
    for relation in all_relations:
        if at in relation.members:
            now = [after if m == at else found[m] for m in relation.members]
            if not relation.holds(now):
                hit.append(relation)
    return hit


def basis_of(hit: Sequence[Relation]) -> Basis:
    """How an alteration can be shown; a table is the stronger witness."""
    kinds = {relation.basis for relation in hit}
    return "table" if "table" in kinds else "arithmetic" if kinds else "nothing"


def _ratio_holds(rate: Place, low: Decimal, high: Decimal) -> bool:
    return low - rate.half <= abs(rate.value) <= high + rate.half


def _quotient(part: Place, whole: Place) -> tuple[Decimal, Decimal] | None:
    if whole.value - whole.half <= 0:
        return None
    corners = [
        abs(p) / w * 100
        for p in (abs(part.value) - part.half, abs(part.value) + part.half)
        for w in (whole.value - whole.half, whole.value + whole.half)
    ]
    return min(corners), max(corners)


def _divided(members: Sequence[Place]) -> bool:
    rate, part, whole = members
    bounds = _quotient(part, whole)
    return bounds is not None and _ratio_holds(rate, *bounds)


def _grown(members: Sequence[Place]) -> bool:
    rate, change, now = members
    if (rate.value < 0) != (change.value < 0):
        return False
    rates = []
    for delta in (change.value - change.half, change.value + change.half):
        for value in (now.value - now.half, now.value + now.half):
            if value - delta <= 0:
                return False
            rates.append(abs(delta) / (value - delta) * 100)
    return _ratio_holds(rate, min(rates), max(rates))


def _prose(found: Sequence[Place], *measures: str) -> list[tuple[int, Place]]:
    return [
        (i, p) for i, p in enumerate(found) if p.where == "prose" and (not measures or p.measure in measures)
    ]


def _speaks_of(script: Script, fact: Place, cell: Place) -> bool:
    """Whether a cell is where a stated figure stands, by line and form; the value is compared elsewhere."""
    form, key = form_of(script, cell), cell.cell.key if cell.cell else ""
    if _TENTH_ITEM.search(fact.item):
        return form == TENTH and fact.measure == "决算数"
    if _THREE_ITEM.search(fact.item) and form == THREE:
        return (
            key.startswith("决算数")
            if fact.measure == "决算数"
            else (fact.measure in BUDGETS and key.startswith("预算数"))
        )
    if _THREE_ITEM.search(fact.item) or form in (THREE, TENTH) or fact.measure != "决算数":
        return False
    code = fact.fact.code if fact.fact else None
    if code and cell.cell and cell.cell.code:
        return cell.cell.code == code
    label, item = core(cell.item), core(fact.item)
    return bool(TOTAL_ROW.match(cell.item.strip())) or (len(label) > 1 and (label in item or item in label))


def _equalities(script: Script, found: Sequence[Place]) -> Iterator[Relation]:
    cells = cell_places(found)
    for i, fact in _prose(found):
        for j, cell in cells:
            if equal((fact, cell)) and _speaks_of(script, fact, cell):
                yield Relation("table", (i, j), equal)


def _repeats(found: Sequence[Place]) -> Iterator[Relation]:
    for (i, one), (j, other) in combinations(_prose(found, "决算数", *BUDGETS), 2):
        named = one.item not in _NAMELESS
        same = named and (one.section, one.item, one.measure) == (other.section, other.item, other.measure)
        if same and equal((one, other)):
            yield Relation("arithmetic", (i, j), equal)


def _of_line(found: Sequence[Place], place: Place, *measures: str) -> list[tuple[int, Place]]:
    """Figures of the same line: those of its paragraph, nearest first; else those of its section."""
    same = [
        (j, p) for j, p in _prose(found, *measures) if p.item == place.item and p.section == place.section
    ]
    here = [pair for pair in same if pair[1].part == place.part]
    return sorted(here or same, key=lambda pair: abs(pair[1].start - place.start))


def _rates(found: Sequence[Place]) -> Iterator[Relation]:
    for i, rate in _prose(found, "增减率"):
        changes = [
            (j, c)
            for j, c in _of_line(found, rate, "增减额")
            if c.part == rate.part and _base(c) == _base(rate)
        ]
        for j, change in changes[:1]:
            for k, now in _of_line(found, rate, "决算数")[:2]:
                if _grown((rate, change, now)):
                    yield Relation("arithmetic", (i, j, k), _grown)
                    break


def _base(place: Place) -> int | None:
    return place.fact.base_year if place.fact else None


def _completions(found: Sequence[Place]) -> Iterator[Relation]:
    for i, rate in _prose(found, "完成率"):
        finals = [pair for pair in _of_line(found, rate, "决算数") if pair[1].part == rate.part]
        budgets = [pair for pair in _of_line(found, rate, *BUDGETS) if pair[1].part == rate.part]
        budgets += (
            [
                (k, c)
                for k, c in cell_places(found)
                if c.cell and c.cell.key.startswith("预算数-") and core(c.cell.key[4:]) in core(rate.item)
            ]
            if not budgets and _THREE_ITEM.search(rate.item)
            else []
        )
        for (j, final), (k, budget) in ((f, b) for f in finals for b in budgets):
            if _divided((rate, final, budget)):
                yield Relation("arithmetic", (i, j, k), _divided)
                break


def _differences(found: Sequence[Place]) -> Iterator[Relation]:
    for i, before in _prose(found, "上年数", *BUDGETS):
        for j, change in _of_line(found, before, "增减额"):
            for k, now in _of_line(found, before, "决算数"):
                near = before.part == change.part == now.part
                if near and adds_up((now, before, change)):
                    yield Relation("arithmetic", (k, i, j), adds_up)


def _shares(script: Script, found: Sequence[Place]) -> Iterator[Relation]:
    totals = _totals(script)
    for i, share in _prose(found, "占比"):
        for j, part in _of_line(found, share, "决算数")[:1]:
            wholes = [
                (k, w)
                for k, w in enumerate(found)
                if k != j
                and (w.where == "cell" or w.measure == "决算数")
                and w.value in totals
                and w.value >= part.value
                and (w.section == share.section or w.where == "cell")
            ]
            wholes.sort(key=lambda pair: pair[1].where == "cell")
            fit = next((k for k, whole in wholes if _divided((share, part, whole))), None)
            if fit is not None:
                yield Relation("arithmetic", (i, j, fit), _divided)


def _totals(script: Script) -> frozenset[Decimal]:
    books = script.books
    accounts = (
        books.income_year,
        books.expense_year,
        books.general_year,
        books.fiscal_income,
        books.three_total,
        books.income_total,
        books.expense_total,
        books.line("", None, books.procurement),
    )
    return frozenset(account.final for account in accounts)


def _groups(script: Script) -> tuple[tuple[Account, tuple[Account, ...]], ...]:
    """Totals of the books with all of their parts."""
    books = script.books
    three = books.three_public
    cars = ("公务用车购置费", "公务用车运行维护费")
    return (
        (books.line("采购", None, books.procurement), books.procurement),
        (books.three_total, (three["因公出国（境）费"], books.vehicles_spending, three["公务接待费"])),
        (books.vehicles_spending, tuple(three[name] for name in cars)),
        (books.general_year, books.general),
        (books.income_year, books.sources),
    )


def _sums(script: Script, found: Sequence[Place]) -> Iterator[Relation]:
    """Sums in prose: the total and every part that is not 0 stated, in this order, in one section."""
    for whole, parts in _groups(script):
        for measures, field in ((("决算数",), "final"), (BUDGETS, "budget"), (("增减额",), "delta")):
            amounts = [getattr(p, field) for p in parts if getattr(p, field)]
            if len(amounts) < 2:
                continue
            for i, head in _prose(found, *measures):
                if head.value == getattr(whole, field):
                    chosen = _pick(found, i, head, measures, amounts)
                    if chosen:
                        yield Relation("arithmetic", (i, *chosen), adds_up)
                    break


def _pick(
    found: Sequence[Place], at: int, head: Place, measures: tuple[str, ...], amounts: list[Decimal]
) -> tuple[int, ...]:
    free = [(i, p) for i, p in _prose(found, *measures) if p.section == head.section and i > at]
    chosen: list[int] = []
    for amount in amounts:
        match = next((i for i, p in free if p.value == amount and i not in chosen), None)
        if match is None:
            return ()
        chosen.append(match)
    return tuple(chosen)


def _directions(found: Sequence[Place]) -> Iterator[Relation]:
    """A change and its rate go the same way."""
    for i, rate in _prose(found, "增减率"):
        for j, change in _of_line(found, rate, "增减额")[:1]:
            if change.part == rate.part and _base(change) == _base(rate) and rate.word and change.word:
                yield Relation("arithmetic", (i, j), _same_way)


def _same_way(pair: Sequence[Place]) -> bool:
    return (pair[0].value < 0) == (pair[1].value < 0)
