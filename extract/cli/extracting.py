"""`juesuan extract`: read files, print a report or the JSON contract."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TextIO

from extract.cli.across import settled
from extract.cli.console import (
    CLEAN,
    FOUND,
    UNREADABLE,
    USAGE,
    Parser,
    add_command,
    add_model,
    complain,
    drafted,
    replaced,
    wants_colour,
    width_of_terminal,
)
from extract.cli.ruling import explained, rule_names
from extract.errors import JuesuanError, ReadError
from extract.pipeline import Extractor, load
from extract.records import Extraction
from extract.settings import Settings, load_settings
from extract.write import to_json, to_text

FORMATS = (
    "部门决算公开文件（txt、md、pdf、docx、xlsx、xls、html、zip；装有 LibreOffice 时还有 doc、wps 等）；"
    "文件夹取其中全部可读的文件；- 是标准输入"
)
OUTPUT = "写进文件：.json、.jsonl 写 JSON，.xlsx 写工作底稿（事实、发现、各表），其余写报告"
STANDARD_INPUT = Path("-")
EXAMPLES = """  juesuan extract 决算公开.pdf                   打印报告
  juesuan extract 决算公开.pdf --explain 2       报告里第 2 条发现的来龙去脉
  juesuan extract 决算公开.pdf --explain share   “占比有误”这条规则在这份文件里的结果
  juesuan extract 公开件/ -o 结果.jsonl          文件夹里的每一份，一行一份 JSON
  juesuan extract 决算公开.pdf -o 底稿.xlsx      Excel 工作底稿：事实、发现、各张表
  juesuan extract 说明.docx 报表.xlsx --as-one    两个文件合为一份来读
  juesuan extract 2024.pdf --prior 2023.pdf      与上年公开的数核对
  juesuan extract 部门.pdf --units 所属单位/        部门与所属单位之和核对
  juesuan extract - --json < 决算公开.docx       从标准输入读"""


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Hang the command under `juesuan`."""
    command = add_command(
        commands, "extract", "读文件或文件夹，打印报告或 JSON", _run_extract, examples=EXAMPLES
    )
    command.add_argument("files", nargs="+", metavar="FILE", type=Path, help=FORMATS)
    command.add_argument("--json", action="store_true", help="输出 JSON 契约，每个文件一行")
    command.add_argument(
        "--as-one", action="store_true", help="几个文件（如 说明.docx 报表.xlsx）或压缩包合为一份来读"
    )
    command.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help=OUTPUT
    )
    command.add_argument(
        "--prior", metavar="FILE", type=Path,
        help="上年的公开文件或它所在的文件夹：核对写出的上年数、增减额和增减率",
    )
    command.add_argument(
        "--units", metavar="FOLDER", type=Path,
        help="所属单位的公开文件所在的文件夹：核对部门决算等于各单位之和",
    )
    explain = command.add_argument(
        "--explain", metavar="N|RULE",
        help="只讲一条发现：报告里的编号、发现的 id（c4），或规则名；给出规则、依据、各数出处、怎么办",
    )
    explain.completer = rule_names  # type: ignore[attr-defined]
    add_model(command)
    command.add_argument("-q", "--quiet", action="store_true", help="不打印报告，只给退出码；可与 -o 同用")


def _run_extract(arguments: argparse.Namespace) -> int:
    output: Path | None = arguments.output
    as_json = arguments.json or (output is not None and output.suffix.lower() in (".json", ".jsonl"))
    wrong = _wrong_usage(arguments)
    if wrong:
        return complain(wrong, USAGE)
    settings = load_settings(arguments.settings) if arguments.settings else Settings()
    extractor = load(arguments.model, device=arguments.device, settings=settings)
    outcomes = _joined(extractor, arguments.files) if arguments.as_one else _each(extractor, arguments.files)
    outcomes = settled(outcomes, extractor, prior=arguments.prior, units=arguments.units)
    render = _renderer(arguments.explain, as_json=as_json)
    if output is None:
        return _extract(outcomes, None if arguments.quiet else sys.stdout, render)
    try:
        if _is_workbook(output):
            code, written = _extract_workbook(outcomes, output)
        else:
            with replaced(output) as stream:
                code, written = _extract(outcomes, stream, render), True
    except OSError as error:
        return complain(f"{output} 写不了（{error.strerror}）；请检查目录和权限。", USAGE)
    if written and not arguments.quiet:
        print(f"已写入 {output}", file=sys.stderr)
    return code


