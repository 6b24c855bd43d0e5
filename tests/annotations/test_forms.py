"""The official forms: what they print is what the books say, at the address they say it."""

import random
import re
from collections import defaultdict
from decimal import Decimal

import pytest

from annotations.generate.forms import make_forms
from annotations.generate.invent import invent_books
from annotations.generate.layouts import LAYOUTS, draw_layout
from annotations.generate.script import Grid
from annotations.generate.sheets import head_rows
from extract.amounts import parse_cell

KEYS = {
    "收入支出决算总表": {"收入", "支出"},
    "收入决算表": {
        "本年收入合计",
        "财政拨款收入",
        "上级补助收入",
        "事业收入",
        "经营收入",
        "附属单位上缴收入",
        "其他收入",
    },
    "支出决算表": {"本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"},
    "财政拨款收入支出决算总表": {
        "收入",
        "支出-合计",
        "支出-一般公共预算财政拨款",
        "支出-政府性基金预算财政拨款",
        "支出-国有资本经营预算财政拨款",
    },
    "一般公共预算财政拨款支出决算表": {"合计", "基本支出", "项目支出"},
    "一般公共预算财政拨款基本支出决算表": {"决算数"},
    "政府性基金预算财政拨款收入支出决算表": {
        "年初结转和结余",
        "本年收入",
        "本年支出",
        "基本支出",
        "项目支出",
        "年末结转和结余",
    },
    "国有资本经营预算财政拨款支出决算表": {
        "年初结转和结余",
        "本年收入",
        "本年支出",
        "基本支出",
        "项目支出",
        "年末结转和结余",
    },
    "财政拨款“三公”经费支出决算表": {
        f"{side}-{item}"
        for side in ("预算数", "决算数")
        for item in (
            "合计",
            "因公出国（境）费",
            "公务用车购置及运行维护费",
            "公务用车购置费",
            "公务用车运行维护费",
            "公务接待费",
        )
    },
    "部门决算公开相关信息统计表": {"统计数"},
}


def documents(count: int = 60):
    for seed in range(count):
        rng = random.Random(seed)
        books = invent_books(rng)
        yield books, make_forms(books, rng=rng, layout=list(LAYOUTS)[seed % len(LAYOUTS)])


DOCUMENTS = tuple(documents())
FORMS = [(books, grid) for books, grids in DOCUMENTS for grid in grids]


def is_count(label: str) -> bool:
    return "用车" in label or "车辆" in label


def of_kind(grids: tuple[Grid, ...], kind: str) -> Grid:
    return next(grid for grid in grids if grid.kind == kind)


def values(grid: Grid) -> dict[tuple[str, str | None, str], Decimal]:
    return {(c.label, c.code, c.key): c.value or Decimal(0) for c in grid.cells}


def test_kinds_and_keys_are_the_canonical_ones() -> None:
    seen = defaultdict(set)
    for _, grid in FORMS:
        seen[grid.kind] |= {cell.key for cell in grid.cells}
    assert seen.keys() == KEYS.keys()
    for kind, keys in seen.items():
        assert keys == KEYS[kind]


def test_each_cell_prints_its_value() -> None:
    """The text at (row, column) parses to the gold value, 10,000 times as much where the form is in 元."""
    for _, grid in FORMS:
        for cell in grid.cells:
            printed = parse_cell(grid.rows[cell.row][cell.column])
            if cell.value is None:
                assert printed is None
            elif grid.unit == "万元" or (grid.kind.startswith("部门决算公开") and is_count(cell.label)):
                assert printed == cell.value
            else:
                assert printed == cell.value * 10_000


def test_each_cell_stands_in_the_row_of_its_label() -> None:
    for _, grid in FORMS:
        for cell in grid.cells:
            row = "".join(grid.rows[cell.row]).replace(" ", "")
            assert cell.label.replace(" ", "") in row
            assert cell.code is None or cell.code in row


def test_every_number_of_the_body_is_a_cell_or_a_name() -> None:
    """No figure with decimals is printed without a gold cell."""
    for _, grid in FORMS:
        held = {(cell.row, cell.column) for cell in grid.cells}
        for row, texts in enumerate(grid.rows):
            for column, text in enumerate(texts):
                assert not re.fullmatch(r"[\d,]+\.\d+", text) or (row, column) in held


def test_no_two_cells_share_an_address_and_rows_are_even() -> None:
    for _, grid in FORMS:
        places = [(cell.row, cell.column) for cell in grid.cells]
        assert len(places) == len(set(places))
        assert {len(row) for row in (*grid.header, *grid.rows)} == {len(grid.header[0])}


def test_totals_agree_with_the_books() -> None:
    for books, grids in DOCUMENTS:
        income, expense, general = (
            values(of_kind(grids, kind))
            for kind in ("收入决算表", "支出决算表", "一般公共预算财政拨款支出决算表")
        )
        assert income["合计", None, "本年收入合计"] == books.income_year.final
        assert income["合计", None, "财政拨款收入"] == books.fiscal_income.final
        assert expense["合计", None, "本年支出合计"] == books.expense_year.final
        assert expense["合计", None, "基本支出"] == books.expense_year.basic
        assert general["合计", None, "合计"] == books.general_year.final
        whole = values(of_kind(grids, "收入支出决算总表"))
        assert books.income_total.final in {
            v for (label, _, key), v in whole.items() if key == "收入" and "总计" in label
        }
        assert books.expense_total.final in {
            v for (label, _, key), v in whole.items() if key == "支出" and "总计" in label
        }


