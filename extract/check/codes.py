"""科目 codes against their length, their path and their name. Source: DOMAIN.md, codes (3, 5, 7 digits)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract import forms
from extract.catalogue import kind_of, with_code, with_name
from extract.catalogue.names import DIGITS, PathLevel, line_key
from extract.check.base import Case, Outcome, Tally, finding
from extract.check.code_rows import FUNCTIONAL, CodeRow, code_rows
from extract.check.grid import row_name
from extract.check.tables import table_place
from extract.check.written_codes import Path, Written, code_place, paths
from extract.records import Finding

RULE = "code-shape"
NAME = "code-name"


def check_codes(case: Case, blamed: frozenset[str]) -> Outcome:
    """行政单位医疗20101101（项） → error: 8 digits for 7; a 款 that does not go on from its 类 → error."""
    tally = Tally()
    for written, one, above in _coded(case):
        tally.tested += 1
        wrong = _wrong_parent(written, one, above)
        tally.findings.extend(_placed(case, wrong or one, _judge(written, one, above)))
    return tally.done()


def _wrong_parent(path: Path, one: Written, above: PathLevel | None) -> Written | None:
    """20815行政事业单位养老支出 above 2080502: by its name it is 20805, and what is below agrees."""
    code = one.level.code or ""
    if above is None or not above.code or _goes_on(code, above):
        return None
    named = any(a.code == code[: len(above.code)] and a.code != above.code for a in with_name(above.name))
    return next((other for other in path.levels if other.level == above), None) if named else None


def check_code_names(case: Case, blamed: frozenset[str]) -> Outcome:
    """住房公积金2210202（项） → warning: 2210202 is 提租补贴, 住房公积金 is 2210201; once a name."""
    tally = Tally()
    for written, one, above in _coded(case):
        if not _judge(written, one, above):
            tally.tested += 1
            tally.findings.extend(_placed(case, one, _named(written, one)))
    for row in code_rows(case.document, (*FUNCTIONAL, forms.BASIC_EXPENDITURE)):
        _row(tally, row)
    return tally.done()


def _row(tally: Tally, row: CodeRow) -> None:
    """A row of a form whose name has another code, and whose code has no such name: 职业年金缴费 30119."""
    kind = kind_of(row.code) or ("economic" if row.table.kind == forms.BASIC_EXPENDITURE else "functional")
    own = with_code(row.code, kind=kind)
    named = [a for a in with_name(row.name, kind=kind) if len(a.code) == len(row.code)]
    named = [a for a in named if a.code[:-2] == row.code[:-2]] or named
    tally.tested += bool(own)
    observed = any(a.standing == "observed" for a in named)
    if not named or not observed or any(row_name(a.name) == row.name for a in own):
        return
    rest = row.name.startswith("其他") and row.code.endswith("99")
    if rest and any(a.name.startswith("其他") for a in own):
        return  # 其他资本性支出 at 30999: a name of another year or block, not another line
    said = f"{row.code}是“{own[0].name}”" if own else f"没有编码{row.code}"
    tally.findings.append(
        finding(
            NAME,
            "code-vs-name",
            "warning",
            f"《{row.title}》“{row.name}”的编码印作{row.code}，科目表中{said}，“{named[0].name}”是{named[0].code}。",
            cells=(row.ref,),
            at=table_place(row.table),
            actual=row.code,
            expected=named[0].code,
        )
    )


def _placed(case: Case, one: Written, found: list[Finding]) -> Iterator[Finding]:
    """The findings about a level on its name and its code together."""
    start, end = code_place(case, one.start, one.end, one.level.code or "")
    return (replace(f, start=start, end=end) for f in found)


def _coded(case: Case) -> Iterator[tuple[Path, Written, PathLevel | None]]:
    """Each level with a code, once a name, with the level above it."""
    seen = set[tuple[str, str]]()
    for written in paths(case):
        above: dict[str, PathLevel] = {}
        for one in written.levels:
            level = one.level
            if level.code and level.level and (level.name, level.code) not in seen:
                seen.add((level.name, level.code))
                yield written, one, _parent(level, above)
            above[level.level or ""] = level


def _parent(level: PathLevel, above: dict[str, PathLevel]) -> PathLevel | None:
    """What a level must go on from: the last 款 before a 项, the last 类 before a 款."""
    return above.get({"项": "款", "款": "类"}.get(level.level or "", "-"))


def _judge(path: Path, one: Written, above: PathLevel | None) -> list[Finding]:
    level = one.level
    wanted = DIGITS[level.level or "项"]
    code = level.code or ""
    if len(code) != wanted:
        known = next(
            (a.code for a in with_name(level.name) if a.level == level.level and _goes_on(a.code, above)),
            None,
        )
        return [
            _finding(
                path,
                one,
                f"{level.level}级科目编码应为{wanted}位，“{level.name}{code}”是{len(code)}位",
                known,
            )
        ]
    if not _goes_on(code, above):
        return [
            _finding(path, one, f"“{level.name}{code}”不在上级科目{above.code if above else ''}之下", None)
        ]
    return []


def _goes_on(code: str, above: PathLevel | None) -> bool:
    return above is None or not above.code or code.startswith(above.code)


def _named(path: Path, one: Written) -> list[Finding]:
    """A warning where the code belongs to one observed line and the name to another of the same level."""
    level = one.level
    own = [a for a in with_code(level.code or "") if a.standing == "observed"]
    named = [a for a in with_name(level.name) if a.standing == "observed" and a.level == level.level]
    if (
        not own
        or not named
        or any(line_key(a.name) == line_key(level.name) for a in with_code(level.code or ""))
    ):
        return []
    return [
        finding(
            NAME,
            "code-vs-name",
            "warning",
            f"“{level.name}{level.code}”：{level.code}的名称是“{own[0].name}”，“{level.name}”的编码是{named[0].code}。",
            facts=path.facts,
            at=(one.start, one.end),
            actual=level.code,
            expected=named[0].code,
        )
    ]


def _finding(path: Path, one: Written, message: str, expected: str | None) -> Finding:
    tail = f"，应为{expected}" if expected else ""
    return finding(
        RULE,
        "code-vs-name",
        "error",
        f"{message}{tail}。",
        facts=path.facts,
        at=(one.start, one.end),
        actual=one.level.code,
        expected=expected,
    )
