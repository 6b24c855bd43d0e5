"""What decoding returns, and the two tools that both its layers use: the best BIO path and a trim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
SPLITTERS = "，。；：、,;:（）()"
"""What no name and no clause holds."""


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled stretch of a passage, half-open, with the model's probability for it."""

    label: str
    role: str | None
    start: int
    end: int
    score: float


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


def runs(begin: Floats, inside: Floats) -> Iterator[tuple[int, int]]:
    """Best BIO path of one label over three states (outside, begin, inside) by Viterbi."""
    if len(begin) == 0 or float(begin.max()) < 0.05:
        return
    outside = np.clip(1.0 - begin - inside, 1e-9, 1.0)
    scores = np.log(
        np.stack([outside, np.clip(begin, 1e-9, 1.0), np.clip(inside, 1e-9, 1.0)], axis=1)
    ).tolist()
    path = _viterbi(scores)
    start = -1
    for at, state in enumerate([*path, 0]):
        if start >= 0 and state != 2:
            yield start, at
            start = -1
        if state == 1:
            start = at


def _viterbi(scores: list[list[float]]) -> list[int]:
    never = -1e9
    out, beg, ins = scores[0][0], scores[0][1], never
    back: list[tuple[int, int, int]] = []
    for row in scores[1:]:
        best = max(range(3), key=(out, beg, ins).__getitem__)
        open_state = 1 if beg >= ins else 2
        back.append((best, best, open_state))
        top = (out, beg, ins)[best]
        out, beg, ins = top + row[0], top + row[1], max(beg, ins) + row[2]
    state = max(range(3), key=(out, beg, ins).__getitem__)
    path = [state]
    for step in reversed(back):
        state = step[state]
        path.append(state)
    return path[::-1]


def trim(text: str, start: int, end: int, lead: str, tail: str) -> tuple[int, int]:
    """[start, end) without the characters of `lead` at its start and those of `tail` at its end."""
    while start < end and text[start] in lead:
        start += 1
    while end > start and text[end - 1] in tail:
        end -= 1
    return start, end
