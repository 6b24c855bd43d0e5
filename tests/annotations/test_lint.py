"""The generated prose reads as if a clerk had looked it over."""

import random
from dataclasses import replace

import pytest

from annotations.generate.invent import invent_books
from annotations.generate.leads import lead
from annotations.generate.lint import complaints, wrong_shares
from annotations.generate.prose import REGIONS, ProseMaker
from annotations.generate.script import Mark, Paragraph, StatedFact
from annotations.generate.style import Style, tidy_style
from annotations.generate.words import TidyRandom


def prose(family: str, seed: int) -> list[Paragraph]:
    rng = TidyRandom(f"{family} {seed}")
    maker = ProseMaker(invent_books(rng), family, rng, tidy_style(Style.sample(rng)))
    return [*maker.account_sections(), *maker.evaluation(), *maker.budget()]


@pytest.mark.parametrize("family", [*REGIONS, "mixed"])
def test_tidy_prose_has_nothing_to_stumble_over(family: str) -> None:
    paragraphs = prose(family, 1)
    found = [line for paragraph in paragraphs for line in complaints(paragraph)] + [*wrong_shares(paragraphs)]
    assert not found, "\n".join(found)


FALL = StatedFact("公用经费", None, "增减额", "-3.00", "万元", 2023, 2022, None, 0, 1, "公用经费")


@pytest.mark.parametrize(
    ("text", "facts", "fault"),
    [
        ("支出3万元，。", (), "empty"),
        ("财政拨款支出支出3万元。", (), "doubled"),
        ("支出{s.final}。", (), "unfilled"),
        ("减少3万元。", (replace(FALL, reason="人员调入，支出相应增加"),), "against"),
        (
            "甲",
            (
                replace(FALL, measure="决算数", value="12.00", base_year=None),
                replace(FALL, measure="上年数", value="10.00", base_year=None),
                replace(FALL, measure="增减率", value="50.00"),
            ),
            "follow",
        ),
    ],
)
def test_the_linter_sees_each_fault(text: str, facts: tuple[StatedFact, ...], fault: str) -> None:
    (line,) = complaints(Paragraph("prose", text, (), facts))
    assert fault in line


def test_the_linter_sees_a_share_of_the_wrong_whole() -> None:
    def told(item: str, measure: str, value: str) -> StatedFact:
        return replace(FALL, item=item, account=item, measure=measure, value=value, start=8, end=11)

    marks = (Mark("ITEM", None, 1, 7), Mark("PERCENT", "占比", 8, 11))
    share = Paragraph(
        "prose", "占本年支出合计的50%", marks, (told("甲", "决算数", "10.00"), told("甲", "占比", "50"))
    )
    whole = Paragraph("prose", "", (), (told("本年支出合计", "决算数", "20.00"),))
    assert not [*wrong_shares([whole, share])]
    assert [*wrong_shares([replace(whole, facts=(told("本年支出合计", "决算数", "40.00"),)), share])]


def test_lead_ins_are_thousands_and_each_family_has_its_usual_few() -> None:
    rng = random.Random(3)
    assert len({lead(rng) for _ in range(6000)}) > 2500
    own = {lead(rng, "school") for _ in range(2000)} & {lead(rng, "school") for _ in range(2000)}
    assert own - {lead(rng, "hubei") for _ in range(2000)}
