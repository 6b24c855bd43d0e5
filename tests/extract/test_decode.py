"""Scores → spans: the model says what, the numeral grammar says where."""

import re

import numpy as np
import pytest

from extract.labels import CLASSES, join_layers
from extract.tag.decode import Span, decode

CLASS = {name: index for index, name in enumerate(CLASSES)}


def scores(text: str, *marks: tuple[str, str], sure: float = 0.95) -> np.ndarray:
    """Probabilities as a model would give them for marks of (kind, surface)."""
    figures, reasons = ["O"] * len(text), ["O"] * len(text)
    for kind, surface in marks:
        at = text.index(surface)
        layer = reasons if kind == "REASON" else figures
        for offset in range(len(surface)):
            layer[at + offset] = f"{'I' if offset else 'B'}-{kind}"
    table = np.full((len(text), len(CLASSES)), (1 - sure) / len(CLASSES), dtype=np.float32)
    for row, (figure, reason) in enumerate(zip(figures, reasons, strict=True)):
        table[row, CLASS[join_layers(figure, reason)]] += sure
    return table


def found(text: str, *marks: tuple[str, str]) -> list[tuple[str, str | None, str]]:
    return [(s.label, s.role, text[s.start : s.end]) for s in decode(text, scores(text, *marks))]


def test_the_grammar_ends_a_figure_that_the_model_cut_short():
    text = "支出决算1,317.14 万元，占99.9％％。"
    assert found(text, ("AMOUNT.决算数", "1,317"), ("PERCENT.占比", "99")) == [
        ("AMOUNT", "决算数", "1,317.14 万元"),
        ("PERCENT", "占比", "99.9％％"),
    ]


def test_the_sign_behind_a_figure_decides_its_label():
    marks = [("AMOUNT.决算数", "5%"), ("AMOUNT.决算数", "3批次")]
    assert [label for label, _, _ in found("占比5%，共3批次", *marks)] == ["PERCENT", "QUANTITY"]


def test_a_missing_unit_leaves_the_digits():
    assert found("决算数为295.02，完成", ("AMOUNT.决算数", "295.02")) == [("AMOUNT", "决算数", "295.02")]


def test_a_code_is_digits_only():
    text = "公共安全支出（204类）公安（02款）01项"
    kinds = [("CODE", "204"), ("CODE", "02"), ("CODE", "01"), ("ITEM", "公共安全支出"), ("ITEM", "公安（")]
    assert found(text, *kinds) == [
        ("ITEM", None, "公共安全支出"),
        ("CODE", None, "204"),
        ("ITEM", None, "公安"),
        ("CODE", None, "02"),
        ("CODE", None, "01"),
    ]


def test_a_list_number_and_a_year_are_no_codes():
    assert found("4、文件（2024）行政运行", ("CODE", "4"), ("CODE", "2024")) == []


def test_a_cause_holds_its_figures():
    text = "主要原因是接待费减少1.75万元，压减开支。"
    spans = found(
        text, ("REASON", "接待费减少1.75万元，压减开支"), ("AMOUNT.增减额", "1.75万元"), ("ITEM", "接待费")
    )
    assert spans == [
        ("REASON", None, "接待费减少1.75万元，压减开支"),
        ("ITEM", None, "接待费"),
        ("AMOUNT", "增减额", "1.75万元"),
    ]


def test_a_cause_loses_its_full_stop():
    assert found("因：人员增加。", ("REASON", "：人员增加。")) == [("REASON", None, "人员增加")]


def test_a_stretch_without_a_cue_is_no_cause():
    assert found("全年没有一位因公出国人员。", ("REASON", "一位因公出国人员")) == []
    assert found("2023年未发生因公出国支出。", ("REASON", "公出国支出")) == []
    assert found("本单位无因公出国（境）费支出。", ("REASON", "（境）费支出")) == []
    assert found("19人次，主要是接待来访人员。", ("REASON", "接待来访人员")) == []


def test_a_sure_model_needs_no_cue_that_is_known_here():
    text = "减少5.15%，追其根由，资产老化后陆续报废。"
    assert ("REASON", None, "资产老化后陆续报废") in found(text, ("REASON", "资产老化后陆续报废"))
    unsure = scores(text, ("REASON", "资产老化后陆续报废"), sure=0.3)
    assert [s for s in decode(text, unsure) if s.label == "REASON"] == []


