"""The names behind 主要包括 against the rows of the 基本支出 form: listed but blank, paid but not listed.

Source: K10 六, frame 39, mistakes auditors report. A list that ends in 等 may leave lines out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract import forms
from extract.catalogue import with_name
from extract.check.base import Case, Outcome, Tally, finding
from extract.check.grid import Sheet, row_name, sheet
from extract.records import Cell, Passage
from extract.text import fold_prose

RULE = "basic-names"

_LIST = re.compile(
    r"(?P<side>人员经费|(?:日常)?公用经费)[^，。；：]{0,24}?[，：。]?(?:其中[:：，]?)?主要(?:包括|用于|是)[：:，]?"
    r"(?P<names>[^。；：\d]{6,}?)(?P<open>等[^、]{0,6})?(?=[。；]|$)"
)
_PEOPLE = ("301", "303")


@dataclass(frozen=True, slots=True)
class _Listing:
    """One list with its place in a passage."""

    side: str
    names: tuple[str, ...]
    open: bool
    start: int
    end: int


def check_listed_names(case: Case, blamed: frozenset[str]) -> Outcome:
    """主要包括：基本工资、助学金, the latter blank in form 06, 奖励金 paid but not listed → one warning."""
    form = sheet(case.document, forms.BASIC_EXPENDITURE)
    if form is None:
        return Outcome((), 0, 1, "没有基本支出决算表，或表为空")
    rows = _rows(form)
    tally = Tally()
    for passage in case.passages:
        for listing in _listings(passage):
            mine = {n: c for n, c in rows.items() if ((c.code or "")[:3] in _PEOPLE) == _is_people(listing)}
            if len(mine) < 2:
                tally.untested += 1
                continue
            tally.tested += 1
            _judge(tally, form, passage, listing, mine)
    return tally.done("表中没有按经济科目列出的行")


def _is_people(listing: _Listing) -> bool:
    return listing.side == "人员经费"


def _rows(form: Sheet) -> dict[str, Cell]:
    """Row key → cell, for 款 lines with a code of five digits; a line printed twice keeps its figure."""
    found: dict[str, Cell] = {}
    for cell in form.cells:
        if cell.code and len(cell.code) == 5:
            key = row_name(cell.label)
            if key not in found or (found[key].value is None and cell.value is not None):
                found[key] = cell
    return found


def _listings(passage: Passage) -> tuple[_Listing, ...]:
    text = fold_prose(passage.text)
    return tuple(
        _Listing(
            match["side"].removeprefix("日常"),
            tuple(name.strip() for name in re.split(r"[、，]", match["names"]) if name.strip()),
            match["open"] is not None,
            match.start("names"),
            match.end("names"),
        )
        for match in _LIST.finditer(text)
        if match["names"].count("、") >= 2
    )


def _judge(tally: Tally, form: Sheet, passage: Passage, listing: _Listing, mine: dict[str, Cell]) -> None:
    named = {row_name(name.removeprefix("其中：")): name for name in listing.names}
    blank = [name for key, name in named.items() if _is_blank(mine, key) and _is_line(name)]
    known = sum(key in mine for key in named)
    left_out = [c for key, c in mine.items() if c.value and key not in named and not listing.open]
    if known * 3 < len(named) * 2:
        tally.untested += 1
        return
    if blank or left_out:
        _report(tally, form, passage, listing, blank, left_out, mine)


def _is_line(name: str) -> bool:
    return bool(with_name(name, kind="economic"))


def _is_blank(mine: dict[str, Cell], key: str) -> bool:
    return key in mine and not mine[key].value


def _report(
    tally: Tally,
    form: Sheet,
    passage: Passage,
    listing: _Listing,
    blank: list[str],
    left_out: list[Cell],
    mine: dict[str, Cell],
) -> None:
    said = [f"列有{'、'.join(f'“{name}”' for name in blank)}，表中为空"] if blank else []
    paid = "、".join(f"“{cell.label.strip()}”{cell.text.strip()}" for cell in left_out)
    said += [f"没有列出表中有数的{paid}"] if left_out else []
    cells = [*left_out, *(mine[row_name(name)] for name in blank)]
    tally.findings.append(
        finding(
            RULE,
            "prose-vs-table",
            "warning",
            f"{listing.side}的明细{'；'.join(said)}（《{form.title}》）。",
            cells=[form.ref(cell) for cell in cells],
            at=(passage.offsets[listing.start], passage.offsets[listing.end - 1] + 1),
            actual="、".join(blank) or "未列出",
            expected="、".join(cell.label.strip() for cell in left_out) or "不列",
        )
    )
