"""What stands near a figure: its sentence, the words behind it, the nearest amount of its line."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.check.base import STILL, Case, move_word, same_line
from extract.check.brackets import sentence_start
from extract.records import Fact

_NEUTRAL = re.compile(r"增减(?:变动|变化)?[额数]|变[动化](?:额|数|了)|差[额异]|出入")
"""Words for a change that tell no direction: 增减额为3.20万元 may be a fall without its minus."""
_COMES_TO = re.compile(r"，(?:合计|共计|计|为)$")


def fallen(change: Fact) -> Fact:
    """The same change as a decrease ("增加（减少）1.47万元" leaves the direction open)."""
    return replace(change, value="-" + change.value, sign=-1)


def sentence(case: Case, fact: Fact, *, stops: str = "。！？；") -> tuple[int, str]:
    """Where a fact's sentence starts in the source, and the words of it before the fact."""
    if not 0 <= fact.passage < len(case.passages) or not case.passages[fact.passage].text:
        return 0, fact.quote
    passage = case.passages[fact.passage]
    at = next((at for at, offset in enumerate(passage.offsets) if offset >= fact.start), 0)
    start = sentence_start(passage.text, at, stops)
    return passage.offsets[start], passage.text[start:at]


def behind(case: Case, fact: Fact) -> str:
    """The words behind a fact to the end of its paragraph."""
    if not 0 <= fact.passage < len(case.passages):
        return ""
    passage = case.passages[fact.passage]
    at = next((at for at, offset in enumerate(passage.offsets) if offset >= fact.end), len(passage.text))
    return passage.text[at:]


def nearest(case: Case, fact: Fact, measures: tuple[str, ...], *, anywhere: bool = False) -> Fact | None:
    """The last figure of a fact's line and year before it in its paragraph; `anywhere`: else the first."""
    fit = [
        f
        for f in case.in_passage(fact)
        if f.measure in measures and same_line(f, fact) and f.year == fact.year
    ]
    before = [f for f in fit if f.start < fact.start]
    return before[-1] if before else fit[0] if fit and anywhere else None


def untold(change: Fact) -> bool:
    """True for 增减变动额为5.24万元: a change whose words tell no direction."""
    return _NEUTRAL.search(change.quote) is not None and move_word(change) is None


def turned(change: Fact) -> Fact:
    """The same change the other way round."""
    value = change.value.removeprefix("-") if change.value.startswith("-") else f"-{change.value}"
    return replace(change, value=value, sign=-change.sign)


def comes_to(case: Case, change: Fact, now: Fact) -> bool:
    """True for 下降0.98%，计95.39万元: the amount of the line once more, and no change."""
    _, words = sentence(case, change)
    return case.amount(change).copy_abs() == case.amount(now) and _COMES_TO.search(words) is not None


def has_amount(change: Fact) -> bool:
    """False for 与上年持平, which prints no figure."""
    return not any(step.startswith(STILL) for step in change.steps)
