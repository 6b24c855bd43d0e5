"""A family's prose for one set of books: headings and paragraphs in order, gold by construction."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import TypeVar

from annotations.generate import frames_lists as lists
from annotations.generate import frames_reports as more
from annotations.generate import frames_rest as rest
from annotations.generate import frames_totals as heads
from annotations.generate import further, sections
from annotations.generate.books import Account, Books, add_up, roll_up
from annotations.generate.figures import Subject, Value
from annotations.generate.frames_lists import ListFrame
from annotations.generate.frames_totals import Frames
from annotations.generate.mistakes import RESIDUE, Mistake
from annotations.generate.narrative import narrative
from annotations.generate.reasons import reason_template
from annotations.generate.rules import rules_for
from annotations.generate.script import Paragraph
from annotations.generate.style import Style
from annotations.generate.subjects import Cast
from annotations.generate.variants import varied
from annotations.generate.words import SoberRandom, TidyRandom
from annotations.generate.writer import Writer

REGIONS = (
    "sichuan",
    "shanxi",
    "shanghai",
    "hunan",
    "guangxi",
    "chongqing",
    "xinjiang",
    "jiangsu",
    "beijing",
    "hebei",
    "neimenggu",
    "jiangxi",
    "liaoning",
    "yunnan",
    "shandong",
    "fujian",
    "any",
    *further.FAMILIES,
)
"""Template families. "mixed" draws a region anew for every section."""

IN_ORDER = frozenset(
    {
        ("total", "xinjiang"),
        ("total", "guangxi"),
        ("total", "jiangsu"),
        ("total", "jiangxi"),
        ("total", "liaoning"),
        ("general", "chongqing"),
        ("three", "hunan"),
        ("three", "shanghai"),
        ("three", "yunnan"),
        ("three", "guangxi"),
        ("vehicles", "sichuan"),
        ("reception", "sichuan"),
        ("procurement", "shanghai"),
        ("income", "yunnan"),
        ("expense", "yunnan"),
        *further.IN_ORDER,
    }
)
"""Where a region's frames are sentences that follow each other rather than alternatives."""

_T = TypeVar("_T")
THREE_CODES = frozenset(("30212", "30217", "30231", "31013"))
"""Economic lines of 三公, which may be smaller than the item of the same name in its form."""
NUMERALS = "零一二三四五六七八九"


def _pooled(pool: dict[str, tuple[_T, ...]], more: dict[str, tuple[_T, ...]]) -> dict[str, tuple[_T, ...]]:
    """Both pools as one: the frames of a family, or of those without their own, one after the other."""
    return {key: (*pool.get(key, ()), *more.get(key, ())) for key in (*pool, *more)}


