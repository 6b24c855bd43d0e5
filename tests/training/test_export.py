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
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, object]:
    """A run's folder with an untrained model, and that model."""
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("run")
    vocabulary = Vocabulary((*SPECIAL, *dict.fromkeys("0" + WORDS)))
    vocabulary.save(folder / "vocab.txt")
    model = build_model(load_recipe(SMOKE), vocabulary).eval()
    with torch.no_grad():
        for name, weight in model.named_parameters():
            weight.mul_(1.5).add_(0.05 if "norm" in name else 0.0)  # gains that are not 1
    model.save_pretrained(folder / "model")
    return folder, model


@pytest.fixture(scope="module")
def checkpoint(run) -> tuple[Path, object]:
    """The model as it is released, beside the torch model it came from."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("training.export.CALIBRATION_SEEDS", range(900_000, 900_001))
        return export(load_recipe(SMOKE), run[0], run[0] / "int8"), run[1]


def torch_scores(model, folder: Path, text: str) -> np.ndarray:
    ids = Vocabulary.load(folder / "vocab.txt").encode(text)
    batch = collate([{"input_ids": ids, "labels": ids}])
    with torch.no_grad():
        logits = model(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).logits
    return softmax(logits[0, 1:-1].numpy())


FORMS = {"fp32": 1e-3, "plain": 1e-3, "int8": 0.03}
"""How far a probability may be from torch's; the greatest of these is about 0.25."""


@pytest.mark.filterwarnings("ignore")  # of torch's exporter
@pytest.mark.parametrize(("form", "room"), FORMS.items(), ids=FORMS)
def test_the_runtime_scores_as_torch_does(run, form, room):
    folder, model = run
    target = export(load_recipe(SMOKE), folder, folder / f"as-{form}", form=form)
    for text in (TEXTS[0], TEXTS[1][:200]):
        found = OnnxTagger(target).probabilities([passage(text)])[0]
        assert np.abs(found - torch_scores(model, folder, text)).max() < room


def test_released_products_are_int8(checkpoint):
    import onnx

    kinds = [node.op_type for node in onnx.load(str(checkpoint[0] / "model.onnx")).graph.node]
    assert kinds.count("QuantizeLinear") >= kinds.count("MatMul") > 4


def test_a_score_does_not_depend_on_its_batch(checkpoint):
    texts = [(text * 40)[:size] for text, size in zip(TEXTS, (130, 160, 204), strict=True)]
    tagger = OnnxTagger(checkpoint[0])
    together = tagger.probabilities([passage(text) for text in (*texts, *texts[::-1])])
    for index, text in enumerate(texts):
        alone = OnnxTagger(checkpoint[0]).probabilities([passage(text)])[0]
        assert np.array_equal(together[index], alone)


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
