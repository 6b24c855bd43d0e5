"""Links by address: a wrong figure still finds its cell, an unsure one says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract import forms
from extract.link import link
from extract.records import Cell, Fact, Table
from tests.builders import cell, document, fact, profile, table

OVERALL, INCOME, GENERAL = forms.OVERALL, forms.INCOME, forms.GENERAL_BUDGET


def general(*rows: tuple[str, str | None, tuple[str, ...]], unit: str = "万元") -> Table:
    return table(GENERAL, columns=("合计",), rows=rows, id="t5", unit=unit)


ACCOUNTS = general(
    ("合计", None, ("50.00",)),
    ("卫生健康支出", "210", ("30.00",)),
    ("行政单位医疗", "2101101", ("30.00",)),
    ("教育支出", "205", ("20.00",)),
    ("教育管理事务", "20501", ("12.00",)),
    ("行政运行", "2050101", ("12.00",)),
    ("普通教育", "20502", ("8.00",)),
    ("行政运行", "2050201", ("8.00",)),
)
GENERAL_TITLE = "（三）一般公共预算财政拨款支出决算具体情况"


def linked(one: Fact, *tables: Table, kind: str = "单位决算") -> Fact:
    return link(document(tables=tables, profile=profile(kind=kind)), (one,))[0]


def where(one: Fact) -> list[tuple[str | None, str | None, str]]:
    return [(x.table, x.row_label, x.status) for x in one.links]


def overall(fund: str = "", general_income: str = "18.00") -> Table:
    rows = [
        ("一、一般公共预算财政拨款收入", general_income),
        ("二、政府性基金预算财政拨款收入", fund),
        ("三、国有资本经营预算财政拨款收入", ""),
        ("本年收入合计", "18.00"),
        ("总计", "18.20"),
    ]
    cells = [cell(text, row=i, label=label, key="收入") for i, (label, text) in enumerate(rows)]
    return table(OVERALL, id="t1", cells=cells)


def test_a_dash_in_the_first_row_of_a_name_is_the_answer() -> None:
    rows = [
        ("一、一般公共预算财政拨款", "18.00"),
        ("三、国有资本经营预算财政拨款", "-"),
        ("本年收入合计", "18.00"),
    ]
    rows += [("年初财政拨款结转和结余", "9.00"), ("国有资本经营预算财政拨款", "9.00")]
    cells = [cell(text, row=i, label=label, key="收入") for i, (label, text) in enumerate(rows)]
    form = table(forms.FISCAL_OVERALL, id="t4", cells=cells)
    section = "九、国有资本经营预算财政拨款支出决算情况说明"
    one = linked(fact("0", item="国有资本经营预算财政拨款本年收入", section=section), form)
    assert [(x.row, x.status) for x in one.links] == [(1, "match")]


def test_wrong_value_finds_its_cell_by_row_and_column() -> None:
    one = linked(fact("17.35", item="卫生健康支出", section=GENERAL_TITLE), ACCOUNTS)
    assert where(one) == [("t5", "卫生健康支出", "mismatch")]
    assert one.links[0].cell_value == "30.00"


def test_primary_cell_first_then_all_that_must_agree() -> None:
    income = table(
        INCOME, columns=("本年收入合计", "财政拨款收入"), rows=[("合计", None, ("18.00", "18.00"))], id="t2"
    )
    one = linked(fact("18.00", item="财政拨款收入", section="二、收入决算情况说明"), overall(), income)
    assert [(x.table, x.row_label) for x in one.links] == [
        ("t2", "合计"),
        ("t1", "一、一般公共预算财政拨款收入"),
    ]


def test_general_budget_row_is_left_out_where_there_is_fund_money() -> None:
    income = table(
        INCOME, columns=("本年收入合计", "财政拨款收入"), rows=[("合计", None, ("18.00", "18.00"))], id="t2"
    )
    one = linked(
        fact("18.00", item="财政拨款收入", section="二、收入决算情况说明"), overall("4.00", "14.00"), income
    )
    assert [x.table for x in one.links] == ["t2"]


def test_row_by_code_before_name_and_by_path_where_names_repeat() -> None:
    by_code = linked(fact("12", item="行政运行", code="2050101", section=GENERAL_TITLE), ACCOUNTS)
    assert where(by_code) == [("t5", "行政运行", "match")]
    path = "教育支出（类）普通教育（款）行政运行（项）"
    by_path = linked(fact("8.00", item=path, level="项", section=GENERAL_TITLE), ACCOUNTS)
    assert by_path.links[0].row == 7 and by_path.links[0].status == "match"


def test_levels_of_one_money_under_one_name_are_their_lowest() -> None:
    rows = [("其他支出", code, ("7.00",)) for code in ("229", "22999", "2299999")]
    one = linked(fact("7.00", item="其他支出", section=GENERAL_TITLE), general(*rows))
    assert [(x.row, x.status) for x in one.links] == [(2, "match")]
    more = general(*rows, ("彩票公益金", "2299901", ("1.00",)))
    assert {x.status for x in linked(fact("7.00", item="其他支出", section=GENERAL_TITLE), more).links} == {
        "ambiguous"
    }


def test_a_path_told_by_a_dash_and_one_marker_is_its_last_level() -> None:
    path = "其他共产党事务支出—其他共产党事务支出（项）"
    form = general(
        ("其他共产党事务支出", "20136", ("29.00",)), ("其他共产党事务支出", "2013699", ("2.00",)),
        ("行政运行", "2013601", ("27.00",)),
    )
    assert linked(fact("2.00", item=path, level="项", section=GENERAL_TITLE), form).links[0].row == 1


OVERALL_TITLE, FISCAL_TITLE = "一、收入支出决算总体情况说明", "四、财政拨款收入支出决算总体情况说明"


def said(text: str, item: str, title: str, *tables: Table) -> list[tuple[str | None, str]]:
    """Links of the figure that ends a text, in a section, with row and status."""
    value = "18.00"
    one = fact(value, item=item, section=title, start=len(text))
    found = link(document(text + value + "万元。", tables=tables), (one,))[0]
    return [(x.row_label, x.status) for x in found.links]


def test_bare_side_of_the_overall_form_is_the_years_where_a_word_says_so() -> None:
    assert said("本局累计取得收入", "收入", OVERALL_TITLE, overall())[0] == ("本年收入合计", "match")
    unsure = said("年初批复收入预算9.00万元，决算", "收入", OVERALL_TITLE, overall())
    assert [status for _, status in unsure] == ["ambiguous", "ambiguous"]


def test_bare_fund_is_income_or_spending_by_the_words_before_it() -> None:
    rows = [("一、一般公共预算财政拨款", "18.00"), ("本年收入合计", "18.00")]
    cells = [cell(text, row=i, label=label, key="收入") for i, (label, text) in enumerate(rows)]
    fiscal = table(forms.FISCAL_OVERALL, id="t4", cells=cells)
    both = (fiscal, general(("合计", None, ("17.00",))))
    income = said("财政拨款本年收入18.00万元，其中一般公共预算", "一般公共预算", FISCAL_TITLE, *both)
    assert ("一、一般公共预算财政拨款", "match") in income
    spent = said("财政拨款本年支出18.00万元，其中一般公共预算", "一般公共预算", FISCAL_TITLE, *both)
    assert spent == [("合计", "mismatch")]
    assert said("其中一般公共预算", "一般公共预算", FISCAL_TITLE, *both) == []
    assert said("县财政拨给我局", "财政拨款", FISCAL_TITLE, *both)[0] == ("本年收入合计", "match")


def test_a_sum_of_two_lines_is_the_total_and_not_the_second_line() -> None:
    form = table(
        GENERAL, columns=("合计", "项目支出"), rows=[("合计", None, ("18.00", "3.00"))], id="t5"
    )
    one = linked(fact("18.00", item="基本支出与项目支出合计", section=GENERAL_TITLE), form)
    assert [x.cell_value for x in one.links] == ["18.00"]
    alone = linked(fact("3.00", item="项目支出合计", section=GENERAL_TITLE), form)
    assert [x.cell_value for x in alone.links] == ["3.00"]


@pytest.mark.parametrize(
    ("name", "key"),
    [("接待", "公务接待费"), ("购车款", "公务用车购置费"), ("公务用车", "公务用车购置及运行维护费")],
)
def test_short_names_are_the_lines_of_their_section(name: str, key: str) -> None:
    form = table(forms.THREE_PUBLIC, columns=(f"决算数-{key}",), rows=[("本年", None, ("1.63",))])
    section = "七、“三公”经费支出决算情况说明"
    assert [x.status for x in linked(fact("1.63", item=name, section=section), form).links] == ["match"]
    assert linked(fact("1.63", item="国内接待费", section=section), form).links == ()


def test_repeated_name_alone_is_ambiguous_and_lists_the_rows() -> None:
    one = linked(fact("8.00", item="行政运行", section=GENERAL_TITLE), ACCOUNTS)
    assert [x.status for x in one.links] == ["ambiguous", "ambiguous"]


def test_two_paths_of_one_class_share_it_and_are_ambiguous() -> None:
    tail = "（款）行政运行（项）"
    items = [f"教育支出（类）教育管理事务{tail}其他（项）", f"教育支出（类）普通教育{tail}另外（项）"]
    facts = tuple(
        fact("12", item=i, code="205", level="类", section=GENERAL_TITLE, id=f"f{n}")
        for n, i in enumerate(items)
    )
    found = link(document(tables=[ACCOUNTS]), facts)
    assert {x.status for f in found for x in f.links} == {"ambiguous"}


@pytest.mark.parametrize(
    ("value", "unit", "printed", "status"),
    [
        ("176", "万元", "176.00", "match"),
        ("1.6", "万元", "1.60", "match"),
        ("1.6", "万元", "1.63", "rounding"),
        ("16300", "元", "1.63", "match"),
        ("16312.5", "元", "1.63", "rounding"),
        ("1.64", "万元", "1.63", "mismatch"),
        ("0", "万元", "", "match"),
        ("0.5", "万元", "", "mismatch"),
        ("0.000163", "亿元", "1.63", "match"),
    ],
)
def test_status_after_unit_conversion(value: str, unit: str, printed: str, status: str) -> None:
    one = fact(value, unit=unit, item="一般公共预算财政拨款支出", section=GENERAL_TITLE)
    assert linked(one, general(("合计", None, (printed,)))).links[0].status == status


def test_table_in_yuan_and_missing_unit_as_the_document_says() -> None:
    one = fact("1.63", unit=None, item="一般公共预算财政拨款支出", section=GENERAL_TITLE)
    assert linked(one, general(("合计", None, ("16,300.00",)), unit="元")).links[0].status == "match"


def test_absent_form_absent_row_and_no_form_at_all() -> None:
    no_form = linked(fact(item="收入总计", section="一、收入支出决算总体情况说明"))
    assert (no_form.links[0].table, no_form.links[0].status) == (None, "absent")
    no_row = linked(fact(item="国防支出", level="类", section=GENERAL_TITLE), ACCOUNTS)
    assert (no_row.links[0].table, no_row.links[0].row, no_row.links[0].status) == ("t5", None, "absent")
    assert linked(fact(item="普查补助", section=GENERAL_TITLE), ACCOUNTS).links == ()


@pytest.mark.parametrize(
    ("measure", "value"), [("占比", "60"), ("增减额", "-3.00"), ("增减率", "4"), ("年初预算数", "30.00")]
)
def test_measures_no_form_carries_have_no_link(measure: str, value: str) -> None:
    one = fact(value, measure=measure, item="卫生健康支出", section=GENERAL_TITLE)  # type: ignore[arg-type]
    assert linked(one, ACCOUNTS).links == ()


def public() -> Table:
    keys = ("预算数-公务接待费", "决算数-公务接待费")
    cells: list[Cell] = [
        cell(text, column=at, label="", key=key)
        for at, (key, text) in enumerate(zip(keys, ("0.50", "0.22"), strict=True))
    ]
    return table(forms.THREE_PUBLIC, id="t9", cells=cells)


def test_three_public_budget_and_final_have_their_columns() -> None:
    title = "（二）“三公”经费财政拨款支出决算具体情况说明"
    for measure, value in (("年初预算数", "0.50"), ("全年预算数", "0.50"), ("决算数", "0.22")):
        one = fact(value, measure=measure, item="公务接待费", section=title)  # type: ignore[arg-type]
        assert linked(one, public()).links[0].status == "match"
    assert linked(fact("0.22", item="国内接待费", section=title), public()).links == ()


def test_economic_line_passes_over_rows_the_form_strikes_out() -> None:
    cells = [
        cell("——", row=0, label="办公设备购置", code="30902"),
        cell("2.10", row=1, label="办公设备购置", code="31002"),
    ]
    basic = table(forms.BASIC_EXPENDITURE, id="t6", cells=cells)
    one = linked(
        fact("2.10", item="办公设备购置", section="六、一般公共预算财政拨款基本支出决算情况说明"), basic
    )
    assert where(one) == [("t6", "办公设备购置", "match")]


def test_running_cost_links_to_the_basic_form_only_where_the_statistics_say_so() -> None:
    stats = table(
        forms.RELATED_INFORMATION,
        id="t10",
        columns=("统计数",),
        rows=[("二、机关运行经费", None, ("",)), ("(一) 行政单位", None, ("15.27",))],
    )
    for public_cost, tables in (("15.27", ["t10", "t6"]), ("20.00", ["t10"])):
        basic = table(forms.BASIC_EXPENDITURE, id="t6", rows=[("公用经费合计", None, (public_cost,))])
        one = linked(
            fact("15.27", item="机关运行经费", section="（一）机关运行经费支出情况说明"), stats, basic
        )
        assert [x.table for x in one.links] == tables


def test_one_of_two_kinds_of_units_is_the_whole_where_the_other_has_nothing() -> None:
    rows = [
        ("二、机关运行经费", None, ("",)), ("(一) 行政单位", None, ("0.00",)),
        ("(二) 参照公务员法管理事业单位", None, ("15.27",)),
    ]  # fmt: skip
    for first, expected in (("0.00", ["match"]), ("3.00", ["ambiguous", "ambiguous"])):
        rows[1] = (rows[1][0], None, (first,))
        stats = table(forms.RELATED_INFORMATION, id="t10", columns=("统计数",), rows=rows)
        one = linked(fact("15.27", item="机关运行费用", section="（一）机关运行经费支出情况说明"), stats)
        assert [x.status for x in one.links] == expected


def test_performance_prose_budgets_and_other_years_are_not_linked() -> None:
    assert linked(fact(item="项目支出", section="三、项目绩效评价情况"), ACCOUNTS).links == ()
    assert linked(fact(item="教育支出", section=GENERAL_TITLE, year=2030), ACCOUNTS).links == ()
    assert (
        linked(fact("20.00", item="教育支出", section=GENERAL_TITLE), ACCOUNTS, kind="部门预算").links == ()
    )


FISCAL_TITLE = "四、财政拨款支出决算情况说明"


def basic_by_kind() -> Table:
    rows = [
        ("合计", None, ("12.00", "9.00", "3.00")),
        ("基本工资", "30101", ("9.00", "9.00", "")),
        ("办公费", "30201", ("3.00", "", "3.00")),
        ("奖励金", "30309", ("", "0.50", "")),
    ]
    return table(forms.BASIC_EXPENDITURE, columns=("合计", "人员经费", "公用经费"), rows=rows, id="t6")


@pytest.mark.parametrize(("name", "value"), [("办公费", "3.00"), ("基本工资", "9.00"), ("奖励金", "0.50")])
def test_the_sum_column_of_the_basic_form_stands_for_its_row(name: str, value: str) -> None:
    one = linked(
        fact(value, item=name, section="六、一般公共预算财政拨款基本支出决算情况说明"), basic_by_kind()
    )
    assert where(one) == [("t6", name, "match")]


def test_the_last_row_of_the_overall_form_may_be_named_only_a_sum() -> None:
    rows = [("一、财政拨款收入", "18.00"), ("本年收入合计", "18.00"), ("合计", "18.20")]
    cells = [cell(text, row=i, label=label, key="收入") for i, (label, text) in enumerate(rows)]
    one = fact("18.20", item="收入总计", section="一、收入支出决算总体情况说明")
    assert where(linked(one, table(OVERALL, id="t1", cells=cells))) == [("t1", "合计", "match")]
    early = [cell("18.00", label="合计", key="收入"), cell("18.20", row=1, label="其他", key="收入")]
    assert linked(one, table(OVERALL, id="t1", cells=early)).links[0].status == "absent"


def test_older_fiscal_section_stands_in_the_general_form_where_no_other_does() -> None:
    spent = linked(fact("50.00", item="财政拨款支出", section=FISCAL_TITLE), ACCOUNTS)
    assert where(spent) == [("t5", "合计", "match")]
    path = "教育支出（类）普通教育（款）行政运行（项）"
    assert linked(fact("8.00", item=path, level="项", section=FISCAL_TITLE), ACCOUNTS).links[0].row == 7
    fund = table(forms.GOVERNMENT_FUNDS, columns=("本年支出",), rows=[("合计", None, ("3.00",))], id="t7")
    other = linked(fact("50.00", item="财政拨款支出", section=FISCAL_TITLE), ACCOUNTS, fund)
    assert [x.status for x in other.links] == ["absent"]


def test_classes_of_the_overall_section_stand_in_the_expenditure_form_where_the_first_is_absent() -> None:
    spent = table(
        forms.EXPENDITURE, columns=("本年支出合计",), rows=[("教育支出", "205", ("20.00",))], id="t3"
    )
    one = fact("20.00", item="教育支出", code="205", level="类", section="一、收入支出决算总体情况说明")
    assert where(linked(one, spent)) == [("t3", "教育支出", "match")]
    first = table(OVERALL, id="t1", cells=[cell("20.00", label="五、教育支出", key="支出")])
    assert [x.table for x in linked(one, first, spent).links] == ["t1"]


def test_line_without_a_code_takes_that_of_its_row_for_all_its_measures() -> None:
    path = "教育支出（类）普通教育（款）行政运行（项）"
    facts = (
        fact("8.00", item=path, level="项", section=GENERAL_TITLE, id="f1"),
        fact("9.00", item=path, level="项", section=GENERAL_TITLE, id="f2", measure="年初预算数"),
        fact("8.00", item="行政运行", level="项", section=GENERAL_TITLE, id="f3"),
    )
    found = link(document(tables=[ACCOUNTS]), facts)
    assert [f.item.code for f in found] == ["2050201", "2050201", None]


def test_business_fund_line_of_older_forms() -> None:
    cells = [cell("2.10", label="用事业基金弥补收支差额", key="收入")]
    one = fact("2.10", item="用事业基金弥补收支差额", section="一、收入支出决算总体情况说明")
    assert where(linked(one, table(OVERALL, id="t1", cells=cells)))[0][1:] == (
        "用事业基金弥补收支差额",
        "match",
    )


SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = SHARED / "gold" / "001" / "links.jsonl"


@pytest.mark.skipif(not GOLD.exists(), reason="needs the shared real document 001 and its gold links")
def test_every_gold_link_of_the_real_document_is_found() -> None:
    from extract.assemble import assemble
    from extract.read import read
    from extract.segment import segment
    from extract.tag.rules import RuleTagger

    paper = read(SHARED / "documents" / "001.txt")
    passages = segment(paper)
    facts = link(paper, assemble(paper, passages, RuleTagger().tag(passages)))
    first = {f.start: f.links[0] for f in facts if f.links}
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    assert [r["text"] for r in rows if r["start"] not in first] == []
    wrong = [
        r["text"]
        for r in rows
        if "".join((first[r["start"]].row_label or "").split()) != "".join(r["cells"][0]["row_label"].split())
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["收入总计", "收入决算总计", "收入总额", "总收入"])
def test_total_under_any_of_its_names_finds_the_same_cell(name: str) -> None:
    one = linked(fact("18.20", item=name, section="一、收入支出决算总体情况说明"), overall())
    assert where(one) == [("t1", "总计", "match")]
