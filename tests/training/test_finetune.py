"""The training loop from recipe to released checkpoint, in miniature."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="needs the train extra: pip install -e '.[train]'")

from training import finetune, make_model
from training.families import load_plan
from training.recipe import Recipe, load_pretraining, load_recipe

CONFIGS = Path(__file__).parents[2] / "training" / "configs"


def miniature() -> Recipe:
    recipe = load_recipe(CONFIGS / "smoke.toml")
    data = replace(recipe.data, documents=3, held_out=1, vocabulary_documents=3)
    return replace(recipe, name="miniature", data=data, training=replace(recipe.training, logging_steps=1))


@pytest.mark.filterwarnings("ignore")
def test_a_recipe_becomes_a_released_checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(finetune, "RUNS", tmp_path / "runs")
    monkeypatch.setattr(make_model, "RUNS", tmp_path / "runs")
    monkeypatch.setattr(make_model, "EVALUATED_DOCUMENTS", 1)
    monkeypatch.setattr(make_model, "SHARED", tmp_path / "nowhere")
    monkeypatch.setattr("training.export.MODELS", tmp_path / "models")
    recipe = miniature()
    run = finetune.train(recipe, resume=True)  # of a run that was stopped before its first checkpoint
    losses = [row["loss"] for row in json.loads((run / "run.json").read_text(encoding="utf-8"))["losses"]]
    assert len(losses) >= 2
    target = make_model.release(recipe, run, tmp_path)
    assert target == tmp_path / "models" / "miniature"
    metrics = json.loads((target / "metrics.json").read_text(encoding="utf-8"))
    assert set(metrics["evaluations"]["generated"]) == {"rules", "model"}
    assert "miniature" in (target / "CARD.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(CONFIGS.glob("*.toml")), ids=lambda p: p.stem)
def test_every_recipe_loads(path: Path):
    if path.stem == "families":
        assert (CONFIGS / load_plan(path).recipe).is_file()
        return
    if "masking" in path.read_text(encoding="utf-8"):
        assert load_pretraining(path).data.first_seed >= 700_000
        return
    recipe = load_recipe(path)
    assert recipe.data.held_out_seed + recipe.data.held_out <= recipe.data.first_seed


def test_an_unknown_key_is_refused(tmp_path: Path):
    text = (CONFIGS / "smoke.toml").read_text(encoding="utf-8").replace("dropout", "dropoff")
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TypeError, match="dropoff"):
        load_recipe(path)


@pytest.mark.filterwarnings("ignore")
def test_one_seed_gives_one_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    recipe = miniature()
    recipe = replace(recipe, training=replace(recipe.training, max_steps=3))
    losses = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        monkeypatch.setattr(finetune, "RUNS", tmp_path / name)
        run = finetune.train(replace(recipe, training=replace(recipe.training, seed=seed)))
        losses.append(json.loads((run / "run.json").read_text(encoding="utf-8"))["losses"])
    assert losses[0] == losses[1] != losses[2]
