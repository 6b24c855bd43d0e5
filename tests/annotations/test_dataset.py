"""A corpus folder opens in `datasets`, and becomes a DocBin that spaCy trains on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

from annotations.convert import from_marks
from annotations.docbin import SPANS_KEY, main, read, to_doc
from annotations.generate.corpus import write_corpus
from annotations.generate.dataset import FEATURES, card
from annotations.generate.script import Mark

MARKED = ("因下雨多支3万元，占5%", [
    Mark("REASON", None, 1, 3), Mark("AMOUNT", "增减额", 5, 8), Mark("PERCENT", "占比", 10, 12)
])  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder, count=2, first_seed=5, styles=("tabs", "xlsx"), mistakes=1)
    return folder


def rows(corpus: Path, name: str) -> list[dict[str, object]]:
    files = sorted(corpus.glob(f"*/{name}.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", [None, *FEATURES])
def test_load_dataset_opens_the_folder(name: str | None, corpus: Path, tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets", reason="needs the train extra: pip install -e '.[train]'")
    loaded = datasets.load_dataset(str(corpus), name, cache_dir=str(tmp_path), split="train")
    expected = rows(corpus, name or "passages")
    assert expected
    assert loaded.to_list() == expected
    assert set(loaded.features) == set(FEATURES[name or "passages"])


def test_passages_are_read_as_annotations(corpus: Path) -> None:
    entries = [from_marks(row) for row in rows(corpus, "passages") if row["kind"] == "prose"]
    assert list(read([corpus])) == entries
    assert any(mark.role == "决算数" for _, marks in entries for mark in marks)


def test_card_names_every_file_with_its_types(corpus: Path) -> None:
    assert (corpus / "README.md").read_text(encoding="utf-8") == card()
    for name in FEATURES:
        assert f'data_files: "**/{name}.jsonl"' in card()


@pytest.mark.parametrize("segmenter", ["char", "jieba"])
def test_spans_of_a_doc_are_exactly_the_marks(segmenter: str) -> None:
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": segmenter}}})
    text, marks = MARKED
    doc = to_doc(nlp, text, marks)
    spans = [Mark(s.label_, s.id_ or None, s.start_char, s.end_char) for s in doc.spans[SPANS_KEY]]
    assert doc.text == text
    assert spans == marks
    assert [(entity.label_, entity.text) for entity in doc.ents] == [("AMOUNT", "3万元"), ("PERCENT", "5%")]


def test_spaces_and_marks_across_words_survive() -> None:
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    text = " 本年 收入总计18.20 万元\n其中"
    marks = [Mark("ITEM", None, 4, 7), Mark("AMOUNT", "决算数", 8, 16)]
    doc = to_doc(nlp, text, marks)
    assert doc.text == text
    assert [span.text for span in doc.spans[SPANS_KEY]] == ["收入总", "18.20 万元"]


def written(path: Path, entries: Sequence[object]) -> Path:
    path.write_text("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in entries), encoding="utf-8")
    return path


def test_command_writes_a_docbin_of_any_known_format(tmp_path: Path) -> None:
    source = written(tmp_path / "in.jsonl", [{"text": "办公费3万元", "label": [[3, 6, "AMOUNT.决算数"]]}])
    assert main([str(source), str(tmp_path / "out.spacy")]) == 0
    nlp = spacy.blank("zh")
    (doc,) = DocBin().from_disk(tmp_path / "out.spacy").get_docs(nlp.vocab)
    assert [(s.text, s.label_, s.id_) for s in doc.spans[SPANS_KEY]] == [("3万元", "AMOUNT", "决算数")]


def test_command_refuses_what_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(written(tmp_path / "in.jsonl", [{"words": []}])), str(tmp_path / "out.spacy")]) == 2
    assert "no known format" in capsys.readouterr().err
    assert not (tmp_path / "out.spacy").exists()


def test_spacy_trains_on_the_docbin_by_the_example(corpus: Path, tmp_path: Path, root: Path) -> None:
    from spacy.cli.train import train

    data = tmp_path / "train.spacy"
    lines = [row for row in rows(corpus, "passages") if row["marks"]][:8]
    assert main([str(written(tmp_path / "few.jsonl", lines)), str(data)]) == 0
    small = {
        "paths.train": str(data), "paths.dev": str(data), "training.max_steps": 2,
        "training.eval_frequency": 2, "components.tok2vec.model.embed.width": 16,
        "components.tok2vec.model.encode.width": 16, "components.tok2vec.model.encode.depth": 1,
    }  # fmt: skip
    train(root / "training" / "examples" / "spacy.cfg", tmp_path / "out", overrides=small)
    trained = spacy.load(tmp_path / "out" / "model-last")
    assert trained.pipe_names == ["tok2vec", "ner"]
    assert "AMOUNT" in trained.get_pipe("ner").labels  # type: ignore[attr-defined]
    assert trained("收入3万元").text == "收入3万元"
