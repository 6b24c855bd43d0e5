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
_TRADITIONAL = dict(
    zip(
        "决总额长务财拨购车运维护业员资补项类单动变较与为对开关机构医疗卫办备设训议会际"
        "达执采来过还离养险乡农县区环节约压缩减预经营转结余产无严实职称调标准岗贴绩发费",
        "決總額長務財撥購車運維護業員資補項類單動變較與為對開關機構醫療衛辦備設訓議會際"
        "達執採來過還離養險鄉農縣區環節約壓縮減預經營轉結餘產無嚴實職稱調標準崗貼績發費",
        strict=True,
    )
)
_RESIDUE = ("XX", "××", "**", "（此处填写）", "（如有请说明）", "□", "...", "*")
_STRAY = ("1.", "（一）", "二、", "●", "－", "· ", "注：", "3、", "※")
_PUNCTUATION = {"。": "．；.", "，": ",、", "；": ";", "：": ":", "、": "，,"}


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
    traditional: float = 0.0
    """A character in its traditional form."""
    residue: float = 0.0
    """A blank of the template left in the text, per paragraph."""
    stray: float = 0.0
    """A list number or bullet that belongs nowhere before the paragraph."""

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
            traditional=rng.choices((0.0, 0.02, 0.9), (95, 3, 2))[0],
            residue=0.02 * level,
            stray=0.03 * level,
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
    noisy = _rebuild(paragraph, pieces)
    return _leave_behind(noisy, noise, rng) if paragraph.kind == "prose" and noisy.text else noisy


def _leave_behind(paragraph: Paragraph, noise: Noise, rng: random.Random) -> Paragraph:
    """The paragraph with a blank of the template in it, or a list number before it; figures stay whole."""
    if rng.random() < noise.residue:
        at = rng.randrange(1, len(paragraph.text) + 1)
        around = paragraph.text[max(0, at - 2) : at + 2]
        if not any(c.isascii() or c in "％．" for c in around):
            paragraph = _insert(paragraph, at, rng.choice(_RESIDUE))
    if rng.random() < noise.stray and not paragraph.text[0].isascii():
        paragraph = _insert(paragraph, 0, rng.choice(_STRAY))
    return paragraph


def _insert(paragraph: Paragraph, at: int, text: str) -> Paragraph:
    """The paragraph with `text` put in at an offset; a span that ends or begins there stays as it is."""

    def move(span: Mark | StatedFact | Planted) -> Mark | StatedFact | Planted:
        start, end = span.start, span.end
        shift = len(text)
        return replace(span, start=start + shift * (start >= at), end=end + shift * (end > at))

    moved: Callable[..., Mark | StatedFact | Planted] = move
    return replace(
        paragraph,
        text=paragraph.text[:at] + text + paragraph.text[at:],
        marks=tuple(moved(m) for m in paragraph.marks),
        facts=tuple(moved(f) for f in paragraph.facts),
        planted=tuple(moved(p) for p in paragraph.planted),
    )


def _accident(char: str, noise: Noise, rng: random.Random) -> str:
    if char in _PUNCTUATION:
        roll = rng.random()
        if roll < noise.swap_punctuation:
            return rng.choice(_PUNCTUATION[char])
        return "" if roll < noise.swap_punctuation + noise.drop_punctuation else char
    roll = rng.random()
    if char in _TRADITIONAL and rng.random() < noise.traditional:
        return _TRADITIONAL[char]
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
