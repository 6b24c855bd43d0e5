"""Generated books over two years, and of a department with its units: a planted difference is told."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

import pytest

from annotations.generate.books import Books
from annotations.generate.departments import invent_department
from annotations.generate.generate import generate
from annotations.generate.script import Grid, Script
from annotations.generate.style import Style
from annotations.generate.write_txt import write_txt
from annotations.generate.years import invent_years
from extract import compare_units, compare_years, forms
from extract.pipeline import load
from extract.records import Extraction, Finding

PLAIN = Style(strip_zeros=0.0, rate_digits=2, strip_rate=0.0)
READ = load()


def written(books: Books) -> Script:
    return generate(9, family="shanxi", sober=True, style=PLAIN, layout="national", books=books, tidy=True)


def read(script: Script) -> Extraction:
    return READ(text=write_txt(script, style="tabs").text)


def told(found: Extraction, rule: str) -> list[Finding]:
    return [f for f in found.findings if f.rule == rule and f.severity != "info"]


def with_cell(script: Script, kind: str, key: str, change: Decimal) -> Script:
    """The script with the last non-zero cell of one column altered: a line of the form, not its total."""
    at, grid = next((i, p) for i, p in enumerate(script.parts) if isinstance(p, Grid) and p.kind == kind)
    cell = [c for c in grid.cells if c.key == key and c.value and c.code and len(c.code) == 7][-1]
    rows = [list(row) for row in grid.rows]
    rows[cell.row][cell.column] = f"{Decimal(rows[cell.row][cell.column].replace(',', '')) + change}"
    altered = replace(grid, rows=tuple(map(tuple, rows)))
    return replace(script, parts=(*script.parts[:at], altered, *script.parts[at + 1 :]))


@pytest.fixture(scope="module")
def years() -> tuple[Script, Script]:
    last, this = invent_years(random.Random(11), count=2)
    return written(last), written(this)


def test_two_years_of_one_unit_agree(years: tuple[Script, Script]) -> None:
    found = compare_years(read(years[1]), read(years[0]))
    check = next(c for c in found.checks if c.rule == "prior-year")
    assert check.count >= 5 and told(found, "prior-year") == []


def test_a_year_that_published_another_figure_is_told(years: tuple[Script, Script]) -> None:
    changed = with_cell(years[0], forms.GENERAL_BUDGET, "合计", Decimal("77.00"))
    found = compare_years(read(years[1]), read(changed))
    assert len(told(found, "prior-year")) == 1


@pytest.fixture(scope="module")
def department() -> tuple[Script, ...]:
    (group,) = invent_department(random.Random(5), units=2, years=1)
    return tuple(written(books) for books in group)


def test_a_department_is_the_sum_of_its_units(department: tuple[Script, ...]) -> None:
    whole, *units = map(read, department)
    found = compare_units(whole, units)
    check = next(c for c in found.checks if c.rule == "units-sum")
    assert check.count >= 20 and told(found, "units-sum") == []


def test_a_unit_with_another_figure_is_told(department: tuple[Script, ...]) -> None:
    whole, first, *rest = department
    changed = with_cell(first, forms.GENERAL_BUDGET, "合计", Decimal("5.00"))
    found = compare_units(read(whole), [read(one) for one in (changed, *rest)])
    hits = told(found, "units-sum")
    assert [Decimal(f.difference or 0) for f in hits] == [Decimal(-5)]
