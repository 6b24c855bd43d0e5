"""Passages → tags. One protocol, two taggers: our trained model and the rule baseline.

`load_tagger()` gives the released model that travels with the package; `load_tagger(path)` any
checkpoint folder in the same format.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from extract.errors import ModelError
from extract.records import Passage, Tag

DEFAULT_MODEL = "juesuan-tiny-0.5"
"""Folder name of the checkpoint that travels with the package."""


class Tagger(Protocol):
    """Anything that labels passages. Tags come in source order, offsets into the source text."""

    @property
    def name(self) -> str:
        """What a record says of its origin, "juesuan-tiny-0.5" or "rules"."""
        ...

    def tag(self, passages: Sequence[Passage]) -> tuple[Tag, ...]:
        """All tags of the passages."""
        ...


def tag_each(tagger: Tagger, documents: Sequence[Sequence[Passage]]) -> list[tuple[Tag, ...]]:
    """The tags of each document; a tagger that can run several at once does so."""
    together = getattr(tagger, "tag_each", None)
    if together is None:
        return [tagger.tag(passages) for passages in documents]
    found: list[tuple[Tag, ...]] = together(documents)
    return found


def in_budget(tags: Sequence[Tag]) -> tuple[Tag, ...]:
    """The tags of a 部门预算: "公务接待费1.00万元" there is a 预算数, though its sentence does not say so."""
    return tuple(replace(tag, role="预算数") if tag.role == "决算数" else tag for tag in tags)


def default_model_path() -> Path:
    """Folder of the default checkpoint: inside the installed package, else `models/` of a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_model" / DEFAULT_MODEL, package.parent / "models" / DEFAULT_MODEL):
        if (folder / "model.onnx").is_file():
            return folder
    raise ModelError(
        f"没有找到默认模型 {DEFAULT_MODEL}：应在 {package / '_model'} 或 {package.parent / 'models'} 之下；"
        "请重新安装 juesuan，或用 make model 训练一个，或以 --model 指定模型目录。"
    )


def load_tagger(path: Path | None = None, *, threads: int | None = None, device: str = "cpu") -> Tagger:
    """The tagger of a checkpoint folder (None: the default one). Loads ONNX Runtime, never torch.

    ModelError where the checkpoint is incomplete or the device is not there.
    """
    from extract.tag.runtime import OnnxTagger

    return OnnxTagger(path or default_model_path(), threads=threads, device=device)
