"""The maintainer's loop: new documents marked by the model, corrected by people, trained on."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.convert import main as convert_main
from annotations.convert import parse, write
from annotations.generate.script import Mark, Paragraph
from training.data import examples, marked_paragraphs
from training.preannotate import Guess, least_sure, main

SHIPPED = Path(__file__).parents[2] / "models"
TEXT = "支出决算9万元，主要原因是人员增加。"
MARKS = [Mark("AMOUNT", "决算数", 4, 7), Mark("REASON", None, 13, 17)]
DOCUMENT = """2031年度某某市档案馆单位决算

第三部分 2031年度单位决算情况说明

一、收入支出决算总体情况说明

2031年度收入总计218.20万元，较上年增加18.20万元，增长9.40%，主要原因是人员经费增加。

2031年度收入总计318.20万元，较上年增加28.20万元，增长9.40%，主要原因是人员经费增加。

本馆坚持服务群众。
"""


def guess(text: str, margin: float) -> Guess:
    return Guess("a.txt", text, (), margin)


def test_the_least_sure_come_first_and_shapes_once() -> None:
    found = [guess("支出9万元", 0.9), guess("支出8.5万元", 0.2), guess("收入3元", 0.5), guess("结余1元", 0.7)]
    assert [g.text for g in least_sure(found, 2)] == ["支出8.5万元", "收入3元"]


def test_corrections_of_any_format_become_paragraphs(tmp_path: Path) -> None:
    review = {
        "format": "juesuan-review",
        "version": 1,
        "findings": [],
        "passages": [
            {
                "text": TEXT,
                "status": "corrected",
                "marks": [{"label": m.label, "role": m.role, "start": m.start, "end": m.end} for m in MARKS],
            }
        ],
    }
    (tmp_path / "review.json").write_text(json.dumps(review, ensure_ascii=False), encoding="utf-8")
    write([(TEXT, MARKS)], tmp_path / "corrections.conll", "conll")
    wanted = [Paragraph("prose", TEXT, tuple(MARKS))]
    assert marked_paragraphs(tmp_path / "review.json") == wanted
    assert marked_paragraphs(tmp_path / "corrections.conll") == wanted


def test_corrections_stand_behind_the_generated_windows() -> None:
    pytest.importorskip("torch", reason="needs the train extra: pip install -e '.[train]'")
    from training.finetune import build_vocabulary, corrections
    from training.recipe import load_recipe

    recipe = load_recipe(Path(__file__).parents[2] / "training" / "configs" / "smoke.toml")
    vocabulary = build_vocabulary(replace(recipe, data=replace(recipe.data, vocabulary_documents=1)))
    marked = (Paragraph("prose", TEXT, tuple(MARKS)),) * 3
    plain, more = (list(examples(7, 1, vocabulary, (), extra)) for extra in ((), marked))
    assert len(more) == len(plain) + 3
    assert len(more[-1]["input_ids"]) == len(TEXT) + 2
    assert corrections(recipe) == ()


@pytest.mark.filterwarnings("ignore")  # of datasets
def test_a_run_shows_each_correction_as_often_as_its_recipe_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torch", reason="needs the train extra: pip install -e '.[train]'")
    from tests.training.test_finetune import miniature
    from training import finetune

    monkeypatch.setattr(finetune, "RUNS", tmp_path)
    write([(TEXT, MARKS)], tmp_path / "c.jsonl", "marks")
    recipe = miniature()
    recipe = replace(recipe, training=replace(recipe.training, max_steps=1))
    plain = finetune.train(replace(recipe, name="plain"))
    data = replace(recipe.data, corrections=[str(tmp_path / "c.jsonl")], correction_copies=4)
    run = finetune.train(replace(recipe, name="more", data=data))
    windows = [json.loads((r / "run.json").read_text(encoding="utf-8"))["windows"] for r in (plain, run)]
    assert windows[1] == windows[0] + 4


def test_a_folder_is_marked_and_goes_to_an_annotation_tool(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not list(SHIPPED.glob("*/model.onnx")):
        pytest.skip("no checkpoint in this checkout")
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / "a.txt").write_text(DOCUMENT, encoding="utf-8")
    (folder / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    out = tmp_path / "out.jsonl"
    assert main([str(folder), "--out", str(out), "--most", "5"]) == 0
    assert "b.pdf" in capsys.readouterr().err
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 1
    assert (lines[0]["source"], 0 <= lines[0]["margin"] <= 1) == ("a.txt", True)
    assert {mark["label"] for mark in lines[0]["marks"]} >= {"AMOUNT", "PERCENT", "REASON"}
    assert convert_main(["--to", "label-studio", str(out), str(tmp_path / "tasks.json")]) == 0
    ((text, marks),) = parse((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    assert (text, len(marks)) == (lines[0]["text"], len(lines[0]["marks"]))


def test_nothing_to_mark_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("本馆坚持服务群众。\n", encoding="utf-8")
    assert main([str(tmp_path), "--out", str(tmp_path / "out.jsonl")]) == 2
