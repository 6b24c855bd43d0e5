"""The pattern tagger on single invented clauses: [label.role:text] in order of place."""

from __future__ import annotations

import time

import pytest

from extract.records import Passage
from extract.tag.rules import RuleTagger, find_marks
from extract.text import squeeze_with_map


def passage(text: str, start: int = 0, *, heading: bool = False) -> Passage:
    cleaned, offsets = squeeze_with_map(text, start)
    return Passage(cleaned, offsets, None, heading)


def shown(text: str, *labels: str) -> list[str]:
    return [
        (f"{m.label}.{m.role}" if m.role else m.label) + ":" + text[m.left : m.right]
        for m in find_marks(text)
        if m.label in labels
    ]


AMOUNTS = [
    ("支出决算为1204.7万元", ["AMOUNT.决算数:1204.7万元"]),
    ("年初预算为80万元，支出决算为7.5万元", ["AMOUNT.年初预算数:80万元", "AMOUNT.决算数:7.5万元"]),
    ("全年预算数95.5万元", ["AMOUNT.全年预算数:95.5万元"]),
    ("比年初预算增加4万元", ["AMOUNT.增减额:4万元"]),
    ("较2030年决算减少4万元", ["AMOUNT.增减额:4万元"]),
    ("较上年77.0万元减少3.1万元", ["AMOUNT.上年数:77.0万元", "AMOUNT.增减额:3.1万元"]),
    ("各增加3.2万元、2.1万元", ["AMOUNT.增减额:3.2万元", "AMOUNT.增减额:2.1万元"]),
    ("分别为30.1、28.4万元", ["AMOUNT.决算数:30.1", "AMOUNT.决算数:28.4万元"]),
    ("决算数为88.20，完成", ["AMOUNT.决算数:88.20"]),
    ("年末结转为0。", ["AMOUNT.决算数:0"]),
    ("增加/减少0万元", ["AMOUNT.增减额:0万元"]),
    ("一般公共预算71万元", ["AMOUNT.决算数:71万元"]),
    ("单价100万元(含)以上设备", ["AMOUNT.其他:100万元"]),
    ("（2辆，车均0.29万元）", ["AMOUNT.其他:0.29万元"]),
    ("本单位2031年度共12个项目，得分96.5分", []),
]


@pytest.mark.parametrize(("text", "wanted"), AMOUNTS, ids=[case[0] for case in AMOUNTS])
def test_amounts_have_the_role_their_clause_gives(text: str, wanted: list[str]) -> None:
    assert shown(text, "AMOUNT") == wanted


PERCENTS = [
    ("占本年支出合计的71.3%", ["PERCENT.占比:71.3%"]),
    ("减少2万元，下降0%%", ["PERCENT.增减率:0%%"]),
    ("收入总计增加2.3万元6％", ["PERCENT.增减率:6％"]),
    ("增长6%、7%", ["PERCENT.增减率:6%", "PERCENT.增减率:7%"]),
    ("完成年初预算的95.2%", ["PERCENT.完成率:95.2%"]),
    ("为全年预算的102%", ["PERCENT.完成率:102%"]),
    ("确保办结率100%", ["PERCENT.其他:100%"]),
]


@pytest.mark.parametrize(("text", "wanted"), PERCENTS, ids=[case[0] for case in PERCENTS])
def test_percentages_have_the_role_their_clause_gives(text: str, wanted: list[str]) -> None:
    assert shown(text, "PERCENT") == wanted


CODES = [
    ("教育支出205（类）普通教育20502（款）学前教育2050201（项）", ["205", "20502", "2050201"]),
    ("教育支出（205类）普通教育（02款）职业教育（50项）", ["205", "02", "50"]),
    ("205类教育支出02款普通教育50项职业教育", ["205", "02", "50"]),
    ("教育支出（205）普通教育（20502）", ["205", "20502"]),
    ("205教育支出3.2万元", ["205"]),
    ("2050201学前教育3.2万元", ["2050201"]),
    ("3．2050201学前教育。年初预算3.2万元", ["2050201"]),
    ("学前教育（项）2031年决算为188万元", []),
    ("完成10项工作、3款产品，发放手册21300余册，电话0371-6605021", []),
]


