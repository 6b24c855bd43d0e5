"""What a study of errors is measured on: a gold folder through the whole pipeline, or generated prose.

Command lines share the options that `add_options` adds: --gold with --documents, --generated N with
--seed and --family.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from annotations.generate.script import Paragraph
from extract.records import Extraction
from extract.tag import Tagger, load_tagger
from training.data import sample_paragraphs
from training.evaluate import extractor
from training.gold import Gold, load_gold, with_roles
from training.units import Unit, judge, units_of

FIRST_SEED = 300_000
"""Generated documents that no recipe trains on and no checkpoint is calibrated on."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """--gold, --documents, --generated, --seed, --family."""
    parser.add_argument("--gold", type=Path, help="标注目录，其下每个文档一个子目录")
    parser.add_argument("--documents", type=Path, help="原文目录；标注目录自带 document.* 时可省略")
    parser.add_argument("--generated", type=int, default=0, metavar="N", help="另用 N 份生成的文档")
    parser.add_argument("--seed", type=int, default=FIRST_SEED, help="生成文档的首个种子")
    parser.add_argument("--family", action="append", default=[], help="只用这一族模板，可重复")


def units_by(options: argparse.Namespace, model: Path | None) -> list[Unit]:
    """The units of everything the options name, tagged with a checkpoint folder (None: the default one)."""
    units: list[Unit] = []
    if options.gold:
        units += gold_units(load_gold(options.gold, options.documents), extractor("model", model))
    if options.generated:
        documents = generated(options.generated, options.seed, tuple(options.family))
        units += judge(load_tagger(model), documents)
    return units


def gold_units(gold: tuple[Gold, ...], extract: Callable[[Path], Extraction]) -> list[Unit]:
    """Every document that has gold tags, read and tagged by `extract`, cut into units."""
    units = []
    for entry in gold:
        extraction = extract(entry.source)
        tags = with_roles(entry, extraction.document.text).tags
        if tags is not None:
            units += units_of(entry.id, extraction.document.text, tags, extraction.tags)
    return units


def generated(count: int, seed: int, families: tuple[str, ...] = ()) -> Mapping[str, list[Paragraph]]:
    """The prose of `count` generated documents by name, "seed 300000"."""
    return {f"seed {at}": sample_paragraphs(at, families) for at in range(seed, seed + count)}


def tagged(tagger: Tagger, count: int, seed: int, families: tuple[str, ...] = ()) -> list[Unit]:
    """The units of generated documents under one tagger."""
    return judge(tagger, generated(count, seed, families))
