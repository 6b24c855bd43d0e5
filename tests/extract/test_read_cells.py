"""Cells of ruled lines are those of pdfplumber's own finder, whatever the lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfplumber import table as finder

from extract.read.pdf_cells import CROSS, MOST_LINES, cell_groups, crossings_of, merged_lines
from extract.records import BBox

STEP = st.integers(0, 12)
PLACE = st.builds(lambda step, off: step * 5.0 + off, STEP, st.sampled_from((0.0, 0.4, 1.5, 2.9)))
LEVEL = st.builds(lambda x, y, w: (x, y, x + w, y), PLACE, PLACE, st.integers(1, 60))
UPRIGHT = st.builds(lambda x, y, h: (x, y, x, y + h), PLACE, PLACE, st.integers(1, 60))


def by_pdfplumber(lines: list[BBox]) -> list[set[BBox]]:
    crossings = finder.edges_to_intersections(merged_lines(lines), CROSS, CROSS)
    return [set(table) for table in finder.cells_to_tables(finder.intersections_to_cells(crossings))]


def grid(columns: int, rows: int, x: float = 0.0, y: float = 0.0) -> list[BBox]:
    wide, high = columns * 30.0, rows * 12.0
    return [
        *((x, y + 12.0 * r, x + wide, y + 12.0 * r) for r in range(rows + 1)),
        *((x + 30.0 * c, y, x + 30.0 * c, y + high) for c in range(columns + 1)),
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(LEVEL, UPRIGHT), min_size=4, max_size=60))
def test_the_cells_are_those_of_pdfplumber(lines: list[BBox]) -> None:
    assert [set(group) for group in cell_groups(lines)] == by_pdfplumber(lines)


def test_cells_come_table_by_table_from_the_top() -> None:
    low, high = grid(3, 2, y=300.0), grid(2, 4)
    groups = cell_groups([*low, *high])
    assert [len(group) for group in groups] == [8, 6]
    assert groups[0][0] == (0.0, 0.0, 30.0, 12.0)


def test_a_merged_cell_is_one_cell() -> None:
    lines = [line for line in grid(2, 2) if line != (30.0, 0.0, 30.0, 24.0)]
    (group,) = cell_groups([*lines, (30.0, 12.0, 30.0, 24.0)])
    assert sorted(group) == [(0.0, 0.0, 60.0, 12.0), (0.0, 12.0, 30.0, 24.0), (30.0, 12.0, 60.0, 24.0)]


@pytest.mark.parametrize("count", [0, 3])
def test_too_few_lines_are_no_table(count: int) -> None:
    assert cell_groups(grid(1, 1)[:count]) == []


def test_a_drawing_of_thousands_of_lines_is_no_table() -> None:
    lines = [(0.0, 4.0 * i, 500.0, 4.0 * i) for i in range(MOST_LINES)]
    lines += [(4.0 * i, 0.0, 4.0 * i, 9000.0) for i in range(200)]
    assert cell_groups(lines) == []
    assert crossings_of(merged_lines(lines)) == {}
