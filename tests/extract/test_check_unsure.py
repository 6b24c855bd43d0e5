"""What another figure explains, or what cannot be part and whole, is no error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from extract.assemble import assemble
from extract.check import run_checks
from extract.records import Fact
from tests.builders import document, fact, passage, profile
from tests.marked import marked

SPENT = "三、支出决算情况说明"


def errors(facts: Iterable[Fact]) -> list[str]:
    placed = tuple(replace(f, id=f"f{at}", start=at * 10, end=at * 10 + 5) for at, f in enumerate(facts, 1))
    return [f.rule for f in run_checks(document(), (), placed, ())[1] if f.severity == "error"]


@pytest.mark.parametrize(("stated", "expected"), [("2.84", []), ("2.94", ["stated-twice"])])
def test_a_figure_in_another_unit_is_rounded_to_its_digits(stated: str, expected: list[str]) -> None:
    common = {"item": "政府采购支出总额", "section": "十、政府采购支出情况说明"}
    again = fact(stated, unit="亿元", **common)  # type: ignore[arg-type]
    assert errors([fact("28410.66", **common), again]) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(("level", "expected"), [("类", []), (None, ["share"])])
def test_a_line_beside_is_no_whole(level: str | None, expected: list[str]) -> None:
    facts = [
        fact("2690.38", item="教育支出" if level else "支出合计", section=SPENT),
        fact("182.55", item="卫生健康支出", section=SPENT),
        fact("5.88", measure="占比", unit="%", item="卫生健康支出", section=SPENT),
    ]
    facts = [replace(f, item=replace(f.item, level=level)) for f in facts]
    assert errors(facts) == expected


@pytest.mark.parametrize(("name", "expected"), [("年初结转和结余", []), ("事业收入", ["share"])])
def test_what_was_carried_over_is_no_part_of_the_year(name: str, expected: list[str]) -> None:
    section = "二、收入决算情况说明"
    facts = [
        fact("81235.90", item="收入合计", section=section),
        fact("15054.37", item=name, section=section),
        fact("15.26", measure="占比", unit="%", item=name, section=section),
    ]
    assert errors(facts) == expected


@pytest.mark.parametrize(("more", "expected"), [((), ["change-amount"]), (("230.00",), [])])
def test_of_two_figures_of_the_year_before_none_is_sure(more: tuple[str, ...], expected: list[str]) -> None:
    before = [fact(value, measure="上年数", item="基本支出") for value in ("486.20", *more)]
    change = replace(fact("73.60", measure="增减额", item="基本支出"), sign=-1, base="上年数")
    assert errors([*before, fact("98.40", item="基本支出"), change]) == expected


@pytest.mark.parametrize(("first", "expected"), [("90", []), ("80", ["completion-rate"] * 2)])
def test_amounts_that_have_their_rate_need_no_other(first: str, expected: list[str]) -> None:
    facts = [
        fact("860.00", measure="年初预算数", item="基本支出"),
        fact("774.00", item="基本支出"),
        fact(first, measure="完成率", unit="%", item="基本支出"),
        fact("100", measure="完成率", unit="%", item="基本支出"),
    ]
    assert errors(facts) == expected


@pytest.mark.parametrize(("part", "expected"), [("政府采购支出总额", []), ("办公费", ["share"])])
def test_procurement_is_no_part_of_the_line_before_it(part: str, expected: list[str]) -> None:
    section = "十、其他重要事项"
    facts = [
        fact("502.40", item="机关运行经费", section=section),
        fact("418.60", item=part, section=section),
        fact("40", measure="占比", unit="%", item=part, section=section),
    ]
    assert errors(facts) == expected


def test_one_of_the_budgets_gives_the_rate() -> None:
    facts = [
        fact("119.42", measure="全年预算数", item="基本支出"),
        fact("97.15", measure="年初预算数", item="基本支出"),
        fact("114.06", item="基本支出"),
    ]
    rates = {"96": [], "90": ["completion-rate"]}
    for value, expected in rates.items():
        assert errors([*facts, fact(value, measure="完成率", unit="%", item="基本支出")]) == expected


def test_a_second_change_beside_the_gap_to_the_budget_is_another() -> None:
    def change(value: str) -> Fact:
        told = fact(value, measure="增减额", item="基本支出")
        return replace(told, sign=1, base="年初预算数")

    stated = [fact("25.10", measure="年初预算数", item="基本支出"), fact("28.12", item="基本支出")]
    assert errors([*stated, change("3.02"), change("6.31")]) == []
    assert errors([*stated, change("6.31")]) == ["change-amount"]


def prose_errors(text: str) -> list[str]:
    """The rules of the errors that one marked paragraph gets."""
    plain, tags = marked(text)
    paper, passages = document(plain, profile=profile(year=2031)), (passage(plain),)
    facts = assemble(paper, passages, tuple(tags))
    return [f.rule for f in run_checks(paper, passages, facts, tuple(tags))[1] if f.severity == "error"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # 合计 is the whole of both
            "[人员经费]{决算数|90.00万元}、[公用经费]{决算数|10.00万元}，[合计]{决算数|100.00万元}，"
            "[人员经费]占{占比|90.00%}。",
            [],
        ),
        (  # the amount once more, and no change
            "[事业收入]今年数{决算数|95.39万元}，上年{上年数|96.33万元}，下降{增减率|0.98%}，计{增减额|95.39万元}。",
            [],
        ),
        (
            "[事业收入]今年数{决算数|95.39万元}，上年{上年数|96.33万元}，下降{增减率|0.98%}，计{增减额|5.39万元}。",
            ["change-amount"],
        ),
        (  # 人员支出 is what moved
            "[人员支出]{决算数|339.87万元}，分别是[奖金]{决算数|60.63万元}，[救济费]{决算数|2.59万元}，"
            "较上年{上年数|320.21万元}增加{增减额|19.66万元}。",
            [],
        ),
        ("[办公费]{决算数|6.00万元}（上年{上年数|7.00万元}），增减额为{增减额|1.00万元}。", []),
        ("[办公费]{决算数|6.00万元}（上年{上年数|7.00万元}），增加{增减额|1.00万元}。", ["change-amount"]),
        ("[“三公”经费]增减{增减额|5.00万元}（{增减率|0.00%}），[“三公”经费]决算{决算数|5.00万元}。", []),
        (
            "[“三公”经费]{决算数|52.13万元}，为预算{预算数|85.00万元}的{完成率|61.3%}。"
            "[公务接待费]{决算数|7.45万元}，占[“三公”经费]的{占比|14.3%}。",
            [],
        ),
        ("单笔30万元以上的支出须审议，2031年共审议41项。", []),
    ],
)
def test_what_a_sentence_may_mean_is_no_error(text: str, expected: list[str]) -> None:
    assert prose_errors(text) == expected
