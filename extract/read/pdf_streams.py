"""Streams of a PDF that unpack to far more than they hold: found before PDFium unpacks them.

A page's content that is a hundred times its packed size is no page: prose packs to a fifth, the drawn
lines of a table to a twentieth. Pictures are left alone: a white scan packs to a thousandth.
"""

from __future__ import annotations

import re
import zlib

LARGEST = 8 * 2**20
"""Bytes up to which a stream may unpack as it likes."""
MOST_TIMES = 100
_TIMES = 1032
"""No stream of deflate unpacks to more than this many times its size."""
_DICT = 600
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_OTHER = re.compile(
    rb"/Subtype\s*/(?:Image|CIDFontType0C|Type1C|OpenType)\b|/Type\s*/(?:XRef|ObjStm)\b|/Length1\b"
)
"""Pictures, fonts and the PDF's own lists: no content of a page."""


def is_bomb(data: bytes) -> bool:
    """Whether a packed stream of the PDF is a bomb: unpacks beyond `LARGEST` and `MOST_TIMES` its size."""
    start = data.find(b"stream")
    while start >= 0:
        stop = data.find(b"endstream", start)
        stop = stop if stop >= 0 else len(data)
        head = data[max(0, start - _DICT) : start]
        head = head[head.rfind(b"obj") + 3 :]
        layers = len(_FLATE.findall(head))
        packed = data[start + len(b"stream") : stop].lstrip(b"\r\n")
        if layers and not _OTHER.search(head) and _swells(packed, layers):
            return True
        start = data.find(b"stream", stop + len(b"endstream"))
    return False


def _swells(packed: bytes, layers: int) -> bool:
    """Whether packed bytes unpack, layer by layer, to more than they may."""
    bound = max(LARGEST, MOST_TIMES * len(packed))
    if len(packed) * _TIMES**layers <= LARGEST:
        return False
    content = packed
    for _ in range(layers):
        try:
            content = zlib.decompressobj().decompress(content, bound + 1)
        except zlib.error:
            return False
        if len(content) > bound:
            return True
    return False
