"""What a typed caller writes; checked by `mypy --strict` with the library, and run by test_typed_use.py."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, assert_type

import extract
from extract import Check, Extraction, Extractor, Fact, Finding, JuesuanError, Link, Settings, Tag

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


def whole(path: Path) -> Extraction:
    """Loading with every option, and all ways of giving a source."""
    extractor = extract.load("rules", device="cpu", settings=Settings(min_score=0.1))
    assert_type(extractor, Extractor)
    assert_type(extractor(path), Extraction)
    assert_type(extractor(text="收入总计18.20万元。"), Extraction)
    return extractor(data=path.read_bytes(), name=path.name)


def records(extraction: Extraction) -> dict[str, Decimal]:
    """The figures of an extraction by name; every step has a type of its own."""
    assert_type(extraction.facts, tuple[Fact, ...])
    assert_type(extraction.tags, tuple[Tag, ...])
    assert_type(extraction.findings, tuple[Finding, ...])
    assert_type(extraction.checks, tuple[Check, ...])
    for fact in extraction.facts:
        assert_type(fact.links, tuple[Link, ...])
        assert_type(fact.value, str)
        assert_type(fact.number, Decimal)
    return {fact.item.name: fact.number for fact in extraction.facts if fact.measure == "决算数"}


def stream(paths: list[str]) -> Iterator[tuple[str, int]]:
    """Files one after the other; what failed is an error to look at, not one that is raised."""
    for path, outcome in extract.load("rules").batch(paths):
        if isinstance(outcome, JuesuanError):
            yield path.name, -1
        else:
            assert_type(outcome, Extraction)
            yield path.name, len(outcome.facts)


def frames(extraction: Extraction) -> tuple[pandas.DataFrame, polars.DataFrame, pyarrow.Table]:
    """The three kinds of tables."""
    return (
        extract.to_pandas(extraction),
        extract.to_polars([extraction], "tags"),
        extract.to_arrow(extraction, "findings"),
    )


def saved(extraction: Extraction) -> Extraction:
    """There and back again."""
    assert_type(extract.to_json(extraction), str)
    return extract.from_json(extract.to_json(extraction))
