"""Tags of the shipped model are a passage's own: no company, order or batch changes one.

`python -m tests.bench.tag` does the same with a thousand passages.
"""

import random
from collections import defaultdict
from collections.abc import Sequence

import pytest

pytest.importorskip("jieba", reason="the generator draws words from its dictionary; install the test extra")

from annotations.generate.script import Paragraph
from extract.errors import ModelError
from extract.records import Passage
from extract.tag import default_model_path, runtime
from extract.tag.runtime import OnnxTagger
from training.data import sample_paragraphs, to_passages

COUNT = 60


@pytest.fixture(scope="module")
def tagger() -> OnnxTagger:
    try:
        return OnnxTagger(default_model_path())
    except ModelError as error:
        pytest.skip(f"no default checkpoint in this checkout: {error}")


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    parts: list[Paragraph] = [part for seed in (6_000, 6_001) for part in sample_paragraphs(seed)]
    found = [passage for passage, _ in to_passages(parts) if not passage.heading and "元" in passage.text]
    assert len(found) >= COUNT
    return found[:COUNT]


def tags_of(tagger: OnnxTagger, passages: Sequence[Passage]) -> list[list[tuple[object, ...]]]:
    """What was tagged in each passage, scores included."""
    found: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    for tag in tagger.tag(passages):
        found[tag.passage].append((tag.label, tag.role, tag.left, tag.right, tag.score))
    return [found[index] for index in range(len(passages))]


@pytest.fixture(scope="module")
def expected(tagger: OnnxTagger, passages: list[Passage]) -> list[list[tuple[object, ...]]]:
    found = tags_of(tagger, passages)
    assert sum(map(len, found)) > COUNT
    return found


def test_one_by_one(tagger: OnnxTagger, passages: list[Passage], expected):
    assert [tags_of(tagger, [passage])[0] for passage in passages] == expected


def test_shuffled(tagger: OnnxTagger, passages: list[Passage], expected):
    order = random.Random(3).sample(range(COUNT), COUNT)
    assert tags_of(tagger, [passages[index] for index in order]) == [expected[index] for index in order]


@pytest.mark.parametrize("tokens", [1, 700, 30_000])
def test_batches_of_any_size(tagger, passages, expected, tokens, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(runtime, "TOKENS_PER_BATCH", tokens)
    assert tags_of(tagger, passages) == expected
