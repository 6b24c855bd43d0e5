"""The budget lines of a passage, in order: tagged items, paths of several levels, lists of bare names.

"一般公共服务201（类）…事务20103（款）行政运行2010301（项）" is one subject;
办公费、印刷费 behind 主要包括 own no figure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assemble.completed import completed
from extract.assemble.glued import glued
from extract.assemble.lists import (
    BESIDE,
    SUMMED,
    bounded,
    coded,
    is_deed,
    is_year_side,
    listed,
    renamed,
    run_in_title,
    untagged,
)
from extract.assemble.naming import is_measure, trim, unfold
from extract.assemble.parts import TIES, Stretch, Subject
from extract.catalogue import level_of, walk_codes, with_name
from extract.catalogue.borders import whole_name
from extract.catalogue.names import DIGITS, PathLevel, split_path
from extract.records import Tag
from extract.text import squeeze

_MARKER = re.compile(
    r"\d{0,9}\s?(?:（\s?\d{0,9}\s?[类款项]\s?\d{0,9}\s?）|（(?:\d{3}|\d{5}|\d{7})）|(?<=\d)[类款项](?!目))"
    r"(?:\d{3,9}(?![\d.]|[，,]\d|万?元|年))?"
)
_CODE_FIRST = re.compile(r"\d{3}[类款项]|（\d{3}(?:\d\d){0,2}[类款项]?）")
_PAID_FOR = re.compile(r"(?:主要)?(?:用于|列支于|列支在)")
"""支出58.72万元|用于|208类…: what stands before the path's first number is none of its name."""
_PATH_BREAKS = "，。；：、"
_LINK = 45
"""Longest name between two markers of one path, in characters."""

