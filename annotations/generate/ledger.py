"""The ledger behind the books: entries of one 项 code and one source each, balanced by construction.

Income of an entry is whatever its uses and carry-overs ask for, in each year, so every total of every
form balances: the forms only sum entries in different ways. Amounts are cents of 万元.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from annotations.generate.draw import NOTHING, Mood, Vector, cut, minus, partition, total, vary
from annotations.generate.plan import FLOW_CODES, Plan, is_fund
from annotations.generate.sources import economic_lines

THREE_PUBLIC = {
    "因公出国（境）费": "30212",
    "公务用车购置费": "31013",
    "公务用车运行维护费": "30231",
    "公务接待费": "30217",
}
"""三公 item → the economic 款 that holds its 基本支出 part."""
COMMON_WORK = (
    "2010302",
    "2012902",
    "2013202",
    "2013302",
    "2013402",
    "2019999",
    "2049999",
    "2060702",
    "2070308",
    "2080705",
    "2080799",
    "2080801",
    "2080899",
    "2089999",
    "2080599",
    "2100409",
    "2109999",
    "2130599",
    "2139999",
    "2120399",
    "2130152",
    "2010507",
    "2013699",
    "2210203",
    "2210399",
    "2299999",
    "2080501",
)
"""项 that any office may have a little of."""
COMMON_FUND = ("2120803", "2120899", "2120804", "2296002", "2296003", "2296099", "2340201", "2290402")
COMMON_CAPITAL = ("2230105", "2230199", "2239999", "2239901")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one source spends under one 项, with its carry-overs. `source` indexes the eight incomes."""

    code: str
    source: int
    basic: Vector = NOTHING
    project: Vector = NOTHING
    remitted: Vector = NOTHING
    operating: Vector = NOTHING
    subsidised: Vector = NOTHING
    distributed: Vector = NOTHING
    carry_out: Vector = NOTHING
    carry_in: Vector = NOTHING
    surplus: Vector = NOTHING

    @property
    def spent(self) -> Vector:
        """本年支出."""
        return total((self.basic, self.project, self.remitted, self.operating, self.subsidised))

    @property
    def income(self) -> Vector:
        """本年收入: what is needed to balance."""
        out = total((self.spent, self.distributed, self.carry_out))
        return minus(minus(out, self.carry_in), self.surplus)


def draw_three(plan: Plan) -> dict[str, Vector]:
    """“三公” items over the years; in 35 % of documents all are zero. 全年预算 equals 年初预算."""
    rng = plan.rng
    if rng.random() < 0.35:
        return dict.fromkeys(THREE_PUBLIC, NOTHING)
    base = min(plan.size * 10 ** rng.uniform(-3.3, -1.7), 20_000)
    car = rng.randint(1, 2) * rng.randint(1500, 2999)
    wanted = {
        "因公出国（境）费": round(base) if rng.random() < 0.06 else 0,
        "公务用车购置费": car if rng.random() < 0.07 and plan.size > 20_000 else 0,
        "公务用车运行维护费": round(base * rng.uniform(0.3, 2)) if rng.random() < 0.55 else 0,
        "公务接待费": round(base * rng.uniform(0.05, 1)) if rng.random() < 0.65 else 0,
    }
    return {name: _three_vector(rng, amount, plan.mood) for name, amount in wanted.items()}


def _three_vector(rng: random.Random, amount: int, mood: Mood) -> Vector:
    """Budget seldom overspent; sometimes nothing spent of it, sometimes nothing the year before."""
    if amount == 0:
        return NOTHING
    final = 0 if rng.random() < 0.1 else amount
    prior = vary(rng, amount, mood)[1]
    if mood.same_budget >= 1 or rng.random() < 0.25:
        return final, prior, final, final
    budget = round(amount * rng.choice((1.0, rng.uniform(1, 2), rng.uniform(0.85, 1.0))))
    return final, prior, budget, budget


def draw_economic(plan: Plan, three: Mapping[str, Vector]) -> dict[str, Vector]:
    """基本支出 by economic 款 (non-zero lines only): personnel and public lines, then the 三公 parts."""
    rng, lines = plan.rng, economic_lines(plan.year)
    present = [line for line in lines if rng.random() < line.presence]
    people = [line for line in present if line.code[:3] in ("301", "303")]
    other = [line for line in present if line.code[:3] not in ("301", "303")]
    basic = round(plan.size * plan.share)
    personnel = round(basic * rng.uniform(0.65, 0.95))
    amounts = partition(rng, personnel, [line.weight for line in people])
    amounts += partition(rng, basic - personnel, [line.weight for line in other])
    drawn = {
        line.code: vary(rng, amount, plan.mood)
        for line, amount in zip((*people, *other), amounts, strict=True)
        if amount > 0
    }
    return drawn | _three_in_basic(plan, three)


