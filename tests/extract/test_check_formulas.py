"""Formulas that lean on the forms or on a slipped unit, open directions, causes against directions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from extract import forms
from extract.check import run_checks
from extract.records import Fact, Finding, Link, Table
from tests.builders import cell, document, fact, passage, table

SPENT = "三、支出决算情况说明"
WHOLE = "一般公共预算财政拨款总支出"
PUBLIC = "七、“三公”经费支出决算情况说明"


def found(facts: Iterable[Fact], *tables: Table) -> list[Finding]:
    placed = tuple(replace(f, id=f"f{at}", start=at * 10, end=at * 10 + 5) for at, f in enumerate(facts, 1))
    return list(run_checks(document(tables=tables), (), placed, ())[1])


def rules(facts: Iterable[Fact], *tables: Table) -> list[tuple[str, str]]:
    return [(f.rule, f.severity) for f in found(facts, *tables)]


def spent(total: str, unit: str = "万元") -> Table:
    return table(
        forms.EXPENDITURE, columns=("本年支出合计",), rows=[("合计", None, (total,))], id="t3", unit=unit
    )


def share(rate: str, whole: str | None = None, section: str = SPENT) -> list[Fact]:
    return [
        fact("152.35", item="基本支出", section=section),
        fact(rate, measure="占比", unit="%", item="基本支出", whole=whole, section=section),
    ]


@pytest.mark.parametrize("whole", [None, "本年支出合计", "支出总额", "总支出"])
@pytest.mark.parametrize(("rate", "expected"), [("63.45", []), ("61.45", [("share", "error")])])
def test_whole_the_prose_leaves_unsaid_comes_from_the_form(
    rate: str, whole: str | None, expected: list[tuple[str, str]]
) -> None:
    named = "支出合计" if whole is None else whole
    facts = share(rate, named if named == "本年支出合计" else whole)
    if whole in ("支出总额", "总支出"):
        facts = [fact("240.10", item="支出合计", section=SPENT), *facts]
    assert rules(facts, spent("240.10")) == expected


@pytest.mark.parametrize(
    ("rate", "all_funds", "expected"),
    [("74.80", None, []), ("73.80", None, [("share", "error")]), ("73.80", "506.71", [])],
)
def test_appropriations_in_the_section_of_the_general_budget_are_its_form_unless_another_total_fits(
    rate: str, all_funds: str | None, expected: list[tuple[str, str]]
) -> None:
    section = "（二）一般公共预算财政拨款支出决算结构情况"
    facts = [
        fact("373.95", item="教育支出", section=section),
        fact(rate, measure="占比", unit="%", item="教育支出", whole="财政拨款支出", section=section),
    ]
    if all_funds:
        facts.append(fact(all_funds, item="财政拨款支出", section="四、财政拨款收入支出决算情况"))
    form = table(forms.GENERAL_BUDGET, columns=("合计",), rows=[("合计", None, ("499.92",))], id="t5")
    assert rules(facts, form) == expected


def test_finding_on_a_printed_total_names_the_form_and_its_cell() -> None:
    (finding,) = found(share("61.45", "本年支出合计"), spent("240.10"))
    assert "÷《支出决算表》合计240.10万元应为63.45%" in finding.message
    assert [c.table for c in finding.cells] == ["t3"] and finding.facts == ("f2", "f1")


def test_share_above_one_hundred_needs_no_whole() -> None:
    assert rules(share("101.20", "某项经费")) == [("share", "error")]
    assert rules(share("100.00", "某项经费")) == []
    assert rules(share("101.20", "年初预算")) == []


def test_share_of_a_public_item_is_never_of_the_item_before() -> None:
    facts = [
        fact("0.20", item="因公出国（境）费", section=PUBLIC),
        fact("0.40", item="公务接待费", section=PUBLIC),
        fact("66.67", measure="占比", unit="%", item="公务接待费", section=PUBLIC),
    ]
    assert rules(facts) == []


@pytest.mark.parametrize(("rate", "expected"), [("40.00", []), ("85.30", [("share", "error")])])
def test_share_of_a_public_item_whose_amount_only_the_form_has(
    rate: str, expected: list[tuple[str, str]]
) -> None:
    keys = ("决算数-合计", "决算数-公务接待费")
    form = table(
        forms.THREE_PUBLIC, columns=keys, rows=[("合计", None, ("1.00", "0.40"))], unit="万元", id="t9"
    )
    told = fact(rate, measure="占比", unit="%", item="公务接待费", whole="三公经费", section=PUBLIC)
    assert rules([told], form) == expected


def test_unit_that_alone_makes_the_formula_fail_is_the_finding() -> None:
    others = [fact("87.75", item="项目支出", section=SPENT), fact("9.10", item="教育支出", section=SPENT)]
    facts = [fact("240.10", unit="元", item="支出合计", section=SPENT), *share("63.45"), *others]
    (finding,) = found(facts)
    assert (finding.rule, finding.kind, finding.expected) == ("unit-slip", "unit", "240.10万元")
    assert finding.facts[0] == "f1"


def test_figure_its_cell_disproves_explains_the_share_and_hides_no_second_mistake() -> None:
    wrong = Link("t3", 0, 2, "152.35", "mismatch", "合计", "基本支出")
    total = fact("240.10", item="支出合计", section=SPENT)
    part = fact("125.35", item="基本支出", section=SPENT, links=[wrong])

    def run(rate: str) -> list[str]:
        given = fact(rate, measure="占比", unit="%", item="基本支出", section=SPENT)
        return [r for r, _ in rules([total, part, given], spent("240.10"))]

    assert run("63.45") == ["prose-table"]
    assert run("70.00") == ["prose-table", "share"]


def completion(rate: str, base: str | None = "预算数") -> list[Fact]:
    return [
        fact("0.29", item="公务接待费", section=PUBLIC),
        fact(rate, measure="完成率", unit="%", item="公务接待费", section=PUBLIC, base=base),
    ]


def test_budget_of_a_public_item_comes_from_its_form_unless_it_is_the_initial_one() -> None:
    paper = table(forms.THREE_PUBLIC, id="t9", cells=[cell("0.58", label="", key="预算数-公务接待费")])
    assert rules(completion("50.00"), paper) == []
    assert rules(completion("73.00"), paper) == [("completion-rate", "warning")]
    assert rules(completion("73.00", "年初预算数"), paper) == []
    assert rules(completion("73.00")) == []


def test_bare_zeros_of_whole_numbers_tell_no_missing_base() -> None:
    whole = [
        fact("0", measure="年初预算数", item="教育支出"),
        fact("1", item="教育支出"),
        fact("289", measure="完成率", unit="%", item="教育支出", base="年初预算数"),
    ]
    assert rules(whole) == []


def test_rate_may_stand_before_its_amount_and_words_say_the_direction() -> None:
    def facts(rate: str) -> list[Fact]:
        common = {"item": "住房保障支出", "base": "上年数", "base_year": 2030}
        return [
            fact("14.20", item="住房保障支出"),
            fact(rate, measure="增减率", unit="%", **common),  # type: ignore[arg-type]
            fact("-2.40", measure="增减额", **common),  # type: ignore[arg-type]
        ]

    assert found(facts("-14.46")) == []
    (finding,) = found(facts("-16.90"))
    assert (finding.actual, finding.expected) == ("16.90%", "14.46%")
    assert "写下降16.90%" in finding.message and "应为下降14.46%" in finding.message


def test_difference_of_two_years_is_told_in_words() -> None:
    def facts(delta: str, sign: int) -> list[Fact]:
        common = {"item": "教育支出", "base": "上年数", "base_year": 2030}
        return [
            fact("26.00", item="教育支出"),
            fact("30.00", measure="上年数", item="教育支出"),
            replace(fact(delta, measure="增减额", **common), sign=sign),  # type: ignore[arg-type]
        ]

    assert found(facts("-4.00", -1)) == []
    assert found(facts("4.00", 0)) == [], "a direction left open is the template's fault"
    (finding,) = found(facts("-5.00", -1))
    assert (finding.rule, finding.actual, finding.expected) == (
        "change-amount",
        "减少5.00万元",
        "减少4.00万元",
    )


@pytest.mark.parametrize(
    ("delta", "cause", "expected"),
    [
        ("-2.40", "厉行节约，支出减少", []),
        ("-2.40", "业务扩大，支出相应增加", ["reason-direction"]),
        ("2.40", "合同到期，减少支付", ["reason-direction"]),
        ("2.40", "培训费支出减少0.30万元", []),
        ("2.40", "人员增加，部分费用减少", []),
    ],
)
def test_cause_against_the_direction_of_its_change(delta: str, cause: str, expected: list[str]) -> None:
    one = fact(delta, measure="增减额", item="教育支出", base="上年数", reason=cause)
    assert [r for r, _ in rules([one])] == expected


def test_cause_of_less_beside_no_change() -> None:
    still = replace(
        fact("0", measure="增减额", unit=None, item="教育支出", base="上年数", reason="合同到期，减少支付"),
        sign=0,
        steps=("持平：行文“持平”，未印数字",),
        quote="与上年持平",
    )
    (finding,) = found([still])
    assert finding.rule == "reason-direction" and "说“与上年持平”" in finding.message
    assert found([replace(still, quote="与上年基本持平")]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("核定编制人数9人，其中：行政编制6名、事业编制3名。", []),
        ("核定编制人数9人，其中：行政编制6名、事业编制2名。", ["8"]),
        ("核定编制人数9人，其中：女性2名、行政编制6名。", []),
        ("核定编制9名，其中行政编制6名（含工勤2名）、事业编制3名。", []),
        ("截至年末共有车辆3辆，其中：机要通信用车1辆、其他用车1辆，其他用车主要是皮卡。", ["2"]),
        ("共有车辆2辆，其中：机要通信用车1辆、其他用车1辆。", []),
    ],
)
def test_counts_by_kind_add_up(text: str, expected: list[str]) -> None:
    _, findings = run_checks(document(text), (passage(text),), (), ())
    assert [f.expected for f in findings if f.rule == "count-sum"] == expected


def against_budget(delta: str, base: str = "预算数", quote: str | None = None) -> list[Fact]:
    return [
        fact("19.08", item="森林管护"),
        fact("18.00", measure="年初预算数", item="森林管护"),
        fact(delta, measure="增减额", item="森林管护", base=base, quote=quote),
    ]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (against_budget("1.08"), []),
        (against_budget("-1.08"), [("change-amount", "error")]),
        (against_budget("-1.08", "全年预算数"), []),
        (against_budget("-1.08", quote="比2030年预算减少1.08万元"), []),
        ([*against_budget("-1.08")[:2], *against_budget("-1.08")[1:]], []),
    ],
)
def test_change_against_the_only_budget(facts: list[Fact], expected: list[tuple[str, str]]) -> None:
    assert [r for r in rules(facts) if r[0] == "change-amount"] == expected


def test_message_quotes_the_word_as_written_and_takes_no_side() -> None:
    (finding,) = found(against_budget("-1.08", quote="比预算少支1.08万元"))
    assert "少支1.08万元" in finding.message and "二者不符" in finding.message


def bought(goods: str, services: str) -> list[Fact]:
    section = "（二）政府采购支出情况"
    lines = (("采购支出总额", "18.30"), ("货物", goods), ("服务", services))
    return [fact(value, item=item, section=section) for item, value in lines]


@pytest.mark.parametrize(
    ("goods", "services", "expected"),
    [("8.30", "11.00", [("closed-sum", "error")]), ("8.30", "10.00", []), ("8.30", "2.00", [])],
)
def test_parts_above_their_whole_need_no_third(
    goods: str, services: str, expected: list[tuple[str, str]]
) -> None:
    assert rules(bought(goods, services)) == expected


@pytest.mark.parametrize(
    ("delta", "rate", "expected"),
    [("20.00", "25.00", []), ("200.00", "25.00", [("change-rate", "error")]), ("-200.00", "-66.67", [])],
)
def test_rise_above_what_the_line_came_to(delta: str, rate: str, expected: list[tuple[str, str]]) -> None:
    moved = (("增减额", delta, "万元"), ("增减率", rate, "%"))
    facts = [fact("100.00", item="教育支出")]
    facts += [fact(v, measure=m, unit=u, item="教育支出", base="上年数") for m, v, u in moved]
    assert [r for r in rules(facts) if r[0] == "change-rate"] == expected


@pytest.mark.parametrize(("rate", "expected"), [("40.00", []), ("4.00", [("share", "error")])])
def test_share_right_before_its_amount(rate: str, expected: list[tuple[str, str]]) -> None:
    facts = [
        fact("10.00", item="一般公共预算财政拨款支出", section=SPENT),
        fact(rate, measure="占比", unit="%", item="教育支出", whole=WHOLE, section=SPENT),
        fact("4.00", item="教育支出", section=SPENT),
    ]
    assert rules(facts) == expected
