"""A script as a Word file: real headings and merges, runs as editing leaves them, a header and page numbers.

`write_docx(script)` gives bytes; the same script always gives the same ones. Choices of print come from a
stream of their own.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.oxml.ns import nsdecls
from docx.oxml.parser import OxmlElement, parse_xml

from annotations.generate.packed import steady
from annotations.generate.printed import CAPTION_STYLES, Printed, Slot, own_stream, pieces, print_grid
from annotations.generate.script import Grid, Paragraph, Script
from annotations.generate.write_txt import contents_titles

TEXT_WIDTH = 9_000
"""Twips between the margins, shared by the columns of a form."""


@dataclass(frozen=True, slots=True)
class WordLook:
    """Choices for one file.

    `headings`: styles, bold (plain paragraphs in bold) or plain; `indent`: what stands before prose;
    `breaks`: wrapped cell texts broken by w:br; `repeat`: table heads marked to come again on each page.
    """

    headings: str
    caption: str
    indent: str
    breaks: bool
    repeat: bool
    contents: bool
    header: bool


def draw_look(rng: random.Random) -> WordLook:
    """One file's choices."""
    return WordLook(
        headings=rng.choice(("styles", "styles", "bold", "plain")),
        caption=rng.choice(CAPTION_STYLES),
        indent=rng.choice(("", "　　", "\u00a0\u00a0\u00a0\u00a0", "    ")),
        breaks=rng.random() < 0.5,
        repeat=rng.random() < 0.5,
        contents=rng.random() < 0.4,
        header=rng.random() < 0.5,
    )


def write_docx(
    script: Script, *, parts: Iterable[Paragraph | Grid] | None = None, look: WordLook | None = None
) -> bytes:
    """The file's bytes; `parts` instead of those of the script, `look` instead of what its seed draws."""
    rng = own_stream(script, "docx")
    chosen = look or draw_look(rng)
    made = docx.Document()
    if chosen.header:
        _furnish(made, script)
    for part in script.parts if parts is None else parts:
        if isinstance(part, Grid):
            _table(made, script, part, chosen)
        else:
            _paragraph(made, part, chosen, rng)
            if part.kind == "title" and chosen.contents:
                _contents(made, script)
    buffer = io.BytesIO()
    made.save(buffer)
    return steady(buffer.getvalue())


def _furnish(made: Any, script: Script) -> None:
    """Running header and a page number field in the footer."""
    books = script.books
    made.sections[0].header.paragraphs[0].text = f"{books.unit.name}{books.year}年度{books.unit.kind}决算公开"
    field = OxmlElement("w:fldSimple")
    field.set(f"{{{field.nsmap['w']}}}instr", "PAGE")
    made.sections[0].footer.paragraphs[0]._p.append(field)


def _contents(made: Any, script: Script) -> None:
    """A table of contents as Word makes it: one paragraph of its own style a line."""
    made.add_paragraph("目  录")
    for number, title in enumerate(contents_titles(script), 1):
        paragraph = made.add_paragraph()
        style = OxmlElement("w:pStyle")
        style.set(f"{{{style.nsmap['w']}}}val", "TOC1")
        paragraph._p.get_or_add_pPr().insert(0, style)
        paragraph.add_run(title)
        paragraph.add_run(f"\t{number}")


def _paragraph(made: Any, part: Paragraph, look: WordLook, rng: random.Random) -> None:
    if part.kind == "heading" and look.headings == "styles":
        made.add_paragraph(part.text, style=f"Heading {min(part.level, 6)}")
        return
    paragraph = made.add_paragraph(style="Title" if part.kind == "title" else None)
    if part.kind == "prose" and look.indent:
        paragraph.add_run(look.indent)
    for piece in pieces(part.text, rng):
        run = paragraph.add_run(piece)
        run.bold = True if part.kind == "heading" and look.headings == "bold" else None


def _table(made: Any, script: Script, grid: Grid, look: WordLook) -> None:
    printed = print_grid(script, grid, look.caption, breaks=look.breaks)
    for line in printed.above:
        made.add_paragraph(line)
    made.element.body.sectPr.addprevious(parse_xml(_table_xml(printed, repeat=look.repeat)))
    for line in (printed.note or "").split("\n"):
        made.add_paragraph(line)


def _table_xml(printed: Printed, *, repeat: bool) -> str:
    """w:tbl with gridSpan and vMerge; python-docx's own cells cost a second a form."""
    rows = []
    wide = TEXT_WIDTH // printed.width
    open_merges: dict[int, Slot] = {}
    left: dict[int, int] = {}
    for number, slots in enumerate(printed.slots()):
        cells = {slot.column: _cell_xml(slot, "restart" if slot.down > 1 else "", wide) for slot in slots}
        for column, slot in list(open_merges.items()):
            cells[column] = _cell_xml(Slot(column, 1, slot.across, ""), "continue", wide)
            left[column] -= 1
            if not left[column]:
                del open_merges[column]
        for slot in (slot for slot in slots if slot.down > 1):
            open_merges[slot.column], left[slot.column] = slot, slot.down - 1
        head = "<w:trPr><w:tblHeader/></w:trPr>" if repeat and number < printed.heads else ""
        rows.append(f"<w:tr>{head}{''.join(cells[column] for column in sorted(cells))}</w:tr>")
    columns = f'<w:gridCol w:w="{wide}"/>' * printed.width
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _cell_xml(slot: Slot, merge: str, wide: int) -> str:
    span = f'<w:tcW w:w="{wide * slot.across}" w:type="dxa"/>'
    span += f'<w:gridSpan w:val="{slot.across}"/>' if slot.across > 1 else ""
    span += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in slot.text.split("\n"))
    texts = "<w:br/>".join(lines)
    run = f"<w:r>{texts}</w:r>" if slot.text else ""
    return f"<w:tc><w:tcPr>{span}</w:tcPr><w:p>{run}</w:p></w:tc>"
