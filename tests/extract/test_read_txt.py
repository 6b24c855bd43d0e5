"""Text: tables tab-separated and flattened, contents, captions, conversion marks, profile."""

import json
from pathlib import Path

import pytest

from extract.read import read, read_text
from extract.records import Document
from extract.segment import segment

SHARED = Path(__file__).parents[3] / "shared"
needs_shared = pytest.mark.skipif(
    not (SHARED / "documents" / "001.txt").exists(), reason="../shared with the real documents is not here"
)

TABBED = """第二部分 2022年度单位决算表

财决03表
支出决算表
编制单位：青石县林木种苗站\t2022年度\t金额单位：元
项目\t\t本年支出合计\t基本支出\t项目支出
科目代码\t科目名称\t\t\t
栏次\t\t1\t2\t3
合计\t\t1,345.90\t1,145.90\t200.00
213\t农林水支出\t1,345.90\t1,145.90\t200.00

- 7 -

21302\t林业和草原\t1,345.90\t1,145.90\t200.00
2130205\t森林资源
培育\t200.00\t\t200.00

注：本表反映本年度各项支出情况。
"""


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, document.text[b.start : b.end]) for b in document.blocks]


def prose(document: Document) -> list[str]:
    return [p.text for p in segment(document) if not p.heading]


def flatten(rows: list[list[str]]) -> str:
    return "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows) + "\n"


def test_tabbed_table_survives_page_numbers_and_broken_cells() -> None:
    document = read_text(TABBED)
    (table,) = document.tables
    assert (table.title, table.code, table.kind, table.unit) == ("支出决算表", "财决03表", "支出决算表", "元")
    assert table.rows[-1] == ("2130205", "森林资源培育", "200.00", "", "200.00")
    assert len(table.header) == 3 and len(table.rows) == 4
    assert TABBED[table.start : table.end].startswith("编制单位")
    assert prose(document) == ["注：本表反映本年度各项支出情况。"]
    assert document.profile.unit == "青石县林木种苗站" and document.profile.year == 2022
    assert document.profile.currency_unit == "元"


def test_two_tables_with_only_captions_between_stay_two() -> None:
    income = "收入决算表\n科目名称\t合计\t其他收入\n教育支出\t1.0\t1.0\n"
    text = income + "表三 支出决算表（单位：万元）\n科目名称\t合计\t基本支出\n教育支出\t1.0\t1.0\n"
    first, second = read_text(text).tables
    assert (first.title, second.title, second.code, second.unit) == (
        "收入决算表",
        "支出决算表",
        "表三",
        "万元",
    )


FLAT = "2021年度收入决算表\n公开02表\n部门：云台县第三中学　　　单位：万元\n\n" + flatten(
    [
        ["项目", "", "本年收入合计", "财政拨款收入", "上级补助收入"],
        ["科目编码", "科目名称", "", "", ""],
        ["合计", "", "1,204.50", "1,200.00", "4.50"],
        ["2050203", "初中\n教育", "1,204.50", "", "4.50"],
    ]
)


def test_flattened_table_is_a_grid_again() -> None:
    (table,) = read_text(FLAT + "本年收入合计1,204.50万元，占100%。\n").tables
    assert table.kind == "收入决算表" and table.code == "公开02表"
    assert table.rows == (
        ("合计", "", "1,204.50", "1,200.00", "4.50"),
        ("2050203", "初中教育", "1,204.50", "", "4.50"),
    )
    assert table.columns[2:] == ("本年收入合计", "财政拨款收入", "上级补助收入")


def test_prose_behind_a_flattened_table_stays_prose() -> None:
    text = (
        FLAT
        + "从上表看，本年收入合计1,204.50万元，占100%。\n\n二、其他\n\n"
        + flatten([["项目", "金额"], ["水费", "2"], ["电费", "3"]])
    )
    document = read_text(text)
    assert prose(document) == ["从上表看，本年收入合计1,204.50万元，占100%。"]
    assert len(document.tables) == 2


def test_a_row_of_one_cell_opens_the_next_flattened_table() -> None:
    text = flatten(
        [
            ["一、人员情况"],
            ["编制", "27人"],
            ["实有", "26人"],
            ["年度收入情况（万元）"],
            ["机构名称", "收入合计", "其中："],
            ["", "", "上年结转"],
            ["局机关", "80.77", "5"],
        ]
    )
    last = read_text(text).tables[-1]
    assert (last.title, last.unit, last.columns[2]) == ("年度收入情况（万元）", "万元", "其中：-上年结转")


