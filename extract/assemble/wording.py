"""What the words directly before a figure say about it: measure, direction, base, year, whole.

The tables hold the knowledge, the functions walk them. The tagger's role stands unless the wording is
unmistakable ("减少0.72万元" is a change whatever the role says); then the step says so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import cast

from extract.assemble.bases import GAP_RATE, OVER_PLAN, UNDER_PLAN, base_of, stated_year
from extract.assemble.dated import dated
from extract.assemble.ordered import base_in_order, in_order, plan_in_order, plan_inside, plan_of
from extract.assemble.parts import Figure, Reading, Stretch
from extract.assemble.planned import is_granted, planned_behind, planned_together
from extract.labels import BUDGETS
from extract.records import Measure

_OVER = r"超(?:出|过)?(?:年初|全年|调整后?的?)?(?:批复)?预算数?"
_UP = (
    rf"{OVER_PLAN}|增加|增长|上升|上涨|上调|上浮|提高|增幅|净增|增收|增支|多支|多收|多用|超支|超收|多支出|{_OVER}(?=(?:支出)?(?:了|为)?$)"
    r"|超(?=[了过]?$)|超出(?=了?$)|多出|涨幅|多(?=了?$)|增"
)
_DOWN = (
    rf"{UNDER_PLAN}|减少|下降|下滑|下调|下浮|回落|降低|缩减|压减|压缩|节约|节省|减幅|降幅|净减|减收|减支|少支出?|少收|少用|少花|少出|节支|减少额"
    r"|(?:(?<=预算)|(?<=预算数))(?:结余|节余)|(?:结余|节余)(?=了$)|少(?=了?$)|减|降"
)
_MOVE = rf"(?:{_UP}|{_DOWN})"
_CARRIES_SIGN = re.compile(r"增减(?:变动|变化)?(?:额|数|金额)(?:为|是)?$")
"""增减额为3.20万元 is a rise: a fall would be printed with its minus."""
_NEUTRAL = re.compile(
    r"(?:差额|相差|出入|差值|之差|差异额?|变动|变化|幅度|比例|变动率|变化率)"
    r"(?:额|率|比例|幅度)?(?:为|是|达|了)?$"
)
"""Words for a change that leave its direction open: it is not that of the figure before."""
_ALTERNATIVE = re.compile(rf"(?:{_UP})(?:额|率)?[/／、或\\（(]+(?:{_DOWN})")
_DIRECTION = re.compile(rf"(?P<neither>增减|升降)|(?P<up>{_UP})|(?P<down>{_DOWN})")

MONEY_WORDS: tuple[tuple[Measure, str], ...] = (
    (
        "年初预算数",
        r"年初[^，。；\d]{0,8}(?:批准|批复|核定|下达)[^，。；\d]{2,20}(?:支出|收入|经费)(?:为|是|共)?$",
    ),
    ("决算数", r"(?:一般公共|政府性基金|国有资本经营)预算(?:当年)?(?:财政)?(?:拨款)?$"),
    ("决算数", r"^(?:均|都)为$"),
    (
        "决算数",
        r"^(?:减少|下降|降低|压减|缩减|回落|降|减|增加|提高|上升|增长|升|涨|增|变|变更|调整)(?:到|至|为|成)了?$",
    ),
    ("决算数", r"(?:一般公共|政府性基金|国有资本经营)预算(?:财政拨款)?安排(?:的?支出)?$"),
    ("决算数", r"^(?:实际(?:支出|支付|使用)|支付|列支)(?:数|资金|金额)?(?:为|了|共计?)?$"),
    ("决算数", r"(?:弥补|收支)差额(?:为|是)?$"),
    ("决算数", r"(?<!预计)(?<!计划)(?<!应)完成了?$"),
    ("决算数", r"由(?:一般公共预算)?财政拨款(?:安排|负担)(?:的?支出)?$"),
    ("决算数", r"(?:收到|取得|拨入)[^，。；]{0,16}拨款(?:共|共计|为)?$"),
    ("增减额", rf"{_MOVE}(?:）|/|\)|了|额|数|支出|收入|金额|资金)*(?:为|约|共|是|达)?$"),
    ("增减额", r"^(?:结余|节余)了$"),
    ("增减额", r"(?:差值|差额|相差|出入|(?:分别|依次|各)变动(?:额|了)?)(?:为|是)?$"),
    ("全年预算数", r"(?:执行中|年中|中期|期中)(?:预算)?调[整增减](?:为|到|至)$"),
    (
        "年初预算数",
        r"年初(?:部门|批复|核定|下达|批准|申报|编制|确定|安排)*(?:预算|批复|安排|核定|下达|计划|编列|列入|编报)(?:数|安排|总?额|收入|支出|资金|批复)*(?:为|是|共)?$",
    ),
    ("全年预算数", r"(?:全年|调整后?的?|变更后?)预算(?:数|总?额|收入|支出)?(?:为|是)?$"),
    ("全年预算数", r"调整预算后[^，。；\d]{0,8}预算(?:数|总?额)?(?:为|是)?$"),
    ("预算数", r"\d{4}年度?预算(?:数|安排|总?金?额)*(?:为|是|共)?$"),
    ("预算数", r"(?:部门|单位)预算(?:总?收入|总?支出)(?:为|是|共)?$"),
    ("预算数", r"(?<!公共)(?<!基金)(?<!经营)(?<!年初)(?<!全年)预算(?:总计|合计|共计)(?:为|是)?$"),
    ("上年数", r"(?:上年|去年)度?(?:当年)?(?:预算执行|执行|决算)数?(?:为|是)?$"),
    ("上年数", r"(?:^|[，；（]|上年|去年|同期|[对相]比|对照|比较|[较比与同])的?基数(?:为|是)?$"),
    ("预算数", r"(?:^|[^初年整后算])预算(?:数|安排|总?金?额|资金)*(?:为|是|共)?$"),
    ("上年数", r"[较比与](?:上年|去年|上一年|\d{4}年)度?(?:同期|决算|支出)?(?:数|额)?的?（?$"),
    ("决算数", r"(?:决算(?:数|支出|收入|总额|金额)*|(?<!上年)(?<!去年)执行数)(?:为|是|共|合计)?$"),
)
"""Measure ← words that end right at an amount; first match wins."""

PERCENT_WORDS: tuple[tuple[Measure, str], ...] = (
    ("增减率", rf"{_MOVE}(?:）|/|\)|了|率|幅度?|比例)*(?:为|约|是|达)?$"),
    ("增减率", r"(?:预决算|决算与预算|预算执行)?(?:差异|偏离|偏差|变动|增减)率(?:为|是)?$"),
    ("完成率", r"占(?:年初|全年|调整后?的?)?(?:批复)?预算(?:数|额|安排)?的?$"),
    ("占比", r"占(?!用)[^，。；]*$|比重(?:依次|分别)?(?:为|是)?$"),
    (
        "完成率",
        r"(?:完成|执行率|执行(?:总体)?进度|控制率|支付率)[^，。；]*$"
        r"|(?:^|[是为])(?:年初|全年|调整后?的?)?(?:批复)?预算数?的$",
    ),
)
_BOTH_AMOUNTS = re.compile(
    r"(?P<plan>(?:年初|全年|调整后?的?)?预算)(?:数|额)?[与和、](?:支出)?决算数?(?:同为|均为|都是|都为|皆为)$"
)
_SHARES = re.compile(
    r"占[^，。；]*(?:总|合计|额|支出|收入|经费)[^，。；]*(?:的|比重|比例|比)(?:依次|分别)?(?:为|是)?$"
)
"""A share whose whole is money: worth a fact whatever role the tagger saw."""
_SURE = frozenset({"增减额", "增减率", "完成率", "上年数"})
"""Measures whose wording overrules the role 其他."""

_COMPARED = re.compile(
    r"[与较比同和](?:上年|去年|上一年|\d{4}年)度?(?!.*(?:预算|[增减升降涨]|相比|比较))[^，。；]{0,24}$"
)
_AGAINST = re.compile(
    r"(?:相比|相较|对比|对照|较之)于?(?:上年|去年|上一年|(?P<year>\d{4})年)度?(?!.*(?:预算|[增减升降涨差多少超]))[^，。；]{0,24}$"
)
"""相比2021年防汛支出62.30万元，…: the year before's, with the comparison in front."""
_COMPARES = re.compile(rf"\s*(?:相比|相较|比较|比(?=，)|(?:净|略)?(?:{_UP}|{_DOWN}))")
"""Behind an amount of an earlier year: 与2030年总收入1,500.00万元|相比, 比上年支出3.20万元|减少."""
_PRIOR = re.compile(
    r"(?:^|[（，])(?:(?:[较比与同]?(?:上年|去年|上一年|(?P<year>\d{4})年)度?)(?:同期|实际)?|(?:基期|同期)(?=[数为是]))"
    r"(?:决算|支出|收入|到位|取得|实现|列支|支付|发生|开支|用[了去]?|花[了费]?|分别|依次|为|是|数|额)*$"
)
"""Words that hold nothing but the year before: （上年6,512元）, 上年到位0元, 基期为3.2万元."""
_EACH = re.compile(
    r"(?:每[人生户辆亩台年月家场个村次名位件套所校片间]|人均|车均|户均|平均每)[^，。；]*$|单价(?:为|是)?$"
)
_EXAMINED = re.compile(r"[审核]减(?:资金|金额|额|率)?(?:为|了)?$")
"""审减8005.17万元, 审减率38.10%: what an examiner struck from what was asked for, no change of a line."""
_EACH_AIMED = re.compile(r"[人户车次床生]均[^。；]*，实际(?:为|是)?$")
"""Money of one person, car or year: no line of any accounts."""
_TARGET = re.compile(r"(?:目标值?|标准|不超过|不低于|不高于|控制在|低于|高于|[≥≤<>])[^，。；]{0,4}$")
_TASK = re.compile(
    r"(?:任务|目标|工作|指标|筛查|验收|整改|检查|项目|工程|培训|数量|质量|时效)[^，。；]{0,4}(?:完成率|达标率)(?:为|达到?)?$"
)
"""A rate of work done, not of money spent."""
_OTHER_RATE = re.compile(
    r"(?<!执行)(?<!完成)(?<!增长)(?<!下降)(?<!降低)(?<!上升)(?<!减少)(?<!增加)(?<!支出)(?<!支付)(?<!使用)(?<!到位)(?<!差异)"
    r"(?<!偏离)(?<!偏差)(?<!变动)(?<!变化)(?<!增减)(?<!控制)(?<!压减)(?<!压缩)(?<!节支)(?<!节约)(?<!缩减)(?<!列支)(?<!兑现)(?<!拨付)(?<![增减降涨长比])"
    r"(?<=[\u4e00-\u9fff]{2})率(?:为|达到?|是|约)*$"
)
"""一审服判息诉率, 覆盖率, 满意率: rates of work, by any word but those for money."""
_PAID_RATE = re.compile(r"^(?:兑现|发放|用款|付款|拨付|核销|结算)率(?:为|达到?|是|约)*$")
"""Rates that are of money where the tagger says that they tell how much of a budget was spent."""
_MEASURED = re.compile(r"(?:指标值?|目标值?|[≥≤])[^。；]*(?:完成|达到?)(?:值|率)?(?:为|了)?$")
"""造林成活率指标值≥85%，实际完成83.1%."""
_LIVING = re.compile(
    r"(?:人均(?:可支配)?(?:纯)?收入|生产总值|GDP|固定资产投资|消费品零售总额)[^。；、]*[增下上]\w{1,3}$"
)
"""村民人均可支配收入9,870元，增长14%: how a place fares."""
_AIM = re.compile(r"\s*的?(?:序时)?(?:进度|目标|要求)")
_PLANNED = re.compile(
    r"预算|安排|编[列制报]|列入|计划|批复|批准|核定|下达|指标|追加|调整|预留|年初|控制[数额]|限额"
)
_FROM_FUND = re.compile(
    r"(?:一般公共|政府性基金|国有资本经营)预算(?:财政)?(?:拨款)?(?:支出)?安排的|(?:一般公共|政府性基金|国有资本经营)预算(?=财政拨款)"
    r"|预算(?=执行(?:比例|率|进度))"
)
"""What money a line is paid from, and no plan: 一般公共预算财政拨款安排的|“三公”经费支出 A."""
_HELD_AGAINST = re.compile(r"，(?:较|比|与|同)(?:年初|全年|调整后?的?)?预算数?(?:安排)?(?:为)?\d")
"""2655.86万元，较预算数2870.00万元…: what is held against a budget is not that budget."""
_CHANGES_LISTED = re.compile(
    r"(?:^|[，；])(?:分项|各项|具体|其中)?(?:增减|变动|变化)(?:情况|额|金额)?(?:如下)?：[^：]*$"
)
"""分项增减：接待费 A，会议费 B: each figure of the list is a change."""
_RATE_OF = re.compile(r"（|[，、]?(?:比例|幅度|比率|百分比)(?:为|是|达)?")
"""Between a change and its rate: 减少 A（5.2%）, 少支出 A，比例为5.2%."""
_MOVED_BY = re.compile(r"(?:增加|增长|提高|上升|减少|下降|降低|压减)为")
_FROM = re.compile(r"[由从](?!于)")
_THEN_SPENT = re.compile(r"，(?:实际|全年|本年)?(?:支出|列支|执行|决算|使用)[^，。；\d]{0,6}\d")
"""由财政拨款安排 A|，支出 B: what was planned, and what was spent of it."""
_CHANGED_TO = re.compile(r"调[整增减](?:到|至|为|成)$")
_PLAIN = re.compile(r"(?:总计|合计|总额|支出|收入|经费|费)(?:为|是|：|共计|合计)*$")
"""支出总计：|, 会议费|: a line and its figure, nothing else said."""
_UNSURE = 0.6
"""Below this score the step says that the words bear the role out."""
_EARLIER = re.compile(r"上年|去年|上一年|往年|同期|以前|前年|基数|原|\d{4}年|[较比]|[由从]$")
_CHANGED = re.compile(r"[增减升降涨缩变调差多少余缺超节净]|追加|同比|回落|下滑|提高")
_EXECUTED = re.compile(r"执行数?(?:为|是)?$")
_MOVE_AT_END = re.compile(rf"{_MOVE}$")
_LIMIT = re.compile(r"\s*(?:（含）)?(?:及?以上|以下|以内|的?幅度)")
_THRESHOLD = re.compile(r"\s*(?:（含）)?(?:及?以[上下])")
_MISSED = re.compile(r"未(?:能)?达到?$")
"""执行率未达100%: what was not reached."""
_HEADS = re.compile(r"占[^，。；]*(?:教师|学生|党员|[职员]工|人数|总户数|人口|家庭)(?:总数)?的$")
"""占专任教师的62.4%: a share of people."""
_SAME_SUM = re.compile(r"[（，](?:折合|约合|折|合)(?:人民币)?(?:约)?$")
"""88,214,300.00元（折合8,821.43万元）: the same amount in another unit."""
_YEAR = re.compile(r"(?<![较比与同于\d])(\d{4})年(?!初预算)")
_BRACKET_BEFORE = re.compile(r"^（[^（）]*）")
"""3.20万元|（2030年）变为: the bracket is of the figure before."""
_WHOLE = re.compile(r"占(?P<whole>(?!用|比)[^，。；]{2,40}?)(?:的比重|的比例|比重|比例|的)?(?:为|是|约)?$")
_SHARE_BEHIND = re.compile(r"的?(?:比重|比例)?(?:为|是|达)?")
_DIVIDED = re.compile(r"\d[\d,.]*\s?[亿万]?元\s*[/÷]\s*")
"""3.20万元/|4.00万元: a tag may hold the sign."""
_OWN_YEAR = r"(?:本年度?|当年|\d{4}年度?)"


