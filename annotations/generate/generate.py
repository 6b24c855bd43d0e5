"""A whole invented disclosure: cover, contents, duties, the official tables, the prose, definitions.

`generate(seed)` is a Script; `write_txt` and `write_pdf` make it a file. `python -m annotations.generate`
writes corpora and the demo.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

from annotations.generate.books import Books
from annotations.generate.forms import make_forms
from annotations.generate.invent import invent_books
from annotations.generate.mistakes import Mistake, draw_mistakes
from annotations.generate.prose import REGIONS, ProseMaker
from annotations.generate.script import Grid, Paragraph, Script
from annotations.generate.style import Style, tidy_style
from annotations.generate.words import SoberRandom, TidyRandom


def generate(
    seed: int,
    *,
    family: str | None = None,
    mistakes: int = 0,
    books: Books | None = None,
    sober: bool = False,
    style: Style | None = None,
    layout: str = "any",
    planned: Iterable[Mistake] = (),
    tidy: bool = False,
) -> Script:
    """The disclosure of one seed: same seed, same bytes.

    `family` is one of `prose.REGIONS` or "mixed" (None: drawn). `mistakes` are planted in the prose, each
    with its Planted record; `planned` ones come first. `sober` keeps dictionary words out, for texts that
    people read. `tidy` keeps slips of the hand out: units left off, doubled signs, brackets not decided.
    """
    rng = (SoberRandom if sober else TidyRandom if tidy else random.Random)(seed)
    books = books or invent_books(rng)
    family = family or rng.choice((*REGIONS, "mixed"))
    style = tidy_style(style or Style.sample(rng)) if tidy else style
    drawn = draw_mistakes(rng, mistakes)
    chosen = (*planned, *drawn)
    maker = ProseMaker(books, family, rng, style, mistakes=chosen, residue=mistakes > len(drawn))
    grids = make_forms(books, rng=rng, layout=layout)
    return Script(books, family, tuple(_parts(maker, books, grids)), seed)


def _parts(maker: ProseMaker, books: Books, grids: tuple[Grid, ...]) -> Iterable[Paragraph | Grid]:
    unit, year = books.unit, books.year
    yield Paragraph("title", f"{unit.name}{year}年度{unit.kind}决算公开")
    yield maker.heading("第一部分 概况", 1)
    yield maker.heading(f"一、{unit.name}职责", 2)
    yield from maker.background("duties", 3)
    yield maker.heading("二、机构设置", 2)
    yield from maker.background("organisation", 2)
    yield maker.heading(f"第二部分 {year}年度{unit.kind}决算表", 1)
    yield from grids
    yield maker.heading(f"第三部分 {year}年度{unit.kind}决算情况说明", 1)
    yield from maker.account_sections()
    yield maker.heading("第四部分 名词解释", 1)
    yield from maker.background("definitions", 5)
