"""Reading PDFs against plain pdfplumber: speed on one core, cells, figures in their
sentences, memory; and whole documents, from file to record, against pdfplumber reading alone.

    python -m tests.bench read

Plain pdfplumber is `extract_text` and `extract_tables` on every page. Seconds are CPU seconds of one
process, imports aside, the fastest of some runs in turns; memory is the peak (VmHWM) of a process that
does nothing else. The documents are the PDFs of ../shared/documents, or the sample PDF where they are not
there.
"""

from __future__ import annotations

import argparse
import importlib
import json
import logging
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium

from extract import Extractor, load, to_json
from extract.amounts import parse_cell
from extract.read import read
from extract.records import Document
from extract.settings import Settings
from extract.text import squeeze

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "annotations" / "samples" / "clean" / "document.pdf"
ALONE = Settings(page_jobs=1)
LENGTHS = (10, 100, 1000)
TARGET = 6.0
_FIGURE = re.compile(r"[\u4e00-\u9fff]{3}[\d,.]*\d(?:万元|亿元|元|[%％])")


@dataclass(frozen=True, slots=True)
class Run:
    """One reading of one file in a process of its own."""

    pages: int
    seconds: float
    megabytes: int
    numerals: dict[str, int]
    """Each numeral that stands in a table, and how often."""
    text: str


def plain(path: Path) -> tuple[int, str, list[str]]:
    """Pages, text and table cells as pdfplumber gives them without any care."""
    texts: list[str] = []
    cells: list[str] = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            texts.append(page.extract_text() or "")
            cells += [cell or "" for table in page.extract_tables() for row in table for cell in row]
        return len(pdf.pages), "\n".join(texts), cells


def ours(path: Path) -> tuple[int, str, list[str]]:
    """The same from `extract.read`."""
    document = read(path, settings=ALONE)
    cells = [cell for t in document.tables for row in (*t.header, *t.rows) for cell in row]
    return document.source.pages or 0, document.text, cells


def everything(extractor: Extractor, path: Path) -> tuple[int, str, list[str]]:
    """Reading, tagging, facts, links and checks, the report's record included."""
    text = to_json(extractor(path))
    return 0, text[:0], []


WAYS = {"plain": plain, "juesuan": ours}


def measure(way: str, path: Path) -> Run:
    """A run in this process; call it in a fresh one."""
    logging.disable(logging.CRITICAL)
    importlib.import_module("extract.read.from_pdf")
    run = partial(everything, load(settings=ALONE)) if way == "extract" else WAYS[way]
    started = time.process_time()
    pages, text, cells = run(path)
    seconds = time.process_time() - started
    numerals = Counter(squeeze(cell) for cell in cells if parse_cell(cell) is not None)
    return Run(pages, seconds, peak_megabytes(), dict(numerals), text)


def peak_megabytes() -> int:
    """The most memory this process ever held; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.is_file() else None
    return int(found[1]) // 1024 if found else 0


def apart(way: str, path: Path) -> Run:
    """The run in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.read", "--one", way, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return Run(**json.loads(done.stdout))


def figures(path: Path) -> list[str]:
    """Every figure with the three characters before it, as PDFium's own text of the page has them."""
    document = pdfium.PdfDocument(path)
    found: list[str] = []
    for index in range(len(document)):
        page = document[index]
        textpage = page.get_textpage()
        found += _FIGURE.findall("".join(textpage.get_text_range().split()))
        textpage.close()
        page.close()
    document.close()
    return found


def kept(wanted: Iterable[str], text: str) -> int:
    """How many of the figures stand behind the same words in a text."""
    joined = "".join(text.split())
    return sum(1 for figure in wanted if figure in joined)


def cells_wrong(path: Path, document: Document) -> tuple[int, int, int]:
    """Value cells, those with a number, and those whose characters by pdfplumber are others."""
    cells = [cell for table in document.tables for cell in table.cells if cell.bbox and cell.page]
    wrong = 0
    with pdfplumber.open(path) as pdf:
        for number in sorted({cell.page for cell in cells if cell.page}):
            page = pdf.pages[number - 1]
            for cell in (c for c in cells if c.page == number):
                wrong += squeeze(_within(page.chars, cell.bbox or ())) != squeeze(cell.text)
            page.close()
    return len(cells), sum(1 for cell in cells if cell.value is not None), wrong


def _within(chars: Sequence[dict[str, float | str]], box: Sequence[float]) -> str:
    x0, top, x1, bottom = box
    held = [
        c for c in chars
        if x0 - 0.5 <= (c["x0"] + c["x1"]) / 2 <= x1 + 0.5
        and top - 0.5 <= (c["top"] + c["bottom"]) / 2 <= bottom + 0.5
    ]
    held.sort(key=lambda c: (round((c["top"] + c["bottom"]) / 12), c["x0"]))
    return "".join(str(c["text"]) for c in held)


