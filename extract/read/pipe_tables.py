"""Tables that Markdown rules with pipes: "| 合计 | 12.50 |" under "|---|---|"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.read.grid import Loose
from extract.read.lines import SourceLine
from extract.read.text_tables import TextTable

_RULE = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)+\|?\s*$")
_BORDER = re.compile(r"(?<!\\)\|")
_STRONG = re.compile(r"\*\*|__|`|<br\s*/?>", re.IGNORECASE)


def find_pipe_tables(lines: Sequence[SourceLine]) -> list[TextTable]:
    """All tables with a head, a rule of dashes and rows between pipes, in text order."""
    tables: list[TextTable] = []
    index = 1
    while index < len(lines):
        head = lines[index - 1].text
        if "|" not in head or not _RULE.match(lines[index].text) or "\t" in head:
            index += 1
            continue
        last = index + 1
        while last < len(lines) and _BORDER.search(lines[last].text) and not lines[last].blank:
            last += 1
        rows = tuple(_cells(line.text) for line in (lines[index - 1], *lines[index + 1 : last]))
        tables.append(TextTable(Loose(rows), lines[index - 1].start, lines[last - 1].end, index - 1, last))
        index = last + 1
    return tables


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return tuple(_STRONG.sub("", cell).replace("\\|", "|").strip() for cell in _BORDER.split(inner))