def read_figure(stretch: Stretch, figure: Figure, lead: Figure, *, year: int | None) -> Reading | None:
    """The reading of a figure, or None where it states no fact (a threshold, an upper limit).

    `lead` is the first figure of a list ("各减少 A、B"): its words count for the whole list.
    """
    gap = stretch.gap(lead)
    sentence = _outside_causes(stretch, stretch.back_to(lead.start, "。！？"), lead.start)
    spoken = _spoken(_outside_names(stretch, lead, gap), money=figure.money)
    if spoken != "上年数" and year and _EXECUTED.search(gap) and stated_year(gap) == year - 1:
        spoken = "上年数"
    if figure.money and _COMPARED.search(gap) and _COMPARES.match(stretch.text, figure.end):
        spoken = "上年数"
    against = _AGAINST.search(gap) if figure.money else None
    if against is not None and (against["year"] is None or int(against["year"]) < (year or 0)):
        spoken = "上年数"
    again = _same_sum(stretch, figure, gap)
    if again is not None:
        return read_figure(stretch, again, again, year=year)
    role = figure.tag.role
    ordered = in_order(stretch, figure, lead, year)
    planned = planned_behind(stretch, figure)
    told = ordered or planned or _bracketed(stretch, figure, gap, year)
    spoken = told or (None if _is_as_tagged(stretch, figure, gap, spoken) else spoken)
    if _no_line(stretch, figure, gap):
        return None
    share = spoken == "占比" and _SHARES.search(gap) is not None
    sure = planned is not None or spoken in _SURE or share
    if role in (None, "其他") and (not sure or _LIMIT.match(stretch.text, figure.end)):
        return None
    spoken = told or _settled(stretch, figure, gap, sentence, spoken, year)
    measure = spoken or cast(Measure, role)
    said = "" if ordered else _change_words(stretch, figure) or gap
    base, base_year = base_of(measure, sentence, said, year)
    each = base_in_order(stretch, figure, year) if measure in ("增减额", "增减率") else None
    if each is not None:
        base, base_year = each, year - 1 if year and each == "上年数" else None
    if measure == "完成率":
        base = plan_in_order(stretch, figure, lead, sentence) or plan_inside(stretch, lead) or base
    own = gap if figure is lead else stretch.gap(figure)
    clause = sentence[sentence.rfind("；") + 1 :]
    sign = _sign(measure, own if _DIRECTION.search(own) else gap, clause, figure)
    whole = _whole(gap) or _whole_before(stretch, lead, gap) if measure == "占比" else None
    own_year = year if measure in ("上年数", "增减额", "增减率") and year else _year(said, sentence, year)
    steps = (f"按顺序与{each}相比",) if each else _how(stretch, figure, measure, spoken, ordered)
    return Reading(measure, sign, base, base_year, own_year, whole, steps)


