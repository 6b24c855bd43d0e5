"""The components in a real spaCy pipeline: spans where the extractor's tags stand, facts, saving, batches."""

from __future__ import annotations

import importlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

import extract
from extract.spacy_components import COLOURS, SPANS_KEY, displacy_options
from extract.tag import default_model_path

HEAD = "一、收入支出决算总体情况说明\n"
TEXT = HEAD + "2031年度收入总计218.20万元，较2030年决算增加18.20万元，增长9.40%。主要原因是人员增加。\n"
OTHER = HEAD + "2031年度支出总计96.10 万元，其中： 住房保障支出12.05\n万元，占比12.54%。\n"


@pytest.fixture(scope="module")
def nlp() -> Iterator[Language]:
    """By rules, characters as tokens: what the components do does not hang on either."""
    made = spacy.blank("zh")
    made.add_pipe("juesuan_tagger", config={"model": "rules"})
    made.add_pipe("juesuan_facts")
    yield made


def spans_of(doc: Doc) -> list[tuple[int, int, str, str | None, str]]:
    return [(s.start_char, s.end_char, s.label_, s.id_ or None, s.text) for s in doc.spans[SPANS_KEY]]


def tags_of(extraction: extract.Extraction) -> list[tuple[int, int, str, str | None, str]]:
    text = extraction.document.text
    return [(t.start, t.end, t.label, t.role, text[t.start : t.end]) for t in extraction.tags]


@pytest.mark.parametrize("text", [TEXT, OTHER, TEXT + OTHER], ids=["plain", "broken", "two"])
def test_spans_are_the_tags_of_the_extractor(nlp: Language, text: str) -> None:
    expected = tags_of(extract.load("rules")(text=text))
    assert len(expected) >= 5
    assert spans_of(nlp(text)) == expected


def test_facts_and_findings_are_those_of_the_extractor(nlp: Language) -> None:
    doc, extraction = nlp(TEXT), extract.load("rules")(text=TEXT)
    published = extract.from_dict(extract.to_dict(extraction))
    assert doc._.facts == published.facts
    assert doc._.findings == published.findings
    assert doc._.checks == published.checks
    assert [finding.rule for finding in doc._.findings] == ["change-rate"]


def test_model_with_jieba_gives_the_spans_of_the_extractor() -> None:
    try:
        default_model_path()
    except extract.ModelError as error:
        pytest.skip(str(error))
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    nlp.add_pipe("juesuan_tagger", config={"threads": 1})
    texts = [TEXT, OTHER, "公务接待费2080505（款）支出3.20万元。\n"]
    extractor = extract.load(settings=extract.Settings(threads=1))
    assert [spans_of(doc) for doc in nlp.pipe(texts)] == [tags_of(extractor(text=text)) for text in texts]


def test_token_over_a_border_is_split_there(nlp: Language) -> None:
    words = ["2031年度", "收入总计218", ".", "20万元较", "上年增加", "。"]
    doc = Doc(nlp.vocab, words=words, spaces=[False] * len(words))
    expected = tags_of(extract.load("rules")(text=doc.text))
    for _, component in nlp.pipeline:
        doc = component(doc)
    assert "218.20万元" in [text for *_, text in expected]
    assert spans_of(doc) == expected
    assert [token.text for token in doc][:3] == ["2031年度", "收入总计", "218"]


def test_stream_in_batches_gives_the_same(nlp: Language) -> None:
    texts = [TEXT, "", OTHER, "没有数字。", TEXT]
    alone = [spans_of(nlp(text)) for text in texts]
    assert [spans_of(doc) for doc in nlp.pipe(texts, batch_size=2)] == alone
    assert alone[1] == alone[3] == []


def test_long_texts_do_not_wait_for_a_full_batch(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.spacy_components.BATCH_TEXT", len(TEXT))
    component = nlp.get_pipe("juesuan_tagger")
    waiting = iter([nlp.make_doc(TEXT), nlp.make_doc(TEXT)])
    next(iter(component.pipe(waiting)))  # type: ignore[attr-defined]
    assert len(list(waiting)) == 1


def test_blank_text_has_no_spans_and_no_facts(nlp: Language) -> None:
    doc = nlp(" \n")
    assert spans_of(doc) == []
    assert doc._.facts == doc._.findings == ()


def test_corrected_spans_make_other_facts(nlp: Language) -> None:
    doc = nlp.get_pipe("juesuan_tagger")(nlp.make_doc(TEXT))  # type: ignore[operator]
    group = doc.spans[SPANS_KEY]
    kept = [Span(doc, s.start, s.end, label=s.label_, span_id=s.id_) for s in group if s.label_ != "PERCENT"]
    doc.spans[SPANS_KEY] = kept
    done = nlp.get_pipe("juesuan_facts")(doc)  # type: ignore[operator]
    assert {fact.measure for fact in done._.facts} == {"决算数", "增减额"}


def test_facts_without_spans_say_what_is_missing(nlp: Language) -> None:
    with pytest.raises(ValueError, match="juesuan_tagger"):
        nlp.get_pipe("juesuan_facts")(nlp.make_doc(TEXT))  # type: ignore[operator]


def test_displacy_shows_every_label_in_its_colour(nlp: Language) -> None:
    html = displacy.render(nlp(TEXT), style="span", options=displacy_options(), jupyter=False)
    for label in ("AMOUNT", "PERCENT", "REASON"):
        assert label in html
        assert COLOURS[label] in html


def test_saved_pipeline_is_whole_and_gives_the_same(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    assert spans_of(loaded(TEXT)) == spans_of(nlp(TEXT))
    assert loaded(TEXT)._.facts == nlp(TEXT)._.facts


def test_saved_pipeline_carries_its_model(tmp_path: Path) -> None:
    try:
        default_model_path()
    except extract.ModelError as error:
        pytest.skip(str(error))
    nlp = spacy.blank("zh")
    nlp.add_pipe("juesuan_tagger", config={"threads": 1, "min_score": 0.5, "spans_key": "mine"})
    nlp.to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    component = loaded.get_pipe("juesuan_tagger")
    assert component.extractor.tagger.folder == tmp_path / "saved" / "juesuan_tagger"  # type: ignore[attr-defined]
    assert component.extractor.settings.min_score == 0.5  # type: ignore[attr-defined]
    loaded.to_disk(tmp_path / "saved")
    docs = [pipeline(TEXT) for pipeline in (nlp, loaded, spacy.load(tmp_path / "saved"))]
    found = [[span.text for span in doc.spans["mine"]] for doc in docs]
    assert found[0] == found[1] == found[2] != []


def test_doc_bin_carries_spans_and_facts(nlp: Language) -> None:
    doc = nlp(TEXT)
    data = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin(store_user_data=True).from_bytes(data).get_docs(nlp.vocab)
    assert spans_of(again) == spans_of(doc)
    assert again._.facts == doc._.facts
    assert again.spans[SPANS_KEY].attrs["model"] == "rules"


def test_entry_points_lead_to_the_factories(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = project["entry-points"]["spacy_factories"]
    assert set(points) == {"juesuan_tagger", "juesuan_facts"}
    for name, target in points.items():
        module, _, function = target.partition(":")
        assert Language.get_factory_meta(name).factory == name
        assert callable(getattr(importlib.import_module(module), function))
