"""The subjects that sentences speak of and the value behind each of their figure slots."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from annotations.generate.books import ZERO, Account


@dataclass(frozen=True, slots=True)
class Subject:
    """Something a sentence speaks of: its written name (a template), the facts' item names, its account.

    `items` has two names where one figure serves two lines (收、支总计). `whole` is what its share is of.
    """

    name: str
    account: Account
    items: tuple[str, ...] = ()
    code: str | None = None
    whole: Decimal | None = None
    topic: str = ""

    @property
    def fact_items(self) -> tuple[str, ...]:
        """The item names of the facts."""
        return self.items or (self.account.name,)


ROLES: dict[str, tuple[str, str]] = {
    "final": ("AMOUNT", "决算数"),
    "budget": ("AMOUNT", "年初预算数"),
    "adjusted": ("AMOUNT", "全年预算数"),
    "budget_final": ("AMOUNT", "年初预算数"),
    "plan_final": ("AMOUNT", "预算数"),
    "plan": ("AMOUNT", "预算数"),
    "prior": ("AMOUNT", "上年数"),
    "delta": ("AMOUNT", "增减额"),
    "gap": ("AMOUNT", "增减额"),
    "signed": ("AMOUNT", "增减额"),
    "other": ("AMOUNT", "其他"),
    "bare": ("AMOUNT", "决算数"),
    "yuan": ("AMOUNT", "其他"),
    "rate": ("PERCENT", "增减率"),
    "gap_rate": ("PERCENT", "增减率"),
    "signed_rate": ("PERCENT", "增减率"),
    "share": ("PERCENT", "占比"),
    "done": ("PERCENT", "完成率"),
    "done_adjusted": ("PERCENT", "完成率"),
    "rate_other": ("PERCENT", "其他"),
}
AMOUNT_WORDS = {1: ("增加", "上升", "增长"), -1: ("减少", "下降", "降低"), 0: ("增加",)}
RATE_WORDS = {1: ("增长", "上升", "增加", "上涨"), -1: ("下降", "降低", "减少", "下滑"), 0: ("增长",)}
"""Direction words by sign, the usual one first; no change is mostly worded as a rise of 0."""
Rule = Callable[[Subject, random.Random], str]
Value = Subject | str


def percent_of(part: Decimal, whole: Decimal) -> Decimal:
    """Part / whole in percent; 0 where the whole is 0."""
    return part * 100 / whole if whole else ZERO


def figure_value(subject: Subject, field: str) -> Decimal:
    """The value behind a figure slot, unsigned for changes but `signed` and `signed_rate`."""
    account = subject.account
    simple = {"final", "budget", "adjusted", "prior"}
    if field in simple:
        return Decimal(getattr(account, field))
    values: dict[str, Callable[[], Decimal]] = {
        "plan": lambda: account.budget,
        "budget_final": lambda: account.budget,
        "plan_final": lambda: account.budget,
        "delta": lambda: abs(account.delta),
        "signed": lambda: account.delta,
        "gap": lambda: abs(account.final - account.budget),
        "other": lambda: account.final,
        "bare": lambda: account.final,
        "yuan": lambda: account.final,
        "rate": lambda: percent_of(abs(account.delta), account.prior),
        "signed_rate": lambda: percent_of(account.delta, account.prior),
        "gap_rate": lambda: percent_of(abs(account.final - account.budget), account.budget),
        "share": lambda: percent_of(account.final, subject.whole or ZERO),
        "done": lambda: percent_of(account.final, account.budget),
        "done_adjusted": lambda: percent_of(account.final, account.adjusted),
        "rate_other": lambda: account.final,
    }
    return values[field]()


def direction(subject: Subject, field: str) -> int:
    """Sign of the change that a figure field states; 0 where it is none or nothing changed."""
    account = subject.account
    change = (
        account.final - account.budget
        if field in ("gap", "gap_rate", "gdir", "grdir", "cmp")
        else account.delta
    )
    return (change > 0) - (change < 0)
