"""What bytes are, by their content: an office format, a page, text in one of four encodings, or foreign."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable

SAMPLE = 5000
DAMAGE = 4
"""Signs of damage that one broken byte leaves at most."""
CHARACTERS_A_DAMAGE = 2000
"""One broken byte in so many characters is still text in that encoding."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"BM", "BMP 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"MZ", "Windows 可执行文件"),
    (b"\x7fELF", "可执行文件"),
    (b"Rar!\x1a\x07", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"%!PS", "PostScript 文件"),
)
_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "locked"), ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
"""Streams inside an OLE file → what the file is; the first that is there decides."""
_MEMBERS: tuple[tuple[str, str], ...] = (
    (r"word/document[^/]*\.xml", "docx"), (r"xl/workbook\.xml", "xlsx"), (r"xl/workbook\.bin", "xlsb"),
    (r"ppt/presentation\.xml", "pptx"), (r"OFD\.xml", "ofd"), (r"content\.xml", "odf"),
)
"""Members inside a zip → what the file is."""
_PAGE = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|table|div|p|meta|span|h[1-6]|center|font|section|article)[\s>/]",
    re.IGNORECASE,
)
FOREIGN = {
    "pptx": "演示文稿（pptx）", "ppt": "演示文稿（ppt）", "ofd": "OFD 版式文件", "xml": "XML 文件",
    "ole": "旧版 Office 容器文件，但不是文档或表格",
}
"""Formats that are recognised and not read, as messages call them."""


def foreign_format(data: bytes) -> str | None:
    """The Chinese name of a known format that holds no document: a screenshot is "PNG 图片"."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature) and (len(signature) > 2 or b"\x00" in data[:512]):
            return name
    return None


def is_zip(data: bytes) -> bool:
    """Whether the bytes begin as a zip does, office files included."""
    return data[:4] in _ZIP


def zip_format(names: Iterable[str]) -> str:
    """What a zip with these members is: docx, xlsx, xlsb, odf, …; "zip" for a plain archive."""
    members = [name.replace("\\", "/").lstrip("/") for name in names]
    found = (kind for pattern, kind in _MEMBERS if any(re.fullmatch(pattern, m, re.I) for m in members))
    return next(found, "zip")


def format_of(data: bytes) -> str | None:
    """pdf, doc, xls, locked, rtf, html, mht or xml by the content; None for a zip, text and the rest."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        streams = (kind for name, kind in _STREAMS if name.encode("utf-16-le") in data)
        return next(streams, "ole")
    if data.startswith(b"{\\rtf"):
        return "rtf"
    head = _ascii(data[:4096])
    if head.startswith(b"<") and _PAGE.search(head[:2048]):
        return "html"
    if re.match(rb"(?:[\w-]+:[^\n]*\n\s*)*?MIME-Version:", head[:512]) and b"multipart/related" in head:
        return "mht"
    return "xml" if head.startswith(b"<?xml") else None


def _ascii(head: bytes) -> bytes:
    """The beginning of a file for matching markup: no BOM, comments or white space, UTF-16 folded."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head[2:]
    head = head.replace(b"\x00", b"")
    return re.sub(rb"^(?:\xef\xbb\xbf|\s|<!--.*?-->)+", b"", head, flags=re.DOTALL)


def decode(data: bytes) -> str | None:
    """The text in UTF-8 (with or without BOM), UTF-16 or GB18030; None where it is no text.

    A few damaged bytes become U+FFFD each: a download that was cut within a character is still text.
    """
    tried = ((encoding, errors) for encoding in _encodings(data) for errors in ("strict", "replace"))
    texts = (_plausible(_try(data, encoding, errors)) for encoding, errors in tried)
    return next((text for text in texts if text is not None), None)


def _encodings(data: bytes) -> tuple[str, ...]:
    """What the bytes may be in, likeliest first; digits and line ends tell which half of UTF-16 is blank."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    if data.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    head = data[:SAMPLE]
    if b"\x00" in head:
        big = head[::2].count(0) > head[1::2].count(0)
        return ("utf-16-be", "utf-16-le") if big else ("utf-16-le", "utf-16-be")
    return ("utf-8", "gb18030")


def _try(data: bytes, encoding: str, errors: str) -> str | None:
    try:
        text = data.decode(encoding, errors)
    except UnicodeError:
        return None
    most = min(DAMAGE, len(text) // 10) + DAMAGE * (len(text) // CHARACTERS_A_DAMAGE)
    return text if text.count("\ufffd") <= most else None


def _plausible(text: str | None) -> str | None:
    """The text itself unless more than 2 in 100 of its first characters are controls or unassigned."""
    if text is None:
        return None
    sample = text[:SAMPLE]
    kinds = (unicodedata.category(c) for c in sample if c not in "\r\n\t\f\v")
    odd = sum(1 for kind in kinds if kind in ("Cc", "Cn", "Co", "Cs"))
    return text if odd * 50 <= len(sample) else None
