"""Born-digital PDF → Document: text in reading order, ruled tables as grids, boxes kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Lock

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.errors import BrokenInput, EmptyInput, EncryptedInput, ScannedInput
from extract.read.contents import find_contents
from extract.read.from_txt import assemble_document
from extract.read.lines import SourceLine, has_leaders, split_lines
from extract.read.pdf_borderless import find_borderless
from extract.read.pdf_lines import (
    Margins,
    PrintedLine,
    continues,
    find_furniture,
    lines_of,
    margins_of,
    typical_leading,
)
from extract.read.pdf_page import Page, load_page
from extract.read.pdf_tables import PdfTable, continued, find_ruled
from extract.read.text_tables import TextTable
from extract.records import Document, Line, Source

FEWEST_CHARACTERS = 10
"""Fewer characters than this a page, on average, and the pages are pictures."""
TAIL = 4096
"""A PDF's end mark stands within this many bytes of its end, unless the file was cut off."""

_PDFIUM = Lock()
"""PDFium is not thread-safe: one thread at a time is inside it, all others go on with what they have."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page taken apart: its lines and tables from top to bottom; `turned` where text ran sideways."""

    number: int
    width: float
    height: float
    items: tuple[PrintedLine | PdfTable, ...]
    turned: bool


def document_from_pdf(data: bytes, *, name: str, path: str | None, sha256: str) -> Document:
    """The document in a PDF with a text layer. `name` is how error messages call the file.

    Raises EncryptedInput, BrokenInput, ScannedInput or EmptyInput.
    """
    sheets = _read_sheets(data, name)
    source = Source(path, sha256, "pdf", len(sheets), "from_pdf")
    return _Writer(sheets).document(source)


def _read_sheets(data: bytes, name: str) -> list[_Sheet]:
    with _PDFIUM:
        document = _open(data, name)
        count = len(document)
    try:
        if count == 0:
            raise BrokenInput(f"{name}：PDF 里没有任何页面，文件可能已损坏，请重新下载或导出后再试。")
        sheets: list[_Sheet] = []
        characters = pictures = 0
        for number in range(1, count + 1):
            with _PDFIUM:
                page = _load(document, number, name)
            characters, pictures = characters + len(page.chars), pictures + page.pictures
            sheets.append(_take_apart(page))
    finally:
        with _PDFIUM:
            document.close()
    if characters == 0 and pictures == 0:
        raise EmptyInput(f"{name}：PDF 共 {count} 页，全是空白页，请检查文件是否正确。")
    if characters < FEWEST_CHARACTERS * count and (pictures or characters < FEWEST_CHARACTERS):
        raise ScannedInput(
            f"{name}：PDF 共 {count} 页，几乎没有文字层（仅 {characters} 个字符），像是扫描件，"
            "请提供由文字处理软件直接导出的 PDF，或先做文字识别（OCR）。"
        )
    return sheets


def _open(data: bytes, name: str) -> pdfium.PdfDocument:
    if data.rfind(b"%%EOF") < max(0, len(data) - TAIL):
        raise BrokenInput(f"{name}：PDF 不完整，缺少文件结尾标记（%%EOF），可能下载中断，请重新下载后再试。")
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise EncryptedInput(f"{name}：PDF 已加密，需要密码才能打开，请解除密码后再试。") from None
        raise BrokenInput(f"{name}：PDF 无法解析，文件可能已损坏，请重新下载或导出后再试。") from None


def _load(document: pdfium.PdfDocument, number: int, name: str) -> Page:
    try:
        return load_page(document, number)
    except pdfium.PdfiumError:
        raise BrokenInput(
            f"{name}：PDF 第 {number} 页无法解析，文件可能已损坏，请重新下载或导出后再试。"
        ) from None


def _take_apart(page: Page) -> _Sheet:
    tables, free = find_ruled(page)
    unruled, lines = find_borderless(lines_of(free, page.number))
    items: list[PrintedLine | PdfTable] = [*lines, *tables, *unruled]
    items.sort(key=lambda item: item.box[1] if isinstance(item, PdfTable) else item.base - 0.5 * item.size)
    width, height = (page.height, page.width) if page.turn else (page.width, page.height)
    return _Sheet(page.number, width, height, tuple(items), page.turn != 0)


def _lines(sheet: _Sheet) -> list[PrintedLine]:
    return [item for item in sheet.items if isinstance(item, PrintedLine)]


