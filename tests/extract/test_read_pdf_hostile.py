"""PDFs whose parts lead back to themselves, or nest without end, end soon and in the right error."""

import zlib

import pytest

from extract.errors import BrokenInput, EmptyInput
from extract.read import read
from extract.read.pdf_forms import draws_without_end
from tests.extract.test_read_safety import refused, soon

__all__ = ["soon"]
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
ONE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
BARE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>"


def pdf(*parts: bytes) -> bytes:
    body = b"".join(b"%d 0 obj%s\nendobj\n" % (number, part) for number, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (extra, len(content), content)


def page(drawn: int) -> bytes:
    resources = b"/Resources<</XObject<</F %d 0 R>>>>" % drawn
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R%s>>" % resources


def form(drawn: int, content: bytes = b"/F Do /F Do", *, packed: bool = False, apart: int = 0) -> bytes:
    names = b"<</XObject<</F %d 0 R>>>>" % drawn
    resources = b"/Resources %d 0 R" % apart if apart else b"/Resources" + names
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + resources
    return stream(zlib.compress(content), head + b"/Filter/FlateDecode") if packed else stream(content, head)


def objects(**texts: bytes) -> bytes:
    """An object stream of these objects: n6=b"<<…>>"."""
    numbers = [int(name[1:]) for name in texts]
    places = [sum(len(text) + 1 for text in list(texts.values())[:index]) for index in range(len(texts))]
    index = b" ".join(b"%d %d" % pair for pair in zip(numbers, places, strict=True)) + b" "
    head = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(texts), len(index))
    return stream(zlib.compress(index + b" ".join(texts.values())), head)


def with_forms(*forms: bytes) -> bytes:
    return pdf(CATALOG, ONE, page(5), stream(b"/F Do"), *forms)


@pytest.mark.parametrize(
    "data",
    [
        with_forms(form(5)), with_forms(form(5, packed=True)), with_forms(form(6), form(5)),
        with_forms(form(0, apart=6), b"<</XObject<</F 5 0 R>>>>"),
        with_forms(form(0, apart=7), objects(n7=b"<</XObject 8 0 R>>", n8=b"<</F 5 0 R>>")),
        with_forms(*(form(number + 1) for number in range(5, 40))),
    ],
    ids=["itself", "packed", "each other", "resources apart", "resources packed", "a chain of pairs"],
)
def test_forms_that_draw_one_another_without_end(data: bytes) -> None:
    assert "嵌套" in refused(data, BrokenInput, "决算.pdf")


def test_forms_that_only_share_their_resources_are_none() -> None:
    assert not draws_without_end(with_forms(form(5, b"q Q"), form(5, b"/F Do")))
    assert not draws_without_end(with_forms(*(form(number + 1, b"/F Do") for number in range(5, 40))))
    assert not draws_without_end(with_forms(form(0, apart=7), objects(n7=b"<</XObject 8 0 R>>", n8=b"<<>>")))


def test_page_trees_that_lead_astray() -> None:
    refused(pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), BrokenInput, "决算.pdf")
    deep = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 1) for number in range(2, 5_000)]
    refused(pdf(CATALOG, *deep, BARE), BrokenInput, "决算.pdf")
    refused(pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", BARE), EmptyInput, "决算.pdf")


def test_brackets_nested_deeply() -> None:
    content = b"[" * 100_000 + b"]" * 100_000 + b" TJ\n" + b"q " * 100_000
    with pytest.raises(EmptyInput):
        read(pdf(CATALOG, ONE, BARE[:-2] + b"/Contents 4 0 R>>", stream(content)))
