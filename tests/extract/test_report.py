"""The review page as text: escaped, self-contained, every figure and cell in its place."""

from __future__ import annotations

import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from extract.records import CellRef, Extraction, Link
from extract.write.figures import against_last_year, composition, key_figures, three_public
from extract.write.report import failed_row, index_row, to_html, to_index, write_index
from extract.write.report.charts import composition_chart, three_public_chart, yearly_chart
from extract.write.report.markup import Span, merged, plain, render
from tests.builders import block, check, document, extraction, fact, finding, line, profile, table, tag

SENTENCE = "2031年度收入总计18.20万元，比上年增加2.20万元。"
HOSTILE = "<script>alert(1)</script>\"'&\u202e反\x1b[31m\x00\ud835</textarea>"


class Reader(HTMLParser):
    """Tags met and the text between them; fails on a script that is not the page's own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def sample(text: str = SENTENCE) -> Extraction:
    """One paragraph with two figures, one of them tied to a cell that says otherwise."""
    totals = table(columns=("收入",), rows=[("总计", None, ("18.60",))], id="t1", code="公开01表")
    start = text.index("18.20")
    tied = Link("t1", 0, 2, "18.60", "mismatch", "总计", "收入")
    facts = [
        fact("18.20", start=start, end=start + 7, links=[tied]),
        fact("2.20", measure="增减额", base="上年数", start=start + 13, end=start + 19, id="f2"),
    ]
    wrong = finding(
        "两处不同。", kind="prose-vs-table", start=start, end=start + 7, actual="18.20", expected="18.60"
    )
    wrong = type(wrong)(
        **{**{n: getattr(wrong, n) for n in wrong.__slots__}, "cells": (CellRef("t1", 0, 2),)}
    )
    tags = [tag("18.20万元", at=start, role="决算数"), tag("2.20万元", at=start + 13, role="增减额")]
    made = document(text, blocks=[block(text, kind="prose")], tables=[totals])
    return extraction(
        made, tags=tags, facts=facts, findings=[wrong], checks=[check(status="not-run", why="缺表")]
    )


def test_figure_and_cell_lead_to_each_other() -> None:
    page = to_html(sample())
    start = SENTENCE.index("18.20")
    assert f'id="g{start}-{start + 7}"' in page
    assert 'href="#t1r0c2"' in page
    assert 'id="t1r0c2"' in page
    assert f'href="#g{start}-{start + 7}"' in page


def test_card_says_both_sides_and_the_difference() -> None:
    words = "".join(read(to_html(sample(), rules={"K11-rate": ("增长率", "率等于额除以上年数")})).words)
    for part in (
        "所写",
        "18.20",
        "应为",
        "18.60",
        "两处不同。",
        "公开01表",
        "“总计”行“收入”列",
        "缺表",
        "增长率",
    ):
        assert part in words, part


def test_page_fetches_nothing_and_allows_only_its_own_script() -> None:
    page = to_html(sample())
    reader = read(page)
    sources = [
        a for _, attributes in reader.tags for a in ("src", "srcset", "data", "action") if a in attributes
    ]
    assert sources == []
    policy = next(
        a["content"] or "" for t, a in reader.tags if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r'\sstyle="', page)
    assert not [name for _, attributes in reader.tags for name in attributes if name.startswith("on")]


def test_hostile_text_is_shown_and_never_markup() -> None:
    text = f"{HOSTILE}收入总计18.20万元，比上年增加2.20万元。"
    made = sample(text)
    hostile = document(
        text,
        blocks=[block(text, kind="prose")],
        profile=profile(unit=HOSTILE),
        tables=[table(HOSTILE, rows=[(HOSTILE, None, (HOSTILE,))])],
    )
    page = to_html(
        extraction(hostile, tags=made.tags, facts=made.facts, findings=made.findings, model=HOSTILE)
    )
    page.encode("utf-8")
    scripts = [attributes for name, attributes in read(page).tags if name == "script"]
    assert len(scripts) == 2
    assert "alert(1)" in "".join(read(page).words)
    assert "\u202e" not in page
    assert "\x1b" not in page
    assert "U+202E" in page


@given(st.text(max_size=60))
def test_plain_counts_every_character_once(text: str) -> None:
    reader = read(f"<p>{plain(text)}</p>")
    shown = "".join(reader.words)
    numbers = [a for name, a in reader.tags if name == "i"]
    hidden = sum(int(a["data-n"] or 0) for a in numbers)
    names = sum(len(a["title"] or "") for a in numbers)
    assert len(shown) - names + hidden == len(text)


def test_spans_that_cross_are_cut_and_the_text_stays_whole() -> None:
    def span(start: int, end: int, name: str) -> Span:
        return Span(start, end, Markup(f"<{name} id=x>"), Markup(f"</{name}>"), Markup(f"<{name}>"))

    html = render("一二三四五", 0, 5, [[span(0, 3, "b")], [span(2, 5, "u")]])
    assert html == "<b id=x>一二<u id=x>三</u></b><u>四五</u>"
    assert render("一\n二", 0, 3, [], gaps=[(1, 2)]) == '一<i class="gap" data-n="1"></i>二'
    assert merged([(4, 6), (0, 2), (1, 3)]) == ((0, 3), (4, 6))


def test_each_table_is_shown_once_where_it_stands() -> None:
    text = "甲\n乙\n丙"
    tables = [
        table(id=f"t{i + 1}", title=name, start=i * 2, end=i * 2 + 1) for i, name in enumerate("甲乙丙")
    ]
    blocks = [block(name, start=i * 2, kind="table") for i, name in enumerate("甲乙丙")]
    page = to_html(extraction(document(text, blocks=blocks, tables=tables)))
    assert re.findall(r'<figure class="grid" id="(\w+)">', page) == ["t1", "t2", "t3"]


def forms() -> Extraction:
    spending = table(
        "支出决算表",
        columns=("本年支出合计",),
        unit="元",
        rows=[
            ("合计", None, ("300000",)),
            ("教育支出", "205", ("100000",)),
            ("其他支出", "229", ("200000",)),
            ("教育管理事务", "20501", ("100000",)),
        ],
    )
    cars = table(
        "财政拨款“三公”经费支出决算表",
        id="t2",
        columns=("预算数-公务接待费", "决算数-公务接待费"),
        rows=[("", None, ("2.00", "1.50"))],
    )
    totals = table(columns=("收入",), rows=[("总计", None, ("30.00",))], id="t3")
    facts = [
        fact("30.00", item="收入总计"),
        fact("-5.00", item="收入总计", measure="增减额", base="上年数", id="f2"),
        fact("-1.00", item="收入总计", measure="增减额", base="年初预算数", id="f3"),
    ]
    return extraction(document("文", tables=[spending, cars, totals]), facts=facts)


def test_figures_are_read_from_the_forms_in_ten_thousand_yuan() -> None:
    made = forms()
    assert [(a.name, a.value) for a in composition(made)] == [("其他支出", 20), ("教育支出", 10)]
    assert [(p.first, p.second) for p in against_last_year(made)] == [(30, 35)]
    assert [(p.name, p.first, p.second) for p in three_public(made)] == [("公务接待费", 2, Decimal("1.5"))]
    assert [(a.name, a.value) for a in key_figures(made)] == [("收入总计", 30)]


def test_charts_are_drawn_only_where_figures_are_and_escape_names() -> None:
    drawn = [draw(forms()) or "" for draw in (composition_chart, yearly_chart, three_public_chart)]
    assert all(chart.startswith("<svg") for chart in drawn)
    assert "66.7%" in drawn[0]
    empty = extraction(document("文"))
    assert [draw(empty) for draw in (composition_chart, yearly_chart, three_public_chart)] == [None] * 3
    rows = [("<b>支出", "205", ("1",)), ("</svg>支出", "206", ("2",))]
    hostile = extraction(document("文", tables=[table("支出决算表", columns=("本年支出合计",), rows=rows)]))
    chart = composition_chart(hostile) or ""
    assert "<b>" not in chart
    assert chart.count("</svg>") == 1


def test_index_lists_figures_findings_and_failures(tmp_path: Path) -> None:
    rows = [index_row(sample(), "甲 乙#1.html"), failed_row("坏.pdf", ValueError("读不了<b>"))]
    path = write_index(tmp_path / "新", rows)
    page = path.read_text(encoding="utf-8")
    assert path.name == "index.html"
    assert 'href="%E7%94%B2%20%E4%B9%99%231.html"' in page
    assert "读不了&lt;b&gt;" in page
    assert "18.60" in page
    assert rows[0].kinds == (("prose-vs-table", 1),)


def test_index_of_nothing_is_a_page() -> None:
    assert "决算公开核对总览" in to_index([])


@pytest.mark.parametrize("href", ["javascript:alert(1)", '"><script>'])
def test_index_link_cannot_run_code(href: str) -> None:
    page = to_index([index_row(sample(), href)])
    links = [a["href"] or "" for name, a in read(page).tags if name == "a"]
    assert not [link for link in links if ":" in link or "<" in link]


def test_boxes_do_not_matter_to_the_page() -> None:
    made = document("甲", blocks=[block("甲", kind="prose")], lines=[line("甲")])
    assert "甲" in to_html(extraction(made))
