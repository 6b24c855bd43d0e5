"""Documents that belong together on disk: a unit over years, a 部门 with its 单位, and the truth about them.

`write_related(out, …)` writes `<out>/000007-2021/document.pdf` (with units: `000007-2021-dept`, `-unit1` …),
`<out>/panel.jsonl` and, with units, `<out>/departments.jsonl`. Amounts in both are 万元 as decimal strings.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotations.generate.books import Account, Books
from annotations.generate.corpus import write_document, write_lines
from annotations.generate.dataset import write_card
from annotations.generate.departments import invent_department
from annotations.generate.dress import dress
from annotations.generate.generate import generate
from annotations.generate.mistakes import THREE_MISTAKES
from annotations.generate.prose import REGIONS
from annotations.generate.script import Paragraph, Script
from annotations.generate.style import Style
from annotations.generate.years import invent_years

MEASURES = {"决算数": "final", "上年数": "prior"}
FIRST_SEED = 10**10
"""Documents of this module draw from seeds that no other document uses."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Member:
    """One document of a set: its folder, its books, the unit number (0: the department or the only unit)."""

    folder: str
    books: Books
    place: int


def write_related(
    target: Path,
    *,
    count: int,
    first_seed: int,
    years: int,
    units: int = 0,
    styles: tuple[str, ...] = ("tabs",),
    mistakes: int = 0,
    dressed: bool = False,
    tidy: bool = False,
) -> int:
    """`count` sets of documents with their truth; how many documents were written.

    `units` 0: one unit a set; else a department with so many units. `mistakes`: how many documents of a
    set get one 三公 figure of the prose altered; panel.jsonl has what is printed instead. `dressed`
    and `tidy` as for `write_corpus`.
    """
    target.mkdir(parents=True, exist_ok=True)
    panel: list[Row] = []
    sums: list[Row] = []
    written = 0
    for seed in range(first_seed, first_seed + count):
        members = _members(seed, years, units)
        fit = [i for i, member in enumerate(members) if _can_be_spoilt(member.books)]
        spoilt = set(random.Random(seed).sample(fit, min(mistakes, len(fit))))
        for index, member in enumerate(members):
            script = _script(seed, index, member, spoilt=index in spoilt, tidy=tidy)
            script = dress(script) if dressed else script
            style = styles[written % len(styles)]
            write_document(script, target / member.folder, style=style, passages=member.folder)
            panel += panel_rows(member, script)
            written += 1
        sums += sum_rows(members) if units else []
    write_lines(target / "panel.jsonl", panel)
    write_card(target)
    if units:
        write_lines(target / "departments.jsonl", sums)
    return written


def _members(seed: int, years: int, units: int) -> list[Member]:
    rng = random.Random(FIRST_SEED + seed)
    if not units:
        return [Member(f"{seed:06d}-{b.year}", b, 0) for b in invent_years(rng, count=years)]
    return [
        Member(f"{seed:06d}-{books.year}-{f'unit{place}' if place else 'dept'}", books, place)
        for group in invent_department(rng, units=units, years=years)
        for place, books in enumerate(group)
    ]


def _can_be_spoilt(books: Books) -> bool:
    """Something was spent on 三公."""
    return any(account.final > 0 for account in books.three_public.values())


def _script(seed: int, index: int, member: Member, *, spoilt: bool, tidy: bool) -> Script:
    """A unit keeps its template over the years; every document has a hand and forms of its own."""
    family = random.Random(FIRST_SEED + seed * 100 + member.place).choice(REGIONS)
    number = FIRST_SEED + seed * 1000 + index
    return generate(
        number,
        family=family,
        books=member.books,
        style=_exact_style(random.Random(number)),
        planned=THREE_MISTAKES if spoilt else (),
        tidy=tidy,
    )


def _exact_style(rng: random.Random) -> Style:
    """A hand that prints every amount to the cent and with its unit."""
    style = Style.sample(rng)
    unit = "元" if style.unit == "元" else "万元"
    return replace(style, amount_digits=2, unit=unit, missing_unit=0.0, double_percent=0.0)


def headline_accounts(books: Books) -> Iterator[tuple[str, Account]]:
    """The lines that panels and sums are made of: totals, 三公 and its parts, 机关运行经费, 采购."""
    totals = (books.income_total, books.expense_total, books.income_year, books.expense_year)
    fiscal = (books.fiscal_income_total, books.fiscal_expense_total, books.general_year)
    parts = (books.personnel, books.public, books.three_total, books.vehicles_spending)
    bought = books.line("政府采购支出总额", None, books.procurement)
    for account in (*totals, *fiscal, *parts, *books.three_public.values(), books.operating, bought):
        yield account.name, account


def panel_rows(member: Member, script: Script) -> Iterator[Row]:
    """Unit × year × item × measure with the true value; `printed` where the prose says something else."""
    books = member.books
    wrong = {
        fact.account: planted.actual
        for part in script.parts
        if isinstance(part, Paragraph)
        for planted in part.planted
        for fact in part.facts
        if fact.start == planted.start
    }
    for name, account in headline_accounts(books):
        measures = dict(MEASURES)
        if name in books.three_public or name in (books.three_total.name, books.vehicles_spending.name):
            measures["预算数"] = "budget"
        for measure, field in measures.items():
            row = {"document": member.folder, "unit": books.unit.name, "year": books.year}
            row |= {"kind": books.unit.kind, "item": name, "measure": measure}
            row |= {"value": f"{getattr(account, field):f}"}
            row["printed"] = wrong.get(name) if measure == "决算数" else None
            yield row


def sum_rows(members: list[Member]) -> Iterator[Row]:
    """For each year and item the department's figure and those of its units, which add up to it."""
    groups: dict[int, list[Member]] = {}
    for member in members:
        groups.setdefault(member.books.year, []).append(member)
    for year, (whole, *parts) in groups.items():
        columns = [dict(headline_accounts(part.books)) for part in parts]
        for name, account in headline_accounts(whole.books):
            yield {
                "department": whole.books.unit.name,
                "document": whole.folder,
                "year": year,
                "item": name,
                "measure": "决算数",
                "value": f"{account.final:f}",
                "parts": {
                    part.books.unit.name: {"document": part.folder, "value": f"{column[name].final:f}"}
                    for part, column in zip(parts, columns, strict=True)
                },
            }
