"""Every 科目 the document writes as a path or with a code: in its prose and in the rows of its forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.catalogue import with_name
from extract.catalogue.names import DIGITS, MARKER, PathLevel, split_path
from extract.check.base import Case
from extract.once import once
from extract.records import CellRef, Fact, Passage
from extract.text import fold, squeeze_with_map

_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")
_MONEY = re.compile(r"\d[亿万]?元")
_CLAUSE_ENDS = re.compile("[。;:,、]")
_NUMBERING = re.compile(
    r"^(?:\d{1,2}[.、](?:(?!\d)|(?=\d{3}[类(]|\d{3,7}[\u4e00-\u9fff]{4}))|\([一二三四五六七八九十]{1,3}\)[、.]?"
    r"|[一二三四五六七八九十]{1,3}[、.]|\(\d{1,2}\)|其中)+"
)
_PAID_FOR = re.compile(
    r"[^;。]*?(?:用于|列支[于在]|列[在入])(?=\(?\d{3}[类(]|\d{3}[\u4e00-\u9fff])"
    r"|[\d.,]+[亿万]?元(?:用于|列支[于在])"
)
"""支出58.72万元用于|208类…, 用于|（208类）…: the path begins with its number."""
_TO_NAME = ("用于", "列支于", "列支在", "列在", "列入")
"""支出18.96万元用于（2080506）职业年金缴费: what stands before such a code is no name."""
_REACH = 8
"""How far from its name a code may stand, in characters."""
_MARKED = re.compile(r"[类款项]|\(\d{3}")
"""What every marker of a level holds."""
_DIGITS = ("before", "inside", "within", "code")
_WORDS = re.compile(r"[\u4e00-\u9fff]+")
_WORDS_BEFORE = re.compile(r"[\u4e00-\u9fff]+$")
_SHORTEST = 4
"""Characters of a name that is taken for one by its own words."""
_ECONOMIC = re.compile(r"^3[01]\d")


@dataclass(frozen=True, slots=True)
class Written:
    """One level of a path, its name as printed, with its own place in the source."""

    level: PathLevel
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Path:
    """A written path, level by level; `fact`: the first figure of its paragraph that belongs to it."""

    levels: tuple[Written, ...]
    section: str | None
    fact: Fact | None = None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The fact, as a finding takes it."""
        return (self.fact,) if self.fact else ()


