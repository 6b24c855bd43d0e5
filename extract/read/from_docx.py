"""DOCX → Document, over the parts themselves: numbers of headings, merged cells, tracked changes.

Headers, footers, fields' codes and deleted text never reach the prose; text boxes and contents stand
aside; a footnote follows its paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extract.errors import BrokenInput, EmptyInput, ScannedInput
from extract.read.docx_grid import placed, slots_of
from extract.read.docx_numbering import Numbering, read_numbering
from extract.read.docx_styles import Styles, read_styles
from extract.read.flow import Aside, Item, Paragraph, PlacedCell, PlacedTable, document_from_flow
from extract.read.limits import Budget
from extract.read.package import Package, attribute, local
from extract.records import Document, Source

_DROPPED = {
    "del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr",
    "rt", "drawing", "pict", "object", "sdtPr", "fldSimplePr", "commentReference", "footnoteReference",
}
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_PICTURES = {"drawing", "pict", "object"}


@dataclass(slots=True)
class _Fields:
    """Open fields of the story, innermost last; True for one that is a table of contents."""

    stack: list[bool] = field(default_factory=list)

    def meet(self, element: etree._Element) -> None:
        """Follow a fldChar or an instruction."""
        if local(element) == "instrText":
            if self.stack and (element.text or "").strip().upper().startswith("TOC"):
                self.stack[-1] = True
            return
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self.stack.append(False)
        elif kind == "end" and self.stack:
            self.stack.pop()


def document_from_docx(
    data: bytes, *, name: str, path: str | None, sha256: str, kind: str = "docx", reader: str = "from_docx"
) -> Document:
    """The document in a DOCX. `kind` and `reader` differ where another format was converted.

    Raises BrokenInput, ScannedInput or EmptyInput.
    """
    package = Package(data, name)
    root = _main_part(package)
    story = _Story(package)
    items = list(story.items(root))
    if not any(_holds_text(item) for item in items):
        if story.pictures:
            raise ScannedInput(
                f"{name}：Word 文档里只有图片，没有文字，请提供可以复制文字的版本，或先做文字识别（OCR）。"
            )
        raise EmptyInput(f"{name}：Word 文档里没有任何文字，请检查文件是否正确。")
    return document_from_flow(items, Source(path, sha256, kind, None, reader), name)


def _main_part(package: Package) -> etree._Element:
    root = package.xml("word/document.xml")
    if root is None:
        main = next((n for n in package.names if n.startswith("word/document") and n.endswith(".xml")), None)
        root = package.xml(main) if main else None
    body = None if root is None else next((child for child in root if local(child) == "body"), None)
    if body is None:
        raise BrokenInput(f"{package.label}：Word 文档缺少正文部分，文件可能已损坏，请重新导出后再试。")
    return body


def _holds_text(item: Item) -> bool:
    if isinstance(item, Paragraph):
        return bool(item.text.strip())
    return any(_holds_text(inner) for cell in item.cells for inner in cell.items)


class _Story:
    """Walks a body from block to block, with the lists, styles and fields that run through it."""

    def __init__(self, package: Package) -> None:
        self.numbering: Numbering = read_numbering(package.xml("word/numbering.xml"))
        self.styles: Styles = read_styles(package.xml("word/styles.xml"))
        self.notes = self._read_notes(package)
        self.fields = _Fields()
        self.budget = Budget(package.label)
        self.pictures = 0

    @staticmethod
    def _read_notes(package: Package) -> dict[str, etree._Element]:
        root = package.xml("word/footnotes.xml")
        return {} if root is None else {attribute(note, "id") or "": note for note in root}

    def items(self, parent: etree._Element, aside: Aside = "") -> Iterator[Item]:
        """The paragraphs and tables under an element, content controls and insertions unwrapped."""
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element, aside)
            elif name == "tbl":
                yield self._table(element)
            elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent",
                          "Choice"):
                yield from self.items(element, "toc" if _is_contents(element) else aside)

    def _paragraph(self, element: etree._Element, aside: Aside) -> Iterator[Item]:
        style, properties = self.styles.of(element)
        listed = bool(self.fields.stack) and any(self.fields.stack)
        run = _Run()
        self._collect(element, run)
        inside = listed or any(self.fields.stack) or properties.contents
        number = "" if not run.text.strip() else self._number(style)
        kind: Aside = "toc" if inside else aside
        self.budget.spend(pieces=1 + run.text.count("\n"), characters=len(run.text))
        yield Paragraph(number + run.text, properties.level if not kind else 0, kind)
        for box in run.boxes:
            yield from (_set_aside(item) for item in self.items(box))
        for note in run.notes:
            if note in self.notes:
                yield from self.items(self.notes[note], aside)

    def _number(self, style: tuple[str, int] | None) -> str:
        return self.numbering.number(*style) if style else ""

    def _collect(self, element: etree._Element, run: _Run) -> None:
        """Add the text under an element as it is printed; boxes and notes are kept for later."""
        for child in element:
            name = local(child)
            if name == "t":
                run.text += child.text or ""
            elif name in _MARKS:
                run.text += _MARKS[name]
            elif name in ("fldChar", "instrText"):
                self.fields.meet(child)
            elif name == "footnoteReference":
                run.notes.append(attribute(child, "id") or "")
            elif name in _PICTURES:
                self.pictures += 1
                run.boxes += [box for box in child.iter() if local(box) == "txbxContent"]
            elif name == "AlternateContent":
                self._collect(_chosen(child), run)
            elif name not in _DROPPED:
                self._collect(child, run)

    def _table(self, element: etree._Element) -> PlacedTable:
        """The cells of a table where they stand; a vertically merged cell is one with a span."""
        slots = slots_of(element)
        contents = {
            number: PlacedCell(slot.row, slot.column, 1, slot.across, tuple(self.items(slot.element)))
            for number, slot in enumerate(slots)
        }
        return PlacedTable(placed(slots, contents))


@dataclass(slots=True)
class _Run:
    """What a paragraph holds: its text, the text boxes anchored in it, the notes it refers to."""

    text: str = ""
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def _set_aside(item: Item) -> Item:
    """A paragraph of a text box is no prose; a table in one stays a table."""
    return Paragraph(item.text, 0, "furniture") if isinstance(item, Paragraph) else item


def _chosen(element: etree._Element) -> etree._Element:
    """The first of the alternatives, which is what Word itself shows."""
    return next((child for child in element if local(child) in ("Choice", "Fallback")), element)


def _is_contents(element: etree._Element) -> bool:
    """Whether a content control is Word's own table of contents."""
    gallery = (e for e in element.iter() if local(e) == "docPartGallery")
    return local(element) == "sdt" and any("Contents" in (attribute(e, "val") or "") for e in gallery)
