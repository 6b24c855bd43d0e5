"""What a bare name is called in full, by the words before its figure: 一般公共预算 after 财政拨款本年收入.

"财政拨款本年收入 A，其中一般公共预算 B" tells of income, "一般公共预算、… 分别支出 B" of spending; values
play no part, and where no word tells the side the name stays as it is.
"""

from __future__ import annotations

import re

from extract.records import Document, Fact
from extract.text import squeeze

_FUND = re.compile(
    r"(?:(?P<fund>一般公共|政府性基金|国有资本经营)(?:预算)?(?:财政拨款)?|(?:当年|本年|全年)?财政拨款)"
)
_SIDE = re.compile(
    r"(?P<income>收入|拨入|拨给|拨付|拨到|下达|到位|取得|进账)|支出|列支|开支|支用|用去|用掉|花"
)
_DEED = re.compile(r"(?:取得|实现|完成|发生|形成|全年|本年|当年)(?:收入|支出)?$")
_FAR = 120
"""How far back the words may stand, in characters."""


def full_name(document: Document, fact: Fact) -> str | None:
    """一般公共预算财政拨款收入 for 一般公共预算, 本年支出 for 发生支出; None where no word tells."""
    name = squeeze(fact.item.name)
    fund = _FUND.fullmatch(name)
    if name in ("收入", "支出"):
        return f"本年{name}" if _DEED.search(_before(document, fact.start)) else None
    sides = list(_SIDE.finditer(_before(document, fact.start))) if fund else []
    if fund is None or not sides:
        return None
    side = "收入" if sides[-1]["income"] else "支出"
    return f"{fund['fund']}预算财政拨款{side}" if fund["fund"] else f"财政拨款{side}"


def _before(document: Document, start: int) -> str:
    """The words of the sentence before an offset, without white space."""
    words = squeeze(document.text[max(start - _FAR, 0) : start])
    return words[max(words.rfind(stop) for stop in "。；") + 1 :]
