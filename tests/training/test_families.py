"""Leaving families out, and the learning curve: the bookkeeping around whole runs."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="needs the train extra: pip install -e '.[train]'")

from annotations.generate.prose import REGIONS
from extract.tag.rules import RuleTagger
from tests.training.test_finetune import miniature
from training import curve, families, finetune
from training.recipe import load_pretraining

CONFIGS = Path(__file__).parents[2] / "training" / "configs"
PLAN = families.load_plan(CONFIGS / "families.toml")


def test_every_family_is_left_out_once() -> None:
    parts = families.folds(REGIONS, PLAN.families_per_fold, PLAN.shuffle_seed)
    assert sorted(family for part in parts for family in part) == sorted(REGIONS)
    assert {len(part) for part in parts[:-1]} == {PLAN.families_per_fold}
    assert parts == families.folds(REGIONS, PLAN.families_per_fold, PLAN.shuffle_seed)


def test_a_fold_does_not_train_on_what_it_tests() -> None:
    recipe = families.recipe_of(PLAN, 0, ("hunan", "any"), CONFIGS)
    assert not {"hunan", "any"} & set(recipe.data.families)
    assert len(recipe.data.families) == len(REGIONS) - 2
    assert recipe.training.max_steps == PLAN.max_steps


def test_the_encoder_of_a_fold_does_not_read_what_it_tests() -> None:
    encoder = load_pretraining(CONFIGS / "encoder.toml")
    fold = families.encoder_of(encoder, PLAN, 3, ("hunan", "any"))
    assert fold.data.families == families.recipe_of(PLAN, 3, ("hunan", "any"), CONFIGS).data.families
    assert fold.name == "families-3-encoder"


def test_the_worst_family_is_named_and_the_mean_is_over_families() -> None:
    rows: dict[str, families.Row] = {
        "hunan": {"micro": [9, 10, 10], "roles": [1, 1, 1]},
        "hebei": {"micro": [1, 2, 2], "roles": [1, 1, 1]},
    }
    found = families.summary(rows)
    assert found["micro"] == {"mean": 0.7, "worst": 0.5, "family": "hebei", "pooled": 0.83333}
    assert "CODE" not in found


def test_rules_are_scored_on_the_family_asked_for() -> None:
    row = families.score(RuleTagger(), replace(PLAN, test_documents=1), "jiangsu")
    hits, gold, ours = row["micro"]
    assert 0 < hits <= min(gold, ours)
    assert gold == sum(row[label][1] for label in families.LABELS if label in row)


@pytest.mark.filterwarnings("ignore")  # of torch
def test_a_fold_is_trained_once_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(finetune, "RUNS", tmp_path)
    smoke = (CONFIGS / "smoke.toml").read_text(encoding="utf-8")
    smoke = smoke.replace("vocabulary_documents = 40", "vocabulary_documents = 3")
    (tmp_path / "smoke.toml").write_text(smoke, encoding="utf-8")
    plan = tmp_path / "plan.toml"
    changes = {"tiny.toml": "smoke.toml", "documents = 1500": "documents = 2"}
    changes |= {"max_steps = 0": "max_steps = 2", "test_documents = 8": "test_documents = 1"}
    text = (CONFIGS / "families.toml").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    plan.write_text(text, encoding="utf-8")
    assert families.main([str(plan), "--folds", "0"]) == 0
    shown = capsys.readouterr().out
    kept = json.loads((tmp_path / "families-0" / "fold.json").read_text(encoding="utf-8"))
    assert kept["steps"] == 2
    assert set(kept["model"]) == set(kept["rules"]) == set(kept["asked"]["left_out"])
    monkeypatch.setattr(finetune, "train", lambda recipe: pytest.fail("trained again"))
    assert families.main([str(plan), "--folds", "0"]) == 0
    assert shown.endswith(capsys.readouterr().out)
    assert "1 折，每折 2 步" in shown


@pytest.mark.filterwarnings("ignore")  # of torch
def test_a_point_of_the_curve_is_a_whole_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finetune, "RUNS", tmp_path)
    entry = curve.point(miniature(), 1, 1)
    assert (entry["documents"], entry["windows"] > 1) == (1, True)
    assert set(entry["f1"]) == set(entry["interval"]) <= set(curve.ROWS)
    assert "roles" in entry["f1"]
    assert len(curve.render([entry]).splitlines()) == 2
