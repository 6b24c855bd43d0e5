"""The forms of a script as a workbook, XLSX or XLS: numbers as numbers with a format, real merges.

Prose has no place in it: that is why it is published beside 说明.docx.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

import openpyxl
import xlwt
from openpyxl.styles import Alignment

from annotations.generate.packed import steady
from annotations.generate.printed import Merge, own_stream, print_grid
from annotations.generate.script import Grid, Script, grids_of

_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?%?|\(\d[\d,]*(?:\.\d+)?\)")
_CODE = re.compile(r"\d{3}|\d{5}|\d{7}")
_ZEROED = re.compile(r"-?0\d")
SHEET_NAMES = ("GK{:02d}", "Sheet{}", "公开{:02d}表", "{}")


@dataclass(frozen=True, slots=True)
class BookLook:
    """Choices for one workbook.

    `words`: every cell is text; `first`: (rows, columns) left free at the top left; `breaks`: wrapped
    cell texts hold line breaks; `one_sheet`: all forms below each other.
    """

    sheet: str
    words: bool
    first: tuple[int, int]
    breaks: bool
    one_sheet: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """A worksheet: its rows and merges, counted from 0."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...]


def draw_look(rng: random.Random) -> BookLook:
    """One workbook's choices."""
    return BookLook(
        sheet=rng.choice(SHEET_NAMES),
        words=rng.random() < 0.25,
        first=rng.choice(((0, 0), (0, 0), (1, 0), (1, 1))),
        breaks=rng.random() < 0.5,
        one_sheet=rng.random() < 0.15,
    )


def leaves(script: Script, look: BookLook) -> Iterator[Leaf]:
    """The worksheets of a script."""
    found = [_leaf(script, grid, number, look) for number, grid in enumerate(grids_of(script), 1)]
    if not look.one_sheet:
        yield from found
        return
    rows: list[tuple[str, ...]] = []
    merges: list[Merge] = []
    for leaf in found:
        merges += [(row + len(rows), *rest) for row, *rest in leaf.merges]  # type: ignore[misc]
        rows += [*leaf.rows, (), ()]
    yield Leaf("决算公开表", tuple(rows), tuple(merges))


def _leaf(script: Script, grid: Grid, number: int, look: BookLook) -> Leaf:
    printed = print_grid(script, grid, "inside", breaks=look.breaks)
    down, right = look.first
    rows = [()] * down + [("",) * right + row for row in printed.rows]
    notes = [("",) * right + (line,) for line in (printed.note or "").split("\n") if line]
    merges = [(row + down, column + right, height, width) for row, column, height, width in printed.merges]
    return Leaf(look.sheet.format(number), (*rows, *notes), tuple(merges))


def as_number(text: str) -> tuple[float, str] | None:
    """The stored number and its format for a printed figure; None for words and 科目 codes."""
    if not _NUMBER.fullmatch(text) or _CODE.fullmatch(text) or _ZEROED.match(text):
        return None
    bracketed = text.startswith("(")
    bare = text.strip("()%")
    decimals = len(bare.partition(".")[2])
    grouped = "," in text or len(bare.lstrip("-").split(".")[0]) < 4
    form = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
    value = float(bare.replace(",", ""))
    if text.endswith("%"):
        return value / 100, f"{form}%"
    return (-value, f"{form}_);({form})") if bracketed else (value, form)


def write_xlsx(script: Script, *, look: BookLook | None = None) -> bytes:
    """The workbook's bytes; the same script always gives the same ones."""
    chosen = look or draw_look(own_stream(script, "sheets"))
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for leaf in leaves(script, chosen):
        sheet = book.create_sheet(leaf.title)
        for row, texts in enumerate(leaf.rows, 1):
            for column, text in enumerate(texts, 1):
                if not text:
                    continue
                cell, stored = sheet.cell(row, column), None if chosen.words else as_number(text)
                cell.value = stored[0] if stored else text
                cell.number_format = stored[1] if stored else "@"
                if "\n" in text:
                    cell.alignment = Alignment(wrap_text=True)
        for row, column, down, across in leaf.merges:
            sheet.merge_cells(None, row + 1, column + 1, row + down, column + across)
    buffer = io.BytesIO()
    book.save(buffer)
    return steady(buffer.getvalue())


def write_xls(script: Script, *, look: BookLook | None = None) -> bytes:
    """The old workbook's bytes; the same script always gives the same ones."""
    chosen = look or draw_look(own_stream(script, "sheets"))
    book = xlwt.Workbook(encoding="utf-8")
    formats: dict[str, xlwt.XFStyle] = {}
    for leaf in leaves(script, chosen):
        sheet = book.add_sheet(leaf.title)
        merged = {(row, column): (down, across) for row, column, down, across in leaf.merges}
        for row, texts in enumerate(leaf.rows):
            for column, text in enumerate(texts):
                stored = None if chosen.words else as_number(text)
                form = stored[1] if stored else "@"
                style = formats.setdefault(form, xlwt.easyxf(num_format_str=form))
                down, across = merged.get((row, column), (1, 1))
                value = stored[0] if stored else text
                if text and (down, across) != (1, 1):
                    sheet.write_merge(row, row + down - 1, column, column + across - 1, value, style)
                elif text:
                    sheet.write(row, column, value, style)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
