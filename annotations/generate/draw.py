"""Random amounts as whole cents of 万元 (1 = 0.01万元), so that every sum is exact.

An amount over the years is a `Vector`: final, prior, 年初预算, 全年预算. Sums, splits and parts work on
vectors, so what holds for the final year holds for the others too.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

Vector = tuple[int, int, int, int]
NOTHING: Vector = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Mood:
    """How a document's years relate. `growth`: usual final / prior; `spread`: scatter of single lines.

    `same_prior`, `no_prior`, `same_budget`, `no_budget`: share of lines equal to, or absent from, the
    year before and the budget. `drift`: usual budget / final.
    """

    weight: int
    growth: float
    spread: float
    same_prior: float
    no_prior: float
    same_budget: float
    no_budget: float
    drift: float


MOODS: tuple[Mood, ...] = (
    Mood(26, 1.06, 0.15, 0.08, 0.05, 0.20, 0.06, 1.0),
    Mood(18, 0.93, 0.15, 0.08, 0.04, 0.20, 0.06, 1.05),
    Mood(10, 1.30, 0.50, 0.05, 0.12, 0.10, 0.15, 0.85),
    Mood(10, 0.75, 0.50, 0.05, 0.06, 0.10, 0.10, 1.20),
    Mood(12, 1.03, 0.20, 0.08, 0.06, 1.00, 0.00, 1.0),
    Mood(6, 1.00, 0.02, 0.55, 0.01, 0.55, 0.01, 1.0),
    Mood(3, 1.00, 0.00, 1.00, 0.00, 0.40, 0.05, 1.0),
    Mood(2, 1.00, 0.20, 0.00, 1.00, 0.20, 0.20, 1.0),
    Mood(8, 1.10, 1.00, 0.05, 0.15, 0.10, 0.20, 0.9),
)
"""Steady up, steady down, jump, fall, 完成100%, quiet, 持平, newly founded, wild."""


def draw_mood(rng: random.Random) -> Mood:
    """How this document's years relate."""
    return rng.choices(MOODS, [mood.weight for mood in MOODS])[0]


def log_uniform(rng: random.Random, low: float, high: float) -> float:
    """A number whose logarithm is uniform: as many between 10 and 100 as between 100 and 1000."""
    return math.exp(rng.uniform(math.log(low), math.log(high)))


def vary(rng: random.Random, final: int, mood: Mood) -> Vector:
    """The other years of a line whose final figure is given; 0 stays 0 throughout."""
    if final == 0:
        return NOTHING
    prior = _other(rng, final, 1 / mood.growth, mood.spread, mood.same_prior, mood.no_prior)
    budget = _other(rng, final, mood.drift, mood.spread, mood.same_budget, mood.no_budget)
    if budget != final and rng.random() < 0.3:
        budget = budget // 100 * 100
    return final, prior, budget, _adjusted(rng, final, budget)


def _other(rng: random.Random, final: int, factor: float, spread: float, same: float, none: float) -> int:
    pick = rng.random()
    if pick < same:
        return final
    if pick < same + none:
        return 0
    return max(0, round(final * factor * math.exp(rng.gauss(0, spread))))


def _adjusted(rng: random.Random, final: int, budget: int) -> int:
    """全年预算: mostly the final figure or the budget, else somewhat above the final figure."""
    pick = rng.random()
    if pick < 0.45 or budget == final:
        return final
    return max(budget, final) if pick < 0.75 else round(final * rng.uniform(1.0, 1.15))


def total(vectors: Iterable[Vector]) -> Vector:
    """The sum, year by year."""
    final = prior = budget = adjusted = 0
    for vector in vectors:
        final += vector[0]
        prior += vector[1]
        budget += vector[2]
        adjusted += vector[3]
    return final, prior, budget, adjusted


def cut(vector: Vector, permille: int) -> tuple[Vector, Vector]:
    """Two vectors that add up to the given one; the first has `permille` thousandths, rounded down."""
    final, prior, budget, adjusted = (n * permille // 1000 for n in vector)
    first = (final, prior, budget, adjusted)
    return first, minus(vector, first)


def minus(left: Vector, right: Vector) -> Vector:
    """The left one less the right one, year by year."""
    return left[0] - right[0], left[1] - right[1], left[2] - right[2], left[3] - right[3]


def partition(
    rng: random.Random, amount: int, weights: Sequence[float], *, round_share: float = 0.0
) -> list[int]:
    """Whole parts that add up to `amount`, about in proportion to the weights, none negative.

    `round_share`: how often a part is a whole 万元 (5.00, 20.00) where it is large enough.
    """
    if not weights:
        return []
    drawn = [weight * math.exp(rng.gauss(0, 0.5)) for weight in weights]
    whole = sum(drawn)
    scale = amount / whole if whole > 1e-9 else 0.0
    parts = [int(value * scale) for value in drawn]
    parts = [n // 100 * 100 if n >= 200 and rng.random() < round_share else n for n in parts]
    parts[max(range(len(parts)), key=drawn.__getitem__)] += amount - sum(parts)
    return parts


def money(cents: int) -> Decimal:
    """Decimal 万元 with two decimals: 1562 → 15.62."""
    return Decimal(cents).scaleb(-2)
