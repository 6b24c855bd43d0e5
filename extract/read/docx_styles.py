"""Paragraph styles of a Word document: which are headings, which are contents, which carry a number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from extract.read.package import attribute, local, whole

_CONTENTS = re.compile(r"^(?:toc|目录)\s*\d*$|^TOC Heading$", re.IGNORECASE)
_HEADING = re.compile(r"^(?:heading|标题)\s*([1-6])$", re.IGNORECASE)
MOST_ANCESTORS = 20
"""Styles based on each other in a ring end here."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What a paragraph is by its style: heading level (0: none), part of the contents or not."""

    level: int = 0
    contents: bool = False


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    base: str
    level: int
    numbered: tuple[str | None, int | None]


@dataclass(frozen=True, slots=True)
class Styles:
    """All paragraph styles by id."""

    known: dict[str, _Style]

    def of(self, paragraph: etree._Element) -> tuple[tuple[str, int] | None, Properties]:
        """(list id, depth) of a paragraph's number or None, and what its style makes of it."""
        own = _child(paragraph, "pPr")
        style = attribute_of(own, "pStyle")
        chain = self._chain(style)
        list_id, depth = _numbered(own)
        for ancestor in chain:
            list_id = ancestor.numbered[0] if list_id is None else list_id
            depth = ancestor.numbered[1] if depth is None else depth
        level = _outline(own) or next((s.level for s in chain if s.level), 0)
        contents = any(_CONTENTS.match(s.name) for s in chain)
        number = (list_id, depth or 0) if list_id and list_id != "0" else None
        return number, Properties(level, contents)

    def _chain(self, style: str | None) -> list[_Style]:
        found: list[_Style] = []
        while style in self.known and len(found) < MOST_ANCESTORS:
            found.append(self.known[style])
            style = self.known[style].base
        return found


def read_styles(root: etree._Element | None) -> Styles:
    """The paragraph styles of styles.xml; none where the part is absent."""
    if root is None:
        return Styles({})
    return Styles({attribute(e, "styleId") or "": _style(e) for e in root if local(e) == "style"})


def _style(element: etree._Element) -> _Style:
    name = attribute_of(element, "name") or ""
    heading = _HEADING.match(name)
    own = _child(element, "pPr")
    level = int(heading[1]) if heading else _outline(own)
    return _Style(name, attribute_of(element, "basedOn") or "", level, _numbered(own))


def _outline(properties: etree._Element | None) -> int:
    """Heading level by outlineLvl, 0 for body text."""
    level = whole(attribute_of(properties, "outlineLvl"), 9)
    return level + 1 if level < 6 else 0


def _numbered(properties: etree._Element | None) -> tuple[str | None, int | None]:
    number = _child(properties, "numPr")
    depth = attribute_of(number, "ilvl")
    return attribute_of(number, "numId"), whole(depth) if depth else None


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    return None if element is None else next((child for child in element if local(child) == name), None)


def attribute_of(element: etree._Element | None, name: str) -> str | None:
    """The val of a child: <w:pPr><w:pStyle w:val="2"/> → "2"."""
    child = _child(element, name)
    return None if child is None else attribute(child, "val")
