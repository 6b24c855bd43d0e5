"""Lines that a figure's words point at without naming them before it: 前者, 后者, 即…, 占…A的p, 其中…；.

Each finder answers for one figure; None where its words do not speak so.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assemble.parts import CLAUSE_ENDS, Figure, Subject
from extract.assemble.shares import share_ahead
from extract.assemble.sums import COUNTED
from extract.assemble.walk import Walk

_WHOLE = re.compile(
    r"[，（]?占(?:当年|全年)?(?P<name>(?!用|比|年初|全年|预算|调整|上年|去年)[^，。；\d]{2,30}?)(?:的?总额)?(?:为|是)?$"
)
_SHARED = re.compile(r"\s*的?(?:比重|比例)?(?:为|是|达)?\s*\d[\d.]*\s*[%％]")
"""占授予中小企业合同金额|5.15万元|的87.18%: the amount is the whole's, the share the part's."""
_THAT_IS = re.compile(r"\s*，(?:也就是|也即|即)为?(?:20\d\d年度?)?(?=[\u4e00-\u9fff“])")
_SO_FAR = re.compile(
    r"(?:以上|上述)(?:(?:各项)?(?:连同|加上|和)[^，。；\d]{2,12}?)?(?:共计|合计|总计|加总|共)(?:为|是)?"
)
"""；以上共计 A，即本年支出合计: of none of the lines before it."""
_IS_SUM = re.compile(rf"(?:{COUNTED}|以上)?(?:合计|共计|总计|总共)(?:为|是)?")
_SUM_IS = re.compile(r"\s*，(?:为|是)(?:20\d\d年度?|(?:本年度?|当年|全年)(?!收入|支出))?")
"""四项共计 A，|为2031年|“三公”经费决算数: what the sum before is called."""
_REST = re.compile(r"(?:其余|剩余|余下|其他)的?")
_IS = re.compile(r"\s*(?:为|是|系|属于|列入|用于)")
_EITHER = re.compile(r"(?P<which>前者|后者)")
_BOTH = re.compile(r"(?:二者|两者|两项|以上两项)(?:支出|收入)?(?:总共|合计|共计|总计|加总)(?:为|是)?$")
"""基本支出 A；项目支出 B；二者总共|: the sum of the two lines named before."""
_FORMER = re.compile(r"(?P<which>前者|后者)(?:支出|收入|决算)?(?:为|是|占)?$")
_TOLD_AS_ONE = re.compile(
    r"[与和及、][^，。；\d]{2,12}(?:合计|共计|总计)(?:支出|收入|金额|决算|[为是共达])*\s*\d"
)
_ALL = re.compile(r"(?:合计|共计|总计)$")
_MOVES = re.compile(r"[增减升降涨多少压](?!计|比)|变动|变化|下滑|回落|差额|相差|同比|相比")
_COMPARED_BARE = re.compile(r"\s*[与较比同和](?:上年|去年|上一年|\d{4}年)度?(?:决算|支出)?(?:数|额)?的?")
_COMPARED_BEHIND = re.compile(r"\s*(?:相比|相较|比较|对比|比)，")
_OPENING = re.compile(
    r"\s*(?:(?:[调变][整更]后的?)?(?:20\d\d年|本年|上年|去年|当年|全年|年初)?度?的?(?:预算|决算|执行|列支|支出|安排)?数?为?"
    r"[\d,.]+\s?[亿万]?元，)+"
)
"""Figures with their years and measures and no name: 全年预算3.00万元，当年列支2.40万元，"""
_BARE_MOVED = re.compile(
    r"(?:支出|费用)?(?:[与较比同和](?:上年|去年|上一年|\d{4}年)|同比|增|减|下降|上升|降|升)"
)
_BARE_MOVE = re.compile(
    r"(?:[，；]\s*)?(?:[与较比同和](?:上年|去年|上一年|\d{4}年)|对比|对照|相比|同比|增减|变动|变化|增加|减少|增长|上升|上涨|下降|下滑|降低|回落|净增|净减|约[增减]"
    r"|(?:上年|去年|本年|20\d\d年)度?[、和与](?:上年|去年|本年|20\d\d年)度?[^，。；\d]{0,8}(?:分别|依次|各)"
    r"|(?:上年|去年|20\d\d年)度?(?:同期|基期|决算|支出|列支)*数?(?:为|是)?\d)"
)
_COMPARISON = re.compile(
    r"[与较比同和]之?(?:上年|去年|上一年|\d{4}年)度?(?:决算|支出|同期)*数?(?:相比|相较|对比|比较|比)?，$"
)
"""与上年相比，|变动 A: the comparison that a change begins with, a clause before it."""
_OF_YEAR = (
    r"(?:本年|今年|上年|去年|20\d\d年)度?(?:全年|实际|决算|执行|完成|支出|列支|实现)*[数额]?[为是]?"
    r"\d[\d,.]*\s?[亿万]?元"
)
_TWO_YEARS = re.compile(rf"，{_OF_YEAR}，{_OF_YEAR}")
"""津贴 B|，2030年决算数 C，2031年决算数 D|: two years of what is no part of the list."""
_PRIOR = re.compile(r"上年|去年|上一年|同期")
_CAUSE = re.compile(
    r"(?:(?:变动|变化|增减|差异)?(?:情况|原因)(?:的?解释)|(?:变动|变化|增减|差异)?原因(?:的?(?:说明|分析|如下|解释))?(?:主要)?(?:[是为]|在于)?)[：—]+"
)
_CAUSE_LED = re.compile(
    r"\s*(?:其)?主要(?:是|系|由于|因为?|得益于)(?=[^。；\d]*，(?:进而|从而|相应|因此)?"
    r"(?:增加|减少|压减|节约|节省|新增|追加)(?![^，。；\d]*(?:预算|决算|上年|去年))[^，。；\d]{0,8}$)"
)
"""。主要是|采用拼车会议，减少经费 A: a sentence that opens with a cause."""
_ARRIVED = re.compile(r"(?:其中)?(?:本年|当年|今年)度?(?:实际)?到位(?:资金|收入)?(?:为|是)?")
_INCOME = re.compile(r"(?:总收入|(?:本年|账上|年度|^)收入(?:总[计额]|合计)?)$")
_PAIR = 2
_BARE_PAIR = re.compile(r"收入?[、和与及]?支出?")
_LIST = 3
"""Entries of a list behind whose last a change may be the head's."""
_OPENED = re.compile(r"其中|包括|具体[为是]|分别为|(?<=，)分别是|构成")


