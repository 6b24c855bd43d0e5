"""Marks ↔ character classes ↔ annotation tools, each way and back without loss.

One annotated text is `{"text": str, "marks": [{"label", "role", "start", "end"}]}`; offsets count
characters, half-open. A role travels as "AMOUNT.决算数" where a format knows one name per span.

    BIO           ["O", "B-ITEM", "I-ITEM", "B-AMOUNT.决算数", …], one class of `extract.labels` a character
    Label Studio  {"data": {"text": "办公费3万元"}, "annotations": [{"result": [{"id": "0",
                   "from_name": "label", "to_name": "text", "type": "labels",
                   "value": {"start": 3, "end": 6, "text": "3万元", "labels": ["AMOUNT.决算数"]}}]}]}
    doccano       {"text": "办公费3万元", "label": [[0, 3, "ITEM"], [3, 6, "AMOUNT.决算数"]]}, a line each
    review        {"format": "juesuan-review", "version": 1, "findings": […], "passages": [
                   {"text": "办公费3万元", "status": "corrected", "marks": [{"label": "ITEM", …}]}]}:
                   what the page of `juesuan report` exports; read only, each passage is one text

`python -m annotations.convert --to doccano IN.jsonl OUT.jsonl` converts a file, `--from review` insists
on its format; Label Studio files are one JSON array, a review is one object, the others JSONL.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

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


def to_label_studio(text: str, marks: Iterable[Mark]) -> dict[str, Any]:
    """A Label Studio task with its annotation; ConversionError for characters its offsets count twice.

    Label Studio counts UTF-16 units, so a character beyond U+FFFF would shift every span behind it.
    """
    if any(ord(char) > 0xFFFF for char in text):
        raise ConversionError("a character beyond U+FFFF: Label Studio would shift every span behind it")
    result = [
        {
            "id": str(number),
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": mark.start,
                "end": mark.end,
                "text": text[mark.start : mark.end],
                "labels": [kind_of(mark)],
            },
        }
        for number, mark in enumerate(marks)
    ]
    return {"data": {"text": text}, "annotations": [{"result": result}]}


def from_label_studio(task: dict[str, Any]) -> tuple[str, list[Mark]]:
    """Text and marks of an exported task, from its first annotation that was not cancelled."""
    text = task["data"]["text"]
    done = [entry for entry in task.get("annotations", ()) if not entry.get("was_cancelled")]
    values = [entry["value"] for entry in (done[0]["result"] if done else ()) if entry["type"] == "labels"]
    marks = [from_kind(value["labels"][0], value["start"], value["end"]) for value in values]
    for value in values:
        written = value.get("text")
        if written is not None and text[value["start"] : value["end"]] != written:
            raise ConversionError(f"span {value['start']}–{value['end']} is not {written!r} in its text")
    return text, marks


def to_doccano(text: str, marks: Iterable[Mark]) -> dict[str, Any]:
    """A doccano sequence-labelling line."""
    return {"text": text, "label": [[mark.start, mark.end, kind_of(mark)] for mark in marks]}


def from_doccano(line: dict[str, Any]) -> tuple[str, list[Mark]]:
    """Text and marks of a doccano line; "labels" is read too, as newer exports call it."""
    spans = line.get("label", line.get("labels", ()))
    return line["text"], [from_kind(kind, start, end) for start, end, kind in spans]


def to_marks(text: str, marks: Iterable[Mark]) -> dict[str, Any]:
    """A line of our own JSONL."""
    return {
        "text": text,
        "marks": [{"label": m.label, "role": m.role, "start": m.start, "end": m.end} for m in marks],
    }


def from_marks(line: dict[str, Any]) -> tuple[str, list[Mark]]:
    """Text and marks of a line of our own JSONL."""
    return line["text"], [Mark(m["label"], m.get("role"), m["start"], m["end"]) for m in line["marks"]]


def to_classes(text: str, marks: Iterable[Mark]) -> dict[str, Any]:
    """A line with the text and its character classes."""
    return {"text": text, "classes": to_bio(text, marks)}


def from_classes(line: dict[str, Any]) -> tuple[str, list[Mark]]:
    """Text and marks of a line of character classes."""
    if len(line["text"]) != len(line["classes"]):
        raise ConversionError(f"{len(line['classes'])} classes for {len(line['text'])} characters")
    return line["text"], from_bio(line["classes"])


def from_review(passage: dict[str, Any]) -> tuple[str, list[Mark]]:
    """Text and marks of one passage that a reviewer corrected or confirmed on the review page.

    ConversionError where marks overlap within their layer, leave the text, or are of no known kind.
    """
    text, marks = from_marks(passage)
    to_bio(text, marks)
    return text, marks


WRITERS = {"marks": to_marks, "bio": to_classes, "label-studio": to_label_studio, "doccano": to_doccano}
READERS = {
    "marks": from_marks,
    "bio": from_classes,
    "label-studio": from_label_studio,
    "doccano": from_doccano,
    "review": from_review,
}
REVIEW = "juesuan-review"
FORMAT_KEYS = {
    "data": "label-studio",
    "marks": "marks",
    "classes": "bio",
    "label": "doccano",
    "labels": "doccano",
}
"""The key that gives a format away."""


def sniff(entry: dict[str, Any]) -> str:
    """Which of the formats an entry is; ConversionError for none."""
    if "status" in entry and "marks" in entry:
        return "review"
    for key, name in FORMAT_KEYS.items():
        if key in entry:
            return name
    known = ", ".join(FORMAT_KEYS)
    raise ConversionError(f"no known format: an entry has one of {known}, this one {sorted(entry)}")


def convert(source: str, target: str, *, origin: str | None = None) -> str:
    """The content of a file in format `target`: "marks", "bio", "label-studio" or "doccano".

    `origin` names the format of `source`; without it each entry is recognised. ConversionError where
    the two disagree.
    """
    done = []
    for entry in _entries(source):
        found = sniff(entry)
        if origin not in (None, found):
            raise ConversionError(f"this is {found}, not {origin}")
        done.append(WRITERS[target](*READERS[found](entry)))
    if target == "label-studio":
        return json.dumps(done, ensure_ascii=False, indent=1) + "\n"
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in done)


def _entries(source: str) -> list[dict[str, Any]]:
    """The annotated texts of a file: an array, a line each, or the passages of a review."""
    if source.lstrip().startswith("["):
        entries: list[dict[str, Any]] = json.loads(source)
        return entries
    if REVIEW in source[:200]:
        review = json.loads(source)
        if review.get("version") != 1:
            raise ConversionError(f"a review of version {review.get('version')}; only version 1 is known")
        return list(review["passages"])
    return [json.loads(line) for line in _lines(source)]


def _lines(source: str) -> list[str]:
    return [line for line in source.split("\n") if line.strip()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when written, 2 when the input cannot be converted."""
    parser = argparse.ArgumentParser(prog="python -m annotations.convert", description="标注格式互相转换。")
    parser.add_argument("--from", choices=sorted(READERS), dest="origin", help="来源格式；不写就自动识别")
    parser.add_argument("--to", choices=sorted(WRITERS), required=True, help="目标格式")
    parser.add_argument("source", type=Path, help="来源文件")
    parser.add_argument("target", type=Path, help="写到哪里")
    options = parser.parse_args(arguments)
    try:
        content = convert(options.source.read_text(encoding="utf-8"), options.to, origin=options.origin)
    except (OSError, ValueError, KeyError) as error:
        sys.stderr.write(f"{options.source}：无法转换（{error}）\n")
        return 2
    options.target.write_text(content, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
