"""The books of one unit over consecutive years: what a year calls 上年 is what the year before closed with.

`invent_years(random.Random(7), count=3)` gives e.g. 临湘市审计局 2019, 2020, 2021. The first year is drawn
like any books; each later year carries every entry of the ledger on, so that the figure of the year before
is the published one to the cent, line by line, and carry-in is last year's carry-out.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from annotations.generate.books import Books, Unit
from annotations.generate.draw import NOTHING, Vector, cut, log_uniform, total, vary
from annotations.generate.invent import compose, goods_of, public_lines, small_firms
from annotations.generate.ledger import (
    THREE_PUBLIC,
    Entry,
    Route,
    draw_economic,
    draw_route,
    draw_three,
    fund_entries,
    other_entries,
    project_entries,
    routed_entries,
)
from annotations.generate.plan import CIVIL_TYPES, Plan
from annotations.generate.sources import FIRST_YEAR, LAST_YEAR, economic_lines
from annotations.generate.units import sample_unit

FLOWS = ("basic", "project", "remitted", "operating", "subsidised")


@dataclass(frozen=True, slots=True)
class Habits:
    """What does not change over the years: who pays which line, and the shares of parts."""

    route: Route
    three_shares: Mapping[str, int]
    """Thousandths of each 三公 item that 基本支出 pays."""
    office_share: int
    """Thousandths of 公用经费 that are 机关运行经费."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything drawn for a year; all books are sums of it."""

    three: Mapping[str, Vector]
    economic: Mapping[str, Vector]
    entries: tuple[Entry, ...]
    """All entries but the 基本支出 of the general budget, which follows from `economic`."""
    goods: tuple[Vector, ...]


def invent_years(
    rng: random.Random, *, count: int, unit: Unit | None = None, first: int | None = None
) -> tuple[Books, ...]:
    """Books of `count` consecutive years, the earliest first; unit and first year are drawn where not given.

    Raises ValueError for years that the source tables do not know.
    """
    unit = unit or sample_unit(rng)
    first = rng.randint(FIRST_YEAR, LAST_YEAR - count + 1) if first is None else first
    if not FIRST_YEAR <= first <= first + count - 1 <= LAST_YEAR:
        raise ValueError(f"{count} years from {first}: the tables cover {FIRST_YEAR}–{LAST_YEAR}")
    plan = Plan(rng, unit, first, last=first + count - 1)
    habits = _habits(plan)
    ledger = _first_ledger(plan, habits)
    found = [_close(plan, habits, ledger)]
    for _ in range(count - 1):
        plan = plan.next_year()
        ledger = _next_ledger(plan, habits, ledger)
        found.append(_close(plan, habits, ledger))
    return tuple(found)


def _lasting_lines(plan: Plan) -> tuple[str, ...]:
    """Economic 款 that stand in the form of every year of the plan."""
    codes = [[line.code for line in economic_lines(year)] for year in range(plan.year, plan.last + 1)]
    return tuple(code for code in codes[0] if all(code in later for later in codes))


def _habits(plan: Plan) -> Habits:
    rng = plan.rng
    shares = {name: rng.choice((1000, 1000, 1000, 0, rng.randint(100, 900))) for name in THREE_PUBLIC}
    office = 0 if plan.type not in CIVIL_TYPES else 1000 if len(plan.runs) == 1 else rng.randint(500, 1000)
    return Habits(draw_route(plan, _lasting_lines(plan)), shares, office)


def _first_ledger(plan: Plan, habits: Habits) -> Ledger:
    three = draw_three(plan)
    drawn = draw_economic(plan, dict.fromkeys(THREE_PUBLIC, NOTHING))
    economic = {code: vector for code, vector in drawn.items() if code in habits.route}
    entries = (*project_entries(plan), *fund_entries(plan), *other_entries(plan))
    economic |= _three_part(habits, three)
    spent = total((*economic.values(), *(entry.spent for entry in entries)))
    return Ledger(three, economic, entries, tuple(goods_of(plan, spent)))


def _three_part(habits: Habits, three: Mapping[str, Vector]) -> dict[str, Vector]:
    """The part of each 三公 item that 基本支出 pays, as economic lines."""
    parts = {code: cut(three[name], habits.three_shares[name])[0] for name, code in THREE_PUBLIC.items()}
    return {code: part for code, part in parts.items() if part != NOTHING}


