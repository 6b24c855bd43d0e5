"""Files of more than any disclosure holds are refused soon, whatever their format; pictures do not count."""

import io

import pytest
from openpyxl import Workbook

from extract.errors import BrokenInput
from extract.read import read
from tests.extract.test_read_docx import body, p
from tests.extract.test_read_pdf import lines, make_pdf
from tests.extract.test_read_safety import refused, soon

__all__ = ["soon"]
SENTENCE = "　　收入总计12.50万元。\n"
FIFTY = 50 * 2**20


def html(inner: str) -> bytes:
    return f"<html><head><meta charset=utf-8></head><body>{inner}</body></html>".encode()


def book(*cells: tuple[int, int, str]) -> bytes:
    made, buffer = Workbook(), io.BytesIO()
    for row, column, text in cells:
        made.active.cell(row, column, text)
    made.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("unit", ["<p>12.50</p>\n", "<div>"])
def test_a_page_of_fifty_megabytes(unit: str) -> None:
    assert "50 MB" in refused(html(unit * (FIFTY // len(unit))), BrokenInput, "公开.html")


def test_fifty_megabytes_of_pictures_are_read_past() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * FIFTY}">'
    assert read(html(f"{picture}<p>{SENTENCE}</p>"), name="公开.html").text.strip() == SENTENCE.strip()


def test_a_page_of_too_many_tags() -> None:
    assert "标签" in refused(html("<b>" * 4_000_001), BrokenInput, "公开.html")


def test_one_endless_paragraph() -> None:
    assert "太长" in refused(html("a" * 11_000_000), BrokenInput, "公开.html")


def test_cells_that_span_everything() -> None:
    row = "<tr>" + "<td colspan=1000>1</td>" * 1_100 + "</tr>"
    assert "格" in refused(html(f"<table>{row}</table>"), BrokenInput, "公开.html")


def test_text_of_fifty_megabytes() -> None:
    assert "超出限度" in refused((SENTENCE * (FIFTY // 30)).encode(), BrokenInput, "公开.txt")


def test_cells_far_apart() -> None:
    data = book(*((n, column, f"{n}.10") for n in range(1, 1_100) for column in (1, n + 1)))
    assert "格" in refused(data, BrokenInput, "报表.xlsx")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (html("<p>收入</p>" * 30), "公开.html"), (html("收入<br>" * 30), "公开.html"),
        (html("<table>" + "<tr><td>收入<td>1.00</tr>" * 15 + "</table>"), "公开.html"),
        (body(*[p("收入")] * 30), "说明.docx"), ((SENTENCE * 30).encode("gb18030"), "说明.txt"),
        (book(*((n, 1, "收入") for n in range(1, 31))), "报表.xlsx"),
    ],
    ids=["paragraphs", "breaks", "cells", "docx", "txt", "xlsx"],
)
def test_pieces_are_counted_in_every_format(data: bytes, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(data, name=name).text
    monkeypatch.setattr("extract.read.limits.MOST_PIECES", 20)
    assert "超过 20 个" in refused(data, BrokenInput, name)


def test_pages_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    data = make_pdf(lines("收入总计12.50万元。"), lines("支出总计12.50万元。"))
    monkeypatch.setattr("extract.read.pdf_sheets.MOST_PAGES", 1)
    assert "2 页" in refused(data, BrokenInput, "决算.pdf")
