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


def findings(text: str) -> list[str]:
    return [finding.rule for finding in extract.load()(text=text).findings]


def test_a_share_without_its_number_is_an_unfilled_template() -> None:
    text = "六、基本支出情况\n商品和服务支出预算75800元，占基本支出预算{}，同比增加2044元。\n"
    assert "template-residue" in findings(text.format("%"))
    assert "template-residue" not in findings(text.format("的5%"))


def told(text: str) -> tuple[Fact, ...]:
    return extract.load()(text=text).facts


def test_the_year_of_a_text_without_a_title_is_not_the_one_it_compares_with() -> None:
    text = (
        "（一）本单位2031年度总收入58.40万元，较2030年度决算数减少7.20万元，下降11%。\n"
        "（二）事业收入8.30万元，较2030年度决算数减少1.20万元。\n"
    )
    assert {fact.year for fact in told(text)} == {2031}
