"""Small factories: a test states only what matters to it, everything else gets a quiet default.

    document("2031年度收入总计18.20万元。")
    table("收入支出决算总表", columns=("决算数",), rows=[("总计", None, ("18.20",))])
    tag("18.20万元", at=11, role="决算数")
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.amounts import decimals_of, parse_cell
from extract.records import (
    Block,
    BlockKind,
    Cell,
    CellRef,
    Check,
    Document,
    Extraction,
    Fact,
    Finding,
    FindingKind,
    Item,
    Label,
    Line,
    Link,
    Measure,
    Passage,
    Profile,
    Reason,
    RowKey,
    Section,
    Severity,
    Source,
    Table,
    Tag,
)

Row = tuple[str, str | None, Sequence[str]]
"""Label, code, and the value cells as printed."""


def source(
    text: str = "", *, path: str | None = None, format: str = "txt", pages: int | None = None
) -> Source:
    """A source whose digest is that of the text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Source(path, digest, format, pages, "test")


def profile(
    unit: str | None = "云岭县信访局", year: int | None = 2031, kind: str | None = "单位决算",
    currency_unit: str | None = "万元",
) -> Profile:
    """An invented unit of 2031."""
    return Profile(unit, year, kind, currency_unit)


def document(
    text: str = "", *, tables: Iterable[Table] = (), sections: Iterable[Section] | None = None,
    blocks: Iterable[Block] | None = None, lines: Iterable[Line] = (), profile: Profile = profile(),
    path: str | None = None, format: str = "txt", pages: int | None = None,
) -> Document:
    """A document whose text is one prose block under no heading, unless said otherwise."""
    found = source(text, path=path, format=format, pages=pages)
    whole = (block(text),) if blocks is None else tuple(blocks)
    return Document(found, profile, text, whole, tuple(sections or ()), tuple(tables), tuple(lines))


def block(text: str, kind: BlockKind = "prose", *, start: int = 0, level: int = 0) -> Block:
    """A block as long as its text."""
    return Block(kind, start, start + len(text), level)


def section(title: str, start: int, end: int, *, level: int = 2, id: str = "s1") -> Section:
    """A heading and what stands under it."""
    return Section(id, title, level, start, end)


def line(
    text: str, *, start: int = 0, page: int = 1, top: float = 100.0, x0: float = 72.0, width: float = 10.0
) -> Line:
    """A printed line of 12 points whose characters are all `width` points wide."""
    xs = tuple((x0 + i * width, x0 + (i + 1) * width) for i in range(len(text)))
    return Line(start, start + len(text), page, top, top + 12.0, xs)


def passage(text: str, *, start: int = 0, section: str | None = None, heading: bool = False) -> Passage:
    """A paragraph that stands in the source as it is, from `start` on."""
    return Passage(text, tuple(range(start, start + len(text))), section, heading)


def tag(
    text: str, *, at: int, label: Label = "AMOUNT", role: str | None = None, passage: int = 0,
    shift: int = 0, score: float = 0.99,
) -> Tag:
    """A tag at passage offset `at`; the passage begins at source offset `shift`."""
    end = at + len(text)
    return Tag(label, role, at + shift, end + shift, text, score, None, None, passage, at, end)


def fact(
    value: str = "18.20", *, measure: Measure = "决算数", item: str = "收入总计", code: str | None = None,
    level: str | None = None, unit: str | None = "万元", start: int = 0, end: int | None = None,
    quote: str | None = None, year: int | None = 2031, base_year: int | None = None,
    reason: str | None = None, section: str | None = None, links: Iterable[Link] = (),
    whole: str | None = None, base: str | None = None, id: str = "f1", score: float = 0.99, passage: int = 0,
) -> Fact:
    """收入总计 决算数 18.20万元 of 2031, unless said otherwise; the sign follows the value."""
    written = quote or f"{item}{value}{unit or ''}"
    cause = Reason(reason, start, start + len(reason)) if reason else None
    sign = -1 if value.startswith("-") else 1
    stop = start + len(value) + len(unit or "") if end is None else end
    return Fact(
        id, section, Item(item, code, level), measure, value, unit, sign, year, base_year, cause, written,
        start, stop, score, ("test",), None, None, tuple(links), whole, base, decimals_of(value), passage,
    )


