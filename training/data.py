"""Generated disclosures → training windows: character ids and class ids, seeded and reproducible.

The windows are cut by `extract.tag.windows`, so that training sees what run time sees.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np

from annotations.convert import read
from annotations.generate.invent import invent_books
from annotations.generate.noise import Noise, add_noise
from annotations.generate.prose import REGIONS, ProseMaker
from annotations.generate.script import Mark, Paragraph
from extract.labels import CLASSES, join_layers
from extract.records import Passage
from extract.tag.vocabulary import Vocabulary
from extract.tag.windows import Window, make_windows
from extract.text import squeeze_with_map

_CLASS = {name: index for index, name in enumerate(CLASSES)}
IGNORED = -100


def sample_paragraphs(seed: int, families: tuple[str, ...] = ()) -> list[Paragraph]:
    """The prose of one invented document: accounts, narrative and, at times, a report or a budget.

    `families` limits the template families; empty means all, every second document mixed.
    """
    rng, parts = _parts(seed, families)
    noise = Noise.sample(rng)
    return [add_noise(p, noise, rng) for p in chain.from_iterable(parts)]


def clean_paragraphs(seed: int, families: tuple[str, ...] = ()) -> list[Paragraph]:
    """The prose of one invented document, as `sample_paragraphs` has it but without its noise."""
    return list(chain.from_iterable(_parts(seed, families)[1]))


def _parts(seed: int, families: tuple[str, ...]) -> tuple[random.Random, list[Iterator[Paragraph]]]:
    """The sections of a document, not yet written, and the random numbers that they are written with."""
    rng = random.Random(seed)
    family = rng.choice(families) if families else rng.choice((*REGIONS, *("mixed",) * len(REGIONS)))
    maker = ProseMaker(invent_books(rng), family, rng)
    roll = rng.random()
    parts: list[Iterator[Paragraph]] = [maker.background("duties", 2), maker.background("organisation", 3)]
    parts.append(maker.budget() if roll < 0.09 else maker.account_sections())
    if roll > 0.7:
        parts.append(maker.evaluation())
    parts += [
        maker.background("definitions", rng.randint(1, 6)),
        maker.background("plain", rng.randint(0, 3)),
    ]
    return rng, parts


def to_passage(paragraph: Paragraph) -> tuple[Passage, tuple[Mark, ...]]:
    """The paragraph as the segmenter gives it: white space gone, marks moved along; `above` left blank."""
    text, offsets = squeeze_with_map(paragraph.text)
    where = {source: index for index, source in enumerate(offsets)}
    marks = []
    for mark in paragraph.marks:
        inside = [where[i] for i in range(mark.start, mark.end) if i in where]
        if inside:
            marks.append(replace(mark, start=inside[0], end=inside[-1] + 1))
    return Passage(text, offsets or (0,), None, paragraph.kind == "heading"), tuple(marks)


def to_passages(paragraphs: Iterable[Paragraph]) -> list[tuple[Passage, tuple[Mark, ...]]]:
    """All paragraphs that hold a character, each under the heading before it, as `extract.segment` has it."""
    pairs, above = [], ""
    for passage, marks in (to_passage(p) for p in paragraphs if p.text.strip()):
        above = passage.text if passage.heading else above
        pairs.append((passage if passage.heading else replace(passage, above=above), marks))
    return pairs


def class_ids(text: str, marks: tuple[Mark, ...]) -> list[int]:
    """The class of every character, both layers joined."""
    figures, reasons = ["O"] * len(text), ["O"] * len(text)
    for mark in marks:
        layer, name = (reasons, "REASON") if mark.label == "REASON" else (figures, _kind(mark))
        layer[mark.start] = f"B-{name}"
        layer[mark.start + 1 : mark.end] = [f"I-{name}"] * (mark.end - mark.start - 1)
    return [_CLASS[join_layers(f, r)] for f, r in zip(figures, reasons, strict=True)]


def _kind(mark: Mark) -> str:
    return f"{mark.label}.{mark.role}" if mark.role else mark.label


def labelled_windows(paragraphs: list[Paragraph]) -> Iterator[tuple[Window, list[int]]]:
    """Windows with one class per character; context and separators are IGNORED."""
    pairs = to_passages(paragraphs)
    classes = [class_ids(passage.text, marks) for passage, marks in pairs]
    for window in make_windows([passage for passage, _ in pairs]):
        labels = [IGNORED] * len(window.text)
        for piece in window.pieces:
            if piece.passage >= 0:
                labels[piece.at : piece.at + piece.length] = classes[piece.passage][
                    piece.offset : piece.offset + piece.length
                ]
        yield window, labels


def marked_paragraphs(path: Path) -> list[Paragraph]:
    """Texts that people marked, from any file or folder `annotations.convert` reads: a paragraph each."""
    return [Paragraph("prose", text, tuple(marks)) for text, marks in read(path)]


def examples(
    first: int,
    count: int,
    vocabulary: Vocabulary,
    families: tuple[str, ...] = (),
    marked: tuple[Paragraph, ...] = (),
) -> Iterator[dict[str, object]]:
    """Model inputs of `count` documents from seed `first` on, for `datasets.Dataset.from_generator`.

    Those of the paragraphs `marked` come behind them.
    """
    generated = (labelled_windows(sample_paragraphs(seed, families)) for seed in range(first, first + count))
    for window, labels in chain(chain.from_iterable(generated), labelled_windows(list(marked))):
        yield {
            "input_ids": np.asarray(vocabulary.encode(window.text), dtype=np.int32),
            "labels": np.asarray([IGNORED, *labels, IGNORED], dtype=np.int16),
        }
