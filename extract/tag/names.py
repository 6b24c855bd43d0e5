"""Where the name of a line begins and ends: the model marks it, known names say which character is its last.

A model that meets a word for the first time is a character off: 文物保护列|支, 本部门|收入合计. Where what is
left is a name that is known and the whole is none, the rest belongs to the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from extract.catalogue.borders import is_known, whole_name
from extract.tag.spans import SPLITTERS, Span, trim

_LEAD = SPLITTERS + "".join(map(chr, (*range(0x2460, 0x2474), *range(0x2488, 0x249C))))
"""Punctuation and list numbers in one character: ①, ⒈."""
_TAIL = "，。；：、,;:（("
_LINKS = ("和", "的", "占", "、")
"""What joins a name to the next or to its share; no name of a line ends with it (和谐, 占地 begin one)."""
_NEXT_WORDS = (
    "年初", "预算", "决算", "用途", "到位", "均为", "共计", "共支", "较上", "实际", "安排", "项目", "科目",
    "列支", "用去", "花了", "花费", "花去", "总共", "各用", "各占", "各为", "这块", "这项", "一项", "两项",
    "签约", "公开", "扣除", "支付", "下达", "拨付", "最多", "最少", "次之", "方面", "同步", "略有", "全年",
    "调整", "三类", "四类", "得分",
)  # fmt: skip
"""Words behind a name of which the model took the first character, or both, for its last."""
_NEVER_CUT = ("预算", "调整", "全年", "年初", "列支", "总共", "共计", "得分", "安排", "两个", "两项", "三类")
"""Of those the words that follow names nobody knows too: 国际交流预|算."""
_BEFORE = re.compile(
    r"(?:本|我|该)?(?:部门|单位|[局委办院厅校所站中心镇乡])(?:年初|全年)?(?:决算|预算)?|上+年度?|去年|动用|扣除|决算|收?支?相?抵?后"
)
"""Words before a name: whose it is, when, what was done with it."""
_GRANTED = re.compile(
    r"(?:追加|安排|下达|拨付|预留|新增)(?![了的给于为至到其该本各用有入出资款数额元])[\u4e00-\u9fff]$"
)
"""One character between what is done with money and the name that the model saw: 追加|州|信访工作经费."""
_JOINED = re.compile(r"和|与|及|以及|、")
_SHARE = re.compile(r"的?(?:比例|比重|占比)(?:(?:及|和)金额)?$")
_SPENT = "(?:决算)?"
_BARE = re.compile(
    r"(?:(?<=[，。；、：,;:])|^)(?:车辆|接待|出国)(?=(?:开支|支出|花了?|用了?)?\s*\d[\d,.]*\s*万?元)"
)
_SHORT = re.compile(
    rf"(?:本年)?(?:收入|支出){_SPENT}(?:合计|总计)|总(?:收入|支出)|收[、/]?支(?:决算)?总计|收入支出(?:决算)?总计"
    r"|(?:财政拨款|一般公共预算|政府性基金预算|国有资本经营预算|一般公共预算财政拨款)(?:收入|支出|收支)(?:合计|总计)?"
    r"|政府采购(?:支出)?(?:合计|总额)?|机关运行(?:经费|费用)(?:支出)?"
    r"|(?:公务)?(?:用车)?购置费?|(?:公务)?(?:用车|车辆)(?:购置|运行维护|运行)费?|运行(?:维护)?费?"
    r"|(?:公务|国内|外事)接待费?用?|因公出国(?:（境）)?费?用?|年[初末]结转(?:和结余)?"
)
"""Short forms of names that every part of the country uses and no form prints."""


def name_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names in what the model marked, a stretch without figures: none, one, or two that 和 joins."""
    low, high = trim(text, start, end, _LEAD, _TAIL)
    if low == high:
        return
    low, high = _trimmed(text, *whole_name(text, low, high))
    for left, right in _parted(text, low, high):
        if right - left >= 2:
            yield left, right


def bare_names(text: str, named: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """The kinds of 三公 in a word, each right before its figure, that no span names: 车辆0万元，接待2万元."""
    found = list(_BARE.finditer(text))
    if len({match[0] for match in found}) > 1:
        taken = [(span.start, span.end) for span in named]
        yield from (m.span() for m in found if not any(a < m.end() and m.start() < b for a, b in taken))


@lru_cache(maxsize=1 << 12)
def is_name(name: str) -> bool:
    """True for a name of the catalogue, of the forms, or one of their short forms."""
    return is_known(name) or _SHORT.fullmatch(name) is not None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The name without an unclosed quote, a joining word at its edge, or words of the sentence around it.

    “一般公共服务支出（类）…” opens with no quote of its own, and 会议费预 is 会议费 before 预算.
    """
    if text[start] in "“\"" and not any(mark in text[start + 1 : end] for mark in "”\""):
        start += 1
    if text[start] == "的":
        start += 1
    elif _GRANTED.search(text, max(0, start - 3), start):
        start -= 1
    while end - start > 2 and text[end - 1] in _LINKS:
        end -= 1
    if is_name(text[start:end]):
        return start, end
    end = _ended(text, start, end)
    return _begun(text, start, end), end


def _ended(text: str, start: int, end: int) -> int:
    """The end without one or two characters of the next word, where a known name stands before them."""
    for size in (1, 2):
        word = text[end - size : end - size + 2]
        cut = size == 1 and word in _NEVER_CUT and end - start > 3
        if cut or (word in _NEXT_WORDS and _names(text, start, end - size)):
            return end - size
    share = _SHARE.search(text, start, end)
    return share.start() if share and _names(text, start, share.start()) else end


def _begun(text: str, start: int, end: int) -> int:
    """The start behind whose it is or the level of the code before it, where a known name is left."""
    level = text[start] in "类款项" and text[max(0, start - 1) : start].isdigit()
    before = _BEFORE.match(text, start, end)
    low = start + 1 if level else before.end() if before else start
    return low if low > start and is_name(text[low:end]) else start


def _names(text: str, start: int, end: int) -> bool:
    return is_name(text[_begun(text, start, end) : end])


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The two names that a word joins, 会议费|和|培训费, or the one."""
    if not is_name(text[start:end]):
        for link in _JOINED.finditer(text, start + 2, end - 2):
            if is_name(text[start : link.start()]) and is_name(text[link.end() : end]):
                yield start, link.start()
                yield link.end(), end
                return
    yield start, end
