"""`juesuan rules` and `juesuan extract … --explain`: what is checked, and one finding told in full."""

from __future__ import annotations

import argparse
import sys

from extract.check import FAMILIES, RULES
from extract.check.rulebook import ADVICE, note_on, notes
from extract.cli.console import CLEAN, USAGE, Parser, add_command, complain, wants_colour, width_of_terminal
from extract.records import Extraction, Finding
from extract.write import numbered, table_of_pairs, to_explanation, to_rule

EXAMPLES = """  juesuan rules                全部规则，按种类
  juesuan rules change-rate    一条规则：应当如此、依据
  juesuan extract 决算公开.pdf --explain change-rate    它在一份文件里核对的结果"""


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Hang the command under `juesuan`."""
    command = add_command(commands, "rules", "核对哪些规则，各有什么依据", _run, examples=EXAMPLES)
    option = command.add_argument("rule", nargs="?", metavar="RULE", help="规则名；不写就列出全部")
    option.completer = rule_names  # type: ignore[attr-defined]


def rule_names(**_: object) -> list[str]:
    """What a shell offers where a rule name can stand."""
    return list(notes())


def explained(extraction: Extraction, what: str, *, width: int, colour: bool = False) -> str:
    """The findings that `what` names, told in full: a number of the report, an id (c4), or a rule.

    "" where it is neither: the caller says so. A rule is explained also where it found nothing.
    """
    note = notes().get(what)
    chosen = _chosen(extraction, what)
    parts = []
    if note:
        parts.append(
            to_rule(
                note.rule, name=note.name, says=note.says, bases=note.bases, extraction=extraction,
                width=width, colour=colour,
            )
        )
    for finding in chosen:
        told = note_on(finding)
        parts.append(
            to_explanation(
                extraction, finding, says="" if note else told.says, bases=() if note else told.bases,
                advice=ADVICE[finding.kind], width=width, colour=colour,
            )
        )
    return "\n".join(parts)


def _chosen(extraction: Extraction, what: str) -> list[Finding]:
    in_order = numbered(extraction)
    if what.isdecimal():
        return in_order[int(what) - 1 : int(what)] if int(what) else []
    return [finding for finding in in_order if what in (finding.id, finding.rule)]


def _run(arguments: argparse.Namespace) -> int:
    width, colour = width_of_terminal(), wants_colour(sys.stdout)
    if arguments.rule is None:
        print(_listed(width), end="")
        return CLEAN
    note = notes().get(arguments.rule)
    if note is None:
        return complain(f"没有 {arguments.rule} 这条规则；用 juesuan rules 列出全部。", USAGE)
    told = to_rule(
        note.rule, name=note.name, says=note.says, bases=note.bases, width=width, colour=colour
    )
    print(told, end="")
    return CLEAN


def _listed(width: int) -> str:
    """Families with their rules in two columns."""
    longest = max(len(rule.id) for rule in RULES)
    rows = {
        family: [(f"  {rule.id:{longest}}", rule.statement) for rule in RULES if rule.family == family]
        for family in FAMILIES
    }
    return "\n".join(f"{family}\n{table_of_pairs(rows[family], width=width)}" for family in FAMILIES)
