"""Every document says the truth: its code runs; its commands, targets, files, links and exit codes exist."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import get_args

import pytest

import extract
from extract.check import RULES, rulebook
from extract.cli import EXIT_CODES
from extract.cli.console import MAX_WIDTH
from extract.records import FindingKind
from extract.tag import default_model_path
from tests.conftest import ROOT
from tests.documents import blocks_of, documents, faults, run

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = blocks_of(README)
PYTHON = [block for block in BLOCKS if block.language == "python"]
SHELL = [line for block in BLOCKS if block.language == "sh" for line in block.code.splitlines()]
JUESUAN = [line for line in SHELL if line.startswith("juesuan ")]
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in documents()}


def test_blocks_of_the_readme_run(tmp_path: Path) -> None:
    try:
        default_model_path()
    except extract.ModelError as error:
        pytest.skip(str(error))
    assert all(run(BLOCKS, "README.md", tmp_path))


@pytest.mark.parametrize("name", TEXTS)
def test_links_commands_and_data_of_a_document_are_right(name: str) -> None:
    assert faults(TEXTS[name], ROOT / name) == []


def test_every_document_of_the_repository_is_tested(root: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "*.md"], cwd=root, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("no git checkout")
    assert set(listed.stdout.split()) <= set(TEXTS)


BROKEN = {
    "python": "```python\nimport extract\nextract.lod()\n```\n",
    "syntax": "```python\nif\n```\n",
    "shell": "```sh run\njuesuan extract nothing.pdf\n```\n",
    "output": "```python\nprint(1)\n```\n\n```text output\n2\n```\n",
    "option": "```sh\njuesuan extract a.pdf --jason\n```\n",
    "command": "```sh\njuesuan extrakt a.pdf\n```\n",
    "module": "```sh\n.venv/bin/python -m training.evaluat\n```\n",
    "switch": "```sh\npython -m training.evaluate --golden x\n```\n",
    "target": "```sh\nmake demos\n```\n",
    "extra": "```sh\npip install 'juesuan[spaci]'\n```\n",
    "json": "```json\n{1}\n```\n",
    "toml": "```toml\nname = \n```\n",
    "link": "see [this](nowhere.md)\n",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_block_is_noticed(kind: str, root: Path, tmp_path: Path) -> None:
    text = BROKEN[kind]
    if kind in ("python", "shell", "output"):
        with pytest.raises(AssertionError, match=r"broken\.md"):
            run(blocks_of(text), "broken.md", tmp_path)
    else:
        assert len(faults(text, root / "broken.md")) == 1


def test_findings_of_the_demo_are_those_it_prints(samples: Path) -> None:
    """The counts above them change with every rule; the findings shown are to the letter."""
    shown = re.search(r"<!-- demo-output: .*?```text\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    extraction = extract.load()(samples / "planted" / "document.txt")
    printed = extract.to_text(extraction, width=MAX_WIDTH).split("\n\n")
    findings = [part for part in (shown[1] if shown else "").split("\n\n") if re.match(r"\d+\. ", part)]
    assert len(findings) >= 3
    assert [part for part in findings if part not in printed] == []


def test_readme_has_code_and_commands() -> None:
    assert PYTHON
    assert len(JUESUAN) >= 5


def test_every_command_is_in_the_readme() -> None:
    for name in ("extract", "batch", "panel", "report", "mark", "rules", "doctor", "schema", "completion"):
        assert any(line.split()[1] == name for line in JUESUAN), name


def test_make_targets_exist(root: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"make ([a-z]+)", README))
    assert {"demo", "test", "model"} <= named <= targets


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
