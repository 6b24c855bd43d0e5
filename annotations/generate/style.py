"""How one document writes its numbers and signs: digits, separators, units."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Style:
    """The habits of the hand that wrote a document."""

    strip_zeros: float = 0.3
    """How often trailing zeros are dropped (188.00 → 188)."""
    amount_digits: int = 2
    separators: bool = False
    rate_digits: int = 2
    strip_rate: float = 0.2
    percent: str = "%"
    unit: str = "万元"
    missing_unit: float = 0.0
    short_unit: float = 0.0
    double_percent: float = 0.0
    truncate: float = 0.0
    """How often a rate is cut instead of rounded."""
    space: float = 0.0
    """How often a space stands before the unit."""

    @classmethod
    def sample(cls, rng: random.Random) -> Style:
        """A plausible hand."""
        return cls(
            strip_zeros=rng.choice((0.0, 0.0, 0.2, 0.6, 1.0)),
            amount_digits=rng.choices((2, 1, 0, 4), (90, 4, 2, 4))[0],
            separators=rng.random() < 0.12,
            rate_digits=rng.choices((2, 1, 0), (70, 14, 16))[0],
            strip_rate=rng.choice((0.0, 0.0, 0.3, 1.0)),
            percent=rng.choices(("%", "％"), (90, 10))[0],
            unit=rng.choices(("万元", "元", "亿元"), (93, 6, 1))[0],
            missing_unit=rng.choices((0.0, 0.01, 0.06), (70, 22, 8))[0],
            short_unit=rng.choices((0.0, 0.05), (92, 8))[0],
            double_percent=rng.choices((0.0, 0.02), (92, 8))[0],
            space=rng.choices((0.0, 0.1, 0.8), (70, 20, 10))[0],
        )

    def number(self, value: Decimal, rng: random.Random) -> str:
        """A 万元 value as its digits, in this document's unit."""
        scaled = value * {"万元": 1, "元": 10_000, "亿元": Decimal("0.0001")}[self.unit]
        digits = {"万元": self.amount_digits, "元": 2, "亿元": 4}[self.unit]
        rounded = scaled.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        text = f"{rounded:,f}" if self.separators and rng.random() < 0.9 else f"{rounded:f}"
        return self._strip(text, rounded, self.strip_zeros, rng)

    def signed(self, value: Decimal) -> str:
        """A change of 万元 with its sign, always with decimals: "-3.20"."""
        factor, digits = {"万元": (1, 2), "元": (10_000, 2), "亿元": (Decimal("0.0001"), 4)}[self.unit]
        return f"{(value * factor).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}"

    def rate(self, value: Decimal, rng: random.Random) -> str:
        """A rate in percent as its digits."""
        mode = ROUND_DOWN if rng.random() < self.truncate else ROUND_HALF_UP
        rounded = value.quantize(Decimal(1).scaleb(-self.rate_digits), mode)
        return self._strip(f"{rounded:f}", rounded, self.strip_rate, rng)

    @staticmethod
    def _strip(text: str, value: Decimal, chance: float, rng: random.Random) -> str:
        if "." not in text:
            return text
        if (value == 0 and rng.random() < 0.6) or rng.random() < chance:
            return text.rstrip("0").rstrip(".")
        return text

    def unit_text(self, rng: random.Random) -> str:
        """The unit as printed behind a number: "万元", " 万元", "万", or nothing where it was forgotten."""
        if rng.random() < self.missing_unit:
            return ""
        unit = "万" if self.unit == "万元" and rng.random() < self.short_unit else self.unit
        return f" {unit}" if rng.random() < self.space else unit

    def percent_text(self, rng: random.Random) -> str:
        """The percent sign or, by mistake, signs."""
        return self.percent * 2 if rng.random() < self.double_percent else self.percent


def tidy_style(style: Style) -> Style:
    """The same hand without its slips: every unit printed whole, every sign once, every rate rounded."""
    return replace(style, missing_unit=0.0, double_percent=0.0, short_unit=0.0, truncate=0.0)
