"""INPUT… → the files to do: folders, globs, `@list.txt`, single files and fsspec URLs, largest first.

Nothing is opened here, only listed; a ZIP becomes its members later, in a worker.
"""

from __future__ import annotations

import codecs
import glob
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.batch.rows import clean
from extract.errors import FileMissing, SettingsError
from extract.read.archives import LITTER

_URL = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+://")
_PATTERN = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Task:
    """One document to do: a file, or member `number` of the ZIP at `path`. `size` in bytes."""

    path: str
    size: int
    member: str | None = None
    number: int = -1

    @property
    def place(self) -> str:
        """What results call it, valid UTF-8 whatever the file system holds: "附件.zip/说明.docx"."""
        return clean(self.path if self.member is None else f"{self.path}/{self.member}")


def inventory(inputs: Iterable[str], *, besides: Iterable[Path] = ()) -> list[Task]:
    """Every file the inputs name, once, largest first: the last to finish is then a small one.

    `besides`: the job's own outputs, left out. FileMissing for an input that names nothing.
    """
    own = {str(path.resolve()) for path in besides}
    sizes: dict[str, int] = {}
    for given, listed in _spelled_out(inputs):
        found = dict(_files(given))
        if not found and not listed:
            raise FileMissing(f"{clean(given)}：没有这样的文件或文件夹，或其中没有文件；请检查路径。")
        sizes |= found or {given: 0}
    tasks = (Task(path, size) for path, size in sizes.items() if not own or not _is_own(path, own))
    return sorted(tasks, key=_largest_first)


def is_url(path: str) -> bool:
    """Whether a place is for fsspec: s3://, hdfs://, file://."""
    return bool(_URL.match(path))


def filesystem_of(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL and the path in it. SettingsError where it cannot be had."""
    try:
        import fsspec

        filesystem, path = fsspec.core.url_to_fs(url)
    except Exception as error:  # a missing driver, an unknown protocol, a server that cannot be reached
        needed = "pip install 'juesuan[batch]'，再装这种地址的驱动，如 s3:// 要 s3fs"
        raise SettingsError(f"{url}：打不开这种地址（{error}）；请先 {needed}。") from error
    return filesystem, str(path)


def _largest_first(task: Task) -> tuple[int, str]:
    return -task.size, task.path


def _spelled_out(inputs: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The inputs with each @list.txt replaced by its lines; True for a line of a list."""
    for given in inputs:
        if given.startswith("@") and not Path(given).exists():
            yield from ((line, True) for line in _listed(Path(given[1:])))
        else:
            yield given, False


def _listed(path: Path) -> list[str]:
    """One path a line, relative to the working folder; blank lines and # comments are passed over.

    A line that names nothing stays in the job and is recorded as a file that cannot be opened.
    """
    try:
        data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        raise FileMissing(f"文件清单 {path} 打不开（{error.strerror}）；请检查路径。") from error
    lines = [_decoded(line.strip()) for line in data.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def _decoded(line: bytes) -> str:
    """A name as the file system has it; a list that Chinese Windows wrote is GBK, its files may not be."""
    path = os.fsdecode(line)
    try:
        return path if os.path.lexists(path) or path.isprintable() else line.decode("gb18030")
    except (UnicodeDecodeError, ValueError):
        return path


def _files(given: str) -> Iterator[tuple[str, int]]:
    if is_url(given):
        yield from _remote(given)
    elif os.path.isdir(given):  # noqa: PTH112 - a name that is no UTF-8 stays as it is
        yield from _below(given)
    elif os.path.lexists(given):
        yield given, _size(given) or 0
    elif _PATTERN.search(given):
        for path in sorted(glob.glob(given, recursive=True)):  # noqa: PTH207
            yield from _below(path) if Path(path).is_dir() else iter([(path, _size(path) or 0)])


def _below(folder: str) -> Iterator[tuple[str, int]]:
    """Regular files under a folder, without hidden ones and litter; links to folders are not followed."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(root, name)  # noqa: PTH118
            size = None if LITTER.search(name) else _size(path)
            if size is not None:
                yield path, size


def _size(path: str) -> int | None:
    """Bytes of a regular file; None for a pipe, a device or a link to nowhere."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _remote(url: str) -> Iterator[tuple[str, int]]:
    filesystem, path = filesystem_of(url)
    listed = filesystem.glob if _PATTERN.search(path) else filesystem.find
    try:
        found = listed(path, detail=True)
    except Exception as error:  # every driver has its own: no credentials, no network, no such bucket
        said = f"{type(error).__name__}: {error}"
        raise SettingsError(f"{url}：列不出里面的文件（{said}）；请检查地址、网络和权限。") from error
    for name in sorted(found):
        if found[name]["type"] == "file" and not LITTER.search(name.rpartition("/")[2]):
            yield filesystem.unstrip_protocol(name), int(found[name].get("size") or 0)


def _is_own(path: str, own: set[str]) -> bool:
    resolved = Path(path).resolve()
    return any(str(place) in own for place in (resolved, *resolved.parents))
