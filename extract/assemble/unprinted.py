"""Facts that print no figure: a change of 0 (与上年持平, 等于预算数), an amount of 0 (本年度无此项支出).

The span of such a fact is its words; its first step starts with 持平 or 无数据.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.assemble.causes import STILL, Placed
from extract.assemble.making import Place, item_of
from extract.assemble.naming import UNIT_WORDS, trim, unfold
from extract.assemble.ordered import plan_of
from extract.assemble.parts import Stretch, Subject
from extract.assemble.shares import is_whole
from extract.assemble.walk import Memory
from extract.catalogue.borders import is_known
from extract.catalogue.lines import three_public
from extract.catalogue.names import MARKER
from extract.records import Fact, Item, Measure

NOTHING = "无数据"

_EVEN = (
    r"(?P<word>(?<!不)(?:持平|相同|相等|一致)|(?:无|没有|未发生|无明显|没有明显)(?:增减)?(?:变化|变动|增减|差异)|保持不变|不增不减)"
)
_PLAN = r"(?P<plan>(?:年初|全年|调整后?的?)?(?:批复)?预算)"
_SAME = (
    re.compile(
        r"[与同较比和](?P<year>\d{4}年|上年|去年|上一年)(?:度|同期)?(?:决算数?|执行数?)?(?:相比，?)?"
        rf"[^，。；]{{0,24}}?{_EVEN}"
    ),
    re.compile(rf"(?:(?<![大小高低多少])[与同较比和]|(?<!\d)){_PLAN}(?:数|额|安排)?(?:相比，?)?(?:基本)?{_EVEN}"),
    re.compile(rf"(?<![/、／（(或])(?P<word>等于){_PLAN}数?"),
)
"""What says that nothing moved, against the year before or against a budget."""

_NONE = re.compile(
    r"(?P<word>也?均?(?:无|没有|未发生|未使用|未安排)(?:发生|使用|安排)?)"
    r"(?P<names>因公出国（境）(?:费用?|支出|经费)*|[^，。；：（]{3,48}?)(?=[，。；]|$)"
)
_WHOSE = re.compile(
    r"(?:[^，。；：]{0,24}?(?:(?P<year>\d{4})年度?|本年度?|当年|全年|年内"
    rf"|{UNIT_WORDS}))?"
)
"""What may stand between the start of a clause and its 无: whose, and of which year."""
_ALONE = re.compile(
    r"^(?:此|该|这|相关|上述)(?:项|类|部分)?(?:收入?[、和与]?支出?|收支|支出|经费|费用|收入|资金|预算|业务|情况)+$"
)
_CAUSE = re.compile(r"(?:原因(?:主要)?(?:是|为|在于|如下)?|由于|因为|主要是|主要为)[，：]?$")
"""增加的主要原因，无此项费用 tells why, whether the tagger saw it or not."""
_PLANNED = re.compile(r"(?:预算)?安排的?(?:支出|资金)$")
_FUND = re.compile(
    r"^(?P<fund>政府性基金|国有资本经营)(?:预算)?(?:财政)?(?:拨款)?(?:安排)?的?"
    r"(?P<side>收支|收入支出|收入|支出)?(?:决算)?$"
)
_SPLIT = re.compile(r"[、和与及]")
_REACH = 16
"""Longest way from a line to the words that say it did not move, in characters."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of such a fact with what they say."""

    start: int
    end: int
    quote: str
    step: str
    measure: Measure
    base: str | None = None
    base_year: int | None = None


def unprinted(
    piece: Stretch, lines: tuple[Subject, ...], memory: Memory, printed: list[Placed], place: Place
) -> list[Placed]:
    """The facts of a passage that print no figure; `printed` are those that do, in order."""
    return [*_still(piece, lines, memory, printed, place), *_nothing(piece, memory, place)]


def _still(
    piece: Stretch, lines: tuple[Subject, ...], memory: Memory, printed: list[Placed], place: Place
) -> list[Placed]:
    found: list[Placed] = []
    taken: list[tuple[int, int]] = []
    for pattern in _SAME:
        for match in pattern.finditer(piece.text):
            told = any(start <= match.start() < end for start, end in taken)
            if told or piece.reason_around(match.start()) is not None:
                continue
            taken.append(match.span())
            base, year = _base(match, place.year)
            step = f"{STILL}：行文“{match['word']}”，未印数字"
            words = _Words(match.start(), match.end(), match.group(), step, "增减额", base, year)
            found += _owned(piece, lines, memory, printed, place, words)
    return found


def _base(match: re.Match[str], year: int | None) -> tuple[str, int | None]:
    said = match.groupdict()
    if said.get("plan"):
        return plan_of(said["plan"]), None
    stated = int(said["year"][:4]) if said["year"][0].isdigit() else year - 1 if year else None
    if "预算" in match.group() and "执行" not in match.group():
        return plan_of(match.group()), None if stated == year else stated
    return "上年数", stated


