"""Which figures a check holds against each other, and which bare figures it misses a sign or unit at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from extract.check import run_checks
from extract.check.trust import trusted
from extract.records import Fact
from tests.builders import document, fact, passage, table, tag
from tests.marked import facts_of


def rules(facts: Iterable[Fact], text: str = "") -> list[str]:
    placed = tuple(replace(f, id=f"f{at}", start=at * 10, end=at * 10 + 5) for at, f in enumerate(facts, 1))
    passages = (passage(text),) if text else ()
    return [f.rule for f in run_checks(document(text), passages, placed, ())[1] if f.severity != "info"]


def test_a_change_is_held_against_the_year_before_it() -> None:
    said = "[财政拨款]{决算数|5.00万元}，上年数{上年数|3.00万元}，增长{增减额|2.00万元}；"
    good = facts_of(
        said + "[财政拨款支出]{决算数|5.00万元}，上年数{上年数|3.00万元}，增长{增减额|2.00万元}。"
    )
    wrong = facts_of(
        said + "[财政拨款支出]{决算数|5.00万元}，上年数{上年数|3.00万元}，减少{增减额|2.00万元}。"
    )
    assert "change-amount" not in rules(good)
    assert "change-amount" in rules(wrong)


@pytest.mark.parametrize(("word", "expected"), [("减少", []), ("增加", ["direction"])])
def test_the_only_change_of_a_line_goes_with_its_only_rate(word: str, expected: list[str]) -> None:
    said = "[收入合计]下降{增减率|10.00%}；绝对额上，[收入合计]{决算数|9.00万元}，"
    text = f"{said}{word}{{增减额|1.00万元}}。"
    found = trusted((passage("收入合计"),), facts_of(text))
    assert [rule for rule in rules(found) if rule == "direction"] == expected


def test_a_share_of_all_is_of_the_total_of_its_section() -> None:
    common = {"section": "（二）一般公共预算财政拨款支出决算结构情况"}
    facts = [
        fact("67.18", item="一般公共预算当年拨款支出合计", **common),  # type: ignore[arg-type]
        fact("39.23", item="一般公共服务支出", **common),  # type: ignore[arg-type]
        replace(
            fact("85.40", measure="占比", unit="%", item="一般公共服务支出", **common),  # type: ignore[arg-type]
            whole="全部",
        ),
    ]
    assert rules(facts) == ["share"]


@pytest.mark.parametrize(
    ("text", "value", "kept"),
    [
        (
            "主要是改造项目经费，预算5.00万元，执行4.00万元，比上年减少1.00万元（上年5.20万元）。",
            "5.20",
            True,
        ),
        ("主要是会议费增加，设备购置5.00万元（上年5.20万元）。", "5.20", False),
        ("差额主要由于上年支付监测行动1.50万元，今年安排3.00万元。", "3.00", False),
        ("差额主要由于活动减少，本年支出3.00万元。", "3.00", True),
        ("同2030年比较约增加3.00万元，即增长约6%。", "3.00", True),
        ("基本支出6.00万元、项目支出4.00万元，共计10.00万元，构成本年支出。", "10.00", True),
        ("基本支出6.00万元、项目支出4.00万元，共计10.00万元，构成2031年本年支出合计。", "10.00", True),
        ("基本支出6.00万元、项目支出4.00万元，共计10.00万元，增长明显。", "10.00", False),
    ],
)
def test_a_figure_is_trusted_where_its_words_speak_for_it(text: str, value: str, kept: bool) -> None:
    start = text.rindex(value)
    told = replace(fact(value, item="本年支出"), start=start, end=start + len(value) + 2)
    assert [f.value for f in trusted((passage(text),), [told])] == ([value] if kept else [])


@pytest.mark.parametrize("step", ["措辞“执行数为”证实决算数", "按顺序读作决算数", "预算、决算同数"])
def test_words_stand_in_for_an_unsure_role(step: str) -> None:
    text = "2030年、2031年会议费依次为4.00万元。" if step.startswith("按顺序") else "会议费为4.00万元。"
    start = text.index("4.00")
    unsure = replace(fact("4.00", item="会议费"), start=start, end=start + 6, score=0.5)
    assert trusted((passage(text),), [unsure]) == ()
    assert trusted((passage(text),), [replace(unsure, steps=(step,))]) != ()


@pytest.mark.parametrize(
    "text",
    [
        "会议费支出1.00万元，占预算2.50万元的40，完成较慢。",
        "会议费占89.66的基本支出，",
        "会议费所占比例为2，比上年减少。",
        "会议费增长17（主要原因是活动增加）。",
        "变动额-145.75万元，增减率-5.83，",
        "会议费（1.69万元，2.07）、水费。",
    ],
)
def test_a_left_out_percent_sign_is_told(text: str) -> None:
    assert "percent-missing" in rules([], text)


@pytest.mark.parametrize(
    ("planned", "unit", "expected"),
    [("22.00", "元", ["unit-slip"]), ("22.00", "万元", []), ("9220.00", "元", []), ("220000.00", "元", [])],
)
def test_one_figure_of_a_line_in_another_unit(planned: str, unit: str, expected: list[str]) -> None:
    facts = [fact("25.87", item="会议费"), fact(planned, item="会议费", measure="年初预算数", unit=unit)]
    rest = [fact("5.00", item=f"{name}费") for name in ("印刷", "咨询", "租赁")]
    assert [rule for rule in rules([*facts, *rest]) if rule == "unit-slip"] == expected


def test_a_rate_of_one_budget_is_not_told_by_that_of_another() -> None:
    text = (
        "[会议费]年初预算{年初预算数|8.00万元}，全年预算{全年预算数|8.00万元}，执行{决算数|8.00万元}，"
        "分别完成{完成率|67.78%}、{完成率|100.00%}。"
    )
    assert "completion-rate" in rules(facts_of(text))


@pytest.mark.parametrize(("rate", "expected"), [("-20.00", []), ("-15.00", ["change-amount"])])
def test_a_difference_whose_rate_is_of_the_years_is_not_against_the_budget(
    rate: str, expected: list[str]
) -> None:
    text = (
        "[会议费]年初预算{年初预算数|9.00万元}，支出决算{决算数|8.00万元}，差额{增减额|-2.00万元}，"
        f"增减率{{增减率|{rate}%}}。"
    )
    assert [rule for rule in rules(facts_of(text)) if rule == "change-amount"] == expected


@pytest.mark.parametrize(
    "written", ["5.2070505“住房公积金”。", "5.住房公积金（科目编码2070505）：2.00万元。"]
)
def test_a_code_beside_a_quoted_name_or_called_a_code(written: str) -> None:
    row = ("住房公积金", "2210201", ["2.00", "2.00", "0.00"])
    columns = ("本年支出-小计", "本年支出-基本支出", "本年支出-项目支出")
    form = table("一般公共预算财政拨款支出决算表", rows=[row], columns=columns)
    at = written.index("2070505")
    code = tag("2070505", at=at, label="CODE")
    told = run_checks(document(written, tables=[form]), (passage(written),), (), (code,))[1]
    assert "code-prose-form" in [found.rule for found in told]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("会议费从去年的11增加到13.00万元。", True), ("接待由2030年11增加到13个批次，共1.00万元。", False)],
)
def test_an_amount_that_has_come_to_another_lacks_its_unit(text: str, expected: bool) -> None:
    assert ("unit-missing" in rules([], text)) is expected
