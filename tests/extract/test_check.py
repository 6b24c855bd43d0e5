"""Each rule on two figures that agree and two that do not; rounding is never an error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from extract.check import FAMILIES, RULES, run_checks
from extract.records import Check, Fact, Finding, Measure, Passage, Table
from tests.builders import document, fact, passage

GENERAL = "一般公共预算财政拨款支出"


def run(
    facts: Iterable[Fact] = (), *, tables: Iterable[Table] = (), passages: Iterable[Passage] = ()
) -> tuple[dict[str, Check], tuple[Finding, ...]]:
    """Checks by rule and findings; facts get ids and places in the order given."""
    placed = tuple(
        replace(f, id=f"f{at}", start=at * 10, end=at * 10 + 5, steps=()) for at, f in enumerate(facts, 1)
    )
    checks, findings = run_checks(document(tables=tables), tuple(passages), placed, ())
    return {check.rule: check for check in checks}, findings


def rules(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(f.rule, f.severity) for f in findings]


def test_every_rule_reports_once_whatever_the_document() -> None:
    checks, findings = run()
    assert list(checks) == [rule.id for rule in RULES]
    assert findings == ()
    assert {c.status for c in checks.values()} <= {"not-applicable", "not-run"}
    assert all(c.why for c in checks.values())


def test_the_register_of_rules_can_be_read() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert {rule.family for rule in RULES} == set(FAMILIES)
    assert all(rule.statement.endswith("。") and rule.name and rule.source for rule in RULES)


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        ("63.45", []),
        ("63", []),
        ("61.45", [("share", "error")]),
        ("63.44", [("share", "info")]),
        ("63.47", [("share", "error")]),
    ],
)
def test_share_of_the_section_total(rate: str, expected: list[tuple[str, str]]) -> None:
    section = "三、支出决算情况说明"
    facts = [
        fact("240.10", item="支出合计", section=section),
        fact("152.35", item="基本支出", section=section),
        fact(rate, measure="占比", unit="%", item="基本支出", section=section),
    ]
    _, findings = run(facts)
    assert [(r, s if r != "share" or s != "warning" else "error") for r, s in rules(findings)] == expected


def test_share_of_a_whole_the_prose_never_states_is_not_tested() -> None:
    facts = [
        fact("5.00", item="授予中小企业合同金额"),
        fact("40", measure="占比", unit="%", item="授予中小企业合同金额", whole="政府采购支出总额"),
    ]
    checks, findings = run(facts)
    assert (checks["share"].status, findings) == ("not-run", ())


@pytest.mark.parametrize(("rate", "found"), [("102.27", []), ("98.00", ["completion-rate"]), ("102", [])])
def test_completion_rate(rate: str, found: list[str]) -> None:
    facts = [
        fact("26.40", measure="年初预算数", item="教育支出"),
        fact("27", item="教育支出"),
        fact(rate, measure="完成率", unit="%", item="教育支出", base="年初预算数"),
    ]
    _, findings = run([replace(facts[0]), replace(facts[1], value="27.00", decimals=2), facts[2]])
    assert [f.rule for f in findings] == found


def test_rate_on_a_budget_of_zero_is_a_warning_and_zero_over_zero_none() -> None:
    def three(final: str, rate: str) -> list[Fact]:
        return [
            fact("0.00", measure="年初预算数", item="公务接待费"),
            fact(final, item="公务接待费"),
            fact(rate, measure="完成率", unit="%", item="公务接待费", base="年初预算数"),
        ]

    assert rules(run(three("0.84", "100"))[1]) == [("completion-rate", "warning")]
    assert run(three("0.00", "0"))[1] == ()


def change(now: str, delta: str, rate: str) -> list[Fact]:
    common = {"item": "住房保障支出", "base": "上年数", "base_year": 2030}
    return [
        fact(now, item="住房保障支出"),
        fact(delta, measure="增减额", **common),  # type: ignore[arg-type]
        fact(rate, measure="增减率", unit="%", **common),
    ]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (change("14.20", "2.40", "20.34"), []),
        (change("14.20", "2.40", "20"), []),
        (change("14.20", "2.40", "21.75"), [("change-rate", "error")]),
        (change("19.30", "-0.72", "-3"), [("change-rate", "info")]),
        (change("14.20", "2.40", "-20.34"), [("direction", "error")]),
        (change("2.40", "2.40", "100"), [("change-rate", "warning")]),
    ],
)
def test_change_rate_and_direction(facts: list[Fact], expected: list[tuple[str, str]]) -> None:
    assert rules(run(facts)[1]) == expected


def told(text: str, *facts: Fact) -> list[str]:
    """Rules of the findings where each figure stands where its digits stand in the text."""
    placed, at = [], 0
    for number, one in enumerate(facts, 1):
        at = text.index(one.value.lstrip("-"), at)
        end = at + len(one.value.lstrip("-") + (one.unit or ""))
        placed.append(replace(one, id=f"f{number}", start=at, end=end, quote=text))
        at = end
    return [f.rule for f in run_checks(document(text), (passage(text),), tuple(placed), ())[1]]


@pytest.mark.parametrize(
    ("delta", "behind", "found"),
    [
        ("36.98", "（上年无此项支出）", []),
        ("35.98", "（上年无此项支出）", ["change-amount"]),
        ("35.98", "。", []),
        ("290.68", "。", ["change-amount"]),
        ("-290.68", "。", []),
    ],
)
def test_a_rise_is_no_more_than_the_amount_it_led_to(delta: str, behind: str, found: list[str]) -> None:
    text = f"支出36.98万元，比上年增加{delta.lstrip('-')}万元{behind}"
    assert told(text, *change("36.98", delta, "0")[:2]) == found


@pytest.mark.parametrize(("rate", "found"), [("90.67", []), ("92.67", ["completion-rate"])])
def test_a_rate_before_the_two_amounts_it_is_made_of(rate: str, found: list[str]) -> None:
    given: tuple[tuple[str, Measure, str], ...] = (
        (rate, "完成率", "%"),
        ("38.88", "决算数", "万元"),
        ("42.88", "年初预算数", "万元"),
    )
    facts = [fact(value, measure=measure, unit=unit, item="公务接待费") for value, measure, unit in given]
    assert told(f"公务接待费完成预算的{rate}%（38.88万元/42.88万元）。", *facts) == found


@pytest.mark.parametrize(
    ("rate", "found"), [("-25", []), ("-25.0", []), ("-24", ["change-rate"]), ("25", ["change-rate"])]
)
def test_a_rate_between_two_printed_years(rate: str, found: list[str]) -> None:
    facts = [
        fact("3.20", measure="上年数", item="公务接待费"),
        fact("2.40", item="公务接待费"),
        fact(rate, measure="增减率", unit="%", item="公务接待费", base="上年数", base_year=2030),
    ]
    word = "下降" if rate.startswith("-") else "增长"
    assert told(f"公务接待费由3.20万元变为2.40万元，{word}{rate.lstrip('-')}%。", *facts) == found


@pytest.mark.parametrize(("stop", "found"), [("，", ["change-rate"]), ("；", [])])
def test_a_rate_behind_a_stop_is_against_something_unsaid(stop: str, found: list[str]) -> None:
    common = {"item": "财政拨款支出", "base": "年初预算数"}
    facts = [
        fact("479.44", item="财政拨款支出"),
        fact("16.82", measure="增减额", **common),  # type: ignore[arg-type]
        fact("4.9", measure="增减率", unit="%", **common),  # type: ignore[arg-type]
    ]
    assert told(f"支出479.44万元，比年初预算增加16.82万元{stop}增长4.9%。", *facts) == found


def test_a_difference_from_the_budget_of_the_sentence_before() -> None:
    facts = [
        fact("612.23", measure="年初预算数", item="财政拨款支出"),
        fact("612.49", item="财政拨款支出"),
        fact("-0.26", measure="增减额", item="财政拨款支出", base="预算数"),
    ]
    text = "年初预算为612.23万元，支出决算为612.49万元。决算数比预算数减少0.26万元。"
    assert told(text, *facts) == ["change-amount"]
    assert told(text.replace("减少", "增加"), *facts[:2], replace(facts[2], value="0.26", sign=1)) == []


@pytest.mark.parametrize(("rate", "expected"), [("100", []), ("90", ["completion-rate", "change-amount"])])
def test_a_change_beside_a_whole_year_budget_that_has_its_rate_is_of_another_budget(
    rate: str, expected: list[str]
) -> None:
    facts = [
        fact("154.00", measure="全年预算数", item="公共卫生"),
        fact("154.00", item="公共卫生"),
        fact(rate, measure="完成率", unit="%", item="公共卫生", base="全年预算数"),
        fact("9.50", measure="增减额", item="公共卫生", base="预算数"),
    ]
    text = f"公共卫生：全年预算数154.00万元，累计支付154.00万元，执行进度{rate}%，较预算数增加9.50万元。"
    assert sorted(told(text, *facts)) == sorted(expected)


@pytest.mark.parametrize(("share", "found"), [("93.70", []), ("96.70", []), ("39.70", ["warning"])])
def test_a_share_of_the_total_fits_one_of_the_two_totals(share: str, found: list[str]) -> None:
    """Of 278.63 with what was carried over, or of the year's 270.00."""
    common = {"section": "一、收入支出决算总体情况说明", "passage": 0}
    facts = [
        fact("278.63", item="收入总计", **common),  # type: ignore[arg-type]
        fact("270.00", item="本年收入合计", **common),  # type: ignore[arg-type]
        fact("261.09", item="财政拨款收入", **common),  # type: ignore[arg-type]
        fact(share, measure="占比", unit="%", item="财政拨款收入", **common),  # type: ignore[arg-type]
    ]
    placed = [replace(f, start=at * 9, end=at * 9 + 6) for at, f in enumerate(facts)]
    assert [f.severity for f in run(placed)[1]] == found


