"""Expands templates into a paragraph and keeps the books on marks and facts.

Fields of a subject: final, budget, adjusted, plan (预算数, kind unsaid), prior, delta, gap (against the
budget) and signed (delta with its sign) are amounts; rate, share, done, gap_rate and signed_rate are
percentages; dir, rdir, gdir, cmp are words;
reason writes a cause. An empty field writes the item itself. Facts follow from the slots.
"""

from __future__ import annotations

import itertools
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
from annotations.generate.naming import Named, begun_before, grown, line_names, printed_items, without_echo
from annotations.generate.reasons import BOTH
from annotations.generate.script import Mark, Paragraph, ParagraphKind, Planted, StatedFact
from annotations.generate.style import Style
from annotations.generate.words import SoberRandom

_ENDINGS = {
    "effect": (
        "影响",
        "影响",
        "等影响",
        "等因素影响",
        "等因素的影响",
        "的影响",
        "等多重因素影响",
        "等综合影响",
    ),
    "caused": ("所致", "所致", "等所致", "引起", "造成", "等因素所致", "导致的", "等原因所致"),
    "sake": ("的缘故", "的缘故", "等缘故", "的原因", "等原因"),
    "bare": ("",),
}
"""What closes a cause whose lead-in asks for it: 受…影响, 系…所致, 由于…的缘故. Inside the cause."""
_MOVED = {
    1: ("增加", "增加", "增长", "上升", "变动"),
    -1: ("减少", "减少", "下降", "降低", "变动"),
    0: ("变动", "变化"),
    BOTH: ("变动", "变化", "增减变动"),
}
"""The word for a change where its cause is led in: 增加的主要原因是."""
_LISTED = re.compile(r"(?:其?一|第一|首先|[1①]|（[一1]|一方面|主要)")
"""How a list of causes begins, which takes no 由于."""
_TAKES_SECOND = re.compile(
    r"(?:(?:原因|主要)(?:主要)?(?:是|：|是：)|(?:说明|备注|解释|分析|情况)(?:如下)?：)$"
)
_LAST_YEAR = re.compile(r"上年|去年|同比|(?:20[12]\d|19\d\d)年|基期|基数|上期|两年|前后")
_DIRECTED = re.compile(r"增(?!减)|(?<!增)减|升|降|超|节|省|多|少|涨|压|下滑|结余|低于|高于|小于|大于")
_UNDIRECTED = re.compile(r"差(?!旅)|出入|变动|变化")
_CLOSED = ("影响", "所致", "原因", "缘故", "引起", "造成")
_SECOND_WORD = re.compile(r"(?<!原因)(?<!因素)(?<!缘由)(?<!原因分析)(?<!原因主要)是$")
"""Behind these 由于 goes on with the cue."""
BOTH_BUDGET_AND_FINAL = frozenset(("budget_final", "plan_final"))
"""Figures that two facts share: 预算数与决算数均为A."""
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
        reasons: Callable[..., str],
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
        self._signs: list[int] = []
        """The direction of each fact, whether its words tell it or not."""
        self._pending = 0
        self._flat = 0
        self._named: list[Named] = []
        self._last_figure = 0
        self._gap_at = 0
        self._told_way = True
        self._inside = False
        """Inside a cause: its figures tell of parts, and make no facts."""

    def paragraph(
        self, template: str, /, *, kind: ParagraphKind = "prose", level: int = 0, **values: Value
    ) -> Paragraph:
        """One paragraph from a template and the subjects and words it names."""
        self._reset()
        self._expand(parse(template), values)
        if kind == "prose":
            self._mark_lines()
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
                self._words_of(node.text)
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
            self._name(value, values)
        elif slot.field in ROLES:
            self._figure(value, slot.field)
        else:
            self._word(value, slot.field, values)

    def _name(self, subject: Subject, values: Mapping[str, Value]) -> None:
        """The subject's own name, remembered as its."""
        start, before = self._length, len(self._named)
        self._expand(parse(subject.name), values)
        del self._named[before:]
        self._named.append(Named(start, self._length, "".join(self._out)[start:], subject.account))

    def _words_of(self, text: str) -> None:
        """Literal text: no word twice in a row, and a short name may go on in it."""
        text = without_echo(self._tail(4), text)
        if self._marks and self._marks[-1].label == "ITEM" and self._marks[-1].end == self._length:
            mark = self._marks[-1]
            name = "".join(self._out)[mark.start :]
            more = grown(name, text)
            if more:
                self._marks[-1] = replace(mark, end=mark.end + more)
                self._named[-1] = replace(self._named[-1], end=mark.end + more, text=name + text[:more])
        self._put(text)

    def _item(self, text: str, *, literal: bool) -> None:
        """The name of a line, with the words before it that belong to it."""
        done = max((mark.end for mark in self._marks), default=0)
        told = "".join(self._out)
        early = begun_before(told[done:], text)
        start, end = self._put(without_echo(self._tail(4), text) if literal else text)
        self._marks.append(Mark("ITEM", None, start - early, end))
        self._named.append(Named(start - early, end, told[start - early :] + text))

    def _verb(self, slot: Slot, value: Value | None, values: Mapping[str, Value]) -> None:
        if slot.verb == "item":
            self._item(slot.name if value is None else str(value), literal=value is None)
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
        sign = self._sign(subject, field)
        signed = role in ("增减额", "增减率") and sign < 0 and digits[0] != "-" and self._directed(start)
        written = ("-" if signed else "") + digits.replace(",", "")
        base = self.year - 1 if field in AGAINST_PRIOR else None
        shown = unit.strip() or None
        told = "".join(self._out)[:start]
        for item in (
            filter(None, printed_items(subject, field, told, self._named)) if not self._inside else ()
        ):
            for measure in (role, "决算数") if field in BOTH_BUDGET_AND_FINAL else (role,):
                self._facts.append(
                    StatedFact(
                        item,
                        subject.code,
                        measure,
                        written,
                        shown,
                        self.year,
                        base,
                        None,
                        start,
                        end,
                        subject.account.name,
                    )
                )
                self._signs.append(sign)
        self._last_figure = end
        if field in ("gap", "gap_rate", "done", "done_adjusted"):
            self._gap_at = end

    def _sign(self, subject: Subject, field: str) -> int:
        """The direction that a figure tells of: a rate of completion that of the gap."""
        if field == "done_adjusted":
            return (subject.account.final > subject.account.adjusted) - (
                subject.account.final < subject.account.adjusted
            )
        return direction(subject, "gap" if field == "done" else field)

    def _directed(self, start: int) -> bool:
        """Whether words tell where a change went: 差额, 相差, 变动 do not, nor what follows them."""
        words = "".join(self._out)[self._last_figure : start]
        if _DIRECTED.search(words):
            self._told_way = True
        elif _UNDIRECTED.search(words):
            self._told_way = False
        return self._told_way

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
        gap, kind = field.startswith("gap_"), field.removeprefix("gap_")
        if kind.startswith("reason"):
            budget = gap or self._speaks_of_budget()
            self._reason(subject, values, kind[len("reason_") :], budget=budget)
        elif kind == "moved":
            self._put(self.rng.choice(_MOVED[self._told(subject, budget=gap or self._speaks_of_budget())]))
        elif field == "flat":
            self._flat = self._length
        elif field == "dir" and self._residue and sign:
            self._residue = False
            start, end = self._put(RESIDUE)
            meant = AMOUNT_WORDS[sign][0]
            self._planted.append(Planted("template-residue", "residue", RESIDUE, meant, start, end))
        elif field in ("dir", "rdir") and self._base_is_missing():
            self._put(self.rng.choice(("同比", "较上年", "比上年")))
            self._put(self._pick((AMOUNT_WORDS if field == "dir" else RATE_WORDS)[sign]))
        elif field in ("dir", "gdir"):
            self._put(self._pick(AMOUNT_WORDS[sign]))
        elif field in ("rdir", "grdir"):
            self._put(self._pick(RATE_WORDS[sign]))
        elif field == "cmp":
            self._put(("等于", "大于", "小于")[sign])
        else:
            raise ValueError(f"a subject has no field {field!r}")

    def _base_is_missing(self) -> bool:
        """Whether the base named last is the budget, so that a change would seem its gap."""
        text = "".join(self._out)
        told = text[self._gap_at :] if self._gap_at else "上年"
        return not _LAST_YEAR.search(told) and text.endswith(
            ("，", "。", "；", "、", "：", "各", "均", "别", "）")
        )

    def _pick(self, words: tuple[str, ...]) -> str:
        """The usual word, or now and then another; readers' texts keep to the usual one."""
        usual = isinstance(self.rng, SoberRandom) or self.rng.random() < 0.88
        return words[0] if usual else self.rng.choice(words)

    def _asides(self, sign: int) -> dict[str, Subject]:
        """Subjects of their own for the figures inside a cause: each rises or falls with `sign`."""
        numbers = sorted(self.rng.sample(range(1, 90_000), 4), reverse=sign < 0)
        money = [Decimal(number).scaleb(-2) for number in numbers]
        return {
            f"q{at}": Subject("", Account("", final=after, prior=before), items=("",))
            for at, (before, after) in enumerate(itertools.pairwise(money), 1)
        }

    def _speaks_of_budget(self) -> bool:
        """Whether the figures since the last cause only tell of the budget, so that a cause is that gap's."""
        pending = self._facts[self._pending :]
        return any(map(_of_budget, pending)) and not any(map(_of_prior, pending)) and not self._is_flat()

    def _is_flat(self) -> bool:
        """Whether the last thing said of a change is 持平, in words: a cause is that of no change."""
        ends = [fact.end for fact in self._facts[self._pending :] if _of_budget(fact) or _of_prior(fact)]
        return self._flat > max(ends, default=0)

    def _told(self, subject: Subject, *, budget: bool) -> int:
        """The direction of the changes that wait for a cause; the subject's where none."""
        if self._is_flat() and not budget:
            return 0
        caused = _of_budget if budget else _of_prior
        waiting = range(self._pending, len(self._facts))
        signs = {self._signs[at] for at in waiting if caused(self._facts[at])} - {0}
        if not signs:
            return direction(subject, "gap" if budget else "delta")
        return signs.pop() if len(signs) == 1 else BOTH

    def _second_cue(self) -> str:
        """由于, 因 or 受 at the head of a cause behind a whole lead-in, one time in eight; else nothing."""
        if not _TAKES_SECOND.search("".join(self._out)[-8:]) or self.rng.random() >= 0.12:
            return ""
        return self.rng.choice(("由于", "因", "因为", "受"))

    def _reason(self, subject: Subject, values: Mapping[str, Value], ending: str, *, budget: bool) -> None:
        """Writes a cause; the changes against the budget, or against the year before, get it as theirs."""
        start, before = self._length, len(self._facts)
        sign, flat = self._told(subject, budget=budget), self._is_flat() and not budget
        caused = _of_budget if budget else _of_prior
        second = "" if ending else self._second_cue()
        ending = "effect" if second == "受" else ending
        template = self._reasons(subject, sign, self.rng, closed=bool(ending))
        if second and not _LISTED.match(template):
            if _SECOND_WORD.search("".join(self._out)[-8:]) and second != "受":
                start = self._put(second)[1]
            else:
                template = second + template
        asides = self._asides(sign) if "{q" in template else {}
        self._inside = True
        self._expand(parse(template), {**values, **asides})
        self._inside = False
        if ending and not self._tail(4).endswith(_CLOSED):
            self._put(self.rng.choice(_ENDINGS[ending]))
        text = "".join(self._out)[start:]
        self._marks.append(Mark("REASON", None, start, self._length))
        for index in range(self._pending, before):
            if caused(self._facts[index]) and not flat:
                self._facts[index] = replace(self._facts[index], reason=text)
        self._pending = len(self._facts)

    def _mark_lines(self) -> None:
        """Marks the names of lines that templates and word banks hold unmarked."""
        taken = [(mark.start, mark.end) for mark in self._marks if mark.label != "REASON"]
        self._marks.extend(Mark("ITEM", None, *span) for span in line_names("".join(self._out), taken))

    def _tail(self, count: int) -> str:
        """The last characters written."""
        return "".join(self._out[-6:])[-count:]
