"""DOC, WPS and ET through LibreOffice: the same document as the DOCX or XLSX that they were made from."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.generate.generate import generate
from annotations.generate.write_docx import write_docx
from annotations.generate.write_sheets import write_xlsx
from extract.read import read
from extract.records import Document

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
Made = Callable[[str], bytes]
SCRIPT = generate(11)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The sample in a format that LibreOffice writes, by its suffix."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "word.docx").write_bytes(write_docx(SCRIPT))
    (folder / "book.xlsx").write_bytes(write_xlsx(SCRIPT))

    def convert(suffix: str) -> bytes:
        source = folder / ("book.xlsx" if suffix in ("xls", "ods") else "word.docx")
        command = [
            str(SOFFICE), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to", suffix, "--outdir", str(folder), str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return source.with_suffix(f".{suffix}").read_bytes()

    return convert


def figures(document: Document) -> list[object]:
    """Every form with its addresses and figures."""
    return [
        (table.kind, table.code, table.unit, c.label, c.code, c.key, c.value)
        for table in document.tables for c in table.cells if c.value is not None
    ]


def test_an_old_word_file_is_the_same_document(made: Made, tmp_path: Path) -> None:
    data, new = made("doc"), read(write_docx(SCRIPT), name="决算.docx")
    path = tmp_path / "决算.wps"  # WPS writes the same container
    path.write_bytes(data)
    old = read(path)
    assert (old.source.format, old.source.reader) == ("doc", "libreoffice+from_docx")
    assert figures(old) == figures(new) and figures(new)
    assert "".join(old.text.split()) == "".join(new.text.split())
    assert [(s.title, s.level) for s in old.sections] == [(s.title, s.level) for s in new.sections]


def test_a_sheet_of_open_document_is_the_same_workbook(made: Made) -> None:
    old, new = read(made("ods"), name="报表.ods"), read(write_xlsx(SCRIPT), name="报表.xlsx")
    assert figures(old) == figures(new) and figures(new)


def test_a_workbook_of_wps_needs_no_libreoffice(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    data = made("xls")
    monkeypatch.setenv("PATH", "/nowhere")
    old, new = read(data, name="报表.et"), read(write_xlsx(SCRIPT), name="报表.xlsx")
    assert old.source.format == "xls"
    assert figures(old) == figures(new) and figures(new)
