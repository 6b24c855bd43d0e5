"""Names that own a figure together, words that are no name, and figures in and behind causes."""

from __future__ import annotations

import pytest

from extract.assemble.naming import is_measure
from tests.marked import facts_of, short


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[收入总计]、[支出总计]为{决算数|18.20万元}。", ["收入总计", "支出总计"]),
        ("[总收入]和[总支出]{决算数|18.20万元}。", ["总收入", "总支出"]),
        ("[财政拨款收入总计]、[支出总计]{决算数|18.20万元}。", ["财政拨款收入总计", "财政拨款支出总计"]),
    ],
)
def test_two_whole_names_of_one_total_share_a_figure(text: str, names: list[str]) -> None:
    assert [f.item.name for f in facts_of(text)] == names


def test_two_names_that_are_no_sides_of_one_total_stay_apart() -> None:
    assert [f.item.name for f in facts_of("[事业收入]、[经营支出]{决算数|1.20万元}。")] == ["经营支出"]


@pytest.mark.parametrize(
    "words", ["绝对额", "变动额", "上年实际列支额", "去年发生额", "上年合计", "累计支出", "用款"]
)
def test_words_that_tell_of_a_line_are_no_line(words: str) -> None:
    assert is_measure(words)
    facts = facts_of(f"[公务接待费]支出{{决算数|3.20万元}}，{words}{{上年数|2.10万元}}。")
    assert {f.item.name for f in facts} == {"公务接待费"}


@pytest.mark.parametrize("name", ["本年支出合计", "收入总计", "本年支出", "人员经费", "财政拨款支出"])
def test_names_of_totals_stay_names(name: str) -> None:
    assert not is_measure(name)


def test_figures_of_two_years_are_each_of_both_lines() -> None:
    facts = facts_of("[收、支总计]本年数、上年数依次为{决算数|18.20万元}、{上年数|17.90万元}。")
    assert short(facts) == [
        ("收入总计", "决算数", "18.20"),
        ("支出总计", "决算数", "18.20"),
        ("收入总计", "上年数", "17.90"),
        ("支出总计", "上年数", "17.90"),
    ]


def test_what_moved_inside_a_cause_has_no_figures_but_its_change() -> None:
    changed = facts_of("[其他支出]增加{增减额|3万元}，原因是«[会议费]增加{增减额|1.5万元}»。")
    assert short(changed)[1:] == [("会议费", "增减额", "1.5")]
    told = facts_of("[其他支出]增加{增减额|3万元}，原因是«[会议费]由{上年数|1万元}增加到{决算数|2.5万元}»。")
    assert len(told) == 1


def test_a_fall_inside_a_cause_is_no_sign_of_figures_behind_it() -> None:
    facts = facts_of("[会议费]{决算数|3万元}（因«[水费]减少»），与上年差额{增减额|0.2万元}。")
    assert [(f.item.name, f.value) for f in facts] == [("会议费", "3"), ("会议费", "0.2")]


def test_parts_in_brackets_leave_the_figure_to_their_whole() -> None:
    facts = facts_of("[公用经费]（[办公费]、[水费]等）{决算数|3万元}。")
    assert [f.item.name for f in facts] == ["公用经费"]


def test_a_clause_behind_the_parts_is_the_wholes_again() -> None:
    text = (
        "[公用经费]{决算数|9万元}，其中：[水费]{决算数|4万元}，[电费]{决算数|5万元}；年初预算{年初预算数|8万元}。"
    )
    assert [f.item.name for f in facts_of(text)][-1] == "公用经费"


def test_approved_at_the_start_of_the_year_is_the_first_budget() -> None:
    facts = facts_of("[公用经费]年初核定预算{预算数|9万元}，本年支出{决算数|8万元}。")
    assert short(facts) == [("公用经费", "年初预算数", "9"), ("公用经费", "决算数", "8")]


def test_whole_that_a_share_is_in_owns_nothing_behind() -> None:
    text = "[公用经费]{决算数|9万元}，在[总支出]中占{占比|20%}，较上年增加{增减额|1万元}。"
    assert {f.item.name for f in facts_of(text)} == {"公用经费"}
