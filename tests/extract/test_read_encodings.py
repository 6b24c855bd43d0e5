"""Text and pages in every encoding, declared rightly, wrongly or not at all; content before suffix."""

import pytest

from extract.errors import UnknownFormat
from extract.read import read

TEXT = "青禾县信访局2031年度部门决算\n一、收入支出决算总体情况说明\n2031年度收入总计218.20万元，增长3.90%。\n"
SENTENCE = "2031年度收入总计218.20万元。"
PAGE = "<html><head><meta charset='{}'></head><body><p>" + SENTENCE + "</p></body></html>"
MARKS = {"utf-16-be bom": "\ufeff".encode("utf-16-be"), "utf-16-le bom": "\ufeff".encode("utf-16-le")}
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", [*UNICODE, *MARKS, "gbk", "gb18030"])
@pytest.mark.parametrize("name", ["说明.txt", "说明.pdf", "说明.doc"])
def test_text_reads_alike_whatever_its_encoding_and_suffix(encoding: str, name: str) -> None:
    data = MARKS.get(encoding, b"") + TEXT.encode(encoding.removesuffix(" bom"))
    document = read(data, name=name)
    assert document.text == TEXT and document.source.format == "txt"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_line_ends_is_not_read_the_wrong_way_round(encoding: str) -> None:
    said = "一般公共预算1一般公共服务2"
    assert read(said.encode(encoding)).text == said


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "iso-8859-1", "cp1252", "utf-16", "x-none", "hex"])
@pytest.mark.parametrize("encoding", [*UNICODE, "gb18030"])
def test_a_page_is_read_by_what_it_is_not_by_what_it_declares(declared: str, encoding: str) -> None:
    document = read(PAGE.format(declared).encode(encoding), name="公开.html")
    assert document.source.format == "html" and document.text.strip() == SENTENCE


def test_a_page_in_big5_is_believed() -> None:
    page = "<html><meta charset=big5><body><p>決算總計218.20萬元。</p></body></html>"
    assert read(page.encode("big5")).text.strip() == "決算總計218.20萬元。"


@pytest.mark.parametrize("encoding", [*UNICODE, "gb18030"])
@pytest.mark.parametrize("name", ["公开.txt", "公开.xls", "公开.doc"])
def test_a_page_is_a_page_under_any_suffix(encoding: str, name: str) -> None:
    document = read(f"<p>{SENTENCE}</p>".encode(encoding), name=name)
    assert document.source.format == "html" and document.text.strip() == SENTENCE


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_file_cut_within_a_character_is_still_text(encoding: str) -> None:
    assert read(TEXT.rstrip("\n").encode(encoding)[:-1]).text[:-1] == TEXT.rstrip("\n")[:-1]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_damaged_byte_costs_no_more_than_its_surroundings(encoding: str) -> None:
    data = TEXT.encode(encoding)
    text = read(data[:30] + b"\xff" + data[30:]).text
    assert text.endswith(TEXT[-25:]) and 1 <= text.count("\ufffd") <= 4


def test_bytes_full_of_damage_are_no_text() -> None:
    with pytest.raises(UnknownFormat):
        read(b"".join(b"\xff" + character.encode() for character in TEXT))
