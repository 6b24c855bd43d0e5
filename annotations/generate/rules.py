"""Sub-rules of the grammar: changes, cues, budgets, shares. Each picks a template that fits its subject."""

from __future__ import annotations

import random
from functools import lru_cache

from annotations.generate import further
from annotations.generate.figures import Rule, Subject
from annotations.generate.leads import end_of_lead, lead
from annotations.generate.reasons import any_cause, brief_cause
from annotations.generate.words import SoberRandom, TidyRandom, choose, fill

AGAINST = (
    "(与|同|和)(上年|{P}年|{P}年度|上年度|去年)(决算数|决算|)(相比|比较|对比)(，|)",
    "(比|较)(上年|{P}年|{P}年度|上年度|去年|上年同期|{P}年决算|{P}年度决算|上年决算|上年决算数|{P}年决算数|上年度决算数)(|，)",
    "(比|较)(上年|{P}年)",
    "(与|同)(上年|{P}年度|上年度)(决算|支出|)(同口径|同期|)(相比|对比|比较)，(本年|本年度|{Y}年度|当年)",
    "(按同口径|按可比口径|同口径)(比|较)(上年|{P}年)",
    "(相比|对比|相较|相较于|较之)(上年|{P}年|上年度|去年同期|{P}年度)(，|)",
    "(与去年|同上年|与上年同期数)(相比|比)，",
)
_CHANGED = (
    "{A}{s.dir}{s.delta}，{s.rdir}{s.rate}",
    "{A}{s.dir}{s.delta}，{s.rdir}{s.rate}",
    "{A}{s.dir}{s.delta}，{s.rdir}{s.rate}",
    "{A}{s.dir}{s.delta}（{s.rdir}{s.rate}）",
    "{A}{s.dir}了{s.delta}，{s.rdir}了{s.rate}",
    "{A}{s.dir}{s.delta}，(增减率|变动率|变动幅度|幅度)(为|){s.rate}",
    "{A}{s.rdir}{s.rate}，{s.dir}{s.delta}",
    "{A}{s.dir}{s.delta}，{s.dir}{s.rate}",
    "{A}(同比|){s.dir}{s.delta}，(同比|降幅|增幅|){s.rdir}(率|){s.rate}",
    "(较|比)(上年|{P}年)(决算|决算数|){s.prior}{s.dir}{s.delta}，{s.rdir}{s.rate}",
    "{A}{s.dir}{s.delta}，{s.rdir}(比例|比率|幅度|)(为|){s.rate}",
    "{A}(略有|){s.dir}{s.delta}",
    "{A}{s.rdir}{s.rate}",
    "{A}{s.rdir}（{s.dir}）{s.delta}，{s.rdir}{s.rate}",
    "{A}（{s.dir}）{s.delta}，{s.rdir}{s.rate}",
    "{A}增加（减少）{s.delta}，增长（下降）{s.rate}",
    "{P}年(度|)(决算数|决算|)(为|){s.prior}，(本年|今年|同比){s.dir}{s.delta}，{s.rdir}{s.rate}",
    "{A}(净|共|实际|相应|小幅|大幅|有所|){s.dir}{s.delta}，(增减变动率|增减比率|变化率)(为|){s.rate}",
    "{A}{s.dir}额(为|){s.delta}，{s.dir}率(为|){s.rate}",
    "{A}(决算数|)增减额为{s.signed}，增减率为{s.signed_rate}",
    "(与上年相比|比上年)增减额为{s.signed}(，增减变动率为{s.signed_rate}|)",
    "(较|比)(上年|{P}年)(决算数|支出|)（{s.prior}）{s.dir}{s.delta}，{s.rdir}{s.rate}",
    "{A}{s.rdir}{s.rate}（{s.dir}{s.delta}）",
    "(上年|去年|上年度|{P}年)(同期|)(决算数|数|)(为|){s.prior}，{s.dir}{s.delta}（{s.rdir}{s.rate}）",
    "{A}{s.dir}{s.delta}、{s.rdir}{s.rate}",
    "{A}{s.dir}{s.delta}{s.rdir}{s.rate}",
    "{A}(约|合计|共计){s.dir}{s.delta}，(同比|即|折合|){s.rdir}(约|){s.rate}",
    "{A}{s.dir}{s.delta}（{s.signed_rate}）",
    "(较|比|同|与)(上年|{P}年|{P}年度)的{s.prior}(相比|对比)，(同比|){s.dir}{s.delta}(，{s.rdir}{s.rate}|)",
    "(较|比)(上年|{P}年)(决算|)的{s.prior}{s.dir}{s.delta}",
    "(上年|{P}年|上年度)(数|)为{s.prior}(，{s.dir}{s.delta}|，{s.rdir}{s.rate}|)",
    "同比{s.dir}{s.delta}，同比{s.rdir}{s.rate}",
    "{s.dir}{s.delta}，{s.rdir}{s.rate}",
    "(同比|){s.rdir}{s.rate}",
    "(上年|{P}年|{P}年决算数|上年决算){s.prior}，{s.dir}{s.delta}",
    "(上年|去年|{P}年|{P}年度)(实际|全年|)(支出|列支|执行|完成|发生)(数|额|)(为|){s.prior}，(本年|今年|{Y}年|{Y}年度)(实际|全年|)(支出|列支|执行|完成|发生)(数|额|)(为|){s.final}，{s.dir}{s.delta}",
    "{P}年(度|)(决算|决算数|执行数)(为|){s.prior}、{Y}年(度|)(决算|决算数|执行数)(为|){s.final}，{s.rdir}{s.rate}",
    "{Y}年(度|)(决算|决算数|执行数)(为|){s.final}，{P}年(度|)(决算|决算数|执行数)(为|){s.prior}，{s.dir}{s.delta}",
    "(本年|今年|{Y}年)(比|较)(上年|去年|{P}年)(的|实际的|决算的|执行数){s.prior}{s.dir}{s.delta}(，{s.rdir}{s.rate}|)",
    "(由|从)(上年|去年|{P}年|{P}年度)(的|决算的|执行的){s.prior}{s.dir}(到|至|为)(本年|今年|{Y}年)(的|){s.final}，{s.rdir}{s.rate}",
    "(上年同期|去年同期|{P}年同期)(数|)(为|){s.prior}，同比{s.dir}{s.delta}",
    "({P}年|上年|去年)(预算执行|资金支付|实际拨付)(数|)(为|){s.prior}，{s.rdir}{s.rate}",
    "（(上年|{P}年|{P}年决算数|上年同期)(为|){s.prior}），{s.rdir}{s.rate}",
    *further.CHANGED,
)
_TERSE = (
    "{A}{T}{s.delta}，{F}(为|达|){s.rate}",
    "{A}{T}{s.delta}（{F}{s.rate}）",
    "{A}{T}{s.delta}",
    "(较|比)(上年|{P}年)(实际支出|实际|决算|)的{s.prior}{T}{s.delta}，{F}(为|达|){s.rate}",
    "(较|比)(上年|{P}年)(决算数|){T}{s.delta}，{F}{s.rate}",
)
"""Changes in verbs of one's own: {T} moves an amount, {F} names a rate."""
_VERBS = {
    ("income", 1): "(净增|增收|多收|多)",
    ("income", -1): "(净减|减收|少收|少)",
    ("spending", 1): "(净增|增支|多支|多支出|多)",
    ("spending", -1): "(净减|减支|少支|压减|节约|少)",
}
_RATES = {1: "(增幅|涨幅|增速|增长率)", -1: "(降幅|减幅|压减率|下降率)"}
_NEW = (
    "{A}{s.dir}{s.delta}",
    "{A}{s.dir}{s.delta}，{s.rdir}{s.rate}",
    "上年(无|未发生)此项支出，{A}{s.dir}{s.delta}",
    "{A}{s.dir}{s.delta}（上年无此项支出）",
)
_SAME = (
    "(与|同|和)(上年|{P}年|{P}年度|上年度)(决算数|决算|)(|相比)(持平|相同|一致|无变化|基本持平|无增减变化|没有变化|不增不减){s.flat}",
    "(较|比)(上年|{P}年|{P}年决算|上年决算数)(无变化|持平|无增减变化|没有变化){s.flat}",
    "(与|同)(上年|{P}年|去年)(相比，|)(无增减|零增长|维持不变|保持一致|保持不变|完全一致|未发生变化|总体持平){s.flat}",
    "(同比|较上年)(持平|无增减|零增长){s.flat}",
    "{A}{s.rdir}{s.rate}",
    "{A}增加/减少{s.delta}，增长/下降{s.rate}",
    "{A}增加{s.delta}，增长{s.rate}",
    "{A}(增加|减少){s.delta}，(增长|下降){s.rate}",
    "{A}增加（减少）{s.delta}，增长（下降）{s.rate}",
)


