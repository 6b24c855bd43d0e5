"""The prose engine: what a template writes and what gold it leaves behind."""

import random
import re
from decimal import Decimal

import pytest

from annotations.generate.books import Account
from annotations.generate.figures import Subject
from annotations.generate.generate import generate
from annotations.generate.invent import invent_books
from annotations.generate.markup import parse
from annotations.generate.mistakes import MISTAKES
from annotations.generate.noise import Noise, add_noise
from annotations.generate.prose import REGIONS, ProseMaker, chinese_number
from annotations.generate.reasons import reason_template
from annotations.generate.rules import RULES
from annotations.generate.script import Paragraph
from annotations.generate.style import Style
from annotations.generate.writer import Writer
from extract.amounts import find_numerals

PLAIN = Style(strip_zeros=0.0, strip_rate=0.0)
LINE = Account("住房保障支出", "221", final=Decimal("12.50"), prior=Decimal("10.00"), budget=Decimal("12.50"))


def writer(**options: object) -> Writer:
    rng, reasons = random.Random(1), (lambda *_, **__: "公积金基数上调")
    return Writer(rng, style=PLAIN, year=2023, rules=RULES, reasons=reasons, words={}, **options)


def house(**changes: object) -> Subject:
    return Subject("{item 住房保障支出}", LINE, ("住房保障支出",), "221", Decimal("50.00"))


def spelled(paragraph) -> list[tuple[str, str | None, str]]:
    return [(m.label, m.role, paragraph.text[m.start : m.end]) for m in paragraph.marks]


def test_a_template_leaves_its_marks_and_facts():
    template = "{s}{s.final}，占{s.share}，{s.dir}{s.delta}，{s.rdir}{s.rate}。"
    paragraph = writer().paragraph(template, s=house())
    assert paragraph.text == "住房保障支出12.50万元，占25.00%，增加2.50万元，增长25.00%。"
    assert spelled(paragraph) == [
        ("ITEM", None, "住房保障支出"),
        ("AMOUNT", "决算数", "12.50万元"),
        ("PERCENT", "占比", "25.00%"),
        ("AMOUNT", "增减额", "2.50万元"),
        ("PERCENT", "增减率", "25.00%"),
    ]
    assert [(f.measure, f.value, f.base_year) for f in paragraph.facts] == [
        ("决算数", "12.50", None),
        ("占比", "25.00", None),
        ("增减额", "2.50", 2022),
        ("增减率", "25.00", 2022),
    ]


def test_a_fall_is_worded_and_signed():
    fallen = Subject("{item 公用经费}", Account("公用经费", final=Decimal(8), prior=Decimal(10)))
    paragraph = writer().paragraph("{s}{s.dir}{s.delta}，{s.rdir}{s.rate}", s=fallen)
    assert paragraph.text == "公用经费减少2.00万元，下降20.00%"
    assert [f.value for f in paragraph.facts] == ["-2.00", "-20.00"]


def test_one_figure_of_two_lines_is_two_facts():
    both = Subject("{item 收、支总计}", LINE, ("收入总计", "支出总计"))
    paragraph = writer().paragraph("{s}各{s.dir}{s.delta}", s=both)
    assert [(f.item, f.value) for f in paragraph.facts] == [("收入总计", "2.50"), ("支出总计", "2.50")]


def test_a_cause_reaches_the_changes_before_it():
    paragraph = writer().paragraph("{s}{s.final}，{s.dir}{s.delta}，主要系{s.reason}。", s=house())
    assert ("REASON", None, "公积金基数上调") in spelled(paragraph)
    assert [f.reason for f in paragraph.facts] == [None, "公积金基数上调"]


@pytest.mark.parametrize("broken", ["(a|b", "a)", "{s", "[x"])
def test_a_broken_template_is_refused(broken: str):
    with pytest.raises(ValueError):
        parse(broken)


