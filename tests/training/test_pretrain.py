"""Masked pre-training, and encoders as the start of a fine-tuning run."""

import json
import lzma
import re
from dataclasses import asdict, replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="needs the train extra: pip install -e '.[train]'")

from transformers import BertConfig, BertForMaskedLM  # noqa: E402

from extract.labels import CLASSES  # noqa: E402
from extract.tag.runtime import OnnxTagger  # noqa: E402
from extract.tag.vocabulary import NEWLINE, SPECIAL, Vocabulary  # noqa: E402
from tests.training.test_export import passage  # noqa: E402
from tests.training.test_finetune import miniature  # noqa: E402
from training import finetune, make_model, pretrain  # noqa: E402
from training.base import BaseError, base_vocabulary, load_base, vocabulary_of  # noqa: E402
from training.data import IGNORED  # noqa: E402
from training.export import export  # noqa: E402
from training.recipe import Masking, Pretraining, load_pretraining, own_encoder  # noqa: E402

ENCODER = Path(__file__).parents[2] / "training" / "configs" / "encoder.toml"
TEXT = "第一条 为了加强预算管理，制定本规定。\n第二条 各单位应当按照规定编制决算。\n"


def two_steps(texts: list[str]) -> Pretraining:
    recipe = load_pretraining(ENCODER)
    shape = replace(recipe.model, hidden_size=32, num_hidden_layers=1, intermediate_size=32)
    data = replace(recipe.data, documents=1, texts=texts, windows=0, min_count=1)
    plan = replace(recipe.training, max_steps=2, batch_size=2, logging_steps=1)
    return replace(recipe, name="tiny-encoder", model=shape, data=data, training=plan)


def test_windows_join_short_lines_and_cut_long_ones():
    found = list(pretrain.to_windows(["ab", "cd", "efghijklmn", "o"], 6))
    assert found == ["ab\ncd", "efghij", "klmn\no"]


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary((*SPECIAL, *"0预算管理决算编制规定支出收入"))


def test_what_is_hidden_is_asked_for_and_figures_are_not(vocabulary: Vocabulary):
    torch.manual_seed(1)
    masker = pretrain.Masker(vocabulary, Masking(share=0.3, longest=3))
    rows = [{"input_ids": vocabulary.encode("2023预算管理" * 20)} for _ in range(20)]
    batch, plain = masker(rows), torch.tensor([row["input_ids"] for row in rows])
    asked = batch["labels"] != IGNORED
    assert torch.equal(batch["labels"][asked], plain[asked])
    assert torch.equal(batch["input_ids"][~asked], plain[~asked])
    words = plain > vocabulary.encode("0")[1]
    assert not (asked & ~words).any()
    assert 0.2 < float(asked[words].float().mean()) < 0.4
    assert (batch["input_ids"][asked] == SPECIAL.index("[MASK]")).float().mean() > 0.7


@pytest.mark.filterwarnings("ignore")
def test_an_encoder_of_two_steps_starts_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(finetune, "RUNS", tmp_path / "runs")
    monkeypatch.setattr(pretrain, "RUNS", tmp_path / "runs")
    text = tmp_path / "rules.txt.xz"
    text.write_bytes(lzma.compress(TEXT.encode()))
    encoder = pretrain.pretrain(two_steps([str(text)]))
    record = json.loads((encoder.parent / "run.json").read_text(encoding="utf-8"))
    assert [row["step"] for row in record["losses"]] == [1, 2]
    plan = replace(miniature().training, max_steps=1)
    recipe = replace(miniature(), base=str(encoder), training=plan)
    run = finetune.train(recipe)
    known = Vocabulary.load(encoder / "vocab.txt").tokens
    tokens = Vocabulary.load(run / "vocab.txt").tokens
    assert tokens[: len(known)] == known
    assert len(set(tokens)) == len(tokens)
    config = json.loads((run / "model" / "config.json").read_text(encoding="utf-8"))
    assert config["hidden_size"] == 32
    assert len(config["id2label"]) == len(CLASSES)


def test_the_weights_of_the_base_are_kept(tmp_path: Path, vocabulary: Vocabulary):
    masked = pretrain.ModernBertForMaskedLM(finetune.shape_config(two_steps([]).model, vocabulary))
    masked.save_pretrained(tmp_path)
    vocabulary.save(tmp_path / "vocab.txt")
    found = load_base(str(tmp_path), base_vocabulary(str(tmp_path)))
    assert torch.equal(found.get_input_embeddings().weight, masked.get_input_embeddings().weight)


class Tokenizer:
    """What `vocabulary_of` asks of a tokenizer of transformers."""

    pad_token, unk_token, cls_token, sep_token, mask_token = "<pad>", "<unk>", "<s>", "</s>", "<mask>"

    def __init__(self, *tokens: str) -> None:
        self._ids = {token: at for at, token in enumerate(tokens)}

    def get_vocab(self) -> dict[str, int]:
        return self._ids


