"""Which line owns a figure, one way of finding it after the other.

Order of trust: a line named between the last figure and this one, tagged or read from the words; the
current line of the sentence; the head of a list that the sentence before opened; the heading.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

from extract.assemble.evidence import of_no_accounts, of_other_matter
from extract.assemble.gaps import (
    BARE_SIDE,
    MOVES,
    counted,
    held,
    of_projects,
    of_rate,
    one_side,
    side_told,
    the_rest,
)
from extract.assemble.lists import BESIDE
from extract.assemble.naming import heading_lines, is_added, line_before, unfold
from extract.assemble.parts import CLAUSE_ENDS, Figure, Stretch, Subject
from extract.assemble.pointed import (
    both_lines,
    closed_by_change,
    closed_by_years,
    is_unowned,
    pair_again,
    pointed,
    told_as_cause,
)
from extract.assemble.shares import is_whole
from extract.assemble.side_money import side_money
from extract.assemble.sums import opened_by, sum_of_parts
from extract.assemble.walk import Walk, list_closed, opens_list, turn_sentence
from extract.catalogue.borders import is_known
from extract.catalogue.lines import procurement, three_public

_SIDE = re.compile(r"(?:本年|总|财政拨款|决算)?(?:收入|支出)(?:决算)?(?:总计|总额|合计)?")
_LISTED_CAUSE = re.compile(
    r"^(?:[一二三四五六]是|[（(]?[一二三四五六1-6][）)、.])?(?:由于|因为?|本年度?|新增)?"
)
_SPENT_FOR = re.compile(
    r"用于[^。；：\d]*(?:的|工作|任务)的?(?:日常|经费|各项)*(?:支出|经费)(?:决算)?(?:为|共计?)?$"
)
_DEFINES = re.compile(r"(?:为|即|是指|系指|指|主要是|主要为)(?!了)")
_SPENDS = re.compile(r"(?:支出|收入|决算|预算|完成|执行)[^，。；]*$")
_BALANCE = re.compile(r"结余|结转")
_TOTAL = re.compile(r"总计|总额|合计|^(?:财政拨款)?总(?:收入|支出)$")
_TOTALS_OF = re.compile(r"(?:收入|支出)总[计额]$|总(?:收入|支出)$")
_COMPARES = re.compile(r"各|均|[与较比同和](?:上年|去年|上一年|\d{4}年)")
_BARE_SPENT = re.compile(r"(?:(?:本年|当年|今年|全年)度?(?:实际)?|总计|合计|共计)支出数?")
_BARE_SUM = re.compile(r"(?:本年度?|全年|当年|今年)?(?:总计|合计|共计)")
_PAID = re.compile(r"，?(?:用于|列支于|列[支入]?在|列入|记在|反映在)")
_BOOKED = re.compile(r"，?在(?P<name>[\u4e00-\u9fff]{4,16}?)(?:科目|项目|项)?(?:中|里)?列支")
"""燃油、维修共计3.74万元，在公务用车运行维护列支: the line says itself that the money is its."""
_PAYS = re.compile(
    r"(?:\d{1,2}[.．、]|（[一二三四五六七八九十\d]{1,3}）)?\s*(?:实际)?(?:支出|列支|安排|投入|开支|支用|花费|用去|花了|用了)?"
)
_CODED = 9
"""How far behind 用于 a line may begin: its code in brackets stands before it, in characters."""
_SPENT_SO = re.compile(r"，(?:共计?|合计|累计|实际)*(?:支出|开支|费用|金额)(?:为|共计?)?$")
_COUNTED_LINES = (
    (re.compile(r"接待[^，。；]*\d+(?:批次?|个|人次?)"), "公务接待费"),
    (re.compile(r"(?:购置|购买|更新)(?:公务)?(?:用车|车辆|汽车)?\d+辆"), "公务用车购置费"),
)
"""What was counted tells the line of 三公 where no name is printed."""
_THREE_KINDS = re.compile(
    r"(?:全口径|(?:以上|上述)?三(?:项|者|类))(?:经费|支出|费用|采购)*(?:合计|总共|共计|总计|之和|加起来|相加|加总|共)(?:支出|金额)?(?:为|是)?"
)
_NIL = re.compile(r"(?:支出|决算|费用)*(?:为|是)?零(?=[，。；])")
_GRANT = ("财政拨款", "财政拨款收入")
_GONE = re.compile(r"[花用](?:出去|掉)(?:了|共计?)?")
"""财政拨款到位 A；花出去|: what was spent of it."""
_ANY_PROJECT = frozenset(("项目", "该项目", "本项目"))
"""Words for the project that is spoken of, once it has a name."""
_OPENING = 16
"""How far from the start of its sentence a line may stand to be what the sentence is about, in characters."""


def owner_of(walk: Walk, figure: Figure) -> tuple[Subject | None, tuple[str, ...]]:
    """The line a figure belongs to, and the steps that found it; None where nothing names one."""
    reason = walk.stretch.reason_around(figure.start)
    if reason is not None:
        return _inside(walk, figure, reason.left), ("在原因之内",)
    told = told_as_cause(walk, figure)
    if told is not None:
        return _inside(walk, figure, told), ("在原因之内",)
    turn_sentence(walk, figure)
    side = side_money(walk, figure)
    if side is not None:
        walk.memory = replace(walk.memory, current=side)
        return side, (side.step,)
    ahead = _pointed(walk, figure)
    if ahead is not None or is_unowned(walk, figure):
        return ahead, (ahead.step,) if ahead else ()
    summed = sum_of_parts(walk, figure)
    if summed is not None:
        walk.memory = replace(walk.memory, current=summed if summed.names else None)
        return (summed, (summed.step,)) if summed.names else (None, ())
    twins = _twins(walk, figure) or both_lines(walk, figure)
    if twins is not None:
        walk.memory = replace(walk.memory, current=twins)
        return twins, (twins.step,)
    named = _paid_behind(walk, figure) or _named(walk, figure) or _announced(walk, figure)
    named = pair_again(walk, named)
    total = _total_moved(walk, figure, named) or closed_by_change(walk, figure, named)
    total = total or closed_by_years(walk, figure, named) or _whole_again(walk, figure, named)
    if total is not None:
        return total, ("项目：变动属于总计",)
    if named is None:
        named = _counted_line(walk, figure)
    if named is not None and is_added(named.name):
        return named, (named.step,)
    if named is not None:
        opened = opens_list(walk, named)
        head = named if opened or walk.memory.head is None else walk.memory.head
        walk.memory = replace(walk.memory, current=named, head=head)
        return named, (named.step,)
    if walk.memory.current is not None:
        told_other = _tells_other(walk, figure, walk.memory.current.names)
        return (None, ()) if told_other else (walk.memory.current, ("项目：承前",))
    return _headed(walk, figure)


def _pointed(walk: Walk, figure: Figure) -> Subject | None:
    """The line that the words point at; one that is named behind the figure owns what follows it too."""
    ahead = pointed(walk, figure)
    if ahead is not None and ahead.start >= figure.end:
        walk.memory = replace(walk.memory, current=ahead)
    return ahead


def _whole_again(walk: Walk, figure: Figure, named: Subject | None) -> Subject | None:
    """公用经费 A，其中：水费 B、电费 C；较上年减少 D: a new clause without a name is the whole's again."""
    head, current = walk.memory.head, walk.memory.current
    if head is None or current is None or head is current or head.end > current.start:
        return None
    if named is not None and named != current:
        return None
    parts = [b for b in walk.bound if head.end < b.subject.start and b.subject != head]
    if len(parts) < 2 or not list_closed(walk, head, current.start):
        return None
    between = walk.stretch.text[parts[-1].figure.end : figure.start]
    return head if between.startswith("；") and parts[-1].subject == current else None


