"""Chinese in a terminal: a character may be two cells wide, and lines break where a reader would.

No number is cut, no line begins with 。 or ，, and nothing in a document can steer the terminal.
(General wrappers break at spaces only, so a Chinese sentence leaves holes, and they cut 1234.56 in two.)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_CLOSERS = "，。；：、！？）】》〉」』”’%％…,.;:!?)]}"
_OPENERS = "（【《〈「『“‘([{"
_UNITS = "百万元|千万元|亿元|万元|千元|元|年|个百分点|页|行"
_PIECE = re.compile(
    rf"[{re.escape(_OPENERS)}]*(?:[+\-−]?[0-9A-Za-z][0-9A-Za-z.,%％/_-]*\s?(?:{_UNITS})?|.)[{re.escape(_CLOSERS)}]*",
    re.DOTALL,
)
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def cells(text: str) -> int:
    """How many terminal cells a text takes: "决算数 12" → 9."""
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def pad(text: str, width: int) -> str:
    """The text with spaces behind it up to `width` cells."""
    return text + " " * max(width - cells(text), 0)


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells; [""] for an empty text.

    wrap("完成年初预算的95.41%，较上年增加", 16) → ["完成年初预算的", "95.41%，较上年增", "加"]
    """
    lines = [""]
    used = 0
    for piece in _pieces(text, width):
        size = cells(piece)
        if used and used + cells(piece.rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
            piece, used = piece.lstrip(), 0
            size = cells(piece)
        lines[-1] += piece
        used += size
    return lines


def wrap_items(items: Iterable[str], width: int, separator: str = " · ") -> list[str]:
    """Lines of whole items, "决算数 52 · 占比 18": a line breaks between items, never inside one."""
    lines = [""]
    for item in items:
        joined = f"{lines[-1]}{separator}{item}" if lines[-1] else item
        if lines[-1] and cells(joined) > width:
            lines.append(item)
        else:
            lines[-1] = joined
    return lines


def _pieces(text: str, width: int) -> Iterator[str]:
    for match in _PIECE.finditer(text):
        piece = match[0]
        if cells(piece) <= width:
            yield piece
        else:
            yield from piece


def escape(text: str) -> str:
    r"""Text safe to print on one line: an escape character → "\x1b" in letters, line breaks → spaces.

    Controls, invisible format characters (bidi overrides among them) and surrogates are shown by number.
    """
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char in "\n\r\t\v\f":
        return " "
    if unicodedata.category(char) not in _HIDDEN:
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
