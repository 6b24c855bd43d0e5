"""Stretches of characters that a batch hides: what pre-training guesses, what fine-tuning does without."""

from __future__ import annotations

from typing import Any

import torch

from extract.tag.vocabulary import SPECIAL, UNKNOWN, Vocabulary

_UNREADABLE = 0.5
"""Of the blurred characters: how many become unknown; the others become any other Chinese character."""


def stretches(shape: torch.Size, share: float, longest: int) -> torch.Tensor:
    """True at about `share` of the places of a (rows, columns) grid, in runs of 1 to `longest` columns."""
    starts = torch.rand(shape) < share / ((1 + longest) / 2)
    lengths = torch.randint(1, longest + 1, shape)
    hidden = torch.zeros(shape, dtype=torch.bool)
    for step in range(longest):
        begun = starts & (lengths > step)
        hidden[:, step:] |= begun[:, : shape[1] - step]
    return hidden


class Blur:
    """Makes stretches of words unreadable, so that no single word of the generator's decides a class.

    Figures, punctuation and Latin letters stay. Like word dropout (Iyyer et al. 2015) over characters.
    """

    def __init__(self, vocabulary: Vocabulary, share: float, longest: int) -> None:
        self.share, self.longest = share, longest
        self.unknown = vocabulary.tokens.index(UNKNOWN)
        self.chinese = torch.tensor([_chinese(token) for token in vocabulary.tokens])
        self.others = torch.nonzero(self.chinese).flatten()

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """The batch with new `input_ids`; anew each time, torch's seed decides where."""
        ids = batch["input_ids"]
        hidden = stretches(ids.shape, self.share, self.longest) & self.chinese[ids]
        others = self.others[torch.randint(len(self.others), ids.shape)]
        drawn = torch.where(torch.rand(ids.shape) < _UNREADABLE, self.unknown, others)
        return {**batch, "input_ids": torch.where(hidden, drawn, ids)}


def _chinese(token: str) -> bool:
    return token not in SPECIAL and "一" <= token <= "鿿"
