"""What the 政府收支分类科目 call their lines: "20805" is 行政事业单位养老支出, a 款 under 208.

`accounts.tsv` is the source, to be read and edited by hand. Standing: `observed` (printed in real
tables), `recalled` (known, not yet seen), `former` (the name of an earlier year). No complete public
list was found, so only `observed` entries may carry a finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from extract.catalogue.names import PathLevel, line_key

LEVELS = {"functional": {3: "类", 5: "款", 7: "项"}, "economic": {3: "类", 5: "款"}}


@dataclass(frozen=True, slots=True)
class Account:
    """One entry: ("functional", "2210201", "住房公积金", "observed")."""

    kind: str
    code: str
    name: str
    standing: str

    @property
    def level(self) -> str | None:
        """类, 款 or 项 by the number of digits; None for a length the kind does not have."""
        return LEVELS[self.kind].get(len(self.code))


@lru_cache(maxsize=1)
def accounts() -> tuple[Account, ...]:
    """Every entry of the source table, in its order."""
    text = resources.files("extract.catalogue").joinpath("accounts.tsv").read_text(encoding="utf-8")
    return tuple(Account(*line.split("\t")) for line in text.splitlines()[1:])


@lru_cache(maxsize=1)
def _by_code() -> dict[tuple[str, str], tuple[Account, ...]]:
    table: dict[tuple[str, str], tuple[Account, ...]] = {}
    for account in accounts():
        key = (account.kind, account.code)
        table[key] = (*table.get(key, ()), account)
    return table


@lru_cache(maxsize=1)
def _by_name() -> dict[tuple[str, str], tuple[Account, ...]]:
    table: dict[tuple[str, str], tuple[Account, ...]] = {}
    for account in accounts():
        key = (account.kind, line_key(account.name))
        table[key] = (*table.get(key, ()), account)
    return table


def with_code(code: str, *, kind: str = "functional") -> tuple[Account, ...]:
    """Entries under a code, the current name first: "210" → 卫生健康支出, 医疗卫生与计划生育支出."""
    return _by_code().get((kind, code), ())


def with_name(name: str, *, kind: str = "functional") -> tuple[Account, ...]:
    """Entries whose name is this one: "四、公共安全支出（类）" → 204. 行政运行 has many."""
    return _by_name().get((kind, line_key(name)), ())


def settled_code(name: str, *, kind: str = "functional") -> str | None:
    """The code of a name that has exactly one, else None: 住房保障支出 → "221", 行政运行 → None."""
    codes = {account.code for account in with_name(name, kind=kind)}
    return codes.pop() if len(codes) == 1 else None


def walk_codes(levels: tuple[PathLevel, ...]) -> str | None:
    """Down a path by name: 行政运行 is many lines, under 财政事务 it is "2010601"; None where that fails."""
    above, code = "", None
    for level in levels:
        named = (a for a in with_name(level.name) if level.level in (None, a.level))
        codes = {a.code for a in named if a.code.startswith(above)}
        code = codes.pop() if len(codes) == 1 else None
        above = code or above
    return code


def level_of(code: str | None) -> str | None:
    """类, 款 or 项 of a functional code by its length: "20103" → 款; None for any other length."""
    return LEVELS["functional"].get(len(code)) if code else None
