"""INPUT… becomes the list of files to do, whatever they are called."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from extract.batch.inventory import Task, inventory
from extract.errors import FileMissing, JuesuanError, SettingsError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, size in (("a.txt", 10), ("sub/b.pdf", 30), ("sub/c.docx", 20)):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * size)
    for litter in (".hidden", "~$b.docx", "Thumbs.db"):
        (tmp_path / "in" / litter).write_bytes(b"x" * 99)
    return tmp_path / "in"


def names(tasks: list[Task]) -> list[str]:
    return [Path(task.path).name for task in tasks]


def test_folders_are_walked_largest_first_without_litter(folder: Path) -> None:
    assert names(inventory([str(folder)])) == ["b.pdf", "c.docx", "a.txt"]


def test_globs_and_files_come_once(folder: Path) -> None:
    given = [str(folder / "**" / "*.pdf"), str(folder / "sub" / "b.pdf"), str(folder / "a.txt")]
    assert names(inventory(given)) == ["b.pdf", "a.txt"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_lists_in_any_encoding(encoding: str, folder: Path, tmp_path: Path) -> None:
    (folder / "决算.txt").write_bytes(b"x")
    listed = tmp_path / "list.txt"
    listed.write_bytes(f"# 说明\r\n{folder}/决算.txt\n\n{folder}/没有.txt\n".encode(encoding))
    assert names(inventory([f"@{listed}"])) == ["决算.txt", "没有.txt"]


def test_a_name_that_is_no_utf8_is_found_and_shown(folder: Path) -> None:
    path = os.fsencode(folder) + b"/\xbe\xf6\xcb\xe3.txt"
    try:
        with open(path, "wb") as stream:  # noqa: PTH123
            stream.write(b"x" * 40)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    first = inventory([str(folder)])[0]
    assert os.fsencode(first.path) == path
    assert first.place.endswith("\\udcbe\\udcf6\\udccb\\udce3.txt")
    assert first.place.encode("utf-8")


def test_links_to_folders_and_pipes_are_passed_over(folder: Path) -> None:
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    assert names(inventory([str(folder)])) == ["b.pdf", "c.docx", "a.txt"]


def test_the_jobs_own_output_is_no_input(folder: Path) -> None:
    out = folder / "sub"
    assert names(inventory([str(folder)], besides=[out])) == ["a.txt"]


def test_urls_go_through_fsspec(folder: Path) -> None:
    tasks = inventory([f"file://{folder}"])
    assert names(tasks) == ["b.pdf", "c.docx", "a.txt"]
    assert tasks[0].path.startswith("file://")
    with pytest.raises(JuesuanError, match="打不开这种地址"):
        inventory(["nosuch://bucket/a"])


def test_a_driver_that_fails_says_so_in_one_sentence() -> None:
    class Refusing(MemoryFileSystem):
        protocol = "refusing"

        def find(self, path: str, **_: Any) -> Any:
            raise RuntimeError("no credentials")

    fsspec.register_implementation("refusing", Refusing, clobber=True)
    for url, told in (("refusing://bucket/2031", "no credentials"), ("unheard-of://bucket", "unheard-of")):
        with pytest.raises(SettingsError, match=told):
            inventory([url])


def test_what_names_nothing_is_an_error(folder: Path) -> None:
    for given in (str(folder / "none"), str(folder / "*.xyz"), f"@{folder}/none.txt"):
        with pytest.raises(FileMissing):
            inventory([given])


def test_the_place_of_a_member() -> None:
    assert Task("in/附件.zip", 5, "子/说明.docx", 3).place == "in/附件.zip/子/说明.docx"
