"""The source tables of the generator: tab-separated files under `data/`, read once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FIRST_YEAR, LAST_YEAR = 2014, 2025
"""The years the tables know; later and earlier years are not generated."""


@dataclass(frozen=True, slots=True)
class EconomicLine:
    """A row of the official 基本支出 form.

    `weight`: its usual share of the block it stands in; `presence`: how often it is not zero;
    `flow`: the functional line that pays it (own, pension, annuity, medical, civil, housing, retire,
    rent, buy), three for 三公 lines, none for lines that are always zero.
    """

    code: str
    name: str
    weight: float
    presence: float
    flow: str


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of `data/<name>` as dicts by the names in its first line; short rows are filled with ""."""
    lines = files("annotations.generate").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    heads = lines[0].split("\t")
    for line in lines[1:]:
        values = line.split("\t")
        yield dict(zip(heads, values + [""] * (len(heads) - len(values)), strict=True))


def _valid(row: dict[str, str], year: int) -> bool:
    return (not row["first"] or int(row["first"]) <= year) and (not row["last"] or year <= int(row["last"]))


@cache
def functional_names(year: int) -> dict[str, str]:
    """支出功能分类 of a year, code → name for 类, 款 and 项: 2018 {"210": "医疗卫生与计划生育支出"…}."""
    return {row["code"]: row["name"] for row in read_rows("functional.tsv") if _valid(row, year)}


@cache
def class_names(year: int) -> tuple[tuple[str, str], ...]:
    """(code, name) of the 类 a year's official form lists, in its order: 23 in 2018, 26 from 2020."""
    return tuple((code, name) for code, name in functional_names(year).items() if len(code) == 3)


@cache
def economic_lines(year: int) -> tuple[EconomicLine, ...]:
    """All 款 rows of the year's 基本支出 form, in code order."""
    return tuple(
        EconomicLine(row["code"], row["name"], float(row["weight"]), float(row["presence"]), row["flow"])
        for row in read_rows("economic.tsv")
        if len(row["code"]) == 5 and _valid(row, year)
    )


@cache
def economic_names(year: int) -> dict[str, str]:
    """支出经济分类 of a year, code → name for 类 and 款."""
    return {row["code"]: row["name"] for row in read_rows("economic.tsv") if _valid(row, year)}
