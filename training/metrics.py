"""Scores of one extraction against its gold: exact spans, roles, facts. No files here.

Every function returns `Score`s (hits, gold, ours) that add up over documents, and what was missed or
extra, so that a table and an error list come from one run. Links and findings: `audit_metrics`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.catalogue.lines import procurement, three_public
from extract.catalogue.names import line_key
from extract.records import Fact, Tag
from extract.text import fold, squeeze
from training.gold import GoldFact, GoldTag

ALWAYS_LABELS = ("AMOUNT", "PERCENT", "CODE", "REASON")
"""Every gold annotates these; ITEM and QUANTITY are scored only where the gold holds one."""
FIGURE_LABELS = ("AMOUNT", "PERCENT")
UNSTATED_MEASURES = frozenset(("上年数",))
"""Measures the hand-made gold has no fact for: ours count only where the gold states one."""
NO_CHANGE = re.compile(r"持平|无变化|没有变化|无增减|相同|一致|no.?change")

_BUDGETS = {"全年预算数": "预算数"}

@dataclass(frozen=True, slots=True)
class Score:
    """Hits out of `gold` wanted and `ours` given; scores of several documents add up (micro average)."""

    hits: int = 0
    gold: int = 0
    ours: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.hits + other.hits, self.gold + other.gold, self.ours + other.ours)

    @property
    def precision(self) -> float:
        """Share of ours that is right; 1.0 where we gave nothing and nothing was wanted."""
        return self.hits / self.ours if self.ours else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of the gold that we found; 1.0 where nothing was wanted."""
        return self.hits / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two, as 2·hits / (gold + ours)."""
        both = self.gold + self.ours
        return 2 * self.hits / both if both else 1.0


@dataclass(frozen=True, slots=True)
class SpanMiss:
    """A gold span we did not give ("missed") or one of ours the gold has not ("extra")."""

    kind: str
    label: str
    text: str
    start: int | None
    end: int | None
    note: str = ""


SpanKey = tuple[str, int | None, int | str | None]


def _gold_key(tag: GoldTag) -> SpanKey:
    return (tag.label, tag.page, squeeze(tag.text)) if tag.start is None else (tag.label, tag.start, tag.end)


def _our_key(tag: Tag, *, paged: bool) -> SpanKey:
    return (tag.label, tag.page, squeeze(tag.text)) if paged else (tag.label, tag.start, tag.end)


def _keyed(gold: Sequence[GoldTag], ours: Sequence[Tag]) -> tuple[list[SpanKey], list[SpanKey]]:
    paged = any(tag.start is None for tag in gold)
    return [_gold_key(tag) for tag in gold], [_our_key(tag, paged=paged) for tag in ours]


def scored_labels(gold: Sequence[GoldTag]) -> tuple[str, ...]:
    """The labels this gold can judge: the four it always has, ITEM and QUANTITY where it has one."""
    seen = {tag.label for tag in gold}
    return ALWAYS_LABELS + tuple(label for label in ("ITEM", "QUANTITY") if label in seen)


def span_scores(gold: Sequence[GoldTag], ours: Sequence[Tag]) -> dict[str, Score]:
    """Exact-span score per label, and "spans" over the four labels every gold has.

    A hit has the same label, start and end; in a paged gold without offsets the same label, page
    and text (repeated texts count as often as both sides have them).
    """
    gold_keys, our_keys = _keyed(gold, ours)
    scores = {}
    for label in scored_labels(gold):
        wanted = Counter(key for key in gold_keys if key[0] == label)
        given = Counter(key for key in our_keys if key[0] == label)
        scores[label] = Score((wanted & given).total(), wanted.total(), given.total())
    scores["spans"] = sum((scores[label] for label in ALWAYS_LABELS), Score())
    return scores


def span_misses(gold: Sequence[GoldTag], ours: Sequence[Tag]) -> list[SpanMiss]:
    """Every missed and extra span of the scored labels, ordered by place."""
    labels = scored_labels(gold)
    gold_keys, our_keys = _keyed(gold, ours)
    missed = [
        SpanMiss("missed", tag.label, tag.text, tag.start, tag.end)
        for tag, key in zip(gold, gold_keys, strict=True)
        if key not in set(our_keys)
    ]
    extra = [
        SpanMiss("extra", tag.label, tag.text, tag.start, tag.end)
        for tag, key in zip(ours, our_keys, strict=True)
        if tag.label in labels and key not in set(gold_keys)
    ]
    return sorted([*missed, *extra], key=lambda miss: (miss.start or 0, miss.kind))


def role_scores(gold: Sequence[GoldTag], ours: Sequence[Tag]) -> dict[str, Score]:
    """How well figures are understood, over gold figures whose role is known.

    "roles": span and role both right, against all gold figures and all of ours that do not stand on
    a gold figure without role. "role accuracy": among figures found exactly, the share with the
    right role (gold = ours = figures found).
    """
    known = {(tag.label, tag.start, tag.end): tag.roles for tag in gold if tag.label in FIGURE_LABELS}
    wanted = {key: roles for key, roles in known.items() if roles and key[1] is not None}
    given = {(tag.label, tag.start, tag.end): tag.role for tag in ours if tag.label in FIGURE_LABELS}
    found = [key for key in given if key in wanted]
    hits = sum(given[key] in wanted[key] for key in found)
    scored = sum(key in wanted or key not in known for key in given)
    return {"roles": Score(hits, len(wanted), scored), "role accuracy": Score(hits, len(found), len(found))}


def role_misses(gold: Sequence[GoldTag], ours: Sequence[Tag]) -> list[SpanMiss]:
    """Figures found exactly whose role is another one: note "增减额 → 决算数"."""
    wanted = {(tag.label, tag.start, tag.end): tag.roles for tag in gold if tag.label in FIGURE_LABELS}
    return [
        SpanMiss("role", tag.label, tag.text, tag.start, tag.end, f"{'/'.join(sorted(roles))} → {tag.role}")
        for tag in ours
        if (roles := wanted.get((tag.label, tag.start, tag.end))) and tag.role not in roles
    ]


_BRACKETED_LEVEL = re.compile(r"\(?(?:\d*)\(?[类款项]\)")
_CODE = re.compile(r"\d{2,}[类款项]?")
_SPENDING_TAIL = re.compile(r"(?<=费)支出$")


def normal_item(name: str) -> str:
    """The form in which two items are compared: "“三公”经费 " → 三公经费, "教育支出205（类）" → 教育支出.

    White space, quotes, codes and （类）（款）（项） fall away, and a 支出 behind 费 (公务接待费支出).
    """
    return _SPENDING_TAIL.sub("", "".join(components(name)))


def components(name: str) -> list[str]:
    """The names of a path: "卫生健康210（类）行政事业单位医疗21011（款）" → [卫生健康, 行政事业单位医疗]."""
    folded = re.sub(r"[\"'《》]", "", squeeze(name))
    parts = _CODE.split(_BRACKETED_LEVEL.sub("0000", folded))
    return [part for part in (piece.strip("-—–>/,:，：") for piece in parts) if part]


def owner(name: str) -> str:
    """The component a figure belongs to: the last one, or the 类 where several 项 share one figure."""
    parts = components(name)
    chained = len(re.findall(r"\(项\)", squeeze(name))) > 1
    return _SPENDING_TAIL.sub("", parts[0 if chained else -1]) if parts else ""


_SPELLINGS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"\(科目编码\d+\)", ""),
        (r"决算(?=支出|收入|[合总]计)|(?<=支出)决算|(?<=收入)决算", ""),
        (r"(?<!一般)公共(?:财政预算|预算财政)拨款|一般公共预算拨款", "一般公共预算财政拨款"),
        (r"一般公共预算(?:当年)?(?:财政)?(?:拨款)?", "一般公共预算"),
        (r"当年(?:财政)?拨款", "财政拨款"),
        (r"财政拨款本年|本年财政拨款", "财政拨款"),
        (r"^本年|^全年|^今年", ""),
        (r"总额$", "总计"),
        (r"^总(收入|支出)$", r"\1总计"),
        (r"(?:费用|经费)$", "费"),
        (r"项目$", ""),
    )
)
"""What differs between two ways of writing one line."""


def same_line(name: str) -> str:
    """The line a name means, however it is written: 货物采购金额 = 政府采购货物支出, 总收入 = 收入总额."""
    last = owner(re.sub(_SPELLINGS[0][0], "", squeeze(name))) or name
    known = three_public(last) or procurement(last)
    if known:
        return known
    for pattern, plain in _SPELLINGS:
        last = pattern.sub(plain, last)
    return line_key(last) or last


FactKey = tuple[str, Decimal, str]


def _gold_fact_key(fact: GoldFact, item: Callable[[str], str]) -> FactKey:
    return _BUDGETS.get(fact.measure, fact.measure), fact.value.normalize(), item(fact.item)


def _our_fact_key(fact: Fact, item: Callable[[str], str]) -> FactKey:
    return _BUDGETS.get(fact.measure, fact.measure), fact.number.normalize(), item(fact.item.name)


FACT_KEYS: dict[str, Callable[[str], str]] = {
    "facts": normal_item,
    "facts (last component)": owner,
    "facts (same line)": same_line,
    "facts (item ignored)": lambda _: "",
}
"""How strictly the item of a fact is compared, strictest first."""


def fact_scores(gold: Sequence[GoldFact], ours: Sequence[Fact]) -> dict[str, Score]:
    """Fact scores under each of FACT_KEYS.

    Two facts are the same when measure (全年预算数 ≡ 预算数), value (Decimal with its sign, 188.00 =
    188) and item agree. Repeated statements are separate facts: each side is counted as often as it
    has them. Left out of `ours` where no gold fact needs them: a change of 0 that stands for 持平,
    an amount of 0 that stands for 无…支出, and 上年数 in a gold that states none.
    """
    return {name: _score(*_fact_bags(gold, ours, key)) for name, key in FACT_KEYS.items()}


def reason_scores(gold: Sequence[GoldFact], ours: Sequence[Fact]) -> dict[str, Score]:
    """How many gold facts with a reason have the same one with us, over those whose fact we have at all.

    Facts are paired under the key of "facts (last component)", in order; `ours` counts the reasons that ours
    of these pairs give. A reason is the same when its words are, white space and closing stops aside.
    """
    waiting: dict[FactKey, list[Fact]] = {}
    for fact in ours:
        waiting.setdefault(_our_fact_key(fact, owner), []).append(fact)
    hits = wanted = given = 0
    for gold_fact in gold:
        mine = waiting.get(_gold_fact_key(gold_fact, owner))
        if not mine:
            continue
        fact = mine.pop(0)
        wanted += gold_fact.reason is not None
        given += fact.reason is not None
        told = _reason_key(gold_fact.reason)
        hits += told is not None and told == _reason_key(fact.reason.text if fact.reason else None)
    return {"reasons": Score(hits, wanted, given)}


def _reason_key(reason: str | None) -> str | None:
    return None if reason is None else squeeze(reason).strip("。;,.")


def _fact_bags(
    gold: Sequence[GoldFact], ours: Sequence[Fact], item: Callable[[str], str]
) -> tuple[Counter[FactKey], Counter[FactKey]]:
    wanted = Counter(_gold_fact_key(fact, item) for fact in gold)
    given = Counter(_our_fact_key(fact, item) for fact in ours)
    unneeded = given - wanted
    stated = {fact.measure for fact in gold}
    optional = Counter(_our_fact_key(fact, item) for fact in ours if is_optional(fact, stated))
    return wanted, given - (unneeded & optional)


def _score(wanted: Counter[FactKey], given: Counter[FactKey]) -> Score:
    return Score((wanted & given).total(), wanted.total(), given.total())


def is_optional(fact: Fact, stated: Iterable[str]) -> bool:
    """Whether the gold has no line for such a fact: 持平, 无…支出, or 上年数 where it states none."""
    if is_unprinted(fact):
        return True
    if fact.measure in UNSTATED_MEASURES and fact.measure not in set(stated):
        return True
    worded = not any(char.isdigit() for char in fold(fact.quote)) or NO_CHANGE.search(" ".join(fact.steps))
    return fact.measure in ("增减额", "增减率") and fact.number == 0 and bool(worded)


def is_unprinted(fact: Fact) -> bool:
    """Whether a fact prints no amount: 本年度无此项支出."""
    return bool(fact.steps) and fact.steps[0].startswith("无数据")


def fact_misses(gold: Sequence[GoldFact], ours: Sequence[Fact]) -> list[SpanMiss]:
    """Facts without a partner under the strict key: the missed first, then the extra."""
    wanted, given = _fact_bags(gold, ours, normal_item)
    missing, surplus = wanted - given, given - wanted
    misses = []
    for fact in gold:
        if _take(missing, _gold_fact_key(fact, normal_item)):
            start, end = fact.place or (None, None)
            text = f"{fact.item} {fact.value}"
            misses.append(SpanMiss("missed", fact.measure, text, start, end, fact.quote))
    for ours_fact in ours:
        if _take(surplus, _our_fact_key(ours_fact, normal_item)):
            text = f"{ours_fact.item.name} {ours_fact.value}"
            place = ours_fact.start, ours_fact.end
            misses.append(SpanMiss("extra", ours_fact.measure, text, *place, ours_fact.quote))
    return misses


def _take(bag: Counter[FactKey], key: FactKey) -> bool:
    if bag[key] <= 0:
        return False
    bag[key] -= 1
    return True
