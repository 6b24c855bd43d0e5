"""One cell of a form by name: which form, which column, which row, and when it must agree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Condition = Literal["always", "only general budget", "equal to the first", "one value"]


@dataclass(frozen=True, slots=True)
class Address:
    """One cell by form, column and row. `keys`: columns by preference; `rows`: names, () for the only row.

    `account`: the row is the fact's own 科目, found by code or name. `condition`: when it must agree; "one
    value": of several rows the first, where all of them print the same.
    `fallback`: asked only where the addresses before it gave no cell.
    """

    kind: str
    keys: tuple[str, ...]
    rows: tuple[str, ...] = ()
    account: bool = False
    condition: Condition = "always"
    fallback: bool = False


def at(kind: str, keys: str, *rows: str, condition: Condition = "always") -> Address:
    """The first row under each of the names, in the first column of "a|b" that the form has."""
    return Address(kind, tuple(keys.split("|")), rows, condition=condition)


def own(kind: str, keys: str) -> Address:
    """The row of the fact's own 科目."""
    return Address(kind, tuple(keys.split("|")), account=True)


def otherwise(address: Address, condition: Condition = "always") -> Address:
    """The same cell, asked only where the addresses before it gave none."""
    return replace(address, condition=condition, fallback=True)
