"""The forms of a 部门预算: those of a final account with 预算数 in place of 决算数, under names of their own.

A budget prints the same lines for the year to come; `FINAL_OF` says which form of a final account each is
like, so that columns and rows are found as there. Source: 财预〔2016〕143号, annex of the published tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extract.forms import (
    BASIC_EXPENDITURE,
    EXPENDITURE,
    FISCAL_OVERALL,
    GENERAL_BUDGET,
    GOVERNMENT_FUNDS,
    INCOME,
    OVERALL,
    RUNNING_COSTS,
    STATE_CAPITAL,
    THREE_PUBLIC,
    column_keys,
    recognise,
)
from extract.records import Document
from extract.text import squeeze

FINAL_OF: Final[dict[str, str]] = {
    "部门收支预算总表": OVERALL,
    "部门收入预算表": INCOME,
    "部门支出预算表": EXPENDITURE,
    "财政拨款收支预算总表": FISCAL_OVERALL,
    "一般公共预算支出表": GENERAL_BUDGET,
    "一般公共预算基本支出表": BASIC_EXPENDITURE,
    "政府性基金预算支出表": GOVERNMENT_FUNDS,
    "国有资本经营预算支出表": STATE_CAPITAL,
    "“三公”经费支出预算表": THREE_PUBLIC,
}
"""Canonical kind of a budget's form → the form of a final account that it is like."""
_BUDGET_OF = {final: planned for planned, final in FINAL_OF.items()}

YEAR_INCOME, ALL_INCOME = "本年收入合计", "收入总计"
"""Keys of the total of 部门收入预算表: with a column for what was carried over it is the total of all."""
_CARRIED = re.compile(r"结转|结余")
SPENT_BEFORE = "上年执行数"
_SPENT_BEFORE = re.compile(
    r"^(?!.*(?:比|增减|[%率]))(?:上年|20\d\d年度?)(?:预算)?(?:执行|决算)数?(?:-(?:小计|合计))?$"
)
"""The column of 一般公共预算支出表 that tells what was spent the year before."""
_NO_FORM = re.compile(r"上年|决算|执行|绩效|采购|购买服务|债务")
"""Titles of tables that hold no line of the year's budget."""
_PLANNED = re.compile(r"(?<!公共)(?<!基金)(?<!资本经营)预算")
"""预算 that says what is told, not the name of a fund."""
_SIDE = re.compile(r"(?<=[收支][入出])预算(?=-)")
_YEAR = re.compile(r"(20\d\d)年度?")
_ASIDE = re.compile(r"上年|执行|决算|增减|[较比]|[%率]")
"""Columns beside those of the year's budget: what was spent before, and how far apart the two are."""


def with_final_kinds(document: Document) -> Document:
    """A budget with its forms named as those of a final account, other tables as none; others as they are."""
    if not document.profile.is_budget:
        return document
    tables = tuple(replace(table, kind=FINAL_OF.get(table.kind or "")) for table in document.tables)
    return replace(document, tables=tables)


def planned_kind(final: str) -> str:
    """The form of a budget that is like one of a final account: 支出决算表 → 部门支出预算表."""
    return _BUDGET_OF.get(final, final)


def recognise_budget(title: str | None, header: str, labels: str = "") -> str | None:
    """The canonical kind in a file that is a budget: ("收支总表", "收入预算数支出预算数") → 部门收支预算总表.

    Title and header are read as those of a final account. None for the year before, for purchases and the
    like, and for whatever no final account has.
    """
    name = squeeze(title or "")
    if not name or _NO_FORM.search(name):
        return None
    final = recognise(_as_final(name), _as_final(header), _as_final(labels), final=True)
    return _BUDGET_OF.get(final or "")


def budget_columns(kind: str, paths: Sequence[str], halves: Sequence[int]) -> tuple[str | None, ...]:
    """One key per column, as `extract.forms.column_keys` gives for a final account.

    ("部门支出预算表", ["支出预算-合计", "支出预算-基本支出"]) → ("本年支出合计", "基本支出").
    """
    form = FINAL_OF[kind]
    if form == THREE_PUBLIC:
        items = zip(paths, column_keys(form, paths, halves), strict=True)
        return tuple(RUNNING_COSTS if "机关运行" in path else _planned_item(path, key) for path, key in items)
    total = ALL_INCOME if form == INCOME and any(map(_CARRIED.search, paths)) else YEAR_INCOME
    latest = max((year for path in paths for year in _YEAR.findall(path)), default="")
    found = column_keys(form, [_path(path, latest) for path in paths], halves)
    keys = [total if key == YEAR_INCOME else key for key in found]
    prior = next((at for at, path in enumerate(paths) if _SPENT_BEFORE.search(squeeze(path))), None)
    if form == GENERAL_BUDGET and prior is not None:
        keys[prior] = SPENT_BEFORE
    return tuple(keys)


def _planned_item(path: str, key: str | None) -> str | None:
    """The key of a 三公 column: without a word of its own a column of a budget is of the budget."""
    return key.replace("决算数-", "预算数-") if key and not _ASIDE.search(path) else None


def _path(path: str, latest: str) -> str:
    """2024年预算数-小计 → 决算数-小计, 收入预算-合计 → 本年收入-合计; "" for a column beside."""
    if _ASIDE.search(path) or any(year < latest for year in _YEAR.findall(path)):
        return ""
    text, sides = _SIDE.subn("", _YEAR.sub("", squeeze(path)))
    return _as_final(re.sub(r"^(?=[收支][入出]-)", "本年", text) if sides else text)


def _as_final(words: str) -> str:
    """收支预算总表 → 收支决算总表; the names of funds stay."""
    return _PLANNED.sub("决算", squeeze(words))
