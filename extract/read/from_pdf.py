"""PDF → Document: text in reading order, ruled tables as grids, boxes kept; scanned pages recognised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.read.contents import find_contents
from extract.read.from_txt import assemble_document
from extract.read.lines import SourceLine, has_leaders, split_lines
from extract.read.pdf_lines import (
    Margins,
    PrintedLine,
    continues,
    find_furniture,
    margins_of,
    typical_leading,
)
from extract.read.pdf_sheets import Sheet, Sheets, pages_in_words, read_sheets
from extract.read.pdf_tables import PdfTable, continued
from extract.read.text_tables import TextTable
from extract.records import Document, Line, Source
from extract.settings import Settings


def document_from_pdf(
    data: bytes, *, name: str, path: str | None, sha256: str, settings: Settings | None = None
) -> Document:
    """The document in a PDF, its scanned pages too where that can be done. `name`: what messages call it.

    Raises EncryptedInput, BrokenInput, ScannedInput or EmptyInput.
    """
    sheets = read_sheets(data, name=name, settings=settings or Settings())
    source = Source(
        path, sha256, "pdf", len(sheets.pages), _reader(sheets), sheets.recognised, sheets.unread
    )
    return _Writer(sheets.pages).document(source)


def _reader(sheets: Sheets) -> str:
    """"from_pdf", "from_pdf+ocr", and which pages are pictures that were not read, and why."""
    reader = "from_pdf+ocr" if sheets.recognised else "from_pdf"
    if not sheets.unread:
        return reader
    return f"{reader}（{pages_in_words(sheets.unread)}是扫描图片，没有读：{sheets.why}）"


class _Writer:
    """Puts the sheets one behind another into one text; paragraphs and tables run over page breaks."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = sheets
        self.furniture = find_furniture([(s.height, s.lines) for s in sheets])
        body = [line for s in sheets for line in s.lines if id(line) not in self.furniture]
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
    end, score = start + len(line.text), round(line.score, 4)
    return Line(start, end, line.page, round(top, 2), round(bottom, 2), line.xs, score)


def _without(lines: Sequence[SourceLine], tables: Sequence[TextTable]) -> list[SourceLine]:
    """The lines with those of tables blanked, so that a contents list ends before a table."""
    inside = {i for table in tables for i in range(table.first, table.last)}
    return [replace(line, text="") if i in inside else line for i, line in enumerate(lines)]
