"""Text of another year: an anniversary that has passed, figures compared over years long gone, this year's
figure under last year's name.

Source: mistakes auditors report (last year's text left in place). Laws in 《》 keep their years; a year alone
is history and no mistake: what speaks of the year before is told by its figure, which stands in this year's
forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extract import forms
from extract.amounts import to_yuan
from extract.check.base import LITTER, Case, Outcome, Tally, finding, same_line, shown
from extract.check.near import sentence
from extract.check.writing import writings
from extract.records import Fact

RULE = "stale-year"

ANNIVERSARIES: tuple[tuple[str, int], ...] = (
    (r"建党|中国共产党成立", 1921),
    (r"新中国成立|中华人民共和国成立|建国|国庆", 1949),
    (r"建军", 1927),
    (r"改革开放", 1978),
    (r"抗(?:日)?战(?:争)?胜利", 1945),
    (r"(?:红军)?长征胜利", 1936),
    (r"香港回归", 1997),
    (r"澳门回归", 1999),
)
"""What is celebrated → the year it is counted from."""

_PAIRS = (
    re.compile(
        r"从(?P<a>20\d\d)年(?!\d{1,2}月)[^。；]{0,16}\d[^。；]{0,14}到(?P<b>20\d\d)年(?!\d{1,2}月)[^。；]{0,10}\d"
    ),
    re.compile(
        r"(?P<a>20\d\d)年(?!\d{1,2}月)[^。；，]{0,8}\d[^。；，]{0,8}，(?P<b>20\d\d)年(?!\d{1,2}月)[^。；，]{0,8}\d"
    ),
)
"""Two years with a figure each, the later one behind."""
_OF_YEAR = re.compile(r"\D{0,24}(?P<year>20\d\d)年(?!.*20\d\d年)")
"""A heading with one year in it."""
_BESIDE = re.compile(r"[较比与同和从由]|上年|去年|上一年|以来|末|底|初|至")
"""Words by which a figure of another year is meant to be one."""
_CARRIED = re.compile(r"结转|结余")
"""What is left at the end of one year is what the next begins with."""
_SAME_YEAR = re.compile(r"[较比与同]20\d\d年度?(?:决算|支出|收入)?数?(?:相比|相较|比)?，?[^，。；]{0,12}$")
_DIGITS = 4
"""So many digits that two years have the same figure by no chance."""
_NOW = ("本年", "今年", "当年", "上年")
_TITLE = re.compile(r"《[^》]*》")


def check_stale_years(case: Case, blamed: frozenset[str]) -> Outcome:
    """2031年度报告 with 从2028年40人到2029年30人 or 建党108周年 → warning; once a sentence."""
    year = case.document.profile.year
    if year is None:
        return Outcome((), 0, 1, "文中没有写明年度")
    tally = Tally()
    for written in writings(case):
        for start, end in written.sentences():
            text = written.text[start:end]
            text = _TITLE.sub(lambda title: "□" * len(title[0]), text) if "《" in text else text
            tally.tested += 1
            told = next(_told(text, year), None)
            if told is not None:
                match, why = told
                tally.findings.append(
                    finding(
                        RULE,
                        "template-residue",
                        "warning",
                        f"{year}年度的文件里写“{match.group()}”：{why}，疑为旧文沿用。",
                        at=written.span(start + match.start(), start + match.end()),
                        actual=match.group(),
                        expected=f"{year}年度的情况",
                    )
                )
    _headings(case, tally, year)
    _figures(case, tally, year)
    _with_itself(case, tally, year)
    return tally.done()


def _headings(case: Case, tally: Tally, year: int) -> None:
    """2030年度收入决算情况说明 in the accounts of 2031, where other headings say 2031."""
    dated = [
        (section, int(told["year"]))
        for section in case.document.sections
        if (told := _OF_YEAR.match(LITTER.sub("", section.title))) and "决算" in section.title
    ]
    tally.tested += len(dated)
    if not any(stated == year for _, stated in dated):
        return
    for section, stated in dated:
        at = section.title.find(f"{stated}年")
        if stated < year and not _BESIDE.search(section.title):
            start = section.start + at
            tally.findings.append(
                finding(
                    RULE,
                    "template-residue",
                    "warning",
                    f"标题写“{section.title.strip()}”，其他标题写{year}年度，疑为旧文沿用。",
                    at=(start, start + len(f"{stated}年")),
                    actual=f"{stated}年",
                    expected=f"{year}年",
                )
            )


def _figures(case: Case, tally: Tally, year: int) -> None:
    """2030年度收入总计1,234.56万元 where the forms of 2031 print it and the sentence names no other year."""
    printed = _printed(case)
    for fact in case.spoken("决算数", "上年数"):
        said = fact.year if fact.measure == "决算数" else fact.base_year
        _, words = sentence(case, fact)
        if said != year - 1 or f"{said}年" not in words or f"{year}年" in words:
            continue
        if _BESIDE.search(fact.quote) or _BESIDE.search(words) or _CARRIED.search(fact.item.name):
            continue
        if _told_for_both(case, fact, year):
            continue
        tally.tested += 1
        if len(fact.value.replace(".", "").strip("-0")) >= _DIGITS and case.amount(fact) in printed:
            tally.findings.append(
                finding(
                    RULE,
                    "template-residue",
                    "warning",
                    f"写作“{said}年”的{shown(fact)}与{year}年度报表所印的数相同，疑为年度沿用旧文。",
                    facts=(fact,),
                    actual=f"{said}年",
                    expected=f"{year}年",
                )
            )


def _told_for_both(case: Case, fact: Fact, year: int) -> bool:
    """用去92.57万元，2030年花了92.57万元: the paragraph has this year's figure of the line as well."""
    others = (f for f in case.in_passage(fact) if f.measure == case.now and f.year == year)
    return any(f.id != fact.id and same_line(f, fact) for f in others)


def _printed(case: Case) -> frozenset[Decimal]:
    """Every figure of this year that a form of the accounts prints, in yuan."""
    return frozenset(
        to_yuan(cell.value, table.unit, case.unit)
        for table in case.document.tables
        if table.kind in forms.FORM_KEYS
        for cell in table.cells
        if cell.value and cell.key and "上年" not in cell.key and "预算数" not in cell.key
    )


def _with_itself(case: Case, tally: Tally, year: int) -> None:
    """比2031年增加2.40万元 in the accounts of 2031: the year is compared with itself."""
    for fact in case.spoken("增减额", "增减率"):
        if fact.base != "上年数" or fact.base_year is None:
            continue
        tally.tested += 1
        _, words = sentence(case, fact)
        if fact.base_year == year and _SAME_YEAR.search(words.replace(" ", "")):
            tally.findings.append(
                finding(
                    RULE,
                    "template-residue",
                    "warning",
                    f"{shown(fact)}写作与{year}年相比，本文件就是{year}年度的，疑应为{year - 1}年。",
                    facts=(fact,),
                    actual=f"{year}年",
                    expected=f"{year - 1}年",
                )
            )


def _told(text: str, year: int) -> Iterator[tuple[re.Match[str], str]]:
    for name, since in ANNIVERSARIES if "周年" in text else ():
        for match in re.finditer(rf"(?:{name})(?P<count>\d{{1,3}})周年", text):
            if since + int(match["count"]) < year:
                yield match, f"那是{since + int(match['count'])}年"
    if "20" not in text or any(word in text for word in (f"{year}年", f"{year - 1}年", *_NOW)):
        return
    for pattern in _PAIRS:
        for match in pattern.finditer(text):
            if int(match["a"]) < int(match["b"]) <= year - 2:
                yield match, f"所比的最近一年是{match['b']}年"
