"""Expands templates into a paragraph and keeps the books on marks and facts.

Fields of a subject: final, budget, adjusted, plan (预算数, kind unsaid), prior, delta, gap (against the
budget) and signed (delta with its sign) are amounts; rate, share, done, gap_rate and signed_rate are
percentages; dir, rdir, gdir, cmp are words;
reason writes a cause. An empty field writes the item itself. Facts follow from the slots.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from annotations.generate.books import Account
from annotations.generate.figures import (
    AMOUNT_WORDS,
    RATE_WORDS,
    ROLES,
    Rule,
    Subject,
    Value,
    direction,
    figure_value,
)
from annotations.generate.markup import Choice, Sequence, Slot, Text, parse
from annotations.generate.mistakes import RESIDUE, Mistake
from annotations.generate.script import Mark, Paragraph, ParagraphKind, Planted, StatedFact
from annotations.generate.style import Style
from annotations.generate.words import SoberRandom

_SECOND_WORD = re.compile(r"(?<!原因)(?<!因素)(?<!缘由)(?<!原因分析)(?<!原因主要)是$")
"""Behind these 由于 goes on with the cue."""
AGAINST_PRIOR = frozenset(("delta", "rate", "signed", "signed_rate"))
"""Figure fields that state a change against the year before."""


def _of_prior(fact: StatedFact) -> bool:
    """A change against the year before."""
    return fact.measure in ("增减额", "增减率") and fact.base_year is not None


def _of_budget(fact: StatedFact) -> bool:
    """A change against a budget, or the rate at which it was carried out."""
    return fact.measure == "完成率" or (fact.measure in ("增减额", "增减率") and fact.base_year is None)


class Writer:
    """Writes paragraphs for one document. `rules`: sub-rules by verb; `reasons`: writes a cause template."""

    def __init__(
        self,
        rng: random.Random,
        *,
        style: Style,
        year: int,
        rules: Mapping[str, Rule],
        reasons: Callable[[Subject, int, random.Random], str],
        words: Mapping[str, str],
        mistakes: Iterable[Mistake] = (),
        residue: bool = False,
    ) -> None:
        self.rng = rng
        self.style = style
        self.year = year
        self._rules = rules
        self._reasons = reasons
        self._words = {"Y": str(year), "P": str(year - 1), "N": str(year + 1), **words}
        self._mistakes = [(mistake, rng.randint(0, mistake.patience)) for mistake in mistakes]
        self._residue = residue
        self._reset()

    def _reset(self) -> None:
        self._out: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._facts: list[StatedFact] = []
        self._planted: list[Planted] = []
        self._pending = 0

    def paragraph(
        self, template: str, /, *, kind: ParagraphKind = "prose", level: int = 0, **values: Value
    ) -> Paragraph:
        """One paragraph from a template and the subjects and words it names."""
        self._reset()
        self._expand(parse(template), values)
        marks = tuple(sorted(self._marks, key=lambda m: (m.start, -m.end)))
        return Paragraph(kind, "".join(self._out), marks, tuple(self._facts), tuple(self._planted), level)

    def _put(self, text: str) -> tuple[int, int]:
        start = self._length
        self._out.append(text)
        self._length += len(text)
        return start, self._length

    def _expand(self, nodes: Sequence, values: Mapping[str, Value]) -> None:
        for node in nodes:
            if isinstance(node, Text):
                self._put(node.text)
            elif isinstance(node, Choice):
                self._expand(self.rng.choice(node.options), values)
            else:
                self._slot(node, values)

    def _slot(self, slot: Slot, values: Mapping[str, Value]) -> None:
        value = values.get(slot.name, self._words.get(slot.name))
        if slot.verb:
            self._verb(slot, value, values)
        elif isinstance(value, str):
            self._expand(parse(value), values)
        elif value is None:
            raise ValueError(f"template names {slot.name!r}, which has no value here")
        elif not slot.field:
            self._expand(parse(value.name), values)
        elif slot.field in ROLES:
            self._figure(value, slot.field)
        else:
            self._word(value, slot.field, values)

    def _verb(self, slot: Slot, value: Value | None, values: Mapping[str, Value]) -> None:
        if slot.verb == "item":
            self._mark("ITEM", None, slot.name if value is None else str(value))
        elif slot.verb == "code":
            self._mark("CODE", None, str(value) if value is not None else slot.name)
        elif slot.verb == "cause":
            self._mark("REASON", None, slot.name)
        elif slot.verb == "count":
            self._mark("QUANTITY", None, str(value) if value is not None else slot.name)
        elif isinstance(value, Subject):
            template = self._rules[slot.verb](value, self.rng)
            self._expand(parse(template), {**values, "s": value})
        else:
            raise ValueError(f"rule {slot.verb!r} needs a subject, {slot.name!r} is none")

    def _mark(self, label: str, role: str | None, text: str) -> tuple[int, int]:
        start, end = self._put(text)
        self._marks.append(Mark(label, role, start, end))
        return start, end

    def _figure(self, subject: Subject, field: str) -> None:
        label, role = ROLES[field]
        value = figure_value(subject, field)
        digits, unit = self._digits(field, label, value)
        digits, unit, slip = self._slip(subject, field, digits, unit)
        start, end = self._mark(label, role, digits + unit)
        if slip:
            self._planted.append(replace(slip, start=start, end=end))
        if role == "其他":
            return
        signed = role in ("增减额", "增减率") and direction(subject, field) < 0 and digits[0] != "-"
        written = ("-" if signed else "") + digits.replace(",", "")
        base = self.year - 1 if field in AGAINST_PRIOR else None
        shown = unit.strip() or None
        self._facts.extend(
            StatedFact(item, subject.code, role, written, shown, self.year, base, None, start, end)
            for item in subject.fact_items
            if item
        )

    def _digits(self, field: str, label: str, value: Decimal) -> tuple[str, str]:
        if field == "signed":
            return self.style.signed(value), self.style.unit_text(self.rng)
        if field == "signed_rate":
            return f"{value:.2f}", self.style.percent_text(self.rng)
        if label == "PERCENT":
            return self.style.rate(value, self.rng), self.style.percent_text(self.rng)
        if field == "yuan":
            return f"{value * 10_000:f}".split(".")[0], "元"
        digits = self.style.number(value, self.rng)
        return digits, "" if field == "bare" else self.style.unit_text(self.rng)

    def _slip(self, subject: Subject, field: str, digits: str, unit: str) -> tuple[str, str, Planted | None]:
        """The figure after a waiting mistake that fits it, and what was done.

        Each mistake lets a few chances pass, so that they spread over the document.
        """
        for place, (mistake, wait) in enumerate(self._mistakes):
            if not mistake.fits(subject, field):
                continue
            wrong_digits, wrong_unit = mistake.change(digits, unit, subject)
            if wrong_digits + wrong_unit == digits + unit:
                continue
            if wait:
                self._mistakes[place] = (mistake, wait - 1)
                continue
            del self._mistakes[place]
            slip = Planted(
                mistake.kind, mistake.rule, (wrong_digits + wrong_unit).strip(), (digits + unit).strip(), 0, 0
            )
            return wrong_digits, wrong_unit, slip
        return digits, unit, None

    def _word(self, subject: Subject, field: str, values: Mapping[str, Value]) -> None:
        sign = direction(subject, field)
        if field == "reason":
            self._reason(subject, values, budget=self._speaks_of_budget())
        elif field == "gap_reason":
            self._reason(subject, values, budget=True)
        elif field == "dir" and self._residue and sign:
            self._residue = False
            start, end = self._put(RESIDUE)
            meant = AMOUNT_WORDS[sign][0]
            self._planted.append(Planted("template-residue", "residue", RESIDUE, meant, start, end))
        elif field in ("dir", "gdir"):
            self._put(self._pick(AMOUNT_WORDS[sign]))
        elif field in ("rdir", "grdir"):
            self._put(self._pick(RATE_WORDS[sign]))
        elif field == "cmp":
            self._put(("等于", "大于", "小于")[sign])
        else:
            raise ValueError(f"a subject has no field {field!r}")

    def _pick(self, words: tuple[str, ...]) -> str:
        """The usual word, or now and then another; readers' texts keep to the usual one."""
        usual = isinstance(self.rng, SoberRandom) or self.rng.random() < 0.88
        return words[0] if usual else self.rng.choice(words)

    def _aside(self) -> Subject:
        """A subject of its own for a figure inside a cause."""
        final, prior = (Decimal(self.rng.randint(1, 90_000)).scaleb(-2) for _ in range(2))
        return Subject("", Account("", final=final, prior=prior), items=("",))

    def _speaks_of_budget(self) -> bool:
        """Whether the figures since the last cause only tell of the budget, so that a cause is that gap's."""
        pending = self._facts[self._pending :]
        return any(map(_of_budget, pending)) and not any(map(_of_prior, pending))

    def _second_cue(self, template: str, start: int) -> tuple[str, int]:
        """The cause and its start, at times with 由于 or 因 before it.

        That is the cause's own behind 原因是 and 原因：, and a part of the cue behind 主要是.
        """
        told = "".join(self._out)[-8:]
        if not told.endswith(("是", "为", "：")) or self.rng.random() >= 0.12:
            return template, start
        second = self.rng.choice(("由于", "因", "因为", "受"))
        if second != "受" and _SECOND_WORD.search(told):
            return template, self._put(second)[1]
        return second + template, start

    def _reason(self, subject: Subject, values: Mapping[str, Value], *, budget: bool) -> None:
        """Writes a cause; the changes against the budget, or against the year before, get it as theirs."""
        start, before = self._length, len(self._facts)
        sign = direction(subject, "gap" if budget else "delta")
        caused = _of_budget if budget else _of_prior
        template = self._reasons(subject, sign, self.rng)
        template, start = self._second_cue(template, start)
        asides = {name: self._aside() for name in ("q1", "q2", "q3")} if "{q" in template else {}
        self._expand(parse(template), {**values, **asides})
        text = "".join(self._out)[start:]
        self._marks.append(Mark("REASON", None, start, self._length))
        for index in range(self._pending, before):
            if caused(self._facts[index]):
                self._facts[index] = replace(self._facts[index], reason=text)
        self._pending = len(self._facts)
