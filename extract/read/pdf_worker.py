"""`python -m extract.read.pdf_worker FIRST STOP`: a PDF on standard input → its pages, folded."""

from __future__ import annotations

import sys

from extract.read.pdf_sheets import sheets_of


def main() -> int:
    """Pages FIRST to STOP - 1 (from 1); an error leaves through the exit code, the parent reads again."""
    first, stop = (int(argument) for argument in sys.argv[1:3])
    sheets = sheets_of(sys.stdin.buffer.read(), range(first, stop), "PDF")
    sys.stdout.buffer.write(sheets.to_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
