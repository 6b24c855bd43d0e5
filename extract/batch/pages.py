"""A review page for every document of a job, and the index over all of them.

Beside each page lies its row of the index as JSON, so that a job that goes on lists what was done before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from extract.check import RULES
from extract.records import Extraction

if TYPE_CHECKING:
    from extract.write.report import IndexRow

ROWS = ".rows"
"""Folder of the rows, inside the folder of the pages."""


def name_of(sha256: str) -> str:
    """The page of a content; the same content under two paths has one page."""
    return f"{sha256[:16]}.html"


def has_page(folder: str | Path, sha256: str) -> bool:
    """Whether the page and its row are there."""
    name = name_of(sha256)
    return Path(folder, name).is_file() and Path(folder, ROWS, f"{name}.json").is_file()


def write_page(folder: str | Path, sha256: str, extraction: Extraction) -> None:
    """The page of a document, whole or not at all, then its row; OSError where it cannot be written."""
    from extract.write.report import index_row, to_html

    words = {rule.id: (rule.name, rule.statement) for rule in RULES}
    name = name_of(sha256)
    _replace(Path(folder, name), to_html(extraction, rules=words))
    row = json.dumps(asdict(index_row(extraction, name)), ensure_ascii=False, default=str)
    _replace(Path(folder, ROWS, f"{name}.json"), row)


def write_index_of(folder: str | Path, failures: Iterable[tuple[str, str]]) -> Path:
    """<folder>/index.html over every page in it, behind them what failed as (path, message)."""
    from extract.write.report import IndexRow, write_index

    failed = [IndexRow(path, None, error=message) for path, message in failures]
    return write_index(folder, [*sorted(_rows(Path(folder)), key=lambda row: row.path), *failed])


def _rows(folder: Path) -> Iterator[IndexRow]:
    from extract.write.report import IndexRow

    for path in sorted((folder / ROWS).glob("*.json")):
        values = json.loads(path.read_text(encoding="utf-8"))
        if not (folder / values["href"]).is_file():
            continue
        figures = tuple((name, Decimal(value)) for name, value in values.pop("figures"))
        values |= {key: tuple(map(tuple, values[key])) for key in ("severities", "kinds")}
        yield IndexRow(**values, figures=figures)


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
