"""`python -m annotations.generate demo` writes the samples; `… corpus --out DIR` a gold corpus."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotations.generate.corpus import ALL_STYLES, write_corpus, write_demo


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
        "--style", choices=ALL_STYLES, action="append", help="file style; repeat for several in turn"
    )
    options = parser.parse_args()
    if options.command == "demo":
        for path in write_demo():
            print(f"written: {path}")
    else:
        styles = tuple(options.style or ("tabs",))
        count = write_corpus(
            options.out,
            count=options.count,
            first_seed=options.seed,
            styles=styles,
            mistakes=options.mistakes,
        )
        print(f"written: {count} documents under {options.out}")


if __name__ == "__main__":
    main()
