"""Runs the recipe over clean and altered documents: does a finding point at what was altered?"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annotations.generate.dress import dress
from annotations.generate.formats import FORMATS, make_file
from annotations.generate.generate import generate
from annotations.generate.prose import REGIONS
from annotations.generate.script import Grid, Script, grids_of
from annotations.generate.write_txt import STYLES, write_txt
from extract.pipeline import Extractor
from extract.records import Extraction, Finding
from training.mutate.alter import ALTERATIONS, NAME, WORDS, Altered, alter, differs, flip
from training.mutate.bonds import Basis, Relation, core
from training.mutate.clerks import name_places, other_name
from training.mutate.locate import CONTEXT, locate, moved, points, refs, span
from training.mutate.places import Place, places
from training.mutate.relations import basis_of, broken, relations
from training.mutate.remembering import Remembering

FAMILIES = (*REGIONS, "mixed")


@dataclass(frozen=True, slots=True)
class Trial:
    """One alteration and what came of it. `basis`: what in the document can show it at all."""

    family: str
    seed: int
    kind: str
    where: str
    measure: str
    before: str
    after: str
    context: str
    basis: Basis
    caught: bool
    findings: int
    """How many errors and warnings it caused beyond those of the clean document."""


@dataclass(frozen=True, slots=True)
class Clean:
    """What one clean document gets: errors and warnings (rule, message) that nothing was altered for.

    `contradictions` are errors about a figure that the generator itself printed for that very line while
    its form prints another: told apart by the gold, and no false alarm.
    """

    family: str
    seed: int
    errors: tuple[tuple[str, str], ...]
    warnings: tuple[tuple[str, str], ...]
    contradictions: tuple[tuple[str, str], ...] = ()
    style: str = "tabs"


@dataclass(frozen=True, slots=True)
class Measured:
    """All trials and clean documents of a run."""

    trials: tuple[Trial, ...] = ()
    clean: tuple[Clean, ...] = ()


def measure(
    extractor: Extractor,
    seeds: Iterable[int],
    *,
    each: int,
    styles: Sequence[str] = ("tabs",),
    families: Sequence[str] = FAMILIES,
) -> Measured:
    """`each` alterations of every kind and place in one clean document per seed, families and styles in turn.

    Documents are tidy: no slip of the hand of the generator stands in them. With `each` 0 they are dressed
    as well (other numbering, blanks, self-evaluations): only what clean ones get is counted then.
    """
    quick = Extractor(Remembering(extractor.tagger), settings=extractor.settings)
    trials: list[Trial] = []
    clean: list[Clean] = []
    for index, seed in enumerate(seeds):
        style = styles[(index + index // len(families)) % len(styles)]
        script = _script(seed, families[index % len(families)], style, dressed=not each)
        base = _extract(quick, script, style)
        clean.append(_clean(script, base, style))
        known = {_key(f) for f in base.findings}
        found = places(script)
        bonds = relations(script, found) if each else ()
        for altered in alterations(script, found, bonds, random.Random(seed), each):
            given = _extract(quick, altered.script, style)
            trials.append(_trial(altered, found, bonds, given, known))
    return Measured(tuple(trials), tuple(clean))


def _script(seed: int, family: str, style: str, *, dressed: bool) -> Script:
    """What the file will hold: a workbook has forms only."""
    script = generate(seed, family=family, tidy=True)
    script = dress(script) if dressed else script
    return script if FORMATS[style].prose else replace(script, parts=tuple(grids_of(script)))


def _extract(extractor: Extractor, script: Script, style: str) -> Extraction:
    if style in STYLES:
        return extractor(text=write_txt(script, style=style).text)
    made = make_file(script, style)
    if made.suffix != ".zip":
        return extractor(data=made.data, name=f"document{made.suffix}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.zip"
        path.write_bytes(made.data)
        return extractor.joined([path])


def alterations(
    script: Script, found: Sequence[Place], bonds: Sequence[Relation], rng: random.Random, each: int
) -> Iterator[Altered]:
    """`each` alterations of every kind and place, as far as the document has fitting places."""
    for name, where, make in ALTERATIONS:
        fit = [p for p in found if p.where == where]
        rng.shuffle(fit)
        done = 0
        for place in fit:
            new = make(place, found, rng) if done < each else None
            if new is None:
                continue
            altered = alter(script, place, name, new)
            if differs(place, altered.after):
                done += 1
                yield altered
    words = [p for p in found if p.word]
    for place in rng.sample(words, k=min(each, len(words))):
        altered_word = flip(script, place)
        if altered_word:
            yield altered_word
    yield from _renamed(script, found, bonds, rng, each)


def _renamed(
    script: Script, found: Sequence[Place], bonds: Sequence[Relation], rng: random.Random, each: int
) -> Iterator[Altered]:
    bound = frozenset(
        r.members[0] for r in bonds if r.basis == "table" and found[r.members[0]].where == "prose"
    )
    names = list(name_places(script, found, bound))
    chosen = [(p, new) for p in rng.sample(names, k=len(names)) if (new := other_name(p, names, rng))]
    for place, new in chosen[:each]:
        yield alter(script, place, NAME[0], new)


def _clean(script: Script, base: Extraction, style: str) -> Clean:
    genuine = [f for f in base.findings if f.severity == "error" and _is_printed_so(script, base, f)]
    told = {
        level: tuple(_key(f) for f in base.findings if f.severity == level and f not in genuine)
        for level in ("error", "warning")
    }
    printed = tuple(_key(f) for f in genuine)
    return Clean(script.family, script.seed, told["error"], told["warning"], printed, style)


def _is_printed_so(script: Script, base: Extraction, found: Finding) -> bool:
    """Whether the gold has this figure for this line too: then prose and form contradict each other."""
    if found.rule != "prose-table" or found.start is None:
        return False
    fact = next((f for f in base.facts if f.id in found.facts), None)
    for index, part in enumerate(script.parts):
        for gold in () if isinstance(part, Grid) else part.facts:
            same = fact is not None and core(gold.item) == core(fact.item.name)
            if same and locate(base, script, index, gold.start, gold.end) == (found.start, found.end):
                return True
    return False


def _key(found: Finding) -> tuple[str, str]:
    return found.rule, found.message


def _trial(
    altered: Altered,
    found: Sequence[Place],
    bonds: Sequence[Relation],
    given: Extraction,
    known: set[tuple[str, str]],
) -> Trial:
    place = altered.place
    basis, others = _shown_by(altered, found, bonds)
    new = [f for f in given.findings if f.severity != "info" and _key(f) not in known]
    touched = [altered.after, *(moved(found[m], altered) for m in others)]
    spans = [at for p in touched if (at := span(given, altered.script, p))]
    cells = {ref for p in touched for ref in refs(given, altered.script, p)}
    part = altered.script.parts[place.part]
    line = "" if isinstance(part, Grid) else part.text
    context = line[max(0, place.start - CONTEXT) : place.start + CONTEXT] if line else f"{place.item}"
    caught = any(points(f, given, spans, cells) for f in new)
    return Trial(
        altered.script.family,
        altered.script.seed,
        altered.kind,
        place.where,
        place.measure,
        place.text,
        altered.after.text,
        context,
        basis,
        caught,
        len(new),
    )


def _shown_by(
    altered: Altered, found: Sequence[Place], bonds: Sequence[Relation]
) -> tuple[Basis, tuple[int, ...]]:
    """What can show an alteration, and the other places (by index) at which a finding may point."""
    place = altered.place
    if place.where == "name":
        end = max(p.end for p in found if p.part == place.part and p.where == "prose")
        told = (i for i, p in enumerate(found) if p.part == place.part and place.end <= p.start < end + 1)
        return "table", tuple(i for i in told if found[i].item == place.text)
    if place.where in ("code", "code cell"):
        return _code_basis(place, altered), ()
    if altered.kind in WORDS:
        return "words", ()
    at = next(i for i, p in enumerate(found) if p is place)
    hit = broken(bonds, found, at, altered.after)
    return basis_of(hit), tuple(m for relation in hit for m in relation.members if m != at)


def _code_basis(place: Place, altered: Altered) -> Basis:
    """A code in a form stands beside the other forms' codes; one in prose has its row, or its own levels."""
    return "table" if place.where == "code cell" or _has_row(altered.script, place) else "nothing"


def _has_row(script: Script, place: Place) -> bool:
    codes = {c.code for part in script.parts if isinstance(part, Grid) for c in part.cells if c.code}
    return place.text in codes
