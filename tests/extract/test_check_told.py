"""Marked sentences checked as they stand: one wrong figure is found, the right one is not."""

from __future__ import annotations

import pytest

from extract import forms
from extract.assemble import assemble
from extract.check import run_checks
from extract.records import Table
from tests.builders import document, passage, profile, section, table
from tests.marked import marked


def rules(text: str, *tables: Table, title: str = "（二）政府采购支出情况", year: int = 2031) -> list[str]:
    """The rules that a marked paragraph under a heading breaks."""
    plain, tags = marked(text)
    here = passage(plain, section="s1")
    paper = document(
        plain, tables=tables, sections=[section(title, 0, len(plain))], profile=profile(year=year)
    )
    _, found = run_checks(paper, (here,), assemble(paper, (here,), tuple(tags)), tuple(tags))
    return [f.rule for f in found if f.severity != "info" and not f.rule.endswith("-missing")]


SENTENCES = [
    (
        "[水费]{决算数|9.00万元}，和上年度对比，共计减少{增减额|1.00万元}，折合下滑{增减率|10%}。",
        ("下滑", "增长"),
        "direction",
    ),
    (
        "[货物类支出]居首，采购{决算数|3.00万元}；[服务支出]次之，采购{决算数|2.00万元}；[工程支出]{决算数|0万元}。"
        "合计{决算数|5.00万元}，与预算持平。",
        ("5.00", "0.50"),
        "closed-sum",
    ),
    (
        "[水费]预算{预算数|20.87万元}，实际用去{决算数|30.08万元}，增加{增减额|9.21万元}。",
        ("20.87", "20.78"),
        "change-amount",
    ),
    (
        "[公务接待费]{决算数|0.26万元}。其中：[国内接待费支出]{决算数|0.26万元}，[国（境）外公务接待支出]{决算数|0万元}。",
        ("接待费支出]{决算数|0.26", "接待费支出]{决算数|2.26"),
        "closed-sum",
    ),
    (
        "[国内接待费]共计支出{决算数|0.12万元}，具体内容包括：[甲]{决算数|0.06万元}、[乙]{决算数|0.06万元}。",
        ("[甲]{决算数|0.06万元", "[甲]{决算数|0.06元"),
        "unit-slip",
    ),
    (
        "[机关运行费用]支出{决算数|26.71万元}，2030年、2031年分别为{上年数|26.21万元}、{决算数|26.71万元}。",
        ("、{决算数|26.71", "、{决算数|26.21"),
        "stated-twice",
    ),
    (
        "“[水利]”项目目标为修渠、补助；年末预算{全年预算数|43.80万元}用去{决算数|43.80万元}，用款率{完成率|100%}。",
        ("{决算数|43.80", "{决算数|34.80"),
        "completion-rate",
    ),
    (
        "[“三公”经费支出]{决算数|16.01万元}（其中：[用车]{决算数|9.01万元}；[接待]{决算数|7.00万元}），"
        "较预算{预算数|14.90万元}增加{增减额|1.11万元}。",
        ("增加", "减少"),
        "change-amount",
    ),
    (
        "[总收入]、[总支出]均为{决算数|25.75万元}。[收、支]与2030年相比增加{增减额|0.85万元}，增长{增减率|3%}。",
        ("0.85", "0.58"),
        "change-rate",
    ),
    (
        "[甲收入]{决算数|14.52万元}，占{占比|99.86%}；[乙收入]{决算数|0.01万元}，占{占比|0.07%}；"
        "[丙收入]{决算数|0.01万元}，占{占比|0.06%}；各项合计{决算数|14.54万元}，为[本年收入合计]。",
        ("0.06", "34.92"),
        "share",
    ),
    (
        "2031年度[收支总计]共计{决算数|65.08万元}，较2030年度的{上年数|63.82万元}增长{增减率|2%}，差额{增减额|1.26万元}。",
        ("增长", "下降"),
        "change-rate",
    ),
    (
        "[总收入]{决算数|747万元}，较上年减少{增减额|449.94万元}。其中[本年收入决算合计]{决算数|611.42万元}，"
        "同上年比，降低{增减额|456.09万元}；[年初结转和结余]{决算数|135.58万元}，2031年度执行数为{决算数|135.58万元}，"
        "2030年决算数为{上年数|129.43万元}，增加{增减额|6.15万元}。",
        ("129.43", "129.03"),
        "change-amount",
    ),
    (
        "由于雨水较多影响，[收支总计]{决算数|66.59万元}，2030年数{上年数|129.01万元}，今年实际降低{增减额|62.42万元}。",
        ("62.42", "26.42"),
        "change-amount",
    ),
    (
        "10.[“法律援助项目”项目]。预算{预算数|0.82万元}，支出{决算数|0.75万元}，支付进度{完成率|91.46%}。",
        ("91.46", "96.46"),
        "completion-rate",
    ),
]


