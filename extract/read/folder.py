"""Which files of a folder are worth reading: by suffix, in natural order, without litter."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from extract.errors import EmptyInput

SUFFIXES = frozenset(
    (
        ".txt", ".md", ".markdown", ".pdf", ".docx", ".xlsx", ".xls", ".et", ".html", ".htm", ".mht",
        ".mhtml", ".zip", ".doc", ".wps", ".rtf", ".odt", ".ods", ".xlsb",
    )
)
"""What a reader exists for; inside a folder the rest (pictures, seals) is passed over."""

_LITTER = re.compile(r"\.|~\$|__MACOSX$")
_NUMBER = re.compile(r"(\d+)")


def files_of(path: str | Path) -> tuple[Path, ...]:
    """The path itself, or for a folder every readable file below it: 附件2.docx before 附件10.docx.

    Links to folders are not followed. EmptyInput for a folder without any such file.
    """
    root = Path(path)
    if not root.is_dir():
        return (root,)
    found = tuple(sorted(_below(root), key=_natural))
    if not found:
        known = "、".join(sorted(suffix[1:] for suffix in SUFFIXES))
        raise EmptyInput(f"{path}：文件夹里没有可读的文件（{known}），请检查路径。")
    return found


def _below(root: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not _LITTER.match(name)]
        for name in names:
            if Path(name).suffix.lower() in SUFFIXES and not _LITTER.match(name):
                yield Path(place, name)


def _natural(path: Path) -> list[list[tuple[int, str]]]:
    return [_numbered(part) for part in path.parts]


def _numbered(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _NUMBER.split(name)]
