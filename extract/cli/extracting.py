"""`juesuan extract`: read files, print a report or the JSON contract."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from extract.cli.console import (
    CLEAN,
    FOUND,
    UNREADABLE,
    USAGE,
    Parser,
    add_command,
    complain,
    replaced,
    wants_colour,
    width_of_terminal,
)
from extract.errors import JuesuanError, ReadError
from extract.pipeline import Extractor, load
from extract.records import Extraction
from extract.settings import Settings, load_settings
from extract.write import to_json, to_text

FORMATS = "部门决算公开文件（txt、md、pdf、docx、xlsx、xls、html、zip；装有 LibreOffice 时还有 doc、wps 等）"


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Hang the command under `juesuan`."""
    command = add_command(commands, "extract", "读一个或几个文件，打印报告或 JSON", _run_extract)
    command.add_argument("files", nargs="+", metavar="FILE", type=Path, help=FORMATS)
    command.add_argument("--json", action="store_true", help="输出 JSON 契约，每个文件一行")
    command.add_argument(
        "--as-one", action="store_true", help="几个文件（如 说明.docx 报表.xlsx）或压缩包合为一份来读"
    )
    command.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="写进文件；名字以 .json 或 .jsonl 结尾时写 JSON"
    )
    command.add_argument("--model", metavar="PATH|rules", help="模型目录，或 rules（规则标注器）")
    command.add_argument(
        "--settings", metavar="FILE", type=Path, help="TOML 设置文件（threads、min_score）"
    )
    command.add_argument("-q", "--quiet", action="store_true", help="不打印报告，只给退出码；可与 -o 同用")


def _run_extract(arguments: argparse.Namespace) -> int:
    output: Path | None = arguments.output
    as_json = arguments.json or (output is not None and output.suffix.lower() in (".json", ".jsonl"))
    wrong = _wrong_usage(arguments)
    if wrong:
        return complain(wrong, USAGE)
    settings = load_settings(arguments.settings) if arguments.settings else Settings()
    extractor = load(arguments.model, settings=settings)
    outcomes = _joined(extractor, arguments.files) if arguments.as_one else extractor.batch(arguments.files)
    if output is None:
        return _extract(outcomes, None if arguments.quiet else sys.stdout, as_json=as_json)
    try:
        with replaced(output) as stream:
            code = _extract(outcomes, stream, as_json=as_json)
    except OSError as error:
        return complain(f"{output} 写不了（{error.strerror}）；请检查目录和权限。", USAGE)
    if not arguments.quiet:
        print(f"已写入 {output}", file=sys.stderr)
    return code


def _wrong_usage(arguments: argparse.Namespace) -> str | None:
    if arguments.quiet and arguments.json and arguments.output is None:
        return "--quiet 不打印，--json 无处可去；请加 -o FILE 或去掉其中一个。"
    if arguments.output is not None and arguments.output.resolve() in {f.resolve() for f in arguments.files}:
        return f"输出 {arguments.output} 就是要读的文件；请换一个名字。"
    return None


Outcomes = Iterable[tuple[Path, Extraction | JuesuanError]]


def _joined(extractor: Extractor, files: Sequence[Path]) -> Outcomes:
    """The one outcome of files that are read as one document."""
    try:
        yield files[0], extractor.joined(files)
    except ReadError as error:
        yield files[0], error


def _extract(outcomes: Outcomes, stream: TextIO | None, *, as_json: bool) -> int:
    """Write each extraction as it comes; the worst exit code of all files."""
    codes = {CLEAN}
    for number, (_, outcome) in enumerate(outcomes):
        if isinstance(outcome, JuesuanError):
            codes.add(complain(str(outcome), UNREADABLE))
            continue
        codes.add(FOUND if any(f.severity == "error" for f in outcome.findings) else CLEAN)
        if stream is not None:
            stream.write(_rendered(outcome, stream, as_json=as_json, first=number == 0))
            stream.flush()
    return max(codes)


def _rendered(extraction: Extraction, stream: TextIO, *, as_json: bool, first: bool) -> str:
    if as_json:
        return to_json(extraction) + "\n"
    report = to_text(extraction, width=width_of_terminal(), colour=wants_colour(stream))
    return report if first else "\n" + report