def _tells_other(walk: Walk, figure: Figure, names: tuple[str, ...]) -> bool:
    """True for 发放花酒193.10万元 where 三公 would own it: its words name another matter."""
    words = walk.stretch.text[walk.stretch.words_from(figure) : figure.start]
    return figure.money and any(map(three_public, names)) and of_other_matter(words)


def _headed(walk: Walk, figure: Figure) -> tuple[Subject | None, tuple[str, ...]]:
    """The line of the heading; where that names none, of a higher one, for words that speak of spending."""
    names = walk.memory.heading
    words = walk.stretch.text[walk.stretch.back_to(figure.start, "。！？；，") : figure.start]
    if not names and _SPENDS.search(words):
        higher = (heading_lines(title) for title in walk.memory.titles[1:])
        names = next((lines for lines in higher if lines), ())
    if not names or _tells_other(walk, figure, names) or (figure.money and of_no_accounts(words)):
        return None, ()
    side = side_told(walk.stretch, figure) if len(names) > 1 else None
    names = (side,) if side else names
    subject = Subject(names, figure.start, figure.start, step="项目：标题")
    walk.memory = replace(walk.memory, current=subject, head=subject)
    return subject, (subject.step,)


def _named(walk: Walk, figure: Figure) -> Subject | None:
    """The line named for this figure in its own sentence: the nearest tagged one, else one read."""
    stretch = walk.stretch
    sentence = stretch.back_to(figure.start, "。！？")
    near = (
        line
        for line in reversed(walk.lines)
        if sentence <= line.start
        and line.end <= figure.start
        and stretch.reason_around(line.start) is None
        and not is_whole(stretch, line)
        and not _enclosed(walk, line, figure)
        and not _defining(walk, line, figure)
        and not _is_deed_of_label(walk, line)
    )
    tagged = next(near, None)
    if tagged is not None and len(tagged.names) > 1:
        start = max(stretch.words_from(figure, CLAUSE_ENDS + "："), tagged.end)
        side = one_side(tagged.names, stretch.text[start : figure.start])
        if side is not None:
            return Subject((side,), start, figure.start, step="项目：按行文推断")
    read = _read(walk, figure, tagged)
    owned = tagged is not None and any(tagged.end <= b.figure.start for b in walk.bound)
    if read is None and tagged is not None and owned and _tells_other(walk, figure, tagged.names):
        return None
    if read is None and tagged is not None and walk.memory.current is not None:
        walk_on = walk.memory.current
        later = walk_on.start > tagged.start and walk_on.end <= figure.start
        return walk_on if later and not _enclosed(walk, walk_on, figure) else tagged
    return read or tagged


