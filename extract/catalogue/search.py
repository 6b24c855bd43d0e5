"""A written name → the lines of the catalogue it may mean, and what was overlooked to find them.

"政府办公厅（室）及相关机构事物" → 20103, one character off; "医疗卫生与计划生育支出" in 2023 → 210, a name
of earlier years; "教育" → 205, its 支出 missing. An exact name of the year ends the search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extract.catalogue import Account, keys, with_key, with_name
from extract.catalogue.names import line_key
from extract.text import squeeze

How = Literal["name", "tail", "other-year", "alias", "typo"]
SHORTEST_TYPO = 4
"""Names of fewer characters are told apart by one: 水费, 电费; 离休费, 退休费."""
CONFUSABLE = (
    "务物", "帐账", "拔拨", "即既", "己已", "交缴", "构购", "象像", "做作", "他它", "冶治", "侯候", "未末",
    "培陪赔", "住驻注", "钢纲", "障章", "储诸", "粮梁", "疗辽", "恤血", "设没", "辆俩", "费废", "出岀",
)  # fmt: skip
"""Characters that pens and keyboards take for each other; a name may hold two such slips."""
_FOLDED = {ord(char): group[0] for group in CONFUSABLE for char in group}


@dataclass(frozen=True, slots=True)
class Match:
    """A line a name may mean. `how` says what had to be overlooked; `written` is the name as given."""

    account: Account
    how: How
    written: str

    @property
    def note(self) -> str | None:
        """What to tell a reader, in Chinese; None for the exact name."""
        name = self.account.name
        return {
            "name": None,
            "tail": f"目录作“{name}”",
            "other-year": f"“{name}”是其他年度的名称（{_years(self.account)}）",
            "alias": f"简称，目录中代码{self.account.code}",
            "typo": f"与目录差一二字，目录作“{name}”",
        }[self.how]


def find(
    name: str, *, kind: str = "functional", year: int | None = None, above: str = ""
) -> tuple[Match, ...]:
    """Every line the name may mean, by the first way that gives any: name, other year, alias, typo.

    `above`: the code it must stand under. More than one match is an ambiguity, left to the caller.
    """
    key = line_key(name)
    named = [a for a in with_name(name, kind=kind) if a.code.startswith(above)]
    valid = [a for a in named if a.valid(year)]
    if valid:
        return tuple(Match(a, _exactly(name, a), name) for a in valid)
    aliases = [a for a in with_key(key, kind) if a.standing == "alias" and a.code.startswith(above)]
    near = [] if named or aliases else [a for a in _near(name, key, kind) if a.code.startswith(above)]
    ways: tuple[tuple[How, list[Account]], ...] = (("other-year", named), ("alias", aliases), ("typo", near))
    return tuple(Match(account, how, name) for how, found in ways for account in found)


def _exactly(name: str, account: Account) -> How:
    tail = account.name.endswith("支出") and not squeeze(name).rstrip("(类款项)0123456789").endswith("支出")
    return "tail" if tail else "name"


def _years(account: Account) -> str:
    if account.first and account.last:
        return f"{account.first}—{account.last}年"
    return f"{account.last}年及以前" if account.last else f"{account.first}年起"


def _near(name: str, key: str, kind: str) -> tuple[Account, ...]:
    """Entries whose key is one edit away, or the same but for confusable characters."""
    if len(key) < SHORTEST_TYPO:
        return ()
    folded, cut = _neighbours(kind)
    found = dict.fromkeys(folded.get(line_key(name.translate(_FOLDED)), ()))
    if not found:
        near = (other for form in _cuts(key) for other in cut.get(form, ()))
        found = dict.fromkeys(other for other in near if _one_edit(key, other))
    return tuple(a for other in found for a in with_key(other, kind) if a.standing != "alias")


@lru_cache(maxsize=3)
def _neighbours(kind: str) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Keys of a kind by their confusable fold, and by every form that lacks at most one character."""
    long = [key for key in keys(kind) if len(key) >= SHORTEST_TYPO]
    folded = _grouped((key.translate(_FOLDED), key) for key in long)
    return folded, _grouped((form, key) for key in long for form in _cuts(key))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for form, key in pairs:
        groups.setdefault(form, []).append(key)
    return {form: tuple(members) for form, members in groups.items()}


def _cuts(key: str) -> Iterator[str]:
    yield key
    for at in range(len(key)):
        yield key[:at] + key[at + 1 :]


def _one_edit(one: str, other: str) -> bool:
    """True for one insertion, deletion, substitution or swap of neighbours."""
    low = 0
    while low < min(len(one), len(other)) and one[low] == other[low]:
        low += 1
    a, b = one[low:], other[low:]
    swapped = a[:2] == b[1::-1] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped
