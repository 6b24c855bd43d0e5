"""Several files of one unit: ZIPs of attachments, 说明.docx + 报表.xlsx as one, LibreOffice for the rest."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from annotations.generate.generate import generate
from annotations.generate.script import grids_of
from annotations.generate.write_docx import write_docx
from annotations.generate.write_sheets import write_xlsx
from extract import Extraction, load
from extract.cli import main
from extract.errors import BrokenInput, EmptyInput, EncryptedInput, ReadError, UnknownFormat
from extract.read import read, read_each, read_joined, read_text
from extract.read.joined import join
from extract.records import Document

ACCOUNT = "一、收入决算情况说明\n收入合计12.50万元。\n"
PICTURE = b"\x89PNG\r\n\x1a\n"
FORM = "收入决算表\n项目\t本年收入合计\t财政拨款收入\n合计\t12.50\t12.50\n"


def zipped(members: dict[str, bytes], *, flags: int = 0) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    made = buffer.getvalue()
    if not flags:
        return made
    at = made.index(b"PK\x01\x02")
    return made[: at + 8] + flags.to_bytes(2, "little") + made[at + 10 :]


def outcomes(path: Path) -> dict[str, Document | ReadError]:
    return {str(place.relative_to(path)): found for place, found in read_each(path)}


def test_each_member_is_a_document_or_an_error(tmp_path: Path) -> None:
    path = tmp_path / "附件.zip"
    members = {"附件10.txt": FORM.encode(), "附件2.txt": ACCOUNT.encode("gb18030"), "章.png": PICTURE}
    litter = {"__MACOSX/._附件2.txt": b"\x00", "~$附件2.docx": b"x", "空/": b"", "夹/空.txt": b""}
    path.write_bytes(zipped(members | litter))
    found = outcomes(path)
    assert list(found) == ["夹/空.txt", "章.png", "附件2.txt", "附件10.txt"]
    assert isinstance(found["章.png"], UnknownFormat) and isinstance(found["夹/空.txt"], EmptyInput)
    account = found["附件2.txt"]
    assert isinstance(account, Document) and account.text == ACCOUNT
    assert account.source.path == f"{path}/附件2.txt"


def test_names_that_chinese_windows_wrote_are_read(tmp_path: Path) -> None:
    data = zipped({"AAAA.txt": ACCOUNT.encode()}).replace(b"AAAA", "说明".encode("gb18030"))
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    assert list(outcomes(path)) == ["说明.txt"]


@pytest.mark.parametrize(
    ("data", "error", "word"),
    [
        (zipped({"../../etc/x.txt": b"x"}), BrokenInput, "压缩包之外"),
        (zipped({"/x.txt": b"x"}), BrokenInput, "压缩包之外"),
        (zipped({"C:\\x.txt": b"x"}), BrokenInput, "压缩包之外"),
        (zipped({}), EmptyInput, "没有任何文件"),
        (zipped({"a.txt": b"x"}, flags=1), EncryptedInput, "有密码"),
        (zipped({"a.txt": ACCOUNT.encode() * 50})[:-30], BrokenInput, "中断"),
        (zipped({f"{i}.txt": b"x" for i in range(201)}), BrokenInput, "201 个文件"),
    ],
)
def test_archives_that_are_refused(tmp_path: Path, data: bytes, error: type[ReadError], word: str) -> None:
    path = tmp_path / "附件.zip"
    path.write_bytes(data)
    with pytest.raises(error, match=word):
        list(read_each(path))


def test_an_archive_is_no_single_document() -> None:
    with pytest.raises(UnknownFormat, match="--as-one"):
        read(zipped({"a.txt": b"x"}), name="附件.zip")


def test_joined_documents_count_on() -> None:
    first, second = read_text(ACCOUNT + FORM), read_text(FORM + "\n" + ACCOUNT.rstrip())
    joined = join([first, second])
    assert joined.text == first.text + second.text
    assert [t.id for t in joined.tables] == ["t1", "t2"]
    assert [joined.text[t.start : t.end] for t in joined.tables] == [FORM.split("\n", 1)[1].rstrip()] * 2
    titles = [joined.text[s.start :].split("\n")[0] for s in joined.sections]
    assert titles == [s.title for s in joined.sections]
    assert [s.id for s in joined.sections] == ["s1", "s2"]
    assert joined.source.format == "mixed" and joined.source.sha256 != first.source.sha256
    assert (joined.profile.currency_unit, join([first])) == ("万元", first)


def test_prose_and_tables_in_two_files_are_one_document(tmp_path: Path) -> None:
    script = generate(11)
    account, book = tmp_path / "说明.docx", tmp_path / "报表.xlsx"
    account.write_bytes(write_docx(script, parts=[p for p in script.parts if p not in grids_of(script)]))
    book.write_bytes(write_xlsx(script))
    joined = read_joined([account, book])
    assert joined.source.path == f"{account}；{book}" and joined.source.reader == "from_docx+from_xlsx"
    assert [t.kind for t in joined.tables] == [g.kind for g in grids_of(script)]
    split = load("rules").joined([account, book])
    alone = load("rules")(account)
    assert count(split, "match") > 10 and count(alone, "match") == 0


def count(extraction: Extraction, status: str) -> int:
    return sum(link.status == status for fact in extraction.facts for link in fact.links)


def test_a_picture_in_the_archive_does_not_stop_the_joining(tmp_path: Path) -> None:
    path = tmp_path / "附件.zip"
    path.write_bytes(zipped({"1.txt": ACCOUNT.encode(), "2.txt": FORM.encode(), "章.png": PICTURE}))
    assert len(read_joined([path]).tables) == 1
    path.write_bytes(zipped({"章.png": PICTURE}))
    with pytest.raises(UnknownFormat, match="PNG"):
        read_joined([path])


def test_the_command_reads_members_and_joins_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "附件.zip"
    path.write_bytes(zipped({"1.txt": ACCOUNT.encode(), "2.txt": FORM.encode()}))
    call = ["extract", str(path), "--json", "--model", "rules"]
    assert main(call) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert main([*call, "--as-one"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert '"format": "mixed"' in line
    assert main(["extract", "没有.txt", *call[1:], "--as-one"]) == 3
    assert "找不到" in capsys.readouterr().err


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(512)
CONVERTER = """#!/bin/sh
while [ $# -gt 1 ]; do [ "$1" = --outdir ] && out="$2"; shift; done
mkdir -p "$out" && cp "$(dirname "$0")/made.docx" "$out/in.docx"
"""


def install(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "soffice"
    program.write_text(script)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def test_without_libreoffice_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    for data, what in ((OLE, "doc/wps"), (b"{\\rtf1 x}", "RTF")):
        with pytest.raises(UnknownFormat, match=f"{what}.*LibreOffice.*soffice.*docx"):
            read(data, name="说明.wps")


def test_libreoffice_converts_an_old_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, CONVERTER, monkeypatch)
    (tmp_path / "made.docx").write_bytes(write_docx(generate(3)))
    document = read(OLE, name="说明.doc")
    assert (document.source.format, document.source.reader) == ("doc", "libreoffice+from_docx")
    assert document.text == read(write_docx(generate(3))).text


def test_a_conversion_that_fails_or_hangs_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "#!/bin/sh\nexit 1\n", monkeypatch)
    with pytest.raises(BrokenInput, match="转换不了"):
        read(OLE, name="说明.doc")
    install(tmp_path, "#!/bin/sh\nexec sleep 30\n", monkeypatch)
    monkeypatch.setattr("extract.read.office.TIME_LIMIT", 0.3)
    with pytest.raises(BrokenInput, match="仍未完成"):
        read(OLE, name="说明.doc")