def pointed(walk: Walk, figure: Figure) -> Subject | None:
    """The line that the words around a figure point at; None where they do not."""
    return next((found for way in _WAYS if (found := way(walk, figure))), None)


def _named_behind(walk: Walk, figure: Figure) -> Subject | None:
    """公务接待费 for A and B of 2030年 A，2031年 B，公务接待费增长 C: figures of no name open a paragraph.

    The line stands in the same sentence, behind nothing but such figures, and is said to have moved.
    """
    stretch = walk.stretch
    stop = stretch.on_to(figure.end, "。！？；")
    line = next((s for s in walk.lines if figure.end <= s.start and s.end <= stop), None)
    if line is None or not _OPENING.fullmatch(stretch.text, 0, line.start):
        return None
    return replace(line, step="项目：名称在后") if _BARE_MOVED.match(stretch.text, line.end) else None


def _arrived(walk: Walk, figure: Figure) -> Subject | None:
    """本年收入 for B of 收入总共 A，其中当年到位 B: what came in this year is of that income."""
    stretch, current = walk.stretch, walk.memory.current
    told = _ARRIVED.fullmatch(stretch.text, stretch.words_from(figure), figure.start)
    if told is None or current is None or not _INCOME.search(current.name) or not walk.bound:
        return None
    name = "财政拨款本年收入" if "财政拨款" in current.name else "本年收入"
    return Subject((name,), figure.start, figure.start, step="项目：当年到位")


