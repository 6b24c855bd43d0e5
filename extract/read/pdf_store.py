"""Pages taken apart, kept folded until they are wanted: a thousand of them weigh what thirty did.

What stands in the store was put there by this process or by a child of it: it is unpickled for that reason.
"""

from __future__ import annotations

import ctypes
import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from struct import Struct
from typing import Generic, TypeVar

T = TypeVar("T")
_LENGTH = Struct(">Q")
_FASTEST = 1


class Store(Generic[T]):
    """Items in the order in which they came; each walk over them unfolds one part at a time."""

    def __init__(self, parts: Iterable[bytes] = ()) -> None:
        self._parts = list(parts)

    @classmethod
    def of(cls, items: Sequence[T]) -> Store[T]:
        """A store of these items."""
        made = cls()
        made.add(items)
        return made

    def add(self, items: Sequence[T]) -> None:
        """Fold these items, which come out together, behind those that are there."""
        self._parts.append(zlib.compress(pickle.dumps(items, 5), _FASTEST))

    def join(self, other: Store[T]) -> None:
        """All of another store behind those that are there."""
        self._parts += other._parts

    def __iter__(self) -> Iterator[T]:
        for part in self._parts:
            yield from pickle.loads(zlib.decompress(part))

    def to_bytes(self) -> bytes:
        """All parts in one string of bytes, for `from_bytes` in another process."""
        return b"".join(_LENGTH.pack(len(part)) + part for part in self._parts)

    @classmethod
    def from_bytes(cls, data: bytes) -> Store[T]:
        """The store that `to_bytes` wrote; nothing of it is unfolded yet."""
        parts: list[bytes] = []
        place = 0
        while place < len(data):
            (length,) = _LENGTH.unpack_from(data, place)
            place += _LENGTH.size + length
            parts.append(data[place - length : place])
        return cls(parts)


def give_back() -> None:
    """Freed memory goes back to the system, where the C library offers that: PDFium frees fonts of 16 MB."""
    trim = _trimmer()
    if trim is not None:
        trim(0)


@cache
def _trimmer() -> Callable[[int], int] | None:
    try:
        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (OSError, TypeError, AttributeError):
        return None
    return trim
