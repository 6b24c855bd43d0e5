"""`juesuan mark`: a copy of the source with the findings in it, where its readers work."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

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
)
from extract.errors import MarkError, ReadError
from extract.pipeline import load
from extract.records import Extraction
from extract.settings import Settings, load_settings
from extract.write.marks import Marked

EXAMPLES = """  juesuan mark 决算公开.pdf                写出 决算公开.marked.pdf
  juesuan mark 决算公开.docx -o 批注.docx   在 Word 里逐条看批注"""
Marker = Callable[[bytes, Extraction], Marked]


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Hang the command under `juesuan`."""
    command = add_command(
        commands, "mark", "把发现标在原件的副本上：PDF 高亮加注释，Word、Excel 加批注", _run_mark,
        examples=EXAMPLES,
    )
    command.add_argument("file", metavar="FILE", type=Path, help="PDF、Word（docx）或 Excel（xlsx）文件")
    command.add_argument(
        "-o", "--output", metavar="FILE", type=Path,
        help="写到哪里；不写时在当前目录，名字里加 .marked；不会改动原件",
    )
    add_model(command)
    command.add_argument("-q", "--quiet", action="store_true", help="不说标了几处、写到了哪里")


def _run_mark(arguments: argparse.Namespace) -> int:
    file: Path = arguments.file
    output: Path = arguments.output or Path(f"{file.stem}.marked{file.suffix}")
    if output.resolve() == file.resolve():
        return complain(f"输出 {output} 就是原件；请换一个名字。", USAGE)
    settings = load_settings(arguments.settings) if arguments.settings else Settings()
    extractor = load(arguments.model, settings=settings, device=arguments.device)
    try:
        extraction = extractor(path=file)
        marked = _marker(extraction.document.source.format)(file.read_bytes(), extraction)
    except ReadError as error:
        return complain(str(error), UNREADABLE)
    except MarkError as error:
        return complain(f"{file}：{error}", UNREADABLE)
    try:
        with drafted(output) as draft:
            draft.write_bytes(marked.data)
    except OSError as error:
        return complain(f"{output} 写不了（{error.strerror}）；请检查目录和权限。", USAGE)
    if not arguments.quiet:
        print(_told(marked, output), file=sys.stderr)
    return FOUND if any(finding.severity == "error" for finding in extraction.findings) else CLEAN


def _marker(kind: str) -> Marker:
    """What marks a format; MarkError for one that has no place for notes."""
    if kind == "pdf":
        from extract.write.marks.pdf import mark_pdf

        return mark_pdf
    if kind == "docx":
        from extract.write.marks.docx import mark_docx

        return mark_docx
    if kind == "xlsx":
        from extract.write.marks.xlsx import mark_xlsx

        return mark_xlsx
    raise MarkError(
        f"{kind} 格式里没有地方放批注；能标的是 PDF、Word（docx）和 Excel（xlsx），"
        "其余格式请另存为其中一种，或用 juesuan report 写核对页面。"
    )


def _told(marked: Marked, output: Path) -> str:
    """"标了 5 处，2 处在原件里找不到位置（第 3、4 条），已写入 …"."""
    if not marked.placed and not marked.lost:
        return f"没有发现不一致，没有什么可标；已写入 {output}"
    numbers = "、".join(str(number) for number in dict.fromkeys(mark.number for mark in marked.lost))
    lost = f"，{len(marked.lost)} 处在原件里没有固定位置（第 {numbers} 条）" if marked.lost else ""
    return f"标了 {len(marked.placed)} 处{lost}，已写入 {output}"
