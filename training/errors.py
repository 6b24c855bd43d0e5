r"""A page of errors in context: every line a checkpoint gets wrong, what should stand there and what does.

    python -m training.errors models/juesuan-tiny-0.5 --gold ../shared/gold --documents ../shared/documents \
        --generated 40 --out errors.html

Drawn by spaCy's displaCy (extra `spacy`), self-contained. "+" is a span of the gold that was missed, "−" one
that should not be there, "≠" a figure with another role; what is right is left out.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

from extract.errors import JuesuanError
from extract.records import Tag
from training.gold import GoldError, GoldTag
from training.sources import add_options, units_by
from training.units import Unit, errors_of

SIGNS = {"missed": "+", "extra": "−", "role": "≠"}
COLOURS = {"+": "#9ad29a", "−": "#f2a7a0", "≠": "#f5d67b"}


def kind_of(sign: str, tag: GoldTag | Tag) -> str:
    """"+ AMOUNT.决算数", "≠ AMOUNT.上年数"."""
    role = tag.role if isinstance(tag, Tag) else "/".join(sorted(tag.roles))
    return f"{sign} {tag.label}{f'.{role}' if role else ''}"


def to_displacy(unit: Unit) -> dict[str, Any]:
    """A unit as displaCy's span style reads it: its text cut at every border of an error."""
    errors = [(SIGNS[kind], tag) for kind, tag in errors_of(unit)]
    edges = {0, len(unit.text)}
    for _, tag in errors:
        edges |= {tag.start or 0, tag.end or 0}
    cuts = sorted(edges)
    place = {edge: at for at, edge in enumerate(cuts)}
    tokens = [unit.text[left:right] for left, right in pairwise(cuts)]
    spans = [
        {
            "start": tag.start,
            "end": tag.end,
            "start_token": place[tag.start or 0],
            "end_token": place[tag.end or 0],
            "label": kind_of(sign, tag),
        }
        for sign, tag in errors
    ]
    return {"text": unit.text, "tokens": tokens, "spans": spans}


def page(units: Iterable[Unit], title: str) -> str:
    """The whole HTML page, the commonest kinds of error counted at its head."""
    from spacy import displacy

    wrong = [unit for unit in units if unit.text and any(errors_of(unit))]
    drawn = [to_displacy(unit) for unit in wrong]
    counts = Counter(span["label"] for entry in drawn for span in entry["spans"])
    colours = {label.upper(): COLOURS[label[0]] for label in counts}
    body = [f"<h1>{escape(title)}</h1>", f"<p>{len(wrong)} 行有错，共 {counts.total()} 处</p>", "<ul>"]
    body += [f"<li>{escape(label)}：{count}</li>" for label, count in counts.most_common()]
    body.append("</ul>")
    for unit, entry in zip(wrong, drawn, strict=True):
        body.append(f"<h2>{escape(unit.source)}</h2>")
        options = {"colors": colours | {label: colours[label.upper()] for label in counts}}
        body.append(displacy.render(entry, style="span", manual=True, options=options, jupyter=False))
    style = "body{max-width:60rem;margin:2rem auto;font-family:sans-serif}h2{font-size:.8rem;color:#777}"
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{style}</style>'
    return f'<!doctype html><html lang="zh"><head>{head}</head><body>{"".join(body)}</body></html>\n'


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when written, 2 when something cannot be read or spaCy is not there."""
    parser = argparse.ArgumentParser(
        prog="python -m training.errors", description="标错的各行，连同上下文，做成一个网页（displaCy）。"
    )
    parser.add_argument("model", type=Path, nargs="?", help="模型目录；省略则用随包发布的模型")
    parser.add_argument("--out", type=Path, required=True, metavar="HTML", help="写到哪里")
    add_options(parser)
    options = parser.parse_args(arguments)
    if not (options.gold or options.generated):
        parser.error("要 --gold 目录，或 --generated N")
    try:
        content = page(units_by(options, options.model), str(options.model or "默认模型"))
    except (GoldError, JuesuanError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except ModuleNotFoundError as error:
        sys.stderr.write(f"少了 {error.name}：请 pip install 'juesuan[spacy]'。\n")
        return 2
    options.out.write_text(content, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
