"""Names against codes: one code under two names, a name mistyped, a 项 whose code was forgotten.

Source: DOMAIN.md, codes and the mistakes auditors report. A catalogue entry carries a finding only where
it was observed in real tables.
"""

from __future__ import annotations

import re
from collections import Counter

from extract.catalogue import with_code, with_name
from extract.catalogue.names import line_key
from extract.catalogue.topics import topic_at
from extract.check.base import Case, Outcome, Tally, finding
from extract.check.written_codes import Named, Path, Written, named_codes, paths
from extract.records import Finding

TWO_NAMES = "code-two-names"
TYPO = "code-name-typo"
FORGOTTEN = "code-forgotten"

_LOOSE = re.compile(r"[等和与及室()（）]")
_LONG = 4
"""A name so long is not the end of another by chance."""
_MOST_SIBLINGS = 3
"""So many 项 of a section must carry a code before one without is worth saying."""


def _key(name: str) -> str:
    """The form in which two names of one code are the same: 政府办公厅（室）及… = 政府办公厅及…."""
    key = _LOOSE.sub("", line_key(name))
    return key.removesuffix("支出") or key


def _same(one: str, other: str) -> bool:
    """Equal, or one with words of its sentence before it (主要用于教育支出)."""
    return one.endswith(other) or other.endswith(one)


def check_two_names(case: Case, blamed: frozenset[str]) -> Outcome:
    """20808 抚恤 here, 优抚安置 there → warning quoting both; once a code."""
    tally = Tally()
    by_code: dict[tuple[str, str], list[Named]] = {}
    for named in named_codes(case):
        by_code.setdefault((named.kind, named.code), []).append(named)
    for (_, code), group in by_code.items():
        if len(group) < 2:
            continue
        tally.tested += 1
        first = group[0]
        other = next((n for n in group[1:] if not _same(_key(n.name), _key(first.name))), None)
        if other is not None and other.cell is None:
            tally.findings.append(_two(code, first, other))
        elif other is not None and first.cell is None:
            tally.findings.append(_two(code, other, first))
    return tally.done()


def _two(code: str, one: Named, other: Named) -> Finding:
    where = "表中" if one.cell else "另一处"
    return finding(
        TWO_NAMES,
        "code-vs-name",
        "warning",
        f"同一编码{code}有两个名称：此处写“{other.name}”，{where}写“{one.name}”。",
        facts=other.facts,
        cells=(one.cell,) if one.cell else (),
        at=other.place,
        actual=other.name,
        expected=one.name,
    )


def check_typos(case: Case, blamed: frozenset[str]) -> Outcome:
    """20105 统计信息事物 for …事务, 30901 房屋建筑物构建 for …购建 → warning; once a name.

    A typo is one wrong character, or the same characters in another order, against the observed name; a
    name that another year gave to the code is none.
    """
    tally, seen = Tally(), set[tuple[str, str]]()
    for named in named_codes(case):
        entries = with_code(named.code, kind=named.kind)
        if not entries or (named.code, named.name) in seen:
            continue
        seen.add((named.code, named.name))
        tally.tested += 1
        keys = [_key(entry.name) for entry in entries]
        written = _key(named.name)
        if any(_same(written, key) and not _runs_on(written, key, named.kind) for key in keys):
            continue
        known = [(e, k) for e, k in zip(entries, keys, strict=True) if e.standing == "observed"]
        right = next((e for e, k in known if _slip(written, k)), None)
        longer = next((e for e, k in known if _runs_on(written, k, named.kind)), None)
        if right is not None:
            tally.findings.append(_typo(named, right.name, "疑有错字"))
        elif longer is not None:
            tally.findings.append(_typo(named, longer.name, "疑与另一科目的名称连写"))
    return tally.done()


def _runs_on(written: str, right: str, kind: str) -> bool:
    """行政事业单位医疗行政单位医疗: the right name with the name of another line run into it."""
    if len(right) < _LONG or right not in written:
        return False
    rest = written.replace(right, "", 1)
    return len(rest) >= _LONG and bool(with_name(rest, kind=kind))


def _slip(written: str, right: str) -> bool:
    if len(written) != len(right) or len(right) < 4:
        return False
    apart = sum((Counter(written) - Counter(right)).values())
    return apart <= 1


def _typo(named: Named, right: str, what: str) -> Finding:
    return finding(
        TYPO,
        "wording",
        "warning",
        f"编码{named.code}的名称写作“{named.name}”，应为“{right}”，{what}。",
        facts=named.facts,
        cells=(named.cell,) if named.cell else (),
        at=named.place,
        actual=named.name,
        expected=right,
    )


def check_forgotten(case: Case, blamed: frozenset[str]) -> Outcome:
    """…缴费2080505（项）机关事业单位职业年金缴费支出（项） → warning: every 项 beside it carries a code."""
    tally = Tally()
    groups: dict[str | None, list[tuple[Written, Path]]] = {}
    for path in paths(case):
        items = [(one, path) for one in path.levels if one.level.level == "项"]
        if items and topic_at(case.document, items[0][0].start) == "释义":
            continue
        groups.setdefault(path.section, []).extend(items)
    for group in groups.values():
        coded = {one.level.name for one, _ in group if one.level.code}
        bare = [pair for pair in group if not pair[0].level.code and pair[0].level.name not in coded]
        if len(coded) < _MOST_SIBLINGS:
            continue
        tally.tested += 1
        if len({one.level.name for one, _ in bare}) == 1:
            tally.findings.append(_forgotten(*bare[0], len(coded)))
    return tally.done()


def _forgotten(one: Written, path: Path, siblings: int) -> Finding:
    return finding(
        FORGOTTEN,
        "missing",
        "warning",
        f"“{one.level.name}（项）”没有写科目编码，同一部分其他{siblings}个项都写了。",
        facts=path.facts,
        at=(one.start, one.end),
        actual=f"{one.level.name}（项）",
    )
