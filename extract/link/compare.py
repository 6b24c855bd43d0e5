"""Whether a stated figure and a printed cell agree: match, rounding or mismatch, after unit conversion."""

from __future__ import annotations

from decimal import Decimal

from extract.amounts import UNIT_FACTORS, decimals_of, to_yuan
from extract.records import Cell, Fact, LinkStatus


def status(fact: Fact, cell: Cell, *, unit: str | None, default: str) -> LinkStatus:
    """`match` if equal in yuan, `rounding` if equal at the coarser of the two printed steps, else `mismatch`.

    "1.6万元" against 1.60 is a match, "1234元" against 0.12 (万元) is rounding; a blank cell is 0.
    """
    stated = to_yuan(fact.number, fact.unit, default)
    printed = to_yuan(cell.value if cell.value is not None else Decimal(0), unit, default)
    if stated == printed:
        return "match"
    if cell.value is None:
        return "mismatch"
    step = max(_step(fact.decimals, fact.unit, default), _step(decimals_of(cell.text), unit, default))
    return "rounding" if abs(stated - printed) <= step / 2 else "mismatch"


def _step(decimals: int, unit: str | None, default: str) -> Decimal:
    return Decimal(1).scaleb(-decimals) * UNIT_FACTORS.get(unit or default, UNIT_FACTORS["万元"])
