"""Whatever is no readable disclosure gets its own error and one Chinese sentence."""

import io
import zipfile
from pathlib import Path

import pytest

from extract.errors import BrokenInput, EmptyInput, FileMissing, ReadError, UnknownFormat
from extract.read import read, read_text
from tests.test_imports import loaded_by

SENTENCE = "2023年度收入总计233.10万元，支出总计233.10万元。\n"


def make_zip(inner: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(inner, "x")
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_text_in_every_encoding_reads_alike(encoding: str) -> None:
    document = read(SENTENCE.encode(encoding))
    assert document.text == SENTENCE
    assert (document.source.format, document.source.pages) == ("txt", None)


def test_windows_line_breaks_stay_as_they_are() -> None:
    text = "一、收入决算情况说明\r\n收入12.5万元。\r\n"
    assert read(text.encode()).text == text


@pytest.mark.parametrize(
    ("data", "error", "word"),
    [
        (b"", EmptyInput, "0 字节"),
        (" \r\n\u3000\n".encode(), EmptyInput, "空白"),
        (make_zip("word/document.xml"), BrokenInput, "XML"),
        (make_zip("xl/workbook.xml"), BrokenInput, "XML"),
        (make_zip("ppt/presentation.xml"), UnknownFormat, "演示文稿"),
        (make_zip("OFD.xml"), UnknownFormat, "OFD"),
        (make_zip("a.txt"), UnknownFormat, "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", UnknownFormat, "PNG"),
        (b"MZ\x90\x00\x03\x00\x00\x00", UnknownFormat, "可执行"),
        (bytes(range(256)) * 8, UnknownFormat, "编码"),
        (b"%PDF-1.4\nnothing", BrokenInput, "不完整"),
        (b"%PDF-1.4\nnothing\n%%EOF\n", BrokenInput, "损坏"),
    ],
)
def test_each_bad_input_has_its_error(data: bytes, error: type[ReadError], word: str) -> None:
    with pytest.raises(error) as caught:
        read(data, name="决算.bin")
    message = str(caught.value)
    assert message.startswith("决算.bin：") and word in message and message.endswith("。")
    assert message.count("。") == 1


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="找不到"):
        read(tmp_path / "没有.txt")
    with pytest.raises(FileMissing, match="文件夹"):
        read(str(tmp_path))


def test_content_is_believed_before_the_suffix(tmp_path: Path) -> None:
    path = tmp_path / "公开.pdf"
    path.write_bytes(SENTENCE.encode("gb18030"))
    document = read(path)
    assert document.source.format == "txt" and document.source.path == str(path)


def test_text_without_content_is_empty() -> None:
    with pytest.raises(EmptyInput):
        read_text("\n \n")


def test_a_format_loads_its_reader_and_no_other(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "说明.txt"
    path.write_text(SENTENCE)
    readers = {"lxml", "xlrd", "pdfplumber", "pypdfium2", "docx", "openpyxl"}
    assert not loaded_by("from extract.read import read", root) & readers
    assert not loaded_by(f"from extract.read import read\nread({str(path)!r})", root) & readers
    page = "from extract.read import read\nread(b'<html><p>1.00</p></html>')"
    assert loaded_by(page, root) & readers == {"lxml"}
