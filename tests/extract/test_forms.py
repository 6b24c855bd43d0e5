"""Forms are known by title and header together; keys survive renamed and reordered columns."""

import pytest

from extract.forms import (
    BASIC_EXPENDITURE,
    EXPENDITURE,
    FISCAL_OVERALL,
    FORM_KEYS,
    GENERAL_BUDGET,
    GOVERNMENT_FUNDS,
    INCOME,
    OVERALL,
    RELATED_INFORMATION,
    STATE_CAPITAL,
    THREE_PUBLIC,
    column_keys,
    complete_key,
    recognise,
    three_public_item,
)

TITLES = [
    ("2022年度部门收支决算总表", "收入支出项目决算数项目决算数", OVERALL),
    ("收入支出决算总表", "收入支出项目行次金额", OVERALL),
    ("收入决算表", "本年收入合计财政拨款收入上级补助收入事业收入", INCOME),
    ("支 出 决 算 表", "本年支出合计基本支出项目支出经营支出", EXPENDITURE),
    ("财政拨款收支决算总表", "收入支出合计一般公共预算财政拨款", FISCAL_OVERALL),
    ("一般公共预算财政拨款支出决算表", "小计基本支出项目支出", GENERAL_BUDGET),
    ("一般公共预算财政拨款基本支出决算明细表", "人员经费公用经费科目名称决算数", BASIC_EXPENDITURE),
    ("政府性基金预算财政拨款收入支出决算表", "年初结转和结余本年收入本年支出", GOVERNMENT_FUNDS),
    ("国有资本经营预算财政拨款收入支出决算表", "本年支出合计", STATE_CAPITAL),
    ('财政拨款"三公"经费支出决算表', "预算数决算数公务接待费", THREE_PUBLIC),
    ("一般公共预算财政拨款“三公”经费支出决算表", "项目预算数决算数", THREE_PUBLIC),
    ("单位决算公开相关信息统计表", "项目行次统计数", RELATED_INFORMATION),
]


@pytest.mark.parametrize(("title", "header", "kind"), TITLES)
def test_titles_name_their_form(title: str, header: str, kind: str) -> None:
    assert recognise(title, header) == kind


@pytest.mark.parametrize(
    ("title", "header"),
    [
        ("2025年部门收入预算总表", "合计财政拨款收入事业收入其他收入"),
        ("部门财政拨款收支预算总表", "收入支出一般公共预算政府性基金预算"),
        ("一般公共预算基本支出部门预算经济分类预算表", "合计人员经费公用经费"),
        ("维修经费项目支出绩效自评表", "年初预算数全年预算数全年执行数"),
        ("一般公共预算财政拨款项目支出预算表", "项目合计"),
        ("政府性基金预算财政拨款“三公”经费支出决算表", "预算数决算数公务接待费"),
        ("收入决算表", "序号单位名称备注"),
    ],
)
def test_other_tables_are_no_form(title: str, header: str) -> None:
    assert recognise(title, header) is None


def test_a_header_can_name_its_form_without_title() -> None:
    header = "项目本年支出合计基本支出项目支出上缴上级支出经营支出对附属单位补助支出"
    assert recognise(None, header) == EXPENDITURE


def test_keys_follow_names_not_places() -> None:
    paths = [
        "科目名称",
        "其他收入",
        "事业收入-小计",
        "事业收入-其中：教育收费",
        "财政拨款收入",
        "本年收入合计",
    ]
    keys = column_keys(INCOME, paths, [0] * 6)
    assert keys == (None, "其他收入", "事业收入", None, "财政拨款收入", "本年收入合计")


def test_each_half_of_the_overall_form_has_its_side() -> None:
    paths = ["收入-项目", "收入-年初预算数", "收入-决算数", "支出-项目", "支出-年初预算数", "支出-决算数"]
    keys = column_keys(OVERALL, paths, [0, 0, 0, 1, 1, 1])
    assert keys == (None, "收入-年初预算数", "收入", None, "支出-年初预算数", "支出")


def test_bare_name_columns_of_one_header_row_take_no_key() -> None:
    paths = ["收入", "决算数", "支出", "决算数"]
    assert column_keys(OVERALL, paths, [0, 0, 1, 1]) == (None, "收入", None, "支出")
    named = ["项目", "收入", "项目", "支出"]
    assert column_keys(OVERALL, named, [0, 0, 1, 1]) == (None, "收入", None, "支出")


def test_row_names_stand_in_for_a_header_without_sides() -> None:
    header = "项目决算数项目决算数"
    assert recognise("收入支出决算总表", header, "收入总计支出总计") == OVERALL
    assert recognise("收入支出决算总表", header, "序号备注") is None
    old = "用事业基金弥补收支差额结余分配"
    assert recognise(None, "收入支出项目行次决算数", old) == OVERALL


