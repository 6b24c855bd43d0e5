"""A Word document with the findings as comments on the very words and cells they are about.

Text and formatting stay as they are; a run is split where a comment begins or ends inside it.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from extract.errors import MarkError
from extract.records import CellRef, Document, Extraction, Table
from extract.text import squeeze
from extract.write.marks import AUTHOR, Mark, Marked, marks_of
from extract.write.marks.align import aligned, carried, key_of

_SKIPPED = {
    "del", "moveFrom", "instrText", "delText", "rPr", "pPr", "rt", "txbxContent", "Fallback", "sdtPr",
}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NO_COMMENTS = "这个 Word 文件的结构有损坏，写不进批注；请用 Word 打开后另存再试。"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph: its text, and where it begins in the paragraph's own."""

    paragraph: Any
    start: int
    text: str


def mark_docx(data: bytes, extraction: Extraction) -> Marked:
    """The DOCX whose bytes are `data` with a comment for each place of each finding.

    What stands in a footnote or a header has no place for a comment and is in `lost`. MarkError where
    the file cannot be opened for writing.
    """
    word = _opened(data)
    body = word.element.body
    spots = _Spots(extraction.document, body)
    placed: list[Mark] = []
    lost: list[Mark] = []
    for mark in marks_of(extraction):
        runs = _runs(spots, mark)
        (placed if runs else lost).append(mark)
        if runs:
            _comment(word, runs, mark)
    stream = io.BytesIO()
    word.save(stream)
    return Marked(stream.getvalue(), tuple(placed), tuple(lost))


def _opened(data: bytes) -> Any:
    import docx

    try:
        return docx.Document(io.BytesIO(data))
    except Exception as error:
        raise MarkError(_NO_COMMENTS) from error


def _comment(word: Any, runs: Sequence[Any], mark: Mark) -> None:
    from docx.text.run import Run

    ends = [Run(run, word) for run in (runs[0], runs[-1])]
    word.add_comment(runs=ends, text=f"{mark.title}\n{mark.note}", author=AUTHOR, initials="决")


def _runs(spots: _Spots, mark: Mark) -> list[Any]:
    """The runs that hold exactly the words of a mark, split off where they were part of longer ones."""
    if mark.start is not None and mark.end is not None:
        return spots.of_span(mark.start, mark.end)
    return spots.of_cell(mark.cell) if mark.cell else []


class _Spots:
    """The way back from the document's text and tables to the paragraphs of the body."""

    def __init__(self, document: Document, body: Any) -> None:
        self.document = document
        self.lines = list(_prose_lines(document))
        theirs = [line for paragraph in _elements(body, "p") for line in _lines_of(paragraph)]
        pairs = aligned([key_of(text) for _, text in self.lines], [key_of(line.text) for line in theirs])
        self.paragraphs = {ours: theirs[other] for ours, other in pairs.items()}
        self.rows = _table_rows(document.tables, body)

    def of_span(self, start: int, end: int) -> list[Any]:
        """The runs of text[start:end]; those of its first line where a break in the source cuts it."""
        index = bisect_right(self.lines, start, key=lambda line: line[0]) - 1
        found: list[Any] = []
        while 0 <= index < len(self.lines) and self.lines[index][0] < end:
            place, text = self.lines[index]
            spot = self.paragraphs.get(index)
            there = carried(text, start - place, end - place, spot.text) if spot else None
            if spot is not None and there is not None:
                found += _cut_out(spot.paragraph, spot.start + there[0], spot.start + there[1])
            index += 1
        return found

    def of_cell(self, ref: CellRef) -> list[Any]:
        """All runs of a cell; for an empty one those of its row's name."""
        cells = self.rows.get((ref.table, ref.row))
        table = next((t for t in self.document.tables if t.id == ref.table), None)
        if cells is None or table is None:
            return []
        chosen = _cell_at(table.rows[ref.row], ref.column, cells)
        named = (cell for cell in ([chosen] if chosen is not None else []) + list(cells))
        return next((runs for cell in named if (runs := _runs_of(cell))), [])


