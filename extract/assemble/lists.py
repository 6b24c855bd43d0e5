"""Borders of tagged names: what a tag took along or left out beside a name, and names that stand in a list.

Each table holds what borders look like, the functions walk them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extract.assemble.naming import unfold
from extract.catalogue import with_code, with_name
from extract.catalogue.borders import is_known

_BEHIND = re.compile(
    r"(?:[与和及由]|(?:依次|分别)[是为]?|(?<=支出)共计|(?<=收入)共计|(?<=[预基][算金])安排?|(?<=拨款)安排?|由(?:一般公共预算)?财政拨款安?|最[多少大高低]"
    r"|(?<=[物程务])次之?|居[首次]位?|(?<=采购|经费)花费)$"
)
"""What ties a name to the words behind it: 基本支出|与, 其他收入|依次是, 一般公共预算|安排, 货物|最多."""
_BEFORE = re.compile(r"(?:均|分别占|占(?=本年)|其中)(?=..)")
_SPLIT_WORDS = frozenset(
    ("上升", "上涨", "下降", "下滑", "增加", "增长", "减少", "回落", "提高", "降低", "合计", "共计",
     "批复", "用去", "开支", "列支", "方面")
)  # fmt: skip
"""Words that a border may have cut in two: 财政拨款收入上|升."""
_SPLIT_HEADS = frozenset(("出让", "转让"))
"""Words that a border may have cut in two where a name begins: 国有土地使用权出|让相关收入."""
_COUNTS = frozenset("两二三四五六七八九")
BESIDE = re.compile(
    r"(?:(?:预算|年初)(?:数|额|安排|资金|总额|编列|列入|批复|核定|下达)*"
    r"|(?:上年|去年|20\d\d年)度?(?:全年|实际|决算|支出|执行|完成|列支|发生|数|额)*)"
    r"(?:为|是)?[\d,.]+\s?[亿万]?元[，、]$"
)
"""项目预算96万元，|支出 B, 上年全年完成额4.65万元，|本年支出 B: B is what was spent of the same line."""
_DEED = re.compile(
    r"(?:实际|共|累计|总|年内|当年|全年)?(?:支付|拨付|执行|到位|下达|使用|投入|动用|核拨|花钱|花费)(?:资金|金额|数)?|[多少](?:支出?|用|花|出)|差额|差异额?|节约|节省|节支|超支|实际采购(?:金额)?"
)
"""What was done or differs, where a name should stand: 预算 A，支付 B，少用 C."""
_TREASURY = re.compile(r"(?:中央|省级?|市级?|县级?|本级|上级|各级)?财政(?:资金)?")
_GIVES = re.compile(r"(?:安排|拨付|下达|投入|到位|追加)")
"""县财政|安排360.00万元: who gave the money is no line."""
_OF_GRANT = re.compile(r"财政拨款(?:(?:安排|决算?|支出决?算?|预算?)(?:数|总?额)?)?")
_OWN_YEAR = re.compile(r"[费用）](?:\d{4}年度?|本年度?|当年)$")
"""公务接待费2031年度|财政拨款决算数 A: what the line was paid from, told between its name and its figure."""
_PROVIDED = re.compile(r"安?排")
SUMMED = re.compile(
    r"(?P<count>等?[两二三四五六七八九十\d]+[项类者](?:支出|经费|收入)?)(?:共计|合计)|(?:共计|合计)(?!支出|收入)"
)
"""Behind the last of the names that are told as one sum."""
_NEXT = re.compile(r"[、和与及](?P<name>[\u4e00-\u9fff（）“”]{2,16}?)(?=均|各|都|依次|分别)")
_RUN_IN = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[⒈-⒛①-⑳⑴-⒇])+\s*(?P<name>[\u4e00-\u9fff“”]{3,24})(?<!情况)(?<!说明)(?<!方面)"
    r"[。：](?=(?:年初|全年|项目)?预算(?:数|安排|资金)?(?:为|是)?\d)"
)
_OPENS = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[⒈-⒛①-⑳⑴-⒇])+\s*(?P<name>[\u4e00-\u9fff、—－-]{3,60})。"
)
"""7、应急救援。主要是…: a known account and a stop, before what is told of it."""
_RENAMED = re.compile(r"（(?:以下)?(?:统称|简称)?(?:为|：)?(?P<name>[“\"]?三公[”\"]?经费)）(?=[^，。；]*\d)")
"""公务用车运行费|（“三公”经费）决算总额 A: what the list before it is called together."""
_SPENT_OF_IT = re.compile(
    r"(?:(?<=三公[”\"]经费）)|(?<=三公经费）)|(?<=三公[”\"]经费)|(?<=三公经费))支出(?:合计|共计|总计)?"
)
"""（简称“三公”经费）|支出|合计 A: the deed of what the bracket has named, no line of its own."""
_QUOTE = 1
_BEHIND_CODE = re.compile(
    r"\s*[“\"]?(?P<name>[\u4e00-\u9fff（）、]{2,40}?)[”\"]?(?=年初|全年|支出决算|决算|预算|[，。：；]|\d)"
)
_NAMED = re.compile(r"(?:事业|经营|其他|上级补助|附属单位上缴|财政拨款)收入|(?:基本|项目|经营|上缴上级)支出")


def bounded(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without the words that its tag took along: "分别占本年支出合计" → 本年支出合计."""
    if is_year_side(text, start, end):
        return start, end + 2
    if text[start - 1 : start + 1] in _SPLIT_HEADS:
        start = max(text.rfind(sign, 0, start) for sign in "，。；：、（中") + 1
    start += text[start - 1 : start + 1] == "决算" and end - start > 2
    before = _BEFORE.match(text, start, end)
    start = before.end() if before else start
    if text[end - 1 : end + 1] in _SPLIT_WORDS or (text[end - 1] in _COUNTS and SUMMED.match(text, end - 1)):
        end -= 1
    behind = _BEHIND.search(text, start, end)
    return start, behind.start() if behind and behind.start() - start > 1 else end


