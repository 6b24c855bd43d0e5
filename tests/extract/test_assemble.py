"""Frames of DOMAIN.md, each as marked text: [ITEM], {role|figure}, #code#, «reason»."""

from __future__ import annotations

import pytest

from tests.marked import facts_of, short


def test_one_figure_for_both_totals() -> None:
    facts = facts_of("与2030年度相比，[收、支总计]各增加{增减额|3.62万元}，增长{增减率|6%}。")
    assert short(facts) == [
        ("收入总计", "增减额", "3.62"),
        ("支出总计", "增减额", "3.62"),
        ("收入总计", "增减率", "6"),
        ("支出总计", "增减率", "6"),
    ]
    assert {(f.year, f.base_year, f.sign) for f in facts} == {(2031, 2030, 1)}


@pytest.mark.parametrize(
    "noun", ["收支总计", "收入支出总计", "收入、支出总计", "收入总计、支出总计", "总收入、总支出"]
)
def test_shared_nouns_are_two_lines(noun: str) -> None:
    assert [f.item.name for f in facts_of(f"2031年度[{noun}]{{决算数|18.20万元}}。")] == [
        "收入总计",
        "支出总计",
    ]


def test_figures_in_order_share_the_unit_behind_them() -> None:
    facts = facts_of("[收、支总计]分别为{决算数|18.20}、{决算数|17.90万元}。")
    assert [(f.item.name, f.value, f.unit) for f in facts] == [
        ("收入总计", "18.20", "万元"),
        ("支出总计", "17.90", "万元"),
    ]


def test_two_tagged_lines_joined_by_and_share_a_figure() -> None:
    facts = facts_of("2031年度[收入总计]和[支出总计]均为{决算数|18.20万元}。")
    assert [f.item.name for f in facts] == ["收入总计", "支出总计"]


def test_subject_far_off_without_a_tag() -> None:
    facts = facts_of("收入支出总体与上年相比，减少{增减额|9.10万元}，下降{增减率|4.2%}。")
    assert short(facts)[:2] == [("收入总计", "增减额", "-9.10"), ("支出总计", "增减额", "-9.10")]


def test_path_is_one_item_with_the_code_of_its_only_last_level() -> None:
    text = (
        "1.[公共安全支出]#204#（类）[公安]#20402#（款）[一般行政管理事务]#2040202#（项）："
        "支出决算为{决算数|3.10万元}。"
    )
    (fact,) = facts_of(text)
    assert fact.item.name == "公共安全支出204（类）公安20402（款）一般行政管理事务2040202（项）"
    assert (fact.item.code, fact.item.level) == ("2040202", "项")


def test_several_last_levels_before_one_figure_belong_to_their_class() -> None:
    text = (
        "[卫生健康]#210#（类）[行政事业单位医疗]#21011#（款）[行政单位医疗]#2101101#（项）"
        "[公务员医疗补助]#2101103#（项）：支出决算为{决算数|3.10万元}。"
    )
    assert facts_of(text)[0].item.code == "210"


def test_code_in_parts_is_put_together_and_a_wrong_one_kept() -> None:
    parts = facts_of(
        "[社会保障和就业支出]#208#类[养老支出]#05#款[职业年金缴费]#06#项：决算{决算数|3.10万元}。"
    )
    assert parts[0].item.code == "2080506"
    wrong = facts_of("[卫生健康支出]#210#（类）[行政单位医疗]#21101101#（项）：决算{决算数|3.10万元}。")
    assert wrong[0].item.code == "21101101"


def test_item_announced_a_sentence_earlier() -> None:
    facts = facts_of(
        "1、一般公共服务支出（类）统计信息事务（款）专项普查活动（项）。主要用于：普查人员经费等的[基本支出]。"
        "年初预算为{年初预算数|15.00万元}，支出决算为{决算数|14.20万元}。"
    )
    assert {f.item.name for f in facts} == {"一般公共服务支出（类）统计信息事务（款）专项普查活动（项）"}


