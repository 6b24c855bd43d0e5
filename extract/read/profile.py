"""Who publishes what: unit name, year, kind of document, currency unit, from titles and captions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.read.lines import SourceLine
from extract.records import Profile, Table
from extract.text import fold, squeeze

_ORGANISATION = (
    r"[\u4e00-\u9fff（）()·]{2,30}?(?:人民政府|办公室|委员会|管理局|服务中心|中心|中学|小学|学校|大学|学院|幼儿园|医院|"
    r"卫生院|检察院|法院|联合会|总工会|团委|政协|人大|街道|法庭|支队|大队|总队|研究院|研究所|图书馆|博物馆|党校|协会|"
    r"局|委|厅|会|部|站|所|院|队|馆|社|乡|镇|处|办)(?:[（(](?:本级|机关|汇总)[）)])?"
)
_TITLE_WORD = r"(?:部门|单位|本级|整体)*(?:汇总)?(?:决算|预算|支出绩效|绩效)"
_TITLED = (
    re.compile(rf"^(?:第[一二三四五六]部分[:：、]?)?({_ORGANISATION})(20\d\d)年度?{_TITLE_WORD}"),
    re.compile(rf"^(20\d\d)年度?({_ORGANISATION}){_TITLE_WORD}"),
)
_LONE_UNIT = re.compile(rf"^{_ORGANISATION}$")
_IN_PROSE = (
    re.compile(rf"纳入({_ORGANISATION})20\d\d年度?(?:部门|单位)"),
    re.compile(
        rf"(?:^|[。，,；])({_ORGANISATION})20\d\d年度?(?:收入|部门|一般公共预算|财政拨款|[“\"]?三公)"
    ),
    re.compile(rf"^20\d\d年度?({_ORGANISATION})[“\"]三公[”\"]经费"),
    re.compile(rf"20\d\d年度?,?，?({_ORGANISATION})机关运行经费"),
    re.compile(rf"^({_ORGANISATION})(?:是|下属|设立于|内设|为)"),
)
_ANNEX_TITLE = re.compile(r"20\d\d年度?.{0,20}(?:报告|决算|预算)")
_OTHER_BUDGETS = re.compile(r"(?:一般)?公共预算|基金预算|资本经营预算|保险基金预算|预算绩效|预算执行")
_QUOTED = re.compile(r"《[^》]*》|预决算")
"""按照《预算法》: a law is no title."""
_FAMILIES = ("决算", "预算", "绩效")
_NOT_A_UNIT = re.compile(
    r"^(?:纳入|现将|经|由|本|我|各|该|全(?!国)|其中|附件|目录|第.部分|公开|部门|单位|年度|名称)"
)
_YEARS = (r"(?<![较比与同于])(20\d\d)年度", r"(20\d\d)年度", r"(?<![较比与同于])(20\d\d)年", r"(20\d\d)年")
"""The year of a text without a title: first those that nothing is compared with, 较2030年度决算数."""
_YEAR_IN_WORDS = re.compile(r"二[〇○零Oo0]([〇○零Oo0一二三四五六七八九]{2})(?=年)")
_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
FRONT_LINES = 12
LONGEST_TITLE = 40
OPENING = 200
"""Characters in which a text without a title says what it is about."""


def build_profile(
    lines: Sequence[SourceLine], headings: Sequence[str], tables: Sequence[Table], names: Sequence[str]
) -> Profile:
    """The profile of a document: lines outside tables, its headings, tables, and unit names of captions."""
    texts = [t for line in lines if (t := _with_digits(squeeze(line.text)))]
    front = texts[:FRONT_LINES]
    return Profile(
        unit=_unit(front, texts, names), year=_year(front, texts), kind=_kind(front, headings, texts),
        currency_unit=_currency(tables, texts),
    )


def family_of_titles(lines: Iterable[SourceLine]) -> str | None:
    """决算 or 预算, whichever titles outside tables say more often, funds' names aside; None for neither.

    Nor for a report on performance, whose titles speak of the budget that it was spent from.
    """
    texts = (line.text.strip() for line in lines)
    told: Counter[str] = Counter()
    for title in (_OTHER_BUDGETS.sub("", text) for text in texts if 0 < len(text) <= LONGEST_TITLE):
        told[next((family for family in _FAMILIES if family in title), "")] += 1
    if told["决算"] == told["预算"]:
        return None
    return "决算" if told["决算"] > told["预算"] else "预算" if told["预算"] > told["绩效"] else None


def _with_digits(text: str) -> str:
    """Years written in Chinese digits as numbers: "二〇二一年度" → "2021年度"."""
    return _YEAR_IN_WORDS.sub(lambda found: "20" + found[1].translate(_DIGITS), text)


def _plausible(name: str) -> bool:
    return 3 < len(name) <= 40 and not _NOT_A_UNIT.match(name) and not name.endswith("网站")


def _unit(front: Sequence[str], texts: Sequence[str], names: Sequence[str]) -> str | None:
    common = Counter(name for name in names if _plausible(name)).most_common(1)
    if common:
        return common[0][0]
    for text in front:
        for pattern, group in zip(_TITLED, (1, 2), strict=True):
            match = pattern.match(text)
            if match and _plausible(match[group]):
                return match[group]
    lone = next((t for t in front if _LONE_UNIT.match(t) and _plausible(t)), None)
    return lone or _titled_later(texts) or _in_prose(texts)


def _titled_later(texts: Sequence[str]) -> str | None:
    """A title further down: a unit's name above "2023年度…报告", as on the cover of an annex."""
    for before, after in pairwise(texts):
        if _LONE_UNIT.match(before) and _plausible(before) and _ANNEX_TITLE.match(after):
            return before
    return None