def _settled(
    stretch: Stretch, figure: Figure, gap: str, sentence: str, spoken: Measure | None, year: int | None
) -> Measure | None:
    """What the year beside a figure, its list or its sentence say where the words right before it do not."""
    role = figure.tag.role
    spoken = None if role == "上年数" and spoken == "决算数" else spoken
    if figure.money and role in ("上年数", "决算数") and spoken in (None, "上年数", "决算数"):
        spoken = dated(stretch, figure, gap, year) or spoken
    if not figure.money or spoken is not None:
        return spoken
    if role == "决算数" and _CHANGES_LISTED.search(sentence):
        return "增减额"
    if role == "决算数" and (planned := planned_together(stretch, figure)):
        return planned
    own = re.compile(rf"(?<![较比与同于]){year}年")
    return "决算数" if _unsaid(stretch, figure, own.sub("", sentence)) else None


def _how(
    stretch: Stretch, figure: Figure, measure: Measure, spoken: Measure | None, ordered: Measure | None
) -> tuple[str, ...]:
    """What settled the measure where the role alone did not: an order, words against it, words for it."""
    gap = stretch.gap(figure)
    if ordered is not None:
        return (f"按顺序读作{measure}",)
    if spoken is not None and figure.tag.role != spoken:
        return (f"措辞“{gap[-8:]}”改判为{measure}",)
    line = _PLAIN.search(stretch.text, 0, figure.start) if measure == "决算数" and figure.money else None
    borne = spoken is not None or line is not None
    said = gap[-8:] or (line[0] if line else "")
    return (f"措辞“{said}”证实{measure}",) if borne and figure.tag.score < _UNSURE else ()


