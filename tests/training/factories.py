"""Hand-made records for the tests of training: each states only what matters to its test."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from extract.records import (
    CellRef,
    Document,
    Extraction,
    Fact,
    Finding,
    FindingKind,
    Item,
    Label,
    Link,
    LinkStatus,
    Measure,
    Profile,
    RowKey,
    Severity,
    Source,
    Table,
    Tag,
)
from training.gold import Gold, GoldFact, GoldFinding, GoldTag


def gold_tag(label: str, start: int, end: int, *roles: str, text: str = "") -> GoldTag:
    return GoldTag(label, text, start, end, roles=frozenset(roles))


def tag(label: Label, start: int, end: int, role: str | None = None, text: str = "") -> Tag:
    return Tag(label, role, start, end, text, 1.0)


def gold_fact(item: str, measure: str, value: str) -> GoldFact:
    return GoldFact(item, None, measure, Decimal(value), "万元", None, f"{item}{value}")


def fact(
    item: str,
    measure: Measure,
    value: str,
    *,
    place: tuple[int, int] = (0, 1),
    quote: str = "支出3万元",
    steps: tuple[str, ...] = (),
    links: tuple[Link, ...] = (),
) -> Fact:
    stated = (measure, value, "万元", 1, 2031, None, None, quote)
    return Fact("f", None, Item(item), *stated, *place, 1.0, steps=steps, links=links)


def link(row: int, column: int, status: LinkStatus = "match", table: str = "t1") -> Link:
    return Link(table, row, column, "9.50", status)


def table(*, start: int | None = None, end: int | None = None) -> Table:
    keys = (RowKey("一、教育支出", "205"), RowKey("总计", None))
    columns = ("项目", "收入-金额", "支出-金额")
    return Table("t1", "收入支出决算总表", "公开01表", None, "万元", (), start, end, (), (), columns, keys)


def finding(
    kind: FindingKind,
    start: int | None,
    end: int | None,
    severity: Severity = "error",
    *,
    cells: tuple[CellRef, ...] = (),
    actual: str | None = None,
) -> Finding:
    return Finding("n", "K11", kind, severity, "说明", start, end, cells=cells, actual=actual)


def gold_finding(kind: str, where: str, severity: str = "error", *values: str) -> GoldFinding:
    return GoldFinding(kind, severity, (where,), values, "", "")


def extraction(
    text: str,
    *,
    tags: tuple[Tag, ...] = (),
    facts: tuple[Fact, ...] = (),
    findings: tuple[Finding, ...] = (),
) -> Extraction:
    source = Source(None, "0", "txt", None, "test")
    document = Document(source, Profile(None, None, None, None), text, (), (), ())
    return Extraction(document, tags, facts, (), findings)


def gold(
    *,
    name: str = "a",
    tags: tuple[GoldTag, ...] | None = None,
    facts: tuple[GoldFact, ...] | None = None,
    findings: tuple[GoldFinding, ...] | None = None,
) -> Gold:
    return Gold(name, Path(f"{name}.txt"), tags, facts, findings, None)
