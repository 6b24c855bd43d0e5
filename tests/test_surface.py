"""What a stranger may rely on: public names, commands and their help."""

from __future__ import annotations

import argparse
import inspect
import re

import pytest

import extract
from extract.cli import EXIT_CODES, _parser
from extract.write.width import cells

PUBLIC = [
    "SCHEMA_VERSION", "Block", "BrokenInput", "Cell", "CellRef", "Check", "Document", "EmptyInput",
    "EncryptedInput", "ExtraMissing", "Extraction", "Extractor", "Fact", "FileMissing", "Finding", "Item",
    "JuesuanError", "Line", "Link", "MarkError", "ModelError", "Passage", "Profile", "ReadError", "Reason",
    "RecordError", "RowKey", "ScannedInput", "Section", "Settings", "SettingsError", "Source", "Table", "Tag",
    "UnknownFormat", "__version__", "compare_units", "compare_years", "from_dict", "from_json", "load",
    "load_settings", "to_arrow", "to_dict", "to_json", "to_pandas", "to_polars", "to_text",
]


def test_public_names_are_pinned() -> None:
    assert sorted(PUBLIC) == sorted(extract.__all__)


@pytest.mark.parametrize("name", [name for name in PUBLIC if not name.isupper() and name != "__version__"])
def test_public_name_exists_and_is_documented(name: str) -> None:
    thing = getattr(extract, name)
    assert inspect.getdoc(thing), name


def commands() -> dict[str, argparse.ArgumentParser]:
    (action,) = (a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(action.choices)


def test_commands_are_pinned() -> None:
    expected = ["extract", "batch", "panel", "report", "mark", "rules", "doctor", "schema", "completion"]
    assert list(commands()) == expected


@pytest.mark.parametrize("name", list(commands()))
def test_command_and_every_option_has_help(name: str) -> None:
    command = commands()[name]
    assert command.description
    assert all(action.help for action in command._actions), name
    assert EXIT_CODES in command.format_help()


def test_help_is_chinese_throughout() -> None:
    for parser in (_parser(), *commands().values()):
        shown = parser.format_help()
        assert not {"usage:", "options:", "positional arguments:"} & set(shown.split("\n")), shown
        assert shown.startswith("用法：juesuan")
        assert shown.count("用法：") == 1


def examples() -> list[str]:
    helps = [parser.format_help() for parser in (_parser(), *commands().values())]
    return [line for shown in helps for line in re.findall(r"^  (juesuan [^\n]+)", shown, re.MULTILINE)]


@pytest.mark.parametrize("line", sorted(set(examples())))
def test_example_of_a_help_is_accepted(line: str) -> None:
    command = re.split(r"\s{2,}|\s[<>]+\s", line)[0]
    assert _parser().parse_args(command.split()[1:]).run


@pytest.mark.parametrize("width", [60, 80, 120])
def test_help_fits_the_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for parser in (_parser(), *commands().values()):
        wide = [line for line in parser.format_help().splitlines() if cells(line) > width]
        assert wide == []
