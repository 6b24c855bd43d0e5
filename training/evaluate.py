r"""Scores taggers on a gold folder, side by side: per document and in total.

    python -m training.evaluate --model models/juesuan-tiny-0.5 --gold ../shared/gold \
        --documents ../shared/documents [--tagger rules] [--json OUT] [--errors] [--detail]

Without --tagger the pattern tagger ("rules") stands next to the model; `--tagger rules` or
`--tagger model` scores one of them alone. Each row is one kind of score, named as in `metrics` and
`audit_metrics`; P, R, F1 in percent, and the number of gold entries behind them. --detail adds spans
that overlap the gold's ("AMOUNT overlap"), each role ("AMOUNT.决算数"), and 95% intervals of F1.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.errors import JuesuanError
from extract.records import Extraction
from training.audit_metrics import finding_scores, link_misses, link_scores
from training.gold import Gold, GoldError, Locator, load_gold, with_roles
from training.intervals import bootstrap
from training.metrics import (
    Score,
    SpanMiss,
    fact_misses,
    fact_scores,
    reason_scores,
    role_misses,
    role_scores,
    span_misses,
    span_scores,
)
from training.units import OVERLAP, added, unit_scores, units_of

ROW_ORDER = (
    "AMOUNT", "PERCENT", "CODE", "REASON", "spans", "ITEM", "QUANTITY", "roles", "role accuracy",
    "facts", "facts (last component)", "facts (same line)", "facts (item ignored)", "reasons", "links",
    "findings",
)
"""Known rows first; finding rows by kind and severity follow in order of name."""
CONTEXT = 24
"""Characters shown on each side of an error."""


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What one tagger reached on one document; `seconds` from the file to its findings.

    `units`: the rows of spans and roles line by line, for intervals.
    """

    id: str
    scores: Mapping[str, Score]
    errors: tuple[str, ...]
    characters: int
    seconds: float
    units: tuple[Mapping[str, Score], ...] = ()


def measure(gold: Gold, extraction: Extraction, *, seconds: float = 0.0) -> DocumentReport:
    """All scores that the gold of this document allows, and every error with its context, as lines."""
    text, tables = extraction.document.text, extraction.document.tables
    locator = Locator(text)
    gold = with_roles(gold, text)
    scores: dict[str, Score] = {}
    misses: list[SpanMiss] = []
    lines: list[str] = []
    units: tuple[Mapping[str, Score], ...] = ()
    if gold.tags is not None:
        scores |= span_scores(gold.tags, extraction.tags) | role_scores(gold.tags, extraction.tags)
        units = tuple(unit_scores(unit) for unit in units_of(gold.id, text, gold.tags, extraction.tags))
        scores |= {name: score for name, score in added(units).items() if is_detail(name)}
        misses += span_misses(gold.tags, extraction.tags) + role_misses(gold.tags, extraction.tags)
    if gold.facts is not None:
        scores |= fact_scores(gold.facts, extraction.facts) | reason_scores(gold.facts, extraction.facts)
        misses += fact_misses(gold.facts, extraction.facts)
    if gold.links is not None:
        scores |= link_scores(gold.links, extraction.facts, tables)
        misses += link_misses(gold.links, extraction.facts, tables)
    if gold.findings is not None:
        found = finding_scores(gold.findings, extraction.findings, locator, tables)
        scores |= found.scores
        lines += [f"missed finding {f.kind} {f.severity}: {f.where[0]} — {f.why}" for f in found.missed]
        lines += [f"cry wolf? {f.rule} {f.kind}: {f.message}" for f in found.cry_wolf]
        lines += [f"rounding called an error: {f.rule} {f.kind}: {f.message}" for f in found.rounding]
    errors = (*(describe(miss, text) for miss in misses), *lines)
    return DocumentReport(gold.id, scores, errors, len(text), seconds, units)


def is_detail(row: str) -> bool:
    """Rows for a close look: one role, or spans that only overlap."""
    return row.endswith(OVERLAP) or "." in row


