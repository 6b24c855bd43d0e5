"""Invented books: one unit's accounts for a year, consistent to the cent, with the year before and budgets.

`invent_books(random.Random(7))` gives e.g. the books of 临湘市审计局 for 2019. Every relation K1–K12 of
DOMAIN.md holds because the ledger is drawn first and every figure of the books is a sum over it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from annotations.generate.books import Account, Books, Counts, Flow, Project, Unit
from annotations.generate.draw import NOTHING, Vector, cut, money, partition, total, vary
from annotations.generate.ledger import Entry, all_entries, draw_economic, draw_three
from annotations.generate.plan import CIVIL_TYPES, Plan
from annotations.generate.sources import FIRST_YEAR, LAST_YEAR, economic_lines, economic_names, read_rows
from annotations.generate.units import sample_unit

SOURCE_NAMES = (
    "一般公共预算财政拨款收入",
    "政府性基金预算财政拨款收入",
    "国有资本经营预算财政拨款收入",
    "上级补助收入",
    "事业收入",
    "经营收入",
    "附属单位上缴收入",
    "其他收入",
)
"""The eight incomes of form 01 in official order."""
BUDGET_NAMES = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
OTHER_COLUMNS = {"上缴上级支出": "remitted", "经营支出": "operating", "对附属单位补助支出": "subsidised"}
GOODS = ("货物", "工程", "服务")
VEHICLES = (
    "副部（省）级及以上领导用车",
    "主要负责人用车",
    "机要通信用车",
    "应急保障用车",
    "执法执勤用车",
    "特种专业技术用车",
    "离退休干部服务用车",
    "其他用车",
)
VEHICLE_WEIGHTS = (0.01, 0.15, 0.3, 0.3, 0.25, 0.2, 0.1, 0.5)


def invent_books(rng: random.Random, *, unit: Unit | None = None, year: int | None = None) -> Books:
    """One set of books; `unit` and `year` (2014–2025) are drawn where not given.

    Raises ValueError for a year the source tables do not know.
    """
    unit = unit or sample_unit(rng)
    year = rng.randint(FIRST_YEAR, LAST_YEAR) if year is None else year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"year {year}: the tables cover {FIRST_YEAR}–{LAST_YEAR}; pass a year in between")
    plan = Plan(rng, unit, year)
    three = draw_three(plan)
    economic = draw_economic(plan, three)
    return _books(plan, three, economic, all_entries(plan, economic))


def _books(
    plan: Plan, three: Mapping[str, Vector], economic: Mapping[str, Vector], entries: Iterable[Entry]
) -> Books:
    entries = tuple(entries)
    goods = goods_of(plan, total(e.spent for e in entries))
    firms = small_firms(plan.rng, sum(part[0] for part in goods))
    operating = _operating(plan, economic)
    return compose(plan, three, economic, entries, goods=goods, firms=firms, operating=operating)


def compose(
    plan: Plan,
    three: Mapping[str, Vector],
    economic: Mapping[str, Vector],
    entries: tuple[Entry, ...],
    *,
    goods: Sequence[Vector],
    firms: tuple[int, int],
    operating: Vector,
) -> Books:
    """The books that a drawn year adds up to; counts and projects are drawn here."""
    sme, micro = firms
    return Books(
        plan.unit,
        plan.year,
        _names(plan, entries),
        sources=tuple(
            _account(name, _sum(entries, "income", index)) for index, name in enumerate(SOURCE_NAMES)
        ),
        surplus_used=_account("使用非财政拨款结余", _sum(entries, "surplus")),
        carry_in=_account("年初结转和结余", _sum(entries, "carry_in")),
        distributed=_account("结余分配", _sum(entries, "distributed")),
        carry_out=_account("年末结转和结余", _sum(entries, "carry_out")),
        functions=_by_code(plan, entries),
        general=_by_code(plan, (e for e in entries if e.source == 0)),
        fund=_by_code(plan, (e for e in entries if e.source == 1)),
        capital=_by_code(plan, (e for e in entries if e.source == 2)),
        other_columns=tuple(_account(name, _sum(entries, key)) for name, key in OTHER_COLUMNS.items()),
        fiscal_carry_in=_per_budget(entries, "carry_in"),
        fiscal_carry_out=_per_budget(entries, "carry_out"),
        economic=tuple(
            _account(line.name, economic.get(line.code, NOTHING), line.code)
            for line in economic_lines(plan.year)
        ),
        three_public={name: _account(name, vector) for name, vector in three.items()},
        operating=_account("机关运行经费", operating),
        procurement=tuple(_account(name, part) for name, part in zip(GOODS, goods, strict=True)),
        sme=money(sme),
        micro=money(micro),
        counts=_counts(plan, three),
        projects=_projects(plan),
        basic_year=_account("基本支出", _sum(entries, "basic")),
        project_year=_account("项目支出", _sum(entries, "project")),
        flows=_flows(entries),
    )


def _account(name: str, vector: Vector, code: str | None = None) -> Account:
    final, prior, budget, adjusted = (money(n) for n in vector)
    return Account(name, code, final, prior, budget, adjusted)


def _sum(entries: Iterable[Entry], field: str, source: int | None = None) -> Vector:
    return total(getattr(e, field) for e in entries if source is None or e.source == source)


def _per_budget(entries: tuple[Entry, ...], field: str) -> tuple[Account, ...]:
    return tuple(_account(name, _sum(entries, field, index)) for index, name in enumerate(BUDGET_NAMES))


def _by_code(plan: Plan, entries: Iterable[Entry]) -> tuple[Account, ...]:
    """Spending at 项 level in code order; lines without any figure in any year are left out."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.code, []).append(entry)
    lines = []
    for code, group in sorted(groups.items()):
        spent = total(entry.spent for entry in group)
        if spent == NOTHING:
            continue
        basic, project = (money(sum(getattr(e, key)[0] for e in group)) for key in ("basic", "project"))
        final, prior, budget, adjusted = (money(n) for n in spent)
        lines.append(Account(plan.names[code], code, final, prior, budget, adjusted, basic, project))
    return tuple(lines)


