"""Templates with slots → text whose tags and facts are known by construction.

A template is Chinese text with four ASCII signs: `(a|b|c)` one of, `[a]` sometimes, `{slot}` a value,
`{verb slot}` a sub-rule. `"{s}(支出|){s.final}，占[比]{s.share}"` writes the item, its amount and its
share, and leaves an ITEM, an AMOUNT.决算数 and a PERCENT.占比 mark behind. The grammar is parsed once.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Text:
    """Literal text."""

    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """{name}, {name.field} or {verb name}."""

    name: str
    field: str = ""
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences, each as likely as the other."""

    options: tuple[Sequence, ...]


Sequence = tuple["Text | Slot | Choice", ...]
_CLOSERS = {"(": ")", "[": "]"}


@lru_cache(maxsize=20_000)
def parse(template: str) -> Sequence:
    """The parsed template. Raises ValueError with the place where brackets do not match."""
    nodes, end = _sequence(template, 0, "")
    if end != len(template):
        raise ValueError(f"template: unexpected {template[end]!r} at {end} in {template!r}")
    return nodes


def _sequence(template: str, at: int, closer: str) -> tuple[Sequence, int]:
    nodes: list[Text | Slot | Choice] = []
    while at < len(template) and template[at] not in ")|]":
        char = template[at]
        if char in _CLOSERS:
            node, at = _choice(template, at + 1, _CLOSERS[char])
            nodes.append(node)
        elif char == "{":
            end = template.index("}", at)
            nodes.append(_slot(template[at + 1 : end]))
            at = end + 1
        else:
            end = next((i for i in range(at, len(template)) if template[i] in "()[]{|"), len(template))
            nodes.append(Text(template[at:end]))
            at = end
    if closer and at >= len(template):
        raise ValueError(f"template: {closer!r} is missing in {template!r}")
    return tuple(nodes), at


def _choice(template: str, at: int, closer: str) -> tuple[Choice, int]:
    options: list[Sequence] = [()] if closer == "]" else []
    while True:
        nodes, at = _sequence(template, at, closer)
        options.append(nodes)
        if template[at] == closer:
            return Choice(tuple(options)), at + 1
        if template[at] != "|":
            raise ValueError(f"template: {closer!r} expected at {at} in {template!r}")
        at += 1


def _slot(body: str) -> Slot:
    verb, _, rest = body.rpartition(" ")
    name, _, field = rest.partition(".")
    return Slot(name, field, verb)


def settle(template: str, rng: random.Random) -> str:
    """The template as plain text, every choice made. Raises ValueError where it has a slot."""
    return _settled(parse(template), rng)


def _settled(nodes: Sequence, rng: random.Random) -> str:
    out = []
    for node in nodes:
        if isinstance(node, Slot):
            raise ValueError(f"template: a slot {node.name!r} cannot be settled")
        out.append(node.text if isinstance(node, Text) else _settled(rng.choice(node.options), rng))
    return "".join(out)