def describe(miss: SpanMiss, text: str) -> str:
    """One line: "extra CODE 21300 | …发放手册[21300]余册…", line breaks shown as ⏎."""
    head = f"{miss.kind} {miss.label} {miss.text}" + (f" ({miss.note})" if miss.note else "")
    if miss.start is None or miss.end is None:
        return head.replace("\n", "⏎")
    left, right = text[max(0, miss.start - CONTEXT) : miss.start], text[miss.end : miss.end + CONTEXT]
    return f"{head} | …{left}[{text[miss.start : miss.end]}]{right}…".replace("\n", "⏎")


def evaluate(gold: Iterable[Gold], extract: Callable[[Path], Extraction]) -> tuple[DocumentReport, ...]:
    """One report for each gold document, read and worked through by `extract`."""
    reports = []
    for entry in gold:
        began = time.perf_counter()
        extraction = extract(entry.source)
        reports.append(measure(entry, extraction, seconds=time.perf_counter() - began))
    return tuple(reports)


def total(reports: Iterable[DocumentReport]) -> dict[str, Score]:
    """The scores of all documents added up (micro average); a row counts where a document has it."""
    sums: dict[str, Score] = {}
    for report in reports:
        for name, score in report.scores.items():
            sums[name] = sums.get(name, Score()) + score
    return sums


def to_record(reports: Mapping[str, Sequence[DocumentReport]]) -> dict[str, Any]:
    """The evaluation as JSON-ready data: tagger → {"total", "documents", "characters", "seconds"}."""
    return {
        tagger: {
            "total": _with_intervals(done),
            "documents": {r.id: {name: _numbers(s) for name, s in _ordered(r.scores)} for r in done},
            "characters": sum(report.characters for report in done),
            "seconds": round(sum(report.seconds for report in done), 3),
        }
        for tagger, done in reports.items()
    }


def intervals(reports: Sequence[DocumentReport]) -> dict[str, tuple[float, float]]:
    """95% intervals of F1 over the lines of all documents, for rows of spans and roles."""
    return bootstrap([unit for report in reports for unit in report.units])


def _with_intervals(reports: Sequence[DocumentReport]) -> dict[str, dict[str, Any]]:
    found = intervals(reports)
    rows: dict[str, dict[str, Any]] = {name: _numbers(score) for name, score in _ordered(total(reports))}
    for name, row in rows.items():
        if name in found:
            row["interval"] = [round(edge, 4) for edge in found[name]]
    return rows


def _numbers(score: Score) -> dict[str, float | int]:
    rates = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    counts = {"hits": score.hits, "gold": score.gold, "ours": score.ours}
    return {**{name: round(rate, 4) for name, rate in rates.items()}, **counts}


def _ordered(scores: Mapping[str, Score]) -> list[tuple[str, Score]]:
    order = {name: index for index, name in enumerate(ROW_ORDER)}
    return sorted(scores.items(), key=lambda pair: (order.get(pair[0], len(order)), pair[0]))


def to_table(title: str, columns: Mapping[str, Mapping[str, Score]], *, detail: bool = False) -> str:
    """A row per score; for each tagger P, R and F1 in percent, "–" where it has no such row."""
    merged = {name: score for scores in columns.values() for name, score in scores.items()}
    merged = {name: score for name, score in merged.items() if detail or not is_detail(name)}
    width = max([len(name) for name in merged] + [len(title)])
    head = "".join(f"  {tagger:>8} P      R     F1" for tagger in columns)
    lines = [f"{title:<{width}}  gold{head}"]
    for name, score in _ordered(merged):
        cells = "".join(_cells(name, scores.get(name)) for scores in columns.values())
        lines.append(f"{name:<{width}} {score.gold:>5}{cells}")
    return "\n".join(lines) + "\n"


