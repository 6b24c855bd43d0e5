"""The sheets that list: overview, facts with their cells, findings, checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from extract.amounts import decimals_of, parse_cell, to_yuan
from extract.records import CellRef, Extraction, Fact, Link
from extract.write.figures import key_figures
from extract.write.place import cell_name, line_or_page, place_of, quote_of
from extract.write.to_text import numbered
from extract.write.words import CHECKS, KINDS, LINKS, SEVERITIES, link_status
from extract.write.workbook.book import Book, Value, number, pattern_of
from extract.write.workbook.forms import FormName

Names = Mapping[tuple[int, str], FormName]
_JUDGED = ("属实", "不属实")


def _heads(book: Book, *heads: tuple[str, int]) -> list[tuple[str, int]]:
    return [("文件", 28), *heads] if book.several else list(heads)


def _lead(book: Book, extraction: Extraction) -> list[Value]:
    return [Value(extraction.document.source.path or "未命名")] if book.several else []


def write_overview(book: Book, extractions: Sequence[Extraction]) -> None:
    """The first sheet: who, when, how much, how many; a row a document, for one document a row a line."""
    names = list(dict.fromkeys(a.name for e in extractions for a in key_figures(e)))
    heads = [("文件", 34), ("单位", 26), ("年度", 8), ("文种", 12), ("计量单位", 10), ("页数", 7)]
    heads += [(f"{name}（万元）", 16) for name in names]
    heads += [("事实", 8), *((f"对表{word}", 12) for word in LINKS.values())]
    heads += [(word, 8) for word in SEVERITIES.values()]
    heads += [("未能核对", 10), ("模型", 20), ("SHA-256", 24)]
    rows = [_overview(extraction, names) for extraction in extractions]
    if book.several:
        book.table("概览", heads, rows)
    else:
        pairs = ([Value(head), value] for (head, _), value in zip(heads, rows[0], strict=True))
        book.table("概览", [("项目", 30), ("内容", 70)], pairs)


def _overview(extraction: Extraction, names: Sequence[str]) -> list[Value]:
    source, profile = extraction.document.source, extraction.document.profile
    figures = {amount.name: amount.value for amount in key_figures(extraction)}
    links = Counter(filter(None, map(link_status, extraction.facts)))
    severities = Counter(finding.severity for finding in extraction.findings)
    row = [Value(source.path or "未命名"), Value(profile.unit), Value(profile.year), Value(profile.kind)]
    row += [Value(profile.currency_unit), Value(source.pages)]
    row += [Value(figures.get(name), "#,##0.00") for name in names]
    row += [Value(len(extraction.facts)), *(Value(links[status]) for status in LINKS)]
    row += [Value(severities[key], fill=key if severities[key] else "") for key in SEVERITIES]
    not_run = sum(1 for check in extraction.checks if check.status == "not-run")
    return [*row, Value(not_run), Value(extraction.model), Value(source.sha256)]


def write_facts(book: Book, extractions: Sequence[Extraction], names: Names) -> None:
    """A row a fact and cell it is tied to; a fact tied to none has one row."""
    heads = _heads(
        book, ("编号", 6), ("项目", 24), ("科目代码", 9), ("身份", 10), ("数值", 11), ("单位", 6),
        ("年份", 6), ("整体或基数", 11), ("对表结果", 10), ("差额", 10), ("表格单元", 32),
        ("单元格数", 11), ("原因", 24), ("原文", 36), ("位置", 9), ("章节", 24), ("起", 7), ("止", 7),
        ("可信度", 8), ("依据", 30),
    )
    rows = (
        [*_lead(book, extraction), *_fact(extraction, fact, link, names, index)]
        for index, extraction in enumerate(extractions)
        for fact in extraction.facts
        for link in fact.links or (None,)
    )
    book.table("事实", heads, rows, printed=len(heads) - 5)


def _fact(
    extraction: Extraction, fact: Fact, link: Link | None, names: Names, index: int
) -> Iterator[Value]:
    yield from (Value(fact.id), Value(fact.item.name), Value(fact.item.code), Value(fact.measure))
    shown = "0." + "0" * fact.decimals if fact.decimals else "0"
    yield from (Value(fact.number, shown), Value(fact.unit), Value(fact.year), Value(fact.whole or fact.base))
    yield from _link(extraction, fact, link, names, index)
    yield Value(fact.reason.text if fact.reason else None)
    yield from (Value(fact.quote), Value(line_or_page(extraction.document, fact.start, fact.page)))
    yield from (Value(fact.section), Value(fact.start), Value(fact.end))
    yield from (Value(Decimal(str(round(fact.score, 3))), "0.000"), Value("；".join(fact.steps)))


def _link(
    extraction: Extraction, fact: Fact, link: Link | None, names: Names, index: int
) -> Iterator[Value]:
    """Status, difference, address and printed figure of one tie."""
    if link is None:
        yield from (Value(None),) * 4
        return
    yield Value(LINKS[link.status], fill=link.status)
    yield _difference(extraction, fact, link)
    if link.table is None or link.row is None or link.column is None:
        yield from (Value(link.column_path), Value(link.cell_value))
        return
    ref = CellRef(link.table, link.row, link.column)
    form = names.get((index, link.table))
    yield Value(cell_name(extraction.document, ref), link=form.link(ref) if form else "")
    yield number(link.cell_value, parse_cell(link.cell_value or ""))


def _difference(extraction: Extraction, fact: Fact, link: Link) -> Value:
    """Prose less table, in the unit of the prose; blank where they agree as printed."""
    printed = parse_cell(link.cell_value or "")
    if printed is None or link.status not in ("mismatch", "rounding"):
        return Value(None)
    if fact.unit is None or "元" in fact.unit or "万" in fact.unit:
        document = extraction.document
        default = document.profile.currency_unit or "万元"
        table = next((table for table in document.tables if table.id == link.table), None)
        in_table = to_yuan(printed, table.unit if table else None, default)
        printed = in_table / to_yuan(Decimal(1), fact.unit, default)
    difference = fact.number - printed
    return Value(difference, pattern_of(format(difference, "f")))


def write_findings(book: Book, extractions: Sequence[Extraction], names: Names) -> None:
    """A row a finding, the gravest first, with two columns for the reviewer."""
    heads = _heads(
        book, ("序号", 5), ("严重程度", 9), ("种类", 13), ("说明", 44), ("所写", 12), ("应为", 12),
        ("相差", 9), ("原文", 40), ("位置", 30), ("核对意见", 10), ("备注", 20), ("表格单元", 24),
        ("规则", 20), ("编号", 8),
    )
    rows = [row for index, e in enumerate(extractions) for row in _findings(book, e, names, index)]
    sheet = book.table("发现", heads, rows, printed=len(heads) - 3)
    if rows:
        column = [head for head, _ in heads].index("核对意见")
        sheet.data_validation(1, column, len(rows), column, {"validate": "list", "source": list(_JUDGED)})


def _findings(book: Book, extraction: Extraction, names: Names, index: int) -> Iterator[list[Value]]:
    for place, finding in enumerate(numbered(extraction), 1):
        form = names.get((index, finding.cells[0].table)) if finding.cells else None
        cell = _target(form, finding.cells[0]) if form else Value(None)
        yield [
            *_lead(book, extraction), Value(place),
            Value(SEVERITIES[finding.severity], fill=finding.severity),
            Value(KINDS[finding.kind]), Value(finding.message), _figure(finding.actual),
            _figure(finding.expected), _figure(finding.difference), Value(quote_of(extraction, finding)),
            Value(place_of(extraction.document, finding)), Value(None), Value(None), cell,
            Value(finding.rule), Value(finding.id),
        ]


def _target(form: FormName, ref: CellRef) -> Value:
    return Value(f"{form.sheet}!{form.spot(ref)}", link=form.link(ref))


def _figure(text: str | None) -> Value:
    """A bare number as a number, anything with words or a unit as text."""
    value = parse_cell(text or "")
    bare = value is not None and text is not None and decimals_of(text) <= 6
    return number(text, value) if bare else Value(text)


def write_checks(book: Book, extractions: Sequence[Extraction]) -> None:
    """A row a check: what was tested, and why not where it was not."""
    heads = _heads(book, ("规则", 28), ("结果", 10), ("次数", 8), ("说明", 70))
    rows = (
        [*_lead(book, e), Value(c.rule), Value(CHECKS[c.status], fill=c.status), Value(c.count), Value(c.why)]
        for e in extractions
        for c in e.checks
    )
    book.table("核对", heads, rows)
