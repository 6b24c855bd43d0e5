"""How provinces write the same thing: sentences of many manners, each with the facts it states."""

from __future__ import annotations

import pytest

from extract.assemble.naming import trim
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
        ("[公用经费]由{上年数|244.10万元}降为{增减额|238.50万元}。", ("公用经费", "决算数", "238.50")),
        (
            "[公用经费]年初预算、全年预算、决算分别为{决算数|1.00万元}、{决算数|2.00万元}、{预算数|3.00万元}。",
            ("公用经费", "决算数", "3.00"),
        ),
        ("[公用经费]2030年决算{决算数|7.00万元}。", ("公用经费", "上年数", "7.00")),
        (
            "[公用经费]由{上年数|7.00万元}（2030年）变为{上年数|8.00万元}（2031年）。",
            ("公用经费", "决算数", "8.00"),
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
        ("2031年[支出预]算{预算数|9.00万元}。", ("支出", "预算数", "9.00")),
        ("本单位[开支会议费]{决算数|0.80万元}。", ("会议费", "决算数", "0.80")),
        ("举办节庆、晚会、论坛活动，开支{决算数|0.10万元}。", ("节庆、晚会、论坛活动", "决算数", "0.10")),
        (
            "[授予小微企业合同金额]{决算数|1.00万元}；货物支出授予中小企业合同金额占货物支出金额的{占比|100%}。",
            ("货物支出授予中小企业合同金额", "占比", "100"),
        ),
        ("[部门预算收入]{决算数|31.00万元}。", ("部门预算收入", "预算数", "31.00")),
        ("[县级配]套{决算数|1.00万元}。", ("县级配套", "决算数", "1.00")),
        ("[二是公务接待费]{决算数|1.00万元}。", ("公务接待费", "决算数", "1.00")),
        ("[培训费]方面：[共支出]{决算数|1.00万元}。", ("培训费", "决算数", "1.00")),
        ("[收入总计]增加{增减额|1.00万元}，均为{增减额|9.00万元}。", ("收入总计", "决算数", "9.00")),
        ("远[程教育设备]{决算数|5.00万元}。", ("远程教育设备", "决算数", "5.00")),
        ("不含结转，其[中医疗收入]{决算数|11.00万元}。", ("医疗收入", "决算数", "11.00")),
        ("与2030年对比，[收入总]量净增{增减额|2.00万元}。", ("收入总量", "增减额", "2.00")),
        ("对[“堤防维修”项目]开展自评：执行{决算数|1.00万元}。", ("“堤防维修”", "决算数", "1.00")),
        (
            "1.[财政拨款收入]{决算数|9.00万元}，为本年从财政取得的[一般公共预算财政拨款]，较2030年决算减少{增减额|1.00万元}。",
            ("财政拨款收入", "增减额", "-1.00"),
        ),
        (
            "[“三公”经费]{决算数|5.00万元}，其中[公务用车运行维护费]{决算数|4.00万元}、[公务接待费]{决算数|1.00万元}，"
            "较2030年压减{增减额|0.40万元}。",
            ("“三公”经费", "增减额", "-0.40"),
        ),
        ("[收入总计]{决算数|6.06元}（上年{决算数|6.51元}）。", ("收入总计", "上年数", "6.51")),
        ("[群众团体事务]{决算数|3.00万元}，上年为{其他|0元}。", ("群众团体事务", "上年数", "0")),
        (
            "[“三公”经费]比上年减支{增减额|1.04万元}（{占比|-5.20%}）。",
            ("“三公”经费", "增减率", "-5.20"),
        ),
        ("收支相抵，本年亏损{决算数|1.00万元}。", ("本年亏损", "决算数", "1.00")),
        ("[农村综合改革]{预算数|1.81万元}，与上年基本持平。", ("农村综合改革", "增减额", "0")),
        (
            "（一）水源巩固项目。项目预算安排资金{预算数|12.00万元}，实际支出{决算数|11.80万元}，资金支付率{完成率|98.33%}。",
            ("水源巩固项目", "完成率", "98.33"),
        ),
        (
            "（一）水源巩固项目。实际支出{决算数|11.80万元}，结余{决算数|0.20万元}。",
            ("水源巩固项目结余", "决算数", "0.20"),
        ),
        ("[因公出国（境）费全]年支出{决算数|0.00万元}。", ("因公出国（境）费", "决算数", "0.00")),
        ("具[体是国内接待费]支出决算{决算数|0.92万元}。", ("国内接待费", "决算数", "0.92")),
        ("与2030年度相比，“[三公”经费]减少{增减额|0.64万元}。", ("“三公”经费", "增减额", "-0.64")),
        ("“[高标准水塘]改造”项目全年预算数{全年预算数|600万元}。", ("高标准水塘", "全年预算数", "600")),
        ("[“高标准水塘]改造”项目执行数为{决算数|588万元}。", ("“高标准水塘改造”", "决算数", "588")),
        ("其中[支持商销稳增长]{决算数|30.00万}。", ("支持商销稳增长", "决算数", "30.00")),
        ("主要用于综合医院支出{决算数|12.00元}。", ("综合医院支出", "决算数", "12.00")),
        (
            "[财政拨款收入]{决算数|90.00万元}（其中：[一般公共]预算{预算数|88.00万元}）。",
            ("一般公共预算", "决算数", "88.00"),
        ),
        (
            "[“三公”经费]（[因公出国（境）费]{决算数|0万元}、[公务接待费]{决算数|0.40万元}）共{决算数|0.40万元}。",
            ("“三公”经费", "决算数", "0.40"),
        ),
        (
            "[公用经费]{决算数|9.10万元}（[维修（护）费]{决算数|4.10万元}、[办公费]{决算数|5.00万元}），比上年增加{增减额|1.00万元}。",
            ("公用经费", "增减额", "1.00"),
        ),
        (
            "1.支出{决算数|8.20万元}用于[教育支出]（类）[普通教育]（款）[学前教育]（项）。",
            ("教育支出（类）普通教育（款）学前教育（项）", "决算数", "8.20"),
        ),
        (
            "（#205#类）[教育支出]（#20502#款）[普通教育]（#2050201#项）[学前教育]。支出决算{决算数|8.20万元}。",
            ("（205类）教育支出（20502款）普通教育（2050201项）学前教育", "决算数", "8.20"),
        ),
        (
            "[财政拨款支出]年初预算{年初预算数|9.00万元}，年中追加预算{预算数|1.00万元}，决算数{决算数|9.80万元}。",
            ("财政拨款支出", "决算数", "9.80"),
        ),
        (
            "#205#[教育支出]—#20502#[普通教育]—#2050201#[学前教育]。年初预算{年初预算数|8.20万元}。",
            ("205教育支出—20502普通教育—2050201学前教育", "年初预算数", "8.20"),
        ),
        ("3.支出{决算数|8.20万元}用于（#2050201#）[学前教育]，占{占比|9%}。", ("学前教育", "占比", "9")),
        (
            "政府性基金预算财政拨款收支中，[本年收入]{决算数|6.00万元}；[本年支出]{决算数|5.20万元}。",
            ("政府性基金预算财政拨款支出", "决算数", "5.20"),
        ),
        ("共接待7批次（52人次），支出{决算数|0.30万元}。", ("公务接待费", "决算数", "0.30")),
        ("全年购置车辆1辆，支出{决算数|18.20万元}。", ("公务用车购置费", "决算数", "18.20")),
        (
            "[支出总计]上年数、本年数分别为{上年数|6.00万元}、{上年数|7.00万元}。",
            ("支出总计", "决算数", "7.00"),
        ),
        (
            "[水塘改造]年初预算{年初预算数|2.00万元}，全年预算{全年预算数|3.00万元}，执行{决算数|3.00万元}，"
            "分别完成{完成率|150%}、{完成率|100%}。",
            ("水塘改造", "完成率", "100"),
        ),
        (
            "[财政拨款总收入]{决算数|9.00万元}、[财政拨款支出总计]{决算数|9.00万元}，上年分别为{上年数|8.00万元}、"
            "{上年数|8.50万元}，分别增加{增减额|1.00万元}、减少{增减额|0.50万元}。",
            ("财政拨款支出总计", "增减额", "-0.50"),
        ),
        (
            "[基本支出]与[项目支出]合计{决算数|9.00万元}（前者{决算数|5.00万元}、后者{决算数|4.00万元}）。",
            ("项目支出", "决算数", "4.00"),
        ),
        (
            "[基本支出]{决算数|5.00万元}；[项目支出]{决算数|4.00万元}；二者总共{决算数|9.00万元}，比2030年增加{增减额|1.00万元}。",
            ("基本支出与项目支出合计", "增减额", "1.00"),
        ),
        (
            "纳入自评的项目10个，预算合计{预算数|9.00万元}，支出合计{决算数|8.00万元}，执行率{完成率|88.89%}。",
            ("项目", "完成率", "88.89"),
        ),
        (
            "公用经费：[办公费]{决算数|5.00万元}，[水费]{决算数|4.00万元}，合计{决算数|9.00万元}。",
            ("公用经费", "决算数", "9.00"),
        ),
        (
            "[培训费]{决算数|5.00万元}，增加{增减率|25%}，绝对额为{增减额|1.00万元}。",
            ("培训费", "增减额", "1.00"),
        ),
    ],
)
def test_who_owns_the_last_figure(text: str, expected: tuple[str, str, str]) -> None:
    assert short(facts_of(text))[-1] == expected


