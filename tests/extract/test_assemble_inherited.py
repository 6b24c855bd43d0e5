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
    text = "一般公共预算财政拨款安排的[“三公”经费]支出{预算数|2.05万元}，较上年减少{增减额|0.03万元}。"
    assert _measures(text) == ["决算数", "增减额"]
    assert _measures("一般公共预算安排的[“三公”经费]预算{预算数|2.05万元}。") == ["预算数"]


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
