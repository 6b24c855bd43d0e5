"""The review page in headless Chromium: from figure to cell and back, filters, keys, verdicts, export."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotations.convert import convert
from extract.records import Extraction
from extract.write.report import failed_row, index_row, to_html, to_index
from tests.browser import chromium
from tests.builders import block, document, extraction, finding, tag
from tests.extract.test_report import HOSTILE, SENTENCE, sample


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


class Opened:
    """A page in the browser with the errors its console has shown."""

    def __init__(self, browser: Any, path: Path, html: str, **options: Any) -> None:
        path.write_text(html, encoding="utf-8")
        self.page = browser.new_page(**options)
        self.page.set_default_timeout(8_000)
        self.errors: list[str] = []
        self.page.on("console", lambda message: self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(path.as_uri())

    def picked(self) -> str:
        return str(self.page.evaluate("[...document.querySelectorAll('.picked')].map(e => e.id).join()"))

    def select(self, start: int, end: int) -> None:
        """Select characters of the first paragraph's text nodes, as a mouse would."""
        self.page.evaluate(
            """([start, end]) => {
                const place = document.querySelector('[data-p]');
                const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
                const range = new Range(); let at = 0;
                while (walker.nextNode()) {
                    const length = walker.currentNode.data.length;
                    if (start >= at && start < at + length) range.setStart(walker.currentNode, start - at);
                    if (end > at && end <= at + length) range.setEnd(walker.currentNode, end - at);
                    at += length;
                }
                getSelection().removeAllRanges(); getSelection().addRange(range);
                place.dispatchEvent(new MouseEvent('mouseup', {bubbles: true}));
            }""",
            [start, end],
        )
        self.page.wait_for_selector("#add")

    def export(self) -> tuple[str, dict[str, Any]]:
        with self.page.expect_download() as download:
            self.page.click("#export")
        text = Path(download.value.path()).read_text(encoding="utf-8")
        review: dict[str, Any] = json.loads(text)
        return text, review


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opened]:
    found = Opened(browser, tmp_path / "核对.html", to_html(sample()))
    yield found
    assert found.errors == []
    found.page.close()


def test_from_figure_to_cell_and_back(opened: Opened) -> None:
    start = SENTENCE.index("18.20")
    figure = f"g{start}-{start + 7}"
    opened.page.click(f"#{figure}")
    assert opened.picked() == "t1r0c2"
    assert "收入总计" in opened.page.inner_text("#dock")
    opened.page.click("#back")
    assert opened.picked() == figure
    opened.page.click("#t1r0c2")
    assert opened.picked() == figure
    opened.page.keyboard.press("Escape")
    assert opened.picked() == ""
    assert not opened.page.is_visible("#dock")


def many() -> Extraction:
    findings = [
        finding("甲处差额。", severity="error", start=0, end=2, id="a1"),
        finding("乙处存疑。", severity="warning", kind="unit", start=2, end=4, id="a2"),
        finding("丙处提示。", severity="info", kind="unit", start=3, end=6, id="a3"),
    ]
    return extraction(document(SENTENCE, blocks=[block(SENTENCE)]), findings=findings)


def test_filters_search_and_keys(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, tmp_path / "页.html", to_html(many()))
    page = opened.page

    def shown() -> list[str]:
        return [
            card.get_attribute("data-id") for card in page.query_selector_all(".card") if card.is_visible()
        ]

    assert shown() == ["a1", "a2", "a3"]
    page.select_option("#kind", "unit")
    assert shown() == ["a2", "a3"]
    page.uncheck("[name=severity][value=info]")
    assert shown() == ["a2"]
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.get_attribute(".card.current", "data-id") == "a2"
    page.keyboard.press("r")
    assert page.get_attribute(".card.current [data-verdict=rejected]", "aria-pressed") == "true"
    page.select_option("#kind", "")
    page.check("#open")
    assert shown() == ["a1"]
    page.keyboard.press("/")
    page.keyboard.type("收入总计")
    assert page.inner_text("#hits") == "0 / 1"
    page.keyboard.press("Enter")
    assert page.inner_text("#hits") == "1 / 1"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.is_visible("#help")
    assert opened.errors == []
    page.close()


