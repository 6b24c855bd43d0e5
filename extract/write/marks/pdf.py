"""A PDF with the findings marked: highlights on the words, frames around the cells, a note on each.

Annotations are added behind the file as it is (an incremental update): pages, text and an electronic
seal stay byte for byte what they were. Boxes come in points from the top left of the page as shown;
annotations live in the page's own space, so /Rotate and the crop box are applied backwards here.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from extract.boxes import line_boxes
from extract.errors import MarkError
from extract.records import BBox, Document, Extraction
from extract.write.marks import AUTHOR, COLOURS, FRAMES, Mark, Marked, marks_of

Placed = tuple[int, tuple[BBox, ...]]
"""A page, from 1, and the boxes on it."""
Point = tuple[float, float]
MARGIN = 1.0
"""Points by which a frame stands off its cell's own lines."""


def mark_pdf(data: bytes, extraction: Extraction) -> Marked:
    """The PDF whose bytes are `data` with a note for each place of each finding.

    MarkError where the file cannot be written to (damaged, or encrypted in a way that needs a key).
    """
    writer = _writer(data)
    placed: list[Mark] = []
    lost: list[Mark] = []
    for mark in marks_of(extraction):
        places = _places(extraction.document, mark)
        (placed if places else lost).append(mark)
        for page, boxes in places:
            writer.add_annotation(page - 1, _annotation(writer.pages[page - 1], mark, boxes))
    if lost:
        writer.add_annotation(0, _summary(writer.pages[0], lost))
    stream = io.BytesIO()
    writer.write(stream)
    return Marked(stream.getvalue(), tuple(placed), tuple(lost))


def _writer(data: bytes) -> Any:
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if not reader.is_encrypted:
            return PdfWriter(io.BytesIO(data), incremental=True)
        reader.decrypt("")
        return PdfWriter(clone_from=reader)
    except DependencyError:
        raise MarkError("这个 PDF 加了权限限制，写不进批注；请先另存为没有限制的 PDF 再试。") from None
    except (PyPdfError, ValueError, KeyError, TypeError, OSError, RecursionError) as error:
        raise MarkError(f"这个 PDF 的结构有损坏，写不进批注（{error}）；请重新导出后再试。") from None


def _places(document: Document, mark: Mark) -> tuple[Placed, ...]:
    """The boxes of a mark page by page; () where it stands nowhere on paper."""
    if mark.start is not None and mark.end is not None:
        found: dict[int, list[BBox]] = {}
        for page, box in line_boxes(document.lines, mark.start, mark.end):
            found.setdefault(page, []).append(box)
        return tuple((page, tuple(boxes)) for page, boxes in found.items())
    ref = mark.cell
    table = next((t for t in document.tables if ref and t.id == ref.table), None)
    if ref is None or table is None:
        return ()
    cell = next((c for c in table.cells if (c.row, c.column) == (ref.row, ref.column)), None)
    return ((cell.page, (cell.bbox,)),) if cell and cell.page and cell.bbox else ()


def _annotation(page: Any, mark: Mark, boxes: Sequence[BBox]) -> Any:
    """A highlight over words, a frame around a cell; both carry the note."""
    from pypdf.annotations import Highlight, Rectangle
    from pypdf.generic import ArrayObject, FloatObject

    place = _to_user_space(page)
    quads = [_corners(box, place) for box in boxes]
    rect = _around([point for quad in quads for point in quad], MARGIN if mark.cell else 0.0)
    if mark.cell is None:
        colour = COLOURS[mark.finding.severity]
        points = ArrayObject([FloatObject(n) for quad in quads for point in quad for n in point])
        annotation: Any = Highlight(
            rect=rect, quad_points=points, highlight_color=colour, printing=True, title_bar=AUTHOR
        )
    else:
        annotation = Rectangle(rect=rect, title_bar=AUTHOR)
        _colour(annotation, FRAMES[mark.finding.severity])
    return _with_note(annotation, mark.title, mark.note)


def _colour(annotation: Any, colour: str) -> None:
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject

    parts = [FloatObject(int(colour[i : i + 2], 16) / 255) for i in (0, 2, 4)]
    annotation[NameObject("/C")] = ArrayObject(parts)
    annotation[NameObject("/BS")] = DictionaryObject({NameObject("/W"): NumberObject(2)})
    annotation[NameObject("/F")] = NumberObject(4)


def _with_note(annotation: Any, title: str, note: str) -> Any:
    from pypdf.generic import NameObject, TextStringObject

    annotation[NameObject("/Subj")] = TextStringObject(title)
    annotation[NameObject("/Contents")] = TextStringObject(f"{title}\n{note}")
    return annotation


def _summary(page: Any, lost: Sequence[Mark]) -> Any:
    """A note in the corner of the first page with the findings that stand nowhere in particular."""
    from pypdf.annotations import Text

    place = _to_user_space(page)
    rect = _around([place(12, 12), place(32, 32)], 0.0)
    notes = list(dict.fromkeys(f"{mark.title}\n{mark.note}" for mark in lost))
    annotation = Text(rect=rect, text="", open=False, title_bar=AUTHOR)
    return _with_note(annotation, "没有固定位置的发现", "\n\n".join(notes))


def _corners(box: BBox, place: Callable[[float, float], Point]) -> tuple[Point, ...]:
    """Upper left, upper right, lower left, lower right as the reader sees them: the order of /QuadPoints."""
    x0, top, x1, bottom = box
    return place(x0, top), place(x1, top), place(x0, bottom), place(x1, bottom)


def _around(points: Sequence[Point], margin: float) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin


def _to_user_space(page: Any) -> Callable[[float, float], Point]:
    """From points off the top left corner of the page as shown to the page's own space."""
    box = page.cropbox
    left, bottom, right, top = (float(n) for n in (box.left, box.bottom, box.right, box.top))
    turns: dict[int, Callable[[float, float], Point]] = {
        0: lambda x, y: (left + x, top - y),
        90: lambda x, y: (left + y, bottom + x),
        180: lambda x, y: (right - x, bottom + y),
        270: lambda x, y: (right - y, top - x),
    }
    return turns[int(page.rotation) % 360]
