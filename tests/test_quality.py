"""Floors under the shipped model: the score cannot drift with the data, nor be lowered by accident.

Generated documents come from seeds that training never saw; the hand-made gold is measured where it
stands beside the repository.
"""

import hashlib
from pathlib import Path

import pytest

from annotations.generate.corpus import write_corpus
from extract.errors import ModelError
from extract.pipeline import Extractor, load
from extract.tag import default_model_path
from training.data import sample_paragraphs
from training.evaluate import evaluate, total
from training.gold import load_gold

SHARED = Path(__file__).parents[2] / "shared"
GENERATED_SEED, GENERATED_COUNT = 2_000, 12
DATA_DIGEST = "e91d85510970669fb3064eb641a07b9dce02be6575e9586f401a76ffc8cf78c2"
"""sha256 over the first training documents: what the shipped checkpoint was trained on."""

GENERATED_FLOORS = {"AMOUNT": 0.99, "PERCENT": 0.99, "CODE": 0.97, "REASON": 0.91, "roles": 0.95}
"""REASON was 0.97 on the narrow text of 17 families; the text has grown wider twice since."""
HAND_MADE_FLOORS = {
    "AMOUNT": 0.99,
    "PERCENT": 0.99,
    "CODE": 0.97,
    "REASON": 0.9,
    "facts": 0.92,
    "links": 0.97,
}


@pytest.fixture(scope="module")
def model() -> Extractor:
    try:
        default_model_path()
    except ModelError as error:
        pytest.skip(f"no default checkpoint in this checkout: {error}")
    return load()


def test_the_training_data_are_those_of_the_shipped_model():
    digest = hashlib.sha256()
    for seed in range(100_000, 100_010):
        for paragraph in sample_paragraphs(seed):
            digest.update(paragraph.text.encode())
    assert digest.hexdigest() == DATA_DIGEST


def test_floors_on_generated_documents(model: Extractor, tmp_path: Path):
    write_corpus(tmp_path, count=GENERATED_COUNT, first_seed=GENERATED_SEED, styles=("tabs", "cells-noise"))
    scores = total(evaluate(load_gold(tmp_path), lambda path: model(path=path)))
    for name, floor in GENERATED_FLOORS.items():
        assert scores[name].f1 >= floor, f"{name}: {scores[name].f1:.4f}"


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="../shared/gold is not beside this checkout")
def test_floors_on_hand_made_gold(model: Extractor):
    gold = load_gold(SHARED / "gold", SHARED / "documents")
    scores = total(evaluate(gold, lambda path: model(path=path)))
    for name, floor in HAND_MADE_FLOORS.items():
        assert scores[name].f1 >= floor, f"{name}: {scores[name].f1:.4f}"
