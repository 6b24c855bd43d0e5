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


SHORT_LINES = (
    "青河县档案馆2031年度部门预算说明",
    "一、收支增减变化情况",
    "2031年基本支出预算较上年增7.10万元。主要变动原因如下：",
    "1.工资福利支出较上年增8.60万元。主要原因是：职工增资。",
    "2.商品和服务支出较上年减1.50万元。",
    "二、“三公”经费预算情况",
    "2031年“三公”经费预算为2.70万元，较上年减少0.10万元。",
    "（一）公务接待费1.20万元。",
    "（二）公务用车运行维护费1.50万元。",
)


def told(text: str) -> tuple[list[tuple[int, str]], list[tuple[str, str, str, bool]]]:
    extraction = extract.load()(text=text)
    facts = [(f.item.name, f.measure, f.value, f.reason is not None) for f in extraction.facts]
    return [(s.level, s.title) for s in extraction.document.sections], facts


GAPS = ["", " ", "\u3000\u3000", "\\n", "\\r\\n", "<br>", "<br />\n", "</p><p>", "\n&nbsp;&nbsp;"]


@pytest.mark.parametrize("gap", GAPS)
def test_a_short_text_is_the_same_however_its_breaks_were_lost_or_written(gap: str):
    sections, facts = told("\n".join(SHORT_LINES))
    assert len(sections) == 3 and len(facts) == 7
    found = told(gap.join(SHORT_LINES))
    assert found[1] == facts
    assert found[0][-2:] == sections[-2:]


def test_marks_inside_a_sentence_are_none_of_it():
    sections, facts = told("一、&nbsp;三公经费情况<br>公务接待费<span style='x'>1.20</span>&nbsp;万元。<br>")
    assert sections == [(2, "一、三公经费情况")]
    assert facts == [("公务接待费", "决算数", "1.20", False)]


@pytest.mark.parametrize(
    "text",
    [
        "接待费1.20万元，减少原因：一、严格执行规定，压缩开支；二、接待批次减少，人数下降。",
        "一、二、三级公路养护支出12.00万元，主要用于二、三级公路的日常保洁和维修，以及桥梁检测。",
    ],
)
def test_numbers_inside_a_sentence_cut_nothing(text: str):
    pieces, _ = unroll(split_lines(text))
    assert [piece.text for piece in pieces] == [text]


def test_a_table_of_barred_cells_on_one_line_is_a_table():
    cells = ["项 目", "预算数", "决算数", "合 计", "3.80", "2.70"]
    cells += ["公务接待费", "1.80", "1.20", "公务用车费", "2.00", "1.50"]
    cut = "".join(f"{cell} |" for cell in cells)
    text = f"一、支出决算表单位：万元{cut}二、情况说明公务接待费1.20万元。"
    document = extract.load()(text=text).document
    (table,) = document.tables
    assert [cell.text for cell in table.cells] == ["3.80", "2.70", "1.80", "1.20", "2.00", "1.50"]