@pytest.mark.parametrize(
    "path",
    [
        "[教育支出]-[普通教育]-[小学教育]",
        "[教育支出]、[普通教育]、[小学教育]",
        "[教育支出]（205）[普通教育]（20502）[小学教育]（2050202）",
    ],
)
def test_levels_without_markers_are_one_path(path: str) -> None:
    facts = facts_of(f"1.{path}。年初预算为{{年初预算数|4.54万元}}，支出决算为{{决算数|4.00万元}}。")
    names = {f.item.name for f in facts}
    assert len(names) == 1 and names.pop().startswith("教育支出")
    assert {f.item.level for f in facts} == {"项"}


def test_item_from_the_heading_and_its_step() -> None:
    (fact,) = facts_of("比2030年减少{增减额|0.72万元}。", title="（一）机关运行经费支出情况说明")
    assert (fact.item.name, fact.value) == ("机关运行经费", "-0.72")
    assert "项目：标题" in fact.steps


def test_untagged_line_is_read_from_the_words() -> None:
    facts = facts_of("[办公费]{决算数|1.47万元}；印刷费{决算数|1.6万元}；其中：水费支出{决算数|0.2万元}。")
    assert [f.item.name for f in facts] == ["办公费", "印刷费", "水费"]
    assert "项目：按行文推断" in facts[1].steps


def test_names_without_figures_own_nothing() -> None:
    facts = facts_of(
        "[公用经费]{决算数|19.30万元}，主要包括：[办公费]、[印刷费]、[水费]等，比上年减少{增减额|2.00万元}。"
    )
    assert [f.item.name for f in facts] == ["公用经费", "公用经费"]


def test_whole_of_a_share_is_not_the_owner() -> None:
    facts = facts_of(
        "[项目支出]{决算数|5.00万元}，占[本年支出合计]的{占比|50%}，较2030年减少{增减额|1.00万元}。"
    )
    assert {f.item.name for f in facts} == {"项目支出"}
    assert facts[1].whole == "本年支出合计"


def test_wording_overrules_the_role_and_says_so() -> None:
    (fact,) = facts_of("[机关运行经费]比上年减少{决算数|0.72万元}。")
    assert (fact.measure, fact.value) == ("增减额", "-0.72")
    assert any("改判" in step for step in fact.steps)


def test_threshold_is_no_fact() -> None:
    assert facts_of("单价{其他|100万元}以上[设备]0台。") == ()


def test_unfilled_alternative_has_no_direction() -> None:
    facts = facts_of("[公务接待费]比2030年增加/减少{增减额|0万元}，增长/下降{增减率|0%}。")
    assert [(f.value, f.sign) for f in facts] == [("0", 0), ("0", 0)]


def test_prior_figure_keeps_the_year_of_the_document() -> None:
    facts = facts_of("[总支出]{决算数|39.81万元}，2030年度{上年数|42.38万元}，本年减少{增减额|2.57万元}。")
    assert [(f.measure, f.year, f.base_year) for f in facts] == [
        ("决算数", 2031, None),
        ("上年数", 2031, 2030),
        ("增减额", 2031, 2030),
    ]


def test_change_against_the_budget_has_the_budget_as_base() -> None:
    (fact,) = facts_of("[公务接待费]比年初预算减少{增减额|0.30万元}。")
    assert (fact.base, fact.base_year) == ("年初预算数", None)


@pytest.mark.parametrize(
    ("against", "base", "year"),
    [
        ("2030年预算", "预算数", 2030),
        ("2030年年初预算", "年初预算数", 2030),
        ("2031年预算", "预算数", None),
        ("2030年预算执行数", "上年数", 2030),
    ],
)
def test_a_budget_of_the_year_before_is_no_budget_of_this_one(
    against: str, base: str, year: int | None
) -> None:
    facts = facts_of(f"[收入]预算{{预算数|90.00万元}}，比{against}减少{{增减额|3.00万元}}。")
    assert (facts[1].base, facts[1].base_year) == (base, year)


