"""XLSX and XLS: numbers as printed, captions apart from grids, hidden parts left out and named."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

from extract.errors import EmptyInput
from extract.read import read
from extract.read.number_format import shown
from extract.records import Document
from extract.segment import segment

ROWS: list[list[Any]] = [
    ["2021年度收入决算表"],
    ["", "", "", "公开02表"],
    ["部门：白杨县第三中学", "", "", "金额单位：万元"],
    ["项目", "", "本年收入合计", "财政拨款收入"],
    ["科目编码", "科目名称", "", ""],
    ["合计", "", 1204.5, 4.5],
    [],
    ["2050203", "初中\n教育", 1204.5, 0],
    ["注：本表反映单位本年度取得的各项收入情况，以万元为单位，保留两位小数。"],
]


def fill(sheet: Worksheet, rows: list[list[Any]] = ROWS, number_format: str = "#,##0.00") -> None:
    for row, texts in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            if text != "":
                cell = sheet.cell(row, column, text)
                cell.number_format = number_format if isinstance(text, int | float) else "@"


def read_book(make: Callable[[openpyxl.Workbook, Worksheet], None]) -> Document:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    make(book, sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return read(buffer.getvalue(), name="报表.xlsx")


def form(_: openpyxl.Workbook, sheet: Worksheet) -> None:
    fill(sheet)
    for span in ("A1:D1", "A4:B4", "C4:C5", "D4:D5"):
        sheet.merge_cells(span)


def test_a_form_with_its_caption_a_stray_row_and_a_note() -> None:
    document = read_book(form)
    (table,) = document.tables
    assert (table.title, table.kind, table.code) == ("2021年度收入决算表", "收入决算表", "公开02表")
    assert (table.unit, document.profile.unit, document.profile.year) == ("万元", "白杨县第三中学", 2021)
    assert table.columns == ("项目-科目编码", "项目-科目名称", "本年收入合计", "财政拨款收入")
    assert table.rows == (("合计", "", "1,204.50", "4.50"), ("2050203", "初中教育", "1,204.50", "0.00"))
    assert [b.kind for b in document.blocks][-1] == "prose" and document.text.endswith("两位小数。\n")
    assert document.source.format == "xlsx" and document.source.pages is None


def test_hidden_sheets_rows_and_columns_are_left_out() -> None:
    def make(book: openpyxl.Workbook, sheet: Worksheet) -> None:
        form(book, sheet)
        fill(book.create_sheet("去年"))
        book["去年"].sheet_state = "hidden"
        sheet.row_dimensions[8].hidden = True
        sheet.column_dimensions["D"].hidden = True

    document = read_book(make)
    (table,) = document.tables
    assert table.rows == (("合计", "", "1,204.50"),)
    assert document.source.reader == "from_xlsx（未读隐藏工作表：去年）"


def test_zeros_that_the_sheet_does_not_show_are_blank() -> None:
    def make(book: openpyxl.Workbook, sheet: Worksheet) -> None:
        form(book, sheet)
        sheet.sheet_view.showZeros = False

    (table,) = read_book(make).tables
    last = table.cells[-1]
    assert (last.label, last.text, last.value) == ("初中教育", "", None)


def test_several_forms_on_one_sheet() -> None:
    expenditure = [
        ["2021年度支出决算表"], ["项目", "基本支出", "项目支出"], ["合计", 3, 4.5], ["一、教育支出", "", ""],
        ["205教育支出", 3, 4.5],
    ]

    def make(book: openpyxl.Workbook, sheet: Worksheet) -> None:
        fill(sheet, [*ROWS, [], *expenditure])

    first, second = read_book(make).tables
    assert (first.kind, second.kind) == ("收入决算表", "支出决算表")
    assert [row[0] for row in second.rows] == ["合计", "一、教育支出", "205教育支出"]


def test_a_sheet_of_sentences_is_prose_and_a_tab_can_name_a_form() -> None:
    text = "2021年度收入合计1,204.50万元，比上年增加4.50万元，增长0.38%，主要是学生增加。"

    def make(book: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet.title = "收入决算表"
        fill(sheet, ROWS[3:])
        fill(book.create_sheet("说明"), [["一、收入决算情况说明"], [text]])

    document = read_book(make)
    assert document.tables[0].kind == "收入决算表"
    assert [s.title for s in document.sections] == ["一、收入决算情况说明"]
    assert text in [p.text for p in segment(document)]


def test_formulas_count_with_their_cached_values() -> None:
    from tests.extract.test_read_docx import with_part

    book = openpyxl.Workbook()
    fill(book.active, [["收入决算表"], ["项目", "本年收入合计", "财政拨款收入"], ["合计", 1, 2]])
    buffer = io.BytesIO()
    book.save(buffer)
    name = "xl/worksheets/sheet1.xml"
    import zipfile

    sheet = zipfile.ZipFile(io.BytesIO(buffer.getvalue())).read(name).decode()
    formula = sheet.replace("<v>2</v>", "<f>SUM(B1:B2)</f><v>49.889999999999997</v>")
    (table,) = read(with_part(buffer.getvalue(), name, formula)).tables
    assert [c.text for c in table.cells] == ["1.00", "49.89"]


def test_a_workbook_without_content_is_empty() -> None:
    with pytest.raises(EmptyInput, match="可见工作表"):
        read_book(lambda book, sheet: None)


def test_an_old_workbook_reads_like_a_new_one() -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet, hidden = book.add_sheet("02"), book.add_sheet("去年")
    hidden.write(0, 0, "x")
    hidden.visibility = 1
    money = xlwt.easyxf(num_format_str="#,##0.00")
    sheet.write_merge(0, 0, 0, 3, ROWS[0][0])
    for row, texts in enumerate(ROWS[1:], 1):
        for column, text in enumerate(texts):
            if text != "" and (row, column) not in {(3, 0), (3, 2), (3, 3)}:
                sheet.write(row, column, text, money)
    sheet.write_merge(3, 3, 0, 1, "项目")
    sheet.write_merge(3, 4, 2, 2, "本年收入合计")
    sheet.write_merge(3, 4, 3, 3, "财政拨款收入")
    buffer = io.BytesIO()
    book.save(buffer)
    document = read(buffer.getvalue(), name="报表.et")
    new = read_book(form)
    assert document.tables == new.tables and document.text == new.text
    assert document.source.format == "xls"
    assert document.source.reader == "from_xls（未读隐藏工作表：去年）"


@pytest.mark.parametrize(
    ("stored", "code", "printed"),
    [
        ("1234.5", "#,##0.00", "1,234.50"),
        ("1234567.891", "#,##0.00_ ", "1,234,567.89"),
        ("-3.2", "#,##0.00_);(#,##0.00)", "(3.20)"),
        ("-1234.5", '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-1,234.50"),
        ("0", '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        ("0", "0.00;-0.00;;@", ""),
        ("0", '[=0]"";#,##0.00', ""),
        ("12", '[=0]"";#,##0.00', "12.00"),
        ("0.2424", "0.00%", "24.24%"),
        ("49.889999999999997", "General", "49.89"),
        ("0.30000000000000004", "G/通用格式", "0.3"),
        ("2.005", "0.00", "2.01"),
        ("1.0049999999999999", "0.00", "1.01"),
        ("12345678", "0!.0000", "1234.5678"),
        ("1234567", "#,##0,", "1,235"),
        ("0.5", "#.##", ".5"),
        ("5", "#.##", "5"),
        ("10", "000", "010"),
        ("123", "[Red]0.0;[Blue]-0.0", "123.0"),
        ("1234.5", '"￥"#,##0.00"元"', "￥1,234.50元"),
        ("2080505", "@", "2080505"),
        ("1e3", "General", "1000"),
        ("45291", 'yyyy"年"m"月"d"日"', "2023年12月31日"),
        ("45291", "yyyy-mm-dd", "2023-12-31"),
        ("#REF!", "0.00", "#REF!"),
    ],
)
def test_numbers_print_as_their_format_says(stored: str, code: str, printed: str) -> None:
    assert shown(stored, code) == printed
