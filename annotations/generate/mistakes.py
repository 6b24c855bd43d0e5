"""Mistakes planted on purpose, as auditors report them: each changes one figure or word and says what it did.

A `Mistake` waits for the first slot it fits; the writer applies it there and notes a `Planted`.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from annotations.generate.figures import Subject, figure_value

Change = Callable[[str, str, Subject], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One kind of slip: which figure fields it can strike and what it makes of digits and unit."""

    kind: str
    rule: str
    fields: tuple[str, ...]
    change: Change
    coded: bool = False
    """Only figures of a line with a code."""
    accounts: frozenset[str] = frozenset()
    """Only figures of these lines, told without a code (30217 is another); empty: of any."""
    least: int = 5
    """Only figures above this."""
    patience: int = 4
    """At most so many chances are let pass, so that mistakes spread over the document."""

    def fits(self, subject: Subject, field: str) -> bool:
        """Whether the slip can happen at this figure and would be a real mistake there."""
        if field not in self.fields or (self.coded and not subject.code):
            return False
        if self.accounts and (subject.account.name not in self.accounts or subject.account.code):
            return False
        large = figure_value(subject, field) > self.least
        return large and len(subject.fact_items) == 1 and bool(subject.fact_items[0])


def _swap(digits: str, unit: str, subject: Subject) -> tuple[str, str]:
    """Two neighbouring digits change places (227.55 → 272.55); a repeated digit grows by one instead."""
    whole = digits.split(".")[0].replace(",", "")
    fraction = digits[len(digits.split(".")[0]) :]
    for at in range(len(whole) - 1):
        if whole[at] != whole[at + 1] and not (at == 0 and whole[1] == "0"):
            return whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :] + fraction, unit
    return f"{int(whole) + 3}{fraction}", unit


def _swap_small(digits: str, unit: str, subject: Subject) -> tuple[str, str]:
    """As `_swap`, behind the point too (0.53 → 0.35): the parts of 三公 are small; else 3 more."""
    plain = digits.replace(",", "")
    for at in range(len(plain) - 1):
        pair = plain[at : at + 2]
        if pair.isdigit() and pair[0] != pair[1] and not (at == 0 and pair[1] == "0"):
            return plain[:at] + pair[::-1] + plain[at + 2 :], unit
    return f"{Decimal(plain) + 3:f}", unit


def _off(digits: str, unit: str, subject: Subject) -> tuple[str, str]:
    """A rate that does not follow from its amounts."""
    value = Decimal(digits)
    return f"{value + Decimal('1.37').quantize(Decimal(1).scaleb(value.as_tuple().exponent)):f}", unit  # type: ignore[arg-type]


def _yuan(digits: str, unit: str, subject: Subject) -> tuple[str, str]:
    """元 where 万元 is meant."""
    return digits, unit.replace("万元", "元")


def _no_unit(digits: str, unit: str, subject: Subject) -> tuple[str, str]:
    """The unit is forgotten."""
    return digits, ""


MISTAKES: tuple[Mistake, ...] = (
    Mistake("prose-vs-table", "prose-table", ("final",), _swap, coded=True),
    Mistake("prose-arithmetic", "rate", ("rate",), _off),
    Mistake("prose-arithmetic", "share", ("share",), _off),
    Mistake("prose-arithmetic", "done", ("done", "done_adjusted"), _off),
    Mistake("unit", "unit-slip", ("final",), _yuan),
    Mistake("unit", "unit-missing", ("final",), _no_unit),
)
"""Every figure mistake; a direction word left unfilled (`RESIDUE`) is planted by the writer itself."""

THREE_PARTS = frozenset(("因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费"))
THREE_MISTAKES = (
    Mistake(
        "prose-vs-table", "three-parts", ("final",), _swap_small, accounts=THREE_PARTS, least=0, patience=0
    ),
)
"""One figure of 三公 altered, so that the parts no longer add up to the total."""

RESIDUE = "增加/减少"
"""What an unfilled template leaves where a direction word belongs."""


def draw_mistakes(rng: random.Random, count: int) -> list[Mistake]:
    """Some different mistakes in random order."""
    return rng.sample(MISTAKES, k=min(count, len(MISTAKES)))
