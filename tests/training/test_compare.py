"""What one checkpoint gains and loses against another."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import ModelError
from extract.records import Tag
from extract.tag import default_model_path
from tests.training.factories import gold_tag, tag
from training.compare import compare, in_context, main, render
from training.units import ALL_LABELS, Unit

TEXT = "支出决算9万元，占30%。"
GOLD = (gold_tag("AMOUNT", 4, 7, "决算数", text="9万元"), gold_tag("PERCENT", 9, 12, "占比", text="30%"))
AMOUNT, PERCENT = tag("AMOUNT", 4, 7, "决算数", "9万元"), tag("PERCENT", 9, 12, "占比", "30%")


def units(*ours: Tag) -> list[Unit]:
    return [Unit("a", TEXT, GOLD, ours, ALL_LABELS)]


def test_equal_checkpoints_change_nothing() -> None:
    assert compare(units(AMOUNT), units(AMOUNT)) == []


def test_gains_and_losses_are_told_apart() -> None:
    stray = tag("CODE", 9, 11, text="30")
    changes = compare(units(AMOUNT), units(PERCENT, stray))
    assert [(c.gained, c.kind, c.label, c.text) for c in changes] == [
        (True, "missed", "PERCENT", "30%"),
        (False, "missed", "AMOUNT", "9万元"),
        (False, "extra", "CODE", "30"),
    ]
    text = render(units(AMOUNT), units(PERCENT, stray), changes)
    assert "B 得到 1 处，失去 2 处" in text
    assert "+ missed PERCENT 30% | a …支出决算9万元，占[30%]。…" in text


def test_a_role_put_right_is_a_gain() -> None:
    wrong = tag("AMOUNT", 4, 7, "上年数", "9万元")
    (change,) = compare(units(wrong, PERCENT), units(AMOUNT, PERCENT))
    assert (change.gained, change.kind, change.label) == (True, "role", "AMOUNT.上年数")


def test_the_same_line_twice_counts_twice() -> None:
    assert len(compare(units() * 2, units(AMOUNT) + units())) == 1


def test_context_shows_line_breaks() -> None:
    assert in_context("甲\n9元乙", 2, 4) == "…甲⏎[9元]乙…"
    assert in_context("", None, None) == ""


def test_the_command_compares_on_generated_prose(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        shipped = default_model_path()
    except ModelError as error:
        pytest.skip(f"no default checkpoint in this checkout: {error}")
    assert main([str(shipped), str(shipped), "--generated", "1"]) == 0
    assert "B 得到 0 处，失去 0 处" in capsys.readouterr().out


def test_a_missing_checkpoint_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), str(tmp_path), "--generated", "1"]) == 2
    assert "config.json" in capsys.readouterr().err
