"""Marked copies, opened again: notes stand on the very characters and cells that findings are about."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
import openpyxl
import pypdf
import pypdfium2 as pdfium
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen import canvas

import extract
from extract.boxes import line_boxes
from extract.errors import MarkError
from extract.records import CellRef, Extraction, Finding
from extract.write.marks import marks_of
from extract.write.marks.align import carried, key_of
from extract.write.marks.docx import mark_docx
from extract.write.marks.pdf import mark_pdf
from extract.write.marks.xlsx import mark_xlsx
from tests.builders import document, extraction, fact, finding, line, table

SENTENCE = "2031年度收入总计218.20万元，较2030年决算增加18.20万元，增长9.40%。"


def about(
    made: Extraction, *words: str, cells: tuple[CellRef, ...] = (), missing: bool = False
) -> Extraction:
    """The extraction with one finding for each of these words, each cell, and one that stands nowhere."""
    text = made.document.text
    found = [
        finding(f"说“{word}”。", start=text.index(word), end=text.index(word) + len(word), id=f"w{i}")
        for i, word in enumerate(words)
    ]
    found += [
        replace(finding("格有误。", start=None, end=None, id=f"c{i}", severity="warning"), cells=(ref,))
        for i, ref in enumerate(cells)
    ]
    if missing:
        found.append(finding("应有而缺。", start=None, end=None, id="m0", severity="info"))
    return replace(made, findings=tuple(found))


def test_a_finding_is_marked_in_all_its_places() -> None:
    made = document("甲3万元，乙4万元", tables=[table(rows=[("总计", None, ("1",))])])
    facts = [fact("3", start=1, end=4), fact("4", start=6, end=9, id="f2")]
    both: Finding = replace(
        finding("前后不一。", kind="prose-vs-prose", start=1, end=4, facts=["f1", "f2"]),
        cells=(CellRef("t1", 0, 2),),
    )
    nowhere = finding("缺表。", start=None, end=None, id="n2", severity="info", actual=None, expected=None)
    marks = marks_of(extraction(made, facts=facts, findings=[nowhere, both]))
    assert [(m.number, m.start, m.cell is None) for m in marks] == [
        (1, 1, True), (1, 6, True), (1, None, False), (2, None, True),
    ]  # fmt: skip
    assert "所写 23.65%　应为 22.21%　相差 1.44" in marks[0].note
    assert "“总计”行“决算数”列" in marks[0].note


# PDF


def printed(rotate: int, *, shift: int = 0) -> bytes:
    """A page with digits at known places, turned by /Rotate, its crop box moved by `shift` points."""
    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=(420, 300))
    page.setFont("Helvetica", 12)
    if rotate == 90:
        page.translate(420, 0)
    elif rotate == 180:
        page.translate(420, 300)
    elif rotate == 270:
        page.translate(0, 300)
    page.rotate(rotate)
    page.drawString(60, 200, "income 218.20 total 9.40% of all")
    page.drawString(60, 180, "next 77.10 line")
    page.save()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(stream.getvalue()))
    writer.pages[0].rotate(rotate)
    if shift:
        writer.pages[0].cropbox = pypdf.generic.RectangleObject((shift, shift, 420 - shift, 300 - shift))
    turned = io.BytesIO()
    writer.write(turned)
    return turned.getvalue()


def annotations(data: bytes) -> list[Any]:
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return [note.get_object() for page in pages for note in page.get("/Annots", ())]


def text_under(data: bytes, rect: tuple[float, float, float, float]) -> str:
    """What pdfium finds in a box of the page's own space, half a point inside it."""
    opened = pdfium.PdfDocument(data)
    page = opened[0]
    words = page.get_textpage()
    left, bottom, right, top = rect
    found = "".join(
        words.get_text_range(i, 1)
        for i in range(words.count_chars())
        for box in [words.get_charbox(i)]
        if left - 0.5 <= (box[0] + box[2]) / 2 <= right + 0.5
        and bottom - 0.5 <= (box[1] + box[3]) / 2 <= top + 0.5
    )
    words.close()
    page.close()
    opened.close()
    return str(found)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("shift", [0, 15])
def test_highlights_cover_the_figures_on_turned_and_cropped_pages(rotate: int, shift: int) -> None:
    data = printed(rotate, shift=shift)
    made = about(extract.load("rules")(data, name="页.pdf"), "218.20", "9.40%", "77.10")
    marked = mark_pdf(data, made)
    assert (len(marked.placed), len(marked.lost)) == (3, 0)
    notes = annotations(marked.data)
    assert [note["/Subtype"] for note in notes] == ["/Highlight"] * 3
    under = [text_under(marked.data, tuple(map(float, note["/Rect"]))).strip() for note in notes]
    assert under == ["218.20", "9.40%", "77.10"]
    assert "说“218.20”。" in notes[0]["/Contents"]


