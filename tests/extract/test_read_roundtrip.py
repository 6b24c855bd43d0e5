"""Generated disclosures come back from every format: every cell, every figure of the prose, every heading.

The full proof, with percentages over all families and layouts, is `python -m tests.bench.roundtrip`.
"""

from dataclasses import replace
from functools import cache

import pytest

from annotations.generate.dress import NEGATIVES, Dress, dress, with_negatives
from annotations.generate.formats import FORMATS
from annotations.generate.generate import generate
from annotations.generate.script import Paragraph, Script, grids_of
from annotations.generate.write_docx import WordLook, write_docx
from extract.read import read
from extract.text import squeeze
from tests.bench.roundtrip import MEASURES, Tally, compare, make_script, pair, read_back

CASES = ((5_100_000, "shanxi", "national"), (5_100_001, "sichuan", "shanghai"), (5_100_002, "mixed", "parts"))
CHOSEN = [(name, CASES[place % len(CASES)]) for place, name in enumerate(FORMATS)]
"""Every format with one of the documents; the first has figures below zero."""


@cache
def script_of(case: tuple[int, str, str]) -> Script:
    return make_script(*case)


def tally_of(script: Script, name: str) -> Tally:
    tally = Tally()
    compare(script, read_back(script, name), tally, prose=FORMATS[name].prose, where=name)
    return tally


@pytest.mark.parametrize(("name", "case"), CHOSEN, ids=[f"{name}-{case[2]}" for name, case in CHOSEN])
def test_every_cell_figure_and_heading_comes_back(name: str, case: tuple[int, str, str]) -> None:
    tally = tally_of(script_of(case), name)
    assert tally.lost == []
    assert {measure: tally.share(measure) for measure in MEASURES} == dict.fromkeys(MEASURES, 1.0)
    assert tally.wanted["numbers"] > 50
    assert (tally.wanted["figures"] > 50) == FORMATS[name].prose


@pytest.mark.parametrize(
    ("style", "name"), list(zip(NEGATIVES, ("docx", "xlsx", "html-word", "xls"), strict=True))
)
def test_figures_below_zero_keep_their_sign(style: str, name: str) -> None:
    script = with_negatives(generate(5_200_000, layout="rows"), style, share=0.5)
    tally = tally_of(script, name)
    assert tally.lost == [] and any(c.value < 0 for g in grids_of(script) for c in g.cells if c.value)


@pytest.mark.parametrize(
    ("shape", "name"),
    [("blocks", "docx"), ("blocks", "pdf"), ("pairs", "html-word"), ("pairs", "tabs"), ("list", "xlsx")],
)
def test_self_evaluations_come_back(shape: str, name: str) -> None:
    script = dress(generate(5_300_003, family="hunan", layout="national"), Dress(evaluation=shape))
    forms = [grid for grid in grids_of(script) if "自评" in grid.kind]
    assert forms and all("执行率" in {cell.key for cell in grid.cells} for grid in forms)
    assert tally_of(script, name).lost == []


def test_self_evaluations_with_nothing_between_them_stay_apart() -> None:
    script = dress(generate(5_300_003, family="hunan", layout="national"), Dress(evaluation="blocks"))
    forms = tuple(grid for grid in grids_of(script) if "自评" in grid.kind)
    look = WordLook("plain", "inside", "", breaks=False, repeat=False, contents=False, header=False)
    alike = tuple(replace(form, title="项目支出绩效自评表") for form in forms)
    data = write_docx(script, parts=(Paragraph("title", "附件"), *alike), look=look)
    found = read(data, name="自评.docx").tables
    assert len(forms) == 2 and [table.kind for table in found] == [form.kind for form in forms]


def test_a_loss_is_counted() -> None:
    """The measure sees a wrong figure, a wrong label and a missing sentence."""
    script = script_of(CASES[0])
    other = make_script(5_100_009, "shanxi", "national")
    tally = Tally()
    compare(script, read_back(other, "docx"), tally, prose=True, where="other")
    assert tally.share("numbers") < 0.6 and tally.share("labels") < 0.6 and tally.share("figures") < 0.5
    assert tally.lost


@pytest.mark.parametrize("name", ["docx", "xlsx", "html-word"])
def test_offsets_of_tables_point_at_their_rows(name: str) -> None:
    document = read_back(generate(26), name)
    for table in document.tables:
        assert table.start is not None and table.end is not None
        lines = document.text[table.start : table.end].split("\n")
        printed = [squeeze("".join(row)) for row in (*table.header, *table.rows) if any(row)]
        assert [squeeze(line) for line in lines[-len(printed) :]] == printed


def test_forms_are_paired_by_kind() -> None:
    script = script_of(CASES[0])
    tables = read_back(script, "docx").tables
    pairs = list(pair(grids_of(script), tables[1:]))
    assert pairs[0][1] is None and pairs[1][1] is tables[1]
