"""`juesuan report`: one page in a browser to review a document."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from extract.check import RULES
from extract.cli.console import (
    CLEAN,
    FOUND,
    UNREADABLE,
    USAGE,
    Parser,
    add_command,
    add_model,
    complain,
    replaced,
)
from extract.errors import ReadError
from extract.pipeline import load
from extract.settings import Settings, load_settings

SUFFIX = ".report.html"
EXAMPLES = """  juesuan report 决算公开.pdf                       写出 决算公开.report.html
  juesuan report 说明.docx 报表.xlsx -o 核对.html   两个文件合为一份来读"""


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Hang the command under `juesuan`."""
    command = add_command(
        commands, "report", "写一张核对页面：正文、表格、发现并排看，用浏览器打开，不联网", _run_report,
        examples=EXAMPLES,
    )
    command.add_argument(
        "files", nargs="+", metavar="FILE", type=Path,
        help="决算公开文件；几个文件（如 说明.docx 报表.xlsx）合为一份来读",
    )
    command.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help=f"写到哪里；不写时是“文件名{SUFFIX}”，在当前目录"
    )
    add_model(command)
    command.add_argument("-q", "--quiet", action="store_true", help="不说写到了哪里")


def rule_words() -> dict[str, tuple[str, str]]:
    """Rule id → its Chinese name and what it demands."""
    return {rule.id: (rule.name, rule.statement) for rule in RULES}


def _run_report(arguments: argparse.Namespace) -> int:
    files: list[Path] = arguments.files
    output: Path = arguments.output or Path(files[0].stem + SUFFIX)
    if output.resolve() in {file.resolve() for file in files}:
        return complain(f"输出 {output} 就是要读的文件；请换一个名字。", USAGE)
    settings = load_settings(arguments.settings) if arguments.settings else Settings()
    extractor = load(arguments.model, settings=settings, device=arguments.device)
    try:
        extraction = extractor.joined(files) if len(files) > 1 else extractor(path=files[0])
    except ReadError as error:
        return complain(str(error), UNREADABLE)
    from extract.write.report import to_html

    try:
        with replaced(output) as stream:
            stream.write(to_html(extraction, rules=rule_words()))
    except OSError as error:
        return complain(f"{output} 写不了（{error.strerror}）；请检查目录和权限。", USAGE)
    if not arguments.quiet:
        print(f"已写入 {output}，请用浏览器打开。", file=sys.stderr)
    return FOUND if any(finding.severity == "error" for finding in extraction.findings) else CLEAN