def test_change_behind_a_balance_is_the_totals() -> None:
    facts = facts_of(
        "[总收入]{决算数|20.00万元}，其中[本年收入]{决算数|18.00万元}，[年初结转和结余]{决算数|2.00万元}，"
        "较2030年度决算数减少{增减额|3.00万元}。"
    )
    assert facts[-1].item.name == "总收入"


def test_after_a_closed_list_the_head_goes_on() -> None:
    facts = facts_of(
        "[“三公”经费]{决算数|3.00万元}，其中：[公务接待费]{决算数|3.00万元}。比上年减少{增减额|1.00万元}。"
    )
    assert facts[-1].item.name == "“三公”经费"


def test_totals_about_fiscal_money_say_so() -> None:
    facts = facts_of(
        "[财政拨款收入总计]{决算数|9.00万元}，[支出总计]{决算数|9.00万元}。",
        title="四、财政拨款收支决算总体情况说明",
    )
    assert [f.item.name for f in facts] == ["财政拨款收入总计", "财政拨款支出总计"]


def test_change_reason_explains_both_changes_only() -> None:
    facts = facts_of(
        "[机关运行经费]{决算数|9.00万元}，比上年增加{增减额|1.00万元}，增长{增减率|12.50%}，主要原因是«设备老化»。"
    )
    assert [f.reason.text if f.reason else None for f in facts] == [None, "设备老化", "设备老化"]


def test_gap_reason_explains_the_completion_rate_else_the_final() -> None:
    with_rate = facts_of(
        "[公务接待费]{决算数|0.33万元}，完成预算{完成率|96%}。决算数小于预算数的主要原因是«厉行节约»。"
    )
    assert [f.measure for f in with_rate if f.reason] == ["完成率"]
    without = facts_of(
        "[公务接待费]年初预算为{年初预算数|1.00万元}，支出决算为{决算数|0.33万元}。决算数小于预算数的主要原因：«厉行节约»。"
    )
    assert [f.measure for f in without if f.reason] == ["决算数"]


def test_reason_of_a_segment_stays_in_it() -> None:
    facts = facts_of(
        "[教育支出]较2030年决算增加{增减额|1.00万元}，主要原因是«招生扩大»；"
        "[住房保障支出]较2030年决算增加{增减额|2.00万元}，主要原因«基数上调»。"
    )
    assert [f.reason.text for f in facts if f.reason] == ["招生扩大", "基数上调"]


def test_reason_sentence_at_the_end_explains_the_line_it_names() -> None:
    facts = facts_of(
        "[公务接待费]比上年减少{增减额|0.30万元}。[公务用车运行维护费]比上年减少{增减额|0.10万元}。"
        "公务接待费减少的主要原因是«来访减少»。"
    )
    assert [f.item.name for f in facts if f.reason] == ["公务接待费"]


def test_one_reason_for_all_changes_of_the_paragraph() -> None:
    facts = facts_of(
        "[收入总计]增加{增减额|5.00万元}，增长{增减率|5%}；[支出总计]增加{增减额|5.00万元}。收入、支出变动较大的主要原因是«新增项目»。"
    )
    assert [bool(f.reason) for f in facts] == [True, True, True]


def test_figure_inside_a_reason_is_a_fact_of_its_own_without_reason() -> None:
    facts = facts_of(
        "[“三公经费”]比上年减少{增减额|1.25万元}，原因是«[公务用车运行维护费]减少{增减额|1.55万元}»。"
    )
    assert [(f.item.name, bool(f.reason)) for f in facts] == [
        ("“三公经费”", True),
        ("公务用车运行维护费", False),
    ]


def test_unchanged_is_a_change_of_zero_told_apart() -> None:
    facts = facts_of("[卫生健康支出]{决算数|6.71万元}，较2030年决算无变化。")
    assert (facts[1].measure, facts[1].value, facts[1].base_year) == ("增减额", "0", 2030)
    assert facts[1].steps[0].startswith("持平")


def test_missing_unit_stays_missing_and_separators_go() -> None:
    (bare,) = facts_of("[一般公共预算支出]决算数为{决算数|88.41}，")
    assert bare.unit is None
    (long,) = facts_of("[一般公共预算支出]{决算数|6,451.18万元}。")
    assert (long.value, long.decimals) == ("6451.18", 2)


