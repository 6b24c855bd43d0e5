"""Tesseract with simplified Chinese, through pytesseract: pictures of lines → words with boxes and scores."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]
"""A picture: rows of pixels, 0 black, 255 white."""

LANGUAGE = "chi_sim"
TIME_LIMIT = 90
"""Seconds that Tesseract may take over the pieces of one page."""
_HOW = (
    "pip install 'juesuan[ocr]'，并安装 Tesseract 及其中文数据"
    "（如 apt install tesseract-ocr tesseract-ocr-chi-sim）"
)
_LINE, _RAW, _BLOCK = 7, 13, 6
"""Tesseract's page segmentation modes: one line of text, the same taken as it is, one block of lines."""
DOUBTFUL = 0.6
"""Text with a lower mean score is doubted: a line is read again, a page may lie on its side."""
SURE = 0.8
"""A figure with a lower score is read again as a figure."""
_FIGURES = "0123456789.,-%"


class RecognitionFailed(Exception):
    """Tesseract broke off or ran out of time over a page."""


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word: its box in pixels of its picture, its score (0–1), and which line it stands in."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    score: float
    line: tuple[int, int, int]


class Scored(Protocol):
    """A word or a character that has a score."""

    @property
    def score(self) -> float:
        """How sure its recognition is, 0–1."""


def sureness(words: Sequence[Scored]) -> float:
    """The mean score of some words or characters, 0 where there are none."""
    return sum(word.score for word in words) / len(words) if words else 0.0


def missing() -> str | None:
    """What has to be installed before pictures can be read, in Chinese; None where nothing is missing."""
    try:
        import pytesseract
    except ImportError:
        return f"没有安装文字识别组件，请运行 {_HOW}"
    try:
        languages = pytesseract.get_languages()
    except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError, OSError):
        return f"没有找到文字识别程序 tesseract，请运行 {_HOW}"
    return None if LANGUAGE in languages else f"tesseract 缺少中文数据 {LANGUAGE}，请运行 {_HOW}"


def read_lines(pictures: Sequence[Gray]) -> list[list[Word]]:
    """The words of each picture, which holds one line. Raises RecognitionFailed.

    A doubtful line, mostly a short one, is read once more without a search for words, a doubtful figure
    once more as a figure; the surer reading wins.
    """
    found = _read(pictures, _LINE)
    again = [index for index, words in enumerate(found) if sureness(words) < DOUBTFUL]
    for index, words in zip(again, _read([pictures[i] for i in again], _RAW), strict=True):
        found[index] = max(found[index], words, key=sureness)
    figures = [index for index, words in enumerate(found) if _doubtful_figure(words)]
    for index, words in zip(figures, _read_figures([pictures[i] for i in figures]), strict=True):
        found[index] = max(found[index], words, key=sureness)
    return found


def _doubtful_figure(words: Sequence[Word]) -> bool:
    """Whether a line is a figure, but for a character or two, and not read for sure: "位3.50"."""
    text = "".join(word.text for word in words)
    strange = sum(1 for char in text if char not in _FIGURES)
    unsure = strange > 0 or min((word.score for word in words), default=1.0) < SURE
    return unsure and strange <= 2 and sum(char.isdigit() for char in text) > strange


def _read_figures(pictures: Sequence[Gray]) -> list[list[Word]]:
    """The pictures read as nothing but figures; without English data they stay as they are."""
    try:
        return _read(pictures, _LINE, "eng", f"-c tessedit_char_whitelist={_FIGURES}")
    except RecognitionFailed:
        return [[] for _ in pictures]


def read_blocks(pictures: Sequence[Gray]) -> list[list[Word]]:
    """The words of each picture, which holds lines one below another. Raises RecognitionFailed."""
    return _read(pictures, _BLOCK)


def turn_of(picture: Gray) -> int:
    """By how many degrees clockwise the picture must be turned to stand upright; 0 where unsure."""
    import pytesseract
    from PIL import Image

    _one_thread()
    try:
        found = pytesseract.image_to_osd(
            Image.fromarray(picture).reduce(2), output_type=pytesseract.Output.DICT, timeout=TIME_LIMIT
        )
    except (pytesseract.TesseractError, RuntimeError, OSError):
        return 0
    return int(found["rotate"]) % 360


def _read(
    pictures: Sequence[Gray], mode: int, language: str = LANGUAGE, options: str = ""
) -> list[list[Word]]:
    """One run over all pictures: the language data are loaded once."""
    import pytesseract
    from PIL import Image

    if not pictures:
        return []
    _one_thread()
    with tempfile.TemporaryDirectory(prefix="juesuan-") as folder:
        paths = [Path(folder, f"{number}.png") for number in range(len(pictures))]
        for picture, path in zip(pictures, paths, strict=True):
            Image.fromarray(picture).save(path, compress_level=1)
        listed = Path(folder, "pictures.txt")
        listed.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        try:
            table = pytesseract.image_to_data(
                str(listed), lang=language, config=f"--psm {mode} -c tessedit_do_invert=0 {options}",
                output_type=pytesseract.Output.DICT, timeout=TIME_LIMIT,
            )
        except (pytesseract.TesseractError, RuntimeError, OSError) as error:
            raise RecognitionFailed(str(error)) from error
    return _words(table, len(pictures))


def _words(table: Mapping[str, Sequence[Any]], count: int) -> list[list[Word]]:
    """Tesseract's table by picture: its `page_num` counts the pictures from 1."""
    found: list[list[Word]] = [[] for _ in range(count)]
    for index, text in enumerate(table["text"]):
        score = float(table["conf"][index])
        if score < 0 or not str(text).strip():
            continue
        left, top = int(table["left"][index]), int(table["top"][index])
        right, bottom = left + int(table["width"][index]), top + int(table["height"][index])
        line = (table["block_num"][index], table["par_num"][index], table["line_num"][index])
        word = Word("".join(str(text).split()), left, top, right, bottom, score / 100, line)
        found[int(table["page_num"][index]) - 1].append(word)
    return found


def _one_thread() -> None:
    """Tesseract's own threads make small pictures three times slower; it reads this from the environment."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
