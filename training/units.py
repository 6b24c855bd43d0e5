"""Gold and ours cut into units, the lines or passages in which an error happens, for every study of errors.

A unit is small enough to be one draw of a bootstrap and long enough to be read. `judge` tags generated
passages without a pipeline around them; `units_of` cuts a document of a gold folder at its lines.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotations.generate.script import Mark, Paragraph
from extract.records import Tag
from extract.tag import Tagger
from training.data import to_passages
from training.gold import SAME_MEASURES, GoldTag
from training.metrics import FIGURE_LABELS, Score, role_scores, scored_labels, span_scores

OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Unit:
    """One line or passage: its text, and the tags that begin in it, with offsets into that text.

    `labels`: what its gold judges. A page of a gold without offsets has text "" and is scored by what
    its tags say.
    """

    source: str
    text: str
    gold: tuple[GoldTag, ...]
    ours: tuple[Tag, ...]
    labels: tuple[str, ...]


def gold_of(text: str, marks: Iterable[Mark]) -> tuple[GoldTag, ...]:
    """Generated marks as gold tags."""
    return tuple(
        GoldTag(mark.label, text[mark.start : mark.end], mark.start, mark.end, roles=_roles(mark.role))
        for mark in marks
    )


def _roles(role: str | None) -> frozenset[str]:
    return SAME_MEASURES.get(role, frozenset((role,))) if role else frozenset()


def judge(tagger: Tagger, documents: Mapping[str, Sequence[Paragraph]]) -> list[Unit]:
    """Every prose passage of generated documents beside what the tagger makes of it."""
    units = []
    for name, paragraphs in documents.items():
        pairs = to_passages(paragraphs)
        found: dict[int, list[Tag]] = defaultdict(list)
        for tag in tagger.tag([passage for passage, _ in pairs]):
            found[tag.passage].append(_inside(tag))
        for index, (passage, marks) in enumerate(pairs):
            if not passage.heading:
                gold = gold_of(passage.text, marks)
                units.append(Unit(name, passage.text, gold, tuple(found[index]), ALL_LABELS))
    return units


ALL_LABELS = ("AMOUNT", "PERCENT", "CODE", "REASON", "ITEM", "QUANTITY")


def _inside(tag: Tag) -> Tag:
    return Tag(tag.label, tag.role, tag.left, tag.right, tag.text, tag.score)


def units_of(source: str, text: str, gold: Sequence[GoldTag], ours: Sequence[Tag]) -> list[Unit]:
    """A document cut at its line breaks, or its pages where the gold has no offsets."""
    labels = scored_labels(gold)
    judged = [tag for tag in ours if tag.label in labels]
    if any(tag.start is None for tag in gold):
        pages = {tag.page for tag in (*gold, *judged)}
        return [
            Unit(source, "", _on(page, gold), _on(page, judged), labels)
            for page in sorted(pages, key=lambda page: page or 0)
        ]
    starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
    wanted, given = _by_line(gold, starts), _by_line(judged, starts)
    return [
        Unit(source, _lines(text, starts, line, (*wanted[line], *given[line])),
             tuple(_moved_gold(tag, starts[line]) for tag in wanted[line]),
             tuple(_moved(tag, starts[line]) for tag in given[line]), labels)
        for line in sorted({*wanted, *given})
    ]  # fmt: skip


def _on(page: int | None, tags: Iterable[GoldTag] | Iterable[Tag]) -> tuple:  # type: ignore[type-arg]
    return tuple(tag for tag in tags if tag.page == page)


def _by_line(tags: Iterable[GoldTag] | Iterable[Tag], starts: list[int]) -> dict:  # type: ignore[type-arg]
    found = defaultdict(list)
    for tag in tags:
        found[bisect_right(starts, tag.start or 0) - 1].append(tag)
    return found


def _lines(text: str, starts: list[int], line: int, tags: Iterable[GoldTag | Tag]) -> str:
    """The line, with those after it that one of its tags runs into."""
    reach = max([starts[line], *((tag.end or 1) - 1 for tag in tags)])
    end = text.find("\n", reach)
    return text[starts[line] : end if end >= 0 else len(text)]


def _moved(tag: Tag, by: int) -> Tag:
    return Tag(tag.label, tag.role, tag.start - by, tag.end - by, tag.text, tag.score, page=tag.page)


def _moved_gold(tag: GoldTag, by: int) -> GoldTag:
    return GoldTag(tag.label, tag.text, (tag.start or 0) - by, (tag.end or 0) - by, tag.page, tag.roles)


def unit_scores(unit: Unit) -> dict[str, Score]:
    """All rows of one unit: exact spans, overlapping ones ("AMOUNT overlap"), "roles", "AMOUNT.决算数"."""
    ours = [tag for tag in unit.ours if tag.label in unit.labels]
    exact = span_scores(unit.gold, ours)
    rows = {name: exact[name] for name in exact if name == "spans" or name in unit.labels}
    rows |= role_scores(unit.gold, ours) | role_rows(unit.gold, ours)
    return rows | overlap_rows(unit) if unit.text else rows


def overlap_rows(unit: Unit) -> dict[str, Score]:
    """Score per label where a span is found by any span of its label that shares a character with it."""
    rows = {}
    for label in unit.labels:
        wanted = [tag for tag in unit.gold if tag.label == label]
        given = [tag for tag in unit.ours if tag.label == label]
        rows[f"{label} {OVERLAP}"] = Score(_matched(wanted, given), len(wanted), len(given))
    rows[f"spans {OVERLAP}"] = sum((rows[f"{label} {OVERLAP}"] for label in ALL_LABELS[:4]), Score())
    return rows


def _matched(wanted: Sequence[GoldTag], given: Sequence[Tag]) -> int:
    """Pairs that overlap, each span in one pair at most, from left to right."""
    left, hits = sorted(given, key=lambda tag: tag.start), 0
    for gold in sorted(wanted, key=lambda tag: tag.start or 0):
        match = next(
            (tag for tag in left if tag.start < (gold.end or 0) and tag.end > (gold.start or 0)), None
        )
        if match is not None:
            left.remove(match)
            hits += 1
    return hits


def role_rows(gold: Sequence[GoldTag], ours: Sequence[Tag]) -> dict[str, Score]:
    """Score of each role over figures whose role the gold knows: span and role both right."""
    known = {(tag.label, tag.start, tag.end): tag.roles for tag in gold if tag.label in FIGURE_LABELS}
    given = {(tag.label, tag.start, tag.end): tag.role for tag in ours if tag.label in FIGURE_LABELS}
    rows: dict[str, Score] = defaultdict(Score)
    for key, roles in known.items():
        if roles and key[1] is not None:
            role = given.get(key)
            hit = role in roles
            rows[f"{key[0]}.{role if hit else min(roles)}"] += Score(int(hit), 1, 0)
    for key, role in given.items():
        if known.get(key) or key not in known:
            rows[f"{key[0]}.{role}"] += Score(0, 0, 1)
    return dict(rows)


def added(rows: Iterable[Mapping[str, Score]]) -> dict[str, Score]:
    """The rows of all units added up."""
    sums: dict[str, Score] = defaultdict(Score)
    for row in rows:
        for name, score in row.items():
            sums[name] += score
    return dict(sums)


def errors_of(unit: Unit) -> Iterator[tuple[str, GoldTag | Tag]]:
    """("missed", gold) and ("extra", ours) of a unit, and ("role", ours) for a figure called another role."""
    wanted = {(tag.label, tag.start, tag.end): tag for tag in unit.gold}
    given = {(tag.label, tag.start, tag.end): tag for tag in unit.ours}
    for key, tag in wanted.items():
        if key not in given:
            yield "missed", tag
    for key, ours in given.items():
        if key not in wanted:
            if ours.label in unit.labels:
                yield "extra", ours
        elif wanted[key].roles and ours.role not in wanted[key].roles:
            yield "role", ours