def _three_in_basic(plan: Plan, three: Mapping[str, Vector]) -> dict[str, Vector]:
    """The part of each 三公 item that 基本支出 pays: mostly all, sometimes none or a share."""
    projects = round(plan.size * (1 - plan.share))
    found = {}
    for name, code in THREE_PUBLIC.items():
        permille = plan.rng.choice((1000, 1000, 1000, 0, plan.rng.randint(100, 900)))
        part, rest = cut(three[name], permille)
        if max(rest) > projects // 4:
            part = three[name]
        if part != NOTHING:
            found[code] = part
    return found


Route = Mapping[str, tuple[tuple[str, int], ...]]
"""Economic 款 → the 项 that pay it, each with its thousandths; the last takes what rounding leaves."""


def basic_entries(plan: Plan, economic: Mapping[str, Vector]) -> list[Entry]:
    """基本支出 of the general budget by 项: pension to 2080505, housing to 2210201, the rest to 运行."""
    return routed_entries(draw_route(plan, economic), economic)


def draw_route(plan: Plan, codes: Iterable[str]) -> Route:
    """Which 项 pays each of some economic lines."""
    rng = plan.rng
    flows = {line.code: line.flow for line in economic_lines(plan.year)}
    folded = {flow for flow in FLOW_CODES if rng.random() < 0.05}
    return {code: _payers(plan, None if flows[code] in folded else plan.pays(flows[code])) for code in codes}


def _payers(plan: Plan, target: str | None) -> tuple[tuple[str, int], ...]:
    if target is not None:
        return ((target, 1000),)
    if len(plan.runs) == 1:
        return ((plan.runs[0], 1000),)
    permille = plan.rng.choice((1000, 0, 400, 550, 620, 700))
    return (plan.runs[0], permille), (plan.runs[1], 1000 - permille)


def routed_entries(route: Route, economic: Mapping[str, Vector]) -> list[Entry]:
    """One entry for each 项 that pays some of the economic lines."""
    sums: dict[str, list[Vector]] = {}
    for code, vector in economic.items():
        payers = route[code]
        first, second = cut(vector, payers[0][1])
        for (payer, _), part in zip(payers, (first, second), strict=False):
            sums.setdefault(payer, []).append(part)
    return [Entry(code, 0, basic=total(parts)) for code, parts in sums.items()]


def project_entries(plan: Plan) -> list[Entry]:
    """项目支出 of the general budget: own work first, a few lines that any office may have."""
    rng = plan.rng
    amount = round(plan.size * (1 - plan.share))
    if amount == 0:
        return []
    wanted = min(1 + int(rng.expovariate(0.4)), 9)
    own = list(plan.work)
    codes = rng.sample(own, min(len(own), max(1, wanted - rng.randint(0, 2))))
    common = [code for code in COMMON_WORK if code in plan.names and code not in codes]
    codes += rng.sample(common, max(0, wanted - len(codes)) + (rng.random() < 0.3))
    codes += [code for code in plan.runs if rng.random() < 0.15]
    codes = codes or [plan.runs[0]]
    parts = partition(rng, amount, [rng.random() + 0.05 for _ in codes], round_share=0.3)
    entries = [_project(plan, code, 0, part) for code, part in zip(codes, parts, strict=True) if part]
    return entries + _ended(plan, set(codes))


def _ended(plan: Plan, taken: set[str]) -> list[Entry]:
    """Now and then a line that had money last year, or a budget, and nothing was spent this year."""
    rng = plan.rng
    free = [code for code in plan.work if code not in taken]
    if not free or rng.random() > 0.1:
        return []
    once = max(1, round(plan.size * rng.uniform(0.001, 0.1)))
    budget = rng.choice((0, 0, once))
    return [Entry(rng.choice(free), 0, project=(0, once, budget, 0))]


def _project(plan: Plan, code: str, source: int, amount: int) -> Entry:
    """A project line with its carry-overs."""
    entry = Entry(code, source, project=vary(plan.rng, amount, plan.mood))
    if not plan.carries or plan.rng.random() > 0.5:
        return entry
    return with_carry(plan.rng, entry)