def test_budget_columns_of_the_overall_form_never_hide_its_figures() -> None:
    income = ["收入-项目", "收入-预算数", "收入-全年预算数", "收入-金额"]
    paths = [*income, "支出-项目", "支出-预算金额", "支出-决算数"]
    keys = column_keys(OVERALL, paths, [0, 0, 0, 0, 1, 1, 1])
    assert keys == (None, "收入-预算数", "收入-全年预算数", "收入", None, "支出-预算数", "支出")
    assert set(filter(None, keys)) <= set(FORM_KEYS[OVERALL])


def test_carried_over_columns_are_not_this_years_expenditure() -> None:
    paths = [
        "年初结转和结余-基本支出结转",
        "本年收入-合计",
        "本年支出-合计",
        "本年支出-基本支出",
        "本年支出-项目支出",
    ]
    assert column_keys(GENERAL_BUDGET, paths, [0] * 5) == (None, None, "合计", "基本支出", "项目支出")


WIDE = [
    "合计",
    "因公出国（境）费",
    "公务用车购置及运行维护费-小计",
    "公务用车购置及运行维护费-公务用车购置费",
    "公务用车购置及运行维护费-公务用车运行维护费",
    "公务接待费",
]


@pytest.mark.parametrize("layout", ["{measure}-{item}", "{item}-{measure}"])
def test_three_public_wide_layouts(layout: str) -> None:
    paths = [layout.format(measure=m, item=i) for m in ("预算数", "决算数") for i in WIDE]
    keys = column_keys(THREE_PUBLIC, paths, [0] * 12)
    assert keys == FORM_KEYS[THREE_PUBLIC][:12]


def test_three_public_items_as_rows_by_year() -> None:
    paths = ["项目", "2023年预算数", "2023年决算数", "2022年决算数", "同比增减", "完成率"]
    keys = column_keys(THREE_PUBLIC, paths, [0] * 6)
    assert keys == (None, "预算数-", "决算数-", "上年决算数-", None, None)
    assert complete_key(THREE_PUBLIC, keys[3], "3．公务接待费") == "上年决算数-公务接待费"
    assert complete_key(THREE_PUBLIC, keys[3], "其中：国内接待费") is None


def test_three_public_form_on_its_side_has_its_measures_in_the_rows() -> None:
    keys = column_keys(THREE_PUBLIC, ["项目", "三公小计", "公务用车购置", "公务接待费"], [0, 0, 0, 0])
    rows = ("预算数", "决算数", "上年决算数")
    assert [complete_key(THREE_PUBLIC, keys[3], row) for row in rows] == [f"{row}-公务接待费" for row in rows]


@pytest.mark.parametrize(
    ("label", "item"),
    [
        ("（1）公务用车购置费", "公务用车购置费"),
        ("其中：公务用车运行维护费", "公务用车运行维护费"),
        ("2.公务用车购置及运行费", "公务用车购置及运行维护费"),
        ("一、“三公”经费支出合计", "合计"),
        ("1、因公出国(境)费用", "因公出国（境）费"),
        ("公务用车保有量（辆）", None),
        ("国内公务接待批次（个）", None),
        ("外事接待费", None),
    ],
)
def test_three_public_item_names(label: str, item: str | None) -> None:
    assert three_public_item(label) == item


def test_a_three_public_form_on_its_side_has_its_measures_in_the_rows() -> None:
    keys = column_keys(THREE_PUBLIC, ("项目", "三公小计", "因公出国（境）费", "公务接待费"), (0, 0, 0, 0))
    told = [complete_key(THREE_PUBLIC, keys[3], label) for label in ("预算数", "决算数", "上年决算数")]
    assert told == ["预算数-公务接待费", "决算数-公务接待费", "上年决算数-公务接待费"]
    assert complete_key(THREE_PUBLIC, keys[1], "预算数") == "预算数-合计"
    assert complete_key(THREE_PUBLIC, keys[3], "某单位") == "决算数-公务接待费"


ROWS_OF_THREE = "合计因公出国（境）费公务用车购置及运行维护费公务用车购置费公务用车运行维护费公务接待费"


@pytest.mark.parametrize(
    ("header", "rows", "kind"),
    [
        ("项目预算数决算数", ROWS_OF_THREE, THREE_PUBLIC),
        ("项目预算执行", ROWS_OF_THREE, THREE_PUBLIC),
        ("科目名称决算数", "基本工资办公费" + ROWS_OF_THREE, None),
        ("项目统计数决算数", ROWS_OF_THREE + "机关运行经费政府采购", None),
        ("项目预算数", ROWS_OF_THREE, None),
    ],
)
def test_a_three_public_form_without_a_title_is_known_by_its_rows(
    header: str, rows: str, kind: str | None
) -> None:
    assert recognise(None, header, rows) == kind
