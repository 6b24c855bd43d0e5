"""Pieces of Word files that python-docx has no words for: merges by span, tracked changes."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.table import Table as WordTable


def merge_cells(table: WordTable, merges: Sequence[tuple[int, int, int, int]]) -> None:
    """Join cells of a Word table as (row, column, down, across) say."""
    for row, column, down, across in merges:
        table.cell(row, column).merge(table.cell(row + down - 1, column + across - 1))


def insert_tracked(paragraph: object, text: str, *, deleted: bool) -> None:
    """Append a tracked insertion or deletion to a python-docx paragraph."""
    change = OxmlElement("w:del" if deleted else "w:ins")
    run, content = OxmlElement("w:r"), OxmlElement("w:delText" if deleted else "w:t")
    content.text = text
    content.set(qn("xml:space"), "preserve")
    run.append(content)
    change.append(run)
    paragraph._p.append(change)  # type: ignore[attr-defined]
