"""Names, codes, paths and topics."""

from __future__ import annotations

import pytest

from extract.catalogue import LEVELS, accounts, level_of, settled_code, with_code, with_name
from extract.catalogue.lines import procurement, three_public
from extract.catalogue.names import line_key, split_path
from extract.catalogue.topics import topic_of_item, topic_of_title


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("四、公共安全支出（类）", "公共安全"),
        ("（一）基本支出", "基本支出"),
        ("维修（护）费", "维修(护)费"),
        ("其中：教育支出205（类）", "教育支出"),
        ("“三公”经费", '"三公"经费'),
    ],
)
def test_spellings_of_one_line(one: str, other: str) -> None:
    assert line_key(one) == line_key(other)


def test_income_and_expenditure_stay_apart() -> None:
    assert line_key("其他收入") != line_key("其他支出")


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("卫生健康210（类）行政事业单位医疗21011（款）", ["210", "21011"]),
        ("卫生健康支出（类）210行政事业单位医疗（款）21011", ["210", "21011"]),
        ("教育支出（205类）普通教育（02款）小学教育（02项）", ["205", "20502", "2050202"]),
        ("文化支出（类207）文化（款20701）", ["207", "20701"]),
        ("教育支出（205）普通教育（20502）", ["205", "20502"]),
        ("205教育支出（类）20502普通教育（款）", ["205", "20502"]),
        ("教育支出（类）普通教育（款）", [None, None]),
        ("205教育支出—20502普通教育—2050201学前教育", ["205", "20502", "2050201"]),
        ("2050201-学前教育", ["2050201"]),
        ("教育支出（205类）下的普通教育（02款）", ["205", "20502"]),
    ],
)
def test_codes_wherever_the_path_writes_them(written: str, codes: list[str | None]) -> None:
    assert [level.code for level in split_path(written)] == codes


def test_a_word_with_款_in_it_is_no_path() -> None:
    assert [level.name for level in split_path("财政拨款支出")] == ["财政拨款支出"]


def test_unique_names_have_a_code_and_shared_ones_none() -> None:
    assert settled_code("住房保障支出（类）") == "221"
    assert len(with_name("行政运行")) > 1
    assert settled_code("行政运行") is None
    assert settled_code("基本工资", kind="economic") == "30101"


def test_former_names_stand_behind_the_current_one() -> None:
    assert [a.standing for a in with_code("210")] == ["observed", "former", "former"]


def test_every_entry_has_a_level_and_a_parent_of_its_kind() -> None:
    codes = {(a.kind, a.code) for a in accounts()}
    for account in accounts():
        assert account.level is not None, account
        assert account.code.isdigit() and account.standing in ("observed", "recalled", "former", "alias")
        assert (account.kind, account.code[:3]) in codes, account
    assert level_of("2010301") == "项" and level_of("20101101") is None
    assert set(LEVELS) == {"functional", "economic", "government"}


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("一、收入支出决算总体情况说明", "总体"),
        ("二、收入决算情况说明", "收入"),
        ("支出决算情况说明", "支出"),
        ("四、财政拨款收入支出决算总体情况说明", "财政总体"),
        ("（一）一般公共预算财政拨款支出决算总体情况", "一般公共"),
        ("六、一般公共预算财政拨款基本支出决算情况说明", "基本"),
        ("九、财政拨款“三公”经费支出决算情况说明", "三公"),
        ("八、政府性基金预算支出决算情况说明", "基金"),
        ("（一）机关运行经费支出情况", "机关运行"),
        ("（二）具体情况", None),
        ("第四部分 名词解释", "释义"),
    ],
)
def test_topic_of_a_heading(title: str, topic: str | None) -> None:
    assert topic_of_title(title) == topic


def test_topic_and_form_names_of_lines() -> None:
    assert topic_of_item("“三公”经费财政拨款支出") == "三公"
    assert topic_of_item("基本支出") is None
    assert three_public("公务用车购置支出") == "公务用车购置费"
    assert three_public("公务用车购置和运行维护费") == "公务用车购置及运行维护费"
    assert three_public("国内接待费") is None
    assert procurement("政府采购货物支出") == "货物"
    assert procurement("基本公共卫生服务") is None and procurement("授予中小企业合同金额") is None


def test_what_ties_a_level_to_the_one_above_is_no_part_of_its_name() -> None:
    levels = split_path("教育支出（类）下的普通教育（款）小学教育（项）")
    assert [level.name for level in levels] == ["教育支出", "普通教育", "小学教育"]
