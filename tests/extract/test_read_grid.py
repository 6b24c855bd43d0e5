"""Loose grids become tables: header paths, halves, codes, keys, values."""

from decimal import Decimal

import pytest

from extract.read.captions import Caption
from extract.read.columns import header_size, is_counting_row
from extract.read.grid import Loose, build_table, split_code
from extract.read.lines import SourceLine
from extract.read.profile import build_profile
from extract.records import RowKey, Table


def table(
    *rows: str, title: str | None = None, owners: tuple[tuple[tuple[int, int], ...], ...] | None = None
) -> Table:
    grid = tuple(tuple(row.split("|")) for row in rows)
    return build_table(Loose(grid, owners), number=1, caption=Caption(title=title))


def values(found: Table) -> dict[tuple[str, str | None], str]:
    return {(c.label, c.key): c.text for c in found.cells if c.text}


def test_two_halves_give_each_cell_its_own_name() -> None:
    found = table(
        "收入|||支出||",
        "项目|行次|金额|项目|行次|金额",
        "栏次||1|栏次||2",
        "一、财政拨款收入|1|50.10|一、教育支出|30|48.00",
        "|2||二、其他支出|31|2.10",
        "总计|9|50.10|总计|60|50.10",
        title="收入支出决算总表",
    )
    assert found.columns[2] == "收入-金额" and len(found.header) == 3
    assert values(found) == {
        ("一、财政拨款收入", "收入"): "50.10",
        ("一、教育支出", "支出"): "48.00",
        ("二、其他支出", "支出"): "2.10",
        ("总计", "收入"): "50.10",
        ("总计", "支出"): "50.10",
    }
    assert found.row_keys[1] == RowKey("二、其他支出", None)


def test_one_header_row_of_sides_still_has_two_halves() -> None:
    found = table(
        "收入|决算数|支出|决算数",
        "一、财政拨款收入|50.10|一、教育支出|48.00",
        "二、事业收入||二、其他支出|2.10",
        "总计|50.10|总计|50.10",
        title="收入支出决算总表",
    )
    assert values(found) == {
        ("一、财政拨款收入", "收入"): "50.10",
        ("一、教育支出", "支出"): "48.00",
        ("二、其他支出", "支出"): "2.10",
        ("总计", "收入"): "50.10",
        ("总计", "支出"): "50.10",
    }


@pytest.mark.parametrize(
    ("title", "unit", "year"),
    [
        ("云岭县蚕桑技艺促进会2031年度部门决算", "云岭县蚕桑技艺促进会", 2031),
        ("云岭县总工会二〇三一年度部门决算说明", "云岭县总工会", 2031),
        ("云岭县总工会二○三〇年度部门决算", "云岭县总工会", 2030),
    ],
)
def test_profile_of_societies_and_of_years_in_words(title: str, unit: str, year: int) -> None:
    found = build_profile([SourceLine(title, 0)], [], [], [])
    assert (found.unit, found.year) == (unit, year)


def test_code_in_three_columns_is_put_together_and_blank_parts_inherited() -> None:
    found = table(
        "项目||||本年支出合计|基本支出|项目支出",
        "类|款|项|科目名称|||",
        "|||合计|9.00|9.00|",
        "208|||社会保障和就业支出|9.00|9.00|",
        "|05||养老支出|9.00|9.00|",
        "||05|养老保险 缴费|9.00|9.00|",
        title="支出决算表",
    )
    assert [key.code for key in found.row_keys] == [None, "208", "20805", "2080505"]
    assert found.row_keys[3].label == "养老保险缴费"
    assert found.cells[0].key == "本年支出合计" and found.cells[0].value == Decimal("9.00")


def test_a_part_of_a_code_that_lost_its_zero_gets_it_back() -> None:
    found = table(
        "类|款|项|科目名称|合计",
        "301|||工资福利支出|30.00",
        "301|2||津贴补贴|18.00",
        "301|08||养老保险缴费|12.00",
        title="一般公共预算基本支出表",
    )
    assert [key.code for key in found.row_keys] == ["301", "30102", "30108"]


def test_the_last_header_row_may_share_its_line_with_the_total() -> None:
    found = table(
        "项目||||合计|基本支出|项目支出",
        "科目编码|||科目名称|||",
        "类|款|项|合计|7.5|7.5|",
        "201|||一般公共服务支出|7.5|7.5|",
        title="一般公共预算财政拨款支出决算表",
    )
    assert [key.label for key in found.row_keys] == ["合计", "一般公共服务支出"]
    assert values(found)[("合计", "合计")] == "7.5"


