"""ZIP of attachments → its members as files; bounded, one level deep, nothing written to disk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from extract.errors import BrokenInput, EmptyInput
from extract.read.archives import LITTER, OUTSIDE
from extract.read.package import Package

MOST_ATTACHMENTS = 200
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Attachment:
    """One member of an archive: "附件/说明.docx" and its bytes."""

    name: str
    data: bytes


def attachments_of(data: bytes, name: str) -> list[Attachment]:
    """The files in a ZIP in natural order (附件2 before 附件10), without what macOS and Office leave.

    Raises BrokenInput for a damaged archive, a bomb, or a name that points outside; EmptyInput where
    nothing is in it; EncryptedInput where a member has a password.
    """
    package = Package(data, name)
    outside = next((member for member in package.names if OUTSIDE.search(member)), None)
    if outside is not None:
        raise BrokenInput(f"{name}：压缩包里的 {outside} 指向压缩包之外的路径，不安全，未予读取。")
    wanted = sorted((m for m in package.names if not LITTER.search(m)), key=_natural)
    if not wanted:
        raise EmptyInput(f"{name}：压缩包里没有任何文件，请检查是否下载完整。")
    if len(wanted) > MOST_ATTACHMENTS:
        raise BrokenInput(
            f"{name}：压缩包里有 {len(wanted)} 个文件，超过 {MOST_ATTACHMENTS} 个，请解压后分批读取。"
        )
    return [Attachment(str(PurePosixPath(member)), package.read(member)) for member in wanted]


def _natural(member: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _NUMBER.split(member)]
