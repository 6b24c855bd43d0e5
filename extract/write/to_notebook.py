"""An extraction in a notebook cell: whose document it is, what was found, each finding in a row of a table.

One piece of HTML without script, font or address; colours only where they read on light and dark. Every
piece of document text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from extract.records import Extraction, Finding
from extract.write.place import place_of, quote_of
from extract.write.to_text import numbered
from extract.write.width import escape as visible
from extract.write.words import KINDS, SEVERITIES

MOST = 50
"""Findings shown; a longer list is for `juesuan extract`."""

_COLOURS = {"error": "#c0392b", "warning": "#b9770e", "info": "#2471a3"}
_LEFT = "text-align:left;vertical-align:top"
_HEADS = ("", "程度", "种类", "位置", "原文", "所写", "应为", "理由")


def to_notebook(extraction: Extraction) -> str:
    """`<div>…</div>`, what Jupyter shows for an extraction that ends a cell."""
    return "".join(_parts(extraction))


def _parts(extraction: Extraction) -> Iterator[str]:
    profile, findings = extraction.document.profile, numbered(extraction)
    year = f"{profile.year}年度" if profile.year else None
    who = " · ".join(part for part in (profile.unit, year, profile.kind) if part) or "未名文件"
    counts = (
        f"表 {len(extraction.document.tables)} · 标注 {len(extraction.tags)} · "
        f"事实 {len(extraction.facts)} · 发现 {len(findings)}"
    )
    yield f"<div><p><strong>{_safe(who)}</strong><br>{counts}</p>"
    if findings:
        yield f"<table><thead><tr>{_cells('th', _HEADS)}</tr></thead><tbody>"
        for number, finding in enumerate(findings[:MOST], 1):
            yield f"<tr>{_row(extraction, number, finding)}</tr>"
        yield "</tbody></table>"
    if len(findings) > MOST:
        yield f"<p>以下还有 {len(findings) - MOST} 条。</p>"
    yield "</div>"


def _row(extraction: Extraction, number: int, finding: Finding) -> str:
    colour = _COLOURS[finding.severity]
    severity = f'<td style="{_LEFT};color:{colour}"><strong>{SEVERITIES[finding.severity]}</strong></td>'
    place, quote = place_of(extraction.document, finding), quote_of(extraction, finding)
    rest = (
        KINDS[finding.kind], place, quote, finding.actual or "", finding.expected or "", finding.message,
    )
    return _cells("td", (str(number),)) + severity + _cells("td", rest)


def _cells(element: str, texts: Iterable[str]) -> str:
    return "".join(f'<{element} style="{_LEFT}">{_safe(text)}</{element}>' for text in texts)


def _safe(text: str) -> str:
    return escape(visible(text), quote=True)
