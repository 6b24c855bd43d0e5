"""Levels of one path written without anything between them: 卫生健康支出行政事业单位医疗公务员医疗补助."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.catalogue import with_name
from extract.catalogue.names import DIGITS

_STOPS = "，。；：、（）“”.．\n 0123456789"
_SHORTEST = 4
"""Fewest characters of two names that stand together."""


@dataclass(frozen=True, slots=True)
class Glued:
    """Where the path begins, where its last level does, and the code of that 项."""

    start: int
    last: int
    code: str


def glued(text: str, start: int, end: int, *, behind: int) -> Glued | None:
    """The path that ends where a tagged name does, and begins with it or where its clause begins.

    Not before `behind`, where the name tagged before it ends.
    None where the name is no chain of 类, 款 and 项 of the catalogue, or where it may be two.
    """
    clause = max(behind, max(text.rfind(stop, 0, start) for stop in _STOPS) + 1)
    for begin in dict.fromkeys((clause, start)):
        found = set(_chains(text[begin:end], "")) if end - begin >= _SHORTEST else set()
        if len(found) == 1:
            last, code = found.pop()
            return Glued(begin, begin + last, code) if last else None
    return None


@lru_cache(maxsize=4096)
def _codes(name: str) -> frozenset[str]:
    return frozenset(account.code for account in with_name(name))


def _chains(name: str, above: str) -> Iterator[tuple[int, str]]:
    """(where the 项 begins, its code) for every way down the levels that uses up the name."""
    yield from ((0, code) for code in _codes(name) if len(code) == DIGITS["项"] and code.startswith(above))
    for cut in range(2, len(name) - 1):
        for code in _codes(name[:cut]):
            if len(above) < len(code) < DIGITS["项"] and code.startswith(above):
                yield from ((cut + at, last) for at, last in _chains(name[cut:], code))