def _terse(subject: Subject, rng: random.Random) -> str:
    """A change in the short words of a bookkeeper: 少支, 增收, 涨幅."""
    sign = 1 if subject.account.delta > 0 else -1
    kind = "income" if "收入" in subject.account.name else "spending"
    template = rng.choice(_TERSE).replace("(多|少)", "多" if sign > 0 else "少")
    return _against(template.replace("{T}", _VERBS[kind, sign]).replace("{F}", _RATES[sign]), rng)


def _filled(options: tuple[str, ...], rng: random.Random) -> str:
    """One of the options; in tidy texts none that leaves a template unfilled."""
    if isinstance(rng, TidyRandom):
        options = tuple(o for o in options if not any(sign in o for sign in ("（减少）", "/", "（{s.dir}）")))
    return rng.choice(options)


def _against(template: str, rng: random.Random) -> str:
    return template.replace("{A}", rng.choice(AGAINST))


def change(subject: Subject, rng: random.Random) -> str:
    """The change against the year before, worded for its state (moved, new, same)."""
    account = subject.account
    if account.delta == 0:
        return _against(_filled(_SAME, rng), rng)
    if account.prior != 0 and not isinstance(rng, SoberRandom) and rng.random() < 0.06:
        return _terse(subject, rng)
    template = _against(_filled(_NEW if account.prior == 0 else _CHANGED, rng), rng)
    if rng.random() < 0.03:
        sign = 1 if account.delta > 0 else -1
        return f"{_led_by(brief_cause(sign, rng), rng)}，" + template
    return template