@pytest.mark.parametrize(("text", "altered", "rule"), SENTENCES)
def test_one_wrong_figure_is_found(text: str, altered: tuple[str, str], rule: str) -> None:
    named = {"机关运行": "机关运行经费支出情况", "三公": "“三公”经费支出情况", "收": "二、收入决算情况说明"}
    title = next((title for word, title in named.items() if word in text), "（二）政府采购支出情况")
    assert rules(text, title=title) == []
    assert text.count(altered[0]) == 1
    assert rules(text.replace(*altered), title=title) == [rule]


def test_a_change_without_a_base_that_fits_neither_year_nor_slip_says_nothing() -> None:
    text = "[水费]预算{预算数|20.87万元}，实际用去{决算数|30.08万元}，增加{增减额|3.33万元}。"
    assert rules(text) == []


def test_the_sum_under_a_heading_whose_parts_open_the_clause_is_compared_with_its_cell() -> None:
    keys = ("决算数-合计", "决算数-公务接待费", "决算数-公务用车购置及运行维护费", "决算数-因公出国（境）费")
    form = table(
        forms.THREE_PUBLIC, columns=keys, rows=[("合计", None, ("0.38", "0", "0.38", "0"))], id="t9"
    )
    text = (
        "[公务接待费]{决算数|0万元}、[公务用车费]{决算数|0.38万元}、[因公出国（境）费]{决算数|0万元}"
        "共计{决算数|0.38万元}。"
    )
    title = "（一）“三公”经费财政拨款支出决算总体情况说明"
    assert rules(text, form, title=title) == []
    assert rules(text.replace("共计{决算数|0.38", "共计{决算数|0.83"), form, title=title) == ["closed-sum"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("[会议费]{决算数|0.20万元}。", []),
        ("[会议费]{决算数|0.23万元}。", []),
        ("[会议费]{决算数|0.02万元}。", ["prose-table"]),
        ("[会议费]{决算数|2.00万元}。", ["prose-table"]),
        ("[会议费]{决算数|0.20元}。", ["prose-table"]),
        ("[会议费]减少{增减额|0.02万元}。", []),
    ],
)
def test_an_economic_line_beside_the_three_is_no_less_than_basic_money_paid_of_it(
    text: str, rule: list[str]
) -> None:
    basic = table(
        forms.BASIC_EXPENDITURE, columns=("决算数",), rows=[("会议费", "30215", ("0.20",))], id="t6"
    )
    assert rules(text, basic, title="（二）“三公”经费支出决算具体情况") == rule
    assert rules(text, basic, title="二、预算绩效管理情况") == []


def test_a_parent_whose_name_has_another_code_is_the_wrong_one() -> None:
    plain, tags = marked(
        "1.花了{决算数|3.10万元}，列在#208#[社会保障和就业支出]（类）#20815#[行政事业单位养老支出]（款）"
        "#2080502#[事业单位离退休]（项），主要是养老。"
    )
    _, hits = run_checks(document(plain), (passage(plain),), (), tuple(tags))
    assert [(f.rule, plain[f.start : f.end]) for f in hits if f.rule == "code-shape"] == [
        ("code-shape", "20815行政事业单位养老支出")
    ]


