"""PDF → Document: text in reading order, ruled tables as grids, boxes kept; scanned pages recognised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.read.contents import find_contents
from extract.read.from_txt import assemble_document
from extract.read.grid import Loose
from extract.read.lines import SourceLine, has_leaders, split_lines
from extract.read.pdf_joining import FoldedTable, Growing
from extract.read.pdf_lines import Margins, PrintedLine, continues
from extract.read.pdf_running import Running, find_furniture
from extract.read.pdf_sheets import Sheet, Sheets, pages_in_words, read_sheets
from extract.read.pdf_store import Store, uncollected
from extract.read.pdf_tables import PdfTable
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
        path, sha256, "pdf", sheets.count, _reader(sheets), sheets.recognised, sheets.unread
    )
    with uncollected():
        return _Writer(sheets.pages).document(source)


def _reader(sheets: Sheets) -> str:
    """"from_pdf", "from_pdf+ocr", and which pages are pictures that were not read, and why."""
    reader = "from_pdf+ocr" if sheets.recognised else "from_pdf"
    if not sheets.unread:
        return reader
    return f"{reader}（{pages_in_words(sheets.unread)}是扫描图片，没有读：{sheets.why}）"


@dataclass(frozen=True, slots=True)
class _Lined:
    """A printed line, and whether it is a header, a footer or a page number."""

    line: PrintedLine
    furniture: bool


class _Writer:
    """Puts the sheets one behind another into one text; paragraphs and tables run over page breaks.

    The sheets are walked three times and never held together.
    """

    def __init__(self, sheets: Store[Sheet]) -> None:
        self.sheets = sheets
        self.furniture = find_furniture(sheets)
        self.running = Running.of(sheets, self.furniture)
        self.widths: dict[int, int] = {}
        self.turned: set[int] = set()
        self.parts: list[str] = []
        self.length = 0
        self.printed: list[Line] = []
        self.tables: list[tuple[Store[Loose], int, int]] = []
        self.aside: list[tuple[int, int]] = []
        self.pending: list[PrintedLine] = []

    def document(self, source: Source) -> Document:
        """The finished document."""
        last: PrintedLine | None = None
        for item in self._merged():
            if isinstance(item, Loose):
                self._flush()
                self._table(item)
                last = None
            elif item.furniture:
                self.pending.append(item.line)
            else:
                self._body_line(item.line, last)
                last = item.line
        self._flush()
        text = "".join(self.parts)
        lines = split_lines(text)
        place = {line.start: index for index, line in enumerate(lines)}
        tables = [_placed(lines, place[start], folded, start, end) for folded, start, end in self.tables]
        return assemble_document(
            text, lines, tables, source, contents=find_contents(_without(lines, tables)),
            furniture=frozenset(place[start] for start, _ in self.aside), printed=tuple(self.printed),
        )

    def _merged(self) -> Iterator[_Lined | Loose]:
        """All items in order; a table that goes on over a page break comes out as one."""
        held: Growing | None = None
        waiting: list[_Lined] = []
        for item in self._items():
            if isinstance(item, _Lined) and (held is None or item.furniture):
                waiting.append(item)
            elif held is None or isinstance(item, _Lined) or not held.takes(item):
                if held is not None:
                    yield held.loose()
                yield from waiting
                waiting.clear()
                held = Growing(item) if isinstance(item, PdfTable) else None
                waiting += [item] if isinstance(item, _Lined) else []
            if held is None:
                yield from waiting
                waiting.clear()
        if held is not None:
            yield held.loose()
        yield from waiting

    def _items(self) -> Iterator[_Lined | PdfTable]:
        """What stands on the pages, one after another; pages are noted as they come."""
        for sheet in self.sheets:
            self.widths[sheet.number] = round(sheet.width)
            self.turned.update([sheet.number] if sheet.turned else [])
            index = 0
            for item in sheet.items:
                if isinstance(item, PdfTable):
                    yield item
                else:
                    yield _Lined(item, (sheet.number, index) in self.furniture)
                    index += 1

    def _body_line(self, line: PrintedLine, last: PrintedLine | None) -> None:
        margins = self.running.margins[self.widths[line.page]]
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
        return same and line.page - last.page <= 1 and continues(last, line, margins, self.running.leading)

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

    def _table(self, loose: Loose) -> None:
        rows = [row for row in loose.rows if any(row)]
        if not rows:
            return
        self._new_line()
        start = self.length
        self._write("\n".join("\t".join(row) for row in rows))
        self.tables.append((Store.of([loose], keep=int(not self.sheets.folded)), start, self.length))
        self._new_line()


def _placed(
    lines: Sequence[SourceLine], first: int, folded: Store[Loose], start: int, end: int
) -> FoldedTable:
    last = first
    while last < len(lines) and lines[last].start < end:
        last += 1
    return FoldedTable(folded, start, end, first, last)


def _record(line: PrintedLine, start: int) -> Line:
    """The box record of a printed line that begins at offset `start`."""
    top, bottom = line.base - 0.88 * line.size, line.base + 0.16 * line.size
    end, score = start + len(line.text), round(line.score, 4)
    return Line(start, end, line.page, round(top, 2), round(bottom, 2), line.xs, score)


def _without(lines: Sequence[SourceLine], tables: Sequence[FoldedTable]) -> list[SourceLine]:
    """The lines with those of tables blanked, so that a contents list ends before a table."""
    inside = {i for table in tables for i in range(table.first, table.last)}
    return [replace(line, text="") if i in inside else line for i, line in enumerate(lines)]
