"""Trains the token classifier on generated text: `python -m training.finetune training/configs/tiny.toml`.

From nothing on a CPU: random weights, own character vocabulary, transformers' Trainer over a
`datasets` dataset. `--base` (or `base` in the recipe) starts from an encoder instead, see
`training.base`. Interrupted runs go on with --resume. Checkpoints stay in training/runs.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from datasets import Dataset
from transformers import (
    ModernBertConfig,
    ModernBertForTokenClassification,
    PreTrainedModel,
    Trainer,
    TrainingArguments,
    set_seed,
)

from annotations.generate.script import Paragraph
from extract.tag.vocabulary import SPECIAL, Vocabulary, normalise
from training.base import base_vocabulary, class_names, load_base, widened
from training.data import IGNORED, examples, marked_paragraphs, sample_paragraphs
from training.hiding import Blur
from training.hub import complete
from training.recipe import ModelShape, Recipe, TrainingPlan, load_recipe

RUNS = Path(__file__).resolve().parent / "runs"


def build_vocabulary(recipe: Recipe) -> Vocabulary:
    """Characters that occur at least `min_count` times in the first documents, most frequent first."""
    counts: Counter[str] = Counter()
    for seed in range(recipe.data.first_seed, recipe.data.first_seed + recipe.data.vocabulary_documents):
        for paragraph in sample_paragraphs(seed, tuple(recipe.data.families)):
            counts.update(normalise(paragraph.text))
    frequent = sorted(
        (c for c, n in counts.items() if n >= recipe.data.min_count and not c.isspace()),
        key=lambda c: (-counts[c], c),
    )
    return Vocabulary((*SPECIAL, *frequent))


def shape_config(shape: ModelShape, vocabulary: Vocabulary, **more: Any) -> ModernBertConfig:
    """The configuration of a ModernBERT of this shape over these characters.

    Rotary positions and local attention find the short patterns of this text in a sixth of the steps
    that learned positions need (loss 0.28 after 100 steps against 0.23 after 600).
    """
    ids = {token: index for index, token in enumerate(SPECIAL)}
    return ModernBertConfig(
        vocab_size=len(vocabulary),
        hidden_size=shape.hidden_size,
        num_hidden_layers=shape.num_hidden_layers,
        num_attention_heads=shape.num_attention_heads,
        intermediate_size=shape.intermediate_size,
        max_position_embeddings=shape.max_position_embeddings,
        local_attention=shape.local_attention,
        global_attn_every_n_layers=shape.global_attn_every_n_layers,
        classifier_dropout=shape.dropout,
        mlp_dropout=shape.dropout,
        embedding_dropout=shape.dropout,
        pad_token_id=ids["[PAD]"],
        bos_token_id=ids["[CLS]"],
        cls_token_id=ids["[CLS]"],
        eos_token_id=ids["[SEP]"],
        sep_token_id=ids["[SEP]"],
        **more,
    )


def build_model(recipe: Recipe, vocabulary: Vocabulary) -> PreTrainedModel:
    """The encoder with one output per character class: the recipe's base, or random weights."""
    if recipe.base:
        return load_base(recipe.base, vocabulary)
    return ModernBertForTokenClassification(shape_config(recipe.model, vocabulary, **class_names()))


def collate(rows: list[dict[str, Any]]) -> dict[str, torch.Tensor]:
    """Pads a batch to its longest row: input_ids, attention_mask, labels of shape (rows, longest)."""
    longest = max(len(row["input_ids"]) for row in rows)
    ids = torch.zeros((len(rows), longest), dtype=torch.long)
    mask = torch.zeros_like(ids)
    labels = torch.full_like(ids, IGNORED)
    for index, row in enumerate(rows):
        size = len(row["input_ids"])
        ids[index, :size] = torch.as_tensor(row["input_ids"])
        mask[index, :size] = 1
        labels[index, :size] = torch.as_tensor(row["labels"])
    return {"input_ids": ids, "attention_mask": mask, "labels": labels}


def collator(plan: TrainingPlan, vocabulary: Vocabulary) -> Callable[[list[dict[str, Any]]], dict[str, Any]]:
    """What makes a batch to train on: padded, and blurred where the plan says so."""
    if not plan.blur:
        return collate
    blur = Blur(vocabulary, plan.blur, plan.blur_longest)
    return lambda rows: blur(collate(rows))


def character_accuracy(predictions: Any) -> dict[str, float]:
    """Share of labelled characters whose class is right."""
    logits, labels = predictions
    known = labels != IGNORED
    return {"character_accuracy": float((np.argmax(logits, axis=-1)[known] == labels[known]).mean())}


