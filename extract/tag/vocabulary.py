"""Characters → ids. Digits share one id (a figure is a shape, not ten unrelated characters)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extract.text import fold_prose

PAD, UNKNOWN, START, END, NEWLINE, MASK = "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[NL]", "[MASK]"
SPECIAL = (PAD, UNKNOWN, START, END, NEWLINE, MASK)
_DIGITS = str.maketrans(dict.fromkeys("123456789", "0"))


def normalise(text: str) -> str:
    """The text as the model sees it, same length: half-width digits all "0", full-width punctuation."""
    return fold_prose(text).translate(_DIGITS)


class Vocabulary:
    """A character vocabulary; ids are line numbers of its file."""

    def __init__(self, tokens: Iterable[str]) -> None:
        self.tokens = tuple(tokens)
        self._ids = {token: index for index, token in enumerate(self.tokens)}

    @classmethod
    def load(cls, path: Path) -> Vocabulary:
        """Reads one token a line."""
        return cls(path.read_text(encoding="utf-8").split("\n")[:-1])

    def save(self, path: Path) -> None:
        """Writes one token a line."""
        path.write_text("".join(f"{token}\n" for token in self.tokens), encoding="utf-8")

    def __len__(self) -> int:
        return len(self.tokens)

    def encode(self, text: str) -> list[int]:
        """Ids of [CLS] + every character + [SEP]; length len(text) + 2."""
        unknown, newline = self._ids[UNKNOWN], self._ids[NEWLINE]
        body = [newline if c == "\n" else self._ids.get(c, unknown) for c in normalise(text)]
        return [self._ids[START], *body, self._ids[END]]