def cell(
    text: str, *, row: int = 0, column: int = 1, label: str = "总计", code: str | None = None,
    key: str | None = "决算数", page: int | None = None,
) -> Cell:
    """A value cell; its number is read from the text as printed."""
    return Cell(row, column, label, code, key, text, parse_cell(text), page)


def table(
    kind: str | None = "收入支出决算总表", *, columns: Sequence[str] = ("决算数",), rows: Sequence[Row] = (),
    unit: str | None = "万元", id: str = "t1", title: str | None = None, code: str | None = None,
    cells: Iterable[Cell] | None = None, start: int | None = None, end: int | None = None,
) -> Table:
    """A grid of 项目 | 科目编码 | one column per key. Value cells get the key of their column."""
    keys = tuple(RowKey(label, number) for label, number, _ in rows)
    grid = tuple((label, number or "", *values) for label, number, values in rows)
    made = tuple(_cells(rows, columns)) if cells is None else tuple(cells)
    names = ("项目", "科目编码", *columns)
    return Table(id, title or kind, code, kind, unit, (), start, end, (names,), grid, names, keys, made)


def _cells(rows: Sequence[Row], columns: Sequence[str]) -> Iterable[Cell]:
    for index, (label, code, values) in enumerate(rows):
        for offset, (key, text) in enumerate(zip(columns, values, strict=True)):
            yield cell(text, row=index, column=2 + offset, label=label, code=code, key=key)


def check(rule: str = "K11-rate", status: str = "passed", *, count: int = 1, why: str = "") -> Check:
    """A check that passed once."""
    return Check(rule, status, count, why)  # type: ignore[arg-type]


def finding(
    message: str = "增长率与两个金额不合。", *, kind: FindingKind = "prose-arithmetic",
    severity: Severity = "error", rule: str = "K11-rate", start: int | None = 0, end: int | None = 1,
    actual: str | None = "23.65%", expected: str | None = "22.21%", difference: str | None = "1.44",
    facts: Iterable[str] = (), id: str = "n1",
) -> Finding:
    """An error in a growth rate."""
    return Finding(
        id, rule, kind, severity, message, start, end, None, tuple(facts), (), actual, expected, difference,
    )


def extraction(
    document: Document, *, tags: Iterable[Tag] = (), facts: Iterable[Fact] = (), checks: Iterable[Check] = (),
    findings: Iterable[Finding] = (), model: str | None = "test",
) -> Extraction:
    """The whole record."""
    return Extraction(document, tuple(tags), tuple(facts), tuple(checks), tuple(findings), model)


def whole() -> Extraction:
    """An extraction with every record of the contract: facts, one tied to a cell, a finding on both."""
    text = "一、总体情况\n2031年度收入总计18.20万元，较上年减少1.80万元，下降9.00%，主要是人员减少。\n"
    tied = Link("t1", 0, 2, "18.20", "match", "总计", "决算数")
    facts = (
        fact("18.20", start=text.index("18.20"), links=[tied]),
        fact("-1.80", measure="增减额", id="f2", start=text.index("1.80"), reason="人员减少", base="上年数"),
        fact("-9.00", measure="增减率", unit="%", id="f3", start=text.index("9.00"), base_year=2030),
    )
    found = finding(start=text.index("9.00"), end=text.index("9.00") + 5, facts=("f3", "f2"))
    read = document(
        text, path="决算.txt", tables=[table(rows=[("总计", "201", ["18.20"])], code="公开01表")],
        sections=[section("一、总体情况", 0, len(text))], lines=[line(text)],
    )
    placed = replace(found, cells=(CellRef("t1", 0, 2),), bbox=(72.0, 100.0, 122.5, 112.0), page=1)
    tags = [tag("18.20万元", at=text.index("18.20"), role="决算数")]
    return extraction(read, tags=tags, facts=facts, checks=[check()], findings=[placed])
