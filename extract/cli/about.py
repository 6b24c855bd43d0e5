"""`juesuan doctor` and `juesuan schema`: what is installed, what is written."""

from __future__ import annotations

import argparse

from extract.cli.console import CLEAN, USAGE, Parser, add_command, complain, width_of_terminal
from extract.doctor import examine
from extract.schema import schema_text
from extract.write import table_of_pairs


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Hang both commands under `juesuan`."""
    add_command(commands, "doctor", "检查安装：版本、模型及其摘要、装了哪些可选部分、能否运行", _run_doctor)
    add_command(commands, "schema", "打印 --json 输出的 JSON Schema", _run_schema)


def _run_schema(_: argparse.Namespace) -> int:
    print(schema_text(), end="")
    return CLEAN


def _run_doctor(_: argparse.Namespace) -> int:
    found = examine()
    width = width_of_terminal()
    print(table_of_pairs(found.pairs, width=width))
    print("可选的部分（pip install 'juesuan[名字]'）：")
    print(table_of_pairs(found.extras, width=width))
    if found.trouble:
        return complain(found.trouble, USAGE)
    print("一切就绪。")
    return CLEAN
