"""Figures whose own words speak against their line make no finding; those of the line itself do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.check.trust import trusted
from extract.records import Fact, Link
from tests.builders import fact, passage


def kept(text: str, *facts: Fact) -> list[str]:
    """The values of the facts that are trusted; each stands where its value stands last in the text."""
    placed = [
        replace(
            f,
            id=f"f{at}",
            start=text.rindex(f.value),
            end=text.rindex(f.value) + len(f.value) + len(f.unit or ""),
        )
        for at, f in enumerate(facts)
    ]
    return [f.value for f in trusted((passage(text),), placed)]


def headed(value: str, **more: object) -> Fact:
    return replace(fact(value, item="“三公”经费财政拨款支出", **more), steps=("项目：标题",))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "item", "value"),
    [
        ("公务用车运行维护费2.06万元（12辆，车均0.17万元）。", "公务用车运行维护费", "0.17"),
        ("国内公务接待4批次，人均0.02万元。", "公务接待费", "0.02"),
        ("收入下降。主因为设备购置费2030年列支8.33万元，本年1.77万元。", "本年收入", "1.77"),
        ("全年减免店租6.40万元，兑现住房公积金0.04万元。", "住房公积金", "0.04"),
        ("单价100.00万元以上的设备1台。", "本年收入合计", "100.00"),
        ("采购在50.00万元以上的公开招标。", "本年收入合计", "50.00"),
        ("完成预算的102.4%（9.78万元/9.55万元）。", "其他文化和旅游支出", "9.55"),
        ("支出增加，主要原因是会议费减少（146.03万元，19.45%）。", "教育支出", "146.03"),
        ("两年相差0.17万元，大部分归结于资金收回（会议费389.48万元）。", "会议费", "389.48"),
        ("基本支出占47%，为112.00万元；项目支出占53%，为125.38万元。", "基本支出", "125.38"),
        ("公用经费6.19万元（办公费5.44万元，其他交通费用0.75万元），减少4.96万元。", "其他交通费用", "4.96"),
        ("2．甲支出类乙支出款丙缴费支出项。年初预算3.00万元，支出决算4.12万元。", "乙支出", "4.12"),
        ("3、201甲支出—20104乙事务—2010408丙管理。支出决算为14.88万元。", "甲支出", "14.88"),
        ("公务接待预算与决算分别是1.89万元和1.51万元。", "公务接待费", "1.89"),
        ("农林水支出60.00万元；其余支出（教育、住房保障）共19.17万元。", "农林水支出", "19.17"),
        ("6.丙管理。主要为人员经费、公用经费等基本支出，决算为2.21万元。", "基本支出", "2.21"),
        ("全年完成政府采购0.19万元，其中面向中小企业0.07万元。", "政府采购", "0.07"),
        ("外事接待支出0万元，外事接待0批次，共计支出0.00万元。", "公务接待费", "0.00"),
    ],
)
def test_a_figure_that_its_words_give_to_another(text: str, item: str, value: str) -> None:
    level = {"乙支出": "款", "甲支出": "类"}.get(item)
    assert kept(text, fact(value, item=item, level=level)) == []


@pytest.mark.parametrize(
    ("text", "item", "value"),
    [
        ("公务用车运行维护费2.06万元（12辆）。", "公务用车运行维护费", "2.06"),
        ("基本支出112.00万元，占一般公共预算财政拨款支出的47%；项目支出125.38万元。", "项目支出", "125.38"),
        ("公用经费6.19万元（其他交通费用0.75万元），减少4.96万元。", "公用经费", "4.96"),
        ("1.支出6.00万元用于甲支出-乙事务-丙运行，较上年降低1.15万元。", "甲支出-乙事务-丙运行", "1.15"),
        ("财政拨款收入、支出总计9.00万元。", "财政拨款支出总计", "9.00"),
        ("公用经费6.19万元（办公费5.44万元，其他交通费用0.75万元）。", "其他交通费用", "0.75"),
        ("3、201甲支出—20104乙事务—2010408丙管理。支出决算为14.88万元。", "丙管理", "14.88"),
        ("公务接待预算与决算分别是1.89万元和1.51万元。", "公务接待费", "1.51"),
        ("教育支出（类）205.00万元，主要用于人员经费。", "教育支出", "205.00"),
        ("全年完成政府采购0.19万元，其中面向中小企业0.07万元。", "政府采购", "0.19"),
        ("主要用于人员经费190.00万元、公用经费15.00万元。", "公用经费", "15.00"),
    ],
)
def test_a_figure_of_its_own_line(text: str, item: str, value: str) -> None:
    level = {"丙管理": "项", "教育支出": "类"}.get(item)
    assert kept(text, fact(value, item=item, level=level)) == [value]


def test_the_line_of_a_heading_yields_to_the_clause_and_so_does_what_follows_it() -> None:
    text = "共接待65批次（782人），支出1.90万元，比上年增加0.40万元。"
    change = replace(headed("0.40", measure="增减额"), steps=("项目：承前",))
    assert kept(text, headed("1.90"), change) == []
    assert kept("2031年支出决算为6.80万元。", headed("6.80")) == ["6.80"]


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("2.支出6.12万元用于社会保障和就业支出，比上年增加。", "6.12", "社会保障和就业支出"),
        ("2.支出6.12万元用于甲支出类乙款丙管理项，增加6.00万元。", "6.12", "甲支出类乙款丙管理项"),
        ("7、行政单位医疗。主要是医疗费。年初预算为6.12万元。", "6.12", "行政单位医疗"),
        ("行政单位医疗：2031年决算数6.12万元。", "6.12", "行政单位医疗"),
        ("3.（2100301）社区卫生机构：支出决算数为6.12万元。", "6.12", "（2100301）社区卫生机构"),
        ("7、主要情况。年初预算为6.12万元。", "6.12", "“三公”经费财政拨款支出"),
        ("8．卫生健康支出、行政事业单位医疗。年初预算6.12万元。", "6.12", "卫生健康支出、行政事业单位医疗"),
        ("支出6.12万元用于公务接待。", "6.12", "“三公”经费财政拨款支出"),
        ("8.2130315抗旱年初预算为9.37万元。", "9.37", "2130315抗旱"),
        ("四.受停发影响，甲支出（类）乙管理（项）决算9.06万元。", "9.06", "甲支出（类）乙管理（项）"),
    ],
)
def test_an_account_in_the_sentence_goes_before_the_heading(text: str, value: str, name: str) -> None:
    at = text.index(value)
    cell = Link("t1", 0, 0, "1", "mismatch")
    one = replace(headed(value), start=at, end=at + len(f"{value}万元"), links=(cell,))
    (found,) = trusted((passage(text),), (one,))
    assert (found.item.name, bool(found.links)) == (name, name == headed(value).item.name)


def test_a_path_behind_a_figure_is_none_of_its_own() -> None:
    assert kept("支出决算9.05万元，其中8.2130315抗旱支出4.00万元。", headed("9.05")) == ["9.05"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("公路运输2140104建设年初预算95.00万元。", "2140104"),
        ("收入包括：1.财政拨款收入。", "1"),
        ("借阅1.8万卷。", "1.8"),
        ("受“6·12”洪涝灾害影响，支出增加。", "6"),
        ("划转车辆。5.2130202一般行政管理事务。", "5"),
    ],
)
def test_codes_list_numbers_and_counts_are_no_figures(text: str, value: str) -> None:
    assert kept(text, fact(value, unit=None)) == []


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("比预算增加0.30万元，相较于2030年增长3.85%。", "上年数"),
        ("比2030年预算增加0.30万元，增长3.85%。", "预算数"),
        ("同比增加0.20万元，比预算增长3.85%。", "预算数"),
        ("比年初预算7.56万元节约2.00万元；上年数7.39万元，增长3.85%。", "上年数"),
    ],
)
def test_a_change_is_against_what_its_nearest_words_name(text: str, base: str) -> None:
    at = text.index("3.85")
    rate = fact("3.85", measure="增减率", unit="%", base="预算数", start=at)
    assert [f.base for f in trusted((passage(text),), (rate,))] == [base]


@pytest.mark.parametrize(
    ("text", "trusted_values"),
    [
        ("项目支出8.66万元。造林成活率指标值≥85%，实际完成83.1%。", []),
        ("项目支出8.66万元。一审服判息诉率83.1%。", []),
        ("项目支出8.66万元，执行率83.1%。", ["83.1"]),
        ("项目支出8.66万元。预算执行率为83.1%。", ["83.1"]),
    ],
)
def test_the_rate_of_a_target_is_none_of_money_spent(text: str, trusted_values: list[str]) -> None:
    assert kept(text, fact("83.1", measure="完成率", unit="%", item="项目")) == trusted_values


@pytest.mark.parametrize(
    ("text", "measure", "base"),
    [
        ("总支出比上年增加52.38万元（由904.45万元变为956.83万元）。", "决算数", None),
        ("总支出由3.20万元减少到956.83万元。", "决算数", None),
        ("由于接待减少，总支出比上年减少956.83万元。", "增减额", "上年数"),
        ("年初预算90.00万元，决算80.00万元，预决算差异为956.83万元。", "增减额", "预算数"),
    ],
)
def test_what_a_line_has_come_to_is_no_change(text: str, measure: str, base: str | None) -> None:
    at = text.index("956.83")
    one = fact("956.83", measure="增减额", base="上年数", base_year=2030, start=at)
    assert [(f.measure, f.base) for f in trusted((passage(text),), (one,))] == [(measure, base)]


def test_a_figure_behind_a_verb_of_change_is_a_change() -> None:
    text = "基本支出56.75万元，较2030年决算数下降8.94万元。"
    one = fact("8.94", measure="上年数", item="基本支出", start=text.index("8.94"))
    (found,) = trusted((passage(text),), (one,))
    assert (found.measure, found.value, found.sign, found.base) == ("增减额", "-8.94", -1, "上年数")


def test_a_figure_of_a_doubtful_role_makes_no_finding() -> None:
    text = "基本支出3.00万元，项目支出2.00万元。"
    doubtful = replace(fact("2.00", item="项目支出"), score=0.55)
    assert kept(text, fact("3.00", item="基本支出"), doubtful) == ["3.00"]
    printed = Link("t5", 1, 2, "2.00", "match", "项目支出", "决算数")
    assert kept(text, replace(doubtful, links=(printed,))) == ["2.00"]


def test_a_share_of_several_lines_is_not_that_of_the_last() -> None:
    text = "经营收入2.00万元、其他收入3.00万元，合计占本年收入的3.63%。"
    together = fact("3.63", measure="占比", unit="%", item="其他收入")
    assert kept(text, fact("3.00", item="其他收入"), together) == ["3.00"]


@pytest.mark.parametrize(
    ("text", "item", "value", "steps"),
    [
        ("政府采购货物2.00万元、工程1.00万元，共计3.00万元。", "工程", "3.00", ()),
        ("2030年、2031年收支总计依次为7.00万元、8.00万元。", "收入总计", "7.00", ()),
        ("行政运行本年安排6.50万元。", "基本支出", "6.50", ("项目：承前",)),
        ("日常运转用去7.60万元，也就是基本支出。", "项目支出", "7.60", ("项目：承前",)),
        ("其余5.00万元。", "其余", "5.00", ()),
    ],
)
def test_a_figure_of_all_lines_of_two_years_or_of_another_line_makes_no_finding(
    text: str, item: str, value: str, steps: tuple[str, ...]
) -> None:
    told = replace(fact(value, item=item), steps=steps)
    assert kept(text, told) == []


def test_a_line_named_again_behind_the_sum_is_its_own() -> None:
    text = "货物2.00万元、工程1.00万元，共计3.00万元，其中工程1.50万元。"
    assert kept(text, fact("1.50", item="工程")) == ["1.50"]


def test_a_rate_of_work_is_not_that_of_the_money_before_it() -> None:
    rate = replace(fact("45", measure="完成率", unit="%", item="甲项目"), steps=("项目：承前",))
    assert kept("产出方面，验收完成率45%。", rate) == []
    assert kept("产出方面，预算完成率45%。", rate) == ["45"]