def _is_as_tagged(stretch: Stretch, figure: Figure, gap: str, spoken: Measure | None) -> bool:
    """True where words that mostly tell what was spent leave it to the role: 增加为 a rise, 安排 a plan."""
    if spoken != "决算数" or not figure.money:
        return False
    if figure.tag.role == "增减额" and _MOVED_BY.fullmatch(gap):
        return not _FROM.search(stretch.text, stretch.back_to(figure.start, "。；"), figure.start)
    planned = figure.tag.role in BUDGETS
    provided = gap.endswith("安排") and _THEN_SPENT.match(stretch.text, figure.end) is not None
    return planned and (provided or _CHANGED_TO.search(gap) is not None)


def _same_sum(stretch: Stretch, figure: Figure, gap: str) -> Figure | None:
    """The amount before 折合 where a figure is the same in another unit."""
    before = stretch.figure_before(figure)
    told = figure.money and before is not None and before.money and _SAME_SUM.fullmatch(gap)
    return before if told else None


def _unsaid(stretch: Stretch, figure: Figure, sentence: str) -> bool:
    """True for a role that no word of the sentence bears out: a budget without 预算, a change without 增."""
    role = figure.tag.role
    if role in BUDGETS:
        planned = _PLANNED.search(_FROM_FUND.sub("", sentence)) or is_granted(stretch, figure)
        return not planned or _HELD_AGAINST.match(stretch.text, figure.end) is not None
    if role == "上年数":
        return not _EARLIER.search(sentence)
    return role == "增减额" and not figure.value.startswith("-") and not _CHANGED.search(sentence)


