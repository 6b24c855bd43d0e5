"""Gold folders: `<gold>/<id>/{tags,facts,findings,links}.jsonl` beside their source document.

Measuring only. A line of each file, as the annotators wrote it:

    tags      {"label": "AMOUNT", "text": "12.6万元", "start": 839, "end": 845, "line": 25}
    facts     {"item": "基本支出", "code": null, "measure": "决算数", "value": "12.6", "unit": "万元",
               "reason": null, "quote": "基本支出12.6万元", "section": …, "year": …, "base_year": …}
    findings  {"kind": "prose-arithmetic", "where": ["…"], "values": ["12.6"], "expected": "12.5",
               "why": "…", "severity": "error" | "rounding" | "suspicious"}
    links     {"start": 839, "end": 845, "text": "12.6万元", "cells":
               [{"table": "公开01表", "row_label": "总计", "column": "收入-金额", "value": "12.60"}]}

A tag of a PDF has "page" in place of start and end. Tags carry no role unless the generator wrote
one; `with_roles` derives it from the facts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from extract.amounts import find_numerals
from extract.labels import AMOUNT_ROLES, PERCENT_ROLES
from extract.text import fold

Row = TypeVar("Row")

_BUDGET = frozenset(("预算数", "全年预算数"))
SAME_MEASURES = dict.fromkeys(_BUDGET, _BUDGET)
"""The gold knows no 全年预算数: it writes 预算数 for both."""
DOCUMENT_SUFFIXES = (".txt", ".pdf", ".docx", ".xlsx", ".xls", ".html")


@dataclass(frozen=True, slots=True)
class GoldTag:
    """One tag. `roles`: what may stand there; empty where the label has no role or none is known."""

    label: str
    text: str
    start: int | None
    end: int | None
    page: int | None = None
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GoldFact:
    """One stated fact; `place` is its quote in the text, once `with_roles` has looked for it."""

    item: str
    code: str | None
    measure: str
    value: Decimal
    unit: str | None
    reason: str | None
    quote: str
    place: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class GoldCell:
    """Address of a cell that carries the figure: form code, row label, value column."""

    table: str
    row_label: str
    column: str


@dataclass(frozen=True, slots=True)
class GoldLink:
    """A figure of the prose and every cell it may be tied to."""

    start: int
    end: int
    text: str
    cells: tuple[GoldCell, ...]


@dataclass(frozen=True, slots=True)
class GoldFinding:
    """One inconsistency; `where` are the quotes that show it."""

    kind: str
    severity: str
    where: tuple[str, ...]
    values: tuple[str, ...]
    expected: str
    why: str


@dataclass(frozen=True, slots=True)
class Gold:
    """All that is annotated of one document; None where a file was not made."""

    id: str
    source: Path
    tags: tuple[GoldTag, ...] | None
    facts: tuple[GoldFact, ...] | None
    findings: tuple[GoldFinding, ...] | None
    links: tuple[GoldLink, ...] | None


class GoldError(Exception):
    """A gold folder is not usable: says which file or line and what was expected."""


def load_gold(folder: str | Path, documents: str | Path | None = None) -> tuple[Gold, ...]:
    """Every document annotated under `folder`, in order of name.

    The source is `<folder>/<id>/document.*` where it is there, else `<documents>/<id>.*`.
    """
    root = Path(folder)
    homes = sorted(home for home in root.iterdir() if home.is_dir() and any(home.glob("*.jsonl")))
    if not homes:
        raise GoldError(f"{root}: no folder in it holds tags, facts, findings or links .jsonl")
    return tuple(_load_one(home, None if documents is None else Path(documents)) for home in homes)


def _load_one(home: Path, documents: Path | None) -> Gold:
    return Gold(
        id=home.name,
        source=find_source(home, documents),
        tags=_table(home / "tags.jsonl", _tag),
        facts=_table(home / "facts.jsonl", _fact),
        findings=_table(home / "findings.jsonl", _finding),
        links=_table(home / "links.jsonl", _link),
    )


def find_source(home: Path, documents: Path | None) -> Path:
    """The document a gold folder speaks of; GoldError names every place looked at."""
    stems = [home / "document"] + ([documents / home.name] if documents else [])
    tried = [stem.with_name(stem.name + suffix) for stem in stems for suffix in DOCUMENT_SUFFIXES]
    for path in tried:
        if path.is_file():
            return path
    raise GoldError(f"{home.name}: no source document; looked for " + ", ".join(str(path) for path in tried))


def _table(path: Path, make: Callable[[dict[str, Any]], Row]) -> tuple[Row, ...] | None:
    if not path.is_file():
        return None
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                rows.append(make(json.loads(line)))
            except (KeyError, ValueError, ArithmeticError) as error:
                raise GoldError(f"{path}:{number}: not a gold line ({error!r})") from error
    return tuple(rows)


def _tag(row: dict[str, Any]) -> GoldTag:
    role = row.get("role")
    roles = SAME_MEASURES.get(role, frozenset((role,))) if role else frozenset()
    return GoldTag(row["label"], row["text"], row.get("start"), row.get("end"), row.get("page"), roles)


def _fact(row: dict[str, Any]) -> GoldFact:
    value = Decimal(row["value"].replace(",", ""))
    return GoldFact(
        row["item"], row.get("code"), row["measure"], value, row.get("unit"), row.get("reason"), row["quote"]
    )


def _finding(row: dict[str, Any]) -> GoldFinding:
    values = tuple(str(value) for value in row.get("values", ()))
    expected, why = str(row.get("expected") or ""), str(row.get("why") or "")
    return GoldFinding(row["kind"], row["severity"], tuple(row["where"]), values, expected, why)


def _link(row: dict[str, Any]) -> GoldLink:
    cells = tuple(GoldCell(cell["table"], cell["row_label"], cell["column"]) for cell in row["cells"])
    return GoldLink(row["start"], row["end"], row["text"], cells)


class Locator:
    r"""Finds quotes whatever white space or width stands between: "完成全\n年预算" has "完成全年预算"."""

    def __init__(self, text: str) -> None:
        folded = fold(text)
        self._offsets = [index for index, char in enumerate(folded) if not char.isspace()]
        self._squeezed = "".join(folded[index] for index in self._offsets)

    def find_all(self, quote: str) -> list[tuple[int, int]]:
        """Source spans of every occurrence, half-open, left to right."""
        needle = "".join(fold(quote).split())
        return list(self._spans(needle)) if needle else []

    def _spans(self, needle: str) -> Iterator[tuple[int, int]]:
        found = self._squeezed.find(needle)
        while found >= 0:
            yield self._offsets[found], self._offsets[found + len(needle) - 1] + 1
            found = self._squeezed.find(needle, found + 1)


def with_roles(gold: Gold, text: str) -> Gold:
    """The gold with a place for each fact and roles for each figure, read off the facts.

    A fact gives its measure to the tag inside its quote whose label fits and whose figure is equal.
    A sum no fact speaks of (a threshold) has the role 其他; a percentage no fact speaks of (a share
    of a performance report) keeps no role and is not scored. Roles already written in tags.jsonl stand.
    Without offsets (PDF) or facts nothing is derived.
    """
    if gold.tags is None or gold.facts is None:
        return gold
    facts = place_facts(gold.facts, Locator(text))
    if any(tag.roles for tag in gold.tags) or any(tag.start is None for tag in gold.tags):
        return replace(gold, facts=facts)
    roles: dict[int, frozenset[str]] = {}
    for fact in facts:
        index = _tag_of(fact, gold.tags, roles)
        if index is not None:
            accepted = SAME_MEASURES.get(fact.measure, frozenset((fact.measure,)))
            roles[index] = roles.get(index, frozenset()) | accepted
    other = {"AMOUNT": frozenset(("其他",))}
    tags = (
        replace(tag, roles=roles.get(index, other.get(tag.label, frozenset())))
        for index, tag in enumerate(gold.tags)
    )
    return replace(gold, tags=tuple(tags), facts=facts)


def place_facts(facts: Sequence[GoldFact], locator: Locator) -> tuple[GoldFact, ...]:
    """Each fact with the place of its quote: facts stand in document order, so the next one is at or behind.

    The same fact stated twice takes two places; a quote that is not in the text leaves None.
    """
    cursor = 0
    used: set[tuple[GoldFact, int]] = set()
    placed = []
    for fact in facts:
        spans = [span for span in locator.find_all(fact.quote) if (fact, span[0]) not in used]
        ahead = [span for span in spans if span[0] >= cursor]
        place = ahead[0] if ahead else (spans[0] if spans else None)
        if place is not None:
            used.add((fact, place[0]))
            cursor = place[0] if ahead else cursor
        placed.append(replace(fact, place=place))
    return tuple(placed)


def label_of(measure: str) -> str:
    """AMOUNT or PERCENT: the label a figure of this measure has."""
    return "PERCENT" if measure in PERCENT_ROLES and measure not in AMOUNT_ROLES else "AMOUNT"


def _tag_of(fact: GoldFact, tags: Sequence[GoldTag], taken: dict[int, frozenset[str]]) -> int | None:
    """Index of the tag a fact speaks of; of several equal figures, the first that no other fact has."""
    if fact.place is None:
        return None
    left, right = fact.place
    fitting = [
        index
        for index, tag in enumerate(tags)
        if tag.label == label_of(fact.measure)
        and tag.start is not None
        and tag.end is not None
        and left <= tag.start < tag.end <= right
        and figure(tag.text) == abs(fact.value)
    ]
    shared = [index for index in fitting if fact.measure in taken.get(index, ())]
    free = [index for index in fitting if index not in taken]
    return next(iter(free or shared or fitting), None)


def figure(text: str) -> Decimal | None:
    """The number in a tag, without sign: "1,317.14 万元" → 1317.14; None where there is none."""
    numerals = find_numerals(text)
    return abs(numerals[0].value) if numerals else None
