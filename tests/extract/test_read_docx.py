"""DOCX: what a reader of the printed page sees, and nothing else, reaches prose and tables."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as Word
from docx.oxml import parse_xml

from extract.errors import EmptyInput, ScannedInput
from extract.read import read
from extract.records import Document
from extract.segment import segment
from tests.word_parts import insert_tracked, merge_cells

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LEVELS = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]


def saved(made: Word) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def read_word(fill: Callable[[Word], None]) -> Document:
    made = docx.Document()
    fill(made)
    return read(saved(made), name="说明.docx")


def prose(document: Document) -> list[str]:
    return [p.text for p in segment(document) if not p.heading]


def with_part(data: bytes, name: str, content: str) -> bytes:
    """The same package with one part added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, content)
    return out.getvalue()


def body(*blocks: str) -> bytes:
    """A package whose document.xml holds these blocks."""
    content = f'<?xml version="1.0"?><w:document {W}><w:body>{"".join(blocks)}</w:body></w:document>'
    return with_part(saved(docx.Document()), "word/document.xml", content)


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered(list_id: int, depth: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'


def test_automatic_numbers_are_part_of_the_headings() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{f}"/><w:lvlText w:val="{t}"/></w:lvl>'
        for i, (f, t) in enumerate(LEVELS)
    )
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="4">{levels}</w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="4"/>{restart}</w:num></w:numbering>"""
    data = body(
        p("收入支出决算总体情况说明", numbered(7, 0)), p("收入总计12.50万元。"),
        p("收入决算情况说明", numbered(7, 0)), p("总体情况", numbered(7, 1)), p("结构情况", numbered(7, 1)),
        p("支出决算情况说明", numbered(7, 0)), p("总体情况", numbered(7, 1)),
        p("名词解释", numbered(8, 0)),
    )
    document = read(with_part(data, "word/numbering.xml", numbering))
    assert [(s.title, s.level) for s in document.sections] == [
        ("一、收入支出决算总体情况说明", 2), ("二、收入决算情况说明", 2), ("（一）总体情况", 3),
        ("（二）结构情况", 3), ("三、支出决算情况说明", 2), ("（一）总体情况", 3), ("一、名词解释", 2),
    ]


def test_heading_styles_make_headings_where_the_words_do_not() -> None:
    def fill(made: Word) -> None:
        made.add_paragraph("本年收支概览", style="Heading 2")
        made.add_paragraph("收入总计12.50万元，与上年持平。", style="Heading 2")

    document = read_word(fill)
    assert [(s.title, s.level) for s in document.sections] == [("本年收支概览", 2)]
    assert prose(document) == ["收入总计12.50万元，与上年持平。"]


def test_inserted_text_is_read_and_deleted_text_is_not() -> None:
    def fill(made: Word) -> None:
        paragraph = made.add_paragraph("收入总计")
        insert_tracked(paragraph, "18.20", deleted=True)
        insert_tracked(paragraph, "18.60", deleted=False)
        paragraph.add_run("万元。")

    assert prose(read_word(fill)) == ["收入总计18.60万元。"]


def test_headers_and_footers_stay_out_and_a_figure_in_runs_stays_whole() -> None:
    def fill(made: Word) -> None:
        made.sections[0].header.paragraphs[0].text = "页眉 99.99万元"
        made.sections[0].footer.paragraphs[0].text = "- 3 -"
        paragraph = made.add_paragraph("收入总计1")
        for piece in ("8", ".6", "0", " 万元。"):
            paragraph.add_run(piece)

    assert prose(read_word(fill)) == ["收入总计18.60万元。"]


def test_contents_fields_are_contents() -> None:
    def field(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    begin = field("begin") + '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>' + field("separate")
    page = f"{field('begin')}<w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r>{field('separate')}"
    page += f"<w:r><w:t>3</w:t></w:r>{field('end')}"
    first = f"<w:p>{begin}<w:r><w:t>收入情况</w:t><w:tab/></w:r>{page}</w:p>"
    last = f"<w:p><w:r><w:t>支出情况</w:t></w:r>{field('end')}</w:p>"
    document = read(body(first, last, p("收入合计5.50万元。")))
    assert [b.kind for b in document.blocks] == ["toc", "toc", "prose"]
    assert document.text.startswith("收入情况\t3\n支出情况\n")


def test_text_boxes_stand_aside_and_are_read_once() -> None:
    box = "<w:txbxContent>" + p("图中标注 77.70万元") + "</w:txbxContent>"
    run = f"""<w:r xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>
<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>
<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
    document = read(body(f"<w:p><w:r><w:t>收入5.50</w:t></w:r>{run}<w:r><w:t>万元。</w:t></w:r></w:p>"))
    assert prose(document) == ["收入5.50万元。"]
    assert document.text.count("77.70") == 1


def test_a_footnote_follows_its_paragraph() -> None:
    note = f'<w:footnotes {W}><w:footnote w:id="2">{p("不含上年结转3.00万元。")}</w:footnote></w:footnotes>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    data = body(f"<w:p><w:r><w:t>收入5.5</w:t></w:r>{reference}<w:r><w:t>万元。</w:t></w:r></w:p>")
    document = read(with_part(data, "word/footnotes.xml", note))
    assert prose(document) == ["收入5.5万元。", "不含上年结转3.00万元。"]


