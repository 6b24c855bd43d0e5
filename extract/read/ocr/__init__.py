"""Scanned pages: a picture of a page → the same `Page` of characters and ruled edges as a printed one.

Rules are found in the picture, each cell and each line of text is cut out and recognised on its own
by Tesseract (the extra `ocr`); what comes back goes through the readers of born-digital pages.
"""

from __future__ import annotations

from extract.read.ocr.engine import RecognitionFailed, missing
from extract.read.ocr.picture import MOST_PIXELS, RESOLUTION, read_picture

__all__ = ["MOST_PIXELS", "RESOLUTION", "RecognitionFailed", "missing", "read_picture"]