def renamed(text: str, end: int) -> tuple[int, int] | None:
    """The span of the name in brackets that a list of lines is given right behind its last; else None."""
    told = _RENAMED.match(text, end)
    return told.span("name") if told else None


def is_year_side(text: str, start: int, end: int) -> bool:
    """True for the first half of a name: 本年|收入."""
    return text[start:end] == "本年" and text[end : end + 2] in ("收入", "支出")


def is_deed(text: str, start: int, end: int) -> bool:
    """True for 支付, 少用, 差额 tagged as a name, and for the source of what 由财政拨款安排 tells."""
    if _SPENT_OF_IT.fullmatch(text, start, end) or _DEED.fullmatch(text, start, end) or (
        _TREASURY.fullmatch(text, start, end) and _GIVES.match(text, end)
    ):
        return True
    granted = _OF_GRANT.fullmatch(text, start, end) and _OWN_YEAR.search(text, 0, start)
    if granted:
        return True
    provided = _PROVIDED.match(text, end - 1) or _PROVIDED.match(text, end)
    return text[start - 1 : start] == "由" and provided is not None


def listed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names in one tag: "事业收入、经营收入" is two; a name that holds a 、 of its own stays one."""
    parts = text[start:end].split("、")
    if len(parts) < 2 or len(unfold(text[start:end])) > 1 or not all(_is_line(part) for part in parts):
        yield start, end
        return
    for part in parts:
        yield start, start + len(part)
        start += len(part) + 1


def run_in_title(text: str) -> tuple[int, int] | None:
    """The span of the name that opens a paragraph of its own figures: 1.免学费补助。|预算320.00万元."""
    title = _RUN_IN.match(text)
    if title is None:
        title = _OPENS.match(text)
        last = re.split(r"[、—－-]", title["name"])[-1] if title else ""
        title = title if last and (with_name(last) or with_name(title["name"] if title else "")) else None
    return None if title is None else title.span("name")


def coded(
    text: str, codes: Iterable[tuple[str, int]], known: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Names without a tag that stand behind the code of theirs: 2010306|政务公开审批|年初预算."""
    for code, end in codes:
        named = _BEHIND_CODE.match(text, end)
        taken = any(start < end + 2 + _QUOTE and end <= stop for start, stop in known)
        if named is not None and not taken and any(a.name == named["name"] for a in with_code(code)):
            yield named.span("name")


def untagged(text: str, known: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The last name of a list where its tag is missing: 事业收入、|经营收入|均为0."""
    starts = {start for start, _ in known}
    for _, end in known:
        following = _NEXT.match(text, end)
        if following is not None and following.start("name") not in starts and _is_line(following["name"]):
            yield following.span("name")


def _is_line(name: str) -> bool:
    return _NAMED.fullmatch(name) is not None or is_known(name)
