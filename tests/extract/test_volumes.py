"""A document that holds several disclosures: each is linked to its own forms and checked by itself."""

from __future__ import annotations

from extract.catalogue.volumes import divided, volumes
from extract.pipeline import load
from extract.read import read_text
from extract.records import Extraction, Section
from tests.builders import document, section, table

FORM = """公开02表
收入决算表
单位：万元
项目\t本年收入合计\t财政拨款收入\t上级补助收入\t事业收入\t经营收入\t附属单位上缴收入\t其他收入
合计\t{total}\t{total}\t0.00\t0.00\t0.00\t0.00\t0.00
"""
DISCLOSURE = (
    "第一部分 概况\n一、主要职责\n负责全县信访工作。\n第二部分 2031年度决算表\n"
    + FORM
    + "第三部分 2031年度决算情况说明\n一、收入决算情况说明\n本年收入合计{said}万元。\n"
)


def told(*figures: tuple[str, str]) -> Extraction:
    text = "".join(DISCLOSURE.format(total=total, said=said) for total, said in figures)
    return load("rules").extract(read_text("云岭县信访局2031年度部门决算公开\n" + text))


def parts(*titles: str) -> tuple[Section, ...]:
    return tuple(section(t, at * 10, at * 10 + 10, level=1, id=f"s{at}") for at, t in enumerate(titles))


def test_each_volume_is_tied_to_its_own_form() -> None:
    links = [link for fact in told(("18.20", "18.20"), ("7.50", "7.50")).facts for link in fact.links]
    assert [(link.cell_value, link.status) for link in links] == [("18.20", "match"), ("7.50", "match")]
    assert links[0].table != links[1].table


def test_a_mistake_of_one_volume_is_found_in_its_form_only() -> None:
    found = told(("18.20", "18.20"), ("7.50", "7.05")).findings
    wrong = [f for f in found if f.rule == "prose-table"]
    assert [(f.actual, f.expected) for f in wrong] == [("7.05", "7.50")]
    assert [f.rule for f in found if f.rule == "stated-twice"] == []


def test_a_rule_is_counted_over_all_volumes() -> None:
    one, two = (
        next(c for c in told(*[("18.20", "18.20")] * times).checks if c.rule == "prose-table")
        for times in (1, 2)
    )
    assert (one.count, two.count, two.status) == (1, 2, "passed")


def test_a_title_printed_twice_opens_no_volume() -> None:
    forms = [table("收入决算表", columns=("本年收入合计",), rows=[], id="t1")]
    twice = parts("第一部分 概况", "第一部分 概况", "第二部分 决算表")
    assert volumes(document("x" * 40, sections=twice, tables=forms)) == ()


def test_volumes_without_forms_of_their_own_stay_one_document() -> None:
    whole = document("x" * 40, sections=parts("第一部分 甲", "第二部分 乙", "第一部分 甲", "第二部分 乙"))
    assert divided(whole) == (whole,)