def _in_prose(texts: Sequence[str]) -> str | None:
    found = (m[1] for p in _IN_PROSE for text in texts for m in p.finditer(text))
    return next((name for name in found if _plausible(name)), None)


def _year(front: Sequence[str], texts: Sequence[str]) -> int | None:
    """The year of the first title that has one, else the one told most; 今年…较2030年 is of the next."""
    for text in front:
        match = re.search(r"(?<![较比与同于])(20\d\d)年度?.{0,30}(?:决算|预算|绩效)", text)
        if match:
            return int(match[1])
    whole = "".join(texts)
    found = (Counter(re.findall(told, whole)) for told in _YEARS)
    years = next((counted for counted in found if counted), None)
    if years is None:
        return None
    compared = not re.search(r"(?<![较比与同于])20\d\d年", whole) and re.search(r"今年|本年|当年", whole)
    return int(years.most_common(1)[0][0]) + bool(compared)


def _kind(front: Sequence[str], headings: Sequence[str], texts: Sequence[str]) -> str | None:
    """部门决算, 单位预算, 绩效自评 …: the family from the first title that names one, else from headings."""
    titles = [t for t in front if len(t) <= 40 and re.search(r"20\d\d年|公开|报告$", t)]
    family = _family(titles) or _family([squeeze(h) for h in headings if "说明" in h]) or _family(headings)
    family = family or _family_of_opening(texts)
    if family is None:
        return None
    if family == "绩效":
        return "绩效自评"
    found = Counter(m for t in [*titles * 20, *texts] for m in re.findall(rf"(部门|单位){family}", t))
    return f"{found.most_common(1)[0][0] if found else '部门'}{family}"


def _family(titles: Sequence[str]) -> str | None:
    """决算 before 预算 before 绩效; funds named after a budget (一般公共预算) do not count."""
    joined = "".join(_OTHER_BUDGETS.sub("", t) for t in titles)
    return next((family for family in _FAMILIES if family in joined), None)


def _family_of_opening(texts: Sequence[str]) -> str | None:
    """What a text without any title first speaks of; 预算 only where no 决算 is told of it anywhere."""
    whole = _OTHER_BUDGETS.sub("", _QUOTED.sub("", "".join(texts)))
    first = re.search(r"决算|预算|绩效(?=自评|评价)", whole[:OPENING])
    told = first[0] if first else None
    return None if told == "预算" and re.search(r"决算|实际支出|执行", whole) else told


def _currency(tables: Sequence[Table], texts: Sequence[str]) -> str | None:
    units = Counter(table.unit for table in tables if table.unit)
    if not units:
        units = Counter(u for text in texts for u in re.findall(r"\d(亿元|万元|千元|元)", fold(text)))
    return units.most_common(1)[0][0] if units else None
