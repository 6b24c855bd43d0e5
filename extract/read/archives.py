"""A ZIP of attachments as a stream, member by member: nothing is unpacked but the member that is read.

For archives of any size ("2023年全省.zip" with ten thousand files); names are never used as paths.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from typing import IO

from extract.errors import BrokenInput, EncryptedInput
from extract.read.package import BAD_ZIP, LARGEST_PART, LOCKED, real_name
from extract.read.sniff import is_zip, zip_format

MOST_FILES = 200_000
"""More members than this in one archive is an attack or a mistake."""
OUTSIDE = re.compile(r"^(?:/|\\|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)")
"""A member name that points outside the archive."""
LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
"""What macOS, Windows and Office leave in folders and archives."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive: its number in the directory, its name and its size unpacked."""

    number: int
    name: str
    size: int


class Archive:
    """An open ZIP that is no office file; its directory is read once."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        """Raises BrokenInput for a damaged ZIP or one with too many members."""
        self.label = name
        try:
            self._archive = zipfile.ZipFile(stream)
        except BAD_ZIP:
            raise self._damaged(name) from None
        self._found = self._archive.infolist()
        if len(self._found) > MOST_FILES:
            raise BrokenInput(
                f"{name}：压缩包里有 {len(self._found)} 个文件，超过 {MOST_FILES} 个，请分成几个再试。"
            )

    @property
    def plain(self) -> bool:
        """False for an office file, which is a ZIP of parts and one document."""
        return zip_format(info.filename for info in self._found) == "zip"

    @property
    def members(self) -> tuple[Member, ...]:
        """The files in the order of the archive, without litter; a name that comes twice is numbered."""
        named = [(n, real_name(info), info) for n, info in enumerate(self._found) if not info.is_dir()]
        often = Counter(name for _, name, _ in named)
        return tuple(
            Member(number, f"{name}#{number}" if often[name] > 1 else name, info.file_size)
            for number, name, info in named
            if OUTSIDE.search(name) or not LITTER.search(name)
        )

    def read(self, number: int, name: str) -> bytes:
        """The unpacked bytes of one member, bounded; `name` is how messages call it.

        Raises BrokenInput for a bomb, damage or a name that points outside; EncryptedInput for a password.
        """
        info = self._found[number]
        if OUTSIDE.search(real_name(info)):
            raise BrokenInput(f"{name}：名字指向压缩包之外的路径，不安全，未予读取。")
        if info.flag_bits & LOCKED:
            raise EncryptedInput(f"{name}：压缩包有密码，请解压后再试。")
        if info.file_size > LARGEST_PART:
            size = info.file_size // 1024**2
            raise BrokenInput(f"{name}：解压后有 {size} MB，超出限度，像是压缩炸弹，未予读取。")
        try:
            return self._archive.read(info)
        except BAD_ZIP:
            raise self._damaged(name) from None

    def _damaged(self, name: str) -> BrokenInput:
        return BrokenInput(f"{name}：压缩结构不完整或解压失败，文件可能已损坏，请重新获取后再试。")


def archive_in(stream: IO[bytes], name: str) -> Archive | None:
    """The archive in a stream, None where it holds anything else; the stream stands at its beginning."""
    head = stream.read(4)
    stream.seek(0)
    archive = Archive(stream, name) if is_zip(head) else None
    stream.seek(0)
    return archive if archive is not None and archive.plain else None
