"""Tables that go on over page breaks, put together once; finished grids, folded until they are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.read.grid import Loose
from extract.read.pdf_store import Store
from extract.read.pdf_tables import PdfTable, nearest
from extract.records import BBox
from extract.text import squeeze

SAME_COLUMN = 6.0
"""How far, in points, a column's edge may move from one page to the next."""


class Growing:
    """A table and its next pages so far, all spread over the same columns."""

    def __init__(self, first: PdfTable) -> None:
        self._pieces = [first]
        self._page = _last_page(first)

    def takes(self, table: PdfTable) -> bool:
        """Whether the table is the next page of this one, which has it from now on."""
        if table.page != self._page + 1 or not self._fits(table):
            return False
        self._page = _last_page(table)
        return True

    def _fits(self, table: PdfTable) -> bool:
        xs = self._pieces[-1].xs
        places = _same_columns(xs, table.xs)
        if places is not None:
            self._pieces.append(_spread(table, places, xs))
            return True
        places = _same_columns(table.xs, xs)
        if places is not None:
            self._pieces = [_spread(piece, places, table.xs) for piece in self._pieces]
        elif len(xs) != len(table.xs) or _head(self._pieces[0]) != _head(table):
            return False
        self._pieces.append(table if places is not None else replace(table, xs=xs))
        return True

    def loose(self) -> Loose:
        """The pieces one under another as one grid."""
        if len(self._pieces) == 1:
            return self._pieces[0].loose
        rows: list[tuple[str, ...]] = []
        owners: list[tuple[tuple[int, int], ...]] = []
        boxes: dict[tuple[int, int], tuple[int, BBox]] = {}
        for piece in (piece.loose for piece in self._pieces):
            height = len(rows)
            rows += piece.rows
            owners += (tuple((r + height, c) for r, c in row) for row in piece.owners or ())
            boxes.update({(r + height, c): box for (r, c), box in piece.boxes.items()})
        return Loose(tuple(rows), tuple(owners) if len(owners) == len(rows) else None, boxes)


@dataclass(frozen=True, slots=True)
class FoldedTable:
    """A grid of text[start:end], lines [first, last), that is unfolded each time it is asked for."""

    store: Store[Loose]
    start: int
    end: int
    first: int
    last: int
    title: str | None = None

    @property
    def loose(self) -> Loose:
        """The grid; its boxes share their numbers, of which a grid has few."""
        (found,) = self.store
        if not self.store.folded:
            return found
        same: dict[float, float] = {}
        boxes = {
            slot: (page, _shared(box, same)) for slot, (page, box) in found.boxes.items()
        }
        return replace(found, boxes=boxes)


def _shared(box: BBox, same: dict[float, float]) -> BBox:
    x0, y0, x1, y1 = (same.setdefault(value, value) for value in box)
    return x0, y0, x1, y1


def _last_page(table: PdfTable) -> int:
    return max((page for page, _ in table.loose.boxes.values()), default=table.page)


def _head(table: PdfTable) -> str:
    return "|".join(squeeze(c) for c in table.loose.rows[0])


def _same_columns(wide: Sequence[float], narrow: Sequence[float]) -> list[int] | None:
    """Which edge of `wide` each edge of `narrow` is, or None; left edges are laid on each other."""
    if len(narrow) > len(wide) or abs((wide[-1] - wide[0]) - (narrow[-1] - narrow[0])) > 2 * SAME_COLUMN:
        return None
    shift = wide[0] - narrow[0]
    places = [nearest(wide, x + shift) for x in narrow]
    close = all(abs(wide[p] - x - shift) <= SAME_COLUMN for p, x in zip(places, narrow, strict=True))
    return places if close and len(set(places)) == len(places) else None


def _spread(table: PdfTable, places: Sequence[int], xs: tuple[float, ...]) -> PdfTable:
    """The same table over the columns `xs`: each cell stands in the first of those it covers."""
    width = len(xs) - 1
    rows = [[""] * width for _ in table.loose.rows]
    owners = [[(0, 0)] * width for _ in table.loose.owners or ()]
    for row, texts in zip(rows, table.loose.rows, strict=True):
        for column, text in enumerate(texts):
            row[places[column]] = text
    for whole, owned in zip(owners, table.loose.owners or (), strict=True):
        for column, (r, c) in enumerate(owned):
            covered = places[column + 1] - places[column]
            whole[places[column] : places[column + 1]] = [(r, places[c])] * covered
    boxes = {(r, places[c]): box for (r, c), box in table.loose.boxes.items()}
    whose = tuple(map(tuple, owners)) if owners else None
    return replace(table, xs=xs, loose=Loose(tuple(map(tuple, rows)), whose, boxes))