_NUMBERING = re.compile(
    r"^(?:\s|\d{1,2}[.、](?!\d)|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3}、|其中|\d{4}年度?)+"
)
_SHARED = re.compile(r"均|分别|依次|各(?![项部类级单])")
_SIDES_TOLD = re.compile(r"，(?:年初|全年|调整后?的?)?预算[^，。；]*决算[^，。；]*(?:分别|依次)")
"""津贴补贴，年初预算、决算依次为 A、B: two sides of one line, and no lines that share."""
_TOTAL_BEHIND = re.compile(r"(?:合计|总计|总额)(?!支出|收入|安排|接待|购置)")
_FUND_BEFORE = re.compile(r"(?:(?:一般公共|政府性基金|国有资本经营)预算)?财政拨款$")
_BUDGET_NAME = re.compile(r"(?:一般公共|政府性基金|国有资本经营)预算$")
_LEAD = re.compile(r"(?:同时|另有|另外|其中|并且|以及|此外)(?=..)")
_GRANT_BEHIND = re.compile(r"(?:支出|收入)(?!总|合|预|决)|(?:支出|收入)(?=决算|预算)")
_PAIR = re.compile(
    r"(?:财政拨款)?(?:收入支出|收支|收、支|收入、支出)(?:决算)?(?:总体|总计|总额|总规模)(?!情况)"
)
_COMPARISON = re.compile(r"[较比与同](?:上年|去年|年初|全年|\d{4}年|预算)")
_SPENT_IN_ALL = re.compile(r"(?:共计?|合计|总共|累计|[与和及]|预算[与和])(?:支出|收入|开支)")
_TIME = re.compile(r"(?:\d{4}年度?|当年|本年度?|上年度?|去年|全年|年初|年末|当期|同期)+")
_SITUATION = re.compile(r"[总具]?体?(?:结构|构成)?情况(?:的?说明)?")
"""What a numbered heading in the sentence leaves: 2.具体情况。年初预算…."""
_ACCOUNT = re.compile(r"科目(?:本年)?(?:支出|决算)*数?")
"""住房公积金|科目支出: the line before it, named as what it is."""
_VERBAL = re.compile(r"(?:共计|实际|累计|发生|本年|共)$")
_FILLER = re.compile(r"(?:分别|各自|依次)(?:是|为)?")
_BUDGET_AND = re.compile(r"预算数?[和与、]?$")
"""年初预算和|支出|决算分别是: the second half of what is told of one line."""
_YEAR_BEFORE = re.compile(r"[较比与](?:上年|去年|上一年|\d{4}年)度?$")
_AMOUNT_BEHIND = re.compile(r"（?\d")
"""较2014年|支出|（37.30万元）减少: the line spoken of, a year before, and no other line."""
_SPENT_NOW = re.compile(r"(?:本年|当年|今年|全年|实际)度?支出数?")
_COMPLETE = ("费", "费用", "经费", "总计", "合计", "总额")
"""How a name ends that 合计 behind it does not complete."""
_BETWEEN = re.compile(r"[-—–－/]+(?:\d{5}(?:\d\d)?)?|、")
_UNTAGGED = re.compile(r"、[\u4e00-\u9fff]{2,20}?(?=[由从]|年初|全年|支出决算|决算|预算|[。：，\d])")
_QUOTE_FIRST = re.compile(r"“[^“”]{1,10}”")
_CODE_BEFORE = re.compile(r"(?<![\d.])\d{3}$")
_JOINED = re.compile(r"^(?:、|和|与|及|以及|，)$")
_AND = ("、", "和", "与", "及", "以及")
_SIDE_OF = re.compile(
    r"(?P<fund>(?:(?:一般公共|政府性基金|国有资本经营)预算)?(?:财政拨款)?)(?:本年|当年)?(?:决算)?总?(?P<side>收入|支出)"
    r"(?:决算)?(?:总计|合计|总额|总数|总规模)?(?:决算)?"
)
"""One of the two sides of a total: 财政拨款收入总计, 总支出, 支出决算总计."""
_LINKING = re.compile(r"[与和及](?=..)|[由从对](?=..)")
_KNOWN = re.compile(
    r"基本支出|项目支出|人员经费|(?:日常)?公用经费|机关运行经费|(?:事业|经营|其他)收入|.*财政拨款(?:收入|支出)?"
)
_LISTING = re.compile(r"(?:包括|包含|用于|有|如|涉及|方面)[:：]?$")
_CLAUSE_START = re.compile(
    r"(?:^|[，。；：、（])"
    rf"[^\W\d_加{TIES}]$"
)
_GROWS = re.compile(r"[计额量]|(?P<fund>预算(?:财政拨款)?(?:收入|支出)?)(?![数安])")
_TOTAL_CUT = ("收入总", "支出总")
_FUND_NAME = re.compile(r"(?:一般公共|政府性基金|国有资本经营)$")
_QUOTED = 30
"""Longest quoted name of a project, in characters."""
_STOP = re.compile(r"[，。；：“”\d]")
_SPENT_BEHIND = re.compile(r"支出(?!总|合|预算|决算)")
"""农林水（类）支出 is the line 农林水支出."""
_TAIL = 6
"""How much more of a name may stand before the 、 of a list, in characters."""
_PURPOSE = re.compile(r"(?:用于|包括|包含|主要(?:[为是系]|反映|保障))[^，。；]*$")


def subjects(stretch: Stretch) -> tuple[Subject, ...]:
    """All lines that may own a figure, left to right; paths absorb the items they are made of."""
    marked = _paths(stretch)
    paths = (*marked, *_dashed(stretch, marked))
    free = (i for i in stretch.items if not any(p.start <= i.left < p.end for p in paths))
    single = tuple(
        _from_item(stretch, start, end)
        for item in free
        if not _is_verb(stretch, item)
        for start, end in listed(stretch.text, item.left, item.right)
    )
    found = (*paths, *single)
    title = run_in_title(stretch.text)
    inside = [s for s in found if title is not None and s.start < title[1]]
    if title is not None and not any(s.end >= title[1] - 1 for s in inside):
        opening = _path(stretch, *title) or _from_item(stretch, *title)
        found = (opening, *(s for s in found if s.start >= title[1]))
    codes = [(tag.text, tag.right) for tag in stretch.codes]
    spans = [(subject.start, subject.end) for subject in found]
    lost = (*untagged(stretch.text, spans), *coded(stretch.text, codes, spans))
    further = (_from_item(stretch, *span) for span in lost)
    ordered = _summed(stretch, sorted((*found, *further, *_pairs(stretch)), key=lambda s: s.start))
    ordered = [s for at, s in enumerate(ordered) if not (at and _is_tail(s, ordered[at - 1]))]
    ordered = _run_together(stretch, ordered)
    return tuple(s for at, s in enumerate(ordered) if not _only_named(stretch, ordered, at))


