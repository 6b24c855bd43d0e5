"""Link and finding scores on hand-made tables, facts and findings."""

from __future__ import annotations

from extract.records import CellRef
from tests.training.factories import fact, finding, gold_finding, link, table
from training.audit_metrics import finding_scores, is_cell, link_misses, link_scores, normal_row
from training.gold import GoldCell, GoldLink, Locator
from training.metrics import Score

TOTAL = GoldCell("01表", "总计", "收入-金额")
FIGURE = GoldLink(10, 16, "9.50万元", (TOTAL,))


def test_a_cell_is_form_row_and_column_together() -> None:
    tables = [table()]
    assert is_cell(link(1, 1), TOTAL, tables)
    assert not is_cell(link(1, 2), TOTAL, tables)
    assert not is_cell(link(0, 1), TOTAL, tables)
    assert not is_cell(link(1, 1, table="t9"), TOTAL, tables)
    assert is_cell(link(0, 2), GoldCell("收入支出决算总表", "教育支出", "支出"), tables)
    assert not is_cell(link(1, 1), GoldCell("公开04表", "总计", "收入-金额"), tables)


def test_row_labels_are_compared_without_their_numbers() -> None:
    assert normal_row("十四、住房 保障支出") == "住房保障支出"
    assert normal_row("（一）行政单位") == "行政单位"
    assert normal_row("其中：小计") == "小计"


def test_a_figure_is_tied_right_when_every_link_is() -> None:
    place = (10, 16)
    right = fact("收入总计", "决算数", "9.50", place=place, links=(link(1, 1),))
    both = fact("收入总计", "决算数", "9.50", place=place, links=(link(1, 1), link(1, 2)))
    unsure = fact("收入总计", "决算数", "9.50", place=place, links=(link(1, 1, "ambiguous"),))
    stray = fact("其他", "决算数", "4", place=(30, 33), links=(link(0, 1),))
    tables = [table()]
    assert link_scores([FIGURE], [right, stray], tables)["links"] == Score(1, 1, 2)
    assert link_scores([FIGURE], [both], tables)["links"] == Score(0, 1, 1)
    assert link_scores([FIGURE], [unsure], tables)["links"] == Score(0, 1, 0)
    kinds = [miss.kind for miss in link_misses([FIGURE], [both, stray], tables)]
    assert kinds == ["missed", "extra"]
    assert link_misses([FIGURE], [right], tables) == []


def test_a_fact_whose_place_is_its_clause_still_meets_its_figure() -> None:
    clause = fact("收入总计", "决算数", "9.5", place=(4, 20), links=(link(1, 1),))
    other = fact("收入总计", "决算数", "9.6", place=(4, 20), links=(link(1, 1),))
    assert link_scores([FIGURE], [clause], [table()])["links"] == Score(1, 1, 1)
    assert link_scores([FIGURE], [other], [table()])["links"] == Score(0, 1, 1)


TEXT = "基本支出9万元，占30%。\n项目支出\t1.00\n公务接待费0万元。"


def places(quote: str) -> tuple[int, int]:
    return TEXT.index(quote), TEXT.index(quote) + len(quote)


def test_a_finding_is_found_by_place_and_compatible_kind() -> None:
    doubt = gold_finding("wording", "公务接待费0万元", "suspicious")
    gold = [gold_finding("prose-arithmetic", "占30%"), doubt]
    ours = [finding("prose-vs-prose", *places("30%")), finding("unit", *places("公务接待费"))]
    found = finding_scores(gold, ours, Locator(TEXT), [])
    assert found.scores["findings"] == Score(1, 1, 2)
    assert found.scores["finding kind: prose-arithmetic"] == Score(1, 1, 1)
    assert found.scores["finding severity: suspicious"] == Score(0, 1, 0)
    assert [line.kind for line in found.cry_wolf] == ["unit"]
    assert [line.kind for line in found.missed] == ["wording"]


def test_warnings_never_cry_wolf_and_rounding_is_kept_apart() -> None:
    gold = [gold_finding("prose-arithmetic", "占30%", "rounding")]
    ours = [finding("prose-arithmetic", *places("30%")), finding("unit", 0, 2, "warning")]
    found = finding_scores(gold, ours, Locator(TEXT), [])
    assert found.cry_wolf == ()
    assert found.rounding == (ours[0],)
    assert found.scores["findings"] == Score(0, 0, 1)


def test_a_finding_in_cells_needs_its_table_and_a_shared_figure() -> None:
    gold = [gold_finding("table-arithmetic", "项目支出 1.00", "error", "1.00")]
    start, end = places("项目支出\t1.00")
    cells = (CellRef("t1", 0, 1),)
    here = finding("table-arithmetic", None, None, cells=cells, actual="1.00")
    other = finding("table-arithmetic", None, None, cells=cells, actual="2.00")
    tables = [table(start=start, end=end)]
    assert finding_scores(gold, [here], Locator(TEXT), tables).missed == ()
    assert len(finding_scores(gold, [other], Locator(TEXT), tables).missed) == 1
    assert len(finding_scores(gold, [here], Locator(TEXT), [table(start=0, end=3)]).missed) == 1