_CAUSE_FIRST = (
    "{M}{s.reason_bare}(是|系|为|才是){s.moved}的((主要|主要的|直接|根本|)原因|主因|主要因素)",
    "{M}{s.reason_bare}(是|为|系|构成)(收支|主要|本年|上述|这一|)(变动|变化)的(主因|主要原因|直接原因|主要因素)",
    "{M}{s.reason_bare}(为|是|系)(主要|变动|直接|根本|{s.moved})原因",
)
"""Causes whose cue stands behind them."""
_MARKS = ("，", "，", "，", "。", "。", "；")


def why(subject: Subject, rng: random.Random, home: str = "", *, budget: bool = False) -> str:
    """A cause of a change, or of the gap to the budget, with the words that lead it in."""
    kind = "gap_" if budget else ""
    template = lead(rng, home).replace("{D}", f"{{s.{kind}moved}}")
    return template.replace("{R", f"{{s.{kind}reason")


@lru_cache(maxsize=256)
def _marks(home: str) -> tuple[str, ...]:
    """What a family puts before its lead-ins, the usual more often than not."""
    rng = random.Random(f"marks of {home}")
    return (*_MARKS, *rng.choices(("，", "。", "；"), (5, 4, 1), k=6))


def because(subject: Subject, rng: random.Random, home: str = "") -> str:
    """The cause of a change with its cue; one in forty is left blank, one in eight not stated."""
    roll = rng.random()
    if roll < 0.12:
        return ""
    if isinstance(rng, SoberRandom):
        return "，" + why(subject, rng)
    mark = rng.choice(_marks(home))
    if roll < 0.145 and not isinstance(rng, TidyRandom):
        return mark + "主要(变动|)原因(是|：)"
    if roll < 0.18:
        return "（(主要|变动|)原因(是|：|为){s.reason}）"
    if roll < 0.2:
        return mark + "(主要|变动|差异|)(原因|因素)：{s.reason}"
    if roll < 0.25:
        return rng.choice(_CAUSE_FIRST).replace("{M}", mark)
    return mark + why(subject, rng, home)


_BUDGET_WORDS = ("年初预算", "年初预算数", "年初预算安排", "年初部门预算")


