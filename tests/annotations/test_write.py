"""Written files: every mark is found again at the place that the writer reports."""

import random
from pathlib import Path

import pdfplumber
import pytest

from annotations.generate.forms import make_forms
from annotations.generate.gold import fact_rows, finding_rows, quote, table_rows, tag_rows
from annotations.generate.invent import invent_books
from annotations.generate.pdf_lines import NO_START, break_lines, register_fonts, width_of
from annotations.generate.pdf_tables import measure, page_rows
from annotations.generate.script import Grid, Mark, Paragraph, Planted, Script, StatedFact
from annotations.generate.write_pdf import write_pdf
from annotations.generate.write_txt import STYLES, write_txt

TEXT = "2023年度收入总计1,233.67万元，比上年增长12.5%。主要原因是新增网格员劳务费；"
REASON = "新增网格员劳务费"


def prose(text: str = TEXT) -> Paragraph:
    amount, percent, reason = text.index("1,233"), text.index("12.5"), text.index(REASON)
    return Paragraph(
        "prose",
        text,
        marks=(
            Mark("REASON", None, reason, reason + len(REASON)),
            Mark("AMOUNT", "决算数", amount, amount + len("1,233.67万元")),
            Mark("PERCENT", "增减率", percent, percent + 5),
            Mark("ITEM", None, text.index("收入"), text.index("收入") + 4),
        ),
        facts=(
            StatedFact("收入总计", None, "增减率", "12.5", "%", 2023, 2022, REASON, percent, percent + 5),
        ),
        planted=(Planted("prose-arithmetic", "K11", "12.5%", "10.07%", percent, percent + 5),),
    )


def script(*, seed: int = 1, layout: str = "national", paragraphs: int = 1, text: str = TEXT) -> Script:
    books = invent_books(random.Random(seed), year=2023)
    parts = (
        Paragraph("title", f"{books.unit.name}2023年度决算公开"),
        Paragraph("heading", "第二部分 决算表", level=1),
        *make_forms(books, rng=random.Random(seed), layout=layout),
        Paragraph("heading", "一、收入支出决算总体情况说明", level=2),
        *(prose(text) for _ in range(paragraphs)),
    )
    return Script(books, "test", parts, seed=seed)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("seed", range(4))
def test_tags_point_at_their_text(style: str, seed: int) -> None:
    made = script(seed=seed, paragraphs=2)
    file = write_txt(made, style=style)
    rows = tag_rows(made, file)
    assert [row["label"] for row in rows] == ["AMOUNT", "PERCENT", "REASON"] * 2
    expected = ["1,233.67万元", "12.5%", REASON] * 2
    for row, text in zip(rows, expected, strict=True):
        assert file.text[row["start"] : row["end"]] == row["text"]
        assert row["text"].replace("\n", "") == text
        assert file.text.split("\n")[row["line"] - 1][:1] != "\t"


def test_wrapped_style_breaks_inside_a_figure() -> None:
    """Somewhere a break falls into a mark, and the mark's span then holds it."""
    made = script(paragraphs=3, text="其中，" * 9 + TEXT)
    texts = [row["text"] for row in tag_rows(made, write_txt(made, style="wrapped"))]
    assert any("\n" in text for text in texts)


@pytest.mark.parametrize("style", STYLES)
def test_table_rows_are_in_the_file(style: str) -> None:
    made = script()
    file = write_txt(made, style=style)
    for part, place in zip(made.parts, file.places, strict=True):
        text = file.text[place.start : place.end]
        if isinstance(part, Grid):
            assert text.startswith(part.title)
            row = (*part.header, *part.rows)[-1]
            assert (
                "\t".join(row) if STYLES[style].tables == "tabs" else "\n".join(f"\t{c}" for c in row)
            ) in text
        else:
            assert text.replace("\n", "") == part.text


def test_noise_is_noise_and_plain_is_clean() -> None:
    many = [script(seed=seed, paragraphs=10) for seed in range(5)]
    noisy = "".join(write_txt(made, style="tabs-noise").text for made in many)
    clean = "".join(write_txt(made, style="tabs").text for made in many)
    for litter in ("[bookmark: _Toc", "[image: image", "目 录\n"):
        assert litter in noisy
        assert litter not in clean


def test_a_script_with_its_own_contents_gets_no_second() -> None:
    made = script()
    own = Script(made.books, "test", (made.parts[0], Paragraph("toc", "一、概况.....\t1"), *made.parts[1:]))
    assert write_txt(own, style="tabs-noise").text.count("目 录") == 0


def test_same_script_same_text() -> None:
    assert write_txt(script(), style="cells-noise") == write_txt(script(), style="cells-noise")