def test_ids_offsets_and_quote_lead_back_to_the_source() -> None:
    facts = facts_of("[基本支出]{决算数|12.60万元}。", "[项目支出]{决算数|3.40万元}，占{占比|21%}。")
    assert [f.id for f in facts] == ["f1", "f2", "f3"]
    text = "基本支出12.60万元。项目支出3.40万元，占21%。"
    assert [text[f.start : f.end] for f in facts] == ["12.60万元", "3.40万元", "21%"]
    assert facts[2].quote == "项目支出3.40万元，占21%"


def test_numbered_line_of_a_list_owns_the_sentences_behind_it() -> None:
    head = "[一般公共预算财政拨款支出]年初预算{年初预算数|9.00万元}，支出决算{决算数|8.00万元}。其中："
    line = "1、[教育支出]。年初预算为{年初预算数|3.00万元}，支出决算为{决算数|2.40万元}，完成{完成率|80%}。"
    assert {name for name, _, _ in short(facts_of(head, line))[2:]} == {"教育支出"}


def test_numbers_before_names_make_one_path() -> None:
    (fact,) = facts_of(
        "3.#210#类[卫生健康支出]#11#款[行政事业单位医疗]#02#项[事业单位医疗]。支出决算为{决算数|8.07万元}。"
    )
    assert (fact.item.code, fact.item.level) == ("2101102", "项")
    assert fact.item.name.endswith("事业单位医疗")


def test_bracketed_codes_before_names_of_a_list_stay_apart() -> None:
    text = "（#205#）[教育支出]{决算数|3.00万元}、占{占比|60%}，（#221#）[住房保障支出]{决算数|2.00万元}。"
    facts = facts_of(text)
    assert [(f.item.name, f.item.code) for f in facts[::2]] == [("教育支出", "205"), ("住房保障支出", "221")]


def test_year_behind_a_code_is_no_part_of_the_path() -> None:
    (fact,) = facts_of("1、[住房公积金]（#2210201#）2031年度决算{决算数|0.06万元}。")
    assert (fact.item.name, fact.item.code) == ("住房公积金", "2210201")


def test_levels_with_nothing_between_them_are_their_last_with_its_code() -> None:
    path = "[一般公共服务支出][财政事务][行政运行]"
    facts = facts_of(f"1.{path}。年初预算{{年初预算数|3.00万元}}，决算{{决算数|2.00万元}}。")
    assert {(f.item.name, f.item.code, f.item.level) for f in facts} == {("行政运行", "2010601", "项")}


@pytest.mark.parametrize(("second", "owners"), [("8.60", ["收入总计", "支出总计"]), ("8.70", ["支出总计"])])
def test_sentence_without_a_line_behind_equal_totals_is_about_both(second: str, owners: list[str]) -> None:
    text = (
        f"[收入总计]{{决算数|8.60万元}}，[支出总计]{{决算数|{second}万元}}。"
        "较2030年减少{增减额|1.20万元}，下降{增减率|12.24%}。"
    )
    facts = facts_of(text)[2:]
    assert [f.item.name for f in facts if f.measure == "增减额"] == owners
    assert [f.item.name for f in facts if f.measure == "增减率"] == owners


def test_untagged_line_before_a_change_is_read() -> None:
    text = "与上年相比，财政拨款总收入减少{增减额|2.00万元}；[财政拨款总支出]减少{增减额|2.00万元}。"
    assert [f.item.name for f in facts_of(text)] == ["财政拨款总收入", "财政拨款总支出"]


def test_count_between_a_line_and_its_amount() -> None:
    text = "[公务用车购置费]支出{决算数|24.60万元}。其中：轿车1辆、金额{决算数|24.60万元}，"
    facts = facts_of(text + "越野车0辆、金额{决算数|0万元}。")
    assert [f.item.name for f in facts] == ["公务用车购置费", "轿车", "越野车"]


