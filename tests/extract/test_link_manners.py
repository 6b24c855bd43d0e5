"""Lines under other names, forms that are missing or twice there, sections of older manners."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract import forms
from extract.link import link
from extract.records import Fact, Table
from tests.builders import document, fact, profile, section, table

OVERALL, INCOME, FISCAL, GENERAL = forms.OVERALL, forms.INCOME, forms.FISCAL_OVERALL, forms.GENERAL_BUDGET


def form(kind: str, column: str, *rows: tuple[str, str], id: str, title: str | None = None) -> Table:
    lines = [(label, None, (text,)) for label, text in rows]
    return table(kind, columns=(column,), rows=lines, id=id, title=title)


def places(one: Fact, *tables: Table) -> list[tuple[str | None, str | None, str]]:
    (done,) = link(document(tables=tables, profile=profile(kind="单位决算")), (one,))
    return [(x.table, x.row_label, x.status) for x in done.links]


INCOME_FORM = form(INCOME, "财政拨款收入", ("合计", "18.00"), id="t2")
OVERALL_FORM = form(OVERALL, "收入", ("财政拨款收入", "18.00"), ("本年收入合计", "19.00"), id="t1")
FISCAL_FORM = form(FISCAL, "收入", ("本年收入合计", "18.00"), id="t4")


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ((OVERALL_FORM, INCOME_FORM, FISCAL_FORM), [("t4", "本年收入合计", "match")]),
        ((OVERALL_FORM, INCOME_FORM), [("t2", "合计", "match")]),
        ((OVERALL_FORM,), [("t1", "财政拨款收入", "match")]),
        ((), [(None, None, "absent")]),
    ],
)
def test_fiscal_income_without_its_own_form_stands_in_the_next_one(
    tables: tuple[Table, ...], expected: list[tuple[str | None, str | None, str]]
) -> None:
    one = fact("18.00", item="财政拨款本年收入", section="四、财政拨款收入支出决算总体情况说明")
    assert places(one, *tables) == expected


@pytest.mark.parametrize(
    ("written", "section_title", "row"),
    [
        ("当年收入", "二、收入决算情况说明", "本年收入合计"),
        ("一般公共预算拨款", "二、收入决算情况说明", "一般公共预算财政拨款收入"),
        ("一般公共预算当年拨款收入", "二、收入决算情况说明", "一般公共预算财政拨款收入"),
        ("财政补助收入", "二、收入决算情况说明", "财政拨款收入"),
        ("上年结转", "一、收入支出决算总体情况说明", "年初结转和结余"),
        ("上年结转结余", "一、收入支出决算总体情况说明", "年初结转和结余"),
        ("财政拨款", "一、收入支出决算总体情况说明", "财政拨款收入"),
        ("一般公共预算拨入", "二、收入决算情况说明", "一般公共预算财政拨款收入"),
        ("总体收入总计", "一、收入支出决算总体情况说明", "收入总计"),
    ],
)
def test_shorter_and_older_names_of_a_line(written: str, section_title: str, row: str) -> None:
    whole = form(OVERALL, "收入", ("其他收入", "5.00"), (row, "5.00"), id="t1")
    assert places(fact("5.00", item=written, section=section_title), whole) == [("t1", row, "match")]


@pytest.mark.parametrize(
    ("written", "title", "kind", "column"),
    [
        ("收入来源合计", "二、收入决算情况说明", INCOME, "本年收入合计"),
        ("全部支出", "三、支出决算情况说明", forms.EXPENDITURE, "本年支出合计"),
        ("支出去向合计", "三、支出决算情况说明", forms.EXPENDITURE, "本年支出合计"),
        ("一般公共预算支出总计", "五、一般公共预算财政拨款支出决算情况说明", GENERAL, "合计"),
    ],
)
def test_the_total_of_a_form_under_other_names(written: str, title: str, kind: str, column: str) -> None:
    printed = form(kind, column, ("合计", "18.00"), id="t2")
    assert places(fact("18.00", item=written, section=title), printed) == [("t2", "合计", "match")]


def test_a_line_names_its_own_form_in_a_section_about_another() -> None:
    general = form(GENERAL, "合计", ("合计", "7.00"), id="t5")
    one = fact("7.10", item="一般公共预算财政拨款支出", section="二、财政拨款支出决算情况")
    assert places(one, general) == [("t5", "合计", "mismatch")]


@pytest.mark.parametrize("name", ["机关事业单位养老保险缴费支出", "机关事业单位基本养老保缴费支出"])
def test_a_name_that_is_short_or_misspelt_finds_the_one_row_it_can_mean(name: str) -> None:
    rows = [("机关事业单位基本养老保险缴费支出", "2080505", ("7.00",)), ("其他支出", "2299999", ("1.00",))]
    general = table(GENERAL, columns=("合计",), rows=rows, id="t5")
    one = fact("7.00", item=name, section="（三）一般公共预算财政拨款支出决算具体情况")
    assert places(one, general) == [("t5", "机关事业单位基本养老保险缴费支出", "match")]


@pytest.mark.parametrize(
    ("heading", "expected"), [("第三部分 部门决算情况说明", "t1"), ("第五部分 局本级决算情况说明", "t9")]
)
def test_forms_that_are_there_twice_go_with_their_own_prose(heading: str, expected: str) -> None:
    whole = form(OVERALL, "收入", ("本年收入合计", "9.00"), id="t1", title="部门收入支出决算总表")
    own = form(OVERALL, "收入", ("本年收入合计", "4.00"), id="t9", title="局本级收入支出决算总表")
    title = "二、收入决算情况说明"
    sections = (section(heading, 0, 50, level=1, id="s0"), section(title, 0, 50))
    paper = document("", tables=(whole, own), sections=sections, profile=profile(kind="部门决算"))
    (done,) = link(paper, (fact("9.00", item="本年收入合计", section=title),))
    assert [x.table for x in done.links] == [expected]


def test_forms_that_are_there_twice_without_a_word_stay_ambiguous() -> None:
    twice = (form(OVERALL, "收入", ("本年收入合计", "9.00"), id=name) for name in ("t1", "t9"))
    one = fact("9.00", item="本年收入合计", section="二、收入决算情况说明")
    assert [(t, s) for t, _, s in places(one, *twice)] == [("t1", "ambiguous"), ("t9", "ambiguous")]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ((), [("t5", "其他党群事务支出", "match")]),
        ((("党群活动", "2013601", ("1.00",)),), [("t5", "其他党群事务支出", "ambiguous")] * 2),
    ],
)
def test_a_class_with_its_only_line_under_one_name_is_that_line(
    other: tuple[tuple[str, str, tuple[str]], ...], expected: list[tuple[str, str, str]]
) -> None:
    name = "其他党群事务支出"
    rows = [(name, "20136", ("7.00",)), *other, (name, "2013699", ("7.00",))]
    general = table(GENERAL, columns=("合计",), rows=rows, id="t5")
    one = fact("7.00", item=name, section="（三）一般公共预算财政拨款支出决算具体情况")
    assert places(one, general) == expected


def test_only_cars_are_run_in_a_section_on_the_three_public() -> None:
    public = form(forms.THREE_PUBLIC, "决算数-公务用车运行维护费", ("", "0.86"), id="t8")
    one = fact("0.86", item="运行费", section="八、财政拨款“三公”经费支出决算情况")
    assert places(one, public) == [("t8", "", "match")]


def test_a_grant_spent_by_its_older_name_stands_in_the_same_cell() -> None:
    fiscal = form(FISCAL, "支出-合计", ("本年支出合计", "5.00"), id="t4")
    one = fact("5.00", item="财政补助支出", section="四、财政拨款收入支出决算总体情况说明")
    assert places(one, fiscal) == [("t4", "本年支出合计", "match")]


def test_a_three_public_table_without_a_title_yields_to_the_form_that_has_one() -> None:
    titled = form(forms.THREE_PUBLIC, "决算数-公务接待费", ("公务接待费", "0.22"), id="t9")
    bare = form(forms.THREE_PUBLIC, "决算数-公务接待费", ("公务接待费", "0.30"), id="t10")
    bare = replace(bare, title=None)
    one = fact("0.22", item="公务接待费", section="九、“三公”经费支出决算情况说明")
    assert places(one, titled, bare) == [("t9", "公务接待费", "match")]
    assert places(one, bare) == [("t10", "公务接待费", "mismatch")]
