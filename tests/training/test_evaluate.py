"""The evaluation of hand-made extractions: scores, error lines, totals, JSON, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.training.factories import extraction, fact, finding, gold, gold_fact, gold_finding, gold_tag, tag
from training.evaluate import describe, evaluate, main, measure, render, to_record, total
from training.metrics import Score, SpanMiss

TEXT = "基本支出9万元，\n占30%。"
GOLD = gold(
    tags=(gold_tag("AMOUNT", 4, 7, text="9万元"), gold_tag("PERCENT", 10, 13, text="30%")),
    facts=(gold_fact("基本支出", "决算数", "9"),),
    findings=(gold_finding("prose-arithmetic", "占30%"),),
)
OURS = extraction(
    TEXT,
    tags=(tag("AMOUNT", 4, 7, "决算数", "9万元"), tag("PERCENT", 10, 12, "占比", "30")),
    facts=(fact("基本支出", "决算数", "9"),),
    findings=(finding("unit", 0, 2),),
)


def test_all_that_the_gold_allows_is_scored() -> None:
    report = measure(GOLD, OURS)
    assert report.scores["AMOUNT"] == Score(1, 1, 1)
    assert report.scores["PERCENT"] == Score(0, 1, 1)
    assert report.scores["facts"] == Score(1, 1, 1)
    assert report.scores["findings"] == Score(0, 1, 1)
    assert "links" not in report.scores
    assert measure(gold(), OURS).scores == {}


def test_each_error_is_one_line_in_context() -> None:
    errors = measure(GOLD, OURS).errors
    assert "missed PERCENT 30% | …基本支出9万元，⏎占[30%]。…" in errors
    assert "extra PERCENT 30 | …基本支出9万元，⏎占[30]%。…" in errors
    assert any(line.startswith("missed finding prose-arithmetic error: 占30%") for line in errors)
    assert "cry wolf? K11 unit: 说明" in errors


def test_an_error_without_place_has_no_context() -> None:
    miss = SpanMiss("missed", "决算数", "甲\n9", None, None, "句")
    assert describe(miss, TEXT) == "missed 决算数 甲⏎9 (句)"


def test_totals_add_up_and_the_record_is_json() -> None:
    other = gold(name="b", facts=(gold_fact("项目支出", "决算数", "1"),))
    reports = evaluate([GOLD, other], lambda _: OURS)
    assert total(reports)["facts"] == Score(1, 2, 2)
    record = json.loads(json.dumps(to_record({"rules": reports})))
    assert list(record["rules"]["documents"]) == ["a", "b"]
    assert record["rules"]["total"]["facts"] == {
        "precision": 0.5, "recall": 0.5, "f1": 0.5, "hits": 1, "gold": 2, "ours": 2,
    }
    assert record["rules"]["characters"] == 2 * len(TEXT)
    assert list(record["rules"]["total"])[:2] == ["AMOUNT", "PERCENT"]


def test_the_table_sets_taggers_side_by_side() -> None:
    done = evaluate([GOLD], lambda _: OURS)
    empty = evaluate([GOLD], lambda _: extraction(TEXT))
    text = render({"rules": done, "model": empty}, errors=True)
    rows = [line.split() for line in text.splitlines()]
    assert ["a", "gold", "rules", "P", "R", "F1", "model", "P", "R", "F1"] in rows
    assert ["AMOUNT", "1", "100.0", "100.0", "100.0", "0.0", "0.0", "0.0"] in rows
    assert ["CODE", "0", *"––––––"] in rows
    assert ["finding", "severity:", "error", "1", "–", "0.0", "–", "–", "0.0", "–"] in rows
    assert "  model: missed AMOUNT 9万元" in text
    assert "model: missed" not in render({"model": empty}, errors=False)
    assert text.endswith(f"model: 1 documents, {len(TEXT)} characters, 0.00 s\n")


def test_an_unusable_gold_is_one_sentence_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--gold", str(tmp_path), "--tagger", "rules"]) == 2
    assert str(tmp_path) in capsys.readouterr().err