def budget(subject: Subject, rng: random.Random) -> str:
    """年初预算 A, 支出决算 B, 完成 p, in many orders."""
    word = rng.choice(_BUDGET_WORDS)
    if subject.account.budget == 0:
        return rng.choice(
            (
                f"{word}(为|数为|){{s.budget}}，(支出|)决算(数|)(为|){{s.final}}",
                "(支出|)决算(数|)(为|){s.final}，(年初无预算|年初未安排预算|本年无预算|无年初预算)",
                f"{word}{{s.budget}}，支出决算(为|){{s.final}}，完成年初预算的{{s.done}}",
                "支出决算(数|)(为|){s.final}，为年中(调整|追加)预算",
                f"{word}(为|数为|){{s.budget}}，支出决算(为|){{s.final}}，主要(是|系|原因是){{s.gap_reason}}",
            )
        )
    account = subject.account
    moved = "(超|超支|超出|多支出|增加)" if account.final > account.budget else "(少|少支|少支出|节约|减少)"
    template = rng.choice(
        (
            f"{word}(为|数为|){{s.budget}}，(支出|)决算(数|)(为|){{s.final}}，完成(年初|)预算(数|)(的|){{s.done}}",
            f"{word}(为|){{s.budget}}，支出决算(为|){{s.final}}，完成年初预算(的|数的){{s.done}}",
            "(支出|)决算(数|)(为|){s.final}，完成(年初|)预算(的|){s.done}",
            f"{word}(为|){{s.budget}}，(支出|)决算(数|)(为|){{s.final}}",
            f"{word}(为|){{s.budget}}，全年预算(数|)(为|){{s.adjusted}}，(支出|)决算(数|)(为|){{s.final}}，完成全年预算的{{s.done_adjusted}}",
            "(支出|)决算(数|)(为|){s.final}，(年初预算(数|)为{s.budget}|预算(数|)为{s.plan})，(预算|)完成率(为|){s.done}",
            f"{word}(为|){{s.budget}}，(实际|)支出(为|){{s.final}}，(预算|)(完成率|执行率)(为|){{s.done}}",
            "(支出|)决算(数|)(为|){s.final}，比(年初|)预算(数|){s.gdir}{s.gap}，{s.grdir}{s.gap_rate}",
            "(支出|)决算(数|)(为|){s.final}，为(年初|)预算(数|)的{s.done}",
            "预算(数|)(为|){s.plan}，(支出|实际支出|执行数|决算)(为|){s.final}，(支出进度|执行率|预算执行率|预算完成率|完成比例)(达|达到|为|){s.done}",
            "(支出|)决算(数|)(为|){s.final}，完成(年度|当年|调整|全年|)预算(数|)(的|){s.done}",
            "(支出|)决算(数|)(为|){s.final}（(年初预算(数|)(为|){s.budget}|预算(数|)(为|){s.plan})，完成{s.done}）",
            "完成(年初预算(数|)的{s.done}（{s.final}/{s.budget}）|预算(数|)的{s.done}（{s.final}/{s.plan}）)",
            "(实际|全年|累计)(支出|执行|列支|支付)(数|)(为|){s.final}，(占|达|达到)(年初|)预算(数|)(的|){s.done}",
            "(安排|下达|批复)(年初预算{s.budget}|预算{s.plan})，(实际|)(执行|支出)(数|){s.final}，(执行|预算执行)(率|进度)(为|达到|){s.done}",
            f"{word}{{s.budget}}，(年中|执行中)(调整|追加)后预算(数|)(为|){{s.adjusted}}，决算(数|){{s.final}}，(占|完成)(调整|全年)预算(数|)(的|){{s.done_adjusted}}",
            "(年初预算(与|和)(支出|)决算分别(为|是){s.budget}|预算(与|和)(支出|)决算分别(为|是){s.plan})(、|和|，){s.final}，完成率(为|){s.done}",
            "{s.final}，(年初预算(数|)(为|){s.budget}|预算(数|)(为|){s.plan})，(完成|执行)(率|)(为|){s.done}",
            f"(支出|)决算(数|)(为|){{s.final}}，{word}(为|){{s.budget}}",
            "(全年|调整)预算(数|)(为|){s.adjusted}，(支出|)决算(数|)(为|){s.final}，(预算|)(执行|完成)率{s.done_adjusted}",
            "(支出|)决算(数|)(为|){s.final}，(较|比)预算数{s.plan}{V}{s.gap}",
            f"(支出|)决算(数|)(为|){{s.final}}，{word}(为|){{s.budget}}，(差额|差异额|相差)(为|){{s.gap}}(，(产生差额|差异|差额)的(主要|)原因(是|：|为){{s.gap_reason}}|)",
            "预算(安排|){s.plan}，(实际|)(支付|支出|拨付|列支){s.final}，(支付进度|资金执行率|支付率|使用率|执行进度)(为|达|){s.done}",
            "预算(数|)(为|){s.plan}，决算(数|)(为|){s.final}，(完成|为)预算(数|)的{s.done}",
            "与年初预算(数|){s.budget}相比，(支出|)决算完成{s.done}",
            "{s.final}，{W}预算(数|){s.plan}",
            *further.BUDGETED,
        )
    )
    within = "(超过|突破|高于)" if account.final > account.budget else "(未超过|未突破|控制在)"
    return template.replace("{V}", moved).replace("{W}", within)


