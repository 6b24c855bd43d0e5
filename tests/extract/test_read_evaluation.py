"""The self-evaluation of a project in its layouts: funds and scores each under its own address."""

from decimal import Decimal

import pytest

from extract.read import read_text
from extract.read.evaluation import evaluation_key
from extract.records import Table

BLOCKS = [
    ["项目名称", "灌区泵站维修", "", "", "", "", "", ""],
    ["主管部门", "云台县水利局", "", "", "实施单位", "云台县灌区所", "", ""],
    ["项目资金（万元）", "", "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率", "得分"],
    ["", "年度资金总额", "60.00", "64.00", "61.12", "10", "95.50%", "9.55"],
    ["", "其中：当年财政拨款", "60.00", "64.00", "61.12", "—", "95.50%", "—"],
    ["", "上年结转资金", "", "", "", "", "", ""],
    ["年度目标", "预期目标", "", "", "", "实际完成情况", "", ""],
    ["", "维修泵站三座，恢复灌溉面积。", "", "", "", "维修泵站三座。", "", ""],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"],
    ["产出指标", "数量指标", "维修泵站数", "3", "3", "20", "20", ""],
    ["", "", "预算执行率", "100%", "95%", "10", "9", "汛期停工"],
    ["总分", "", "", "", "", "100", "96.55", ""],
]
PAIRS = [
    ["项目名称", "灌区泵站维修", "", "", "", "", ""],
    ["资金情况（万元）", "全年预算数：", "64.00", "全年执行数：", "61.12", "执行率：", "95.50%"],
    ["三级指标", "指标值", "完成值", "分值", "自评得分", "", ""],
    ["维修泵站数", "3", "3", "20", "20", "", ""],
]
PROJECTS = [
    ["序号", "项目名称", "主管部门", "全年预算数", "全年执行数", "执行率", "自评得分"],
    ["1", "灌区泵站维修", "云台县水利局", "64.00", "61.12", "95.50%", "96.55"],
    ["2", "水质监测", "云台县水利局", "8.00", "8.00", "100.00%", "100"],
]


def table(rows: list[list[str]], title: str = "2021年度项目支出绩效自评表") -> Table:
    (found,) = read_text(title + "\n" + "\n".join("\t".join(row) for row in rows) + "\n").tables
    return found


def values(found: Table, key: str) -> dict[str, str | None]:
    return {c.label: c.text for c in found.cells if c.key == key and c.value is not None}


def test_blocks_of_funds_and_indicators() -> None:
    found = table(BLOCKS)
    funds = {"年度资金总额": "64.00", "其中：当年财政拨款": "64.00"}
    assert found.kind == "项目支出绩效自评表" and found.header == ()
    assert values(found, "全年预算数") == funds
    assert values(found, "全年执行数") == dict.fromkeys(funds, "61.12")
    assert values(found, "执行率") == dict.fromkeys(funds, "95.50%")
    scores = {"年度资金总额": "9.55", "维修泵站数": "20", "预算执行率": "9", "总分": "96.55"}
    assert values(found, "得分") == scores
    assert values(found, "分值")["预算执行率"] == "10"
    assert all(found.rows[c.row][c.column] == c.text for c in found.cells)


def test_blank_and_dashed_cells_keep_their_address() -> None:
    found = table(BLOCKS)
    blank = {(c.label, c.key): c.text for c in found.cells if c.value is None}
    assert blank["上年结转资金", "全年执行数"] == ""
    assert blank["其中：当年财政拨款", "得分"] == "—"


SHIFTED = [
    ["项目名称", "", "灌区泵站维修", "", "", "", "", "", "", ""],
    ["项目资金", "", "年初预算数", "", "全年预算数", "全年执行数", "资金结余", "执行率", "得分", "原因"],
    ["", "", "目标申报数", "预算编制数", "", "", "", "", "", ""],
    ["", "", "资金总额:", "70.00", "60.00", "64.00", "61.12", "2.88", "95.50%", "9.55"],
    ["市县资金", "70.00", "60.00", "64.00", "61.12", "2.88", "95.50%", "9.55", "", ""],
    ["年度目标", "预期目标", "", "", "", "实际完成情况", "", "", "", ""],
    ["", "维修泵站三座", "", "", "", "维修泵站三座", "", "", "", ""],
]


def test_rows_that_a_conversion_shifted_are_read_by_order() -> None:
    found = table(SHIFTED)
    names = ("资金总额:", "市县资金")
    assert values(found, "年初预算数") == dict.fromkeys(names, "60.00")
    assert values(found, "全年预算数") == dict.fromkeys(names, "64.00")
    assert values(found, "全年执行数") == dict.fromkeys(names, "61.12")
    assert values(found, "执行率") == dict.fromkeys(names, "95.50%")
    assert values(found, "得分") == dict.fromkeys(names, "9.55")
    assert {c.label for c in found.cells} == set(names)


def test_a_parent_head_that_slid_into_the_row_of_its_parts() -> None:
    head = ["资金", "年初预算数", "目标申报数", "预算编制数", "全年预算数", "全年执行数", "执行率", "得分"]
    found = table([head, ["", "资金总额:", "70.00", "60.00", "64.00", "61.12", "95.50%", "9.55"], SHIFTED[5]])
    assert {c.key: c.text for c in found.cells} == {
        "年初预算数": "60.00", "全年预算数": "64.00", "全年执行数": "61.12", "执行率": "95.50%",
        "得分": "9.55",
    }


def test_names_and_figures_side_by_side() -> None:
    found = table(PAIRS)
    assert values(found, "全年执行数") == {"资金情况（万元）": "61.12"}
    assert [c.value for c in found.cells if c.key == "执行率"] == [Decimal("95.50")]
    assert values(found, "得分") == {"维修泵站数": "20"}


def test_one_project_a_line() -> None:
    found = table(PROJECTS, "项目绩效自评结果表")
    assert found.header == (tuple(PROJECTS[0]),)
    assert values(found, "全年预算数") == {"灌区泵站维修": "64.00", "水质监测": "8.00"}
    assert values(found, "得分") == {"灌区泵站维修": "96.55", "水质监测": "100"}
    assert [k.label for k in found.row_keys] == ["灌区泵站维修", "水质监测"]


@pytest.mark.parametrize("title", ["部门整体支出绩效自评表", "收入决算表", "项目支出绩效目标表"])
def test_other_tables_are_not_taken_for_it(title: str) -> None:
    rows = [["项目名称", "金额", "说明"], ["灌区泵站维修", "64.00", "按预算"]]
    assert table(rows, title).kind is None
    assert table(BLOCKS, "部门整体支出绩效自评表").kind is None


@pytest.mark.parametrize(
    ("text", "key"),
    [("全年执行数（B）", "全年执行数"), ("执行率（B/A）", "执行率"), ("年初预算数", "年初预算数"),
     ("得分", "得分"), ("预算数：", "全年预算数"), ("得分率", None), ("预算执行情况", None)],
)
def test_column_names(text: str, key: str | None) -> None:
    assert evaluation_key(text) == key
