"""A ModernBERT classifier as an ONNX graph of fused operators: the same logits as torch, in half the nodes.

Three things torch's exporter cannot do: attention, rotary positions and residual norms are single
operators of ONNX Runtime; the first layer's projection is a table over the vocabulary, since its input
is a function of the character alone; and every weight product stands by itself, ready to be quantised.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

Array = npt.NDArray[np.float32]

OPSET, CONTRIB = 17, "com.microsoft"
NEVER = np.float32(-10_000.0)
"""Added to a score outside of the local window; its softmax is exactly 0 in fp32."""


class _Builder:
    """Nodes and weights in the making; every method returns the name of what it added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.known: list[onnx.ValueInfoProto] = []

    def add(self, operator: str, inputs: list[str], name: str, *, outputs: int = 1, **attributes: Any) -> str:
        """A node named `name`; further outputs are called name:1, name:2 …; "" stands for an absent input."""
        names = [name, *(f"{name}:{index}" for index in range(1, outputs))]
        self.nodes.append(helper.make_node(operator, inputs, names, name=name, **attributes))
        return name

    def weight(self, name: str, value: npt.NDArray[Any]) -> str:
        """A constant."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def product(self, source: str, name: str, matrix: Array) -> str:
        """`source` · matrixᵀ, `matrix` as torch's Linear keeps it, of shape (out, in).

        Its input is declared as fp32: behind contrib operators the quantiser would not know that.
        """
        shape = ["rows", "length", matrix.shape[1]]
        self.known.append(helper.make_tensor_value_info(source, TensorProto.FLOAT, shape))
        return self.add("MatMul", [source, self.weight(f"{name}.weight", matrix.T)], name)

    def norm(self, source: str, name: str, gain: Array, epsilon: float) -> str:
        """LayerNorm without bias over the last axis."""
        inputs = [source, self.weight(f"{name}.gain", gain)]
        return self.add("LayerNormalization", inputs, name, axis=-1, epsilon=epsilon)


def fused_graph(model: Any) -> onnx.ModelProto:
    """The graph of a `ModernBertForTokenClassification` in eval mode: input_ids, attention_mask → logits.

    ValueError for a model with biases in its layers, which this shape of graph has no place for.
    """
    config = model.config
    if config.attention_bias or config.mlp_bias or config.norm_bias or config.classifier_bias:
        raise ValueError("the fused graph knows ModernBERT without biases; export with --plain")
    weights = {name: value.detach().float().numpy() for name, value in model.state_dict().items()}
    build = _Builder()
    _masks(build, config)
    hidden = _embedding(build, weights, config)
    for index in range(config.num_hidden_layers):
        hidden = _layer(build, weights, config, index, hidden)
    _head(build, weights, config, hidden)
    return _finish(build, len(config.id2label))


def _masks(build: _Builder, config: Any) -> None:
    """"keys": which keys are padding, (rows, length); "near": 0 inside the local window, else NEVER."""
    build.add("Cast", ["attention_mask"], "keys", to=TensorProto.INT32)
    reach, size = config.local_attention // 2, config.max_position_embeddings
    apart = np.abs(np.arange(size)[:, None] - np.arange(size)[None, :])
    build.weight("far", (apart > reach).astype(np.uint8))
    for name, value in (("zero", [0, 0]), ("both", [0, 1])):
        build.weight(name, np.asarray(value, dtype=np.int64))
    build.add("Shape", ["input_ids"], "length", start=1, end=2)
    build.add("Concat", ["length", "length"], "square", axis=0)
    build.add("Slice", ["far", "zero", "square", "both"], "far here")
    build.add("Cast", ["far here"], "far number", to=TensorProto.FLOAT)
    build.add("Mul", ["far number", build.weight("never", NEVER)], "near flat")
    build.add("Unsqueeze", ["near flat", build.weight("front", np.asarray([0, 1], dtype=np.int64))], "near")
    build.weight("origin", np.zeros(1, dtype=np.int64))
    for kind in sorted(set(config.layer_types)):
        angles = _angles(config, kind)
        build.weight(f"cos {kind}", np.cos(angles))
        build.weight(f"sin {kind}", np.sin(angles))


def _angles(config: Any, kind: str) -> Array:
    """Rotary angles, shape (positions, half of a head)."""
    half = config.hidden_size // config.num_attention_heads // 2
    theta = config.rope_parameters[kind]["rope_theta"]
    rates = 1.0 / theta ** (np.arange(half, dtype=np.float32) / np.float32(half))
    positions = np.arange(config.max_position_embeddings, dtype=np.float32)
    return np.asarray(np.outer(positions, rates), dtype=np.float32)


def _embedding(build: _Builder, weights: dict[str, Array], config: Any) -> str:
    table = weights["model.embeddings.tok_embeddings.weight"]
    spread = table.var(axis=-1, keepdims=True) + np.float32(config.norm_eps)
    normed = (table - table.mean(axis=-1, keepdims=True)) / np.sqrt(spread)
    normed = np.asarray(normed * weights["model.embeddings.norm.weight"], dtype=np.float32)
    build.add("Gather", [build.weight("characters", normed), "input_ids"], "embedded")
    projected = build.weight("projected characters", normed @ weights["model.layers.0.attn.Wqkv.weight"].T)
    build.add("Gather", [projected, "input_ids"], "0.qkv")
    return "embedded"


def _layer(build: _Builder, weights: dict[str, Array], config: Any, index: int, hidden: str) -> str:
    """One encoder layer; `hidden` is the residual stream, and so is what comes back."""
    prefix = f"model.layers.{index}"
    if index:
        normed = build.norm(
            hidden, f"{index}.before", weights[f"{prefix}.attn_norm.weight"], config.norm_eps
        )
        build.product(normed, f"{index}.qkv", weights[f"{prefix}.attn.Wqkv.weight"])
    mixed = _attention(build, config, index)
    mixed = build.product(mixed, f"{index}.out", weights[f"{prefix}.attn.Wo.weight"])
    stream = build.add("Add", [hidden, mixed], f"{index}.stream")
    between = build.norm(
        stream, f"{index}.between", weights[f"{prefix}.mlp_norm.weight"], config.norm_eps
    )
    build.product(between, f"{index}.wide", weights[f"{prefix}.mlp.Wi.weight"])
    build.add("Split", [f"{index}.wide"], f"{index}.half", outputs=2, axis=-1)
    build.add("Gelu", [f"{index}.half"], f"{index}.gelu", domain=CONTRIB)
    gated = build.add("Mul", [f"{index}.gelu", f"{index}.half:1"], f"{index}.gated")
    narrow = build.product(gated, f"{index}.narrow", weights[f"{prefix}.mlp.Wo.weight"])
    return build.add("Add", [stream, narrow], f"{index}.hidden")


def _attention(build: _Builder, config: Any, index: int) -> str:
    kind, heads = config.layer_types[index], config.num_attention_heads
    build.add("Split", [f"{index}.qkv"], f"{index}.query", outputs=3, axis=-1)
    turned = [
        build.add(
            "RotaryEmbedding",
            [part, "origin", f"cos {kind}", f"sin {kind}"],
            f"{part} turned",
            domain=CONTRIB,
        )
        for part in (f"{index}.query", f"{index}.query:1")
    ]
    local = kind == "sliding_attention"
    inputs = [*turned, f"{index}.query:2", "", "keys", "near" if local else ""]
    return build.add("MultiHeadAttention", inputs, f"{index}.mixed", domain=CONTRIB, num_heads=heads)


def _head(build: _Builder, weights: dict[str, Array], config: Any, hidden: str) -> None:
    final = build.norm(hidden, "final", weights["model.final_norm.weight"], config.norm_eps)
    dense = build.product(final, "dense", weights["head.dense.weight"])
    active = build.add("Gelu", [dense], "active", domain=CONTRIB)
    ready = build.norm(active, "ready", weights["head.norm.weight"], config.norm_eps)
    scores = build.product(ready, "scores", weights["classifier.weight"])
    build.add("Add", [scores, build.weight("classifier.bias", weights["classifier.bias"])], "logits")


def _finish(build: _Builder, classes: int) -> onnx.ModelProto:
    axes = ["rows", "length"]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, axes)
        for name in ("input_ids", "attention_mask")
    ]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [*axes, classes])]
    graph = helper.make_graph(build.nodes, "tagger", inputs, outputs, build.weights, value_info=build.known)
    domains = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(graph, opset_imports=domains, ir_version=8, producer_name="juesuan")