def _names(plan: Plan, entries: Iterable[Entry]) -> dict[str, str]:
    """Names of every functional 类, 款, 项 in use and of all economic lines."""
    codes = {entry.code for entry in entries}
    levels = sorted({code[:digits] for code in codes for digits in (3, 5, 7)})
    return {code: plan.names[code] for code in levels} | economic_names(plan.year)


def _flows(entries: Iterable[Entry]) -> tuple[Flow, ...]:
    """The final year of each (项, source), in code order."""
    groups: dict[tuple[str, int], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.code, entry.source), []).append(entry)
    fields = [name for name in Flow.__slots__ if name not in ("code", "source")]
    found = []
    for (code, source), group in sorted(groups.items()):
        sums = {name: money(sum(getattr(e, name)[0] for e in group)) for name in fields}
        if any(sums.values()):
            found.append(Flow(code, source, **sums))
    return tuple(found)


def _operating(plan: Plan, economic: Mapping[str, Vector]) -> Vector:
    """公用经费 of the offices among the unit: all of it, a part where there are 事业单位, none for those."""
    if plan.type not in CIVIL_TYPES:
        return NOTHING
    share = 1000 if len(plan.runs) == 1 else plan.rng.randint(500, 1000)
    return cut(public_lines(economic), share)[0]


def public_lines(economic: Mapping[str, Vector]) -> Vector:
    """公用经费: every economic line that is not personnel."""
    return total(vector for code, vector in economic.items() if code[:3] not in ("301", "303"))


def goods_of(plan: Plan, spent: Vector) -> list[Vector]:
    """货物, 工程, 服务; nothing bought in 30 % of the documents, never more than was spent."""
    rng = plan.rng
    amount = 0 if rng.random() < 0.3 else round(spent[0] * 10 ** rng.uniform(-2.5, -0.4))
    weights = [rng.random() if rng.random() < share else 0.0 for share in (0.9, 0.25, 0.7)]
    if not any(weights):
        weights[0] = 1.0
    return [vary(rng, part, plan.mood) for part in partition(rng, amount, weights)]


def small_firms(rng: random.Random, bought: int) -> tuple[int, int]:
    """Contracts with small and medium, and of these with micro firms."""
    shares: tuple[Callable[[], float], ...] = (lambda: 0.0, lambda: 1.0, lambda: 1.0, rng.random)
    sme = int(bought * rng.choice(shares)())
    return sme, int(sme * rng.choice(shares)())


def _counts(plan: Plan, three: Mapping[str, Vector]) -> Counts:
    rng = plan.rng
    abroad, bought, running, guests = (three[name][0] > 0 for name in three)
    cars = rng.randint(1, 2) if bought else 0
    held = cars + (rng.randint(1, 12) if running or rng.random() < 0.2 else 0)
    batches = rng.randint(1, 120) if guests else 0
    people = batches * rng.randint(3, 12) + rng.randint(0, 5) if guests else 0
    return Counts(
        trips=rng.randint(1, 3) if abroad else 0,
        travellers=rng.randint(3, 9) if abroad else 0,
        cars_bought=cars,
        cars_held=held,
        batches=batches,
        guests=people,
        vehicles=_vehicles(rng, held),
        equipment=rng.choice((0, 0, 0, 0, rng.randint(1, 30))),
    )


def _vehicles(rng: random.Random, held: int) -> tuple[tuple[str, int], ...]:
    """The cars by kind, all kinds named, zeros included."""
    drawn = rng.choices(VEHICLES, VEHICLE_WEIGHTS, k=held)
    return tuple((name, drawn.count(name)) for name in VEHICLES)


def _projects(plan: Plan) -> tuple[Project, ...]:
    rng = plan.rng
    patterns = [row["name"] for row in read_rows("projects.tsv")]
    chosen = rng.sample(patterns, rng.choice((0, 1, 1, 2, 3, 5)))
    return tuple(_project(rng, name.format(f=plan.unit.field), plan.size) for name in chosen)


def _project(rng: random.Random, name: str, size: int) -> Project:
    budget = max(1, round(size * 10 ** rng.uniform(-3, -0.6)))
    spent = budget if rng.random() < 0.5 else round(budget * rng.uniform(0.3, 1.0))
    score = Decimal(rng.randint(7000, 10000)).scaleb(-2)
    return Project(name, money(budget), money(spent), round(score, rng.choice((0, 1, 2))))
