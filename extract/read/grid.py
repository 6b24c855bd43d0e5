"""Loose grid → Table: header paths, codes, names, and every value cell with its whole address."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.amounts import parse_cell
from extract.budget_forms import FINAL_OF, budget_columns, recognise_budget
from extract.forms import SELF_EVALUATION, column_keys, complete_key, recognise
from extract.read.captions import (
    Caption,
    is_caption_piece,
    looks_like_title,
    parse_caption,
    title_of,
    unit_of,
)
from extract.read.columns import Column, columns_of, header_size
from extract.read.evaluation import (
    evaluation_cells,
    evaluation_columns,
    evaluation_size,
    is_self_evaluation,
)
from extract.records import BBox, Cell, RowKey, Table
from extract.text import fold, squeeze

_CODE_AND_NAME = re.compile(r"[\[(]?(\d{7}|\d{5}|\d{3})[\])]?\s*[-_]?\s*(?=[\u4e00-\u9fff“\"])")
NO_CAPTION = Caption()
_DASHES = {"-", "--", "—", "——", "–"}


@dataclass(frozen=True, slots=True)
class Loose:
    """Cells as printed, row by row; a merged cell's text stands in its upper left slot.

    `owners[r][c]` is the slot whose text covers (r, c), where the source says so (ruled PDF, xlsx);
    `boxes[(r, c)]` is (page, bbox) of a slot.
    """

    rows: tuple[tuple[str, ...], ...]
    owners: tuple[tuple[tuple[int, int], ...], ...] | None = None
    boxes: Mapping[tuple[int, int], tuple[int, BBox]] = field(default_factory=dict)


def build_table(
    loose: Loose,
    *,
    number: int,
    caption: Caption = NO_CAPTION,
    start: int | None = None,
    end: int | None = None,
    family: str | None = None,
) -> Table:
    """The grid as Table t<number>: header resolved, value cells unrolled with label, code, key, value.

    Blank rows, repeated headers and captions ruled into the first rows leave the grid; `kind` comes
    from title and header together, and from `family`: 决算 or 预算, what the file is by its titles.
    """
    peeled, caption = peel_captions(loose, caption)
    if is_self_evaluation(caption.title, peeled.rows):
        return _evaluation_table(_pad(peeled), number, caption, start, end)
    tidy = _without_noise(_pad(peeled))
    size = header_size(tidy.rows)
    columns = columns_of(tidy.rows, tidy.owners, size)
    body, header = tidy.rows[size:], tidy.rows[:size]
    names = [_row_names(row, columns) for row in body]
    codes = _row_codes(body, columns)
    labels = "".join(label for row in names for label in row.values())
    kind, keys = _form(caption.title, "".join("".join(row) for row in header), labels, columns, family)
    maker = _CellMaker(FINAL_OF.get(kind or "", kind), columns, keys, size, tidy)
    cells = tuple(
        cell for i, row in enumerate(body) for cell in maker.row_cells(i, row, names[i], codes[i])
    )
    return Table(
        id=f"t{number}", title=caption.title, code=caption.code, kind=kind,
        unit=caption.unit or _unit_in(header), pages=tuple(sorted({p for p, _ in tidy.boxes.values()})),
        start=start, end=end, header=header, rows=body, columns=tuple(c.path for c in columns),
        row_keys=tuple(_row_key(n, c) for n, c in zip(names, codes, strict=True)), cells=cells,
    )


def _form(
    title: str | None, header: str, labels: str, columns: Sequence[Column], family: str | None
) -> tuple[str | None, tuple[str | None, ...]]:
    """The canonical kind of a table and the key of each of its columns."""
    paths, halves = [c.path for c in columns], [c.half for c in columns]
    kind = recognise(title, header, labels, final=family == "决算")
    planned = recognise_budget(title, header, labels) if kind is None and family == "预算" else None
    if planned is not None:
        return planned, budget_columns(planned, paths, halves)
    return kind, column_keys(kind, paths, halves)


def _evaluation_table(
    loose: Loose, number: int, caption: Caption, start: int | None, end: int | None
) -> Table:
    """The self-evaluation of a project, whose blocks have heads of their own."""
    rows, size = loose.rows, evaluation_size(loose.rows)
    cells, keys = evaluation_cells(rows, size, loose.boxes)
    return Table(
        id=f"t{number}", title=caption.title, code=caption.code, kind=SELF_EVALUATION,
        unit=caption.unit or _unit_in(rows), pages=tuple(sorted({p for p, _ in loose.boxes.values()})),
        start=start, end=end, header=rows[:size], rows=rows[size:], columns=evaluation_columns(rows),
        row_keys=keys, cells=cells,
    )


def _pad(loose: Loose) -> Loose:
    width = max((len(row) for row in loose.rows), default=0)
    rows = tuple(row + ("",) * (width - len(row)) for row in loose.rows)
    return Loose(rows, loose.owners, loose.boxes)


def _select(loose: Loose, keep: Sequence[int]) -> Loose:
    """The grid with only the rows in `keep`; owners and boxes follow their rows."""
    place = {old: new for new, old in enumerate(keep)}
    owners = None
    if loose.owners is not None:
        owners = tuple(
            tuple((place.get(r, place[old]), c) for r, c in loose.owners[old]) for old in keep
        )
    boxes = {(place[r], c): box for (r, c), box in loose.boxes.items() if r in place}
    return Loose(tuple(loose.rows[old] for old in keep), owners, boxes)


def peel_captions(loose: Loose, caption: Caption) -> tuple[Loose, Caption]:
    """Captions that are ruled into the grid's first rows, moved to the caption; blank rows among them go."""
    for taken, row in enumerate(loose.rows):
        texts = [cell for cell in row if cell.strip()]
        piece = all(is_caption_piece(t) for t in texts)
        titled = len(texts) == 1 < len(row) and looks_like_title(texts[0]) and texts[0].strip().endswith("表")
        if not piece and not titled:
            return (_select(loose, range(taken, len(loose.rows))) if taken else loose), caption
        for text in texts:
            found = parse_caption(text)[0]
            found = found if piece else Caption(title=title_of(text)).over(found)
            caption = caption.over(found) if piece else found.over(caption)
    return loose, caption


