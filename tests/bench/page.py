"""The review page of a long document: size, seconds to open, what its console says.

    python -m tests.bench page

Generated disclosures with planted mistakes are read as one document of at least 30 pages. Seconds are
the browser's own, from the start of the navigation to the end of the load event, the best of a few openings;
drawn is the first contentful paint. Fails above 1.5 MB or one second, or where the console is not silent.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

import extract
from annotations.generate.corpus import write_corpus
from extract.records import Extraction
from extract.write.report import to_html
from tests.browser import chromium

FIRST_SEED, PAGES, MISTAKES, ROUNDS = 1, 30, 5, 5
MOST_BYTES, MOST_SECONDS = 1_500_000, 1.0
_TIMES = """() => {
    const [page] = performance.getEntriesByType('navigation');
    const [drawn] = performance.getEntriesByName('first-contentful-paint');
    return [page.loadEventEnd / 1000, drawn ? drawn.startTime / 1000 : 0];
}"""


def long_document() -> Extraction:
    """Generated disclosures joined until they hold PAGES pages; RuntimeError where four are too few."""
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(Path(folder), count=4, first_seed=FIRST_SEED, styles=("pdf",), mistakes=MISTAKES)
        files = sorted(Path(folder).rglob("*.pdf"))
        extractor = extract.load()
        for count in range(2, len(files) + 1):
            found = extractor.joined(files[:count])
            if (found.document.source.pages or 0) >= PAGES:
                return found
    raise RuntimeError(f"four generated documents hold fewer than {PAGES} pages")


def openings(path: Path) -> tuple[list[tuple[float, float]], list[str]]:
    """(loaded, drawn) in seconds of each opening, and what the console said."""
    said: list[str] = []
    times: list[tuple[float, float]] = []
    with chromium() as browser:
        for _ in range(ROUNDS):
            page: Any = browser.new_page()
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.goto(path.as_uri())
            page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
            times.append(tuple(page.evaluate(_TIMES)))
            page.close()
    return times, said


def main() -> int:
    """Print one JSON object; 1 where a limit is passed; 0 with the reason where there is no browser."""
    made = long_document()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(to_html(made), encoding="utf-8")
        size = path.stat().st_size
        try:
            times, said = openings(path)
        except pytest.skip.Exception as reason:
            sys.stdout.write(f"{size} bytes; not opened: {reason}\n")
            return int(size > MOST_BYTES)
    loaded, drawn = (min(column) for column in zip(*times, strict=True))
    shown = {
        "pages": made.document.source.pages, "findings": len(made.findings), "bytes": size,
        "loaded_s": round(loaded, 3), "drawn_s": round(drawn, 3), "console": said,
    }
    sys.stdout.write(json.dumps(shown, ensure_ascii=False) + "\n")
    return int(size > MOST_BYTES or max(loaded, drawn) > MOST_SECONDS or bool(said))


if __name__ == "__main__":
    sys.exit(main())
