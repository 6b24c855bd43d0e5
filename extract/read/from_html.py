"""HTML → Document: pages of a portal or pasted from Word, with spans, layout tables, any charset."""

from __future__ import annotations

import codecs
import email
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from lxml import etree

from extract.errors import BrokenInput, EmptyInput, ScannedInput
from extract.read.flow import Aside, Item, Paragraph, PlacedCell, PlacedTable, document_from_flow
from extract.read.limits import Budget, check_tags, too_large
from extract.read.package import whole
from extract.read.sniff import decode
from extract.records import Document, Source

LARGEST = 32 * 2**20
"""Bytes of a page without its embedded pictures; the longest disclosure has a tenth."""
MOST_SPAN = 1_000
_SKIPPED = {
    "script", "style", "head", "nav", "noscript", "template", "select", "button", "textarea", "iframe",
    "object", "svg", "footer", "aside", "del", "strike", "colgroup", "audio", "video", "map", "title",
}
_INLINE = {
    "a", "abbr", "acronym", "b", "bdo", "big", "cite", "code", "em", "font", "i", "img", "input", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "tt", "u", "var",
    "wbr", "nobr", "basefont",
}
_CLOSED_TABLE = {"table"}
_ROW_PARTS = {"tr", "td", "th", "caption"}
_HEADING = re.compile(r"h([1-6])$")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_MARGIN = re.compile(r"mso-element\s*:\s*(?:header|footer|footnote-list|comment)", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:Mso)?Toc\d$|^toc\d?$", re.IGNORECASE)
_DATA_URI = re.compile(rb"""(["'(])data:[^"')>\s]{64,}""")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]+)""")
_GAP = re.compile(r"[ \t\r\n\f]+")
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030"}
_WESTERN = {"ascii", "iso8859-1", "iso8859-15", "cp1252", "mac-roman"}
"""What editors declare without a thought."""
_TOO_DEEP = re.compile(r"excessive depth|depth", re.IGNORECASE)
_TOO_LONG = re.compile(r"huge|limit exceeded", re.IGNORECASE)


def document_from_html(data: bytes, *, name: str, path: str | None, sha256: str) -> Document:
    """The document in a web page. Raises BrokenInput, ScannedInput or EmptyInput."""
    lean = _DATA_URI.sub(rb"\1", data)
    if len(lean) > LARGEST:
        raise too_large(name, f"网页有 {len(data) // 2**20} MB")
    check_tags(lean, name)
    root = _parse(text_of(lean), name)
    walker = _Walker(Budget(name))
    try:
        items = walker.items(root)
    except RecursionError:
        raise _too_deep(name) from None
    if not any(_holds_text(item) for item in items):
        if walker.pictures:
            raise ScannedInput(
                f"{name}：网页里只有图片，没有文字，请提供可以复制文字的版本，或先做文字识别（OCR）。"
            )
        raise EmptyInput(f"{name}：网页里没有任何文字，正文可能要靠脚本加载，请在浏览器里打开后另存。")
    return document_from_flow(items, Source(path, sha256, "html", None, "from_html"), name)


def text_of(data: bytes) -> str:
    """The page's characters: by BOM or blank halves, as UTF-8 where it is that, else by its declared charset.

    A page that is UTF-8 throughout is no other, whatever it declares; a declared charset of Western
    letters is believed last.
    """
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in data[:4096]:
        return decode(data) or data.decode("utf-8", "replace")
    declared = _DECLARED.search(data[:8192]) or _XML_DECLARED.match(data[:200])
    for encoding in ("utf-8", *_believed(declared[1].decode("ascii", "replace").lower() if declared else "")):
        with suppress(UnicodeError, LookupError):
            return data.decode(encoding)
    damaged = (data.decode(encoding, "replace") for encoding in ("utf-8", "gb18030"))
    return min(damaged, key=lambda text: text.count("\ufffd"))


def _believed(name: str) -> tuple[str, ...]:
    """The encodings to try for a declared charset: GB18030 before one of Western letters, else behind it."""
    try:
        known = codecs.lookup(_ALIASES.get(name, name or "gb18030")).name
    except LookupError:
        return ("gb18030",)
    if known.startswith(("utf-16", "utf-32", "utf-7")) or known == "gb18030":
        return ("gb18030",)
    return ("gb18030", known) if known in _WESTERN else (known, "gb18030")


def _parse(text: str, name: str) -> etree._Element:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if any(_TOO_DEEP.search(entry.message) for entry in parser.error_log):
        raise _too_deep(name)
    if any(_TOO_LONG.search(entry.message) for entry in parser.error_log):
        raise too_large(name, "有一段文字太长")
    if root is None:
        raise BrokenInput(f"{name}：网页无法解析，文件可能已损坏，请在浏览器里打开后另存再试。")
    return root


def _too_deep(name: str) -> BrokenInput:
    return BrokenInput(f"{name}：网页的标签套得太深，不像正常的公开文件，请只保存正文部分后再试。")


def _holds_text(item: Item) -> bool:
    if isinstance(item, Paragraph):
        return bool(item.text.strip())
    return any(_holds_text(inner) for cell in item.cells for inner in cell.items)


@dataclass(slots=True)
class _Flow:
    """A run of blocks under construction: what stands, and the open paragraph."""

    budget: Budget
    items: list[Item] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    level: int = 0
    aside: Aside = ""

    def close(self) -> None:
        """End the open paragraph; nothing is left of a blank one."""
        text = tidy("".join(self.open))
        if text:
            self.budget.spend(pieces=1 + text.count("\n"), characters=len(text))
            self.items.append(Paragraph(text, self.level, self.aside))
        self.open.clear()


class _Walker:
    """Turns elements into blocks; libxml2 bounds their depth."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.pictures = 0

    def items(self, root: etree._Element) -> list[Item]:
        """The paragraphs and tables of an element in reading order."""
        flow = _Flow(self.budget)
        self._walk(root, flow)
        flow.close()
        return flow.items

    def _walk(self, element: etree._Element, flow: _Flow) -> None:
        flow.open.append(element.text or "")
        for child in element:
            self._child(child, flow)
            flow.open.append(child.tail or "")

    def _child(self, child: etree._Element, flow: _Flow) -> None:
        tag = child.tag.lower() if isinstance(child.tag, str) else ""
        self.pictures += tag == "img"
        if not tag or tag in _SKIPPED or _hidden(child):
            return
        if tag == "br":
            flow.open.append("\x0b")
        elif tag in _CLOSED_TABLE:
            flow.close()
            flow.items.append(PlacedTable(tuple(self._cells(child))))
        elif tag in _INLINE or ":" in tag:
            self._walk(child, flow)
        else:
            self._block(child, tag, flow)

    def _block(self, child: etree._Element, tag: str, flow: _Flow) -> None:
        """A block of its own: heading and contents marks hold inside it."""
        flow.close()
        before = flow.level, flow.aside
        heading = _HEADING.match(tag)
        flow.level = int(heading[1]) if heading else flow.level
        if any(_CONTENTS.match(word) for word in (child.get("class") or "").split()):
            flow.aside = "toc"
        if tag == "pre":
            flow.open.append("\x0b".join("".join(child.itertext()).splitlines()))
        else:
            self._walk(child, flow)
        flow.close()
        flow.level, flow.aside = before

    def _cells(self, table: etree._Element) -> Iterator[PlacedCell]:
        """The cells where a browser puts them: a cell goes into the first slot that no span covers."""
        taken: dict[int, int] = {}
        for number, row in enumerate(_rows(table)):
            column = 0
            for cell in (c for c in row if c.tag in ("td", "th") and not _hidden(c)):
                while taken.get(column, 0) > number:
                    column += 1
                across, down = _span(cell, "colspan"), _span(cell, "rowspan")
                self.budget.spend(slots=across)
                for covered in range(column, column + across):
                    taken[covered] = number + down
                yield PlacedCell(number, column, down, across, tuple(self.items(cell)))
                column += across


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table itself, not those of tables inside it."""
    for child in table:
        if child.tag == "tr":
            if not _hidden(child):
                yield child
        elif isinstance(child.tag, str) and child.tag not in ("table", *_SKIPPED):
            yield from _rows(child)


def _span(cell: etree._Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return max(1, min(whole(value, MOST_SPAN if value.isdecimal() else 1), MOST_SPAN))


def _hidden(element: etree._Element) -> bool:
    style = element.get("style") or ""
    return bool(style) and (_HIDDEN.search(style) or _MARGIN.search(style)) is not None


def tidy(text: str) -> str:
    """Text as a browser shows it: a break in the source between two Chinese characters is nothing."""
    lines = []
    for line in text.split("\x0b"):
        folded = _GAP.sub(_gap(line), line).strip(" ")
        lines.append(folded)
    return "\n".join(line for line in lines if line.strip())


def _gap(line: str) -> Callable[[re.Match[str]], str]:
    def put(match: re.Match[str]) -> str:
        around = line[match.start() - 1 : match.start()], line[match.end() : match.end() + 1]
        broken = "\n" in match[0] and any(side and not side.isascii() for side in around)
        return "" if broken else " "

    return put


def page_of(data: bytes, name: str) -> bytes:
    """The page inside a single-file web page (MHT), as Word saves one. Raises BrokenInput without one."""
    message = email.message_from_bytes(data)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return page
    raise BrokenInput(f"{name}：单文件网页（mht）里没有网页正文，文件可能已损坏，请另存为 html 后再试。")
