"""Files that are damaged, locked, bomb-like or huge end in the right error, soon, and in one sentence."""

import io
import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.generate.generate import generate
from annotations.generate.write_docx import write_docx
from annotations.generate.write_sheets import write_xls, write_xlsx
from extract.errors import BrokenInput, EncryptedInput, ReadError
from extract.read import read
from tests.extract.test_read_docx import W, body, p, with_part

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in ["ab", "bc", "cd", "de", "ef", "fg", "gh"]
) + "]>"
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
LIMIT_S = 30.0
"""CPU seconds, far more than any of these takes on any machine; a hang is minutes."""


@pytest.fixture(autouse=True)
def soon() -> Iterator[None]:
    started = sum(os.times()[:4])
    yield
    assert sum(os.times()[:4]) - started < LIMIT_S


def refused(data: bytes, error: type[ReadError], name: str) -> str:
    with pytest.raises(error) as caught:
        read(data, name=name)
    message = str(caught.value)
    assert message.startswith(f"{name}：") and message.endswith("。") and message.count("。") == 1
    return message


def swollen(member: str, size: int, template: bytes) -> bytes:
    """A package one of whose parts unpacks to `size` spaces."""
    buffer, old = io.BytesIO(), zipfile.ZipFile(io.BytesIO(template))
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != member:
                new.writestr(info, old.read(info))
        with new.open(member, "w") as stream:
            for _ in range(size // 2**20):
                stream.write(b" " * 2**20)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def word() -> bytes:
    return body(p("收入12.50万元。"))


@pytest.fixture(scope="module")
def book() -> bytes:
    return write_xlsx(generate(2))


def test_zip_bombs_are_never_unpacked(word: bytes, book: bytes) -> None:
    assert "炸弹" in refused(swollen("word/document.xml", 200 * 2**20, word), BrokenInput, "说明.docx")
    assert "炸弹" in refused(swollen("xl/worksheets/sheet1.xml", 200 * 2**20, book), BrokenInput, "报表.xlsx")


def test_a_size_that_lies_is_found_out(word: bytes) -> None:
    big = swollen("word/document.xml", 2**20, word)
    size = big.rindex(b"PK\x01\x02") + 24
    lying = big[:size] + (1000).to_bytes(4, "little") + big[size + 4 :]
    assert "解压失败" in refused(lying, BrokenInput, "说明.docx")


def test_too_many_members() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(5_001):
            archive.writestr(f"word/{number}", "")
    assert "5001 个部分" in refused(buffer.getvalue(), BrokenInput, "说明.docx")


@pytest.mark.parametrize("declared", [BOMB, OUTSIDE], ids=["laughs", "outside"])
def test_entities_are_refused(declared: str, word: bytes, book: bytes) -> None:
    content = f"{declared}<w:document {W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    assert "实体" in refused(with_part(word, "word/document.xml", content), BrokenInput, "说明.docx")
    sheet = f"{declared}<worksheet><sheetData><row><c t='str'><v>&a;</v></c></row></sheetData></worksheet>"
    assert "实体" in refused(with_part(book, "xl/worksheets/sheet1.xml", sheet), BrokenInput, "报表.xlsx")
    strings = f"{declared}<sst><si><t>&a;</t></si></sst>"
    assert "实体" in refused(with_part(book, "xl/sharedStrings.xml", strings), BrokenInput, "报表.xlsx")


def test_entities_in_a_page_expand_to_nothing() -> None:
    document = read(f"{BOMB}<html><body><p>收入12.50万元&g;</p></body></html>".encode(), name="说明.html")
    assert len(document.text) < 100


def test_deeply_nested_tables(word: bytes) -> None:
    nested = "<w:tbl><w:tr><w:tc>" * 3_000
    content = f"<w:document {W}><w:body>{nested}{p('1.00')}"
    content += "</w:tc></w:tr></w:tbl>" * 3_000 + "</w:body></w:document>"
    assert "XML" in refused(with_part(word, "word/document.xml", content), BrokenInput, "说明.docx")


def test_a_table_beyond_all_bounds(word: bytes) -> None:
    wide = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 3_000 + "</w:tr>"
    tall = "<w:tr><w:tc>" + p("1.00") + "</w:tc><w:tc>" + p("2.00") + "</w:tc></w:tr>"
    content = f"<w:document {W}><w:body><w:tbl>{wide}{tall * 1_000}</w:tbl></w:body></w:document>"
    assert "超出限度" in refused(with_part(word, "word/document.xml", content), BrokenInput, "说明.docx")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
@pytest.mark.parametrize("kind", ["docx", "xlsx", "xls"])
def test_truncated_files(kind: str, share: float) -> None:
    script = generate(2)
    whole = {"docx": write_docx, "xlsx": write_xlsx, "xls": write_xls}[kind](script)
    refused(whole[: int(len(whole) * share)], BrokenInput, f"决算.{kind}")


def test_files_without_their_main_part(word: bytes, book: bytes) -> None:
    refused(with_part(word, "word/document.xml", f"<w:document {W}/>"), BrokenInput, "说明.docx")
    refused(with_part(book, "xl/workbook.xml", "<workbook>"), BrokenInput, "报表.xlsx")


def test_locked_office_files() -> None:
    stream = "EncryptedPackage".encode("utf-16-le")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream + bytes(512)
    assert "加密" in refused(ole, EncryptedInput, "决算.docx")


def test_a_locked_old_workbook() -> None:
    data = write_xls(generate(2))
    record = b"\x2f\x00\x36\x00" + b"\x01\x00" + bytes(52)  # FILEPASS behind the first BOF
    at = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    locked = data[:at] + record + data[at + len(record) :]
    assert "加密" in refused(locked, EncryptedInput, "决算.xls")


PAGELESS = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def test_a_pdf_without_pages() -> None:
    refused(PAGELESS, BrokenInput, "决算.pdf")


def one_page(content: bytes, filters: bytes) -> bytes:
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
        b"<</Length %d/Filter %s>>stream\n%s\nendstream" % (len(content), filters, content),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R>>",
    )
    body = b"".join(b"%d 0 obj%s\nendobj\n" % (number, part) for number, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF\n"


LINES = b"0 0 m 9 9 l S\n" * 2**21


@pytest.mark.parametrize(
    ("content", "filters"),
    [
        (zlib.compress(LINES, 1), b"/FlateDecode"), (zlib.compress(LINES, 1), b"[/Fl]"),
        (zlib.compress(zlib.compress(bytes(2**24))), b"[/FlateDecode/FlateDecode]"),
    ],
    ids=["lines", "short name", "packed twice"],
)
def test_a_pdf_that_swells_is_never_unpacked(content: bytes, filters: bytes) -> None:
    assert "炸弹" in refused(one_page(content, filters), BrokenInput, "决算.pdf")


READ_AND_MEASURE = r"""
import io, re, sys
from pathlib import Path
from reportlab.pdfgen.canvas import Canvas
from extract.read import read
buffer = io.BytesIO()
canvas = Canvas(buffer)
for page in range(int(sys.argv[1])):
    for line in range(4):
        canvas.drawString(72, 700 - 20 * line, f"page {page} line {line} 1,234.56")
    canvas.showPage()
canvas.save()
document = read(buffer.getvalue(), name="a.pdf")
assert document.source.pages == int(sys.argv[1])
print(int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="peak memory is read from Linux's /proc")
def test_a_pdf_of_a_thousand_pages_keeps_within_memory(root: Path) -> None:
    command = [sys.executable, "-c", READ_AND_MEASURE, "1000"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 200
