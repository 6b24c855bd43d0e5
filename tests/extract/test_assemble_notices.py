"""Short notices of other provinces: commas in lists, missing signs, sources between name and figure."""

from __future__ import annotations

import pytest

import extract
from extract.records import Fact
from tests.marked import facts_of, short


def reasons(*texts: str) -> list[str | None]:
    return [fact.reason.text if fact.reason else None for fact in facts_of(*texts)]


@pytest.mark.parametrize("comma", ["，", ","])
def test_figures_with_a_comma_between_and_the_unit_behind_are_of_two_lines_in_order(comma: str) -> None:
    text = f"[收、支总计]各是{{决算数|52.10}}{comma}{{决算数|53.40万元}}，"
    text += f"各下降{{增减率|3%}}{comma}{{增减率|4%}}。"
    found = facts_of(text)
    assert [(f.item.name, f.value, f.unit) for f in found[:2]] == [
        ("收入总计", "52.10", "万元"),
        ("支出总计", "53.40", "万元"),
    ]
    assert [(f.item.name, f.value) for f in found[2:]] == [("收入总计", "-3"), ("支出总计", "-4")]


def test_a_figure_with_its_own_unit_before_a_comma_opens_no_list() -> None:
    found = facts_of("[收、支总计]{决算数|52.10万元}，{决算数|53.40万元}。")
    assert [f.item.name for f in found] == ["收入总计", "支出总计"] * 2


