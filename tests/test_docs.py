"""The README says the truth: its code runs, its commands, targets, files and exit codes exist."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

import extract
from extract.check import RULES, rulebook
from extract.cli import EXIT_CODES, _parser
from extract.records import FindingKind
from extract.tag import default_model_path
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
PYTHON = [code for language, code in BLOCKS if language == "python"]
SHELL = [line.split("#")[0] for language, code in BLOCKS if language == "sh" for line in code.splitlines()]
JUESUAN = [line for line in SHELL if line.startswith("juesuan ")]


@pytest.mark.parametrize("code", PYTHON, ids=range(len(PYTHON)))
def test_python_of_the_readme_runs(code: str, root: Path, samples: Path) -> None:
    compile(code, "README.md", "exec")
    if not samples.is_dir():
        pytest.skip("no samples yet: python -m annotations.generate demo")
    if "load()" in code:
        try:
            default_model_path()
        except extract.ModelError as error:
            pytest.skip(str(error))
    environment = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_readme_has_code_and_commands() -> None:
    assert len(PYTHON) >= 2
    assert len(JUESUAN) >= 5


@pytest.mark.parametrize("line", JUESUAN)
def test_command_of_the_readme_is_accepted(line: str) -> None:
    assert _parser().parse_args(line.split()[1:]).run


def test_every_command_is_in_the_readme() -> None:
    for name in ("extract", "batch", "panel", "report", "mark", "rules", "doctor", "schema", "completion"):
        assert any(line.split()[1] == name for line in JUESUAN), name


def test_make_targets_exist(root: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"make ([a-z]+)", README))
    assert {"demo", "test", "model"} <= named <= targets


def test_links_lead_somewhere(root: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert [link for link in links if not link.startswith("http") and not (root / link).exists()] == []


def test_sample_files_exist(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8").replace("$(SAMPLES)", "annotations/samples")
    named = set(re.findall(r"annotations/samples/[\w./]+", README + makefile))
    assert len(named) >= 2
    assert [name for name in named if not (root / name).is_file()] == []


def test_exit_codes_agree_with_help() -> None:
    table = re.findall(r"^\| (\d+) \| (.+) \|$", README, re.MULTILINE)
    helped = re.findall(r"^  (\d+) +(\S+)$", EXIT_CODES, re.MULTILINE)
    assert [code for code, _ in table] == [code for code, _ in helped]
    assert [words[:6] for _, words in table] == [words[:6] for _, words in helped]


def test_page_of_the_rules_is_the_generated_one(root: Path) -> None:
    page = (root / "extract" / "check" / "README.md").read_text(encoding="utf-8")
    assert page == rulebook.render(), "run: python -m extract.check.rulebook"


def test_every_kind_of_finding_has_advice_and_every_relation_a_text() -> None:
    assert set(rulebook.ADVICE) == set(get_args(FindingKind))
    assert {key for rule in RULES for key in re.findall(r"K\d+", rule.source)} <= set(rulebook.RELATIONS)


def test_changelog_knows_this_version(root: Path) -> None:
    assert f"## {extract.__version__}" in (root / "CHANGELOG.md").read_text(encoding="utf-8")
