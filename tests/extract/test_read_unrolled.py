"""Texts whose line breaks were lost are cut again at their headings and numbers."""

import pytest

import extract
from extract.read import read_text
from extract.read.lines import split_lines
from extract.read.unrolled import unroll

LINES = (
    "青河县档案馆2031年度部门决算",
    "目录",
    "第一部分 部门概况",
    "第二部分 2031年度部门决算情况说明",
    "第一部分 部门概况",
    "一、主要职责",
    "负责全县档案的收集、保管和利用。" * 30,
    "第二部分 2031年度部门决算情况说明",
    "一、2031 年度收入支出决算总体情况说明",
    "2031年度收、支总计均为512.33万元。与2030年度相比，收、支总计各减少20.11万元，下降3.78%，"
    "主要原因是项目资金减少。",
    "二、“三公”经费支出决算情况说明",
    "“三公”经费支出决算为5.20万元，其中：公务接待费1.20万元，公务用车运行维护费4.00万元。",
    "1.公务接待费1.20万元，接待8批次、64人次。",
    "2.公务用车运行维护费4.00万元，保有量2辆。",
)
TABLE = "收入支出决算总表\t单位：万元 项目\t金额 一、财政拨款收入\t500.00 二、其他收入\t12.33"


def flat(*lines: str) -> str:
    return " ".join(lines)


def test_a_text_on_one_line_has_the_sections_and_facts_of_its_lines():
    extractor = extract.load()
    whole, one = extractor(text="\n".join(LINES)), extractor(text=flat(*LINES))
    sections = [(s.level, s.title) for s in whole.document.sections]
    assert [(s.level, s.title) for s in one.document.sections] == sections
    assert len(sections) == 6
    kept = [(f.item.name, f.measure, f.value) for f in whole.facts]
    assert [(f.item.name, f.measure, f.value) for f in one.facts] == kept
    assert len(kept) > 8


def test_offsets_stay_those_of_the_text():
    text = flat(*LINES)
    pieces, rows = unroll(split_lines(text))
    assert all(text[piece.start : piece.end] == piece.text for piece in pieces)
    assert "".join(piece.text for piece in pieces).replace(" ", "") == text.replace(" ", "")
    assert not rows


def test_rows_of_lost_tables_are_no_prose():
    document = read_text(flat(*LINES, TABLE))
    prose = [document.text[b.start : b.end] for b in document.blocks if b.kind == "prose"]
    assert not any("500.00" in paragraph for paragraph in prose)
    assert any("512.33" in paragraph for paragraph in prose)


@pytest.mark.parametrize("text", [LINES[9], "项目 " * 400, "一、" + "某项工作完成情况较好，" * 80])
def test_a_paragraph_and_a_row_stay_one_line(text: str):
    lines = split_lines(text)
    assert unroll(lines) == (lines, frozenset())
