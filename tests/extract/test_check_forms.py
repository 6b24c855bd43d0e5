"""Forms: row sums, balances, bounds between forms, 三公 rates, names listed against rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract import forms
from extract.check import run_checks
from extract.records import Cell, Finding, Passage, RowKey, Table
from tests.builders import cell, document, fact, passage, table


def found(*tables: Table, passages: Sequence[Passage] = ()) -> list[Finding]:
    return list(run_checks(document(tables=tables), tuple(passages), (), ())[1])


def rules(*tables: Table) -> list[str]:
    return sorted(f.rule for f in found(*tables))


def overall(*lines: tuple[str, str]) -> Table:
    cells = [cell(text, row=at, label=label, key="支出") for at, (label, text) in enumerate(lines)]
    return table(forms.OVERALL, id="t1", cells=cells)


@pytest.mark.parametrize(
    ("total", "expected"), [("30.02", []), ("30.04", ["form-rows"]), ("30.00", ["form-rows"])]
)
def test_rows_of_the_overall_form_add_up_within_half_a_digit_each(total: str, expected: list[str]) -> None:
    lines = (("五、教育支出", "10.00"), ("九、卫生健康支出", "20.02"), ("本年支出合计", total))
    assert rules(overall(*lines)) == expected


def test_rows_of_another_kind_and_inner_rows_are_not_added() -> None:
    other = (("五、教育支出", "10.00"), ("基本支出", "20.00"), ("本年支出合计", "10.00"))
    assert rules(overall(*other)) == []
    inner = (
        ("一、教育支出", "9.00"),
        ("其中：普通教育", "7.00"),
        ("二、其他支出", "1.00"),
        ("本年支出合计", "10.00"),
    )
    assert rules(overall(*inner)) == []


def sides(*income: tuple[str, str], spent: Sequence[tuple[str, str]]) -> Table:
    cells = [cell(x, row=at, label=name, key="收入") for at, (name, x) in enumerate(income)]
    cells += [cell(x, row=at, column=3, label=name, key="支出") for at, (name, x) in enumerate(spent)]
    return table(forms.OVERALL, id="t1", cells=cells)


SPENT = (("本年支出合计", "17.00"), ("结余分配", ""), ("年末结转和结余", "3.00"), ("合计", "20.00"))


@pytest.mark.parametrize(("carried", "expected"), [("2.00", []), ("2.30", ["form-totals"])])
def test_totals_of_a_form_before_2020_that_ends_in_a_sum(carried: str, expected: list[str]) -> None:
    fund = ("用事业基金弥补收支差额", "1.00")
    income = (("本年收入合计", "17.00"), fund, ("年初结转和结余", carried), ("合计", "20.00"))
    assert rules(sides(*income, spent=SPENT)) == expected


def test_a_side_of_the_totals_that_cannot_be_added_is_told() -> None:
    form = sides(("一、事业收入", "20.00"), ("总计", "20.00"), spent=SPENT)
    checks, _ = run_checks(document(tables=[form]), (), (), ())
    total = next(c for c in checks if c.rule == "form-totals")
    assert "另有1处未能检验" in (total.why or "")


@pytest.mark.parametrize(
    ("office", "expected"), [("3.00", []), ("2.00", ["form-columns"])]
)
def test_basic_form_with_a_column_of_sums(office: str, expected: list[str]) -> None:
    rows = [
        ("工资福利支出", "301", ("9.00", "9.00", "")),
        ("商品和服务支出", "302", ("3.00", "", "3.00")),
        ("办公费", "30201", (office, "", "3.00")),
    ]
    basic = table(forms.BASIC_EXPENDITURE, columns=("合计", "人员经费", "公用经费"), rows=rows, id="t6")
    assert rules(basic) == expected


FUND_KEYS = ("年初结转和结余", "本年收入", "本年支出", "年末结转和结余")


def test_fund_balance() -> None:
    def fund(*values: str) -> Table:
        return table(forms.GOVERNMENT_FUNDS, columns=FUND_KEYS, rows=[("合计", None, values)])

    assert rules(fund("3.00", "5.00", "6.00", "2.00")) == []
    (finding,) = found(fund("3.00", "5.00", "6.00", "1.00"))
    assert (finding.rule, finding.actual, finding.expected) == ("form-balance", "7.00", "8.00")


def test_every_column_adds_up_and_a_row_is_reported_once() -> None:
    def spent(own: str) -> Table:
        rows = [
            ("合计", None, ("10.00", "6.00", "4.00")),
            ("教育支出", "205", ("10.00", "6.00", "4.00")),
            ("普通教育", "20502", ("10.00", own, "4.00")),
        ]
        return table(forms.GENERAL_BUDGET, columns=("合计", "基本支出", "项目支出"), rows=rows)

    assert rules(spent("6.00")) == []
    assert rules(spent("5.00")) == ["form-columns"]


def test_one_form_bounds_another_by_code_and_by_item() -> None:
    def pair(small: str) -> tuple[Table, Table]:
        general = table(
            forms.GENERAL_BUDGET, columns=("合计",), rows=[("普通教育", "20502", (small,))], id="t5"
        )
        spent = table(
            forms.EXPENDITURE, columns=("本年支出合计",), rows=[("普通教育", "20502", ("6.10",))], id="t3"
        )
        return general, spent

    assert rules(*pair("6.10")) == []
    assert rules(*pair("7.10")) == ["across-bounds"]

    def public(reception: str) -> tuple[Table, Table]:
        keys = ("决算数-合计", "决算数-公务接待费")
        cells = [
            cell(text, column=at, label="", key=key)
            for at, (key, text) in enumerate(zip(keys, ("2.00", "0.50"), strict=True))
        ]
        basic = table(forms.BASIC_EXPENDITURE, rows=[("公务接待费", "30217", (reception,))], id="t6")
        return table(forms.THREE_PUBLIC, cells=cells, id="t9"), basic

    assert "across-bounds" not in rules(*public("0.50"))
    assert "across-bounds" in rules(*public("0.80"))


HEADS = ("项目", "2031年预算数", "2031年决算数", "2030年决算数", "控制率", "同比增减", "同比增减比率")
AMOUNTS = ("预算数", "决算数", "上年决算数")


def three_public(*lines: tuple[str, tuple[str, ...]]) -> Table:
    cells: list[Cell] = []
    for at, (label, values) in enumerate(lines):
        for column, text in enumerate(values, 1):
            key = f"{AMOUNTS[column - 1]}-{label}" if column <= 3 else None
            cells.append(cell(text, row=at, column=column, label=label, key=key))
    made = table(forms.THREE_PUBLIC, cells=cells)
    keys = tuple(RowKey(label, None) for label, _ in lines)
    return Table(
        *(getattr(made, name) for name in ("id", "title", "code", "kind", "unit", "pages", "start", "end")),
        (HEADS,),
        made.rows,
        HEADS,
        keys,
        made.cells,
    )


def test_rates_of_the_public_form_on_the_right_base() -> None:
    good = three_public(("公务接待费", ("8.00", "2.60", "2.00", "32.5%", "0.60", "30%")))
    assert found(good) == []
    (finding,) = found(three_public(("公务接待费", ("8.00", "2.60", "2.00", "32.5%", "0.60", "23.08%"))))
    assert (finding.rule, finding.actual, finding.expected) == ("form-rates", "23.08%", "30.00%")
    assert "决算数2.60、上年决算数2.00" in finding.message


@pytest.mark.parametrize(
    ("printed", "stated", "kind"),
    [("30%", "30.00", None), ("30%", "23.08", "prose-vs-table"), ("23.08%", "30.00", "prose-vs-table")],
)
def test_a_rate_of_the_form_is_the_one_the_prose_states(printed: str, stated: str, kind: str | None) -> None:
    form = three_public(("公务接待费", ("8.00", "2.60", "2.00", "32.5%", "0.60", printed)))
    rate = fact(stated, measure="增减率", unit="%", item="公务接待费", base="上年数", start=3)
    _, findings = run_checks(document("。" * 20, tables=[form]), (), (rate,), ())
    assert [f.kind for f in findings] == ([kind] if kind else [])
    assert all((f.start, f.facts) == (3, ("f1",)) for f in findings)


def test_the_total_row_of_a_basic_form_in_columns() -> None:
    def form(total: str) -> list[str]:
        rows = [
            ("合计", None, (total, total, "")),
            ("工资福利支出", "301", ("9.00", "9.00", "")),
            ("对个人和家庭的补助", "303", ("2.00", "2.00", "")),
        ]
        columns = ("合计", "人员经费", "公用经费")
        return [f.rule for f in found(table(forms.BASIC_EXPENDITURE, columns=columns, rows=rows, id="t6"))]

    assert form("11.00") == []
    assert set(form("12.00")) == {"form-basic"}


def test_falls_without_a_minus_are_one_finding_unless_some_are_marked() -> None:
    def pair(first: str, second: str) -> list[str]:
        lines = (
            ("因公出国（境）费", ("5.00", "3.00", "4.00", "60%", first, "-25%")),
            ("公务接待费", ("8.00", "1.00", "2.00", "12.5%", second, "-50%")),
        )
        return [f.rule for f in found(three_public(*lines))]

    assert pair("-1.00", "-1.00") == []
    assert pair("1.00", "1.00") == ["form-signs"]


def test_public_form_without_rates_has_nothing_to_test() -> None:
    checks, _ = run_checks(
        document(tables=[three_public(("公务接待费", ("8.00", "2.60", "2.00")))]), (), (), ()
    )
    assert next(c for c in checks if c.rule == "form-rates").status == "not-applicable"


BASIC = table(
    forms.BASIC_EXPENDITURE,
    id="t6",
    rows=[
        ("基本工资", "30101", ("8.00",)),
        ("津贴补贴", "30102", ("2.00",)),
        ("奖金", "30103", ("",)),
        ("奖励金", "30309", ("0.31",)),
        ("办公费", "30201", ("1.00",)),
    ],
)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("基本工资、津贴补贴、奖励金", None),
        ("基本工资、津贴补贴等支出", "-"),
        ("基本工资、津贴补贴、奖金、奖励金", "奖金"),
        ("基本工资、津贴补贴、住房改革", None),
    ],
)
def test_names_listed_against_the_rows_of_the_form(names: str, expected: str | None) -> None:
    text = f"人员经费10.31万元，主要包括：{names}。"
    findings = [f for f in found(BASIC, passages=[passage(text)]) if f.rule == "basic-names"]
    if expected is None and names.endswith("住房改革"):
        assert findings and "奖励金" in findings[0].message
    elif expected in (None, "-"):
        assert findings == []
    else:
        assert [f.actual for f in findings] == [expected]


def test_paid_line_that_the_list_leaves_out_unless_it_is_open() -> None:
    closed = passage("人员经费10.31万元，主要包括：基本工资、津贴补贴、基本工资。")
    (finding,) = [f for f in found(BASIC, passages=[closed]) if f.rule == "basic-names"]
    assert finding.expected == "奖励金" and finding.kind == "prose-vs-table" and finding.cells
    opened = passage("人员经费10.31万元，主要包括：基本工资、津贴补贴、基本工资等。")
    assert [f for f in found(BASIC, passages=[opened]) if f.rule == "basic-names"] == []
