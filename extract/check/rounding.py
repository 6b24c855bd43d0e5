"""Intervals of printed figures: half a unit of the last digit of each operand, carried through a formula.

"87%" is [86.5, 87.5]; 76.52/88.41 of two decimals each is about [86.541, 86.562]. Two printed
statements agree when their intervals touch. (DOMAIN.md, below K12: never a flat allowance.)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from extract.amounts import UNIT_FACTORS, half_step, to_yuan
from extract.records import Fact, Severity

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Span:
    """A closed interval of possible values."""

    low: Decimal
    high: Decimal

    @property
    def middle(self) -> Decimal:
        """The value as printed."""
        return (self.low + self.high) / 2

    def gap(self, other: Span) -> Decimal:
        """Distance between two intervals; 0 where they touch."""
        return max(self.low - other.high, other.low - self.high, Decimal(0))


def printed(fact: Fact, unit: str, *, zero: int = 0) -> Span:
    """What an amount may have been before it was printed, in yuan.

    A bare "0" beside figures with `zero` decimals is taken to be as exact as they are, no rounded 0.4.
    """
    decimals = fact.decimals if fact.number else max(fact.decimals, zero)
    half = half_step(decimals) * UNIT_FACTORS.get(fact.unit or unit, UNIT_FACTORS["万元"])
    value = to_yuan(fact.number, fact.unit, unit)
    return Span(value - half, value + half)


def printed_rate(fact: Fact) -> Span:
    """What a rate may have been before it was printed, in percent, without its sign."""
    half = half_step(fact.decimals)
    return Span(abs(fact.number) - half, abs(fact.number) + half)


def total(spans: Iterable[Span]) -> Span:
    """The sum of intervals."""
    spans = tuple(spans)
    return Span(sum((s.low for s in spans), Decimal(0)), sum((s.high for s in spans), Decimal(0)))


def percent(part: Span, whole: Span) -> Span | None:
    """Part / whole in percent; None where the whole may be zero or less."""
    if whole.low <= 0:
        return None
    corners = [p / w * HUNDRED for p in (part.low, part.high) for w in (whole.low, whole.high)]
    return Span(min(corners), max(corners))


def change_rate(change: Span, now: Span) -> Span | None:
    """|Δ / (now − Δ)| in percent, Δ signed; None where the base may be zero or less."""
    rates = []
    for delta in (change.low, change.high):
        for value in (now.low, now.high):
            base = value - delta
            if base <= 0:
                return None
            rates.append(abs(delta / base * HUNDRED))
    low = Decimal(0) if change.low <= 0 <= change.high else min(rates)
    return Span(low, max(rates))


def growth(now: Span, before: Span) -> Span | None:
    """|now / before - 1| in percent; None where the year before may be zero or less."""
    ratio = percent(now, before)
    if ratio is None:
        return None
    ends = (abs(ratio.low - HUNDRED), abs(ratio.high - HUNDRED))
    return Span(Decimal(0) if ratio.low <= HUNDRED <= ratio.high else min(ends), max(ends))


def rate_severity(stated: Fact, computed: Span) -> Severity | None:
    """None where rounding explains the rate; info where it was cut, not rounded; warning one digit off."""
    gap = printed_rate(stated).gap(computed)
    if gap == 0:
        return None
    step = half_step(stated.decimals) * 2
    value = abs(stated.number)
    if value <= computed.high and computed.low < value + step:
        return "info"
    return "warning" if gap < step / 2 else "error"


def short(value: Decimal, decimals: int = 2) -> str:
    """A computed value for a message, rounded half up: 20.3389… → "20.34"."""
    return f"{value.quantize(Decimal(1).scaleb(-decimals), rounding='ROUND_HALF_UP')}"