def both_measures(stretch: Stretch, figure: Figure, reading: Reading) -> tuple[Reading, ...]:
    """The reading; two where one figure is the budget and what was spent: 年初预算数与决算数同为 A."""
    same = _BOTH_AMOUNTS.search(stretch.gap(figure)) if figure.money else None
    if same is None:
        return (reading,)
    measures: tuple[Measure, ...] = (plan_of(same["plan"]), "决算数")
    steps = (*reading.steps, "预算、决算同数")
    return tuple(replace(reading, measure=one, steps=steps) for one in measures)


def _bracketed(stretch: Stretch, figure: Figure, gap: str, year: int | None) -> Measure | None:
    """（上年 A） is a 上年数, the percentage in 减少 A（5.2%） and 减少 A，比例为5.2% a 增减率."""
    if figure.money:
        prior = _PRIOR.search(gap)
        earlier = prior is not None and (prior["year"] is None or (year or 0) > int(prior["year"]))
        return "上年数" if earlier else _divided(stretch, figure)
    return "增减率" if _change_words(stretch, figure) else None


def _divided(stretch: Stretch, figure: Figure) -> Measure | None:
    """决算数 for A and 年初预算数 for B of 完成年初预算的98%（A万元/B万元）: what the rate comes from."""
    before = stretch.figure_before(figure)
    if before is None:
        return None
    if before.money:
        rate = stretch.figure_before(before)
        is_plan = rate is not None and _DIVIDED.fullmatch(stretch.text, before.start, figure.start)
        held = is_plan and _opens_division(stretch, before)
        return plan_of(stretch.gap(rate)) if rate and held else None
    return "决算数" if _opens_division(stretch, figure) else None


