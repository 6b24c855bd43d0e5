"""What is worked out of one big record once, however often it is asked for; quick copies of small ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields as dataclass_fields
from functools import lru_cache, wraps
from operator import attrgetter
from typing import Any, TypeVar

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


Record = TypeVar("Record")


def changed(record: Record, **fields: object) -> Record:
    """`dataclasses.replace` for frozen records of many fields made by the hundred, in a third of its time."""
    kind: Any = type(record)
    names, values = _fields(kind)
    made: Record = kind(**dict(zip(names, values(record), strict=True)) | fields)
    return made


@lru_cache(maxsize=32)
def _fields(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[object, ...]]]:
    names = tuple(field.name for field in dataclass_fields(kind))
    return names, attrgetter(*names)
