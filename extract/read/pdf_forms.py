"""Forms of a PDF that draw one another without end: found before PDFium follows them.

A form that draws itself twice, or thirty forms each of which draws the next one twice, keep PDFium
busy for years. What a form draws is told by its content and its resources, whether these stand in the
open or are packed away in object streams; an encrypted file hides both.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

MOST_DRAWN = 100_000
"""Forms that one form may draw, those inside them included."""
LARGEST = 8 * 2**20
MOST_PACKED = 64 * 2**20
"""Bytes up to which all object streams together are unpacked."""
_HEAD = 4096
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_OBJECT = re.compile(rb"(\d{1,10})\s+\d+\s+obj\b")
_DO = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d{1,10})\s+\d+\s+R\b")
_APART = {b"Resources", b"XObject"}
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_FIRST = re.compile(rb"/First\s+(\d{1,10})")


def draws_without_end(data: bytes) -> bool:
    """Whether some form of the PDF draws itself, or more than `MOST_DRAWN` forms all in all."""
    drawn = dict(_drawn(data)) if _FORM.search(data) else {}
    counts: dict[int, int] = {}
    return any(_count(number, drawn, counts, ()) > MOST_DRAWN for number in drawn)


class _Objects:
    """The dictionaries of a PDF by object number."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def dictionary(self, number: int) -> bytes:
        """What is written in an object that is no stream, b"" where it is not found."""
        start = self._open.get(number)
        if start is None:
            return self._packed.get(number, b"")
        stop = self._data.find(b"endobj", start)
        return self._data[start : min(max(stop, 0), start + _HEAD)]

    @cached_property
    def _open(self) -> Mapping[int, int]:
        return {int(found[1]): found.end() for found in _OBJECT.finditer(self._data)}

    @cached_property
    def _packed(self) -> Mapping[int, bytes]:
        objects: dict[int, bytes] = {}
        left = MOST_PACKED
        for _, head, start in _streams(self._data) if _PACKED.search(self._data) else ():
            first = _FIRST.search(head) if _PACKED.search(head) else None
            if first and left > 0:
                content = _content(self._data, start, head)
                left -= len(content)
                objects.update(_objects_in(content, int(first[1])))
        return objects


def _objects_in(content: bytes, first: int) -> Iterator[tuple[int, bytes]]:
    """Number and text of each object of an unpacked object stream, whose list of places ends at `first`."""
    words = content[:first].split()
    sound = all(word.isdigit() and len(word) < 11 for word in words)
    numbers = [int(word) for word in words] if sound else []
    starts = [first + place for place in numbers[1::2]]
    for number, start, stop in zip(numbers[::2], starts, [*starts[1:], len(content)], strict=False):
        yield number, content[start : min(stop, start + _HEAD)]


def _streams(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Of each stream its object number, its dictionary, and where its content begins."""
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - _HEAD) : found.start()]
        numbered = list(_OBJECT.finditer(head))
        if numbered:
            yield int(numbered[-1][1]), head[numbered[-1].end() :], found.end()


def _drawn(data: bytes) -> Iterator[tuple[int, Sequence[int]]]:
    """Each form's object number with those that it draws, once for each time."""
    objects = _Objects(data)
    for number, head, start in _streams(data):
        if _FORM.search(head):
            named = _named(objects, head)
            names = _DO.findall(_content(data, start, head))
            yield number, [named[name] for name in names if name in named]


def _named(objects: _Objects, text: bytes, depth: int = 2) -> dict[bytes, int]:
    """Name → object number, in a form's dictionary and in the resources it refers to."""
    found: dict[bytes, int] = {}
    for name, number in _NAMED.findall(text):
        found[name] = int(number)
        if name in _APART and depth:
            found |= _named(objects, objects.dictionary(int(number)), depth - 1)
    return found


def _content(data: bytes, start: int, head: bytes) -> bytes:
    stop = data.find(b"endstream", start)
    content = data[start : stop if stop >= 0 else len(data)]
    if b"/Fl" not in head:
        return content[:LARGEST]
    try:
        return zlib.decompressobj().decompress(content, LARGEST)
    except zlib.error:
        return b""


def _count(
    number: int, drawn: Mapping[int, Sequence[int]], counts: dict[int, int], above: tuple[int, ...]
) -> int:
    """How many forms are drawn with this one, itself included; beyond all bounds where it draws itself."""
    if number in above or len(above) > 100:
        return MOST_DRAWN + 1
    if number not in counts:
        inner = (_count(n, drawn, counts, (*above, number)) for n in drawn[number] if n in drawn)
        counts[number] = 1 + sum(inner)
    return counts[number]
