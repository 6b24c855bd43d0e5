"""How much a file may hold before it is no disclosure any more: refused early, in one sentence.

The longest disclosures, whole cities with all their units, hold a tenth of each.
"""

from __future__ import annotations

from extract.errors import BrokenInput

MOST_CHARACTERS = 4_000_000
"""Of text, without markup."""
MOST_PIECES = 300_000
"""Lines and filled cells together."""
MOST_SLOTS = 1_000_000
"""Of all grids, empty slots of rows and columns that something else spans included."""
MOST_TAGS = 4_000_000
"""Opening and closing tags of one piece of markup: parsed, each takes some hundred bytes."""
MOST_PAGES = 5_000


class Budget:
    """What a reader may still take from a file."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pieces = self.characters = self.slots = 0

    def spend(self, *, pieces: int = 0, characters: int = 0, slots: int = 0) -> None:
        """Count what was read. Raises BrokenInput beyond the limits."""
        self.pieces += pieces
        self.characters += characters
        self.slots += slots
        if self.pieces > MOST_PIECES:
            raise too_large(self.name, f"各行文字和单元格超过 {MOST_PIECES} 个")
        if self.characters > MOST_CHARACTERS:
            raise too_large(self.name, f"文字超过 {MOST_CHARACTERS} 个字")
        if self.slots > MOST_SLOTS:
            raise too_large(self.name, f"表格的行列合起来超过 {MOST_SLOTS} 格")


def check_tags(markup: bytes, name: str) -> None:
    """Raises BrokenInput for markup of more tags than a parsed page may hold in memory."""
    if markup.count(b"<") > MOST_TAGS:
        raise too_large(name, f"标签超过 {MOST_TAGS} 个")


def too_large(name: str, what: str) -> BrokenInput:
    """The error that says what there is too much of."""
    return BrokenInput(f"{name}：{what}，超出限度，不像一份公开文件，未予读取，请只保留需要的部分后再试。")
