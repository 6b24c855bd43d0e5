"""How a document prints its forms: one `Layout` for the whole document, drawn from a table of options.

The four named layouts are the shapes seen in the provinces; "any" mixes all of their options freely.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from annotations.generate.books import ZERO

Option = str | int | bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Choices that hold for all forms of one document."""

    codes: str
    """whole: 2010301 in one column; parts: 类|款|项 in three columns."""
    line_numbers: bool
    """A 行次 column in the two-sided forms."""
    column_numbers: bool
    """A 栏次 row under the heads."""
    numbering: str
    """公开{:02d}表, 财决{:02d}表, 表{}, 附表{} or empty: no number printed."""
    unit: str
    thousands: bool
    blank: str
    """What stands for nothing: "", "0.00", "—"."""
    trim: bool
    """Trailing zeros dropped as a spreadsheet does: 49.9, 188."""
    total_last: bool
    """合计 below the lines instead of above."""
    three_place: str
    """seventh: 三公 before the fund form; last: behind it."""
    three_shape: str
    """blocks: 预算数 six columns, 决算数 six; pairs: each item 预算数|决算数; rows: items as rows."""
    economic_blocks: int
    """基本支出 form side by side in 1–4 blocks."""
    tenth: bool
    """The 相关信息统计表 stands at the end."""
    classes: str
    """all: every 类 of the official form; used: only those with a figure."""
    swap: bool
    """项目支出 before 基本支出."""
    wrap: int
    """Long texts in cells are broken by a space every n characters (0: never), as conversions leave them."""
    words: Mapping[str, str]
    """What is printed for a canonical head."""

    def say(self, head: str) -> str:
        """The document's word for a canonical head."""
        return self.words.get(head, head)

    def number(self, place: int) -> str | None:
        """公开05表 for the fifth form, None where numbers are not printed."""
        return self.numbering.format(place) if self.numbering else None

    def show(self, amount: Decimal) -> tuple[str, Decimal | None]:
        """(text printed, value in 万元): zero is a blank, and None unless it is printed as 0.00."""
        if amount == 0:
            return self.blank, ZERO if self.blank.startswith("0") else None
        printed = amount * 10_000 if self.unit == "元" else amount
        text = f"{printed:,.2f}" if self.thousands else f"{printed:.2f}"
        return (text.rstrip("0").rstrip(".") if self.trim else text), amount

    def break_text(self, text: str) -> str:
        """因公出国（境） 费: long cell texts carry a space where the cell broke them."""
        if not self.wrap or len(text) <= self.wrap:
            return text
        return " ".join(text[start : start + self.wrap] for start in range(0, len(text), self.wrap))


WORDS: dict[str, tuple[str, ...]] = {
    "科目代码": ("科目代码", "科目编码", "功能分类科目编码", "支出功能分类科目编码"),
    "本年收入合计": ("本年收入合计", "本年收入合计", "合计", "收入合计"),
    "本年支出合计": ("本年支出合计", "本年支出合计", "合计", "支出合计"),
    "小计": ("小计", "合计", "本年支出合计"),
    "金额": ("金额", "决算数"),
    "对附属单位补助支出": ("对附属单位补助支出", "对下级单位补助支出"),
    "公务用车购置及运行维护费": ("公务用车购置及运行维护费", "公务用车购置及运行费"),
    "公务用车运行维护费": ("公务用车运行维护费", "公务用车运行费"),
    "因公出国（境）费": ("因公出国（境）费", "因公出国（境）费用", "因公出国(境)费"),
    "“三公”": ("“三公”", "“三公”", "三公", '"三公"'),
    "基本支出决算表": ("基本支出决算表", "基本支出决算明细表"),
    "国有资本经营预算财政拨款": ("国有资本经营预算财政拨款", "国有资本经营预算财政拨款收入"),
    "总计": ("总计", "总计", "收入总计|支出总计"),
    "年末结转和结余": ("年末结转和结余", "年末结转和结余", "年末结转结余"),
    "说明：本表无数据。": (
        "说明：本表无数据。",
        "说明：{unit}本年度没有此项收入和支出，故本表无数据。",
        "注：本{who}无此项收支，本表为空。",
    ),
    "使用非财政拨款结余": (
        "使用非财政拨款结余",
        "使用非财政拨款结余和专用结余",
        "使用非财政拨款结余（含专用结余）",
    ),
}
"""Canonical head → what documents print for it; the first ones are the official wording."""

