"""Bytes → Document by what they are: the table of readers, and the sentence for what none of them reads."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from extract.errors import BrokenInput, EmptyInput, EncryptedInput, UnknownFormat
from extract.read.from_txt import document_from_text
from extract.read.limits import Budget
from extract.read.sniff import FOREIGN, decode, foreign_format, format_of, is_zip, zip_format
from extract.records import Document, Source
from extract.settings import Settings

_WHAT_TO_DO = "可读的格式有 txt、pdf、docx、xlsx、xls、html，请另存为其中一种后重试。"
_CONVERTED: dict[str, tuple[str, str]] = {
    "doc": ("旧版 Word 文档（doc/wps）", "docx"),
    "rtf": ("RTF 文档", "docx"),
    "odt": ("OpenDocument 文字文档（odt）", "docx"),
    "ods": ("OpenDocument 表格（ods）", "xlsx"),
    "xlsb": ("Excel 二进制工作簿（xlsb）", "xlsx"),
}
"""Format → what messages call it, and what LibreOffice makes of it."""
_OLE_ROOT = "Root Entry".encode("utf-16-le")
_BLANKS = "\ufeff\u200b\x00 \t\r\n\f\v\u3000\xa0"


def digest_of(data: bytes) -> str:
    """SHA-256 of the bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def is_bundle(data: bytes, name: str) -> bool:
    """Whether the bytes are a plain ZIP, not an office file. Raises BrokenInput for a damaged one."""
    return is_zip(data) and _zip_kind(data, name) == "zip"


def document_from_bytes(
    data: bytes, name: str, path: str | None, settings: Settings | None = None
) -> Document:
    """The document in the bytes of a file. `name` is how messages call it; raises any ReadError."""
    if not data:
        raise EmptyInput(f"{name}：文件是空的（0 字节），请检查文件是否下载或复制完整。")
    kind = _zip_kind(data, name) if is_zip(data) else format_of(data)
    digest = digest_of(data)
    if kind in _CONVERTED:
        return _converted(data, kind, name, path, digest)
    if kind == "pdf":
        from extract.read.from_pdf import document_from_pdf

        return document_from_pdf(data, name=name, path=path, sha256=digest, settings=settings)
    if kind == "docx":
        from extract.read.from_docx import document_from_docx

        return document_from_docx(data, name=name, path=path, sha256=digest)
    if kind == "xlsx":
        from extract.read.from_xlsx import document_from_xlsx

        return document_from_xlsx(data, name=name, path=path, sha256=digest)
    if kind == "xls":
        from extract.read.from_xls import document_from_xls

        return document_from_xls(data, name=name, path=path, sha256=digest)
    if kind in ("html", "mht"):
        from extract.read.from_html import document_from_html, page_of

        page = page_of(data, name) if kind == "mht" else data
        return document_from_html(page, name=name, path=path, sha256=digest)
    _refuse(kind or "", data, name)
    return _from_text(data, name, path, digest)


def _zip_kind(data: bytes, name: str) -> str:
    from extract.read.package import Package

    package = Package(data, name)
    kind = zip_format(package.names)
    if kind != "odf":
        return kind
    said = package.read("mimetype") if "mimetype" in package.names else b""
    return "ods" if b"spreadsheet" in said else "odt"


def _converted(data: bytes, kind: str, name: str, path: str | None, digest: str) -> Document:
    """The document in a format that LibreOffice turns into DOCX or XLSX."""
    from extract.read.office import convert

    what, target = _CONVERTED[kind]
    made = convert(data, suffix=kind, target=target, what=what, name=name)
    if target == "docx":
        from extract.read.from_docx import document_from_docx

        return document_from_docx(
            made, name=name, path=path, sha256=digest, kind=kind, reader="libreoffice+from_docx"
        )
    from extract.read.from_xlsx import document_from_xlsx

    return document_from_xlsx(
        made, name=name, path=path, sha256=digest, kind=kind, reader="libreoffice+from_xlsx"
    )


def _refuse(kind: str, data: bytes, name: str) -> None:
    """Raises for what is recognised and cannot be read as one document."""
    if kind == "locked":
        raise EncryptedInput(f"{name}：Office 文件已加密，需要密码才能打开，请解除密码后再试。")
    if kind == "zip":
        raise UnknownFormat(
            f"{name}：这是 ZIP 压缩包，请用 juesuan extract 逐份读取，或加 --as-one 合为一份。"
        )
    if kind == "ole" and _OLE_ROOT not in data:
        raise BrokenInput(f"{name}：旧版 Office 文件不完整，可能在下载时中断，请重新获取后再试。")
    found = FOREIGN.get(kind) or foreign_format(data)
    if found:
        raise UnknownFormat(f"{name}：这是{found}，{_WHAT_TO_DO}")


def _from_text(data: bytes, name: str, path: str | None, digest: str) -> Document:
    text = decode(data)
    if text is None:
        raise UnknownFormat(
            f"{name}：内容既不是已知的文档格式，也不是 UTF-8、UTF-16 或 GB18030 编码的文本，{_WHAT_TO_DO}"
        )
    Budget(name).spend(pieces=text.count("\n"), characters=len(text))
    if not text.strip(_BLANKS):
        raise EmptyInput(f"{name}：文件里只有空白，没有任何可读的文字，请检查文件是否正确。")
    marked = PurePath(name).suffix.lower() in (".md", ".markdown")
    return document_from_text(text, Source(path, digest, "md" if marked else "txt", None, "from_txt"))
