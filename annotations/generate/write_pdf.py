"""A script as a PDF: prose with first-line indents, ruled forms that run over pages, heads and page numbers.

Uses reportlab with its built-in Song font; the same script always gives the same bytes.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from annotations.generate.pdf_lines import HAN, break_lines, register_fonts, runs, width_of
from annotations.generate.pdf_tables import PAD, Plate, measure, page_rows
from annotations.generate.places import PdfFile
from annotations.generate.script import Grid, Paragraph, Script

LATIN_FONTS = (HAN, "Times-Roman", "Helvetica")
HEADING_SIZES = {1: 18.0, 2: 15.0, 3: 13.0, 4: 12.0}


@dataclass(frozen=True, slots=True)
class PdfStyle:
    """Sizes in points; drawn once a document.

    `latin`: font of digits; `header`: running header or ""; `number`: pattern of the page number;
    `whole_numbers`: a number is never broken over two lines; `repeat`: table heads on every page.
    """

    size: float
    leading: float
    margin: float
    latin: str
    header: str
    number: str
    whole_numbers: bool
    repeat: bool


def write_pdf(script: Script, path: str | Path) -> PdfFile:
    """Writes the file and reports where every part landed."""
    register_fonts()
    press = _Press(script, Canvas(str(path), pagesize=A4, invariant=1))
    stretches = [
        press.table(part) if isinstance(part, Grid) else press.paragraph(part) for part in script.parts
    ]
    press.finish()
    return PdfFile(press.page, tuple(stretches))


def _draw_style(script: Script) -> PdfStyle:
    rng = random.Random(script.seed)
    unit, year = script.books.unit, script.books.year
    size = rng.choice((10.5, 12.0, 12.0, 14.0))
    return PdfStyle(
        size=size,
        leading=size * rng.choice((1.5, 1.75, 2.0)),
        margin=rng.choice((64.0, 72.0, 85.0)),
        latin=rng.choice(LATIN_FONTS),
        header=rng.choice(("", f"{unit.name}{year}年度{unit.kind}决算公开", f"{year}年度{unit.kind}决算")),
        number=rng.choice(("{}", "- {} -", "— {} —", "第 {} 页")),
        whole_numbers=rng.random() < 0.7,
        repeat=rng.random() < 0.6,
    )


class _Press:
    """The canvas, the page it is on and how far down; y counts up from the foot, as PDF has it."""

    def __init__(self, script: Script, canvas: Canvas) -> None:
        self.canvas, self.script, self.style = canvas, script, _draw_style(script)
        canvas.setTitle(f"{script.books.unit.name}{script.books.year}年度{script.books.unit.kind}决算")
        self.page = 0
        self.size: tuple[float, float] = A4
        self.fresh = False
        self.new_page(landscape=False)

    @property
    def room(self) -> float:
        """Width between the margins."""
        return self.size[0] - 2 * self.style.margin

    def new_page(self, *, landscape: bool) -> None:
        """Starts a page; a page with nothing on it is used again."""
        size = (A4[1], A4[0]) if landscape else A4
        if self.page and not self.fresh:
            self.canvas.showPage()
        if not self.page or not self.fresh:
            self.page += 1
        self.size, self.fresh = size, True
        self.canvas.setPageSize(size)
        self.y = size[1] - self.style.margin

    def furnish(self) -> None:
        """Header and page number, drawn with the first thing on a page."""
        if not self.fresh:
            return
        self.fresh = False
        middle = self.size[0] / 2
        if self.style.header and self.page > 1:
            self.text(self.style.header, middle, self.size[1] - self.style.margin * 0.6, 9, "centre")
        self.text(self.style.number.format(self.page), middle, self.style.margin * 0.5, 9, "centre")

    def finish(self) -> None:
        """Closes the file; an empty last page is not written."""
        if self.fresh and self.page > 1:
            self.page -= 1
        self.furnish()
        self.canvas.showPage() if not self.fresh else None
        self.canvas.save()

    def text(self, text: str, x: float, y: float, size: float, align: str = "left") -> None:
        """One line; x is its left end, middle or right end. Song has no U+2212: a hyphen is drawn."""
        text = text.replace("\u2212", "-")
        taken = width_of(text, size, self.style.latin)
        x -= {"left": 0.0, "centre": taken / 2, "right": taken}[align]
        for font, run in runs(text, self.style.latin):
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, y, run)
            x += width_of(run, size, self.style.latin)

    def paragraph(self, part: Paragraph) -> tuple[tuple[int, int], ...]:
        """Prints a paragraph over as many pages as it takes; (first offset, page) for each."""
        if self.size != A4:
            self.new_page(landscape=False)
        size, align, indent = self._look(part)
        leading = max(self.style.leading, size * 1.6)
        stretches: list[tuple[int, int]] = []
        spans = break_lines(
            part.text,
            self.room,
            size,
            self.style.latin,
            indent=indent,
            whole_numbers=self.style.whole_numbers,
        )
        for index, (start, end) in enumerate(spans):
            self._reserve(leading)
            if not stretches or stretches[-1][1] != self.page:
                stretches.append((start, self.page))
            x = self.size[0] / 2 if align == "centre" else self.style.margin + (0 if index else indent)
            self.text(part.text[start:end], x, self.y, size, align)
        self.y -= leading * (0.5 if part.kind in ("title", "heading") and part.level < 2 else 0)
        return tuple(stretches)

    def _look(self, part: Paragraph) -> tuple[float, str, float]:
        """(size, alignment, first-line indent) of a kind of paragraph."""
        indent = 2 * self.style.size
        if part.kind == "title":
            return 22.0, "centre", 0.0
        if part.kind == "caption":
            return 10.5, "centre", 0.0
        if part.kind == "heading":
            size = HEADING_SIZES.get(part.level, self.style.size)
            return size, "centre" if part.level <= 1 else "left", 0.0 if part.level <= 1 else indent
        return self.style.size, "left", indent if part.kind == "prose" else 0.0

    def _reserve(self, height: float) -> None:
        """Moves down; to the next page where the foot is too near."""
        if self.y - height < self.style.margin:
            self.new_page(landscape=self.size[0] > self.size[1])
        self.furnish()
        self.y -= height

    def table(self, grid: Grid) -> tuple[tuple[int, int], ...]:
        """Prints a form from a new page on: title, number, unit, ruled cells, notes."""
        self.new_page(landscape=grid.landscape)
        self.furnish()
        first = self.page
        self._table_head(grid)
        plate = self._plate(grid)
        later = self.size[1] - 2 * self.style.margin
        for index, rows in enumerate(
            page_rows(plate, self.y - self.style.margin, later, repeat=self.style.repeat)
        ):
            if index:
                self.new_page(landscape=grid.landscape)
                self.furnish()
            self._draw_rows(plate, rows)
        self._table_note(grid)
        return tuple((0, page) for page in range(first, self.page + 1))

    def _plate(self, grid: Grid) -> Plate:
        size = 8.0 if len((*grid.header, *grid.rows)[0]) > 8 else 9.0
        return measure(grid, self.room, self.style.latin, size)

    def _table_head(self, grid: Grid) -> None:
        right, unit = self.size[0] - self.style.margin, self.script.books.unit
        self.y -= 18
        self.text(grid.title, self.size[0] / 2, self.y, 16, "centre")
        if grid.code:
            self.y -= 16
            self.text(grid.code, right, self.y, 9, "right")
        self.y -= 14
        self.text(f"{unit.kind}：{unit.name}", self.style.margin, self.y, 9)
        self.text(f"单位：{grid.unit}", right, self.y, 9, "right")
        self.y -= 6

    def _draw_rows(self, plate: Plate, rows: list[int]) -> None:
        """The ruled cells of one page; y ends below the last row."""
        tops, y = {}, self.y
        for row in rows:
            tops[row] = y
            y -= plate.heights[row]
        self.canvas.setLineWidth(0.5)
        for box in plate.boxes:
            if box.row in tops:
                x = self.style.margin + sum(plate.widths[: box.column])
                width = sum(plate.widths[box.column : box.column + box.across])
                height = sum(plate.heights[box.row : box.row + box.down])
                self.canvas.rect(x, tops[box.row] - height, width, height)
                self._cell_text(box.lines, box.align, (x, tops[box.row], width, height), plate.size)
        self.y = y

    def _cell_text(
        self, lines: tuple[str, ...], align: str, frame: tuple[float, float, float, float], size: float
    ) -> None:
        x, top, width, height = frame
        leading = size * 1.25
        y = top - (height - len(lines) * leading) / 2 - size
        anchor = {"left": x + PAD, "centre": x + width / 2, "right": x + width - PAD}[align]
        for line in lines:
            if line:
                self.text(line, anchor, y, size, align)
            y -= leading

    def _table_note(self, grid: Grid) -> None:
        text = grid.note or ""
        for start, end in break_lines(text, self.room, 9, self.style.latin):
            self._reserve(14)
            self.text(text[start:end], self.style.margin, self.y, 9)