_BASE: dict[str, tuple[Option, ...]] = {
    "codes": ("whole",),
    "line_numbers": (True,),
    "column_numbers": (True,),
    "numbering": ("公开{:02d}表", "公开{:02d}表", "财决公开{:02d}表"),
    "unit": ("万元", "万元", "万元", "万元", "万元", "元"),
    "thousands": (False, False, True),
    "blank": ("", "", "0.00"),
    "trim": (False,) * 11 + (True,),
    "total_last": (False,),
    "three_place": ("last",),
    "three_shape": ("blocks",),
    "economic_blocks": (4, 3),
    "tenth": (False, False, True),
    "classes": ("all",),
    "swap": (False,),
    "wrap": (0, 0, 0, 0, 0, 0, 6, 8, 9),
}
_SHANGHAI: dict[str, tuple[Option, ...]] = {
    "codes": ("parts", "parts", "whole"),
    "line_numbers": (False,),
    "column_numbers": (False,),
    "numbering": ("",),
    "unit": ("万元",),
    "thousands": (True, True, False),
    "blank": ("",),
    "total_last": (False, True),
    "three_place": ("seventh",),
    "three_shape": ("pairs",),
    "economic_blocks": (2,),
    "tenth": (False,),
}
_PARTS: dict[str, tuple[Option, ...]] = {
    "codes": ("parts",),
    "line_numbers": (False, True),
    "numbering": ("财决{:02d}表", "公开{:02d}表", "附表{}", ""),
    "thousands": (True, False),
    "blank": ("", "0.00", "—"),
    "three_place": ("last", "seventh"),
    "three_shape": ("blocks", "rows"),
    "economic_blocks": (2, 3, 4),
    "classes": ("all", "used"),
}
_ROWS: dict[str, tuple[Option, ...]] = {
    "line_numbers": (False, True),
    "column_numbers": (False, True),
    "numbering": ("表{}", "附件{}", "", "公开{:02d}表"),
    "thousands": (True, False),
    "blank": ("", "0.00", "0", "-"),
    "total_last": (False, True),
    "three_place": ("last", "seventh"),
    "three_shape": ("rows",),
    "economic_blocks": (1, 2),
    "classes": ("used", "all"),
    "swap": (False, False, False, True),
}


def _mixed() -> dict[str, tuple[Option, ...]]:
    tables = (_BASE, _BASE | _SHANGHAI, _BASE | _PARTS, _BASE | _ROWS)
    return {key: tuple(option for table in tables for option in table[key]) for key in _BASE}


LAYOUTS: dict[str, dict[str, tuple[Option, ...]]] = {
    "national": _BASE,
    "shanghai": _BASE | _SHANGHAI,
    "parts": _BASE | _PARTS,
    "rows": _BASE | _ROWS,
    "any": _mixed(),
}
"""Named layouts, each a table of the options it draws from."""


def draw_layout(rng: random.Random, name: str = "any") -> Layout:
    """One layout; KeyError for a name that LAYOUTS does not have."""
    drawn = {key: rng.choice(options) for key, options in LAYOUTS[name].items()}
    official = rng.random() < 0.4
    words = {head: options[0] if official else rng.choice(options) for head, options in WORDS.items()}
    if name == "shanghai":
        words["金额"] = "决算数"
    return Layout(**drawn, words=words)  # type: ignore[arg-type]
