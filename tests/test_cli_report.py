"""`juesuan report`: the page is written, the exit code is that of the findings."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import openpyxl
import pytest

from extract import cli
from tests.test_cli import CLEAN, PLANTED, written


def report(*arguments: object) -> int:
    return cli.main(["report", *(str(argument) for argument in arguments), "--model", "rules"])


@pytest.mark.parametrize(("text", "code"), [(CLEAN, 0), (PLANTED, 1)])
def test_page_is_written_and_the_code_tells_of_errors(
    text: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = written(tmp_path / "甲.txt", text), tmp_path / "核对.html"
    assert report(source, "-o", target) == code
    page = target.read_text(encoding="utf-8")
    assert "云岭县信访局 · 2031年度" in page
    assert "增减率" in page
    assert str(target) in capsys.readouterr().err


def test_without_a_name_the_page_is_called_after_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert report(written(tmp_path / "甲.txt", CLEAN), "-q") == 0
    assert (tmp_path / "甲.report.html").is_file()
    assert capsys.readouterr().err == ""


def test_several_files_are_one_document(tmp_path: Path) -> None:
    files = [written(tmp_path / "甲.txt", CLEAN), written(tmp_path / "乙.txt", "三、其他说明\n无。\n")]
    assert report(*files, "-o", tmp_path / "页.html") == 0
    page = (tmp_path / "页.html").read_text(encoding="utf-8")
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    assert "情况说明" in data["text"]
    assert "三、其他说明" in data["text"]


def test_what_cannot_be_done_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = written(tmp_path / "甲.txt", CLEAN)
    assert report(source, "-o", source) == 2
    assert report(source, "-o", tmp_path / "没有" / "页.html") == 2
    assert report(tmp_path / "没有.pdf", "-o", tmp_path / "页.html") == 3
    assert len(capsys.readouterr().err.splitlines()) == 3
    assert not (tmp_path / "页.html").exists()


def test_workbook_of_the_files_that_can_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = written(tmp_path / "甲.txt", PLANTED), tmp_path / "底稿.xlsx"
    lost = tmp_path / "没有.pdf"
    assert cli.main(["extract", str(source), str(lost), "-o", str(target), "--model", "rules"]) == 3
    assert openpyxl.load_workbook(target).sheetnames[:4] == ["概览", "发现", "事实", "核对"]
    target.unlink()
    capsys.readouterr()
    assert cli.main(["extract", str(lost), "-o", str(target), "--model", "rules"]) == 3
    assert not target.exists()
    assert "已写入" not in capsys.readouterr().err
    assert cli.main(["extract", str(source), "-o", str(target), "--json", "--model", "rules"]) == 2


def mark(*arguments: object) -> int:
    return cli.main(["mark", *(str(argument) for argument in arguments), "--model", "rules"])


def test_marked_copy_is_written_beside_the_untouched_original(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    word = docx.Document()
    for text in PLANTED.splitlines():
        word.add_paragraph(text)
    source = tmp_path / "甲.docx"
    word.save(str(source))
    before = source.read_bytes()
    monkeypatch.chdir(tmp_path)
    assert mark(source) == 1
    (comment,) = docx.Document(str(tmp_path / "甲.marked.docx")).comments
    assert "9.40%" in comment.text
    assert source.read_bytes() == before
    assert "标了 1 处，已写入" in capsys.readouterr().err


def test_what_cannot_be_marked_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = written(tmp_path / "甲.txt", PLANTED)
    assert mark(source, "-o", tmp_path / "乙.txt") == 3
    assert "juesuan report" in capsys.readouterr().err
    assert mark(source, "-o", source) == 2
    assert mark(tmp_path / "没有.pdf", "-o", tmp_path / "乙.pdf") == 3
    assert source.read_text(encoding="utf-8") == PLANTED