def _summed(stretch: Stretch, lines: list[Subject]) -> list[Subject]:
    """节能环保支出、农林水支出|两类合计: the lines that are told as one sum are one, under both names."""
    merged: list[Subject] = []
    for line in lines:
        if merged and line.start < merged[-1].end:
            continue
        merged.append(line)
        told, first = SUMMED.match(stretch.text, line.end), len(merged) - 1
        told = None if told and not told["count"] and _SIDE_OF.fullmatch(line.name) else told
        while told and first and stretch.text[merged[first - 1].end : merged[first].start] in ("、", "和"):
            first -= 1
        if told and first < len(merged) - 1:
            start = merged[first].start
            name = stretch.passage.text[start : line.end]
            merged[first:] = [Subject((name,), start, told.end(), step="项目：几项合计")]
    return merged


def _run_together(stretch: Stretch, lines: list[Subject]) -> list[Subject]:
    """类, 款, 项 with at most that word between: 一般公共服务支出|财政事务|行政运行 is the 项, 2010601."""
    merged: list[Subject] = []
    names: list[str] = []
    for line in lines:
        before = merged[-1] if merged else None
        if before is not None and _touches(stretch, before, line) and _follows(names, line):
            names.append(line.name)
            code = walk_codes(tuple(PathLevel(name, None, None) for name in names))
            merged[-1] = replace(line, start=before.start, code=code, level=level_of(code), path=True)
        else:
            names = [line.name]
            merged.append(line)
    return merged


def _touches(stretch: Stretch, before: Subject, line: Subject) -> bool:
    return stretch.text[before.end : line.start] in ("", "类", "款")


def _follows(names: list[str], line: Subject) -> bool:
    opened = any(account.level == "类" for account in with_name(names[0]))
    return not line.path and (opened or all(with_name(name) for name in (*names, line.name)))


def _pairs(stretch: Stretch) -> tuple[Subject, ...]:
    """收入支出总体, 收支总计 where no tag marks them: the two totals under one noun."""
    return tuple(
        Subject(unfold(match.group()), match.start(), match.end(), step="项目：按行文推断")
        for match in _PAIR.finditer(stretch.text)
        if not any(item.left < match.end() and match.start() < item.right for item in stretch.items)
    )


def _is_verb(stretch: Stretch, item: Tag) -> bool:
    """True for 支出 in 共计支出0.22万元, 较年初预算数结余: what was done or compared, not a line."""
    before, bare = stretch.text[: item.left], item.text.lstrip("和与及")
    if is_year_side(stretch.text, item.left, item.right):
        return stretch.text.startswith("支出", item.right) and BESIDE.search(before) is not None
    if is_measure(item.text) or _COMPARISON.match(item.text):
        return True
    if any(words.fullmatch(item.text) for words in (_TIME, _SITUATION, _ACCOUNT)):
        return True
    if _SPENT_IN_ALL.fullmatch(item.text) or is_deed(stretch.text, item.left, item.right):
        return True
    if _FILLER.fullmatch(item.text) or (bare in ("支出", "收入") and _BUDGET_AND.search(before)):
        return True
    spent = bare in ("支出", "收入") or _SPENT_NOW.fullmatch(bare)
    if spent and BESIDE.search(before):
        return True
    if bare != item.text or bare not in ("支出", "收入"):
        return False
    compared = _YEAR_BEFORE.search(before) and _AMOUNT_BEHIND.match(stretch.text, item.right)
    return bool(compared or _VERBAL.search(before))


def _is_tail(line: Subject, before: Subject) -> bool:
    """A bare 支出 right behind another line is part of its wording, not a line ("…费|支出决算")."""
    return line.names[0] in ("支出", "收入", "决算", "预算") and 0 <= line.start - before.end <= 1


