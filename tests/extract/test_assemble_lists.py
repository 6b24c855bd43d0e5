"""Borders of tagged names and names in lists: what stands beside a name is none of it."""

from __future__ import annotations

import pytest

from tests.marked import facts_of, short


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("其中[货物最多]，为{决算数|8.00万元}，占{占比|80%}。", ("货物", "占比", "80")),
        ("[财政拨款支出共计]{决算数|9.00万元}。", ("财政拨款支出", "决算数", "9.00")),
        ("其中[一般公共预算安排]{预算数|8.00万元}。", ("一般公共预算", "决算数", "8.00")),
        ("[“三公”经费由财政拨款安]排{决算数|6.00万元}。", ("“三公”经费", "决算数", "6.00")),
        ("[均授予中小企业]，占{占比|100%}。", ("授予中小企业", "占比", "100")),
        (
            "与上年{上年数|9.00万元}对比，[财政拨款收入上]升{增减额|1.00万元}。",
            ("财政拨款收入", "上年数", "9.00"),
        ),
        (
            "[公用经费]{决算数|6.00万元}，比2030年{上年数|5.00万元}多支出{增减额|1.00万元}。",
            ("公用经费", "增减额", "1.00"),
        ),
        ("[培训费]预算{预算数|9.00万元}，[支付]{预算数|8.00万元}。", ("培训费", "决算数", "8.00")),
        ("[培训费]预算安排{预算数|9.00万元}，少用{增减额|1.00万元}。", ("培训费", "增减额", "-1.00")),
        ("2.[水库]巡护。预算{预算数|9.00万元}，支付{决算数|8.00万元}。", ("水库巡护", "决算数", "8.00")),
        (
            "[本年]收入比上年多{增减额|6.00万元}，本年支出比上年多{增减额|5.00万元}。",
            ("本年支出", "增减额", "5.00"),
        ),
        ("[“水塘改造”项目公开]自评结果：执行{决算数|1.00万元}。", ("“水塘改造”", "决算数", "1.00")),
        ("其余支出（教育、住房保障）共{决算数|9.00万元}。", ("其余支出", "决算数", "9.00")),
        (
            "[公务接待费]{决算数|9.00万元}，其中外事接待4批次、26人次，支出{决算数|2.00万元}。",
            ("外事接待", "决算数", "2.00"),
        ),
        (
            "[政府采购]{决算数|9.00万元}，其中面向中小企业预留{决算数|2.00万元}。",
            ("面向中小企业预留", "决算数", "2.00"),
        ),
    ],
)
def test_a_name_ends_where_the_words_beside_it_begin(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in short(facts_of(text))


def test_names_first_and_figures_in_their_order() -> None:
    text = "[事业收入]、[经营收入和][其他收入依次是]{决算数|5.00万元}、{决算数|3.00万元}和{决算数|2.00万元}。"
    names = ["事业收入", "经营收入", "其他收入"]
    assert [f.item.name for f in facts_of(text)] == names
    shares = "，所占比重依次是{增减率|50%}、{增减率|30%}和{占比|20%}。"
    found = facts_of(text.removesuffix("。") + shares)[3:]
    assert [(f.item.name, f.measure) for f in found] == [(name, "占比") for name in names]


def test_shares_of_a_whole_whose_amount_stands_between() -> None:
    text = (
        "[基本支出]{决算数|4.00万元}，[项目支出]{决算数|6.00万元}，分别占[本年支出合计]{决算数|10.00万元}的"
        "{占比|40%}和{占比|60%}。"
    )
    assert short(facts_of(text))[2:] == [
        ("本年支出合计", "决算数", "10.00"),
        ("基本支出", "占比", "40"),
        ("项目支出", "占比", "60"),
    ]


def test_several_lines_told_as_one_sum_are_one() -> None:
    text = "[“三公”经费]、[会议费]、[培训费三]项合计支出{决算数|8.00万元}，较预算节约{增减额|1.00万元}。"
    names = {f.item.name for f in facts_of(text)}
    assert names == {"“三公”经费、会议费、培训费"}


def test_two_names_in_one_tag_and_one_without() -> None:
    text = "[上级补助收入]、[事业收入、经营收入]、其他收入均为{决算数|0}。"
    assert [f.item.name for f in facts_of(text)] == ["上级补助收入", "事业收入", "经营收入", "其他收入"]


@pytest.mark.parametrize(
    "text",
    [
        "[造林]指标值≥{其他|85%}，实际完成{完成率|83.1%}。",
        "[信息化运维]得分99分。一审服判息诉率{完成率|91.8%}。",
        "[培训费]支付进度较慢，未达到{完成率|95%}的序时进度。",
    ],
)
def test_rates_of_work_are_no_facts(text: str) -> None:
    assert facts_of(text) == ()


def test_a_share_of_the_budget_is_how_far_it_was_carried_out() -> None:
    (rate,) = facts_of("[公务接待费]占全年预算的{占比|96.5%}。")
    assert (rate.measure, rate.base) == ("完成率", "全年预算数")


def test_a_code_before_an_untagged_name_tells_the_line() -> None:
    text = "[教育支出]{决算数|9.00万元}。#2010306#政务公开审批年初预算为{年初预算数|3.00万元}。"
    assert [(f.item.name, f.item.code) for f in facts_of(text)][1] == ("政务公开审批", "2010306")


def test_together_behind_a_change_is_no_line() -> None:
    assert short(facts_of("[教育支出]{决算数|9.00万元}，同上年比，合计减少{增减额|1.00万元}。"))[1] == (
        "教育支出",
        "增减额",
        "-1.00",
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("7、应急救援。主要是抢险。年初预算为{年初预算数|6.00万元}。", "应急救援"),
        ("8．节能环保支出、污染减排、生态环境监测与信息。年初预算为{年初预算数|6.00万元}。",
         "节能环保支出、污染减排、生态环境监测与信息"),
        ("突发公共卫生事件应急处理科目支出决算{决算数|6.00万元}。", "突发公共卫生事件应急处理"),
    ],
)  # fmt: skip
def test_an_account_that_opens_a_paragraph_goes_before_the_heading(text: str, name: str) -> None:
    title = "（三）一般公共预算财政拨款支出决算具体情况"
    assert [f.item.name for f in facts_of(text, title=title)] == [name]


def test_words_nearest_to_a_change_tell_what_it_is_and_against_what() -> None:
    text = "[培训费]较年初预算减少{增减额|1.00万元}；上年数{上年数|5.00万元}，减少{增减额|2.00万元}。"
    assert [f.base for f in facts_of(text)] == ["年初预算数", None, "上年数"]
    (fall,) = facts_of("[培训费]较2030年决算数下降{增减额|1.00万元}。")
    assert (fall.measure, fall.value) == ("增减额", "-1.00")
    assert facts_of("[培训费]预决算差异为{增减额|2.50万元}。")[0].base == "预算数"
