"""Scanned pages: told from printed ones, read where Tesseract is, marked, never passed over in silence."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from extract.boxes import mark_recognised, weigh_tags
from extract.errors import ScannedInput
from extract.read import read
from extract.read.ocr import engine
from extract.read.ocr.engine import Word
from extract.read.ocr.rules import bands_of, ink_of, rules_of, skew_of
from extract.read.ocr.wording import characters
from extract.read.pdf_chars import Chars
from extract.read.pdf_lines import lines_of
from extract.records import CellRef, Document, Finding, Line, Tag
from extract.settings import Settings
from tests.extract.test_read_pdf import CAPTION, HEAD, SPANS, lines, make_pdf, prose, ruled, together
from tests.scans import NEEDS_OCR, scanned

ROWS = [
    *HEAD,
    ["合计", "", "9,001.10", "9,000.00", "1.10"],
    ["213", "农林水支出", "9,001.10", "9,000.00", "1.10"],
    ["2130301", "行政运行", "5.00", "5.00", ""],
]
TABLE = together(CAPTION, ruled(ROWS, *SPANS))
PROSE = lines(
    "　　2031年收入总计9001.10万元，支出总计9001.10万元。", "　　与上年相比，各增加12.50万元，增长0.14%。"
)


def word(text: str, x0: float, x1: float, score: float = 0.9) -> Word:
    return Word(text, x0, 0, x1, 20, score, (1, 1, 1))


def text_of(words: Sequence[Word]) -> str:
    (line,) = lines_of(Chars.of(characters(words, size=20, base=20)))
    return line.text


@pytest.fixture(scope="module")
def scan() -> Document:
    return read(scanned(make_pdf(TABLE, PROSE), askew=0.5, noise=6), name="扫描.pdf")


@NEEDS_OCR
def test_a_scanned_table_gives_every_cell_its_address(scan: Document) -> None:
    (table,) = scan.tables
    assert (table.title, table.unit, table.kind) == (
        "一般公共预算财政拨款支出决算表", "万元", "一般公共预算财政拨款支出决算表"
    )
    printed = read(make_pdf(TABLE)).tables[0]
    assert [(c.row, c.column, c.code, c.key, c.value) for c in table.cells] == [
        (c.row, c.column, c.code, c.key, c.value) for c in printed.cells
    ]
    for cell, same in zip(table.cells, printed.cells, strict=True):
        assert cell.bbox == pytest.approx(same.bbox, abs=6) and cell.page == 1


@NEEDS_OCR
def test_scanned_prose_keeps_its_figures_and_says_that_it_is_recognised(scan: Document) -> None:
    text = "".join(prose(scan))
    for figure in ("2031年收入总计9001.10万元", "支出总计9001.10万元", "增加12.50万元", "增长0.14%"):
        assert figure in text
    assert (scan.source.ocr_pages, scan.source.unread_pages) == ((1, 2), ())
    assert scan.source.reader == "from_pdf+ocr"
    assert scan.lines and all(0.5 < line.score < 1 for line in scan.lines)


@NEEDS_OCR
def test_printed_pages_beside_scans_are_read_as_printed() -> None:
    document = read(scanned(make_pdf(PROSE, PROSE), only={2}), name="混合.pdf")
    assert document.source.ocr_pages == (2,)
    assert {line.page: line.score == 1 for line in document.lines} == {1: True, 2: False}


@NEEDS_OCR
def test_a_page_scanned_on_its_side_is_turned() -> None:
    rows = [[str(100 + i), "一般公共服务支出", f"{i}1.50", f"{i}2.50", f"{i}3.50"] for i in range(1, 6)]
    page = together(CAPTION, ruled([*HEAD, *rows], *SPANS), lines("本表反映本年度支出情况。", top=500))
    upright = read(make_pdf(page)).tables[0]
    turned = read(scanned(make_pdf(page), turn=90), name="横放.pdf").tables[0]
    assert [c.value for c in turned.cells] == [c.value for c in upright.cells]


@pytest.mark.parametrize(
    ("lacks", "settings"),
    [("没有找到文字识别程序 tesseract，请安装", Settings()), (None, Settings(ocr=False))],
    ids=["not installed", "switched off"],
)
def test_without_recognition_one_sentence_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, lacks: str | None, settings: Settings
) -> None:
    monkeypatch.setattr("extract.read.ocr.missing", lambda: lacks)
    with pytest.raises(ScannedInput) as caught:
        read(scanned(make_pdf(PROSE, PROSE)), name="扫描.pdf", settings=settings)
    message = str(caught.value)
    assert message.count("。") == 1 and message.startswith("扫描.pdf：")
    assert (lacks or "设置 ocr") in message


def test_pages_left_unread_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.read.ocr.missing", lambda: "没有安装")
    many = lines(*["　　收入总计12.50万元，支出总计12.50万元。"] * 6)
    document = read(scanned(make_pdf(many, many, many, many, many), only={2, 3, 5}), name="混合.pdf")
    assert document.source.unread_pages == (2, 3, 5) and document.source.ocr_pages == ()
    assert document.source.reader == "from_pdf（第 2–3、5 页是扫描图片，没有读：没有安装）"


def test_a_missing_program_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    pytesseract = pytest.importorskip("pytesseract", reason="the extra ocr is not installed")
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "/nowhere/tesseract")
    assert "tesseract-ocr-chi-sim" in str(engine.missing())


def test_too_many_scans_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.read.pdf_scans.MOST_SCANS", 1)
    with pytest.raises(ScannedInput, match="拆成"):
        read(scanned(make_pdf(PROSE, PROSE)), name="扫描.pdf")


def test_punctuation_beside_chinese_is_full_width() -> None:
    words = [word("教育", 0, 40), word("(", 45, 50), word("类", 60, 80), word(")", 82, 87)]
    words.append(word(",1,234", 90, 150))
    assert text_of(words) == "教育（类），1,234"


@pytest.mark.parametrize(
    ("read_as", "printed"),
    [("9.001.10", "9,001.10"), ("12,50", "12.50"), ("1,234,567.8", "1,234,567.8"), ("1,234", "1,234")],
)
def test_points_and_commas_of_a_numeral_are_told_apart(read_as: str, printed: str) -> None:
    assert text_of([word(read_as, 0, 100)]) == printed


def test_words_that_overlap_keep_their_order() -> None:
    assert text_of([word("收入12.5", 0, 90), word("0", 80, 92), word("万元", 85, 130)]) == "收入12.50万元"
    assert text_of([word("支出", 50, 90), word("合计", 20, 40)]) == "支出合计"


def drawn() -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    picture = np.full((900, 1200), 235, np.uint8)
    for y in (100, 300, 500):
        picture[y : y + 3, 100:1100] = 40
    for x in (100, 600, 1097):
        picture[100:503, x : x + 3] = 40
    picture[200, 300:330] = 40
    return picture


def test_rules_are_told_from_strokes() -> None:
    across, down = rules_of(ink_of(drawn()), 300)
    assert [(y, x0, x1) for y, _, x0, x1 in across] == [(100, 100, 1100), (300, 100, 1100), (500, 100, 1100)]
    assert [(x, y0, y1) for x, _, y0, y1 in down] == [(100, 100, 503), (600, 100, 503), (1097, 100, 503)]


@pytest.mark.parametrize("angle", [-1.4, 0.0, 2.2])
def test_a_picture_askew_is_measured(angle: float) -> None:
    image = pytest.importorskip("PIL.Image").fromarray(drawn()).rotate(angle, fillcolor=235)
    assert skew_of(ink_of(np.asarray(image))) == pytest.approx(-angle, abs=0.1)


def test_bands_close_together_are_one() -> None:
    dark = np.array([0, 1, 1, 0, 0, 1, 0, 0, 0, 1], bool)
    assert bands_of(dark, gap=3) == [(1, 6), (9, 10)]


def finding(**fields: object) -> Finding:
    return replace(Finding("f1", "r", "unit", "error", "", None, None), **fields)  # type: ignore[arg-type]


def test_findings_and_scores_on_recognised_pages_are_marked(scan_free: Document) -> None:
    table = scan_free.tables[0].id
    found = mark_recognised(
        scan_free, (), [finding(page=1), finding(page=2), finding(cells=(CellRef(table, 0, 2),)), finding()]
    )
    assert [f.ocr for f in found] == [True, False, True, True]
    tags = [Tag("AMOUNT", None, start, start + 1, "1", 0.8) for start in (0, 12)]
    assert [t.score for t in weigh_tags(scan_free, tags)] == pytest.approx([0.4, 0.8])


@pytest.fixture
def scan_free() -> Document:
    document = read(make_pdf(TABLE, PROSE))
    printed = (Line(0, 10, 1, 0, 1, (), 0.5), Line(11, 20, 2, 0, 1, ()))
    return replace(document, lines=printed, source=replace(document.source, ocr_pages=(1,)))
