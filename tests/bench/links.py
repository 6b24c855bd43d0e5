"""`python -m tests.bench links`: figures of generated prose tied to their cells, against their books.

Counted are the figures of which the generator's records say that a form prints them too, and those that we
tie to a cell. `right`: the primary cell prints the figure (it is found by address, never by value); `wrong`:
it prints another; `missing`: no cell; `ambiguous`: several, none chosen; `unread`: no such form was
recognised. One row for each family, and all but the right ones with --show.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator

from annotations.generate.generate import generate
from annotations.generate.prose import REGIONS
from annotations.generate.script import Grid, Script
from annotations.generate.write_txt import write_txt
from extract.catalogue.lines import three_public, three_public_short
from extract.forms import BASIC_EXPENDITURE, EXPENDITURE, INCOME, THREE_PUBLIC
from extract.pipeline import load
from extract.records import Extraction, Fact
from extract.text import squeeze
from training.mutate.bonds import TOTAL_ROW, core
from training.mutate.places import Place, places
from training.mutate.relations import relations

FAMILIES = (*REGIONS, "mixed")
VERDICTS = ("right", "missing", "ambiguous", "wrong", "unread")
LEAST = 0.98
Cell = tuple[str | None, str | None, str]
"""Kind of the form, column key, row label without white space."""


def main() -> int:
    """1 where a figure is tied to a wrong cell, or fewer than `LEAST` of those with a form to the right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=2, help="documents of each family (default 2)")
    parser.add_argument("--seed", type=int, default=91000)
    parser.add_argument("--model", default=None, help="model folder, or rules")
    parser.add_argument("--show", action="store_true", help="print every figure that is not right")
    options = parser.parse_args()
    extractor = load(options.model)
    total: Counter[str] = Counter()
    for at, family in enumerate(FAMILIES):
        told: Counter[str] = Counter()
        for number in range(options.each):
            script = generate(options.seed + number * len(FAMILIES) + at, family=family, tidy=True)
            file = write_txt(script, style="tabs")
            spans = {place: file.span(place.part, place.start, place.end) for place in places(script)}
            for verdict, line in judged(script, spans, extractor(text=file.text)):
                told[verdict] += 1
                if options.show and verdict != "right":
                    print(f"{verdict} {family} {script.seed}: {line}")
        print(row(family, told), flush=True)
        total += told
    print(row("all", total))
    read = sum(total[verdict] for verdict in VERDICTS if verdict != "unread")
    return int(total["wrong"] > 0 or total["right"] < LEAST * read)


def row(name: str, told: Counter[str]) -> str:
    """hunan: 61 figures, 98.4% right: right 60, missing 1, ambiguous 0, wrong 0, unread 0."""
    count = sum(told[verdict] for verdict in VERDICTS)
    share = told["right"] / count if count else 1.0
    return f"{name}: {count} figures, {share:.1%} right: " + ", ".join(f"{v} {told[v]}" for v in VERDICTS)


def judged(
    script: Script, spans: dict[Place, tuple[int, int]], extraction: Extraction
) -> Iterator[tuple[str, str]]:
    """A verdict for every figure of the prose that a form prints too or that we tie to a cell."""
    found = places(script)
    truth: dict[int, set[Cell]] = {}
    for relation in relations(script, found):
        if relation.basis == "table" and len(relation.members) == 2:
            figure, cell = relation.members
            if found[figure].where == "prose" and _of_line(script, found[figure], found[cell]):
                truth.setdefault(figure, set()).add(_printed(script, found[cell]))
    facts: dict[tuple[int, int], list[Fact]] = {}
    for fact in extraction.facts:
        facts.setdefault((fact.start, fact.end), []).append(fact)
    kinds = {table.kind for table in extraction.document.tables}
    for at, place in enumerate(found):
        if place.where != "prose":
            continue
        mine = [f for f in facts.get(spans[place], []) if f.item.name]
        links = [x for f in mine for x in f.links if x.status in ("match", "rounding", "mismatch")]
        line = f"{[f.item.name for f in mine]} {place.item} {place.text} → "
        told = sorted(truth.get(at, set()), key=str)[:2]
        if links:
            link = links[0]
            verdict = "wrong" if link.status == "mismatch" else "right"
            yield verdict, f"{line}{link.row_label} {link.column_path} {link.cell_value}; {told}"
        elif told:
            yield _unlinked(mine, kinds, truth[at]), f"{line}{told}"


def _of_line(script: Script, figure: Place, place: Place) -> bool:
    """Whether a cell that prints the same number is of the figure's line too, and not equal by chance.

    The form of 基本支出 prints what basic money paid of 会议费, which the sections on 三公 tell as a whole; a
    column of 三公 is of its own item only (国内接待费 has none); a total row is of the line its column names.
    """
    kind, key, _ = _printed(script, place)
    if place.where != "cell" or kind is None or key is None:
        return False
    if kind == BASIC_EXPENDITURE:
        heading = script.parts[figure.section]
        return isinstance(heading, Grid) or "基本支出" in heading.text
    if kind == THREE_PUBLIC:
        return (three_public(figure.item) or three_public_short(figure.item)) == key.partition("-")[2]
    if kind in (INCOME, EXPENDITURE) and TOTAL_ROW.match(place.item.strip()):
        return key.startswith("本年") or core(key) in core(figure.item) or core(figure.item) in core(key)
    return True


def _unlinked(facts: list[Fact], kinds: set[str | None], cells: set[Cell]) -> str:
    if any(link.status == "ambiguous" for fact in facts for link in fact.links):
        return "ambiguous"
    return "missing" if any(kind in kinds for kind, *_ in cells) else "unread"


def _printed(script: Script, place: Place) -> Cell:
    grid, cell = script.parts[place.part], place.cell
    kind = grid.kind if isinstance(grid, Grid) else None
    return kind, cell.key if cell else None, squeeze(cell.label) if cell else ""


if __name__ == "__main__":
    raise SystemExit(main())
