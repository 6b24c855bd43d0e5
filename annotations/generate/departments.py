"""A 部门 with its 单位 over one or more years: the published 单位决算 sum to the 部门决算, line by line."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from typing import Any

from annotations.generate.books import ZERO, Account, Books, Counts, Flow, Unit, add_up
from annotations.generate.units import sample_unit
from annotations.generate.years import invent_years

SUBORDINATES = (
    "{field}服务中心",
    "{field}事务中心",
    "{field}信息中心",
    "{field}综合执法大队",
    "{field}培训中心",
    "{field}发展研究中心",
    "{field}监测站",
)


def invent_department(
    rng: random.Random, *, units: int, years: int = 1, first: int | None = None
) -> tuple[tuple[Books, ...], ...]:
    """For each year (部门, 本级, 下属单位 …): the first books are the sum of the others.

    Raises ValueError where there are fewer than two units or more than there are names for.
    """
    if not 2 <= units <= 1 + len(SUBORDINATES):
        raise ValueError(f"{units} units: a department here has 2 to {1 + len(SUBORDINATES)}")
    whole = _department(rng)
    chains = [invent_years(rng, count=years, unit=unit, first=first) for unit in _members(rng, whole, 1)]
    start = chains[0][0].year
    later = _members(rng, whole, units)[1:]
    chains += [invent_years(rng, count=years, unit=unit, first=start) for unit in later]
    return tuple((sum_books(whole, parts), *parts) for parts in zip(*chains, strict=True))


def _department(rng: random.Random) -> Unit:
    while True:
        unit = sample_unit(rng)
        if unit.type in ("行政", "参公") or (not unit.type and unit.kind == "部门"):
            plain = unit.name.removesuffix("（本级）").removesuffix("本级").removesuffix("机关")
            return replace(unit, name=plain, kind="部门")


def _members(rng: random.Random, whole: Unit, count: int) -> list[Unit]:
    """本级 first, then institutions of the same field and region."""
    names = rng.sample(SUBORDINATES, count - 1)
    head = replace(whole, name=f"{whole.name}（本级）", kind="单位")
    made = (name.format(field=whole.field) for name in names)
    return [head, *(replace(whole, name=whole.region + n, short=n, kind="单位", type="事业") for n in made)]


def sum_books(unit: Unit, parts: Sequence[Books]) -> Books:
    """The books of a department: every account the sum of its units' accounts. All of one year."""
    first = parts[0]
    summed: dict[str, Any] = {}
    for field in fields(Books):
        values = [getattr(books, field.name) for books in parts]
        if field.name not in ("unit", "year"):
            summed[field.name] = _summed(field.name, values)
    return Books(unit=unit, year=first.year, **summed)


_BY_CODE = frozenset(("functions", "general", "fund", "capital"))
"""Lines that not every unit has; the other lines stand in the same order in all books."""


def _summed(name: str, values: list[Any]) -> Any:
    first = values[0]
    if name == "names":
        return {code: text for names in values for code, text in names.items()}
    if name in _BY_CODE:
        return _merge_lines(values)
    special: dict[str, Callable[[list[Any]], Any]] = {"counts": _counts, "flows": _flows}
    if name in special:
        return special[name](values)
    if name == "projects":
        return tuple(project for projects in values for project in projects)
    if isinstance(first, Account):
        return add_up(first.name, values, first.code)
    if isinstance(first, dict):
        return {key: add_up(key, (lines[key] for lines in values)) for key in first}
    if isinstance(first, tuple):
        return tuple(add_up(group[0].name, group, group[0].code) for group in zip(*values, strict=True))
    return sum(values, ZERO)


def _merge_lines(values: Iterable[Sequence[Account]]) -> tuple[Account, ...]:
    groups: dict[str, list[Account]] = {}
    for lines in values:
        for line in lines:
            groups.setdefault(line.code or "", []).append(line)
    return tuple(add_up(group[0].name, group, code) for code, group in sorted(groups.items()))


def _flows(values: Iterable[Sequence[Flow]]) -> tuple[Flow, ...]:
    groups: dict[tuple[str, int], list[Flow]] = {}
    for flows in values:
        for flow in flows:
            groups.setdefault((flow.code, flow.source), []).append(flow)
    money = [field.name for field in fields(Flow) if field.name not in ("code", "source")]
    return tuple(
        Flow(code, source, **{name: sum((getattr(f, name) for f in group), ZERO) for name in money})
        for (code, source), group in sorted(groups.items())
    )


def _counts(values: Sequence[Counts]) -> Counts:
    whole = [field.name for field in fields(Counts) if field.name != "vehicles"]
    vehicles = tuple(
        (kinds[0][0], sum(count for _, count in kinds))
        for kinds in zip(*(counts.vehicles for counts in values), strict=True)
    )
    return Counts(**{n: sum(getattr(counts, n) for counts in values) for n in whole}, vehicles=vehicles)
