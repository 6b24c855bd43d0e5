"""A training recipe: one TOML file, every value written out, no defaults in code."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class ModelShape:
    """Size of the ModernBERT encoder; `local_attention` is the width of its local windows in characters."""

    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    max_position_embeddings: int
    local_attention: int
    global_attn_every_n_layers: int
    dropout: float


@dataclass(frozen=True, slots=True)
class DataPlan:
    """How many generated documents, from which seeds, of which template families ([] = all).

    corrections        files of `annotations.convert` with texts that people marked; --corrections adds
    correction_copies  how often each of those texts is shown in an epoch
    """

    documents: int
    first_seed: int
    held_out: int
    held_out_seed: int
    vocabulary_documents: int
    min_count: int
    families: list[str]
    corrections: list[str]
    correction_copies: int


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """Optimiser and schedule: `epochs` over the windows, or `max_steps` batches where that is not 0.

    blur          share of the Chinese characters made unreadable, anew in each batch (`training.hiding.Blur`)
    blur_longest  longest stretch of them, in characters
    """

    seed: int
    batch_size: int
    learning_rate: float
    weight_decay: float
    warmup_share: float
    epochs: int
    max_steps: int
    bf16: bool
    logging_steps: int
    save_steps: int
    blur: float
    blur_longest: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """All of a run. `name` is the checkpoint folder's name.

    base        "" for random weights of the shape `model`, else the encoder to start from: a recipe of
                `training.pretrain` beside this one ("encoder.toml": it is run first), the folder of such a
                run, another local encoder, or its name on a hub
    """

    name: str
    base: str
    model: ModelShape
    data: DataPlan
    training: TrainingPlan


@dataclass(frozen=True, slots=True)
class TextPlan:
    """What the masked-language model reads.

    documents   generated disclosures, all their prose
    families    template families to write them with, [] = all
    texts       plain text files (.txt, .gz, .xz, .bz2), one paragraph a line; --text adds to them
    optional_texts  such files that not every machine has, named from the recipe's folder: they are read too
                where they are there
    windows     most windows drawn from those files, 0 = all
    length      characters in a window; short lines are joined
    """

    documents: int
    first_seed: int
    families: list[str]
    texts: list[str]
    optional_texts: list[str]
    windows: int
    length: int
    min_count: int


@dataclass(frozen=True, slots=True)
class Masking:
    """`share` of the characters is masked, in stretches of 1 to `longest`; figures never are."""

    share: float
    longest: int


@dataclass(frozen=True, slots=True)
class Pretraining:
    """All of a pre-training run. `name` is the folder under training/runs."""

    name: str
    model: ModelShape
    data: TextPlan
    masking: Masking
    training: TrainingPlan


def load_pretraining(path: Path) -> Pretraining:
    """The pre-training recipe of a TOML file; a missing or unknown key raises TypeError with its name."""
    values: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    data = TextPlan(**values["data"])
    there = (path.parent / name for name in data.optional_texts)
    texts = [*data.texts, *(str(text.resolve()) for text in there if text.is_file())]
    return Pretraining(
        name=values["name"],
        model=ModelShape(**values["model"]),
        data=replace(data, texts=texts),
        masking=Masking(**values["masking"]),
        training=TrainingPlan(**values["training"]),
    )


def load_recipe(path: Path) -> Recipe:
    """The recipe of a TOML file; a missing or unknown key raises TypeError with its name."""
    values: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return Recipe(
        name=values["name"],
        base=values["base"],
        model=ModelShape(**values["model"]),
        data=DataPlan(**values["data"]),
        training=TrainingPlan(**values["training"]),
    )


def own_encoder(recipe: Recipe, folder: Path) -> Pretraining | None:
    """The pre-training that a recipe of that folder names as its base; None where it names none."""
    return load_pretraining(folder / recipe.base) if recipe.base.endswith(".toml") else None
