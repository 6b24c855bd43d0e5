"""The few lines of the forms that have a name of their own in prose: 三公 items, procurement kinds.

Each table maps what prose may write to the one name the forms use; the code only walks it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.text import squeeze

THREE_PUBLIC: tuple[tuple[str, str], ...] = (
    (
        "合计",
        r"^(?:[省市县区]?本级)?(?:一般公共预算)?(?:当年)?(?:财政拨款)?(?:支出)?(?:安排的?)?三公经费(?![、和及与])",
    ),
    ("因公出国（境）费", r"^因公出国(?:\(境\))?(?:经?费用?|支出)?(?:支出)?$"),
    ("公务用车购置及运行维护费", r"^公务(?:用车|车辆)(?:购置(?:及|和|与|、)运行|费用?$)"),
    ("公务用车购置费", r"^公务(?:用车|车辆)购置"),
    ("公务用车运行维护费", r"^公务(?:用车|车辆)运行"),
    ("公务接待费", r"^公务接待(?:经?费用?|支出)?(?:支出)?$"),
)
PROCUREMENT: tuple[tuple[str, str], ...] = (
    (
        "合计",
        r"^政府采购(?:支出|签约|成交)?(?:总额|金额|合计|支出$|$)|^采购(?:支出)?总额|^(?:走|经|通过|实行)政府采购程?序?的?$"
        r"|^货物[、和](?:工程|服务)[、和与及](?:工程|服务)$",
    ),
    *(
        (kind, rf"^(?:政府)?(?:采购)?{kind}(?:类)?(?:采购)?(?:支出|总?金?额)*$")
        for kind in ("货物", "工程", "服务")
    ),
)

_SPENT = "(?:费用?|经费|支出|开支|款)"
SHORT: tuple[tuple[str, str], ...] = (
    ("公务用车购置费", rf"^(?:新|更新)?(?:用车|车辆|汽车)?购置{_SPENT}*$"),
    ("公务用车购置费", rf"^(?:新|更新)?(?:购[置买]?|买)(?:公务)?(?:用?车|车辆){_SPENT}*$"),
    ("公务用车运行维护费", rf"^(?:.*[油修险].*等)?(?:用车|车辆|汽车)?运[行转](?:维护|维修)?{_SPENT}*$"),
    ("公务用车运行维护费", rf"^(?:(?:燃?油料?|燃料|维修|维护|保险){_SPENT}?[、和及]?){{2,}}(?:等{_SPENT})?$"),
    ("公务用车购置及运行维护费", rf"^(?:公务)?(?:用车|车辆){_SPENT}*$"),
    ("公务接待费", rf"^接待{_SPENT}*$"),
    ("因公出国（境）费", rf"^出[国境](?:\(境\))?{_SPENT}*$"),
)
"""Items of 三公 ← what a section about them calls them for short."""


def _walk(table: tuple[tuple[str, str], ...], name: str) -> str | None:
    text = squeeze(name).replace('"', "")
    return next((canonical for canonical, pattern in table if re.search(pattern, text)), None)


@lru_cache(maxsize=4096)
def three_public(name: str) -> str | None:
    """The item of the 三公 form that a line names: "公务用车购置支出" → 公务用车购置费; 国内接待费 → None."""
    return _walk(THREE_PUBLIC, name)


@lru_cache(maxsize=4096)
def three_public_short(name: str) -> str | None:
    """The item of 三公 that a short name means where 三公 are spoken of: 购车款 → 公务用车购置费."""
    return _walk(SHORT, name)


@lru_cache(maxsize=4096)
def procurement(name: str) -> str | None:
    """合计, 货物, 工程 or 服务 for a procurement line; None for shares of firms and anything else."""
    return None if "企业" in name else _walk(PROCUREMENT, name)
