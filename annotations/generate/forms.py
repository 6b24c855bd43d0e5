"""The official forms 01–09 (and 10) of a set of books, printed in one of many layouts, with gold cells."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

from annotations.generate.books import Account, Books
from annotations.generate.forms_lines import LINE_FORMS, line_form
from annotations.generate.forms_sides import EIGHT_SOURCES, economic_form, fiscal_form, total_form
from annotations.generate.layouts import Layout, draw_layout
from annotations.generate.script import Grid
from annotations.generate.sheets import Path, Sheet

CAR_TOTAL = "公务用车购置及运行维护费"
THREE_KIND = "财政拨款“三公”经费支出决算表"
TENTH_KIND = "部门决算公开相关信息统计表"
BUDGET, FINAL = "预算数", "决算数"
THREE_ROWS = (
    ("合计", "合计"),
    ("1.因公出国（境）费", "因公出国（境）费"),
    ("2.公务用车购置及运行维护费", CAR_TOTAL),
    ("（1）公务用车购置费", "公务用车购置费"),
    ("（2）公务用车运行维护费", "公务用车运行维护费"),
    ("3.公务接待费", "公务接待费"),
)
"""(label where items are rows, canonical item) in official order."""

Maker = Callable[[Books, Layout, "str | None"], Grid]


def make_forms(books: Books, *, rng: random.Random, layout: str = "any") -> tuple[Grid, ...]:
    """All forms in the order they are printed, numbered as the layout numbers them.

    `layout` is a name in `layouts.LAYOUTS`. The state-capital form exists from 2020, or where it has data.
    """
    drawn = draw_layout(rng, layout)
    return tuple(
        maker(books, drawn, drawn.number(place)) for place, maker in enumerate(_order(books, drawn), 1)
    )


def _order(books: Books, layout: Layout) -> list[Maker]:
    capital = "capital-balance" if "收入" in layout.say("国有资本经营预算财政拨款") else "capital"
    funds = [_lines("fund")]
    if books.year >= EIGHT_SOURCES or books.capital:
        funds.append(_lines(capital))
    tail = [three_form, *funds] if layout.three_place == "seventh" else [*funds, three_form]
    makers: list[Maker] = [
        total_form,
        _lines("income"),
        _lines("expense"),
        fiscal_form,
        _lines("general"),
        economic_form,
    ]
    return [*makers, *tail, *([tenth_form] if layout.tenth else [])]


def _lines(name: str) -> Maker:
    def make(books: Books, layout: Layout, number: str | None) -> Grid:
        return line_form(books, layout, LINE_FORMS[name], number)

    return make


def _three_items(books: Books) -> dict[str, Account]:
    return {"合计": books.three_total, CAR_TOTAL: books.vehicles_spending, **books.three_public}


def three_form(books: Books, layout: Layout, number: str | None) -> Grid:
    """Form 09 “三公”: two blocks of six columns, pairs of columns, or items as rows."""
    sheet = _THREE_SHAPES[layout.three_shape](books, layout)
    scope = "财政拨款" if books.year >= EIGHT_SOURCES else "一般公共预算财政拨款"
    title = f"{scope}{layout.say('“三公”')}经费支出决算表"
    note = f"注：本表反映{books.unit.kind}本年度“三公”经费支出预决算情况。"
    if not any(cell.value for cell in sheet.cells):
        note += "\n" + layout.say("说明：本表无数据。").format(unit=books.unit.name, who=books.unit.kind)
    return sheet.grid(THREE_KIND, title, number, note, landscape=layout.three_shape != "rows")


def _three_paths(layout: Layout) -> list[tuple[Path, str]]:
    """(head path, canonical item) of the six columns."""
    cars = layout.say(CAR_TOTAL)
    return [
        (("合计",), "合计"),
        ((layout.say("因公出国（境）费"),), "因公出国（境）费"),
        ((cars, "小计"), CAR_TOTAL),
        ((cars, "公务用车购置费"), "公务用车购置费"),
        ((cars, layout.say("公务用车运行维护费")), "公务用车运行维护费"),
        (("公务接待费",), "公务接待费"),
    ]


def _three_blocks(books: Books, layout: Layout) -> Sheet:
    items = _three_items(books)
    columns = [(side, path, item) for side in (BUDGET, FINAL) for path, item in _three_paths(layout)]
    sheet = Sheet(layout, [(side, *path) for side, path, _ in columns])
    if layout.column_numbers:
        sheet.add_head([str(index) for index in range(1, len(columns) + 1)])
    _one_row(sheet, [(side, items[item], item) for side, _, item in columns])
    return sheet


def _three_pairs(books: Books, layout: Layout) -> Sheet:
    items = _three_items(books)
    columns = [(path, item, side) for path, item in _three_paths(layout) for side in (BUDGET, FINAL)]
    paths = [(*path, *(path[-1:] * (2 - len(path))), side) for path, _, side in columns]
    sheet = Sheet(layout, paths)
    _one_row(sheet, [(side, items[item], item) for _, item, side in columns])
    return sheet


def _one_row(sheet: Sheet, columns: list[tuple[str, Account, str]]) -> None:
    """The single data row; left out where nothing was budgeted or spent and blanks stay blank."""
    if not sheet.layout.blank and not any(_three_amount(account, side) for side, account, _ in columns):
        return
    row = sheet.add()
    for column, (side, account, item) in enumerate(columns):
        sheet.put(row, column, "", None, f"{side}-{item}", _three_amount(account, side))


def _three_amount(account: Account, side: str) -> Decimal:
    return account.adjusted if side == BUDGET else account.final


def _three_rows(books: Books, layout: Layout) -> Sheet:
    items = _three_items(books)
    numbers: tuple[Path, ...] = (("行次",),) if layout.line_numbers else ()
    sheet = Sheet(layout, [("项目",), *numbers, (BUDGET,), (FINAL,)], labels=1 + len(numbers))
    for index, (label, item) in enumerate(THREE_ROWS, 1):
        row = sheet.add([label, *([str(index)] if numbers else [])])
        for column, side in enumerate((BUDGET, FINAL), 1 + len(numbers)):
            sheet.put(row, column, label, None, f"{side}-{item}", _three_amount(items[item], side))
    return sheet


_THREE_SHAPES = {"blocks": _three_blocks, "pairs": _three_pairs, "rows": _three_rows}


def tenth_form(books: Books, layout: Layout, number: str | None) -> Grid:
    """Form 10: procurement, 机关运行经费, cars and large equipment in one column."""
    sheet = Sheet(layout, [("一、政府采购情况", head) for head in ("项目", "行次", "统计数")])
    bought = books.line("合计", None, books.procurement)
    for account in (bought, *books.procurement):
        _statistic(sheet, account.name, account)
    sheet.add(["二、机关运行经费"])
    sheet.add(["项目", "", "统计数"])
    managed = books.unit.type == "参公"
    nothing = Account("")
    _statistic(sheet, "（一）行政单位", nothing if managed else books.operating)
    _statistic(sheet, "（二）参照公务员法管理事业单位", books.operating if managed else nothing)
    sheet.add(["三、国有资产占用情况"])
    _count(sheet, "（一）车辆数合计（辆）", sum(count for _, count in books.counts.vehicles))
    for index, (name, count) in enumerate(books.counts.vehicles, 1):
        _count(sheet, f"{index}.{name}", count)
    _count(sheet, "（二）单价100万元（含）以上设备（不含车辆）", books.counts.equipment)
    note = f"注：本表反映{books.unit.kind}本年度政府采购、机关运行经费和国有资产占用情况。"
    return sheet.grid(TENTH_KIND, TENTH_KIND, number, note)


def _line_number(sheet: Sheet) -> str:
    return str(len(sheet.cells) + 1)


def _statistic(sheet: Sheet, label: str, account: Account) -> None:
    row = sheet.add([label, _line_number(sheet)])
    sheet.put(row, 2, label, None, "统计数", account.final)


def _count(sheet: Sheet, label: str, count: int) -> None:
    row = sheet.add([label, _line_number(sheet)])
    sheet.put_count(row, 2, label, "统计数", count)