def test_a_second_rate_is_none_of_a_change_that_has_its_own() -> None:
    facts = [replace(f, start=at, end=at + 1) for at, f in enumerate(change("14.20", "2.40", "20.34"))]
    other = replace(facts[2], value="16.15", start=9, end=10)
    assert run([*facts, other])[1] == ()


@pytest.mark.parametrize(("rate", "expected"), [("20.34", []), ("14.46", []), ("50", ["change-rate"])])
def test_change_left_open_by_the_template_must_fit_one_direction(rate: str, expected: list[str]) -> None:
    facts = change("14.20", "2.40", rate)
    _, findings = run([facts[0], replace(facts[1], sign=0), replace(facts[2], sign=0)])
    assert [f.rule for f in findings] == expected


def test_finding_says_both_sides_rule_and_difference() -> None:
    (finding,) = run(change("14.20", "2.40", "21.75"))[1]
    assert (
        finding.message
        == "住房保障支出写增长21.75%，按住房保障支出增加2.40万元÷（14.20－2.40）应为增长20.34%。"
    )
    assert (finding.actual, finding.expected, finding.facts) == ("21.75%", "20.34%", ("f3", "f2", "f1"))
    assert finding.id == "c1"


def procurement(total: str) -> list[Fact]:
    section = "（二）政府采购支出情况"
    lines = (
        ("政府采购支出总额", total),
        ("政府采购货物支出", "5.18"),
        ("政府采购工程支出", "0"),
        ("政府采购服务支出", "133.40"),
    )
    return [fact(value, item=item, section=section) for item, value in lines]