def _opens_division(stretch: Stretch, figure: Figure) -> bool:
    """True for A of 完成年初预算的98%（|A|万元/B万元）."""
    rate = stretch.figure_before(figure)
    if rate is None or rate.money or _spoken(stretch.gap(rate), money=False) != "完成率":
        return False
    opened = re.fullmatch(r"\s*（", stretch.text[rate.end : figure.start])
    sign = _DIVIDED.match(stretch.text, figure.start)
    return opened is not None and sign is not None and stretch.text[sign.end() : sign.end() + 1].isdigit()


def _change_words(stretch: Stretch, figure: Figure) -> str | None:
    """少支出 for the rate of 少支出 A，比例为5.2% and 少支出 A（5.2%）: the words of the change before it."""
    before = stretch.figure_before(figure)
    if figure.money or before is None or not before.money:
        return None
    if not _RATE_OF.fullmatch(stretch.text, before.end, figure.start):
        return None
    gap = stretch.gap(before)
    return gap if before.tag.role == "增减额" or _spoken(gap, money=True) == "增减额" else None


def _no_line(stretch: Stretch, figure: Figure, gap: str) -> bool:
    """True for money of one head, for a target and for a rate of work done."""
    if _EXAMINED.search(gap):
        return True
    if figure.money:
        above = stretch.text[stretch.back_to(figure.start, "。；") : figure.start]
        return bool(
            _EACH.search(gap) or _EACH_AIMED.search(above) or _THRESHOLD.match(stretch.text, figure.end)
        )
    missed = _MISSED.search(gap) or _HEADS.search(gap)
    target = _TARGET.search(gap) and _LIMIT.match(stretch.text, figure.end)
    aimed = gap.endswith("达到") and _AIM.match(stretch.text, figure.end)
    clause = stretch.text[stretch.back_to(figure.start, "。；") : figure.start]
    money_rate = figure.tag.role == "完成率" and _PAID_RATE.search(gap) is not None
    other = None if money_rate else _OTHER_RATE.search(gap)
    rated = _TASK.search(gap) or other or _MEASURED.search(clause) or _LIVING.search(clause)
    return bool(target or aimed or rated or missed)


