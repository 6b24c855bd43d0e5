"""Rates and changes that a “三公” form prints beside its amounts: 控制率, 同比增减, 增减比率.

Source: K8, K11; mistakes auditors report (a rate on the wrong base, a decrease without its minus).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract import forms
from extract.amounts import decimals_of, half_step, parse_cell
from extract.catalogue.lines import three_public
from extract.check.base import Case, Outcome, Tally, finding, shown
from extract.check.grid import Sheet, sheet
from extract.check.rounding import HUNDRED, Span, percent, short
from extract.records import Cell, Fact
from extract.text import squeeze

RULE = "form-rates"
SIGNS = "form-signs"

COLUMNS: tuple[tuple[str, str], ...] = (
    ("控制率", r"(?:控制|完成|执行)率"),
    ("增减率", r"(?:增减|增长|变动|同比)[^-]*(?:率|幅度|%)|(?:增|降)幅"),
    ("增减额", r"(?:同比|较上年|比上年)?(?:增减|增长|变动)(?:额|数|情况)?(?:\(.*\))?$"),
)
"""What a further column of the form is ← its squeezed header; first match wins."""


@dataclass(frozen=True, slots=True)
class _Row:
    """The amounts of one item, as intervals, with its printed change and rates."""

    label: str
    amounts: dict[str, Cell]
    extra: dict[str, Cell]

    def span(self, key: str) -> Span | None:
        cell = self.amounts.get(key)
        if cell is None or cell.value is None:
            return None
        half = half_step(max(decimals_of(cell.text), 2 if cell.value == 0 else 0))
        return Span(cell.value - half, cell.value + half)


def check_form_rates(case: Case, blamed: frozenset[str]) -> Outcome:
    """决算5.09、上年6.54，增减比率29.46% → error: -22.17%."""
    form = sheet(case.document, forms.THREE_PUBLIC)
    rows = tuple(_rows(form)) if form else ()
    if form is None or not any(row.extra for row in rows):
        return Outcome()
    tally = Tally()
    for row in rows:
        for kind, cell in row.extra.items():
            computed = _computed(row, kind)
            if computed is None or _number(cell) is None:
                tally.untested += 1
            else:
                _judge(case, tally, form, row, kind, cell, computed)
    return tally.done("缺预算数、决算数或上年数")


def check_form_signs(case: Case, blamed: frozenset[str]) -> Outcome:
    """A column 同比增减 that prints a fall of 1.45 as 1.45, and no minus anywhere → one warning."""
    form = sheet(case.document, forms.THREE_PUBLIC)
    rows = tuple(_rows(form)) if form else ()
    if form is None or not any("增减额" in row.extra for row in rows):
        return Outcome()
    tally = Tally(tested=1)
    _signs(tally, form, rows)
    return tally.done()


def _rows(form: Sheet) -> Iterator[_Row]:
    kinds = {at: _kind(path) for at, path in enumerate(form.table.columns)}
    for index, keys in enumerate(form.table.row_keys):
        here = [c for c in form.table.cells if c.row == index]
        amounts = {c.key.partition("-")[0]: c for c in here if c.key}
        extra = {kind: c for c in here if c.key is None and (kind := kinds.get(c.column)) and c.text.strip()}
        if len(amounts) >= 2 and len({c.key.partition("-")[2] for c in here if c.key}) == 1:
            yield _Row(keys.label, amounts, extra)


def _kind(path: str) -> str | None:
    text = squeeze(path).rpartition("-")[2]
    return next((kind for kind, pattern in COLUMNS if re.search(pattern, text)), None)


def _number(cell: Cell) -> Decimal | None:
    return parse_cell(cell.text.strip().rstrip("%％"))


def _computed(row: _Row, kind: str) -> Span | None:
    final, prior, budget = row.span("决算数"), row.span("上年决算数"), row.span("预算数")
    if kind == "控制率":
        return percent(final, budget) if final and budget else None
    if final is None or prior is None:
        return None
    moved = Span(final.low - prior.high, final.high - prior.low)
    if kind == "增减额":
        return moved
    if prior.low <= 0:
        return None
    corners = [f / p * HUNDRED - HUNDRED for f in (final.low, final.high) for p in (prior.low, prior.high)]
    return Span(min(corners), max(corners))


def _judge(case: Case, tally: Tally, form: Sheet, row: _Row, kind: str, cell: Cell, computed: Span) -> None:
    """The printed figure against its amounts, and against the prose where that states it too."""
    tally.tested += 1
    stated, half = _number(cell), half_step(decimals_of(cell.text.strip().rstrip("%％")))
    right = stated is not None and min(_gap(stated, half, computed), _gap(-stated, half, computed)) == 0
    said = _said(case, row, kind)
    if stated is None or (right and (said is None or _agrees(said, stated, half))):
        return
    if right and said is not None:
        _report_prose(tally, form, row, kind, cell, said)
        return
    unit = "" if kind == "增减额" else "%"
    expected = f"{short(computed.middle)}{unit}"
    wanted = ("决算数", "预算数" if kind == "控制率" else "上年决算数")
    used = "、".join(f"{key}{row.amounts[key].text.strip() or '空'}" for key in wanted)
    told = f"，正文写{said.value}{said.unit or ''}" if said else ""
    tally.findings.append(
        finding(
            RULE,
            "prose-vs-table" if said else "table-arithmetic",
            "error",
            f"《{form.title}》{row.label.strip()}的{kind}为{cell.text.strip()}，按{used}应为{expected}{told}。",
            facts=(said,) if said else (),
            cells=[form.ref(cell), *(form.ref(c) for c in row.amounts.values() if c.value is not None)],
            at=(said.start, said.end) if said else _place(form),
            actual=cell.text.strip(),
            expected=expected,
        )
    )


_MEASURES = {"控制率": ("完成率", None), "增减率": ("增减率", "上年数"), "增减额": ("增减额", "上年数")}
"""A further column of the form → the measure and base by which the prose states it."""


def _said(case: Case, row: _Row, kind: str) -> Fact | None:
    """The prose's own statement of a printed rate or change; None where it has none, or two that differ."""
    item = next((c.key.partition("-")[2] for c in row.amounts.values() if c.key), None)
    measure, base = _MEASURES[kind]
    fit = [
        f
        for f in case.spoken(measure)
        if three_public(f.item.name) == item and (base is None or f.base == base) and f.number != 0
    ]
    return fit[0] if fit and len({abs(f.number) for f in fit}) == 1 else None


