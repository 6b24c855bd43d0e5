"""The books of an invented unit: one consistent set of accounts for a year and the year before.

Everything that a generated document prints comes from here, so tables and prose agree by
construction (see `../shared/DOMAIN.md` K1–K12 for the relations that hold). All money is Decimal in
万元 with two decimals.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Unit:
    """The publishing unit. `level`: 省 市 县 乡; `kind`: 部门 or 单位; `field`: its work (信访, 教育…)."""

    name: str
    short: str
    region: str
    province: str
    level: str
    kind: str
    field: str
    office: str = ""
    """The row of `data/offices.tsv` it was made from ("{r}信访局"); empty for a unit made by hand."""
    type: str = ""
    """行政, 参公, 事业, 事业医, 群团 or 乡镇; empty: as its office has it."""


@dataclass(frozen=True, slots=True)
class Account:
    """One line of the books over two years: final accounts, budgets, the year before.

    `budget` 年初预算, `adjusted` 全年预算, `prior` last year's final figure; `basic` + `project` =
    `final` for spending by function.
    """

    name: str
    code: str | None = None
    final: Decimal = ZERO
    prior: Decimal = ZERO
    budget: Decimal = ZERO
    adjusted: Decimal = ZERO
    basic: Decimal = ZERO
    project: Decimal = ZERO

    @property
    def delta(self) -> Decimal:
        """Change against the year before."""
        return self.final - self.prior


def add_up(name: str, lines: Iterable[Account], code: str | None = None) -> Account:
    """One account that is the sum of others, field by field."""
    lines = tuple(lines)
    sums = {
        key: sum((getattr(line, key) for line in lines), ZERO)
        for key in ("final", "prior", "budget", "adjusted", "basic", "project")
    }
    return Account(name, code, **sums)


def roll_up(lines: Iterable[Account], digits: int, names: dict[str, str]) -> tuple[Account, ...]:
    """项 lines summed to 款 (digits=5) or 类 (digits=3), in code order, named from `names`."""
    groups: dict[str, list[Account]] = {}
    for line in lines:
        groups.setdefault((line.code or "")[:digits], []).append(line)
    return tuple(add_up(names[code], group, code) for code, group in sorted(groups.items()))


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures that are no money."""

    trips: int = 0
    travellers: int = 0
    cars_bought: int = 0
    cars_held: int = 0
    batches: int = 0
    guests: int = 0
    vehicles: tuple[tuple[str, int], ...] = ()
    equipment: int = 0


@dataclass(frozen=True, slots=True)
class Project:
    """One evaluated project: name, 全年预算数, 全年执行数, score."""

    name: str
    budget: Decimal
    spent: Decimal
    score: Decimal


@dataclass(frozen=True, slots=True)
class Flow:
    """One 项 line of one source through the year: what came in, what was spent, what was left.

    `source` indexes `Books.sources` (0 一般, 1 基金, 2 国资, 3 上级补助 … 7 其他). For every flow
    carry_in + surplus + income = basic + project + remitted + operating + subsidised + distributed
    + carry_out.
    """

    code: str
    source: int
    carry_in: Decimal = ZERO
    surplus: Decimal = ZERO
    income: Decimal = ZERO
    basic: Decimal = ZERO
    project: Decimal = ZERO
    remitted: Decimal = ZERO
    operating: Decimal = ZERO
    subsidised: Decimal = ZERO
    distributed: Decimal = ZERO
    carry_out: Decimal = ZERO

    @property
    def spent(self) -> Decimal:
        """本年支出 of the line."""
        return self.basic + self.project + self.remitted + self.operating + self.subsidised


