"""Generated scripts as DOCX, XLSX, XLS and HTML files, so that tests know every cell and figure in them.

The writers print what a clerk's software would: merged heads, numbers as numbers with a format, captions
in rows of their own, headings that Word numbers by itself.
"""

from __future__ import annotations

import html
import io
import random
import re
from collections.abc import Iterable, Sequence

import docx
import openpyxl
import xlwt
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.table import Table as WordTable

from annotations.generate.script import Grid, Paragraph, Script

_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_CODE = re.compile(r"\d{3}|\d{5}|\d{7}")


def grids(script: Script) -> list[Grid]:
    """The forms of a script."""
    return [part for part in script.parts if isinstance(part, Grid)]


def captions(script: Script, grid: Grid) -> list[str]:
    """What is printed above a form, line by line."""
    unit = script.books.unit
    code = [grid.code] if grid.code else []
    return [grid.title, *code, f"{unit.kind}：{unit.name}", f"金额单位：{grid.unit}"]


def to_docx(script: Script, *, parts: Iterable[Paragraph | Grid] | None = None) -> bytes:
    """The script as a Word file; headings in heading styles, tables with real merges."""
    made = docx.Document()
    for part in script.parts if parts is None else parts:
        if isinstance(part, Grid):
            for line in captions(script, part):
                made.add_paragraph(line)
            _word_table(made, part)
            if part.note:
                made.add_paragraph(part.note)
        elif part.kind == "heading":
            made.add_paragraph(part.text, style=f"Heading {min(part.level, 6)}")
        else:
            _split_runs(made, part.text)
    return _saved(made)


def _split_runs(made: Word, text: str) -> None:
    """A paragraph in runs of uneven size, as editing leaves them."""
    rng, paragraph, start = random.Random(len(text)), made.add_paragraph(), 0
    while start < len(text):
        end = start + rng.randint(1, 40)
        paragraph.add_run(text[start:end])
        start = end


def _word_table(made: Word, grid: Grid) -> None:
    rows = (*grid.header, *grid.rows)
    table = made.add_table(rows=len(rows), cols=len(rows[0]))
    cells = [list(row.cells) for row in table.rows]
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            cells[row][column].text = text
    merge_cells(table, grid.merges)


def merge_cells(table: WordTable, merges: Sequence[tuple[int, int, int, int]]) -> None:
    """Join cells of a Word table as (row, column, down, across) say."""
    for row, column, down, across in merges:
        table.cell(row, column).merge(table.cell(row + down - 1, column + across - 1))


def _saved(made: Word) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def insert_tracked(paragraph: object, text: str, *, deleted: bool) -> None:
    """Append a tracked insertion or deletion to a python-docx paragraph."""
    change = OxmlElement("w:del" if deleted else "w:ins")
    run, content = OxmlElement("w:r"), OxmlElement("w:delText" if deleted else "w:t")
    content.text = text
    content.set(qn("xml:space"), "preserve")
    run.append(content)
    change.append(run)
    paragraph._p.append(change)  # type: ignore[attr-defined]


def _as_number(text: str) -> tuple[float, str] | None:
    """The stored number and its format for a printed figure; None for words and 科目 codes."""
    if not _NUMBER.fullmatch(text) or _CODE.fullmatch(text) or re.match(r"-?0\d", text):
        return None
    decimals = len(text.partition(".")[2])
    whole = "#,##0" if "," in text or len(text.split(".")[0]) < 4 else "0"
    return float(text.replace(",", "")), whole + ("." + "0" * decimals if decimals else "")


def sheet_rows(script: Script, grid: Grid) -> tuple[list[list[str]], int]:
    """The rows of a form's sheet, and how many stand above the head."""
    width = len((*grid.header, *grid.rows)[0])
    unit = script.books.unit
    above = [[grid.title], ["" for _ in range(width - 1)] + [grid.code or ""]]
    above += [[f"{unit.kind}：{unit.name}", *[""] * (width - 2), f"金额单位：{grid.unit}"]]
    rows = [*above, *map(list, grid.header), *map(list, grid.rows)]
    return rows + ([[grid.note]] if grid.note else []), len(above)


def to_xlsx(script: Script) -> bytes:
    """The forms of a script as a workbook, one sheet a form, with an empty row inside some tables."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, grid in enumerate(grids(script), 1):
        sheet = book.create_sheet(f"GK{number:02d}")
        rows, above = sheet_rows(script, grid)
        for row, texts in enumerate(rows, 1):
            for column, text in enumerate(texts, 1):
                if not text:
                    continue
                cell, stored = sheet.cell(row, column), _as_number(text)
                cell.value = stored[0] if stored else text
                cell.number_format = stored[1] if stored else "@"
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(rows[0]) + 1)
        for row, column, down, across in grid.merges:
            top = row + above + 1
            sheet.merge_cells(None, top, column + 1, top + down - 1, column + across)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def to_xls(script: Script) -> bytes:
    """The forms of a script as an old workbook."""
    book = xlwt.Workbook(encoding="utf-8")
    for number, grid in enumerate(grids(script), 1):
        sheet = book.add_sheet(f"GK{number:02d}")
        rows, above = sheet_rows(script, grid)
        merged = {(row + above, column): (down, across) for row, column, down, across in grid.merges}
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                stored = _as_number(text)
                style = xlwt.easyxf(num_format_str=stored[1] if stored else "@")
                down, across = merged.get((row, column), (1, 1))
                if text and (down, across) != (1, 1):
                    sheet.write_merge(row, row + down - 1, column, column + across - 1, text, style)
                elif text:
                    sheet.write(row, column, stored[0] if stored else text, style)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def to_html(script: Script, *, charset: str = "utf-8") -> bytes:
    """The script as a portal page: navigation around it, the text in a layout table, spans in the forms."""
    body = "\n".join(
        _html_grid(script, part) if isinstance(part, Grid) else f"<p><b>{html.escape(part.text)}</b></p>"
        for part in script.parts
    )
    page = f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>门户</title>
<script>var total = "999.99万元";</script></head><body><nav><a>首页</a></nav>
<table><tr><td>{body}</td></tr></table><footer>版权 2031</footer></body></html>"""
    return page.encode("gb18030" if charset.startswith("gb") else charset)


def _html_grid(script: Script, grid: Grid) -> str:
    spans = {(row, column): (down, across) for row, column, down, across in grid.merges}
    covered = {
        (row + r, column + c)
        for (row, column), (down, across) in spans.items() for r in range(down) for c in range(across)
        if r or c
    }
    lines = []
    for row, texts in enumerate((*grid.header, *grid.rows)):
        cells = []
        for column, text in enumerate(texts):
            if (row, column) in covered:
                continue
            down, across = spans.get((row, column), (1, 1))
            cells.append(f'<td rowspan="{down}" colspan={across}><p>{html.escape(text)}&nbsp;</p></td>')
        lines.append("<tr>" + "".join(cells) + "</tr>")
    above = "".join(f"<p>{html.escape(line)}</p>" for line in captions(script, grid))
    note = f"<p>{grid.note}</p>" if grid.note else ""
    return f"{above}<table border=1>{''.join(lines)}</table>{note}"
