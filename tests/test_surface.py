"""What a stranger may rely on: public names, commands and their help."""

from __future__ import annotations

import argparse
import inspect
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

import extract
from extract.cli import EXIT_CODES, _parser
from extract.write.width import cells
from tests import builders as make

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


def public_parts() -> dict[str, object]:
    """Every public name with a docstring to have, and the public methods of classes: "Extractor.batch"."""
    named = {name: getattr(extract, name) for name in PUBLIC if name not in ("SCHEMA_VERSION", "__version__")}
    parts = dict(named)
    for name, thing in named.items():
        if inspect.isclass(thing):
            own = {part: value for part, value in vars(thing).items() if part[0] != "_"}
            kept = {n: value for n, value in own.items() if callable(value) or isinstance(value, property)}
            parts |= {f"{name}.{part}": value for part, value in kept.items()}
    return parts


PARTS = public_parts()


@pytest.mark.parametrize("name", PARTS)
def test_public_name_is_documented(name: str) -> None:
    """In a sentence of its own: dataclasses are given "Fact(id: str, …)" where nobody wrote one."""
    text = inspect.getdoc(PARTS[name]) or ""
    assert len(text) > 15, name
    assert not re.match(r"\w+\(\w+: ", text), name
    assert re.search(r"[.:…>}。]$", text.split("\n\n")[0]), text


def raised(call: Callable[[], object]) -> str:
    with pytest.raises((extract.JuesuanError, ValueError, TypeError)) as caught:
        call()
    return type(caught.value).__name__


EXTRACTION = make.whole()
HUGE = replace(EXTRACTION.facts[0], value="9" * 40)
RULES_EXTRACTOR = extract.load("rules")
REFUSED: list[tuple[str, Callable[[], object]]] = [
    ("load", lambda: extract.load("no such model")),
    ("load", lambda: extract.load(device="tape")),
    ("load_settings", lambda: extract.load_settings("no such file")),
    ("Extractor.__call__", lambda: RULES_EXTRACTOR()),
    ("Extractor.__call__", lambda: RULES_EXTRACTOR(3)),  # type: ignore[arg-type]
    ("Extractor.joined", lambda: RULES_EXTRACTOR.joined("no such file.pdf")),
    ("from_dict", lambda: extract.from_dict([])),  # type: ignore[arg-type]
    ("from_json", lambda: extract.from_json("{")),
    ("to_pandas", lambda: extract.to_pandas(EXTRACTION, "fact")),  # type: ignore[arg-type]
    ("to_polars", lambda: extract.to_polars("text")),  # type: ignore[arg-type]
    ("to_arrow", lambda: extract.to_arrow(replace(EXTRACTION, facts=(HUGE,)))),
    ("compare_years", lambda: extract.compare_years(EXTRACTION, EXTRACTION)),
    ("compare_units", lambda: extract.compare_units(EXTRACTION, [])),
]


@pytest.mark.parametrize(("name", "call"), REFUSED)
def test_docstring_names_the_error_or_its_family(name: str, call: Callable[[], object]) -> None:
    thing = extract.Extractor.__call__ if name.endswith("__call__") else PARTS[name]
    family = {"FileMissing": "ReadError"}
    error = raised(call)
    assert family.get(error, error) in (inspect.getdoc(thing) or "")


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