ROWS = [
    ["科目", "", "本年支出合计", "其中", ""],
    ["编码", "名称", "", "基本支出", "项目支出"],
    ["合计", "", "1,204.50", "1,200.00", "4.50"],
    ["2050203", "初中教育", "1,204.50", "1,200.00", "4.50"],
]


def fill_table(made: Word) -> None:
    made.add_paragraph("2021年度支出决算表")
    made.add_paragraph("单位：万元")
    table = made.add_table(rows=4, cols=5)
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(3, 1).text = "初中\n教育"
    merge_cells(table, [(0, 0, 1, 2), (0, 2, 2, 1), (0, 3, 1, 2), (2, 0, 1, 2)])


def test_merged_heads_give_every_cell_its_address() -> None:
    (table,) = read_word(fill_table).tables
    assert (table.kind, table.unit) == ("支出决算表", "万元")
    assert table.columns == ("科目-编码", "科目-名称", "本年支出合计", "其中-基本支出", "其中-项目支出")
    found = [(c.label, c.code, c.key, c.text) for c in table.cells]
    assert found[2] == ("合计", None, "项目支出", "4.50")
    assert found[3:] == [
        ("初中教育", "2050203", "本年支出合计", "1,204.50"), ("初中教育", "2050203", "基本支出", "1,200.00"),
        ("初中教育", "2050203", "项目支出", "4.50"),
    ]


def test_a_table_that_only_lays_out_paragraphs_is_prose() -> None:
    text = "2021年度收入总计1,204.50万元，较上年增加10.00万元，增长0.84%，主要原因是学生人数增加、" * 3 + "。"

    def fill(made: Word) -> None:
        outer = made.add_table(rows=1, cols=2)
        outer.cell(0, 0).text = text
        outer.cell(0, 1).text = text

    document = read_word(fill)
    assert not document.tables and prose(document) == [text, text]


def test_a_form_inside_a_layout_table_is_a_table() -> None:
    def fill(made: Word) -> None:
        cell = made.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "2021年度支出决算表"
        inner = cell.add_table(rows=2, cols=3)
        rows = [["项目", "基本支出", "项目支出"], ["合计", "3.00", "4.50"]]
        for row, texts in zip(inner.rows, rows, strict=True):
            for slot, text in zip(row.cells, texts, strict=True):
                slot.text = text
        cell.add_paragraph("支出合计7.50万元。")

    document = read_word(fill)
    (table,) = document.tables
    assert table.kind == "支出决算表" and [c.text for c in table.cells] == ["3.00", "4.50"]
    assert prose(document) == ["支出合计7.50万元。"]


def test_edges_that_drifted_by_a_hair_are_one() -> None:
    def cell(text: str, span: int = 1) -> str:
        return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{p(text)}</w:tc>'

    widths = "".join(f'<w:gridCol w:w="{w}"/>' for w in (2000, 60, 1500, 1500))
    head = cell("项目", 2) + cell("基本支出") + cell("项目支出")
    row = cell("合计") + cell("3.00", 2) + cell("4.50")
    rows = f"<w:tr>{head}</w:tr><w:tr>{row}</w:tr>"
    document = read(body(p("支出决算表"), f"<w:tbl><w:tblGrid>{widths}</w:tblGrid>{rows}</w:tbl>"))
    (table,) = document.tables
    assert [(c.key, c.text) for c in table.cells] == [("基本支出", "3.00"), ("项目支出", "4.50")]


def test_a_form_cut_in_two_is_one_again() -> None:
    def fill(made: Word) -> None:
        fill_table(made)
        made.add_paragraph("")
        for repeated in (False, True):
            rows = [*ROWS[:2], ROWS[3]] if repeated else [ROWS[3]]
            table = made.add_table(rows=len(rows), cols=5)
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
            if repeated:
                merge_cells(table, [(0, 0, 1, 2), (0, 2, 2, 1), (0, 3, 1, 2)])

    (table,) = read_word(fill).tables
    assert [row[0] for row in table.rows] == ["合计", "2050203", "2050203", "2050203"]
    assert [c.text for c in table.cells if c.key == "基本支出"] == ["1,200.00"] * 4


def test_two_tables_with_heads_of_their_own_stay_two() -> None:
    def fill(made: Word) -> None:
        for head in ("基本支出", "项目支出"):
            table = made.add_table(rows=2, cols=2)
            slots = [cell for row in table.rows for cell in row.cells]
            for slot, text in zip(slots, ["项目", head, "合计", "3.00"], strict=True):
                slot.text = text

    assert len(read_word(fill).tables) == 2


def test_deleted_rows_are_gone() -> None:
    def fill(made: Word) -> None:
        fill_table(made)
        row = made.tables[0].rows[3]._tr
        row.get_or_add_trPr().append(parse_xml(f"<w:del {W} w:id='1' w:author='x'/>"))

    (table,) = read_word(fill).tables
    assert [row[0] for row in table.rows] == ["合计"]


def test_documents_without_text() -> None:
    with pytest.raises(EmptyInput, match="没有任何文字"):
        read(saved(docx.Document()), name="空.docx")
    with pytest.raises(ScannedInput, match="只有图片"):
        read(body("<w:p><w:r><w:drawing/></w:r></w:p>"), name="图.docx")