def _without_noise(loose: Loose) -> Loose:
    """The grid without blank rows at its ends and without the header printed again on a later page."""
    filled = [i for i, row in enumerate(loose.rows) if any(cell.strip() for cell in row)]
    tidy = _select(loose, range(min(filled), max(filled) + 1)) if filled else _select(loose, ())
    size = header_size(tidy.rows)
    heads = {_row_form(row) for row in tidy.rows[:size] if sum(1 for c in row if c.strip()) > 1}
    keep = [i for i, row in enumerate(tidy.rows) if i < size or _row_form(row) not in heads]
    return _select(tidy, keep) if len(keep) < len(tidy.rows) else tidy


def _row_form(row: Sequence[str]) -> str:
    return "|".join(squeeze(cell) for cell in row)


def _unit_in(header: Sequence[Sequence[str]]) -> str | None:
    return next((unit for row in header for cell in row if (unit := unit_of(cell))), None)


def _clean(cell: str) -> str:
    return "".join(cell.split())


def split_code(cell: str) -> tuple[str | None, str]:
    """Code and name of one cell: "2010301 行政运行" → ("2010301", "行政运行"); "合计" → (None, "合计")."""
    match = _CODE_AND_NAME.match(fold(cell).strip())
    if match is None:
        return None, _clean(cell)
    return match[1], _clean(cell.strip()[match.end() :])


def _row_names(row: Sequence[str], columns: Sequence[Column]) -> dict[int, str]:
    """Per half the name of the row: the rightmost name cell, else words in a code column (合计)."""
    names: dict[int, str] = {}
    for cell, column in zip(row, columns, strict=True):
        text = split_code(cell)[1]
        words = bool(text) and parse_cell(text) is None and text not in ("类", "款", "项")
        if column.role == "label" and (words or (text and column.half not in names)):
            names[column.half] = text
        elif column.role == "code" and words and not re.fullmatch(r"\d+", squeeze(text)):
            names.setdefault(column.half, text)
    return names