COMMON = tuple(chr(0x4E00 + at) for at in range(600))


def test_special_tokens_take_our_names_and_line_breaks_a_free_place():
    special = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
    found = vocabulary_of(Tokenizer(*special, "[unused1]", *COMMON))
    assert found.tokens[:6] == ("[CLS]", "[PAD]", "[SEP]", "[UNK]", "[MASK]", NEWLINE)
    assert len(vocabulary_of(Tokenizer(*special, *COMMON))) == 606


def test_a_tokenizer_of_bytes_is_no_base():
    with pytest.raises(BaseError, match="only 10 Chinese characters"):
        vocabulary_of(Tokenizer("<s>", *COMMON[:10]))


@pytest.mark.filterwarnings("ignore")  # of torch's exporter
def test_a_bert_of_a_local_folder_is_a_base(tmp_path: Path):
    """A vocabulary without a place for line breaks: the embedding grows by one, and the export runs."""
    tokens = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"0，。万元收入", *COMMON)
    tokens = tuple(dict.fromkeys(tokens))
    shape = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    bert = BertForMaskedLM(BertConfig(vocab_size=len(tokens), **shape))
    bert.save_pretrained(tmp_path / "bert")
    (tmp_path / "bert" / "vocab.txt").write_text("\n".join(tokens) + "\n", encoding="utf-8")
    vocabulary = base_vocabulary(str(tmp_path / "bert"))
    assert vocabulary.tokens == (*tokens, NEWLINE)
    model = load_base(str(tmp_path / "bert"), vocabulary)
    model.save_pretrained(tmp_path / "run" / "model")
    vocabulary.save(tmp_path / "run" / "vocab.txt")
    target = export(replace(miniature(), name="bert"), tmp_path / "run", tmp_path / "out", form="plain")
    scores = OnnxTagger(target).probabilities([passage("收入5万元。\n支出3元。")])[0]
    assert scores.shape == (12, len(CLASSES))


def test_a_recipe_names_the_encoder_that_is_run_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    encoder = two_steps([])
    runs: list[Pretraining] = []

    def run(recipe: Pretraining, *, resume: bool) -> Path:
        runs.append(recipe)
        folder = tmp_path / recipe.name
        folder.mkdir(exist_ok=True)
        (folder / "run.json").write_text(json.dumps({"recipe": asdict(recipe)}), encoding="utf-8")
        return folder / "encoder"

    monkeypatch.setattr(pretrain, "RUNS", tmp_path)
    monkeypatch.setattr(pretrain, "pretrain", run)
    monkeypatch.setattr(pretrain, "own_encoder", lambda recipe, folder: encoder)
    for _ in range(2):
        found = pretrain.with_base(replace(miniature(), base="encoder.toml"), ENCODER.parent)
        assert found.base == str(tmp_path / "tiny-encoder" / "encoder")
    assert len(runs) == 1, "a finished run of the same recipe is kept"
    encoder = replace(encoder, data=replace(encoder.data, documents=2))
    pretrain.with_base(replace(miniature(), base="encoder.toml"), ENCODER.parent)
    assert len(runs) == 2, "another recipe is run anew"


def test_a_recipe_without_an_encoder_keeps_its_base():
    assert pretrain.with_base(miniature(), ENCODER.parent) == miniature()
    assert own_encoder(replace(miniature(), base="encoder.toml"), ENCODER.parent).name == "juesuan-encoder"


def test_texts_that_only_some_machines_have_are_read_where_they_are(tmp_path: Path):
    own = ENCODER.read_text(encoding="utf-8")
    copy = tmp_path / "encoder.toml"
    named = re.sub(r"optional_texts = \[.*?\]", 'optional_texts = ["laws.txt", "none.txt"]', own)
    copy.write_text(named, encoding="utf-8")
    (tmp_path / "laws.txt").write_text(TEXT, encoding="utf-8")
    assert load_pretraining(copy).data.texts == [str(tmp_path / "laws.txt")]


def test_the_card_tells_of_the_encoder_without_a_path_of_this_machine(tmp_path: Path):
    recipe = replace(miniature(), base="encoder.toml")
    (tmp_path / "laws.txt").write_text(TEXT, encoding="utf-8")
    own = ENCODER.read_text(encoding="utf-8")
    named = re.sub(r"optional_texts = \[.*?\]", 'optional_texts = ["laws.txt"]', own)
    (tmp_path / "encoder.toml").write_text(named, encoding="utf-8")
    told = make_model.settings_of(recipe, tmp_path)
    assert told["encoder"]["data"]["texts"] == ["laws.txt"]
    assert str(tmp_path) not in json.dumps(told)
    assert "encoder" not in make_model.settings_of(miniature(), tmp_path)
