"""`python -m tests.bench panel`: generated units over years through `juesuan batch`, against their books.

Counted over every item of the books: rows equal to the last cent, silent rows, rows that say another figure,
rows whose document does not print the figure ("无政府采购支出", a blank cell) and that say so; planted
mistakes that the panel names (it may give either figure: the printed or, where a cell settles it, the true
one), and clean documents that it accuses.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from annotations.generate.related import write_related
from extract.batch import Job, Limits, run_batch
from extract.batch.lines import cell_addresses, line_of
from extract.batch.panel import UNSEEN, panel_of
from extract.settings import Settings

VERDICTS = ("equal", "silent", "other", "not printed")


def main() -> int:
    """1 where a figure of the panel is wrong or a planted mistake is not named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=int, default=4, help="units followed over the years (default 4)")
    parser.add_argument("--years", type=int, default=2)
    parser.add_argument("--first-seed", type=int, default=25)
    parser.add_argument("--mistakes", type=int, default=1, help="documents of each unit with one (default 1)")
    parser.add_argument("--model", default=None, help="model folder, or rules")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="juesuan-panel-") as name:
        folder = Path(name)
        write_related(
            folder / "in", count=options.sets, first_seed=options.first_seed, years=options.years,
            mistakes=options.mistakes,
        )
        job = Job(
            (f"{folder}/in/*/document.txt",), str(folder / "out.duckdb"), model=options.model,
            settings=Settings(threads=1), limits=Limits(2),
        )
        run_batch(job)
        text = (folder / "in/panel.jsonl").read_text(encoding="utf-8")
        truth = [json.loads(line) for line in text.splitlines()]
        return compared(folder / "out.duckdb", truth, stated(folder / "in"))


def stated(folder: Path) -> set[tuple[str, str]]:
    """(document, line) for every final figure that the generator put into the prose of a document."""
    rows = ((path.parent.name, json.loads(line)) for path in folder.glob("*/facts.jsonl")
            for line in path.read_text(encoding="utf-8").splitlines())
    return {(name, line_of(row["item"])) for name, row in rows if row["measure"] == "决算数"}


def in_wan(text: str) -> Decimal:
    """万元 of a figure as printed: "164.75万元", "1,647,500.00元", "164.75"."""
    digits = text.replace(",", "").rstrip("万元 ")
    return Decimal(digits) / (10_000 if text.endswith("元") and not text.endswith("万元") else 1)


def compared(out: Path, truth: list[dict[str, Any]], prose: set[tuple[str, str]]) -> int:
    """Print the counts; the exit code."""
    told: Counter[str] = Counter()
    failing: set[tuple[str, str]] = set()
    finals = [row for row in truth if row["measure"] == "决算数"]
    for item in sorted({row["item"] for row in finals}):
        rows = {Path(row.path).parent.name: row for row in panel_of(out, item)}
        failing |= {(name, item) for name, row in rows.items() if not row.passes}
        for row in (row for row in finals if row["item"] == item):
            found = rows.get(row["document"])
            wanted = {in_wan(text) for text in (row["value"], row["printed"]) if text}
            value = None if found is None else found.value
            verdict = "equal" if value in wanted else "other"
            if value is None:
                blank = not cell_addresses(line_of(item), "决算数") or wanted == {0}  # a form leaves 0 out
                unsaid = (row["document"], line_of(item)) not in prose
                said = found is not None and found.source == UNSEEN
                verdict = "not printed" if unsaid and blank and said else "silent"
            told[verdict] += 1
            if verdict != "equal":
                print(f"{verdict}: {row['document']} {item}: {value}, books {row['value']}")
    planted = {(row["document"], row["item"]) for row in finals if row["printed"]}
    spoilt = {name for name, _ in planted}
    print(f"\n| rows of the books | {len(finals)} |\n|---|---|")
    print("\n".join(f"| {verdict} | {told[verdict]} |" for verdict in VERDICTS))
    print(f"| planted mistakes named | {len(planted & failing)} of {len(planted)} |")
    accused = sorted((name, item) for name, item in failing if name not in spoilt)
    print(f"| clean documents accused | {len({name for name, _ in accused})}{accused or ''} |")
    return int(bool(told["other"] or planted - failing))


if __name__ == "__main__":
    sys.exit(main())