def _compared_ahead(walk: Walk, figure: Figure) -> Subject | None:
    """The line behind 与上年度2514.87万元相比，: what was compared is named after the figure."""
    stretch = walk.stretch
    start = stretch.back_to(figure.start, CLAUSE_ENDS)
    behind = _COMPARED_BEHIND.match(stretch.text, figure.end)
    if behind is None or not _COMPARED_BARE.fullmatch(stretch.text[start : figure.start]):
        return None
    ends = [f.start for f in stretch.figures if f.start >= figure.end]
    stop = min([stretch.on_to(figure.end, "。！？；"), *ends])
    fit = (s for s in walk.lines if behind.end() <= s.start and s.end <= stop)
    return next((s for s in fit if stretch.reason_around(s.start) is None), None)


def is_unowned(walk: Walk, figure: Figure) -> bool:
    """True for 以上共计 A: a sum of what stands before it, under no name."""
    stretch = walk.stretch
    words = stretch.text[stretch.back_to(figure.start, CLAUSE_ENDS) : figure.start]
    return figure.money and _SO_FAR.fullmatch(words) is not None


def _whole_of(walk: Walk, figure: Figure) -> Subject | None:
    stretch = walk.stretch
    told = _WHOLE.search(stretch.text, stretch.words_from(figure), figure.start)
    if not figure.money or told is None or not _SHARED.match(stretch.text, figure.end):
        return None
    return Subject((told["name"],), told.start("name"), told.end("name"), step="项目：占比的整体")


def _that_is(walk: Walk, figure: Figure) -> Subject | None:
    """本年支出合计 for 以上共计0.2925亿元，即本年支出合计, 项目支出 for 办专项用去 A，也就是项目支出."""
    stretch = walk.stretch
    start = stretch.words_from(figure)
    summed = _IS_SUM.fullmatch(stretch.text, start, figure.start)
    told = _THAT_IS.match(stretch.text, figure.end) or (summed and _SUM_IS.match(stretch.text, figure.end))
    named = any(start <= line.start and line.end <= figure.start for line in walk.lines)
    if told is None or not figure.money or (named and not is_unowned(walk, figure)):
        return None
    return _line_at(walk, told.end())


def _line_at(walk: Walk, position: int) -> Subject | None:
    """The line that begins at a place, or behind the quotation mark there."""
    return next((line for line in walk.lines if 0 <= line.start - position <= 1), None)


def _rest_is(walk: Walk, figure: Figure) -> Subject | None:
    """基本支出 for 项目支出 A，其余 B 为基本支出."""
    stretch = walk.stretch
    told = _IS.match(stretch.text, figure.end)
    rest = _REST.fullmatch(stretch.text, stretch.words_from(figure), figure.start)
    if told is None or rest is None or not figure.money:
        return None
    return _line_at(walk, told.end())


def _either(walk: Walk, figure: Figure) -> Subject | None:
    """The last line but one for 前者, the last for 后者, of those that have a figure in this paragraph."""
    stretch = walk.stretch
    start = stretch.back_to(figure.start, "，。；：、")
    told = _EITHER.match(stretch.text, start, figure.start)
    if told is None or any(told.end() <= line.start < figure.start for line in walk.lines):
        return None
    owners: dict[tuple[str, ...], Subject] = {}
    for bound in walk.bound:
        if "在原因之内" not in bound.steps:
            owners[bound.names] = replace(bound.subject, names=bound.names)
    last = list(owners.values())[-2:]
    if len(last) < 2:
        return None
    return replace(last[told["which"] == "后者"], step="项目：前者、后者")


def _former(walk: Walk, figure: Figure) -> Subject | None:
    """基本支出 for A and 项目支出 for B in 基本支出与项目支出合计…（前者 A、后者 B）."""
    start = walk.stretch.back_to(figure.start, "。！？")
    told = _FORMER.search(walk.stretch.text, start, figure.start)
    pair = _two_lines(walk, start, told.start()) if told else ()
    if told is None or len(pair) < 2 or not _TOLD_AS_ONE.search(walk.stretch.text, start, told.start()):
        return None
    name = pair[told["which"] == "后者"]
    return Subject((name,), figure.start, figure.start, step="项目：前者、后者")


def both_lines(walk: Walk, figure: Figure) -> Subject | None:
    """基本支出与项目支出合计 for C in 基本支出 A；项目支出 B；二者总共 C, and for what is told of C."""
    start = walk.stretch.back_to(figure.start, "。！？")
    told = _BOTH.search(walk.stretch.text, start, figure.start)
    pair = _two_lines(walk, start, told.start()) if told else ()
    if len(pair) < 2:
        return None
    return Subject((f"{pair[0]}与{pair[1]}合计",), figure.start, figure.start, step="项目：二者合计")


