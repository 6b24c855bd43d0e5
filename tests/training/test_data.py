"""Training windows: labels sit on the characters they mean."""

from annotations.generate.script import Mark, Paragraph
from extract.labels import CLASSES
from extract.tag.vocabulary import SPECIAL, Vocabulary
from training.data import (
    IGNORED,
    class_ids,
    examples,
    labelled_windows,
    sample_paragraphs,
    to_passage,
    to_passages,
)


def test_marks_follow_when_white_space_goes():
    paragraph = Paragraph("prose", "支出 12.5 万元", (Mark("AMOUNT", "决算数", 3, 10),))
    passage, marks = to_passage(paragraph)
    assert passage.text == "支出12.5万元"
    assert [passage.text[m.start : m.end] for m in marks] == ["12.5万元"]


def test_both_layers_meet_in_one_class():
    ids = class_ids("减少1元", (Mark("REASON", None, 0, 4), Mark("AMOUNT", "增减额", 2, 4)))
    assert [CLASSES[i] for i in ids] == [
        "B-REASON",
        "I-REASON",
        "B-AMOUNT.增减额+I-REASON",
        "I-AMOUNT.增减额+I-REASON",
    ]


def test_context_is_not_trained_on():
    heading = Paragraph("heading", "三、支出决算", level=2)
    prose = Paragraph("prose", "合计5万元", (Mark("AMOUNT", "决算数", 2, 5),))
    ((window, labels),) = labelled_windows([heading, prose])
    start = window.text.index("合计")
    assert set(labels[:start]) == {IGNORED}
    assert [CLASSES[i] for i in labels[start:]] == [
        "O",
        "O",
        "B-AMOUNT.决算数",
        "I-AMOUNT.决算数",
        "I-AMOUNT.决算数",
    ]


def test_a_passage_carries_the_heading_it_stands_under():
    kinds = (("heading", "一、收入", 2), ("prose", "3元", 0), ("heading", "二、支出", 2), ("prose", "4元", 0))
    passages = [p for p, _ in to_passages([Paragraph(kind, text, level=n) for kind, text, n in kinds])]
    assert [p.above for p in passages] == ["", "一、收入", "", "二、支出"]


def test_examples_are_reproducible_and_aligned():
    vocabulary = Vocabulary((*SPECIAL, "0", "万", "元"))
    first, second = (list(examples(7, 2, vocabulary)) for _ in range(2))
    assert len(first) == len(second) > 10
    for left, right in zip(first, second, strict=True):
        assert list(left["input_ids"]) == list(right["input_ids"])
        assert len(left["input_ids"]) == len(left["labels"]) <= 256


def test_families_can_be_held_out():
    texts = {p.text for seed in range(6) for p in sample_paragraphs(seed, ("jiangsu",))}
    assert any("变动原因：" in text or "差异原因" in text for text in texts)


def test_digits_share_one_shape():
    vocabulary = Vocabulary((*SPECIAL, "0", "年"))
    assert vocabulary.encode("2023年") == vocabulary.encode("１９８７年")