def test_an_unknown_slot_is_refused():
    with pytest.raises(ValueError, match="nobody"):
        writer().paragraph("{nobody}")


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.rule)
def test_each_mistake_changes_one_figure_and_says_so(mistake):
    slots = "".join(f"{{s}}{{s.{field}}}。" for field in mistake.fields) * 6
    clean = writer().paragraph(slots, s=house())
    wrong = writer(mistakes=[mistake]).paragraph(slots, s=house())
    (planted,) = wrong.planted
    assert wrong.text[planted.start : planted.end] == planted.actual != planted.expected
    assert planted.expected in clean.text
    assert not clean.planted


def test_an_unfilled_direction_is_planted():
    paragraph = writer(residue=True).paragraph("{s}{s.dir}{s.delta}", s=house())
    assert paragraph.text == "住房保障支出增加/减少2.50万元"
    assert [p.kind for p in paragraph.planted] == ["template-residue"]


@pytest.mark.parametrize("family", [*REGIONS, "mixed"])
def test_every_family_writes_sound_marks(family: str):
    rng = random.Random(family)
    maker = ProseMaker(invent_books(rng), family, rng)
    extra = (*maker.evaluation(), *maker.budget(), *maker.background("definitions", 4))
    paragraphs = [*maker.account_sections(), *extra]
    assert sum(len(p.marks) for p in paragraphs) > 100
    for paragraph in paragraphs:
        numerals = {(n.start, n.end) for n in find_numerals(paragraph.text)}
        for mark in paragraph.marks:
            assert 0 <= mark.start < mark.end <= len(paragraph.text)
            if mark.label in ("AMOUNT", "PERCENT"):
                short = paragraph.text[mark.end - 1] == "万"  # "603.99万增加": 万 goes to the word
                spans = {(mark.start, mark.end), (mark.start, mark.end - short)}
                assert spans & numerals, paragraph.text[mark.start - 10 : mark.end + 5]


def test_same_seed_same_text():
    def text() -> str:
        rng = random.Random(5)
        return "".join(p.text for p in ProseMaker(invent_books(rng), "mixed", rng).account_sections())

    assert text() == text()


def test_noise_keeps_every_figure():
    paragraph = writer().paragraph("{s}{s.final}，占{s.share}，主要原因是{s.reason}。", s=house())
    loud = Noise(
        confuse=0.2,
        drop=0.2,
        double=0.1,
        swap_punctuation=0.3,
        drop_punctuation=0.2,
        bookmark=1.0,
        cut_end=1.0,
    )
    for seed in range(200):
        noisy = add_noise(paragraph, loud, random.Random(seed))
        figures = [noisy.text[m.start : m.end] for m in noisy.marks if m.label in ("AMOUNT", "PERCENT")]
        assert figures == ["12.50万元", "25.00%"]


def test_causes_are_many_and_follow_the_direction():
    subject = house()
    ups = {reason_template(subject, 1, random.Random(seed)) for seed in range(3000)}
    assert len(ups) > 2500


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (21, "二十一")]
)
def test_chinese_numbers(number: int, text: str):
    assert chinese_number(number) == text


SLIPS = re.compile(r"增加/减少|增长/下降|（减少）|（下降）|%%|％％|原因(?:是|：|为)[。；]")


def slips(*, tidy: bool) -> tuple[int, int]:
    """Residues of templates, and amounts without unit, in some documents."""
    scripts = [generate(seed, tidy=tidy) for seed in range(60, 90)]
    parts = [p for s in scripts for p in s.parts if isinstance(p, Paragraph)]
    money = [p.text[m.start : m.end] for p in parts for m in p.marks if m.label == "AMOUNT"]
    return sum(len(SLIPS.findall(p.text)) for p in parts), sum(not text.endswith("元") for text in money)


def test_a_tidy_document_has_no_slips_of_the_hand() -> None:
    assert slips(tidy=True)[0] == 0
    residues, bare = slips(tidy=False)
    assert residues > 10 and bare > slips(tidy=True)[1]
