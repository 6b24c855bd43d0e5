"""Annotated text → a spaCy DocBin to train on: `python -m annotations.docbin corpus/ train.spacy`.

Reads what `annotations.convert` reads (marks, BIO, Label Studio, doccano), files or folders of
passages.jsonl. `doc.spans["juesuan"]` has every mark, label AMOUNT…, role in `span.id_`; `doc.ents` has the
figure layer (all but REASON, which figures may stand inside). Tokens are characters, or jieba's words cut
where a mark begins or ends inside one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.bio import REASON
from annotations.convert import READERS, sniff
from annotations.generate.script import Mark

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin

SPANS_KEY = "juesuan"
PASSAGES = "passages.jsonl"
SEGMENTERS = ("char", "jieba")


def to_doc(nlp: Language, text: str, marks: Sequence[Mark]) -> Doc:
    """A Doc whose spans are exactly the marks: the tokenizer's words, cut at the borders of marks."""
    from spacy.tokens import Doc, Span
    from spacy.util import get_words_and_spaces

    borders = sorted({border for mark in marks for border in (mark.start, mark.end)})
    words = [part for token in nlp.make_doc(text) for part in _cut(token.text, token.idx, borders)]
    doc = Doc(nlp.vocab, *get_words_and_spaces(words, text))
    starts = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token): token.i + 1 for token in doc}
    spans = [
        Span(doc, starts[mark.start], ends[mark.end], label=mark.label, span_id=mark.role or "")
        for mark in marks
    ]
    doc.spans[SPANS_KEY] = spans
    doc.set_ents([span for span in spans if span.label_ != REASON])
    return doc


def _cut(word: str, start: int, borders: Sequence[int]) -> Iterator[str]:
    edges = [0, *(b - start for b in borders if 0 < b - start < len(word)), len(word)]
    return (word[left:right] for left, right in pairwise(edges) if left < right)


def read(paths: Iterable[Path]) -> Iterator[tuple[str, list[Mark]]]:
    """Text and marks of every entry; of a folder, those of each passages.jsonl below it that has a mark."""
    for path in paths:
        for file in sorted(path.rglob(PASSAGES)) if path.is_dir() else [path]:
            content = file.read_text(encoding="utf-8")
            lines = (line for line in content.split("\n") if line.strip())
            entries = json.loads(content) if content.lstrip().startswith("[") else map(json.loads, lines)
            for entry in entries:
                if entry.get("kind") != "heading":
                    yield READERS[sniff(entry)](entry)


def to_docbin(nlp: Language, entries: Iterable[tuple[str, Sequence[Mark]]]) -> DocBin:
    """All entries, in their order."""
    from spacy.tokens import DocBin

    return DocBin(docs=(to_doc(nlp, text, marks) for text, marks in entries))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when written, 2 when an input cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m annotations.docbin", description="标注 → spaCy DocBin。")
    parser.add_argument("source", nargs="+", type=Path, help="语料文件夹，或标注文件（格式自动识别）")
    parser.add_argument("target", type=Path, help="写到哪里（.spacy）")
    parser.add_argument(
        "--segmenter", choices=SEGMENTERS, default="char", help="char：一字一词；jieba：词，在标记边界处切开"
    )
    options = parser.parse_args(arguments)
    import spacy

    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": options.segmenter}}})
    try:
        made = to_docbin(nlp, read(options.source))
    except (OSError, ValueError, KeyError) as error:
        sys.stderr.write(f"无法转换（{error}）\n")
        return 2
    made.to_disk(options.target)
    print(f"written: {len(made)} docs in {options.target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
