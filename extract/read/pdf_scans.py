"""Pages of a PDF that are pictures: rendered one by one, recognised a few at a time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from extract.read.pdf_page import PDFIUM, Page
from extract.read.pdf_parallel import most_jobs
from extract.settings import Settings

Scan = tuple[NDArray[np.uint8], int, float, float]
"""A page's picture, its number, its width and height in points."""
MOST_SCANS = 300
"""More scanned pages than this are refused: at some seconds a page they take half an hour."""


def why_not(settings: Settings, count: int) -> str | None:
    """Why scanned pages are not recognised, in Chinese; None where they can be."""
    if not settings.ocr:
        return "设置 ocr 已关，打开它才识别"
    if count > MOST_SCANS:
        return f"扫描页有 {count} 页，超过 {MOST_SCANS} 页，请拆成几个文件再读"
    from extract.read.ocr import missing

    return missing()


def recognised(document: pdfium.PdfDocument, numbers: Sequence[int], settings: Settings) -> Iterator[Page]:
    """The scanned pages as read from their pictures, in order; one that fails is left out.

    Rendering stays in this thread, pdfium bears no other; at most as many pictures are held as pages
    are recognised side by side.
    """
    from extract.read.ocr import RecognitionFailed

    jobs = most_jobs(settings.page_jobs)
    with ThreadPoolExecutor(jobs) as pool:
        for first in range(0, len(numbers), jobs):
            with PDFIUM:
                some = [_rendered(document, number) for number in numbers[first : first + jobs]]
            for future in [pool.submit(_read, scan) for scan in some]:
                with suppress(RecognitionFailed):
                    yield future.result()


def _rendered(document: pdfium.PdfDocument, number: int) -> Scan:
    """The picture of page `number` (from 1) in grey, with what `read_picture` wants to know of the page."""
    from extract.read.ocr import MOST_PIXELS, RESOLUTION

    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(RESOLUTION / 72, math.sqrt(MOST_PIXELS / max(width * height, 1.0)))
        bitmap = page.render(scale=scale, grayscale=True)
        picture = np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width)
        bitmap.close()
        return picture, number, width, height
    finally:
        page.close()


def _read(scan: Scan) -> Page:
    from extract.read.ocr import read_picture

    picture, number, width, height = scan
    return read_picture(picture, number=number, width=width, height=height)
