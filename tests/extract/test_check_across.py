"""Two years of one unit, and a department with its units."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract import compare_units, compare_years, forms
from extract.check import RULES, prior_of, run_checks
from extract.records import Extraction, Fact, Finding, Link, Table
from tests.builders import document, extraction, fact, profile, table

SECTION = "二、收入支出决算总体情况说明"


def disclosed(
    *facts: Fact, tables: Sequence[Table] = (), year: int = 2031, unit: str = "云岭县信访局"
) -> Extraction:
    made = document("。" * 99, tables=tables, profile=profile(unit=unit, year=year))
    checks, findings = run_checks(made, (), facts, ())
    return extraction(made, facts=facts, checks=checks, findings=findings)


def told(found: Extraction, rule: str) -> list[Finding]:
    return [f for f in found.findings if f.rule == rule]


def last_year(value: str = "12.00") -> Extraction:
    return disclosed(fact(value, item="收入总计", section=SECTION, year=2030), year=2030)


def this_year(delta: str = "2.40", rate: str = "20.00", before: str | None = None) -> Extraction:
    common = {"item": "收入总计", "section": SECTION, "base": "上年数", "base_year": 2030}
    facts = [
        fact("14.40", item="收入总计", section=SECTION, id="f1"),
        fact(delta, measure="增减额", id="f2", start=10, **common),  # type: ignore[arg-type]
        fact(rate, measure="增减率", unit="%", id="f3", start=20, **common),  # type: ignore[arg-type]
    ]
    if before is not None:
        facts.append(fact(before, measure="上年数", id="f4", start=30, item="收入总计", section=SECTION))
    return disclosed(*facts)


def test_without_other_documents_the_rules_say_so() -> None:
    checks = {c.rule: c for c in this_year().checks}
    assert (checks["prior-year"].status, checks["units-sum"].status) == ("not-applicable",) * 2
    assert "--prior" in checks["prior-year"].why and "--units" in checks["units-sum"].why


def test_changes_that_follow_from_both_published_figures_pass() -> None:
    found = compare_years(this_year(before="12.00"), last_year())
    check = next(c for c in found.checks if c.rule == "prior-year")
    assert (check.status, check.count, told(found, "prior-year")) == ("passed", 3, [])
    assert [c.rule for c in found.checks] == [rule.id for rule in RULES]


@pytest.mark.parametrize(
    ("delta", "rate", "expected"),
    [("3.40", "20.00", "2.40万元"), ("2.40", "21.00", "20.00%"), ("-2.40", "-20.00", "2.40万元")],
)
def test_a_change_that_does_not_follow_is_one_finding(delta: str, rate: str, expected: str) -> None:
    (found,) = told(compare_years(this_year(delta, rate), last_year()), "prior-year")
    assert found.expected == expected and "调整" in found.message


def test_a_stated_figure_of_last_year_is_the_published_one() -> None:
    (found,) = told(compare_years(this_year(before="21.00"), last_year()), "prior-year")
    assert (found.actual, found.expected) == ("21.00万元", "12.00万元")
    assert "数字颠倒" in found.message


def test_the_published_figure_is_found_by_its_address_in_the_forms() -> None:
    def form(value: str) -> Table:
        rows = [("住房保障支出", "221", (value,))]
        return table(forms.GENERAL_BUDGET, columns=("合计",), rows=rows, id="t5")

    link = Link("t5", 0, 2, "14.40", "match", "住房保障支出", "合计")
    now = fact("14.40", item="住房保障支出", section=SECTION, id="f1", links=(link,))
    change = fact(
        "2.40", measure="增减额", item="住房保障支出", section=SECTION, id="f2", base="上年数", start=10
    )
    current = disclosed(now, change, tables=[form("14.40")])
    assert not told(compare_years(current, disclosed(tables=[form("12.00")], year=2030)), "prior-year")
    (found,) = told(compare_years(current, disclosed(tables=[form("13.00")], year=2030)), "prior-year")
    assert found.expected == "1.40万元"


def test_a_year_restated_as_a_whole_is_only_told() -> None:
    names = ("收入总计", "支出总计", "基本支出")
    now = [fact("14.40", item=n, section=SECTION, id=f"f{i}", passage=i) for i, n in enumerate(names)]
    moved = [
        fact(
            "2.40",
            measure="增减额",
            item=n,
            section=SECTION,
            id=f"g{i}",
            base="上年数",
            passage=i,
            start=10 + i,
        )
        for i, n in enumerate(names)
    ]
    old = [fact("11.00", item=n, section=SECTION, id=f"f{i}", year=2030) for i, n in enumerate(names)]
    found = compare_years(disclosed(*now, *moved), disclosed(*old, year=2030))
    assert {f.severity for f in told(found, "prior-year")} == {"info"}


def test_the_right_prior_document_is_chosen() -> None:
    current = this_year()
    right, other = last_year(), disclosed(year=2030, unit="青禾县信访局")
    assert prior_of(current, [other, right]) is right
    with pytest.raises(ValueError, match="应当正好一个"):
        prior_of(current, [other, disclosed(year=2029)])
    with pytest.raises(ValueError, match="2030年度"):
        compare_years(current, disclosed(year=2028))


def general(*values: str, unit: str = "万元", id: str = "t5") -> Table:
    rows = [
        ("合计", None, (values[0],)),
        ("教育支出", "205", (values[0],)),
        ("普通教育", "20502", (values[0],)),
        ("小学教育", "2050202", (values[1],)),
        ("初中教育", "2050203", (values[2],)),
    ]
    return table(forms.GENERAL_BUDGET, columns=("合计",), rows=rows, unit=unit, id=id)


def test_a_department_is_the_sum_of_its_units() -> None:
    units = [
        disclosed(tables=[general("6.00", "2.00", "4.00")]),
        disclosed(tables=[general("50000.00", "30000.00", "20000.00", unit="元")]),
    ]
    good = compare_units(disclosed(tables=[general("11.00", "5.00", "6.00")]), units)
    assert next(c for c in good.checks if c.rule == "units-sum").status == "passed"
    bad = compare_units(disclosed(tables=[general("12.00", "5.00", "7.00")]), units)
    (found,) = told(bad, "units-sum")
    assert (found.severity, found.actual, found.expected, found.difference) == (
        "error",
        "7.00",
        "6.00",
        "1.00",
    )


def test_a_missing_unit_is_one_warning_a_form() -> None:
    whole = disclosed(tables=[general("11.00", "5.00", "6.00")])
    (found,) = told(compare_units(whole, [disclosed(tables=[general("6.00", "2.00", "4.00")])]), "units-sum")
    assert found.severity == "warning" and "可能少了单位" in found.message
    with pytest.raises(ValueError, match="没有所属单位"):
        compare_units(whole, [])
    empty = compare_units(whole, [disclosed()])
    assert next(c for c in empty.checks if c.rule == "units-sum").status == "not-run"
