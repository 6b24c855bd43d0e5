"""Generated disclosures on disk with their gold, in the layout of `shared/gold`: one folder a document."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotations.generate.books import Unit
from annotations.generate.dataset import passage_rows, write_card
from annotations.generate.dress import dress
from annotations.generate.formats import FORMATS, make_file
from annotations.generate.generate import generate
from annotations.generate.gold import fact_rows, finding_rows, table_rows, tag_rows
from annotations.generate.invent import invent_books
from annotations.generate.script import Script, grids_of
from annotations.generate.style import Style
from annotations.generate.words import SoberRandom

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
CLEAN_SEED, PLANTED_SEED = 44, 58
CLEAN_UNIT = Unit("云岭市图书馆", "市图书馆", "云岭市", "云岭省", "市", "单位", "文化")
PLANTED_UNIT = Unit("青禾县信访局", "县信访局", "青禾县", "云岭省", "县", "部门", "信访")


def write_document(
    script: Script, folder: Path, *, style: str = "tabs", passages: str | None = None
) -> Path:
    """The path of <folder>/document.<suffix> in one of FORMATS, its gold written beside it.

    A workbook holds the forms only, so its gold has no tags, facts or findings. `passages`: the document's
    name in passages.jsonl, which is written only then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = make_file(script, style)
    path = folder / f"document{made.suffix}"
    path.write_bytes(made.data)
    told = script if FORMATS[style].prose else replace(script, parts=tuple(grids_of(script)))
    rows = {
        "tags": tag_rows(told, made.places), "facts": fact_rows(told), "findings": finding_rows(told)
    }
    for name, lines in rows.items():
        write_lines(folder / f"{name}.jsonl", lines)
    if passages:
        write_lines(folder / "passages.jsonl", passage_rows(told, passages))
    tables = json.dumps(table_rows(script), ensure_ascii=False, indent=1)
    (folder / "tables.json").write_text(tables + "\n", encoding="utf-8")
    return path


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Rows as JSON Lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def write_corpus(
    target: Path,
    *,
    count: int,
    first_seed: int,
    styles: tuple[str, ...],
    mistakes: int = 0,
    dressed: bool = False,
    tidy: bool = False,
) -> int:
    """`count` documents of consecutive seeds, styles in turn; returns how many were written.

    `tidy`: no slips of the hand but the mistakes planted. `dressed`: other numbering, blanks, stray empty
    rows and self-evaluation forms are printed as well.
    """
    for index in range(count):
        seed = first_seed + index
        script = generate(seed, mistakes=mistakes, tidy=tidy)
        script = dress(script) if dressed else script
        name = f"{seed:06d}"
        write_document(script, target / name, style=styles[index % len(styles)], passages=name)
    write_card(target)
    return count


def write_demo(target: Path = SAMPLES) -> tuple[Path, ...]:
    """The two sample documents of the repository: a clean PDF and a text with planted mistakes.

    Both counties are invented, so that no real unit seems to have published these figures.
    """
    plain = Style(strip_zeros=0.0, rate_digits=2, strip_rate=0.0)
    clean_books = invent_books(SoberRandom(CLEAN_SEED), unit=CLEAN_UNIT, year=2024)
    planted_books = invent_books(SoberRandom(PLANTED_SEED), unit=PLANTED_UNIT, year=2023)
    clean = generate(
        CLEAN_SEED, family="shanghai", sober=True, style=plain, layout="shanghai", books=clean_books
    )
    planted = generate(
        PLANTED_SEED,
        family="shanxi",
        sober=True,
        style=plain,
        layout="national",
        books=planted_books,
        mistakes=7,
    )
    return (
        write_document(clean, target / "clean", style="pdf"),
        write_document(planted, target / "planted", style="tabs"),
    )
