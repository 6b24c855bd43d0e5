"""Captions: the title, number, unit and unit name printed around a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.read.outline import is_sentence_like, numbering
from extract.text import fold, squeeze

_HAN = "一二三四五六七八九十"
_CODE = re.compile(
    rf"(?:财决|财预|决算|预算|部门|单位)*公开\s*(?:表\s*\d{{1,2}}(?:-\d+)?|\d{{1,2}}(?:-\d+)?\s*表)"
    r"|(?:财决|决算|预算|附)\s*\d{1,2}(?:-\d+)?\s*表|附件\s*\d{1,2}(?!\d)"
    rf"|(?<![\u4e00-\u9fff])(?:附?表|公开表)\s*(?:\d{{1,2}}(?:-\d+)?|[{_HAN}]{{1,3}})(?![\d\u4e00-\u9fff])"
)
_UNIT = re.compile(
    r"\(?(?:金\s*额\s*)?(?:计\s*量\s*)?单\s*位\s*:?\s*(?:人民币)?\s*\(?\s*(亿元|万元|千元|元)\)?"
)
_BARE_UNIT = re.compile(r"\((?:单位:?)?(亿元|万元|千元|元)\)")
_NAME = re.compile(
    r"(?:编制|公开|填报|预算|填表|报送)?\s*(?:部\s*门|单\s*位)\s*(?:\((?:单位|部门|公章|盖章)\))?"
    r"\s*(?:名\s*称)?\s*(?:\((?:公章|盖章)\))?\s*:\s*(?!\s*(?:亿元|万元|千元|元))(\S+)"
)
_YEAR = re.compile(r"^\(?20\d\d\s*年度?\)?$")
_TITLE_TAIL = re.compile(r"(?:表|情况|\(续表?\)|一览|明细|统计)$")
_EMPTY = re.compile(r"[(（]\s*[)）]")
"""Brackets that held the number or the unit only: "支出决算表（公开03表）"."""
_COLONS = ":： "
LONGEST_TITLE = 50


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above a table. `name` is the unit that publishes it."""

    title: str | None = None
    code: str | None = None
    unit: str | None = None
    name: str | None = None

    def over(self, other: Caption) -> Caption:
        """This caption, with the gaps filled from another."""
        return Caption(
            self.title or other.title, self.code or other.code, self.unit or other.unit,
            self.name or other.name,
        )


def unit_of(text: str) -> str | None:
    """The currency unit a caption names: "金额单位：万元" → "万元", "年度收入情况（万元）" → "万元"."""
    folded = fold(text)
    match = _UNIT.search(folded) or _BARE_UNIT.search(folded)
    return match[1] if match else None


def parse_caption(line: str) -> tuple[Caption, str]:
    """What a caption line says, and what is left: "收入决算表 公开02表" → (code 公开02表, "收入决算表")."""
    folded = fold(line)
    code, name = _CODE.search(folded), _NAME.search(_UNIT.sub(" ", folded))
    rest = folded
    for pattern in (_UNIT, _NAME, _CODE):
        rest = pattern.sub(" ", rest, count=1)
    rest = _EMPTY.sub(" ", rest).strip(_COLONS)
    rest = " ".join(p for p in rest.split() if not _YEAR.match(p) and p not in ("金额", "单位:", "年", "度"))
    found = Caption(
        code="".join(code[0].split()) if code else None, unit=unit_of(line), name=name[1] if name else None
    )
    return found, rest


@lru_cache(maxsize=1 << 10)
def is_caption_piece(line: str) -> bool:
    """Whether a line holds nothing but number, unit name, year and currency unit."""
    squeezed = squeeze(line)
    if not squeezed or len(squeezed) > 60:
        return False
    found, rest = parse_caption(line)
    return not rest and (found != Caption() or _YEAR.match(squeezed) is not None)


def looks_like_title(line: str) -> bool:
    """Whether a line can be a table's title: "收入支出决算总表", "3、“三公经费”支出使用情况"."""
    rest = squeeze(parse_caption(line)[1])
    if not 2 <= len(rest) <= LONGEST_TITLE or is_sentence_like(line):
        return False
    return bool(_TITLE_TAIL.search(rest) or re.search(r"表\(.{1,20}\)$", rest))


def title_of(line: str) -> str:
    """The title as printed, without number, code and unit: "一、收入决算表 公开02表" → "收入决算表"."""
    folded = fold(line)
    spans = [m.span() for p in (_UNIT, _NAME, _CODE) for m in p.finditer(folded)]
    kept = "".join(c for i, c in enumerate(line) if not any(a <= i < b for a, b in spans)).strip()
    kept = _EMPTY.sub("", kept).strip(_COLONS)
    number = numbering(kept)
    return " ".join((kept[len(number[1]) :] if number and kept.startswith(number[1]) else kept).split())


def read_captions(lines: Sequence[str]) -> tuple[Caption, int]:
    """The caption in the lines above a table, nearest last, and how many of them belong to it.

    Walks upwards over pieces (number, unit, year, unit name) and at most one title; stops at prose and at
    the heading of a part ("第二部分 2022年度部门决算表"), which is no table's title.
    """
    found, taken = Caption(), 0
    for line in reversed(lines):
        if is_caption_piece(line):
            found = found.over(parse_caption(line)[0])
        elif found.title is None and looks_like_title(line) and (numbering(line) or (9,))[0] > 1:
            found = found.over(parse_caption(line)[0]).over(Caption(title=title_of(line)))
        else:
            break
        taken += 1
    if taken == 0 and lines:
        found = Caption(unit=unit_of(lines[-1]) if _UNIT.search(fold(lines[-1])) else None)
    return found, taken
