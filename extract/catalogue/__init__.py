"""What the 政府收支分类科目 call their lines: "20805" is 行政事业单位养老支出, a 款 under 208.

`sources/*.tsv` are to be read and edited by hand; `build.py` makes `accounts.tsv` of them. Standing:
`observed` (printed in real tables), `recalled` (known, not yet seen), `former` (the name of an earlier
year), `alias` (what disclosures write instead). No complete public list was found, so only `observed`
entries may carry a finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from extract.catalogue.names import PathLevel, line_key

LEVELS = {
    "functional": {3: "类", 5: "款", 7: "项"},
    "economic": {3: "类", 5: "款"},
    "government": {3: "类", 5: "款"},
}
_KINDS = {"2": "functional", "3": "economic", "5": "government"}


@dataclass(frozen=True, slots=True)
class Account:
    """One entry: ("functional", "2210201", "住房公积金", "observed"). `first`, `last`: accounts years."""

    kind: str
    code: str
    name: str
    standing: str
    first: int | None = None
    last: int | None = None

    @property
    def level(self) -> str | None:
        """类, 款 or 项 by the number of digits; None for a length the kind does not have."""
        return LEVELS[self.kind].get(len(self.code))

    def first_by(self, year: int | None) -> bool:
        """Whether the catalogue had the entry by a year; True for None."""
        return year is None or self.first is None or self.first <= year

    def valid(self, year: int | None) -> bool:
        """Whether the name stands in a year's catalogue; for None, whether it stands today."""
        if year is None:
            return self.last is None
        return (self.first or year) <= year <= (self.last or year)


@dataclass(frozen=True, slots=True)
class _Table:
    accounts: tuple[Account, ...]
    by_code: dict[tuple[str, str], tuple[Account, ...]]
    by_key: dict[tuple[str, str], tuple[Account, ...]]


@lru_cache(maxsize=1)
def _table() -> _Table:
    """The built table, read once, at the first look-up."""
    text = resources.files("extract.catalogue").joinpath("accounts.tsv").read_text(encoding="utf-8")
    accounts: list[Account] = []
    by_code: dict[tuple[str, str], tuple[Account, ...]] = {}
    by_key: dict[tuple[str, str], tuple[Account, ...]] = {}
    for line in text.splitlines()[1:]:
        kind, code, name, first, last, standing, key = line.split("\t")
        account = Account(
            kind, code, name, standing, int(first) if first else None, int(last) if last else None
        )
        accounts.append(account)
        for table, entry in ((by_code, (kind, code)), (by_key, (kind, key or name))):
            table[entry] = (*table.get(entry, ()), account)
    return _Table(tuple(accounts), by_code, by_key)


def accounts() -> tuple[Account, ...]:
    """Every entry of the catalogue, by kind and code."""
    return _table().accounts


def keys(kind: str) -> tuple[str, ...]:
    """Every form under which the names of a kind are compared."""
    return tuple(key for of, key in _table().by_key if of == kind)


def with_code(code: str, *, kind: str = "functional", year: int | None = None) -> tuple[Account, ...]:
    """Entries under a code, the current name first: "210" → 卫生健康支出, 医疗卫生与计划生育支出, 医疗卫生.

    With a year, only the names of that year. Aliases are no entries here.
    """
    found = (a for a in _table().by_code.get((kind, code), ()) if a.standing != "alias")
    return tuple(a for a in found if year is None or a.valid(year))


def with_name(name: str, *, kind: str = "functional", year: int | None = None) -> tuple[Account, ...]:
    """Entries whose name is this one: "四、公共安全支出（类）" → 204. 行政运行 has many.

    With a year, only entries of that year. An alias is no name; `search.find` knows it.
    """
    found = (a for a in with_key(line_key(name), kind) if a.standing != "alias")
    return tuple(a for a in found if year is None or a.valid(year))


def with_key(key: str, kind: str) -> tuple[Account, ...]:
    """Entries and aliases under a key that `names.line_key` made."""
    return _table().by_key.get((kind, key), ())


def settled_code(name: str, *, kind: str = "functional", year: int | None = None) -> str | None:
    """The code of a name that has exactly one, else None: 住房保障支出 → "221", 行政运行 → None.

    Entries of the year (None: of today) go before those of others: 行政单位医疗 is 2101101 since 2016.
    """
    named = with_name(name, kind=kind)
    codes = {account.code for account in named if account.valid(year)} or {a.code for a in named}
    return codes.pop() if len(codes) == 1 else None


def walk_codes(levels: tuple[PathLevel, ...], *, year: int | None = None) -> str | None:
    """Down a path by name: 行政运行 is many lines, under 财政事务 it is "2010601"; None where that fails."""
    above, code = "", None
    for level in levels:
        named = [a for a in with_name(level.name) if level.level in (None, a.level)]
        under = [a for a in named if a.code.startswith(above)]
        codes = {a.code for a in under if a.valid(year)} or {a.code for a in under}
        code = codes.pop() if len(codes) == 1 else _by_habit(level, above)
        above = code or above
    return code


_HABIT = {"行政运行": "01", "一般行政管理事务": "02", "机关服务": "03"}
"""The 项 that every 款 with staff of its own begins with."""


def _by_habit(level: PathLevel, above: str) -> str | None:
    """行政运行 under a 款 whose 项 the catalogue does not list is its 01, 其他…支出 under its 款 its 99."""
    if len(above) != 5 or level.level not in (None, "项"):
        return None
    key = line_key(level.name)
    last = _HABIT.get(key)
    if last is None and any(key == "其他" + line_key(a.name) for a in with_code(above)):
        last = "99"
    listed = _table().by_code.get(("functional", above + (last or "")))
    return above + last if last and not listed else None


def level_of(code: str | None) -> str | None:
    """类, 款 or 项 of a functional code by its length: "20103" → 款; None for any other length."""
    return LEVELS["functional"].get(len(code)) if code else None


def kind_of(code: str) -> str | None:
    """Which catalogue a code belongs to by its first digit: "30201" → economic; None for no such code."""
    return _KINDS.get(code[:1]) if len(code) in LEVELS.get(_KINDS.get(code[:1], ""), {}) else None
