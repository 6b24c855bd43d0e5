"""Brackets of a sentence: where one stands open, and where a sentence begins that holds a closed one."""

from __future__ import annotations

_SIDES = {"（": 1, "(": 1, "）": -1, ")": -1}


def open_bracket(text: str) -> int | None:
    """Where the bracket opens that is still open at the end."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth -= _SIDES.get(text[at], 0)
        if depth < 0:
            return at
    return None


def closed_alone(words: str) -> int:
    """Where a bracket closes that was not opened in the words; -1 for nowhere."""
    depth = 0
    for at, char in enumerate(words):
        depth += _SIDES.get(char, 0)
        if depth < 0:
            return at
    return -1


def sentence_start(text: str, at: int, stops: str) -> int:
    """Where the sentence of a place begins: a stop inside a bracket that is closed before it ends none.

    支出 A（其中：甲 B；乙 C），较预算 D| begins with 支出.
    """
    start = _behind_stop(text, at, stops)
    while closed_alone(text[start:at]) >= 0 and (opened := open_bracket(text[:start])) is not None:
        start = _behind_stop(text, opened, stops)
    return start


def _behind_stop(text: str, at: int, stops: str) -> int:
    return max(text.rfind(stop, 0, at) for stop in stops) + 1
