"""Style, scripts and templates of the pages, kept in the package, and the policy that allows only them."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def environment() -> Environment:
    """Templates beside this module, every value escaped, a missing one an error."""
    return Environment(
        loader=PackageLoader("extract.write.report", "."), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )


@cache
def style() -> str:
    """The style sheet of both pages."""
    return _read("report.css")


@cache
def script(*names: str) -> str:
    """The named scripts as one, closed against the page around it."""
    return "(() => {\n'use strict';\n" + "".join(map(_read, names)) + "})();\n"


def policy(code: str) -> str:
    """A Content-Security-Policy: this style sheet and this script, nothing else, nothing fetched."""
    return (
        f"default-src 'none'; style-src '{_digest(style())}'; script-src '{_digest(code)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
