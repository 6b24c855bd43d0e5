"""Where the characters of a line stand, kept small: a document of a thousand pages holds half a million."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

_STEPS = 100
_BITS = 2**31 - 1


class Places(Sequence[tuple[float, float]]):
    """(x0, x1) of each character to a hundredth of a point, in 8 bytes instead of 112."""

    __slots__ = ("_ends",)

    def __init__(self, pairs: Iterable[tuple[float, float]]) -> None:
        self._ends = array("i", [_whole(x) for pair in pairs for x in pair])

    @classmethod
    def whole(cls, ends: bytes) -> Places:
        """Places whose x0, x1, x0, x1… are given as C integers, in hundredths of a point."""
        made = cls(())
        made._ends.frombytes(ends)
        return made

    def __len__(self) -> int:
        return len(self._ends) // 2

    @overload
    def __getitem__(self, index: int) -> tuple[float, float]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[tuple[float, float], ...]: ...
    def __getitem__(
        self, index: int | slice
    ) -> tuple[float, float] | tuple[tuple[float, float], ...]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        place = 2 * (index % len(self))
        return self._ends[place] / _STEPS, self._ends[place + 1] / _STEPS

    def __iter__(self) -> Iterator[tuple[float, float]]:
        ends = iter(self._ends)
        return ((x0 / _STEPS, x1 / _STEPS) for x0, x1 in zip(ends, ends, strict=True))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Places):
            return self._ends == other._ends
        return isinstance(other, tuple) and tuple(self) == other

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Places({list(self)!r})"


def _whole(value: float) -> int:
    return max(-_BITS, min(_BITS, round(value * _STEPS)))
