"""Lines for a terminal of one width: heads in a narrow column, text wrapped beside them, colour on demand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from extract.write.width import pad, wrap, wrap_items

Style = Literal["title", "dim", "error", "warning", "info", "good"]

_ANSI: dict[Style, str] = {
    "title": "1", "dim": "2", "error": "1;31", "warning": "1;33", "info": "1;36", "good": "1;32",
}
_INDENT = 2
_HEAD = 10
"""Cells in front of the text of a summary line or of a finding's line."""


class Painter:
    """Wraps and colours for one width."""

    def __init__(self, width: int, colour: bool) -> None:  # noqa: FBT001
        self.width = width
        self.colour = colour

    def paint(self, text: str, style: Style) -> str:
        """The text in its colour, as it is where none is wanted."""
        return f"\x1b[{_ANSI[style]}m{text}\x1b[0m" if self.colour else text

    def entry(self, head: str, text: str, style: Style | None = None) -> Iterator[str]:
        """"  原文    住房保障支出…" with later lines set under the first."""
        return self._under(head, wrap(text, self.width - _HEAD), style)

    def counts(self, head: str, counts: Mapping[str, int], total: str = "") -> Iterator[str]:
        """"  事实    共 131：决算数 52 · 占比 18", zeros left out."""
        items = [f"{name} {number}" for name, number in counts.items() if number] or ["无"]
        items[0] = total + items[0]
        return self._under(head, wrap_items(items, self.width - _HEAD), None)

    def _under(self, head: str, lines: Iterable[str], style: Style | None) -> Iterator[str]:
        lead = pad(" " * _INDENT + head, _HEAD)
        for line in lines:
            yield self.paint(lead, "dim") + (self.paint(line, style) if style else line)
            lead = " " * _HEAD
