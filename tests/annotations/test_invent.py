"""Invented books: the relations K1–K12 hold to the cent, and the cases that documents show all occur."""

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.generate.books import Account, Books, Unit, add_up, roll_up
from annotations.generate.draw import cut, partition, total
from annotations.generate.invent import invent_books
from annotations.generate.ledger import THREE_PUBLIC
from annotations.generate.sources import class_names, economic_names, functional_names
from annotations.generate.units import offices, regions, sample_unit

FIELDS = ("final", "prior", "budget", "adjusted")
seeds = st.integers(0, 2**32)
SAMPLE = tuple(invent_books(random.Random(seed)) for seed in range(400))


def figures(account: Account) -> tuple[Decimal, ...]:
    return tuple(getattr(account, name) for name in FIELDS)


@pytest.mark.parametrize("field", FIELDS)
def test_income_and_spending_balance_in_every_year(field: str) -> None:
    """K1: 收入总计 = 支出总计, for the final year, the year before and both budgets."""
    for books in SAMPLE:
        assert getattr(books.income_total, field) == getattr(books.expense_total, field)


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_fiscal_grants_balance(seed: int) -> None:
    """K4, K9: 财政拨款 and each budget of it balance by themselves."""
    books = invent_books(random.Random(seed))
    assert figures(books.fiscal_income_total) == figures(books.fiscal_expense_total)
    for index, spent in enumerate((books.general, books.fund, books.capital)):
        came = add_up("", (books.sources[index], books.fiscal_carry_in[index]))
        went = add_up("", (*spent, books.fiscal_carry_out[index]))
        assert figures(came) == figures(went)


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_general_budget_splits_into_basic_and_project(seed: int) -> None:
    """K6: basic + project = final on every line, and 基本支出 = Σ economic in every year it is known."""
    books = invent_books(random.Random(seed))
    assert all(line.basic + line.project == line.final for line in books.general)
    assert books.general_year.basic == sum(line.final for line in books.economic)
    assert books.personnel.final + books.public.final == books.general_year.basic


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_general_lines_are_within_all_spending(seed: int) -> None:
    """K6: per code form 05 ≤ form 03; other columns are what basic and project leave of the total."""
    books = invent_books(random.Random(seed))
    spent = {line.code: line.final for line in books.functions}
    assert all(line.final <= spent[line.code] for line in books.general)
    year = books.expense_year
    assert year.final == year.basic + year.project + sum(a.final for a in books.other_columns)


@given(seeds)
@settings(max_examples=100, deadline=None)
def test_three_public_covers_its_basic_part(seed: int) -> None:
    """K8: 30212, 31013, 30231, 30217 never exceed the 三公 item."""
    books = invent_books(random.Random(seed))
    economic = {line.code: line.final for line in books.economic}
    for name, code in THREE_PUBLIC.items():
        assert economic[code] <= books.three_public[name].final
        assert books.three_public[name].budget == books.three_public[name].adjusted


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_each_flow_balances_and_sums_to_the_books(seed: int) -> None:
    """Form 02, 03, 07 print the flows: they balance one by one and add up to the totals."""
    books = invent_books(random.Random(seed))
    for flow in books.flows:
        came = flow.carry_in + flow.surplus + flow.income
        assert came == flow.spent + flow.distributed + flow.carry_out
        assert flow.income >= 0
    for index, source in enumerate(books.sources):
        assert sum(f.income for f in books.flows if f.source == index) == source.final
    assert sum(f.spent for f in books.flows) == books.expense_year.final


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_names_cover_every_level(seed: int) -> None:
    books = invent_books(random.Random(seed))
    for digits in (3, 5, 7):
        rolled = roll_up(books.functions, digits, books.names)
        assert sum(line.final for line in rolled) == books.expense_year.final
    assert {(line.code or "")[:3] for line in books.economic} <= books.names.keys()


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_procurement_and_counts(seed: int) -> None:
    """K12: micro ≤ sme ≤ 采购总额 ≤ spending; cars by kind add up; counts only where there is money."""
    books = invent_books(random.Random(seed))
    bought = sum(part.final for part in books.procurement)
    assert books.micro <= books.sme <= bought <= books.expense_year.final
    counts = books.counts
    assert sum(count for _, count in counts.vehicles) == counts.cars_held >= counts.cars_bought
    assert (counts.guests > 0) == (books.three_public["公务接待费"].final > 0)
    assert counts.guests >= counts.batches
    assert all(project.spent <= project.budget for project in books.projects)


def test_money_has_two_decimals_and_is_never_negative() -> None:
    for books in SAMPLE[:80]:
        accounts = (*books.sources, *books.functions, *books.economic, books.carry_in, books.operating)
        for value in (v for account in accounts for v in (*figures(account), account.basic)):
            assert value >= 0
            assert value.as_tuple().exponent == -2


def share(found: list[bool]) -> float:
    return sum(found) / len(found)


def every(books: Books, key: str) -> bool:
    return all(getattr(line, key) == line.final for line in books.general)


