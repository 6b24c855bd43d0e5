"""Paragraphs written with marks, and the facts of them: [ITEM], {role|figure}, #code#, «reason»."""

from __future__ import annotations

import re

from extract.assemble import assemble
from extract.labels import AMOUNT_ROLES
from extract.records import Document, Fact, Passage, Tag
from tests.builders import document, passage, profile, section, tag

_MARK = re.compile(
    r"\[(?P<item>[^\]]+)\]|\{(?P<role>[^|}]+)\|(?P<figure>[^}]+)\}|#(?P<code>\d+)#|(?P<open>«)|(?P<close>»)"
)


def marked(text: str, *, index: int = 0, shift: int = 0) -> tuple[str, list[Tag]]:
    """Plain text and the tags its marks stand for."""
    plain, tags, at, reason = "", [], 0, 0
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        at = match.end()
        kind = match.lastgroup
        if kind == "open":
            reason = len(plain)
            continue
        if kind == "close":
            tags.append(tag(plain[reason:], at=reason, label="REASON", passage=index, shift=shift))
            continue
        body = match["item"] or match["figure"] or match["code"]
        role = match["role"]
        label = (
            "ITEM"
            if match["item"]
            else "CODE"
            if match["code"]
            else ("PERCENT" if body.rstrip().endswith(("%", "％")) else "AMOUNT")
        )
        assert label != "AMOUNT" or role in AMOUNT_ROLES
        tags.append(tag(body, at=len(plain), label=label, role=role, passage=index, shift=shift))
        plain += body
    return plain + text[at:], tags


def facts_of(
    *texts: str, title: str | None = None, year: int = 2031, kind: str = "单位决算"
) -> tuple[Fact, ...]:
    """The facts of marked paragraphs under one heading."""
    passages: list[Passage] = []
    tags: list[Tag] = []
    whole = ""
    for index, text in enumerate(texts):
        plain, found = marked(text, index=index, shift=len(whole))
        passages.append(passage(plain, start=len(whole), section="s1" if title else None))
        tags += found
        whole += plain
    sections = (section(title, 0, len(whole)),) if title else ()
    paper: Document = document(whole, sections=sections, profile=profile(year=year, kind=kind))
    return assemble(paper, tuple(passages), tuple(tags))


def short(facts: tuple[Fact, ...]) -> list[tuple[str, str, str]]:
    return [(f.item.name, f.measure, f.value) for f in facts]
