"""Forms of a PDF that draw one another without end: found before PDFium follows them.

A form that draws itself twice, or thirty forms each of which draws the next one twice, keep PDFium
busy for years. What a form draws is told by its content and its resources, where these stand in the
open; resources packed away in object streams are not looked into.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence

MOST_DRAWN = 100_000
"""Forms that one form may draw, those inside them included."""
LARGEST = 8 * 2**20
_HEAD = 4096
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_OBJECT = re.compile(rb"(\d+)\s+\d+\s+obj\b")
_DO = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+\d+\s+R\b")
_APART = {b"Resources", b"XObject"}


def draws_without_end(data: bytes) -> bool:
    """Whether some form of the PDF draws itself, or more than `MOST_DRAWN` forms all in all."""
    drawn = dict(_drawn(data)) if _FORM.search(data) else {}
    counts: dict[int, int] = {}
    return any(_count(number, drawn, counts, ()) > MOST_DRAWN for number in drawn)


def _drawn(data: bytes) -> Iterator[tuple[int, Sequence[int]]]:
    """Each form's object number with those that it draws, once for each time."""
    for found in re.finditer(rb"(?<!end)stream\r?\n", data):
        head = data[max(0, found.start() - _HEAD) : found.start()]
        numbered = list(_OBJECT.finditer(head))
        head = head[numbered[-1].end() :] if numbered else b""
        if _FORM.search(head):
            named = _named(data, head)
            names = _DO.findall(_content(data, found.end(), head))
            yield int(numbered[-1][1]), [named[name] for name in names if name in named]


def _named(data: bytes, head: bytes, depth: int = 2) -> dict[bytes, int]:
    """Name → object number, in a form's dictionary and in the resources it refers to."""
    found: dict[bytes, int] = {}
    for name, number in _NAMED.findall(head):
        found[name] = int(number)
        other = re.search(rb"(?<!\d)%s\s+\d+\s+obj\b" % number, data) if name in _APART and depth else None
        if other:
            stop = data.find(b"endobj", other.end())
            found |= _named(data, data[other.end() : min(max(stop, 0), other.end() + _HEAD)], depth - 1)
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
