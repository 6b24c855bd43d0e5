"""How provinces write the same thing: sentences of many manners, each with the facts it states."""

from __future__ import annotations

import pytest

from tests.marked import facts_of, short


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[财政拨款收入]{决算数|90.00万元}（[一般公共预算拨款]{决算数|88.00万元}，[政府性基金预算拨款]{决算数|2.00万元}），"
            "占{占比|94.74%}。",
            ("财政拨款收入", "占比", "94.74"),
        ),
        (
            "[机关运行经费]支出{决算数|120.00万元}（与[财政拨款基本支出]中[公用经费]之和保持一致），比2030年增加{增减额|10.00万元}。",
            ("机关运行经费", "增减额", "10.00"),
        ),
        ("我[镇总收入]{决算数|34.50万元}。", ("总收入", "决算数", "34.50")),
        ("[本部门支出]{决算数|34.50万元}。", ("支出", "决算数", "34.50")),
        ("[机关运行经费]合计{决算数|3.20万元}。", ("机关运行经费", "决算数", "3.20")),
        ("[政府采购授予中小企业合同金额]{决算数|2.90万元}。", ("授予中小企业合同金额", "决算数", "2.90")),
        ("3辆[公务车的燃料费]{决算数|1.20万元}。", ("燃料费", "决算数", "1.20")),
        ("[农林水]（类）支出{决算数|43.00万元}。", ("农林水支出", "决算数", "43.00")),
        ("使用财政拨款涉及的会议费支出{决算数|3.00万元}。", ("会议费", "决算数", "3.00")),
        (
            "[支出合计]{决算数|9.00万元}，[较年初预算数结余]{增减额|0.30万元}。",
            ("支出合计", "增减额", "-0.30"),
        ),
        ("[住房公积金]01（项）{决算数|500,000.00元}。", ("住房公积金", "决算数", "500000.00")),
    ],
)
def test_who_owns_the_last_figure(text: str, expected: tuple[str, str, str]) -> None:
    assert short(facts_of(text))[-1] == expected


def test_the_other_side_needs_only_its_bare_word() -> None:
    facts = facts_of(
        "[收入]决算{决算数|26.50万元}，支出决算{决算数|26.00万元}。支出比上年减少{增减额|0.90万元}。"
    )
    assert short(facts) == [
        ("收入", "决算数", "26.50"),
        ("支出", "决算数", "26.00"),
        ("支出", "增减额", "-0.90"),
    ]


def test_a_bare_支出决算_behind_a_path_stays_with_the_path() -> None:
    facts = facts_of(
        "[住房保障支出]（类）[住房改革支出]（款）[住房公积金]（项）。支出决算为{决算数|8.60万元}。"
    )
    assert [fact.item.code for fact in facts] == ["2210201"]


def test_levels_told_apart_by_commas_are_one_path() -> None:
    (fact,) = facts_of("（7）[农林水支出]、[林业和草原]、[其他林业和草原支出]支出决算{决算数|28.30万元}。")
    assert (fact.item.code, fact.item.level) == ("2130299", "项")


def test_figures_of_a_listed_cause_have_the_lines_its_words_name() -> None:
    facts = facts_of(
        "[收入总计]增加{增减额|400.00万元}，原因：«一是乡村道路资金增加{增减额|300.00万元}；二是调资补助减少{增减额|20.00万元}»。"
    )
    assert short(facts) == [
        ("收入总计", "增减额", "400.00"),
        ("乡村道路资金", "增减额", "300.00"),
        ("调资补助", "增减额", "-20.00"),
    ]
    assert [fact.reason is not None for fact in facts] == [True, False, False]


@pytest.mark.parametrize(
    ("texts", "title", "item"),
    [
        (["长期项目绩效分析。该类项目总数9个，涉及预算总金额{预算数|85.60万元}。"], "绩效分析", "长期项目"),
        (["2031年二级项目绩效自评个数7个，涉及资金{决算数|75.20万元}。"], None, "二级项目绩效自评涉及资金"),
        (["组织对12个项目开展绩效自评，涉及资金{决算数|75.20万元}。"], None, "项目绩效自评涉及资金"),
        (
            ["（路灯更新经费）", "（三）预算安排。项目预算安排资金{预算数|6.00万元}。"],
            "一、项目概况",
            "路灯更新经费",
        ),
        (["项目预算安排资金{预算数|6.00万元}。"], "2.路灯更新项目绩效自评情况", "路灯更新"),
    ],
)
def test_money_of_projects_has_the_project_for_its_line(
    texts: list[str], title: str | None, item: str
) -> None:
    assert facts_of(*texts, title=title)[-1].item.name == item


def test_rate_of_a_project_named_by_its_own_words() -> None:
    (fact,) = facts_of("评价结果显示，该项目预算执行率为{完成率|98.50%}。")
    assert (fact.item.name, fact.measure) == ("项目", "完成率")


def test_rate_of_difference_carries_its_own_sign_and_base() -> None:
    more, less = facts_of(
        "[收入总计]比上年减少{增减额|5.00万元}。与年初预算相比，年初预算数{年初预算数|60.00万元}，预决算差异率{其他|8.17%}。"
        "[公务接待费]全年预算数{全年预算数|2.00万元}，预决算差异率{其他|-50.00%}。"
    )[2::2]
    assert (more.measure, more.value, more.base) == ("增减率", "8.17", "年初预算数")
    assert (less.measure, less.value, less.base) == ("增减率", "-50.00", "全年预算数")


def test_budget_of_a_year_is_a_budget_whose_kind_is_not_said() -> None:
    facts = facts_of("[公务接待费]：2031年预算{全年预算数|3.00万元}，决算{决算数|2.00万元}。")
    assert [fact.measure for fact in facts] == ["预算数", "决算数"]


def test_share_of_money_is_a_fact_whatever_the_tagger_made_of_it() -> None:
    facts = facts_of("[授予小微企业合同金额]{决算数|1.00万元}，占授予中小企业合同金额的{其他|66.67%}。")
    assert [(fact.measure, fact.whole) for fact in facts][1:] == [("占比", "授予中小企业合同金额")]
    assert facts_of("群众满意度占{其他|95%}。") == ()


def test_line_of_a_higher_heading_owns_what_speaks_of_spending() -> None:
    from extract.assemble import assemble
    from tests.builders import document, passage, profile, section
    from tests.marked import marked

    plain, tags = marked("本年实际支出{决算数|61.30万元}，得分{其他|96%}。")
    sections = (section("二、项目支出情况", 0, 40, id="s0"), section("1、资金使用情况", 0, 40, level=3))
    paper = document(plain, sections=sections, profile=profile(year=2031))
    (fact,) = assemble(paper, (passage(plain, section="s1"),), tuple(tags))
    assert (fact.item.name, fact.value) == ("项目支出", "61.30")