def _is_deed_of_label(walk: Walk, line: Subject) -> bool:
    """True for 本年支出 in 某支出（类）：本年支出 A and 某支出（类）增加 A，本年支出 B: what is its own."""
    return _BARE_SPENT.fullmatch(line.name) is not None and _has_its_line(walk, line.start)


def _has_its_line(walk: Walk, start: int) -> bool:
    """True behind the colon of a name, and in the sentence of an account that has had a figure already."""
    current = walk.memory.current
    account = current is not None and bool(current.level) and walk.sentence <= current.start
    return _behind_label(walk, start) or (account and any(b.subject == current for b in walk.bound))


def _behind_label(walk: Walk, start: int) -> bool:
    """True right behind the colon of a name: 教育支出（类）：|."""
    near = any(0 <= start - line.end <= _CODED for line in walk.lines)
    return near and walk.stretch.text[start - 1 : start] == "："


def _defining(walk: Walk, line: Subject, figure: Figure) -> bool:
    """True for what a line is said to be: 收入 A，为本年取得的一般公共预算拨款，较上年减少 B (frame 51)."""
    text = walk.stretch.text
    if any(b.subject.start == line.start for b in walk.bound):
        return False  # 合计 A，即本年收入合计，较上年减少 B: a line that has its figure is no definition
    start, stop = walk.stretch.back_to(line.start, "，。；："), walk.stretch.on_to(line.end, "，。；：")
    told = _DEFINES.match(text, start) is not None and any(b.figure.end < start for b in walk.bound)
    return told and stop < figure.start and not any(start <= f.start < stop for f in walk.stretch.figures)


