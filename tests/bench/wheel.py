"""pip installs the built wheel in an empty venv without a compiler, and it reads offline: `make wheel-test`.

`pip wheel` of the checkout, `pip install --only-binary :all:` in a new venv with no compiler on its PATH,
then `juesuan doctor` and `juesuan extract` of both samples without a network (`unshare -rn`; where the
system does not allow that, with every proxy pointing nowhere). Fails where a distribution of training came
along, where a command fails, or where the result is not that of the checkout.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

import extract

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = {"annotations/samples/planted/document.txt": 1, "annotations/samples/clean/document.pdf": 0}
"""Each with the exit code that it ends with."""
UNWANTED = {"torch", "transformers", "datasets", "accelerate", "onnx", "spacy", "pandas", "polars", "pyarrow"}
PIP = ("-m", "pip", "--disable-pip-version-check")
NOWHERE = {f"{name}_proxy": "http://127.0.0.1:9" for name in ("http", "https", "all")}


def main() -> int:
    """Print one JSON object; 1 where anything of the above does not hold."""
    with tempfile.TemporaryDirectory(prefix="juesuan-wheel-") as name:
        folder = Path(name)
        built = _build(folder)
        started = time.monotonic()
        python = _install(built, folder / "venv")
        seconds = time.monotonic() - started
        listed = json.loads(_run([python, *PIP, "list", "--format", "json"]).stdout)
        names = {entry["name"].lower() for entry in listed}
        wrong = sorted(names & UNWANTED) + _use(python.parent, folder)
        shown = {
            "wheel_mb": round(built.stat().st_size / 1e6, 1), "installed_mb": _megabytes(folder / "venv"),
            "packages": len(names), "install_s": round(seconds), "offline": _offline()[:1] or ["proxies"],
            "wrong": wrong,
        }
    sys.stdout.write(json.dumps(shown, ensure_ascii=False) + "\n")
    return int(bool(wrong))


def _build(folder: Path) -> Path:
    _run([sys.executable, *PIP, "wheel", "--no-deps", "--wheel-dir", folder, ROOT])
    (built,) = folder.glob("*.whl")
    return built


def _install(built: Path, home: Path) -> Path:
    """The Python of a new venv that holds the wheel and what it asks for."""
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    no_compiler = {**os.environ, "PATH": str(python.parent), "CC": "false", "CXX": "false"}
    _run([python, *PIP, "install", "--only-binary", ":all:", built], environment=no_compiler)
    return python


def _use(programs: Path, folder: Path) -> list[str]:
    """What went wrong: each command run in an empty folder, without a network."""
    command, environment = [*_offline(), programs / "juesuan"], {"PATH": os.defpath, **NOWHERE}
    wrong = []
    for sample, code in SAMPLES.items():
        words = [*command, "extract", ROOT / sample, "--json"]
        done = _run(words, environment=environment, codes=(code,), cwd=folder)
        if json.loads(done.stdout) != extract.to_dict(extract.load()(ROOT / sample)):
            wrong.append(f"{sample} differs")
    _run([*command, "doctor"], environment=environment, cwd=folder)
    return wrong


def _offline() -> list[str]:
    """The prefix that takes the network away from a command; empty where the system does not allow it."""
    unshare = shutil.which("unshare")
    if unshare and not subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode:
        return [unshare, "-rn"]
    return []


def _run(
    words: list[object], *, environment: dict[str, str] | None = None, codes: tuple[int, ...] = (0,),
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [str(word) for word in words], env=environment, cwd=cwd, capture_output=True, text=True, check=False
    )
    if done.returncode not in codes:
        called = " ".join(map(str, words))
        raise SystemExit(f"{called} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done


def _megabytes(folder: Path) -> int:
    return round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6)


if __name__ == "__main__":
    sys.exit(main())
