"""The Excel workpaper, opened again: types, digits, links, colours, and nothing that runs."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from extract.records import CellRef, Extraction, Link
from extract.write.workbook import to_workbook
from extract.write.workbook.book import pattern_of
from tests.builders import check, document, extraction, fact, finding, profile, table
from tests.extract.test_report import HOSTILE, sample


def opened(*extractions: Extraction) -> Any:
    return openpyxl.load_workbook(io.BytesIO(to_workbook(extractions)))


def column(sheet: Any, head: str) -> list[Any]:
    heads = [cell.value for cell in sheet[1]]
    return [row[heads.index(head)] for row in sheet.iter_rows(min_row=2)]


def values(sheet: Any, head: str) -> list[Any]:
    return [cell.value for cell in column(sheet, head)]


def test_sheets_and_overview() -> None:
    book = opened(sample())
    assert book.sheetnames == ["概览", "发现", "事实", "核对", "01 收入支出决算总表"]
    overview = dict(zip(values(book["概览"], "项目"), values(book["概览"], "内容"), strict=True))
    assert overview["单位"] == "云岭县信访局"
    assert overview["收入总计（万元）"] == 18.6
    assert overview["错误"] == 1


def test_fact_has_its_cell_status_difference_and_digits() -> None:
    sheet = opened(sample())["事实"]
    assert values(sheet, "数值") == [18.2, 2.2]
    assert column(sheet, "数值")[0].number_format == "0.00"
    assert values(sheet, "对表结果") == ["不符", None]
    assert values(sheet, "单元格数")[0] == 18.6
    assert values(sheet, "差额")[0] == -0.4
    link = column(sheet, "表格单元")[0]
    assert link.hyperlink.location == "'01 收入支出决算总表'!C5"
    assert opened(sample())["01 收入支出决算总表"]["C5"].value == 18.6


def test_difference_is_in_the_unit_of_the_prose() -> None:
    tied = Link("t1", 0, 2, "19000", "mismatch")
    stated = fact("1.80", unit="万元", links=[tied])
    made = document("文", tables=[table(rows=[("总计", None, ("19000",))], unit="元")])
    assert values(opened(extraction(made, facts=[stated]))["事实"], "差额") == [-0.1]
    share = fact("8.0", measure="占比", unit="%", links=[Link("t1", 0, 2, "9.5", "mismatch")])
    assert values(opened(extraction(made, facts=[share]))["事实"], "差额") == [-1.5]


def test_finding_is_coloured_noted_on_its_cell_and_waits_for_a_verdict() -> None:
    book = opened(sample())
    sheet = book["发现"]
    assert values(sheet, "严重程度") == ["错误"]
    assert column(sheet, "严重程度")[0].fill.fgColor.rgb == "FFFCE0DD"
    assert values(sheet, "所写") == [18.2]
    assert column(sheet, "表格单元")[0].hyperlink.location == "'01 收入支出决算总表'!C5"
    assert book["01 收入支出决算总表"]["C5"].comment.text == "两处不同。"
    assert '"属实,不属实"' in [rule.formula1 for rule in sheet.data_validations.dataValidation]


def test_form_keeps_printed_digits_and_codes_stay_text() -> None:
    rows = [("教育支出", "205", ("1,234.50",)), ("其他", "2290001", ("7.80%",)), ("空", None, ("—",))]
    sheet = opened(extraction(document("文", tables=[table("支出决算表", rows=rows)])))["01 支出决算表"]
    body = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=7, max_col=3)]
    assert body == [["教育支出", "205", 1234.5], ["其他", "2290001", 7.8], ["空", None, "—"]]
    assert [sheet[f"C{row}"].number_format for row in (5, 6)] == ["#,##0.00", '0.00"%"']


@pytest.mark.parametrize(
    ("text", "pattern"), [("12", "0"), ("1,234.50", "#,##0.00"), ("24.24%", '0.00"%"'), ("0.3", "0.0")]
)
def test_pattern_prints_what_was_printed(text: str, pattern: str) -> None:
    assert pattern_of(text) == pattern


def test_a_number_beyond_excel_stays_text() -> None:
    rows = [("总计", None, ("12345678901234.5678",))]
    sheet = opened(extraction(document("文", tables=[table(rows=rows)])))["01 收入支出决算总表"]
    assert sheet["C5"].value == "12345678901234.5678"
    assert Decimal(sheet["C5"].value) == Decimal("12345678901234.5678")


INJECTIONS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "{=A1}", "http://x.invalid/", HOSTILE)


@pytest.mark.parametrize("text", INJECTIONS)
def test_no_text_of_a_document_is_a_formula_or_a_link(text: str) -> None:
    stated = fact(item=text, quote=text, reason=text)
    wrong = finding(text, actual=text, expected=text, difference=None)
    tables = [table(None, title=text, rows=[(text, None, (text,))])]
    made = document(text, tables=tables, profile=profile(unit=text), path=text)
    book = opened(extraction(made, facts=[stated], findings=[wrong], checks=[check(why=text)], model=text))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if cell.hyperlink and cell.hyperlink.target]
    if text is not HOSTILE:
        assert values(book["事实"], "项目") == [text]


def test_several_documents_share_the_lists_and_have_forms_of_their_own() -> None:
    book = opened(sample(), sample())
    assert len(values(book["概览"], "单位")) == 2
    assert len(values(book["事实"], "文件")) == 4
    assert book.sheetnames[-2:] == ["1-01 收入支出决算总表", "2-01 收入支出决算总表"]


def test_sheet_names_are_allowed_and_differ() -> None:
    long = "一般公共预算财政拨款支出决算明细表（按部门预算经济分类科目）[续]"
    tables = [table(None, title=long, id=f"t{i}") for i in range(12)]
    names = opened(extraction(document("文", tables=tables))).sheetnames
    assert len({name.lower() for name in names}) == 16
    assert all(len(name) <= 31 and "[" not in name for name in names)


def test_cells_that_findings_name_but_tables_lack_do_no_harm() -> None:
    made = document("文", tables=[table(rows=[("总计", None, ("1",))])])
    lost = finding("无此格。")
    lost = type(lost)(**{**{n: getattr(lost, n) for n in lost.__slots__}, "cells": (CellRef("t9", 3, 3),)})
    assert values(opened(extraction(made, findings=[lost]))["发现"], "表格单元") == [None]
