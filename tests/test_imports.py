"""The import contracts of pyproject.toml hold, and nobody loads what a command does not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("pdfplumber", "pypdfium2", "onnxruntime", "numpy", "torch", "transformers", "rich", "spacy", "jieba")


def test_import_contracts_hold(root: Path) -> None:
    call = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", call], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def loaded_by(code: str, root: Path) -> set[str]:
    """The top-level names of all modules that a fresh interpreter holds after `code`."""
    tell = "sys.stderr.write(' '.join({name.split('.')[0] for name in sys.modules}))"
    command = [sys.executable, "-c", f"import sys\n{code}\n{tell}"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "code",
    [
        "import extract",
        "from extract.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass",
        "from extract.cli import main\nmain(['schema'])",
    ],
    ids=["import", "help", "schema"],
)
def test_start_loads_nothing_heavy(code: str, root: Path) -> None:
    assert not loaded_by(code, root) & set(HEAVY)


def test_extraction_by_rules_needs_no_model_runtime(root: Path) -> None:
    code = "import extract\nextract.load('rules')(text='一、总体情况\\n收入总计18.20万元。\\n')"
    loaded = loaded_by(code, root)
    assert not loaded & {"onnxruntime", "torch", "transformers", "pdfplumber"}