def _prose_lines(document: Document) -> Iterator[tuple[int, str]]:
    """(offset, text) of each line of the text that belongs to no table."""
    tables = [(t.start, t.end) for t in document.tables if t.start is not None and t.end is not None]
    offset = 0
    for line in document.text.splitlines(keepends=True):
        if line.strip() and not any(start <= offset < end for start, end in tables):
            yield offset, line.rstrip()
        offset += len(line)


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _elements(parent: Any, name: str) -> Iterator[Any]:
    """The elements of that name in reading order, what is deleted or shown otherwise left out."""
    for child in parent:
        kind = _local(child)
        if kind == name:
            yield child
        if kind not in _SKIPPED - {"txbxContent"}:
            yield from _elements(child, name)


def _pieces(parent: Any) -> Iterator[tuple[Any, str]]:
    """(element, text) of what a paragraph prints, as the reader reads it."""
    for child in parent:
        kind = _local(child)
        if kind == "t":
            yield child, child.text or ""
        elif kind in _SIGNS:
            yield child, _SIGNS[kind]
        elif kind not in _SKIPPED:
            yield from _pieces(child)


def _lines_of(paragraph: Any) -> Iterator[_Line]:
    offset = 0
    for line in "".join(text for _, text in _pieces(paragraph)).splitlines(keepends=True):
        if line.strip():
            yield _Line(paragraph, offset, line.rstrip())
        offset += len(line)


def _table_rows(tables: Sequence[Table], body: Any) -> dict[tuple[str, int], list[Any]]:
    """(table, row) → the cells of the Word row it was read from."""
    rows = [(t.id, index, _signature(row)) for t in tables for index, row in enumerate(t.rows)]
    found = [list(_cells(row)) for row in _elements(body, "tr")]
    theirs = [_signature([_text(cell) for cell in cells]) for cells in found]
    pairs = aligned([signature for _, _, signature in rows], theirs)
    return {rows[ours][:2]: found[other] for ours, other in pairs.items() if rows[ours][2]}


def _signature(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(squeeze, texts)))


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if _local(child) == "tc":
            yield child
        elif _local(child) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _cells(child)


def _text(cell: Any) -> str:
    return "".join(text for paragraph in _elements(cell, "p") for _, text in _pieces(paragraph))


def _cell_at(texts: Sequence[str], column: int, cells: Sequence[Any]) -> Any | None:
    """The Word cell that stands in a column of the grid: by its place among the filled ones of the row."""
    if texts[column].strip():
        rank = sum(1 for text in texts[:column] if text.strip())
        filled = [cell for cell in cells if _text(cell).strip()]
        return filled[rank] if rank < len(filled) else None
    return cells[column] if len(cells) == len(texts) else None


def _runs_of(cell: Any) -> list[Any]:
    return [run for run in _elements(cell, "r") if any(text.strip() for _, text in _pieces(run))]


def _cut_out(paragraph: Any, start: int, end: int) -> list[Any]:
    """The runs that hold the paragraph's characters [start, end) and nothing else."""
    for at in (end, start):
        _split(paragraph, at)
    runs: list[Any] = []
    offset = 0
    for piece, text in _pieces(paragraph):
        run = _run_of(piece)
        inside = offset < end and offset + len(text) > start
        if inside and run is not None and not any(run is other for other in runs):
            runs.append(run)
        offset += len(text)
    return runs


def _run_of(piece: Any) -> Any | None:
    return next((element for element in piece.iterancestors() if _local(element) == "r"), None)


def _split(paragraph: Any, at: int) -> None:
    """Make a run end before the paragraph's character `at`, where one runs over it."""
    offset = 0
    for piece, text in _pieces(paragraph):
        if offset < at < offset + len(text) and _local(piece.getparent()) == "r":
            _split_text(piece.getparent(), piece, at - offset)
            return
        if offset == at and _local(piece.getparent()) == "r":
            _split_run(piece.getparent(), piece)
            return
        offset += len(text)


def _split_text(run: Any, piece: Any, at: int) -> None:
    """Cut a text element in two, then the run between them."""
    rest = deepcopy(piece)
    piece.text, rest.text = piece.text[:at], piece.text[at:]
    for element in (piece, rest):
        element.set(_SPACE, "preserve")
    piece.addnext(rest)
    _split_run(run, rest)


def _split_run(run: Any, first: Any) -> None:
    """Move `first` and what follows it into a run of their own, formatted alike."""
    moved = [first, *first.itersiblings()]
    kept = [child for child in run if _local(child) != "rPr" and child not in moved]
    if not kept:
        return
    other = deepcopy(run)
    for child in list(other):
        if _local(child) != "rPr":
            other.remove(child)
    for child in moved:
        other.append(child)
    run.addnext(other)
