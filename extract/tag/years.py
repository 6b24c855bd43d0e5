"""Which of two years a figure is of, where the text prints both: 2018年度A万元，2019年度B万元.

The model sees a sentence and not which year the document is of; of two years that follow each other and
both stand before figures, the earlier is the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract.tag.spans import Span

_NEAR = 18
"""How far behind its year a figure may stand, in characters."""
_YEAR = re.compile(
    r"(?:(?<!\d)(?P<year>20\d\d)年|(?P<last>上年|上一年|去年|基期)|(?P<this>本年|今年|当年))度?"
    r"(?:全年)?"
    r"(?:的|实际|财政拨款|部门)?(?:预算)?(?:支出|收入|列支|执行|开支|发生)?(?:总额|合计|总计)?"
    r"(?:数|额|决算数?)?(?:为|是|：)?$"
)
_BEHIND = re.compile(
    r"[（(](?:(?P<year>20\d\d)年|(?P<last>上年|去年)|(?P<this>本年|今年))度?(?:决算)?数?[）)]"
)
_LATER, _EARLIER = "决算数", "上年数"


def dated(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans, those of two years in a row with the role of their year."""
    found = list(spans)
    years = {at: year for at, span in enumerate(found) if (year := _year_of(text, span, found))}
    roles = _roles(set(years.values()))
    for at, span in enumerate(found):
        role = roles.get(years.get(at, ""), span.role)
        yield span if role == span.role else replace(span, role=role)


def _roles(years: set[str]) -> dict[str, str]:
    """Year → role, for two years of which it is clear which is the one before; else nothing.

    上年 beside 2024年 may be the same one, as may 本年 beside it.
    """
    if years == {"last", "this"}:
        return {"last": _EARLIER, "this": _LATER}
    first, second = sorted(years) if len(years) == 2 and all(map(str.isdigit, years)) else ("0", "0")
    return {first: _EARLIER, second: _LATER} if int(second) - int(first) == 1 else {}


def _year_of(text: str, span: Span, spans: Iterable[Span]) -> str | None:
    """The year right before an amount that is one year's or the other's, or in brackets behind it."""
    if span.label != "AMOUNT" or span.role not in (_LATER, _EARLIER):
        return None
    before = [other.end for other in spans if other.label == "AMOUNT" and other.end <= span.start]
    told = _BEHIND.match(text, span.end)
    told = told or _YEAR.search(text, max(0, span.start - _NEAR, *before[-1:]), span.start)
    return told["year"] or told.lastgroup if told else None
