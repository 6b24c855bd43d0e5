"""The gold of a written script, row by row as `shared/gold/README.md` has it.

Each function returns plain dicts ready for JSON Lines; text and PDF differ only in how a place is told
(start, end and line against page).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annotations.generate.places import PdfFile, TxtFile
from annotations.generate.script import Grid, Mark, Paragraph, Planted, Script, StatedFact

Row = dict[str, Any]
GOLD_LABELS = ("AMOUNT", "PERCENT", "CODE", "REASON")
"""The labels of the hand-made gold; marks of other labels are left out unless asked for."""
_STOPS = "。；;\n"


def tag_rows(
    script: Script, file: TxtFile | PdfFile | None, *, labels: tuple[str, ...] = GOLD_LABELS
) -> list[Row]:
    """tags.jsonl: {"label": "AMOUNT", "text": "21万元", "role": "决算数", "start": …, "line": …}.

    Without `file`, for formats that cannot tell where a character stands, label and text only.
    """
    found = []
    for index, part in _paragraphs(script):
        for mark in sorted(part.marks, key=lambda mark: (mark.start, mark.end)):
            if mark.label in labels:
                found.append(_tag(file, index, part, mark))
    return found


def _tag(file: TxtFile | PdfFile | None, index: int, part: Paragraph, mark: Mark) -> Row:
    row: Row = {"label": mark.label, "text": part.text[mark.start : mark.end]}
    row |= {"role": mark.role} if mark.role else {}
    if file is None:
        return row
    if isinstance(file, PdfFile):
        return row | {"page": file.page(index, mark.start)}
    start, end = file.span(index, mark.start, mark.end)
    return row | {"text": file.text[start:end], "start": start, "end": end, "line": file.line(start)}


def fact_rows(script: Script) -> list[Row]:
    """facts.jsonl in document order; the section is the last heading before the paragraph."""
    found: list[Row] = []
    section = ""
    for part in script.parts:
        if isinstance(part, Grid):
            continue
        if part.kind == "heading":
            section = part.text
        found += [_fact(section, part, fact) for fact in part.facts]
    return found


def _fact(section: str, part: Paragraph, fact: StatedFact) -> Row:
    return {
        "section": section,
        "item": fact.item,
        "code": fact.code,
        "measure": fact.measure,
        "value": fact.value,
        "unit": fact.unit,
        "year": None if fact.year is None else str(fact.year),
        "base_year": None if fact.base_year is None else str(fact.base_year),
        "reason": fact.reason,
        "quote": quote(part.text, fact.start, fact.end),
    }


def quote(text: str, start: int, end: int) -> str:
    """The clause around [start, end): from the last 。 or ； before it to the next behind it."""
    left = max(text.rfind(stop, 0, start) for stop in _STOPS) + 1
    rights = [found for stop in _STOPS if (found := text.find(stop, end)) >= 0]
    return text[left : min(rights, default=len(text))].strip()


def finding_rows(script: Script) -> list[Row]:
    """findings.jsonl: the planted mistakes, each an error with the quoted clause."""
    return [_finding(part, planted) for _, part in _paragraphs(script) for planted in part.planted]


def _finding(part: Paragraph, planted: Planted) -> Row:
    return {
        "kind": planted.kind,
        "where": [quote(part.text, planted.start, planted.end)],
        "values": [planted.actual],
        "expected": planted.expected,
        "why": f"{planted.rule}：写作{planted.actual}，应为{planted.expected}",
        "severity": "error",
    }


def table_rows(script: Script) -> list[Row]:
    """tables.json: id (公开01表, or the title where no number is printed), title, unit, heads, rows."""
    return [
        {
            "id": grid.code or grid.title,
            "title": grid.title,
            "unit": grid.unit,
            "header_rows": [list(row) for row in grid.header],
            "rows": [list(row) for row in grid.rows],
        }
        for grid in script.parts
        if isinstance(grid, Grid)
    ]


def _paragraphs(script: Script) -> Iterator[tuple[int, Paragraph]]:
    return ((index, part) for index, part in enumerate(script.parts) if isinstance(part, Paragraph))
