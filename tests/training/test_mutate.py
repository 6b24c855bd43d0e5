"""The measure of the auditor: places come from the gold, relations from the books, catches from findings."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from annotations.generate.generate import generate
from annotations.generate.script import Grid, Script
from extract.catalogue import with_code
from extract.check import RULES
from extract.errors import ModelError
from extract.pipeline import Extractor, load
from extract.tag import default_model_path
from training.mutate.__main__ import main
from training.mutate.alter import ALTERATIONS, alter, flip
from training.mutate.clerks import name_places, other_name
from training.mutate.measure import Clean, Measured, Trial, measure
from training.mutate.places import Place, places, read_number
from training.mutate.relations import basis_of, broken, relations
from training.mutate.report import RESIDUE, summary, to_record, to_table

MAKERS = {(where, name): make for name, where, make in ALTERATIONS}


@pytest.fixture(scope="module")
def script() -> Script:
    return generate(5_002, family="shanxi", sober=True)


@pytest.fixture(scope="module")
def found(script: Script) -> tuple[Place, ...]:
    return places(script)


def first(found: tuple[Place, ...], where: str, measure: str = "") -> Place:
    return next(p for p in found if p.where == where and (not measure or p.measure == measure))


def text_of(script: Script, place: Place) -> str:
    part = script.parts[place.part]
    return (
        part.rows[place.row][place.column] if isinstance(part, Grid) else part.text[place.start : place.end]
    )


def test_every_place_says_what_the_document_prints(script: Script, found: tuple[Place, ...]) -> None:
    assert {p.where for p in found} == {"prose", "cell", "code", "code cell"}
    assert all(text_of(script, p) == p.text for p in found)
    assert all(p.value for p in found if p.where in ("prose", "cell"))


@pytest.mark.parametrize(
    ("text", "unit", "value", "half"),
    [
        ("1,204.50", "万元", "1204.50", "0.005"),
        ("21.3 万元", "万元", "21.3", "0.05"),
        ("12045000.00", "元", "1204.5", "0.0000005"),
        ("7%", "%", "7", "0.5"),
    ],
)
def test_numbers_are_read_with_their_step(text: str, unit: str, value: str, half: str) -> None:
    assert read_number(text, unit) == (Decimal(value), Decimal(half))


@pytest.mark.parametrize(
    ("name", "text", "fits"),
    [
        (
            "digit changed",
            "227.55万元",
            lambda new: sum(a != b for a, b in zip(new, "227.55万元", strict=True)) == 1,
        ),
        (
            "digits swapped",
            "227.55万元",
            lambda new: sorted(new) == sorted("227.55万元") and new != "227.55万元",
        ),
        ("decimal shifted", "227.55万元", lambda new: new in ("2275.50万元", "22.76万元", "22.75万元")),
        ("元 and 万元 mixed", "227.55万元", lambda new: new == "227.55元"),
    ],
)
def test_alterations_are_the_slips_they_are_named_for(
    found: tuple[Place, ...], name: str, text: str, fits: object
) -> None:
    place = replace(first(found, "prose", "决算数"), text=text)
    for seed in range(20):
        new = MAKERS[("prose", name)](place, found, random.Random(seed))
        assert new is not None and fits(new), new  # type: ignore[operator]


def test_last_years_figure_is_what_the_change_leaves(found: tuple[Place, ...]) -> None:
    now = next(
        p
        for p in found
        if p.measure == "决算数"
        and any(o.part == p.part and o.item == p.item and o.measure == "增减额" for o in found)
    )
    new = MAKERS[("prose", "last year's value")](now, found, random.Random(0))
    change = next(o for o in found if o.part == now.part and o.item == now.item and o.measure == "增减额")
    assert new is not None and now.fact is not None
    assert read_number(new, now.fact.unit)[0] == now.value - change.value


def test_signs_and_units_are_left_out_and_codes_come_from_other_years(found: tuple[Place, ...]) -> None:
    share, amount = first(found, "prose", "占比"), first(found, "prose", "决算数")
    rng = random.Random(0)
    assert MAKERS[("prose", "% left out")](share, found, rng) == share.text[:-1]
    assert MAKERS[("prose", "% left out")](amount, found, rng) is None
    assert MAKERS[("prose", "unit left out")](amount, found, rng) == amount.text.rstrip("万元 ")
    year = amount.fact.year if amount.fact else None
    codes = [
        MAKERS[("code cell", "code of another year")](p, found, rng) for p in found if p.where == "code cell"
    ]
    told = [code for code in codes if code]
    assert told and not any(account.valid(year) for code in told for account in with_code(code))


def test_a_name_gives_way_to_another_of_its_section(script: Script, found: tuple[Place, ...]) -> None:
    names = list(name_places(script, found, frozenset(range(len(found)))))
    assert names and all(text_of(script, p) == p.text for p in names)
    swapped = [(p, new) for p in names if (new := other_name(p, names, random.Random(0)))]
    assert swapped and all(new != p.text for p, new in swapped)


def test_an_altered_script_differs_at_its_place_alone(script: Script, found: tuple[Place, ...]) -> None:
    place = first(found, "cell")
    changed = alter(script, place, "digit changed", "98765.43").script
    apart = [i for i, (a, b) in enumerate(zip(script.parts, changed.parts, strict=True)) if a != b]
    assert apart == [place.part]
    assert text_of(changed, place) == "98765.43"


def test_a_flipped_word_turns_the_sign(script: Script, found: tuple[Place, ...]) -> None:
    place = next(p for p in found if p.word)
    altered = flip(script, place)
    assert altered is not None and altered.after.value == -place.value
    assert altered.script.parts[place.part] != script.parts[place.part]


def test_relations_hold_in_the_clean_document_and_break_where_it_is_altered(
    script: Script, found: tuple[Place, ...]
) -> None:
    bonds = relations(script, found)
    assert all(bond.holds([found[m] for m in bond.members]) for bond in bonds)
    at, place = next(
        (i, p)
        for i, p in enumerate(found)
        if p.where == "prose" and any(b.basis == "table" and i in b.members for b in bonds)
    )
    assert broken(bonds, found, at, place) == []
    wrong = replace(place, value=place.value + 7)
    assert basis_of(broken(bonds, found, at, wrong)) == "table"
    assert basis_of([]) == "nothing"


def test_the_summary_counts_by_what_can_show_an_alteration() -> None:
    trial = Trial("shanxi", 1, "digit changed", "prose", "决算数", "1", "2", "", "table", True, 1)
    missed = replace(trial, basis="arithmetic", caught=False)
    clean = Clean("shanxi", 1, (("share", "…"), ("template-residue", "…")), ())
    measured = Measured((trial, missed), (clean,))
    told = summary(measured)
    assert (told["table caught"], told["arithmetic caught"], told["nothing trials"]) == (1.0, 0.0, 0)
    assert (told["errors per clean document"], told["residue per clean document"]) == (1.0, 1.0)
    assert "1/1 (100.0%)" in to_table(measured)
    assert to_record(measured)["trials"][1]["caught"] is False
    assert {rule.id for rule in RULES} >= RESIDUE


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    try:
        default_model_path()
    except ModelError as error:
        pytest.skip(f"no default checkpoint in this checkout: {error}")
    return load()


def test_what_stands_in_a_table_is_caught(extractor: Extractor) -> None:
    measured = measure(extractor, (5_001,), each=1, families=("shanxi",))
    figures = [t for t in measured.trials if "code" not in t.where and t.basis == "table"]
    assert len(figures) >= 6
    assert sum(t.caught for t in figures) >= len(figures) - 1
    assert {rule for clean in measured.clean for rule, _ in (*clean.errors, *clean.warnings)} <= {
        r.id for r in RULES
    }
    again = measure(extractor, (5_001,), each=1, families=("shanxi",))
    assert again == measured


def test_the_command_counts_what_clean_documents_get(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    told = tmp_path / "told.json"
    styles = ["tabs", "xlsx"]
    assert (
        main(["--model", "rules", "--documents", "2", "--each", "0", "--style", *styles, "--json", str(told)])
        == 0
    )
    record = json.loads(told.read_text(encoding="utf-8"))
    assert record["trials"] == [] and [c["style"] for c in record["clean"]] == styles
    assert "clean documents: 2" in capsys.readouterr().out
