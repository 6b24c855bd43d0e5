"""部门预算: its forms are known, its prose is tied to them, and what disagrees is found."""

from __future__ import annotations

from functools import lru_cache

import pytest

from extract import forms
from extract.budget_forms import FINAL_OF, budget_columns, recognise_budget
from extract.link.budgets import budget_addresses
from extract.pipeline import load
from extract.records import Extraction, Fact
from extract.write.figures import composition, key_figures, three_public
from extract.write.report.charts import three_public_chart

DISCLOSURE = """\
云岭省青禾县统计局2031年部门预算公开

第一部分 2031年部门预算表

部门收支总体情况表
预算01表|单位：万元
收入||支出|
项目|预算数|项目|预算数
一、一般公共预算拨款收入|1,200.50|一、一般公共服务支出|1,000.20
二、政府性基金预算拨款收入|0.00|二、社会保障和就业支出|150.10
三、事业收入|30.00|三、住房保障支出|80.20
本年收入合计|1,230.50|本年支出合计|1,230.50
上年结转|0.00|结转下年|0.00
收入总计|1,230.50|支出总计|1,230.50

部门支出总体情况表
预算03表|单位：万元
科目编码|科目名称|合计|基本支出|项目支出
201|一般公共服务支出|1,000.20|800.20|200.00
20105|统计信息事务|1,000.20|800.20|200.00
2010501|行政运行|800.20|800.20|0.00
2010507|专项普查活动|200.00|0.00|200.00
208|社会保障和就业支出|150.10|150.10|0.00
20805|行政事业单位养老支出|150.10|150.10|0.00
2080505|机关事业单位基本养老保险缴费支出|150.10|150.10|0.00
221|住房保障支出|80.20|80.20|0.00
22102|住房改革支出|80.20|80.20|0.00
2210201|住房公积金|80.20|80.20|0.00
合计||1,230.50|1,030.50|200.00

一般公共预算支出情况表
预算05表|单位：万元
科目编码|科目名称|2030年执行数|2031年预算数|||比上年增减
|||小计|基本支出|项目支出|
201|一般公共服务支出|900.00|970.20|800.20|170.00|70.20
20105|统计信息事务|900.00|970.20|800.20|170.00|70.20
2010501|行政运行|780.00|800.20|800.20|0.00|20.20
2010507|专项普查活动|120.00|170.00|0.00|170.00|50.00
208|社会保障和就业支出|140.00|150.10|150.10|0.00|10.10
20805|行政事业单位养老支出|140.00|150.10|150.10|0.00|10.10
2080505|机关事业单位基本养老保险缴费支出|140.00|150.10|150.10|0.00|10.10
221|住房保障支出|75.00|80.20|80.20|0.00|5.20
22102|住房改革支出|75.00|80.20|80.20|0.00|5.20
2210201|住房公积金|75.00|80.20|80.20|0.00|5.20
合计||1,115.00|1,200.50|1,030.50|170.00|85.50

一般公共预算“三公”经费支出情况表
预算07表|单位：万元
合计|因公出国（境）费|公务用车购置及运行费|||公务接待费
||小计|公务用车购置费|公务用车运行费|
9.00|0.00|6.00|0.00|6.00|3.00

第二部分 2031年部门预算情况说明

一、关于青禾县统计局2031年收支预算情况的总体说明
按照综合预算的原则，青禾县统计局所有收入和支出均纳入部门预算管理。2031年收支总预算1,230.50万元。
二、关于青禾县统计局2031年收入预算情况说明
2031年收入预算1,230.50万元，其中：一般公共预算拨款收入1,200.50万元，占97.56%；事业收入30.00万元，占2.44%。
三、关于青禾县统计局2031年支出预算情况说明
2031年支出预算1,230.50万元，其中：基本支出1,030.50万元，占83.75%；项目支出200.00万元，占16.25%。
四、关于青禾县统计局2031年一般公共预算支出情况说明
（一）一般公共预算规模变化情况
2031年一般公共预算拨款1,200.50万元，比2030年执行数1,115.00万元增加85.50万元，增长7.67%，主要是第八次普查工作经费增加。
（二）一般公共预算具体使用情况
1.一般公共服务支出（类）统计信息事务（款）行政运行（项）2031年预算数为800.20万元，比2030年执行数增加20.20万元，增长2.59%。
2.一般公共服务支出（类）统计信息事务（款）专项普查活动（项）2031年预算数为172.00万元，比2030年执行数增加50.00万元，增长41.67%。
3.住房保障支出（类）住房改革支出（款）住房公积金（项）2031年预算数为80.20万元，比2030年执行数增加5.20万元，增长6.93%。
五、关于青禾县统计局2031年一般公共预算基本支出情况说明
2031年一般公共预算基本支出1,030.50万元，其中：人员经费900.30万元，公用经费130.20万元。
六、关于青禾县统计局2031年“三公”经费预算情况说明
2031年“三公”经费预算数为9.00万元，比2030年预算减少1.00万元，其中：因公出国（境）费0万元，公务用车运行费6.00万元，公务接待费3.00万元。
""".replace("|", "\t")
"""Invented. One figure is wrong: 专项普查活动 is 172.00 in the prose, 170.00 in the form."""


@lru_cache(maxsize=1)
def extraction() -> Extraction:
    return load("rules")(text=DISCLOSURE)


def planned(name: str) -> Fact:
    return next(f for f in extraction().facts if f.item.name.endswith(name) and f.measure == "预算数")


