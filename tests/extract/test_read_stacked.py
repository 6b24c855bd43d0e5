"""Tables whose cells a copy left one to a line, with bars behind them or without."""

import pytest

import extract
from extract.read.lines import split_lines
from extract.read.pipe_tables import find_pipe_tables
from extract.read.stacked_tables import find_stacked_tables

HEAD = ["项 目", "预 算 数", "决 算 数"]
ROWS = [
    ["合 计", "31.50", "12.25"],
    ["因公出国（境）费", "", ""],
    ["公务接待费", "11.50", "4.75"],
    ["公务用车购置及运行维护费", "20.00", "7.50"],
]
AROUND = (
    "一、2031年度“三公”经费支出决算表\n单位：万元\n{}\n"
    "二、2031年度“三公”经费支出情况说明\n“三公”经费支出决算为12.25万元。\n"
)


def stacked(rows: list[list[str]], end: str) -> str:
    return AROUND.format("\n".join(f"{cell}{end}" for row in rows for cell in row))


def grids(text: str) -> list[list[list[str]]]:
    return [[list(row) for row in table.loose.rows] for table in find_stacked_tables(split_lines(text))]


@pytest.mark.parametrize("end", [" |", "\n|", "|"])
def test_bars_end_cells_and_blank_cells_stay(end: str):
    assert grids(stacked([HEAD, *ROWS], end)) == [[HEAD, *ROWS]]


def test_without_bars_a_full_table_is_read():
    full = [ROWS[0], *ROWS[2:]]
    assert grids(stacked([HEAD, *full], "")) == [[HEAD, *full]]


def test_without_bars_a_lost_blank_ends_the_table_and_no_figure_changes_its_row():
    assert grids(stacked([HEAD, *ROWS], "")) in ([], [[HEAD, ROWS[0]]])


def test_a_last_row_may_lack_its_blank_end():
    text = stacked([HEAD, *ROWS, ["公务用车购置费"]], " |")
    assert grids(text) == [[HEAD, *ROWS, ["公务用车购置费", "", ""]]]


def test_codes_stand_before_names():
    rows = [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", "8.50"], ["205", "教育支出", "3.5"]]
    assert grids(stacked(rows, " |")) == [rows]


def test_a_broken_name_goes_on_in_the_next_line():
    rows = [["项 目", "一般公共\n预算"], ["行政经费", "30.25"], ["“三公”经费", "2.90"]]
    assert grids(stacked(rows, "\n|")) == [[["项 目", "一般公共预算"], *rows[1:]]]


@pytest.mark.parametrize(
    "text",
    ["项目\n一、总体情况\n二、具体情况\n三、其他\n", "项目 |\n负责人 |\n张三 |\n", "项目\n2031\n2032\n"],
)
def test_words_that_no_width_fits_stay_text(text: str):
    assert grids(text) == []


def test_the_prose_is_linked_to_it_and_its_cells_are_not_prose():
    extraction = extract.load()(text=stacked([HEAD, *ROWS], " |"))
    (table,) = extraction.document.tables
    assert table.kind == "财政拨款“三公”经费支出决算表"
    assert [(f.value, f.links[0].row, f.links[0].status) for f in extraction.facts] == [("12.25", 0, "match")]
    assert not extraction.findings


def barred(rows: list[list[str]]) -> list[list[list[str]]]:
    text = AROUND.format("\n".join(" | ".join(row) + " |" for row in rows))
    return [[list(row) for row in table.loose.rows] for table in find_pipe_tables(split_lines(text))]


def test_rows_with_bars_between_their_cells_need_no_rule_of_dashes():
    assert barred([HEAD, *ROWS]) == [[HEAD, *ROWS]]


def test_the_last_row_may_have_lost_its_blank_cells():
    assert barred([HEAD, *ROWS, ["公务用车购置费"]]) == [[HEAD, *ROWS, ["公务用车购置费", "", ""]]]


@pytest.mark.parametrize("rows", [[HEAD, ROWS[0]], [["首页", "概况"], ["新闻", "公开"], ["联系", "帮助"]]])
def test_two_rows_or_rows_without_a_figure_are_no_table(rows: list[list[str]]):
    assert barred(rows) == []


def test_the_cells_of_such_rows_are_no_prose():
    rows = "\n".join(" | ".join(row) + " |" for row in [HEAD, *ROWS])
    extraction = extract.load()(text=AROUND.format(rows))
    assert [(f.value, f.links[0].status) for f in extraction.facts] == [("12.25", "match")]
    assert not extraction.findings


def test_cells_may_repeat_the_unit_and_half_of_them_may_be_blank():
    rows = [["项目", "本年预算数"], ["合计", "34.00万元"], ["因公出国（境）费", ""]]
    rows += [["公务接待费", "34.00万元"], ["公务用车费", ""]]
    assert grids(stacked(rows, "\n|")) == [rows]
