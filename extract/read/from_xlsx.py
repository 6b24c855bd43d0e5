"""XLSX → Document: every visible sheet in order, numbers as their cells print them.

The parts are read directly, so that a stored "1234.5" goes to "1,234.50" through Decimal alone, sheets
stream, and nothing of drawings, links or macros is touched. Formulas count with their cached values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extract.errors import BrokenInput, EmptyInput
from extract.read.flow import document_from_flow
from extract.read.limits import Budget
from extract.read.number_format import BUILTIN, shown
from extract.read.package import Package, attribute, local, whole
from extract.read.sheets import Sheet, Span, flow_of
from extract.records import Document, Source

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_TRUTH = {"1": "TRUE", "0": "FALSE"}
MOST_COLUMNS = 16_384


@dataclass(frozen=True, slots=True)
class _Book:
    """What all sheets share: strings by number, number formats by cell style."""

    strings: tuple[str, ...]
    formats: tuple[str, ...]


def document_from_xlsx(
    data: bytes, *, name: str, path: str | None, sha256: str, kind: str = "xlsx", reader: str = "from_xlsx"
) -> Document:
    """The document in an XLSX. `kind` and `reader` differ where another format was converted.

    Hidden sheets are left out and named in `source.reader`. Raises BrokenInput or EmptyInput.
    """
    package = Package(data, name)
    root = package.xml("xl/workbook.xml")
    if root is None:
        raise BrokenInput(f"{name}：Excel 工作簿缺少目录部分，文件可能已损坏，请重新导出后再试。")
    book = _Book(tuple(_strings(package)), tuple(_formats(package)))
    parts = package.relations("xl/workbook.xml")
    sheets, hidden, budget = list[Sheet](), list[str](), Budget(name)
    for entry in (e for e in root.iter() if local(e) == "sheet"):
        title, part = attribute(entry, "name") or "", parts.get(attribute(entry, "id") or "", "")
        if (attribute(entry, "state") or "visible") != "visible":
            hidden.append(title)
        elif "worksheets/" in part:
            sheets.append(_sheet(package, part, title, book, budget))
    if not any(sheet.cells for sheet in sheets):
        raise EmptyInput(f"{name}：Excel 工作簿里没有任何有内容的可见工作表，请检查文件是否正确。")
    source = Source(path, sha256, kind, None, with_hidden(reader, hidden))
    return document_from_flow(flow_of(sheets, budget), source, name)


def with_hidden(reader: str, hidden: list[str]) -> str:
    """The reader's name with the hidden sheets it left out: "from_xlsx（未读隐藏工作表：Sheet9）"."""
    return f"{reader}（未读隐藏工作表：{'、'.join(hidden)}）" if hidden else reader


def _strings(package: Package) -> Iterator[str]:
    if package.find("xl/sharedStrings.xml") is None:
        return
    for element in package.iterate("xl/sharedStrings.xml", "si"):
        yield _rich(element)
        element.clear()


def _rich(element: etree._Element) -> str:
    """The text of a string with its runs; readings in phonetic runs are left out."""
    pieces = []
    for child in element:
        if local(child) == "t":
            pieces.append(child.text or "")
        elif local(child) == "r":
            pieces += [t.text or "" for t in child if local(t) == "t"]
    return "".join(pieces)


def _formats(package: Package) -> Iterator[str]:
    root = package.xml("xl/styles.xml")
    if root is None:
        return
    said = [e for e in root.iter() if local(e) == "numFmt"]
    own = {attribute(e, "numFmtId"): attribute(e, "formatCode") or "" for e in said}
    for group in (e for e in root if local(e) == "cellXfs"):
        for style in group:
            number = attribute(style, "numFmtId") or "0"
            yield own.get(number, BUILTIN.get(whole(number), "General"))


def _sheet(package: Package, part: str, title: str, book: _Book, budget: Budget) -> Sheet:
    """A sheet's cells as printed; hidden rows and columns are left out."""
    cells: dict[tuple[int, int], str] = {}
    merges: list[Span] = []
    hidden: set[int] = set()
    zeros, row_number = True, 0
    for element in package.iterate(part, "row", "mergeCell", "col", "sheetView"):
        kind = local(element)
        if kind == "sheetView":
            zeros = attribute(element, "showZeros") not in ("0", "false")
        elif kind == "col":
            hidden |= _hidden_columns(element)
        elif kind == "mergeCell":
            merges += _span(attribute(element, "ref") or "")
        else:
            row_number = whole(attribute(element, "r"), row_number + 1)
            if attribute(element, "hidden") not in ("1", "true"):
                row = _row_cells(element, row_number, book, zeros=zeros)
                budget.spend(pieces=len(row), characters=sum(map(len, row.values())))
                cells |= row
            element.clear()
    kept = {place: text for place, text in cells.items() if place[1] not in hidden}
    return Sheet(title, kept, tuple(merges))


def _hidden_columns(element: etree._Element) -> set[int]:
    if attribute(element, "hidden") not in ("1", "true"):
        return set()
    first, last = whole(attribute(element, "min"), MOST_COLUMNS), whole(attribute(element, "max"))
    return set(range(first, min(last, MOST_COLUMNS) + 1))


def _row_cells(row: etree._Element, number: int, book: _Book, *, zeros: bool) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    column = 0
    for cell in row:
        place = _REFERENCE.fullmatch(attribute(cell, "r") or "")
        column = _column(place[1]) if place else column + 1
        text = _shown(cell, book)
        if text.strip() and (zeros or text.strip("0.") or attribute(cell, "t") in ("s", "str", "inlineStr")):
            found[number, column] = text
    return found


def _shown(cell: etree._Element, book: _Book) -> str:
    """What the cell prints, by its type: shared, inline or formula string, truth, error, number."""
    kind = attribute(cell, "t") or "n"
    if kind == "inlineStr":
        return "".join(_rich(child) for child in cell if local(child) == "is")
    value = next((child.text or "" for child in cell if local(child) == "v"), "")
    if kind == "s":
        number = whole(value, len(book.strings))
        return book.strings[number] if number < len(book.strings) else ""
    if kind != "n":
        return _TRUTH.get(value, value) if kind == "b" else value
    style = whole(attribute(cell, "s"))
    return shown(value, book.formats[style] if style < len(book.formats) else "General") if value else ""


def _span(reference: str) -> list[Span]:
    corners = _REFERENCE.findall(reference)
    if len(corners) != 2:
        return []
    (left, top), (right, bottom) = ((_column(letters), int(row)) for letters, row in corners)
    return [(top, left, bottom - top + 1, right - left + 1)]


def _column(letters: str) -> int:
    """The number of a column: "A" → 1, "AB" → 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