def groups(stretch: Stretch, lines: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Lines that share what follows made one: 收入总计和支出总计均为 → both names in one subject."""
    merged: list[Subject] = []
    for line in lines:
        before = merged[-1] if merged else None
        side = _other_side(stretch, before, line) if before else None
        if before is not None and side is not None:
            merged[-1] = replace(before, names=(*before.names, side), end=line.end)
        elif before is not None and _joined(stretch, before, line):
            merged[-1] = replace(before, names=before.names + line.names, end=line.end)
        else:
            merged.append(line)
    return tuple(merged)


def _joined(stretch: Stretch, before: Subject, line: Subject) -> bool:
    between = stretch.text[before.end : line.start]
    return bool(_JOINED.match(between)) and not before.path and not line.path and _run_shares(stretch, line)


def _other_side(stretch: Stretch, before: Subject, line: Subject) -> str | None:
    """财政拨款支出总计 for 支出总计 behind 财政拨款收入总计、: two names of one total; None for others."""
    if stretch.text[before.end : line.start] not in _AND or len(before.names) + len(line.names) > 2:
        return None
    first, second = _SIDE_OF.fullmatch(before.name), _SIDE_OF.fullmatch(line.name)
    if before.path or line.path or not first or not second or first["side"] == second["side"]:
        return None
    fund = first["fund"] if not second["fund"] or second["fund"] == first["fund"] else None
    return None if fund is None else fund + line.name.removeprefix(fund)


def _run_shares(stretch: Stretch, line: Subject) -> bool:
    """True when 均, 各 or 分别 stands behind the list that `line` is in."""
    stop = min((f.start for f in stretch.figures if f.start >= line.end), default=line.end)
    stop = min(stop, stretch.on_to(line.end, "。；"))
    words = stretch.text[line.end : stop]
    return bool(_SHARED.search(words)) and not _SIDES_TOLD.search(words)


def _from_item(stretch: Stretch, start: int, end: int) -> Subject:
    tagged = max((item.right for item in stretch.items if item.right <= start), default=0)
    path = glued(stretch.text, start, end, behind=tagged)
    if path is not None:
        name = stretch.passage.text[path.last : path.end]
        return Subject((name,), path.start, path.end, path.code, "项", "项目：科目路径", path=True)
    alias = renamed(stretch.text, end)
    if alias is not None:
        return Subject((stretch.passage.text[slice(*alias)],), start, alias[1] + 1)
    total, fund = _TOTAL_BEHIND.match(stretch.text, end), _fund_before(stretch.text, start)
    whole = stretch.text[start:end]
    total = None if whole.endswith(_COMPLETE) or with_name(whole) else total
    start, end = fund.start() if fund else start, total.end() if total else end
    start, end = _whole_name(stretch.text, _without_link(stretch.text, start, end), end)
    start, end = bounded(stretch.text, *_worded(stretch.text, start, end))
    start, end = completed(stretch.text, *_quoted(stretch.passage.text, start, end))
    pair = _PAIR.match(stretch.text, start)
    end = max(end, pair.end()) if pair else end
    written = stretch.passage.text[start:end]
    levels = split_path(written)
    code = next((c.text for c in stretch.codes if 0 <= c.left - end <= 1 or 0 <= start - c.right <= 1), None)
    names = unfold(trim(levels[0].name if len(levels) == 1 and levels[0].level else written))
    return Subject(names, start, end, code, level_of(code))


def _fund_before(text: str, start: int) -> re.Match[str] | None:
    """国有资本经营预算(财政拨款) right before a name that is of it: |财政拨款支出."""
    if text.startswith("财政拨款", start):
        return _BUDGET_NAME.search(text, 0, start)
    return _FUND_BEFORE.search(text, 0, start)


def _without_link(text: str, start: int, end: int) -> int:
    """Where a tagged name begins without the word that ties it on: 与|项目支出, 由|工资福利支出.

    由, 从 and 对 go only before a name that is known: 对个人和家庭的补助 keeps its own.
    """
    link = _LINKING.match(text, start, end)
    if link is None or _is_listed(text[start:end]):
        return start
    name = text[link.end() : end]
    return link.end() if link[0] in "与和及" or _is_listed(name) or _KNOWN.fullmatch(name) else start


def _whole_name(text: str, start: int, end: int) -> tuple[int, int]:
    """A tagged name without the word that leads it in and with what completes it.

    同时公务接待 → 公务接待; 公务用车运行|维护费 and “三公”经费财政拨款|支出 get their second half.
    """
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    grant = _GRANT_BEHIND.match(text, end) if text[start:end].endswith("拨款") else None
    if grant:
        return start, grant.end()
    return whole_name(text, start, end)


def _worded(text: str, start: int, end: int) -> tuple[int, int]:
    """A name with its first and last character: 远|程设备, 收入总|量, 一般公共|预算; 中 of 其中 is none."""
    if text[start - 1 : start + 1] == "其中" and end - start > 2:
        start += 1
    elif start > 0 and _CLAUSE_START.match(text, max(start - 2, 0), start):
        start -= 1
    if text[end - 1 : end] == "）" and text.count("）", start, end) > text.count("（", start, end):
        end -= 1
    if text[end - 1 : end + 1] == "总共" and end - start > 2:
        end -= 1
    if text[end - 1 : end + 1] in ("亏损", "盈余", "结余"):
        end += 1
    behind = _GROWS.match(text, end)
    if behind is None:
        return start, end
    cut = _FUND_NAME.search(text, start, end) if behind["fund"] else text[end - 3 : end] in _TOTAL_CUT
    return start, behind.end() if cut else end


def _quoted(text: str, start: int, end: int) -> tuple[int, int]:
    """A name with both its quotation marks: 三公”经费 gets its first, “高标准农田 all that is quoted."""
    name = text[start:end]
    if name.count("”") > name.count("“"):
        opened = text.rfind("“", max(start - _QUOTED, 0), start)
        start = opened if opened >= 0 and not _STOP.search(text[opened + 1 : start]) else start
    elif name.count("“") > name.count("”"):
        closed = text.find("”", end, end + _QUOTED)
        end = closed + 1 if closed >= 0 and not _STOP.search(text[end:closed]) else end
    return start, end


def _is_listed(name: str) -> bool:
    return bool(with_name(name) or with_name(name, kind="economic"))


def _paths(stretch: Stretch) -> tuple[Subject, ...]:
    found: list[list[int]] = []
    for match in _MARKER.finditer(stretch.text):
        between = stretch.text[found[-1][1] : match.start()] if found else ""
        apart = re.search(r"[，。；：]|，[含如]|其中|包括", between.rstrip("，")) or (
            found and any(found[-1][1] <= f.start < match.start() for f in stretch.figures)
        )
        if found and len(between) <= _LINK and not apart:
            found[-1][1] = match.end()
        else:
            found.append([_path_start(stretch, match.start()), match.end()])
    spans = ((start, _path_end(stretch, start, end)) for start, end in found)
    return tuple(path for start, end in spans if (path := _path(stretch, start, end)) is not None)


def _path_end(stretch: Stretch, start: int, end: int) -> int:
    """Where a path ends whose numbers stand before the names: behind the name tagged after the last one."""
    if not _CODE_FIRST.match(stretch.text, start):
        return end
    return next((item.right for item in stretch.items if item.left == end), end)


def _dashed(stretch: Stretch, marked: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Levels told apart by dashes, or by 、 where a stop closes them (城乡社区支出、…事务、其他…支出。)."""
    found: list[list[int]] = []
    for item in stretch.items:
        if any(p.start <= item.left < p.end for p in marked):
            continue
        between = stretch.text[found[-1][1] : item.left] if found else ""
        if found and _BETWEEN.fullmatch(between):
            found[-1][1] = item.right
        else:
            code = _CODE_BEFORE.search(stretch.text, 0, item.left)
            found.append([code.start() if code else item.left, item.right])
    found = [[start, _last_level(stretch.text, start, end)] for start, end in found]
    runs = ((start, end, stretch.passage.text[start:end]) for start, end in found)
    return tuple(
        path
        for start, end, written in runs
        if _is_plain_path(written, stretch.text[end : end + 1])
        and (path := _path(stretch, start, end)) is not None
    )


def _last_level(text: str, start: int, end: int) -> int:
    """Where 节能环保支出、污染防治|、水体 ends, its last level without a tag but known below the others."""
    further = _UNTAGGED.match(text, end)
    if further is None or "、" not in text[start:end]:
        return end
    code = walk_codes(split_path(text[start : further.end()]))
    return further.end() if len(code or "") == DIGITS["项"] else end


def _is_plain_path(written: str, behind: str) -> bool:
    if len(split_path(written)) < 2:
        return False
    levels = split_path(written)
    if "、" not in written or len(walk_codes(levels) or "") == DIGITS["项"]:
        return True
    return behind in "。：:" and any(a.level == "类" for a in with_name(levels[0].name))


def _path_start(stretch: Stretch, marker: int) -> int:
    start = stretch.back_to(marker, _PATH_BREAKS)
    start = max([start, *(f.end for f in stretch.figures if f.end <= marker)])
    paid = _PAID_FOR.match(stretch.text, start, marker)
    start = paid.end() if paid else start
    numbering = _NUMBERING.match(stretch.text[start:marker])
    start += numbering.end() if numbering else 0
    tagged = min((i.left for i in stretch.items if start <= i.left < marker), default=start)
    return start if _QUOTE_FIRST.fullmatch(stretch.text, start, tagged) else tagged


def _path(stretch: Stretch, start: int, end: int) -> Subject | None:
    written = stretch.passage.text[start:end]
    levels = split_path(written)
    if not levels:
        return None
    code, level = owner(levels)
    name = trim(levels[0].name) if len(levels) == 1 else written
    if len(levels) == 1:
        name = _as_written(stretch, start, levels[0].name) or name
        name = name if name.count("“") == name.count("”") else name.strip("“”")
        spent = _SPENT_BEHIND.match(stretch.text, end)
        name, end = (name + "支出", spent.end()) if spent and not name.endswith("支出") else (name, end)
    return Subject((name,), start, end, code, level, "项目：科目路径", path=True)


def _as_written(stretch: Stretch, start: int, name: str) -> str | None:
    """The single name in the passage's own characters (brackets and quotes unfolded)."""
    text = stretch.passage.text[start : start + len(name)]
    return text if squeeze(text) == name else None


def owner(levels: tuple[PathLevel, ...]) -> tuple[str | None, str | None]:
    """Code and level of the line that owns a path's figure: the single 项, or the 类 of several."""
    lowest = [level for level in levels if level.level == levels[-1].level]
    mine = levels[-1] if len(lowest) == 1 or len(levels) == len(lowest) else levels[0]
    return mine.code, mine.level or level_of(mine.code)


def _only_named(stretch: Stretch, ordered: list[Subject], at: int) -> bool:
    """True for a name in a list without figures (主要包括：办公费、…) or in a purpose (用于人员经费)."""
    line = ordered[at]
    if line.path or line.code or len(line.names) > 1 or stretch.text.startswith("科目", line.end):
        return False
    behind = _behind_bracket(stretch.text, line.end)
    stop = stretch.on_to(behind, "，。；、")
    if any(line.end <= f.start <= stop for f in stretch.figures) or _is_side(stretch, ordered, at):
        return False
    if any(line.end <= q.left <= stop for q in stretch.counts) or _run_shares(stretch, line):
        return False
    before = stretch.text[: line.start]
    numbered = _NUMBERING.match(stretch.text[stretch.back_to(line.start, "。；") : line.start])
    opens = numbered is not None and before.endswith(numbered.group())
    label = stretch.text.startswith("：", behind)
    followed = not label and stop - behind <= _TAIL and stretch.text[stop : stop + 1] == "、"
    listed = (before.endswith("、") and not opens) or followed
    return listed or bool(_LISTING.search(before[-8:])) or bool(_PURPOSE.search(before[-30:]))


def _behind_bracket(text: str, end: int) -> int:
    """Behind the brackets that stand right behind a name: 公用经费（办公费、水费等）|; `end` without any."""
    closed = text.find("）", end) if text.startswith("（", end) else -1
    return closed + 1 if closed > 0 else end


def _is_side(stretch: Stretch, ordered: list[Subject], at: int) -> bool:
    """True for 收入总计 in 收入总计、支出总计: the two own one figure together."""
    following = ordered[at + 1] if at + 1 < len(ordered) else None
    return following is not None and _other_side(stretch, ordered[at], following) is not None