def repeated(path: Path, pages: int, folder: Path) -> Path:
    """A PDF of so many pages: those of `path` again and again."""
    source, target = pdfium.PdfDocument(path), pdfium.PdfDocument.new()
    target.import_pages(source, [number % len(source) for number in range(pages)])  # one copy of each font
    made = folder / f"{pages}.pdf"
    target.save(made)
    target.close()
    source.close()
    return made


def documents() -> list[Path]:
    """What is read: the real PDFs, or the sample with a word about it."""
    found = sorted((ROOT.parent / "shared" / "documents").glob("*.pdf"))
    if not found:
        sys.stdout.write("../shared/documents is not beside this checkout: the sample PDF is read instead.\n")
    return found or [SAMPLE]


def fastest(path: Path, rounds: int) -> tuple[Run, Run]:
    """The fastest run of each way; they take turns, so that a busy machine slows both."""
    runs = [(apart("plain", path), apart("juesuan", path)) for _ in range(rounds)]
    one, two = (min(some, key=lambda run: run.seconds) for some in zip(*runs, strict=True))
    return one, two


def compare(paths: Sequence[Path], rounds: int) -> float:
    """Prints a line a document and the ratio over all; gives the ratio."""
    sys.stdout.write("document | pages | plain s | juesuan s | times | cells: plain, ours, common | ")
    sys.stdout.write("cells checked by box, numeric, wrong | figures: all, plain, ours | MB plain, ours\n")
    spent: dict[str, float] = defaultdict(float)
    for path in paths:
        one, two = fastest(path, rounds)
        wanted = figures(path)
        common = sum((Counter(one.numerals) & Counter(two.numerals)).values())
        columns = (
            path.name, one.pages, f"{one.seconds:.2f}", f"{two.seconds:.2f}",
            f"{one.seconds / two.seconds:.1f}",
            f"{sum(one.numerals.values())}, {sum(two.numerals.values())}, {common}",
            "{}, {}, {}".format(*cells_wrong(path, read(path, settings=ALONE))),
            f"{len(wanted)}, {kept(wanted, one.text)}, {kept(wanted, two.text)}",
            f"{one.megabytes}, {two.megabytes}",
        )
        sys.stdout.write(" | ".join(map(str, columns)) + "\n")
        for name, value in (("pages", one.pages), ("plain", one.seconds), ("juesuan", two.seconds)):
            spent[name] += value
    ratio = spent["plain"] / spent["juesuan"]
    sys.stdout.write(
        f"all: plain {spent['pages'] / spent['plain']:.1f} pages/s, juesuan "
        f"{spent['pages'] / spent['juesuan']:.1f} pages/s on one core: {ratio:.1f} times (aim {TARGET:g})\n"
    )
    return ratio


def whole(paths: Sequence[Path], rounds: int) -> None:
    """Prints what `juesuan extract` takes for whole documents after start-up against plain reading."""
    spent = dict.fromkeys(("plain", "extract"), 0.0)
    for path in paths:
        runs = [(way, apart(way, path).seconds) for _ in range(rounds) for way in spent]
        for way in spent:
            spent[way] += min(seconds for name, seconds in runs if name == way)
    sys.stdout.write(
        f"whole documents: extract {spent['extract']:.1f} CPU s, plain reading {spent['plain']:.1f} CPU s: "
        f"{spent['extract'] / spent['plain']:.2f} of it (aim 1)\n"
    )


def memory(path: Path, lengths: Sequence[int]) -> None:
    """Prints peak memory and speed of reading against the number of pages."""
    with tempfile.TemporaryDirectory() as folder:
        for pages in lengths:
            run = apart("juesuan", repeated(path, pages, Path(folder)))
            rate = run.pages / run.seconds
            sys.stdout.write(f"{run.pages} pages: {run.megabytes} MB, {rate:.0f} pages/s on one core\n")


def main() -> int:
    """Command line; 1 where reading is slower than the target."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench read", description=__doc__)
    parser.add_argument("--one", nargs=2, metavar=("WAY", "FILE"), help=argparse.SUPPRESS)
    parser.add_argument("--pages", nargs="+", type=int, default=LENGTHS, help="lengths for the memory curve")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each way, of which the fastest counts")
    options = parser.parse_args()
    if options.one:
        json.dump(asdict(measure(options.one[0], Path(options.one[1]))), sys.stdout)
        return 0
    ratio = compare(documents(), options.rounds)
    whole(documents(), options.rounds)
    memory(SAMPLE, options.pages)
    return int(ratio < TARGET)


if __name__ == "__main__":
    sys.exit(main())