def test_a_change_without_direction_word_is_a_rise_unless_it_has_a_minus() -> None:
    rise, fall = (facts_of(f"[公用经费]比上年增减额为{{增减额|{n}万元}}。")[0] for n in ("0.03", "-0.03"))
    assert (rise.sign, rise.value, fall.sign, fall.value) == (1, "0.03", -1, "-0.03")


def test_a_path_whose_levels_are_told_by_bare_words_has_its_code() -> None:
    path = "[社会保障和就业支出]类[人力资源和社会保障管理事务]款[劳动保障监察]项"
    (fact,) = facts_of(path + "。支出决算{决算数|8.20万元}。")
    assert (fact.item.name, fact.item.code) == ("劳动保障监察", "2080105")


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


def test_a_comparison_in_the_sentence_of_both_totals_is_about_both() -> None:
    facts = facts_of(
        "[收入总计]{决算数|50.00万元}，[支出总计]{决算数|50.00万元}，与2030年相比，各减少{增减额|2.00万元}，下降{增减率|3.85%}。"
    )
    assert short(facts)[2:] == [
        ("收入总计", "增减额", "-2.00"),
        ("支出总计", "增减额", "-2.00"),
        ("收入总计", "增减率", "-3.85"),
        ("支出总计", "增减率", "-3.85"),
    ]


