"""`python -m annotations.generate demo` writes the samples; `… corpus --out DIR` a gold corpus."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotations.generate.corpus import write_corpus, write_demo
from annotations.generate.formats import FORMATS
from annotations.generate.related import write_related


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m annotations.generate", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("demo", help="write the two sample documents of annotations/samples")
    corpus = commands.add_parser("corpus", help="write generated documents with their gold")
    corpus.add_argument("--out", type=Path, required=True, help="target folder; one folder a document")
    corpus.add_argument("--count", type=int, default=20, help="how many documents (default 20)")
    corpus.add_argument("--seed", type=int, default=1, help="first seed (default 1)")
    corpus.add_argument("--mistakes", type=int, default=0, help="planted mistakes a document (default 0)")
    corpus.add_argument(
        "--style", choices=FORMATS, action="append", help="file format; repeat for several in turn"
    )
    corpus.add_argument(
        "--formats",
        choices=(*FORMATS, "all"),
        nargs="+",
        help="file formats in turn, printed in more ways than --style has: numbering, blanks, empty rows, "
        "self-evaluation forms",
    )
    corpus.add_argument(
        "--tidy",
        action="store_true",
        help="no slips of the hand (units left off, signs doubled, brackets not decided) but planted ones",
    )
    corpus.add_argument(
        "--years", type=int, default=0, help="each set is a unit over so many years, with panel.jsonl"
    )
    corpus.add_argument(
        "--units", type=int, default=0, help="each set is a 部门 with so many 单位, with departments.jsonl"
    )
    options = parser.parse_args()
    if options.command == "demo":
        for path in write_demo():
            print(f"written: {path}")
    else:
        styles = tuple(options.formats or options.style or ("tabs",))
        styles = tuple(FORMATS) if "all" in styles else styles
        shared = {"first_seed": options.seed, "styles": styles, "mistakes": options.mistakes}
        shared |= {"dressed": bool(options.formats), "tidy": options.tidy}
        if options.years or options.units:
            sizes = {"years": options.years or 1, "units": options.units}
            count = write_related(options.out, count=options.count, **sizes, **shared)
        else:
            count = write_corpus(options.out, count=options.count, **shared)
        print(f"written: {count} documents under {options.out}")


if __name__ == "__main__":
    main()
