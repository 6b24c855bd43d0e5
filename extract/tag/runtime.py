"""Runs a released checkpoint with ONNX Runtime, so that a tag never depends on its neighbours.

A checkpoint folder holds model.onnx, vocab.txt and config.json. Every window is padded to a length that
it alone decides, and the ranges of int8 weights and activations stand in the file, so a window's scores
are the same in any company. Nothing here imports torch and nothing is unpickled.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from extract.errors import ModelError
from extract.labels import CLASSES
from extract.records import Passage, Tag
from extract.tag.decode import Floats, Span, decode, softmax
from extract.tag.vocabulary import Vocabulary
from extract.tag.windows import Window, make_windows

TOKENS_PER_BATCH = 1024
"""What fits the caches of one core; more is no faster."""
STEP = 8
"""Windows are padded to a multiple of this."""
PROVIDERS = {
    "cpu": ("CPUExecutionProvider",),
    "cuda": ("CUDAExecutionProvider", "CPUExecutionProvider"),
}
"""Devices and what ONNX Runtime calls them, the wanted one first."""


class OnnxTagger:
    """The trained tagger. Thread-safe after construction (ONNX Runtime sessions are)."""

    def __init__(self, folder: Path, *, threads: int | None = None, device: str = "cpu") -> None:
        self.folder = Path(folder)
        self.config = _config(self.folder)
        self._vocabulary = Vocabulary.load(self.folder / "vocab.txt")
        self._made_with = partial(OnnxTagger, self.folder, threads=threads, device=device)
        self._session = _session(self.folder / "model.onnx", threads, device)

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process loads the folder again: sessions do not travel, paths do."""
        return self._made_with, ()

    @property
    def name(self) -> str:
        """The checkpoint's name from its config."""
        return str(self.config["name"])

    @property
    def digest(self) -> str:
        """sha256 of the weights file."""
        return hashlib.sha256((self.folder / "model.onnx").read_bytes()).hexdigest()

    def tag(self, passages: Sequence[Passage]) -> tuple[Tag, ...]:
        """All tags of the passages in source order; `text` is the passage's own characters."""
        return self.tag_each([passages])[0]

    def tag_each(self, documents: Sequence[Sequence[Passage]]) -> list[tuple[Tag, ...]]:
        """The tags of each document, those that `tag` gives for it alone; the batches are common to all."""
        found = self._probabilities(documents)
        return [
            tuple(
                _tag(span, passages[index], index)
                for index in sorted(probabilities)
                for span in decode(passages[index].text, probabilities[index])
            )
            for passages, probabilities in zip(documents, found, strict=True)
        ]

    def probabilities(self, passages: Sequence[Passage]) -> dict[int, Floats]:
        """Class probabilities, shape (characters, classes), of each passage that can hold a tag."""
        return self._probabilities([passages])[0]

    def _probabilities(self, documents: Sequence[Sequence[Passage]]) -> list[dict[int, Floats]]:
        results: list[dict[int, Floats]] = [{} for _ in documents]
        windows = [(window, at) for at, passages in enumerate(documents) for window in make_windows(passages)]
        for batch in _batches(sorted(windows, key=lambda pair: padded_length(pair[0]))):
            scored = self._run([window for window, _ in batch])
            for (window, at), scores in zip(batch, scored, strict=True):
                for piece in (piece for piece in window.pieces if piece.passage >= 0):
                    size = len(documents[at][piece.passage].text)
                    empty = np.zeros((size, len(CLASSES)), dtype=np.float32)
                    whole = results[at].setdefault(piece.passage, empty)
                    whole[piece.offset : piece.offset + piece.length] = scores[
                        piece.at : piece.at + piece.length
                    ]
        return results

    def _run(self, batch: Sequence[Window]) -> list[Floats]:
        ids = np.zeros((len(batch), padded_length(batch[0])), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, window in enumerate(batch):
            encoded = self._vocabulary.encode(window.text)
            ids[row, : len(encoded)] = encoded
            mask[row, : len(encoded)] = 1
        (logits,) = self._session.run(["logits"], {"input_ids": ids, "attention_mask": mask})
        return [softmax(logits[row, 1 : len(window.text) + 1]) for row, window in enumerate(batch)]


def padded_length(window: Window) -> int:
    """Positions a window takes with its two end marks, rounded up to STEP: a function of itself alone."""
    return -(-(len(window.text) + 2) // STEP) * STEP


def _batches(windows: Iterable[tuple[Window, int]]) -> Iterator[list[tuple[Window, int]]]:
    """Windows of one padded length, at most TOKENS_PER_BATCH positions together."""
    for length, alike in groupby(windows, key=lambda pair: padded_length(pair[0])):
        rows, remaining = max(1, TOKENS_PER_BATCH // length), list(alike)
        for first in range(0, len(remaining), rows):
            yield remaining[first : first + rows]


def _tag(span: Span, passage: Passage, index: int) -> Tag:
    return Tag(
        label=span.label,  # type: ignore[arg-type]
        role=span.role,
        start=passage.offsets[span.start],
        end=passage.offsets[span.end - 1] + 1,
        text=passage.text[span.start : span.end],
        score=round(span.score, 4),
        passage=index,
        left=span.start,
        right=span.end,
    )


def _config(folder: Path) -> dict[str, Any]:
    for name in ("config.json", "model.onnx", "vocab.txt"):
        if not (folder / name).is_file():
            raise ModelError(
                f"模型目录 {folder} 里没有 {name}：应有 model.onnx、vocab.txt、config.json；"
                "请检查 --model 的路径。"
            )
    config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if config.get("classes") != list(CLASSES):
        found = len(config.get("classes", []))
        raise ModelError(
            f"模型 {folder} 的标签集与本版本不同（{found} 类，应为 {len(CLASSES)} 类）；"
            "请用本版本的 make model 重新训练。"
        )
    return config


def _session(path: Path, threads: int | None, device: str) -> Any:
    import onnxruntime

    providers = _providers(device, onnxruntime.get_available_providers())
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    if threads:
        options.intra_op_num_threads = threads
    try:
        session = onnxruntime.InferenceSession(str(path), options, providers=providers)
    except Exception as error:
        raise ModelError(f"模型文件 {path} 无法载入：{error}；请重新安装或重新训练。") from error
    _providers(device, session.get_providers())  # a provider whose libraries are broken is left out silently
    return session


def _providers(device: str, present: Sequence[str]) -> list[str]:
    """What ONNX Runtime is asked for; ModelError where the device is unknown or not there."""
    if device not in PROVIDERS:
        raise ModelError(f"没有 {device!r} 这种设备；可用的是 {'、'.join(PROVIDERS)}。")
    wanted = PROVIDERS[device]
    if wanted[0] not in present:
        raise ModelError(
            f"设备 {device} 用不了：这里的 ONNX Runtime 只有 {'、'.join(present)}；"
            "请装 onnxruntime-gpu 和与之相配的 CUDA、cuDNN，或改用 cpu。"
        )
    return list(wanted)
