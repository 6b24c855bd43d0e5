"""What the parts of a list take over from their whole, and what the words around a figure leave open."""

from __future__ import annotations

import pytest

from tests.marked import facts_of

_WHOLE = "2031年[“三公”经费]"
_PARTS = "[公务接待费]{决算数|2.00万元}，[公务用车运行维护费]{决算数|3.00万元}。"


def _measures(text: str, **asked: str) -> list[str]:
    return [f.measure for f in facts_of(text, **asked)]


@pytest.mark.parametrize("joint", ["，其中：", "。其中，", "（不含补助），其中："])
def test_parts_of_a_planned_whole_are_planned(joint: str) -> None:
    text = f"{_WHOLE}预算为{{预算数|5.00万元}}{joint}{_PARTS}"
    assert _measures(text) == ["预算数"] * 3


def test_changes_between_a_whole_and_its_parts_leave_it_the_whole() -> None:
    text = f"{_WHOLE}预算总额为{{预算数|5.00万元}}，较上年减少{{增减额|1.00万元}}；其中：{_PARTS}"
    assert _measures(text) == ["预算数", "增减额", "预算数", "预算数"]


@pytest.mark.parametrize(
    "text",
    [
        f"{_WHOLE}支出决算为{{决算数|5.00万元}}，其中：{_PARTS}",
        f"{_WHOLE}预算{{预算数|6.00万元}}，支出{{决算数|5.00万元}}，其中：{_PARTS}",
        f"{_WHOLE}预算{{预算数|6.00万元}}，其中：[公务接待费]决算{{决算数|2.00万元}}，支出决算{{决算数|3.00万元}}。",
        f"{_WHOLE}预算{{预算数|6.00万元}}。{_PARTS}",
    ],
)
def test_parts_of_a_spent_whole_and_parts_told_as_spent_stay(text: str) -> None:
    assert _measures(text)[-2:] == ["决算数"] * 2


def test_parts_are_of_the_year_of_their_whole() -> None:
    text = f"2030年度[“三公”经费]合计支出{{决算数|5.00万元}}，其中：{_PARTS}"
    assert [f.year for f in facts_of(text)] == [2030] * 3


def test_a_part_with_a_year_of_its_own_keeps_it() -> None:
    text = "2030年度[“三公”经费]支出{决算数|5.00万元}，其中：2031年[公务接待费]{决算数|2.00万元}。"
    assert [f.year for f in facts_of(text)] == [2030, 2031]


def test_a_line_paid_from_a_budget_is_not_planned_for_it() -> None:
    text = "一般公共预算财政拨款安排的[“三公”经费]支出{预算数|3.20万元}，比2030年少列{增减额|0.40万元}。"
    assert _measures(text) == ["决算数", "增减额"]
    assert _measures("一般公共预算安排的[“三公”经费]预算{预算数|3.20万元}。") == ["预算数"]


def test_a_difference_behind_a_budget_is_against_it() -> None:
    plan = "年初预算为{年初预算数|3.00万元}，差值为{增减额|1.00万元}。"
    found = facts_of(f"[会议费]支出{{决算数|2.00万元}}，{plan}")
    assert (found[-1].base, found[-1].base_year) == ("年初预算数", None)


def test_a_label_is_no_entry_of_the_list_behind_it() -> None:
    text = "（1）[因公出国（境）费]：本年预算、决算都是{决算数|0万元}。"
    found = facts_of(text, title="五、“三公”经费情况")
    assert [(f.item.name, f.measure) for f in found] == [
        ("因公出国（境）费", "预算数"),
        ("因公出国（境）费", "决算数"),
    ]


def test_what_was_spent_of_one_budget_is_not_all_spending() -> None:
    income = "[一般公共预算财政拨款本年收入]{决算数|9.00万元}，比上年增加{增减额|1.00万元}"
    assert facts_of(f"{income}；[本年支出]{{决算数|8.00万元}}。")[-1].item.name == "一般公共预算财政拨款支出"


def test_bare_spending_behind_a_grant_is_a_line_of_its_own() -> None:
    text = "实际使用[财政拨款]{决算数|9.00万元}。支出比年初预算多{增减额|1.00万元}，超出{增减率|12.50%}。"
    assert [f.item.name for f in facts_of(text)] == ["财政拨款", "支出", "支出"]


def test_a_list_renamed_in_brackets_is_what_it_is_called() -> None:
    listed = "[公务接待费]、[公车购置费]，[公车运行费]（“三公”经费）"
    found = facts_of(listed + "决算总额{决算数|9.00万元}，下降{增减率|3.5%}。")
    assert [f.item.name for f in found] == ["“三公”经费"] * 2


def test_what_a_renamed_list_spends_is_no_line_of_its_own() -> None:
    listed = "[公务用车购置及运行费]、[公务接待费]（简称[“三公”经费]）"
    (fact,) = facts_of(listed + "[支出]合计{决算数|9.00万元}。")
    assert fact.item.name == "“三公”经费"


