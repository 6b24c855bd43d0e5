"""Lines outside tables → blocks: headings, paragraphs, contents, captions, furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

from extract.read.lines import SourceLine, has_leaders, is_chart_caption, is_page_number, without_markup
from extract.read.outline import LONGEST_HEADING, heading_level, is_sentence_like, numbering, without_bullet
from extract.records import Block, BlockKind
from extract.text import squeeze

_FINAL = re.compile(r"[。；：！？;:!?.…][”\"’）)】]*$")
_OPEN_BRACKET = re.compile(r"[（(][类款项]?\d{0,7}$")
_FIGURE_HEAD = re.compile(r"\d[.,]?$")
_FIGURE_TAIL = re.compile(r"\d+(?:[.,]\d+)*\s*(?:[%％]|[万亿千百]*元)|[%％]|[万亿千百]*元|[.]\d")
_AWAITS = re.compile(r"(?:原因(?:是|为|如下)?[::]?|分别为|合计为?|决算为|预算为)$")
_LIST_MARK = re.compile(
    r"^(?:第[一二三四五六七八九十]+[条章节]|其中[：:]|注[：:]|说明[：:]|备注|附件|[-*•●◆])"
)
_TITLE_TAIL = re.compile(r"(?:表|通知|报告|方案|办法|规定|说明|情况|公开)$")
_INDENT = ("  ", "\u3000", "\t")
_STOPS = re.compile(r"[。！？!?：:][”\"’）)】]*\s*$")
NONE: frozenset[int] = frozenset()
SHORTEST_BROKEN = 25
"""A line without any comma must be this long before it can be the beginning of a broken sentence."""


@dataclass(frozen=True, slots=True)
class _Draft:
    kind: BlockKind
    line: SourceLine
    level: int = 0


def build_blocks(
    lines: Sequence[SourceLine],
    *,
    tables: Sequence[tuple[int, int]],
    captions: frozenset[int] = frozenset(),
    contents: frozenset[int] = frozenset(),
    furniture: frozenset[int] = frozenset(),
    levels: Mapping[int, int] | None = None,
) -> tuple[Block, ...]:
    """One block per heading, paragraph, table, caption…, in text order.

    `tables` are line ranges [first, last); the other sets hold line indices, `levels` those of lines
    styled as headings. Lines that a conversion broke in mid-sentence are one prose block, also over
    blank lines and page numbers; a page number inside one is a furniture block behind it in the order.
    """
    ranges = dict(tables)
    marked = {**dict.fromkeys(captions, "caption"), **dict.fromkeys(contents, "toc"),
              **dict.fromkeys(furniture, "furniture")}
    inside = {i for first, last in tables for i in range(first, last)}
    wrap = find_wrap([n for i, n in enumerate(lines) if not (n.blank or i in inside or i in marked)])
    apart = frozenset(line.start for above, line in pairwise(lines) if above.blank) if wrap else NONE
    drafts: list[_Draft | Block] = []
    index = 0
    while index < len(lines):
        if index in ranges:
            stop = ranges[index]
            drafts.append(Block("table", lines[index].start, lines[stop - 1].end))
            index = stop
            continue
        if not lines[index].blank:
            last = drafts[-1] if drafts else None
            before = last.line if isinstance(last, _Draft) and last.kind == "prose" else None
            draft = _draft(lines[index], marked.get(index), before)
            draft = _styled(draft, (levels or {}).get(index, 0))
            following = lines[index + 1].text if index + 1 < len(lines) else ""
            if draft.kind == "heading" and (
                _is_cut_short(draft.line.text, following, wrap)
                or _hangs(_prose_before(drafts), draft.line, wrap, apart)
            ):
                draft = _Draft("prose", draft.line)
            drafts.append(draft)
        elif lines[index].text.strip():
            drafts.append(_Draft("furniture", lines[index]))
        index += 1
    return tuple(_join(drafts, wrap, apart))


def _draft(line: SourceLine, mark: str | None, before: SourceLine | None) -> _Draft:
    text = without_markup(line.text)
    if mark in ("caption", "toc", "furniture"):
        kinds: dict[str, BlockKind] = {"caption": "caption", "toc": "toc", "furniture": "furniture"}
        return _Draft(kinds[mark], line)
    if has_leaders(text):
        return _Draft("toc", line)
    if is_chart_caption(text):
        return _Draft("caption", line)
    if is_page_number(text):
        return _Draft("furniture", line)
    level = heading_level(text)
    if level is None or (before is not None and _is_list_sibling(before.text, text)):
        return _Draft("prose", line)
    return _Draft("heading", line, level)


def _styled(draft: _Draft, level: int) -> _Draft:
    """A short line without a sentence is a heading where the source styles it as one."""
    text = squeeze(draft.line.text)
    if not level or draft.kind != "prose" or len(text) > LONGEST_HEADING or is_sentence_like(text):
        return draft
    return _Draft("heading", draft.line, level)


def _is_cut_short(text: str, following: str, wrap: Wrap | None) -> bool:
    """Whether what looks like a heading is the first line of a wrapped paragraph."""
    if wrap is None or not wrap.full(text) or not following.strip() or following.startswith("\u3000"):
        return False
    if _OPEN_BRACKET.search(text.rstrip()):
        return True
    return numbering(following) is None and heading_level(following) is None


def _prose_before(drafts: Sequence[_Draft | Block]) -> Iterator[SourceLine]:
    """The lines of prose that stand right above, from the last one up."""
    for draft in reversed(drafts):
        if isinstance(draft, Block) or draft.kind != "prose":
            return
        yield draft.line


def _hangs(
    above: Iterable[SourceLine], line: SourceLine, wrap: Wrap | None, apart: frozenset[int]
) -> bool:
    """Whether a line goes on with a hard-wrapped paragraph by its place alone, whatever it begins with.

    The first line of the paragraph is indented, this one is not, and all above it are full, no blank line
    between them; the last of them ends no sentence. `above` has these lines, the last one first;
    `apart` where lines behind blank ones start.
    """
    if wrap is None or line.text.startswith(_INDENT):
        return False
    below = line
    for before in above:
        full = wrap.full(before.text) and below.start not in apart
        if not full or (below is line and _STOPS.search(before.text)):
            return False
        if before.text.startswith(_INDENT):
            return True
        below = before
    return False


def _is_list_sibling(before: str, text: str) -> bool:
    """Whether a numbered line goes on with a list: "(八)承办…其他事项" behind "(七)负责…。"."""
    number, last = numbering(text), numbering(before)
    return number is not None and last is not None and number[0] == last[0] > 2


@dataclass(frozen=True, slots=True)
class Wrap:
    """At which width a text was hard-wrapped, in characters or in columns (a Chinese one takes two)."""

    width: int
    columns: bool

    def full(self, text: str, slack: int = 4) -> bool:
        """Whether a line reaches the width, up to a character or punctuation that did not fit."""
        return self.measure(text) >= self.width - slack

    def measure(self, text: str) -> int:
        """The length of a line, indent included."""
        return _columns(text) if self.columns else len(text.rstrip())


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text.rstrip())


def find_wrap(lines: Sequence[SourceLine]) -> Wrap | None:
    """How a text was hard-wrapped; None where its lines are whole paragraphs."""
    for columns in (False, True):
        lengths = (_columns(line.text) if columns else len(line.text.rstrip()) for line in lines)
        widths = sorted(w for w in lengths if w >= (30 if columns else 15))
        if len(widths) < 12 or widths[-1] > (160 if columns else 80):
            continue
        width = widths[int(len(widths) * 0.95)]
        if sum(1 for w in widths if width - 2 <= w <= width + 2) * 5 >= len(widths) * 2:
            return Wrap(width, columns)
    return None


def _join(drafts: Sequence[_Draft | Block], wrap: Wrap | None, apart: frozenset[int]) -> Iterator[Block]:
    """Blocks in order; prose drafts that continue each other become one block."""
    open_lines: list[SourceLine] = []
    held: list[Block] = []

    def close() -> Iterator[Block]:
        if open_lines:
            yield Block("prose", open_lines[0].start, open_lines[-1].end)
            open_lines.clear()
        yield from held
        held.clear()

    for draft in drafts:
        if isinstance(draft, Block):
            yield from close()
            yield draft
        elif draft.kind == "furniture" and open_lines:
            held.append(Block("furniture", draft.line.start, draft.line.end))
        elif draft.kind != "prose":
            yield from close()
            yield Block(draft.kind, draft.line.start, draft.line.end, draft.level)
        elif open_lines and (
            _hangs(reversed(open_lines), draft.line, wrap, apart)
            or continues(open_lines[-1].text, draft.line.text, wrap)
        ):
            open_lines.append(draft.line)
        else:
            yield from close()
            open_lines.append(draft.line)
    yield from close()


def continues(before: str, after: str, wrap: Wrap | None = None) -> bool:
    """Whether `after` goes on with the sentence of `before`: "…完成全" + "年预算的0%，与上年…" is True.

    List lines ("…占比100.00%；"), numbered lines and titles begin anew. In a hard-wrapped
    text, a full line goes on even behind a full stop unless the next is indented.
    """
    head, tail = without_markup(before).rstrip(), without_bullet(without_markup(after))
    if _OPEN_BRACKET.search(head):
        return True
    wrapped = wrap is not None and wrap.full(before) and head.endswith(("，", ",", "、"))
    if numbering(after) or is_chart_caption(tail) or not tail or (_LIST_MARK.match(tail) and not wrapped):
        return False
    size = len(squeeze(head))
    if _FIGURE_HEAD.search(head) and _FIGURE_TAIL.match(tail):
        return True
    if _AWAITS.search(squeeze(head)):
        return True
    if wrap is not None and wrap.full(before):
        return not after.startswith(_INDENT)
    if _FINAL.search(head) or (tail.endswith(("：", ":")) and not is_sentence_like(tail)):
        return False
    if wrap is not None and not wrap.full(before, 12):
        return False
    broken = size >= SHORTEST_BROKEN and not _TITLE_TAIL.search(head)
    return is_sentence_like(head) or broken or head.endswith(("、", "（", "("))