CASES = [
    ("no carry-over", lambda b: not b.carry_in.final and not b.carry_out.final, 0.45, 0.8),
    ("government fund", lambda b: bool(b.fund), 0.13, 0.28),
    ("state capital", lambda b: bool(b.capital), 0.001, 0.06),
    ("事业收入", lambda b: b.sources[4].final > 0, 0.05, 0.4),
    ("其他收入", lambda b: b.sources[7].final > 0, 0.1, 0.5),
    ("no 三公 at all", lambda b: not b.three_total.final, 0.3, 0.6),
    ("car bought", lambda b: b.counts.cars_bought > 0, 0.005, 0.1),
    ("all as budgeted", lambda b: every(b, "budget"), 0.05, 0.3),
    ("all as last year", lambda b: every(b, "prior"), 0.005, 0.1),
    ("no year before", lambda b: not b.general_year.prior, 0.003, 0.08),
    ("a line without budget", lambda b: any(a.final and not a.budget for a in b.general), 0.1, 0.8),
    ("a line that ended", lambda b: any(a.prior and not a.final for a in b.general), 0.005, 0.15),
    (
        "two running lines",
        lambda b: sum(a.basic > 0 and a.name.endswith("运行") for a in b.general) > 1,
        0.03,
        0.5,
    ),
    ("below 50", lambda b: b.general_year.final < 50, 0.02, 0.2),
    ("above 5000", lambda b: b.general_year.final > 5000, 0.04, 0.3),
    ("经营支出 or passed on", lambda b: any(a.final for a in b.other_columns), 0.005, 0.1),
]


@pytest.mark.parametrize(("case", "holds", "low", "high"), CASES, ids=[case[0] for case in CASES])
def test_cases_occur_about_as_often_as_in_life(case: str, holds, low: float, high: float) -> None:
    assert low <= share([bool(holds(books)) for books in SAMPLE]) <= high


def test_every_year_and_many_units_occur() -> None:
    assert {books.year for books in SAMPLE} == set(range(2014, 2026))
    assert len({books.unit.name for books in SAMPLE}) > 390
    assert {books.unit.level for books in SAMPLE} == set("省市县乡")


def test_same_seed_same_books() -> None:
    assert invent_books(random.Random(5)) == invent_books(random.Random(5))


def test_a_unit_made_by_hand_gets_codes_of_its_field() -> None:
    unit = Unit("青石县水利局", "县水利局", "青石县", "某省", "县", "部门", "水利")
    books = invent_books(random.Random(1), unit=unit, year=2021)
    assert books.unit == unit
    assert books.names["213"] == "农林水支出"


def test_a_year_outside_the_tables_is_refused() -> None:
    with pytest.raises(ValueError, match="2013"):
        invent_books(random.Random(1), year=2013)


@pytest.mark.parametrize(
    ("code", "before", "after", "since"),
    [
        ("210", "医疗卫生与计划生育支出", "卫生健康支出", 2019),
        ("207", "文化体育与传媒支出", "文化旅游体育与传媒支出", 2019),
        ("220", "国土海洋气象等支出", "自然资源海洋气象等支出", 2019),
        ("20805", "行政事业单位离退休", "行政事业单位养老支出", 2020),
        ("215", "资源勘探信息等支出", "资源勘探工业信息等支出", 2020),
    ],
)
def test_names_change_with_the_year(code: str, before: str, after: str, since: int) -> None:
    assert functional_names(since - 1)[code] == before
    assert functional_names(since)[code] == after


def test_the_catalogue_has_a_parent_for_every_code() -> None:
    for year in range(2014, 2026):
        names = functional_names(year)
        assert all(code[:-2] in names for code in names if len(code) > 3)
        assert len([code for code in names if len(code) == 7]) > 500
        assert all(code[:3] in economic_names(year) for code in economic_names(year))
    assert [len(class_names(year)) for year in (2018, 2019, 2020)] == [23, 24, 26]


def test_every_office_knows_its_codes() -> None:
    known = set().union(*(functional_names(year) for year in range(2014, 2026)))
    assert len(offices()) > 200
    for office in offices().values():
        assert {*office.run, *office.work} <= known


def test_units_are_named_after_their_region() -> None:
    rng = random.Random(3)
    for _ in range(300):
        unit = sample_unit(rng)
        assert unit.region in unit.name
        assert "{" not in unit.name + unit.short
    assert len(regions()["县"]) > 2500


@given(seeds, st.integers(0, 10**7), st.lists(st.floats(0, 50), min_size=1, max_size=9))
@settings(max_examples=60, deadline=None)
def test_parts_add_up(seed: int, amount: int, weights: list[float]) -> None:
    parts = partition(random.Random(seed), amount, weights, round_share=0.5)
    assert sum(parts) == amount
    assert min(parts) >= 0


@given(st.tuples(*[st.integers(0, 10**7)] * 4), st.integers(0, 1000))
def test_a_cut_vector_adds_up(vector: tuple[int, int, int, int], permille: int) -> None:
    assert total(cut(vector, permille)) == vector