def _is_workbook(output: Path | None) -> bool:
    return output is not None and output.suffix.lower() == ".xlsx"


def _extract_workbook(outcomes: Outcomes, output: Path) -> tuple[int, bool]:
    """The exit code, and whether a workbook of all documents was written: not where none could be read."""
    from extract.write.workbook import to_workbook

    kept: list[Extraction] = []

    def keep(extraction: Extraction, _: TextIO) -> str:
        kept.append(extraction)
        return ""

    code = _extract(outcomes, io.StringIO(), keep)
    if kept:
        with drafted(output) as draft:
            draft.write_bytes(to_workbook(kept))
    return code, bool(kept)


def _wrong_usage(arguments: argparse.Namespace) -> str | None:
    if arguments.quiet and arguments.json and arguments.output is None:
        return "--quiet 不打印，--json 无处可去；请加 -o FILE 或去掉其中一个。"
    if arguments.as_one and STANDARD_INPUT in arguments.files:
        return "标准输入（-）不能与 --as-one 同用；请先存成文件。"
    if _is_workbook(arguments.output) and (arguments.json or arguments.explain):
        return "工作底稿（-o 结果.xlsx）不能与 --json、--explain 同用；请去掉其中一个。"
    if arguments.explain and (arguments.json or arguments.quiet):
        return "--explain 是给人看的，不能与 --json、--quiet 同用。"
    if arguments.output is not None and arguments.output.resolve() in {f.resolve() for f in arguments.files}:
        return f"输出 {arguments.output} 就是要读的文件；请换一个名字。"
    return None


Outcomes = Iterable[tuple[Path, Extraction | JuesuanError]]
Render = Callable[[Extraction, TextIO], str]
"""An extraction as text for a stream; ExplanationMissing where there is nothing to say about it."""


class ExplanationMissing(Exception):
    """What --explain names is neither a finding of this file nor a rule."""


def _each(extractor: Extractor, files: Sequence[Path]) -> Outcomes:
    """The outcome of every file, folder or standard input, in the order given."""
    for file in files:
        if file == STANDARD_INPUT:
            yield file, _from_standard_input(extractor)
        else:
            yield from extractor.batch([file])


def _from_standard_input(extractor: Extractor) -> Extraction | JuesuanError:
    try:
        return extractor(data=sys.stdin.buffer.read(), name="标准输入")
    except ReadError as error:
        return error


def _joined(extractor: Extractor, files: Sequence[Path]) -> Outcomes:
    """The one outcome of files that are read as one document."""
    try:
        yield files[0], extractor.joined(files)
    except ReadError as error:
        yield files[0], error


def _extract(outcomes: Outcomes, stream: TextIO | None, render: Render) -> int:
    """Write each extraction as it comes; the worst exit code of all files."""
    codes = {CLEAN}
    gap = ""
    for _, outcome in outcomes:
        if isinstance(outcome, JuesuanError):
            codes.add(complain(str(outcome), UNREADABLE))
            continue
        codes.add(FOUND if any(f.severity == "error" for f in outcome.findings) else CLEAN)
        if stream is not None:
            try:
                rendered = render(outcome, stream)
            except ExplanationMissing as missing:
                return complain(str(missing), USAGE)
            stream.write(gap + rendered)
            stream.flush()
            gap = "" if render is _as_json else "\n"
    return max(codes)


def _renderer(explain: str | None, *, as_json: bool) -> Render:
    if as_json:
        return _as_json
    return partial(_as_explanation, explain) if explain else _as_report


def _as_json(extraction: Extraction, _: TextIO) -> str:
    return to_json(extraction) + "\n"


def _as_report(extraction: Extraction, stream: TextIO) -> str:
    return to_text(extraction, width=width_of_terminal(), colour=wants_colour(stream))


def _as_explanation(what: str, extraction: Extraction, stream: TextIO) -> str:
    told = explained(extraction, what, width=width_of_terminal(), colour=wants_colour(stream))
    if told:
        return told
    number = len(extraction.findings)
    raise ExplanationMissing(
        f"{extraction.document.source.path} 里没有编号为 {what} 的发现（共 {number} 条），也没有这条规则；"
        "规则名见 juesuan rules。"
    )