def _close(plan: Plan, habits: Habits, ledger: Ledger) -> Books:
    """The books of a year's ledger."""
    entries = (*routed_entries(habits.route, ledger.economic), *ledger.entries)
    return compose(
        plan,
        ledger.three,
        ledger.economic,
        entries,
        goods=ledger.goods,
        firms=small_firms(plan.rng, sum(part[0] for part in ledger.goods)),
        operating=cut(public_lines(ledger.economic), habits.office_share)[0],
    )


def _next_ledger(plan: Plan, habits: Habits, last: Ledger) -> Ledger:
    three = {name: _three_on(plan, name, vector[0]) for name, vector in last.three.items()}
    own = {code: v for code, v in last.economic.items() if code not in THREE_PUBLIC.values()}
    economic = {code: _carry_on(plan, vector[0]) for code, vector in own.items()}
    economic |= _new_lines(plan, habits, economic)
    economic = {code: vector for code, vector in economic.items() if vector != NOTHING}
    economic |= _three_part(habits, three)
    entries = tuple(_entry_on(plan, entry) for entry in last.entries)
    entries = (*(entry for entry in entries if entry != Entry(entry.code, entry.source)), *_new_work(plan))
    spent = total((*economic.values(), *(entry.spent for entry in entries)))
    return Ledger(three, economic, entries, _goods_on(plan, last.goods, spent[0]))


def _carry_on(plan: Plan, before: int, *, ends: float = 0.02) -> Vector:
    """The next year of a line that closed with `before`; nothing comes of nothing."""
    rng, mood = plan.rng, plan.mood
    if before == 0 or rng.random() < ends:
        return 0, before, 0, 0
    same = rng.random() < max(mood.same_prior, 0.03)
    final = before if same else max(1, round(before * mood.growth * log_uniform(rng, 0.8, 1.25)))
    return _since(vary(rng, final, mood), before)


def _since(drawn: Vector, before: int) -> Vector:
    """A drawn vector whose year before is given."""
    return drawn[0], before, drawn[2], drawn[3]


def _three_on(plan: Plan, name: str, before: int) -> Vector:
    """三公 in the next year: cars are bought once, other items come and go; 全年预算 equals 年初预算."""
    rng, once = plan.rng, name == "公务用车购置费"
    starts = before == 0 and not once and rng.random() < 0.08
    final, _, budget, _ = _carry_on(plan, before, ends=0.8 if once else 0.05)
    if starts:
        final = budget = rng.randint(5, 400)
    return final, before, budget, budget


def _new_lines(plan: Plan, habits: Habits, economic: Mapping[str, Vector]) -> dict[str, Vector]:
    """Economic lines that had nothing last year: one in fifty."""
    rng = plan.rng
    dead = {line.code for line in economic_lines(plan.year) if not line.weight or not line.presence}
    free = [code for code in habits.route if code not in economic and code not in dead]
    new = [code for code in free if code not in THREE_PUBLIC.values() and rng.random() < 0.02]
    return {code: _since(vary(rng, rng.randint(1, max(2, plan.size // 100)), plan.mood), 0) for code in new}


def _entry_on(plan: Plan, entry: Entry) -> Entry:
    """An entry a year later; what was left of it is where it starts, and its income stays above nothing."""
    rng = plan.rng
    flows = {name: _carry_on(plan, getattr(entry, name)[0], ends=0.1) for name in FLOWS}
    spent, opening = total(flows.values()), entry.carry_out[0]
    left = round(spent[0] * rng.uniform(0, 0.6)) if opening and rng.random() < 0.5 else 0
    out = max(left, opening - spent[0])
    carry_in = (opening, entry.carry_in[0], min(opening, spent[2]), min(opening, spent[3]))
    return Entry(
        entry.code,
        entry.source,
        **flows,
        carry_in=carry_in,
        carry_out=(out, opening, 0, 0),
        distributed=(0, entry.distributed[0], 0, 0),
        surplus=(0, entry.surplus[0], 0, 0),
    )


def _new_work(plan: Plan) -> list[Entry]:
    """Now and then a project that is new this year."""
    rng = plan.rng
    if not plan.work or rng.random() > 0.4:
        return []
    amount = max(1, round(plan.size * rng.uniform(0.005, 0.1)))
    entry = Entry(rng.choice(plan.work), 0)
    return [replace(entry, project=_since(vary(rng, amount, plan.mood), 0))]


def _goods_on(plan: Plan, goods: Sequence[Vector], spent: int) -> tuple[Vector, ...]:
    """Procurement a year later, never more than a quarter of all spending for each kind."""
    carried = [_carry_on(plan, part[0], ends=0.1) for part in goods]
    return tuple((min(final, spent // 4), *others) for final, *others in carried)  # type: ignore[misc]
