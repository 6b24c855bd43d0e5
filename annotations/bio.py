"""Marks ↔ one class a character, in two layers: figures and names in one, causes in the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotations.generate.script import Mark
from extract.labels import CLASSES, join_layers, split_kind

REASON = "REASON"


class ConversionError(ValueError):
    """A text cannot be converted without loss: says which span and why."""


def kind_of(mark: Mark) -> str:
    """One name for label and role: "AMOUNT.决算数", "CODE"."""
    return f"{mark.label}.{mark.role}" if mark.role else mark.label


def from_kind(kind: str, start: int, end: int) -> Mark:
    """The mark of a span whose kind is written as one name."""
    label, role = split_kind(kind)
    return Mark(label, role, start, end)


def to_bio(text: str, marks: Iterable[Mark]) -> list[str]:
    """One class of `extract.labels.CLASSES` for each character of `text`.

    Two layers: a figure inside a reason gives "B-AMOUNT.增减额+I-REASON". ConversionError where two
    marks of one layer overlap, a span leaves the text, or a kind is no class.
    """
    layers: dict[bool, list[str]] = {True: ["O"] * len(text), False: ["O"] * len(text)}
    for mark in marks:
        layer = layers[mark.label == REASON]
        span = f"{kind_of(mark)} [{mark.start}, {mark.end})"
        if not 0 <= mark.start < mark.end <= len(text):
            raise ConversionError(f"{span} is outside of {len(text)} characters")
        if any(tag != "O" for tag in layer[mark.start : mark.end]):
            raise ConversionError(f"{span} overlaps a mark of its own layer")
        layer[mark.start : mark.end] = [f"I-{kind_of(mark)}"] * (mark.end - mark.start)
        layer[mark.start] = f"B-{kind_of(mark)}"
    classes = [join_layers(*pair) for pair in zip(layers[False], layers[True], strict=True)]
    unknown = set(classes) - set(CLASSES)
    if unknown:
        raise ConversionError(f"no such class: {sorted(unknown)[0]!r}; see extract.labels.CLASSES")
    return classes


def from_bio(classes: Sequence[str]) -> list[Mark]:
    """The marks that the classes describe, by start, the longer first; an I without its B opens a mark."""
    layers = zip(*(_split_layers(name) for name in classes), strict=True) if classes else ()
    marks = [mark for layer in layers for mark in _runs(layer)]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _split_layers(name: str) -> tuple[str, str]:
    first, _, second = name.partition("+")
    if second:
        return first, second
    return ("O", first) if first.endswith(f"-{REASON}") else (first, "O")


def _runs(layer: Sequence[str]) -> Iterator[Mark]:
    start, kind = 0, ""
    for index, tag in enumerate([*layer, "O"]):
        prefix, _, name = tag.partition("-")
        if kind and (prefix != "I" or name != kind):
            yield from_kind(kind, start, index)
            kind = ""
        if name and not kind:
            start, kind = index, name
