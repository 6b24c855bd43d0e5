"""Codes of the prose against the rows of the forms: a line cited with a code that its row does not bear.

Source: 政府收支分类科目; 正文与报表一致. A name is compared with the rows of its own; where the catalogue
gives the cited code that very name and the forms have several such lines, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract import forms
from extract.catalogue import with_code
from extract.catalogue.names import line_key
from extract.catalogue.topics import topic_at
from extract.check.base import Case, Outcome, Tally, finding
from extract.check.code_rows import FUNCTIONAL, CodeRow, code_rows
from extract.check.grid import row_name
from extract.check.written_codes import Named, code_place, named_codes
from extract.records import Finding, Tag
from extract.text import fold, squeeze

RULE = "code-prose-form"

_LEVELS = frozenset({3, 5, 7})
_WINDOW = 40
"""How far from a code its name may reach, in characters."""
_GAP = 4
_WORD = re.compile(r"[\u4e00-\u9fff)]")
_BEHIND = re.compile(r"^[类款项]?\)?[类款项、.-]*[\"“]?(?P<text>[\u4e00-\u9fff()、]+)")
_CALLED = re.compile(r"\(?(?:科目)?(?:编码|代码)[:为是]?$")
"""（科目编码: words between a name and its code."""
_PAID = re.compile(r"(?:用于|列支[于在]|列[入在]|其中:?|包括:?)$")
"""用于|208社会保障和就业支出: words of use are no name, the code goes with what follows."""
_OPENS = re.compile(
    r"\s*(?:\d{1,2}[.、]|[一二三四五六七八九十]{1,3}[.、]|\([\d一二三四五六七八九十]{1,3}\))?\s*"
    r"(?P<code>\d{7}|\d{5}|\d{3})\s?[-—]?\s?(?P<name>[\u4e00-\u9fff][\u4e00-\u9fff()、]+)"
)
_NUMBERED = re.compile(r"\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)$")
"""The number of a list right before a code: （3）（2070801）."""


def check_cited_codes(case: Case, blamed: frozenset[str]) -> Outcome:
    """正文 住房公积金2210701（项）, 支出决算表 2210201 住房公积金 → error, once a name and code."""
    by_name: dict[tuple[int, str], list[CodeRow]] = {}
    for row in code_rows(case.document, (*FUNCTIONAL, forms.BASIC_EXPENDITURE)):
        by_name.setdefault((len(row.code), row.name), []).append(row)
    if not by_name:
        return Outcome((), 0, 1, "没有带科目编码的表")
    tally, seen = Tally(), set[tuple[str, str]]()
    wrong = ""
    for named in (*_from_paths(case), *_from_tags(case, by_name), *_from_words(case, by_name)):
        key = (named.code, row_name(named.name))
        fit = _of_kind(by_name.get((len(named.code), key[1]), []), named) or _of_level(by_name, named)
        if (
            not fit
            or key in seen
            or (wrong and len(named.code) > len(wrong) and named.code.startswith(wrong))
        ):
            continue
        seen.add(key)
        tally.tested += 1
        wrong = "" if _is_known(case, named, fit) else named.code
        if wrong:
            tally.findings.append(_report(case, named, fit))
    return tally.done("")


def _from_paths(case: Case) -> list[Named]:
    return [n for n in named_codes(case) if n.cell is None and len(n.code) in _LEVELS]


def _of_kind(rows: list[CodeRow], named: Named) -> list[CodeRow]:
    """Rows of functional forms, or of the economic form where the code is an economic one."""
    functional = [row for row in rows if row.table.kind != forms.BASIC_EXPENDITURE]
    return functional or (rows if named.code.startswith("3") else [])


def _of_level(by_name: dict[tuple[int, str], list[CodeRow]], named: Named) -> list[CodeRow]:
    """The row of 住房保障支出 for 住房保障支出2080502, where the forms give that code another name."""
    name = row_name(named.name)
    others = (row for (_, other), rows in by_name.items() if other != name for row in rows)
    borne = any(row.code == named.code for row in others)
    found = [row for size in _LEVELS for row in by_name.get((size, name), [])] if borne else []
    apart = all(not named.code.startswith(row.code) and not row.code.startswith(named.code) for row in found)
    return _of_kind(found, named) if apart else []


def _is_known(case: Case, named: Named, fit: list[CodeRow]) -> bool:
    """True where a row bears the code, or another line of that name may be meant."""
    codes = {row.code for row in fit}
    if named.code in codes:
        return True
    key = line_key(named.name)
    year = case.document.profile.year
    official = any(line_key(a.name) == key and a.first_by(year) for a in with_code(named.code))
    defined = named.start is not None and topic_at(case.document, named.start) == "释义"
    return official and (len(codes) > 1 or defined)


def _report(case: Case, named: Named, fit: list[CodeRow]) -> Finding:
    row, place = fit[0], named.place
    return finding(
        RULE,
        "code-vs-name",
        "error",
        f"正文“{named.name}”的编码写作{named.code}，《{row.title}》该行是{row.code}。",
        facts=named.facts,
        cells=(row.ref,),
        at=code_place(case, *place, named.code) if place else None,
        actual=named.code,
        expected=row.code,
    )


def _from_tags(case: Case, by_name: dict[tuple[int, str], list[CodeRow]]) -> Iterator[Named]:
    """Codes that stand bare before or behind a name: 604公共安全支出, 公共安全支出604."""
    covered = {(n.start, n.end) for n in _from_paths(case)}
    names = {n: sorted({name for size, name in by_name if size == n}, key=len, reverse=True) for n in _LEVELS}
    for tag in case.tags:
        size = len(tag.text.strip())
        if tag.label != "CODE" or size not in _LEVELS or not 0 <= tag.passage < len(case.passages):
            continue
        name = _name_beside(fold(case.passages[tag.passage].text), tag, names[size])
        if name is not None and not any(
            a <= tag.end and tag.start - _GAP <= b for a, b in covered if a and b
        ):
            code = tag.text.strip()
            mine = (f for f in case.facts if f.passage == tag.passage and f.item.code == code)
            yield Named(code, name, "functional", tag.start, tag.end, next(mine, None))


def _from_words(case: Case, by_name: dict[tuple[int, str], list[CodeRow]]) -> Iterator[Named]:
    """Codes that open an entry and no tag marks: 1.208-一般公共服务支出, where a row has that very name."""
    tagged = {tag.start for tag in case.tags if tag.label == "CODE"}
    for passage in case.passages:
        opened = _OPENS.match(fold(passage.text))
        place = passage.offsets[opened.start("code")] if opened else None
        if opened is None or place is None or place in tagged:
            continue
        key, size = row_name(squeeze(opened["name"])), len(opened["code"])
        names = (name for length, name in by_name if length == size and key.startswith(name))
        name = max(names, key=len, default=None)
        if name is not None:
            end = passage.offsets[opened.start("name") + len(name) - 1] + 1
            yield Named(opened["code"], name, "functional", place, end)


def _name_beside(text: str, tag: Tag, names: list[str]) -> str | None:
    """The name before the code; where no word stands there, the one behind it."""
    before = _CALLED.sub("", squeeze(text[max(0, tag.left - _WINDOW) : tag.left])).rstrip("(")
    if before and _WORD.match(before[-1]) and not _NUMBERED.search(before):
        key = row_name(before)
        found = next((name for name in names if key.endswith(name)), None)
        paid = _PAID.search(before) is not None
        if found is not None or not (paid or text[: tag.left].endswith(("(", "码"))):
            return found
    behind = _BEHIND.match(squeeze(text[tag.right : tag.right + _WINDOW]))
    key = row_name(behind["text"]) if behind else ""
    return next((name for name in names if key.startswith(name)), None)
