"""tests/typed_use.py, which mypy checks, also runs."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests import typed_use


def test_typed_caller_gets_what_the_types_say(samples: Path) -> None:
    path = samples / "planted" / "document.txt"
    extraction = typed_use.whole(path)
    assert typed_use.records(extraction)["收入总计"] == Decimal("977.01")
    assert list(typed_use.stream([str(path), "nothing.pdf"])) == [
        (path.name, len(extraction.facts)), ("nothing.pdf", -1)
    ]  # fmt: skip
    pandas, polars, arrow = typed_use.frames(extraction)
    assert len(pandas) == len(extraction.facts)
    assert (polars.height, arrow.num_rows) == (len(extraction.tags), len(extraction.findings))
    assert typed_use.saved(extraction).facts[0].quote == extraction.facts[0].quote
