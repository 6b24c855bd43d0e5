"""The catalogue by year, built from its sources; names found in spite of slips; what other libraries get."""

from __future__ import annotations

import io
from collections import defaultdict

import pytest

from annotations.generate.sources import FIRST_YEAR, LAST_YEAR, functional_names
from extract.catalogue import accounts, kind_of, settled_code, walk_codes, with_code
from extract.catalogue.build import TARGET, render
from extract.catalogue.lexicon import jieba_dictionary, phrases
from extract.catalogue.names import split_path
from extract.catalogue.search import find


def test_the_built_table_is_what_the_sources_say() -> None:
    assert TARGET.read_text(encoding="utf-8") == render(), "run python -m extract.catalogue.build"


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        ("210", 2013, "医疗卫生"),
        ("210", 2018, "医疗卫生与计划生育支出"),
        ("210", 2019, "卫生健康支出"),
        ("207", 2018, "文化体育与传媒支出"),
        ("207", 2023, "文化旅游体育与传媒支出"),
        ("215", 2019, "资源勘探信息等支出"),
        ("215", 2020, "资源勘探工业信息等支出"),
        ("220", 2018, "国土海洋气象等支出"),
        ("220", 2021, "自然资源海洋气象等支出"),
        ("20805", 2019, "行政事业单位离退休"),
        ("20805", 2020, "行政事业单位养老支出"),
        ("21305", 2020, "扶贫"),
        ("222", 2013, "粮油物资储备事务"),
        ("222", 2024, "粮油物资储备支出"),
    ],
)
def test_a_code_has_the_name_of_its_year(code: str, year: int, name: str) -> None:
    assert name in [account.name for account in with_code(code, year=year)]


@pytest.mark.parametrize(("code", "before", "since"), [("224", 2018, 2019), ("234", 2019, 2020)])
def test_classes_that_came_later(code: str, before: int, since: int) -> None:
    assert with_code(code, year=before) == ()
    assert with_code(code, year=since)


@pytest.mark.parametrize(
    ("kind", "code", "year", "names"),
    [
        ("economic", "310", 2017, ["其他资本性支出"]),
        ("economic", "310", 2018, ["资本性支出"]),
        ("economic", "30307", 2018, ["医疗费补助"]),
        ("economic", "304", 2018, []),
        ("government", "501", 2017, []),
        ("government", "501", 2018, ["机关工资福利支出"]),
    ],
)
def test_the_economic_classes_were_split_in_2018(kind: str, code: str, year: int, names: list[str]) -> None:
    assert [account.name for account in with_code(code, kind=kind, year=year)] == names


def test_no_year_has_two_names_for_one_code_unless_its_bounds_are_unknown() -> None:
    names: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    bounded = [a for a in accounts() if (a.first or a.last) and a.kind != "government"]
    for account in bounded:
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            if account.valid(year):
                names[account.kind, account.code, year].add(account.name)
    assert {key: found for key, found in names.items() if len(found) > 1} == {}


@pytest.mark.parametrize("year", [FIRST_YEAR, 2018, 2020, LAST_YEAR])
def test_the_generator_and_the_catalogue_name_alike(year: int) -> None:
    wrong = {
        code: name
        for code, name in functional_names(year).items()
        if name not in [account.name for account in with_code(code, year=year)]
    }
    assert wrong == {}


def test_the_year_settles_which_code_a_name_has() -> None:
    assert settled_code("行政单位医疗", year=2014) == "2100501"
    assert settled_code("行政单位医疗", year=2022) == "2101101"
    assert settled_code("行政单位医疗") == "2101101"
    path = split_path("卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）")
    assert walk_codes(path, year=2022) == "2101101"


@pytest.mark.parametrize(
    ("name", "kind", "year", "code", "how"),
    [
        ("卫生健康支出", "functional", 2023, "210", "name"),
        ("七、卫生健康（类）", "functional", 2023, "210", "tail"),
        ("卫生健康支出（类）", "functional", 2023, "210", "name"),
        ("医疗卫生与计划生育支出", "functional", 2023, "210", "other-year"),
        ("政府办公厅（室）及相关机构事物", "functional", 2023, "20103", "typo"),
        ("机关事业单位基本养老保险缴费支岀", "functional", 2023, "2080505", "typo"),
        ("机关事业单位基本养老保缴费支出", "functional", 2023, "2080505", "typo"),
        ("归口管理的行政单离位退休", "functional", 2019, "2080501", "typo"),
        ("政府办公室及相关机构事务", "functional", 2023, "20103", "alias"),
        ("养老保险缴费", "economic", 2023, "30108", "alias"),
        ("公务用车运行维修费", "economic", 2023, "30231", "typo"),
    ],
)
def test_a_name_is_found_and_what_was_overlooked_is_said(
    name: str, kind: str, year: int, code: str, how: str
) -> None:
    matches = find(name, kind=kind, year=year)
    assert [(match.account.code, match.how) for match in matches] == [(code, how)]
    assert (matches[0].note is None) == (how == "name")


def test_short_names_are_never_mended() -> None:
    assert find("汽费", kind="economic") == ()
    assert [match.account.name for match in find("离休费", kind="economic")] == ["离休费"]


def test_a_name_under_many_is_narrowed_by_the_code_above() -> None:
    assert len(find("行政运行")) > 20
    assert [match.account.code for match in find("行政运行", above="20106")] == ["2010601"]
    assert [match.account.code for match in find("行政运形", above="20106")] == ["2010601"]


def test_the_first_digit_tells_the_catalogue() -> None:
    assert [kind_of(code) for code in ("2010301", "30201", "50101", "401", "30")] == [
        "functional", "economic", "government", None, None,
    ]  # fmt: skip


def test_jieba_keeps_catalogue_names_whole() -> None:
    import jieba

    cutter = jieba.Tokenizer()
    text = "机关事业单位职业年金缴费支出和其他交通费用"
    before = cutter.lcut(text)
    cutter.load_userdict(io.StringIO(jieba_dictionary()))
    assert len(before) > 3
    assert cutter.lcut(text) == ["机关事业单位职业年金缴费支出", "和", "其他交通费用"]


def test_phrases_hold_names_aliases_and_lines_of_the_forms() -> None:
    found = phrases()
    assert {"FUNCTIONAL", "ECONOMIC", "GOVERNMENT", "LINE"} == set(found)
    assert {"医疗卫生与计划生育支出", "卫生健康支出"} <= set(found["FUNCTIONAL"])
    assert "津补贴" in found["ECONOMIC"] and "收入总计" in found["LINE"]
    assert all(len(names) == len(set(names)) for names in found.values())
