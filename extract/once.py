"""What is worked out of one big record once, however often it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Whole = TypeVar("Whole")
Result = TypeVar("Result")
KEPT = 4
"""How many answers are kept: one for each document that is worked on at a time."""


def once(work: Callable[[Whole], Result]) -> Callable[[Whole], Result]:
    """The function with its last few answers kept; the record is known by identity, nothing of it is hashed.

    Several threads may share it: at worst one of them does the work again.
    """
    kept: tuple[tuple[Whole, Result], ...] = ()

    @wraps(work)
    def answer(whole: Whole) -> Result:
        nonlocal kept
        for known, result in kept:
            if known is whole:
                return result
        made = work(whole)
        kept = ((whole, made), *kept[: KEPT - 1])
        return made

    return answer