def test_budget_document_states_plans_unless_it_says_carried_out() -> None:
    text = "[云岭县信访局收入][教育支出]{决算数|9.00万元}，上年执行数{决算数|8.00万元}。"
    facts = facts_of(text.replace("[云岭县信访局收入]", ""), kind="部门预算")
    assert [f.measure for f in facts] == ["预算数", "上年数"]
    assert [f.measure for f in facts_of(text)][:1] == ["决算数"]


def test_name_of_the_unit_is_no_part_of_a_line() -> None:
    (fact,) = facts_of("[云岭县信访局本年收入]{决算数|9.00万元}。")
    assert fact.item.name == "本年收入"


def test_added_money_is_a_line_of_its_own() -> None:
    facts = facts_of("[基本支出]年初预算{年初预算数|5.00万元}，年中调整追加{预算数|6.00万元}。")
    assert [f.item.name for f in facts] == ["基本支出", "年中调整追加"]


@pytest.mark.parametrize("word", ["下滑", "回落", "下降"])
def test_every_word_for_less_gives_a_minus(word: str) -> None:
    (_, rate) = facts_of(f"[教育支出]{{决算数|3.00万元}}，较上年{word}{{增减率|5.23%}}。")
    assert rate.value == "-5.23"


def test_change_behind_a_balance_that_stands_alone_is_its_own() -> None:
    text = "[收入总计]{决算数|80.57万元}，其中[年初结转和结余]{决算数|8.53万元}，较上年增加{增减额|1.8万元}。"
    assert facts_of(text)[-1].item.name == "年初结转和结余"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[“三公”经费财政拨款]支出决算为{决算数|3.20万元}。", "“三公”经费财政拨款支出"),
        ("[公务用车运行]维护费{决算数|3.20万元}。", "公务用车运行维护费"),
        ("[同时公务接待]较上年增加{增减额|3.20万元}。", "公务接待"),
        ("[一般公共预算财政拨款]收入总计{决算数|3.20万元}。", "一般公共预算财政拨款"),
    ],
)
def test_a_name_cut_short_is_whole_again(text: str, name: str) -> None:
    assert [fact.item.name for fact in facts_of(text)][:1] == [name]


def test_a_name_is_never_stretched_over_a_figure_or_another_name() -> None:
    assert short(facts_of("用于[教育支出]{决算数|2831.61万元}，[节能环保]{决算数|412.60万元}。")) == [
        ("教育支出", "决算数", "2831.61"),
        ("节能环保", "决算数", "412.60"),
    ]
    pair = (
        "[基本养老保险缴费支出]、[机关事业单位职业年金缴费支出]分别为{决算数|268.90}、{决算数|134.45万元}。"
    )
    assert [fact.value for fact in facts_of(pair) if "职业年金" in fact.item.name] == ["134.45"]


def test_figures_told_in_order_go_to_the_amounts_before_them() -> None:
    text = "[基本支出]{决算数|9.20万元}，[项目支出]{决算数|0.80万元}，二者分别占{占比|92%}和{占比|8%}。"
    assert short(facts_of(text))[2:] == [("基本支出", "占比", "92"), ("项目支出", "占比", "8")]
    alone = facts_of("[基本支出]{决算数|9.20万元}，二者分别占{占比|92%}和{占比|8%}。")
    assert [f.measure for f in alone] == ["决算数"]
    sides = "[教育支出]较上年和年初预算分别增长{增减率|5%}、{增减率|3%}。"
    assert [f.item.name for f in facts_of(sides)] == ["教育支出", "教育支出"]


@pytest.mark.parametrize(
    ("words", "value", "base"),
    [
        ("比2030年多支", "3.50", "上年数"),
        ("较年初预算超支", "3.50", "年初预算数"),
        ("，超预算", "3.50", "预算数"),
        ("，超出年初预算", "3.50", "年初预算数"),
        ("较上年增支", "3.50", "上年数"),
        ("同比净增", "3.50", "上年数"),
        ("比上年多", "3.50", "上年数"),
        ("比年初预算少", "-3.50", "年初预算数"),
        ("比上年的4.10少支", "-3.50", "上年数"),
        ("比预算结余", "-3.50", "预算数"),
        ("，预算9.00万元，节约", "-3.50", "预算数"),
        ("比上年减收", "-3.50", "上年数"),
        ("，同比净减", "-3.50", "上年数"),
    ],
)
def test_words_for_more_and_less_of_money(words: str, value: str, base: str) -> None:
    fact = facts_of(f"[死亡抚恤]支出{{决算数|5.50万元}}{words}{{决算数|3.50万元}}。")[-1]
    assert (fact.measure, fact.value, fact.base) == ("增减额", value, base)