def test_words_over_two_lines_have_two_quads_and_the_source_stays_byte_for_byte() -> None:
    data = printed(0)
    read = extract.load("rules")(data, name="页.pdf")
    text = read.document.text
    first, last = text.index("total"), text.index("77.10") + 5
    made = replace(read, findings=(finding("两行。", start=first, end=last),))
    marked = mark_pdf(data, made)
    (note,) = annotations(marked.data)
    assert len(note["/QuadPoints"]) == 8 * len(line_boxes(read.document.lines, first, last)) == 16
    assert marked.data.startswith(data)


def test_cell_gets_a_frame_and_what_stands_nowhere_a_note_on_the_first_page() -> None:
    data = printed(0)
    plain = table(rows=[("总计", None, ("218.20",))])
    boxed = replace(plain, cells=tuple(replace(c, page=1, bbox=(100, 80, 150, 100)) for c in plain.cells))
    made = extraction(document("x", tables=[boxed], lines=[line("x")]))
    marked = mark_pdf(data, about(made, cells=(CellRef("t1", 0, 2), CellRef("t9", 0, 0)), missing=True))
    assert (len(marked.placed), len(marked.lost)) == (1, 2)
    frame, corner = annotations(marked.data)
    assert frame["/Subtype"] == "/Square"
    assert [float(n) for n in frame["/Rect"]] == [99, 199, 151, 221]
    assert "应有而缺。" in corner["/Contents"]


def test_notes_do_not_break_on_hostile_text() -> None:
    data = printed(0)
    read = extract.load("rules")(data, name="页.pdf")
    made = replace(read, findings=(finding("坏)(\\\x00\ud835\u202e<x>", start=0, end=3),))
    (note,) = annotations(mark_pdf(data, made).data)
    assert "<x>" in note["/Contents"]
    assert "\u202e" not in note["/Contents"]


def test_damaged_pdf_is_a_clear_error() -> None:
    with pytest.raises(MarkError, match="写不进批注"):
        mark_pdf(b"%PDF-1.7\nnothing", extraction(document("x")))


# Word


