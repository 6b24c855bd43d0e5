"""Width, spaces and line joins: cleaned text always keeps the map back to its source.

`fold` maps each character to one character (full width to half, curly quotes to straight…), so
offsets survive it; only `squeeze` removes characters, and returns where the rest stood.
"""

from __future__ import annotations

import re
from functools import lru_cache

MARKUP = re.compile(
    r"\[(?:bookmark|image|link|comment|toc)\s*:[^\]\n]*\]|!\[[^\]\n]*\]\([^)\n]*\)"
    r"|&(?:nbsp|ensp|emsp|thinsp|zwj|zwnj|#160|#12288|#xa0);"
    r"|</?(?:span|strong|font|em|b|u|o:p)(?:\s[^<>\n]*)?>",
    re.IGNORECASE,
)
"""`[bookmark: _Toc1]`, `&nbsp;`, `</span>`: left by a conversion, never part of the prose."""
WRITTEN_BREAK = re.compile(
    r"(?:\\r\\n|\\[rn](?![a-z])|</?(?:br|p|div|li|ul|h[1-6])(?:\s[^<>\n]*)?/?>)", re.IGNORECASE
)
"""A line break that a copy wrote out: backslash and n, <br>, </p>."""
SHORT = 40
"""Texts of up to so many characters, those of cells and lines, come again and again."""
LONG = 4_000
"""Texts of up to so many characters, those of paragraphs, are folded by one stage after the other."""

_FOLD = {0x3000: " ", 0x00A0: " ", 0x2009: " ", 0x2002: " ", 0x2003: " ", 0xFEFF: " ", 0x200B: " "}
_FOLD.update({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
_FOLD.update({ord("％"): "%", ord("﹪"): "%", ord("〇"): "零", ord("．"): "."})
_KEEP = {ord(c): c for c in "，：；？！（）"}
_QUOTES = {ord(c): '"' for c in "“”„‟＂「」『』"} | {ord(c): "'" for c in "‘’"}
_MATCH = _FOLD | _QUOTES | {ord("〔"): "(", ord("〕"): ")", ord("﹙"): "(", ord("﹚"): ")"}
_PROSE = (
    _FOLD | _KEEP | _QUOTES | {ord(","): "，", ord(":"): "：", ord(";"): "；", ord("("): "（", ord(")"): "）"}
)


def fold(text: str) -> str:
    """Text for matching, same length: "１００％" → "100%", "（含）" → "(含)", curly quotes straight."""
    return text.translate(_MATCH)


def fold_prose(text: str) -> str:
    """Text for the model, same length: digits half width, brackets and commas full width."""
    return _folded(text) if len(text) <= LONG else text.translate(_PROSE)


@lru_cache(maxsize=1 << 10)
def _folded(text: str) -> str:
    return text.translate(_PROSE)


def squeeze(text: str) -> str:
    """Folded text without any white space: the form in which two names are compared."""
    return _squeezed(text) if len(text) <= SHORT else _squeezed.__wrapped__(text)


@lru_cache(maxsize=1 << 14)
def _squeezed(text: str) -> str:
    return "".join(fold(text).split())


_BLANK = re.compile(r"[\s\u200b\ufeff]")


def squeeze_with_map(text: str, start: int = 0) -> tuple[str, tuple[int, ...]]:
    """Text without white space, and for each remaining character its offset in the source.

    `start` is added to each offset. One space stays between two digits or letters ("201 06", but
    "295.02万元" from "295.02 万元"). Characters keep their form; use `fold` on the result to match.
    """
    if not _BLANK.search(text):
        return text, tuple(range(start, start + len(text)))
    kept: list[tuple[str, int]] = []
    gap: int | None = None
    for index, char in enumerate(text, start):
        if char.isspace() or char in "\u200b\ufeff":
            gap = index if gap is None else gap
            continue
        if gap is not None and kept and _is_word(kept[-1][0]) and _is_word(char):
            kept.append((" ", gap))
        gap = None
        kept.append((char, index))
    return "".join(c for c, _ in kept), tuple(i for _, i in kept)


def _is_word(char: str) -> bool:
    return char.isascii() and char.isalnum()