@pytest.mark.parametrize("kind", ["收入决算表", "支出决算表", "一般公共预算财政拨款支出决算表"])
def test_classes_are_the_sum_of_their_lines(kind: str) -> None:
    """K3: 合计 = Σ 类, 类 = Σ 款, 款 = Σ 项, column by column."""
    for _, grids in DOCUMENTS:
        sums: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
        for (_, code, key), value in values(of_kind(grids, kind)).items():
            sums[key, len(code or "")] += value
        for key in KEYS[kind]:
            assert sums[key, 0] == sums[key, 3] == sums[key, 5] == sums[key, 7]


def test_fiscal_form_is_the_sum_of_its_budgets() -> None:
    """K5: 合计 = 一般 + 基金 + 国资 on every line of the right side."""
    for _, grids in DOCUMENTS:
        lines: dict[str, dict[str, Decimal]] = defaultdict(dict)
        for (label, _, key), value in values(of_kind(grids, "财政拨款收入支出决算总表")).items():
            lines[label][key] = value
        for found in lines.values():
            if "支出-合计" in found:
                assert found["支出-合计"] == sum(
                    v for k, v in found.items() if k not in ("支出-合计", "收入")
                )


def test_economic_form_agrees_with_general_form() -> None:
    for books, grids in DOCUMENTS:
        cells = values(of_kind(grids, "一般公共预算财政拨款基本支出决算表"))
        assert cells["人员经费合计", None, "决算数"] == books.personnel.final
        assert cells["公用经费合计", None, "决算数"] == books.public.final
        classes = sum(value for (_, code, _), value in cells.items() if code and len(code) == 3)
        assert classes == books.general_year.basic
        for account in books.economic:
            assert account.final == cells.get((account.name, account.code, "决算数"), Decimal(0))


def test_three_public_prints_both_columns() -> None:
    for books, grids in DOCUMENTS:
        cells = {cell.key: cell.value or 0 for cell in of_kind(grids, "财政拨款“三公”经费支出决算表").cells}
        for name, account in books.three_public.items():
            assert cells.get(f"决算数-{name}", 0) == account.final
            assert cells.get(f"预算数-{name}", 0) == account.budget
        assert cells.get("决算数-合计", 0) == books.three_total.final


def test_empty_forms_keep_their_heads_and_a_note() -> None:
    empty = [
        grid for books, grids in DOCUMENTS if not books.fund for grid in grids if "政府性基金" in grid.kind
    ]
    assert empty
    assert all(len(grid.rows) == 1 and "\n" in (grid.note or "") for grid in empty)


def test_layouts_differ_in_shape() -> None:
    widths, titles, numbers, units, orders = set(), set(), set(), set(), set()
    for _, grids in DOCUMENTS:
        widths.add(len(of_kind(grids, "一般公共预算财政拨款基本支出决算表").header[0]))
        three = of_kind(grids, "财政拨款“三公”经费支出决算表")
        titles.add(three.title)
        numbers.add(three.code)
        units.add(three.unit)
        orders.add([grid.kind for grid in grids].index(three.kind))
    assert {3, 8, 9, 12} <= widths
    assert units == {"万元", "元"}
    assert len(titles) >= 4
    assert len(numbers) >= 5
    assert {6, 8} <= orders


def test_shanghai_puts_three_public_seventh_in_pairs() -> None:
    grids = make_forms(invent_books(random.Random(2), year=2023), rng=random.Random(2), layout="shanghai")
    assert grids[6].kind == "财政拨款“三公”经费支出决算表"
    assert grids[6].header[-1][:4] == ("预算数", "决算数", "预算数", "决算数")
    assert all(grid.code is None for grid in grids)


def test_before_2020_there_is_no_state_capital_column() -> None:
    grids = make_forms(invent_books(random.Random(2), year=2017), rng=random.Random(2), layout="national")
    assert not any("国有资本" in grid.kind for grid in grids)
    assert not any("国有资本" in text for grid in grids for row in grid.header for text in row)


def test_same_seed_same_forms() -> None:
    books = invent_books(random.Random(4))
    assert make_forms(books, rng=random.Random(9)) == make_forms(books, rng=random.Random(9))


def test_unknown_layout_is_refused() -> None:
    with pytest.raises(KeyError):
        draw_layout(random.Random(1), "martian")


def test_equal_neighbours_in_heads_are_one_cell() -> None:
    rows, merges = head_rows([("项目", "科目代码"), ("项目", "科目名称"), ("基本支出",)])
    assert rows == [["项目", "", "基本支出"], ["科目代码", "科目名称", ""]]
    assert merges == [(0, 0, 1, 2), (0, 2, 2, 1)]


def test_same_head_under_two_parents_stays_apart() -> None:
    rows, merges = head_rows([("预算数", "合计"), ("决算数", "合计")])
    assert rows == [["预算数", "决算数"], ["合计", "合计"]]
    assert merges == []