def word_file() -> tuple[bytes, Any]:
    """Formatted runs that cut figures, automatic numbers, a tracked deletion, a hyperlink, merged cells."""
    made = docx.Document()
    made.add_heading("一、收入支出决算总体情况说明", 1)
    listed = made.add_paragraph(style="List Number")
    for piece, bold in (("2031年度收入总计21", False), ("8.2", True), ("0万元，较2030年", False)):
        listed.add_run(piece).bold = bold
    gone = '<w:del {} w:id="9"><w:r><w:delText>旧数999</w:delText></w:r></w:del>'
    listed._p.append(parse_xml(gone.format(nsdecls("w"))))
    linked = '<w:hyperlink {} w:anchor="x"><w:r><w:t>决算增加18.20万元</w:t></w:r></w:hyperlink>'
    listed._p.append(parse_xml(linked.format(nsdecls("w"))))
    listed.add_run("，增长9.40%。")
    grid = made.add_table(rows=3, cols=3)
    rows = (("项目", "行次", "决算数"), ("本年收入", "1", "218.20"), ("总计", "", "219.20"))
    for row, texts in zip(grid.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    grid.cell(2, 0).merge(grid.cell(2, 1))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue(), made


def commented(data: bytes) -> list[tuple[str, str]]:
    """(words between the marks of a comment, its text) in the order of the comments."""
    opened = docx.Document(io.BytesIO(data))
    covered: dict[str, str] = {}
    active: set[str] = set()
    for element in opened.element.body.iter():
        key = element.get(qn("w:id"))
        if element.tag == qn("w:commentRangeStart"):
            active.add(key)
        elif element.tag == qn("w:commentRangeEnd"):
            active.discard(key)
        elif element.tag == qn("w:t"):
            for name in active:
                covered[name] = covered.get(name, "") + (element.text or "")
    return [(covered.get(str(comment.comment_id), ""), comment.text) for comment in opened.comments]


def test_comments_hold_exactly_the_words_and_cells() -> None:
    data, _ = word_file()
    read = extract.load("rules")(data, name="说明.docx")
    (form,) = read.document.tables
    refs = tuple(CellRef(form.id, row, 2) for row in range(len(form.rows)))
    made = about(read, "218.20万元", "18.20万元，", "9.40%", cells=refs)
    marked = mark_docx(data, made)
    assert marked.lost == ()
    words = [word for word, _ in commented(marked.data)]
    assert words == ["218.20万元", "18.20万元，", "9.40%", *(row[2] for row in form.rows)]
    assert "说“218.20万元”。" in commented(marked.data)[0][1]


def test_marking_changes_neither_text_nor_formatting() -> None:
    data, before = word_file()
    read = extract.load("rules")(data, name="说明.docx")
    marked = mark_docx(data, about(read, "218.20万元", "9.40%"))
    assert extract.load("rules")(marked.data, name="说明.docx").document.text == read.document.text

    def bold(opened: Any) -> list[str]:
        return [run.text for p in opened.paragraphs for run in p.runs if run.bold]

    assert bold(docx.Document(io.BytesIO(marked.data))) == bold(before) == ["8.2"]


def test_what_the_word_file_does_not_hold_is_lost_not_guessed() -> None:
    data, _ = word_file()
    stray = table(rows=[("没有此行", None, ("7.77",))], id="t7")
    made = extraction(document("别处的一句话3.30万元。", tables=[stray]))
    marked = mark_docx(data, about(made, "3.30万元", cells=(CellRef("t7", 0, 2),), missing=True))
    assert (len(marked.placed), len(marked.lost)) == (0, 3)


def test_no_word_file_is_a_clear_error() -> None:
    with pytest.raises(MarkError, match="写不进批注"):
        mark_docx(b"PK", extraction(document("x")))


@pytest.mark.parametrize(
    ("line", "other", "found"),
    [
        ("（一）合计 3.2万元", "合计3.2 万元", "3.2 万元"),
        ("2.支出3.2万元", "支出　3.2万元", "3.2万元"),
        ("支出3.2万元", "支出4.2万元", None),
        ("支出3.2万元", "元", None),
    ],
)
def test_a_stretch_is_found_in_another_writing_of_its_line(line: str, other: str, found: str | None) -> None:
    start = line.index("3.2")
    there = carried(line, start, start + 5, other)
    assert (there and other[there[0] : there[1]]) == found


@given(st.text(max_size=30), st.sampled_from(["一、", "（二）", "3.", "第三部分"]))
def test_number_in_front_does_not_change_the_key(text: str, number: str) -> None:
    assert key_of(f"{number} {text}") in (key_of(text), key_of(f"{number}{text}"))


# Excel


def workbook_file() -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    rows: Iterator[tuple[Any, ...]] = iter(
        [("支出决算表", None, None), ("单位：万元", None, None), ("科目编码", "科目名称", "本年支出合计"),
         (None, "合计", 1234.5), (205, "教育支出", 1000.4), (229, "其他支出", "=C4-C5")]
    )  # fmt: skip
    for row in rows:
        sheet.append(row)
    for cell in sheet["C"]:
        cell.number_format = "#,##0.00"
    hidden = made.create_sheet("旧")
    hidden.append((None, "合计", 1234.5))
    hidden.sheet_state = "hidden"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_notes_stand_on_the_cells_of_the_visible_sheet() -> None:
    data = workbook_file()
    read = extract.load("rules")(data, name="表.xlsx")
    (form,) = read.document.tables
    spots = {row[1]: CellRef(form.id, index, 2) for index, row in enumerate(form.rows)}
    assert form.rows[spots["合计"].row][2] == "1,234.50"
    refs = (spots["合计"], spots["教育支出"], CellRef("t9", 0, 0))
    marked = mark_xlsx(data, about(read, cells=refs, missing=True))
    assert (len(marked.placed), len(marked.lost)) == (2, 2)
    book = openpyxl.load_workbook(io.BytesIO(marked.data))
    cells = [(sheet.title, cell) for sheet in book for row in sheet for cell in row]
    noted = {(title, cell.coordinate) for title, cell in cells if cell.comment}
    assert noted == {("Sheet", "C4"), ("Sheet", "C5")}
    assert book["Sheet"]["C6"].value == "=C4-C5"
    assert book["Sheet"]["C4"].fill.fgColor.rgb == "00FFD873"


def test_two_findings_on_a_cell_share_one_note() -> None:
    data = workbook_file()
    read = extract.load("rules")(data, name="表.xlsx")
    (form,) = read.document.tables
    ref = CellRef(form.id, next(i for i, row in enumerate(form.rows) if row[1] == "合计"), 2)
    marked = mark_xlsx(data, about(read, cells=(ref, ref)))
    book = openpyxl.load_workbook(io.BytesIO(marked.data))
    assert book["Sheet"]["C4"].comment.text.count("格有误。") == 2
