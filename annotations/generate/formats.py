"""Every way to put a script into a file, by name: `make_file(script, "docx")` gives bytes and suffix.

Libraries of a format are imported when one of its files is asked for.
"""

from __future__ import annotations

import codecs
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from annotations.generate.packed import pack
from annotations.generate.places import PdfFile, TxtFile
from annotations.generate.script import Grid, Paragraph, Script
from annotations.generate.write_txt import STYLES, write_txt


@dataclass(frozen=True, slots=True)
class Made:
    """A file: its bytes, and where the parts of the script landed, if the format can tell."""

    suffix: str
    data: bytes
    places: TxtFile | PdfFile | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is made and what of a script it holds."""

    make: Callable[[Script], Made]
    prose: bool = True


def _text(style: str, encoding: str = "utf-8") -> Callable[[Script], Made]:
    def make(script: Script) -> Made:
        written = write_txt(script, style=style)
        mark = codecs.BOM_UTF16_LE if encoding == "utf-16-le" else b""
        return Made(".txt", mark + written.text.encode(encoding), written)

    return make


def _pdf(script: Script) -> Made:
    from annotations.generate.write_pdf import write_pdf

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.pdf"
        places = write_pdf(script, path)
        return Made(".pdf", path.read_bytes(), places)


def _docx(script: Script) -> Made:
    from annotations.generate.write_docx import write_docx

    return Made(".docx", write_docx(script))


def _xlsx(script: Script) -> Made:
    from annotations.generate.write_sheets import write_xlsx

    return Made(".xlsx", write_xlsx(script))


def _xls(script: Script) -> Made:
    from annotations.generate.write_sheets import write_xls

    return Made(".xls", write_xls(script))


def _markdown(script: Script) -> Made:
    from annotations.generate.write_md import write_md

    written = write_md(script)
    return Made(".md", written.text.encode("utf-8"), written)


def _page(name: str, suffix: str) -> Callable[[Script], Made]:
    def make(script: Script) -> Made:
        from annotations.generate import write_html

        return Made(suffix, getattr(write_html, name)(script))

    return make


def _bundle(script: Script) -> Made:
    """说明.docx and 报表.xlsx in one ZIP: for reading as one document."""
    from annotations.generate.write_docx import write_docx
    from annotations.generate.write_sheets import write_xlsx

    prose = tuple(part for part in script.parts if isinstance(part, Paragraph))
    forms = replace(script, parts=tuple(part for part in script.parts if isinstance(part, Grid)))
    return Made(".zip", pack({"说明.docx": write_docx(script, parts=prose), "报表.xlsx": write_xlsx(forms)}))


FORMATS: Mapping[str, Format] = {
    **{style: Format(_text(style)) for style in STYLES},
    "txt-gb18030": Format(_text("tabs", "gb18030")),
    "txt-utf16": Format(_text("cells", "utf-16-le")),
    "md": Format(_markdown),
    "pdf": Format(_pdf),
    "docx": Format(_docx),
    "xlsx": Format(_xlsx, prose=False),
    "xls": Format(_xls, prose=False),
    "html-word": Format(_page("write_word_page", ".html")),
    "html-portal": Format(_page("write_portal_page", ".html")),
    "mht": Format(_page("write_mht", ".mht")),
    "zip": Format(_bundle),
}
"""All formats; the first five are the styles of plain text."""


def make_file(script: Script, name: str) -> Made:
    """The file of a script in one of FORMATS; KeyError for another name."""
    return FORMATS[name].make(script)