def compare(subject: Subject, rng: random.Random) -> str:
    """决算数大于/小于/等于预算数, with its cause where they differ."""
    account = subject.account
    if account.final == account.budget:
        return rng.choice(
            (
                "决算数等于(年初|)预算数",
                "决算数与(年初|)预算数(基本|)(持平|一致|相同|相等|无差异)",
                "与(年初|)预算(数|)(持平|一致|无增减)",
                "(预决算|决算数与预算数)(无差异|一致|相同)",
                "(年初预算(数|)与(支出|)决算(数|)(同为|均为|都是){s.budget_final}|预算(数|)与(支出|)决算(数|)(同为|均为|都是){s.plan_final})",
                "(预算执行|执行)(无偏差|与预算一致|与年初预算一致)",
                "(决算|支出)(未|没有)(超出|偏离)(年初|)预算",
            )
        )
    cues = (
        "(的|)(主要|)原因(是|：|为|是：|)",
        "，主要(原因是|是|由于|因)",
        "的主要原因(：|是)",
        end_of_lead(rng),
        end_of_lead(rng),
    )
    if isinstance(rng, SoberRandom):
        cues = cues[:3]
    if rng.random() < 0.2:
        return (
            _gap(subject, rng)
            + rng.choice(("，主要(原因是|是|由于)", "，原因(是|：)", "。主要原因(是|：)"))
            + "{s.gap_reason}"
        )
    if (account.final > account.adjusted) != (account.final > account.budget):
        return "决算数{s.cmp}年初预算数" + rng.choice(cues) + "{s.gap_reason}"
    subject_word = rng.choice(("决算数", "决算数", "决算数", "支出决算", "执行数"))
    return subject_word + "{s.cmp}(年初|)预算(数|)" + rng.choice(cues) + "{s.gap_reason}"


def _gap(subject: Subject, rng: random.Random) -> str:
    """The gap to the budget as a clause of its own; without a rate where there was no budget."""
    if subject.account.budget == 0:
        return "比(年初|)预算(数|){s.gdir}{s.gap}"
    return rng.choice(
        (
            "(比|较)(年初|)预算(数|){s.gdir}{s.gap}",
            "(比|较|与)年初预算(数|)(相比|){s.gdir}{s.gap}，{s.grdir}{s.gap_rate}",
            "决算数与(年初|)预算数(相差|差额为|的差异为|差异){s.gap}",
            "(决算|执行)数(比|较)(年初|)预算数{s.gdir}{s.gap}",
            "预决算差异(额|)(为|){s.gap}",
        )
    )


