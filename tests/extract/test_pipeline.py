"""The recipe: what may be handed in, what comes back, and that one bad file stops nobody."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

import extract
from extract.records import Passage, Tag
from extract.schema import schema_text

TEXT = (
    "云岭县信访局\n2031年度单位决算\n第三部分 情况说明\n一、收入支出决算总体情况说明\n"
    "2031年度收入总计218.20万元，较2030年决算增加18.20万元，增长9.10%。主要原因是人员增加。\n"
)


class FakeTagger:
    """Tags one figure wherever it stands, with a score of its own."""

    name = "fake"

    def __init__(self, figure: str = "218.20万元", score: float = 0.8) -> None:
        self.figure, self.score = figure, score

    def tag(self, passages: Sequence[Passage]) -> tuple[Tag, ...]:
        return tuple(self._tags(passages))

    def _tags(self, passages: Sequence[Passage]) -> list[Tag]:
        return [
            Tag(
                "AMOUNT", "决算数", passage.offsets[at], passage.offsets[at + len(self.figure) - 1] + 1,
                self.figure, self.score, None, None, index, at, at + len(self.figure),
            )
            for index, passage in enumerate(passages)
            if (at := passage.text.find(self.figure)) >= 0
        ]


@pytest.fixture
def rules() -> extract.Extractor:
    return extract.load("rules")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "决算 2031.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_path_str_bytes_and_text_give_the_same_facts(rules: extract.Extractor, file: Path) -> None:
    data = file.read_bytes()
    given = [
        rules(file), rules(str(file)), rules(data), rules(TEXT),
        rules(path=file), rules(data=data), rules(text=TEXT),
    ]
    facts = given[0].facts
    assert {fact.value for fact in facts} >= {"218.20", "18.20", "9.10"}
    assert all(extraction.facts == facts for extraction in given)


def test_offsets_index_the_source_text(rules: extract.Extractor) -> None:
    extraction = rules(text=TEXT)
    assert extraction.tags
    assert all(TEXT[tag.start : tag.end] == tag.text for tag in extraction.tags)


def test_source_says_where_it_came_from(rules: extract.Extractor, file: Path) -> None:
    assert rules(file).document.source.path == str(file)
    assert rules(text=TEXT).document.source.path is None
    assert rules(file.read_bytes(), name="下载.txt").document.source.path == "下载.txt"


def test_model_is_named_in_the_record(rules: extract.Extractor) -> None:
    assert rules(text=TEXT).model == "rules"
    assert extract.Extractor(FakeTagger())(text=TEXT).model == "fake"


def test_any_tagger_of_the_protocol_works() -> None:
    extraction = extract.Extractor(FakeTagger())(text=TEXT)
    assert [tag.text for tag in extraction.tags] == ["218.20万元"]
    assert [(fact.item.name, fact.value) for fact in extraction.facts] == [("收入总计", "218.20")]


def test_min_score_drops_unsure_tags() -> None:
    strict = extract.Extractor(FakeTagger(score=0.8), settings=extract.Settings(min_score=0.9))
    lax = extract.Extractor(FakeTagger(score=0.8), settings=extract.Settings(min_score=0.8))
    assert strict(text=TEXT).tags == ()
    assert len(lax(text=TEXT).tags) == 1


@pytest.mark.parametrize("given", [{}, {"path": "a.txt", "text": "b"}, {"data": b"a", "text": "b"}])
def test_exactly_one_source(rules: extract.Extractor, given: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="exactly one"):
        rules(**given)  # type: ignore[arg-type]


def test_a_name_without_a_file_is_a_missing_file_not_text(rules: extract.Extractor) -> None:
    with pytest.raises(extract.FileMissing, match=r"没有\.txt"):
        rules("没有.txt")


@pytest.mark.parametrize("empty", [b"", b" \n\t\r\n"])
def test_empty_input(rules: extract.Extractor, empty: bytes) -> None:
    with pytest.raises(extract.EmptyInput):
        rules(empty)


def test_batch_goes_on_after_a_bad_file(rules: extract.Extractor, file: Path, tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.touch()
    paths = [tmp_path / "没有.txt", empty, file]
    outcomes = list(rules.batch(paths))
    assert [path for path, _ in outcomes] == paths
    kinds = [type(outcome) for _, outcome in outcomes]
    assert kinds == [extract.FileMissing, extract.EmptyInput, extract.Extraction]


def test_batch_streams(rules: extract.Extractor, file: Path) -> None:
    def paths() -> Sequence[Path]:
        yield file  # type: ignore[misc]
        raise AssertionError("asked for a second path before the first was handed over")

    path, outcome = next(rules.batch(paths()))
    assert path == file
    assert isinstance(outcome, extract.Extraction)


def test_batch_hands_over_an_error_nobody_foresaw(file: Path) -> None:
    class Broken(FakeTagger):
        def tag(self, passages: Sequence[Passage]) -> tuple[Tag, ...]:
            raise ZeroDivisionError("weights")

    ((_, outcome),) = extract.Extractor(Broken()).batch([file])
    assert type(outcome) is extract.JuesuanError
    assert "ZeroDivisionError: weights" in str(outcome)
    assert isinstance(outcome.__cause__, ZeroDivisionError)


def test_extraction_does_not_change_between_calls(rules: extract.Extractor) -> None:
    assert rules(text=TEXT) == rules(text=TEXT)


def test_missing_checkpoint_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(extract.ModelError, match="模型"):
        extract.load(tmp_path)


def test_settings_come_from_toml(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("threads = 1\nmin_score = 0.5\n", encoding="utf-8")
    assert extract.load_settings(path) == extract.Settings(threads=1, min_score=0.5)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("min_scores = 0.5", "不认识的项 min_scores；可用的是 threads、min_score"),
        ("min_score = 2", "0 与 1 之间"),
        ("min_score = '0.5'", "0 与 1 之间"),
        ("min_score = [0.5]", "0 与 1 之间"),
        ("threads = 0", "不小于 1"),
        ("threads = true", "不小于 1"),
        ("threads =", "不是有效的 TOML"),
    ],
)
def test_wrong_settings_are_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(extract.SettingsError, match=message):
        extract.load_settings(path)


def test_settings_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(extract.SettingsError, match="打不开"):
        extract.load_settings(tmp_path / "none.toml")


def test_real_documents_go_through_whole(rules: extract.Extractor, shared: Path) -> None:
    schema = json.loads(schema_text())
    paths = sorted((shared / "documents").iterdir())
    for path, outcome in rules.batch(paths):
        assert isinstance(outcome, extract.Extraction), f"{path.name}: {outcome}"
        jsonschema.validate(json.loads(extract.to_json(outcome)), schema)
        assert all(0 <= tag.start < tag.end <= len(outcome.document.text) for tag in outcome.tags)
        if outcome.document.source.pages:
            assert all(fact.page and fact.bbox for fact in outcome.facts), path.name


def test_settings_are_frozen() -> None:
    assert replace(extract.Settings(), threads=2).threads == 2
    with pytest.raises(AttributeError):
        extract.Settings().threads = 2  # type: ignore[misc]


BUDGET_TITLE = "云岭县档案馆2031年部门预算\n\n一、预算情况说明\n\n"
BUDGET_TEXT = BUDGET_TITLE + "公务接待费1.00万元，比2030年预算减少0.20万元。\n"


def test_in_a_budget_a_bare_sum_is_a_budget():
    extraction = extract.load("rules")(text=BUDGET_TEXT)
    assert extraction.document.profile.kind == "部门预算"
    roles = {tag.text: tag.role for tag in extraction.tags if tag.label == "AMOUNT"}
    assert roles == {"1.00万元": "预算数", "0.20万元": "增减额"}


def test_one_path_may_stand_for_a_list_of_one(samples: Path) -> None:
    extractor, path = extract.load("rules"), samples / "planted" / "document.txt"
    assert [place for place, _ in extractor.batch(str(path))] == [path]
    assert extractor.joined(str(path)).facts == extractor(path).facts


def test_sentence_without_a_line_break_is_text() -> None:
    extraction = extract.load("rules")("2031年度收入总计18.20万元。")
    assert [fact.value for fact in extraction.facts] == ["18.20"]


def test_extractor_tells_its_model() -> None:
    assert repr(extract.load("rules")) == "<Extractor rules>"
