"""A workbook with the findings as notes on the cells they are about.

openpyxl carries values, formulas and formats over; pictures and charts it does not, so the copy is for
reading the notes and the original stays the file to correct.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from extract.amounts import parse_cell
from extract.errors import MarkError
from extract.records import CellRef, Document, Extraction
from extract.write.marks import AUTHOR, COLOURS, Mark, Marked, marks_of
from extract.write.marks.align import aligned, key_of

_DECIMALS = re.compile(r"\.(0+)")
_SHORTEST_PROSE = 12
"""Characters of a cell that can be told from others by its text alone."""


def mark_xlsx(data: bytes, extraction: Extraction) -> Marked:
    """The XLSX whose bytes are `data` with a note and a colour on each cell of each finding.

    MarkError where the file cannot be opened for writing.
    """
    book, shown = _opened(data), _opened(data, values=True)
    spots = _Spots(extraction.document, shown)
    placed: list[Mark] = []
    lost: list[Mark] = []
    for mark in marks_of(extraction):
        spot = spots.of(mark)
        (placed if spot else lost).append(mark)
        if spot:
            _note(book[spot[0]].cell(spot[1], spot[2]), mark)
    stream = io.BytesIO()
    book.save(stream)
    return Marked(stream.getvalue(), tuple(placed), tuple(lost))


def _opened(data: bytes, *, values: bool = False) -> Any:
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(data), data_only=values)
    except Exception as error:
        raise MarkError("这个 Excel 文件写不进批注；请用 Excel 打开后另存再试。") from error


def _note(cell: Any, mark: Mark) -> None:
    """Add the note behind those the cell has already; the gravest finding comes first and colours it."""
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    if isinstance(cell, MergedCell):
        return
    said = f"{mark.title}\n{mark.note}"
    before = cell.comment.text if cell.comment else ""
    comment = Comment(f"{before}\n\n{said}" if before else said, AUTHOR)
    comment.width, comment.height = 360, 160
    cell.comment = comment
    if not before:
        cell.fill = PatternFill("solid", fgColor=COLOURS[mark.finding.severity])


class _Spots:
    """The way back from the document's tables and lines to the sheets."""

    def __init__(self, document: Document, book: Any) -> None:
        self.document = document
        theirs = [row for sheet in book if sheet.sheet_state == "visible" for row in _rows(sheet)]
        ours = [(t.id, index, _tokens(row)) for t in document.tables for index, row in enumerate(t.rows)]
        pairs = aligned([tokens for _, _, tokens in ours], [tuple(key for _, key in row) for row in theirs])
        self.rows = {ours[i][:2]: theirs[j] for i, j in pairs.items() if ours[i][2]}
        self.texts = {key: spot for row in theirs for spot, key in row if len(key) > _SHORTEST_PROSE}

    def of(self, mark: Mark) -> tuple[str, int, int] | None:
        """(sheet, row, column) of a mark; a paragraph of prose stands in one cell."""
        if mark.cell is not None:
            return self._of_cell(mark.cell)
        if mark.start is None:
            return None
        text = self.document.text
        line = text[text.rfind("\n", 0, mark.start) + 1 :].split("\n", 1)[0]
        return self.texts.get(key_of(line))

    def _of_cell(self, ref: CellRef) -> tuple[str, int, int] | None:
        row = self.rows.get((ref.table, ref.row))
        table = next((t for t in self.document.tables if t.id == ref.table), None)
        if row is None or table is None:
            return None
        texts = table.rows[ref.row]
        rank = sum(1 for text in texts[: ref.column] if text.strip())
        if not texts[ref.column].strip():
            return row[max(rank - 1, 0)][0]
        return row[rank][0] if rank < len(row) else None


def _tokens(texts: Sequence[str]) -> tuple[str, ...]:
    """A row of a table as it is compared: names squeezed, figures as plain numbers."""
    return tuple(_token(text) for text in texts if text.strip())


def _token(text: str) -> str:
    value = parse_cell(text)
    return _plain(value) if value is not None else key_of(text)


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _rows(sheet: Any) -> Iterator[list[tuple[tuple[str, int, int], str]]]:
    """The filled cells of each visible row, with what they are compared by."""
    for row in sheet.iter_rows():
        if sheet.row_dimensions[row[0].row].hidden:
            continue
        filled = [cell for cell in row if cell.value not in (None, "") and str(cell.value).strip()]
        if filled:
            yield [((sheet.title, cell.row, cell.column), _printed(cell)) for cell in filled]


def _printed(cell: Any) -> str:
    """A cell's value as its format prints it, as far as the digits go."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return _token(str(cell.value))
    value = Decimal(str(cell.value))
    pattern = str(cell.number_format)
    digits = _DECIMALS.search(pattern)
    if "%" in pattern and '"%"' not in pattern:
        value *= 100
    if digits or pattern in ("0", "#,##0"):
        value = value.quantize(Decimal(1).scaleb(-len(digits[1]) if digits else 0))
    return _plain(value)
