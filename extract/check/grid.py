"""Reading forms for the table checks: cells by row name and column, tolerances by printed digits."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extract.amounts import decimals_of, half_step
from extract.catalogue.names import line_key
from extract.records import Cell, CellRef, Document, Table

TOTALS = ("合计", "总计", "本年合计")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form with its cells by (row, key)."""

    table: Table
    cells: tuple[Cell, ...]

    def named(self, key: str, *labels: str) -> Cell | None:
        """The first cell in a column whose row bears one of the names."""
        wanted = {row_name(label) for label in labels}
        return next((c for c in self.cells if c.key == key and row_name(c.label) in wanted), None)

    def total(self, key: str) -> Cell | None:
        """The cell of the 合计 row."""
        return self.named(key, *TOTALS)

    def column(self, key: str) -> tuple[Cell, ...]:
        """All cells under a key."""
        return tuple(c for c in self.cells if c.key == key)

    def ref(self, cell: Cell) -> CellRef:
        """Its address."""
        return CellRef(self.table.id, cell.row, cell.column)

    @property
    def title(self) -> str:
        """What to call it in a message."""
        return self.table.title or self.table.kind or self.table.id


def sheet(document: Document, kind: str) -> Sheet | None:
    """The one form of a kind that holds any figure; None where it is absent, empty, or there are several."""
    fit = [t for t in document.tables if t.kind == kind and any(c.value is not None for c in t.cells)]
    return Sheet(fit[0], tuple(c for c in fit[0].cells if c.key)) if len(fit) == 1 else None


def row_name(label: str) -> str:
    """Row names compared between forms: "十四、资源勘探工业信息等支出" = "资源勘探工业信息支出"."""
    key = line_key(label).replace("等", "")
    return key.removesuffix("收入") or key


def value(cell: Cell | None) -> Decimal:
    """The printed number; a blank cell is 0."""
    return cell.value if cell is not None and cell.value is not None else Decimal(0)


def tolerance(*cells: Cell) -> Decimal:
    """Half a unit of the last printed digit for each cell with an amount; 0.00 is exact."""
    return sum((half_step(decimals_of(c.text)) for c in cells if c.value), Decimal(0))
