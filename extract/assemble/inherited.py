"""What the parts of a whole take over from it: its year and its budget, where they have no word of their own.

2030年度“三公”经费合计支出 A，其中：公务接待 B is of 2030, and B of 预算总额 A；其中：公务接待 B is planned.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from extract.assemble.causes import Placed
from extract.assemble.parts import Figure, Stretch
from extract.labels import BUDGETS

_OPENS = re.compile(r"(?<=[，。；（])\s*(?:其中|具体为|具体是|分项情况[是为])[：，]?")
_OWN = re.compile(r"决算|执行|实际|完成|预算|编列|列支|开支|(?:共计?|合计|累计|[，、])(?:支出|支付)")
"""What tells of a part itself whether it was planned or spent."""
_YEAR = re.compile(r"\d{4}年|上年|去年|本年|当年|今年")


def inherit(piece: Stretch, placed: list[Placed]) -> list[Placed]:
    """The facts of a passage, those of a list behind 其中 with the year and the budget of its whole."""
    done = list(placed)
    for opened in _OPENS.finditer(piece.text):
        whole = _whole(piece, done, opened.start())
        if whole is None:
            continue
        again = (p.at for p in done if p.at >= opened.end() and _is_amount_of(p, whole.fact.item.name))
        stop = min(piece.on_to(opened.end(), "。！？"), *again, len(piece.text))
        for at, part in enumerate(done):
            if opened.end() <= part.at < stop and not part.inside and part.fact.measure == "决算数":
                done[at] = _like(piece, part, whole)
    return done


def _is_amount_of(placed: Placed, name: str) -> bool:
    return placed.fact.item.name == name and placed.fact.measure in ("决算数", *BUDGETS)


def _whole(piece: Stretch, placed: list[Placed], opened: int) -> Placed | None:
    """The last amount before a list that is no change and no figure of another year than the line's own.

    None where what was planned and what was spent are both told: the parts may be of either.
    """
    start = piece.back_to(max(opened - 1, 0), "。！？")
    told = [p for p in placed if start <= p.at < opened and not p.inside]
    amounts = [p for p in told if p.fact.measure in ("决算数", *BUDGETS)]
    one = {(p.fact.item.name, p.fact.measure, p.fact.year) for p in amounts}
    return amounts[-1] if len(one) == 1 else None


def _like(piece: Stretch, part: Placed, whole: Placed) -> Placed:
    """A part with its whole's year and measure, as far as its own words leave them open."""
    figure = _figure_at(piece, part.at)
    gap = piece.gap(figure) if figure else ""
    fact, steps = part.fact, part.fact.steps
    if whole.fact.measure in BUDGETS and not _OWN.search(gap):
        fact = replace(fact, measure=whole.fact.measure, steps=(*steps, "预算：随总额"))
    if whole.fact.year != fact.year and not _YEAR.search(gap):
        fact = replace(fact, year=whole.fact.year, steps=(*fact.steps, "年度：随总额"))
    return replace(part, fact=fact)


def _figure_at(piece: Stretch, position: int) -> Figure | None:
    at = bisect_left(piece.figures, position, key=lambda figure: figure.start)
    found = piece.figures[at : at + 1]
    return found[0] if found and found[0].start == position else None
