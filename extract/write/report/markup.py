"""Document text as safe HTML that a script can map back to source offsets.

Every character of the source counts one, whatever it is shown as: text nodes hold characters as they
are, an `<i data-n="3">` stands for three that are hidden (a line break of the conversion, a page number)
or shown by number (controls, bidi overrides, lone surrogates).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_PLAIN = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u200b-\u200f\u2028-\u202e"
                    r"\u2060-\u206f\ud800-\uf8ff\ufeff\ufff0-\uffff\U000e0000-\U0010ffff]+")
_BREAK = re.compile(r"[ \t\u3000]*[\r\n]\s*")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the source and the tag that opens around it: ("span", class and other attributes)."""

    start: int
    end: int
    open: Markup
    close: Markup
    reopen: Markup
    """What opens a second piece of the same span: as `open`, without its id."""


Layers = Sequence[Sequence[Span]]
"""Spans by layer, the outermost first; those of one layer do not overlap and are in order."""


def plain(text: str) -> Markup:
    r"""Text with markup escaped and hidden characters shown by number: "\x1b" → ⟨U+001B⟩."""
    if _PLAIN.fullmatch(text) or not text:
        return Markup.escape(text)
    return Markup("").join(_shown(char) for char in text)


def _shown(char: str) -> Markup:
    if char in "\n\t" or unicodedata.category(char) not in _HIDDEN:
        return Markup.escape(char)
    number = f"U+{ord(char):04X}"
    return Markup('<i class="ctl" data-n="1" title="{0}">{0}</i>').format(number)


def one_line(text: str) -> Markup:
    """`plain`, line breaks of a conversion closed up: for quotes, titles and cells."""
    return plain(_BREAK.sub("", text))


def render(
    text: str, start: int, end: int, layers: Layers, *, gaps: Sequence[tuple[int, int]] = ()
) -> Markup:
    """text[start:end] with its spans as nested elements; `gaps` (in order) are hidden but counted."""
    return Markup("").join(_render(_Source(text, tuple(gaps)), start, end, layers))


@dataclass(frozen=True, slots=True)
class _Source:
    text: str
    gaps: tuple[tuple[int, int], ...]

    def shown(self, start: int, end: int) -> Iterator[Markup]:
        position = start
        for left, right in self.gaps:
            left, right = max(left, start), min(right, end)
            if left >= right:
                continue
            yield plain(self.text[position:left])
            yield Markup('<i class="gap" data-n="{}"></i>').format(right - left)
            position = right
        yield plain(self.text[position:end])


def _render(source: _Source, start: int, end: int, layers: Layers) -> Iterator[Markup]:
    if not layers:
        yield from source.shown(start, end)
        return
    position = start
    for span in layers[0]:
        left, right = max(span.start, position), min(span.end, end)
        if left >= right:
            continue
        yield from _render(source, position, left, layers[1:])
        yield span.open if left == span.start else span.reopen
        yield from _render(source, left, right, layers[1:])
        yield span.close
        position = right
    yield from _render(source, position, end, layers[1:])


def breaks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The line breaks of text[start:end] with the blanks around them."""
    return (match.span() for match in _BREAK.finditer(text, start, end))


def merged(gaps: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The gaps in order, overlapping ones as one."""
    found: list[tuple[int, int]] = []
    for left, right in sorted(gaps):
        if found and left <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return tuple(found)
