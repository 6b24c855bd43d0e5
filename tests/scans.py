"""Scanned PDFs for tests: printed pages rendered to grey pictures, set askew, wrapped into a PDF again."""

from __future__ import annotations

import io
from collections.abc import Collection

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from extract.read.ocr import missing

NEEDS_OCR = pytest.mark.skipif(missing() is not None, reason=f"scans cannot be read here: {missing()}")
"""For tests that need Tesseract with its Chinese data."""


def scanned(
    data: bytes, *, dots: int = 200, askew: float = 0.0, noise: float = 0.0, turn: int = 0,
    only: Collection[int] | None = None,
) -> bytes:
    """The PDF with its pages (those numbered in `only`, from 1, or all) as pictures of so many dots an inch.

    `askew` turns each picture by degrees, `turn` by quarters of a circle with the page, `noise` is the
    spread of grey added to each dot.
    """
    source, target = pdfium.PdfDocument(data), pdfium.PdfDocument.new()
    try:
        for index in range(len(source)):
            if only is not None and index + 1 not in only:
                target.import_pages(source, [index])
            else:
                _add_picture(target, _picture(source, index, dots, askew + turn, noise), dots)
        buffer = io.BytesIO()
        target.save(buffer)
        return buffer.getvalue()
    finally:
        target.close()
        source.close()


def _picture(source: pdfium.PdfDocument, index: int, dots: int, askew: float, noise: float) -> Image.Image:
    page = source[index]
    picture = page.render(scale=dots / 72, grayscale=True).to_pil().convert("L")
    page.close()
    if askew:
        picture = picture.rotate(askew, Image.Resampling.BICUBIC, fillcolor=255, expand=abs(askew) >= 90)
    if noise:
        spread = np.random.default_rng(index).normal(0, noise, (picture.height, picture.width))
        picture = Image.fromarray(np.clip(np.asarray(picture) + spread, 0, 255).astype(np.uint8))
    return picture


def _add_picture(target: pdfium.PdfDocument, picture: Image.Image, dots: int) -> None:
    width, height = picture.width * 72 / dots, picture.height * 72 / dots
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=80)
    jpeg.seek(0)
    image = pdfium.PdfImage.new(target)
    image.load_jpeg(jpeg, inline=True)
    image.set_matrix(pdfium.PdfMatrix().scale(width, height))
    sheet = target.new_page(width, height)
    sheet.insert_obj(image)
    sheet.gen_content()
    sheet.close()
