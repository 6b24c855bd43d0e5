"""XLS (and ET, which is the same inside) → Document, through xlrd; numbers as their cells print them."""

from __future__ import annotations

import io

import xlrd

from extract.errors import BrokenInput, EmptyInput, EncryptedInput
from extract.read.flow import document_from_flow
from extract.read.from_xlsx import with_hidden
from extract.read.limits import Budget
from extract.read.number_format import shown
from extract.read.sheets import Sheet, flow_of
from extract.records import Document, Source

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def document_from_xls(data: bytes, *, name: str, path: str | None, sha256: str) -> Document:
    """The document in an old Excel workbook. Hidden sheets are left out and named in `source.reader`.

    Raises EncryptedInput, BrokenInput or EmptyInput.
    """
    book = _open(data, name)
    hidden = [sheet.name for sheet in book.sheets() if sheet.visibility]
    budget = Budget(name)
    sheets = [_sheet(book, sheet, budget) for sheet in book.sheets() if not sheet.visibility]
    if not any(sheet.cells for sheet in sheets):
        raise EmptyInput(f"{name}：Excel 工作簿里没有任何有内容的可见工作表，请检查文件是否正确。")
    source = Source(path, sha256, "xls", None, with_hidden("from_xls", hidden))
    return document_from_flow(flow_of(sheets, budget), source, name)


def _open(data: bytes, name: str) -> xlrd.book.Book:
    try:
        return xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except Exception as error:  # bad bytes end in whatever struct, index or assertion error they cause
        if "encrypt" in str(error).lower() or "password" in str(error).lower():
            raise EncryptedInput(f"{name}：工作簿已加密，需要密码才能打开，请解除密码后再试。") from None
        raise BrokenInput(f"{name}：Excel 工作簿无法解析，文件可能已损坏，请重新导出后再试。") from None


def _sheet(book: xlrd.book.Book, sheet: xlrd.sheet.Sheet, budget: Budget) -> Sheet:
    hidden_rows = {r for r, info in sheet.rowinfo_map.items() if info.hidden}
    hidden_columns = {c for c, info in sheet.colinfo_map.items() if info.hidden}
    cells: dict[tuple[int, int], str] = {}
    for row in (r for r in range(sheet.nrows) if r not in hidden_rows):
        for column, cell in enumerate(sheet.row(row)):
            text = _shown(book, cell)
            zero = cell.ctype == xlrd.XL_CELL_NUMBER and cell.value == 0 and not sheet.show_zero_values
            if text.strip() and column not in hidden_columns and not zero:
                budget.spend(pieces=1, characters=len(text))
                cells[row, column] = text
    merges = tuple((top, left, low - top, right - left) for top, low, left, right in sheet.merged_cells)
    return Sheet(sheet.name, cells, merges)


def _shown(book: xlrd.book.Book, cell: xlrd.sheet.Cell) -> str:
    """What a cell prints. xlrd hands binary doubles over; their shortest decimal is what was typed."""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return shown(repr(cell.value), _format_of(book, cell))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    return _ERRORS.get(cell.value, "") if cell.ctype == xlrd.XL_CELL_ERROR else ""


def _format_of(book: xlrd.book.Book, cell: xlrd.sheet.Cell) -> str:
    """The number format of a cell; General where a damaged workbook names none."""
    known = cell.xf_index is not None and 0 <= cell.xf_index < len(book.xf_list)
    found = book.format_map.get(book.xf_list[cell.xf_index].format_key) if known else None
    return (found.format_str if found else None) or "General"
