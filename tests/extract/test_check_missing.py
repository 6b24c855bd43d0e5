"""What ought to be there and is not, text of another year, and what a template or a formula left behind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from extract import forms
from extract.check import RULES, run_checks
from extract.check.missing import REQUIRED_FORMS
from extract.check.needs import NEEDS, NOT_MET
from extract.records import Check, Fact, Finding, Link, Table
from tests.builders import document, fact, passage, profile, section, table


def found(
    text: str, *, tables: tuple[Table, ...] = (), facts: tuple[Fact, ...] = (), year: int | None = 2031
) -> tuple[list[Finding], dict[str, Check]]:
    made = document(text, tables=tables, profile=profile(year=year, kind="部门决算"))
    checks, findings = run_checks(made, (passage(text),), facts, ())
    return list(findings), {check.rule: check for check in checks}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("信访量从2028年40人左右，到2029年30人左右。", "从2028年40人左右，到2029年30"),
        ("进京上访2028年17人次，2029年3人次。", "2028年17人次，2029年3"),
        ("信访量从2030年40人左右，到2031年30人左右。", None),
        ("本年信访量30人，2028年17人次，2029年3人次。", None),
        ("机构2028年3月设立，2029年5月更名。", None),
        ("建党100周年期间未发生事故。", "建党100周年"),
        ("迎接新中国成立82周年。", None),
        ("贯彻《建党100周年活动方案》。", None),
    ],
)
def test_text_of_another_year(text: str, wrong: str | None) -> None:
    told = [f.actual for f in found(text)[0] if f.rule == "stale-year"]
    assert told == ([wrong] if wrong else [])


CHANGE: dict[str, Any] = {"measure": "增减额", "base": "上年数"}
TOTALS = table(forms.OVERALL, columns=("收入",), rows=[("总计", None, ("1,234.56",))], id="t1")


@pytest.mark.parametrize(
    ("text", "stated", "wrong"),
    [
        ("2030年度收入总计1234.56万元。", {"year": 2030}, "2030年"),
        ("2030年度收入总计1234.65万元。", {"year": 2030}, None),
        ("2031年度收入总计1234.56万元。", {"year": 2031}, None),
        ("与2030年度收入总计1234.56万元持平。", {"year": 2030}, None),
        ("2030年收入总计为1234.56万元。", {"measure": "上年数", "base_year": 2030}, "2030年"),
        ("2030年末结转1234.56万元。", {"year": 2030, "item": "年末结转和结余"}, None),
        ("收入总计比2031年增加1234.56万元。", CHANGE | {"base_year": 2031}, "2031年"),
        ("收入总计比2030年增加1234.56万元。", CHANGE | {"base_year": 2030}, None),
    ],
)
def test_a_year_left_over_from_last_years_text(text: str, stated: dict[str, Any], wrong: str | None) -> None:
    start = text.index("1234")
    one = fact(text[start : start + 7], start=start, end=start + 9, quote=text, **stated)
    told = [f.actual for f in found(text, tables=(TOTALS,), facts=(one,))[0] if f.rule == "stale-year"]
    assert told == ([wrong] if wrong else [])


@pytest.mark.parametrize(
    ("titles", "wrong"),
    [
        (("一、2031年度收入决算情况说明", "二、2030年度支出决算情况说明"), ["2030年"]),
        (("一、2030年度收入决算情况说明", "二、2030年度支出决算情况说明"), []),
        (("一、2031年度收入决算情况说明", "二、与2030年度决算比较情况"), []),
    ],
)
def test_a_heading_of_the_year_before(titles: tuple[str, ...], wrong: list[str]) -> None:
    text = "\n".join(titles)
    parts = tuple(section(title, text.index(title), len(text)) for title in titles)
    made = document(text, sections=parts, profile=profile(kind="部门决算"))
    told = [(f.actual, text[f.start or 0 : f.end]) for f in run_checks(made, (), (), ())[1]]
    assert told == [(year, year) for year in wrong]


def test_words_in_a_table_that_is_no_form_are_read_too() -> None:
    text = "满意度情况\t【篇四】当前问题和建议\n"
    form = table(None, id="x", start=0, end=len(text), title="自评")
    made = document(text, tables=[form], blocks=())
    _, findings = run_checks(made, (), (), ())
    assert [(f.rule, text[f.start or 0 : f.end]) for f in findings] == [("template-residue", "【篇四】")]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("增长#DIV/0!，主要原因是新设。", "template-residue"),
        ("采购支出5.00万元（如无此项请删除本段）。", "template-residue"),
        ("请根据本单位实际情况填写。", "template-residue"),
        ("按上述格式依次说明到各项级科目。", "template-residue"),
        ("支出增加5.00万元，主要原因是。", "reason-missing"),
        ("预决算持平的不用说明变动原因。", None),
        ("学生人数增加为主要原因。", None),
        ("学生人数增加是收入增长的主要原因。", None),
        ("收入减少的主要原因。", "reason-missing"),
        ("基本支出152.35万元，占本年支出合计的63.45，下同。", "percent-missing"),
        ("支出决算5.00万元，完成年初预算的98.5。", "percent-missing"),
        ("基本支出152.35万元，占本年支出合计的63.45%。", None),
        ("财政拨款收入364.90万元，占96；事业收入", "percent-missing"),
        ("减少43.27万元，下降30.19；年初结转", "percent-missing"),
        ("预算执行率56.04。", "percent-missing"),
        ("减少9000元（-100.00）；", "percent-missing"),
        ("收入增长1、人员增加。", None),
        ("决算413,700元，完成预算702,600元的58.88%。", None),
        ("占1/3，占2030年支出的一半。", None),
        ("办公费49.92万元、印刷费4.84、取暖费25.04万元。", "unit-missing"),
        ("其中：基本工资125.96、津贴补贴97.65万元。", "unit-missing"),
        ("财政拨款支出1332700，占本年支出合计的99.64%。本表以元计。", "unit-missing"),
        ("机关事业单位基本养老保险缴费支出2080505，9.92万元。", None),
        ("采购支出5.00万元（含税）。", None),
        ("办公费13200元；水费1900；邮电费1300元。", "unit-missing"),
        ("农林水支出安排38300，占本年支出合计的12.47%。以元计。", "unit-missing"),
        ("8.20用于教育支出，占本年支出8.20万元的100%。", "unit-missing"),
        ("决算数798.01万元，占总支出的99.92；主要说明：略。", "percent-missing"),
        ("采购总额21.69万元，其中：货物采购金额21.69、工程0万元。", "unit-missing"),
        ("一般行政管理事务（项）列支5，比年初预算增加1.22万元。", "unit-missing"),
        ("会议费13200元；接待1900；邮电费1300元。", None),
        ("分别完成年初预算、调整预算的115.14%、97.68。", "percent-missing"),
        ("预算5.00万元，支付率100，比预算少。", "percent-missing"),
        ("合计9.00万元，占支出合计比重96，上年。", "percent-missing"),
        ("年初预算和全年预算分别完成48.50、48.5%。", "percent-missing"),
        ("分别完成48.50%、48.5%。", None),
        ("节能环保支出0.58万元，占总额的3。", "percent-missing"),
        ("增加3.24万元，变动幅度为1。其中", "percent-missing"),
        ("执行率依次为100%、100，得分均在95分以上。", "percent-missing"),
        ("基本支出、项目支出分别占94%、6，金额各为6.00万元。", "percent-missing"),
        ("分别占94%、6%，金额各为6.00万元。", None),
        ("教育支出：决算10.04万元，10，上年数8.08万元。", "percent-missing"),
        ("教育支出：决算10.04万元，10%，上年数8.08万元。", None),
        ("由事业收入（99.27%）600元、其他收入（0.73）4元构成。", "percent-missing"),
    ],
)
def test_residue_and_a_percent_left_off(text: str, rule: str | None) -> None:
    assert [f.rule for f in found(text)[0]] == ([rule] if rule else [])


def whole_set(*without: str) -> tuple[Table, ...]:
    rows = [("合计", None, ("1.00",))]
    kinds = [kind for kind, _ in REQUIRED_FORMS if kind not in without]
    return tuple(table(kind, columns=("x",), rows=rows, id=f"t{i}") for i, kind in enumerate(kinds))


def test_a_form_of_the_set_that_is_absent() -> None:
    findings, checks = found("", tables=whole_set(forms.THREE_PUBLIC))
    assert [(f.rule, f.expected) for f in findings] == [("form-missing", forms.THREE_PUBLIC)]
    assert found("", tables=whole_set())[0] == []
    assert found("", tables=whole_set(forms.STATE_CAPITAL), year=2018)[0] == []
    assert checks["form-missing"].count == len(REQUIRED_FORMS)
    assert found("", tables=whole_set(forms.STATE_CAPITAL), year=None)[0] == []


def test_a_rule_without_its_form_says_so() -> None:
    bare = found("")[1]
    for rule in (
        "form-rates",
        "form-signs",
        "form-code-tree",
        "code-across-forms",
        "across-bounds",
        "form-empty",
    ):
        assert (bare[rule].status, bool(bare[rule].why)) == ("not-run", True)
    rows = [("教育支出", "205", ("9.00",))]
    with_form = found("", tables=(table(forms.GENERAL_BUDGET, columns=("合计",), rows=rows, id="t5"),))[1]
    assert with_form["form-code-tree"].status == "passed"
    assert all(check.why for check in with_form.values() if check.status not in ("passed", "failed"))


def test_forms_published_elsewhere_are_not_asked_for() -> None:
    findings, checks = found("", tables=whole_set()[:2])
    assert findings == []
    assert (checks["form-missing"].status, "2张" in checks["form-missing"].why) == ("not-run", True)


def test_an_empty_form_beside_a_stated_figure() -> None:
    rows = [("合计", None, ("",))]
    empty = table(forms.GOVERNMENT_FUNDS, columns=("本年支出",), rows=rows, id="t7")
    link = Link("t7", 0, 2, "", "mismatch", "合计", "本年支出")
    stated = fact("5.00", item="本年支出", section="八、政府性基金预算财政拨款支出决算情况", links=(link,))
    assert "form-empty" in [f.rule for f in found("", tables=(empty,), facts=(stated,))[0]]
    nothing = fact("0", item="本年支出", section="八、政府性基金预算财政拨款支出决算情况", links=(link,))
    assert "form-empty" not in [f.rule for f in found("", tables=(empty,), facts=(nothing,))[0]]


SECTIONS = (
    "一、收入支出决算总体情况说明",
    "二、收入决算情况说明",
    "三、支出决算情况说明",
    "五、一般公共预算财政拨款支出决算情况说明",
    "九、财政拨款“三公”经费支出决算情况说明",
)


def test_a_section_of_the_law_that_is_never_spoken_of() -> None:
    facts = tuple(
        fact("1.00", section=title, item=f"项目{i}", id=f"f{i}") for i, title in enumerate(SECTIONS)
    )
    text = "".join(SECTIONS) + "政府采购支出0万元。国有资产占用情况。预算绩效管理情况。"
    (one,) = (f for f in found(text, facts=facts)[0] if f.rule == "section-missing")
    assert (one.expected, one.severity) == ("机关运行经费支出情况", "info")
    early = found(text, facts=facts, year=2014)[0]
    assert not [f for f in early if f.rule == "section-missing"]
    complete = found(text + "机关运行经费0万元。", facts=facts)[0]
    assert not [f for f in complete if f.rule == "section-missing"]
    overall = text.replace("".join(SECTIONS[:3]), "收入支出决算总表情况") + "机关运行经费0万元。"
    assert not [f for f in found(overall, facts=facts)[0] if f.rule == "section-missing"]
    assert found("短文", facts=facts[:2])[1]["section-missing"].status == "not-run"


def test_what_a_rule_lacks_is_told_as_it_is() -> None:
    empty = (replace(table(kind=forms.THREE_PUBLIC), cells=()),)
    told = [found("说明。", tables=tables)[1]["form-rates"].why for tables in ((), empty)]
    assert told == ["文中没有“三公”经费决算表", "“三公”经费决算表在文中是空表"]
    assert found("说明。")[1]["reason-direction"].why == "文中所写的原因没有直接说增加或减少"
    assert {*NEEDS, *NOT_MET} <= {rule.id for rule in RULES}