def test_economic_classification_unrolls_and_merged_totals_reach_their_figure() -> None:
    found = table(
        "人员经费|||公用经费|||||",
        "科目代码|科目名称|决算数|科目代码|科目名称|决算数|科目代码|科目名称|决算数",
        "301|工资福利支出|5.0|302|商品和服务支出|2.0|310|资本性支出|——",
        "人员经费合计||5.0|公用经费合计|||||2.0",
        title="一般公共预算财政拨款基本支出决算表",
    )
    assert [(c.code, c.text) for c in found.cells[:3]] == [("301", "5.0"), ("302", "2.0"), ("310", "——")]
    assert found.cells[2].value is None
    assert [(c.label, c.text) for c in found.cells[3:]] == [("人员经费合计", "5.0"), ("公用经费合计", "2.0")]


def test_vertical_blanks_are_not_filled_from_the_left() -> None:
    found = table(
        "项目||年初结转和结余|本年收入|本年支出|||年末结转和结余",
        "科目代码|科目名称|||小计|基本支出|项目支出|",
        "合计|||||||",
        title="政府性基金预算财政拨款收入支出决算表",
    )
    assert found.columns[2:] == (
        "年初结转和结余",
        "本年收入",
        "本年支出-小计",
        "本年支出-基本支出",
        "本年支出-项目支出",
        "年末结转和结余",
    )
    assert [c.key for c in found.cells][2] == "本年支出"
    assert all(c.text == "" and c.value is None for c in found.cells)


def test_owners_of_merged_cells_win_over_guessing() -> None:
    owners = (((0, 0), (0, 1), (0, 1)), ((0, 0), (1, 1), (1, 2)), ((2, 0), (2, 1), (2, 2)))
    found = table("科目名称|本年支出|", "|基本支出|项目支出", "合计|1.0|2.0", owners=owners)
    assert found.columns == ("科目名称", "本年支出-基本支出", "本年支出-项目支出")


def test_captions_ruled_into_the_grid_leave_it() -> None:
    found = table(
        "收入决算表|||",
        "公开02表|||",
        "部门：青石县林业站|||单位：万元",
        "科目名称|本年收入合计|财政拨款收入|其他收入",
        "合计|3.0|3.0|",
    )
    assert (found.title, found.code, found.unit, found.kind) == (
        "收入决算表",
        "公开02表",
        "万元",
        "收入决算表",
    )
    assert found.rows == (("合计", "3.0", "3.0", ""),)


def test_a_blank_row_among_ruled_captions_goes_with_them() -> None:
    rows = ("收入决算表||", "||", "部门：青石县审计局||金额单位：元", "科目代码|科目名称|金额")
    found = table(*rows, "208|社会保障和就业支出|26.95")
    assert (found.title, found.unit) == ("收入决算表", "元")
    assert found.header == (("科目代码", "科目名称", "金额"),)


def test_a_repeated_header_and_blank_rows_at_the_end_are_no_data() -> None:
    found = table(
        "科目名称|合计|基本支出", "教育支出|1.0|1.0", "科目名称|合计|基本支出", "其他支出|2.0|2.0", "||"
    )
    assert [key.label for key in found.row_keys] == ["教育支出", "其他支出"]


@pytest.mark.parametrize(
    ("row", "counting"),
    [
        ("栏次||1|栏次||2", True),
        ("1|2|3|4", True),
        ("类|款|项|栏次|1|2", True),
        ("合计|1|2|3", False),
        ("2080501|行政单位离退休|1|2", False),
        ("1|2|4", False),
        ("栏次|1|2=3+4|3", True),
    ],
)
def test_counting_rows(row: str, counting: bool) -> None:
    assert is_counting_row(row.split("|")) is counting


def test_a_header_without_data_is_all_header() -> None:
    rows = [r.split("|") for r in ("预算数||决算数|", "合计|公务接待费|合计|公务接待费", "1|2|3|4")]
    assert header_size(rows) == 3


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2010301 行政运行", ("2010301", "行政运行")),
        ("[201]一般公共服务支出", ("201", "一般公共服务支出")),
        ("合 计", (None, "合计")),
        ("2023年", (None, "2023年")),
    ],
)
def test_code_and_name_in_one_cell(cell: str, expected: tuple[str | None, str]) -> None:
    assert split_code(cell) == expected
