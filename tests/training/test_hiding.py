"""Blurred batches: only Chinese characters, about the share asked for, decided by torch's seed."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from extract.tag.vocabulary import SPECIAL, UNKNOWN, Vocabulary  # noqa: E402
from training.hiding import Blur, stretches  # noqa: E402

WORDS = "一般公共预算支出决算为万元增加"
VOCABULARY = Vocabulary((*SPECIAL, *dict.fromkeys(WORDS), "0", ".", "，", "%"))


def batch(text: str, rows: int = 40) -> dict[str, torch.Tensor]:
    ids = torch.tensor([VOCABULARY.encode(text)] * rows)
    return {"input_ids": ids, "labels": torch.ones_like(ids)}


def test_a_blur_leaves_figures_marks_and_labels_alone():
    before = batch("支出决算为12.50万元，增加3.1%")
    after = Blur(VOCABULARY, 0.9, 3)(before)
    changed = before["input_ids"] != after["input_ids"]
    tokens = [VOCABULARY.tokens[index] for index in before["input_ids"][0]]
    assert changed.any()
    assert not any(changed[:, at].any() for at, token in enumerate(tokens) if token not in WORDS)
    assert torch.equal(before["labels"], after["labels"])


def test_the_share_that_is_blurred_is_about_the_share_asked_for():
    before = batch(WORDS * 8, rows=200)
    after = Blur(VOCABULARY, 0.06, 3)(before)
    share = (before["input_ids"] != after["input_ids"]).float().mean().item()
    assert 0.04 < share < 0.08


def test_half_of_it_is_unknown_and_half_another_word():
    after = Blur(VOCABULARY, 1.0, 1)(batch(WORDS * 8, rows=100))["input_ids"][:, 1:-1]
    unknown = (after == VOCABULARY.tokens.index(UNKNOWN)).float().mean().item()
    assert 0.45 < unknown < 0.55


def test_one_seed_blurs_alike_and_another_does_not():
    def drawn(seed: int) -> torch.Tensor:
        torch.manual_seed(seed)
        return Blur(VOCABULARY, 0.3, 3)(batch(WORDS))["input_ids"]

    assert torch.equal(drawn(1), drawn(1))
    assert not torch.equal(drawn(1), drawn(2))


def test_no_stretch_is_longer_than_asked():
    torch.manual_seed(3)
    grid = stretches(torch.Size((1, 20_000)), 0.02, 3)[0].tolist()
    runs, length = [], 0
    for hidden in [*grid, False]:
        if not hidden and length:
            runs.append(length)
        length = length + 1 if hidden else 0
    assert {1, 2, 3} <= set(runs)
    assert sum(run > 3 for run in runs) < len(runs) / 10  # two stretches that touch