@pytest.mark.parametrize("behind", ["相比增收", "相比，增收", "比，增加", "减少"])
def test_amount_of_an_earlier_year_with_its_line_between(behind: str) -> None:
    text = f"[总收入]{{决算数|9.00万元}}。与2030年[总收入]{{决算数|8.00万元}}{behind}{{增减额|1.00万元}}。"
    facts = facts_of(text)
    assert [(f.measure, f.base_year) for f in facts] == [
        ("决算数", None),
        ("上年数", 2030),
        ("增减额", 2030),
    ]


def test_this_years_amount_behind_a_comparison_stays_this_years() -> None:
    assert [
        f.measure for f in facts_of("与2030年相比[总收入]{决算数|8.00万元}，增加{增减额|1.00万元}。")
    ] == [
        "决算数",
        "增减额",
    ]


def test_a_gap_that_a_fund_fills_is_no_change() -> None:
    (fact,) = facts_of("[用事业基金弥补收支差额]{增减额|2.10万元}。")
    assert fact.measure == "决算数"


def test_two_lines_tied_by_a_word_inside_a_tag_take_figures_in_order() -> None:
    facts = facts_of("[基本支出][与项目支出]分别为{决算数|7.75万元}、{决算数|1.60万元}。")
    assert short(facts) == [("基本支出", "决算数", "7.75"), ("项目支出", "决算数", "1.60")]


@pytest.mark.parametrize(
    ("tagged", "name"),
    [("由工资福利支出", "工资福利支出"), ("对个人和家庭的补助", "对个人和家庭的补助")],
)
def test_linking_word_goes_only_before_a_known_name(tagged: str, name: str) -> None:
    assert facts_of(f"[{tagged}]{{决算数|3.20万元}}。")[0].item.name == name


def test_heading_about_the_general_budget_is_a_line() -> None:
    text = (
        "年初批复预算{年初预算数|2.90万元}，调整后预算{全年预算数|3.00万元}，实际支出{决算数|2.99万元}，"
        "为年初预算的{其他|103.10%}、调整预算的{其他|99.67%}。"
    )
    facts = facts_of(text, title="三、一般公共预算支出与预算对比")
    assert {f.item.name for f in facts} == {"一般公共预算财政拨款支出"}
    assert [(f.measure, f.base) for f in facts[3:]] == [("完成率", "年初预算数"), ("完成率", "全年预算数")]


def test_prior_amount_goes_to_the_line_named_behind_it() -> None:
    text = (
        "[总收入]{决算数|9.00万元}，[总支出]{决算数|9.00万元}。与上年度{上年数|8.00万元}相比，"
        "[收支总规]模增加{增减额|1.00万元}。"
    )
    facts = facts_of(text)[2:]
    assert [(f.item.name, f.measure) for f in facts] == [
        ("收入总计", "上年数"),
        ("支出总计", "上年数"),
        ("收入总计", "增减额"),
        ("支出总计", "增减额"),
    ]


def test_budget_grant_received_is_no_budget() -> None:
    (fact,) = facts_of("当年收到[政府性基金]预算拨款{预算数|8.50万元}。")
    assert fact.measure == "决算数"


def test_last_years_figure_in_brackets_behind_its_year() -> None:
    facts = facts_of("[收入总计]{决算数|299.35万元}，较2030年（{决算数|318.02万元}）下降{增减率|5.87%}。")
    assert short(facts)[:2] == [("收入总计", "决算数", "299.35"), ("收入总计", "上年数", "318.02")]
