"""Other words for what many frames say alike: shares, budgets, outcomes, comparisons, the year before.

`varied(template, rng, home)` exchanges a phrase here and there, each family (home) at a rate of its own,
so that roles are learned from what is said and not from one family's phrase.
"""

from __future__ import annotations

import random
import re
from functools import lru_cache

from annotations.generate.leads import end_of_lead

_AFTER_STOP = r"(?<=[，。；、：（])"
SWAPS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(_AFTER_STOP + r"占(?=\{\w+\.share\})"),
        (
            "占比",
            "占比为",
            "所占比重为",
            "占比达",
            "比重为",
            "所占比例为",
            "占到",
            "占全部的",
            "占总额的",
            "约占",
        ),
    ),
    (
        re.compile(r"完成(?:年初)?预算的(?=\{\w+\.done\})"),
        (
            "完成年初预算的",
            "为年初预算的",
            "年初预算完成率为",
            "完成年初预算数的",
            "相当于年初预算的",
            "年初预算执行率",
            "预算完成率",
            "占年初预算的",
            "达到年初预算的",
            "预算执行率为",
            "执行率",
            "完成率",
            "完成预算数的",
            "完成年度预算的",
            "为预算数的",
        ),
    ),
    (
        re.compile(r"完成全年预算的(?=\{\w+\.done_adjusted\})"),
        (
            "完成全年预算数的",
            "占全年预算的",
            "为调整后预算的",
            "完成调整预算的",
            "全年预算执行率",
            "全年预算完成率为",
            "执行率",
            "预算执行率为",
            "为全年预算的",
            "完成调整后预算数的",
        ),
    ),
    (
        re.compile(r"(?<!部门)年初预算(?:数)?(?:为)?(?=\{\w+\.budget\})"),
        (
            "年初预算为",
            "年初预算数",
            "年初安排预算",
            "年初批复预算",
            "年初核定预算",
            "年初部门预算",
            "年初预算安排",
            "年初预算数为",
            "年初下达预算",
            "年初编列",
            "年初安排",
            "年初批复",
            "年初预算总额",
        ),
    ),
    (
        re.compile(_AFTER_STOP + r"(?:支出)?决算(?:数)?(?:为)?(?=\{\w+\.final\})"),
        (
            "支出决算为",
            "决算数为",
            "决算支出",
            "实际支出",
            "全年支出",
            "实际执行",
            "实际列支",
            "当年支出",
            "决算",
            "实际完成",
            "年末决算",
            "全年实际支出",
            "本年支出",
            "本年决算",
            "全年执行数",
            "累计支出",
            "{Y}年决算",
            "{Y}年实际支出",
            "{Y}年度决算数",
        ),
    ),
    (
        re.compile(r"全年预算(?:数)?(?:为)?(?=\{\w+\.adjusted\})"),
        (
            "全年预算为",
            "调整后预算",
            "调整预算数",
            "全年预算数为",
            "预算调整为",
            "年中调整后预算",
            "调整后全年预算",
            "全年预算安排",
            "调整预算为",
            "调整后预算数为",
            "全年预算总额",
            "追加调整后预算",
        ),
    ),
    (
        re.compile(r"(?<=[，。；、：（）}])预算(?:数)?(?:为)?(?=\{\w+\.plan\})"),
        (
            "预算数",
            "预算数为",
            "预算安排",
            "批复预算",
            "安排预算",
            "预算为",
            "核定预算",
            "预算总额",
            "下达预算",
        ),
    ),
    (
        re.compile(r"(?<=[，（、；])上年(?:数)?(?:为)?(?=\{\w+\.prior\})"),
        (
            "上年",
            "上年为",
            "上年数",
            "去年",
            "去年为",
            "上年决算",
            "上年决算数",
            "上年支出",
            "上年同期",
            "{P}年",
            "{P}年为",
            "{P}年度",
            "{P}年决算",
            "{P}年度决算数",
            "{P}年实际数",
            "{P}年执行数",
            "上年度",
            "上年度决算为",
            "上年执行",
            "上年列支",
            "上年完成",
        ),
    ),
    (
        re.compile(r"(?<=[，；（、。])\{P\}年(?:决算|度)?(?:数)?(?:为)?(?=\{\w+\.prior\})"),
        (
            "{P}年",
            "{P}年度",
            "{P}年为",
            "{P}年决算",
            "{P}年决算数",
            "{P}年度决算为",
            "上年",
            "去年",
            "上年决算",
            "上年度",
            "{P}年支出",
            "{P}年实际",
            "{P}年执行数为",
            "{P}年完成",
            "上年实际",
            "{P}年同期",
            "上年数为",
        ),
    ),
)
_AGAINST = re.compile(r"((?:比|较)(?:上年|\{P\}年度?)(?:决算数|决算)?)(?=\{(\w+)\.dir\}\{\2\.delta\})")
"""比上年增加A: the sum of the year before may stand between."""
_BASES = ("{0}", "{0}", "{0}", "{0}的{{{1}.prior}}", "{0}{{{1}.prior}}", "{0}（{{{1}.prior}}）", "{0}同口径")
_LED = re.compile(
    r"(?<=[，。；])(?:(?:其|变动|差异)?(?:的)?主要|变动|差异|其)?(?:变动)?原因(?:主要)?(?:是：|是|为|：)?\{(\w+)\.(gap_)?reason\}"
    r"|(?<=[，。；])主要是\{(\w+)\.(gap_)?reason\}"
)
"""A lead-in that a frame spells out."""
_HALF_LED = re.compile(r"(?<=[}数额])的?(?:主要)?原因(?:是：|是|为|：)(?=\{\w+\.(?:gap_)?reason\})")
"""增加|的主要原因是: a lead-in behind words of its sentence."""


@lru_cache(maxsize=256)
def _rates(home: str) -> tuple[float, ...]:
    """How ready a family is to use another phrase, kind by kind; then bases, then lead-ins."""
    rng = random.Random(f"phrases of {home}")
    return tuple(rng.choice((0.08, 0.2, 0.35, 0.5)) for _ in range(len(SWAPS) + 2))


def varied(template: str, rng: random.Random, home: str) -> str:
    """The template with some of its phrases exchanged for others of the same meaning."""
    *rates, base, led = _rates(home)
    for (pattern, words), rate in zip(SWAPS, rates, strict=True):
        if pattern.search(template):
            template = pattern.sub(
                lambda found, w=words, p=rate: rng.choice(w) if rng.random() < p else found[0], template
            )
    template = _AGAINST.sub(
        lambda found: rng.choice(_BASES).format(found[1], found[2]) if rng.random() < base else found[0],
        template,
    )
    template = _HALF_LED.sub(lambda found: end_of_lead(rng) if rng.random() < led else found[0], template)
    return _LED.sub(lambda found: _by_rule(found) if rng.random() < led else found[0], template)


def _by_rule(found: re.Match[str]) -> str:
    name, gap = (found[1], found[2]) if found[1] else (found[3], found[4])
    return f"{{{gap or ''}why {name}}}"
