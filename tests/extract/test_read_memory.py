"""Reading many pages holds few of them at a time; tables over many pages are one."""

import gc

import pytest

from extract.read import read
from extract.read.pdf_sheets import Sheet, sheets_of
from extract.read.pdf_store import Store
from extract.settings import Settings
from tests.extract.test_read_pdf import Draw, lines, make_pdf, ruled

ALONE = Settings(page_jobs=1)
HEAD = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]


def row(number: int) -> list[str]:
    return [f"{2010000 + number}", f"虚构支出{number}", f"{number + 1}.10", f"{number}.10", "1.00"]


def pages(count: int, *, wide: int = 0) -> list[Draw]:
    """A form over so many pages; from page `wide` on its first column is ruled in two."""
    made = [ruled([HEAD, row(0)], top=60)]
    for number in range(1, count):
        split = wide and number >= wide
        made.append(narrowed([row(number)]) if split else ruled([row(number)], top=60))
    return made


def narrowed(rows: list[list[str]]) -> Draw:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Table as Grid

    def draw(canvas: Canvas) -> None:
        style = [("FONT", (0, 0), (-1, -1), "STSong-Light", 9), ("GRID", (0, 0), (-1, -1), 0.5, "black")]
        split = [[code[:3], code[3:], *rest] for code, *rest in rows]
        grid = Grid(split, colWidths=[30, 50, 80, 80, 80, 80], rowHeights=18, style=style)
        grid.wrapOn(canvas, 500, 500)
        grid.drawOn(canvas, 60, canvas._pagesize[1] - 60 - 18 * len(rows))

    return draw


def test_few_pages_are_held_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.read.pdf_sheets.SITTING", 3)
    sheets = sheets_of(make_pdf(*[lines(f"　　第{n}段收入12.50万元。") for n in range(20)]), range(1, 21), "")
    held = []
    for number, sheet in enumerate(sheets, 1):
        assert sheet.number == number
        held.append(sum(type(thing) is Sheet for thing in gc.get_objects()))
    assert number == 20 and max(held) <= 6


def test_a_store_travels_as_bytes_and_is_walked_again() -> None:
    store = Store.of([1, 2])
    store.join(Store[int].from_bytes(Store.of([3]).to_bytes()))
    assert list(store) == list(store) == [1, 2, 3]
    assert list(Store[int].from_bytes(Store[int]().to_bytes())) == []


def test_a_form_over_many_pages_is_one_table() -> None:
    (table,) = read(make_pdf(*pages(20)), settings=ALONE).tables
    assert [key.code for key in table.row_keys] == [f"{2010000 + number}" for number in range(20)]
    assert table.pages == tuple(range(1, 21))
    assert all(cell.page == cell.row + 1 for cell in table.cells) and len(table.cells) == 60


def test_pages_with_more_columns_widen_those_before() -> None:
    (table,) = read(make_pdf(*pages(6, wide=3)), settings=ALONE).tables
    assert [key.label for key in table.row_keys] == [f"虚构支出{number}" for number in range(6)]
    assert [cell.text for cell in table.cells] == [text for n in range(6) for text in row(n)[2:]]
    assert {len(cells) for cells in (*table.header, *table.rows)} == {6}
