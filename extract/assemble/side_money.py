"""Whose money a performance section speaks of: 涉及资金 A, 项目预算安排资金 A name no line of the forms.

Tried in order: what the paragraph's own title announces (常年项目绩效分析。), what was evaluated in the
sentence (二级项目绩效自评个数7个，涉及资金 A), and the project that a heading above names.
"""

from __future__ import annotations

import re

from extract.assemble.naming import trim
from extract.assemble.parts import Figure, Subject
from extract.assemble.walk import Walk

_INVOLVED = re.compile(
    r"涉及(?:的)?(?:一般公共预算|财政)?(?:项目)?(?:支出)?(?:预算)?总?(?:资金|金额|预算|支出)+(?:总额|总?计)?(?:为|共计?|约)*$"
)
_ALLOTTED = re.compile(
    r"^(?:[^，。；]{0,12})?(?:该|本)?项目(?:年初|全年|总|共)?(?:预算)?(?:安排|批复|到位|执行|支出)*(?:预算)?"
    r"(?:资金|金额|数|总额)(?:为|共计?|是)*$"
)
_TITLE = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．])*(?P<name>[^，。；：\d]{2,20}?)(?:的?(?:支出)?绩效(?:分析|自评|评价|情况)+(?:综述)?)[。：]"
)
_PROJECT_FIRST = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．])+(?P<name>[^，。；：\d]{2,30}(?:项目|工程))[。：]"
)
_PROJECT_COLON = re.compile(r"(?P<name>[\u4e00-\u9fff“”]{4,30}(?:项目|工程))：")
_EVALUATED = re.compile(
    r"(?P<name>(?:二级|一级|部门|重点|一般公共预算|政府性基金预算)*项目(?:支出)?(?:全面)?(?:开展)?(?:绩效(?:自评|评价|目标|跟踪|监控))?)"
)
_GENERIC_MONEY = re.compile(
    r"^(?:截至?[^，]*|其中)?(?:项目|财政|专项)?(?:(?:实际)?(?:到位|支出|支付|执行|安排)(?:资金|数|金额)?|资金(?:支付|执行|使用)率"
    r"|预算执行率|(?:资金)?结[余转](?:资金)?)(?:为|共)?$"
)
"""到位资金, 资金支付率, 结余 in a paragraph about one project: words of any project, the line is this one."""
_ASIDE = re.compile(r"到位(?:资金)?|结[余转](?:资金)?")
_ALONE = re.compile(r"[（(](?P<name>[^（()）]{4,30}(?:资金|经费|项目|工程|费|补助|补贴))[）)]")
_GENERIC = re.compile(r"(?:\d{4}年度?|部门|单位|专项|预算|支出|整体|绩效|项目|资金|一般公共|基本|概)+")
_PROJECT = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])*\s*(?P<name>[^，。；：]{2,30}?)(?:专项)?(?:预算)?项目?(?:支出)?"
    r"(?:绩效(?:自评|评价)(?:报告|情况|综述|结果)*|自评(?:报告|情况)?|(?:基本)?情况(?:说明)?)$"
)


def project_title(text: str) -> str:
    """The project that a line of its own in brackets names: "（聘请保安经费）"; "" for any other line."""
    alone = _ALONE.fullmatch(text.strip())
    return alone["name"] + "项目绩效自评" if alone else ""


def side_money(walk: Walk, figure: Figure) -> Subject | None:
    """The project or projects a figure of a performance section is about; None for any other figure."""
    stretch = walk.stretch
    words = stretch.text[stretch.back_to(figure.start, "。！？；，") : figure.start]
    if figure.money and _INVOLVED.search(words):
        name, step = _titled(walk) or _evaluated(walk, figure), "项目：涉及资金"
    elif figure.money and _ALLOTTED.match(words):
        name, step = _titled(walk) or _headed(walk), "项目：标题"
    elif _GENERIC_MONEY.search(words.rpartition("：")[2]) and (colon := _under_colon(walk, figure)):
        name, step = colon, "项目：标题"
    elif _GENERIC_MONEY.search(words) and _PROJECT_FIRST.match(stretch.text):
        kind = _ASIDE.search(words)
        name, step = (_titled(walk) or "") + (kind[0] if kind else ""), "项目：标题"
    else:
        return None
    return Subject((name,), figure.start, figure.start, step=step) if name else None


def _under_colon(walk: Walk, figure: Figure) -> str | None:
    """农村电影公益放映项目 for every figure of 农村电影公益放映项目：财政安排 A，实际支付 B，…."""
    stretch = walk.stretch
    title = _PROJECT_COLON.match(stretch.text, stretch.back_to(figure.start, "。！？；"), figure.start)
    return title["name"] if title else None


def _titled(walk: Walk) -> str | None:
    """What the paragraph's own first words announce: 常年项目绩效分析。, （一）水源巩固提升项目。"""
    title = _TITLE.match(walk.stretch.text) or _PROJECT_FIRST.match(walk.stretch.text)
    return trim(title["name"]) if title else None


def _evaluated(walk: Walk, figure: Figure) -> str | None:
    """二级项目绩效自评涉及资金: what was evaluated, as far as the sentence says."""
    stretch = walk.stretch
    sentence = stretch.text[stretch.back_to(figure.start, "。！？") : figure.start]
    names = [found["name"] for found in _EVALUATED.finditer(sentence)]
    whole = max(names, key=len, default=None)
    if whole is None:
        return None
    kind = re.search(r"绩效(?:自评|评价|目标|跟踪|监控)", sentence)
    bare = re.sub(r"(?:全面)?开展", "", whole)
    return (bare if "绩效" in bare or kind is None else bare + kind[0]) + "涉及资金"


def _headed(walk: Walk) -> str | None:
    """The project in the nearest heading above that names one."""
    found = (_PROJECT.match(title) for title in walk.memory.titles)
    return next((m["name"] for m in found if m and not _GENERIC.fullmatch(m["name"])), None)
