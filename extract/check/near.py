"""What stands near a figure: its sentence, the words behind it, the nearest amount of its line."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.check.base import STILL, Case, same_line
from extract.records import Fact

_COMES_TO = re.compile(r"，(?:合计|共计|计|为)$")


def fallen(change: Fact) -> Fact:
    """The same change as a decrease ("增加（减少）1.47万元" leaves the direction open)."""
    return replace(change, value="-" + change.value, sign=-1)


def sentence(case: Case, fact: Fact, *, stops: str = "。！？；") -> tuple[int, str]:
    """Where a fact's sentence starts in the source, and the words of it before the fact."""
    if not 0 <= fact.passage < len(case.passages):
        return 0, fact.quote
    passage = case.passages[fact.passage]
    at = next((at for at, offset in enumerate(passage.offsets) if offset >= fact.start), 0)
    start = max(passage.text.rfind(stop, 0, at) for stop in stops) + 1
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


def comes_to(case: Case, change: Fact, now: Fact) -> bool:
    """True for 下降0.98%，计95.39万元: the amount of the line once more, and no change."""
    _, words = sentence(case, change)
    return case.amount(change).copy_abs() == case.amount(now) and _COMES_TO.search(words) is not None


def has_amount(change: Fact) -> bool:
    """False for 与上年持平, which prints no figure."""
    return not any(step.startswith(STILL) for step in change.steps)
