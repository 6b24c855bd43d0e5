r"""Whether a tag of score 0.9 is right nine times in ten: reliability table and expected calibration error.

    python -m training.calibration models/juesuan-tiny-0.5 --generated 40 [--bins 10] [--json OUT]

A tag is right where the gold has its label, start, end and, for a figure, role; its score is what the
runtime gives. The error is the mean distance between score and share of right tags, each bin weighing
what it holds.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from extract.errors import JuesuanError
from training.gold import GoldError
from training.sources import add_options, units_by
from training.units import Unit

Judged = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class Bin:
    """Tags with a score in [low, high): how many, their mean score, the share of them that is right."""

    low: float
    high: float
    count: int
    score: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bins that hold a tag, lowest first. `error`: expected calibration error; `brier`: mean square."""

    bins: tuple[Bin, ...]
    error: float
    brier: float
    count: int


def judged(units: Iterable[Unit]) -> dict[str, list[Judged]]:
    """Score and rightness of every tag, under its label and under "all"."""
    found: dict[str, list[Judged]] = {"all": []}
    for unit in units:
        wanted = {(tag.label, tag.start, tag.end): tag.roles for tag in unit.gold}
        for tag in unit.ours:
            if tag.label in unit.labels and unit.text:
                roles = wanted.get((tag.label, tag.start, tag.end))
                right = roles is not None and (not roles or tag.role in roles)
                entry = (tag.score, right)
                found["all"].append(entry)
                found.setdefault(tag.label, []).append(entry)
    return found


def reliability(tags: Sequence[Judged], *, bins: int = 10) -> Reliability:
    """The table of some tags; a score of 1.0 falls into the last bin."""
    held: list[list[Judged]] = [[] for _ in range(bins)]
    for score, right in tags:
        held[min(int(score * bins), bins - 1)].append((score, right))
    rows = tuple(_bin(at / bins, (at + 1) / bins, some) for at, some in enumerate(held) if some)
    whole = max(len(tags), 1)
    error = sum(row.count * abs(row.score - row.right) for row in rows) / whole
    return Reliability(rows, error, _mean((score - right) ** 2 for score, right in tags), len(tags))


def _bin(low: float, high: float, tags: Sequence[Judged]) -> Bin:
    score, right = _mean(score for score, _ in tags), _mean(float(right) for _, right in tags)
    return Bin(low, high, len(tags), score, right)


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def render(tables: dict[str, Reliability]) -> str:
    """The bins of all tags together, then a line for each label."""
    lines = ["分数          标注数   平均分数   正确率"]
    for row in tables["all"].bins:
        lines.append(f"{row.low:.2f}–{row.high:.2f} {row.count:>10}{row.score:>11.4f}{row.right:>9.4f}")
    lines += ["", "标签          标注数   校准误差   Brier"]
    lines += [
        f"{name:<10}{table.count:>9}{table.error:>11.4f}{table.brier:>9.4f}" for name, table in tables.items()
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when done, 2 when the checkpoint or the gold cannot be read."""
    parser = argparse.ArgumentParser(
        prog="python -m training.calibration", description="标注分数可靠吗：分数与正确率对照。"
    )
    parser.add_argument("model", type=Path, nargs="?", help="模型目录；省略则用随包发布的模型")
    parser.add_argument("--bins", type=int, default=10, help="分几档")
    parser.add_argument("--json", type=Path, metavar="OUT", help="把全部数字写入这个 JSON 文件")
    add_options(parser)
    options = parser.parse_args(arguments)
    if not (options.gold or options.generated):
        parser.error("要 --gold 目录，或 --generated N")
    try:
        found = judged(units_by(options, options.model))
    except (GoldError, JuesuanError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    tables = {name: reliability(tags, bins=options.bins) for name, tags in found.items()}
    sys.stdout.write(render(tables))
    if options.json:
        record = {name: asdict(table) for name, table in tables.items()}
        options.json.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
