"""What the README promises of hostile input, a test for each promise that no room tests for itself."""

from __future__ import annotations

import ast
import os
import pickle
import shutil
from pathlib import Path

import pytest

import extract
from extract import cli
from extract.batch import run_batch
from extract.tag import default_model_path
from tests.batch.factories import InlinePool, job, values, written

HOSTILE = "\x1b[2J</script><img src=x onerror=alert(1)>'); DROP TABLE facts; --"
PICKLED = ("pytorch_model.bin", "model.pt", "model.pkl", "training_args.bin", "tokenizer.pkl", "vocab.pickle")
RUNS_WHAT_IT_READS = ("pickle.load", "pickle.loads", "marshal.loads", "torch.load", "eval", "exec")
MAY_UNPICKLE = {"read/pdf_store.py"}
"""Reads what this process or its own child wrote."""


class Bomb:
    """Leaves a trace where it is unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return os.mkdir, (str(self.trace),)


def test_a_model_folder_is_never_unpickled(tmp_path: Path) -> None:
    folder, trace = tmp_path / "model", tmp_path / "trace"
    shutil.copytree(default_model_path(), folder)
    for name in PICKLED:
        (folder / name).write_bytes(pickle.dumps(Bomb(trace)))
    assert extract.load(folder)(text="2031年度收入总计218.20万元。\n").tags
    (folder / "model.onnx").write_bytes(pickle.dumps(Bomb(trace)))
    with pytest.raises(extract.ModelError):
        extract.load(folder)(text="2031年度收入总计218.20万元。\n")
    assert not trace.exists()
    pickle.loads(pickle.dumps(Bomb(trace)))
    assert trace.exists()  # the bomb is one


def test_no_module_unpickles_or_evaluates(root: Path) -> None:
    found = set()
    for path in sorted((root / "extract").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if name in RUNS_WHAT_IT_READS:
                found.add(str(path.relative_to(root / "extract")))
    assert found == MAY_UNPICKLE


def test_text_of_a_document_never_steers_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a\x1b[2Jb.txt"
    said = f"2031年度{HOSTILE}收入总计218.20万元，比上年增加8.20万元，增长90%。"
    path.write_text(f"一、收入支出决算总体情况说明\n{said}\n", encoding="utf-8")
    for words in (["extract", str(path)], ["extract", str(tmp_path / "no\x1b[2J.pdf")]):
        cli.main([*words, "--model", "rules"])
        told = capsys.readouterr()
        assert "\x1b" not in told.out + told.err
        assert told.out + told.err


def test_text_of_a_document_is_a_value_in_sql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.batch.runner.Pool", InlinePool)
    source = written(tmp_path / "in", a=HOSTILE.encode())
    (source / "a.txt").rename(source / "'); DROP TABLE documents; --.txt")
    out = tmp_path / "a'b.duckdb"
    assert run_batch(job(source, out)).counts.done == 1
    ((item, path),) = values(out, "SELECT item_name, path FROM facts JOIN documents USING (sha256)")
    assert item in HOSTILE
    assert path.endswith("DROP TABLE documents; --.txt")
    parquet = tmp_path / "b'; --.parquet"
    assert run_batch(job(source, parquet)).counts.done == 1
    assert (parquet / "facts/part-0.parquet").exists()


def test_a_file_whose_name_is_no_utf8_is_done_like_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.batch.runner.Pool", InlinePool)
    source = tmp_path / "in"
    source.mkdir()
    try:
        with open(os.fsencode(source) + b"/\xbe\xf6\xcb\xe3.txt", "wb") as stream:  # noqa: PTH123
            stream.write(b"18.20 a")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    for kind in ("duckdb", "jsonl", "csv", "xlsx"):
        assert run_batch(job(source, tmp_path / f"out.{kind}")).counts.done == 1
    assert values(tmp_path / "out.duckdb", "SELECT path FROM files")[0][0].endswith("\\udce3.txt")