def test_fact_rows_have_the_gold_form() -> None:
    assert fact_rows(script()) == [
        {
            "section": "一、收入支出决算总体情况说明",
            "item": "收入总计",
            "code": None,
            "measure": "增减率",
            "value": "12.5",
            "unit": "%",
            "year": "2023",
            "base_year": "2022",
            "reason": REASON,
            "quote": "2023年度收入总计1,233.67万元，比上年增长12.5%",
        }
    ]


def test_finding_rows_name_the_planted_mistake() -> None:
    (row,) = finding_rows(script())
    assert row["where"] == ["2023年度收入总计1,233.67万元，比上年增长12.5%"]
    assert (row["kind"], row["values"], row["expected"]) == ("prose-arithmetic", ["12.5%"], "10.07%")
    assert row["severity"] == "error"


def test_table_rows_repeat_the_forms() -> None:
    made = script()
    rows = table_rows(made)
    grids = [part for part in made.parts if isinstance(part, Grid)]
    assert [row["id"] for row in rows] == [grid.code or grid.title for grid in grids]
    assert rows[0]["rows"] == [list(row) for row in grids[0].rows]


def test_quote_stops_at_sentence_ends() -> None:
    text = "甲增加1万元。乙减少2万元，下降3%；丙持平。"
    assert quote(text, text.index("2"), text.index("2") + 3) == "乙减少2万元，下降3%"


@pytest.mark.parametrize("layout", ["national", "shanghai", "rows"])
def test_pdf_holds_prose_and_tables(layout: str, tmp_path: Path) -> None:
    made = script(seed=3, layout=layout, paragraphs=30)
    path = tmp_path / "made.pdf"
    file = write_pdf(made, path)
    grids = [(index, part) for index, part in enumerate(made.parts) if isinstance(part, Grid)]
    with pdfplumber.open(path) as pdf:
        assert len(pdf.pages) == file.pages
        for index, grid in grids[:3]:
            table = pdf.pages[file.page(index, 0) - 1].extract_table()
            cells = [cell for row in table for cell in row if cell]
            assert grid.header[0][0] in cells
            assert len(table[0]) == len(grid.header[0])
        for row in tag_rows(made, file)[::10]:
            text = "".join((pdf.pages[row["page"] - 1].extract_text() or "").split())
            assert row["text"][:4] in text


def test_pdf_table_runs_over_pages_and_loses_no_row(tmp_path: Path) -> None:
    made = script(seed=3, layout="rows")
    path = tmp_path / "made.pdf"
    file = write_pdf(made, path)
    index = next(i for i, p in enumerate(made.parts) if isinstance(p, Grid) and "基本支出决算" in p.title)
    grid = made.parts[index]
    pages = [page for _, page in file.stretches[index]]
    assert len(pages) > 1
    with pdfplumber.open(path) as pdf:
        tables = [pdf.pages[page - 1].extract_table() or [] for page in pages]
    codes = [row[0] for table in tables for row in table if row[0] and row[0].isdigit()]
    assert codes == [row[0] for row in grid.rows if row[0].isdigit()]


def test_same_script_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    write_pdf(script(), first)
    write_pdf(script(), second)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("whole", [True, False])
def test_lines_cover_the_text_and_fit(whole: bool) -> None:
    register_fonts()
    text = TEXT * 5
    spans = break_lines(text, 200, 12, "Helvetica", indent=24, whole_numbers=whole)
    assert "".join(text[a:b] for a, b in spans) == text
    assert all(width_of(text[a:b], 12, "Helvetica") <= 200 for a, b in spans)
    assert all(text[a] not in NO_START for a, _ in spans)


def test_whole_numbers_stay_whole() -> None:
    register_fonts()
    text = TEXT * 5
    starts = {a for a, _ in break_lines(text, 130, 12, "Helvetica")}
    broken = {a for a in starts if a and text[a - 1].isdigit() and text[a].isdigit()}
    assert broken == set()


def test_a_number_wider_than_the_line_is_broken() -> None:
    register_fonts()
    spans = break_lines("1" * 100, 60, 12, "Helvetica")
    assert len(spans) > 1
    assert spans[-1][1] == 100


def test_pages_repeat_the_head_and_keep_every_row() -> None:
    register_fonts()
    grid = next(part for part in script().parts if isinstance(part, Grid))
    plate = measure(grid, 450, "Helvetica", 9)
    pages = page_rows(plate, 200, 300, repeat=True)
    assert all(page[: plate.heads] == list(range(plate.heads)) for page in pages)
    body = [row for page in pages for row in page[plate.heads :]]
    assert body == list(range(plate.heads, len(plate.heights)))
    assert sum(plate.widths) == pytest.approx(450)