def _two_lines(walk: Walk, start: int, end: int) -> tuple[str, ...]:
    """The two lines last named between two places, without what makes them a sum."""
    lines = [line for line in walk.lines if start <= line.start and line.end <= end]
    names = dict.fromkeys(_ALL.sub("", name) for line in lines for name in line.names)
    return tuple(names)[-2:]


def told_as_cause(walk: Walk, figure: Figure) -> int | None:
    """Where a cause begins that no tag marks, for a figure in it: 情况解释：试点资金退坡496.36万元."""
    stretch = walk.stretch
    start = stretch.back_to(figure.start, "。；")
    cue = _CAUSE.search(stretch.text, start, figure.start)
    cue = cue or _CAUSE_LED.match(stretch.text, start, figure.start)
    return cue.end() if cue else None


def pair_again(walk: Walk, named: Subject | None) -> Subject | None:
    """总收入, 总支出 for 收、支 in 总收入、总支出均为 A。收、支比2030年增加 B: the pair told before."""
    current = walk.memory.current
    if named is None or current is None or len(named.names) != _PAIR or len(current.names) != _PAIR:
        return named
    bare = _BARE_PAIR.fullmatch(walk.stretch.text, named.start, named.end)
    return replace(named, names=current.names) if bare else named


def closed_by_years(walk: Walk, figure: Figure, named: Subject | None) -> Subject | None:
    """The head for X A，其中：Y B；Z C，2030年决算数 D，2031年决算数 E，增加 F: Z has its amount already."""
    stretch, head = walk.stretch, walk.memory.head
    if named is None or head is None or not head.end or head.end >= named.start:
        return None
    told = _TWO_YEARS.search(stretch.text, named.end, stretch.on_to(named.end, "。；"))
    parts = [b for b in walk.bound if head.end < b.figure.start and b.names not in (head.names, named.names)]
    mine = [b for b in walk.bound if b.names == named.names and told and b.figure.end <= told.start()]
    if told is None or figure.start < told.start() or len(parts) < _LIST - 1 or not mine:
        return None
    if f"{mine[-1].figure.value}{mine[-1].figure.unit}" in told[0].replace(" ", ""):
        return None  # 结转 A，2031年执行数 A，2030年 B: the part's own amount once more
    return head if _OPENED.search(stretch.text, head.end, parts[0].figure.start) else None


def closed_by_change(walk: Walk, figure: Figure, named: Subject | None) -> Subject | None:
    """The head for X A，其中Y B；较上年增加 C: a change that names no line behind a list is its head's.

    Behind a ， the list must have several entries, and none of them a change of its own.
    """
    stretch, head = walk.stretch, walk.memory.head
    start = stretch.back_to(figure.start, "。；")
    if named is None or head is None or not head.end or head.start >= named.start:
        return None
    if named.end > stretch.back_to(figure.start, "，。；"):
        return None
    semicolon = stretch.text[max(start - 1, 0) : start] == "；"
    if not semicolon:
        start = stretch.back_to(figure.start, "，。；")
    if not _BARE_MOVE.match(stretch.text, start):
        return None
    compared = _COMPARISON.search(stretch.text, named.end, start)
    start = compared.start() if compared else start
    last = walk.bound[-1] if walk.bound else None
    if last is not None and last.names == head.names and named.end <= last.figure.start:
        return replace(head, step=last.subject.step)
    between = stretch.text[head.end : start]
    parts = [b for b in walk.bound if head.end < b.figure.start < start and b.names != head.names]
    if len(parts) < (1 if semicolon else _LIST) or not _OPENED.search(between) or _MOVES.search(between):
        return None
    if _PRIOR.search(between):
        return None
    owns = any(b.names == head.names for b in walk.bound)
    return replace(head, step="项目：变动属于总计") if owns else None


_WAYS = (
    _compared_ahead,
    _former,
    _whole_of,
    _that_is,
    _rest_is,
    _either,
    _named_behind,
    _arrived,
    share_ahead,
)
