"""Span, role and fact scores on hand-made tags and facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.records import Reason
from tests.training.factories import fact, gold_fact, gold_tag, tag
from training.gold import GoldTag
from training.metrics import (
    Score,
    components,
    fact_misses,
    fact_scores,
    normal_item,
    owner,
    reason_scores,
    role_misses,
    role_scores,
    same_line,
    span_misses,
    span_scores,
)


def test_score_rates_and_sum() -> None:
    score = Score(3, 4, 5) + Score(0, 1, 0)
    assert (score.precision, score.recall, score.f1) == (0.6, 0.6, 0.6)
    assert Score().f1 == 1.0
    assert Score(0, 2, 0).precision == 0.0
    assert Score(0, 0, 2).f1 == 0.0


def test_a_span_counts_only_with_label_start_and_end() -> None:
    wanted = [gold_tag("AMOUNT", 0, 4), gold_tag("AMOUNT", 9, 12), gold_tag("CODE", 20, 23)]
    given = [tag("AMOUNT", 0, 4), tag("AMOUNT", 9, 11), tag("PERCENT", 20, 23)]
    scores = span_scores(wanted, given)
    assert scores["AMOUNT"] == Score(1, 2, 2)
    assert scores["CODE"] == Score(0, 1, 0)
    assert scores["PERCENT"] == Score(0, 0, 1)
    assert scores["spans"] == Score(1, 3, 3)
    kinds = [(miss.kind, miss.label) for miss in span_misses(wanted, given)]
    assert kinds == [("extra", "AMOUNT"), ("missed", "AMOUNT"), ("extra", "PERCENT"), ("missed", "CODE")]


def test_items_are_scored_only_where_the_gold_has_some() -> None:
    ours = [tag("ITEM", 0, 2)]
    assert "ITEM" not in span_scores([gold_tag("CODE", 5, 8)], ours)
    assert span_misses([], ours) == []
    assert span_scores([gold_tag("ITEM", 0, 2)], ours)["ITEM"] == Score(1, 1, 1)


def test_a_paged_gold_is_compared_by_page_and_text() -> None:
    wanted = [GoldTag("AMOUNT", "3 万元", None, None, 2), GoldTag("AMOUNT", "3万元", None, None, 2)]
    on_page = [tag("AMOUNT", 7, 10, text="3万元")]
    paged = [type(t)(t.label, t.role, t.start, t.end, t.text, t.score, page=2) for t in on_page]
    assert span_scores(wanted, paged)["AMOUNT"] == Score(1, 2, 1)
    assert span_scores(wanted, on_page)["AMOUNT"] == Score(0, 2, 1)


def test_roles_need_the_span_and_one_of_the_accepted_roles() -> None:
    wanted = [
        gold_tag("AMOUNT", 0, 4, "预算数", "全年预算数"),
        gold_tag("AMOUNT", 5, 9, "增减额"),
        gold_tag("PERCENT", 10, 12),
        gold_tag("AMOUNT", 20, 24, "决算数"),
    ]
    given = [
        tag("AMOUNT", 0, 4, "全年预算数"),
        tag("AMOUNT", 5, 9, "决算数"),
        tag("PERCENT", 10, 12, "其他"),
        tag("AMOUNT", 30, 33, "决算数"),
    ]
    assert role_scores(wanted, given) == {"roles": Score(1, 3, 3), "role accuracy": Score(1, 2, 2)}
    assert [miss.note for miss in role_misses(wanted, given)] == ["增减额 → 决算数"]


NAMES = [
    ("“三公”经费", "三公经费", "三公经费"),
    ("教育支出205（类）普通教育20502（款）学前教育2050201（项）", "教育支出普通教育学前教育", "学前教育"),
    ("教育支出205（类）学前教育（项）小学教育（项）", "教育支出学前教育小学教育", "教育支出"),
    ("教育支出(类)", "教育支出", "教育支出"),
    ("205类教育支出02款普通教育", "教育支出普通教育", "普通教育"),
    ("因公出国（境）费支出", "因公出国(境)费", "因公出国(境)费"),
    ("", "", ""),
]


@pytest.mark.parametrize(("name", "normal", "last"), NAMES, ids=[case[0] for case in NAMES])
def test_items_are_compared_without_marks_codes_and_levels(name: str, normal: str, last: str) -> None:
    assert normal_item(name) == normal
    assert owner(name) == last


def test_components_keep_brackets_that_belong_to_a_name() -> None:
    assert components("政府办公厅（室）事务20103（款）运行") == ["政府办公厅(室)事务", "运行"]


def test_facts_agree_by_measure_value_and_item() -> None:
    wanted = [
        gold_fact("基本支出", "决算数", "188.00"),
        gold_fact("教育支出（类）学前教育（项）", "预算数", "7"),
        gold_fact("项目支出", "增减额", "-2"),
    ]
    given = [
        fact("基本支出", "决算数", "188"),
        fact("学前教育", "全年预算数", "7"),
        fact("项目支出", "增减额", "2"),
    ]
    scores = fact_scores(wanted, given)
    assert scores["facts"] == Score(1, 3, 3)
    assert scores["facts (last component)"] == Score(2, 3, 3)
    assert scores["facts (item ignored)"] == Score(2, 3, 3)
    kinds = [(miss.kind, miss.text) for miss in fact_misses(wanted, given)]
    assert kinds[1:3] == [("missed", "项目支出 -2"), ("extra", "学前教育 7")]


def test_repeated_statements_are_separate_facts() -> None:
    wanted = [gold_fact("基本支出", "决算数", "3")] * 2
    assert fact_scores(wanted, [fact("基本支出", "决算数", "3")])["facts"] == Score(1, 2, 1)
    assert fact_scores(wanted[:1], [fact("基本支出", "决算数", "3")] * 2)["facts"] == Score(1, 1, 2)


def test_no_change_and_prior_year_facts_cost_nothing_where_the_gold_has_none() -> None:
    worded = fact("基本支出", "增减额", "0", steps=("持平 → 0",))
    unfilled = fact("基本支出", "增减额", "0", quote="增加/减少0万元")
    prior = fact("基本支出", "上年数", "5")
    assert fact_scores([], [worded, prior])["facts"] == Score(0, 0, 0)
    assert fact_scores([], [unfilled])["facts"] == Score(0, 0, 1)
    assert fact_scores([gold_fact("x", "上年数", "4")], [prior])["facts"] == Score(0, 1, 1)
    assert fact_scores([gold_fact("基本支出", "增减额", "0")], [worded])["facts"] == Score(1, 1, 1)


def test_a_reason_is_right_where_its_words_are_those_of_the_gold_fact() -> None:
    told = [
        replace(gold_fact("公务接待费", "增减额", "1.00"), reason="接待减少。"),
        replace(gold_fact("培训费", "增减额", "2.00"), reason="办班增加"),
    ]
    ours = [
        replace(fact("公务接待费", "增减额", "1.00"), reason=Reason("接待减少", 0, 4)),
        replace(fact("培训费", "增减额", "2.00"), reason=Reason("办班", 0, 2)),
        replace(fact("会议费", "增减额", "7.00"), reason=Reason("会议", 0, 2)),
    ]
    score = reason_scores(told, ours)["reasons"]
    assert (score.hits, score.gold, score.ours) == (1, 2, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("货物采购金额", "政府采购货物支出"),
        ("收入总额", "总收入"),
        ("一般公共预算财政拨款决算支出", "一般公共预算财政拨款支出"),
        ("公务接待", "公务接待费用"),
        ("其他公共安全支出（科目编码2049999）", "其他公共安全支出"),
    ],
)
def test_two_names_of_one_line_are_the_same(one: str, other: str) -> None:
    assert same_line(one) == same_line(other)


@pytest.mark.parametrize(("one", "other"), [("收入总计", "收入合计"), ("基本支出", "项目支出")])
def test_two_lines_are_not_the_same(one: str, other: str) -> None:
    assert same_line(one) != same_line(other)
