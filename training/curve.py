r"""How much a longer run would bring: the recipe with fewer and with more documents, each scored alike.

    python -m training.curve training/configs/tiny.toml --documents 100 300 900 --count 40 --out curve.json

Each point is a whole run from the start (the schedule ends with its data), exported in fp32 and scored on
generated documents no run has seen. Points that are done are kept in --out and not run again.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from extract.tag import load_tagger
from training.export import export
from training.finetune import train
from training.intervals import bootstrap
from training.pretrain import with_base
from training.recipe import Recipe, load_recipe
from training.sources import FIRST_SEED, tagged
from training.units import added, unit_scores

ROWS = ("AMOUNT", "PERCENT", "CODE", "REASON", "ITEM", "QUANTITY", "spans", "roles")


def point(recipe: Recipe, documents: int, count: int) -> dict[str, Any]:
    """Trains with that many documents and scores: {"documents", "windows", "seconds", "f1", "interval"}."""
    smaller = replace(
        recipe, name=f"{recipe.name}-{documents}", data=replace(recipe.data, documents=documents)
    )
    run = train(smaller)
    checkpoint = export(smaller, run, run / "checkpoint", form="fp32")
    rows = [unit_scores(unit) for unit in tagged(load_tagger(checkpoint), count, FIRST_SEED)]
    sums, edges = added(rows), bootstrap(rows)
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    known = [name for name in ROWS if name in sums]
    return {
        "documents": documents,
        "windows": record["windows"],
        "seconds": record["seconds"],
        "f1": {name: round(sums[name].f1, 5) for name in known},
        "interval": {name: [round(edge, 5) for edge in edges[name]] for name in known},
    }


def render(points: Sequence[dict[str, Any]]) -> str:
    """A line per point: documents, windows, seconds, F1 in percent."""
    lines = [f"{'文档':>6}{'窗口':>8}{'秒':>7}" + "".join(f"{name:>10}" for name in ROWS)]
    for entry in points:
        cells = "".join(f"{entry['f1'].get(name, float('nan')) * 100:>10.2f}" for name in ROWS)
        lines.append(f"{entry['documents']:>8}{entry['windows']:>10}{entry['seconds']:>8}{cells}")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when every point is measured."""
    parser = argparse.ArgumentParser(
        prog="python -m training.curve", description="学习曲线：训练文档多些少些，得分各是多少。"
    )
    parser.add_argument("recipe", type=Path, help="训练配方，如 training/configs/tiny.toml")
    parser.add_argument("--documents", type=int, nargs="+", required=True, help="各点的训练文档数")
    parser.add_argument("--count", type=int, default=40, help="评测用几份生成的文档")
    parser.add_argument("--out", type=Path, required=True, metavar="JSON", help="写到哪里；已有的点不再做")
    options = parser.parse_args(arguments)
    done: list[dict[str, Any]] = json.loads(options.out.read_text()) if options.out.is_file() else []
    recipe = load_recipe(options.recipe)
    for documents in sorted(set(options.documents) - {entry["documents"] for entry in done}):
        recipe = with_base(recipe, options.recipe.resolve().parent)
        done.append(point(recipe, documents, options.count))
        done.sort(key=lambda entry: entry["documents"])
        options.out.write_text(json.dumps(done, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(render(done))
    return 0


if __name__ == "__main__":
    sys.exit(main())
