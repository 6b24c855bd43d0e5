"""A form while it is being filled: heads with their merges, rows, and the address of every value."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from annotations.generate.books import ZERO
from annotations.generate.layouts import Layout
from annotations.generate.script import Grid, GridCell

Path = tuple[str, ...]
Merge = tuple[int, int, int, int]


def head_rows(paths: Sequence[Path]) -> tuple[list[list[str]], list[Merge]]:
    """Head rows and merges of columns given as paths from top to bottom.

    [("项目", "科目代码"), ("项目", "科目名称"), ("基本支出",)] gives [["项目", "", "基本支出"],
    ["科目代码", "科目名称", ""]]: equal neighbours are one cell, written at its top left.
    """
    depth = max(len(path) for path in paths)
    full = [path + (path[-1],) * (depth - len(path)) for path in paths]
    rows = [[""] * len(full) for _ in range(depth)]
    merges: list[Merge] = []
    for column, path in enumerate(full):
        for level in range(depth):
            if (level and path[level] == path[level - 1]) or _same(full, column - 1, path[: level + 1]):
                continue
            rows[level][column] = path[level]
            down = _run(path[level:])
            across = 1
            while _same(full, column + across, path[: level + 1]):
                across += 1
            if down > 1 or across > 1:
                merges.append((level, column, down, across))
    return rows, merges


def _same(full: Sequence[Path], column: int, prefix: Path) -> bool:
    return 0 <= column < len(full) and full[column][: len(prefix)] == prefix


def _run(texts: Path) -> int:
    return next((index for index, text in enumerate(texts) if text != texts[0]), len(texts))


class Sheet:
    """Collects one form; `grid` freezes it."""

    def __init__(self, layout: Layout, paths: Sequence[Path], *, labels: int = 0) -> None:
        """`labels`: how many columns at the left hold no value (for the 栏次 row; 0: no such row)."""
        self.layout = layout
        heads, self.merges = head_rows([tuple(layout.break_text(text) for text in path) for path in paths])
        self.header = heads
        self.width = len(paths)
        self.rows: list[list[str]] = []
        self.cells: list[GridCell] = []
        if labels and layout.column_numbers:
            numbers = [str(index) for index in range(1, self.width - labels + 1)]
            self.add_head(["栏次", *[""] * (labels - 1), *numbers])

    def add_head(self, texts: list[str]) -> None:
        """One more head row; must come before the first data row."""
        self.header.append(texts)

    def add(self, texts: Sequence[str] = ()) -> int:
        """A new row; its index."""
        self.rows.append([*texts, *[""] * (self.width - len(texts))])
        return len(self.rows) - 1

    def put(self, row: int, column: int, label: str, code: str | None, key: str, amount: Decimal) -> None:
        """A value with its address."""
        text, value = self.layout.show(amount)
        self.rows[row][column] = text
        self.cells.append(GridCell(row, column, label, code, key, value))

    def put_dash(self, row: int, column: int, label: str, code: str | None, key: str) -> None:
        """A cell that the official form closes with a dash."""
        self.rows[row][column] = "——"
        self.cells.append(GridCell(row, column, label, code, key, None))

    def put_count(self, row: int, column: int, label: str, key: str, count: int) -> None:
        """A number of cars or machines: no unit, no decimals."""
        text = str(count) if count else ("0" if self.layout.blank.startswith("0") else "")
        value = Decimal(count) if text else None
        self.rows[row][column] = text
        self.cells.append(GridCell(row, column, label, None, key, value))

    def merge(self, row: int, column: int, across: int) -> None:
        """Joins cells of a data row that stand side by side."""
        if across > 1:
            self.merges.append((len(self.header) + row, column, 1, across))

    def grid(
        self, kind: str, title: str, number: str | None, note: str | None, *, landscape: bool = False
    ) -> Grid:
        """The finished form."""
        return Grid(
            kind,
            title,
            number,
            self.layout.unit,
            tuple(tuple(row) for row in self.header),
            tuple(tuple(row) for row in self.rows),
            tuple(self.cells),
            tuple(self.merges),
            note,
            landscape,
        )


def add_columns(left: Sequence[Decimal], right: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Two rows of amounts added column by column."""
    return tuple(a + b for a, b in zip(left, right, strict=True))


def zeros(width: int) -> tuple[Decimal, ...]:
    """A row of nothing."""
    return (ZERO,) * width