def test_closed_sum_with_and_without_rounding() -> None:
    assert run(procurement("138.57"))[1] == ()
    assert rules(run(procurement("138.85"))[1]) == [("closed-sum", "error")]


def budget_list(budget: str, final: str = "30.00") -> list[Fact]:
    section = "（三）一般公共预算财政拨款支出决算具体情况"
    lines = (
        (GENERAL, None, budget, final),
        ("教育支出", "205", "11.00", "10.00"),
        ("卫生健康支出", "210", "21.50", "20.00"),
    )
    return [
        fact(value, measure=measure, item=name, code=code, level="类" if code else None, section=section)  # type: ignore[arg-type]
        for name, code, first, last in lines
        for measure, value in (("年初预算数", first), ("决算数", last))
    ]


def test_budgets_are_bound_by_finals_that_add_up() -> None:
    assert run(budget_list("32.50"))[1] == ()
    (finding,) = run(budget_list("32.00"))[1]
    assert (finding.rule, finding.severity, finding.expected) == ("list-sum", "error", "32.50")


def test_a_budget_that_is_said_twice_of_one_line_counts_once() -> None:
    facts = budget_list("32.50")
    assert run([*facts, replace(facts[-2], id="again")])[1] == ()


def test_list_whose_finals_do_not_add_up_proves_nothing() -> None:
    checks, findings = run(budget_list("40.00", "38.00"))
    assert findings == () and checks["list-sum"].status == "not-run"


