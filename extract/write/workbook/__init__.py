"""An Excel workpaper of one or several documents: overview, facts, findings, checks, every form as read."""

from __future__ import annotations

import io
from collections.abc import Sequence

from extract.records import Extraction
from extract.write.workbook.book import Book
from extract.write.workbook.forms import name_forms, write_forms
from extract.write.workbook.lists import write_checks, write_facts, write_findings, write_overview


def to_workbook(extractions: Sequence[Extraction]) -> bytes:
    """The bytes of an .xlsx: every string a string (nothing runs as a formula), every figure a number.

    A number keeps the digits its source prints; one of more than fifteen digits, which Excel cannot
    hold, stays text. Facts and findings link to the cells of the forms, a sheet each.
    """
    stream = io.BytesIO()
    book = Book(stream, several=len(extractions) > 1)
    names = name_forms(extractions)
    write_overview(book, extractions)
    write_findings(book, extractions, names)
    write_facts(book, extractions, names)
    write_checks(book, extractions)
    write_forms(book, extractions, names)
    book.close()
    return stream.getvalue()


__all__ = ["to_workbook"]
