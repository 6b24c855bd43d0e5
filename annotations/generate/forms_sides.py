"""The two-sided forms 01 and 04, income left and spending right, and form 06 in side-by-side blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from annotations.generate.books import ZERO, Books, Flow
from annotations.generate.forms_lines import Values, code_cells
from annotations.generate.layouts import Layout
from annotations.generate.script import Grid
from annotations.generate.sheets import Path, Sheet, add_columns, zeros
from annotations.generate.sources import class_names, economic_names

ORDINALS = (
    tuple("一二三四五六七八九十")
    + tuple("十" + n for n in "一二三四五六七八九")
    + tuple("二十" + n for n in ("", *"一二三四五六七八九"))
)
FUND_KEYS = ("支出-一般公共预算财政拨款", "支出-政府性基金预算财政拨款", "支出-国有资本经营预算财政拨款")
FUNDS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
SHORT_CAPITAL = frozenset(
    (
        "310",
        "31001",
        "31002",
        "31003",
        "31007",
        "31013",
        "31019",
        "31021",
        "31022",
        "31099",
    )
)
"""Rows of 资本性支出 that a two-block form lists though they are empty."""
EIGHT_SOURCES = 2020
"""From this year the income side lists the three budgets by themselves; before, 财政拨款收入 in one."""


@dataclass(frozen=True, slots=True)
class Side:
    """One printed line of a side: its label and its values (empty: a label without a figure)."""

    label: str = ""
    values: Values = ()


def _classes(books: Books, layout: Layout, flows: Sequence[Flow], width: int) -> list[tuple[str, Values]]:
    """(name, sums) for each 类 the form lists; `width` 1: all sources, else total and by budget."""
    sums: dict[str, Values] = {}
    for flow in flows:
        row = (flow.spent,) if width == 1 else _by_budget(flow, width)
        sums[flow.code[:3]] = add_columns(sums.get(flow.code[:3], zeros(width)), row)
    listed = [(name, sums.get(code, zeros(width))) for code, name in class_names(books.year)]
    return [(name, row) for name, row in listed if layout.classes == "all" or any(row)]


def _by_budget(flow: Flow, width: int) -> Values:
    row = [flow.spent, *[ZERO] * (width - 1)]
    row[flow.source + 1] = flow.spent
    return tuple(row)


def _numbered(lines: Sequence[tuple[str, Values]]) -> list[Side]:
    return [Side(f"{ORDINALS[index]}、{label}", values) for index, (label, values) in enumerate(lines)]


def _write_sides(sheet: Sheet, left: Sequence[Side], right: Sequence[Side], keys: tuple[str, ...]) -> None:
    """Rows side by side; 行次 runs down the left side and goes on down the right."""
    numbered = sheet.layout.line_numbers
    first = 2 if numbered else 1
    second = first + 2 if numbered else first + 1
    for index, (income, expense) in enumerate(zip(left, right, strict=True)):
        row = sheet.add()
        for start, side, side_keys in ((0, income, ("收入",)), (first + 1, expense, keys)):
            sheet.rows[row][start] = sheet.layout.break_text(side.label)
            value_column = first if start == 0 else second + 1
            if numbered:
                sheet.rows[row][start + 1] = str(index + 1 + (len(left) if start else 0))
            for offset, (value, key) in enumerate(zip(side.values, side_keys, strict=False)):
                sheet.put(row, value_column + offset, side.label, None, key, value)


def _pad(sides: list[Side], length: int) -> list[Side]:
    return sides + [Side()] * (length - len(sides))


def _side_sheet(layout: Layout, heads: Sequence[Path]) -> Sheet:
    """The sheet of a two-sided form; `heads` are the value columns of the right side."""
    numbers = ("行次",) if layout.line_numbers else ()
    amount = layout.say("金额")
    left = [("收入", text) for text in ("项目", *numbers, amount)]
    right: list[Path] = [("支出", text) for text in ("项目", *numbers)]
    sheet = Sheet(layout, [*left, *right, *(("支出", *head) for head in heads)])
    if layout.column_numbers:
        values = [str(index) for index in range(2, len(heads) + 2)]
        gap = [""] * len(numbers)
        sheet.add_head(["栏次", *gap, "1", "栏次", *gap, *values])
    return sheet


def total_form(books: Books, layout: Layout, number: str | None) -> Grid:
    """Form 01 收入支出决算总表."""
    sheet = _side_sheet(layout, [(layout.say("金额"),)])
    right = _numbered(_classes(books, layout, books.flows, 1))
    left = _numbered(_sources(books))
    body = max(len(left), len(right))
    in_total, out_total = _totals(layout)
    surplus = "用事业基金弥补收支差额" if books.year <= 2018 else layout.say("使用非财政拨款结余")
    left_foot = [
        Side("本年收入合计", (books.income_year.final,)),
        Side(surplus, (books.surplus_used.final,)),
        Side("年初结转和结余", (books.carry_in.final,)),
        Side(),
        Side(in_total, (books.income_total.final,)),
    ]
    right_foot = [
        Side("本年支出合计", (books.expense_year.final,)),
        Side("结余分配", (books.distributed.final,)),
        Side(layout.say("年末结转和结余"), (books.carry_out.final,)),
        Side(),
        Side(out_total, (books.expense_total.final,)),
    ]
    _write_sides(sheet, _pad(left, body) + left_foot, _pad(right, body) + right_foot, ("支出",))
    note = f"注：本表反映{books.unit.kind}本年度的总收支和年末结转结余情况。"
    return sheet.grid("收入支出决算总表", "收入支出决算总表", number, note)


def _totals(layout: Layout) -> tuple[str, str]:
    left, _, right = layout.say("总计").partition("|")
    return left, right or left


def _sources(books: Books) -> list[tuple[str, Values]]:
    if books.year >= EIGHT_SOURCES:
        return [(account.name, (account.final,)) for account in books.sources]
    fiscal = ("财政拨款收入", (books.fiscal_income.final,))
    return [fiscal, *((account.name, (account.final,)) for account in books.sources[3:])]


def fiscal_form(books: Books, layout: Layout, number: str | None) -> Grid:
    """Form 04 财政拨款收入支出决算总表; before 2020 without the state-capital column."""
    funds = 3 if books.year >= EIGHT_SOURCES else 2
    sheet = _side_sheet(layout, [("合计",), *((name,) for name in FUNDS[:funds])])
    flows = [flow for flow in books.flows if flow.source < 3]
    right = _numbered(_classes(books, layout, flows, funds + 1))
    left = _numbered([(n, (a.final,)) for n, a in zip(FUNDS[:funds], books.sources, strict=False)])
    body = max(len(left), len(right))
    spent = zeros(funds + 1)
    for flow in flows:
        spent = add_columns(spent, _by_budget(flow, funds + 1))
    out = tuple(account.final for account in books.fiscal_carry_out[:funds])
    carried = (sum(out, ZERO), *out)
    in_total, out_total = _totals(layout)
    right_foot = [
        Side("本年支出合计", spent),
        Side("年末财政拨款结转和结余", carried),
        *[Side()] * funds,
        Side(out_total, add_columns(spent, carried)),
    ]
    keys = ("支出-合计", *FUND_KEYS[:funds])
    _write_sides(
        sheet, _pad(left, body) + _fiscal_foot(books, funds, in_total), _pad(right, body) + right_foot, keys
    )
    note = f"注：本表反映{books.unit.kind}本年度财政拨款的总收支和年末结转结余情况。"
    kind = "财政拨款收入支出决算总表"
    return sheet.grid(kind, kind, number, note, landscape=True)


def _fiscal_foot(books: Books, funds: int, total: str) -> list[Side]:
    opening = [account.final for account in books.fiscal_carry_in[:funds]]
    return [
        Side("本年收入合计", (books.fiscal_income.final,)),
        Side("年初财政拨款结转和结余", (sum(opening, ZERO),)),
        *(Side(name, (value,)) for name, value in zip(FUNDS, opening, strict=False)),
        Side(total, (books.fiscal_income_total.final,)),
    ]


Line = tuple[str, str, Decimal]


def _economic_lines(books: Books) -> list[Line]:
    """(code, name, amount) of every row of form 06, 类 sums before their 款."""
    names = economic_names(books.year)
    classes: dict[str, Decimal] = {}
    for account in books.economic:
        code = (account.code or "")[:3]
        classes[code] = classes.get(code, ZERO) + account.final
    amounts = classes | {account.code or "": account.final for account in books.economic}
    return [(code, names[code], amounts[code]) for code in sorted(amounts)]


def _blocks(books: Books, layout: Layout) -> list[list[Line]]:
    """The rows by block: personnel in the first, the rest over the others; few blocks drop empty 类."""
    lines = _economic_lines(books)
    if layout.economic_blocks < 4:
        used = {code for code, _, amount in lines if amount} | {"301", "302", "303", "310"}
        lines = [line for line in lines if line[0][:3] in used]
    if layout.economic_blocks == 1:
        return [lines]
    if layout.economic_blocks == 2:
        lines = [line for line in lines if line[2] or line[0][:3] != "310" or line[0] in SHORT_CAPITAL]
    people = [line for line in lines if line[0][:3] in ("301", "303")]
    other = [line for line in lines if line[0][:3] not in ("301", "303")]
    height = max(len(people), -(-len(other) // (layout.economic_blocks - 1)))
    return [people, *(other[start : start + height] for start in range(0, len(other), height))]


def _block_paths(layout: Layout, index: int, blocks: int) -> list[Path]:
    top: Path = () if blocks == 1 or layout.codes == "parts" else ("人员经费" if index == 0 else "公用经费",)
    if layout.codes == "parts":
        head = f"经济分类科目编码{' ' * index}"
        return [(head, "类"), (head, "款"), (f"科目名称{' ' * index}",), (f"决算数{' ' * index}",)]
    return [(*top, f"{text}{' ' * index}") for text in ("科目代码", "科目名称", "决算数")]


def economic_form(books: Books, layout: Layout, number: str | None) -> Grid:
    """Form 06 一般公共预算财政拨款基本支出决算表."""
    blocks = _blocks(books, layout)
    paths = [path for index in range(len(blocks)) for path in _block_paths(layout, index, len(blocks))]
    sheet = Sheet(layout, paths)
    sheet.header = [[text.strip() for text in row] for row in sheet.header]
    width = len(paths) // len(blocks)
    for index in range(max(len(block) for block in blocks)):
        row = sheet.add()
        for place, block in enumerate(blocks):
            if index < len(block):
                _economic_cell(sheet, row, place * width, width, block[index])
    _economic_foot(books, sheet, len(blocks), width)
    note = f"注：本表反映{books.unit.kind}本年度一般公共预算财政拨款基本支出明细情况。"
    kind = "一般公共预算财政拨款基本支出决算表"
    title = "一般公共预算财政拨款" + layout.say("基本支出决算表")
    return sheet.grid(kind, title, number, note, landscape=len(blocks) > 2)


def _economic_cell(sheet: Sheet, row: int, start: int, width: int, line: Line) -> None:
    code, name, amount = line
    texts = code_cells(sheet.layout, code)[: width - 2]
    sheet.rows[row][start : start + width - 1] = [*texts, sheet.layout.break_text(name)]
    if code.startswith(("309", "311")):
        sheet.put_dash(row, start + width - 1, name, code, "决算数")
    else:
        sheet.put(row, start + width - 1, name, code, "决算数", amount)


def _economic_foot(books: Books, sheet: Sheet, blocks: int, width: int) -> None:
    sums = (("人员经费合计", books.personnel.final), ("公用经费合计", books.public.final))
    if blocks == 1:
        total = books.personnel.final + books.public.final
        for label, amount in (*sums, ("合计", total)):
            row = sheet.add([label])
            sheet.merge(row, 0, width - 1)
            sheet.put(row, width - 1, label, None, "决算数", amount)
        return
    row = sheet.add()
    for (label, amount), start, end in zip(sums, (0, width), (width, blocks * width), strict=True):
        sheet.rows[row][start] = label
        sheet.merge(row, start, end - start - 1)
        sheet.put(row, end - 1, label, None, "决算数", amount)
