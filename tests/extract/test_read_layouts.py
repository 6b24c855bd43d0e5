"""Layouts that no generator writes: odd heads, captions and numerals, PDFs without rules."""

import io
from decimal import Decimal

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extract.amounts import parse_cell
from extract.read import read
from extract.records import Table

PLAIN = [["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
         ["205", "教育支出", "5.00", "2.00", "3.00"]]


def table_of(caption: list[str], rows: list[list[str]]) -> Table:
    cells = [[cell if cell.startswith("<td") else f"<td>{cell}</td>" for cell in row] for row in rows]
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in cells)
    page = "".join(f"<p>{line}</p>" for line in caption) + f"<table>{body}</table>"
    (table,) = read(f"<html><meta charset=utf-8><body>{page}</body></html>".encode(), name="a.html").tables
    return table


@pytest.mark.parametrize(
    ("caption", "title", "code", "unit"),
    [
        (["财决03表", "支出决算表", "金额单位：元"], "支出决算表", "财决03表", "元"),
        (["支出决算表（公开03表）", "单位:万元"], "支出决算表", "公开03表", "万元"),
        (["表3：支出决算表", "单位：人民币万元"], "支出决算表", "表3", "万元"),
        (["3.支出决算表（单位：亿元）"], "支出决算表", None, "亿元"),
        (["支出决算表", "编制单位：某局 2031年度 单位：千元"], "支出决算表", None, "千元"),
        (["表 3", "支出决算表", "公开03表", "部门：某局", "单位：万元"], "支出决算表", "公开03表", "万元"),
    ],
)
def test_captions_of_every_numbering(caption: list[str], title: str, code: str | None, unit: str) -> None:
    table = table_of(caption, PLAIN)
    assert (table.kind, table.title, table.code, table.unit) == ("支出决算表", title, code, unit)


def test_three_rows_of_head_over_codes_in_three_columns() -> None:
    table = table_of(["附表3", "支出决算表", "单位：万元"], [
        ["<td colspan=4>项目</td>", "<td rowspan=3>本年支出合计</td>", "<td colspan=2>其中</td>"],
        ["<td colspan=3>科目编码</td>", "<td rowspan=2>科目名称</td>", "<td rowspan=2>基本支出</td>",
         "<td rowspan=2>项目支出</td>"],
        ["类", "款", "项"],
        ["<td colspan=4>合计</td>", "１，２３４．５０", "(3.20)", "1237.70"],
        ["208", "", "", "社会保障和就业支出", "100.00", "——", "100.00"],
        ["", "05", "", "行政事业单位养老支出", "100.00", "", "100.00"],
        ["", "", "01", "行政单位离退休", "100.00", "△0.50", "100.50"],
    ])
    found = {(c.label, c.code, c.key): c.value for c in table.cells}
    assert found["合计", None, "本年支出合计"] == Decimal("1234.50")
    assert found["合计", None, "基本支出"] == Decimal("-3.20")
    assert found["行政事业单位养老支出", "20805", "项目支出"] == Decimal("100.00")
    assert found["行政单位离退休", "2080501", "基本支出"] == Decimal("-0.50")


def test_renamed_and_reordered_columns_with_the_unit_in_the_corner() -> None:
    table = table_of(["表三 支出决算表"], [
        ["（万元）", "项目支出", "基本支出", "合计"], ["2010301 行政运行", "3.00", "2.00", "5.00"],
    ])
    assert table.unit == "万元"
    assert {c.key: c.text for c in table.cells if c.code == "2010301"} == {
        "项目支出": "3.00", "基本支出": "2.00", "本年支出合计": "5.00",
    }


@pytest.mark.parametrize("text", ["-3.20", "－3.20", "(3.20)", "（3.20）", "△3.20", "▲ 3.20", "−3.20"])
def test_every_manner_of_writing_less_than_nothing(text: str) -> None:
    assert parse_cell(text) == Decimal("-3.20")


def test_halves_without_rules_in_a_pdf() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setFont("STSong-Light", 10)
    rows = [["收入支出决算总表"], ["金额单位：万元"], ["项目", "决算数", "项目", "决算数"],
            ["一、财政拨款收入", "125.50", "一、教育支出", "100.00"],
            ["二、事业收入", "0.00", "二、科技支出", "25.50"],
            ["本年收入合计", "125.50", "本年支出合计", "125.50"], ["总计", "125.50", "总计", "125.50"]]
    for number, row in enumerate(rows):
        for x, text in zip((60, 220, 300, 460), row, strict=False):
            canvas.drawString(x, 760 - 22 * number, text)
    canvas.save()
    (table,) = read(buffer.getvalue(), name="a.pdf").tables
    assert table.kind == "收入支出决算总表" and table.unit == "万元"
    found = {(c.label, c.key): c.text for c in table.cells}
    assert found["一、财政拨款收入", "收入"] == "125.50" and found["二、科技支出", "支出"] == "25.50"
    assert found["总计", "收入"] == found["总计", "支出"] == "125.50"
