"""Generated disclosures written as DOCX, HTML, XLSX and XLS come back: every figure, every address."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal

import pytest

from annotations.generate.generate import generate
from annotations.generate.script import Grid, Paragraph, Script
from extract.amounts import parse_cell
from extract.read import read
from extract.records import Document, Table
from extract.segment import segment
from extract.text import squeeze
from tests.writers_office import grids, to_docx, to_html, to_xls, to_xlsx

WRITERS: dict[str, Callable[[Script], bytes]] = {
    "docx": to_docx, "html": to_html, "xlsx": to_xlsx, "xls": to_xls,
    "html-gbk": lambda script: to_html(script, charset="gb2312"),
}
SEEDS = (21, 22, 23)
Address = tuple[str, str | None, str | None, Decimal]


def wanted(grid: Grid) -> Counter[Address]:
    """Label, code, key and printed figure of every numeric cell."""
    found: Counter[Address] = Counter()
    for cell in grid.cells:
        value = parse_cell(grid.rows[cell.row][cell.column])
        if value is not None:
            found["".join(cell.label.split()), cell.code, cell.key, value] += 1
    return found


def numeric(table: Table) -> Counter[Address]:
    return Counter((c.label, c.code, c.key, c.value) for c in table.cells if c.value is not None)


def figures(script: Script) -> list[Paragraph]:
    """The paragraphs that state a figure."""
    parts = (p for p in script.parts if isinstance(p, Paragraph))
    return [p for p in parts if any(m.label in ("AMOUNT", "PERCENT", "CODE") for m in p.marks)]


def prose(document: Document) -> str:
    return "\n".join(squeeze(p.text) for p in segment(document) if not p.heading)


@pytest.mark.parametrize("kind", list(WRITERS))
@pytest.mark.parametrize("seed", SEEDS)
def test_every_numeric_cell_comes_back_at_its_address(kind: str, seed: int) -> None:
    script = generate(seed)
    document = read(WRITERS[kind](script), name=f"决算.{kind}")
    forms = grids(script)
    assert [t.kind for t in document.tables] == [g.kind for g in forms]
    assert [t.unit for t in document.tables] == [g.unit for g in forms]
    for grid, table in zip(forms, document.tables, strict=True):
        assert numeric(table) == wanted(grid), grid.title
    assert sum(sum(wanted(g).values()) for g in forms) > 50


@pytest.mark.parametrize("kind", ["docx", "html", "html-gbk"])
@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_of_the_prose_stands_in_its_sentence(kind: str, seed: int) -> None:
    script = generate(seed)
    document = read(WRITERS[kind](script), name=f"决算.{kind}")
    found = prose(document)
    assert figures(script) and not [p.text for p in figures(script) if squeeze(p.text) not in found]
    inside = [b for b in document.blocks if b.kind == "table"]
    assert len(inside) == len(grids(script)) and "999.99" not in document.text


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_offsets_of_tables_point_at_their_rows(kind: str) -> None:
    document = read(WRITERS[kind](generate(26)), name=f"决算.{kind}")
    for table in document.tables:
        assert table.start is not None and table.end is not None
        lines = document.text[table.start : table.end].split("\n")
        printed = [squeeze("".join(row)) for row in (*table.header, *table.rows) if any(row)]
        assert [squeeze(line) for line in lines] == printed
