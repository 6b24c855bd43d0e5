"""A workbook under way: formats by name, sheets with a head, values written as what they are."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter

from extract.amounts import decimals_of
from extract.write.width import cells as width_of

MOST_DIGITS = 15
"""Significant digits an Excel number holds."""
LONGEST = 32_000
"""Characters of a cell; Excel allows 32,767."""
LINE, HIGHEST = 14.5, 400
"""Points of one line of text, and of the highest row Excel takes, or nearly so."""
HEAD: Mapping[str, Any] = {"bold": True, "bg_color": "#E8ECF2", "border": 1, "border_color": "#B9C1CE"}
LINED: Mapping[str, Any] = {"border": 1, "border_color": "#D5DAE2"}
_BROKEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
_FILLS: Mapping[str, tuple[str, str]] = {
    "error": ("#FCE0DD", "#9C1C13"), "warning": ("#FDEFCF", "#7A4A05"), "info": ("#DDF1F4", "#164F59"),
    "mismatch": ("#FCE0DD", "#9C1C13"), "ambiguous": ("#FDEFCF", "#7A4A05"),
    "absent": ("#FDEFCF", "#7A4A05"), "match": ("#E2F2E5", "#1F5B2D"), "rounding": ("#E2F2E5", "#1F5B2D"),
    "failed": ("#FCE0DD", "#9C1C13"), "not-run": ("#FDEFCF", "#7A4A05"), "passed": ("#E2F2E5", "#1F5B2D"),
    "not-applicable": ("#F0F0F0", "#555555"),
}


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in a cell: a number with its printed digits, or text; a colour, a link, a comment."""

    content: str | Decimal | int | None
    pattern: str = ""
    fill: str = ""
    link: str = ""
    note: str = ""


class Book:
    """Wraps xlsxwriter; `several` says that lists need a column for the document."""

    def __init__(self, stream: BinaryIO, *, several: bool) -> None:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book = xlsxwriter.Workbook(stream, {"in_memory": True, **options})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.several = several

    def close(self) -> None:
        """Write the file."""
        self._book.close()

    def format(self, **properties: Any) -> Any:
        """The format of these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
            self._formats[key] = self._book.add_format({**base, **properties})
        return self._formats[key]

    def sheet(self, name: str) -> Any:
        """An empty sheet that prints on one page's width, without warnings about numbers as text."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        return sheet

    def table(
        self,
        name: str,
        heads: Sequence[tuple[str, int]],
        rows: Iterable[Sequence[Value]],
        *,
        printed: int = 0,
    ) -> Any:
        """A sheet with a frozen head of (name, width), the rows under it, and filters over both.

        `printed`: how many columns go on paper; 0 for all.
        """
        sheet = self.sheet(name)
        for column, (head, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            self.put(sheet, 0, column, Value(head), text_wrap=True, **HEAD)
        last = 0
        for last, row in enumerate(rows, 1):
            sheet.set_row(last, _height(row, heads))
            for column, value in enumerate(row):
                self.put(sheet, last, column, value, text_wrap=True, **LINED)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.print_area(0, 0, last, (printed or len(heads)) - 1)
        if last:
            sheet.autofilter(0, 0, last, len(heads) - 1)
        return sheet

    def put(self, sheet: Any, row: int, column: int, value: Value, **properties: Any) -> None:
        """Write one value with its own type; text is never taken for a formula, a link or a number."""
        if value.fill:
            background, ink = _FILLS[value.fill]
            properties |= {"bg_color": background, "font_color": ink}
        content = value.content
        if isinstance(content, Decimal) and len(content.as_tuple().digits) > MOST_DIGITS:
            content = format(content, "f")
        if isinstance(content, Decimal | int):
            look = self.format(**properties, num_format=value.pattern or "General")
            sheet.write_number(row, column, content, look)
        else:
            self._put_text(sheet, row, column, clean(content or ""), value.link, properties)
        if value.note:
            sheet.write_comment(row, column, clean(value.note), {"x_scale": 2.5, "y_scale": 1.5})

    def _put_text(
        self, sheet: Any, row: int, column: int, text: str, link: str, properties: dict[str, Any]
    ) -> None:
        if link and text:
            look = self.format(**properties, font_color="#1558B0", underline=1)
            sheet.write_url(row, column, link, look, text)
        elif text:
            sheet.write_string(row, column, text, self.format(**properties))
        else:
            sheet.write_blank(row, column, None, self.format(**properties))


def _height(row: Sequence[Value], heads: Sequence[tuple[str, int]]) -> float:
    """Points that the longest wrapped text of a row needs; Excel alone would grow it, others would not."""
    sizes = (
        math.ceil(width_of(value.content) / max(width - 2, 1))
        for value, (_, width) in zip(row, heads, strict=True)
        if isinstance(value.content, str)
    )
    return min(LINE * max([1, *sizes]) + 2, HIGHEST)


def clean(text: str) -> str:
    """Text that XML can hold and a cell can take; xlsxwriter itself escapes control characters."""
    whole = _BROKEN.sub("\ufffd", text)
    return whole if len(whole) <= LONGEST else whole[: LONGEST - 1] + "…"


def pattern_of(text: str) -> str:
    """The number format that shows a figure as printed: "1,234.50" → "#,##0.00", "7.80%" → '0.00"%"'."""
    decimals = decimals_of(text)
    whole = "#,##0" if "," in text or "，" in text else "0"
    percent = '"%"' if text.rstrip().endswith(("%", "％")) else ""
    return whole + ("." + "0" * decimals if decimals else "") + percent


def number(text: str | None, value: Decimal | None, **more: str) -> Value:
    """A figure as printed and read; text where it was not read as a number."""
    if value is None or text is None:
        return Value(text, **more)
    return Value(value, pattern_of(text), **more)


def fitting(texts: Iterable[str], *, least: int = 6, most: int = 40) -> int:
    """A column width for these texts."""
    return max(least, min(most, max((width_of(text) for text in texts), default=0) + 2))
