r"""What each kind of noise costs: the same generated documents, clean and with one kind at a time.

    python -m training.robustness models/juesuan-tiny-0.5 --count 20 [--rate 2] [--json OUT]

The kinds are the fields of `annotations.generate.noise.Noise`, each at the greatest rate that training text
has, times --rate, and digits in full width. Text and noise come from seeds: two checkpoints meet the same.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from annotations.generate.noise import Noise, add_noise
from annotations.generate.script import Paragraph
from extract.errors import JuesuanError
from extract.tag import Tagger, load_tagger
from training.data import clean_paragraphs
from training.metrics import Score
from training.sources import FIRST_SEED
from training.units import added, judge, unit_scores

CLEAN, WIDE = "clean", "full width"
COLUMNS = ("AMOUNT", "PERCENT", "CODE", "REASON", "ITEM", "QUANTITY", "roles")
_FULL_WIDTH = str.maketrans("0123456789.%,", "０１２３４５６７８９．％，")
_DRAWS = 400


def greatest_rates() -> dict[str, float]:
    """For each kind of noise the greatest rate that the noise of 400 documents has."""
    drawn = [Noise.sample(random.Random(seed)) for seed in range(_DRAWS)]
    names = [field.name for field in fields(Noise)]
    return {name: max(float(getattr(noise, name)) for noise in drawn) for name in names}


def spoilt(paragraphs: Sequence[Paragraph], kind: str, rate: float, seed: int) -> list[Paragraph]:
    """The paragraphs with one kind of noise at a rate per character (or paragraph); marks move along."""
    if kind == CLEAN:
        return list(paragraphs)
    if kind == WIDE:
        return [_widened(paragraph) for paragraph in paragraphs]
    rng, noise = random.Random(seed), Noise(**{kind: min(rate, 1.0)})
    return [add_noise(paragraph, noise, rng) for paragraph in paragraphs]


def _widened(paragraph: Paragraph) -> Paragraph:
    return Paragraph(
        paragraph.kind, paragraph.text.translate(_FULL_WIDTH), paragraph.marks, level=paragraph.level
    )


def robustness(
    tagger: Tagger, count: int, *, seed: int = FIRST_SEED, times: float = 1.0
) -> Iterator[tuple[str, Mapping[str, Score]]]:
    """Kind of noise → scores over `count` documents, the clean text first."""
    documents = {f"seed {at}": clean_paragraphs(at) for at in range(seed, seed + count)}
    rates = {CLEAN: 0.0, **greatest_rates(), WIDE: 1.0}
    for kind, rate in rates.items():
        noisy = {
            name: spoilt(paragraphs, kind, rate * times, seed + at)
            for at, (name, paragraphs) in enumerate(documents.items())
        }
        yield kind, added(unit_scores(unit) for unit in judge(tagger, noisy))


def render(rows: Mapping[str, Mapping[str, Score]]) -> str:
    """F1 in percent per label, a line for each kind of noise."""
    lines = [f"{'F1':<18}" + "".join(f"{name:>10}" for name in COLUMNS)]
    for kind, row in rows.items():
        lines.append(f"{kind:<18}" + "".join(f"{row.get(name, Score()).f1 * 100:>10.2f}" for name in COLUMNS))
    return "\n".join(lines) + "\n"


def to_record(rows: Mapping[str, Mapping[str, Score]]) -> dict[str, Any]:
    """Kind → label → F1."""
    return {
        kind: {name: round(row[name].f1, 5) for name in COLUMNS if name in row} for kind, row in rows.items()
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when done, 2 when the checkpoint cannot be read."""
    parser = argparse.ArgumentParser(
        prog="python -m training.robustness", description="各种噪声各让标注差多少（F1，%%）。"
    )
    parser.add_argument("model", type=Path, nargs="?", help="模型目录；省略则用随包发布的模型")
    parser.add_argument("--count", type=int, default=20, help="用几份生成的文档")
    parser.add_argument("--rate", type=float, default=1.0, help="噪声是训练文本里最重时的几倍")
    parser.add_argument("--json", type=Path, metavar="OUT", help="把全部数字写入这个 JSON 文件")
    options = parser.parse_args(arguments)
    try:
        rows = dict(robustness(load_tagger(options.model), options.count, times=options.rate))
    except JuesuanError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(render(rows))
    if options.json:
        record = json.dumps(to_record(rows), ensure_ascii=False, indent=1)
        options.json.write_text(record + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
