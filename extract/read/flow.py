"""What office formats share: a flow of paragraphs and placed cells, made into a Document.

A reader gives `Paragraph`s and `Placed` tables in reading order; tables that only lay out paragraphs
dissolve into prose here, the others become grids whose merged cells know their owner.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.amounts import parse_cell
from extract.read.columns import header_size
from extract.read.contents import find_contents
from extract.read.evaluation import evaluation_size, is_self_evaluation
from extract.read.from_txt import assemble_document
from extract.read.grid import NO_CAPTION, Loose, peel_captions
from extract.read.limits import Budget
from extract.read.lines import SourceLine, split_lines
from extract.read.outline import is_sentence_like
from extract.read.text_tables import TextTable
from extract.records import Document, Source
from extract.text import squeeze

LONG_TEXT = 120
"""A cell with more characters than this, in sentences, reads like prose."""
Aside = Literal["", "toc", "furniture"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; a line break inside is a new line. `level` is that of its heading style, 0 without."""

    text: str
    level: int = 0
    aside: Aside = ""


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell at its upper left slot with its spans and what stands in it."""

    row: int
    column: int
    down: int
    across: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table as its format gives it, before anything is known of its header."""

    cells: tuple[PlacedCell, ...]


Item = Paragraph | PlacedTable


@dataclass(frozen=True, slots=True)
class Grid:
    """A finished grid in the flow."""

    loose: Loose


def document_from_flow(items: Iterable[Item | Grid], source: Source, name: str) -> Document:
    """The document of a flow: one line a paragraph, one line a table row with tabs between its cells.

    `name` is how error messages call the file. Raises BrokenInput for a table beyond all bounds.
    """
    tape = _Tape()
    for item in _put_together(settle(items, Budget(name))):
        if isinstance(item, Grid):
            tape.grid(item.loose)
        else:
            tape.paragraph(item)
    return tape.document(source)


def settle(items: Iterable[Item | Grid], budget: Budget) -> Iterator[Paragraph | Grid]:
    """The flow without layout tables; a table of one column or of paragraphs is read as prose."""
    for item in items:
        if not isinstance(item, PlacedTable):
            yield item
        elif _lays_out(item):
            for cell in sorted(item.cells, key=lambda c: (c.row, c.column)):
                yield from settle(cell.items, budget)
        else:
            yield Grid(loose_of(item, budget))


def _put_together(items: Iterable[Paragraph | Grid]) -> Iterator[Paragraph | Grid]:
    """The flow with a form that was cut in two, nothing printed in between, as one grid again."""
    held: Grid | None = None
    for item in items:
        if isinstance(item, Paragraph) and not item.text.strip():
            continue
        joined = _continued(held.loose, item.loose) if held and isinstance(item, Grid) else None
        if held is not None and joined is None:
            yield held
        held = joined or (item if isinstance(item, Grid) else None)
        if isinstance(item, Paragraph):
            yield item
    if held is not None:
        yield held


def _continued(above: Loose, below: Loose) -> Grid | None:
    """Both as one grid where the second goes on with the first: as wide, with its head again or none."""
    if not above.rows or not below.rows or len(above.rows[0]) != len(below.rows[0]) or _begins_anew(below):
        return None
    size = header_size(above.rows)
    again = [list(map(squeeze, row)) for row in above.rows[:size]]
    repeated = size > 0 and [list(map(squeeze, row)) for row in below.rows[:size]] == again
    if not repeated and (header_size(below.rows) > 0 or size == 0):
        return None
    height = len(above.rows)
    moved = tuple(tuple((r + height, c) for r, c in row) for row in below.owners or ())
    return Grid(Loose(above.rows + below.rows, (above.owners or ()) + moved))


def _begins_anew(below: Loose) -> bool:
    """Whether a grid is the self-evaluation of another project: its 项目名称 on top, its blocks below."""
    peeled, caption = peel_captions(below, NO_CAPTION)
    first = next((squeeze(cell) for row in peeled.rows[:1] for cell in row if cell.strip()), "")
    blocks = evaluation_size(peeled.rows) == 0
    return first == "项目名称" and blocks and is_self_evaluation(caption.title, peeled.rows)


def _lays_out(table: PlacedTable) -> bool:
    """Whether a table only holds paragraphs and other tables in place."""
    filled = [cell for cell in table.cells if any(_text_of((item,)) for item in cell.items)]
    if len({cell.column for cell in filled}) < 2:
        return True
    numbers = sum(1 for cell in filled if parse_cell(own_text(cell.items)) is not None)
    if any(isinstance(item, PlacedTable) for cell in filled for item in cell.items):
        return numbers < 4
    prose = sum(1 for cell in filled if _reads_like_prose(cell))
    return prose > 0 and numbers == 0 and prose * 2 >= len(filled)


