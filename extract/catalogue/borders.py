"""Where a written line name begins and ends: a name cut in the middle of a word is made whole.

"国经费" in "出国经费" gets its 出, "公务用车运行" in "公务用车运行维护费" its second half. What is known are
the names of the catalogue, the lines of the forms and kinds of procurement.
"""

from __future__ import annotations

from functools import lru_cache

from extract.catalogue import with_key
from extract.catalogue.lexicon import phrases
from extract.catalogue.lines import procurement
from extract.catalogue.names import line_key, numbered

LEFT, RIGHT = 6, 8
"""How far a border may move outwards, in characters."""
WORDS = (
    "配套", "当年", "上年", "下年", "本年", "单一", "来源", "其他", "资金", "经费", "费用", "补助", "补贴",
    "采购", "运行", "维护", "接待", "购置",
)  # fmt: skip
"""Words of line names that no border may cut, besides the first and last words of known names."""
_BRACKETS = "（）()"
_LEVELS = tuple(f"{left}{level}" for left in "（(" for level in "类款项")
_COSTS = ("费", "费用", "购置", "接待")


def whole_name(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the line name that [start, end) is a part of; the same span where it is whole.

    A border inside a word moves to its edge; then the longest known name around the span is taken.
    """
    first, last = ((), ()) if is_known(text[start:end]) else _edges()
    if start > 0 and text[start - 1 : start + 1] in first and _of_name(text[start - 1]):
        start -= 1
    if end < len(text) and text[end - 1 : end + 1] in last:
        end += 1
    low, high = _reach(text, start, -1, LEFT), _reach(text, end, 1, RIGHT)
    for size in range(high - low, end - start, -1):
        for left in range(max(low, end - size), min(start, high - size) + 1):
            whole = text[left : left + size]
            if is_known(whole) and not _totals(text, left + size) and not _dressed(whole, text[start:end]):
                return left, left + size
    return start, end


def _dressed(whole: str, name: str) -> bool:
    """True where the longer name is a whole one with no more than its level or a 支出 that is none of it.

    卫生健康支出（类） is 卫生健康支出, 公务接待费支出 is 公务接待费 and 行政运行支出 is 行政运行.
    """
    dress = whole.removeprefix(name)
    spent = dress == "支出" and (name.endswith(_COSTS) or name in _names())
    return is_known(name) and (spent or any(level in dress for level in _LEVELS))


@lru_cache(maxsize=1 << 13)
def is_known(name: str) -> bool:
    """True for a line of the catalogue, of a form or of procurement, without numbering or 其中."""
    if len(name) < 2 or numbered(name) or name[0] in _BRACKETS:
        return False
    key = line_key(name)
    listed = key in _forms() or with_key(key, "functional") or with_key(key, "economic")
    return bool(listed) or procurement(name) not in (None, "合计")


def _totals(text: str, end: int) -> bool:
    """True inside 收入总计, 支出合计: that is another word than 收入, 支出."""
    return text[end - 2 : end] in ("收入", "支出") and text[end : end + 2] in ("总计", "合计", "总额", "总体")


@lru_cache(maxsize=1)
def _forms() -> frozenset[str]:
    return frozenset(line_key(name) for name in phrases()["LINE"])


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(name for group in phrases().values() for name in group)


@lru_cache(maxsize=1)
def _edges() -> tuple[frozenset[str], frozenset[str]]:
    """The first and the last two characters of every known name, and the words that are never cut."""
    names = [name for group in phrases().values() for name in group if len(name) > 2]
    return (
        frozenset({*(name[:2] for name in names), *WORDS}),
        frozenset({*(name[-2:] for name in names), *WORDS}),
    )


def _reach(text: str, at: int, step: int, limit: int) -> int:
    """How far from a border name characters go on, at most `limit`."""
    moved = 0
    while moved < limit:
        index = at - 1 if step < 0 else at
        if not 0 <= index < len(text):
            break
        if not (_of_name(text[index]) or (step > 0 and text[index] in _BRACKETS)):
            break
        at, moved = at + step, moved + 1
    return at


def _of_name(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
