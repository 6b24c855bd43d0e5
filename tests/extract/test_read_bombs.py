"""Bombs of every kind, one after another in one process: each ends soon, in its error, within memory."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.extract.test_read_docx import W, body, p, with_part
from tests.extract.test_read_limits import FIFTY, html
from tests.extract.test_read_pdf_hostile import BARE, CATALOG, ONE, form, page, pdf, stream, with_forms
from tests.extract.test_read_safety import BOMB, LINES, one_page, swollen

MEGABYTES = 600
"""Memory that reading all of them may take; unpacked they are gigabytes."""
SECONDS = 60.0
READ_AND_MEASURE = r"""
import re, sys, time
from pathlib import Path
from extract.errors import ReadError
from extract.read import read
for name in sys.argv[1:]:
    try:
        read(name)
    except ReadError as error:
        print(Path(name).stem, type(error).__name__)
peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]
print(int(peak) // 1024, time.process_time())
"""


def bombs() -> dict[str, bytes]:
    import zlib

    word = body(p("收入12.50万元。"))
    laughs = f"{BOMB}<w:document {W}><w:body><w:p><w:r><w:t>&h;</w:t></w:r></w:p></w:body></w:document>"
    nested = f"<w:document {W}><w:body>{'<w:tbl><w:tr><w:tc>' * 50_000}"
    return {
        "word.docx": swollen("word/document.xml", 1024 * 2**20, word),
        "book.xlsx": swollen("xl/worksheets/sheet1.xml", 1024 * 2**20, word),
        "laughs.docx": with_part(word, "word/document.xml", laughs),
        "nested.docx": with_part(word, "word/document.xml", nested),
        "page.html": html("<p>12.50</p>\n" * (FIFTY // 13)),
        "tags.html": html("<div>" * (FIFTY // 5)),
        "stream.pdf": one_page(zlib.compress(LINES * 8, 1), b"/FlateDecode"),
        "forms.pdf": with_forms(*(form(number + 1) for number in range(5, 40))),
        "loop.pdf": with_forms(form(5)),
        "brackets.pdf": pdf(CATALOG, ONE, page(5), stream(b"[" * 2**20)),
        "tree.pdf": pdf(CATALOG, *(
            b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 1) for number in range(2, 5_000)), BARE),
        "cut.pdf": one_page(b"0 0 m", b"/FlateDecode")[:200],
    }


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="peak memory is read from Linux's /proc")
def test_bombs_end_soon_and_within_memory(root: Path, tmp_path: Path) -> None:
    made = bombs()
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    command = [sys.executable, "-c", READ_AND_MEASURE, *(str(tmp_path / name) for name in made)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    *refused, measured = done.stdout.splitlines()
    assert [line.split()[0] for line in refused] == [Path(name).stem for name in made]
    megabytes, seconds = map(float, measured.split())
    assert megabytes < MEGABYTES and seconds < SECONDS