def _reads_like_prose(cell: PlacedCell) -> bool:
    texts = [i.text for i in cell.items if isinstance(i, Paragraph) and i.text.strip()]
    return sum(map(len, texts)) > LONG_TEXT and any(is_sentence_like(t) for t in texts)


def own_text(items: Sequence[Item]) -> str:
    """The text of a cell without the tables inside it."""
    return join_lines([i.text for i in items if isinstance(i, Paragraph)])


def _text_of(items: Sequence[Item]) -> str:
    """The text of a cell on one line; that of a nested table follows, cell by cell."""
    texts: list[str] = []
    for item in items:
        if isinstance(item, Paragraph):
            texts.append(item.text)
        else:
            texts += [_text_of(cell.items) for cell in item.cells]
    return join_lines(texts)


def join_lines(texts: Sequence[str]) -> str:
    """Lines of one cell put together: ["初中", "教育"] → "初中教育"; Latin words keep a space."""
    joined = ""
    for line in (line.strip() for text in texts for line in text.replace("\t", " ").splitlines()):
        apart = joined[-1:].isascii() and joined[-1:].isalpha() and line[:1].isascii() and line[:1].isalpha()
        joined += (" " if apart else "") + line
    return joined.strip()


def loose_of(table: PlacedTable, budget: Budget) -> Loose:
    """The grid of a placed table; slots that no cell begins in, in any row, are left out."""
    columns = sorted({cell.column for cell in table.cells})
    lines = sorted({cell.row for cell in table.cells})
    budget.spend(slots=len(columns) * len(lines))
    across = {column: index for index, column in enumerate(columns)}
    down = {row: index for index, row in enumerate(lines)}
    texts = [[""] * len(columns) for _ in lines]
    owners = [[(r, c) for c in range(len(columns))] for r in range(len(lines))]
    for cell in table.cells:
        place = (down[cell.row], across[cell.column])
        texts[place[0]][place[1]] = _text_of(cell.items)
        for row in covered(lines, cell.row, cell.down):
            for column in covered(columns, cell.column, cell.across):
                owners[down[row]][across[column]] = place
    return Loose(tuple(map(tuple, texts)), tuple(map(tuple, owners)))


def covered(starts: Sequence[int], first: int, span: int) -> Iterator[int]:
    """The rising numbers from `first` on that a span of at least one covers."""
    index = bisect_left(starts, first)
    while index < len(starts) and starts[index] < first + max(1, span):
        yield starts[index]
        index += 1


class _Tape:
    """The text so far, and what each line of it is."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.loose: list[tuple[Loose, int, int]] = []
        self.asides: list[tuple[int, Aside]] = []
        self.levels: list[tuple[int, int]] = []

    def paragraph(self, item: Paragraph) -> None:
        """Write the paragraph's lines; blank ones are dropped."""
        for line in item.text.splitlines():
            if not line.strip():
                continue
            if item.aside:
                self.asides.append((self.length, item.aside))
            if item.level:
                self.levels.append((self.length, item.level))
            self._write(line.rstrip() + "\n")

    def grid(self, loose: Loose) -> None:
        """Write one line a row that holds anything."""
        rows = ["\t".join(" ".join(cell.split()) for cell in row) for row in loose.rows if any(row)]
        if rows:
            start = self.length
            self._write("\n".join(rows) + "\n")
            self.loose.append((loose, start, self.length - 1))

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def document(self, source: Source) -> Document:
        """The finished document."""
        text = "".join(self.parts)
        lines = split_lines(text)
        place = {line.start: index for index, line in enumerate(lines)}
        tables = [_text_table(lines, place, *found) for found in self.loose]
        inside = {i for table in tables for i in range(table.first, table.last)}
        outer = [SourceLine("", n.start) if i in inside else n for i, n in enumerate(lines)]
        marked = {place[start]: aside for start, aside in self.asides}
        return assemble_document(
            text, lines, tables, source,
            contents=find_contents(outer) | {i for i, aside in marked.items() if aside == "toc"},
            furniture=frozenset(i for i, aside in marked.items() if aside == "furniture"),
            levels={place[start]: level for start, level in self.levels},
        )


def _text_table(
    lines: Sequence[SourceLine], place: dict[int, int], loose: Loose, start: int, end: int
) -> TextTable:
    first = last = place[start]
    while last < len(lines) and lines[last].start < end:
        last += 1
    return TextTable(loose, start, end, first, last)
