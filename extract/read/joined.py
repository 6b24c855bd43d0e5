"""Several documents of one unit as one: 说明.docx + 报表.xlsx → one text, one list of tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from extract.records import Document, Line, Profile, Source

_GAP = "\n"
_T = TypeVar("_T")


def join(documents: Sequence[Document]) -> Document:
    """One document out of several, in the order given; offsets, pages and ids are counted on.

    `source.path` lists the files, `format` is "mixed", `sha256` is that of the files' digests in order.
    A single document is returned as it is. Raises ValueError for none.
    """
    if not documents:
        raise ValueError("join needs at least one document")
    if len(documents) == 1:
        return documents[0]
    joined = replace(documents[0], source=_source(documents), profile=_profile(documents))
    for document in documents[1:]:
        joined = _append(joined, document, pages=_last_page(joined))
    return joined


def _append(first: Document, second: Document, *, pages: int) -> Document:
    """The second document behind the first, everything in it moved by the length of the first."""
    gap = "" if first.text.endswith("\n") else _GAP
    shift, tables, sections = len(first.text) + len(gap), len(first.tables), len(first.sections)
    source = replace(
        first.source,
        ocr_pages=first.source.ocr_pages + tuple(p + pages for p in second.source.ocr_pages),
        unread_pages=first.source.unread_pages + tuple(p + pages for p in second.source.unread_pages),
    )
    return replace(
        first,
        source=source,
        text=first.text + gap + second.text,
        blocks=first.blocks
        + tuple(replace(b, start=b.start + shift, end=b.end + shift) for b in second.blocks),
        sections=first.sections
        + tuple(
            replace(s, id=f"s{sections + i}", start=s.start + shift, end=s.end + shift)
            for i, s in enumerate(second.sections, 1)
        ),
        tables=first.tables
        + tuple(
            replace(
                t, id=f"t{tables + i}", start=_moved(t.start, shift), end=_moved(t.end, shift),
                pages=tuple(p + pages for p in t.pages),
                cells=tuple(replace(c, page=_moved(c.page, pages)) for c in t.cells) if pages else t.cells,
            )
            for i, t in enumerate(second.tables, 1)
        ),
        lines=first.lines + tuple(_line(n, shift, pages) for n in second.lines),
    )


def _moved(place: int | None, shift: int) -> int | None:
    return None if place is None else place + shift


def _line(line: Line, shift: int, pages: int) -> Line:
    return replace(line, start=line.start + shift, end=line.end + shift, page=line.page + pages)


def _last_page(document: Document) -> int:
    tables = (page for table in document.tables for page in table.pages)
    pictures = (*document.source.ocr_pages, *document.source.unread_pages)
    return max([*(line.page for line in document.lines), *tables, *pictures], default=0)


def _source(documents: Sequence[Document]) -> Source:
    sources = [document.source for document in documents]
    digest = hashlib.sha256("\n".join(s.sha256 for s in sources).encode("ascii")).hexdigest()
    paths = [s.path for s in sources if s.path]
    pages = [s.pages for s in sources if s.pages is not None]
    readers = list(dict.fromkeys(s.reader for s in sources))
    return Source(
        "；".join(paths) or None, digest, "mixed", sum(pages) if pages else None, "+".join(readers),
        sources[0].ocr_pages, sources[0].unread_pages,
    )


def _profile(documents: Sequence[Document]) -> Profile:
    """Each field from the first document that says it; the unit of money from the first with tables."""
    profiles = [document.profile for document in documents]
    tabled = [document.profile for document in documents if document.tables]
    return Profile(
        unit=_first(p.unit for p in profiles), year=_first(p.year for p in profiles),
        kind=_first(p.kind for p in profiles),
        currency_unit=_first(p.currency_unit for p in (*tabled, *profiles)),
    )


def _first(values: Iterable[_T | None]) -> _T | None:
    return next((value for value in values if value is not None), None)
