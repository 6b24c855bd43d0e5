"""Round trip: generated disclosures written in every format are read back, and every cell and figure counted.

    python -m tests.bench.roundtrip --documents 34

prints, by format and by layout, how many numbers came back in their column, how many under their full
address (label and code too), how many figures of the prose stand in their clause, and how many headings.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotations.generate.dress import NEGATIVES, dress, with_negatives
from annotations.generate.formats import FORMATS, make_file
from annotations.generate.generate import generate
from annotations.generate.gold import quote
from annotations.generate.layouts import LAYOUTS
from annotations.generate.prose import REGIONS
from annotations.generate.script import Grid, Paragraph, Script
from extract.amounts import parse_cell
from extract.read import read, read_joined
from extract.read.outline import numbering
from extract.records import Document, Table
from extract.segment import segment
from extract.text import squeeze

FAMILIES = (*REGIONS, "mixed")
FIRST_SEED = 5_000_000
FIGURES = ("AMOUNT", "PERCENT", "CODE")


@dataclass(slots=True)
class Tally:
    """Counts of one kind of document, and where something was lost."""

    documents: int = 0
    right: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)

    def add(self, measure: str, right: int, wanted: int) -> None:
        self.right[measure] += right
        self.wanted[measure] += wanted

    def share(self, measure: str) -> float:
        """Of 1; an empty measure is whole."""
        wanted = self.wanted[measure]
        return self.right[measure] / wanted if wanted else 1.0


MEASURES = ("tables", "numbers", "labels", "spurious", "figures", "headings")
"""spurious: share of numeric cells read that were printed."""


def make_script(seed: int, family: str, layout: str) -> Script:
    """The disclosure of a seed, dressed; every fourth has figures below zero in its forms."""
    script = dress(generate(seed, family=family, layout=layout))
    styles = tuple(NEGATIVES)
    return with_negatives(script, styles[seed // 4 % len(styles)]) if seed % 4 == 0 else script


def read_back(script: Script, name: str) -> Document:
    """The document that the file of a format gives; a ZIP is read as one document."""
    made = make_file(script, name)
    if made.suffix != ".zip":
        return read(made.data, name=f"document{made.suffix}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.zip"
        path.write_bytes(made.data)
        return read_joined([path])


def compare(script: Script, document: Document, tally: Tally, *, prose: bool, where: str) -> None:
    """Everything that the script holds counted against what was read."""
    tally.documents += 1
    grids = [part for part in script.parts if isinstance(part, Grid)]
    for grid, table in pair(grids, document.tables):
        _compare_grid(grid, table, tally, where)
    if prose:
        _compare_prose(script, document, tally, where)


def pair(grids: Sequence[Grid], tables: Sequence[Table]) -> Iterator[tuple[Grid, Table | None]]:
    """Each form with the next table of its kind."""
    free = list(tables)
    for grid in grids:
        found = next((table for table in free if table.kind == grid.kind), None)
        if found is not None:
            free.remove(found)
        yield grid, found


def _compare_grid(grid: Grid, table: Table | None, tally: Tally, where: str) -> None:
    unit = table is not None and table.unit == grid.unit and table.code == grid.code
    tally.add("tables", int(unit), 1)
    if not unit:
        found = "absent" if table is None else f"{table.code} {table.unit}"
        tally.lost.append(f"{where} {grid.kind}: {grid.code} {grid.unit} read as {found}")
    wanted, found_cells = _printed(grid), _cells(table) if table is not None else Counter()
    numbers, read_numbers = _columns(wanted), _columns(found_cells)
    tally.add("numbers", (numbers & read_numbers).total(), numbers.total())
    tally.add("labels", (wanted & found_cells).total(), wanted.total())
    tally.add("spurious", (numbers & read_numbers).total(), read_numbers.total())
    for address in sorted((wanted - found_cells).elements(), key=str)[:3]:
        tally.lost.append(f"{where} {grid.kind}: {address} not read")
    for address in sorted((found_cells - wanted).elements(), key=str)[:3]:
        tally.lost.append(f"{where} {grid.kind}: {address} was not printed")


def _printed(grid: Grid) -> Counter[tuple[object, ...]]:
    found: Counter[tuple[object, ...]] = Counter()
    for cell in grid.cells:
        value = parse_cell(grid.rows[cell.row][cell.column])
        if value is not None:
            found["".join(cell.label.split()), cell.code, cell.key, value] += 1
    return found


def _cells(table: Table) -> Counter[tuple[object, ...]]:
    return Counter((c.label, c.code, c.key, c.value) for c in table.cells if c.value is not None)


def _columns(cells: Counter[tuple[object, ...]]) -> Counter[tuple[object, ...]]:
    found: Counter[tuple[object, ...]] = Counter()
    for (_, _, key, value), count in cells.items():
        found[key, value] += count
    return found


def _compare_prose(script: Script, document: Document, tally: Tally, where: str) -> None:
    text = "\n".join(squeeze(p.text) for p in segment(document) if not p.heading)
    titles = Counter(_heading(section.title, section.level) for section in document.sections)
    for part in script.parts:
        if not isinstance(part, Paragraph):
            continue
        spans = [(mark.start, mark.end) for mark in part.marks if mark.label in FIGURES]
        if part.kind == "heading":
            right = titles[_heading(part.text, part.level)] > 0
            titles[_heading(part.text, part.level)] -= 1
            tally.add("headings", int(right), 1)
        elif spans:
            whole = sum(squeeze(quote(part.text, *span)) in text for span in spans)
            right = whole == len(spans)
            tally.add("figures", whole, len(spans))
        else:
            continue
        if not right:
            tally.lost.append(f"{where} {part.kind} {part.level}: {part.text[:60]!r}")


def _heading(title: str, level: int) -> tuple[str, int]:
    """What a heading is compared by; its level only where its number tells it."""
    return squeeze(title), level if numbering(title) else 0


def run(
    documents: int, *, formats: Iterable[str] = FORMATS, layouts: Sequence[str] = tuple(LAYOUTS)
) -> tuple[dict[str, Tally], dict[str, Tally], dict[str, Tally]]:
    """Tallies by format, by layout and by family; every document is written in every format."""
    by_format: dict[str, Tally] = {name: Tally() for name in formats}
    by_layout: dict[str, Tally] = {name: Tally() for name in layouts}
    by_family: dict[str, Tally] = {name: Tally() for name in FAMILIES}
    for index in range(documents):
        family, layout = FAMILIES[index % len(FAMILIES)], layouts[index % len(layouts)]
        script = make_script(FIRST_SEED + index, family, layout)
        for name, tally in by_format.items():
            document = read_back(script, name)
            where = f"{name} {index} {layout}"
            compare(script, document, tally, prose=FORMATS[name].prose, where=where)
            for other in (by_layout[layout], by_family[family]):
                compare(script, document, other, prose=FORMATS[name].prose, where=where)
    return by_format, by_layout, by_family


def report(tallies: dict[str, Tally]) -> str:
    """One line for each kind of document: shares in percent."""
    lines = ["".join((f"{'':14}{'docs':>5}", *(f"{name:>18}" for name in MEASURES)))]
    for name, tally in tallies.items():
        cells = (f"{tally.share(m) * 100:>9.3f}% {tally.wanted[m]:>7}" for m in MEASURES)
        lines.append(f"{name:14}{tally.documents:>5}" + "".join(cells))
    return "\n".join(lines)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.roundtrip", description=__doc__)
    parser.add_argument("--documents", type=int, default=34, help="how many scripts (default 34)")
    parser.add_argument("--formats", nargs="+", choices=list(FORMATS), default=list(FORMATS))
    parser.add_argument("--lost", type=int, default=10, help="how many losses to show a format (default 10)")
    options = parser.parse_args()
    by_format, by_layout, by_family = run(options.documents, formats=options.formats)
    for tallies in (by_format, by_layout, by_family):
        print(report(tallies), end="\n\n")
    for tally in by_format.values():
        for line in tally.lost[: options.lost]:
            print(line)


if __name__ == "__main__":
    main()
