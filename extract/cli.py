"""The `juesuan` command: a thin shell over the library, and the only place that prints or exits."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TextIO

from extract import __version__
from extract.doctor import examine
from extract.errors import JuesuanError, ModelError, ReadError, SettingsError
from extract.pipeline import Extractor, load
from extract.records import Extraction
from extract.schema import schema_text
from extract.settings import Settings, load_settings
from extract.write import table_of_pairs, to_json, to_text

CLEAN, FOUND, USAGE, UNREADABLE, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 3, 130, 141
EXIT_CODES = f"""退出码：
  {CLEAN}    没有“错误”一级的发现
  {FOUND}    有“错误”一级的发现
  {USAGE}    用法、设置或模型有误，什么都没做
  {UNREADABLE}    有文件读不了（每个在标准错误里说一句，其余照常处理）
  {INTERRUPTED}  被中断"""
FORMATS = "部门决算公开文件（txt、md、pdf、docx、xlsx、xls、html、zip；装有 LibreOffice 时还有 doc、wps 等）"
MAX_WIDTH = 110
"""A report wider than this is hard to read; a pipe gets it too."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    arguments = _parser().parse_args(argv)
    try:
        _use_utf8()
        code: int = arguments.run(arguments)
        sys.stdout.flush()
        return code
    except (ModelError, SettingsError) as error:
        return _complain(str(error), USAGE)
    except KeyboardInterrupt:
        return _complain("已中断。", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE


def _use_utf8() -> None:
    """Chinese on every pipe and console, and no crash on a broken character."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(message: str, code: int) -> int:
    print(f"juesuan：{message}", file=sys.stderr)
    return code


_USAGE_ERRORS = (
    (r"the following arguments are required: ", "缺少 "),
    (r"unrecognized arguments: ", "不认识 "),
    (r"argument (\S+): expected one argument", r"\1 后面要跟一个值"),
    (r"argument (\S+): invalid choice: ('.*?') \(choose from (.*)\)", r"没有 \2 这个\1，可用的是 \3"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 不明确，可能是 \2"),
)
"""argparse's messages that a wrong call can meet, in Chinese; any other is shown as it is."""


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
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


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="juesuan",
        description="读部门决算公开：标注正文里的每个数字，对回表格，报出不一致。",
        epilog=EXIT_CODES,
    )
    parser.add_argument("--version", action="version", version=f"juesuan {__version__}", help="显示版本")
    commands = parser.add_subparsers(title="可用的命令", metavar="命令", required=True, parser_class=_Parser)
    _add_extract(commands)
    _add(commands, "doctor", "检查安装：版本、模型及其摘要、能否运行", _run_doctor)
    _add(commands, "schema", "打印 --json 输出的 JSON Schema", _run_schema)
    return parser


def _add(commands: argparse._SubParsersAction[_Parser], name: str, what: str, run: object) -> _Parser:
    command: _Parser = commands.add_parser(name, help=what, description=f"{what}。", epilog=EXIT_CODES)
    command.set_defaults(run=run)
    return command


def _add_extract(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _add(commands, "extract", "读一个或几个文件，打印报告或 JSON", _run_extract)
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
        return _complain(wrong, USAGE)
    settings = load_settings(arguments.settings) if arguments.settings else Settings()
    extractor = load(arguments.model, settings=settings)
    outcomes = _joined(extractor, arguments.files) if arguments.as_one else extractor.batch(arguments.files)
    if output is None:
        return _extract(outcomes, None if arguments.quiet else sys.stdout, as_json=as_json)
    try:
        with _replaced(output) as stream:
            code = _extract(outcomes, stream, as_json=as_json)
    except OSError as error:
        return _complain(f"{output} 写不了（{error.strerror}）；请检查目录和权限。", USAGE)
    if not arguments.quiet:
        print(f"已写入 {output}", file=sys.stderr)
    return code


def _wrong_usage(arguments: argparse.Namespace) -> str | None:
    if arguments.quiet and arguments.json and arguments.output is None:
        return "--quiet 不打印，--json 无处可去；请加 -o FILE 或去掉其中一个。"
    if arguments.output is not None and arguments.output.resolve() in {f.resolve() for f in arguments.files}:
        return f"输出 {arguments.output} 就是要读的文件；请换一个名字。"
    return None


@contextmanager
def _replaced(path: Path) -> Iterator[TextIO]:
    """A stream whose file takes the place of `path` only when all went well."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("w", encoding="utf-8", errors="backslashreplace") as stream:
            yield stream
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


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
            codes.add(_complain(str(outcome), UNREADABLE))
            continue
        codes.add(FOUND if any(f.severity == "error" for f in outcome.findings) else CLEAN)
        if stream is not None:
            stream.write(_rendered(outcome, stream, as_json=as_json, first=number == 0))
            stream.flush()
    return max(codes)


def _rendered(extraction: Extraction, stream: TextIO, *, as_json: bool, first: bool) -> str:
    if as_json:
        return to_json(extraction) + "\n"
    width = min(shutil.get_terminal_size((MAX_WIDTH, 24)).columns, MAX_WIDTH)
    return ("" if first else "\n") + to_text(extraction, width=width, colour=_wants_colour(stream))


def _wants_colour(stream: TextIO) -> bool:
    """A terminal that has not asked for plain text (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _run_schema(_: argparse.Namespace) -> int:
    print(schema_text(), end="")
    return CLEAN


def _run_doctor(_: argparse.Namespace) -> int:
    found = examine()
    print(table_of_pairs(found.pairs), end="")
    if found.trouble:
        return _complain(found.trouble, USAGE)
    print("一切就绪。")
    return CLEAN
