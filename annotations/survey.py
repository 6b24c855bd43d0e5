"""A corpus report before training: what is in it, what is broken, what leaks between the splits.

`python -m annotations.survey corpus/train.jsonl corpus/dev.jsonl` reads one split a file, lines of
`{"text": "办公费3.1万元", "marks": [{"label": "AMOUNT", "role": "决算数", "start": 3, "end": 8}]}`, and exits
with 1 where a span is broken or a text stands in two splits.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from annotations.bio import REASON, kind_of
from annotations.convert import from_marks
from annotations.generate.script import Mark
from extract.amounts import find_numerals
from extract.labels import NUMERAL_LABELS, ROLES

LIMIT = 20
"""How many broken spans are kept word for word; all are counted."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """Least, middle, 95th percentile and greatest of a list of lengths in characters."""

    least: int
    middle: int
    high: int
    greatest: int


@dataclass(frozen=True, slots=True)
class SplitReport:
    """One split. `broken`: kind of fault → how often; `samples`: the first LIMIT faults in words.

    `duplicates` counts texts beyond their first appearance, `bare` the texts without any mark.
    """

    name: str
    texts: int
    characters: int
    bare: int
    duplicates: int
    kinds: Mapping[str, int]
    text_lengths: Lengths
    mark_lengths: Mapping[str, Lengths]
    broken: Mapping[str, int]
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leak:
    """Texts of `second` that also stand in `first`, word for word and with all digits masked."""

    first: str
    second: str
    same: int
    same_shape: int
    texts: int


Entry = tuple[str, list[Mark]]


def survey(splits: Mapping[str, Sequence[Entry]]) -> tuple[tuple[SplitReport, ...], tuple[Leak, ...]]:
    """A report for each split and a leak count for each pair of splits, in the order given."""
    reports = tuple(survey_split(name, entries) for name, entries in splits.items())
    names = list(splits)
    pairs = [(first, second) for i, first in enumerate(names) for second in names[i + 1 :]]
    return reports, tuple(_leak(first, second, splits) for first, second in pairs)


def survey_split(name: str, entries: Sequence[Entry]) -> SplitReport:
    """Counts, lengths and faults of one split."""
    faults = [(kind, note) for text, marks in entries for kind, note in find_faults(text, marks)]
    by_label: dict[str, list[int]] = {}
    for _, marks in entries:
        for mark in marks:
            by_label.setdefault(mark.label, []).append(mark.end - mark.start)
    return SplitReport(
        name=name,
        texts=len(entries),
        characters=sum(len(text) for text, _ in entries),
        bare=sum(not marks for _, marks in entries),
        duplicates=len(entries) - len({text for text, _ in entries}),
        kinds=dict(sorted(Counter(kind_of(mark) for _, marks in entries for mark in marks).items())),
        text_lengths=lengths([len(text) for text, _ in entries]),
        mark_lengths={label: lengths(found) for label, found in sorted(by_label.items())},
        broken=dict(sorted(Counter(kind for kind, _ in faults).items())),
        samples=tuple(f"{kind}: {note}" for kind, note in faults[:LIMIT]),
    )


def lengths(values: Sequence[int]) -> Lengths:
    """Lengths by nearest rank; all zero for no values."""
    if not values:
        return Lengths(0, 0, 0, 0)
    ranked = sorted(values)
    last = len(ranked) - 1
    return Lengths(ranked[0], ranked[last // 2], ranked[(last * 95 + 99) // 100], ranked[-1])


def find_faults(text: str, marks: Iterable[Mark]) -> list[tuple[str, str]]:
    """Everything wrong with the marks of one text, as (kind, note).

    outside: the span leaves the text or is empty. unknown: no such label or role. ragged: white space
    or a comma at an edge. misaligned: a numeral label that is not one whole numeral with its unit.
    overlap: two marks of one layer share a character (a figure may stand in a REASON).
    """
    faults = []
    sound = []
    for mark in marks:
        span = f"{kind_of(mark)} [{mark.start}, {mark.end}) in {text[:40]!r}"
        if not 0 <= mark.start < mark.end <= len(text):
            faults.append(("outside", span))
            continue
        sound.append(mark)
        faults += [(kind, f"{text[mark.start : mark.end]!r} {span}") for kind in _kinds_of_fault(text, mark)]
    for first, second in _overlaps(sound):
        faults.append(("overlap", f"{kind_of(first)} and {kind_of(second)} in {text[:40]!r}"))
    return faults


def _kinds_of_fault(text: str, mark: Mark) -> list[str]:
    checks = (("unknown", not _known(mark)), ("ragged", _ragged(text, mark)))
    return [kind for kind, wrong in (*checks, ("misaligned", _misaligned(text, mark))) if wrong]


def _known(mark: Mark) -> bool:
    if mark.label == REASON:
        return mark.role is None
    roles = ROLES.get(mark.label)
    return roles is not None and (mark.role in roles if roles else mark.role is None)


def _ragged(text: str, mark: Mark) -> bool:
    inside = text[mark.start : mark.end]
    return inside != inside.strip(" \t\r\n\u3000，。；、")


def _misaligned(text: str, mark: Mark) -> bool:
    """Whether a numeral mark is not one whole numeral: "12.6万元" marked as "2.6万元" or "12.6"."""
    if mark.label not in NUMERAL_LABELS:
        return False
    if mark.label == "CODE":
        inside, behind = text[mark.start : mark.end], text[mark.end : mark.end + 1]
        return not inside.isdigit() or text[: mark.start][-1:].isdigit() or behind.isdigit()
    numerals = find_numerals(text)
    return not any(n.start == mark.start and mark.end == n.end for n in numerals)


def _overlaps(marks: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    found = []
    for layer in (True, False):
        ranked = sorted((m for m in marks if (m.label == REASON) is layer), key=lambda m: (m.start, m.end))
        found += [(a, b) for a, b in pairwise(ranked) if b.start < a.end]
    return found


def shape(text: str) -> str:
    """The text with every digit masked, white space dropped: what a template leaves behind."""
    return re.sub(r"\d+(?:[.,]\d+)*", "0", "".join(text.split()))


def _leak(first: str, second: str, splits: Mapping[str, Sequence[Entry]]) -> Leak:
    texts, shapes = {text for text, _ in splits[first]}, {shape(text) for text, _ in splits[first]}
    same = sum(text in texts for text, _ in splits[second])
    same_shape = sum(shape(text) in shapes for text, _ in splits[second])
    return Leak(first, second, same, same_shape, len(splits[second]))


def render(reports: Iterable[SplitReport], leaks: Iterable[Leak]) -> str:
    """The report for a reader, in Chinese, one fact a line."""
    lines = [line for report in reports for line in _report_lines(report)]
    for leak in leaks:
        share = leak.same_shape * 100 / leak.texts if leak.texts else 0
        lines.append(
            f"{leak.second} 与 {leak.first} 重复：原文相同 {leak.same} 条，"
            f"仅数字不同 {leak.same_shape} 条（{share:.1f}%）"
        )
    return "\n".join(lines) + "\n"


def _report_lines(report: SplitReport) -> list[str]:
    counts = f"{report.texts} 条，{report.characters} 字，无标注 {report.bare}，重复 {report.duplicates}"
    lines = [f"{report.name}：{counts}", f"  长度 {_lengths_text(report.text_lengths)}"]
    lines += [f"  {kind} {count}" for kind, count in report.kinds.items()]
    for label, size in report.mark_lengths.items():
        lines.append(f"  {label} 长度 {_lengths_text(size)}")
    lines += [f"  问题 {kind} {count} 处" for kind, count in report.broken.items()]
    return lines + [f"    {sample}" for sample in report.samples]


def _lengths_text(found: Lengths) -> str:
    return f"最短 {found.least} 中位 {found.middle} 95% {found.high} 最长 {found.greatest}"


def load_split(path: Path) -> list[Entry]:
    """The entries of a JSONL file; ValueError names the line that is none."""
    entries = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                entries.append(from_marks(json.loads(line)))
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{path}:{number}: {error!r}") from error
    return entries


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 for a sound corpus, 1 for faults or leaks, 2 for an unreadable file."""
    parser = argparse.ArgumentParser(prog="python -m annotations.survey", description="训练前的语料检查。")
    parser.add_argument("splits", type=Path, nargs="+", help="每个划分一个 JSONL 文件")
    options = parser.parse_args(arguments)
    try:
        reports, leaks = survey({path.stem: load_split(path) for path in options.splits})
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(render(reports, leaks))
    return int(any(report.broken for report in reports) or any(leak.same for leak in leaks))


if __name__ == "__main__":
    sys.exit(main())
