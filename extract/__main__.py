"""`python -m extract` is the same command as `juesuan`."""

from __future__ import annotations

import sys

from extract.cli import command

if __name__ == "__main__":
    sys.exit(command())
