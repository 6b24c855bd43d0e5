"""Exports a trained run to `models/<name>`: ONNX with fp32 arithmetic, vocabulary, config, checksums.

Weights are stored as fp16 and cast once when the session is made: half the size, the same tags
for every batch (dynamic int8 would take its ranges from the whole batch).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from transformers import AutoModelForTokenClassification, PreTrainedModel

from extract.labels import CLASSES
from training.recipe import Recipe, load_recipe

MODELS = Path(__file__).resolve().parents[1] / "models"


class _Logits(torch.nn.Module):
    """The classifier with plain tensors in and out."""

    def __init__(self, model: PreTrainedModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Logits of shape (rows, length, classes)."""
        return self.model(input_ids=input_ids, attention_mask=attention_mask).logits


def to_onnx(model: PreTrainedModel, path: Path) -> None:
    """Writes the graph with free batch and length axes."""
    model.eval()
    example = torch.ones((2, 8), dtype=torch.long)
    torch.onnx.export(
        _Logits(model),
        (example, example),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["logits"],
        dynamic_axes={
            "input_ids": {0: "rows", 1: "length"},
            "attention_mask": {0: "rows", 1: "length"},
            "logits": {0: "rows", 1: "length"},
        },
        opset_version=17,
        dynamo=False,
    )


def store_half(path: Path) -> None:
    """Rewrites every large fp32 weight as fp16 behind a Cast, which the session folds when it loads."""
    model = onnx.load(str(path))
    graph = model.graph
    casts = []
    for weight in list(graph.initializer):
        if weight.data_type != TensorProto.FLOAT or int(np.prod(weight.dims)) < 1024:
            continue
        half = numpy_helper.from_array(
            numpy_helper.to_array(weight).astype(np.float16), f"{weight.name}_half"
        )
        casts.append(helper.make_node("Cast", [half.name], [weight.name], to=TensorProto.FLOAT))
        graph.initializer.remove(weight)
        graph.initializer.append(half)
    for node in reversed(casts):
        graph.node.insert(0, node)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def export(recipe: Recipe, run: Path, target: Path | None = None) -> Path:
    """Fills `models/<name>` from a finished run and returns it."""
    target = target or MODELS / recipe.name
    target.mkdir(parents=True, exist_ok=True)
    model = AutoModelForTokenClassification.from_pretrained(run / "model", attn_implementation="eager")
    to_onnx(model, target / "model.onnx")
    store_half(target / "model.onnx")
    shutil.copy(run / "vocab.txt", target / "vocab.txt")
    config = {"name": recipe.name, "classes": list(CLASSES), "schema_version": "1.0"}
    (target / "config.json").write_text(
        json.dumps(config, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    write_checksums(target)
    return target


def write_checksums(target: Path) -> None:
    """SHA256SUMS over the files that the runtime loads."""
    names = ("config.json", "model.onnx", "vocab.txt")
    lines = [f"{hashlib.sha256((target / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (target / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("run", type=Path)
    options = parser.parse_args()
    print(f"exported: {export(load_recipe(options.recipe), options.run)}")


if __name__ == "__main__":
    main()
