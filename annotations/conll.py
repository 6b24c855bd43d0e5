r"""CoNLL columns: a line a character with its figure tag and its cause tag, a blank line between texts.

    3       B-AMOUNT.增减额 I-REASON
    万      I-AMOUNT.增减额 I-REASON

Columns are separated by tabs. White space and the backslash are escaped in the first column (\s, \n, \t, \\,
others as \u3000), so any text comes back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotations.bio import REASON, ConversionError, from_bio, to_bio
from annotations.generate.script import Mark
from extract.labels import join_layers

_ESCAPES = {" ": r"\s", "\n": r"\n", "\t": r"\t", "\\": r"\\"}
_PLAIN = {written: char for char, written in _ESCAPES.items()}
_CODE = re.compile(r"\\u([0-9a-f]{4,6})")


def to_conll(entries: Iterable[tuple[str, Iterable[Mark]]]) -> str:
    """The whole file; ConversionError where marks overlap, as in `to_bio`."""
    return "\n".join("".join(_lines(text, to_bio(text, marks))) for text, marks in entries)


def _lines(text: str, classes: list[str]) -> Iterator[str]:
    for char, name in zip(text, classes, strict=True):
        figure, _, cause = name.partition("+")
        if not cause and figure.endswith(f"-{REASON}"):
            figure, cause = "O", figure
        yield f"{_escape(char)}\t{figure}\t{cause or 'O'}\n"


def from_conll(source: str) -> list[tuple[str, list[Mark]]]:
    """Texts and marks of a file; ConversionError names the line that has not three columns."""
    entries, text, classes = [], [], []
    for number, line in enumerate([*source.split("\n"), ""], 1):
        columns = line.split("\t")
        if len(columns) == 3:
            text.append(_unescape(columns[0]))
            classes.append(join_layers(columns[1], columns[2]))
        elif line.strip():
            raise ConversionError(f"line {number}: {len(columns)} columns, not a character and two tags")
        elif text:
            entries.append(("".join(text), from_bio(classes)))
            text, classes = [], []
    return entries


def _escape(char: str) -> str:
    written = _ESCAPES.get(char)
    return written or (f"\\u{ord(char):04x}" if char.isspace() else char)


def _unescape(written: str) -> str:
    code = _CODE.fullmatch(written)
    return chr(int(code[1], 16)) if code else _PLAIN.get(written, written)
