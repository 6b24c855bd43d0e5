"""Pages taken apart, kept folded until they are wanted: a thousand of them weigh what thirty did.

What stands in the store was put there by this process or by a child of it: it is unpickled for that reason.
"""

from __future__ import annotations

import ctypes
import gc
import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from struct import Struct
from typing import Generic, TypeVar

T = TypeVar("T")
_LENGTH = Struct(">Q")
_FASTEST = 1


class Store(Generic[T]):
    """Items in the order in which they came; each walk over them unfolds one part at a time.

    Up to `keep` items are left as they are: a store of so few is not worth the folding.
    """

    def __init__(self, parts: Iterable[bytes] = (), *, keep: int = 0) -> None:
        self._parts = list(parts)
        self._open: list[Sequence[T]] = []
        self._keep = keep

    @classmethod
    def of(cls, items: Sequence[T], *, keep: int = 0) -> Store[T]:
        """A store of these items."""
        made = cls(keep=keep)
        made.add(items)
        return made

    @property
    def folded(self) -> bool:
        """Whether its items are folded."""
        return bool(self._parts)

    def add(self, items: Sequence[T]) -> None:
        """Put these items, which come out together, behind those that are there."""
        self._open.append(items)
        if self._parts or sum(map(len, self._open)) > self._keep:
            self._fold()

    def _fold(self) -> None:
        self._parts += (zlib.compress(pickle.dumps(items, 5), _FASTEST) for items in self._open)
        self._open.clear()

    def join(self, other: Store[T]) -> None:
        """All of another store behind those that are there."""
        self._fold()
        other._fold()
        self._parts += other._parts

    def __iter__(self) -> Iterator[T]:
        for part in self._parts:
            yield from pickle.loads(zlib.decompress(part))
        for items in self._open:
            yield from items

    def to_bytes(self) -> bytes:
        """All parts in one string of bytes, for `from_bytes` in another process."""
        self._fold()
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


@contextmanager
def uncollected() -> Iterator[None]:
    """Python's search for cycles rests: a page is thousands of small things, and none of them is in one.

    A thread that finds it resting already leaves it to the other to wake it.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


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