def with_carry(rng: random.Random, entry: Entry) -> Entry:
    """The entry with carry-overs: this year's carry-in is last year's carry-out."""
    spent = entry.spent
    out = rng.choice((0, 0, round(spent[0] * rng.uniform(0, 0.6))))
    opening = min(round(spent[0] * rng.choice((0.0, 1.0, rng.random()))), spent[0] + out)
    before = min(round(opening * rng.choice((0.0, rng.random(), 1.0))), spent[1] + opening)
    carry_in = (opening, before, min(opening, spent[2]) if rng.random() < 0.5 else 0, min(opening, spent[3]))
    return replace(entry, carry_in=carry_in, carry_out=(out, opening, 0, 0))


def fund_entries(plan: Plan) -> list[Entry]:
    """Government funds in a fifth of the documents, state capital (from 2020) in a few."""
    rng, found = plan.rng, []
    for source, chance, heads in ((1, 0.2, COMMON_FUND), (2, 0.03, COMMON_CAPITAL)):
        if rng.random() > chance:
            continue
        own = [code for code in plan.office.work if is_fund(code) and code.startswith("223") == (source == 2)]
        codes = [code for code in own or heads if code in plan.names]
        codes = rng.sample(codes, min(len(codes), rng.choice((1, 1, 1, 2, 3))))
        amount = max(1, round(plan.size * 10 ** rng.uniform(-2.5, 0.5)))
        parts = partition(rng, amount, [1.0] * len(codes), round_share=0.4)
        found += [_project(plan, code, source, part) for code, part in zip(codes, parts, strict=True) if part]
    return found


def other_entries(plan: Plan) -> list[Entry]:
    """Money that is no fiscal grant: 其他收入 most often, 事业收入 where there is a service to sell."""
    rng = plan.rng
    service = plan.type in ("事业", "事业医")
    if rng.random() > (0.9 if plan.type == "事业医" else 0.5 if service else 0.28):
        return []
    weights = (0.08, 0.5 if service else 0.02, 0.05 if service else 0.01, 0.03, 0.6)
    sources = [source for source, weight in enumerate(weights, 3) if rng.random() < weight] or [7]
    if plan.type == "事业医" and 4 not in sources:
        sources.insert(0, 4)
    return [_other_entry(plan, source) for source in sources]


def _other_entry(plan: Plan, source: int) -> Entry:
    rng = plan.rng
    ample = source == 4 and plan.type == "事业医"
    amount = max(1, round(plan.size * (rng.uniform(0.5, 5) if ample else 10 ** rng.uniform(-4, -0.7))))
    code = rng.choice((plan.runs[0], plan.runs[0], *plan.work))
    if source == 7 and rng.random() < 0.2:
        return Entry(code, source, carry_out=(amount, 0, 0, 0))
    whole = vary(rng, amount, plan.mood)
    if source == 5:
        return _surplus(plan, Entry(code, source, operating=whole))
    basic, project = cut(whole, rng.choice((1000, 0, 0, rng.randint(100, 900))))
    entry = Entry(code, source, basic=basic, project=project)
    return _surplus(plan, _passed_on(plan, entry) if rng.random() < 0.06 else entry)


def _passed_on(plan: Plan, entry: Entry) -> Entry:
    """Some of it goes up to the superior unit or down to subordinate ones."""
    amount = vary(plan.rng, max(1, entry.spent[0] // plan.rng.randint(5, 50)), plan.mood)
    up = plan.rng.random() < 0.5
    return replace(entry, remitted=amount) if up else replace(entry, subsidised=amount)


def _surplus(plan: Plan, entry: Entry) -> Entry:
    """Carry-overs, a distribution of the surplus, or older surplus drawn on."""
    rng, spent = plan.rng, entry.spent
    if rng.random() < 0.4:
        entry = with_carry(rng, entry)
    pick = rng.random()
    if pick > 0.25:
        return entry
    part = round(spent[0] * rng.uniform(0.01, 0.5))
    if pick < 0.1:
        return replace(entry, distributed=(part, 0, 0, 0))
    return replace(entry, surplus=(min(part, max(0, entry.income[0])), 0, 0, 0))


def all_entries(plan: Plan, economic: Mapping[str, Vector]) -> Sequence[Entry]:
    """Every entry of the document's ledger."""
    return [
        *basic_entries(plan, economic),
        *project_entries(plan),
        *fund_entries(plan),
        *other_entries(plan),
    ]
