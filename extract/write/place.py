"""Where a finding stands, in words, and the clause it is about."""

from __future__ import annotations

import re

from extract.records import CellRef, Document, Extraction, Finding
from extract.text import squeeze_with_map

QUOTE_LIMIT = 160
"""Characters of a quoted clause; a longer one is cut at commas around its figure."""

_PAUSES = re.compile("[，,、]")
_BORDERS = ("heading", "table", "toc", "caption")
_CLAUSE_END = re.compile(r"[。；;]|\n\s*\n")


def place_of(document: Document, finding: Finding) -> str:
    """Section, line or page, cells: "四、支出决算说明，第 437 行", "第 12 页，公开05表 “合计”行"."""
    parts = [_section(document, finding.start), line_or_page(document, finding.start, finding.page)]
    parts += [cell_name(document, ref) for ref in finding.cells[:3]]
    if len(finding.cells) > 3:
        parts.append(f"等 {len(finding.cells)} 格")
    return "，".join(part for part in parts if part) or "全文"


def _section(document: Document, start: int | None) -> str:
    if start is None:
        return ""
    around = [s for s in document.sections if s.start <= start < s.end]
    return " ".join(max(around, key=lambda s: s.level).title.split()) if around else ""


def line_or_page(document: Document, start: int | None, page: int | None) -> str:
    """"第 12 页" where the format has pages, else "第 437 行", "" where neither is known."""
    if page is not None:
        return f"第 {page} 页"
    if start is None or document.source.pages is not None:
        return ""
    return f"第 {document.text.count(chr(10), 0, start) + 1} 行"


def cell_name(document: Document, ref: CellRef) -> str:
    """"公开05表 支出决算表 “合计”行“小计”列"; "" where the document has no such table."""
    table = next((t for t in document.tables if t.id == ref.table), None)
    if table is None:
        return ""
    name = " ".join(part for part in (table.code, table.title or table.kind) if part) or ref.table
    row = table.row_keys[ref.row].label if ref.row < len(table.row_keys) else ""
    column = table.columns[ref.column] if ref.column < len(table.columns) else ""
    cell = next((c for c in table.cells if (c.row, c.column) == (ref.row, ref.column)), None)
    named = ((cell.label if cell else row, "行"), (column, "列"))
    return f"{name} {''.join(f'“{what}”{kind}' for what, kind in named if what)}".strip()


def quote_of(extraction: Extraction, finding: Finding) -> str:
    """The clause the finding is about, on one line, at most QUOTE_LIMIT characters and some dots."""
    if finding.start is None or finding.end is None:
        return ""
    text = extraction.document.text
    if (finding.start, finding.end) in {(t.start, t.end) for t in extraction.document.tables}:
        return ""
    left = max((m.end() for m in _CLAUSE_END.finditer(text, 0, finding.start)), default=0)
    stop = _CLAUSE_END.search(text, max(finding.end - 1, finding.start))
    right = stop.start() if stop else len(text)
    borders = [b for b in extraction.document.blocks if b.kind in _BORDERS]
    left = max([left, *(b.end for b in borders if b.end <= finding.start)])
    right = min([right, *(b.start for b in borders if b.start >= finding.end)])
    return _cut(text, left, max(right, finding.end), finding.start, finding.end)


def _cut(text: str, left: int, right: int, start: int, end: int) -> str:
    room = max((QUOTE_LIMIT - (end - start)) // 2, 10)
    first, last = max(left, start - room), min(right, end + room)
    if first > left:
        pause = _PAUSES.search(text, first, start)
        first = pause.end() if pause else first
    if last < right:
        last = max((m.start() for m in _PAUSES.finditer(text, end, last)), default=last)
    clause, _ = squeeze_with_map(text[first : min(last, first + 2 * QUOTE_LIMIT)])
    return ("…" if first > left else "") + clause + ("…" if last < right else "")