@dataclass(frozen=True, slots=True)
class Named:
    """One code with the name written for it; `cell` where a form says so."""

    code: str
    name: str
    kind: str
    start: int | None
    end: int | None
    fact: Fact | None = None
    cell: CellRef | None = None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The fact, as a finding takes it."""
        return (self.fact,) if self.fact else ()

    @property
    def place(self) -> tuple[int, int] | None:
        """Where it is written, if the source has offsets for it."""
        return None if self.start is None or self.end is None else (self.start, self.end)


def code_place(case: Case, start: int, end: int, code: str) -> tuple[int, int]:
    """From a name to the code printed beside it, or the name alone: 住房公积金2218201 from either end."""
    near = [
        tag
        for tag in case.tags
        if tag.label == "CODE"
        and code.endswith(tag.text.strip())
        and start - _REACH <= tag.end
        and tag.start <= end + _REACH
    ]
    best = min(near, key=lambda tag: min(abs(tag.start - end), abs(start - tag.end)), default=None)
    return (min(start, best.start), max(end, best.end)) if best else _printed_near(case, start, end, code)


def _printed_near(case: Case, start: int, end: int, code: str) -> tuple[int, int]:
    """The same by the text alone, where no tag marks the code: 3.110卫生健康支出（类）."""
    text, reach = case.document.text, len(code) + _REACH
    before = text.rfind(code, max(start - reach, 0), start) if code else -1
    behind = text.find(code, end, end + reach) if code else -1
    if before >= 0 and (behind < 0 or start - before - len(code) <= behind - end):
        return before, end
    return (start, behind + len(code)) if behind >= 0 else (start, end)


@once
def paths(case: Case) -> tuple[Path, ...]:
    """All paths of prose and headings in source order ("卫生健康支出210（类）…行政单位医疗2101101（项）")."""
    owners: dict[int, list[Fact]] = {}
    for fact in case.facts:
        owners.setdefault(fact.passage, []).append(fact)
    return tuple(
        Path(levels, passage.section, _owner(levels, owners.get(index, [])))
        for index, passage in enumerate(case.passages)
        for levels in _clauses(passage)
    )


def _owner(levels: tuple[Written, ...], facts: list[Fact]) -> Fact | None:
    last = fold(levels[-1].level.name)
    return next((fact for fact in facts if last in "".join(fold(fact.item.name).split())), None)


def _clauses(passage: Passage) -> Iterator[tuple[Written, ...]]:
    squeezed, back = squeeze_with_map(passage.text)
    text = fold(squeezed)
    if not _MARKED.search(text):
        return
    start = 0
    stops = [stop.start() for stop in _CLAUSE_ENDS.finditer(text)]
    for at in (*stops, len(text)):
        if at < len(text) and not _ends(text, start, at):
            continue
        if not _MARKED.search(text, start, at):
            start = at + 1
            continue
        numbered = _NUMBERING.match(text[start:at])
        begin = start + (numbered.end() if numbered else 0)
        paid = _PAID_FOR.match(text, begin, at)
        begin = paid.end() if paid else begin
        marks = list(MARKER.finditer(text, begin, at))
        if marks:
            begin, end = _reach(text, begin, at, marks)
            levels = _placed(split_path(text[begin:end]), text, begin, end)
            if levels and _is_account(levels):
                yield tuple(
                    Written(
                        replace(level, name=squeezed[left:right]),
                        passage.offsets[back[left]],
                        passage.offsets[back[right - 1]] + 1,
                    )
                    for level, left, right in levels
                )
        start = at + 1


def _reach(text: str, begin: int, at: int, marks: list[re.Match[str]]) -> tuple[int, int]:
    """Where a path lies in its clause: a number that stands before its name reaches to the name's end.

    分布于|(201类)一般公共服务支出|: what stands before such a number is no name.
    """
    first, last = marks[0], marks[-1]
    end = max(mark.end() for mark in marks)
    name = _name_behind(text, last.end(), at) if any(last.group(*_DIGITS)) else ""
    ahead = len(marks) == 1 and not _name_behind(text, _words_from(text, begin, first.start()), first.start())
    if not name or not (ahead or first.start() == begin):
        return begin, end
    return first.start(), last.end() + len(name)


def _words_from(text: str, begin: int, end: int) -> int:
    """Where the run of Chinese characters begins that ends right before a place."""
    words = _WORDS_BEFORE.search(text, begin, end)
    return words.start() if words else end


def _name_behind(text: str, start: int, stop: int) -> str:
    """The longest name of the catalogue that begins at a place, "" for none."""
    words = _WORDS.match(text, start, stop)
    run = words[0] if words else ""
    return next((run[:size] for size in range(len(run), _SHORTEST - 1, -1) if with_name(run[:size])), "")


def _ends(text: str, start: int, at: int) -> bool:
    """Whether a path cannot go on behind this character: 甲2080505（项）2.60万元、乙2080501（项） are two."""
    if text[at] == "、":
        return _MONEY.search(text, start, at) is not None
    return _THOUSANDS.match(text, max(at - 1, 0)) is None


def _placed(
    levels: tuple[PathLevel, ...], text: str, begin: int, end: int
) -> list[tuple[PathLevel, int, int]]:
    """Each level with the span of its name in the squeezed text; those not found there are left out."""
    placed = []
    for level in levels:
        left = text.find(level.name, begin, end)
        if left >= 0:
            begin = left + len(level.name)
            if level.name.endswith(_TO_NAME):
                continue
            use = level.name.rfind("用于") + 2 if "用于" in level.name[:-2] else 0
            placed.append((level, left + use, begin))
    return placed


def _is_account(levels: list[tuple[PathLevel, int, int]]) -> bool:
    """False for 制定了章程等22项: a path that opens with a code opens with three digits or more."""
    first = next((level.code for level, _, _ in levels if level.code), None)
    return first is None or len(first) >= DIGITS["类"]


@once
def named_codes(case: Case) -> tuple[Named, ...]:
    """Each code with its name, in prose first, then in the rows of known forms."""
    prose = tuple(
        Named(one.level.code, one.level.name, "functional", one.start, one.end, path.fact)
        for path in paths(case)
        for one in path.levels
        if one.level.code and one.level.level
    )
    return (*prose, *_rows(case))


def _rows(case: Case) -> Iterator[Named]:
    for table in case.document.tables:
        seen: set[tuple[str, str]] = set()
        for cell in table.cells if table.kind else ():
            name = "".join(cell.label.split())
            if cell.code and name and (cell.code, name) not in seen:
                seen.add((cell.code, name))
                kind = "economic" if _ECONOMIC.match(cell.code) and len(cell.code) <= 5 else "functional"
                ref = CellRef(table.id, cell.row, cell.column)
                yield Named(cell.code, name, kind, table.start, table.end, None, ref)
