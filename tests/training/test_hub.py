"""A run as a folder that transformers opens: the runtime's ids, and our spans out of its pipelines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the train extra: pip install -e '.[train]'")

from hypothesis import given  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from transformers import AutoTokenizer, pipeline  # noqa: E402

from extract.labels import CLASSES  # noqa: E402
from extract.records import Passage  # noqa: E402
from extract.tag.decode import Span, decode, softmax  # noqa: E402
from extract.tag.vocabulary import SPECIAL, Vocabulary  # noqa: E402
from extract.tag.windows import make_windows  # noqa: E402
from training.finetune import build_model  # noqa: E402
from training.hub import SpanPipeline, complete, make_tokenizer, spans_of  # noqa: E402
from training.recipe import load_recipe  # noqa: E402

SMOKE = Path(__file__).parents[2] / "training" / "configs" / "smoke.toml"
VOCABULARY = Vocabulary((*SPECIAL, *dict.fromkeys("0年度收入支出决算万元占增加下降主要原因是，。%（）\"")))
SHORT = "2023年度收入5万元，占5%。"
LONG = "支出决算12.50万元，主要原因是人员增加。" * 20
TOKENIZER = make_tokenizer(VOCABULARY)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An untrained run, completed."""
    torch.manual_seed(0)
    run = tmp_path_factory.mktemp("run")
    VOCABULARY.save(run / "vocab.txt")
    build_model(load_recipe(SMOKE), VOCABULARY).eval().save_pretrained(run / "model")
    return complete(run, run / "hub")


@given(st.text(max_size=60))
def test_ids_are_those_of_the_runtime(text: str) -> None:
    encoded = TOKENIZER(text, return_offsets_mapping=True)
    assert encoded["input_ids"] == VOCABULARY.encode(text)
    assert encoded["offset_mapping"][1:-1] == [(at, at + 1) for at in range(len(text))]


FOLDED = ["２０１9.５０％，：（；", "\u3000\u00a0 \t", "“三公”『』", "一\n二\r\n", "〇￥𠀀😀龘"]


@pytest.mark.parametrize("text", FOLDED)
def test_saved_tokenizer_folds_as_the_runtime_does(folder: Path, text: str) -> None:
    assert AutoTokenizer.from_pretrained(folder)(text)["input_ids"] == VOCABULARY.encode(text)


def expected(pipe: Any, text: str) -> list[Span]:
    """Our windows and our decoding over the model's scores."""
    passage = Passage(text, tuple(range(len(text))), None)
    scores = np.zeros((len(text), len(CLASSES)), dtype=np.float32)
    for window in make_windows([passage]):
        with torch.no_grad():
            logits = pipe.model(input_ids=torch.tensor([VOCABULARY.encode(window.text)])).logits[0].numpy()
        for piece in (piece for piece in window.pieces if piece.passage >= 0):
            found = softmax(logits[1:-1])[piece.at : piece.at + piece.length]
            scores[piece.offset : piece.offset + piece.length] = found
    return decode(text, scores)


def test_pipeline_gives_our_spans_for_text_of_any_length(folder: Path) -> None:
    pipe = pipeline("token-classification", model=str(folder), pipeline_class=SpanPipeline, device="cpu")
    assert len(LONG) > 256
    for text in (SHORT, LONG):
        spans = expected(pipe, text)
        assert spans
        found = [(entry["label"], entry["role"], entry["start"], entry["end"]) for entry in pipe(text)]
        assert found == [(span.label, span.role, span.start, span.end) for span in spans]


def test_pipeline_takes_lists_and_text_without_anything_to_tag(folder: Path) -> None:
    pipe = pipeline("token-classification", model=str(folder), pipeline_class=SpanPipeline, device="cpu")
    first, nothing, second = pipe([SHORT, "没有什么可标。", LONG])
    assert (first, nothing, second) == (pipe(SHORT), [], pipe(LONG))


def test_pipeline_offsets_count_the_given_text(folder: Path) -> None:
    pipe = pipeline("token-classification", model=str(folder), pipeline_class=SpanPipeline, device="cpu")
    text = "2023年度\n收入 5 万元，占5%。"
    assert pipe(text)
    assert all(text[entry["start"] : entry["end"]] == entry["word"] for entry in pipe(text))


def entity(name: str, start: int, score: float = 0.9) -> dict[str, Any]:
    return {"entity": name, "start": start, "end": start + 1, "score": score}


def test_plain_entities_become_spans_of_both_layers() -> None:
    text = "因增加3万元"
    kinds = ["B-REASON", "I-REASON", "I-REASON", *["AMOUNT.增减额+I-REASON"] * 3]
    entities = [
        entity(kind if kind[2:] == "REASON" else ("B-" if at == 3 else "I-") + kind, at)
        for at, kind in enumerate(kinds)
    ]
    figure, *_ = [span for span in spans_of(text, entities) if span.label == "AMOUNT"]
    assert (figure.role, text[figure.start : figure.end]) == ("增减额", "3万元")
    assert 0.9 <= figure.score < 1


def test_plain_entities_outside_of_figures_are_no_spans() -> None:
    assert spans_of("没有数字", [entity("B-ITEM", 0), entity("I-ITEM", 1)]) == []
    assert spans_of("收入3万元", []) == []
