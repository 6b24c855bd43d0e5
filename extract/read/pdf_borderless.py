"""Tables printed without rules: runs of lines whose pieces stand in columns with figures.

Cheap and careful: at least three lines with two figures or more, else the lines stay prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.amounts import parse_cell
from extract.read.grid import Loose
from extract.read.lines import has_leaders
from extract.read.outline import numbering
from extract.read.pdf_lines import PrintedLine
from extract.read.pdf_tables import PdfTable
from extract.records import BBox

PIECE_GAP = 1.2
"""Pieces of a row are at least this far apart, in em."""
FEWEST_ROWS = 3
LONGEST_CELL = 28
_BLANK = re.compile(" ")


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    x0: float
    x1: float


def find_borderless(lines: Sequence[PrintedLine]) -> tuple[list[PdfTable], list[PrintedLine]]:
    """The unruled tables among the free lines of a page, and the lines that are left."""
    pieces = [_pieces(line) for line in lines]
    shapes = [_shape(line, row) for line, row in zip(lines, pieces, strict=True)]
    tables: list[PdfTable] = []
    left: list[PrintedLine] = []
    index = 0
    while index < len(lines):
        end = _run_end(lines, shapes, index)
        if sum(1 for shape in shapes[index:end] if shape == "data") >= FEWEST_ROWS:
            tables.append(_table(lines[index:end], pieces[index:end], shapes[index:end]))
            index = end
        else:
            left.append(lines[index])
            index += 1
    return tables, left


def _pieces(line: PrintedLine) -> list[_Piece]:
    """The line cut at its wide gaps."""
    gaps = ((blank.start(), *line.xs[blank.start()]) for blank in _BLANK.finditer(line.text, 1))
    cuts = [-1, *(place for place, x0, x1 in gaps if x1 - x0 > PIECE_GAP * line.size), len(line.text)]
    return [
        _Piece(text, line.xs[before + 1][0], line.xs[cut - 1][1])
        for before, cut in pairwise(cuts) if (text := line.text[before + 1 : cut].strip())
    ]


def _shape(line: PrintedLine, pieces: Sequence[_Piece]) -> str:
    """Data (two figures, or a name and a figure with decimals), head (several short pieces), other."""
    if has_leaders(line.text) or any(len(p.text) > LONGEST_CELL for p in pieces) or len(pieces) < 2:
        return "other"
    figures = [p for p in pieces if parse_cell(p.text) is not None]
    if len(pieces) == 2 and numbering(pieces[0].text) and re.fullmatch(r"\d{1,3}", pieces[1].text):
        return "other"
    if len(figures) >= 2 or (len(pieces) >= 2 and any("." in p.text for p in figures)):
        return "data"
    return "head" if len(pieces) >= 3 or not re.search(r"[。；，]$|[:：]", line.text) else "other"


def _run_end(lines: Sequence[PrintedLine], shapes: Sequence[str], first: int) -> int:
    """Index behind the run of rows that begins at `first`; short wrapped names inside are kept."""
    if shapes[first] == "other":
        return first
    last = first
    while last < len(lines):
        if shapes[last] != "other" or (
            last + 1 < len(lines) and shapes[last + 1] == "data" and len(lines[last].text) <= 14
            and not re.search(r"[。；，：:]", lines[last].text)
        ):
            last += 1
        else:
            break
    return last


def _table(lines: Sequence[PrintedLine], rows: Sequence[Sequence[_Piece]], shapes: Sequence[str]) -> PdfTable:
    data = [row for row, shape in zip(rows, shapes, strict=True) if shape == "data"]
    columns = _columns([piece for row in data for piece in row])
    grid: list[list[str]] = []
    boxes: dict[tuple[int, int], tuple[int, BBox]] = {}
    for line, row, shape in zip(lines, rows, shapes, strict=True):
        if shape == "other" and grid:
            for piece in row:
                grid[-1][_column(columns, piece)] += piece.text
            continue
        grid.append([""] * len(columns))
        for piece in row:
            place = _column(columns, piece)
            grid[-1][place] += piece.text
            top, bottom = round(line.base - 0.88 * line.size, 2), round(line.base + 0.16 * line.size, 2)
            boxes[(len(grid) - 1, place)] = (line.page, (piece.x0, top, piece.x1, bottom))
    frame = (columns[0][0], lines[0].base - lines[0].size, columns[-1][1], lines[-1].base)
    xs = (*(c[0] for c in columns), columns[-1][1])
    return PdfTable(lines[0].page, frame, xs, Loose(tuple(map(tuple, grid)), None, boxes))


def _columns(pieces: Sequence[_Piece]) -> list[tuple[float, float]]:
    """Where the pieces of the data rows stand: their x ranges, overlapping ones as one."""
    columns: list[tuple[float, float]] = []
    for piece in sorted(pieces, key=lambda p: p.x0):
        if columns and piece.x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], piece.x1))
        else:
            columns.append((piece.x0, piece.x1))
    return columns


def _column(columns: Sequence[tuple[float, float]], piece: _Piece) -> int:
    middle = (piece.x0 + piece.x1) / 2
    return min(range(len(columns)), key=lambda i: (not columns[i][0] <= middle <= columns[i][1],
                                                   abs((columns[i][0] + columns[i][1]) / 2 - middle)))
