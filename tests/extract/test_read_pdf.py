"""PDF: figures in their sentences, paragraphs over pages, tables as grids with boxes."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table as Grid

from extract.errors import BrokenInput, EmptyInput, EncryptedInput, ScannedInput
from extract.read import read
from extract.read.pdf_chars import NOTHING
from extract.records import Document
from extract.segment import segment
from extract.text import squeeze

SHARED = Path(__file__).parents[3] / "shared" / "documents"
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
WIDTH, HEIGHT = A4
Draw = Callable[[Canvas], None]


def make_pdf(*pages: Draw, encrypt: StandardEncryption | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=encrypt)
    for draw in pages:
        canvas.setFont("STSong-Light", 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(*texts: str, top: float = 100, left: float = 72, leading: float = 20) -> Draw:
    def draw(canvas: Canvas) -> None:
        for number, text in enumerate(texts):
            indent = 24 if text.startswith("　　") else 0
            canvas.drawString(left + indent, HEIGHT - top - number * leading, text.strip("　"))

    return draw


def ruled(
    rows: list[list[str]],
    *spans: tuple[tuple[int, int], tuple[int, int]],
    top: float = 120,
    ruled: bool = True,
) -> Draw:
    style: list[tuple[object, ...]] = [("FONT", (0, 0), (-1, -1), "STSong-Light", 9)]
    style += [("GRID", (0, 0), (-1, -1), 0.5, "black")] if ruled else []
    style += [("SPAN", *span) for span in spans]

    def draw(canvas: Canvas) -> None:
        grid = Grid(rows, colWidths=[80] * len(rows[0]), rowHeights=18, style=style)
        grid.wrapOn(canvas, 500, 500)
        grid.drawOn(canvas, 60, HEIGHT - top - 18 * len(rows))

    return draw


def together(*draws: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for one in draws:
            canvas.setFont("STSong-Light", 12)
            one(canvas)

    return draw


def prose(document: Document) -> list[str]:
    return [p.text for p in segment(document) if not p.heading]


FULL = "收入支出决算情况如下所列各项均已按规定核对无误并经审定后予以公"
assert len(FULL) == 31


def test_wrapped_lines_are_one_paragraph_and_an_indent_begins_another() -> None:
    data = make_pdf(
        lines("　　" + FULL, FULL + "开完毕合计12", "3.45万元，占9.5%。", "　　其他收入6.20万元。" + FULL)
    )
    found = prose(read(data))
    assert found == [FULL + FULL + "开完毕合计123.45万元，占9.5%。", "其他收入6.20万元。" + FULL]


def test_a_paragraph_runs_over_the_page_break_without_header_and_footer() -> None:
    def page(number: int, *texts: str) -> Draw:
        return together(
            lines("白杨县水利局2023年度部门决算", top=40),
            lines(f"- {number} -", top=HEIGHT - 30, left=280),
            lines(*texts),
        )

    data = make_pdf(
        page(1, "　　" + FULL + "开", FULL + "开合计"),
        page(2, "12.50万元，增长3%。"),
        page(3, "　　支出2万元。"),
    )
    document = read(data)
    assert prose(document) == [FULL + "开" + FULL + "开合计12.50万元，增长3%。", "支出2万元。"]
    assert sum(1 for b in document.blocks if b.kind == "furniture") == 6


def test_a_minus_at_the_end_of_a_line_is_no_hyphen() -> None:
    found = prose(read(make_pdf(lines("　　" + FULL, FULL + "增减额-", "0.36万元，变动率-4.89%。"))))
    assert found == [FULL + FULL + "增减额-0.36万元，变动率-4.89%。"]


def test_a_line_short_by_the_next_unbreakable_word_goes_on() -> None:
    """ "（项）：" is never broken, so the line before it ends four characters early, as a heading may."""
    full = "本年度一般公共预算财政拨款支出用于以下方面并按照功能分类分别说明。"
    text = lines(
        *(full for _ in range(4)), "2.文化旅游体育与传媒支出（类）文化和旅游（款）其他事务活动款",
        "（项）：支出决算为62.10万元，完成预算100%。",
    )
    assert any("活动款(项):支出决算为62.10万元" in squeeze(line) for line in prose(read(make_pdf(text))))


def test_digits_on_a_shifted_baseline_stay_in_their_sentence() -> None:
    def draw(canvas: Canvas) -> None:
        for row, figure in enumerate(("123.45", "67.89", "6.20")):
            y, x = HEIGHT - 100 - 20 * row, 72.0
            for text, shift in (("收入总计", 0.0), (figure, 4.8 if row % 2 else -4.8), ("万元。", 0.0)):
                canvas.drawString(x, y + shift, text)
                x += pdfmetrics.stringWidth(text, "STSong-Light", 12)

    text = "".join(prose(read(make_pdf(draw))))
    assert text == "收入总计123.45万元。收入总计67.89万元。收入总计6.20万元。"


def test_boxes_cover_their_characters() -> None:
    document = read(make_pdf(lines("　　合计123.45万元。", top=200)))
    start = document.text.index("123.45")
    (line,) = document.lines
    x0, x1 = line.xs[start - line.start][0], line.xs[start + 5 - line.start][1]
    assert line.page == 1 and line.top < 200 < line.bottom + 1
    assert x0 == pytest.approx(72 + 24 + 24, abs=0.5) and 25 < x1 - x0 < 45


HEAD = [["项目", "", "本年支出合计", "基本支出", "项目支出"], ["科目代码", "科目名称", "", "", ""]]
SPANS = [((0, 0), (1, 0)), ((2, 0), (2, 1)), ((3, 0), (3, 1)), ((4, 0), (4, 1))]
CAPTION = together(
    lines("一般公共预算财政拨款支出决算表", top=80, left=200),
    lines("公开05表", top=95, left=72),
    lines("单位：万元", top=110, left=400),
)


def test_a_ruled_table_goes_on_over_the_page_with_its_header_repeated() -> None:
    first = [
        *HEAD,
        ["合计", "", "9,001.10", "9,000.00", "1.10"],
        ["213", "农林水支出", "9,001.10", "9,000.00", "1.10"],
    ]
    second = [*HEAD, ["2130301", "行政运行", "5.00", "5.00", ""]]
    document = read(make_pdf(together(CAPTION, ruled(first, *SPANS)), ruled(second, *SPANS, top=60)))
    (table,) = document.tables
    assert (table.title, table.code, table.unit, table.pages) == (
        "一般公共预算财政拨款支出决算表",
        "公开05表",
        "万元",
        (1, 2),
    )
    assert table.rows[-1] == ("2130301", "行政运行", "5.00", "5.00", "")
    assert len(table.rows) == 3 and table.columns[1:3] == ("项目-科目名称", "本年支出合计")
    cell = next(c for c in table.cells if c.code == "2130301" and c.key == "基本支出")
    assert cell.page == 2 and cell.bbox == pytest.approx((300, 96, 380, 114), abs=1)
    assert not prose(document)


def test_two_tables_on_one_page_stay_two() -> None:
    rows = [["科目名称", "本年支出合计"], ["合计", "1.10"]]
    page = together(ruled(rows, top=100), lines("支出情况见下表。", top=200), ruled(rows, top=220))
    assert len(read(make_pdf(page)).tables) == 2


def test_a_table_without_rules_is_found_by_its_columns() -> None:
    rows = [["科目名称", "本年收入合计", "财政拨款收入", "其他收入"]] + [
        [f"项目{c}", "9.10", "9.00", "0.10"] for c in "甲乙丙丁"
    ]
    (table,) = read(make_pdf(together(lines("收入决算表", top=80), ruled(rows, ruled=False)))).tables
    assert table.kind == "收入决算表" and [c.text for c in table.cells[:3]] == ["9.10", "9.00", "0.10"]


@pytest.mark.parametrize("rotate", [None, 90])
def test_a_sideways_table_reads_upright(rotate: int | None) -> None:
    rows = [["科目编码", "科目名称", "本年支出合计"], ["201", "一般公共服务支出", "12.30"]]

    def draw(canvas: Canvas) -> None:
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas.translate(0, WIDTH - HEIGHT)
        together(lines("支出决算表（单位：万元）", top=80), ruled(rows))(canvas)
        if rotate:
            canvas.setPageRotation(rotate)

    document = read(make_pdf(draw))
    (table,) = document.tables
    assert table.rows == (("201", "一般公共服务支出", "12.30"),) and table.unit == "万元"
    upright = (60 + 160, 138, 60 + 240, 156)
    shown = upright if rotate else (138, HEIGHT - 300, 156, HEIGHT - 220)
    assert table.cells[0].bbox == pytest.approx(shown, abs=1)


def test_bad_pdfs_get_their_error() -> None:
    def picture(canvas: Canvas) -> None:
        canvas.drawInlineImage(pdfium_bitmap(), 0, 0, 300, 300)

    good = make_pdf(lines("收入12.50万元。" * 3))
    locked = make_pdf(lines("收入12.50万元。"), encrypt=StandardEncryption("geheim"))
    cases = [
        (locked, EncryptedInput, "密码"),
        (make_pdf(picture, picture), ScannedInput, "扫描"),
        (make_pdf(lambda canvas: None), EmptyInput, "空白页"),
        (good[: len(good) // 2], BrokenInput, "不完整"),
    ]
    for data, error, word in cases:
        with pytest.raises(error, match=word) as caught:
            read(data, name="决算.pdf")
        assert str(caught.value).startswith("决算.pdf：")


def pdfium_bitmap() -> object:
    document = pdfium.PdfDocument(make_pdf(lines("图")))
    image = document[0].render(scale=0.2).to_pil()
    document.close()
    return image


@pytest.mark.skipif(
    not (SHARED / "putuo-czj-2024.pdf").exists(), reason="../shared with the real PDFs is not here"
)
def test_the_figures_of_a_real_disclosure_stay_in_their_sentences() -> None:
    document = read(SHARED / "putuo-czj-2024.pdf")
    text = "\n".join(prose(document))
    for words in (
        "收入支出总计2995.39万元",
        "减少56.95万元，下降1.87%",
        "（类）445.69万元，占15.16%",
        "支出决算为1511.89万元",
        "支出决算为449.52万元",
        "比2023年度增加2.55万元，增长1.40%",
    ):
        assert words in text
    assert [t.kind is not None for t in document.tables] == [False] + [True] * 9
    overall = next(t for t in document.tables if t.kind == "收入支出决算总表")
    assert overall.pages == (6, 7) and {c.text for c in overall.cells if c.label == "总计"} == {"2,995.39"}


def test_white_space_is_what_python_takes_for_it() -> None:
    white = {code for code in range(0x110000) if chr(code).isspace()}
    assert white - set(range(33)) == set(map(ord, NOTHING)) - {0x200B, 0xFEFF, 0xFFFE, 0xFFFF}
