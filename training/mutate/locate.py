"""Where a place of a script stands in the file that was read, and whether a finding points there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotations.generate.script import Grid, Script
from extract.records import CellRef, Extraction, Finding
from extract.text import squeeze
from training.mutate.alter import Altered
from training.mutate.places import Place

CONTEXT = 24
"""Characters around a figure by which it is found again in the text that was read."""


def moved(place: Place, altered: Altered) -> Place:
    """Where a place stands once the text before it has grown or shrunk."""
    first = altered.place
    if (
        place.part != first.part
        or place.start < first.end
        or isinstance(altered.script.parts[place.part], Grid)
    ):
        return place
    by = altered.after.end - first.end
    return replace(place, start=place.start + by, end=place.end + by)


def points(found: Finding, given: Extraction, spans: Sequence[tuple[int, int]], cells: set[CellRef]) -> bool:
    """Whether a finding stands on a span, speaks of a fact there, or names one of the cells."""
    if set(found.cells) & cells:
        return True
    facts = [(f.start, f.end) for f in given.facts if f.id in found.facts]
    own = [(found.start, found.end)] if found.start is not None and found.end is not None else []
    narrow = [(a, b) for a, b in (*own, *facts) if not _is_table(given, a, b)]
    return any(a < right and left < b for a, b in narrow for left, right in spans)


def _is_table(given: Extraction, start: int, end: int) -> bool:
    return any(t.start == start and t.end == end for t in given.document.tables)


def span(given: Extraction, script: Script, place: Place) -> tuple[int, int] | None:
    """Where a place of the prose stands in the text that was read, by the words around it."""
    return locate(given, script, place.part, place.start, place.end)


def locate(given: Extraction, script: Script, index: int, first: int, last: int) -> tuple[int, int] | None:
    """Where [first, last) of a paragraph stands in the source, by the words around it; None where not."""
    part = script.parts[index]
    if isinstance(part, Grid):
        return None
    back = [at for at, char in enumerate(given.document.text) if not char.isspace()]
    text = "".join(given.document.text[at] for at in back)
    whole = "".join(part.text.split())
    start, end = (len("".join(part.text[:at].split())) for at in (first, last))
    left = max(0, start - CONTEXT)
    for lo, hi in ((0, len(whole)), (left, min(len(whole), end + CONTEXT)), (left, end)):
        at = text.find(whole[lo:hi])
        if at >= 0:
            return back[at + start - lo], back[at + end - lo - 1] + 1
    return None


def refs(given: Extraction, script: Script, place: Place) -> Iterator[CellRef]:
    """Addresses that a cell of the script may have in the tables that were read: same form, words and row."""
    part = script.parts[place.part]
    if not isinstance(part, Grid):
        return
    for table in given.document.tables:
        if table.kind != part.kind:
            continue
        for cell in table.cells:
            same = place.cell is not None and squeeze(cell.text) == squeeze(place.text)
            code = place.where == "code cell" and cell.code == place.text.strip()
            label = place.cell is None or squeeze(cell.label) == squeeze(place.cell.label)
            if (same and (label or not cell.label)) or code:
                yield CellRef(table.id, cell.row, cell.column)
