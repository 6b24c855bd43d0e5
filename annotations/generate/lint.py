"""What a reader would stumble over in generated prose: `complaints(paragraph)` for tidy documents.

Empty clauses (，。), doubled words, unfilled slots, a cause against its figure, and a rate that does not
follow from the two amounts beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from annotations.generate.script import Paragraph, StatedFact

_EMPTY = re.compile(r"，[，。；、]|[。；][，。；]|、[，。、]|：[，。；]|^[，。；]")
_TWICE = re.compile(
    r"(支出|收入|决算|预算|金额|合计|总计|经费|费用|资金|项目|原因|主要|因为|由于|比上年|较上年|同比|其中|用于|增加|减少)\1"
)
_UNFILLED = re.compile(r"\{[^}]*\}?|<[a-z]+>|（减少）|增加/减少")
_OPEN = re.compile(r"差|变动|变化|幅度|出入|增减")
"""Before a change that says no direction."""
_MANY = ("基本支出", "项目支出", "本年支出", "本年收入")
_BUDGETS = ("年初预算数None", "预算数None", "全年预算数None")
_LESS = re.compile(
    r"(?:，|导致|致使|使得|从而|因此)(?:支出|收入|收支|经费|开支)(?:相应|随之|也|同步|有所)?(?:减少|下降|降低)"
)
_MORE = re.compile(
    r"(?:，|导致|致使|使得|从而|因此)(?:支出|收入|收支|经费|开支)(?:相应|随之|也|同步|有所)?(?:增加|增长|上升)"
)


def complaints(paragraph: Paragraph) -> Iterator[str]:
    """One line for each fault, with its place."""
    text = paragraph.text
    for pattern, fault in ((_EMPTY, "empty clause"), (_TWICE, "doubled word"), (_UNFILLED, "unfilled slot")):
        for found in pattern.finditer(text):
            yield f"{fault}: …{text[max(0, found.start() - 20) : found.end() + 12]}…"
    for fact in paragraph.facts:
        if fact.reason and not _OPEN.search(text[max(0, fact.start - 14) : fact.start]) and _is_against(fact):
            yield f"cause against its figure: {fact.measure} {fact.value}: {fact.reason}"
    yield from _wrong_rates(paragraph)


def _is_against(fact: StatedFact) -> bool:
    """A change told to fall whose cause says that money rose, or the other way round."""
    if fact.measure not in ("增减额", "增减率") or not fact.reason or re.search(r"\d", fact.reason):
        return False
    value = Decimal(fact.value)
    more, less = _MORE.search(fact.reason), _LESS.search(fact.reason)
    return (value < 0 and bool(more) and not less) or (value > 0 and bool(less) and not more)


def _wrong_rates(paragraph: Paragraph) -> Iterator[str]:
    """A rate of change beside the two amounts of its own line that it does not follow from."""
    groups: dict[tuple[str, str], dict[str, StatedFact]] = {}
    for fact in paragraph.facts:
        if fact.account:
            groups.setdefault((fact.account, fact.item), {})[fact.measure + str(fact.base_year)] = fact
    for (account, _), told in groups.items():
        final, prior = told.get("决算数None"), told.get("上年数None")
        planned = [told[key] for key in _BUDGETS if key in told]
        done = told.get("完成率None")
        if final and done and len(planned) == 1 and not _completes(final, planned[0], done):
            yield f"{account}: {done.value}% does not follow from {planned[0].value} and {final.value}"
        rate = next((fact for key, fact in told.items() if key.startswith("增减率") and fact.base_year), None)
        if final and prior and rate and not _follows(final, prior, rate):
            yield f"{account}: {rate.value}% does not follow from {prior.value} and {final.value}"


def _completes(final: StatedFact, plan: StatedFact, done: StatedFact) -> bool:
    now, planned, told = (Decimal(fact.value) for fact in (final, plan, done))
    if not planned or final.unit != plan.unit:
        return True
    return abs(now * 100 / planned - told) <= _slack(final, plan) + 1


def _slack(one: StatedFact, two: StatedFact) -> Decimal:
    """How far a rate in percent may be off because its two amounts are rounded; the second is the base."""
    now, base = (Decimal(fact.value) for fact in (one, two))
    return 100 * (_last_place(now) + _last_place(base)) / base * (1 + now / base)


def _last_place(number: Decimal) -> Decimal:
    """One of the last digit shown: 0.01 for 3.20."""
    return Decimal(1).scaleb(int(number.as_tuple().exponent))


def _follows(final: StatedFact, prior: StatedFact, rate: StatedFact) -> bool:
    now, before, told = (Decimal(fact.value) for fact in (final, prior, rate))
    if not before or final.unit != prior.unit:
        return True
    return abs(abs((now - before) * 100 / before) - abs(told)) <= _slack(final, prior) + 1


def wrong_shares(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """Each 占X的p% of one document whose p is not the part of what the document prints for X.

    基本支出 and 本年支出 are left out: sections of several budgets have one of their own.
    """
    told = list(paragraphs)
    wholes: dict[str, set[str]] = {}
    parts: dict[tuple[str, int], StatedFact] = {}
    for number, paragraph in enumerate(told):
        for fact in paragraph.facts:
            if fact.measure == "决算数":
                wholes.setdefault(fact.item, set()).add(fact.value)
                parts[fact.account, number] = fact
    for number, paragraph in enumerate(told):
        for fact in (fact for fact in paragraph.facts if fact.measure == "占比"):
            name, part = _whole_of(paragraph, fact), parts.get((fact.account, number))
            amounts = wholes.get(name, set())
            known = name not in _MANY and fact.account and len(amounts) == 1
            if part and known and not _is_share(part, Decimal(*amounts), Decimal(fact.value)):
                yield f"{fact.item} {part.value} is not {fact.value}% of {name} {amounts}"


def _whole_of(paragraph: Paragraph, fact: StatedFact) -> str:
    """The name between 占 and the share; empty where none stands there."""
    for mark in paragraph.marks:
        before, behind = paragraph.text[: mark.start], paragraph.text[mark.end : fact.start]
        if (
            mark.label == "ITEM"
            and before.endswith(("占", "占到"))
            and behind in ("", "的", "的比例为", "的比重为")
        ):
            return paragraph.text[mark.start : mark.end]
    return ""


def _is_share(part: StatedFact, whole: Decimal, told: Decimal) -> bool:
    size = Decimal(part.value)
    coarse = _last_place(size) + _last_place(whole)
    return not whole or abs(size * 100 / whole - told) <= 1 + 100 * coarse / whole
