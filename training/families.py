r"""Does the model hold where it never saw the templates? `python -m training.families [PLAN] [--folds 0 1]`

    python -m training.families --encoder training/configs/encoder.toml --text other.txt
    python -m training.families --scratch

Folds of template families: for each fold a model is trained on all other families and tags new documents of
those left out, so that every family is scored by a model without it; the rule tagger stands beside it. A
document of a family has only that family's sentences, except in sections for which the family has none of its
own: there it shares those of "any" with all others. Each fold's model starts from an encoder that did not
read the families left out either: the one the recipe names, or that of --encoder, or none with --scratch.
Folds that are done are kept and not run again.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from annotations.generate.prose import REGIONS
from extract.tag import Tagger, load_tagger
from extract.tag.rules import RuleTagger
from training.metrics import Score
from training.recipe import Pretraining, Recipe, load_pretraining, load_recipe, own_encoder
from training.sources import tagged
from training.units import added, unit_scores

DEFAULT_PLAN = Path(__file__).resolve().parent / "configs" / "families.toml"
MICRO = "micro"
"""All labels together: exact spans of every label."""
LABELS = ("AMOUNT", "PERCENT", "CODE", "REASON", "ITEM", "QUANTITY")
COLUMNS = (MICRO, "roles", *LABELS)
Row = dict[str, list[int]]
"""Column → [hits, gold, ours]."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What `training/configs/families.toml` says."""

    name: str
    recipe: str
    families_per_fold: int
    documents: int
    max_steps: int
    test_documents: int
    test_seed: int
    shuffle_seed: int


def load_plan(path: Path) -> Plan:
    """The plan of a TOML file; a missing or unknown key raises TypeError with its name."""
    return Plan(**tomllib.loads(path.read_text(encoding="utf-8")))


def folds(families: Sequence[str], size: int, seed: int) -> list[tuple[str, ...]]:
    """The families in seeded order, cut into folds of `size`; the last may be smaller."""
    mixed = list(families)
    random.Random(seed).shuffle(mixed)
    return [tuple(mixed[at : at + size]) for at in range(0, len(mixed), size)]


def families_but(left_out: Sequence[str]) -> list[str]:
    """All families but those left out, in their usual order."""
    return [family for family in REGIONS if family not in left_out]


def encoder_of(encoder: Pretraining, plan: Plan, fold: int, left_out: Sequence[str]) -> Pretraining:
    """The pre-training of a fold: nothing generated from the families left out."""
    data = replace(encoder.data, families=families_but(left_out))
    return replace(encoder, name=f"{plan.name}-{fold}-encoder", data=data)


def recipe_of(plan: Plan, fold: int, left_out: Sequence[str], folder: Path) -> Recipe:
    """The plan's recipe on all families but those left out."""
    recipe = load_recipe(folder / plan.recipe)
    data = replace(recipe.data, documents=plan.documents, held_out=1, families=families_but(left_out))
    training = replace(recipe.training, max_steps=plan.max_steps)
    return replace(recipe, name=f"{plan.name}-{fold}", data=data, training=training)


def score(tagger: Tagger, plan: Plan, family: str) -> Row:
    """Hits, gold and ours of each column on new documents of one family."""
    units = tagged(tagger, plan.test_documents, plan.test_seed, (family,))
    sums = added(unit_scores(unit) for unit in units)
    sums[MICRO] = sum((sums.get(label, Score()) for label in LABELS), Score())
    return {name: [s.hits, s.gold, s.ours] for name in COLUMNS if (s := sums.get(name)) is not None}


def run_fold(
    plan: Plan, fold: int, left_out: Sequence[str], folder: Path, encoder: Pretraining | None = None
) -> dict[str, Any]:
    """Trains without some families and scores model and rules on each of them."""
    from training.export import export
    from training.finetune import train
    from training.pretrain import kept

    start = "" if encoder is None else str(kept(encoder_of(encoder, plan, fold, left_out)))
    recipe = replace(recipe_of(plan, fold, left_out, folder), base=start)
    run = train(recipe)
    tagger = load_tagger(export(recipe, run, run / "checkpoint", form="fp32"))
    steps = json.loads((run / "run.json").read_text(encoding="utf-8"))["steps"]
    return {
        "steps": steps,
        "model": {family: score(tagger, plan, family) for family in left_out},
        "rules": {family: score(RuleTagger(), plan, family) for family in left_out},
    }


