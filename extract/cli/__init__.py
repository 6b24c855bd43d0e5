"""The `juesuan` command: a thin shell over the library, and the only place that prints or exits."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

from extract import __version__
from extract.cli import about, batching, completing, extracting, marking, panelling, reporting, ruling
from extract.cli.completing import complete
from extract.cli.console import BROKEN_PIPE, EXIT_CODES, INTERRUPTED, USAGE, Parser, complain
from extract.errors import ExtraMissing, ModelError, SettingsError
from extract.starting import release

COMMANDS = (extracting, batching, panelling, reporting, marking, ruling, about, completing)
"""Modules in the order of the help; each has `add(commands)`. Heavy libraries are imported when run."""


EXAMPLES = """从这里开始：
  juesuan extract 决算公开.pdf                 报告：每处不一致在哪里、应为多少、为什么
  juesuan extract 决算公开.pdf --explain 4     报告里第 4 条的规则、依据、各数出处、怎么办
  juesuan extract 说明.docx 报表.xlsx --as-one   正文和报表分开公开的，合为一份来读
  juesuan extract 2024年/ -o 结果.jsonl        文件夹里的每一份，一行一份 JSON
  juesuan batch 全省决算/ -o 全省.duckdb       成千上万份文件写进数据库，可随时中断、接着做
  juesuan rules                                核对哪些规则，依据是什么
  juesuan doctor                               装得对不对，还能装什么
每个命令的全部选项：juesuan 命令 --help"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    try:
        parser = _parser()
        complete(parser)
        arguments = parser.parse_args(argv)
        _use_utf8()
        if not arguments.starts_slowly:
            release()
        code: int = arguments.run(arguments)
        sys.stdout.flush()
        return code
    except (ExtraMissing, ModelError, SettingsError) as error:
        return complain(str(error), USAGE)
    except KeyboardInterrupt:
        return complain("已中断。", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE


def command() -> int:
    """`main` as the script calls it: once it has said how it ended, Ctrl-C has nothing more to stop."""
    code = main()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return code


def _use_utf8() -> None:
    """Chinese on every pipe and console, and no crash on a broken character."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> Parser:
    parser = Parser(
        prog="juesuan",
        description="读部门决算公开：标注正文里的每个数字，对回表格，报出不一致。",
        epilog=f"{EXAMPLES}\n\n{EXIT_CODES}",
    )
    parser.add_argument("--version", action="version", version=f"juesuan {__version__}", help="显示版本")
    commands = parser.add_subparsers(title="可用的命令", metavar="命令", required=True, parser_class=Parser)
    for module in COMMANDS:
        module.add(commands)
    return parser
