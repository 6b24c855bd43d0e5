"""From nothing to a released checkpoint: `python -m training.make_model` (or `make model`).

Pre-trains the encoder that the recipe names, trains the recipe, exports it to `models/<name>`, measures it
next to the rule tagger on generated documents it never saw and, where a hand-made gold is at hand, on that,
and writes card and metrics.
"""

from __future__ import annotations

import argparse
import json
import platform
import shutil
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from annotations.generate.corpus import write_corpus
from training.card import RunRecord, write_card
from training.evaluate import evaluate, to_record
from training.export import export
from training.finetune import RUNS, train
from training.gold import load_gold
from training.pretrain import with_base
from training.recipe import Recipe, load_recipe, own_encoder

HERE = Path(__file__).resolve()
DEFAULT_RECIPE = HERE.parent / "configs" / "tiny.toml"
SHARED = HERE.parents[2] / "shared"
GENERATED = "generated"
"""Name of the generated gold in card and metrics."""
EVALUATED_DOCUMENTS = 40
STYLES = ("tabs", "tabs-noise", "cells", "wrapped")


def generated_gold(recipe: Recipe) -> Path:
    """Documents of held-out seeds with planted mistakes, written anew."""
    folder = RUNS / recipe.name / "gold"
    shutil.rmtree(folder, ignore_errors=True)
    write_corpus(
        folder, count=EVALUATED_DOCUMENTS, first_seed=recipe.data.held_out_seed, styles=STYLES, mistakes=3
    )
    return folder


def compare(model: Path, gold: Path, documents: Path | None) -> dict[str, Any]:
    """Rules and model on one gold, as `training.evaluate --json` records them."""
    from extract.pipeline import load

    entries = load_gold(gold, documents)
    return to_record({"rules": evaluate(entries, load("rules")), "model": evaluate(entries, load(model))})


def settings_of(recipe: Recipe, folder: Path) -> dict[str, Any]:
    """What the card says of the recipe: its settings and those of its encoder, files by their names."""
    settings: dict[str, Any] = asdict(recipe)
    encoder = own_encoder(recipe, folder)
    if encoder is not None:
        texts = [Path(text).name for text in encoder.data.texts]
        settings["encoder"] = asdict(replace(encoder, data=replace(encoder.data, texts=texts)))
    return settings


def release(recipe: Recipe, run: Path, folder: Path) -> Path:
    """Export, measure, write the card; returns `models/<name>`. `folder` is where the recipe stands."""
    target = export(recipe, run)
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    evaluations = {GENERATED: compare(target, generated_gold(recipe), None)}
    if (SHARED / "gold").is_dir():
        evaluations["hand-made"] = compare(target, SHARED / "gold", SHARED / "documents")
    shipped = (path for path in sorted(target.iterdir()) if path.suffix in (".onnx", ".txt"))
    write_card(
        RunRecord(
            name=recipe.name,
            config=settings_of(recipe, folder),
            data={
                "documents": recipe.data.documents,
                "windows": record["windows"],
                "vocabulary": record["vocabulary"],
            },
            seed=recipe.training.seed,
            losses=tuple((row["step"], float(row["loss"])) for row in record["losses"]),
            seconds=record["seconds"],
            machine=f"{platform.machine()}, CPU",
            files={path.name: path.stat().st_size for path in shipped},
            evaluations=evaluations,
        ),
        target,
    )
    return target


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "recipe", type=Path, nargs="?", default=DEFAULT_RECIPE, help="default: training/configs/tiny.toml"
    )
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint of this run")
    parser.add_argument("--release-only", action="store_true", help="export and measure a finished run")
    options = parser.parse_args()
    recipe, folder = load_recipe(options.recipe), options.recipe.resolve().parent
    run = RUNS / recipe.name
    if not options.release_only:
        run = train(with_base(recipe, folder, resume=options.resume), resume=options.resume)
    print(f"released: {release(recipe, run, folder)}")


if __name__ == "__main__":
    main()