def _enclosed(walk: Walk, line: Subject, figure: Figure) -> bool:
    """True for a line in brackets that close before the figure: 拨款 90（其中基金 20），占 94% is not 基金's.

    Brackets that are a part of a name, （境）, hold no line.
    """
    if "（" not in walk.stretch.text:
        return False
    opened, closings = _brackets(walk.stretch.text)
    return closings[line.end] < figure.start and opened[line.start] > 0


@lru_cache(maxsize=4)
def _brackets(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """For every place 0 … len(text): how many （ are open, and where the one around closes (or the end)."""
    opened = (0, *accumulate({"（": 1, "）": -1}.get(sign, 0) for sign in text))
    closings, waiting = [len(text)] * len(opened), list[int]()
    for at, depth in enumerate(opened):
        while waiting and depth < opened[waiting[-1]]:
            closings[waiting.pop()] = at - 1
        waiting.append(at)
    return opened, tuple(closings)


def _paid_behind(walk: Walk, figure: Figure) -> Subject | None:
    """The 科目 behind 支出 3.2万元用于…（类）…（款）…（项） or 用于…科目: what was paid for is the line."""
    stretch = walk.stretch
    booked = _BOOKED.match(stretch.text, figure.end)
    if booked is not None and (is_known(booked["name"]) or three_public(booked["name"])):
        return Subject((booked["name"],), *booked.span("name"), step="项目：按行文推断")
    before = stretch.text[stretch.back_to(figure.start, CLAUSE_ENDS) : figure.start]
    behind = _PAID.match(stretch.text, figure.end)
    if behind is None or not _PAYS.fullmatch(before):
        return None
    near = (s for s in walk.lines if 0 <= s.start - behind.end() <= _CODED)
    told = (s for s in near if s.path or s.code or stretch.text.startswith("科目", s.end))
    entry = stretch.back_to(figure.start, "。！？；") == stretch.back_to(figure.start, CLAUSE_ENDS)
    bare = not before.strip() or (entry and not behind[0].startswith("，"))
    return next(told, None) or (_alone(stretch, behind.end()) if bare else None)


def _alone(stretch: Stretch, start: int) -> Subject | None:
    """576.6万元用于基本支出，: nothing else in the clause, and a line that the forms know."""
    end = stretch.on_to(start, "，。；、")
    known = is_known(stretch.text[start:end])
    return Subject((stretch.text[start:end],), start, end, step="项目：按行文推断") if known else None


def _counted_line(walk: Walk, figure: Figure) -> Subject | None:
    """公务接待费 for 共接待7批次（52人次），支出0.3万元, 公务用车购置费 for 购置公务用车1辆，支出18万元."""
    stretch = walk.stretch
    start = stretch.back_to(figure.start, "。！？；")
    words = stretch.text[start : figure.start]
    if any(start <= f.end <= figure.start for f in stretch.figures) or not _SPENT_SO.search(words):
        return None
    name = next((line for pattern, line in _COUNTED_LINES if pattern.search(words)), None)
    current = walk.memory.current.name if walk.memory.current else ""
    told = "接待" in current and not ("外事" in current and "国内" in words)
    if name is None or three_public(current) == name or told:
        return None
    return Subject((name,), figure.start, figure.start, step="项目：按批次、辆数推断")


def _twins(walk: Walk, figure: Figure) -> Subject | None:
    """收入总计A，支出总计A。较上年减少B: a comparison that names no line behind both totals is about both."""
    if len(walk.bound) < 2 or _line_since(walk, walk.bound[-1].figure.end, figure):
        return None
    between = walk.stretch.text[walk.bound[-1].figure.end : figure.start]
    if "。" not in between and not _COMPARES.search(between):
        return None
    first, second = walk.bound[-2:]
    sides = (_TOTALS_OF.search(first.names[0]), _TOTALS_OF.search(second.names[0]))
    equal = first.figure.value == second.figure.value and first.figure.unit == second.figure.unit
    if None in sides or sides[0] == sides[1] or not equal or len(first.names) + len(second.names) > 2:
        return None
    if "收" not in first.names[0] or "支" not in second.names[0]:
        return None
    names = (*first.names, *second.names)
    return Subject(names, figure.start, figure.start, step="项目：收支两项总计")


def _line_since(walk: Walk, position: int, figure: Figure) -> bool:
    """True where a line is named between a position and a figure, tagged or in words."""
    between = [s for s in walk.lines if position <= s.start and s.end <= figure.start]
    tagged = any(walk.stretch.reason_around(s.start) is None for s in between)
    return tagged or _read(walk, figure, None) is not None


def _total_moved(walk: Walk, figure: Figure, named: Subject | None) -> Subject | None:
    """总收入 A，其中收入 B，年初结转 C，较上年增加 D: a change behind a list is the total's (51).

    Behind a balance that is alone it stays the balance's: 收入总计 A，其中年初结转 B，较上年增加 C. Of parts
    that 、 holds together (其中：用车 B、接待 C，较上年压减 D) none owns the change alone.
    """
    head = walk.memory.head
    if named is None or head is None or head.start >= named.start:
        return None
    together = _together(walk, head, named)
    if not together and not _BALANCE.search(named.name):
        return None
    between = walk.stretch.text[head.end : named.start]
    words = walk.stretch.text[walk.stretch.back_to(figure.start, "，。；") : figure.start]
    if not any(head.end < b.figure.start < named.start and b.subject != head for b in walk.bound):
        return None
    moves = MOVES.search(words) is not None and named.end <= figure.start - len(words)
    total = together or _TOTAL.search(head.name)
    return head if moves and total and not MOVES.search(between) else None


def _together(walk: Walk, head: Subject, named: Subject) -> bool:
    """True where 、 stands between the figure of the part before and the name of this one."""
    ends = [b.figure.end for b in walk.bound if head.end < b.figure.start < named.start]
    return bool(ends) and walk.stretch.text[ends[-1] : named.start] in ("、", "和", "、其中")


def _announced(walk: Walk, figure: Figure) -> Subject | None:
    """A line that an earlier sentence only announced: "…行政运行（项）。主要用于…。年初预算为 85.55 万元"."""
    stretch = walk.stretch
    since = max((b.figure.end for b in walk.bound), default=0)
    for line in reversed(walk.lines):
        start = stretch.back_to(line.start, "。！？")
        opening = line.path or line.start - start <= _OPENING
        if (
            since <= line.start
            and line.end <= figure.start
            and opening
            and stretch.reason_around(line.start) is None
            and not is_whole(stretch, line)
            and not _NIL.match(stretch.text, line.end)
        ):
            return line
    return None


def _read(walk: Walk, figure: Figure, tagged: Subject | None) -> Subject | None:
    """A line the tagger left out, read from the words between the last figure or line and this figure."""
    stretch = walk.stretch
    start = stretch.words_from(figure, CLAUSE_ENDS + "、")
    start = max([start, *(r.right for r in stretch.reasons if r.right <= figure.start)])
    if stretch.text[max(start - 3, 0) : start].endswith(("收、", "收入、")):
        start = stretch.back_to(start - 1, CLAUSE_ENDS + "、")
    if tagged is not None and tagged.end > start:
        return None
    gap = stretch.passage.text[start : figure.start]
    if walk.unit and walk.unit in gap:
        gap = gap.partition(walk.unit)[2]
    gap = _before_bracket(stretch, figure) or gap
    name = counted(stretch, start, gap) or line_before(gap) if figure.money else of_rate(gap)
    name = the_rest(stretch, figure) or held(stretch, start, gap) or of_projects(stretch, start, gap) or name
    name = _of_three(walk, gap) or name
    current = walk.memory.current
    known = tagged is not None or (current is not None and not _enclosed(walk, current, figure))
    if name in _ANY_PROJECT and known:
        return None
    name = opened_by(stretch, start) or name if name == "合计" else name
    if name and (_spent_for(stretch, figure) or _spent_beside(stretch, start, name)):
        name = None
    if name and _is_of_one(walk, figure, start, name):
        name = None
    name = name or _other_side(walk, gap)
    if name is None:
        return None
    return Subject(unfold(name), start, figure.start, step="项目：按行文推断")


def _is_of_one(walk: Walk, figure: Figure, at: int, name: str) -> bool:
    """True for 总计, 本年合计 behind one line and 本年支出 under the heading of one: they name no other."""
    heading = walk.memory.heading
    if _BARE_SPENT.fullmatch(name):
        one = len(heading) == 1 and (three_public(heading[0]) or procurement(heading[0])) is not None
        return one or _has_its_line(walk, at)
    if not _BARE_SUM.fullmatch(name):
        return False
    start = walk.stretch.back_to(figure.start, "。！？")
    parts = {b.names for b in walk.bound if b.figure.money and start <= b.figure.start}
    return len(parts) < 2 and (walk.memory.current or _announced(walk, figure)) is not None


def _before_bracket(stretch: Stretch, figure: Figure) -> str | None:
    """人员支出 in 人员支出（基本工资、奖金等）21.58万元: a list without figures between name and amount."""
    if stretch.text[figure.start - 1 : figure.start] != "）":
        return None
    left = _opening(stretch.text, figure.start - 1)
    listed = "、" in stretch.text[left : figure.start]
    if left < 0 or not listed or any(left <= f.start < figure.start for f in stretch.figures):
        return None
    return stretch.text[stretch.back_to(left, CLAUSE_ENDS + "、") : left]


def _opening(text: str, closing: int) -> int:
    """Where the bracket opens that closes at a place, past the brackets inside it; -1 for none."""
    opened, _ = _brackets(text)
    return next((at for at in range(closing - 1, -1, -1) if opened[at] < opened[closing]), -1)


def _spent_beside(stretch: Stretch, start: int, name: str) -> bool:
    """True for 本年支出 in 年初预算 A，本年支出 B and 上年决算 A，本年支出 B: the same line's."""
    return _BARE_SPENT.fullmatch(name) is not None and BESIDE.search(stretch.text, 0, start) is not None


def _spent_for(stretch: Stretch, figure: Figure) -> bool:
    """True for 用于专项业务工作的经费支出5万元: what is paid for is told, the line is that of the heading."""
    clause = stretch.text[stretch.back_to(figure.start, "。；：") : figure.start]
    return _SPENT_FOR.search(clause) is not None


def _of_three(walk: Walk, gap: str) -> str | None:
    """The line of the heading for 三项合计: the three kinds of 三公 and of 政府采购 are all there are."""
    names = walk.memory.heading
    return names[0] if len(names) == 1 and _THREE_KINDS.fullmatch(gap.strip("，；（ ")) else None


def _other_side(walk: Walk, gap: str) -> str | None:
    """支出 in 收入决算 A，支出决算 B: the bare word, where the line before it is the other side."""
    side, current = BARE_SIDE.fullmatch(gap.strip("，、：；其中 ")), walk.memory.current
    if current is not None and current.name in _GRANT and _GONE.fullmatch(gap.strip("，；")):
        return "财政拨款支出"
    if side is None or current is None:
        return None
    if len(current.names) > 1:
        return one_side(current.names, gap)
    other = "收入" if side["side"] == "支出" else "支出"
    if other == "收入" and current.name in _GRANT and gap.startswith("支出"):
        return "支出"
    shared = _SIDE.fullmatch(current.name) and other in current.name
    return current.name.replace(other, side["side"]) if shared else None


def _inside(walk: Walk, figure: Figure, left: int) -> Subject | None:
    """The line a figure inside a reason belongs to: one named in the same reason, or none."""
    stretch = walk.stretch
    near = [line for line in walk.lines if left <= line.start and line.end <= figure.start]
    start = max(left, stretch.words_from(figure, CLAUSE_ENDS + "、"))
    if near and not MOVES.search(
        stretch.text, stretch.back_to(near[-1].start, CLAUSE_ENDS + "、"), figure.start
    ):
        near = []
    if near and near[-1].end > start:
        return near[-1]
    words = _LISTED_CAUSE.sub("", stretch.passage.text[start : figure.start])
    name = line_before(words) if figure.money and MOVES.search(words) else None
    if name is not None:
        return Subject((name,), start, figure.start, step="项目：按行文推断")
    return near[-1] if near else None
