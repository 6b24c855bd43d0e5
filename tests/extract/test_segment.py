"""Passages: one per paragraph, broken lines joined, list lines apart, offsets exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.read import read_text
from extract.segment import segment


def passages(text: str) -> list[tuple[str, bool]]:
    return [(p.text, p.heading) for p in segment(read_text(text))]


def prose(text: str) -> list[str]:
    return [found for found, heading in passages(text) if not heading]


@pytest.mark.parametrize(
    "broken",
    [
        "公务接待费支出决算0万元，完成全\n\n年预算的0%，与上年相同。",
        "公务接待费支出决算0万元，完成全\n- 12 -\n年预算的0%，与上年相同。",
        "公务接待费支出决算0\n万元，完成全年预算的0%，与上年相同。",
    ],
)
def test_a_sentence_that_a_conversion_broke_is_one_passage(broken: str) -> None:
    assert prose(broken) == ["公务接待费支出决算0万元，完成全年预算的0%，与上年相同。"]


def test_digits_broken_over_a_line_are_one_figure() -> None:
    assert prose("本年收入合计1,204.5\n0万元，占99.\n63%。") == ["本年收入合计1,204.50万元，占99.63%。"]


def test_list_lines_stay_apart() -> None:
    text = (
        "2023年度收入合计23.60万元，其中：\n财政拨款收入23.60万元，占比100.00%；\n事业收入0万元，占比0%。\n"
    )
    assert len(prose(text)) == 3


@pytest.mark.parametrize(
    "after",
    [
        "2.公用经费3万元。",
        "（二）公用经费3万元。",
        "其中：公用经费3万元。",
        "二、支出情况",
        "（图1：收支）",
        "注：无",
    ],
)
def test_a_new_number_or_heading_begins_anew(after: str) -> None:
    assert prose(f"1.人员经费10.5万元，主要包括：基本工资、津贴补贴\n{after}")[0].endswith("津贴补贴")


def test_an_announced_reason_is_joined_with_its_paragraph() -> None:
    text = "支出决算为5万元。决算数大于预算数的主要原因：\n人员增资。\n"
    assert prose(text) == ["支出决算为5万元。决算数大于预算数的主要原因：人员增资。"]


def test_hard_wrapped_text_is_joined_by_its_width() -> None:
    width, sentence = (
        30,
        "本年收入合计1,204.50万元，比上年增加104.50万元，增长9.50%。主要原因是学生人数增加。",
    )
    paragraph = "　　" + sentence * 8
    wrapped = "\n".join(paragraph[i : i + width] for i in range(0, len(paragraph), width))
    assert prose(f"{wrapped}\n{wrapped}\n") == [sentence * 8] * 2


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("第三部分 情况说明", 1),
        ("二、收入决算情况说明", 2),
        ("（一）机关运行经费支出情况", 3),
        ("1、预算绩效管理工作的开展情况", 4),
        ("(1)产出指标", 5),
        ("收入决算情况说明", 2),
        ("名词解释", 1),
        ("1、因公出国（境）费支出0万元，完成预算的0%。", None),
        ("（一）负责信访接待，组织协调处理。", None),
        ("其中：", None),
        ("一、财政拨款收入：指从财政部门取得的资金。", None),
        ("2023年机关运行经费13.19万元", None),
    ],
)
def test_headings_and_their_levels(line: str, level: int | None) -> None:
    document = read_text(line)
    assert [s.level for s in document.sections] == ([] if level is None else [level])
    assert [p.heading for p in segment(document)] == [level is not None]


def test_sections_nest_and_passages_know_theirs() -> None:
    document = read_text("第三部分 说明\n一、收入\n收入1万元。\n（一）结构\n占1%。\n二、支出\n支出2万元。\n")
    spans = {s.title: document.text[s.start : s.end] for s in document.sections}
    assert spans["一、收入"].endswith("占1%。\n") and spans["第三部分 说明"] == document.text
    named = {s.id: s.title for s in document.sections}
    assert [named[p.section or ""] for p in segment(document) if not p.heading] == [
        "一、收入",
        "（一）结构",
        "二、支出",
    ]


def test_the_last_item_of_a_list_is_no_heading() -> None:
    assert (
        prose("(七)负责信息发布工作。\n(八)承办县政府交办的其他事项\n")[-1] == "(八)承办县政府交办的其他事项"
    )


ALPHABET = st.sampled_from("收入支出元万，。；：、 \n\t一二（）1234567890.%［[]第部分目录表年度")


@given(st.text(ALPHABET, min_size=1, max_size=200))
def test_offsets_point_at_their_characters_in_any_text(text: str) -> None:
    if not text.strip():
        return
    document = read_text(text)
    assert document.text == text
    last = -1
    for passage in segment(document):
        assert len(passage.text) == len(passage.offsets)
        for char, offset in zip(passage.text, passage.offsets, strict=True):
            assert last < offset < len(text)
            assert char == text[offset] or (char == " " and text[offset].isspace())
            last = offset