def _owned(
    piece: Stretch,
    lines: tuple[Subject, ...],
    memory: Memory,
    printed: list[Placed],
    place: Place,
    words: _Words,
) -> list[Placed]:
    """The change of the line named right before the words, else that of the last figure, else inherited."""
    before = [p for p in printed if p.at < words.start and not p.inside]
    last = before[-1].at if before else -1
    named = _named(piece, lines, max(last, 0), words.start)
    if named is not None:
        return [_placed(piece, place, named, name, words) for name in named.names]
    if before:
        owners = [p.fact for p in before if p.at == last]
        return [Placed(_same_line(owner, piece, words), words.start, inside=False) for owner in owners]
    heir = memory.current if words.start <= _REACH else None
    return [_placed(piece, place, heir, name, words) for name in heir.names] if heir else []


def _same_line(owner: Fact, piece: Stretch, words: _Words) -> Fact:
    fact = _fact(piece, words, item=owner.item, section=owner.section, year=owner.year, steps=owner.steps)
    return replace(fact, score=owner.score)


def _named(piece: Stretch, lines: tuple[Subject, ...], after: int, position: int) -> Subject | None:
    near = [
        line
        for line in lines
        if after <= line.start
        and line.end <= position <= line.end + _REACH
        and not re.search("[。；]", piece.text[line.end : position])
        and piece.reason_around(line.start) is None
        and not is_whole(piece, line)
    ]
    return near[-1] if near else None


def _nothing(piece: Stretch, memory: Memory, place: Place) -> list[Placed]:
    """本年度无因公出国（境）费 → 0; 本年度无此项支出 → 0 for the line of the heading."""
    found: list[Placed] = []
    for match in _NONE.finditer(piece.text):
        start = match.start()
        clause = piece.back_to(start, "，。；：、（")
        whose = _WHOSE.fullmatch(piece.text[clause:start])
        if whose is None or _CAUSE.search(piece.text, 0, clause) or piece.reason_around(start) is not None:
            continue
        if whose["year"] and place.year and int(whose["year"]) != place.year:
            continue
        if _ALONE.match(match["names"]) and (memory.current or piece.figures[:1] or piece.items[:1]):
            continue  # 此项 is what stands before it, whose own figure says 0
        step = f"{NOTHING}：行文“{match.group()}”，未印数字"
        measure: Measure = "预算数" if place.planned else "决算数"
        words = _Words(start, match.end(), match.group(), step, measure)
        for name in _lines_of(match["names"], memory):
            owner = Subject((name,), start, match.end(), step="项目：按行文推断")
            found.append(_placed(piece, place, owner, name, words))
    return found


def _lines_of(names: str, memory: Memory) -> tuple[str, ...]:
    """The lines that a statement of nothing names, all of them known; () where one is not."""
    if _ALONE.match(names):
        return tuple(name for title in memory.heading for name in _sides(title, names))
    fund = _FUND.match(_PLANNED.sub("支出", names))
    if fund is not None:
        side = fund["side"] or "收入"
        sides = ("收入", "支出") if side in ("收支", "收入支出") else (side,)
        return tuple(f"{fund['fund']}预算财政拨款{one}" for one in sides)
    parts = (names,) if is_line(names) else tuple(part for part in _SPLIT.split(names) if part)
    return tuple(map(trim, parts)) if all(map(is_line, parts)) else ()


def _sides(title: str, said: str) -> tuple[str, ...]:
    """The line of a heading; where that leaves the side open, the one that is said not to be: 此项支出."""
    if not _FUND.match(title) or title.endswith(("收入", "支出")):
        return unfold(title)
    return tuple(title + side for side in ("收入", "支出") if side in said or side[0] + "支" in said)


def is_line(name: str) -> bool:
    """True for a line of the forms or a 科目, as written."""
    return MARKER.search(name) is None and (three_public(name) not in (None, "合计") or is_known(name))


def _placed(piece: Stretch, place: Place, owner: Subject, name: str, words: _Words) -> Placed:
    item = item_of(name, owner, place)
    fact = _fact(piece, words, item=item, section=place.title, year=place.year, steps=(owner.step,))
    return Placed(fact, words.start, inside=False)


def _fact(
    piece: Stretch,
    words: _Words,
    *,
    item: Item,
    section: str | None,
    year: int | None,
    steps: tuple[str, ...],
) -> Fact:
    start, end = piece.source(words.start, words.end)
    return Fact(
        id="",
        section=section,
        item=item,
        measure=words.measure,
        value="0",
        unit=None,
        sign=0,
        year=year,
        base_year=words.base_year,
        reason=None,
        quote=words.quote,
        start=start,
        end=end,
        score=1.0,
        steps=(words.step, *steps),
        base=words.base,
        passage=piece.index,
    )