def corrections(recipe: Recipe) -> tuple[Paragraph, ...]:
    """The texts that people marked, as often as the recipe shows them."""
    marked = (paragraph for path in recipe.data.corrections for paragraph in marked_paragraphs(Path(path)))
    return tuple(marked) * recipe.data.correction_copies


def dataset(
    recipe: Recipe,
    vocabulary: Vocabulary,
    first: int,
    count: int,
    cache: Path,
    marked: tuple[Paragraph, ...] = (),
) -> Dataset:
    """The generated windows of `count` documents and the marked ones, cached under the run's folder."""
    arguments = {
        "first": first,
        "count": count,
        "vocabulary": vocabulary,
        "families": tuple(recipe.data.families),
        "marked": marked,
    }
    return Dataset.from_generator(examples, gen_kwargs=arguments, cache_dir=str(cache))


def steps_of(plan: TrainingPlan, windows: int) -> int:
    """Batches in the whole run."""
    return plan.max_steps or max(1, plan.epochs * windows // plan.batch_size)


def arguments_of(plan: TrainingPlan, folder: Path, steps: int) -> TrainingArguments:
    """The plan as transformers' arguments."""
    return TrainingArguments(
        output_dir=str(folder / "checkpoints"),
        per_device_train_batch_size=plan.batch_size,
        per_device_eval_batch_size=plan.batch_size,
        learning_rate=plan.learning_rate,
        weight_decay=plan.weight_decay,
        warmup_steps=int(steps * plan.warmup_share),
        lr_scheduler_type="cosine",
        num_train_epochs=plan.epochs,
        max_steps=plan.max_steps or -1,
        bf16=plan.bf16,
        use_cpu=not torch.cuda.is_available(),
        logging_steps=plan.logging_steps,
        save_steps=plan.save_steps,
        save_total_limit=1,
        seed=plan.seed,
        report_to="none",
        train_sampling_strategy="group_by_length",
        remove_unused_columns=False,
    )


def begun(folder: Path) -> bool:
    """Whether an interrupted run has left a checkpoint to go on from."""
    return any((folder / "checkpoints").glob("checkpoint-*"))


def train(recipe: Recipe, *, resume: bool = False) -> Path:
    """Runs a recipe to its end and returns the folder with model, vocabulary and run record."""
    set_seed(recipe.training.seed)
    folder = RUNS / recipe.name
    folder.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    vocabulary = build_vocabulary(recipe)
    if recipe.base:
        vocabulary = widened(base_vocabulary(recipe.base), vocabulary)
    vocabulary.save(folder / "vocab.txt")
    data = recipe.data
    marked = corrections(recipe)
    training = dataset(recipe, vocabulary, data.first_seed, data.documents, folder / "cache", marked)
    held_out = dataset(recipe, vocabulary, data.held_out_seed, data.held_out, folder / "cache")
    steps = steps_of(recipe.training, len(training))
    trainer = Trainer(
        model=build_model(recipe, vocabulary),
        args=arguments_of(recipe.training, folder, steps),
        train_dataset=training,
        eval_dataset=held_out,
        data_collator=collator(recipe.training, vocabulary),
        compute_metrics=character_accuracy,
    )
    trainer.train(resume_from_checkpoint=resume and begun(folder))
    trainer.data_collator = collate
    scores = trainer.evaluate()
    trainer.save_model(str(folder / "model"))
    complete(folder)
    record = {
        "name": recipe.name,
        "windows": len(training),
        "steps": trainer.state.global_step,
        "vocabulary": len(vocabulary),
        "seconds": round(time.monotonic() - started),
        "losses": [
            {k: row[k] for k in ("step", "loss")} for row in trainer.state.log_history if "loss" in row
        ],
        "held_out": {key: value for key, value in scores.items() if key.startswith("eval_")},
    }
    (folder / "run.json").write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    return folder


def main() -> None:
    """Command line."""
    from training import pretrain  # it trains with this module

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path, help="TOML recipe, for instance training/configs/tiny.toml")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint of this run")
    parser.add_argument("--base", help="encoder to start from, in place of the recipe's: folder or hub name")
    parser.add_argument(
        "--corrections", nargs="*", default=[], metavar="FILE", help="texts people marked, to train on too"
    )
    options = parser.parse_args()
    recipe = load_recipe(options.recipe)
    if options.base is None:
        recipe = pretrain.with_base(recipe, options.recipe.resolve().parent, resume=options.resume)
    else:
        recipe = replace(recipe, base=options.base)
    marked = [*recipe.data.corrections, *options.corrections]
    recipe = replace(recipe, data=replace(recipe.data, corrections=marked))
    folder = train(recipe, resume=options.resume)
    print(f"trained: {folder}")


if __name__ == "__main__":
    main()
