"""What every command shares: exit codes, the parser in Chinese, messages, width and colour."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TextIO

from extract.write.width import cells, escape, wrap

CLEAN, FOUND, USAGE, UNREADABLE, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 3, 130, 141
EXIT_CODES = f"""退出码：
  {CLEAN}    没有“错误”一级的发现
  {FOUND}    有“错误”一级的发现
  {USAGE}    用法、设置或模型有误，什么都没做
  {UNREADABLE}    有文件读不了（每个在标准错误里说一句，其余照常处理）
  {INTERRUPTED}  被中断"""
MAX_WIDTH = 110
"""A report wider than this is hard to read; a pipe gets it too."""

_ROW = re.compile(r"(  \S.*?)(\s{2,})(\S.*)")
_SHORT_HEAD, _UNDER = 12, 6

Run = Callable[[argparse.Namespace], int]


def complain(message: str, code: int) -> int:
    """Say one sentence on standard error, names in it without power over the terminal; hand the code on."""
    print(f"juesuan：{escape(message)}", file=sys.stderr)
    return code


_USAGE_ERRORS = (
    (r"the following arguments are required: ", "缺少 "),
    (r"unrecognized arguments: ", "不认识 "),
    (r"argument (\S+): expected one argument", r"\1 后面要跟一个值"),
    (r"argument (\S+): invalid choice: ('.*?') \(choose from (.*)\)", r"没有 \2 这个\1，可用的是 \3"),
    (r"^argument (\S+): ", r"\1 "),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 不明确，可能是 \2"),
)
"""argparse's messages that a wrong call can meet, in Chinese; any other is shown as it is."""


class _Help(argparse.RawDescriptionHelpFormatter):
    """argparse's layout with Chinese taken as two cells wide."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=width_of_terminal() - 2)

    def add_argument(self, action: argparse.Action) -> None:
        super().add_argument(action)
        if isinstance(action, argparse._SubParsersAction):  # its rows stand one step further in
            self._action_max_length += self._indent_increment

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(line for told in text.splitlines() for line in _set_under(told, width))

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


def _set_under(line: str, width: int) -> list[str]:
    """A line of a table, "  juesuan doctor   what it does", with what does not fit set under itself.

    Behind a short head (an exit code) it goes on in its own column, behind a long one on lines of its own.
    """
    row = _ROW.match(line)
    if row is None or cells(line) <= width:
        return wrap(line, width)
    head, gap, told = row.groups()
    lead = " " * cells(head + gap)
    if len(lead) <= _SHORT_HEAD:
        first, *rest = wrap(told, width - len(lead))
        return [f"{head}{gap}{first}", *(lead + part for part in rest)]
    return [head, *(" " * _UNDER + part for part in wrap(told, width - _UNDER))]


class Parser(argparse.ArgumentParser):
    """argparse with its own few words in Chinese."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Help, **options)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        """One sentence, where to read on, exit code 2."""
        for pattern, chinese in _USAGE_ERRORS:
            message = re.sub(pattern, chinese, message)
        self.exit(USAGE, f"juesuan：用法有误（{message}）；用 {self.prog} --help 看说明。\n")


def add_command(
    commands: argparse._SubParsersAction[Parser], name: str, what: str, run: Run, *, examples: str = "",
    starts_slowly: bool = False,
) -> Parser:
    """A command's own parser; `run` takes the parsed arguments and gives the exit code.

    `examples`: lines "  juesuan …   what it does", shown under its options; each is tried by a test.
    `starts_slowly`: it handles Ctrl-C itself; until then, loading its libraries, one ends it at once.
    """
    epilog = f"例子：\n{examples}\n\n{EXIT_CODES}" if examples else EXIT_CODES
    command: Parser = commands.add_parser(name, help=what, description=f"{what}。", epilog=epilog)
    command.set_defaults(run=run, starts_slowly=starts_slowly)
    return command


def add_model(command: Parser) -> None:
    """The options that say how a document is tagged."""
    command.add_argument("--model", metavar="PATH|rules", help="模型目录，或 rules（规则标注器）")
    command.add_argument(
        "--device", metavar="cpu|cuda", default="cpu", help="模型在哪里运行；cuda 需要 onnxruntime-gpu"
    )
    command.add_argument(
        "--settings", metavar="FILE", type=Path, help="TOML 设置文件（threads、min_score）"
    )


@contextmanager
def replaced(path: Path) -> Iterator[TextIO]:
    """A stream whose file takes the place of `path` only when all went well."""
    with drafted(path) as draft, draft.open("w", encoding="utf-8", errors="backslashreplace") as stream:
        yield stream


@contextmanager
def drafted(path: Path) -> Iterator[Path]:
    """The name of a new file beside `path`, which takes its place when all went well."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def width_of_terminal() -> int:
    """Columns to fill, never more than is easy to read."""
    return min(shutil.get_terminal_size((MAX_WIDTH, 24)).columns, MAX_WIDTH)


def wants_colour(stream: TextIO) -> bool:
    """A terminal that has not asked for plain text (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
