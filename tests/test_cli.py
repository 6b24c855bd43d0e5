"""The command as a person and a script meet it: output, exit codes, streams."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest

from extract import cli
from extract.check import RULES
from extract.cli import console, extracting
from extract.cli.completing import SHELLS
from extract.doctor import EXTRAS
from extract.errors import ModelError
from extract.schema import schema_text

CLEAN = (
    "云岭县信访局\n2031年度单位决算\n第三部分 情况说明\n一、收入支出决算总体情况说明\n"
    "2031年度收入总计218.20万元，较2030年决算增加18.20万元，增长9.10%。\n"
)
PLANTED = CLEAN.replace("9.10%", "9.40%")


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return written(tmp_path / "clean.txt", CLEAN)


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    return written(tmp_path / "planted.txt", PLANTED)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def run(*arguments: object) -> int:
    """The exit code of `juesuan …`, with the pattern tagger where a model is needed."""
    words = [str(argument) for argument in arguments]
    if words[:1] == ["extract"] and words[-1] != "-o":
        words += ["--model", "rules"]
    try:
        return cli.main(words)
    except SystemExit as stop:
        return int(stop.code or 0)


def test_clean_file_exits_0(clean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", clean) == 0
    out, err = capsys.readouterr()
    assert "云岭县信访局 · 2031年度 · 单位决算" in out
    assert "没有发现不一致。" in out
    assert err == ""


def test_planted_mistake_exits_1_and_is_explained(
    planted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("extract", planted) == 1
    out = capsys.readouterr().out
    for part in ("发现 1 处不一致：错误 1", "第 5 行", "增长9.40%”", "所写    9.40%", "应为    9.10%"):
        assert part in out


def test_json_is_the_contract(planted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", planted, "--json") == 1
    (line,) = capsys.readouterr().out.splitlines()
    record = json.loads(line)
    jsonschema.validate(record, json.loads(schema_text()))
    assert record["text"] == PLANTED
    (finding,) = record["findings"]
    assert PLANTED[finding["start"] : finding["end"]].startswith("9.40%")


def test_several_files_are_json_lines_and_a_bad_one_stops_nobody(
    clean: Path, planted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "没有.txt"
    assert run("extract", clean, missing, planted, "--json") == 3
    out, err = capsys.readouterr()
    assert [json.loads(line)["source"]["path"] for line in out.splitlines()] == [str(clean), str(planted)]
    assert err.count("\n") == 1
    assert "没有.txt" in err


# What stands in the file, and a word of the sentence about it
UNREADABLE = [
    (b"", "空"),
    (b"  \n\n", "空"),
    (b"\x89PNG\r\n\x1a\n" + bytes(100), "图片"),
    (b"PK\x03\x04" + bytes(100), "压缩"),
    (b"%PDF-1.7\nbroken", "PDF"),
    (bytes(range(256)) * 4, "不是"),
]


@pytest.mark.parametrize(("data", "word"), UNREADABLE, ids=[word for _, word in UNREADABLE])
def test_unreadable_file_gets_one_sentence_and_3(
    data: bytes, word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "坏文件.pdf"
    path.write_bytes(data)
    assert run("extract", path) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("juesuan：")
    assert "坏文件.pdf" in err
    assert err.count("\n") == 1


def test_folder_without_documents_gets_one_sentence_and_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path / "照片.jpg", "x")
    assert run("extract", tmp_path) == 3
    assert "文件夹里没有可读的文件" in capsys.readouterr().err


def test_folder_is_read_in_natural_order_without_litter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ["附件10.txt", "附件2.txt", "下级/说明.txt"]
    (tmp_path / "下级").mkdir()
    for name in [*names, "~$附件2.txt", ".隐藏.txt", "图.png"]:
        written(tmp_path / name, CLEAN)
    assert run("extract", tmp_path, "--json") == 0
    paths = [json.loads(line)["source"]["path"] for line in capsys.readouterr().out.splitlines()]
    assert paths == [str(tmp_path / name) for name in ("下级/说明.txt", "附件2.txt", "附件10.txt")]


def test_folder_as_one_is_one_document(
    clean: Path, planted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("extract", tmp_path, "--as-one", "--json") == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["source"]["path"] == f"{clean}；{planted}"


class Piped(io.StringIO):
    """A standard input with these bytes."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.buffer = io.BytesIO(data)


def test_dash_is_standard_input(
    planted: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(planted.read_bytes()))
    assert run("extract", "-", "--json") == 1
    record = json.loads(capsys.readouterr().out)
    assert record["text"] == PLANTED
    assert record["source"]["path"] == "标准输入"


def test_empty_standard_input_exits_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(b""))
    assert run("extract", "-") == 3
    assert "标准输入：文件是空的" in capsys.readouterr().err


