"""Text of another year: an anniversary that has passed, figures compared over years long gone.

Source: mistakes auditors report (last year's text left in place). Laws in 《》 keep their years; a year alone
is history and no mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.check.base import Case, Outcome, Tally, finding
from extract.check.writing import writings

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
    return tally.done()


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
