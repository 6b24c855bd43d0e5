"""A relation between printed places, and the two that most are: equal figures, and a sum of parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from annotations.generate.script import Grid, Script
from training.mutate.places import Place

Basis = Literal["table", "arithmetic", "words", "nothing"]
TOTAL_ROW = re.compile(r"^(?:合计|总计|本年[收支][入出]?合计|[收支][入出]总计|本年合计)$")


@dataclass(frozen=True, slots=True)
class Relation:
    """Places by index that bind each other; `holds` on the places as they stand."""

    basis: Basis
    members: tuple[int, ...]
    holds: Callable[[Sequence[Place]], bool]


def equal(pair: Sequence[Place]) -> bool:
    """Two figures agree; a sign printed in one of prose and form only is no difference."""
    one, other = pair
    apart = (
        abs(abs(one.value) - abs(other.value)) if one.where != other.where else abs(one.value - other.value)
    )
    return apart <= one.half + other.half


def adds_up(members: Sequence[Place]) -> bool:
    """The first figure is the sum of the others, within their printed digits."""
    whole, *parts = members
    gap = abs(whole.value - sum((p.value for p in parts), Decimal(0)))
    return gap <= whole.half + sum((p.half for p in parts), Decimal(0))


def cell_places(found: Sequence[Place]) -> list[tuple[int, Place]]:
    """The cells, with their index."""
    return [(i, p) for i, p in enumerate(found) if p.where == "cell"]


def core(name: str) -> str:
    """Only the words that tell a line: without numbering, codes, levels and 支出."""
    name = re.sub(
        r"^[一二三四五六七八九十\d（()）、.．]+|[（(][^（）()]*[)）]|\d+|（类）|（款）|（项）|\s", "", name
    )
    return name.removesuffix("支出") or name


def form_of(script: Script, place: Place) -> str:
    """The form a cell stands in, "" for prose."""
    part = script.parts[place.part]
    return part.kind if isinstance(part, Grid) else ""
