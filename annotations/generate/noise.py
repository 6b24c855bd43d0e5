"""What hands, converters and scanners do to text: marks move with the characters.

Every function takes and returns a Paragraph. Numerals are never touched, so a figure's gold value holds.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from annotations.generate.script import Mark, Paragraph, Planted, StatedFact
from annotations.generate.words import word
from extract.amounts import find_numerals

_CONFUSED = {
    "务": "物",
    "事": "是",
    "购": "构",
    "因": "困",
    "已": "己",
    "末": "未",
    "账": "帐",
    "入": "人",
    "支": "文",
    "增": "曾",
    "减": "碱",
    "预": "予",
    "算": "祘",
    "费": "废",
    "级": "极",
    "经": "径",
    "的": "得",
    "和": "合",
    "额": "颁",
    "项": "顶",
}
_PUNCTUATION = {"。": "．；.", "，": ",、。；", "；": ";，。", "：": ":；", "、": "，,"}


@dataclass(frozen=True, slots=True)
class Noise:
    """Rates per character (or per paragraph for `bookmark`, `cut_end`)."""

    confuse: float = 0.0
    drop: float = 0.0
    double: float = 0.0
    swap_punctuation: float = 0.0
    drop_punctuation: float = 0.0
    strange: float = 0.0
    """A character replaced by a rare one: teaches the model to live with characters it never saw."""
    bookmark: float = 0.0
    cut_end: float = 0.0

    @classmethod
    def sample(cls, rng: random.Random) -> Noise:
        """The noise of one document: two in five are clean."""
        if rng.random() < 0.4:
            return cls(cut_end=0.02)
        level = rng.choice((0.2, 0.5, 1.0, 2.0))
        return cls(
            confuse=0.004 * level,
            drop=0.002 * level,
            double=0.001 * level,
            swap_punctuation=0.015 * level,
            drop_punctuation=0.006 * level,
            strange=rng.choice((0.0, 0.01, 0.03)),
            bookmark=0.02 * level,
            cut_end=0.03,
        )


def add_noise(paragraph: Paragraph, noise: Noise, rng: random.Random) -> Paragraph:
    """The paragraph after this document's accidents."""
    text = paragraph.text
    kept = bytearray(len(text))
    for numeral in find_numerals(text):
        kept[numeral.start : numeral.end] = b"\x01" * (numeral.end - numeral.start)
    pieces = [c if kept[i] else _accident(c, noise, rng) for i, c in enumerate(text)]
    if pieces and pieces[-1] in "。；" and rng.random() < noise.cut_end:
        pieces[-1] = ""
    if rng.random() < noise.bookmark:
        at = rng.randrange(len(pieces) + 1) if pieces else 0
        if at < len(pieces) and not kept[at]:
            pieces[at] = f"[bookmark: _Toc{rng.randint(10, 99)}]" + pieces[at]
    return _rebuild(paragraph, pieces)


def _accident(char: str, noise: Noise, rng: random.Random) -> str:
    if char in _PUNCTUATION:
        roll = rng.random()
        if roll < noise.swap_punctuation:
            return rng.choice(_PUNCTUATION[char])
        return "" if roll < noise.swap_punctuation + noise.drop_punctuation else char
    roll = rng.random()
    if char in _CONFUSED and roll < noise.confuse * 4:
        return _CONFUSED[char]
    if "\u4e00" <= char <= "\u9fff":
        if roll < noise.strange:
            return rng.choice(word("n", rng))
        if roll < noise.strange + noise.drop:
            return ""
        if roll < noise.strange + noise.drop + noise.double:
            return char * 2
    return char


def _rebuild(paragraph: Paragraph, pieces: list[str]) -> Paragraph:
    starts, at = [], 0
    for piece in pieces:
        starts.append(at)
        at += len(piece)
    starts.append(at)
    moved = _mover(starts, pieces)
    return replace(
        paragraph,
        text="".join(pieces),
        marks=tuple(m for m in (moved(m) for m in paragraph.marks) if m.end > m.start),
        facts=tuple(moved(f) for f in paragraph.facts),
        planted=tuple(moved(p) for p in paragraph.planted),
    )


def _mover(starts: list[int], pieces: list[str]) -> Callable[..., Mark | StatedFact | Planted]:
    def move(span: Mark | StatedFact | Planted) -> Mark | StatedFact | Planted:
        start = starts[span.start]
        if span.start < len(pieces) and pieces[span.start].startswith("[bookmark"):
            start += pieces[span.start].index("]") + 1
        return replace(span, start=start, end=max(start, starts[span.end]))

    return move
