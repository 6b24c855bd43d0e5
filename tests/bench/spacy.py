"""What the spaCy component costs over the bare tagger on 1,000 generated passages: `make bench-spacy`.

CPU time of one thread, the best of three rounds each, tokens made beforehand. Fails above 15 %, or where a
span differs from what the extractor finds in the same text.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from itertools import chain, count, islice

import spacy

import extract
from extract.records import Passage
from extract.spacy_components import SPANS_KEY
from training.data import sample_paragraphs, to_passage

PASSAGES, ROUNDS, FIRST_SEED, LIMIT = 1_000, 4, 7_000, 0.15
JIEBA = {"nlp": {"tokenizer": {"segmenter": "jieba"}}}


def passages() -> list[Passage]:
    """The first generated paragraphs of prose."""
    documents = (sample_paragraphs(seed) for seed in count(FIRST_SEED))
    prose = (p for p in chain.from_iterable(documents) if p.kind != "heading" and p.text.strip())
    return [to_passage(paragraph)[0] for paragraph in islice(prose, PASSAGES)]


def seconds(*works: Callable[[], object]) -> list[float]:
    """CPU seconds of each, the fastest of a few rounds in turn."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, taken in zip(works, times, strict=True):
            started = time.process_time()
            work()
            taken.append(time.process_time() - started)
    return [min(taken) for taken in times]


def main() -> int:
    """Print one JSON object; 1 where the component costs too much or a span differs."""
    given = passages()
    extractor = extract.load(settings=extract.Settings(threads=1))
    nlp = spacy.blank("zh", config=JIEBA)
    component = nlp.add_pipe("juesuan_tagger", config={"threads": 1})
    rounds = [[nlp.make_doc(passage.text) for passage in given] for _ in range(ROUNDS)]
    docs, waiting = rounds[0], iter(rounds)
    list(component.pipe(nlp.make_doc(passage.text) for passage in given[:10]))
    bare, inside = seconds(
        lambda: extractor.tagger.tag(given), lambda: list(component.pipe(next(waiting)))
    )
    different = [
        doc.text
        for doc in docs
        if [(s.start_char, s.end_char, s.label_, s.id_) for s in doc.spans[SPANS_KEY]]
        != [(t.start, t.end, t.label, t.role or "") for t in extractor(text=doc.text).tags]
    ]
    shown = {
        "passages": len(docs), "characters": sum(len(doc.text) for doc in docs),
        "spans": sum(len(doc.spans[SPANS_KEY]) for doc in docs), "bare_s": round(bare, 2),
        "component_s": round(inside, 2), "overhead": round(inside / bare - 1, 3), "different": len(different),
    }
    sys.stdout.write(json.dumps(shown) + "\n")
    return int(bool(different) or inside > bare * (1 + LIMIT))


if __name__ == "__main__":
    sys.exit(main())
