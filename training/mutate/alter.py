"""The alterations: what a slip of the hand makes of a figure, a sign word, a unit or a code.

Each takes a place and the script and gives the new text of the stretch it changes, or None where it does not
fit. One function, one slip; `ALTERATIONS` is the whole list.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from annotations.generate.script import Grid, Paragraph, Script
from training.mutate.clerks import bare_amount, bare_rate, foreign_year_code, last_year
from training.mutate.places import AMOUNTS, FACTORS, Place, read_number

Make = Callable[[Place, Sequence[Place], random.Random], "str | None"]
_OPPOSITE = {
    "增加": "减少",
    "增长": "下降",
    "上升": "下降",
    "提高": "降低",
    "上涨": "下降",
    "减少": "增加",
    "下降": "增长",
    "降低": "提高",
    "下滑": "上升",
}


@dataclass(frozen=True, slots=True)
class Altered:
    """A script with one place altered: where the new text stands, and its new value."""

    script: Script
    kind: str
    place: Place
    after: Place


def _digit(place: Place, others: Sequence[Place], rng: random.Random) -> str | None:
    """227.55 → 247.55."""
    spots = [at for at, char in enumerate(place.text) if char.isdigit()]
    at = rng.choice(spots)
    low = 1 if at == spots[0] and len(spots) > 1 else 0
    new = rng.choice([d for d in "0123456789"[low:] if d != place.text[at]])
    return place.text[:at] + new + place.text[at + 1 :]


def _swap(place: Place, others: Sequence[Place], rng: random.Random) -> str | None:
    """227.55 → 272.55: two neighbouring digits change places."""
    text = place.text
    fit = [
        at
        for at in range(len(text) - 1)
        if text[at].isdigit()
        and text[at + 1].isdigit()
        and text[at] != text[at + 1]
        and not (text[at + 1] == "0" and not re.search(r"\d", text[:at]))
    ]
    if not fit:
        return None
    at = rng.choice(fit)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _shift(place: Place, others: Sequence[Place], rng: random.Random) -> str | None:
    """227.55 → 2275.5 or 22.755 printed with the same number of decimals."""
    number = re.search(r"\d[\d,]*(?:\.\d+)?", place.text)
    if number is None:
        return None
    digits = Decimal(number[0].replace(",", ""))
    decimals = len(number[0].partition(".")[2])
    moved = digits * 10 if rng.random() < 0.5 or digits < 1 else digits / 10
    new = f"{moved.quantize(Decimal(1).scaleb(-decimals)):{',' if ',' in number[0] else ''}f}"
    return None if Decimal(new.replace(",", "")) == 0 else place.text.replace(number[0], new, 1)


def _other(place: Place, others: Sequence[Place], rng: random.Random) -> str | None:
    """Another line's figure of the same kind."""
    if place.where == "prose":
        fit = [
            o for o in others if o.where == "prose" and o.measure == place.measure and o.part != place.part
        ]
        fit = [o for o in fit if o.fact and place.fact and o.fact.unit == place.fact.unit]
    else:
        fit = [o for o in others if o.where == "cell" and o.part == place.part and o.row != place.row]
    texts = sorted({o.text for o in fit if abs(o.value) != abs(place.value)})
    return rng.choice(texts) if texts else None


def _unit(place: Place, others: Sequence[Place], rng: random.Random) -> str | None:
    """227.55万元 → 227.55元, 2275500元 → 2275500万元."""
    if place.measure not in AMOUNTS or "元" not in place.text or "亿" in place.text:
        return None
    return place.text.replace("万元", "元") if "万元" in place.text else place.text.replace("元", "万元")


def _minus(place: Place, others: Sequence[Place], rng: random.Random) -> str | None:
    """A cell 12.50 → -12.50."""
    return f"-{place.text.strip()}" if place.value > 0 else None


def _code(place: Place, others: Sequence[Place], rng: random.Random) -> str | None:
    """2080505 → 2080605: one digit of a code."""
    if len(place.text) < 3 and place.where == "code":
        return None
    at = rng.randrange(len(place.text))
    new = rng.choice([d for d in "123456789" if d != place.text[at]])
    return place.text[:at] + new + place.text[at + 1 :]


ALTERATIONS: tuple[tuple[str, str, Make], ...] = (
    ("digit changed", "prose", _digit),
    ("digits swapped", "prose", _swap),
    ("decimal shifted", "prose", _shift),
    ("another line's value", "prose", _other),
    ("元 and 万元 mixed", "prose", _unit),
    ("last year's value", "prose", last_year),
    ("% left out", "prose", bare_rate),
    ("unit left out", "prose", bare_amount),
    ("digit changed", "cell", _digit),
    ("digits swapped", "cell", _swap),
    ("decimal shifted", "cell", _shift),
    ("another line's value", "cell", _other),
    ("sign flipped", "cell", _minus),
    ("wrong code", "code", _code),
    ("wrong code", "code cell", _code),
    ("code of another year", "code", foreign_year_code),
    ("code of another year", "code cell", foreign_year_code),
)
"""(name, where, maker); the sign word of the prose is flipped by `flip`."""
FLIP = ("sign flipped", "prose")
NAME = ("another line's name", "name")
WORDS = frozenset({"% left out", "unit left out"})
"""What the words alone show; every figure is still right."""


def alter(script: Script, place: Place, name: str, new: str) -> Altered:
    """The script with the new text at the place; all marks and facts behind it move along."""
    if isinstance(part := script.parts[place.part], Grid):
        rows = [list(row) for row in part.rows]
        rows[place.row][place.column] = new
        changed: Paragraph | Grid = replace(part, rows=tuple(tuple(row) for row in rows))
        value, half = read_number(new, part.unit) if place.where == "cell" else (place.value, place.half)
        after = replace(place, text=new, value=value, half=half)
    else:
        text = part.text[: place.start] + new + part.text[place.end :]
        changed = replace(part, text=text, marks=(), facts=())
        after = replace(place, text=new, end=place.start + len(new))
        if place.where == "prose" and place.fact and name not in WORDS:
            unit = _written_unit(new, place.fact.unit)
            value, half = read_number(new, unit)
            after = replace(after, value=-abs(value) if place.value < 0 else value, half=half)
    parts = (*script.parts[: place.part], changed, *script.parts[place.part + 1 :])
    return Altered(replace(script, parts=parts), name, place, after)


def _written_unit(text: str, unit: str | None) -> str | None:
    written = re.search(r"[亿万]?元$", text)
    return written[0] if written and unit in ("元", "万元") else unit


def flip(script: Script, place: Place) -> Altered | None:
    """增加2.40万元 → 减少2.40万元."""
    part = script.parts[place.part]
    if place.word is None or isinstance(part, Grid):
        return None
    start, end = place.word
    new = _OPPOSITE[part.text[start:end]]
    changed = replace(part, text=part.text[:start] + new + part.text[end:], marks=(), facts=())
    parts = (*script.parts[: place.part], changed, *script.parts[place.part + 1 :])
    return Altered(replace(script, parts=parts), FLIP[0], place, replace(place, value=-place.value))


def differs(place: Place, after: Place) -> bool:
    """False where the new text says the same number."""
    return place.text != after.text or place.value != after.value


__all__ = ["ALTERATIONS", "FACTORS", "FLIP", "NAME", "WORDS", "Altered", "alter", "differs", "flip"]
