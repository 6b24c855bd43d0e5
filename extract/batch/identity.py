"""What a result depends on beside the content: version, model, weights, settings; equal means done."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import extract
from extract.errors import ModelError
from extract.pipeline import RULES
from extract.settings import Settings
from extract.tag import default_model_path


@dataclass(frozen=True, slots=True)
class Identity:
    """("0.1.0", "juesuan-tiny-0.5", digest of its weights, "min_score=0.0"): columns of `documents`."""

    version: str
    model: str
    weights: str | None
    settings: str


def identity_of(model: str | None, settings: Settings) -> Identity:
    """The identity of results made with a model; ModelError where it is not there. Loads nothing heavy."""
    said = f"min_score={settings.min_score}" + ("" if settings.ocr else " ocr=off")
    if model == RULES:
        return Identity(extract.__version__, RULES, None, said)
    folder = Path(model) if model is not None else default_model_path()
    try:
        name = json.loads((folder / "config.json").read_text(encoding="utf-8"))["name"]
        weights = sha256((folder / "model.onnx").read_bytes()).hexdigest()
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"模型目录 {folder} 不完整（{error}）：应有 model.onnx、vocab.txt、config.json；请检查 --model。"
        ) from error
    return Identity(extract.__version__, str(name), weights, said)