def cells(name: str) -> list[tuple[str | None, str, str]]:
    kinds = {table.id: table.kind for table in extraction().document.tables}
    return [(kinds.get(x.table or ""), x.column_path or "", x.status) for x in planned(name).links]


@pytest.mark.parametrize(
    ("title", "header", "kind"),
    [
        ("2031年部门财务收支预算总表", "本年收入本年支出项目预算数项目预算数", forms.OVERALL),
        ("部门收入总体情况表", "科目名称合计财政拨款收入事业收入其他收入", forms.INCOME),
        ("2031年部门支出预算总表", "功能分类科目名称合计基本支出项目支出", forms.EXPENDITURE),
        ("财政拨款收支总表", "收入支出项目预算数项目合计一般公共预算", forms.FISCAL_OVERALL),
        ("一般公共预算支出功能分类预算表", "功能分类科目名称合计基本支出项目支出", forms.GENERAL_BUDGET),
        ("基本支出部门预算经济分类预算表", "科目名称合计人员经费公用经费", forms.BASIC_EXPENDITURE),
        ("政府性基金预算支出表", "科目名称本年政府性基金预算支出", forms.GOVERNMENT_FUNDS),
        ("一般公共预算“三公”经费支出表", "合计因公出国（境）费公务接待费", forms.THREE_PUBLIC),
        ("上年一般公共预算支出表", "科目名称合计基本支出项目支出", None),
        ("部门政府采购预算表", "品目名称合计基本支出项目支出", None),
        ("项目支出绩效目标表", "项目名称预算数", None),
    ],
)
def test_a_form_of_a_budget_is_like_one_of_a_final_account(title: str, header: str, kind: str | None) -> None:
    assert FINAL_OF.get(recognise_budget(title, header) or "") == kind


def test_columns_beside_those_of_the_year_have_keys_of_their_own_or_none() -> None:
    paths = ["2030年执行数", "2031年预算数-小计", "2031年预算数-基本支出", "比上年增减"]
    assert budget_columns("一般公共预算支出表", paths, [0] * 4) == ("上年执行数", "合计", "基本支出", None)


def test_what_was_spent_the_year_before_is_tied_to_its_column() -> None:
    (prior,) = [f for f in extraction().facts if f.measure == "上年数"]
    assert [(x.column_path, x.cell_value, x.status) for x in prior.links] == [
        ("2030年执行数", "1,115.00", "match")
    ]


def test_the_total_of_a_form_that_counts_what_was_carried_over_is_that_of_all_income() -> None:
    paths = ["合计", "上年结转", "事业收入"]
    assert budget_columns("部门收入预算表", paths, [0] * 3) == ("收入总计", None, "事业收入")
    assert budget_columns("部门收入预算表", paths[::2], [0] * 2) == ("本年收入合计", "事业收入")
    rows = [address.rows for address in budget_addresses("收入", "收入", "预算数", carried=True)]
    assert rows == [("合计", "总计"), ("收入总计", "总计")]


def test_every_line_stands_in_its_form() -> None:
    assert cells("收入总计") == [("部门收支预算总表", "收入-预算数", "match")]
    assert cells("项目支出") == [("部门支出预算表", "项目支出", "match")]
    assert cells("一般公共预算拨款") == [("一般公共预算支出表", "2031年预算数-小计", "match")]
    assert cells("公务用车运行费")[0][0] == "“三公”经费支出预算表"
    assert cells("公务用车运行费")[0][2] == "match"


def test_a_form_that_is_not_there_is_said_so_by_the_name_it_has_in_a_budget() -> None:
    assert cells("人员经费") == [(None, "一般公共预算基本支出表", "absent")]


def test_the_one_wrong_figure_is_the_one_finding() -> None:
    errors = [f for f in extraction().findings if f.severity == "error"]
    assert [(f.rule, f.actual) for f in errors] == [("prose-table", "172.00")]


def test_rates_are_of_the_budget_against_what_was_spent_before() -> None:
    wrong = DISCLOSURE.replace("增长2.59%", "增长3.59%")
    found = {f.rule for f in load("rules")(text=wrong).findings if f.severity == "error"}
    assert found == {"prose-table", "change-rate"}


def test_forms_of_the_budget_are_added_up() -> None:
    row = "2010507\t专项普查活动\t{}\t0.00\t200.00"
    wrong = DISCLOSURE.replace(row.format("200.00"), row.format("210.00"))
    found = {f.rule for f in load("rules")(text=wrong).findings if f.severity == "error"}
    assert found == {"prose-table", "form-levels"}


def test_a_figure_of_the_year_before_that_is_the_same_this_year_is_no_old_text() -> None:
    told = "800.20万元，用于日常运行。2030年预算执行数为800.20万元，2031年预算安排800.20万元，与上年持平"
    line = "2031年预算数为800.20万元，比2030年执行数增加20.20万元，增长2.59%"
    found = load("rules")(text=DISCLOSURE.replace(line, told)).findings
    assert line in DISCLOSURE and "stale-year" not in {f.rule for f in found}


def test_the_figures_at_a_glance_are_those_of_the_budget() -> None:
    assert [(a.name, str(a.value)) for a in key_figures(extraction())] == [
        ("收入总计", "1230.50"), ("支出总计", "1230.50"),
        ("一般公共预算财政拨款支出", "1200.50"), ("“三公”经费支出", "9.00"),
    ]  # fmt: skip
    assert composition(extraction())[0].name == "一般公共服务支出"
    assert {pair.second for pair in three_public(extraction())} == {None}
    assert "“三公”经费预算，万元" in (three_public_chart(extraction()) or "")
