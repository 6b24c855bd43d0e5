"""Units over years and departments of units: last year's figures and the sums of units hold to the cent."""

import json
import random
from collections import defaultdict
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from annotations.generate.books import Account, Books
from annotations.generate.departments import invent_department
from annotations.generate.forms import make_forms
from annotations.generate.related import headline_accounts, write_related
from annotations.generate.script import Grid
from annotations.generate.years import invent_years

LINES = (
    "sources", "functions", "general", "fund", "capital", "other_columns", "fiscal_carry_in",
    "fiscal_carry_out", "economic", "procurement",
)
CHAINS = tuple(invent_years(random.Random(seed), count=3) for seed in range(60))
DEPARTMENTS = tuple(invent_department(random.Random(seed), units=3, years=2) for seed in range(12))


def paid(lines: tuple[Account, ...], field: str) -> dict[str, Decimal]:
    return {line.code or line.name: getattr(line, field) for line in lines if getattr(line, field)}


def pairs() -> list[tuple[Books, Books]]:
    return [pair for chain in CHAINS for pair in pairwise(chain)]


@pytest.mark.parametrize("name", LINES)
def test_the_year_before_is_what_that_year_closed_with(name: str) -> None:
    for before, after in pairs():
        assert paid(getattr(after, name), "prior") == paid(getattr(before, name), "final")


def test_headlines_follow_and_what_was_left_comes_in() -> None:
    for before, after in pairs():
        closed = {name: account.final for name, account in headline_accounts(before)}
        assert {name: account.prior for name, account in headline_accounts(after)} == closed
        assert after.carry_in.final == before.carry_out.final
        assert (after.unit, after.year) == (before.unit, before.year + 1)


def test_every_year_of_a_chain_is_consistent_by_itself() -> None:
    for books in (books for chain in CHAINS for books in chain):
        for field in ("final", "prior", "budget", "adjusted"):
            assert getattr(books.income_total, field) == getattr(books.expense_total, field)
        assert books.general_year.basic == sum(line.final for line in books.economic)
        assert all(flow.income >= 0 for flow in books.flows)
        assert sum(a.final for a in books.procurement) <= books.expense_year.final


def test_years_differ() -> None:
    changed = [before.general_year.final != after.general_year.final for before, after in pairs()]
    assert sum(changed) > len(changed) * 0.8


def test_a_chain_outside_the_tables_is_refused() -> None:
    with pytest.raises(ValueError, match="3 years from 2024"):
        invent_years(random.Random(1), count=3, first=2024)


@pytest.mark.parametrize("name", LINES)
def test_a_department_is_the_sum_of_its_units(name: str) -> None:
    for whole, *units in (group for department in DEPARTMENTS for group in department):
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for unit in units:
            for code, value in paid(getattr(unit, name), "final").items():
                sums[code] += value
        assert paid(getattr(whole, name), "final") == sums


def test_a_department_has_units_of_their_own_and_a_past() -> None:
    for department in DEPARTMENTS:
        first, second = department
        assert len({books.unit.name for books in first}) == 4
        assert [books.unit.kind for books in first] == ["部门", "单位", "单位", "单位"]
        assert first[0].three_total.final == second[0].three_total.prior
        assert first[0].counts.cars_held == sum(books.counts.cars_held for books in first[1:])


def test_too_few_units_are_refused() -> None:
    with pytest.raises(ValueError, match="2 to"):
        invent_department(random.Random(1), units=1)


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_truth_lies_beside_the_documents(tmp_path: Path) -> None:
    assert write_related(tmp_path, count=1, first_seed=3, years=2, units=2, mistakes=2) == 6
    panel = rows(tmp_path / "panel.jsonl")
    folders = {row["document"] for row in panel}
    assert all((tmp_path / folder / "document.txt").is_file() for folder in folders)
    values = {(r["unit"], r["year"], r["item"], r["measure"]): Decimal(r["value"]) for r in panel}
    years = sorted({row["year"] for row in panel})
    for (unit, year, item, measure), value in values.items():
        if measure == "上年数" and year == years[1]:
            assert values[unit, years[0], item, "决算数"] == value
    sums = rows(tmp_path / "departments.jsonl")
    assert {row["year"] for row in sums} == set(years)
    for row in sums:
        assert Decimal(row["value"]) == sum(Decimal(part["value"]) for part in row["parts"].values())


def test_an_altered_figure_is_in_the_text_and_in_the_panel(tmp_path: Path) -> None:
    write_related(tmp_path, count=6, first_seed=1, years=2, mistakes=1)
    altered = [row for row in rows(tmp_path / "panel.jsonl") if row["printed"]]
    assert altered
    for row in altered:
        text = (tmp_path / row["document"] / "document.txt").read_text(encoding="utf-8")
        assert row["printed"] in text and row["printed"].rstrip("万元 ") != row["value"]


def test_the_same_seed_gives_the_same_set(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_related(tmp_path / name, count=1, first_seed=5, years=2)
    files = [p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*") if p.is_file()]
    assert len(files) > 8
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_forms_of_a_department_print_the_sum() -> None:
    whole = DEPARTMENTS[0][0][0]
    grids = make_forms(whole, rng=random.Random(1), layout="national")
    totals = {c.value for g in grids if isinstance(g, Grid) for c in g.cells if "总计" in c.label}
    assert whole.income_total.final in totals
