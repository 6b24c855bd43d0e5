r"""What checkpoint B gains and loses against A, span by span, each with its context.

    python -m training.compare models/juesuan-tiny-0.4 models/juesuan-tiny-0.5 \
        --gold ../shared/gold --documents ../shared/documents --generated 40 [--json OUT]

Gained: right in B and wrong in A (a span found, a role put right, a stray span no more given). Lost: the
reverse. Spans that both have wrong are not shown; `training.errors` shows those of one checkpoint.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from extract.errors import JuesuanError
from extract.records import Tag
from training.evaluate import CONTEXT
from training.gold import GoldError, GoldTag
from training.intervals import bootstrap
from training.sources import add_options, units_by
from training.units import Unit, added, errors_of, unit_scores

ROWS = ("AMOUNT", "PERCENT", "CODE", "REASON", "ITEM", "QUANTITY", "spans", "roles")


@dataclass(frozen=True, slots=True)
class Change:
    """One error that only one side makes. `kind`: missed, extra or role; `gained` is true if A makes it."""

    gained: bool
    kind: str
    label: str
    text: str
    source: str
    context: str


def compare(first: Sequence[Unit], second: Sequence[Unit]) -> list[Change]:
    """The errors of A that B does not make, and those of B that A does not make, in order of place."""
    theirs, ours = _errors(first), _errors(second)
    gained = [_change(True, *theirs[key]) for key in theirs if key not in ours]
    lost = [_change(False, *ours[key]) for key in ours if key not in theirs]
    return gained + lost


Place = tuple[str, str, int, str, str, int | None, int | str | None]


def _errors(units: Iterable[Unit]) -> dict[Place, tuple[Unit, str, GoldTag | Tag]]:
    found: dict[Place, tuple[Unit, str, GoldTag | Tag]] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for unit in units:
        seen[unit.source, unit.text] += 1
        for kind, tag in errors_of(unit):
            end = tag.text if tag.start is None else tag.end
            place = (unit.source, unit.text, seen[unit.source, unit.text], kind, tag.label, tag.start, end)
            found[place] = unit, kind, tag
    return found


def _change(gained: bool, unit: Unit, kind: str, tag: GoldTag | Tag) -> Change:  # noqa: FBT001
    label = f"{tag.label}.{tag.role}" if isinstance(tag, Tag) and tag.role else tag.label
    return Change(gained, kind, label, tag.text, unit.source, in_context(unit.text, tag.start, tag.end))


def in_context(text: str, start: int | None, end: int | None) -> str:
    """"…支出决算[9万元]，占…", line breaks shown as ⏎; "" where the place is not known."""
    if start is None or end is None or not text:
        return ""
    left, right = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return f"…{left}[{text[start:end]}]{right}…".replace("\n", "⏎")


def render(first: Sequence[Unit], second: Sequence[Unit], changes: Sequence[Change]) -> str:
    """Scores side by side, counts of what changed, and a line for each change."""
    rows = [[unit_scores(unit) for unit in units] for units in (first, second)]
    sums, edges = [added(side) for side in rows], [bootstrap(side) for side in rows]
    lines = [f"{'':<10}{'A':>24}{'B':>24}"]
    for name in (name for name in ROWS if name in sums[0] and sums[0][name].gold):
        cells = "".join(
            f"{side[name].f1 * 100:>10.2f} [{low[name][0] * 100:.1f}–{low[name][1] * 100:.1f}]"
            for side, low in zip(sums, edges, strict=True)
        )
        lines.append(f"{name:<10}{cells}  ({sums[0][name].gold})")
    gained = sum(change.gained for change in changes)
    lines.append(f"\nB 得到 {gained} 处，失去 {len(changes) - gained} 处")
    lines += [
        f"{'+' if c.gained else '-'} {c.kind} {c.label} {c.text} | {c.source} {c.context}".replace("\n", "⏎")
        for c in changes
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when done, 2 when a checkpoint or the gold cannot be read."""
    parser = argparse.ArgumentParser(
        prog="python -m training.compare", description="两个检查点逐条比较：B 比 A 多对了什么、多错了什么。"
    )
    parser.add_argument("first", type=Path, metavar="A", help="旧的模型目录")
    parser.add_argument("second", type=Path, metavar="B", help="新的模型目录")
    parser.add_argument("--json", type=Path, metavar="OUT", help="把每处变化写入这个 JSON 文件")
    add_options(parser)
    options = parser.parse_args(arguments)
    if not (options.gold or options.generated):
        parser.error("要 --gold 目录，或 --generated N")
    try:
        first, second = (units_by(options, model) for model in (options.first, options.second))
    except (GoldError, JuesuanError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    changes = compare(first, second)
    sys.stdout.write(render(first, second, changes))
    if options.json:
        record = json.dumps([asdict(change) for change in changes], ensure_ascii=False, indent=1)
        options.json.write_text(record + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
