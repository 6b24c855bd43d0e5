"""Slips of a clerk that are more than a wrong digit: what was taken from elsewhere, what was left out.

Last year's figure, the name of another line, a code of another year; a percent sign, a unit.
Makers as in `alter.ALTERATIONS`; all of them read the gold of the script alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from annotations.generate.script import Grid, Script
from extract.catalogue import Account, accounts, kind_of, with_code
from training.mutate.places import AMOUNTS, FACTORS, Place

_RATES = ("占比", "增减率", "完成率")


def last_year(place: Place, others: Sequence[Place], rng: random.Random) -> str | None:
    """支出300.00万元，较上年增加20.00万元 → 支出280.00万元: the figure of the disclosure before."""
    fact = place.fact
    if fact is None or fact.measure != "决算数":
        return None
    for other in others:
        of_it = other.part == place.part and other.item == place.item and other.fact is not None
        if of_it and other.measure == "上年数":
            return _printed(place, other.value)
        if of_it and other.measure == "增减额" and _base(other) == (fact.year or 0) - 1:
            return _printed(place, place.value - other.value)
    return None


def _base(place: Place) -> int | None:
    return place.fact.base_year if place.fact else None


def _printed(place: Place, value: Decimal) -> str | None:
    """A value in 万元 as the place prints its own; None where that is no amount or the same text."""
    digits = place.text.rstrip("亿万元 \u3000")
    unit = (place.fact.unit if place.fact else None) or "万元"
    places = len(digits.partition(".")[2])
    amount = (value / FACTORS[unit]).quantize(Decimal(1).scaleb(-places))
    new = f"{amount:{',' if ',' in digits else ''}f}" + place.text[len(digits) :]
    return new if amount > 0 and new != place.text else None


def bare_rate(place: Place, others: Sequence[Place], rng: random.Random) -> str | None:
    """占比63.20% → 占比63.20."""
    return place.text.rstrip("%％ ") if place.measure in _RATES and place.text[-1:] in "%％" else None


def bare_amount(place: Place, others: Sequence[Place], rng: random.Random) -> str | None:
    """227.55万元 → 227.55."""
    bare = place.text.rstrip("亿万元 \u3000")
    return bare if place.measure in AMOUNTS and bare != place.text else None


def foreign_year_code(place: Place, others: Sequence[Place], rng: random.Random) -> str | None:
    """2101101 → 2100501: a code of the same level and 类 that the catalogue of the year does not have."""
    year = next((o.fact.year for o in others if o.fact and o.fact.year), None)
    code = place.text.strip()
    kind = kind_of(code)
    if year is None or kind is None:
        return None
    fit = sorted({a.code for a in accounts() if _is_of_other_year(a, kind, code, year)})
    return rng.choice(fit) if fit else None


def _is_of_other_year(account: Account, kind: str, code: str, year: int) -> bool:
    same = account.kind == kind and len(account.code) == len(code) and account.code[:3] == code[:3]
    known = with_code(account.code, kind=kind)
    return same and len(code) > 3 and bool(known) and not any(a.valid(year) for a in known)


def name_places(script: Script, found: Sequence[Place], bound: frozenset[int]) -> Iterator[Place]:
    """Names in prose whose figures bear that very name, one of them `bound`: with a cell of its own."""
    for index, part in enumerate(script.parts):
        names = [] if isinstance(part, Grid) else [mark for mark in part.marks if mark.label == "ITEM"]
        here = [(i, p) for i, p in enumerate(found) if p.part == index and p.where == "prose"]
        for at, mark in enumerate(names):
            end = names[at + 1].start if at + 1 < len(names) else None
            told = [(i, p) for i, p in here if mark.end <= p.start and (end is None or p.start < end)]
            text = "" if isinstance(part, Grid) else part.text[mark.start : mark.end]
            first = next((p for i, p in told if i in bound), None)
            if first is not None and all(p.item == text for _, p in told):
                yield replace(first, where="name", text=text, start=mark.start, end=mark.end, word=None)


def other_name(place: Place, others: Sequence[Place], rng: random.Random) -> str | None:
    """公务接待费3.20万元 → 公务用车运行维护费3.20万元: the name of another line of the same section."""
    here = [o for o in others if o.section == place.section and o.measure == place.measure]
    fit = sorted({o.text for o in here if o.text != place.text and abs(o.value) != abs(place.value)})
    fit = [name for name in fit if name not in place.text and place.text not in name]
    return rng.choice(fit) if fit else None