def test_output_file_takes_report_or_json_by_its_name(planted: Path, tmp_path: Path) -> None:
    report, record = tmp_path / "报告.txt", tmp_path / "结果.json"
    assert run("extract", planted, "-o", report) == 1
    assert run("extract", planted, "-o", record) == 1
    assert "发现 1 处不一致" in report.read_text(encoding="utf-8")
    assert json.loads(record.read_text(encoding="utf-8"))["document"]["year"] == 2031


def test_output_says_where_it_went_unless_quiet(
    clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "结果.jsonl"
    run("extract", clean, "-o", target)
    assert capsys.readouterr() == ("", f"已写入 {target}\n")
    run("extract", clean, "-o", target, "--quiet")
    assert capsys.readouterr() == ("", "")


def test_output_into_nowhere_is_refused(
    clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("extract", clean, "-o", tmp_path / "没有" / "a.json") == 2
    assert "写不了" in capsys.readouterr().err


def test_output_over_the_input_is_refused_and_the_input_kept(clean: Path) -> None:
    assert run("extract", clean, "-o", clean) == 2
    assert clean.read_text(encoding="utf-8") == CLEAN


def test_interrupted_output_leaves_the_old_file_and_no_draft(
    clean: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    folder = tmp_path / "out"
    folder.mkdir()
    target = written(folder / "结果.json", "old")
    monkeypatch.setattr(extracting, "to_json", interrupt)
    assert run("extract", clean, "-o", target) == 130
    assert "已中断" in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["结果.json"]
    assert target.read_text(encoding="utf-8") == "old"


def test_quiet_prints_nothing_and_keeps_the_code(planted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", planted, "--quiet") == 1
    assert capsys.readouterr() == ("", "")


# Wrong calls, and a word of the answer
WRONG = [
    ([], "命令"),
    (["extract"], "缺少 FILE"),
    (["extrakt"], "没有 'extrakt' 这个命令，可用的是"),
    (["extract", "a.txt", "--no-such-option"], "不认识 --no-such-option"),
    (["extract", "a.txt", "-o"], "-o/--output 后面要跟一个值"),
    (["extract", "a.txt", "--json", "--quiet"], "--quiet"),
    (["extract", "a.txt", "--settings", "none.toml"], "none.toml"),
    (["extract", "a.txt", "--explain", "1", "--json"], "--explain"),
    (["extract", "-", "--as-one"], "标准输入"),
    (["completion", "cmd"], "没有 'cmd'"),
]


@pytest.mark.parametrize(("arguments", "word"), WRONG, ids=[" ".join(w) or "nothing" for w, _ in WRONG])
def test_wrong_usage_exits_2_in_one_line(
    arguments: list[str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert word in err
    assert err.count("\n") == 1


def test_missing_model_exits_2(clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["extract", str(clean), "--model", str(tmp_path)]) == 2
    assert "模型" in capsys.readouterr().err


def test_settings_file_is_used(planted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = written(tmp_path / "settings.toml", "min_score = 1.0\n")
    run("extract", planted, "--settings", settings, "--json")
    scores = [tag["score"] for tag in json.loads(capsys.readouterr().out)["tags"]]
    assert all(score == 1 for score in scores)


EXPLAINED = ("change-rate", "规则", "增减率＝", "依据", "各数", "增减额 18.20万元", "9.40%", "怎么办")


@pytest.mark.parametrize("what", ["1", "c1", "change-rate"])
def test_finding_is_explained_by_number_id_and_rule(
    what: str, planted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("extract", planted, "--explain", what) == 1
    out = capsys.readouterr().out
    assert [part for part in EXPLAINED if part not in out] == []
    assert out.count("规则 ") == 1


def test_rule_that_found_nothing_is_explained_by_its_check(
    clean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("extract", clean, "--explain", "change-rate") == 0
    assert "通过，核对了 1 处" in capsys.readouterr().out


@pytest.mark.parametrize("what", ["0", "2", "c9", "no-such-rule"])
def test_explaining_what_is_not_there_exits_2(
    what: str, planted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("extract", planted, "--explain", what) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"没有编号为 {what} 的发现（共 1 条）" in err


def test_rules_are_listed_and_told_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rules") == 0
    listed = capsys.readouterr().out
    for rule in RULES:
        assert f"  {rule.id} " in listed
    assert run("rules", "across-forms") == 0
    told = capsys.readouterr().out
    assert "K3  收入决算表" in told
    assert run("rules", "no-such-rule") == 2


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_script_names_the_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("completion", shell) == 0
    assert "juesuan" in capsys.readouterr().out


# What stands on the line, and what Tab offers
COMPLETIONS = [
    ("juesuan ru", {"rules"}),
    ("juesuan extract --as", {"--as-one"}),
    ("juesuan extract a.pdf --explain change-", {"change-rate", "change-amount"}),
    ("juesuan completion z", {"zsh"}),
]


@pytest.mark.parametrize(("line", "offered"), COMPLETIONS, ids=[line for line, _ in COMPLETIONS])
def test_tab_completes(line: str, offered: set[str], tmp_path: Path, root: Path) -> None:
    answer = tmp_path / "answer"
    done = subprocess.run(
        [sys.executable, "-m", "extract"], cwd=root, check=False, env={
            **os.environ, "_ARGCOMPLETE": "1", "_ARGCOMPLETE_STDOUT_FILENAME": str(answer), "COMP_LINE": line,
            "COMP_POINT": str(len(line)), "COMP_TYPE": "9", "_ARGCOMPLETE_IFS": "\n",
        },
    )
    assert done.returncode == 0
    assert {word.strip() for word in answer.read_text(encoding="utf-8").split("\n")} == offered


def test_doctor_knows_every_extra(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {
        name: {re.split(r"[<>=!~\[; ]", needed)[0] for needed in libraries}
        for name, libraries in project["optional-dependencies"].items()
        if name != "test"
    }
    assert {name: set(libraries) for name, (_, libraries) in EXTRAS.items()} == wanted, "extract/doctor.py"


def test_doctor_says_what_an_extra_lacks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("extract.doctor.EXTRAS", {"more": ("更多", ("pytest", "no-such-library"))})
    run("doctor")
    assert "juesuan[more]  未装  更多（缺 no-such-library）" in capsys.readouterr().out


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "stream", "coloured"),
    [
        ({}, Terminal(), True),
        ({"NO_COLOR": "1"}, Terminal(), False),
        ({"TERM": "dumb"}, Terminal(), False),
        ({}, io.StringIO(), False),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    environment: dict[str, str], stream: io.StringIO, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert console.wants_colour(stream) is coloured


def test_schema_prints_the_shipped_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema") == 0
    assert capsys.readouterr().out == schema_text()


def test_doctor_says_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def absent() -> Path:
        raise ModelError("没有找到默认模型。")

    monkeypatch.setattr("extract.doctor.default_model_path", absent)
    assert run("doctor") == 2
    out, err = capsys.readouterr()
    assert "onnxruntime" in out
    assert err == "juesuan：没有找到默认模型。\n"


def test_doctor_notices_a_damaged_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path / "model.onnx", "weights")
    written(tmp_path / "SHA256SUMS", f"{'0' * 64}  model.onnx\n")
    monkeypatch.setattr("extract.doctor.default_model_path", lambda: tmp_path)
    assert run("doctor") == 2
    assert "模型文件 model.onnx 与 SHA256SUMS 不符" in capsys.readouterr().err


def command(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    words = [sys.executable, "-m", "extract", *map(str, arguments)]
    return subprocess.run(words, capture_output=True, env={**os.environ, **environment}, check=False)


def test_chinese_survives_a_pipe_that_is_not_utf8(
    planted: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    done = command("extract", planted, "--model", "rules", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 1, done.stderr
    assert "云岭县信访局" in done.stdout.decode("utf-8")


def test_a_reader_that_stops_early_is_no_crash(
    planted: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    words = [sys.executable, "-m", "extract", "extract", *[str(planted)] * 40, "--json", "--model", "rules"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        if process.stdout is None or process.stderr is None:
            raise AssertionError("no pipes")
        process.stdout.close()
        complaint = process.stderr.read()
    assert process.returncode == console.BROKEN_PIPE
    assert complaint == b""


BEFORE = CLEAN.replace("2031", "2030").replace("218.20", "200.00").replace("2030年决算增加", "2029年决算增加")


def test_last_years_document_settles_what_is_said_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    current, before = written(tmp_path / "2031.txt", CLEAN), written(tmp_path / "2030.txt", BEFORE)
    assert run("extract", current, "--json", "--prior", before) == 0
    record = json.loads(capsys.readouterr().out)
    (check,) = (c for c in record["checks"] if c["rule"] == "prior-year")
    assert (check["status"], check["count"]) == ("passed", 2)
    other = written(before, BEFORE.replace("200.00", "190.00"))
    assert run("extract", current, "--prior", other) == 0  # restated or wrong: a warning, no error
    assert "公开的是190.00万元" in capsys.readouterr().out


def test_what_cannot_be_compared_is_told_and_the_report_still_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    current = written(tmp_path / "2031.txt", CLEAN)
    wrong = written(tmp_path / "2029.txt", CLEAN.replace("2031", "2029"))
    assert run("extract", current, "--prior", wrong) == 3
    out, err = capsys.readouterr()
    assert "云岭县信访局" in out and "2030年度" in err
    assert run("extract", current, "--units", current) == 3
    assert "没有所属单位" in capsys.readouterr().err
