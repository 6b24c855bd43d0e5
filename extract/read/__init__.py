"""read(source) → Document: looks at the content before the suffix.

Reads text (UTF-8, UTF-16, GB18030) and PDF with a text layer; anything else is `UnknownFormat`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from extract.errors import EmptyInput, FileMissing, UnknownFormat
from extract.read.from_txt import document_from_text
from extract.read.sniff import decode, foreign_format, is_pdf
from extract.records import Document, Source

_WHAT_TO_DO = (
    "本版本只能读取文本文件（.txt）和带文本层的 PDF，请另存为其中一种后重试（其他格式将在后续版本支持）。"
)


def read(source: str | Path | bytes, *, name: str | None = None) -> Document:
    """The document in a file or in bytes: `read("2023决算.pdf")`. `name` is how messages call it.

    Raises FileMissing, EmptyInput, UnknownFormat, EncryptedInput, ScannedInput or BrokenInput, each
    with one Chinese sentence.
    """
    if isinstance(source, bytes):
        return _read_bytes(source, name or "输入内容", name)
    path = Path(source)
    return _read_bytes(_load(path), name or str(path), str(path))


def read_text(text: str) -> Document:
    """The document in a text that is already decoded; offsets index `text` itself."""
    if not text.strip():
        raise EmptyInput("输入文本是空的：没有任何可读的文字，请提供决算公开的正文。")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return document_from_text(text, Source(None, digest, "txt", None, "from_txt"))


def _load(path: Path) -> bytes:
    if path.is_dir():
        raise FileMissing(f"{path}：这是一个文件夹，需要的是单个文件，请指定其中的一个 .txt 或 .pdf 文件。")
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise FileMissing(f"{path}：找不到这个文件，请检查路径和文件名是否正确。") from None
    except OSError as error:
        raise FileMissing(f"{path}：文件打不开（{error.strerror}），请检查读取权限。") from None


def _read_bytes(data: bytes, name: str, path: str | None) -> Document:
    if not data:
        raise EmptyInput(f"{name}：文件是空的（0 字节），请检查文件是否下载或复制完整。")
    digest = hashlib.sha256(data).hexdigest()
    if is_pdf(data):
        from extract.read.from_pdf import document_from_pdf

        return document_from_pdf(data, name=name, path=path, sha256=digest)
    found = foreign_format(data)
    if found:
        raise UnknownFormat(f"{name}：这是{found}，{_WHAT_TO_DO}")
    text = decode(data)
    if text is None:
        raise UnknownFormat(
            f"{name}：内容既不是 PDF，也不是 UTF-8、UTF-16 或 GB18030 编码的文本，{_WHAT_TO_DO}"
        )
    if not text.strip("\ufeff\u200b\x00 \t\r\n\f\v\u3000\xa0"):
        raise EmptyInput(f"{name}：文件里只有空白，没有任何可读的文字，请检查文件是否正确。")
    return document_from_text(text, Source(path, digest, "txt", None, "from_txt"))


__all__ = ["read", "read_text"]