def test_the_heading_of_a_part_is_no_title_of_the_table_below() -> None:
    rows = "科目名称\t金额\n基本支出\t3.20\n项目支出\t1.10\n合计\t4.30\n"
    document = read_text("第二部分 2021年度部门决算表\n公开03表\n" + rows)
    assert [s.title for s in document.sections] == ["第二部分 2021年度部门决算表"]
    assert (document.tables[0].title, document.tables[0].code) == (None, "公开03表")


def test_section_titles_are_free_of_conversion_marks() -> None:
    document = read_text("[bookmark: _Toc20]第一部分 概况\n[bookmark: _a]一、部门职责\n负责信访工作。\n")
    assert [s.title for s in document.sections] == ["第一部分 概况", "一、部门职责"]


def test_a_hard_wrapped_sentence_goes_on_with_among_them() -> None:
    full = ["　　" + "组织开展节水宣传和培训" * 3 + "。"] * 12
    last = ["本单位本年度政府采购支出合计一百二十三万四千五百六十七元八角二分，", "其中：货物支出1.10万元。"]
    document = read_text("\n".join([*full, *last]) + "\n")
    assert any("二分，其中：货物" in line for line in prose(document))


def test_a_code_in_brackets_may_be_broken_by_a_hard_wrap() -> None:
    full = ["　　" + "组织开展节水宣传和培训" * 3 + "。"] * 12
    last = "　　（4）社会保障和就业支出（208）养老支出及其他各项支出合计（2080\n5）行政单位离退休支出5万元。"
    document = read_text("\n".join([*full, last]) + "\n")
    assert any("（20805）行政单位离退休" in line for line in prose(document))


HANGING = "　　与上年相比增加112.42万元，主要是添置设备，上年没有这笔钱，具体"


@pytest.mark.parametrize(
    "tail",
    ["说明：为做好供暖工作。", "③为做好供暖工作。", "①供暖。", "2.为做好供暖工作", "其中：供暖10万元。"],
)
def test_an_indented_paragraph_of_hard_wrapped_text_goes_on_whatever_its_lines_begin_with(tail: str) -> None:
    full = ["　　" + "组织开展节水宣传和培训" * 3 + "。"] * 12
    assert prose(read_text("\n".join([*full, HANGING, tail]) + "\n"))[-1] == HANGING.strip() + tail
    ended, short = HANGING[:-1] + "。", HANGING[:20]
    for ending in (f"{HANGING}\n\n{tail}", f"{HANGING}\n　　{tail}", f"{ended}\n{tail}", f"{short}\n{tail}"):
        document = read_text("\n".join([*full, ending]) + "\n")
        assert not any(HANGING[5:15] in line and "供暖" in line for line in prose(document)), ending


def test_paragraphs_indented_by_a_tab_are_no_table() -> None:
    income = "\t2021年度收入合计1,200.00万元，较上年增加10万元，主要用于教学。\n"
    text = income + "\t支出合计1,200.00万元，与上年持平，主要用于教学。\n"
    document = read_text(text)
    assert not document.tables and len(prose(document)) == 2


MARKDOWN = """## 第二部分 决算表

2021年度收入决算表（单位：万元）

| 项目 | 本年收入合计 | 财政拨款收入 |
|:---|---:|---:|
| **合计** | 1,204.50 | 1,200.00 |
| 2050203初中教育 | 1,204.50 | |

### 一、收入决算情况说明

收入合计1,204.50万元。
"""


def test_markdown_keeps_its_headings_and_tables() -> None:
    document = read(MARKDOWN.encode(), name="说明.md")
    (table,) = document.tables
    assert document.text == MARKDOWN and document.source.format == "md"
    assert (table.kind, table.unit) == ("收入决算表", "万元")
    assert [(c.label, c.text) for c in table.cells][:3] == [
        ("合计", "1,204.50"), ("合计", "1,200.00"), ("初中教育", "1,204.50"),
    ]
    assert [(s.title, s.level) for s in document.sections] == [
        ("第二部分 决算表", 1), ("一、收入决算情况说明", 2),
    ]
    assert prose(document) == ["收入合计1,204.50万元。"]


@pytest.mark.parametrize(
    "entries",
    [
        "目 录\n第一部分 概况\t1\n一、主要职责\t1\n第二部分 说明\t16\n",
        "目录\n第一部分 概况......1\n一、主要职责……………1\n第二部分 说明 .......... 16\n",
        "目　录\n\n第一部分 概况\n一、主要职责\n第二部分 说明\n",
    ],
)
def test_contents_are_no_prose_and_end_where_the_text_begins(entries: str) -> None:
    body = "\n第一部分 概况\n一、主要职责\n负责林木种苗的生产、检验。\n第二部分 说明\n收入12.50万元。\n"
    document = read_text(entries + body)
    assert [k for k, _ in kinds(document)].count("toc") == 4
    assert [(s.title, s.level) for s in document.sections] == [
        ("第一部分 概况", 1),
        ("一、主要职责", 2),
        ("第二部分 说明", 1),
    ]
    assert prose(document) == ["负责林木种苗的生产、检验。", "收入12.50万元。"]