def test_other_expenditure_is_a_line_of_the_list() -> None:
    other = fact("2.00", item="其他支出", section=budget_list("32.50")[0].section)
    checks, findings = run([*(f for f in budget_list("32.50", "32.00") if f.measure == "决算数"), other])
    assert findings == () and checks["list-sum"].status == "passed"


@pytest.mark.parametrize(
    ("shares", "told"),
    [(("33.33", "66.67"), True), (("32.80", "65.60"), False), (("33", "67"), True), (("30", "65"), False)],
)
def test_a_list_is_complete_where_its_shares_are(shares: tuple[str, str], told: bool) -> None:
    facts = [f for f in budget_list("32.50", "32.00") if f.measure == "决算数"]
    whole = GENERAL
    facts += [
        replace(f, measure="占比", value=value, unit="%", whole=whole, decimals=len(value.partition(".")[2]))
        for f, value in zip(facts[1:], shares, strict=True)
    ]
    assert ("list-sum" in [f.rule for f in run(facts)[1]]) is told


@pytest.mark.parametrize(("carried", "told"), [("2.00", False), ("1.00", True)])
def test_a_total_with_what_was_carried_over_is_no_second_value(carried: str, told: bool) -> None:
    lines = (("财政拨款收入", "18.20"), ("年初财政拨款结转和结余", carried), ("本年财政拨款收入", "16.20"))
    facts = [fact(value, item=item, section="四、财政拨款收入支出决算情况说明") for item, value in lines]
    assert ("stated-twice" in [f.rule for f in run(facts)[1]]) is told


def test_child_line_beside_its_parent_is_no_part() -> None:
    section = "（三）一般公共预算财政拨款支出决算具体情况"
    extra = [fact("2.00", item="普通教育", code="20502", level="款", section=section)]
    assert run(budget_list("32.50") + extra)[1] == ()


def test_two_totals_must_be_equal() -> None:
    facts = [fact("18.20", item="收入总计"), fact("18.02", item="支出总计")]
    assert rules(run(facts)[1]) == [("income-equals-expenditure", "error")]


def test_totals_of_two_years_need_not_be_equal() -> None:
    facts = [fact("18.20", item="收入总计", year=2022), fact("18.02", item="支出总计", year=2023)]
    assert run(facts)[1] == ()


@pytest.mark.parametrize(("code", "told"), [("2013302", False), ("2011302", True)])
def test_one_name_under_two_codes_is_two_lines(code: str, told: bool) -> None:
    section = "（三）一般公共预算财政拨款支出决算具体情况"
    name = "一般公共服务支出（201）—一般行政管理事务（{}）"
    one = fact("28.50", item=name.format("2011302"), code="2011302", level="项", section=section)
    two = fact("140.00", item=name.format(code), code=code, level="项", section=section)
    assert ("stated-twice" in [f.rule for f in run([one, two])[1]]) is told


def test_one_line_stated_twice() -> None:
    one = fact(
        "19.40",
        item="卫生健康支出",
        code="210",
        level="类",
        section="（二）一般公共预算财政拨款支出决算结构情况",
    )
    two = replace(one, value="17.35", section="（三）一般公共预算财政拨款支出决算具体情况")
    assert rules(run([one, two])[1]) == [("stated-twice", "error")]
    assert run([one, replace(two, value="19.4", decimals=1)])[1] == ()
