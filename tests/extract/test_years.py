"""Of two years that the text prints before its figures the earlier is the year before."""

import pytest

from extract.tag.spans import Span
from extract.tag.years import dated


def roles(text: str, *given: tuple[str, str]) -> list[str | None]:
    """The roles of amounts given as (surface, role of the model), in order."""
    spans, at = [], 0
    for surface, role in given:
        start = text.index(surface, at)
        at = start + len(surface)
        spans.append(Span("AMOUNT", role, start, at, 0.9))
    return [span.role for span in dated(text, spans)]


@pytest.mark.parametrize(
    ("text", "given", "wanted"),
    [
        ("2031年度收入为3.10万元，2032年度4.20万元。", ("决算数", "上年数"), ["上年数", "决算数"]),
        ("由2031年的3.10万元变为2032年决算4.20万元。", ("决算数", "决算数"), ["上年数", "决算数"]),
        ("讲解3.10万元（上年）、4.20万元（本年）。", ("决算数", "上年数"), ["上年数", "决算数"]),
        ("2032年支出3.10万元，2031年4.20万元。", ("上年数", "决算数"), ["决算数", "上年数"]),
    ],
)
def test_a_year_before_a_figure_says_whose_it_is(text: str, given: tuple[str, str], wanted: list[str]):
    assert roles(text, ("3.10万元", given[0]), ("4.20万元", given[1])) == wanted


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("2032年收入3.10万元，其中本年收入4.20万元。", ("决算数", "决算数")),
        ("上年3.10万元，2031年4.20万元。", ("上年数", "上年数")),
        ("2030年3.10万元，2032年4.20万元。", ("决算数", "决算数")),
        ("2031年、2032年分别为3.10万元、4.20万元。", ("上年数", "决算数")),
        ("2031年预算3.10万元，2032年4.20万元。", ("年初预算数", "上年数")),
        ("2032年收入3.10万元，较2031年增加4.20万元。", ("上年数", "增减额")),
    ],
)
def test_where_the_years_do_not_settle_it_the_model_stands(text: str, given: tuple[str, str]):
    assert roles(text, ("3.10万元", given[0]), ("4.20万元", given[1])) == list(given)
