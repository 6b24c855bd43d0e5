r"""Teaches an encoder the language before it sees a tag: masked characters, with the Trainer of fine-tuning.

    python -m training.pretrain training/configs/encoder.toml --text other.txt
    python -m training.finetune training/configs/tiny.toml --base training/runs/juesuan-encoder/encoder

A recipe whose base is "encoder.toml" has this done first (`make model`). Reads the prose of generated
disclosures (their tags unused) and plain text files. The folder that comes out holds weights and vocab.txt,
and is a base for fine-tuning; it brings its own shape, so [model] of the fine-tuning recipe is then not
used. Interrupted runs go on with --resume.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import fsspec
import numpy as np
import torch
from datasets import Dataset
from transformers import ModernBertForMaskedLM, Trainer, set_seed

from extract.tag.vocabulary import MASK, SPECIAL, Vocabulary, normalise
from extract.text import squeeze_with_map
from training.data import IGNORED, sample_paragraphs
from training.finetune import RUNS, arguments_of, begun, collate, shape_config, steps_of
from training.hiding import stretches
from training.recipe import Masking, Pretraining, Recipe, TextPlan, load_pretraining, own_encoder

KEPT, REPLACED = 0.1, 0.1
"""Of the masked characters: how many stay as they are, and how many become another one (as in BERT)."""


def generated_lines(plan: TextPlan) -> Iterator[str]:
    """Every paragraph of the generated documents, white space gone."""
    for seed in range(plan.first_seed, plan.first_seed + plan.documents):
        for paragraph in sample_paragraphs(seed, tuple(plan.families)):
            yield squeeze_with_map(paragraph.text)[0]


def file_lines(path: str) -> Iterator[str]:
    """Every line of a text file, compressed or not, local or at any address fsspec knows."""
    with fsspec.open(path, "rt", encoding="utf-8", compression="infer") as lines:
        for line in lines:
            yield squeeze_with_map(line)[0]


def to_windows(lines: Iterable[str], length: int) -> Iterator[str]:
    """Lines joined by line breaks, and cut, into windows of at most `length` characters."""
    open_window = ""
    for line in lines:
        for start in range(0, len(line), length):
            piece = line[start : start + length]
            if open_window and len(open_window) + 1 + len(piece) > length:
                yield open_window
                open_window = ""
            open_window = f"{open_window}\n{piece}" if open_window else piece
    if open_window:
        yield open_window


def all_windows(plan: TextPlan, seed: int) -> list[str]:
    """The windows of a run in seeded order: the generated ones, and those drawn from the files."""
    generated = list(to_windows(generated_lines(plan), plan.length))
    read = [window for path in plan.texts for window in to_windows(file_lines(path), plan.length)]
    rng = random.Random(seed)
    if plan.windows and plan.windows < len(read):
        read = rng.sample(read, plan.windows)
    windows = generated + read
    rng.shuffle(windows)
    return windows


def vocabulary_of(windows: Iterable[str], min_count: int) -> Vocabulary:
    """Characters that occur at least `min_count` times, most frequent first."""
    counts = Counter(char for window in windows for char in normalise(window) if not char.isspace())
    frequent = (char for char, count in counts.items() if count >= min_count)
    return Vocabulary((*SPECIAL, *sorted(frequent, key=lambda char: (-counts[char], char))))


class Masker:
    """Pads a batch and hides stretches of it: input_ids, attention_mask, labels of what was hidden."""

    def __init__(self, vocabulary: Vocabulary, masking: Masking) -> None:
        self.size, self.masking = len(vocabulary), masking
        self.mask, self.digit = vocabulary.tokens.index(MASK), vocabulary.encode("0")[1]

    def __call__(self, rows: list[dict[str, Any]]) -> dict[str, torch.Tensor]:
        """Masks anew each time; torch's seed decides what."""
        batch = collate([{"input_ids": row["input_ids"], "labels": row["input_ids"]} for row in rows])
        ids, labels = batch["input_ids"], batch["labels"]
        stretch = stretches(ids.shape, self.masking.share, self.masking.longest)
        hidden = stretch & (ids >= len(SPECIAL)) & (ids != self.digit)
        roll = torch.rand(ids.shape)
        masked = torch.where(hidden & (roll >= KEPT + REPLACED), self.mask, ids)
        others = torch.randint(len(SPECIAL), self.size, ids.shape)
        batch["input_ids"] = torch.where(hidden & (roll < REPLACED), others, masked)
        batch["labels"] = torch.where(hidden, labels, IGNORED)
        return batch


def _rows(windows: list[str], vocabulary: Vocabulary) -> Iterator[dict[str, object]]:
    for window in windows:
        yield {"input_ids": np.asarray(vocabulary.encode(window), dtype=np.int32)}


def pretrain(recipe: Pretraining, *, resume: bool = False) -> Path:
    """Runs a recipe to its end and returns the encoder's folder, ready to be a base."""
    set_seed(recipe.training.seed)
    folder = RUNS / recipe.name
    started = time.monotonic()
    windows = all_windows(recipe.data, recipe.training.seed)
    vocabulary = vocabulary_of(windows, recipe.data.min_count)
    data = Dataset.from_list(list(_rows(windows, vocabulary)))
    shape = shape_config(recipe.model, vocabulary, sparse_prediction=True)
    trainer = Trainer(
        model=ModernBertForMaskedLM(shape),
        args=arguments_of(recipe.training, folder, steps_of(recipe.training, len(data))),
        train_dataset=data,
        data_collator=Masker(vocabulary, recipe.masking),
    )
    trainer.train(resume_from_checkpoint=resume and begun(folder))
    encoder = folder / "encoder"
    trainer.save_model(str(encoder))
    vocabulary.save(encoder / "vocab.txt")
    losses = [{k: row[k] for k in ("step", "loss")} for row in trainer.state.log_history if "loss" in row]
    record = {
        "name": recipe.name,
        "recipe": asdict(recipe),
        "windows": len(data),
        "vocabulary": len(vocabulary),
        "seconds": round(time.monotonic() - started),
        "losses": losses,
    }
    (folder / "run.json").write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    return encoder


def with_base(recipe: Recipe, folder: Path, *, resume: bool = False) -> Recipe:
    """The recipe with the encoder it starts from: pre-trained now, unless a finished run has left it."""
    encoder = own_encoder(recipe, folder)
    return recipe if encoder is None else replace(recipe, base=str(kept(encoder, resume=resume)))


def kept(recipe: Pretraining, *, resume: bool = False) -> Path:
    """The encoder of a finished run of the same recipe, else that of a new run."""
    path = RUNS / recipe.name / "run.json"
    if path.is_file() and json.loads(path.read_text(encoding="utf-8")).get("recipe") == asdict(recipe):
        return path.parent / "encoder"
    return pretrain(recipe, resume=resume and not path.is_file())


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("recipe", type=Path, help="TOML recipe, for instance training/configs/encoder.toml")
    parser.add_argument("--text", nargs="*", default=[], metavar="FILE", help="more text, a paragraph a line")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint of this run")
    options = parser.parse_args()
    recipe = load_pretraining(options.recipe)
    recipe = replace(recipe, data=replace(recipe.data, texts=[*recipe.data.texts, *options.text]))
    print(f"pre-trained: {pretrain(recipe, resume=options.resume)}")


if __name__ == "__main__":
    main()
