"""Where the model is a character or two off, known names and cues say where a name and a cause end."""

import re

import pytest

from extract.tag.decode import decode
from tests.extract.test_decode import found, scores


@pytest.mark.parametrize(
    ("text", "cause", "marked"),
    [
        ("减少3.00%。变动的主要因素是新增两处场馆。", "新增两处场馆", "素是新增两处场馆"),
        ("减少3.00%，下降首要原因归结为展厅停用。", "展厅停用", "结为展厅停用"),
        ("减少3.00%，差额的根本缘由为为保障供水加大投入。", "为保障供水加大投入", "保障供水加大投入"),
        ("减少3.00%。差异的主要原因为展厅停用。", "展厅停用", "展厅停用"),
        ("减少3.00%。主要原因来馆团队减少。", "来馆团队减少", "馆团队减少"),
        ("增加2.00%（上年无此项），展厅开放增加系变动原因。", "展厅开放增加", "无此项），展厅开放增加"),
        ("减少3.00%；全因一则闭馆，二则讲座少。", "一则闭馆，二则讲座少", "因一则闭馆，二则讲座少"),
        ("减少3.00%。受展厅改造停用影响。", "展厅改造停用影响", "改造停用影响"),
        ("减少3.00%。受展厅停用影响，同口径较上年略降。", "展厅停用影响", "展厅停用影响，同口径较上年略降"),
        ("增加2.00%，讲座少于往年，水费压降才是下降的主因。", "讲座少于往年，水费压降", "往年，水费压降"),
    ],
)
def test_a_cause_begins_where_its_cue_ends_or_its_clause_begins(text: str, cause: str, marked: str):
    spans = found(text, ("PERCENT.增减率", re.findall(r"[\d.]+%", text)[0]), ("REASON", marked))
    assert [surface for label, _, surface in spans if label == "REASON"] == [cause]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("增加2.00%；多因讲解员转正。", "讲解员转正"),
        ("增加2.00%；系因讲解员转正。", "讲解员转正"),
        ("增加2.00%，乃更换展柜所致。", "更换展柜所致"),
        ("增加2.00%。受展柜更换等因素影响。", "展柜更换等因素影响"),
        ("增加2.00%。这是由于展柜更换。", "展柜更换"),
        ("增加2.00%。此直接受展柜更换等多重因素影响。", "展柜更换等多重因素影响"),
        ("增加2.00%。一增一减的客观成因可归结为展柜更换。", "展柜更换"),
        ("增加2.00%；上升的部分是展柜更换。", "展柜更换"),
        ("增加2.00%。原因有以下几点：", None),
        ("增加2.00%，展柜更换系变动原因。", "展柜更换"),
        ("增加2.00%，受益群众甚多。", None),
        ("增加2.00%。主要原因分析如下表。", None),
    ],
)
def test_a_plain_cue_brings_in_a_cause_that_the_model_overlooked(text: str, cause: str | None):
    causes = [span[2] for span in found(text, ("PERCENT.增减率", "2.00%")) if span[0] == "REASON"]
    assert causes == ([cause] if cause else [])


def test_a_range_of_spending_is_no_cause():
    text = "增加2.00%。开支范围为讲解费、印刷费。"
    assert found(text, ("PERCENT.增减率", "2.00%"), ("REASON", "开支范围为讲解费")) == [
        ("PERCENT", "增减率", "2.00%")
    ]


@pytest.mark.parametrize(
    ("text", "marked", "names"),
    [
        ("文物保护列支3.00万元。", "文物保护列", ["文物保护"]),
        ("机关运行经费用去3.00万元。", "机关运行经费用", ["机关运行经费"]),
        ("本年支出合计总共3.00万元。", "本年支出合计总", ["本年支出合计"]),
        ("本部门收入合计3.00万元。", "部门收入合计", ["收入合计"]),
        ("上年总收入3.00万元。", "上年总收入", ["总收入"]),
        ("99项其他文物支出3.00万元。", "项其他文物支出", ["其他文物支出"]),
        ("会议费和培训费3.00万元。", "会议费和培训费", ["会议费", "培训费"]),
        ("公务用车购置和运行维护费3.00万元。", "公务用车购置和运行维护费", ["公务用车购置和运行维护费"]),
        ("公务接待变动3.00万元。", "公务接", ["公务接待"]),
        ("上年结转3.00万元。", "上年结转", ["上年结转"]),
        ("馆藏修复预算3.00万元。", "馆藏修复预", ["馆藏修复"]),
        ("馆藏修复费用去3.00万元。", "馆藏修复费用", ["馆藏修复费用"]),
    ],
)
def test_a_known_name_ends_where_the_sentence_goes_on(text: str, marked: str, names: list[str]):
    spans = found(text, ("AMOUNT.决算数", "3.00万元"), ("ITEM", marked))
    assert [surface for label, _, surface in spans if label == "ITEM"] == names


def test_what_a_figure_is_is_no_cause():
    text = "支出3.00万元，为年中追加的预算，用于讲解。"
    assert ("REASON", None, "年中追加的预算") not in found(
        text, ("AMOUNT.决算数", "3.00万元"), ("REASON", "年中追加的预算")
    )


def test_a_cause_that_its_cue_leads_in_ends_before_a_purpose():
    text = "增加3.00%，主要原因是展区扩大等,主要用于讲解员工资。"
    marks = (("PERCENT.增减率", "3.00%"), ("REASON", "展区扩大等,主要用于讲解员工资"))
    assert ("REASON", None, "展区扩大等") in found(text, *marks)


def test_without_a_cue_the_model_must_be_very_sure():
    text = "减少5.15%，按照有关部署和要求汇总。"
    marks = ("REASON", "有关部署和要求汇总"), ("PERCENT.增减率", "5.15%")
    for sure, labels in ((0.7, ["PERCENT"]), (0.95, ["PERCENT", "REASON"])):
        assert [span.label for span in decode(text, scores(text, *marks, sure=sure))] == labels


def test_kinds_in_a_word_before_their_figures_are_names():
    text = "“三公”经费6.00万元。车辆1.00万元，接待5.00万元，出国0万元。"
    figures = [("AMOUNT.决算数", surface) for surface in ("6.00万元", "1.00万元", "5.00万元", "0万元。")]
    spans = found(text, *figures, ("ITEM", "“三公”经费"), ("ITEM", "接待"))
    names = [surface for label, _, surface in spans if label == "ITEM"]
    assert names == ["“三公”经费", "车辆", "接待", "出国"]
    assert all(label != "ITEM" for label, _, _ in found("接待5.00万元。", ("AMOUNT.决算数", "5.00万元")))


def test_a_cause_holds_both_years_of_what_changed():
    text = "减少3.00%，全因讲解费2031年列支9.00万元，2032年列支6.00万元。"
    marks = [("PERCENT.增减率", "3.00%"), ("REASON", "讲解费2031年列支9.00万元")]
    assert ("REASON", None, "讲解费2031年列支9.00万元，2032年列支6.00万元") in found(text, *marks)
    text = "减少3.00%，全因讲解费减少，2032年决算6.00万元。"
    assert ("REASON", None, "讲解费减少") in found(text, marks[0], ("REASON", "讲解费减少"))
