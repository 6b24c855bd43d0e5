"""The words that lead in a cause: a grammar of thousands, of which each family has its usual few.

`{D}` stands for the word of the change itself (增加, 下降, 变动), which the writer fills in; a lead that
asks for an ending of its own (受…影响, 系…所致) names it in its slot: `{R_effect}`.
"""

from __future__ import annotations

import random
from functools import lru_cache

from annotations.generate import further
from annotations.generate.words import SoberRandom

USUAL = (
    "主要(变动|)原因(是|为|：|是：|:|为：|系|在于)",
    "(主要|变动|)原因(是|为|：|是：)",
    "{D}(的|)(主要|)原因(是|为|：|是：|主要是)",
    "{D}原因：",
    "主要是",
    "主要是",
    "主要(由于|因|系)",
    "(其|)主要原因(是|：|)",
    "{D}(的|)主要原因(是|：|为|)",
    "原因主要(是|为)",
    "主要原因分析(：|是)",
    "(变动|增减变化|增减变动|差异)(的|)(主要|)原因(：|是|为)",
    "(主要原因|变动原因)(是|为|：)",
    "主要因为",
    "(其|究其|)(主要|)原因(在于|是|：)",
    "其原因(：|是|为)",
    "{D}的(主要|)原因有(：|(二|三|两点|三点|以下几点|以下几个方面)：)",
    "(未完成|偏差|执行率偏低|产生差额|差异)的(主要|)原因(是|：|为)",
    "这(主要|)是(由于|因为)",
    "主要(归因于|源于|系因|缘于|得益于)",
    "(变动|增减|增减变动|)(主要|)原因(说明|分析|如下|)：",
    "(主要|)(变动|变化)(因素|缘由)(是|为|：)",
    "(是因为|是由于|系因|系由于)",
    "(收支|数据|金额|)变动(较大|)(的|)(主要|)原因(是|为|：)",
    "{D}的(具体|直接|主要)原因(有|是|为|：)",
    "(变动|增减变动|增减)(情况|)(说明|分析)：",
    "{D}的(主要|)原因，",
    "(因为|由于|系|系因)",
    *further.CUES,
)
_HEADS = (
    "",
    "",
    "",
    "变动",
    "增减",
    "增减变动",
    "变化",
    "增减变化",
    "差异",
    "差额",
    "波动",
    "{D}",
    "{D}",
    "{D}",
    "收支变动",
    "金额变动",
    "数据变动",
    "上述变动",
    "这一变化",
    "较上年{D}",
    "同比{D}",
    "与上年相比{D}",
    "本年{D}",
    "两年数据差异",
    "支出变化",
    "产生变动",
    "形成差异",
    "出现变化",
    "造成变动",
    "发生变动",
    "引起变化",
    "导致{D}",
)
_PARTS = ("", "", "", "", "部分", "幅度", "情况", "较大", "额")
_OF = ("的", "的", "")
_RANKS = ("", "", "主要", "主要", "主要", "直接", "首要", "根本", "具体", "最主要", "关键", "客观", "核心")
_NOUNS = ("原因", "原因", "原因", "原因", "缘由", "因素", "原由", "动因", "诱因", "成因", "缘故", "起因")
_LINKS = (
    "是",
    "是",
    "是",
    "为",
    "为",
    "：",
    "：",
    "在于",
    "系",
    "有",
    "有：",
    "如下：",
    "是：",
    "为：",
    "主要是",
    "主要为",
    "主要在于",
    "主要有",
    "包括",
    "包括：",
    "有以下几点：",
    "有以下几个方面：",
    "可归结为",
    "，主要是",
)
_TOLD = (
    "说明",
    "解释",
    "分析",
    "备注",
    "简析",
    "说明如下",
    "分析如下",
    "解释如下",
    "具体说明",
    "补充说明",
    "简要说明",
)
_TOLD_OF = (
    "",
    "变动",
    "增减变动",
    "差异",
    "原因",
    "变动原因",
    "增减原因",
    "情况",
    "变动情况",
    "差异情况",
    "增减情况",
    "有关情况",
    "{D}情况",
    "{D}原因",
    "数据变动",
)
_WHO = (
    "",
    "",
    "",
    "这",
    "此",
    "其",
    "变动",
    "变动部分",
    "{D}部分",
    "上述{D}",
    "差额",
    "该项{D}",
    "变化",
    "{D}的部分",
    "这一变动",
)
_HOW = ("", "主要", "主要", "主要", "多", "大多", "直接", "大部分")
_VERBS = (
    "源自",
    "来自",
    "源于",
    "缘于",
    "归因于",
    "得益于",
    "系因",
    "系由",
    "因",
    "由于",
    "是由于",
    "是因为",
    "系由于",
    "起因于",
    "在于",
    "归结于",
    "系",
    "是",
    "根源在于",
    "受{R_effect}",
    "受{R_effect}",
    "受到{R_effect}",
    "系受{R_effect}",
    "系{R_caused}",
    "是{R_caused}",
    "由{R_caused}",
    "因{R_caused}",
    "因{R_sake}",
    "是由于{R_sake}",
    "是因为{R_sake}",
)
_ALONE = (
    "只因",
    "皆因",
    "多因",
    "盖因",
    "正是因为",
    "乃",
    "乃因",
    "全因",
    "原因无他，",
    "究其缘由，(主要|)是",
    "究其原因，(主要|)(是|系|为)",
    "分析起来，(主要|)是",
    "细究原因，(主要|)是",
    "追根溯源，(主要|)是",
    "从{D}(原因|成因|构成)看，(主要|)是",
    "原因不外是",
    "原因有(二|三)：",
    "之所以{D}，(主要|)是(因为|由于)",
    "造成{D}的是",
    "{D}，系因",
    "据分析，主要是",
    "经分析，(主要|)(原因|)(是|为)",
    "综合来看，主要是",
    "总体上看，主要是",
    "具体而言，(主要|)是",
    "具体来说，(主要|)是",
    "其中主要(是|为|系)",
    "(主要|)考虑因素(是|为)",
    "{D}主要在于",
    "主要原因",
    "变动原因",
    "受{R_effect}",
    "主要受{R_effect}",
    "系{R_caused}",
    "系因{R_caused}",
    "由于{R_sake}",
)


