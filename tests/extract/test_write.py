"""The writers: the contract field by field, and a report that a person can read and a terminal survives."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.boxes import locate, place_findings, place_tags
from extract.records import CellRef, Check, CheckStatus, Extraction, Fact, Link
from extract.write import table_of_pairs, to_dict, to_json, to_text
from extract.write.contract import FIELDS
from extract.write.width import cells, escape, pad, wrap, wrap_items
from tests import builders as make

CLAUSE = "支出决算12.05万元，较2030年决算增加2.19万元，增长23.65%"
PROSE = f"一、支出决算说明\n住房保障{CLAUSE}。\n其他说明。\n"
RATE = PROSE.index("23.65%")


def planted() -> Extraction:
    """One rate that its two amounts contradict."""
    found = make.finding(start=RATE, end=RATE + 6, message="2.19÷(12.05−2.19)=22.21%。", facts=("f2",))
    facts = [
        make.fact("12.05", item="住房保障支出", links=[link("match")]),
        make.fact("23.65", measure="增减率", unit="%", id="f2", start=RATE, reason="人员增加"),
    ]
    document = make.document(
        PROSE,
        path="planted.txt",
        blocks=[make.block("一、支出决算说明\n", "heading"), make.block(PROSE[9:], start=9)],
        sections=[make.section("一、支出决算说明", 0, len(PROSE))],
        tables=[make.table(rows=[("总计", "221", ["12.05"])], code="公开01表")],
    )
    checks = [make.check(), Check("K8", "not-run", 0, "没有“三公”表")]
    tags = [make.tag("23.65%", at=RATE, label="PERCENT", role="增减率")]
    return make.extraction(document, tags=tags, facts=facts, findings=[found], checks=checks)


def link(status: str, row: int | None = 0) -> Link:
    return Link("t1", row, 2, "12.05", status, "总计", "决算数")  # type: ignore[arg-type]


# The contract of OUTPUT.md: these names, in this order, come first in every object.
CONTRACT = {
    "": "schema_version source document text sections tables tags facts checks findings",
    "source": "path sha256 format pages reader",
    "document": "unit year kind currency_unit",
    "sections": "id title level start end",
    "tables": "id title code kind unit pages start end header rows columns row_keys",
    "tags": "label role start end text score page bbox",
    "facts": (
        "id section item measure value unit sign year base_year reason quote start end page bbox score steps "
        "links"
    ),
    "checks": "rule status count why",
    "findings": "id rule kind severity message start end page facts cells actual expected difference",
}


@pytest.mark.parametrize("name", CONTRACT)
def test_record_carries_the_contract_in_its_order(name: str) -> None:
    record = to_dict(planted())
    part = record[name] if name else record
    first = part[0] if isinstance(part, list) else part
    expected = CONTRACT[name].split()
    assert list(first)[: len(expected)] == expected


def test_nested_objects_carry_the_contract() -> None:
    record = to_dict(planted())
    fact = record["facts"][0]
    assert list(fact["item"]) == ["name", "code", "level"]
    assert list(record["facts"][1]["reason"]) == ["text", "start", "end"]
    assert list(fact["links"][0])[:5] == ["table", "row", "column", "cell_value", "status"]
    assert record["tables"][0]["row_keys"] == [{"label": "总计", "code": "221"}]
    assert record["tables"][0]["rows"] == [["总计", "221", "12.05"]]


def test_json_is_one_line_of_readable_chinese_and_exact_numbers() -> None:
    line = to_json(planted())
    assert "\n" not in line
    assert "住房保障支出" in line
    assert json.loads(line)["facts"][0]["value"] == "12.05"


def test_json_writes_money_as_a_string_not_a_float() -> None:
    fact = replace(make.fact(), value=Decimal("10000000000000000.10"))  # type: ignore[arg-type]
    record = to_dict(make.extraction(make.document(), facts=[fact]))
    assert record["facts"][0]["value"] == "10000000000000000.10"


def test_json_survives_a_lone_surrogate_and_stays_utf8() -> None:
    line = to_json(make.extraction(make.document("坏\ud835字")))
    assert json.loads(line.encode("utf-8"))["text"] == "坏\ud835字"


def test_internal_fields_stay_out() -> None:
    record = to_dict(planted())
    assert "passage" not in record["facts"][0]
    assert not {"passage", "left", "right"} & set(record["tags"][0])


def test_every_published_field_exists_on_its_record() -> None:
    for record, names in FIELDS.items():
        known = set(record.__dataclass_fields__)
        assert set(names) <= known, record.__name__


def test_report_says_place_clause_actual_expected_and_why() -> None:
    report = to_text(planted(), width=100)
    for part in (
        "云岭县信访局 · 2031年度 · 单位决算",
        "planted.txt · txt · 1 张表 · 以万元计",
        "共 2：决算数 1 · 增减率 1",
        "相符 1",
        "未能核对 K8：没有“三公”表",
        "发现 1 处不一致：错误 1",
        "一、支出决算说明，第 2 行",
        f"“住房保障{CLAUSE}”",
        "23.65%",
        "22.21%",
        "2.19÷(12.05−2.19)=22.21%。",
    ):
        assert part in report


def test_report_without_findings_says_so() -> None:
    report = to_text(make.extraction(make.document()))
    assert "没有发现不一致。" in report


@pytest.mark.parametrize(("status", "told"), [("passed", "都相符"), ("failed", "有不符")])
def test_report_says_what_was_held_against_other_documents(status: CheckStatus, told: str) -> None:
    asked = Check("units-sum", status, 446, "")
    text = to_text(replace(make.whole(), checks=(asked,)))
    assert f"与所属单位之和核对了 446 个数，{told}（units-sum）" in text
    unasked = Check("units-sum", "not-applicable", 0, "没有给出所属单位的公开文件（--units）")
    assert "所属单位" not in to_text(replace(make.whole(), checks=(unasked,)))


def test_report_puts_errors_before_warnings_before_info() -> None:
    found = [make.finding(severity=s, message=s) for s in ("info", "error", "warning")]  # type: ignore[arg-type]
    report = to_text(make.extraction(make.document("甲乙"), findings=found))
    assert report.index("理由    error") < report.index("理由    warning") < report.index("理由    info")
    assert "发现 3 处不一致：错误 1 · 存疑 1 · 提示 1" in report


def test_report_counts_a_fact_once_by_its_gravest_link() -> None:
    facts: list[Fact] = [
        make.fact(links=[link("match"), link("mismatch")]),
        make.fact(links=[link("absent", None), link("match")]),
        make.fact(links=[link("ambiguous"), link("ambiguous")]),
        make.fact(),
    ]
    report = to_text(make.extraction(make.document(), facts=facts))
    assert "对表    3 个事实：相符 1 · 不符 1 · 对应不唯一 1" in report


def test_report_names_the_cell_of_a_table_finding() -> None:
    table = make.table(rows=[("合计", None, ["12.05"])], code="公开05表", title="支出决算表")
    found = replace(make.finding(start=None, end=None), cells=(CellRef("t1", 0, 2),))
    report = to_text(make.extraction(make.document(tables=[table]), findings=[found]), width=100)
    assert "公开05表 支出决算表 “合计”行“决算数”列" in report
    assert "原文" not in report


def test_report_is_plain_unless_colour_is_asked_for() -> None:
    assert "\x1b" not in to_text(planted())
    assert "\x1b[1;31m1. 错误\x1b[0m" in to_text(planted(), colour=True)


def test_document_text_cannot_steer_the_terminal() -> None:
    nasty = "单位\x1b[2J\x07\u202e局"
    document = make.document(f"{nasty}决算9万元", profile=make.profile(unit=nasty), path=f"{nasty}.txt")
    found = make.finding(start=0, end=3, message=nasty, actual=nasty, expected=nasty)
    report = to_text(make.extraction(document, findings=[found]), colour=False, width=200)
    assert not {"\x1b", "\x07", "\u202e"} & set(report)
    assert r"单位\x1b[2J\x07\u202e局" in report


def test_long_clause_is_cut_around_its_figure() -> None:
    text = "前" * 500 + "增长23.65%" + "后" * 500
    at = text.index("23.65%")
    report = to_text(make.extraction(make.document(text), findings=[make.finding(start=at, end=at + 6)]))
    assert "增长23.65%后" in report.replace("\n          ", "")
    assert report.count("前") < 100
    assert report.count("…") == 2


@pytest.mark.parametrize("width", [40, 60, 100])
def test_report_keeps_to_the_width(width: int) -> None:
    assert max(cells(line) for line in to_text(planted(), width=width).splitlines()) <= width


def test_cells_and_padding_count_double_width() -> None:
    assert cells("决算数 12") == 9
    assert pad("决算", 6) == "决算  "
    assert table_of_pairs([("模型", "a"), ("版本号", "b")]) == "模型    a\n版本号  b\n"


def test_wrap_keeps_numbers_whole_and_stops_off_line_starts() -> None:
    assert wrap("完成年初预算的95.41%，较上年增加", 16) == ["完成年初预算的", "95.41%，较上年增", "加"]
    assert wrap("", 10) == [""]


def test_wrap_items_breaks_between_items_only() -> None:
    assert wrap_items(["决算数 52", "占比 18", "完成率 9"], 20) == ["决算数 52 · 占比 18", "完成率 9"]
    assert wrap_items(["一个很长的项目名 1"], 4) == ["一个很长的项目名 1"]


# Numbers of printable width: a line may be exceeded only by nothing at all.
@given(st.text(alphabet="决算数，。“”（）12.3%元 ab", max_size=80), st.integers(min_value=8, max_value=40))
def test_wrap_loses_nothing_but_spaces_at_breaks(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cells(line.rstrip()) <= width for line in lines)


@given(st.text(max_size=60))
def test_escape_leaves_nothing_invisible(text: str) -> None:
    assert all(char == " " or char.isprintable() or char.isspace() for char in escape(text))


def test_locate_boxes_a_span_over_two_lines() -> None:
    lines = (make.line("决算数为", start=0, page=2), make.line("12.05万元", start=4, page=2, top=120.0))
    assert locate(lines, 2, 6) == (2, (72.0, 100.0, 112.0, 132.0))
    assert locate(lines, 4, 9) == (2, (72.0, 120.0, 122.0, 132.0))
    assert locate(lines, 40, 41) == (None, None)
    assert locate((), 0, 3) == (None, None)


def test_locate_shows_a_span_over_a_page_break_on_its_first_page() -> None:
    lines = (make.line("决算数为", start=0, page=2), make.line("12.05万元", start=4, page=3))
    assert locate(lines, 3, 8) == (2, (102.0, 100.0, 112.0, 112.0))


def test_tags_get_their_place() -> None:
    document = make.document("决算12.05万元", lines=[make.line("决算12.05万元", page=7)])
    (placed,) = place_tags(document, [make.tag("12.05万元", at=2)])
    assert (placed.page, placed.bbox) == (7, (92.0, 100.0, 162.0, 112.0))


def test_finding_about_cells_alone_stands_where_its_table_stands() -> None:
    table = make.table(rows=[("合计", None, ["1"])], start=10, end=30)
    paged = replace(table, cells=(make.cell("1", row=0, column=2, page=4),))
    found = replace(make.finding(start=None, end=None), cells=(CellRef("t1", 0, 2),))
    (placed,) = place_findings(make.document("字" * 40, tables=[paged]), [found])
    assert (placed.start, placed.end, placed.page) == (10, 30, 4)
