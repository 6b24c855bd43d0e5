"""The numeral grammar: where a figure starts, ends and what it is worth."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.amounts import decimals_of, find_numerals, half_step, parse_cell, to_yuan

CASES = [
    ("增加 1,317.14 万元，增长9.5％％", [("money", "1,317.14 万元"), ("percent", "9.5％％")]),
    (
        "2023年度1—12月33个，（03款）",
        [("count", "2023年"), ("bare", "1"), ("count", "12月"), ("count", "33个"), ("bare", "03")],
    ),
    ("-3.5万元", [("money", "-3.5万元")]),
    ("第1-12月", [("bare", "1"), ("count", "12月")]),
    (
        "〔2020〕7号，1.5亿元，5万人",
        [("bare", "2020"), ("count", "7号"), ("money", "1.5亿元"), ("bare", "5")],
    ),
    ("295.02 万 元，１００％", [("money", "295.02 万 元"), ("percent", "１００％")]),
    ("共70.00万，合计", [("money", "70.00万")]),
    ("3．2050201学前教育，1.5万元", [("bare", "3"), ("bare", "2050201"), ("money", "1.5万元")]),
    ("增减幅-28.19%", [("percent", "-28.19%")]),
    ("1.207文化旅游体育支出1.207万元", [("bare", "1"), ("bare", "207"), ("money", "1.207万元")]),
    ("支出1.207文化旅游", [("bare", "1.207")]),
    ("1.207类文化，增长1.207%", [("bare", "1"), ("bare", "207"), ("percent", "1.207%")]),
    ("2025.1.1-2025.12.31", []),
    ("台账8237.23，100台（套）", [("bare", "8237.23"), ("count", "100台（套）")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_numerals(text: str, expected: list[tuple[str, str]]):
    assert [(n.kind, text[n.start : n.end]) for n in find_numerals(text)] == expected


def test_a_value_is_decimal_and_keeps_its_digits():
    (numeral,) = find_numerals("1,188.00万元")
    assert (numeral.value, numeral.written, numeral.unit, numeral.decimals) == (
        Decimal("1188.00"),
        "1188.00",
        "万元",
        2,
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.50", "1234.50"),
        ("(3.2)", "-3.2"),
        ("（3.2）", "-3.2"),
        ("-7", "-7"),
        ("24.24%", "24.24"),
        ("0.00", "0.00"),
    ],
)
def test_cells_with_a_number(text: str, value: str):
    assert parse_cell(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", " ", "—", "——", "合计", "2080505项"])
def test_cells_without_a_number(text: str):
    assert parse_cell(text) is None


def test_units():
    assert to_yuan(Decimal("1.5"), "亿元") == Decimal(150_000_000)
    assert to_yuan(Decimal(2), None) == Decimal(20_000)


def test_tolerance_follows_the_printed_digits():
    assert (decimals_of("188.00"), decimals_of("6")) == (2, 0)
    assert (half_step(2), half_step(0)) == (Decimal("0.005"), Decimal("0.5"))


@given(st.integers(0, 10**9), st.sampled_from(["万元", "元", "%", "亿元"]))
def test_any_number_is_found_whole(number: int, unit: str):
    text = f"决算数为{number / 100:.2f}{unit}，完成"
    (numeral,) = find_numerals(text)
    assert text[numeral.start : numeral.end] == f"{number / 100:.2f}{unit}"
