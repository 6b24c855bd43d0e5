"""Formats that LibreOffice reads for us: DOC, WPS, RTF, ODT → DOCX; ODS, XLSB → XLSX.

Where LibreOffice is not installed, one sentence says so. It runs without network or macros, with a
profile of its own and a time limit.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from extract.errors import BrokenInput, UnknownFormat

PROGRAMS = ("soffice", "libreoffice")
TIME_LIMIT = 120
"""Seconds that one conversion may take."""


def convert(data: bytes, *, suffix: str, target: str, what: str, name: str) -> bytes:
    """The same document as `target`: the bytes of "2021决算.doc" come back as those of a DOCX.

    Raises UnknownFormat where LibreOffice is not installed, BrokenInput where it cannot read the file.
    """
    program = next((found for p in PROGRAMS if (found := shutil.which(p))), None)
    if program is None:
        raise UnknownFormat(
            f"{name}：这是{what}，读取它需要安装 LibreOffice（命令 soffice），"
            f"请安装后重试，或用 Office、WPS 另存为 {target}。"
        )
    with tempfile.TemporaryDirectory(prefix="juesuan-") as folder:
        source = Path(folder, f"in.{suffix}")
        source.write_bytes(data)
        _run(program, source, Path(folder, "out"), target, name)
        made = list(Path(folder, "out").glob(f"*.{target}"))
        if not made:
            raise BrokenInput(f"{name}：LibreOffice 转换不了，可能已损坏或有密码，请另存为 {target} 后再试。")
        return made[0].read_bytes()


def _run(program: str, source: Path, out: Path, target: str, name: str) -> None:
    profile = source.with_name("profile").as_uri()
    command = [
        program, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile}",
        "--convert-to", target, "--outdir", str(out), str(source),
    ]
    try:
        subprocess.run(
            command, timeout=TIME_LIMIT, check=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        raise BrokenInput(
            f"{name}：LibreOffice 转换超过 {TIME_LIMIT} 秒仍未完成，请另存为 {target} 后再试。"
        ) from None
