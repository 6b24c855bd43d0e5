"""Tables in plain text: rows with tabs between cells, or flattened to one cell per line.

Both come out as `TextTable`: the loose grid and the slice of the text it was read from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.amounts import find_numerals, parse_cell
from extract.read.captions import is_caption_piece, looks_like_title
from extract.read.grid import Loose
from extract.read.lines import SourceLine, has_leaders, is_page_number
from extract.read.outline import heading_level, is_sentence_like, numbering
from extract.text import squeeze

_TOC_ENTRY = re.compile(r"^\s*(\S[^\t]*?)[.．…· ]*\t+ *[-(（]?\d{1,3}[-)）]? *$")
_FLAT = re.compile(r"^[ \u3000]*\t([^\t]*)$")
_NEW_LABEL = re.compile(
    r"^(?:[一二三四五六七八九十]+、|\d{3,7}|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、]|.*[合总]计$)"
)
LONGEST_CONTINUATION = 12
_NOTES = ("注：", "注:", "注 ", "说明：", "说明:", "备注：", "备注:")


@dataclass(frozen=True, slots=True)
class TextTable:
    """A grid read from text[start:end], lines [first, last). `title` where the text rules it in."""

    loose: Loose
    start: int
    end: int
    first: int
    last: int
    title: str | None = None


def find_tables(lines: Sequence[SourceLine], toc: frozenset[int] = frozenset()) -> list[TextTable]:
    """All tables of a text, in order; lines whose index is in `toc` are never looked at."""
    kinds = [_line_kind(line) if index not in toc else "other" for index, line in enumerate(lines)]
    kinds = _without_contents(lines, kinds)
    tables: list[TextTable] = []
    index = 0
    while index < len(lines):
        if kinds[index] == "row":
            last = _end_of_rows(lines, kinds, index)
            tables.extend(_tabbed(lines, index, last))
            index = last
        elif kinds[index] == "flat":
            last = _end_of_flat(lines, kinds, index)
            if _is_flat_table(lines[index:last]):
                tables.extend(_flattened(lines, index, last))
            index = last
        else:
            index += 1
    return tables


def _line_kind(line: SourceLine) -> str:
    """What a line is: row (cells between tabs), flat (one cell behind a tab), blank, other."""
    if _FLAT.match(line.text):
        return "flat"
    if line.blank and "\t" not in line.text:
        return "blank"
    if "\t" not in line.text or has_leaders(line.text.split("\t")[0]):
        return "other"
    inner = line.text.strip(" \u3000").lstrip("\t")
    if "\t" not in inner and is_sentence_like(inner) and len(inner) > 40:
        return "other"
    return "row"


def _without_contents(lines: Sequence[SourceLine], kinds: list[str]) -> list[str]:
    """Kinds with runs of "heading, tab, page number" taken out: a contents list without leaders."""
    result = list(kinds)
    run: list[int] = []
    before = "other"
    for index in range(len(lines) + 1):
        kind = kinds[index] if index < len(lines) else "end"
        match = _TOC_ENTRY.match(lines[index].text) if kind == "row" else None
        if match and numbering(match[1]):
            run.append(index)
        elif kind != "blank":
            if len(run) >= 3 and kind != "row" and before != "row":
                for entry in run:
                    result[entry] = "other"
            run, before = [], kind
    return result


def _end_of_rows(lines: Sequence[SourceLine], kinds: Sequence[str], first: int) -> int:
    """Index behind the last line of a tab-separated table, over blank and stray lines inside it."""
    last, width = first + 1, lines[first].text.count("\t")
    while last < len(lines):
        if kinds[last] == "row":
            width = lines[last].text.count("\t")
            last += 1
            continue
        ahead = last
        while ahead < len(lines) and kinds[ahead] != "row" and ahead - last < 6:
            ahead += 1
        if ahead >= len(lines) or kinds[ahead] != "row":
            return last
        if not _is_stray(lines[last:ahead], lines[ahead], width):
            return last
        last = ahead
    return last


def _is_stray(between: Sequence[SourceLine], following: SourceLine, width: int) -> bool:
    """Whether the lines between two rows belong inside the table: page numbers, pieces of a cell."""
    gap = [line for line in between if not line.blank]
    close = len(gap) == len(between)
    if len(gap) > 2:
        return False
    for line in gap:
        text = line.text.strip()
        if _is_around_table(text):
            return False
        if is_page_number(text):
            continue
        if not close or is_sentence_like(text) or len(text) > 20 or heading_level(text):
            return False
    return following.text.count("\t") == width or (close and bool(gap))


def _tabbed(lines: Sequence[SourceLine], first: int, last: int) -> list[TextTable]:
    """One table from tab-separated lines; rows broken inside a cell are put together again."""
    within = lines[first:last]
    used = [line for line in within if "\t" in line.text or not (line.blank or is_page_number(line.text))]
    rows = _mend_rows([line.text for line in used])
    if max(len(row) for row in rows) < 2 or (len(rows) == 1 and len(rows[0]) < 3):
        return []
    grid = tuple(tuple(cell.strip() for cell in row) for row in rows)
    return [TextTable(Loose(grid), lines[first].start, lines[last - 1].end, first, last)]


def _mend_rows(texts: Sequence[str]) -> list[list[str]]:
    """Cells per row, where a line break inside a cell had cut the row in two or more lines."""
    counts = Counter(text.count("\t") for text in texts)
    full = max(max(counts, key=lambda n: (counts[n], n)), *(text.count("\t") for text in texts[:3]))
    rows: list[list[str]] = []
    for text in texts:
        cells = text.split("\t")
        if rows and _continues(rows[-1], cells, full):
            rows[-1] = [*rows[-1][:-1], rows[-1][-1] + cells[0], *cells[1:]]
        else:
            rows.append(cells)
    return rows


def _continues(row: Sequence[str], cells: Sequence[str], full: int) -> bool:
    """Whether `cells` go on inside the last cell of `row`: both are short and the break is in a word."""
    if len(cells) == 1:
        return True
    if len(row) - 1 + len(cells) - 1 > full or len(row) - 1 >= full:
        return False
    before, after = row[-1].strip(), cells[0].strip()
    broken = bool(before and after) and parse_cell(before) is None and not _NEW_LABEL.match(squeeze(after))
    return broken and len(row) - 1 + len(cells) - 1 == full


def _end_of_flat(lines: Sequence[SourceLine], kinds: Sequence[str], first: int) -> int:
    """Index behind the last line of a table flattened to one cell per line.

    A blank line ends a row. Lines without a tab go on in the cell above, unless two blank lines or
    a sentence with a figure say that the table is over.
    """
    last = first + 1
    while last < len(lines):
        if kinds[last] == "flat":
            last += 1
            continue
        ahead = last
        while ahead < len(lines) and kinds[ahead] != "flat" and ahead - last <= LONGEST_CONTINUATION:
            ahead += 1
        if ahead >= len(lines) or kinds[ahead] != "flat" or not _is_inside(lines[last:ahead]):
            return _close_cell(lines, kinds, last)
        last = ahead
    return last


def _is_inside(gap: Sequence[SourceLine]) -> bool:
    texts = [line.text for line in gap if not line.blank]
    if not texts:
        return True
    leading = next(i for i, line in enumerate(gap) if not line.blank)
    if leading >= 2 or any(_is_around_table(text) for text in texts):
        return False
    if not gap[-1].blank:
        return True
    return not any(_is_prose(text) for text in texts)


def _is_around_table(text: str) -> bool:
    """Whether a line is a caption or a note of a table, never part of a cell."""
    return is_caption_piece(text) or looks_like_title(text) or text.strip().startswith(_NOTES)


def _is_prose(text: str) -> bool:
    figure = any(n.kind in ("money", "percent") for n in find_numerals(text))
    number = numbering(text)
    return (figure and len(text) > 25) or (number is not None and number[0] <= 3)


def _close_cell(lines: Sequence[SourceLine], kinds: Sequence[str], last: int) -> int:
    """The end of the last cell: text that follows it at once, without a blank line, belongs to it."""
    while last < len(lines) and kinds[last] == "other":
        text = lines[last].text
        if len(text) > 40 or _is_prose(text) or _is_around_table(text):
            break
        last += 1
    return last


def _is_flat_table(lines: Sequence[SourceLine]) -> bool:
    """Whether tab-led lines are a table, not paragraphs indented by a tab."""
    cells = [match[1].strip() for line in lines if (match := _FLAT.match(line.text))]
    led = [_FLAT.match(line.text) is not None for line in lines]
    runs = sum(1 for pair in pairwise(led) if all(pair))
    short = sum(1 for cell in cells if len(cell) <= 20 and not cell.endswith(("。", "；", "：")))
    return len(cells) >= 4 and runs * 3 >= len(cells) and short * 2 > len(cells)


def _flattened(lines: Sequence[SourceLine], first: int, last: int) -> list[TextTable]:
    """The tables of one flattened stretch; a row of one cell, or its first head again, opens the next."""
    rows: list[tuple[int, list[str]]] = []
    fresh = True
    for index in range(first, last):
        match = _FLAT.match(lines[index].text)
        if match is None:
            fresh = fresh or (lines[index].blank and _row_ends(lines, index, last))
            if not lines[index].blank and rows:
                rows[-1][1][-1] += lines[index].text.strip()
                fresh = False
        elif fresh or not rows:
            rows.append((index, [match[1]]))
            fresh = False
        else:
            rows[-1][1].append(match[1])
    return _split_flat(lines, rows, last)


def _row_ends(lines: Sequence[SourceLine], index: int, last: int) -> bool:
    following = next((line for line in lines[index:last] if not line.blank or "\t" in line.text), None)
    return following is None or _FLAT.match(following.text) is not None


def _split_flat(
    lines: Sequence[SourceLine], rows: Sequence[tuple[int, list[str]]], last: int
) -> list[TextTable]:
    groups: list[tuple[str | None, list[tuple[int, list[str]]]]] = [(None, [])]
    for index, cells in rows:
        current = groups[-1][1]
        if len(cells) == 1 and len(squeeze(cells[0])) <= 30 and cells[0].strip():
            groups.append((cells[0].strip(), []))
        elif len(current) > 1 and cells[0].strip() and squeeze(cells[0]) == squeeze(current[0][1][0]):
            groups.append((None, [(index, cells)]))
        else:
            current.append((index, cells))
    filled = [(title, group) for title, group in groups if group]
    tables: list[TextTable] = []
    for number, (title, group) in enumerate(filled):
        begin = rows[0][0] if number == 0 else group[0][0]
        stop = filled[number + 1][1][0][0] if number + 1 < len(filled) else last
        grid = tuple(tuple(cell.strip() for cell in cells) for _, cells in group)
        tables.append(TextTable(Loose(grid), lines[begin].start, lines[stop - 1].end, begin, stop, title))
    return tables
