"""`juesuan extract … --prior FILE --units FOLDER`: other documents that settle what one cannot tell alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from extract.check import compare_units, compare_years, prior_of
from extract.cli.console import UNREADABLE, complain
from extract.errors import JuesuanError, ReadError
from extract.pipeline import Extractor
from extract.records import Extraction

Outcomes = Iterable[tuple[Path, Extraction | JuesuanError]]
Settle = Callable[[Extraction], Extraction]


class NothingToCompare(ReadError):
    """The other documents cannot settle this one: of another unit or year, or none could be read."""


def settled(outcomes: Outcomes, extractor: Extractor, *, prior: Path | None, units: Path | None) -> Outcomes:
    """Each extraction held against last year's documents and those of its units, where they are given.

    A document that cannot be compared goes on as it is, with one sentence on standard error.
    """
    steps: list[Settle] = []
    if prior is not None:
        years = _readable(extractor, prior)
        steps.append(lambda current: compare_years(current, prior_of(current, years)))
    if units is not None:
        parts = _readable(extractor, units)
        steps.append(lambda current: compare_units(current, _others(current, parts)))
    return _each(outcomes, steps) if steps else outcomes


def _each(outcomes: Outcomes, steps: list[Settle]) -> Iterator[tuple[Path, Extraction | JuesuanError]]:
    for path, outcome in outcomes:
        done = outcome
        for step in steps:
            if isinstance(done, Extraction):
                try:
                    done = step(done)
                except ValueError as error:
                    yield path, NothingToCompare(f"{path}：{error}")
        yield path, done


def _readable(extractor: Extractor, given: Path) -> list[Extraction]:
    """Every extraction of a file or folder; what cannot be read is told and left out."""
    found: list[Extraction] = []
    for _, outcome in extractor.batch([given]):
        if isinstance(outcome, Extraction):
            found.append(outcome)
        else:
            complain(str(outcome), UNREADABLE)
    return found


def _others(current: Extraction, parts: list[Extraction]) -> list[Extraction]:
    """The documents of the folder but the one they are compared with."""
    return [part for part in parts if part.document.source.sha256 != current.document.source.sha256]