def lead(rng: random.Random, family: str = "") -> str:
    """A lead-in with its slot ("主要受{R_effect}"); the own ones of a family are the more likely."""
    if isinstance(rng, SoberRandom):
        return _slotted(rng.choice(USUAL))
    roll = rng.random()
    if roll < 0.36:
        return _slotted(rng.choice(USUAL))
    return rng.choice(_own(family)) if family and roll < 0.7 else _made(rng)


def end_of_lead(rng: random.Random) -> str:
    """What makes a lead-in of words before it: 决算数大于预算数|的首要原因是."""
    of = rng.choice(_OF)
    return of + rng.choice(_RANKS) + rng.choice(_NOUNS[:-2]) + rng.choice(_LINKS)


@lru_cache(maxsize=256)
def _own(family: str) -> tuple[str, ...]:
    rng = random.Random(f"leads of {family}")
    return tuple(_made(rng) for _ in range(9))


def _made(rng: random.Random) -> str:
    roll = rng.random()
    if roll < 0.5:
        head = rng.choice(_HEADS)
        head = head + rng.choice(_PARTS) if head in ("变动", "{D}", "差异", "增减", "变化") else head
        joint = rng.choice(_OF) if head else ""
        return _slotted(head + joint + rng.choice(_RANKS) + rng.choice(_NOUNS) + rng.choice(_LINKS))
    if roll < 0.62:
        return _slotted(rng.choice(_TOLD_OF) + rng.choice(_TOLD) + rng.choice(("：", "：", ":")))
    if roll < 0.84:
        verb, who, how = rng.choice(_VERBS), rng.choice(_WHO), rng.choice(_HOW)
        return _slotted((who + how if who or how else "主要") + verb)
    return _slotted(rng.choice(_ALONE))


def _slotted(text: str) -> str:
    return text if "{R" in text else text + "{R}"
