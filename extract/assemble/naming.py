"""What a written line name stands for: shared names unfolded, tails cut, headings read as lines.

"财政拨款收、支总计" is 财政拨款收入总计 and 财政拨款支出总计; the heading
"（一）机关运行经费支出情况说明" is about 机关运行经费; "公务接待费支出决算" is 公务接待费.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.catalogue import with_name
from extract.catalogue.borders import is_known
from extract.catalogue.lines import procurement, three_public
from extract.catalogue.names import MARKER, split_path
from extract.text import fold_prose, squeeze

_BOTH = re.compile(
    r"^(?P<head>.*?)(?:总?收入?(?P<first>决算)?(?P<inner>总计|合计|总额)?(?:、|和|与|及|/)?(?:财政拨款)?(?:总)?支出?)"
    r"(?:预?决算|预算)?(?P<tail>总计|合计|总额|总数|总体|总?数|总|均)?$"
)
_SIDES = re.compile(r"收入?(?:决算)?(?:总计|合计|总额)?(?:、|和|与|及|/)?(?:财政拨款)?总?支")
_TWICE = re.compile(r"(?<=[总合]计)(?:总计|总额|合计|总数)$")
_TOTALS = frozenset({"总体", "均", "总数", "总额", "数", "总"})
_TAILS = re.compile(
    r"(?:支出)?(?:年初|全年)?(?:(?<!一般公共)(?<!政府性基金)(?<!国有资本经营)预算|决算)(?:数|总?额)?$|的$"
)
_BY_WHOM = re.compile(
    r"^年?初[^，。；\d]{0,8}?(?:批准|批复|核定|安排|编列|列入|下达)(?=..)|^加(?=本年|上年|年初)|^加上(?=..)"
)
"""年初人代会批准|一般公共预算支出: who granted a budget is no part of its line."""
_KEPT_LOW = re.compile(r"^(?:严?控|控制|压减|压缩|严格控制)(?=[“\"]?三公)")
_SO_CALLED = re.compile(r"(?<=..)(?:科目(?:本年)?(?:支出)?|这(?:一?块)?|方面?|一项就?"
    r"|(?:支出)?(?:绩效)?自评(?:综述|情况|结果|报告)+)$"
)
"""住房公积金|科目支出, 财政拨款|这块: the line is named as what it is."""
_ABOUT = re.compile(
    r"^(?:(?:本|我)?(?:部门|单位|局|镇|校|院|中心))?(?:对|选取|选择|抽取|选定|以|将|就)?(?P<name>[“\"][^”\"]{2,30}[”\"])(?:等)?(?:项目|工程)?"
    r"(?:开展?|实施|进行|支出|资金|公开|绩效|自评|重点|评价|结果|情况)*$"
)
"""对“水塘改造”项目开展: the project is the line."""
_BY_UNITS = re.compile(r"^[^“\"]*(?:单位|部门)使用(?:当年|本年)?(?=(?:一般公共预算)?财政拨款)")
"""机关及所属单位使用|财政拨款安排“三公”经费: who spends is no part of a line."""
UNIT_WORDS = (
    "部门|单位|委?员会|办?事处|机关|中心|街道|学校|医院|法院|检察院|[局委办厅院校馆区县市省州站所队镇乡会]"
)
"""Alternatives of a pattern: what a disclosure calls the unit that it is of."""
_OF_UNIT = re.compile(rf"^[\u4e00-\u9fff]{{2,20}}?(?:{UNIT_WORDS})(?=[“\"]三公[”\"])")
"""某省某厅|“三公”经费."""
_OF_BODY = re.compile(
    r"^(?!一般公共|政府性|国有资本)(?:(?!预算)[\u4e00-\u9fff]){2,20}?(?=(?:一般公共预算)?财政拨款的?[“\"]三公[”\"])"
    r"|^[\u4e00-\u9fff]{2,20}?(?:今年|本年|当年)度?(?=[“\"]三公[”\"])"
)
"""某市民主党派|财政拨款“三公”经费."""
_TOLD_PUBLIC = re.compile(r"^公开(?=[“\"]?三公|公务|因公|财政拨款|一般公共)")
"""2031年部门决算公开|“三公”经费合计: the deed of the paper is no part of its line."""
_TO_TOTAL = re.compile(r"(?<=项目|工程)总投资$")
_SPENT = re.compile(r"(?<=[费置待])(?<!缴费)支出$|(?<=费用)支出$|(?<=境）)支出$")
_EDGE = re.compile(
    r"^(?:[，、：；。\s]|其中[:：,，]?|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.．、](?!\d)"
    r"|(?:本(?:部门|单位)|我(?:局|单位|部门))?\d{4}年度?(?!初)|\d{4}年(?=初)|全年|本年度|当年|今年|本(?:部门|单位)|我(?:局|单位)|全部?为|分别占|(?:主要)?用于|具体[是为]|主要是|主要包括|包括|(?:年初|全年)预算(?=..)|决算报表|(?:预算)?追加(?=..)|(?:实际)?到位"
    r"|(?:[^，。]{2,20}?(?:局|委员会|委|厅|办公室|中心|政府|学校|医院|院|所|站|队))?\d{4}年度?(?!初))+"
)
_BACK = re.compile(
    r"(?:(?:(?<=[费置待）])支出)?(?:年初|全年|当年|调整后?|部门)*(?:预算|决算|执行)"
    r"(?:支出|收入)?(?:数|总?额|安排|资金|金额|批复)*"
    r"|共计支出|共计?|累计|各自?|均|分别|(?<=费)支出|实际支出|合计支出|^(?:支出|收入)?决算)*(?:为|是|(?<![合总共小])计|有|[:：])*$"
)
_MOVED = re.compile(
    r"(?:(?:相?较于?|相?比)(?:上年|去年|\d{4}年)度?(?:决算数?)?，?|同比)?(?:略有|有所)?"
    r"(?:增加|减少|增长|下降|上升|降低|上涨|下滑)(?:了|额|数)?(?:为)?$"
)
_NOUN = re.compile(
    r"^(?=.*[\u4e00-\u9fff]{2})[\u4e00-\u9fff“”\"（）()、]{2,45}"
    r"(?<=费|出|入|计|金|贴|资|助|余|额|转|款|产|车|损|水|电|目|待|购|置|用|税|息|配|修|缮|备|偿|食|训|品|险|缴|休|补|设)）?$"
)
_VERBS = re.compile(
    r"增加|减少|增减|增长|下降|完成|占比|[较比]上|[较比]20|[较比与同](?:年初|全年|预算)|原因|用于|同比|相比|涉及|其中|执行|超过|以上|以下|单价|数[额]?$|人均|平均|不足|超出|低于|高于|没有|由于|包括|标准|[多少](?:支出?|用|花|出)|(?<!收支)(?<!补)差额|差异额?$"
)
_MEASURE = re.compile(
    r"[总金数]额|总数|(?:[与较比同和](?:上年|去年|上一年|20\d\d年)度?)?出入|(?:预算|决算|执行)(?:合计|共计|总计)|(?:分别|依次|各自)(?:支出|收入|列支)|(?:年[初末底]|全年|调整后?)+(?:预算|决算|支出|收入|安排|编列|列入|编报|批复|核定|下达)?|(?:年初|全年|调整后?)*预算[数额]?[与和、及](?:支出|收入|执行)?"
    r"|(?=.*(?:上年|去年|上一年|同期|实际|绝对|变动|增减|变化|差异|净|列支|发生|支付|支用|用去|付款|用款|兑现|发放|累计)|支出额$)"
    r"(?:[到至](?=年[末底])|截至|上年|去年|上一年|本年|今年|当年|全年|同期|年初|年末|年底|\d{4}年|度|实际|绝对|变动|增减|变化|差异|净|累计|列支|发生|支付|开支"
    r"|花费|支用|用去|使用|付款|用款|兑现|发放|执行|决算|预算|批复|核定|下达|安排|资金|支出|收入|共|[总数金]?额|总?[数值量]|总计|合计)+"
)
"""What is told of a line and is no line: 上年实际列支额, 绝对额, 变动额, 去年发生额, 上年合计."""
_GRANTED = re.compile(
    r"(?:[省市县区]级?)?财政(?:20\d\d年度?|本年|全年|总共|合计|一共|共计?)+(?:拨[入款付]|拨给)(?:[我本](?:\w|部门|单位))?"
    r"|(?:本年|当年|全年)(?:财政)?拨入"
)
"""财政共拨入, 本年拨入, 县财政2031年拨给我局: 财政拨款收入 told as a deed."""
_CAME_IN = re.compile(
    rf"(?:[全本我](?:{UNIT_WORDS}))?(?:本年|当年|全年|今年)?(?:总共|一共|共计?)?进账(?:收入)?"
)
"""全镇|进账 A: 本年收入 told as a deed."""
_HEADING_TAIL = re.compile(
    r"(?:收支|收入支出)?(?:(?:预?决算)?表|预?决算)?(?:总体|结构|具体|增减变化|变化|使用|执行|安排)?(?:情况)?(?:的?说明)?[。：:]?$"
)
_HEADING_LINES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"财政拨款(?:收入支出|收支|收、支).*总", ("财政拨款收入总计", "财政拨款支出总计")),
    (r"^(?:收入支出|收支|收、支).*(?:总|情况)", ("收入总计", "支出总计")),
    (r"^收入决算", ("本年收入合计",)),
    (r"^支出决算", ("本年支出合计",)),
    (r"三公", ("“三公”经费财政拨款支出",)),
    (r"政府采购", ("政府采购支出总额",)),
    (
        r"^(?:财政拨款)?一般公共预算(?:财政拨款)?(?:支出)?(?:决算表|执行|(?:支出)?[与和]?预算(?:的?对比|的?比较|差异))?"
        r"(?:情况)?(?:的?说明)?$",
        ("一般公共预算财政拨款支出",),
    ),
)


@lru_cache(maxsize=4096)
def unfold(name: str) -> tuple[str, ...]:
    """The lines a name stands for: "收、支总计" → 收入总计, 支出总计; "本年收入合计" stays one."""
    text = name.strip("，、：；。 ")
    folded = _TWICE.sub("", fold_prose(text).replace("支持", "持").replace("总规模", "总计"))
    both = _BOTH.match(folded) if _SIDES.search(folded) else None
    if both is None or len(both["head"]) > 20:
        return (text,)
    tail = both["tail"] or both["inner"]
    tail = "总计" if tail is None or tail in _TOTALS else tail
    return both["head"] + "收入" + tail, both["head"] + "支出" + tail


_CUT = re.compile(r"(?<=[出入购目物程务待款])[预决]$|(?<=经费)财政?$|(?<=[费）])(?:全年?|本年度?|当年)$")
"""What a border inside 预算, 决算 or 全年 leaves behind: 支出预, 因公出国（境）费全."""
_HEAD = re.compile(
    r"^其中[:：]?|^里面(?:有|是)?(?=..)|^调整(?:预算)?后(?=..)|^\d+[个项](?=[\u4e00-\u9fff]{2})|^[⒈-⒛①-⑳⑴-⒇●○■◆]\s*|^[一二三四五六]是(?=..)|^具?体[是为][:：]?|^(?:实际)?到位(?=..)|^(?:预算)?追加(?=..)|^(?:决算)?报表(?=..)|^开?支(?=[^出付].+费$)|^全年(?=收入|支出)"
)
_ADDED = re.compile(r"(?:年中|中期)?(?:调整)?(?:追加|追减)(?:预算)?(?:资金|金额)?")
"""What is no line of the forms but has its own figure: 年中调整追加633.50万元."""


_OWN = re.compile(
    rf"^(?:(?:本|我|全)?(?:{UNIT_WORDS})(?:本级)?|本级)(?=总?(?:收入|支出)|决算(?:收入|支出)|财政拨款|[“\"]?三公|机关运行)"
    rf"|^(?:本|我)(?:{UNIT_WORDS})(?=..)"
)
_LEVEL_BEHIND = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,})[款项](?:支出)?$")
"""防汛项支出: the level is written behind the name, without brackets."""
_ALL_OF = re.compile(r"^.{2,}等(?=(?:公用|人员)(?:经费|支出)$)")
"""其他资本性支出等|公用经费: what it is made of stands before it."""
_AWARDED = re.compile(r"^政府采购(?=授予)")
_OF = re.compile(r"^(?![^的]*拨款)[^的]{1,8}的(?=[^的]{2,8}费$)")


@lru_cache(maxsize=4096)
def trim(name: str) -> str:
    """A line name without its unit and what belongs to the measure: "公务接待费支出决算" → "公务接待费"."""
    text = _SO_CALLED.sub("", _KEPT_LOW.sub("", _BY_WHOM.sub("", name.strip("，、：；。 "))))
    text = _OF_BODY.sub("", text)
    text = _OF_UNIT.sub("", _BY_UNITS.sub("", _TOLD_PUBLIC.sub("", text)))
    text = _TO_TOTAL.sub("", _CUT.sub("", _HEAD.sub("", text)))
    about = _ABOUT.match(text)
    text = about["name"] if about else text
    text = _HEAD.sub("", _OF.sub("", _AWARDED.sub("", _OWN.sub("", text))))
    text = re.sub(r"(?<=拨款)决算支出$", "支出", _ALL_OF.sub("", text))
    text = text if text.count("“") == text.count("”") else text.strip("“”")
    level = _LEVEL_BEHIND.match(text)
    text = level["name"] if level and with_name(level["name"]) else text
    shorter = _TAILS.sub("", text)
    text = shorter + "支出" if text.startswith(shorter + "支出") and not _spent(shorter + "支出") else shorter
    return _SPENT.sub("", text) or name


@lru_cache(maxsize=4096)
def is_measure(name: str) -> bool:
    """True for words that tell of the line named before and name none: 绝对额, 上年实际列支额."""
    return _MEASURE.fullmatch(name) is not None


def is_added(name: str) -> bool:
    """True for 年中追加 and the like: it owns the figure behind it and none that follow."""
    return _ADDED.fullmatch(name.removesuffix("预算").removesuffix("预算为")) is not None


def _spent(text: str) -> bool:
    return _SPENT.search(text) is not None


@lru_cache(maxsize=4096)
def line_before(gap: str) -> str | None:
    """The line name before a figure where no tag marks one: "其中：水费支出" → "水费"; None if no noun."""
    if _ADDED.fullmatch(gap.strip("，：； ")):
        return gap.strip("，：； ")
    closed, gap = gap.startswith("）"), gap.lstrip("）")
    text = re.sub(r"(?<=拨款)决算支出$", "支出", _EDGE.sub("", gap))
    account = _COMPARED.sub("", _ACCOUNT.sub("", text))
    if account != text and is_known(account):
        return account
    still = _MOVED.sub("", text)
    moved, text = still != text, _EDGE.sub("", _BACK.sub("", _FULFILLED.sub("", still)))
    if text.endswith(("由", "从")):
        return text[:-1] if is_known(text[:-1]) else None
    if (moved or closed) and text == "合计":
        return None
    reserved = _RESERVED.search(text)
    if reserved:
        return reserved["name"]
    if _GRANTED.fullmatch(text):
        return "财政拨款收入"
    if _CAME_IN.fullmatch(text):
        return "本年收入"
    if is_measure(text):
        return None
    if text == "合计" or three_public(text) or (procurement(text) and text != "采购"):
        return text
    if (
        not _NOUN.match(text)
        or _VERBS.search(text)
        or squeeze(text) in ("收入", "金额", "资金", "费用", "支出", "共支出", "与支出", "预算与支出",
                             "支付", "采购", "实际采购", "拨付", "执行", "使用", "数与支出")
    ):
        return _listed_end(text)
    return trim(text)


_FULFILLED = re.compile(r"(?<=收入|部门|支出)(?:实际|累计|共)?完成了?$")
"""税收收入|完成 A: what a line has come to."""
_ACCOUNT = re.compile(r"科目(?:本年|20\d\d年)?度?(?:支出)?(?:决算)?数?(?:为|是)?$")
"""突发公共卫生事件应急处理|科目支出决算: the line is named as what it is."""
_COMPARED = re.compile(r"[较比与同](?:年初|全年|调整后?的?)?(?:预算|安排)数?的?$")
"""伤残抚恤|比年初预算 A: the line stands before what it is compared with."""
_RESERVED = re.compile(
    r"(?:^|其中)(?P<name>(?:面向|授予|预留给?)(?:中小|小微)企业(?:预留|采购)?(?:份额|合同)?(?:金额)?"
    r"|由(?:中小|小微|小型|微型)企业(?:承接|承担|承办|承揽|中标|成交|供货|供应|获得|取得))(?:合同)?(?:金额)?$"
)
"""What is set aside or given to small firms: 其中面向中小企业预留|30.4万元."""


def _listed_end(text: str) -> str | None:
    """The known name that the words end in: 会议费 in "财政拨款涉及的会议费支出"; None for none."""
    bare = trim(text)
    ends = (bare[at:] for at in range(len(bare) - 2) if at == 0 or bare[at - 1] in "的及为")
    return next((end for end in ends if is_known(end)), None)


_LITTER = re.compile(r"\[(?:bookmark|image)[:：][^\]]*\]")


@lru_cache(maxsize=1024)
def heading_lines(title: str) -> tuple[str, ...]:
    """The line or lines a heading is about: "（一）机关运行经费支出情况" → 机关运行经费; () for none.

    A path in a heading ("1.一般公共服务支出（类）…行政运行（项）") comes back whole, as one name.
    """
    plain = _LITTER.sub("", fold_prose(title)).strip()
    text = _EDGE.sub("", re.sub(r"^[一二三四五六七八九十]+、|^（[^）]{1,3}）", "", plain))
    if MARKER.search(squeeze(text)) and split_path(text):
        return (text.rstrip("。：: "),)
    for pattern, lines in _HEADING_LINES:
        if re.search(pattern, text):
            return lines
    name = trim(_HEADING_TAIL.sub("", text))
    empty = name in ("资金", "金额", "费用", "经费", "项目")
    return (name,) if _NOUN.match(name) and not _VERBS.search(name) and not empty else ()
