"""A script as Markdown: # headings, tables between pipes with one head row, as converters leave them."""

from __future__ import annotations

from annotations.generate.places import Place, TxtFile
from annotations.generate.printed import CAPTION_STYLES, own_stream, print_grid
from annotations.generate.script import Grid, Paragraph, Script


def write_md(script: Script) -> TxtFile:
    """The text and the place of every part."""
    rng = own_stream(script, "markdown")
    caption = rng.choice(CAPTION_STYLES[:2])
    pieces: list[str] = []
    places: list[Place] = []
    length = 0

    def put(text: str) -> int:
        nonlocal length
        pieces.append(text)
        length += len(text)
        return length - len(text)

    for part in script.parts:
        if isinstance(part, Paragraph):
            put("#" * max(1, part.level) + " " if part.kind in ("heading", "title") else "")
            start = put(part.text)
            places.append(Place(start, length))
            put("\n\n")
            continue
        start = put(_table(script, part, caption))
        places.append(Place(start, length))
        put("\n\n" + (part.note or "").replace("\n", "\n\n") + "\n\n")
    return TxtFile("".join(pieces), tuple(places))


def _table(script: Script, grid: Grid, caption: str) -> str:
    printed = print_grid(script, grid, caption)
    lines = ["| " + " | ".join(row) + " |" for row in printed.rows]
    rule = "|" + "---|" * printed.width
    return "\n\n".join(printed.above) + "\n\n" + "\n".join((lines[0], rule, *lines[1:]))