@dataclass(frozen=True, slots=True)
class Books:
    """All accounts of one unit. `names`: code → 科目 name for every level that occurs."""

    unit: Unit
    year: int
    names: dict[str, str]
    sources: tuple[Account, ...]
    """The eight income rows of form 01 in official order, zeros included."""
    surplus_used: Account
    carry_in: Account
    distributed: Account
    carry_out: Account
    functions: tuple[Account, ...]
    """Spending of all funds at 项 level."""
    general: tuple[Account, ...]
    """Spending of the general public budget at 项 level (basic + project = final)."""
    fund: tuple[Account, ...]
    """Government-fund spending at 项 level, often empty."""
    capital: tuple[Account, ...]
    """State-capital spending at 项 level, mostly empty."""
    other_columns: tuple[Account, ...]
    """上缴上级支出, 经营支出, 对附属单位补助支出 (form 03), zeros included."""
    fiscal_carry_in: tuple[Account, ...]
    """年初财政拨款结转和结余 by 一般, 基金, 国资."""
    fiscal_carry_out: tuple[Account, ...]
    economic: tuple[Account, ...]
    """基本支出 by economic 款 (all rows of the official form, zeros included), code of 5 digits."""
    three_public: dict[str, Account]
    """因公出国（境）费, 公务用车购置费, 公务用车运行维护费, 公务接待费."""
    operating: Account
    """机关运行经费."""
    procurement: tuple[Account, ...]
    """货物, 工程, 服务."""
    sme: Decimal = ZERO
    micro: Decimal = ZERO
    counts: Counts = field(default_factory=Counts)
    projects: tuple[Project, ...] = ()
    basic_year: Account = Account("基本支出")
    """基本支出 of all funds, over both years."""
    project_year: Account = Account("项目支出")
    flows: tuple[Flow, ...] = ()
    """The same accounts line by line and source by source (final year): what forms 02, 03, 07, 08 print."""

    def line(self, name: str, code: str | None, *parts: Iterable[Account]) -> Account:
        """The sum of several groups of lines under one name."""
        return add_up(name, (line for part in parts for line in part), code)

    @property
    def income_year(self) -> Account:
        """本年收入合计."""
        return add_up("本年收入合计", self.sources)

    @property
    def income_total(self) -> Account:
        """收入总计."""
        return add_up("收入总计", (*self.sources, self.surplus_used, self.carry_in))

    @property
    def expense_year(self) -> Account:
        """本年支出合计."""
        return add_up("本年支出合计", self.functions)

    @property
    def expense_total(self) -> Account:
        """支出总计."""
        return add_up("支出总计", (*self.functions, self.distributed, self.carry_out))

    @property
    def general_year(self) -> Account:
        """一般公共预算财政拨款支出."""
        return add_up("一般公共预算财政拨款支出", self.general)

    @property
    def fiscal_income(self) -> Account:
        """财政拨款收入: the first three sources."""
        return add_up("财政拨款收入", self.sources[:3])

    @property
    def fiscal_income_total(self) -> Account:
        """财政拨款收入总计."""
        return add_up("财政拨款收入总计", (*self.sources[:3], *self.fiscal_carry_in))

    @property
    def fiscal_expense_total(self) -> Account:
        """财政拨款支出总计."""
        return add_up("财政拨款支出总计", (*self.general, *self.fund, *self.capital, *self.fiscal_carry_out))

    @property
    def personnel(self) -> Account:
        """人员经费: economic 301 + 303."""
        return add_up("人员经费", (a for a in self.economic if (a.code or "")[:3] in ("301", "303")))

    @property
    def public(self) -> Account:
        """公用经费: every economic line that is not personnel."""
        return add_up("公用经费", (a for a in self.economic if (a.code or "")[:3] not in ("301", "303")))

    @property
    def vehicles_spending(self) -> Account:
        """公务用车购置及运行维护费."""
        parts = (self.three_public["公务用车购置费"], self.three_public["公务用车运行维护费"])
        return add_up("公务用车购置及运行维护费", parts)

    @property
    def three_total(self) -> Account:
        """“三公”经费合计."""
        return add_up("“三公”经费", self.three_public.values())