def summary(rows: Mapping[str, Row]) -> dict[str, dict[str, Any]]:
    """Column → mean F1 over families, the worst with its family, and F1 of all spans together."""
    found: dict[str, dict[str, Any]] = {}
    for column in COLUMNS:
        scores = {family: Score(*row[column]) for family, row in rows.items() if column in row}
        f1 = {family: one.f1 for family, one in scores.items() if one.gold or one.ours}
        if f1:
            worst = min(f1, key=f1.__getitem__)
            found[column] = {
                "mean": round(sum(f1.values()) / len(f1), 5),
                "worst": round(f1[worst], 5),
                "family": worst,
                "pooled": round(sum(scores.values(), Score()).f1, 5),
            }
    return found


def render(records: Sequence[Mapping[str, Any]]) -> str:
    """F1 in percent: a line per family, then mean and worst of model and rules."""
    sides = {side: {f: row for r in records for f, row in r[side].items()} for side in ("model", "rules")}
    steps = sorted({record["steps"] for record in records})
    lines = [
        f"{len(records)} 折，每折 {'、'.join(map(str, steps))} 步，"
        f"{len(sides['model'])} 族各由没见过它的模型标注",
        f"{'F1':<14}" + "".join(f"{name:>10}" for name in COLUMNS) + f"{'rules':>10}",
    ]
    for family, row in sides["model"].items():
        rules = Score(*sides["rules"][family][MICRO]).f1
        cells = "".join(f"{Score(*row.get(name, [0, 0, 0])).f1 * 100:>10.2f}" for name in COLUMNS)
        lines.append(f"{family:<14}{cells}{rules * 100:>10.2f}")
    for side, rows in sides.items():
        found = summary(rows)
        for kind in ("mean", "worst"):
            cells = (f"{found[name][kind] * 100:.2f}" if name in found else "" for name in COLUMNS)
            lines.append(f"{side} {kind:<8}" + "".join(f"{cell:>10}" for cell in cells))
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when every fold asked for is done."""
    parser = argparse.ArgumentParser(
        prog="python -m training.families", description="留出整族模板：每族由没见过它的模型标注，与规则并列。"
    )
    parser.add_argument(
        "plan", type=Path, nargs="?", default=DEFAULT_PLAN, help="默认 training/configs/families.toml"
    )
    parser.add_argument("--folds", type=int, nargs="*", help="只做这几折（从 0 数）；省略则全做")
    parser.add_argument("--list", action="store_true", help="只列出各折留出哪些族")
    parser.add_argument(
        "--encoder", type=Path, help="换一个预训练的配方；每折的编码器也没读过留出的族，结果另存"
    )
    parser.add_argument("--text", nargs="*", default=[], metavar="文件", help="编码器另读的文字，一段一行")
    parser.add_argument("--scratch", action="store_true", help="不要编码器，从随机的权重练起，结果另存")
    options = parser.parse_args(arguments)
    if options.text and not options.encoder:
        parser.error("--text 是给 --encoder 的；自带的编码器读什么，写在它的配方里（optional_texts）")
    plan, encoder = started(options)
    parts = folds(REGIONS, plan.families_per_fold, plan.shuffle_seed)
    if options.list:
        sys.stdout.write("".join(f"{at}: {' '.join(part)}\n" for at, part in enumerate(parts)))
        return 0
    done = []
    for at in range(len(parts)) if options.folds is None else options.folds:
        done.append(_kept(plan, at, parts[at], options.plan.resolve().parent, encoder))
        sys.stdout.write(render(done))
        sys.stdout.flush()
    return 0


def started(options: argparse.Namespace) -> tuple[Plan, Pretraining | None]:
    """The plan under the name of what its models start from, and that pre-training."""
    plan, folder = load_plan(options.plan), options.plan.resolve().parent
    if options.scratch:
        return replace(plan, name=f"{plan.name}-scratch"), None
    if not options.encoder:
        return plan, own_encoder(load_recipe(folder / plan.recipe), folder)
    encoder = load_pretraining(options.encoder)
    encoder = replace(encoder, data=replace(encoder.data, texts=[*encoder.data.texts, *options.text]))
    return replace(plan, name=f"{plan.name}-{encoder.name}"), encoder


def _kept(
    plan: Plan, fold: int, left_out: Sequence[str], folder: Path, encoder: Pretraining | None
) -> dict[str, Any]:
    """The record of a fold: the one a run before this left, if it was of the same plan, else a new one."""
    from training.finetune import RUNS

    settings = [plan.recipe, plan.documents, plan.max_steps, plan.test_documents]
    asked = {"plan": settings, "left_out": list(left_out)}
    if encoder is not None:
        asked["encoder"] = asdict(encoder)
    path = RUNS / f"{plan.name}-{fold}" / "fold.json"
    if path.is_file():
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if record["asked"] == asked:
            return record
    record = {"asked": asked, **run_fold(plan, fold, left_out, folder, encoder)}
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return record


if __name__ == "__main__":
    sys.exit(main())
