"""Bar charts as inline SVG: labels are text, colours come from the page's style sheet.

Drawn with svg.py (MIT, typed, no dependency of its own): a page needs a few horizontal bars, which no
library that brings a browser, fonts or numpy is worth loading for.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import svg
from markupsafe import Markup

from extract.records import Extraction
from extract.write.figures import Amount, Pair, against_last_year, composition, three_public
from extract.write.width import escape

WIDTH, LABEL, VALUE = 440, 150, 122
"""Units of the view box: the whole, the names to the left, the figures to the right."""
BAR, GAP, TOP = 16, 10, 6
MOST_ROWS = 8
LONGEST_NAME = 11
"""Characters; a longer name is cut in the chart and whole in its tooltip."""

Row = tuple[str, Sequence[tuple[Decimal | None, str]]]
"""A name with its bars: the value, and what is printed behind the bar."""


def composition_chart(extraction: Extraction) -> str | None:
    """Spending by class, largest first, with shares; None where no form lists the classes."""
    amounts = composition(extraction)
    if not amounts:
        return None
    total = sum((amount.value for amount in amounts), Decimal(0))
    shown = list(amounts[:MOST_ROWS])
    if len(amounts) > MOST_ROWS:
        shown[-1:] = [Amount("其余各类", sum((a.value for a in amounts[MOST_ROWS - 1 :]), Decimal(0)))]
    rows: list[Row] = [(a.name, [(a.value, f"{_digits(a.value)}（{a.value / total:.1%}）")]) for a in shown]
    return _bars(rows, "支出构成（按功能分类的类），万元")


def yearly_chart(extraction: Extraction) -> str | None:
    """This year's figures beside last year's; None where the prose states no change."""
    return _pairs(against_last_year(extraction)[:MOST_ROWS], "本年与上年，万元")


def three_public_chart(extraction: Extraction) -> str | None:
    """Budget beside final figure of each 三公 item; None where the form is absent or empty."""
    what = "预算" if extraction.document.profile.is_budget else "预算与决算"
    return _pairs(three_public(extraction), f"“三公”经费{what}，万元")


def _pairs(pairs: Sequence[Pair], title: str) -> str | None:
    both = any(pair.second is not None for pair in pairs)
    rows: list[Row] = [
        (pair.name, [_bar(pair.first), _bar(pair.second)] if both else [_bar(pair.first)]) for pair in pairs
    ]
    return _bars(rows, title) if rows else None


def _bar(value: Decimal | None) -> tuple[Decimal | None, str]:
    return value, "—" if value is None else _digits(value)


def _safe(text: str) -> str:
    """svg.py writes text as it is, so markup is escaped here."""
    return str(Markup.escape(text))


def _digits(value: Decimal) -> str:
    return f"{value:,.2f}"


def _bars(rows: Sequence[Row], title: str) -> str:
    values = [value for _, bars in rows for value, _ in bars if value is not None]
    longest = max(values, default=Decimal(0)) or Decimal(1)
    elements: list[svg.Element] = [svg.Title(text=_safe(title))]
    y = TOP
    for name, bars in rows:
        elements += _row(name, bars, y, longest)
        y += BAR * len(bars) + GAP
    box = svg.ViewBoxSpec(0, 0, WIDTH, y)
    return str(svg.SVG(viewBox=box, class_=["chart"], extra={"role": "img"}, elements=elements))


def _row(
    name: str, bars: Sequence[tuple[Decimal | None, str]], y: int, longest: Decimal
) -> list[svg.Element]:
    clean = escape(name)
    short = clean if len(clean) <= LONGEST_NAME else clean[: LONGEST_NAME - 1] + "…"
    middle = y + BAR * len(bars) / 2
    label = svg.Text(x=LABEL - 8, y=middle + 4.5, text_anchor="end", text=_safe(short))
    found: list[svg.Element] = [svg.G(elements=[svg.Title(text=_safe(clean)), label])]
    for number, (value, shown) in enumerate(bars):
        top = y + BAR * number
        share = Decimal(0) if value is None else max(value, Decimal(0)) / longest
        length = max(int(share * (WIDTH - LABEL - VALUE)), 1)
        colour = [f"series{number + 1}"]
        found.append(svg.Rect(x=LABEL, y=top + 1, width=length, height=BAR - 2, rx=2, class_=colour))
        words = svg.Text(x=LABEL + length + 6, y=top + 12.5, class_=["value"], text=_safe(shown))
        found.append(words)
    return found