@pytest.mark.parametrize(
    "cue",
    ["才是减少的原因", "构成本年变化的主要因素", "为增长的主要的原因", "系减少的主要因素", "是降低原因"],
)
def test_a_cause_ends_before_the_cue_behind_it(cue: str):
    text = f"增长3.00%；食堂维修完工，报告厅改造收尾{cue}。其中：基本支出2.00万元。"
    cause = "食堂维修完工，报告厅改造收尾"
    assert ("REASON", None, cause) in found(text, ("PERCENT.增减率", "3.00%"), ("REASON", cause))


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("差额0.20万元。后三类的差额均因在编人员异动后缴费。", "在编人员异动后缴费"),
        ("增加2.60万元，增加主要系接受捐赠物资折价入账。", "接受捐赠物资折价入账"),
        ("增长3.70%，年中补发绩效奖是增加的主要原因。", "年中补发绩效奖"),
        ("其余12.14万元因两期培训班取消而结余。", "两期培训班取消而结余"),
    ],
)
def test_a_cause_begins_behind_its_cue_though_the_model_is_a_word_off(text: str, cause: str):
    late = ("REASON", cause[2:])
    marks = (late, ("AMOUNT.增减额", re.findall(r"[\d.]+(?:万元|%)", text)[0]))
    early = ("REASON", text[text.index(cause) - 8 : -1]) if "其余" in text else late
    assert ("REASON", None, cause) in found(text, early, *marks[1:])


@pytest.mark.parametrize(
    "points", [("一方面是", "另一方面是"), ("1）", "2）"), ("（1）", "（2）"), ("一是", "二是")]
)
def test_a_list_of_causes_is_one_cause(points: tuple[str, str]):
    cause = f"{points[0]}两人调入；{points[1]}补发奖金"
    text = f"增长3.00%，主要因素：{cause}。其中：基本支出2.00万元。"
    first = cause.split("；")[0]
    marked = found(text, ("PERCENT.增减率", "3.00%"), ("REASON", first))
    assert ("REASON", None, cause) in marked


def test_a_cause_closed_by_its_effect_needs_no_cue_before_it():
    text = "下降4%，人员减少所致。"
    assert found(text, ("REASON", "人员减少所致")) == [("REASON", None, "人员减少所致")]


def test_nothing_comes_of_nothing():
    assert decode("2023年度无数据3个", scores("2023年度无数据3个")) == []


def test_scores_are_the_models_probability():
    text = "基本支出5万元"
    (span,) = decode(text, scores(text, ("AMOUNT.决算数", "5万元")))
    assert isinstance(span, Span)
    assert 0.9 < span.score <= 1.0


def test_a_cause_a_character_short_is_mended_at_both_ends():
    text = "减少原因：困本年度压减开支。"
    assert found(text, ("REASON", "本年度压减开")) == [("REASON", None, "困本年度压减开支")]


def test_a_cause_is_not_stretched_over_a_comma_or_another_clause():
    text = "主要原因是人员增加，主要用于发放工资。"
    assert found(text, ("REASON", "人员增加")) == [("REASON", None, "人员增加")]


def test_a_cause_ends_where_another_statement_begins():
    text = "比上年减少1.20万元，主要原因为严控用车；决算数小于预算数的主要原因是车辆维修减少。"
    marks = ("REASON", "严控用车；决算数小于预算"), ("REASON", "车辆维修减少")
    assert found(text, *marks) == [("REASON", None, "严控用车"), ("REASON", None, "车辆维修减少")]


def test_a_list_of_causes_goes_on_over_semicolons():
    text = "主要原因是一是道路养护；二是调资。"
    assert found(text, ("REASON", "一是道路养护；二是调资")) == [("REASON", None, "一是道路养护；二是调资")]


def test_a_cause_left_in_mid_clause_is_taken_to_its_end():
    assert found("主要原因是上年项目跨年实施，", ("REASON", "上年项")) == [
        ("REASON", None, "上年项目跨年实施")
    ]
    assert found("（主要原因：压缩开支）。", ("REASON", "压缩开")) == [("REASON", None, "压缩开支")]
    assert found("受人员减少影响，支出减少。", ("REASON", "人员减少")) == [("REASON", None, "人员减少")]


