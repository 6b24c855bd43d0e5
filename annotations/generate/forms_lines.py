"""Forms 02, 03, 05 and the fund forms: one row for each 类, 款 and 项, values in columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from annotations.generate.books import ZERO, Books, Flow
from annotations.generate.layouts import Layout
from annotations.generate.script import Grid
from annotations.generate.sheets import Path, Sheet, add_columns, zeros

Values = tuple[Decimal, ...]
INCOME_HEADS = ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
BALANCE_HEADS: tuple[Path, ...] = (
    ("年初结转和结余",),
    ("本年收入",),
    ("本年支出", "小计"),
    ("本年支出", "基本支出"),
    ("本年支出", "项目支出"),
    ("年末结转和结余",),
)
BALANCE_KEYS = ("年初结转和结余", "本年收入", "本年支出", "基本支出", "项目支出", "年末结转和结余")


@dataclass(frozen=True, slots=True)
class LineForm:
    """What such a form prints: columns as head paths with their canonical keys, and a flow's values."""

    kind: str
    title: str
    heads: tuple[Path, ...]
    keys: tuple[str, ...]
    values: Callable[[Flow], Values]
    sources: frozenset[int]
    note: str
    landscape: bool = False


def _income(flow: Flow) -> Values:
    columns = [ZERO] * 6
    columns[max(0, flow.source - 2)] = flow.income
    return flow.income, *columns


def _expense(flow: Flow) -> Values:
    return flow.spent, flow.basic, flow.project, flow.remitted, flow.operating, flow.subsidised


def _spending(flow: Flow) -> Values:
    return flow.spent, flow.basic, flow.project


def _balance(flow: Flow) -> Values:
    return flow.carry_in, flow.income, flow.spent, flow.basic, flow.project, flow.carry_out


_EVERY, _GENERAL, _FUND, _CAPITAL = frozenset(range(8)), frozenset((0,)), frozenset((1,)), frozenset((2,))
_SPENDING_HEADS: tuple[Path, ...] = (("本年支出", "小计"), ("本年支出", "基本支出"), ("本年支出", "项目支出"))

LINE_FORMS: dict[str, LineForm] = {
    "income": LineForm(
        "收入决算表",
        "收入决算表",
        (("本年收入合计",), ("财政拨款收入",), *((head,) for head in INCOME_HEADS)),
        ("本年收入合计", "财政拨款收入", *INCOME_HEADS),
        _income,
        _EVERY,
        "注：本表反映{who}本年度取得的各项收入情况。",
        True,
    ),
    "expense": LineForm(
        "支出决算表",
        "支出决算表",
        (
            ("本年支出合计",),
            ("基本支出",),
            ("项目支出",),
            ("上缴上级支出",),
            ("经营支出",),
            ("对附属单位补助支出",),
        ),
        ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"),
        _expense,
        _EVERY,
        "注：本表反映{who}本年度各项支出情况。",
        True,
    ),
    "general": LineForm(
        "一般公共预算财政拨款支出决算表",
        "一般公共预算财政拨款支出决算表",
        _SPENDING_HEADS,
        ("合计", "基本支出", "项目支出"),
        _spending,
        _GENERAL,
        "注：本表反映{who}本年度一般公共预算财政拨款支出情况。",
    ),
    "fund": LineForm(
        "政府性基金预算财政拨款收入支出决算表",
        "政府性基金预算财政拨款收入支出决算表",
        BALANCE_HEADS,
        BALANCE_KEYS,
        _balance,
        _FUND,
        "注：本表反映{who}本年度政府性基金预算财政拨款收入、支出及结转和结余情况。",
        True,
    ),
    "capital": LineForm(
        "国有资本经营预算财政拨款支出决算表",
        "国有资本经营预算财政拨款支出决算表",
        _SPENDING_HEADS,
        ("本年支出", "基本支出", "项目支出"),
        _spending,
        _CAPITAL,
        "注：本表反映{who}本年度国有资本经营预算财政拨款支出情况。",
    ),
    "capital-balance": LineForm(
        "国有资本经营预算财政拨款支出决算表",
        "国有资本经营预算财政拨款收入支出决算表",
        BALANCE_HEADS,
        BALANCE_KEYS,
        _balance,
        _CAPITAL,
        "注：本表反映{who}本年度国有资本经营预算财政拨款收入、支出及结转和结余情况。",
        True,
    ),
}
"""The forms of this shape."""


def code_tree(flows: Iterable[Flow], values: Callable[[Flow], Values], width: int) -> dict[str, Values]:
    """Sums by 类, 款 and 项 in printing order; rows without any figure are left out."""
    sums: dict[str, Values] = {}
    for flow in flows:
        row = values(flow)
        for digits in (3, 5, 7):
            code = flow.code[:digits]
            sums[code] = add_columns(sums.get(code, zeros(width)), row)
    return {code: row for code, row in sorted(sums.items()) if any(row)}


def _label_paths(layout: Layout) -> tuple[Path, ...]:
    if layout.codes == "whole":
        return (("项目", layout.say("科目代码")), ("项目", "科目名称"))
    parts = (("项目", "支出功能分类科目编码", level) for level in "类款项")
    return (*parts, ("项目", "科目名称"))


def code_cells(layout: Layout, code: str) -> list[str]:
    """The code as the layout prints it: ["2010301"] or ["201", "03", "01"]."""
    return [code] if layout.codes == "whole" else [code[:3], code[3:5], code[5:]]


def line_form(books: Books, layout: Layout, form: LineForm, number: str | None) -> Grid:
    """The form filled from the books' flows; without data only the empty 合计 row and a note remain."""
    order = _column_order(layout, form.keys)
    labels = _label_paths(layout)
    paths = (*labels, *(_say(layout, form.heads[index]) for index in order))
    sheet = Sheet(layout, paths, labels=len(labels))
    flows = [flow for flow in books.flows if flow.source in form.sources]
    tree = code_tree(flows, form.values, len(order))
    totals = zeros(len(order))
    for code, row in tree.items():
        totals = add_columns(totals, row) if len(code) == 3 else totals
    lines = [(code, books.names[code], row) for code, row in tree.items()]
    total = ("", "合计", totals)
    for code, name, row in [*lines, total] if layout.total_last else [total, *lines]:
        _fill(sheet, form, order, (code, name, row), len(labels))
    note = form.note.format(who=books.unit.kind)
    if not tree:
        note += "\n" + layout.say("说明：本表无数据。").format(unit=books.unit.name, who=books.unit.kind)
    return sheet.grid(form.kind, form.title, number, note, landscape=form.landscape)


def _fill(sheet: Sheet, form: LineForm, order: list[int], line: tuple[str, str, Values], labels: int) -> None:
    code, name, values = line
    if code:
        row = sheet.add([*code_cells(sheet.layout, code), sheet.layout.break_text(name)])
    else:
        row = sheet.add([name])
        sheet.merge(row, 0, labels)
    for column, index in enumerate(order, labels):
        sheet.put(row, column, name, code or None, form.keys[index], values[index])


def _say(layout: Layout, path: Path) -> Path:
    return tuple(layout.say(text) for text in path)


def _column_order(layout: Layout, keys: tuple[str, ...]) -> list[int]:
    order = list(range(len(keys)))
    if layout.swap and "基本支出" in keys:
        left, right = keys.index("基本支出"), keys.index("项目支出")
        order[left], order[right] = order[right], order[left]
    return order
