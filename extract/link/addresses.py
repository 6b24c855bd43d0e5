"""The cells of a line with a name of its own: the look-up over `lines`, 三公 items and procurement."""

from __future__ import annotations

import re

from extract.catalogue.lines import procurement, three_public, three_public_short
from extract.catalogue.topics import topic_of_item
from extract.forms import RELATED_INFORMATION, THREE_PUBLIC
from extract.labels import BUDGETS
from extract.link.address import Address, at
from extract.link.lines import LINES
from extract.text import squeeze

_ACCOUNTED = re.compile(r"决算(?:报表)?(?=总?[收支合总])|(?<=[收支][入出])决算(?=[合总])")
"""收入决算合计, 决算支出: the word 决算 inside a line name tells no other line."""


_WORDINGS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"当年(?=财政拨款|拨款)", ""),
        (r"^公共(?:财政预算|预算财政|预算)拨款", "一般公共预算财政拨款"),
        (r"^(?:当年|本年度|全年)(?=收入|支出)", "本年"),
        (r"^事业单位(?=经营[收支])", ""),
        (r"^(?:附属|下级)单位(?:上缴|缴款)(?:收入)?$", "附属单位上缴收入"),
        (r"预算(?=拨款)", "预算财政"),
        (r"^财政(?:预算)?(?:补助|补贴)(?=收入$|支出$)", "财政拨款"),
        (r"^(一般公共|政府性基金|国有资本经营)(?:预算)?(?:财政)?拨入$", r"\1预算财政拨款收入"),
        (r"^总体(?=收入|支出)", ""),
        (r"^上年(?:度)?(?=(?:财政拨款)?结[转余])", "年初"),
        (r"^年底(?=(?:财政拨款)?结[转余])", "年末"),
        (r"^(?:年末|期末)?结转(?:到)?(?:下年|下一年|次年)", "年末结转和结余"),
        (r"^(年[初末](?:财政拨款)?)结(?:余|转)(?:结余|资金)?$", r"\1结转和结余"),
        (r"^(年[初末](?:财政拨款)?)结(?:转结余|余和结转|余结转|转及结余|转、结余)$", r"\1结转和结余"),
    )
)
"""What older and shorter manners call the lines of the forms."""


def named_addresses(topic: str, name: str, measure: str) -> tuple[Address, ...]:
    """The cells of a line with a name of its own: ("收入", "事业收入", "决算数") → forms 02, 01; else ().

    A line that its topic does not know may name its own: 一般公共预算财政拨款支出 under 财政拨款支出情况.
    """
    if topic == "三公":
        return _three_public(name, measure)
    if measure != "决算数":
        return ()
    if topic == "采购":
        return _procurement(name)
    text = plain_name(name)
    found = _line(topic, text)
    return found or _line(topic_of_item(text) or "", text)


def _line(topic: str, text: str) -> tuple[Address, ...]:
    names = (text, text.removesuffix("合计")) if len(text) > len("收入合计") else (text,)
    lines = ((name, *line) for name in names for line in LINES.get(topic, ()))
    return next((cells for name, pattern, cells in lines if re.search(pattern, name)), ())


def plain_name(name: str) -> str:
    """A line in the words of the table: 当年支出 → 本年支出, 一般公共预算当年拨款 → 一般公共预算财政拨款."""
    text = _ACCOUNTED.sub("", squeeze(name).replace('"', ""))
    for pattern, plain in _WORDINGS:
        text = pattern.sub(plain, text)
    return text


def _three_public(name: str, measure: str) -> tuple[Address, ...]:
    item = three_public(name) or three_public_short(name)
    column = "预算数" if measure in BUDGETS else {"决算数": "决算数", "上年数": "上年决算数"}.get(measure)
    return (at(THREE_PUBLIC, f"{column}-{item}"),) if item and column else ()


def _procurement(name: str) -> tuple[Address, ...]:
    kind = procurement(name)
    rows = {"合计": ("合计", "政府采购支出合计", "政府采购支出总额", "政府采购支出")}.get(
        kind or "", (f"{kind}", f"政府采购{kind}支出", f"{kind}支出")
    )
    return (at(RELATED_INFORMATION, "统计数", *rows),) if kind else ()