class _Writer:
    """Puts the sheets one behind another into one text; paragraphs and tables run over page breaks."""

    def __init__(self, sheets: Sequence[_Sheet]) -> None:
        self.sheets = sheets
        self.furniture = find_furniture([(s.height, _lines(s)) for s in sheets])
        body = [line for s in sheets for line in _lines(s) if id(line) not in self.furniture]
        widths = {s.number: round(s.width) for s in sheets}
        self.widths = widths
        self.turned = {s.number for s in sheets if s.turned}
        self.margins = {
            w: margins_of([line for line in body if widths[line.page] == w]) for w in set(widths.values())
        }
        self.leading = typical_leading(body)
        self.parts: list[str] = []
        self.length = 0
        self.printed: list[Line] = []
        self.loose: list[tuple[PdfTable, int, int]] = []
        self.aside: list[tuple[int, int]] = []
        self.pending: list[PrintedLine] = []

    def document(self, source: Source) -> Document:
        """The finished document."""
        last: PrintedLine | None = None
        for item in self._merged():
            if isinstance(item, PdfTable):
                self._flush()
                self._table(item)
                last = None
            elif id(item) in self.furniture:
                self.pending.append(item)
            else:
                self._body_line(item, last)
                last = item
        self._flush()
        text = "".join(self.parts)
        lines = split_lines(text)
        place = {line.start: index for index, line in enumerate(lines)}
        tables = [self._text_table(table, lines, place, start, end) for table, start, end in self.loose]
        return assemble_document(
            text, lines, tables, source, contents=find_contents(_without(lines, tables)),
            furniture=frozenset(place[start] for start, _ in self.aside), printed=tuple(self.printed),
        )

    def _merged(self) -> Iterator[PrintedLine | PdfTable]:
        """All items in order; a table that goes on over a page break comes out as one."""
        held: PdfTable | None = None
        waiting: list[PrintedLine] = []
        for item in (item for sheet in self.sheets for item in sheet.items):
            if isinstance(item, PrintedLine):
                if held is not None and id(item) not in self.furniture:
                    yield held
                    held = None
                    yield from waiting
                    waiting.clear()
                if held is None:
                    yield item
                else:
                    waiting.append(item)
                continue
            joined = continued(held, item) if held is not None and self._turned(held, item) else None
            if held is not None and joined is None:
                yield held
                yield from waiting
                waiting.clear()
            held = joined if joined is not None else item
        if held is not None:
            yield held
        yield from waiting

    @staticmethod
    def _turned(held: PdfTable, item: PdfTable) -> bool:
        """Whether a page break lies between the last rows of one table and the other."""
        last = max((page for page, _ in held.loose.boxes.values()), default=held.page)
        return item.page == last + 1

    def _body_line(self, line: PrintedLine, last: PrintedLine | None) -> None:
        margins = self.margins[self.widths[line.page]]
        if last is not None and self._joins(last, line, margins):
            if self._needs_space(last, line):
                self._write(" ")
        else:
            self._flush()
            if last is not None or self.parts:
                self._new_line()
        start = self.length
        self._write(line.text)
        self._keep(line, start)

    def _joins(self, last: PrintedLine, line: PrintedLine, margins: Margins) -> bool:
        if has_leaders(last.text) or has_leaders(line.text):
            return False
        same = self.widths[last.page] == self.widths[line.page]
        return same and line.page - last.page <= 1 and continues(last, line, margins, self.leading)

    @staticmethod
    def _needs_space(last: PrintedLine, line: PrintedLine) -> bool:
        """Only two Latin words are parted; digits broken over a line are one figure."""
        return all(c.isascii() and c.isalpha() for c in (last.text[-1], line.text[0]))

    def _keep(self, line: PrintedLine, start: int) -> None:
        """Record where a line stands; lines that run sideways have no boxes to give."""
        if line.page not in self.turned:
            self.printed.append(_record(line, start))

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _new_line(self) -> None:
        if self.parts and not self.parts[-1].endswith("\n"):
            self._write("\n")

    def _flush(self) -> None:
        """Headers and footers met inside a paragraph are written behind it."""
        for line in self.pending:
            self._new_line()
            start = self.length
            self._write(line.text)
            self.aside.append((start, self.length))
            self._keep(line, start)
        if self.pending:
            self._new_line()
        self.pending.clear()

    def _table(self, table: PdfTable) -> None:
        rows = [row for row in table.loose.rows if any(row)]
        if not rows:
            return
        self._new_line()
        start = self.length
        self._write("\n".join("\t".join(row) for row in rows))
        self.loose.append((table, start, self.length))
        self._new_line()

    @staticmethod
    def _text_table(
        table: PdfTable, lines: Sequence[SourceLine], place: dict[int, int], start: int, end: int
    ) -> TextTable:
        first = place[start]
        last = first
        while last < len(lines) and lines[last].start < end:
            last += 1
        return TextTable(table.loose, start, end, first, last)


def _record(line: PrintedLine, start: int) -> Line:
    """The box record of a printed line that begins at offset `start`."""
    top, bottom = line.base - 0.88 * line.size, line.base + 0.16 * line.size
    return Line(start, start + len(line.text), line.page, round(top, 2), round(bottom, 2), line.xs)


def _without(lines: Sequence[SourceLine], tables: Sequence[TextTable]) -> list[SourceLine]:
    """The lines with those of tables blanked, so that a contents list ends before a table."""
    inside = {i for table in tables for i in range(table.first, table.last)}
    return [replace(line, text="") if i in inside else line for i, line in enumerate(lines)]