LINES = [
    (
        "[公务接待费]{决算数|0.50万元}。其中：[外事接待费]支出为零。国内接待6批次、71人次，"
        "共计支出{决算数|0.50万元}。",
        ["公务接待费", "公务接待费"],
    ),
    ("年末公务用车3辆，[购置及运行维护费]{决算数|5.00万元}。", ["公务用车购置及运行维护费"]),
    (
        "[收入]{决算数|9.00万元}，[支出]{决算数|8.00万元}，比上年收入增加{增减率|5%}，支出比上年增加{增减率|4%}。",
        ["收入", "支出", "收入", "支出"],
    ),
    ("年初批复预算8个项目{年初预算数|9.85万元}，实际到位资金{决算数|3.00万元}。", ["项目", "项目"]),
    ("[义务兵优待]{决算数|3.00万元}。其中伤残抚恤比年初预算{年初预算数|6.00万元}多{增减额|4.00万元}。",
     ["义务兵优待", "伤残抚恤", "伤残抚恤"]),
    ("[水源巩固项目自评综述]：全年预算数为{全年预算数|6.00万元}。", ["水源巩固项目"]),
    ("[机关及所属单位使用财政拨款安排“三公”经费]{决算数|6.00万元}。", ["财政拨款安排“三公”经费"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), LINES)
def test_whose_figure_it_is(text: str, names: list[str]) -> None:
    assert [f.item.name for f in facts_of(text)] == names


def test_of_two_numbers_held_against_each_other_the_third_is_their_difference() -> None:
    text = "[教育支出]完成年初预算{完成率|90%}，决算数大于预算数{预算数|5.00万元}。"
    for words, value in (("大于", "5.00"), ("小于", "-5.00")):
        change = facts_of(text.replace("大于", words))[-1]
        assert (change.measure, change.value, change.base) == ("增减额", value, "预算数")


def test_an_earlier_plan_is_what_a_budget_is_held_against() -> None:
    text = "[“三公”经费]预算{预算数|9.00万元}，较2030年年初预算的{年初预算数|9.50万元}减少{增减额|0.50万元}。"
    before = facts_of(text, kind="部门预算")[1]
    assert (before.measure, before.base_year) == ("上年数", 2030)


IN_ORDER = [
    "[甲补助]{决算数|9.00万元}，[乙补助]{决算数|8.00万元}，分别较上年决算数增加"
    "{增减额|2.00万元}、{增减额|1.00万元}，增长{增减率|5%}、{增减率|4%}。",
    "[甲补助]{决算数|9.00万元}；[乙补助]{决算数|8.00万元}。两项分别较上年减少"
    "{增减额|2.00万元}、{增减额|1.00万元}，降幅{增减率|5%}、{增减率|4%}。",
    "[甲补助]{决算数|9.00万元}；[乙补助]{决算数|8.00万元}。两类各占[支出合计]的{占比|5%}、{占比|4%}。",
]


@pytest.mark.parametrize("text", IN_ORDER)
def test_figures_told_in_order_behind_their_lines_are_of_each(text: str) -> None:
    names = [f.item.name for f in facts_of(text)]
    assert names == ["甲补助", "乙补助"] * (len(names) // 2) and len(names) > 3


def test_changes_of_one_line_told_against_last_year_stay_its_own() -> None:
    text = "[甲补助]预算{预算数|9.00万元}，分别较上年决算数增加{增减额|2.00万元}、{增减额|1.00万元}。"
    assert {f.item.name for f in facts_of(text)} == {"甲补助"}


ABOVE = (
    "[“三公”经费]{决算数|9.00万元}，比上年减少{增减额|1.00万元}。其中：[公务接待费]比上年减少{增减额|1.00万元}。",
    "“三公”经费下降的主要原因是«压减一般性支出»。",
)


def test_a_cause_in_its_own_paragraph_is_that_of_the_line_it_names() -> None:
    assert [f.reason is not None for f in facts_of(*ABOVE)] == [False, True, False]


def test_a_cause_of_another_line_or_of_none_explains_nothing_above() -> None:
    for cue in ("会议费下降的主要原因是", "下降的主要原因是"):
        found = facts_of(ABOVE[0], ABOVE[1].replace("“三公”经费下降的主要原因是", cue))
        assert [f.reason for f in found] == [None] * 3


def test_a_cause_that_names_its_line_in_short_is_not_that_of_the_others() -> None:
    text = "[公务用车运行维护费]比上年减少{增减额|1.00万元}，[公务接待费]比上年减少{增减额|2.00万元}。"
    found = facts_of(text + "接待费减少的原因主要是«厉行节约»。", title="“三公”经费")
    assert [f.reason is not None for f in found] == [False, True]


def test_words_that_hold_two_numbers_against_each_other_give_later_changes_no_base() -> None:
    text = "[办公费]决算数大于预算数，去年此时为{上年数|4.00万元}，同口径增加{增减额|1.00万元}。"
    assert facts_of(text)[-1].base == "上年数"
