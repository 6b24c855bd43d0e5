"""`python -m tests.bench facts`: the cost of assembling, linking and checking beside reading, and its growth.

    share   seconds of each stage for PDFs, and the three together as a share of reading, of reading and
            tagging, and of what plain pdfplumber takes to read the same pages
    growth  a disclosure once, 10 and 100 times one behind the other in one document: seconds per fact

Processor seconds of one process, the best of some runs; tags of the growth part are the rule tagger's.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from annotations.generate.corpus import write_document
from annotations.generate.generate import generate
from extract.assemble import assemble
from extract.check import run_checks
from extract.link import link
from extract.pipeline import load
from extract.read import read, read_text
from extract.records import Document, Passage, Tag
from extract.segment import segment
from extract.settings import Settings
from tests.bench.read import plain

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "documents"
SAMPLE = ROOT / "annotations" / "samples"
SEEDS = (71001, 71002)
TIMES = (1, 10, 100)
BOUND = 2.0
ALONE = Settings(page_jobs=1)
Made = TypeVar("Made")


def main() -> int:
    """1 where a fact costs more than `BOUND` times as much in the largest document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=["share", "growth", []], help="default: both")
    parser.add_argument("--times", type=int, nargs="+", default=TIMES, help="copies (default 1 10 100)")
    options = parser.parse_args()
    wanted = options.parts or ["share", "growth"]
    if "share" in wanted:
        share()
    return int("growth" in wanted and growth(tuple(options.times)) > BOUND)


def share() -> None:
    """A row for each PDF: pages, facts, seconds, shares."""
    extractor = load()
    shares = ("of reading", "of read+tag", "of plain pdfplumber")
    heads = ("document", "pages", "facts", "read", "tag", "assemble", "link", "check", *shares)
    print("| " + " | ".join(heads) + " |\n" + "|---" * len(heads) + "|")
    with tempfile.TemporaryDirectory(prefix="juesuan-facts-") as folder:
        made = [write_document(generate(seed), Path(folder) / str(seed), style="pdf") for seed in SEEDS]
        for path in (*made, SAMPLE / "clean" / "document.pdf", *sorted(SHARED.glob("*.pdf"))):
            document, reading = best(lambda path=path: read(path, settings=ALONE))
            passages = segment(document)
            tags, tagging = best(lambda given=passages: tuple(extractor.tagger.tag(given)))
            facts, spent = stages(document, passages, tags)
            _, usual = best(lambda path=path: plain(path), runs=1)
            behind = sum(spent)
            cells = " | ".join(f"{seconds:.3f}" for seconds in (reading, tagging, *spent))
            print(
                f"| {path.parent.name}/{path.name} | {document.source.pages} | {facts} | {cells} |"
                f" {behind / reading:.1%} | {behind / (reading + tagging):.1%} |"
                f" {behind / usual:.1%} |",
                flush=True,
            )


def growth(times: tuple[int, ...]) -> float:
    """A row for each size; the time per fact of the last one, as a multiple of that of the first."""
    tagger = load("rules").tagger
    text = (SAMPLE / "planted" / "document.txt").read_text(encoding="utf-8")
    first = each = 0.0
    print("| times | facts | assemble | link | check | ms per fact | against once |")
    print("|---|---|---|---|---|---|---|")
    for copies in times:
        document = read_text("\n".join([text] * copies))
        passages = segment(document)
        facts, spent = stages(document, passages, tuple(tagger.tag(passages)), runs=3 if copies < 50 else 1)
        each = sum(spent) / facts * 1000
        first = first or each
        cells = " | ".join(f"{seconds:.2f}" for seconds in spent)
        print(f"| {copies} | {facts} | {cells} | {each:.2f} | ×{each / first:.2f} |", flush=True)
    return each / first


def stages(
    document: Document, passages: tuple[Passage, ...], tags: tuple[Tag, ...], *, runs: int = 3
) -> tuple[int, tuple[float, float, float]]:
    """How many facts, and the seconds of assembling, linking and checking."""
    facts, assembling = best(lambda: assemble(document, passages, tags), runs=runs)
    linked, linking = best(lambda: link(document, facts), runs=runs)
    _, checking = best(lambda: run_checks(document, passages, linked, tags), runs=runs)
    return len(facts), (assembling, linking, checking)


def best(work: Callable[[], Made], *, runs: int = 3) -> tuple[Made, float]:
    """What the work gives, and the fewest processor seconds of some runs."""
    seconds = []
    for _ in range(runs):
        began = time.process_time()
        made = work()
        seconds.append(time.process_time() - began)
    return made, min(seconds)


if __name__ == "__main__":
    raise SystemExit(main())