def _agrees(said: Fact, stated: Decimal, half: Decimal) -> bool:
    """Equal within both prints, the sign left out: prose and form tell a fall by a word or by a minus."""
    return abs(abs(said.number) - abs(stated)) <= half + half_step(said.decimals)


def _report_prose(tally: Tally, form: Sheet, row: _Row, kind: str, cell: Cell, said: Fact) -> None:
    tally.findings.append(
        finding(
            RULE,
            "prose-vs-table",
            "error",
            f"正文{shown(said)}，《{form.title}》{row.label.strip()}的{kind}为{cell.text.strip()}，二者不符。",
            facts=(said,),
            cells=[form.ref(cell)],
            actual=f"{said.value}{said.unit or ''}",
            expected=cell.text.strip(),
        )
    )


def _gap(stated: Decimal, half: Decimal, computed: Span) -> Decimal:
    return Span(stated - half, stated + half).gap(computed)


def _signs(tally: Tally, form: Sheet, rows: tuple[_Row, ...]) -> None:
    """A column that holds falls and rises alike without any minus sign: one finding."""
    moves = [
        (row, row.extra["增减额"], computed)
        for row in rows
        if "增减额" in row.extra and (computed := _computed(row, "增减额")) is not None
    ]
    falls = [(row, cell) for row, cell, move in moves if move.high < 0 and (_number(cell) or 0) > 0]
    marked = any((_number(cell) or 0) < 0 for _, cell, _ in moves)
    if not falls or marked:
        return
    names = "、".join(f"{row.label.strip()}{cell.text.strip()}" for row, cell in falls)
    tally.findings.append(
        finding(
            SIGNS,
            "table-arithmetic",
            "warning",
            f"《{form.title}》增减栏的减少额没有写负号：{names}，各行因此加不出合计。",
            cells=[form.ref(cell) for _, cell in falls],
            at=_place(form),
            actual=falls[0][1].text.strip(),
            expected=f"-{falls[0][1].text.strip()}",
        )
    )


def _place(form: Sheet) -> tuple[int, int] | None:
    table = form.table
    return (table.start, table.end) if table.start is not None and table.end is not None else None