def test_what_was_done_is_no_cause_where_nothing_changed():
    assert found("共接待3批次，主要是上级单位来访。", ("REASON", "上级单位来访")) == []
    assert found("主要用于：本单位无此项支出。", ("REASON", "本单位无此项支出")) == []
    for text in ("比上年减少3万元，主要是车辆报废。", "下降25%。主要是车辆报废。"):
        assert found(text, ("REASON", "车辆报废")) == [("REASON", None, "车辆报废")]


def test_a_line_cut_inside_a_word_is_made_whole():
    assert found("出国经费：预算0元。", ("ITEM", "国经费")) == [("ITEM", None, "出国经费")]
    assert found("2130310水土保持5万元", ("ITEM", "水土保"))[0] == ("ITEM", None, "水土保持")
    assert found("公务用车运行维护费5万元", ("ITEM", "公务用车运行"))[0] == (
        "ITEM",
        None,
        "公务用车运行维护费",
    )


def test_a_whole_line_is_not_stretched_into_its_neighbours():
    assert found("司法所政府采购支出总额8万元", ("ITEM", "政府采购支出总额"))[0][2] == "政府采购支出总额"
    name = "一般公共预算财政拨款"
    assert found(f"{name}收入总计8万元", ("ITEM", name))[0][2] == name
    assert found("（一）基本支出8万元", ("ITEM", "基本支出"))[0][2] == "基本支出"


def test_a_cause_behind_sure_words_is_found_where_the_model_saw_none():
    text = "完成预算的24%，低于预算的主要原因是从严控制，比上年减少0.21万元，减少的主要原因是接待批次减少。"
    marks = [("PERCENT.完成率", "24%"), ("REASON", "从严控制"), ("AMOUNT.增减额", "0.21万元")]
    causes = [t for label, _, t in found(text, *marks) if label == "REASON"]
    assert causes == ["从严控制", "接待批次减少"]


def test_a_sentence_without_a_figure_has_no_overlooked_cause():
    text = "变动的主要原因是人员增加。完成24%。"
    assert found(text, ("PERCENT.完成率", "24%")) == [("PERCENT", "完成率", "24%")]


def test_an_overlooked_cause_ends_where_another_figure_begins():
    text = "增加3.00万元，主要原因是人员增加，其中工资2.00万元。"
    marks = [("AMOUNT.增减额", "3.00万元"), ("AMOUNT.决算数", "2.00万元")]
    assert ("REASON", None, "人员增加") in found(text, *marks)


def test_a_cause_stands_behind_both_words_of_its_cue():
    for cue, second in (("主要是", "因为"), ("这是", "由于"), ("系", "因"), ("主要原因", "有")):
        text = f"增加3.00万元，{cue}{second}人员增加。"
        marks = [("AMOUNT.增减额", "3.00万元"), ("REASON", second + "人员增加")]
        assert ("REASON", None, "人员增加") in found(text, *marks), cue
    text = "增加3.00万元，主要原因是由于人员增加。"
    assert ("REASON", None, "由于人员增加") in found(text, ("REASON", "由于人员增加"))


def test_a_list_of_causes_and_an_open_bracket_are_one_cause():
    text = "增加3.00万元，原因是一是新增项目；二是工资增加。其中办公费2.00万元。"
    assert ("REASON", None, "一是新增项目；二是工资增加") in found(text, ("REASON", "一是新增项目"))
    text = "增加3.00万元，主要因为维护费增加（1.00万元，4.7%）。"
    assert ("REASON", None, "维护费增加（1.00万元，4.7%）") in found(text, ("REASON", "维护费增加（1.00万元"))


def test_list_numbers_counts_sizes_and_ages_are_no_money():
    for text in ("包括：1.财政拨款收入", "利用档案1.8万卷", "新增1.5T核磁共振", "受益（80—89岁）"):
        digits = next(word for word in ("1.8", "1.5", "80", "1") if word in text)
        assert found(text, ("AMOUNT.决算数", digits)) == [], text
    assert found("群众团体事务20129款31.60万元", ("AMOUNT.决算数", "20129")) == [("CODE", None, "20129")]


