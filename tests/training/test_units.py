"""Units, the rows scored on them, and the intervals of those rows."""

from __future__ import annotations

import pytest

from annotations.generate.script import Mark, Paragraph
from extract.records import Tag
from extract.tag.rules import RuleTagger
from tests.training.factories import gold_tag, tag
from training.gold import GoldTag
from training.intervals import bootstrap
from training.metrics import Score
from training.units import ALL_LABELS, Unit, added, errors_of, judge, role_rows, unit_scores, units_of

TEXT = "收入9万元，\n占30%。\n支出3万元。"


def unit(gold: tuple[GoldTag, ...], ours: tuple[Tag, ...], text: str = TEXT) -> Unit:
    return Unit("a", text, gold, ours, ALL_LABELS)


def test_a_document_is_cut_at_its_lines_and_offsets_follow() -> None:
    wanted = [gold_tag("AMOUNT", 2, 5), gold_tag("PERCENT", 8, 11), gold_tag("ITEM", 13, 15)]
    given = [tag("AMOUNT", 15, 18, "决算数")]
    found = units_of("a", TEXT, wanted, given)
    assert [u.text for u in found] == ["收入9万元，", "占30%。", "支出3万元。"]
    assert [(t.start, t.end) for u in found for t in u.gold] == [(2, 5), (1, 4), (0, 2)]
    assert [(t.start, t.end) for t in found[2].ours] == [(2, 5)]
    assert all(u.labels == ("AMOUNT", "PERCENT", "CODE", "REASON", "ITEM") for u in found)


def test_a_span_over_a_line_break_is_whole_in_its_unit() -> None:
    (found,) = units_of("a", "因人\n员增加。\n完", [gold_tag("REASON", 1, 6)], [])
    assert found.text == "因人\n员增加。"


def test_a_gold_of_pages_is_cut_at_its_pages() -> None:
    wanted = [GoldTag("AMOUNT", "3万元", None, None, page) for page in (1, 2)]
    ours = [Tag("AMOUNT", None, 5, 8, "3万元", 1.0, page=2)]
    rows = [unit_scores(u) for u in units_of("a", TEXT, wanted, ours)]
    assert [row["AMOUNT"] for row in rows] == [Score(0, 1, 0), Score(1, 1, 1)]


def test_rows_of_a_unit_add_up_to_those_of_the_document() -> None:
    wanted = [gold_tag("AMOUNT", 2, 5, "决算数"), gold_tag("PERCENT", 8, 11, "占比")]
    given = [tag("AMOUNT", 2, 5, "上年数"), tag("PERCENT", 8, 10, "占比")]
    sums = added(unit_scores(u) for u in units_of("a", TEXT, wanted, given))
    assert sums["spans"] == Score(1, 2, 2)
    assert sums["spans overlap"] == Score(2, 2, 2)
    assert sums["AMOUNT.决算数"] == Score(0, 1, 0)
    assert sums["AMOUNT.上年数"] == Score(0, 0, 1)
    assert sums["PERCENT.占比"] == Score(0, 1, 1)


def test_of_two_spans_on_one_only_one_overlaps() -> None:
    rows = unit_scores(unit((gold_tag("REASON", 0, 10),), (tag("REASON", 0, 4), tag("REASON", 5, 9))))
    assert rows["REASON overlap"] == Score(1, 1, 2)


def test_any_accepted_role_is_right() -> None:
    rows = role_rows([gold_tag("AMOUNT", 0, 4, "预算数", "全年预算数")], [tag("AMOUNT", 0, 4, "全年预算数")])
    assert rows == {"AMOUNT.全年预算数": Score(1, 1, 1)}


def test_errors_are_missed_extra_or_of_another_role() -> None:
    wanted = (gold_tag("AMOUNT", 2, 5, "决算数"), gold_tag("PERCENT", 8, 11, "占比"))
    given = (tag("AMOUNT", 2, 5, "上年数"), tag("CODE", 13, 16))
    assert [(kind, t.label) for kind, t in errors_of(unit(wanted, given))] == [
        ("missed", "PERCENT"),
        ("role", "AMOUNT"),
        ("extra", "CODE"),
    ]


def test_generated_passages_are_judged_one_by_one() -> None:
    marks = (Mark("AMOUNT", "决算数", 4, 7), Mark("REASON", None, 8, 12))
    paragraphs = [Paragraph("heading", "一、支出"), Paragraph("prose", "支出决算3万元，人员增加", marks)]
    (found,) = judge(RuleTagger(), {"d": paragraphs})
    rows = unit_scores(found)
    assert (rows["AMOUNT"], rows["REASON"].gold) == (Score(1, 1, 1), 1)


def test_an_interval_holds_the_score_and_shrinks_with_the_units() -> None:
    def rows(size: int) -> list[dict[str, Score]]:
        return [{"CODE": Score(int(at % 10 > 0), 1, 1)} for at in range(size)]

    small, large = (bootstrap(rows(size), rounds=400)["CODE"] for size in (30, 900))
    assert small[0] < large[0] < 0.9 < large[1] < small[1]
    assert bootstrap(rows(30), rounds=400)["CODE"] == small
    assert bootstrap([]) == {}


def test_without_an_error_the_lower_edge_is_that_of_the_binomial() -> None:
    low, high = bootstrap([{"CODE": Score(1, 1, 1)}] * 50)["CODE"]
    assert high == 1.0
    assert low == pytest.approx(0.025 ** (1 / 50))
