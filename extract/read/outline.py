"""Numbering and headings: what a line's number says, and which lines are headings.

"（一）机关运行经费支出情况" is a heading of level 3; "1、因公出国（境）费支出0万元，…" is prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.read.lines import without_markup
from extract.records import Block, Section
from extract.text import WRITTEN_BREAK, squeeze

_HAN = "一二三四五六七八九十百"
_BULLET = re.compile(r"^(?:#{1,6}\s+|[-*•●◆▪■○]\s*)+")
_NUMBERINGS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"第\s*[{_HAN}\d]+\s*(?:部分|章|编|篇)")),
    (2, re.compile(rf"[{_HAN}]{{1,4}}\s*[、.,．，]")),
    (3, re.compile(rf"[（(]\s*[{_HAN}]{{1,4}}\s*[）)][、.]?")),
    (4, re.compile(r"\d{1,2}\s*(?:、|[.．](?!\s?\d))")),
    (5, re.compile(r"[（(]\s*\d{1,2}\s*[）)]|[①-⑳⑴-⒇]|\d{1,2}[）)]")),
)
_HASHES = re.compile(r"^#{1,6}\s+")
_SENTENCE = re.compile(r"[。；，;！？!?]|,(?!\d{3})")
_FIGURE = re.compile(r"\d\s*(?:[万亿千]*元|[%％])|\d\.\d")
_TAILS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(r"^(?:名词解释|专业名词解释|附件\d*|附表|附录|(?:部门|单位)?(?:基本)?概况)$")),
    (2, re.compile(r"(?:说明|名词解释|概况|主要职能|主要职责|机构设置|机构职能|职能简介)$")),
    (2, re.compile(r"^(?:部门|单位|主要|内设|机构|人员)*(?:职责|职能|设置|构成|职能简介)(?:情况)?$")),
    (3, re.compile(
        r"(?:情况|绩效目标|分析|结论|建议|问题|原因|(?:自评|评价)(?:报告|结果)|重点工作|构成|应用)$"
    )),
)
_DOCUMENT_TITLE = re.compile(r"(?:决算|预算|报告|自评)(?:公开|公示|表|报告|说明|信息公开|情况)*(?:\(.*\))?$")
LONGEST_HEADING = 45


def without_bullet(line: str) -> str:
    """The line without indent and bullet: " - 二、事业收入：…" → "二、事业收入：…"."""
    return _BULLET.sub("", line.strip())


def numbering(line: str) -> tuple[int, str] | None:
    """(level, number) a line begins with: "（一）总体情况" → (3, "（一）"); None without a number."""
    text = without_bullet(line)
    for level, pattern in _NUMBERINGS:
        match = pattern.match(text)
        if match:
            return level, match[0]
    return None


def is_sentence_like(line: str) -> bool:
    """Whether a line reads as running text: commas, full stops, or a sum of money."""
    return bool(_SENTENCE.search(line) or _FIGURE.search(line))


def heading_level(line: str) -> int | None:
    """The level of a heading line, None for prose: "收入决算情况说明" → 2, "其中：" → None."""
    text = without_bullet(line)
    squeezed = squeeze(text)
    if not squeezed or len(squeezed) > LONGEST_HEADING or _FIGURE.search(text):
        return None
    number = numbering(text)
    if number:
        return number[0] if _is_numbered_heading(text, number) else None
    if _SENTENCE.search(text) or squeezed.endswith((":", "、", ".")):
        return None
    if len(squeezed) <= 30:
        for level, pattern in _TAILS:
            if pattern.search(squeezed):
                return level
    return 1 if re.search(r"20\d\d年", squeezed) and _DOCUMENT_TITLE.search(squeezed) else None


def _is_numbered_heading(text: str, number: tuple[int, str]) -> bool:
    rest = squeeze(text[len(number[1]) :])
    if not rest:
        return number[0] == 1
    if rest.endswith(("。", ".")):
        return len(rest) <= 8 and not _SENTENCE.search(rest[:-1])
    if _SENTENCE.search(rest) or re.match(r".{1,20}:.{3,}", rest):
        return False
    limit = LONGEST_HEADING if number[0] <= 3 else 30
    return len(rest) <= limit and not rest.endswith(("为:", "是:", "包括:", "如下:", "其中:"))


def build_sections(text: str, blocks: Sequence[Block]) -> tuple[Section, ...]:
    """The heading tree as sections s1, s2 …, each from its heading to the next of its rank or above."""
    headings = [block for block in blocks if block.kind == "heading"]
    sections: list[Section] = []
    for index, block in enumerate(headings):
        later = (h.start for h in headings[index + 1 :] if h.level <= block.level)
        written = without_markup(WRITTEN_BREAK.sub("", text[block.start : block.end].replace("\n", "")))
        title = _HASHES.sub("", written.strip())
        sections.append(Section(f"s{index + 1}", title, block.level, block.start, next(later, len(text))))
    return tuple(sections)