def test_a_rate_without_its_sign_beside_rates_that_have_it_is_a_rate() -> None:
    found = facts_of("[培训费]同比下降{增减额|8.25}；[差旅费]同比下降{增减率|9.5%}。")
    assert [(f.measure, f.value) for f in found] == [("增减率", "-8.25"), ("增减率", "-9.5")]
    (alone,) = facts_of("[培训费]同比下降{增减额|8.25}。")
    assert alone.measure == "增减额"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1.[公务接待费]2031年度[财政拨款决]算数为{预算数|4.20万元}。",
            ("公务接待费", "决算数", "4.20"),
        ),
        (
            "2031年[某某省水利厅“三公”经费财政拨款决]算数{预算数|9.00万元}。",
            ("“三公”经费财政拨款", "决算数", "9.00"),
        ),
        ("2031年部门决算[公开“三公”经费]合计{决算数|9.00万元}。", ("“三公”经费", "决算数", "9.00")),
        (
            "机关和其他单位使用当年[财政拨款安排的“三公”经费]{决算数|9.00万元}。",
            ("财政拨款安排的“三公”经费", "决算数", "9.00"),
        ),
        (
            "2031年[某市某党派财政拨款“三公”经费]支出{决算数|9.00万元}。",
            ("财政拨款“三公”经费", "决算数", "9.00"),
        ),
        ("[“三公”经费][支出]合计{决算数|9.00万元}。", ("“三公”经费", "决算数", "9.00")),
        ("[显示某委今年“三公”经费]{决算数|9.00万元}。", ("“三公”经费", "决算数", "9.00")),
        (
            "[年中央行政单位财政拨款的“三公”经费]{决算数|9.00万元}。",
            ("财政拨款的“三公”经费", "决算数", "9.00"),
        ),
        ("[加上转移性收入]{决算数|49.20亿元}。", ("转移性收入", "决算数", "49.20")),
        (
            "其中：国有土地使用权出[让相关收入]完成{决算数|25.60亿元}。",
            ("国有土地使用权出让相关收入", "决算数", "25.60"),
        ),
        (
            "[会议费]{决算数|9.00万元}，预算执行比例为{完成率|90%}，[培训费]{预算数|8.00万元}，"
            "预算执行比例为{完成率|80%}。",
            ("培训费", "决算数", "8.00"),
        ),
        ("从分类看，税收收入完成{预算数|800万元}。", ("税收收入", "决算数", "800")),
        (
            "[一般公共预算财政拨款收入]{预算数|38.00万元}，为当年拨付的资金。",
            ("一般公共预算财政拨款收入", "决算数", "38.00"),
        ),
        ("本院2031年度[总支出]{上年数|58.00万元}。", ("总支出", "决算数", "58.00")),
        (
            "[商品和服务支出]{决算数|7.00万元}，占[基本支出]预算%，同比增加{增减额|2.00万元}。",
            ("商品和服务支出", "增减额", "2.00"),
        ),
    ],
)
def test_line_and_measure(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in short(facts_of(text))


def test_a_cause_that_is_said_to_be_of_all_explains_all_changes() -> None:
    text = (
        "[三公经费]{决算数|9.00万元}，比上年下降{增减率|10%}；其中[公务接待费]{决算数|4.00万元}，"
        "比上年下降{增减率|20%}；下降的主要原因都是«厉行节约»。"
    )
    assert reasons(text) == [None, "厉行节约", None, "厉行节约"]
    assert reasons(text.replace("都是", "是"))[1] is None


def test_the_second_piece_of_a_cause_behind_a_stop_is_no_other_figures() -> None:
    text = (
        "[公务用车运行维护费]{决算数|9.00万元}，较上年增加{增减额|1.00万元}，原因为：«一是油价上涨»。"
        "«二是车辆老旧，修理增多»。"
    )
    assert reasons(text) == [None, "一是油价上涨"]


def test_a_latin_stop_behind_a_percentage_ends_its_sentence() -> None:
    text = (
        "[三公经费]{决算数|9.00万元}，比上年下降{增减率|10%}；其中[公务接待费]{决算数|4.00万元}，"
        "比上年下降{增减率|20%}.下降的主要原因是«厉行节约»。"
    )
    assert reasons(text) == [None, "厉行节约", None, "厉行节约"]


def test_a_change_of_nothing_has_no_cause_where_another_line_moved() -> None:
    text = (
        "其中[培训费]增加{增减额|0万元}，[差旅费]增加{增减额|2.01万元}，原因是«任务增多»；"
        "[会议费]增加{增减额|0万元}，原因是«按计划开会»。"
    )
    assert reasons(text) == [None, "任务增多", "按计划开会"]


def test_the_budget_of_the_year_before_is_what_a_change_is_held_to() -> None:
    (change,) = facts_of("[培训费]与上年预算数相比减少{增减率|50%}。")
    assert (change.base, change.base_year) == ("预算数", 2030)
    (change,) = facts_of("[培训费]与上年预算执行数相比减少{增减率|50%}。")
    assert (change.base, change.base_year) == ("上年数", 2030)


def test_the_number_of_a_form_is_no_figure() -> None:
    text = "数据来源于[财决]{决算数|07}表和财决{决算数|08}-{决算数|1}表，[人员经费]{决算数|1.00万元}。"
    assert [f.value for f in facts_of(text)] == ["1.00"]


def test_under_a_heading_of_what_was_carried_out_a_paper_for_the_next_year_plans_nothing() -> None:
    text = "[收入合计]{决算数|96.30亿元}。"
    (done,) = facts_of(text, title="一、2031年预算执行情况", kind="部门预算")
    (planned,) = facts_of(text, title="二、2032年预算草案", kind="部门预算")
    assert (done.measure, planned.measure) == ("决算数", "预算数")


def test_what_was_bought_is_of_the_heading_of_procurement() -> None:
    (fact,) = facts_of("全年采购{决算数|40.60万元}。", title="四、政府采购")
    assert fact.item.name == "政府采购支出总额"


def findings(text: str) -> list[str]:
    return [finding.rule for finding in extract.load()(text=text).findings]


def test_a_share_without_its_number_is_an_unfilled_template() -> None:
    text = "六、基本支出情况\n商品和服务支出预算75800元，占基本支出预算{}，同比增加2044元。\n"
    assert "template-residue" in findings(text.format("%"))
    assert "template-residue" not in findings(text.format("的5%"))


def test_the_halves_of_one_account_are_not_those_of_the_section() -> None:
    text = (
        "五、一般公共预算财政拨款支出决算情况说明\n"
        "一般公共预算财政拨款支出50.00万元，其中：基本支出50.00万元，项目支出0万元，具体如下：\n"
        "初中教育支出20.00万元，其中：基本支出20.00万元，项目支出0万元。\n"
        "高中教育支出30.00万元，其中：基本支出30.00万元，项目支出0万元。\n"
    )
    assert "stated-twice" not in findings(text)
    again = "本年一般公共预算财政拨款支出50.00万元，其中：基本支出49.00万元，项目支出1.00万元。\n"
    assert "stated-twice" in findings(text + again)


def test_a_paragraph_that_turned_to_another_year_repeats_nothing() -> None:
    text = "2031年“三公”经费预算为28.40万元，比上年预算减少。\n"
    text += "{}年“三公”经费预算与执行一致，预算总数为28.90万元。\n"
    assert "stated-twice" not in findings(text.format(2030))
    assert "stated-twice" in findings(text.format(2031))


def told(text: str) -> tuple[Fact, ...]:
    return extract.load()(text=text).facts


def test_the_year_of_a_text_without_a_title_is_not_the_one_it_compares_with() -> None:
    text = (
        "（一）本单位2031年度总收入58.40万元，较2030年度决算数减少7.20万元，下降11%。\n"
        "（二）事业收入8.30万元，较2030年度决算数减少1.20万元。\n"
    )
    assert {fact.year for fact in told(text)} == {2031}
