"""Text that came from elsewhere: one sentence with two regions, a code that the catalogue has given up.

Source: mistakes auditors report (text of another unit or year left in place); 《政府收支分类科目》.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.catalogue import with_code, with_name
from extract.check.base import Case, Outcome, Tally, finding
from extract.check.writing import Written, writings
from extract.check.written_codes import Named, named_codes

REGION, RETIRED = "region-word", "code-retired"

_REGION = re.compile(r"[我全](?P<level>[省市县区州旗镇乡])(?![级委直内外长民域别容局财])")
_FRAME = 8
"""So many characters behind it, and the one before, must be the same for two mentions to be one sentence."""
_WORDS = re.compile(r"^[\u4e00-\u9fff]+$")


def check_regions(case: Case, blamed: frozenset[str]) -> Outcome:
    """为我县高质量发展提供… and 为我市高质量发展提供… → warning at the one the unit's name speaks against."""
    tally = Tally()
    frames: dict[str, list[tuple[str, Written, re.Match[str]]]] = {}
    for written in writings(case):
        for match in _REGION.finditer(written.text):
            around = written.text[max(0, match.start() - 1) : match.start()] + match[0][0]
            behind = written.text[match.end() : match.end() + _FRAME]
            if len(behind) == _FRAME and _WORDS.match(behind):
                frames.setdefault(around + "□" + behind, []).append((match["level"], written, match))
    own = _level(case.document.profile.unit)
    for group in frames.values():
        tally.tested += 1
        if len({level for level, _, _ in group}) > 1:
            odd = next((one for one in group if one[0] != own), group[-1])
            _report(tally, odd, next(one for one in group if one[0] != odd[0]))
    return tally.done()


def _level(unit: str | None) -> str | None:
    """县 of 青禾县信访局: the last region its name bears."""
    found = re.findall(r"(?<=[\u4e00-\u9fff])[省市县区州旗镇乡]", unit or "")
    return found[-1] if found else None


def _report(
    tally: Tally,
    odd: tuple[str, Written, re.Match[str]],
    other: tuple[str, Written, re.Match[str]],
) -> None:
    _, written, match = odd
    said, right = match.group(), other[2].group()
    behind = written.text[match.end() : match.end() + _FRAME]
    tally.findings.append(
        finding(
            REGION,
            "wording",
            "warning",
            f"同一句话，此处写“{said}{behind}”，另一处写“{right}{behind}”，所指地区不一，疑抄自别处。",
            at=written.span(match.start(), match.end() + _FRAME),
            actual=said,
            expected=right,
        )
    )


def check_retired_codes(case: Case, blamed: frozenset[str]) -> Outcome:
    """2080504 in a disclosure of 2031, given up after 2019 → info; once a code.

    → warning where the name goes on under another code (其他社会保障缴费30104, since 2018 30112).
    """
    year = case.document.profile.year
    if year is None:
        return Outcome((), 0, 1, "文中没有写明年度")
    tally = Tally()
    for named in _once(case):
        entries = with_code(named.code, kind=named.kind)
        tally.tested += bool(entries)
        lasts = [entry.last for entry in entries]
        now = _code_now(named, year)
        if entries and all(last is not None and last < year for last in lasts):
            tally.findings.append(
                finding(
                    RETIRED,
                    "code-vs-name",
                    "warning" if now else "info",
                    f"{year}年度的文件里有科目“{named.name}{named.code}”，"
                    f"该编码用到{max(filter(None, lasts))}年度为止，"
                    + (f"现在的编码是{now}。" if now else "疑为旧文沿用。"),
                    cells=(named.cell,) if named.cell else (),
                    at=named.place,
                    actual=named.code,
                    expected=now,
                )
            )
    return tally.done()


def _code_now(named: Named, year: int) -> str | None:
    """The one code that a name has in the year, where tables of that time print it; else None."""
    called = [a for a in with_name(named.name, kind=named.kind) if len(a.code) == len(named.code)]
    moved = [account for account in called if account.valid(year)]
    codes = {account.code for account in moved}
    sure = len(codes) == 1 and all(account.standing == "observed" for account in moved)
    mine = any(account.code == named.code for account in called)
    return codes.pop() if sure and mine and named.code not in codes else None


def _once(case: Case) -> Iterator[Named]:
    """The first mention of each code."""
    seen = set[str]()
    for named in named_codes(case):
        if named.code not in seen:
            seen.add(named.code)
            yield named
