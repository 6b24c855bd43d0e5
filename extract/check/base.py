"""What every check gets and gives: a Case in, an Outcome out; and how a finding is worded from facts.

A check is a pure function `(case, blamed) -> Outcome`. `blamed` holds the ids of facts that an earlier
rule has already reported: a rule must not report what follows from them (one finding per cause).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from extract.amounts import to_yuan
from extract.catalogue.lines import procurement, three_public
from extract.catalogue.names import line_key, split_path
from extract.catalogue.topics import topic_at
from extract.catalogue.units import usual_unit
from extract.once import once
from extract.records import (
    CellRef,
    Document,
    Fact,
    Finding,
    FindingKind,
    Measure,
    Passage,
    Severity,
    Tag,
)
from extract.text import fold_prose, squeeze

LITTER = re.compile(r"\[(?:bookmark|image|link)[:：][^\]]*\]")
"""What a Word conversion leaves in front of a heading."""
INSIDE_REASON = "在原因之内"
STILL = "持平"
_NAME = 28
"""Longest name of a line in a message, in characters."""


@dataclass(frozen=True, slots=True)
class Case:
    """All there is to check of one document; `topics` by fact id, `unit` for bare figures."""

    document: Document
    passages: tuple[Passage, ...]
    facts: tuple[Fact, ...]
    tags: tuple[Tag, ...]
    topics: dict[str, str | None]
    unit: str

    def amount(self, fact: Fact) -> Decimal:
        """A fact's amount in yuan."""
        return to_yuan(fact.number, fact.unit, self.unit)

    @property
    def now(self) -> Measure:
        """What the document gives for its own year: 决算数, in a budget 预算数."""
        return self.document.profile.own_measure

    def in_passage(self, fact: Fact) -> tuple[Fact, ...]:
        """The facts of the same paragraph, outside reasons."""
        return _by_passage(self.facts).get(fact.passage, ())

    def spoken(self, *measures: str) -> tuple[Fact, ...]:
        """Facts of these measures that stand in running prose (not inside a reason)."""
        return _spoken(self.facts)(measures)


@once
def _by_passage(facts: tuple[Fact, ...]) -> dict[int, tuple[Fact, ...]]:
    found: dict[int, list[Fact]] = {}
    for fact in facts:
        if INSIDE_REASON not in fact.steps:
            found.setdefault(fact.passage, []).append(fact)
    return {passage: tuple(mine) for passage, mine in found.items()}