_PURPOSES = ("主要用于(：|)", "主要是用于", "用于", "主要(反映|是)", "主要为")
_RUNNING = (
    "<we>(机关|)(日常|正常)(运转|办公)支出",
    "(在职|)人员(工资|经费)、(公用经费|社会保障缴费)等(基本支出|支出)",
    "<staff><pay>(发放|缴纳|支出)",
    "缴纳<staff><pay>",
    "<cost>、<cost>(、<cost>|)等(支出|)",
    "(用于|保障|)<staff>(<few>)人的<pay>、<pay>",
    "公务用车(燃油费|维修费|保险费|过路过桥费)(、(维修费|保险费|停车费)|)(等支出|)",
)
_WORK = (
    "<matter>(项目|)(支出|工作支出|经费支出|等支出)",
    "开展<matter>(、<matter>|)(等工作|工作)(所需|发生)的(支出|费用)",
    "<noun><deed>(支出|)",
    "<place>(<deed>|<noun><deed>)",
    "购买<noun>(<few>)(台|套|件)、<noun><deed>",
    "支付<year>年<matter>(尾款|质保金|进度款)",
    "<matter>(方面|)(的|)支出",
)
_USES = (
    "(单位|机构|机关)正常运转、完成日常工作任务(以及|和)承担<matter>等相关工作",
    "(学校|医院|站所|中心)(日常|)(运转|教学|医疗|业务)(支出|活动)",
    "保障<we>履行职能(所需|)的各项(支出|开支)",
    *_RUNNING[2:],
    *_WORK[1:],
)
"""What any line may pay: nothing that names 基本支出 or 项目支出."""


_DUES = ("20805", "21011", "21005", "22102")
"""款 of pensions, medical insurance and housing: what people are paid or insured with."""


def purpose(subject: Subject, rng: random.Random) -> str:
    """What the money was used for: never a cause, and of the side, 基本 or 项目, that the line has."""
    account = subject.account
    uses = _USES
    if (subject.code or "")[:5] in _DUES:
        uses = ("缴纳<staff><pay>", "<staff><pay>(发放|缴纳|支出)", "(按规定|)(缴纳|发放)<staff>的<pay>")
    elif bool(account.basic) != bool(account.project):
        uses = _RUNNING if account.basic else _WORK
    return fill(rng.choice(_PURPOSES) + choose(uses, rng), rng)


def saving(subject: Subject, rng: random.Random) -> str:
    """The gap to the budget in a saver's words; a plain comparison where nothing was saved."""
    account = subject.account
    if account.final < account.budget:
        return (
            "(比|较)(年初预算(数|)({s.budget}|)|预算(数|)({s.plan}|))(节约|节省|压减|结余|减支)(了|){s.gap}"
            "(，(节约率|节支率|压减率|降幅)(为|达|){s.gap_rate}|)"
        )
    return rng.choice(
        (
            "占(年初预算({s.budget}|)|预算({s.plan}|))的{s.done}",
            "(比|较)(年初|)预算(超支|增支|增加){s.gap}",
            "与(年初|)预算(数|)一致",
        )
    )


def _led_by(cause: str, rng: random.Random) -> str:
    """A cause before its figures: 由于…, 因…影响, 受…影响."""
    word = rng.choice(("由于", "因", "受"))
    closed = cause.endswith(("影响", "所致"))
    return f"{word}{{cause {cause}{'影响' if not closed and (word == '受' or rng.random() < 0.5) else ''}}}"


def because_first(subject: Subject, rng: random.Random) -> str:
    """A cause that stands before its figures, commas and all."""
    sign = (subject.account.delta > 0) - (subject.account.delta < 0)
    return _led_by(any_cause(sign, rng), rng)


def meeting(subject: Subject, rng: random.Random) -> str:
    """One line of 会议费, 培训费 and the like, as provinces add to 三公."""
    return rng.choice(
        (
            "{s}(决算|支出|决算数|支出决算)(为|){s.final}，{change s}{because s}",
            "{s}{s.final}，{saving s}{because s}",
            "{s}预算(数|)(为|){s.plan}，决算(数|)(为|){s.final}，{compare s}",
            "{s}年初预算{s.budget}，决算{s.final}，完成(年初|)预算的{s.done}，{change s}{because s}",
        )
    )


def rules_for(homes: tuple[str, ...]) -> dict[str, Rule]:
    """The sub-rules of a document whose habits are those of one of `homes`, drawn anew each time."""
    return RULES | {
        "because": lambda subject, rng: because(subject, rng, rng.choice(homes)),
        "why": lambda subject, rng: why(subject, rng, rng.choice(homes)),
        "gap_why": lambda subject, rng: why(subject, rng, rng.choice(homes), budget=True),
    }


RULES: dict[str, Rule] = {
    "saving": saving,
    "because_first": because_first,
    "meeting": meeting,
    "change": change,
    "because": because,
    "why": why,
    "gap_why": lambda subject, rng: why(subject, rng, budget=True),
    "budget": budget,
    "compare": compare,
    "purpose": purpose,
}
