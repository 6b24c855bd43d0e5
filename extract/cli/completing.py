"""`juesuan completion SHELL`: Tab completes commands, options, rule names and files (argcomplete)."""

from __future__ import annotations

import argparse
import os

from extract.cli.console import CLEAN, Parser, add_command

SHELLS = ("bash", "zsh", "fish", "powershell", "tcsh")
EXAMPLES = """  juesuan completion bash >> ~/.bashrc        以后每个 bash 里按 Tab 补全
  juesuan completion zsh >> ~/.zshrc
  juesuan completion fish > ~/.config/fish/completions/juesuan.fish"""


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Hang the command under `juesuan`."""
    command = add_command(commands, "completion", "打印命令行补全脚本", _run, examples=EXAMPLES)
    command.add_argument("shell", choices=SHELLS, metavar="SHELL", help=f"哪种命令行：{'、'.join(SHELLS)}")


def complete(parser: Parser) -> None:
    """Answer a shell that asks for completions, and leave; does nothing in an ordinary call."""
    if "_ARGCOMPLETE" in os.environ:
        import argcomplete

        argcomplete.autocomplete(parser)


def _run(arguments: argparse.Namespace) -> int:
    from argcomplete.shell_integration import shellcode

    print(shellcode(["juesuan"], shell=arguments.shell))
    return CLEAN
