"""Formats that are more than a line of JSON: CoNLL columns, brat folders, saved datasets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.bio import ConversionError
from annotations.brat import read_brat, write_brat
from annotations.conll import from_conll, to_conll
from annotations.convert import main, parse, read, write
from annotations.generate.script import Mark

TEXT = "办公费3万元，因搬 迁\n增加2万元"
MARKS = [
    Mark("ITEM", None, 0, 3),
    Mark("AMOUNT", "决算数", 3, 6),
    Mark("REASON", None, 8, 17),
    Mark("AMOUNT", "增减额", 14, 17),
]
PLAIN = ("没有标注的一句。", [])
ENTRIES = [(TEXT, MARKS), PLAIN]


def test_conll_has_a_column_for_each_layer() -> None:
    lines = to_conll(ENTRIES).split("\n")
    assert lines[0] == "办\tB-ITEM\tO"
    assert lines[8] == "搬\tO\tB-REASON"
    assert lines[9] == "\\s\tO\tI-REASON"
    assert lines[14] == "2\tB-AMOUNT.增减额\tI-REASON"
    assert from_conll(to_conll(ENTRIES)) == ENTRIES


@given(st.text(min_size=1))
def test_any_text_survives_conll(text: str) -> None:
    assert from_conll(to_conll([(text, [])])) == [(text, [])]


def test_a_line_without_three_columns_is_named() -> None:
    with pytest.raises(ConversionError, match="line 2"):
        from_conll("办\tO\tO\n公 O\n")


def test_brat_comes_back_as_it_went(tmp_path: Path) -> None:
    write_brat(ENTRIES, tmp_path)
    lines = (tmp_path / "0001.ann").read_text(encoding="utf-8").split("\n")
    assert lines[1] == "T2\tAMOUNT-决算数 3 6\t3万元"
    assert lines[2] == "T3\tREASON 8 11;12 17\t搬 迁 增加2万元"
    assert "AMOUNT-决算数" in (tmp_path / "annotation.conf").read_text(encoding="utf-8")
    assert read_brat(tmp_path) == ENTRIES


def test_brat_annotations_are_not_overwritten_and_must_fit_their_text(tmp_path: Path) -> None:
    write_brat(ENTRIES, tmp_path)
    with pytest.raises(FileExistsError):
        write_brat(ENTRIES, tmp_path)
    (tmp_path / "0001.ann").write_text("T1\tITEM 0 2\t办公费\n", encoding="utf-8")
    with pytest.raises(ConversionError, match=r"0001\.ann"):
        read_brat(tmp_path)


@pytest.mark.parametrize("target", ["brat", "conll", "datasets", "doccano", "label-studio", "bio"])
def test_the_command_goes_there_and_back(tmp_path: Path, target: str) -> None:
    if target == "datasets":
        pytest.importorskip("datasets", reason="needs the train extra")
    source, there, back = tmp_path / "in.jsonl", tmp_path / "there", tmp_path / "back.jsonl"
    write(ENTRIES, source, "marks")
    assert main(["--to", target, str(source), str(there)]) == 0
    assert main(["--to", "marks", str(there), str(back)]) == 0
    assert back.read_text(encoding="utf-8") == source.read_text(encoding="utf-8")
    assert read(there) == ENTRIES


def test_a_file_is_known_by_its_first_character() -> None:
    assert parse("办\tB-ITEM\tO\n") == [("办", [Mark("ITEM", None, 0, 1)])]
    assert parse("") == []


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert main(["--to", "marks", str(tmp_path), str(tmp_path / "out")]) == 2
