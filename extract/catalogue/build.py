"""Writes `accounts.tsv` from the tables under `sources/`: `python -m extract.catalogue.build`.

The sources are for reading and editing; the built file holds the same facts in the order and form the
look-ups want them: current names first, each with the key it is compared by. A test rebuilds it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from extract.catalogue.names import line_key

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
TARGET = HERE / "accounts.tsv"
KINDS = ("functional", "economic", "government")
HEAD = ("kind", "code", "name", "first", "last", "standing", "key")
ALIAS = "alias"
"""Standing of a name that no yearly catalogue has, only disclosures."""

Row = tuple[str, ...]


def rows(name: str) -> Iterator[Row]:
    """The rows of one source table, comments and the line of heads left out."""
    lines = (SOURCES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    table = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    yield from table[1:]


def build() -> tuple[Row, ...]:
    """Every entry by kind and code: the name of today, those of earlier years, then the aliases."""
    named = [
        (kind, code, name, first, last, "former" if last else standing, _key(name))
        for kind in KINDS
        for code, name, first, last, standing in rows(kind)
    ]
    aliases = [(kind, code, name, "", "", ALIAS, _key(name)) for name, kind, code in rows("aliases")]
    return tuple(sorted((*named, *aliases), key=_place))


def _place(row: Row) -> tuple[int, str, bool, int, str]:
    kind, code, name, _, last, standing, _ = row
    return KINDS.index(kind), code, standing == ALIAS, -int(last or 9999), name


def _key(name: str) -> str:
    """What the name is compared by, "" where that is the name itself."""
    key = line_key(name)
    return "" if key == name else key


def render() -> str:
    """The built table as the text of the committed file."""
    return "".join("\t".join(row) + "\n" for row in (HEAD, *build()))


def main() -> int:
    """Write the file beside this module."""
    TARGET.write_text(render(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
