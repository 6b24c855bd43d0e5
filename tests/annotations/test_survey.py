"""The corpus report: counts, faults, duplicates, leaks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations.convert import to_marks
from annotations.generate.script import Mark
from annotations.survey import Leak, Lengths, find_faults, lengths, main, render, shape, survey, survey_split

GOOD = ("办公费3.1万元", [Mark("ITEM", None, 0, 3), Mark("AMOUNT", "决算数", 3, 8)])
BARE = ("认真开展各项工作。", [])


def test_counts_lengths_and_duplicates() -> None:
    report = survey_split("train", [GOOD, GOOD, BARE])
    assert (report.texts, report.characters, report.bare, report.duplicates) == (3, 25, 1, 1)
    assert report.kinds == {"AMOUNT.决算数": 2, "ITEM": 2}
    assert report.text_lengths == Lengths(8, 8, 9, 9)
    assert report.mark_lengths["AMOUNT"] == Lengths(5, 5, 5, 5)
    assert report.broken == {}


def test_lengths_are_nearest_ranks() -> None:
    assert lengths(list(range(1, 101))) == Lengths(1, 50, 96, 100)
    assert lengths([]) == Lengths(0, 0, 0, 0)


TEXT = "教育支出2050201，因增人 增加12.6万元，占71.3%"
FAULTS = [
    (Mark("AMOUNT", "增减额", 18, 24), []),
    (Mark("AMOUNT", "增减额", 19, 24), ["misaligned"]),
    (Mark("AMOUNT", "增减额", 18, 22), ["misaligned"]),
    (Mark("PERCENT", "占比", 26, 31), []),
    (Mark("CODE", None, 4, 11), []),
    (Mark("CODE", None, 4, 7), ["misaligned"]),
    (Mark("REASON", None, 13, 15), []),
    (Mark("REASON", None, 13, 16), ["ragged"]),
    (Mark("REASON", "增减额", 13, 15), ["unknown"]),
    (Mark("ITEM", None, 0, 4), []),
    (Mark("ITEM", "决算数", 0, 4), ["unknown"]),
    (Mark("AMOUNT", "占比", 18, 24), ["unknown"]),
    (Mark("NAME", None, 0, 4), ["unknown"]),
    (Mark("ITEM", None, 4, 4), ["outside"]),
    (Mark("ITEM", None, 4, 99), ["outside"]),
]


FAULT_IDS = [f"{mark.label}{mark.start}-{mark.end}" for mark, _ in FAULTS]


@pytest.mark.parametrize(("mark", "wanted"), FAULTS, ids=FAULT_IDS)
def test_each_fault_is_named(mark: Mark, wanted: list[str]) -> None:
    assert [kind for kind, _ in find_faults(TEXT, [mark])] == wanted


def test_marks_overlap_only_within_a_layer() -> None:
    reason, figure = Mark("REASON", None, 12, 24), Mark("AMOUNT", "增减额", 18, 24)
    assert find_faults(TEXT, [reason, figure]) == []
    item = Mark("ITEM", None, 16, 19)
    assert "overlap" in [kind for kind, _ in find_faults(TEXT, [figure, item])]


def test_leaks_are_counted_word_for_word_and_by_shape() -> None:
    other = ("办公费 27.45万元", [])
    _, leaks = survey({"train": [GOOD, BARE], "dev": [GOOD, other], "test": [BARE]})
    assert leaks == (
        Leak("train", "dev", 1, 2, 2),
        Leak("train", "test", 1, 1, 1),
        Leak("dev", "test", 0, 0, 1),
    )


def test_shape_masks_every_number() -> None:
    assert shape("增加1,317.14 万元，6%") == "增加0万元，0%"


def test_report_reads_in_chinese() -> None:
    text = render(*survey({"train": [GOOD], "dev": [(TEXT, [Mark("CODE", None, 4, 7)])]}))
    assert "train：1 条，8 字，无标注 0，重复 0" in text
    assert "  AMOUNT.决算数 1" in text
    assert "  问题 misaligned 1 处" in text
    assert "dev 与 train 重复：原文相同 0 条，仅数字不同 0 条（0.0%）" in text


def write(path: Path, entries: list[tuple[str, list[Mark]]]) -> str:
    lines = (json.dumps(to_marks(*entry), ensure_ascii=False) + "\n" for entry in entries)
    path.write_text("".join(lines), encoding="utf-8")
    return str(path)


def test_exit_code_tells_sound_and_faulty_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train, dev = write(tmp_path / "train.jsonl", [GOOD]), write(tmp_path / "dev.jsonl", [BARE])
    leak = write(tmp_path / "leak.jsonl", [GOOD])
    assert main([train, dev]) == 0
    assert main([train, leak]) == 1
    assert main([write(tmp_path / "bad.jsonl", [("3%", [Mark("PERCENT", "占比", 0, 1)])])]) == 1
    (tmp_path / "x.jsonl").write_text('{"text": "a"}\n', encoding="utf-8")
    assert main([str(tmp_path / "x.jsonl")]) == 2
    assert "x.jsonl:1" in capsys.readouterr().err
