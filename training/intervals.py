"""How sure a score is: percentile bootstrap over units, the lines or passages that errors come in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from training.metrics import Score

ROUNDS, LEVEL = 2_000, 0.95


def bootstrap(
    units: Sequence[Mapping[str, Score]], *, rounds: int = ROUNDS, level: float = LEVEL, seed: int = 0
) -> dict[str, tuple[float, float]]:
    """Row → interval of its F1, each round drawing as many units as there are, with replacement.

    Units of one document are not independent of each other, so the intervals are rather too narrow than
    too wide. Where no error was seen a draw can hold none: the lower edge is then Clopper and Pearson's
    for the spans of the gold, (1 - level) / 2 to the power of 1 / spans.
    """
    names = list(dict.fromkeys(name for unit in units for name in unit))
    if not units:
        return {}
    counts = np.zeros((len(units), len(names), 2))
    for at, unit in enumerate(units):
        for name, score in unit.items():
            counts[at, names.index(name)] = 2 * score.hits, score.gold + score.ours
    draws = np.random.default_rng(seed).multinomial(len(units), [1 / len(units)] * len(units), size=rounds)
    sums = np.tensordot(draws.astype(float), counts, axes=1)
    f1 = np.where(sums[..., 1] > 0, sums[..., 0] / np.maximum(sums[..., 1], 1), 1.0)
    edges = np.quantile(f1, [(1 - level) / 2, (1 + level) / 2], axis=0)
    found = {name: (float(edges[0, at]), float(edges[1, at])) for at, name in enumerate(names)}
    for at, name in enumerate(names):
        spans = counts[:, at, 1].sum() / 2
        if spans and counts[:, at, 0].sum() == counts[:, at, 1].sum():
            found[name] = (float(((1 - level) / 2) ** (1 / spans)), 1.0)
    return found
