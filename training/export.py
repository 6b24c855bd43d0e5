r"""Exports a trained run to `models/<name>`: an int8 graph of fused operators, vocabulary, config, checksums.

    python -m training.export training/configs/tiny.toml training/runs/juesuan-tiny-0.5 [--form fp32]

Weights are int8 per output column (7 bits, so that no processor's 16-bit sums overflow), activations
uint8 with ranges measured once on generated text. Nothing is taken from the batch at run time, and
integer sums do not depend on their order, so a window has the same scores in any company. Tables
of characters are stored as fp16. Encoders other than ModernBERT go through torch's own exporter in fp32.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from transformers import AutoModelForTokenClassification, PreTrainedModel

from extract.labels import CLASSES
from extract.tag.runtime import padded_length
from extract.tag.vocabulary import Vocabulary
from extract.tag.windows import Window
from training.data import labelled_windows, sample_paragraphs
from training.graph import fused_graph
from training.recipe import Recipe, load_recipe

MODELS = Path(__file__).resolve().parents[1] / "models"
CALIBRATION_SEEDS = range(900_000, 900_008)
"""Generated documents whose activations give the int8 ranges; no other use has these seeds."""
Form = Literal["int8", "fp32", "plain"]


class _Logits(torch.nn.Module):
    """The classifier with plain tensors in and out."""

    def __init__(self, model: PreTrainedModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Logits of shape (rows, length, classes)."""
        return self.model(input_ids=input_ids, attention_mask=attention_mask).logits


def to_onnx(model: PreTrainedModel, path: Path) -> None:
    """Writes torch's own export of any encoder, with free batch and length axes."""
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
    """Rewrites every large fp32 weight as fp16 behind a Cast.

    The session folds the Cast when it loads; behind a Gather the Cast comes after it, so that a table
    stays small in memory too.
    """
    model = onnx.load(str(path))
    graph = model.graph
    gathers = {node.input[0]: node for node in graph.node if node.op_type == "Gather"}
    for weight in list(graph.initializer):
        if weight.data_type != TensorProto.FLOAT or int(np.prod(weight.dims)) < 1024:
            continue
        half = numpy_helper.from_array(
            numpy_helper.to_array(weight).astype(np.float16), f"{weight.name}_half"
        )
        graph.initializer.remove(weight)
        graph.initializer.append(half)
        gather = gathers.get(weight.name)
        if gather is None:
            graph.node.insert(0, helper.make_node("Cast", [half.name], [weight.name], to=TensorProto.FLOAT))
        else:
            _cast_behind(graph, gather, half.name)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def _cast_behind(graph: onnx.GraphProto, gather: onnx.NodeProto, table: str) -> None:
    wanted = gather.output[0]
    gather.input[0], gather.output[0] = table, f"{wanted} half"
    cast = helper.make_node("Cast", [gather.output[0]], [wanted], to=TensorProto.FLOAT)
    graph.node.insert(list(graph.node).index(gather) + 1, cast)


def quantise(source: Path, target: Path, batches: Sequence[dict[str, np.ndarray[Any, Any]]]) -> None:
    """Writes the graph with int8 weight products; ranges of activations are the extremes over `batches`."""
    from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static

    class Reader(CalibrationDataReader):  # type: ignore[misc]
        def __init__(self) -> None:
            self._left = iter(batches)

        def get_next(self) -> dict[str, np.ndarray[Any, Any]] | None:
            return next(self._left, None)

    logger = logging.getLogger()
    level = logger.level
    logger.setLevel(logging.ERROR)  # its advice to pre-process is for convolutions
    try:
        quantize_static(
            str(source),
            str(target),
            Reader(),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True, "OpTypesToExcludeOutputQuantization": ["MatMul"]},
        )
    finally:
        logger.setLevel(level)


def calibration_batches(
    vocabulary: Vocabulary, seeds: range = CALIBRATION_SEEDS
) -> list[dict[str, np.ndarray[Any, Any]]]:
    """Model inputs of generated documents, each batch of windows of one length, as at run time."""
    windows = [window for seed in seeds for window, _ in labelled_windows(sample_paragraphs(seed))]
    by_length: dict[int, list[Window]] = {}
    for window in windows:
        by_length.setdefault(padded_length(window), []).append(window)
    return list(_inputs(vocabulary, by_length))


def _inputs(
    vocabulary: Vocabulary, by_length: dict[int, list[Window]]
) -> Iterator[dict[str, np.ndarray[Any, Any]]]:
    for length, alike in sorted(by_length.items()):
        ids = np.zeros((len(alike), length), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, window in enumerate(alike):
            encoded = vocabulary.encode(window.text)
            ids[row, : len(encoded)] = encoded
            mask[row, : len(encoded)] = 1
        yield {"input_ids": ids, "attention_mask": mask}


def write_graph(model: PreTrainedModel, vocabulary: Vocabulary, target: Path, form: Form) -> None:
    """Writes model.onnx in one of the forms: int8 or fp32 of fused operators, or torch's plain export."""
    if form == "plain" or model.config.model_type != "modernbert":
        to_onnx(model, target)
    else:
        onnx.save(fused_graph(model.eval()), str(target))
    if form == "int8" and model.config.model_type == "modernbert":
        with TemporaryDirectory() as folder:
            whole = Path(folder) / "fp32.onnx"
            shutil.move(target, whole)
            quantise(whole, target, calibration_batches(vocabulary))
    store_half(target)


def export(recipe: Recipe, run: Path, target: Path | None = None, *, form: Form = "int8") -> Path:
    """Fills `models/<name>` from a finished run and returns it."""
    target = target or MODELS / recipe.name
    target.mkdir(parents=True, exist_ok=True)
    model = AutoModelForTokenClassification.from_pretrained(run / "model", attn_implementation="eager")
    write_graph(model, Vocabulary.load(run / "vocab.txt"), target / "model.onnx", form)
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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("recipe", type=Path, help="the recipe that was trained")
    parser.add_argument("run", type=Path, help="its folder under training/runs")
    parser.add_argument("--out", type=Path, help="checkpoint folder (default: models/<name>)")
    parser.add_argument("--form", choices=("int8", "fp32", "plain"), default="int8", help="default: int8")
    options = parser.parse_args()
    target = export(load_recipe(options.recipe), options.run, options.out, form=options.form)
    print(f"exported: {target}")


if __name__ == "__main__":
    main()