def test_two_digits_that_number_a_line_are_no_code():
    text = "10.教育支出205（类）3.2万元；12、卫生健康支出（02款）5万元"
    kinds = [("CODE", "10"), ("CODE", "205"), ("CODE", "12"), ("CODE", "02")]
    assert [surface for _, _, surface in found(text, *kinds)] == ["205", "02"]


def test_a_comma_may_stand_between_cue_and_cause():
    text = "下降24.9%，下降的原因，机构改革人员划转。"
    assert ("REASON", None, "机构改革人员划转") in found(text, ("REASON", "机构改革人员划转"))


def test_a_cause_before_its_cue_is_the_cause():
    text = "与上年相比下降6.94%。上年一次性安排创建资金45万元，本年不再安排是收支下降的主因。"
    marks = [("PERCENT.增减率", "6.94%"), ("REASON", "收支下降的主因")]
    assert [t for label, _, t in found(text, *marks) if label == "REASON"] == [
        "上年一次性安排创建资金45万元，本年不再安排"
    ]
    text = "收入增加203.11万元，增幅为13.31％，保障机制提标、生均经费由800元提高到1000元为主要原因。"
    causes = [t for label, _, t in found(text, ("PERCENT.增减率", "13.31％")) if label == "REASON"]
    assert causes == ["保障机制提标、生均经费由800元提高到1000元"]


def test_a_cause_does_not_begin_with_the_figure_it_explains():
    text = "增支310.0万元，启动环路工程所致；"
    marks = [("AMOUNT.增减额", "310.0万元"), ("REASON", "310.0万元，启动环路工程所致")]
    assert ("REASON", None, "启动环路工程所致") in found(text, *marks)


def test_a_name_has_neither_level_nor_lone_quote():
    text = "“卫生健康支出（类）行政运行（项）支出3.00万元，公务接待费支出1.00万元，会议费预算2.00万元。"
    marks = [("ITEM", "“卫生健康支出"), ("ITEM", "行政运行"), ("ITEM", "公务接待费"), ("ITEM", "会议费预")]
    items = [t for label, _, t in found(text, *marks) if label == "ITEM"]
    assert items == ["卫生健康支出", "行政运行", "公务接待费", "会议费"]


def test_a_name_begins_behind_what_is_done_with_the_money():
    text = "预算追加州信访工作经费5.00万元，安排了培训费1.00万元，安排用于消防救援支出2.00万元。"
    marks = [("ITEM", name) for name in ("信访工作经费", "培训费", "消防救援支出")]
    marks.append(("AMOUNT.决算数", "5.00万元"))
    items = [t for label, _, t in found(text, *marks) if label == "ITEM"]
    assert items == ["州信访工作经费", "培训费", "消防救援支出"]


def test_a_name_ends_before_the_word_that_joins_it_to_the_next():
    text = "收入总计和支出总计各增加20万元，方面的公用支出5.00万元，和谐社区经费占3%。"
    marks = [("ITEM", name) for name in ("收入总计和", "支出总计", "的公用支出", "和谐社区经费占")]
    marks.append(("AMOUNT.决算数", "5.00万元"))
    items = [t for label, _, t in found(text, *marks) if label == "ITEM"]
    assert items == ["收入总计", "支出总计", "公用支出", "和谐社区经费"]


def test_a_cause_may_end_in_the_word_for_cause():
    text = "增加3.00万元，主要原因是人员调动等原因。"
    assert ("REASON", None, "人员调动等原因") in found(text, ("REASON", "人员调动等原因"))


def test_two_digits_that_count_are_no_code():
    text = "项目（第25批）和31家单位，一般公共服务支出（20类）。"
    codes = [t for label, _, t in found(text, *[("CODE", t) for t in ("25", "31", "20")]) if label == "CODE"]
    assert codes == ["20"]


def test_a_cause_behind_its_cue_goes_on_to_the_full_stop():
    text = "增加3.00万元，主要原因是标准由4,800元提高到5,400元，并新增对象，每人不超过45元。支出1.00万元。"
    cause = "标准由4,800元提高到5,400元，并新增对象，每人不超过45元"
    assert ("REASON", None, cause) in found(text, ("REASON", "标准由4"))
    text = "增加3.00万元，主要原因是人员增加，比上年增长3%。"
    assert ("REASON", None, "人员增加") in found(text, ("REASON", "人员增加"))