def test_marks_page_numbers_and_chart_captions_are_left_out() -> None:
    text = "[image: image1.png]\n收入[bookmark: _Toc12]合计5.5万元。\n- 12 -\n第3页 共20页\n"
    text += "（图1：收入决算结构图）（饼状图）\n"
    document = read_text(text)
    assert prose(document) == ["收入合计5.5万元。"]
    assert [k for k, _ in kinds(document)] == ["furniture", "prose", "furniture", "furniture", "caption"]


@pytest.mark.parametrize(
    ("text", "unit", "year", "kind"),
    [
        ("白杨县水利局\n2023年度部门决算\n收入1万元。", "白杨县水利局", 2023, "部门决算"),
        ("2021年度白杨县第一中学单位决算公开\n与2020年度相比持平。", "白杨县第一中学", 2021, "单位决算"),
        ("白杨县水利局2025年部门预算\n", "白杨县水利局", 2025, "部门预算"),
        ("白杨县水利局\n2022年度部门整体支出绩效自评报告\n", "白杨县水利局", 2022, "绩效自评"),
        ("第二部分 白杨学院2031年部门预算情况说明\n", "白杨学院", 2031, "部门预算"),
        ("2031年白杨县水利局“三公”经费12万元。\n", "白杨县水利局", 2031, None),
        ("现将白杨镇2031年度“三公”经费公布如下：\n", None, 2031, None),
        ("项目支出绩效自评表 项目名称 白杨县绿化预算 年初预算数 90 实际支出 80。\n", None, None, "绩效自评"),
        ("2031年“三公”经费支出预算为14.20万元，其中公务接待费2.20万元。\n", None, 2031, "部门预算"),
        ("2031年“三公”经费预算14.20万元，实际支出12.20万元，其中公务接待费2.20万元。\n", None, 2031, None),
        ("按照《预算法》要求，现将2031年度“三公”经费决算公布如下：1万元。\n", None, 2031, "部门决算"),
        ("2031年预算1万元。\n国务院部门网站\n", None, 2031, "部门预算"),
        ("今年“三公”经费预算总额5万元，较2030年的6万元减少1万元。\n", None, 2031, "部门预算"),
        ("收入1万元。\n", None, None, None),
    ],
)
def test_profile(text: str, unit: str | None, year: int | None, kind: str | None) -> None:
    profile = read_text(text).profile
    assert (profile.unit, profile.year, profile.kind) == (unit, year, kind)


def gold_tables() -> list[tuple[dict[str, list[list[str]]], tuple[tuple[str, ...], ...]]]:
    document = read(SHARED / "documents" / "001.txt")
    gold = json.loads((SHARED / "gold" / "001" / "tables.json").read_text("utf-8"))
    return [(g, t.header + t.rows) for g, t in zip(gold, document.tables, strict=False)]


@needs_shared
def test_every_cell_of_the_ten_hand_made_tables_is_equal() -> None:
    compared = 0
    for gold, found in gold_tables():
        wanted = [tuple(row) for row in gold["header_rows"] + gold["rows"]]
        assert list(found) == wanted
        compared += sum(map(len, wanted))
    assert compared == 1626


@needs_shared
def test_every_hand_made_link_finds_its_cell_by_address() -> None:
    document = read(SHARED / "documents" / "001.txt")
    tables = {t.code: t for t in document.tables}
    for line in (SHARED / "gold" / "001" / "links.jsonl").read_text("utf-8").splitlines():
        for cell in json.loads(line)["cells"]:
            table, label = tables[cell["table"]], "".join(cell["row_label"].split())
            column = "".join(cell["column"].split())
            hits = [
                c
                for c in table.cells
                if c.label == label and c.key and f"-{table.columns[c.column]}".endswith(f"-{column}")
            ]
            assert [c.text for c in hits] == [cell["value"]]


@needs_shared
@pytest.mark.parametrize("name", ["000", "001", "003"])
def test_every_gold_tag_stands_in_one_passage(name: str) -> None:
    passages = [p for p in segment(read(SHARED / "documents" / f"{name}.txt")) if not p.heading]
    for line in (SHARED / "gold" / name / "tags.jsonl").read_text("utf-8").splitlines():
        tag = json.loads(line)
        inside = [p for p in passages if p.start <= tag["start"] and tag["end"] <= p.end]
        assert len(inside) == 1, tag
        text = "".join(
            c
            for c, o in zip(inside[0].text, inside[0].offsets, strict=True)
            if tag["start"] <= o < tag["end"]
        )
        assert "".join(text.split()) == "".join(tag["text"].split())
