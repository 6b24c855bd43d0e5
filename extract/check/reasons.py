"""A stated cause against the change it is given for: 持平 explained by a decrease, a rise by 支出减少.

Source: K11, frames 11 and 34, mistakes auditors report. Only causes that say how the money moved, and in
one direction alone, are held against it.
"""

from __future__ import annotations

import re

from extract.check.base import STILL, Case, Outcome, Tally, finding, moved
from extract.records import Fact

RULE = "reason-direction"

_MONEY = r"(?:支出|经费|费用|收入|开支|拨款|资金|支付|人员|采购|购置|接待)"
_LESS = rf"(?:减少|下降|降低|压减)(?:了)?{_MONEY}|{_MONEY}(?:相应|有所|随之)?(?:减少|下降|降低)"
_MORE = rf"(?:增加|增长|提高)(?:了)?{_MONEY}|{_MONEY}(?:相应|有所|随之)?(?:增加|增长|提高)"
_ANY_LESS = re.compile(r"减|下降|降低|压缩|节约|未|无|取消|收回|停")
_ANY_MORE = re.compile(r"增|提高|上调|新|追加|上涨|扩大")


def _said(reason: str) -> int:
    """1 or -1 where a cause speaks of more or of less money and of nothing else; 0 otherwise.

    A cause with figures of its own tells of one part of the change, which may go the other way.
    """
    if re.search(r"\d", reason):
        return 0
    if re.search(_LESS, reason) and not _ANY_MORE.search(reason):
        return -1
    if re.search(_MORE, reason) and not _ANY_LESS.search(reason):
        return 1
    return 0


def check_reasons(case: Case, blamed: frozenset[str]) -> Outcome:
    """财政拨款收支总计持平。主要原因：…减少支付 → warning; 增加2.40万元，主要是经费减少 → warning."""
    tally, seen = Tally(), set[int]()
    for fact in case.spoken("增减额"):
        said = _said(fact.reason.text) if fact.reason else 0
        if fact.reason is None or not said or fact.reason.start in seen or not _is_told(fact):
            continue
        seen.add(fact.reason.start)
        tally.tested += 1
        if fact.sign != said and fact.id not in blamed:
            words = "减少" if said < 0 else "增加"
            told = f"说“{fact.quote}”" if _is_still(fact) else f"写{moved(fact)}"
            tally.findings.append(
                finding(
                    RULE,
                    "wording",
                    "warning",
                    f"{fact.item.name}{told}，所写原因却是{words}：“{_short(fact.reason.text)}”。",
                    facts=(fact,),
                    at=(fact.reason.start, fact.reason.end),
                    actual=fact.reason.text,
                )
            )
    return tally.done()


def _is_still(fact: Fact) -> bool:
    return any(step.startswith(STILL) for step in fact.steps)


def _is_told(fact: Fact) -> bool:
    """True where the direction is known: a signed change, or a sentence that says 持平 without 基本."""
    return bool(fact.sign) or (_is_still(fact) and "基本" not in fact.quote)


def _short(text: str) -> str:
    text = "".join(text.split())
    return text if len(text) <= 30 else text[:29] + "…"