def test_a_day_in_quotes_is_no_money():
    text = "因“6·12”洪涝灾害，支出3.00万元。"
    marks = [("AMOUNT.决算数", "6"), ("AMOUNT.决算数", "12"), ("AMOUNT.决算数", "3.00万元")]
    assert [t for label, _, t in found(text, *marks) if label.startswith("AMOUNT")] == ["3.00万元"]


def test_a_list_number_of_one_character_is_none_of_the_name():
    assert found("⒊案件审判5.00万元", ("ITEM", "⒊案件审判"))[0] == ("ITEM", None, "案件审判")


def test_a_weak_cue_needs_something_to_explain():
    text = "支出管理规范，未出现因违规受到批评的情况；资金管理完善。"
    assert found(text, ("REASON", "违规受到批评的情况")) == []
    text = "因道路里程长，与上年支出一致；接待费3.00万元。"
    assert ("REASON", None, "道路里程长") in found(text, ("REASON", "道路里程长，与上"))
    for text, mark in (("受益580人。", "580人"), ("占0.65%，系银行存款利息。", "银行存款利息")):
        assert [t for label, _, t in found(text, ("REASON", mark)) if label == "REASON"] == []


def test_a_score_is_that_of_the_role():
    text = "支出3.00万元。"
    table = (scores(text, ("AMOUNT.决算数", "3.00万元")) + scores(text, ("AMOUNT.预算数", "3.00万元"))) / 2
    (span,) = decode(text, table)
    assert span.label == "AMOUNT"
    assert 0.45 < span.score < 0.55


def test_a_move_and_its_cue_lead_in_a_cause():
    for text, cause in (
        ("支出3.00万元，减少系压减一般性支出。", "压减一般性支出"),
        ("低于预算2.00万元的原因，一是压缩批次，二是严格审批。", "一是压缩批次，二是严格审批"),
    ):
        figure = "3.00万元" if "3.00" in text else "2.00万元"
        assert ("REASON", None, cause) in found(text, ("AMOUNT.决算数", figure))


def test_why_there_is_no_rate_is_no_cause():
    text = "决算3.00万元，由于年初预算数为0，无法计算百分比。"
    assert [t for label, _, t in found(text, ("REASON", "年初预算数为0")) if label == "REASON"] == []


def test_a_count_is_no_code():
    assert [t for label, _, t in found("全年演出126场", ("CODE", "126")) if label == "CODE"] == []


def test_a_name_of_punctuation_at_the_end_of_a_text_is_none():
    for text in ("支出3.00万元（", "，"):
        assert [t for label, _, t in found(text, ("ITEM", text[-1])) if label == "ITEM"] == []


@pytest.mark.parametrize(
    ("text", "name", "sure", "kept"),
    [
        ("3.财务管理。建立了制度。", "财务管理", 0.9, False),
        ("3.财务管理1.20万元。", "财务管理", 0.9, True),
        ("3.信访工作经费。按规定使用。", "信访工作经费", 0.99, True),
        ("4.基本支出：指为保障运转发生的支出。", "基本支出", 0.9, True),
        ("注：“全年预算数”的取数规则。", "全年", 0.78, False),
    ],
)
def test_a_name_without_a_figure_in_its_paragraph_must_be_sure(
    text: str, name: str, sure: float, kept: bool
) -> None:
    amounts = [("AMOUNT.决算数", "1.20")] if "1.20" in text else []
    spans = decode(text, scores(text, ("ITEM", name), *amounts, sure=sure))
    assert (name in [text[s.start : s.end] for s in spans]) is kept


def test_a_multiple_and_a_count_of_things_are_no_money() -> None:
    marks = [("AMOUNT.年初预算数", "14.8"), ("AMOUNT.其他", "1,316")]
    assert found("是年初预算的14.8倍，火化1,316具", *marks) == []


def test_no_cause_begins_with_the_end_of_a_word() -> None:
    text = "支出3.40万元，下降1%。使用贯彻管理规定要求，严格执行条例。"
    assert found(text, ("REASON", "求，严格执行条例")) == []