@pytest.mark.parametrize(("text", "wanted"), CODES, ids=[case[0] for case in CODES])
def test_codes_are_digits_beside_their_level_or_name(text: str, wanted: list[str]) -> None:
    assert [text[m.left : m.right] for m in find_marks(text) if m.label == "CODE"] == wanted


REASONS = [
    ("下降4%，主要原因是两名人员退休，压减办公费。其他", ["两名人员退休，压减办公费"]),
    ("主要变动原因：车辆报废；项目支出2万元", ["车辆报废"]),
    ("主要原因人员调入", ["人员调入"]),
    ("决算数小于预算数的主要原因是落实过紧日子要求。", ["落实过紧日子要求"]),
    ("比上年减少2万元，主要是车辆报废。", ["车辆报废"]),
    ("增加2万元，主要由于新增人员。", ["新增人员"]),
    ("比上年减少2万元，因项目完工。", ["项目完工"]),
    ("下降1%，主要原因分析：车辆报废。", ["车辆报废"]),
    ("比上年减少2万元，主要是因项目完工。", ["项目完工"]),
    ("压减浪费，因地制宜开展工作，比上年减少2万元，因此节约。", []),
    ("主要原因是。", []),
    ("主要是接待上级检查。", []),
    ("共0人次，主要是本单位无接待任务。", []),
    ("主要用于发放补贴，因公出国（境）费0万元。", []),
    ("对存在的问题及原因分析如下", []),
]


@pytest.mark.parametrize(("text", "wanted"), REASONS, ids=[case[0] for case in REASONS])
def test_reasons_run_from_the_cue_to_the_sentence_end(text: str, wanted: list[str]) -> None:
    assert [text[m.left : m.right] for m in find_marks(text) if m.label == "REASON"] == wanted


ITEMS = [
    ("收、支总计均为8.4万元", ["收、支总计"]),
    ("基本支出9.2万元，占本年支出合计的71%", ["基本支出", "本年支出合计"]),
    ("公务接待费支出决算0.3万元", ["公务接待费"]),
    ("因公出国（境）费支出0万元", ["因公出国（境）费"]),
    ("人员经费8万元，主要包括：基本工资、津贴补贴", ["人员经费", "基本工资", "津贴补贴"]),
    ("教育支出205（类）普通教育（款）学前教育（项）", ["教育支出", "普通教育", "学前教育"]),
    ("2031年度，某文化馆机关运行经费支出9万元", ["机关运行经费"]),
    ("一般公共预算财政拨款收入3万元", ["一般公共预算财政拨款收入"]),
]


@pytest.mark.parametrize(("text", "wanted"), ITEMS, ids=[case[0] for case in ITEMS])
def test_items_are_names_without_levels_codes_and_tails(text: str, wanted: list[str]) -> None:
    assert [text[m.left : m.right] for m in find_marks(text) if m.label == "ITEM"] == wanted


def test_quantities_are_tagged_where_reception_cars_or_assets_are_spoken_of() -> None:
    assert shown("国内公务接待7批次，52人次", "QUANTITY") == ["QUANTITY:7批次", "QUANTITY:52人次"]
    assert shown("组织对12个项目开展自评", "QUANTITY") == []


def test_a_figure_inside_a_reason_is_tagged_beside_it() -> None:
    marks = [(m.label, m.role) for m in find_marks("主要原因是维修费增加2.1万元。")]
    assert ("REASON", None) in marks
    assert ("AMOUNT", "增减额") in marks


def test_tags_point_into_the_source_across_spaces_and_line_breaks() -> None:
    source = "前文。公用经费 3.1 万元，下\n降4%。"
    tags = RuleTagger().tag([passage(source[3:], 3)])
    spans = {(tag.label, source[tag.start : tag.end], tag.text) for tag in tags}
    assert ("AMOUNT", "3.1 万元", "3.1万元") in spans
    assert ("PERCENT", "4%", "4%") in spans
    assert all(tag.passage == 0 and tag.right - tag.left == len(tag.text) for tag in tags)


def test_headings_are_never_tagged() -> None:
    assert RuleTagger().tag([passage("基本支出9万元", heading=True)]) == ()
    assert RuleTagger.name == "rules"


def test_a_long_run_of_characters_is_read_in_proportion_to_its_length() -> None:
    started = time.process_time()
    find_marks("公共服务" * 1_000)
    assert time.process_time() - started < 20