def test_total_decided_as_总决算_is_both_totals() -> None:
    facts = facts_of("2031年度[财政拨款收、支总]决算{决算数|31.00万元}。")
    assert [f.item.name for f in facts] == ["财政拨款收入总计", "财政拨款支出总计"]


def test_what_money_is_spent_for_is_no_line() -> None:
    text = "2031年度用于保障机构为完成特定任务，用于专项业务工作的经费支出{决算数|11.00万元}。"
    (fact,) = facts_of(text, title="（二）项目支出情况")
    assert fact.item.name == "项目支出"


def test_words_of_time_are_no_line() -> None:
    facts = facts_of(
        "1.“[教育支出]（类）[普通教育]（款）[小学教育]（项）”{预算数|9.00万元}。2030年[当年]预算执行数为{预算数|8.00万元}，"
        "2031年预算安排{预算数|9.00万元}。",
        kind="部门预算",
    )
    assert [(f.item.code, f.measure) for f in facts] == [
        ("2050202", "预算数"), ("2050202", "上年数"), ("2050202", "预算数"),
    ]  # fmt: skip


def test_a_cause_behind_the_parts_of_a_change_is_that_of_the_whole_too() -> None:
    facts = facts_of(
        "与上年相比，[收入合计]增加{增减额|12.00元}。其中：[事业收入]增加{增减额|10.00元}；[其他收入]增加{增减额|2.00元}。"
        "主要原因是«门诊量增长»。"
    )
    assert [f.item.name for f in facts if f.reason] == ["收入合计", "事业收入", "其他收入"]


