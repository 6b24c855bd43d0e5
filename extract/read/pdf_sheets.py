"""The pages of a PDF taken apart into lines and tables: printed ones, scanned ones, many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.errors import BrokenInput, EmptyInput, EncryptedInput, ScannedInput
from extract.read.limits import MOST_PAGES, too_large
from extract.read.pdf_borderless import find_borderless
from extract.read.pdf_forms import draws_without_end
from extract.read.pdf_lines import PrintedLine, lines_of
from extract.read.pdf_page import PDFIUM, Page, load_page
from extract.read.pdf_parallel import processes_for, read_in_processes
from extract.read.pdf_scans import recognised, why_not
from extract.read.pdf_store import Store, give_back, uncollected
from extract.read.pdf_streams import is_bomb
from extract.read.pdf_tables import PdfTable, find_ruled
from extract.settings import Settings

FEWEST_CHARACTERS = 10
"""Fewer characters than this a page, on average, and the pages are pictures."""
SCANNED_CHARACTERS = 30
SCANNED_SHARE = 0.5
"""A page with fewer characters, more than this share of which pictures cover, is a scan."""
SITTING = 16
FEW_SITTINGS = 3
"""The pages of so many sittings are held as they are, those of more are folded."""
TAIL = 4096
"""A PDF's end mark stands within this many bytes of its end, unless the file was cut off."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page taken apart: its lines and tables from top to bottom.

    `turned` where text ran sideways, `scanned` where the page is a picture; `characters` and
    `pictures` are counts.
    """

    number: int
    width: float
    height: float
    items: tuple[PrintedLine | PdfTable, ...]
    turned: bool
    scanned: bool
    characters: int
    pictures: int

    @property
    def lines(self) -> list[PrintedLine]:
        """The lines outside tables."""
        return [item for item in self.items if isinstance(item, PrintedLine)]


@dataclass(frozen=True, slots=True)
class Sheets:
    """All pages, folded; the numbers of those read from pictures, of those left unread, and why."""

    count: int
    pages: Store[Sheet]
    recognised: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    why: str = ""


def read_sheets(data: bytes, *, name: str, settings: Settings) -> Sheets:
    """Every page of a PDF. Raises EncryptedInput, BrokenInput, ScannedInput or EmptyInput."""
    if is_bomb(data):
        raise BrokenInput(f"{name}：PDF 里有解压后大得异常的内容，像是压缩炸弹，没有读，请换一份文件再试。")
    if draws_without_end(data):
        raise BrokenInput(f"{name}：PDF 里的图形互相嵌套，没有尽头，没有读，请换一份文件再试。")
    with PDFIUM:
        document = open_pdf(data, name)
        count = len(document)
    try:
        if count == 0:
            raise BrokenInput(f"{name}：PDF 里没有任何页面，文件可能已损坏，请重新下载或导出后再试。")
        if count > MOST_PAGES:
            raise too_large(name, f"PDF 有 {count} 页，多于 {MOST_PAGES} 页")
        jobs = processes_for(count, settings.page_jobs)
        if jobs > 1:
            sheets = read_in_processes(data, count, jobs, lambda numbers: sheets_of(data, numbers, name))
        else:
            sheets = sheets_of(data, range(1, count + 1), name)
        return _with_scans(document, sheets, name, settings)
    finally:
        with PDFIUM:
            document.close()


def open_pdf(data: bytes, name: str) -> pdfium.PdfDocument:
    """The open PDF. Raises BrokenInput or EncryptedInput."""
    if data.rfind(b"%%EOF") < max(0, len(data) - TAIL):
        raise BrokenInput(f"{name}：PDF 不完整，缺少文件结尾标记（%%EOF），可能下载中断，请重新下载后再试。")
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise EncryptedInput(f"{name}：PDF 已加密，需要密码才能打开，请解除密码后再试。") from None
        raise BrokenInput(f"{name}：PDF 无法解析，文件可能已损坏，请重新下载或导出后再试。") from None


def sheets_of(data: bytes, numbers: Sequence[int], name: str) -> Store[Sheet]:
    """The pages of these numbers (from 1) taken apart. Raises BrokenInput or EncryptedInput.

    The PDF is opened anew every `SITTING` pages: PDFium keeps what it parsed of a page it closed.
    """
    sheets = Store[Sheet](keep=FEW_SITTINGS * SITTING)
    for first in range(0, len(numbers), SITTING):
        with PDFIUM:
            document = open_pdf(data, name)
        try:
            some = numbers[first : first + SITTING]
            with uncollected():
                sheets.add([_take_apart(_load(document, number, name)) for number in some])
        finally:
            with PDFIUM:
                document.close()
        give_back()
    return sheets


def _load(document: pdfium.PdfDocument, number: int, name: str) -> Page:
    try:
        with PDFIUM:
            return load_page(document, number)
    except pdfium.PdfiumError:
        raise BrokenInput(
            f"{name}：PDF 第 {number} 页无法解析，文件可能已损坏，请重新下载或导出后再试。"
        ) from None


def _take_apart(page: Page) -> Sheet:
    tables, free = find_ruled(page)
    unruled, lines = find_borderless(lines_of(free, page.number))
    items: list[PrintedLine | PdfTable] = [*lines, *tables, *unruled]
    items.sort(key=lambda item: item.box[1] if isinstance(item, PdfTable) else item.base - 0.5 * item.size)
    sideways = page.turn in (90, 270)
    width, height = (page.height, page.width) if sideways else (page.width, page.height)
    count = len(page.chars)
    scanned = count < SCANNED_CHARACTERS and page.covered > SCANNED_SHARE
    return Sheet(page.number, width, height, tuple(items), page.turn != 0, scanned, count, page.pictures)


def _with_scans(
    document: pdfium.PdfDocument, sheets: Store[Sheet], name: str, settings: Settings
) -> Sheets:
    """The pages with those that are pictures recognised, where that can be done."""
    scans = [sheet.number for sheet in sheets if sheet.scanned]
    why = why_not(settings, len(scans)) if scans else None
    read: dict[int, Sheet] = {}
    if scans and why is None:
        read = {page.number: _take_apart(page) for page in recognised(document, scans, settings)}
        sheets = _replaced(sheets, read)
    _refuse_pictures(sheets, len(document), name, why)
    unread = tuple(number for number in scans if number not in read)
    return Sheets(len(document), sheets, tuple(sorted(read)), unread, why or "文字识别没有成功")


def _replaced(sheets: Store[Sheet], read: Mapping[int, Sheet]) -> Store[Sheet]:
    """The pages with those in `read` in the place of their pictures."""
    found = Store[Sheet](keep=FEW_SITTINGS * SITTING)
    for sheet in sheets:
        found.add([read.get(sheet.number, sheet)])
    return found


def _refuse_pictures(sheets: Iterable[Sheet], count: int, name: str, why: str | None) -> None:
    """Raises for a PDF that, after all was tried, holds next to no text."""
    characters = pictures = 0
    for sheet in sheets:
        characters, pictures = characters + sheet.characters, pictures + sheet.pictures
    if characters == 0 and pictures == 0:
        raise EmptyInput(f"{name}：PDF 共 {count} 页，全是空白页，请检查文件是否正确。")
    if characters < FEWEST_CHARACTERS * count and (pictures or characters < FEWEST_CHARACTERS):
        todo = f"识别它需要文字识别（OCR）：{why}" if why else "请提供由文字处理软件直接导出的 PDF"
        raise ScannedInput(
            f"{name}：PDF 共 {count} 页，几乎没有可读的文字（仅 {characters} 个字符），像是扫描件，{todo}。"
        )


def pages_in_words(numbers: Sequence[int]) -> str:
    """Page numbers as people write them: (1, 2, 3, 7) → "第 1–3、7 页"."""
    return f"第 {'、'.join(_ranges(numbers))} 页"


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    start = end = None
    for number in [*sorted(numbers), None]:
        if start is not None and end is not None and (number is None or number != end + 1):
            yield str(start) if start == end else f"{start}–{end}"
            start = None
        start, end = (number if start is None else start), number
