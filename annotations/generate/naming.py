"""Where a printed name begins and ends, and which printed name a figure belongs to (GUIDELINE §6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotations.generate.books import Account
from annotations.generate.figures import Subject

_TWICE = (
    "支出",
    "收入",
    "决算",
    "预算",
    "金额",
    "合计",
    "总计",
    "总额",
    "经费",
    "费用",
    "等",
    "年度",
    "主要",
    "资金",
    "项目",
    "调整后",
    "用于",
    "因为",
    "由于",
    "增加",
    "减少",
)
_SHORT = re.compile(r"(?:公务用车|公车|车辆|接待|出国|（境）|购置|运行|维护|来访|货物|工程|服务|会议|培训)$")
_GROWS = re.compile(r"(?:支出金额|支出)(?!决算|总额|合计|年初|预算|数)")
_KINDS = re.compile(r"(?:货物|工程|服务)$")
_KIND = re.compile(r"类(?:支出金额|采购金额|支出|采购|)(?!决算|总额|合计|预算)")
_OF_BUDGET = re.compile(
    r"(?:(?:一般公共预算|政府性基金预算|国有资本经营预算|公共财政预算|公共预算)?(?:财政拨款|拨款)"
    r"|一般公共预算|政府性基金预算|国有资本经营预算|政府性基金)$"
)
_NEEDS_BUDGET = re.compile(r"(?:本年|年初|年末|上年)?(?:收入|支出|收、?支|基本支出|项目支出|结转|结余)")
_OF_TIME = re.compile(r"(?:年初|年末|上年末?|以前年度)(?:财政拨款)?$")
_CARRIED = re.compile(r"(?:财政拨款)?(?:结转|结余)")
_BROKEN = re.compile(r"[，。；：、（）\d占比较与的]")
_LINES = re.compile(
    r"(?<!生均)(?:"
    + "|".join(
        (
            "一般公共预算(?:财政拨款)?(?:基本支出|项目支出|支出(?!预算))|一般公共预算财政拨款收入",
            "(?:政府性基金|国有资本经营)预算(?:财政拨款|拨款)?(?:本年)?(?:收入|支出|收支)(?!预算)",
            "(?:一般公共预算)?财政拨款(?:收入总计|支出总计|总收入|总支出|本年收入|本年支出|基本支出|收支总计|收入支出|收支|支出预算|收入|支出)",
            "事业收入|经营收入|其他收入|上级补助收入|附属单位上缴收入|使用非财政拨款结余|结余分配|(?:年初|年末|上年)结转和?结余",
            "收入总计|支出总计|本年收入合计|本年支出合计|政府采购支出(?:总额|金额)?",
            "公务用车购置及运行(?:维护)?费|公务用车运行维护费|公务用车购置费|公务接待费用?|因公出国（境）费用?|维修（护）费",
            "其他交通费用|商品和服务支出|工资福利支出|对个人和家庭的补助|一般性支出|日常公用经费|公用经费|人员经费|机关运行经费",
            "(?:一般公共预算|财政拨款)?“三公”经费(?:财政拨款支出)?|三公经费|基本支出|项目支出|物业管理费|委托业务费|专用材料费",
            "设备购置费|办公费(?!用)|印刷费|差旅费|水电费|邮电费|会议费|培训费|劳务费|租赁费|工会经费|福利费|取暖费|燃油费|咨询费",
            "电费|水费|手续费|基本工资|津贴补贴|绩效工资|职业年金|住房公积金|抚恤金|离休费|退休费|助学金|生活补助|购房补贴",
        )
    )
    + ")"
)
"""Names of lines that are marked wherever prose has them: in causes, purposes, definitions."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name as printed at [start, end); `account` of the subject that wrote it, None for a literal name."""

    start: int
    end: int
    text: str
    account: Account | None = None


def without_echo(before: str, text: str) -> str:
    """The text without a first word that has just been written: 财政拨款支出|支出决算 → 决算."""
    if before.endswith(("，", "、", "。", "；")) and text.startswith("，"):
        return text[1:]
    for word in _TWICE:
        if text.startswith(word) and before.endswith(word):
            return text[len(word) :]
    return text


def grown(name: str, text: str) -> int:
    """How many characters of the text behind a short name are its own: 公务接待|支出0.3万元 → 2."""
    found = _KIND.match(text) if _KINDS.search(name) else None
    if found is None and _SHORT.search(name):
        found = _GROWS.match(text)
    return found.end() if found else 0


def begun_before(plain: str, name: str) -> int:
    """How many characters before a name are its own: 政府性基金预算财政拨款|本年收入, 年末|结转和结余."""
    found = None
    if _CARRIED.match(name):
        found = _OF_TIME.search(plain)
    if found is None and _NEEDS_BUDGET.match(name):
        found = _OF_BUDGET.search(plain)
    return len(found[0]) if found else 0


def printed_items(subject: Subject, field: str, text: str, names: Sequence[Named]) -> tuple[str, ...]:
    """The item names of a figure's facts, as printed at its place.

    `text` is what is written so far, up to the figure. A figure of two lines keeps their own names.
    """
    if len(subject.fact_items) > 1:
        return subject.fact_items
    own = subject.fact_items[0]
    begin = max(text.rfind(stop) for stop in "。；") + 1
    here = [name for name in names if name.start >= begin]
    last = here[-1] if here else None
    if last and last.account is None and _belongs(text, last, field):
        return (_one_side(last.text, subject, own),)
    if any(name.account is subject.account for name in here):
        return (own,)
    if not own:
        return ((here or names)[-1].text if (here or names) else "",)
    return (next((n.text for n in reversed(here) if n.account is None and _related(n.text, own)), own),)


def _belongs(text: str, name: Named, field: str) -> bool:
    """Whether nothing stands between the name and the figure but words that lead to it."""
    if _BROKEN.search(text, name.end):
        return False
    return field != "share" or not text[: name.start].endswith(("占", "占到"))


def _one_side(printed: str, subject: Subject, own: str) -> str:
    """收、支总计分别为A、B: each of the two figures is its own side's."""
    both = "收" in printed and "支" in printed
    return (subject.account.name or own) if both and not ("收" in own and "支" in own) else printed


def _related(printed: str, own: str) -> bool:
    """Whether two names share most of the pairs of characters of the shorter."""
    one, two = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (printed, own))
    shorter = min(len(one), len(two))
    return bool(shorter) and len(one & two) / shorter >= 0.6


def line_names(text: str, taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Names of budget lines that no mark covers yet, half-open."""
    spans = list(taken)
    found = (match.span() for match in _LINES.finditer(text))
    return [(start, end) for start, end in found if all(end <= low or high <= start for low, high in spans)]