def _cells(name: str, score: Score | None) -> str:
    rates = ("–", "–", "–")
    if score is not None and (score.gold or score.ours):
        rates = tuple(f"{rate * 100:.1f}" for rate in (score.precision, score.recall, score.f1))
        rates = ("–", rates[1], "–") if name.startswith("finding ") else rates
    return f"  {rates[0]:>10}{rates[1]:>7}{rates[2]:>7}"


def interval_lines(reports: Mapping[str, Sequence[DocumentReport]]) -> str:
    """A line per row with the 95% interval of its F1 in percent, for each tagger."""
    found = {name: intervals(done) for name, done in reports.items()}
    names = dict.fromkeys(row for rows in found.values() for row in rows)
    lines = ["95% intervals of F1"]
    for row in (row for row, _ in _ordered(dict.fromkeys(names, Score()))):
        cells = (f"{tagger} {_edges(rows.get(row))}" for tagger, rows in found.items())
        lines.append(f"{row:<22}  " + "   ".join(cells))
    return "\n".join(lines) + "\n"


def _edges(edges: tuple[float, float] | None) -> str:
    return "–" if edges is None else f"{edges[0] * 100:.1f}–{edges[1] * 100:.1f}"


def render(
    reports: Mapping[str, Sequence[DocumentReport]], *, errors: bool, detail: bool = False
) -> str:
    """A table for each document and one for all; with `errors`, the error lines behind each document."""
    parts = []
    for index, first in enumerate(next(iter(reports.values()))):
        parts.append(to_table(first.id, {name: done[index].scores for name, done in reports.items()}))
        if errors:
            lines = [f"  {name}: {line}\n" for name, done in reports.items() for line in done[index].errors]
            parts.append("".join(lines))
    sums = {name: total(done) for name, done in reports.items()}
    parts.append(to_table("total", sums, detail=detail))
    parts += [interval_lines(reports)] if detail else []
    for name, done in reports.items():
        characters, seconds = sum(r.characters for r in done), sum(r.seconds for r in done)
        parts.append(f"{name}: {len(done)} documents, {characters} characters, {seconds:.2f} s")
    return "\n".join(parts) + "\n"


def build_parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    about = "在标注文档上评测标注器，与规则标注器并列。"
    parser = argparse.ArgumentParser(prog="python -m training.evaluate", description=about)
    parser.add_argument("--model", type=Path, help="模型目录；省略则用随包发布的模型")
    parser.add_argument("--gold", type=Path, required=True, help="标注目录，其下每个文档一个子目录")
    parser.add_argument("--documents", type=Path, help="原文目录；标注目录自带 document.* 时可省略")
    parser.add_argument("--tagger", choices=("rules", "model"), help="只评测其中一个；省略则两个并列")
    parser.add_argument("--json", type=Path, metavar="OUT", help="把全部数字写入这个 JSON 文件")
    parser.add_argument("--errors", action="store_true", help="逐条列出漏标、误标及其上下文")
    parser.add_argument("--detail", action="store_true", help="加列部分重叠、各角色的得分和 95%% 区间")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when done, 2 when the gold, the model or a document cannot be read."""
    options = build_parser().parse_args(arguments)
    names = (options.tagger,) if options.tagger else ("rules", "model")
    try:
        gold = load_gold(options.gold, options.documents)
        reports = {name: evaluate(gold, extractor(name, options.model)) for name in names}
    except (GoldError, JuesuanError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(render(reports, errors=options.errors, detail=options.detail))
    if options.json:
        record = json.dumps(to_record(reports), ensure_ascii=False, indent=2)
        options.json.write_text(record + "\n", encoding="utf-8")
    return 0


def extractor(name: str, model: Path | None) -> Callable[[Path], Extraction]:
    """The whole pipeline with the rule tagger ("rules") or a checkpoint folder (None: the default one)."""
    from extract.pipeline import load

    return load("rules" if name == "rules" else model)


if __name__ == "__main__":
    sys.exit(main())
