"""Figures that a table left behind as lines are no prose."""

import pytest

from extract.read import read_text
from extract.read.lines import split_lines
from extract.read.stray_cells import stray_cells

NONE: frozenset[int] = frozenset()
ROWS = ["2010301\t行政运行\t6.50", "2010302\t事业运行\t3.25"]


def strays(text: str) -> list[str]:
    lines = split_lines(text)
    return [lines[i].text for i in sorted(stray_cells(lines, NONE))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("合计\n38.60\n12.25\n公务接待费\n14.90", ["38.60", "12.25", "14.90"]),
        ("合计 |\n38.60 |\n12.25 |", ["38.60 |", "12.25 |"]),
        ("行政运行 1,406.52 1,406.52\n事业运行 38.00 0", ["行政运行 1,406.52 1,406.52", "事业运行 38.00 0"]),
        ("\n".join(ROWS), ROWS),
    ],
)
def test_figures_in_a_stretch_without_a_sentence_are_found(text: str, found: list[str]):
    assert strays(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "2031年度支出为\n38.60\n万元，比上年增加\n12.25\n万元。",
        "公务接待费1.20万元\n公务用车运行维护费4.00万元",
        "一、总体情况\n38.60\n二、具体情况",
        "公务接待费，38.60\n公务用车，12.25",
    ],
)
def test_prose_and_lines_with_units_are_not(text: str):
    assert strays(text) == []


def test_they_are_no_passages():
    document = read_text("某局2031年度部门决算\n支出合计\n38.60\n12.25\n全年支出合计50.85万元。\n")
    furniture = [document.text[b.start : b.end] for b in document.blocks if b.kind == "furniture"]
    assert furniture == ["38.60", "12.25"]