def _outside_names(stretch: Stretch, figure: Figure, gap: str) -> str:
    """The words before a figure less the tagged name that ends them: 支持商销稳增长30.00万元 is no growth."""
    name = next((i for i in stretch.items if i.right == figure.start and i.right - i.left > 3), None)
    if name is None or figure.tag.role == "增减额" or not _MOVE_AT_END.search(gap):
        return gap
    return gap[: max(len(gap) - (name.right - name.left), 0)]


def _outside_causes(stretch: Stretch, start: int, stop: int) -> str:
    """The words of [start, stop) without the causes that end in it: what moved there is another line."""
    for reason in reversed(stretch.reasons):
        if start < reason.right <= stop:
            head = _outside_causes(stretch, start, reason.left) if start < reason.left else ""
            return head + stretch.text[reason.right : stop]
    return stretch.text[start:stop]


@lru_cache(maxsize=4096)
def _spoken(gap: str, *, money: bool) -> Measure | None:
    return next((measure for measure, pattern in _words(money=money) if pattern.search(gap)), None)


@lru_cache(maxsize=2)
def _words(*, money: bool) -> tuple[tuple[Measure, re.Pattern[str]], ...]:
    table = MONEY_WORDS if money else PERCENT_WORDS
    return tuple((measure, re.compile(pattern)) for measure, pattern in table)


def _sign(measure: Measure, gap: str, sentence: str, figure: Figure) -> int:
    if measure not in ("增减额", "增减率") or Decimal(figure.value) == 0:
        return 0
    if figure.value.startswith("-"):
        return -1
    if GAP_RATE.search(gap):
        return 1
    if _ALTERNATIVE.search(gap):
        return 0
    if figure.money and _CARRIES_SIGN.search(gap):
        return 1
    far = sentence[sentence.rfind("；") + 1 :]
    near = list(_DIRECTION.finditer(gap)) or ([] if _NEUTRAL.search(gap) else list(_DIRECTION.finditer(far)))
    return _side(near[-1]) if near else 0


def _side(word: re.Match[str]) -> int:
    return 0 if word["neither"] else 1 if word["up"] else -1


def _year(gap: str, sentence: str, year: int | None) -> int | None:
    stated = _YEAR.search(_BRACKET_BEFORE.sub("", gap)) or (None if year else _YEAR.search(sentence))
    return int(stated[1]) if stated and 1990 < int(stated[1]) < 2100 else year


def _whole_before(stretch: Stretch, figure: Figure, gap: str) -> str | None:
    """授予中小企业合同金额 for the share in 占授予中小企业合同金额5.15万元的87.18%."""
    before = stretch.figure_before(figure)
    if before is None or not before.money or not _SHARE_BEHIND.fullmatch(gap):
        return None
    return _whole(stretch.gap(before))


def _whole(gap: str) -> str | None:
    found = _WHOLE.search(gap)
    if found is None:
        return None
    name = re.sub(rf"^{_OWN_YEAR}(?=一般|财政|政府|国有|“|\")", "", found["whole"])
    return name.strip('"“”') if name.count('"') == 1 else name
