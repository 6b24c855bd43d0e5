"""A checkpoint's way from torch to the runtime: same scores, whatever stands beside a window."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the train extra: pip install -e '.[train]'")

from extract.errors import ModelError  # noqa: E402
from extract.records import Passage  # noqa: E402
from extract.tag.decode import softmax  # noqa: E402
from extract.tag.runtime import OnnxTagger  # noqa: E402
from extract.tag.vocabulary import SPECIAL, Vocabulary  # noqa: E402
from training.export import export  # noqa: E402
from training.finetune import build_model, build_vocabulary, collate  # noqa: E402
from training.recipe import load_recipe  # noqa: E402

SMOKE = Path(__file__).parents[2] / "training" / "configs" / "smoke.toml"
WORDS = "年度收入支出决算万元占增加下降主要原因是，。"
TEXTS = ("2023年度收入5万元，占5%。", "支出决算12.50万元，主要原因是人员增加。" * 9, "增加1元。")


def passage(text: str) -> Passage:
    return Passage(text, tuple(range(len(text))), None)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, object]:
    """An untrained model, exported, beside the torch model it came from."""
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("checkpoint")
    recipe = load_recipe(SMOKE)
    vocabulary = Vocabulary((*SPECIAL, *dict.fromkeys("0" + WORDS)))
    vocabulary.save(folder / "vocab.txt")
    model = build_model(recipe, vocabulary).eval()
    model.save_pretrained(folder / "model")
    with pytest.warns():
        target = export(recipe, folder, folder / "out")
    return target, model


def test_the_runtime_scores_as_torch_does(checkpoint):
    target, model = checkpoint
    found = OnnxTagger(target).probabilities([passage(TEXTS[0])])[0]
    ids = Vocabulary.load(target / "vocab.txt").encode(TEXTS[0])
    batch = collate([{"input_ids": ids, "labels": ids}])
    with torch.no_grad():
        logits = model(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).logits
    expected = softmax(logits[0, 1:-1].numpy())
    assert np.abs(found - expected).max() < 2e-3


def test_a_score_does_not_depend_on_its_batch(checkpoint):
    texts = [(text * 40)[:size] for text, size in zip(TEXTS, (130, 160, 204), strict=True)]
    tagger = OnnxTagger(checkpoint[0])
    together = tagger.probabilities([passage(text) for text in texts])
    for index, text in enumerate(texts):
        alone = OnnxTagger(checkpoint[0]).probabilities([passage(text)])[0]
        assert np.abs(together[index] - alone).max() < 1e-5


def test_checksums_cover_what_is_loaded(checkpoint):
    names = [line.split("  ")[1] for line in (checkpoint[0] / "SHA256SUMS").read_text().splitlines()]
    assert names == ["config.json", "model.onnx", "vocab.txt"]


def test_an_incomplete_checkpoint_is_refused(tmp_path: Path):
    with pytest.raises(ModelError, match=r"config\.json"):
        OnnxTagger(tmp_path)


def test_weights_that_are_none_are_refused(checkpoint, tmp_path: Path):
    for name in ("config.json", "vocab.txt"):
        (tmp_path / name).write_bytes((checkpoint[0] / name).read_bytes())
    (tmp_path / "model.onnx").write_bytes(b"not a model")
    with pytest.raises(ModelError, match="无法载入"):
        OnnxTagger(tmp_path)


def test_a_vocabulary_holds_frequent_characters_only():
    recipe = load_recipe(SMOKE)
    few = replace(recipe, data=replace(recipe.data, vocabulary_documents=2))
    vocabulary = build_vocabulary(few)
    assert vocabulary.tokens[: len(SPECIAL)] == SPECIAL
    assert {"0", "万", "元", "，"} <= set(vocabulary.tokens)
    assert not any(c.isspace() or c in "123456789" for c in vocabulary.tokens)
