r"""Marks new documents with the current model and puts first what it is least sure of, for people to correct.

    python -m training.preannotate 新文档/ --out 待改.jsonl --most 200
    python -m annotations.convert --to label-studio 待改.jsonl 待改.json      # or doccano, brat, conll
    …correct, export…
    python -m annotations.convert --to marks 改好.json 更正.jsonl
    python -m annotations.survey 更正.jsonl
    python -m training.finetune training/configs/tiny.toml --corrections 更正.jsonl

A passage is as sure as its least sure character: the distance between the best class there and the second
best. Passages that hold nothing to tag, and those that are equal up to their digits, are left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from annotations.convert import to_marks
from annotations.generate.script import Mark
from annotations.survey import shape
from extract.errors import JuesuanError
from extract.records import Passage
from extract.segment import segment
from extract.tag import load_tagger
from extract.tag.decode import decode
from extract.tag.runtime import OnnxTagger
from training.evaluate import extractor


@dataclass(frozen=True, slots=True)
class Guess:
    """A passage with the model's marks; `margin` in [0, 1], small where the model wavers."""

    source: str
    text: str
    marks: tuple[Mark, ...]
    margin: float


def guesses(source: str, passages: Sequence[Passage], tagger: OnnxTagger) -> Iterator[Guess]:
    """The marks of every passage that can hold a tag, and how sure the model is of them."""
    for index, probabilities in tagger.probabilities(passages).items():
        text = passages[index].text
        ranked = np.sort(probabilities, axis=-1)
        margin = float((ranked[:, -1] - ranked[:, -2]).min())
        spans = decode(text, probabilities)
        marks = tuple(Mark(span.label, span.role, span.start, span.end) for span in spans)
        yield Guess(source, text, marks, margin)


def least_sure(found: Iterable[Guess], most: int) -> list[Guess]:
    """At most `most` guesses, the least sure first, one of those that differ in digits only."""
    kept: dict[str, Guess] = {}
    for guess in sorted(found, key=lambda guess: (guess.margin, guess.source, guess.text)):
        kept.setdefault(shape(guess.text), guess)
    return list(kept.values())[:most]


def to_line(guess: Guess) -> dict[str, Any]:
    """A line of our own JSONL with the source and the margin behind it."""
    return {
        **to_marks(guess.text, guess.marks),
        "source": guess.source,
        "margin": round(guess.margin, 4),
    }


def documents(given: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those anywhere inside the folders named, in order of name."""
    for path in given:
        yield from sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]


def read_all(given: Iterable[Path], model: Path | None) -> Iterator[Guess]:
    """The guesses of all documents; one that cannot be read is named on stderr and passed over."""
    read, tagger = extractor("rules", None), load_tagger(model)
    if not isinstance(tagger, OnnxTagger):
        raise TypeError(f"{tagger.name} gives no probabilities")
    for path in documents(given):
        try:
            document = read(path).document
        except JuesuanError as error:
            sys.stderr.write(f"{path.name}：{error}\n")
        else:
            yield from guesses(path.name, segment(document), tagger)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when written, 2 when the model cannot be read or nothing was found."""
    parser = argparse.ArgumentParser(
        prog="python -m training.preannotate",
        description="用现在的模型给新文档预标注，最没把握的句子排在最前，供人改正。",
    )
    parser.add_argument("documents", type=Path, nargs="+", help="文档，或装文档的文件夹")
    parser.add_argument("--model", type=Path, help="模型目录；省略则用随包发布的模型")
    parser.add_argument("--most", type=int, default=200, help="最多几句")
    parser.add_argument("--out", type=Path, required=True, metavar="JSONL", help="写到哪里")
    options = parser.parse_args(arguments)
    try:
        found = least_sure(read_all(options.documents, options.model), options.most)
    except (JuesuanError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if not found:
        sys.stderr.write("没有找到可标注的正文。\n")
        return 2
    lines = (json.dumps(to_line(guess), ensure_ascii=False) + "\n" for guess in found)
    options.out.write_text("".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