def _row_codes(body: Sequence[Sequence[str]], columns: Sequence[Column]) -> list[dict[int, str]]:
    """Per row and half the full code; a blank 类 or 款 is taken over from the row above."""
    above: dict[int, list[str]] = {}
    result: list[dict[int, str]] = []
    for row in body:
        codes: dict[int, str] = {}
        for half in sorted({column.half for column in columns}):
            parts = [_digits(row[i]) for i, c in enumerate(columns) if c.half == half and c.role == "code"]
            above[half] = parts = _inherit(parts, above.get(half, []))
            code = _join_parts(parts) or next(
                (code for i, c in enumerate(columns) if c.half == half and c.role == "label"
                 if (code := split_code(row[i])[0])), "")
            if code:
                codes[half] = code
        result.append(codes)
    return result


def _digits(cell: str) -> str:
    text = squeeze(cell)
    if text.isdigit():
        return text
    return split_code(cell)[0] or ""


def _inherit(parts: list[str], above: Sequence[str]) -> list[str]:
    filled = [bool(p) for p in parts]
    if not any(filled) or filled[0] or len(above) != len(parts) or len(parts) < 2:
        return parts
    first = filled.index(True)
    return parts if len(parts[first]) > 2 else [*above[:first], *parts[first:]]


def _join_parts(parts: Sequence[str]) -> str:
    """["208", "05", "01"] and ["208", "5", "1"] → "2080501"; ["208", "20805", "2080501"] → "2080501"."""
    code = ""
    for part in parts:
        part = part.zfill(2) if code and part else part
        code = part if code and part.startswith(code) else code + part
    return code


def _row_key(names: Mapping[int, str], codes: Mapping[int, str]) -> RowKey:
    half = min([*names, *codes], default=0)
    return RowKey(names.get(half, ""), codes.get(half))


@dataclass(frozen=True, slots=True)
class _CellMaker:
    kind: str | None
    columns: Sequence[Column]
    keys: Sequence[str | None]
    size: int
    grid: Loose

    def row_cells(
        self, index: int, row: Sequence[str], names: Mapping[int, str], codes: Mapping[int, str]
    ) -> list[Cell]:
        """The value cells of one row; slots without name, code and text hold nothing to address."""
        labels, moved = self._spread_totals(row, names, codes)
        cells: list[Cell] = []
        named = any(c.role in ("label", "code") for c in self.columns)
        for number, (text, column) in enumerate(zip(row, self.columns, strict=True)):
            label, code = labels.get(column.half, ""), codes.get(column.half)
            nameless = named and not (label or code)
            if column.role != "value" or (not text.strip() and (column.half in moved or nameless)):
                continue
            if text.strip() and squeeze(text) in squeeze(column.path).split("-"):
                continue
            page, bbox = self.grid.boxes.get((index + self.size, number), (None, None))
            key = complete_key(self.kind, self.keys[number], label)
            cells.append(Cell(index, number, label, code, key, text, parse_cell(text), page, bbox))
        return cells

    def _spread_totals(
        self, row: Sequence[str], names: Mapping[int, str], codes: Mapping[int, str]
    ) -> tuple[Mapping[int, str], set[int]]:
        """A total whose name is merged over several halves names the figure at its far end.

        "公用经费合计 | | | … | 13.19": the halves in between are blank and lose their cells.
        """
        labels, moved = dict(names), set[int]()
        carrier: int | None = None
        for half in sorted({c.half for c in self.columns}):
            texts = [row[i] for i, c in enumerate(self.columns) if c.half == half and c.role == "value"]
            filled = any(t.strip() and t.strip() not in _DASHES for t in texts)
            if half in names or half in codes:
                carrier = half if not filled and names.get(half, "").endswith(("合计", "总计")) else None
            elif filled and carrier is not None:
                labels[half] = names[carrier]
                moved.update(range(carrier, half))
                carrier = None
        return labels, moved