def test_budgets_of_a_list_are_added_where_a_line_is_told_again_and_the_head_is_called_short() -> None:
    text = (
        "[财政拨款支出]年初预算{年初预算数|9.00万元}，支出决算{决算数|8.00万元}。"
        "[教育支出]（类）[普通教育]（款）[小学教育]（项）年初预算{年初预算数|5.00万元}，支出决算{决算数|4.00万元}，"
        "从2030年的{上年数|3.00万元}变动到2031年的{决算数|4.00万元}。"
        "[住房保障支出]（类）[住房改革支出]（款）[住房公积金]（项）年初预算{年初预算数|4.00万元}，决算{决算数|4.00万元}。"
    )
    title = "（三）一般公共预算财政拨款支出决算具体情况"
    assert rules(text, title=title) == []
    assert rules(text.replace("预算{年初预算数|5.00", "预算{年初预算数|5.30"), title=title) == ["list-sum"]


def form(*rows: tuple[str, str]) -> Table:
    printed = [(name, code, ("3.10",)) for name, code in rows]
    return table(forms.GENERAL_BUDGET, columns=("合计",), rows=printed, id="t5")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("支出3.10万元，用于#208#[社会保障和就业支出]{决算数|3.10万元}。", []),
        ("支出3.10万元，用于#209#[社会保障和就业支出]{决算数|3.10万元}。", ["code-prose-form"]),
        ("[住房保障支出]（#2080502#）{决算数|3.10万元}。", ["code-prose-form"]),
        ("[事业单位离退休]（#2080502#）{决算数|3.10万元}。", []),
        ("1.209-[社会保障和就业支出]{决算数|3.10万元}。", ["code-prose-form"]),
        ("1.208-[社会保障和就业支出]{决算数|3.10万元}。", []),
        ("三．2080502住房保障支出{决算数|3.10万元}。", []),
        ("三．2080512事业单位离退休{决算数|3.10万元}。", ["code-prose-form"]),
        ("支出，分布于（208类）社会保障和就业支出（{决算数|3.10万元}，61%）。", []),
        ("支出，分布于（209类）社会保障和就业支出（{决算数|3.10万元}，61%）。", ["code-prose-form"]),
        ("208类社会保障和就业支出05款行政事业单位养老支出2080512项事业单位离退休：", ["code-prose-form"]),
    ],
)
def test_a_code_beside_the_name_of_another_row(text: str, found: list[str]) -> None:
    rows = form(
        ("社会保障和就业支出", "208"), ("事业单位离退休", "2080502"), ("住房保障支出", "221")
    )
    assert [rule for rule in rules(text, rows) if rule == "code-prose-form"] == found


def test_words_before_a_code_that_stands_before_its_name_are_no_second_name() -> None:
    text = (
        "拨款{决算数|6.20万元}，分布于（208类）社会保障和就业支出（{决算数|3.10万元}，50%）、"
        "（221类）住房保障支出（{决算数|3.10万元}，50%）。"
    )
    told = rules(text, form(("社会保障和就业支出", "208"), ("住房保障支出", "221")))
    assert "code-two-names" not in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1.209-社会保障和就业支出合计{决算数|3.10万元}。", "209-社会保障和就业"),
        ("3.209社会保障和就业支出（类）{决算数|3.10万元}。", "209社会保障和就业支出"),
        (
            "（#208#类）[社会保障和就业支出]（#20805#款）[行政事业单位养老支出]（#2085502#项）[事业单位离退休]：支出3.10万元。",
            "2085502项）事业单位离退休",
        ),
    ],
)
def test_a_wrong_code_before_its_name_is_shown_with_the_name(text: str, told: str) -> None:
    plain, tags = marked(text)
    here, rows = passage(plain), form(("社会保障和就业支出", "208"), ("事业单位离退休", "2080502"))
    _, hits = run_checks(document(plain, tables=(rows,)), (here,), (), tuple(tags))
    places = [plain[f.start : f.end] for f in hits if f.kind == "code-vs-name" and f.start is not None]
    assert places == [told]


@pytest.mark.parametrize(("year", "found"), [(2021, ["code-prose-form"]), (2031, [])])
def test_a_code_that_came_later_is_no_other_name_of_the_line(year: int, found: list[str]) -> None:
    rows = form(("事业运行", "2010350"))
    text = "2、事业运行（#2014050#）：反映养护的支出。"
    told = rules(text, rows, title="第四部分 名词解释", year=year)
    assert [rule for rule in told if rule == "code-prose-form"] == found
