"""Whose forms they are: a 部门 that publishes its own and those of 本级, or of single 单位, in one document.

Each form is then there twice. The prose of a part speaks of the forms of that part.
"""

from __future__ import annotations

import re

from extract.catalogue.topics import titles_at
from extract.link.rows import Found
from extract.records import Document, Table
from extract.text import squeeze

_OWN_LEVEL = re.compile(r"本级|机关(?:决算|本部)|单位决算")


def in_scope(document: Document, offset: int, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Of cells in several tables those of the scope that the prose at `offset` has; all where none tells."""
    if len({one.table.id for one in found}) < 2:
        return found
    wanted = _scope(" ".join(titles_at(document, offset)))
    fit = tuple(one for one in found if _scope(_words(document, one.table)) == wanted)
    return fit or found


def _words(document: Document, table: Table) -> str:
    over = titles_at(document, table.start) if table.start is not None else ()
    return " ".join((table.title or "", *over))


def _scope(words: str) -> bool:
    """True for the 本级 or a single 单位, False for the 部门 as a whole."""
    return _OWN_LEVEL.search(squeeze(words)) is not None
