"""Studies of one checkpoint: calibration, noise, the page of errors."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotations.generate.noise import Noise
from annotations.generate.script import Mark, Paragraph
from extract.errors import ModelError
from extract.records import Tag
from extract.tag import default_model_path
from extract.tag.rules import RuleTagger
from tests.training.factories import gold_tag, tag
from training import calibration, errors, robustness
from training.data import clean_paragraphs, sample_paragraphs
from training.units import ALL_LABELS, Unit

TEXT = "支出决算9万元，占30%。"
GOLD = (gold_tag("AMOUNT", 4, 7, "决算数"), gold_tag("PERCENT", 9, 12, "占比"))


def scored(label: str, start: int, end: int, score: float) -> Tag:
    return Tag(label, None, start, end, TEXT[start:end], score)  # type: ignore[arg-type]


def test_scores_that_say_what_happens_have_no_error() -> None:
    tags = [(0.75, True)] * 3 + [(0.75, False)]
    table = calibration.reliability(tags)
    assert (table.error, table.count) == (0.0, 4)
    assert table.brier == pytest.approx(0.1875)
    (row,) = table.bins
    assert (row.low, row.high, row.right) == (0.7, 0.8, 0.75)


def test_scores_that_are_too_sure_have_one() -> None:
    table = calibration.reliability([(1.0, True), (1.0, False), (0.25, False)])
    assert [row.low for row in table.bins] == [0.2, 0.9]
    assert table.error == pytest.approx((0.25 + 2 * 0.5) / 3)


def test_tags_are_right_with_label_start_end_and_role() -> None:
    amount = scored("AMOUNT", 4, 7, 0.9)
    another = calibration.judged([Unit("a", TEXT, GOLD, (replace(amount, role="上年数"),), ("AMOUNT",))])
    assert another["AMOUNT"] == [(0.9, False)]
    ours = (replace(amount, role="决算数"), scored("PERCENT", 9, 11, 0.8), scored("CODE", 9, 11, 0.4))
    found = calibration.judged([Unit("a", TEXT, GOLD, ours, ("AMOUNT", "PERCENT"))])
    assert found == {"all": [(0.9, True), (0.8, False)], "AMOUNT": [(0.9, True)], "PERCENT": [(0.8, False)]}
    text = calibration.render({name: calibration.reliability(tags) for name, tags in found.items()})
    assert "AMOUNT" in text and "0.90–1.00" in text


def test_every_kind_of_noise_has_a_rate_and_only_itself() -> None:
    rates = robustness.greatest_rates()
    assert set(rates) == set(Noise.__dataclass_fields__)
    assert min(rates.values()) > 0
    paragraph = Paragraph("prose", "本年收入，支出。" * 9)
    (spoilt,) = robustness.spoilt([paragraph], "drop_punctuation", 1.0, 1)
    assert spoilt.text == "本年收入支出" * 9
    assert robustness.spoilt([paragraph], "clean", 0.0, 1) == [paragraph]


def test_digits_in_full_width_keep_their_marks() -> None:
    paragraph = Paragraph("prose", "占30.5%", (Mark("PERCENT", "占比", 1, 6),))
    (found,) = robustness.spoilt([paragraph], "full width", 1.0, 1)
    assert (found.text, found.marks) == ("占３０．５％", paragraph.marks)


def test_noise_costs_something_and_clean_text_comes_first() -> None:
    rows = dict(robustness.robustness(RuleTagger(), 1, times=20))
    assert next(iter(rows)) == "clean"
    assert rows["drop"]["roles"].f1 < rows["clean"]["roles"].f1
    assert set(robustness.to_record(rows)["clean"]) >= {"AMOUNT", "roles"}
    assert len(robustness.render(rows).splitlines()) == len(rows) + 1


def test_clean_text_is_the_same_document_without_its_noise() -> None:
    clean, noisy = clean_paragraphs(11), sample_paragraphs(11)
    assert clean[0].kind == noisy[0].kind
    assert not any("bookmark" in paragraph.text for paragraph in clean)


def test_the_page_shows_what_is_wrong_and_nothing_else() -> None:
    pytest.importorskip("spacy", reason="needs the spacy extra")
    ours = (tag("AMOUNT", 4, 7, "上年数"), tag("CODE", 10, 11))
    right = Unit("right", "无错的一行", (), (), ALL_LABELS)
    wrong = Unit("wrong", "支出<b>&9万元", (gold_tag("AMOUNT", 6, 9, "决算数"),), (), ALL_LABELS)
    html = errors.page([right, Unit("mixed", TEXT, GOLD, ours, ALL_LABELS), wrong], "页面")
    assert "无错的一行" not in html
    for shown in ("≠ AMOUNT.上年数", "+ PERCENT.占比", "− CODE", "+ AMOUNT.决算数", "2 行有错，共 4 处"):
        assert shown in html
    assert "<b>" not in html
    assert "&lt;b&gt;&amp;" in html


def test_commands_run_on_generated_prose(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("spacy", reason="needs the spacy extra")
    try:
        default_model_path()
    except ModelError as error:
        pytest.skip(f"no default checkpoint in this checkout: {error}")
    assert calibration.main(["--generated", "1", "--json", str(tmp_path / "c.json")]) == 0
    assert errors.main(["--generated", "1", "--out", str(tmp_path / "e.html")]) == 0
    assert (tmp_path / "c.json").is_file()
    assert "行有错" in (tmp_path / "e.html").read_text(encoding="utf-8")
    assert "校准误差" in capsys.readouterr().out
    assert robustness.main([str(tmp_path)]) == 2