def test_verdicts_and_corrections_are_kept_and_exported(opened: Opened) -> None:
    page = opened.page
    page.click(".card [data-verdict=accepted]")
    page.fill(".card .verdict input", "已通知单位")
    opened.select(SENTENCE.index("收入总计"), SENTENCE.index("收入总计") + 4)
    page.select_option("#dock select", "ITEM")
    page.click("#add")
    start = SENTENCE.index("2.20")
    page.keyboard.press("Escape")
    page.click(f"#g{start}-{start + 6}")
    page.select_option("#dock select", "AMOUNT.其他")
    page.reload()
    assert page.input_value(".card .verdict input") == "已通知单位"
    text, review = opened.export()
    assert [(f["id"], f["verdict"], f["note"]) for f in review["findings"]] == [
        ("n1", "accepted", "已通知单位")
    ]
    (line,) = convert(text, "marks", origin="review").splitlines()
    corpus = json.loads(line)
    assert corpus["text"] == SENTENCE
    spans = [(m["label"], m["role"], corpus["text"][m["start"] : m["end"]]) for m in corpus["marks"]]
    assert spans == [
        ("ITEM", None, "收入总计"),
        ("AMOUNT", "决算数", "18.20万元"),
        ("AMOUNT", "其他", "2.20万元"),
    ]


def test_a_selection_is_the_new_extent_of_the_chosen_tag_and_overlaps_are_refused(opened: Opened) -> None:
    page = opened.page
    start = SENTENCE.index("2.20")
    page.click(f"#g{start}-{start + 6}")
    opened.select(start, start + 4)
    page.click("#add")
    assert "重叠" in page.inner_text("#dock .say")
    page.click("#move")
    _, review = opened.export()
    assert [(m["start"], m["end"]) for m in review["passages"][0]["marks"]][-1] == (start, start + 4)


def test_hidden_characters_keep_the_offsets_of_an_export(browser: Any, tmp_path: Path) -> None:
    text = f"{HOSTILE}收入总计18\n.20万元。𠮷人员经费3万元。"
    start = text.index("18")
    tags = [tag("18\n.20万元", at=start, role="决算数")]
    made = extraction(document(text, blocks=[block(text)]), tags=tags)
    opened = Opened(browser, tmp_path / "页.html", to_html(made))
    page = opened.page
    assert page.evaluate("document.querySelectorAll('#document script').length") == 0
    assert "<script>alert(1)</script>" in page.inner_text("#document p")
    whole = page.evaluate("document.querySelector('[data-p]').textContent")
    at = page.evaluate("document.querySelector('[data-p]').textContent.indexOf('人员经费')")
    assert at > 0, whole
    opened.select(at, at + 4)
    page.select_option("#dock select", "ITEM")
    page.click("#add")
    _, review = opened.export()
    (passage,) = review["passages"]
    spans = [passage["text"][m["start"] : m["end"]] for m in passage["marks"]]
    assert spans == ["18.20万元", "人员经费"]
    assert "\n" not in passage["text"]
    assert opened.errors == []
    page.close()


def test_index_sorts_and_filters(browser: Any, tmp_path: Path) -> None:
    rows = [
        index_row(sample(), "甲.html"),
        index_row(many(), "乙.html"),
        failed_row("坏.pdf", ValueError("读不了")),
    ]
    opened = Opened(browser, tmp_path / "index.html", to_index(rows))
    page = opened.page

    def listed() -> list[str]:
        found = page.query_selector_all("#list tbody tr")
        return [row.query_selector("td:last-child").inner_text() for row in found if row.is_visible()]

    page.click("th:has-text('提示')")
    assert page.query_selector("#list tbody a").get_attribute("href") == "%E4%B9%99.html"
    assert listed()[-1] == "坏.pdf"
    page.click("th:has-text('文件')")
    assert listed()[0] == "坏.pdf"
    page.fill("#search", "读不了")
    assert listed() == ["坏.pdf"]
    page.fill("#search", "没有这个")
    assert page.is_visible("#none")
    assert opened.errors == []
    page.close()


@pytest.mark.parametrize("width", [360, 1400])
def test_nothing_is_wider_than_the_screen(browser: Any, tmp_path: Path, width: int) -> None:
    viewport = {"width": width, "height": 800}
    opened = Opened(browser, tmp_path / "页.html", to_html(sample()), viewport=viewport, color_scheme="dark")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.errors == []
    opened.page.close()
