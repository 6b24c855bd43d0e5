"""The wheel alone, with nothing but what it declares and without a network, reads and reports.

A fresh interpreter sees the unpacked wheel, the standard library and the distributions that its metadata asks
for (and theirs), whatever else is installed here. `make wheel-test` does the same with pip in an empty venv.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import extract
from extract.doctor import EXTRAS
from extract.tag import DEFAULT_MODEL

MOST_BYTES = 12 * 1024**2
ALONE = """
import json, socket, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in allowed:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

def offline(*_, **__):
    raise OSError("there is no network")

wheel, allowed = sys.argv.pop(1), set(json.loads(sys.argv.pop(1)))
sys.path.insert(0, wheel)
sys.meta_path.insert(0, Refuse())
socket.socket.connect = socket.getaddrinfo = offline
"""
COMMAND = "from extract.cli import main\nsys.exit(main())"


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel."""
    if not (root / "models" / DEFAULT_MODEL).is_dir():
        pytest.skip("no default checkpoint yet: make model")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def unpacked(wheel: Path) -> Path:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(wheel.parent / "unpacked")
    return wheel.parent / "unpacked"


@pytest.fixture(scope="module")
def allowed(unpacked: Path) -> str:
    """Top-level modules of the wheel, of the standard library, and of what the wheel requires, as JSON."""
    (info,) = unpacked.glob("*.dist-info")
    metadata = importlib.metadata.Distribution.at(info)
    wanted = closure(metadata.requires or ())
    homes = importlib.metadata.packages_distributions()
    theirs = {module for module, dists in homes.items() if wanted & {plain(dist) for dist in dists}}
    return json.dumps(sorted({"extract", *sys.stdlib_module_names, *theirs}))


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def closure(requires: Iterable[str]) -> set[str]:
    """Names of the distributions asked for without any extra, and of those that they ask for."""
    found: set[str] = set()
    waiting = list(requires)
    while waiting:
        requirement = Requirement(waiting.pop())
        name = plain(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        waiting += importlib.metadata.requires(name) or ()
    return found


@pytest.fixture
def alone(unpacked: Path, allowed: str, tmp_path: Path):
    """Run Python code as one who has the wheel only, in an empty folder."""

    def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-c", ALONE + code, str(unpacked), allowed, *map(str, arguments)]
        environment = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
        environment["PATH"] = os.defpath
        return subprocess.run(
            words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    return run


def test_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < MOST_BYTES


def test_wheel_carries_model_schema_and_types(unpacked: Path) -> None:
    model = f"extract/_model/{DEFAULT_MODEL}"
    wanted = [f"{model}/{name}" for name in ("model.onnx", "vocab.txt", "config.json", "SHA256SUMS")]
    wanted += ["extract/schema/extraction-1.0.json", "extract/py.typed", "extract/catalogue/accounts.tsv"]
    assert [name for name in wanted if not (unpacked / name).is_file()] == []


def test_wheel_carries_no_other_room(unpacked: Path) -> None:
    names = {path.name for path in unpacked.iterdir()}
    assert names == {"extract", f"juesuan-{extract.__version__}.dist-info"}


def test_no_training_framework_is_asked_for(allowed: str) -> None:
    assert not {"torch", "transformers", "spacy", "pandas", "duckdb"} & set(json.loads(allowed))


def test_document_is_read_as_in_the_checkout(alone, samples: Path) -> None:
    path = samples / "planted" / "document.txt"
    done = alone(COMMAND, "extract", path, "--json")
    assert done.returncode == 1, done.stderr
    assert done.stderr == ""
    assert json.loads(done.stdout) == extract.to_dict(extract.load()(path))


@pytest.mark.parametrize(
    "words",
    [
        ["extract", "clean/document.pdf", "-o", "out.txt"],
        ["extract", "planted/document.txt", "-o", "out.xlsx"],
        ["report", "planted/document.txt", "-o", "out.html"],
    ],
    ids=["pdf", "workpaper", "page"],
)
def test_command_works_alone(words: list[str], alone, samples: Path, tmp_path: Path) -> None:
    command, name, *rest = words
    done = alone(COMMAND, command, samples / name, *rest)
    assert done.returncode in (0, 1), done.stderr
    assert (tmp_path / rest[-1]).stat().st_size > 300


def test_doctor_finds_it_whole_and_names_what_else_there_is(alone) -> None:
    done = alone(COMMAND, "doctor")
    assert done.returncode == 0, done.stderr + done.stdout
    assert [name for name in EXTRAS if f"juesuan[{name}]" not in done.stdout] == []


@pytest.mark.parametrize("out", ["all.duckdb", "all.parquet", "all.csv", "all.jsonl", "all.xlsx"])
def test_bulk_job_says_what_to_install(out: str, alone, samples: Path) -> None:
    done = alone(COMMAND, "batch", samples, "-o", out)
    assert done.returncode == 2
    assert re.fullmatch(r"juesuan：.*pip install 'juesuan\[batch\]'\n", done.stderr), done.stderr


LACKING = {
    "extract.to_pandas(found)": "frames", "extract.to_polars(found)": "frames",
    "extract.to_arrow(found)": "frames", "import extract.spacy_components": "spacy",
}  # fmt: skip


@pytest.mark.parametrize("code", LACKING)
def test_library_says_what_to_install(code: str, alone) -> None:
    text = "一、总体情况\\n收入总计18.20万元。\\n"
    done = alone(
        f"import extract\nfound = extract.load('rules')(text='{text}')\n"
        f"try:\n    {code}\nexcept extract.ExtraMissing as error:\n    print(error)"
    )
    assert f"pip install 'juesuan[{LACKING[code]}]'" in done.stdout, done.stderr
