"""Marks ↔ character classes ↔ annotation tools, each way and back without loss.

One annotated text is `{"text": str, "marks": [{"label", "role", "start", "end"}]}`; offsets count
characters, half-open. A role travels as "AMOUNT.决算数" where a format knows one name per span.

    BIO           ["O", "B-ITEM", "I-ITEM", "B-AMOUNT.决算数", …], one class of `extract.labels` a character
    Label Studio  {"data": {"text": "办公费3万元"}, "annotations": [{"result": [{"id": "0",
                   "from_name": "label", "to_name": "text", "type": "labels",
                   "value": {"start": 3, "end": 6, "text": "3万元", "labels": ["AMOUNT.决算数"]}}]}]}
    doccano       {"text": "办公费3万元", "label": [[0, 3, "ITEM"], [3, 6, "AMOUNT.决算数"]]}, a line each
    brat          a folder of 0001.txt and 0001.ann: "T1<TAB>AMOUNT.决算数 3 6<TAB>3万元"
    CoNLL         a line a character, "3<TAB>B-AMOUNT.决算数<TAB>O" (figures, causes), a blank one between
    datasets      a folder of `datasets.Dataset.save_to_disk` with the columns text and classes (as in BIO)
    review        {"format": "juesuan-review", "version": 1, "findings": […], "passages": [
                   {"text": "办公费3万元", "status": "corrected", "marks": [{"label": "ITEM", …}]}]}:
                   what the page of `juesuan report` exports; read only, each passage is one text

`python -m annotations.convert --to doccano IN.jsonl OUT.jsonl` converts a file, `--from review` insists on
its format; Label Studio files are one JSON array, a review is one object, brat and datasets are folders,
CoNLL is text, the others JSONL.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from annotations.bio import ConversionError, from_bio, from_kind, kind_of, to_bio
from annotations.brat import read_brat, write_brat
from annotations.conll import from_conll, to_conll
from annotations.generate.script import Mark


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


Entry = tuple[str, list[Mark]]
FOLDERS = ("brat", "datasets")
"""Formats that are a folder, not a file."""


def convert(source: str, target: str, *, origin: str | None = None) -> str:
    """The content of a file in format `target`, one of WRITERS or "conll".

    `origin` names the format of `source`; without it each entry is recognised. ConversionError where
    the two disagree.
    """
    return dump(parse(source, origin=origin), target)


def parse(source: str, *, origin: str | None = None) -> list[Entry]:
    """Texts and marks of a file's content."""
    found = source.lstrip()[:1]
    if origin == "conll" or (origin is None and found and found not in "{["):
        return from_conll(source)
    entries = []
    for entry in _entries(source):
        name = sniff(entry)
        if origin not in (None, name):
            raise ConversionError(f"this is {name}, not {origin}")
        entries.append(READERS[name](entry))
    return entries


def dump(entries: Iterable[Entry], target: str) -> str:
    """Texts and marks as the content of a file."""
    if target == "conll":
        return to_conll(entries)
    done = [WRITERS[target](*entry) for entry in entries]
    if target == "label-studio":
        return json.dumps(done, ensure_ascii=False, indent=1) + "\n"
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in done)


def read(path: Path, *, origin: str | None = None) -> list[Entry]:
    """Texts and marks of a file or of a folder of brat's or datasets'."""
    if not path.is_dir():
        return parse(path.read_text(encoding="utf-8"), origin=origin)
    if (path / "dataset_info.json").is_file():
        from datasets import load_from_disk

        return [from_classes(dict(row)) for row in load_from_disk(str(path))]
    return read_brat(path)


def write(entries: Iterable[Entry], path: Path, target: str) -> None:
    """Texts and marks as a file, or as the folder that brat or datasets want."""
    if target == "brat":
        write_brat(entries, path)
    elif target == "datasets":
        from datasets import Dataset

        Dataset.from_list([to_classes(*entry) for entry in entries]).save_to_disk(str(path))
    else:
        path.write_text(dump(entries, target), encoding="utf-8")


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
    formats = sorted({*READERS, "conll", *FOLDERS})
    parser.add_argument("--from", choices=formats, dest="origin", help="来源格式；不写就自动识别")
    targets = sorted({*WRITERS, "conll", *FOLDERS})
    parser.add_argument("--to", choices=targets, required=True, help="目标格式")
    parser.add_argument("source", type=Path, help="来源文件或文件夹")
    parser.add_argument("target", type=Path, help="写到哪里")
    options = parser.parse_args(arguments)
    try:
        write(read(options.source, origin=options.origin), options.target, options.to)
    except (OSError, ValueError, KeyError) as error:
        sys.stderr.write(f"{options.source}：无法转换（{error}）\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