def chinese_number(number: int) -> str:
    """1 → 一, 12 → 十二, 20 → 二十."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{NUMERALS[tens]}十"
    return head + (NUMERALS[ones] if ones or not head else "")


class ProseMaker:
    """Writes the sections of one document."""

    def __init__(
        self,
        books: Books,
        family: str,
        rng: random.Random,
        style: Style | None = None,
        *,
        mistakes: Iterable[Mistake] = (),
        residue: bool = False,
    ) -> None:
        self.books, self.family, self.rng = books, family, rng
        self.style = style or Style.sample(rng)
        self.homes = REGIONS if family == "mixed" else (family,)
        """Whose habits of wording the document has."""
        self.cast = Cast(books, rng)
        words = {"unit": books.unit.name, "region": books.unit.region}
        self.writer = Writer(
            rng,
            style=self.style,
            year=books.year,
            rules=rules_for(self.homes),
            reasons=reason_template,
            words=words,
            mistakes=mistakes,
            residue=residue,
        )
        self.values: dict[str, Value] = {
            **sections.totals(self.cast, books),
            **sections.three(self.cast, books),
            **sections.others(self.cast, books, rng),
        }

    def write(self, template: str, **values: Value) -> Paragraph:
        """One prose paragraph, some of its phrases exchanged for others."""
        values = {**self.values, **sections.free_words(self.rng), **values}
        if not isinstance(self.rng, SoberRandom):
            template = varied(template, self.rng, self.rng.choice(self.homes))
        return self.writer.paragraph(template, **sections.with_projects(template, values))

    def heading(self, text: str, level: int) -> Paragraph:
        """A heading without a figure."""
        return self.writer.paragraph(text, kind="heading", level=level)

    def frames(self, section: str, pool: Frames) -> list[str]:
        """The templates of a section for this family: one of several, or several in order."""
        region = self.rng.choice(REGIONS) if self.family == "mixed" else self.family
        for module in further.FAMILY_MODULES:
            pool = _pooled(pool, module.FRAMES.get(section, {}))
        options = pool.get(region) or pool["any"]
        if isinstance(self.rng, TidyRandom):
            options = tuple(option for option in options if RESIDUE not in option)
        if (section, region) in IN_ORDER and region in pool:
            return list(options)
        return [self.rng.choice(options)]

    def list_frame(self, pool: dict[str, tuple[ListFrame, ...]], section: str) -> list[ListFrame]:
        """The list frames of a section for this family."""
        region = self.rng.choice(REGIONS) if self.family == "mixed" else self.family
        for module in further.FAMILY_MODULES:
            pool = _pooled(pool, module.LISTS.get(section, {}))
        options = pool.get(region) or pool["any"]
        if (section, region) in IN_ORDER and region in pool:
            return list(options)
        return [self.rng.choice(options)]

    def enumerate(self, frame: ListFrame, members: list[Subject]) -> Iterator[Paragraph]:
        """A list frame filled with its members."""
        if frame.lines:
            if frame.head:
                yield self.write(frame.head)
            for number, member in enumerate(members, 1):
                end = frame.end if number == len(members) else frame.sep
                yield self.write(frame.each + end, s=member, n=self._number(number))
            return
        named = {f"s{i}": member for i, member in enumerate(members)}
        body = frame.sep.join(
            frame.each.replace("{s.", f"{{s{i}.")
            .replace("{s}", f"{{s{i}}}")
            .replace(" s}", f" s{i}}}")
            .replace("{n}", str(i + 1))
            for i in range(len(members))
        )
        yield self.write(frame.head + body + frame.end, **named)

    def _number(self, number: int) -> str:
        return str(number) if self.rng.random() < 0.93 else chinese_number(number)

    def sources(self) -> Iterator[Paragraph]:
        """二、收入决算."""
        zeros = self.rng.random() < 0.3
        total = self.books.income_year
        lines = [*self._fiscal_lines(), *self.books.sources[3:]]
        members = [self.cast.named(line, total) for line in lines if line.final or zeros]
        for frame in self.list_frame(lists.INCOME, "income"):
            yield from self.enumerate(frame, members)

    def _fiscal_lines(self) -> list[Account]:
        """财政拨款收入 as one line or the three budgets by name; a single one goes under either name."""
        general, *others = self.books.sources[:3]
        alone = not any(getattr(line, key) for line in others for key in ("final", "prior", "budget"))
        if self.rng.random() < 0.5:
            return [general] if alone else [general, *others]
        return [self.books.fiscal_income]

    def spending(self) -> Iterator[Paragraph]:
        """三、支出决算."""
        zeros = self.rng.random() < 0.3
        books, total = self.books, self.books.expense_year
        lines = [books.basic_year, books.project_year, *books.other_columns]
        members = [self.cast.named(line, total) for line in lines if line.final or zeros]
        for frame in self.list_frame(lists.EXPENSE, "expense"):
            yield from self.enumerate(frame, members)

    def general(self) -> Iterator[Paragraph]:
        """五（一）（二）（三）."""
        total, cast, rng = self.books.general_year, self.cast, self.rng
        yield self.heading("（一）一般公共预算财政拨款支出决算总体情况", 3)
        for template in self.frames("general", heads.GENERAL):
            yield self.write(template)
        if rng.random() < 0.85:
            yield self.heading("（二）一般公共预算财政拨款支出决算结构情况", 3)
            members = [cast.of_class(line, total) for line in cast.classes(self.books.general)]
            for frame in self.list_frame(lists.STRUCTURE, "structure"):
                yield from self.enumerate(frame, members)
        yield self.heading("（三）一般公共预算财政拨款支出决算具体情况", 3)
        for template in self.frames("general_total", heads.GENERAL_TOTAL):
            yield self.write(template)
        for frame in self.list_frame(lists.DETAIL, "detail"):
            yield from self.enumerate(frame, self._detail_members())

    def _detail_members(self) -> list[Subject]:
        total, cast, rng = self.books.general_year, self.cast, self.rng
        roll = rng.random()
        if roll < 0.72:
            return [cast.of_path(line, total) for line in self.books.general]
        classes = cast.classes(self.books.general)
        if roll < 0.86:
            return [cast.of_class(line, total) for line in classes]
        groups = [
            tuple(a for a in self.books.general if (a.code or "").startswith(c.code or "")) for c in classes
        ]
        return [
            cast.of_chain(group, total) if len(group) > 1 else cast.of_path(group[0], total)
            for group in groups
        ]

    def basic(self) -> Iterator[Paragraph]:
        """六、基本支出, with the economic lines as names or as sums."""
        for template in self.frames("basic", rest.BASIC_HEAD):
            yield self.write(template)
        region = self.rng.choice(REGIONS) if self.family == "mixed" else self.family
        if region in rest.BASIC_CLASSES:
            yield from self._basic_classes(rest.BASIC_CLASSES[region])
            return
        people = tuple(a for a in self.books.economic if (a.code or "")[:3] in ("301", "303"))
        running = tuple(a for a in self.books.economic if (a.code or "")[:3] not in ("301", "303"))
        whole = add_up("", self.books.economic)
        for key, account, lines in (
            ("personnel", self.books.personnel, people),
            ("public", self.books.public, running),
        ):
            subject = self.cast.subject(key, account, whole)
            for template in self.frames("basic_part", rest.BASIC_PART):
                yield self.write(template, s=subject, **self._economic(lines))

    def _basic_classes(self, options: tuple[str, ...]) -> Iterator[Paragraph]:
        """基本支出 by economic 类: one paragraph for each that has money."""
        classes = roll_up(self.books.economic, 3, self.books.names)
        template = self.rng.choice(options)
        for number, line in enumerate((c for c in classes if c.final or c.prior), 1):
            subject = self.cast.named(line, self.books.general_year)
            yield self.write(template, s=subject, o=chinese_number(number))

    def _economic(self, lines: tuple[Account, ...]) -> dict[str, Value]:
        paid = [line for line in lines if line.final] or list(lines[:1])
        subjects: dict[str, Value] = {f"x{i}": self.cast.named(line) for i, line in enumerate(paid)}
        sep = self.rng.choice(("、", "，", "；", "，"))
        sums = sep.join(f"{{x{i}}}{{x{i}.final}}" for i in range(len(paid)))
        return {"names": sections.names_of(paid) or "{item 其他支出}", "sums": sums, **subjects}

    def three(self) -> Iterator[Paragraph]:
        """七、三公."""
        yield self.heading("（一）“三公”经费财政拨款支出决算总体情况说明", 3)
        for template in self.frames("three", rest.THREE_TOTAL):
            yield self.write(template)
        yield self.heading("（二）“三公”经费财政拨款支出决算具体情况说明", 3)
        for section, pool in (
            ("shares", rest.THREE_SHARES),
            ("abroad", rest.ABROAD),
            ("vehicles", rest.VEHICLES),
            ("reception", rest.RECEPTION),
        ):
            if section != "shares" or self.rng.random() < 0.6:
                for template in self.frames(section, pool):
                    yield self.write(template)

    def meetings(self) -> Iterator[Paragraph]:
        """会议费 and 培训费, where a province adds them to 三公; any two economic lines serve."""
        plain = [line for line in self.books.economic if line.code not in THREE_CODES]
        paid = [line for line in plain if line.final or line.prior] or plain
        lines = {line.name: line for line in self.books.economic}
        first, second = (lines.get(name) or self.rng.choice(paid) for name in ("会议费", "培训费"))
        if self.rng.random() < 0.4:
            first, second = self.rng.choice(paid), self.rng.choice(paid)
        for template in self.frames("meetings", rest.MEETINGS):
            both = Subject("", add_up("", (first, second)))
            yield self.write(template, m1=self.cast.named(first), m2=self.cast.named(second), msum=both)

    def body(self, section: str) -> Iterator[Paragraph]:
        """The paragraphs of one section."""
        special = {
            "income": self.sources,
            "expense": self.spending,
            "general": self.general,
            "basic": self.basic,
            "three": self.three,
        }
        if section in special:
            yield from special[section]()
            return
        pools: dict[str, tuple[Frames, bool]] = {
            "total": (heads.TOTAL, False),
            "fiscal": (heads.FISCAL, False),
            "fund": (rest.FUND, not self.books.fund),
            "capital": (rest.CAPITAL, not self.books.capital),
            "procurement": (rest.PROCUREMENT, not any(a.final for a in self.books.procurement)),
            "operating": (rest.OPERATING, False),
            "assets": (rest.ASSETS, False),
        }
        if section == "performance":
            for _ in range(self.rng.randint(1, 4)):
                pool = rest.PERFORMANCE["any"] + more.PERFORMANCE + further.PERFORMANCE
                yield self.write(self.rng.choice(pool))
            return
        pool, none = pools[section]
        for template in [self.rng.choice(pool["none"])] if none else self.frames(section, pool):
            yield self.write(template)

    def account_sections(self) -> Iterator[Paragraph]:
        """第三部分: every section with its heading."""
        numbered = self.rng.random() < 0.85
        for number, (section, headings) in enumerate(sections.HEADINGS, 1):
            prefix = f"{chinese_number(number)}、" if numbered else ""
            yield self.heading(prefix + self.rng.choice(headings), 2)
            yield from self.body(section)
            if section == "three" and self.rng.random() < 0.25 and not isinstance(self.rng, SoberRandom):
                yield from self.meetings()
            if self.rng.random() < 0.08 and not isinstance(self.rng, SoberRandom):
                yield self.write(narrative("plain", self.books, self.rng))

    def evaluation(self) -> Iterator[Paragraph]:
        """A 绩效自评报告: side money, rates that are targets, head counts."""
        pool = (
            rest.EVALUATION["any"]
            + rest.PERFORMANCE["any"]
            + rest.THREE_TOTAL["evaluation"]
            + more.EVALUATION
            + further.EVALUATION
        )
        for template in self.rng.sample(pool, k=min(len(pool), self.rng.randint(8, 14))):
            if self.rng.random() < 0.3:
                yield self.write(narrative("plain", self.books, self.rng))
            yield self.write(template)

    def budget(self) -> Iterator[Paragraph]:
        """A 部门预算 with the same habits."""
        for template in (*rest.BUDGET["any"], *more.BUDGET, *further.BUDGET):
            if self.rng.random() < 0.6:
                line = self.rng.choice(self.books.general)
                path = self.cast.of_path(line, self.books.general_year)
                yield self.write(template, path=path, n=str(self.rng.randint(1, 20)))

    def background(self, kind: str, count: int) -> Iterator[Paragraph]:
        """Duties, organisation or definitions."""
        for number in range(1, count + 1):
            yield self.write(narrative(kind, self.books, self.rng), n=str(number))
