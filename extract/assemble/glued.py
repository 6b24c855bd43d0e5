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
_LONGEST = 60
"""Most of three."""


@dataclass(frozen=True, slots=True)
class Glued:
    """Where the path begins, where its last level does, where it ends, and the code of that 项."""

    start: int
    last: int
    end: int
    code: str


def glued(text: str, start: int, end: int, *, behind: int) -> Glued | None:
    """The path that ends where a tagged name or its clause does, and begins with the name or the clause.

    Not before `behind`, where the name tagged before it ends.
    None where the name is no chain of 类, 款 and 项 of the catalogue, or where it may be two.
    """
    clause = max(behind, max(text.rfind(stop, 0, start) for stop in _STOPS) + 1)
    stop = next((at for at in range(end, len(text)) if text[at] in _STOPS), len(text))
    longer = [(start, stop)] if _codes(text[start:end]) else []
    for begin, close in dict.fromkeys(((clause, end), (start, end), *longer)):
        found = set(_chains(text[begin:close], "")) if _SHORTEST <= close - begin <= _LONGEST else set()
        if len(found) == 1:
            last, code = found.pop()
            return Glued(begin, begin + last, close, code) if last else None
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