@once
def _spoken(facts: tuple[Fact, ...]) -> Callable[[tuple[str, ...]], tuple[Fact, ...]]:
    outside = tuple(f for f in facts if INSIDE_REASON not in f.steps)
    return lru_cache(maxsize=32)(lambda measures: tuple(f for f in outside if f.measure in measures))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule did: findings, how many instances it tested, how many it could not, and why not."""

    findings: tuple[Finding, ...] = ()
    tested: int = 0
    untested: int = 0
    why: str = ""


Test = Callable[[Case, frozenset[str]], Outcome]


@dataclass(frozen=True, slots=True)
class Rule:
    """One documented rule: what must hold (`statement`, Chinese), why (`source`), and the test of it."""

    id: str
    family: str
    name: str
    statement: str
    source: str
    run: Test


@dataclass(slots=True)
class Tally:
    """An Outcome under way."""

    findings: list[Finding] = field(default_factory=list)
    tested: int = 0
    untested: int = 0

    def done(self, why: str = "") -> Outcome:
        """The outcome; `why` says what was missing where something could not be tested."""
        return Outcome(tuple(self.findings), self.tested, self.untested, why if self.untested else "")


def make_case(
    document: Document, passages: tuple[Passage, ...], facts: tuple[Fact, ...], tags: tuple[Tag, ...]
) -> Case:
    """The case of a document, with the topic of every fact read off its headings."""
    topics = {f.id: topic_at(document, f.start, title=f.section, item=f.item.name) for f in facts}
    return Case(document, passages, facts, tags, topics, usual_unit(facts, document.profile.currency_unit))


_MOVE_WORDS: tuple[tuple[int, str], ...] = (
    (1, "增加|增长|上升|上涨|上调|提高|净增|增收|增支|多支|多收|多用|超支|超收|超出|增幅|增|多"),
    (
        -1,
        "减少|下降|下滑|下调|回落|降低|缩减|压减|压缩|节约|节省|净减|减收|减支|少支|少收|少用|减幅|降幅|减|降|少",
    ),
)
"""Words for more and for less, the longer before the shorter that it ends in."""


_YEAR_TOTALS = {"本年收入": "收入合计", "本年支出": "支出合计", "支出": "支出", "收入": "收入"} | {
    name: name for name in ("总支出", "总收入")
}
_CALLED = (
    ("国内接待费", re.compile(r"国内(?:公务)?接待(?:费用?)?")),
    ("国外接待费", re.compile(r"(?:国境?|境)外(?:公务)?接待(?:费用?)?")),
    ("机关运行经费", re.compile(r"机关运[行转](?:经费|费用?)")),
)
"""Lines of no form that sections call by several names (line_key has taken brackets and 支出 off)."""
_ACCOUNTED = re.compile(r"决算(?:报表)?(?=总?[收支合总])|(?<=[收支][入出])决算(?=[合总])")


@lru_cache(maxsize=4096)
def identity(name: str) -> str:
    """The form in which two mentions are one: 本年收入合计 = 收入合计, 一般公共预算支出 = …财政拨款支出."""
    name = _ACCOUNTED.sub("", name)
    special = three_public(name) or procurement(name)
    if special:
        return ("采购" if procurement(name) else "三公") + special
    if squeeze(name) in _YEAR_TOTALS:
        return _YEAR_TOTALS[squeeze(name)]
    name = name.replace("当年拨款", "财政拨款").replace("当年财政拨款", "财政拨款")
    levels = split_path(name)
    key = line_key(levels[-1].name if len(levels) > 1 else name).removeprefix("本年")
    key = next((one for one, words in _CALLED if words.fullmatch(key)), key)
    return key.replace("财政拨款本年", "财政拨款").replace("一般公共预算财政拨款", "一般公共预算")


def same_line(one: Fact, other: Fact) -> bool:
    """True when two facts are about one line."""
    if one.item.name == other.item.name:
        return True
    return identity(one.item.name) == identity(other.item.name)


def unsigned(fact: Fact) -> bool:
    """True for a change whose direction the prose leaves open ("增加（减少）1.47万元")."""
    return fact.measure in ("增减额", "增减率") and fact.number != 0 and fact.sign == 0


def finding(
    rule: str,
    kind: FindingKind,
    severity: Severity,
    message: str,
    *,
    facts: Iterable[Fact] = (),
    cells: Iterable[CellRef] = (),
    at: tuple[int, int] | None = None,
    actual: object = None,
    expected: object = None,
    difference: object = None,
) -> Finding:
    """A finding placed on its first fact (or at `at`), without an id yet."""
    facts = tuple(facts)
    printed = (link for fact in facts if not fact.id for link in fact.links)
    cells = (
        *cells,
        *(
            CellRef(link.table, link.row, link.column)
            for link in printed
            if link.table is not None and link.row is not None and link.column is not None
        ),
    )
    place = at or ((facts[0].start, facts[0].end) if facts else (None, None))
    return Finding(
        "",
        rule,
        kind,
        severity,
        message,
        place[0],
        place[1],
        facts[0].page if facts else None,
        tuple(f.id for f in facts if f.id),
        cells,
        _text(actual),
        _text(expected),
        _text(difference),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def shown(fact: Fact) -> str:
    """A fact as a reader would say it: 住房保障支出决算数14.20万元; a cell's figure by its form and row."""
    if not fact.id:
        return f"{fact.item.name}{fact.value}{fact.unit or ''}"
    name = short_name(fact.item.name)
    if fact.measure in ("增减额", "增减率") and fact.sign:
        return f"{name}{moved(fact)}"
    return f"{name}{fact.measure}{fact.value}{fact.unit or ''}"


def short_name(name: str) -> str:
    """A long path by its end, which tells the line: …住房改革支出22102（款）住房公积金2210201（项）."""
    return name if len(name) <= _NAME else "…" + name[-_NAME + 1 :]


def move_word(fact: Fact) -> str | None:
    """The word for more or less that a fact's quote puts right before its figure; None where it has none."""
    if not fact.sign:
        return None
    words = next(words for sign, words in _MOVE_WORDS if sign == fact.sign)
    figure = re.escape(fact.value.lstrip("-")) + r"\s*" + re.escape(fact.unit or "")
    quote = fold_prose(fact.quote).replace(",", "").replace("％", "%")
    told = re.search(rf"(?P<word>{words})(?:了|额|率|为|约|是|达)*\s*{figure}", quote)
    return told["word"] if told else None


def moved(fact: Fact) -> str:
    """A change in the prose's own words: 多支2.40万元, 降低20.34%; 增减额2.40万元 where no side is told."""
    written = move_word(fact)
    if written is not None:
        return f"{written}{fact.value.lstrip('-')}{fact.unit or ''}"
    words = {"增减额": ("增加", "减少"), "增减率": ("增长", "下降")}[fact.measure]
    said = words[fact.sign < 0] if fact.sign else fact.measure
    return f"{said}{fact.value.lstrip('-')}{fact.unit or ''}"