def test_why_no_rate_can_be_told_is_no_cause() -> None:
    facts = facts_of(
        "[初中教育]支出决算{决算数|12.00万元}，由于«年初未安排预算，无法计算完成率»，主要原因是«年中下达»。"
    )
    assert [f.reason and f.reason.text for f in facts] == ["年中下达"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("国土海洋气象等支出（类）海洋管理事务（款）行政运行（项）", "2200201"),
        ("对外合作与交流（款）其他对外合作与交流支出（项）", "2020599"),
        ("教育支出（类）普通教育（款）行政运行（项）", None),
    ],
)
def test_first_and_last_items_of_a_class_have_their_code_by_habit(path: str, code: str | None) -> None:
    (fact,) = facts_of(f"{path}支出决算{{决算数|3.00万元}}。")
    assert fact.item.code == code


def test_adjusted_means_against_the_first_budget() -> None:
    facts = facts_of("[河道项目]年初预算{年初预算数|26万元}，调减{增减额|2万元}，调整后{全年预算数|24万元}。")
    assert [(f.measure, f.value, f.base) for f in facts][1] == ("增减额", "-2", "年初预算数")


def test_economic_classes_have_their_code_outside_the_basic_section_too() -> None:
    (fact,) = facts_of("按经济分类：[工资福利支出]{决算数|36.71万元}。")
    assert (fact.item.code, fact.item.level) == ("301", None)


@pytest.mark.parametrize(
    "text",
    [
        "[生活补助]（每生每年{年初预算数|1250元}）。",
        "车均[运行费]{决算数|3.03万元}。",
        "[牧民人均可支配收入]{决算数|9,870元}。",
        "（药占比控制目标{占比|30%}以内）。",
        "[筛查项目]任务完成率{完成率|100%}。",
    ],
)
def test_money_of_one_head_targets_and_work_done_are_no_facts(text: str) -> None:
    assert facts_of(text) == ()


def test_one_figure_may_be_budget_and_final() -> None:
    facts = facts_of("[住房公积金]：年初预算数与决算数同为{决算数|4.12元}，执行率{完成率|100%}。")
    assert [f.measure for f in facts] == ["年初预算数", "决算数", "完成率"]


def test_a_run_in_heading_names_the_line() -> None:
    facts = facts_of(
        "[本年支出合计]{决算数|9.00万元}。",
        "（一）基本支出情况。2031年度用于保障学校正常运转的日常支出{决算数|5.00万元}，与上年对比增加{增减额|1.00万元}。",
    )
    assert [f.item.name for f in facts] == ["本年支出合计", "基本支出", "基本支出"]


def test_a_numbered_heading_in_the_sentence_is_no_line() -> None:
    title = "（三）一般公共预算财政拨款支出决算情况说明"
    (fact,) = facts_of("2.具[体情况]。年初预算{年初预算数|5.00元}。", title=title)
    assert fact.item.name == "一般公共预算财政拨款支出"


def test_both_totals_named_behind_what_they_are_compared_with() -> None:
    facts = facts_of(
        "与2030年度决算数{决算数|82.00万元}比，收支总额各多出{决算数|5.80万元}，涨幅{增减率|7.07%}。"
    )
    assert short(facts) == [
        (side, measure, value)
        for measure, value in (("上年数", "82.00"), ("增减额", "5.80"), ("增减率", "7.07"))
        for side in ("收入总计", "支出总计")
    ]


def test_a_path_of_codes_names_and_dashes_is_its_item() -> None:
    (fact,) = facts_of(
        "（1）#201#[一般公共服务支出]—#20106#[财政事务]—#2010650#[事业运行]。年初预算{年初预算数|7.37万元}。"
    )
    assert (fact.item.code, fact.item.level) == ("2010650", "项")
    assert fact.item.name == "201一般公共服务支出—20106财政事务—2010650事业运行"


