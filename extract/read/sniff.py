"""What bytes are: text in one of four encodings, PDF, or something we do not read yet."""

from __future__ import annotations

import codecs
import unicodedata

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文件（doc/xls/wps）"),
    (b"\x89PNG\r\n\x1a\n", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"BM", "BMP 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"MZ", "Windows 可执行文件"),
    (b"\x7fELF", "可执行文件"),
    (b"{\\rtf", "RTF 文档"),
    (b"Rar!\x1a\x07", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"%!PS", "PostScript 文件"),
)


def foreign_format(data: bytes) -> str | None:
    """The Chinese name of a known format that is neither text nor PDF: b"PK…word/…" → "Word 文档（docx）"."""
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip_kind(data)
    for signature, name in _SIGNATURES:
        if data.startswith(signature) and (len(signature) > 2 or b"\x00" in data[:512]):
            return name
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "网页（HTML）"
    return "XML 文件" if head.startswith(b"<?xml") else None


def _zip_kind(data: bytes) -> str:
    names = ((b"word/", "Word 文档（docx）"), (b"xl/", "Excel 工作簿（xlsx）"), (b"ppt/", "演示文稿（pptx）"))
    kinds = [name for marker, name in names if marker in data]
    return kinds[0] if kinds else "ZIP 压缩包"


def is_pdf(data: bytes) -> bool:
    """Whether a PDF header stands within the first 1024 bytes, as viewers allow."""
    return b"%PDF-" in data[:1024]


def decode(data: bytes) -> str | None:
    """The text in UTF-8 (with or without BOM), UTF-16 or GB18030; None where it is no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _plausible(_try(data, "utf-16"))
    if data.startswith(codecs.BOM_UTF8):
        return _plausible(_try(data, "utf-8-sig"))
    if b"\x00" in data:
        return _plausible(_try(data, "utf-16-le")) or _plausible(_try(data, "utf-16-be"))
    return _plausible(_try(data, "utf-8")) or _plausible(_try(data, "gb18030"))


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _plausible(text: str | None) -> str | None:
    """The text itself unless more than 2 in 100 of its first characters are controls or unassigned."""
    if text is None:
        return None
    sample = text[:5000]
    kinds = (unicodedata.category(c) for c in sample if c not in "\r\n\t\f\v")
    odd = sum(1 for kind in kinds if kind in ("Cc", "Cn", "Co", "Cs"))
    return text if odd * 50 <= len(sample) else None
