"""Scores of what was reconciled: figures tied to their cells, and inconsistencies found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.records import Fact, Finding, Link, Table
from extract.text import squeeze
from training.gold import GoldCell, GoldFinding, GoldLink, Locator, figure
from training.metrics import Score, SpanMiss, is_unprinted

COMPATIBLE_KINDS: dict[str, frozenset[str]] = {
    "prose-vs-table": frozenset(("prose-vs-prose", "prose-arithmetic", "unit")),
    "prose-arithmetic": frozenset(("prose-vs-prose", "prose-vs-table", "wording")),
    "prose-vs-prose": frozenset(("prose-arithmetic", "prose-vs-table", "wording")),
    "table-arithmetic": frozenset(("table-vs-table",)),
    "table-vs-table": frozenset(("table-arithmetic",)),
    "code-vs-name": frozenset(("missing", "wording")),
    "unit": frozenset(("prose-vs-table", "missing")),
    "template-residue": frozenset(("wording", "missing")),
    "wording": frozenset(("template-residue", "prose-vs-prose", "prose-arithmetic")),
    "missing": frozenset(("template-residue", "code-vs-name", "unit")),
}
"""Gold kind → kinds of ours that name the same mistake from another side."""

_ROW_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[.、])|^其中:|:$")


def normal_row(label: str) -> str:
    """A row label without its number: "（一）行政单位" → 行政单位, "十四、住房保障支出" → 住房保障支出."""
    return _ROW_NUMBER.sub("", re.sub(r"[\"']", "", squeeze(label)))


def _column_words(path: str) -> set[str]:
    return {word for word in re.split(r"[-/>|·—]", squeeze(path)) if word}


def _same_table(wanted: str, table: Table) -> bool:
    """By form number ("公开01表" = "01表"), title or kind."""
    number = re.sub(r"\D", "", wanted)
    if number and table.code and re.sub(r"\D", "", table.code):
        return int(number) == int(re.sub(r"\D", "", table.code))
    return squeeze(wanted) in {squeeze(name) for name in (table.title, table.kind, table.code) if name}


def is_cell(link: Link, cell: GoldCell, tables: Sequence[Table]) -> bool:
    """Whether a link points at the gold cell: same form, same row label, no contradiction in the column.

    Columns agree when the words of one heading path are among the words of the other ("收入-金额", "收入").
    """
    table = next((table for table in tables if table.id == link.table), None)
    if table is None or link.row is None or link.column is None or not _same_table(cell.table, table):
        return False
    label = table.row_keys[link.row].label if link.row_label is None else link.row_label
    column = table.columns[link.column] if link.column_path is None else link.column_path
    ours, wanted = _column_words(column), _column_words(cell.column)
    return normal_row(label) == normal_row(cell.row_label) and (ours <= wanted or wanted <= ours)


def _made(facts: Iterable[Fact]) -> list[Link]:
    return [link for fact in facts for link in fact.links if link.status in ("match", "rounding", "mismatch")]


def link_scores(gold: Sequence[GoldLink], facts: Sequence[Fact], tables: Sequence[Table]) -> dict[str, Score]:
    """Figures tied to their cells, over figures of links.jsonl.

    A figure is a hit when every link we made for it points at one of its gold cells; `ours` counts
    the figures we tied (ambiguous and absent are no tie), also those the gold ties to nothing.
    """
    tied = {place: links for place, links in _links_by_figure(gold, facts).items() if links}
    hits = sum(_is_tied_right(link, tied.get((link.start, link.end), []), tables) for link in gold)
    return {"links": Score(hits, len(gold), len(tied))}


def link_misses(gold: Sequence[GoldLink], facts: Sequence[Fact], tables: Sequence[Table]) -> list[SpanMiss]:
    """Gold figures tied to nothing or to a wrong cell, and figures tied though the gold has no cell."""
    tied = _links_by_figure(gold, facts)
    names = {table.id: table.code or table.title or table.id for table in tables}
    misses = []
    for wanted in gold:
        links = tied.pop((wanted.start, wanted.end), [])
        if not _is_tied_right(wanted, links, tables):
            note = "; ".join(_link_text(link, names) for link in links)
            cell = wanted.cells[0]
            text = f"{wanted.text} {cell.table} {cell.row_label} {cell.column}"
            misses.append(SpanMiss("missed", "link", text, wanted.start, wanted.end, note))
    for (start, end), links in tied.items():
        if links:
            misses.append(SpanMiss("extra", "link", _link_text(links[0], names), start, end))
    return misses


def _link_text(link: Link, names: dict[str, str]) -> str:
    table = names.get(link.table or "", link.table)
    return f"{table} {link.row_label} {link.column_path} = {link.cell_value}"


def _is_tied_right(wanted: GoldLink, links: Sequence[Link], tables: Sequence[Table]) -> bool:
    return bool(links) and all(any(is_cell(link, cell, tables) for cell in wanted.cells) for link in links)


def _links_by_figure(gold: Sequence[GoldLink], facts: Sequence[Fact]) -> dict[tuple[int, int], list[Link]]:
    """Our made links by figure; a fact belongs to the gold figure that overlaps it and has its value."""
    places: dict[tuple[int, int], list[Link]] = {}
    for fact in facts:
        if is_unprinted(fact):
            continue
        wanted = next((link for link in gold if _speaks_of(fact, link)), None)
        place = (fact.start, fact.end) if wanted is None else (wanted.start, wanted.end)
        places.setdefault(place, []).extend(_made([fact]))
    return places


def _speaks_of(fact: Fact, link: GoldLink) -> bool:
    return fact.start < link.end and link.start < fact.end and figure(link.text) == abs(fact.number)


@dataclass(frozen=True, slots=True)
class FindingScores:
    """`scores`: recall per gold kind and severity. `cry_wolf`: our errors that no gold line explains.

    `rounding`: our errors on a line the gold calls mere rounding. `missed`: gold lines nobody found.
    """

    scores: dict[str, Score]
    missed: tuple[GoldFinding, ...]
    cry_wolf: tuple[Finding, ...]
    rounding: tuple[Finding, ...]


def finding_scores(
    gold: Sequence[GoldFinding], ours: Sequence[Finding], locator: Locator, tables: Sequence[Table]
) -> FindingScores:
    """Which gold findings ours hit, and which of our errors hit nothing.

    A gold finding is found when one of ours of the same or a compatible kind overlaps one of its
    quotes; one of ours that stands only in table cells counts by its table and a shared figure.
    Score keys: "findings" (gold errors against our errors), "finding kind: …", "finding severity: …"
    (recall; `ours` = hits there, since ours have no gold severity).
    """
    pairs = [
        (wanted, given) for wanted in gold for given in ours if _is_found(wanted, given, locator, tables)
    ]
    found = {id(wanted) for wanted, _ in pairs}
    explained = {id(given): set[str]() for given in ours}
    for wanted, given in pairs:
        explained[id(given)].add(wanted.severity)
    errors = [given for given in ours if given.severity == "error"]
    wolves = tuple(given for given in errors if not explained[id(given)])
    rounding = tuple(given for given in errors if explained[id(given)] == {"rounding"})
    scores = _recalls(gold, found)
    real = [wanted for wanted in gold if wanted.severity == "error"]
    hits = sum(id(wanted) in found for wanted in real)
    scores["findings"] = Score(hits, len(real), hits + len(wolves) + len(rounding))
    missed = tuple(wanted for wanted in gold if id(wanted) not in found)
    return FindingScores(scores, missed, wolves, rounding)


def _recalls(gold: Sequence[GoldFinding], found: set[int]) -> dict[str, Score]:
    scores: dict[str, Score] = {}
    for wanted in gold:
        hit = int(id(wanted) in found)
        for name in (f"finding severity: {wanted.severity}", f"finding kind: {wanted.kind}"):
            scores[name] = scores.get(name, Score()) + Score(hit, 1, hit)
    return scores


def _is_found(wanted: GoldFinding, given: Finding, locator: Locator, tables: Sequence[Table]) -> bool:
    if given.kind != wanted.kind and given.kind not in COMPATIBLE_KINDS.get(wanted.kind, ()):
        return False
    places = [place for quote in wanted.where for place in locator.find_all(quote)]
    if given.start is not None and given.end is not None:
        return any(left < given.end and given.start < right for left, right in places)
    homes = {cell.table for cell in given.cells}
    inside = [t for t in tables if t.id in homes and t.start is not None and t.end is not None]
    return _shares_figure(wanted, given) and any(
        (table.start or 0) <= left < (table.end or 0) for table in inside for left, _ in places
    )


def _shares_figure(wanted: GoldFinding, given: Finding) -> bool:
    figures = {figure(text) for text in (*wanted.values, wanted.expected)} - {None}
    return any(figure(text) in figures for text in (given.actual, given.expected) if text)
