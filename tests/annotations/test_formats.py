"""Every format: the same script gives the same bytes, the text of the script stays, gold fits the file."""

import io
import json
import zipfile
from decimal import Decimal
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pytest

from annotations.generate.corpus import write_corpus
from annotations.generate.dress import BLANKS, Dress, draw_dress, dress, insert_row, with_negatives
from annotations.generate.evaluations import SHAPES, evaluation_forms
from annotations.generate.formats import FORMATS, make_file
from annotations.generate.generate import generate
from annotations.generate.printed import CAPTION_STYLES, own_stream, print_grid
from annotations.generate.script import Grid, Paragraph, Script, grids_of
from annotations.generate.write_docx import draw_look, write_docx
from annotations.generate.write_sheets import as_number
from extract.amounts import parse_cell

SEED = 700_003


@cache
def script() -> Script:
    return generate(SEED, family="hunan", layout="national")


@pytest.mark.parametrize("name", FORMATS)
def test_same_script_same_bytes(name: str) -> None:
    assert make_file(script(), name) == make_file(script(), name)


def test_dressing_changes_no_word_and_no_figure() -> None:
    for seed in range(5):
        plain = generate(seed, family="shanxi")
        dressed = dress(plain, Dress(numbering="chinese", blank="——", empty_rows=True, evaluation="list"))
        words = [part for part in plain.parts if isinstance(part, Paragraph)]
        assert [part for part in dressed.parts if isinstance(part, Paragraph)][: len(words)] == words
        for before, after in zip(grids_of(plain), grids_of(dressed), strict=False):
            assert [c.value for c in before.cells if c.value] == [c.value for c in after.cells if c.value]
            assert after.code and after.code.startswith("表")


def test_cells_follow_their_rows() -> None:
    for grid in grids_of(dress(script(), Dress(blank="——", empty_rows=True))):
        for cell in grid.cells:
            printed = parse_cell(grid.rows[cell.row][cell.column])
            assert printed is None if cell.value is None else printed is not None
    grid = insert_row(grids_of(script())[0], 3)
    assert set(grid.rows[3]) == {""} and len(grid.rows) == len(grids_of(script())[0].rows) + 1


def test_all_choices_of_print_are_drawn() -> None:
    drawn = [draw_dress(seed) for seed in range(200)]
    assert {d.numbering for d in drawn} == {"keep", "chinese", "none"}
    assert {d.evaluation for d in drawn} == {"", *SHAPES}
    assert {d.blank for d in drawn} >= {"keep", "——", "—", "0.00", ""} - {"keep"}
    assert {d.blank for d in drawn} - {"keep"} <= BLANKS
    assert {draw_look(own_stream(generate(s), "docx")).caption for s in range(12)} == set(CAPTION_STYLES)


@pytest.mark.parametrize("shape", SHAPES)
def test_self_evaluations_hold_the_projects(shape: str) -> None:
    books = generate(5_300_003, family="hunan").books
    forms = evaluation_forms(books, shape=shape, rng=own_stream(script(), "x"))
    spent = [c.value for f in forms for c in f.cells if c.key == "全年执行数" and c.label[:2] != "其中"]
    assert spent == [project.spent for project in books.projects]
    for form in (form for form in forms if shape == "blocks"):
        scores = [c.value or Decimal(0) for c in form.cells if c.key == "得分"]
        assert sum(scores[:-1]) == scores[-1]
    assert all(len(set(map(len, (*f.header, *f.rows)))) == 1 for f in forms)


def test_negatives_alter_text_and_value_together() -> None:
    changed = 0
    for grid in grids_of(with_negatives(script(), "brackets", share=0.5)):
        for cell in grid.cells:
            text = grid.rows[cell.row][cell.column]
            assert text.startswith("(") == (cell.value is not None and cell.value < 0)
            changed += text.startswith("(")
    assert changed > 10


@pytest.mark.parametrize("caption", CAPTION_STYLES)
def test_captions_stand_above_or_inside(caption: str) -> None:
    grid = grids_of(script())[0]
    printed = print_grid(script(), grid, caption)
    held = "".join(text for row in printed.rows for text in row)
    assert (grid.title in held) == (caption == "inside")
    assert ("金额单位" in held) == (caption in ("inside", "corner"))
    assert printed.rows[-len(grid.rows) :] == grid.rows
    cells = [(number, slot.column) for number, row in enumerate(printed.slots()) for slot in row]
    area = sum(slot.down * slot.across for row in printed.slots() for slot in row)
    assert len(cells) == len(set(cells)) and area == printed.width * len(printed.rows)


def test_word_tables_have_every_text_once() -> None:
    made = docx.Document(io.BytesIO(write_docx(script())))
    assert len(made.tables) == len(grids_of(script()))
    for table, grid in zip(made.tables, grids_of(script()), strict=True):
        seen = {cell._tc: cell.text for row in table.rows for cell in row.cells}
        texts = sorted(text.replace("\n", " ") for text in seen.values() if text)
        wanted = sorted(text for row in (*grid.header, *grid.rows) for text in row if text)
        extra = [text for text in texts if text not in wanted]
        assert [text for text in texts if text in wanted] == wanted and len(extra) <= 4


@pytest.mark.parametrize(
    ("text", "stored"),
    [("1,234.50", (1234.5, "#,##0.00")), ("(3.20)", (-3.2, "#,##0.00_);(#,##0.00)")), ("2080505", None),
     ("95.50%", (0.955, "#,##0.00%")), ("合计", None), ("05", None), ("-1234.5", (-1234.5, "0.0"))],
)
def test_figures_are_stored_as_numbers(text: str, stored: tuple[float, str] | None) -> None:
    assert as_number(text) == (pytest.approx(stored[0]), stored[1]) if stored else as_number(text) is None


def test_a_bundle_holds_prose_and_forms_apart() -> None:
    with zipfile.ZipFile(io.BytesIO(make_file(script(), "zip").data)) as archive:
        assert archive.namelist() == ["说明.docx", "报表.xlsx"]
        account = docx.Document(io.BytesIO(archive.read("说明.docx")))
        book = openpyxl.load_workbook(io.BytesIO(archive.read("报表.xlsx")))
    assert not account.tables and len(account.paragraphs) > 50
    assert len(book.worksheets) in (1, len(grids_of(script())))


def test_a_corpus_of_all_formats_with_gold(tmp_path: Path) -> None:
    write_corpus(tmp_path, count=len(FORMATS), first_seed=9, styles=tuple(FORMATS), dressed=True)
    suffixes = {path.suffix for path in tmp_path.glob("*/document.*")}
    assert suffixes == {".txt", ".md", ".pdf", ".docx", ".xlsx", ".xls", ".html", ".mht", ".zip"}
    for number, (name, kind) in enumerate(FORMATS.items()):
        home = tmp_path / f"{9 + number:06d}"
        tags = [json.loads(line) for line in (home / "tags.jsonl").read_text(encoding="utf-8").splitlines()]
        assert bool(tags) == kind.prose, name
        assert len(json.loads((home / "tables.json").read_text(encoding="utf-8"))) >= 8


def test_markdown_keeps_the_place_of_every_part() -> None:
    made = make_file(script(), "md")
    text = made.data.decode("utf-8")
    for part, place in zip(script().parts, made.places.places, strict=True):
        found = text[place.start : place.end]
        assert "|---|" in found if isinstance(part, Grid) else found == part.text
