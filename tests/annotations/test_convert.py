"""Marks to classes and tool formats, and back without loss."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.convert import (
    READERS,
    WRITERS,
    ConversionError,
    convert,
    from_bio,
    from_doccano,
    from_label_studio,
    main,
    sniff,
    to_bio,
    to_doccano,
    to_label_studio,
    to_marks,
)
from annotations.generate.script import Mark
from extract.labels import CLASSES, figure_kinds, split_kind

TEXT = "办公费3万元，因搬迁增加2万元"
MARKS = [
    Mark("ITEM", None, 0, 3),
    Mark("AMOUNT", "决算数", 3, 6),
    Mark("REASON", None, 8, 15),
    Mark("AMOUNT", "增减额", 12, 15),
]


def test_bio_carries_both_layers() -> None:
    classes = to_bio(TEXT, MARKS)
    assert classes[:3] == ["B-ITEM", "I-ITEM", "I-ITEM"]
    assert classes[3:6] == ["B-AMOUNT.决算数", "I-AMOUNT.决算数", "I-AMOUNT.决算数"]
    assert classes[6:8] == ["O", "O"]
    assert classes[8:13] == ["B-REASON", "I-REASON", "I-REASON", "I-REASON", "B-AMOUNT.增减额+I-REASON"]
    assert set(classes) <= set(CLASSES)


def test_neighbours_of_one_kind_stay_two_marks() -> None:
    marks = [Mark("ITEM", None, 0, 2), Mark("ITEM", None, 2, 3)]
    assert from_bio(to_bio("办公费", marks)) == marks


def test_an_inside_without_its_begin_opens_a_mark() -> None:
    marks = [Mark("CODE", None, 1, 3), Mark("ITEM", None, 3, 4)]
    assert from_bio(["O", "I-CODE", "I-CODE", "I-ITEM"]) == marks
    assert from_bio([]) == []


FAULTS = [
    ([Mark("ITEM", None, 0, 3), Mark("CODE", None, 2, 4)], "overlaps"),
    ([Mark("ITEM", None, 12, 16)], "outside"),
    ([Mark("ITEM", None, 3, 3)], "outside"),
    ([Mark("AMOUNT", "占比", 3, 6)], "no such class"),
]


@pytest.mark.parametrize(("marks", "words"), FAULTS, ids=[case[1] for case in FAULTS])
def test_marks_that_would_be_lost_are_refused(marks: list[Mark], words: str) -> None:
    with pytest.raises(ConversionError, match=words):
        to_bio(TEXT, marks)


def test_label_studio_and_doccano_shapes() -> None:
    value = to_label_studio(TEXT, MARKS)["annotations"][0]["result"][1]["value"]
    assert value == {"start": 3, "end": 6, "text": "3万元", "labels": ["AMOUNT.决算数"]}
    assert to_doccano(TEXT, MARKS[:2]) == {"text": TEXT, "label": [[0, 3, "ITEM"], [3, 6, "AMOUNT.决算数"]]}


def test_newer_doccano_exports_and_cancelled_tasks_are_read() -> None:
    line = {"text": "3%", "labels": [[0, 2, "PERCENT.占比"]]}
    assert from_doccano(line) == ("3%", [Mark("PERCENT", "占比", 0, 2)])
    task = to_label_studio(TEXT, MARKS)
    task["annotations"].insert(0, {"was_cancelled": True, "result": []})
    assert from_label_studio(task) == (TEXT, MARKS)
    assert from_label_studio({"data": {"text": TEXT}}) == (TEXT, [])


def test_label_studio_spans_that_moved_are_refused() -> None:
    task = to_label_studio(TEXT, MARKS)
    task["data"]["text"] = "　" + TEXT
    with pytest.raises(ConversionError, match="办公费"):
        from_label_studio(task)
    with pytest.raises(ConversionError, match="U"):
        to_label_studio("𠮷祥3万元", [])


@st.composite
def annotated(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """A text with marks that do not overlap within a layer."""
    sizes = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 5)), max_size=6))
    marks, at = [], 0
    for gap, size in sizes:
        kind = draw(st.sampled_from(figure_kinds()))
        marks.append(Mark(*split_kind(kind), at + gap, at + gap + size))
        at += gap + size
    length = at + draw(st.integers(1, 4))
    left = draw(st.integers(0, length - 1))
    marks.append(Mark("REASON", None, left, draw(st.integers(left + 1, length))))
    text = draw(st.text("支出3.%，", min_size=length, max_size=length))
    return text, sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.label))


@given(annotated())
def test_every_format_gives_back_what_it_was_given(pair: tuple[str, list[Mark]]) -> None:
    text, marks = pair
    for name, write in WRITERS.items():
        entry = json.loads(json.dumps(write(text, marks)))
        assert sniff(entry) == name
        again, found = READERS[name](entry)
        assert again == text
        assert sorted(found, key=lambda mark: (mark.start, -mark.end, mark.label)) == marks


def test_files_convert_through_any_chain() -> None:
    first = json.dumps(WRITERS["marks"](TEXT, MARKS), ensure_ascii=False) + "\n"
    content = first
    for target in ("label-studio", "bio", "doccano", "marks"):
        content = convert(content, target)
    assert content == first


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(ConversionError, match="spans"):
        sniff({"spans": []})


def test_command_writes_or_says_why_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    line: dict[str, Any] = to_doccano(TEXT, MARKS)
    source.write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert main(["--to", "bio", str(source), str(target)]) == 0
    assert json.loads(target.read_text(encoding="utf-8"))["classes"][0] == "B-ITEM"
    source.write_text("{}\n", encoding="utf-8")
    assert main(["--to", "bio", str(source), str(target)]) == 2
    assert "a.jsonl" in capsys.readouterr().err


REVIEW = {
    "format": "juesuan-review", "version": 1, "source": {"path": "甲.pdf"}, "findings": [],
    "passages": [{"start": 7, "end": 22, "status": "corrected", **to_marks(TEXT, MARKS)}],
}


def test_review_becomes_training_text(tmp_path: Path) -> None:
    source, target = tmp_path / "意见.json", tmp_path / "更正.jsonl"
    source.write_text(json.dumps(REVIEW, ensure_ascii=False, indent=1), encoding="utf-8")
    assert main(["--from", "review", "--to", "marks", str(source), str(target)]) == 0
    lines = target.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [to_marks(TEXT, MARKS)]
    assert main(["--from", "doccano", "--to", "marks", str(source), str(target)]) == 2


def test_review_with_impossible_marks_or_of_another_version_is_refused() -> None:
    torn = {**REVIEW["passages"][0], "marks": [{"label": "ITEM", "role": None, "start": 9, "end": 99}]}  # type: ignore[index]
    with pytest.raises(ConversionError, match="outside"):
        convert(json.dumps({**REVIEW, "passages": [torn]}), "marks")
    with pytest.raises(ConversionError, match="version 2"):
        convert(json.dumps({**REVIEW, "version": 2}), "marks")