@pytest.mark.parametrize(
    ("tagged", "name"),
    [
        ("镇“三公”经费", "“三公”经费"),
        ("局本级机关运行经费", "机关运行经费"),
        ("本级决算收入", "决算收入"),
        ("全市总收入", "总收入"),
        ("机关运行经费", "机关运行经费"),
        ("镇村道路养护费", "镇村道路养护费"),
    ],
)
def test_whose_line_it_is_stays_outside_its_name(tagged: str, name: str):
    assert trim(tagged) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[住房保障支出]年初预算[和支出]决算[分别是]{决算数|12.00万元}和{决算数|10.00万元}。",
            [("住房保障支出", "年初预算数", "12.00"), ("住房保障支出", "决算数", "10.00")],
        ),
        (
            "[教育支出]支出决算和调整预算分别为{决算数|7.00万元}、{决算数|8.00万元}。",
            [("教育支出", "决算数", "7.00"), ("教育支出", "全年预算数", "8.00")],
        ),
        (
            "[教育支出]{决算数|3.00万元}。较2030年[支出]（{决算数|4.00万元}）减少{增减额|1.00万元}。",
            [("教育支出", "决算数", "3.00"), ("教育支出", "上年数", "4.00"), ("教育支出", "增减额", "-1.00")],
        ),
        (
            "[住房公积金]{决算数|6.00万元}，与2030年同期数相比，增减额为{增减额|2.00万元}。",
            [("住房公积金", "决算数", "6.00"), ("住房公积金", "增减额", "2.00")],
        ),
    ],
)
def test_words_of_the_measure_are_no_line_of_their_own(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert short(facts_of(text)) == expected


def test_path_behind_what_was_paid_begins_with_its_number() -> None:
    facts = facts_of(
        "1.[支出]{决算数|5.00万元}用于208类[社会保障和就业支出]05款[行政事业单位养老支出]02项[事业单位离退休]，"
        "与上年相比增加{增减额|1.00万元}。"
    )
    assert [(f.item.code, f.value) for f in facts] == [("2080502", "5.00"), ("2080502", "1.00")]


def test_line_paid_for_may_be_told_by_the_word_behind_it() -> None:
    title = "（三）一般公共预算财政拨款支出决算具体情况"
    text = "1.支出{决算数|4.00万元}用于[事业单位离退休]科目，比上年增加{增减额|1.00万元}。"
    facts = facts_of(text, title=title)
    assert [f.item.name for f in facts] == ["事业单位离退休", "事业单位离退休"]


def reasons(text: str) -> list[tuple[str, str, str | None]]:
    return [(f.item.name, f.measure, f.reason.text if f.reason else None) for f in facts_of(text)]


def test_the_rate_and_the_change_against_a_budget_share_their_cause() -> None:
    text = (
        "[培训费]{决算数|9.00万元}，完成年初预算的{完成率|90%}。比年初预算减少{增减额|1.00万元}，"
        "原因是«办班减少»。"
    )
    assert reasons(text)[1:] == [("培训费", "完成率", "办班减少"), ("培训费", "增减额", "办班减少")]


def test_a_cause_behind_two_sides_that_moved_alike_is_of_both() -> None:
    text = (
        "与上年相比，[财政拨款收入]减少{增减额|5.00万元}；[财政拨款支出]减少{增减额|5.00万元}，减少的主要原因是«人员减少»。"
    )
    assert [cause for *_, cause in reasons(text)] == ["人员减少", "人员减少"]
    other = text.replace("支出]减少{增减额|5.00", "支出]减少{增减额|4.00")
    assert [cause for *_, cause in reasons(other)] == [None, "人员减少"]


def test_a_cause_may_say_that_something_is_no_longer_accounted_for() -> None:
    text = "[基本支出]增加{增减额|5.00万元}，主要原因是«单位改制，不再核算校舍»。"
    assert [cause for *_, cause in reasons(text)] == ["单位改制，不再核算校舍"]


def test_how_a_place_fares_is_no_fact() -> None:
    text = "[培训费]{决算数|9.00万元}。村民人均可支配收入{其他|9,870元}，同比增长{增减率|14%}。"
    assert len(facts_of(text)) == 1


def test_the_spending_behind_the_income_of_one_budget_is_of_that_budget() -> None:
    text = "[政府性基金预算本年收入]{决算数|6.00万元}，[本年支出]{决算数|5.00万元}。"
    assert [f.item.name for f in facts_of(text)] == ["政府性基金预算本年收入", "政府性基金预算支出"]


def test_rates_in_order_are_against_the_budgets_in_order() -> None:
    facts = facts_of(
        "[培训费]年初预算{年初预算数|2.00万元}，调整预算{全年预算数|3.00万元}，决算{决算数|3.00万元}，"
        "分别完成年初预算、调整预算的{完成率|150%}、{完成率|100%}。"
    )
    assert [fact.base for fact in facts if fact.measure == "完成率"] == ["年初预算数", "全年预算数"]
