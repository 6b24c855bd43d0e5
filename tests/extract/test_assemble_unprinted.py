"""Facts whose figure is not printed: nothing moved, equal to the budget, nothing there."""

from __future__ import annotations

import pytest

from tests.marked import facts_of, short


@pytest.mark.parametrize(
    ("text", "owner", "base", "year"),
    [
        ("[公务接待费]{决算数|2.00万元}，与上年持平。", "公务接待费", "上年数", 2030),
        ("[公务接待费]{决算数|2.00万元}，较2030年度决算数没有变化。", "公务接待费", "上年数", 2030),
        ("[公务接待费]{决算数|2.00万元}，比去年同期保持不变。", "公务接待费", "上年数", 2030),
        ("[住房公积金]支出决算{决算数|9万元}，决算数等于年初预算数。", "住房公积金", "年初预算数", None),
        ("[住房公积金]支出决算{决算数|9万元}，与年初预算数基本持平。", "住房公积金", "年初预算数", None),
        ("[住房公积金]支出决算{决算数|9.00万元}，决算数与预算数一致。", "住房公积金", "预算数", None),
        ("[住房公积金]支出决算{决算数|9.00万元}，与调整预算数无差异。", "住房公积金", "全年预算数", None),
        ("[公务接待费]预算{预算数|2.00万元}，与2030年预算持平。", "公务接待费", "预算数", 2030),
        ("[公务接待费]预算{预算数|2.00万元}，与2031年预算持平。", "公务接待费", "预算数", None),
        ("[公务接待费]预算{预算数|2.00万元}，比2030年预算执行数持平。", "公务接待费", "上年数", 2030),
        (
            "“三公”经费支出比上年减少{增减额|1.00万元}。其中：[因公出国（境）费]支出决算与上年持平；"
            "[公务接待费]减少{增减额|1.00万元}。",
            "因公出国（境）费",
            "上年数",
            2030,
        ),
    ],
)
def test_nothing_moved(text: str, owner: str, base: str, year: int | None) -> None:
    (still,) = [f for f in facts_of(text) if f.steps[0].startswith("持平")]
    assert (still.item.name, still.measure, still.value, still.base, still.base_year) == (
        owner, "增减额", "0", base, year,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "[公务接待费]{决算数|2.00万元}，决算数大于/小于/等于预算数。",
        "[公务接待费]{决算数|2.00万元}，决算数与预算数不一致。",
        "[公务接待费]减少{增减额|2.00万元}，主要原因是«用车次数与上年持平»。",
    ],
)
def test_residue_denials_and_causes_are_no_statement(text: str) -> None:
    assert not [f for f in facts_of(text) if f.steps[0].startswith("持平")]


def test_a_cause_of_the_equal_stays_on_the_rate_and_on_the_equality() -> None:
    text = (
        "[住房公积金]年初预算{年初预算数|9.00万元}，支出决算{决算数|9.00万元}，完成年初预算的{完成率|100%}，"
        "决算数等于预算数的主要原因是«严格按预算执行»。"
    )
    facts = facts_of(text)
    assert [(f.measure, f.reason is not None) for f in facts] == [
        ("年初预算数", False), ("决算数", False), ("完成率", True), ("增减额", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("本年度无因公出国（境）费用。", ["因公出国（境）费用"]),
        (
            "无上缴上级支出、经营支出和对附属单位补助支出。",
            ["上缴上级支出", "经营支出", "对附属单位补助支出"],
        ),
        (
            "本单位2031年度没有政府性基金预算收入，也没有使用政府性基金预算安排的支出。",
            ["政府性基金预算财政拨款收入", "政府性基金预算财政拨款支出"],
        ),
        (
            "我局没有国有资本经营预算财政拨款收支。",
            ["国有资本经营预算财政拨款收入", "国有资本经营预算财政拨款支出"],
        ),
        ("主要原因是«本单位无公务接待费»。", []),
        ("增加的主要原因，无公务接待费。", []),
        ("上年无政府性基金预算财政拨款支出。", []),
        ("2030年度无机关运行经费。", []),
        ("全年无重大责任事故。", []),
        ("本部门无下属单位，无公务用车更新计划。", []),
    ],
)
def test_what_is_said_not_to_be_is_0(text: str, names: list[str]) -> None:
    assert short(facts_of(text)) == [(name, "决算数", "0") for name in names]


def test_nothing_of_this_kind_is_the_line_of_the_heading() -> None:
    (fact,) = facts_of("本年度无此项支出。", title="八、政府性基金预算财政拨款支出决算情况说明")
    assert (fact.item.name, fact.value, fact.decimals) == ("政府性基金预算财政拨款支出", "0", 0)
    (planned,) = facts_of("本年度无此项支出。", title="八、政府性基金预算支出情况说明", kind="部门预算")
    assert planned.measure == "预算数"


def test_nothing_of_this_kind_behind_another_line_is_not_the_heading() -> None:
    title = "（二）“三公”经费财政拨款支出决算具体情况说明"
    facts = facts_of("1.[因公出国（境）费]支出{决算数|0万元}，无该项费用。", title=title)
    assert short(facts) == [("因公出国（境）费", "决算数", "0")]


def test_nothing_of_this_kind_behind_figures_is_not_about_the_heading() -> None:
    text = "[住房公积金]{决算数|3.00万元}，一是人员减少；二是当年未发生该项经费。"
    facts = facts_of(text, title="八、政府性基金预算财政拨款支出决算情况说明")
    assert short(facts) == [("住房公积金", "决算数", "3.00")]
