"""Which facts a rule may rest on: a figure whose own words speak against its line is left out.

Reading may go wrong: a figure ends up with the line before it, a price with the line it is paid from. Such a
fact stays in the record, but no finding is made of it: what follows from a misreading is no inconsistency.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.catalogue import with_code, with_name
from extract.catalogue.lines import procurement
from extract.check.base import INSIDE_REASON, identity
from extract.check.brackets import closed_alone, open_bracket, sentence_start
from extract.check.reread import (
    BOTH,
    BY_HEADING,
    BY_SUM,
    BY_WORDS,
    FROM_BEFORE,
    IN_ORDER,
    Place,
    own_name,
    rebased,
)
from extract.labels import BUDGETS
from extract.records import Fact, Item, Passage
from extract.text import fold_prose

_STOPS = "。！？；;"
_EACH = re.compile(
    r"(?:车均|人均|户均|生均|批均|次均|单价|平均每?[\u4e00-\u9fff]{0,3}|每[辆人次个台套批户生][\u4e00-\u9fff]{0,4}"
    r"|(?:标准|限额|起点|上限|下限)为?)(?:为|是|约)?\s*$"
)
"""Words right before a figure that is the price of one, or a threshold."""
_BOUND = re.compile(r"^\s*(?:以上|以下|以内|以外|及以上|（含）|/[辆人次台])")
_OF_TWO = re.compile(r"[元％%]/\s*$")
"""9.78万元/9.55万元: the second of two figures that make a rate."""
_FIRST_OF_TWO = re.compile(r"预算数?[与和、](?:支出)?决算数?(?:分别|各)(?:是|为)?\s*$")
"""预算与决算分别是1.89万元和1.51万元: the first is the budget."""
_COUNTED = re.compile(
    r"^(?:[·•/－—-]\s*\d|[.．、]\s*(?:\d{3}|\d{5}|\d{7})?[\u4e00-\u9fff]|\s*万?(?:人次|人|卷|册|件|台|辆|次|个|岁|平方米|亩|公里|户|吨|T)(?!民币))"
)
"""What follows a bare number that is a list number or a count."""
_OTHER_RATE = re.compile(r"(?!执行|完成|支出|支付|使用|到位|控制|预算)[\u4e00-\u9fff][^比\d]率")
"""A rate of another kind (成活率, 判息诉率) than that of money spent."""
_MONEY = re.compile(r"\d\s*[亿万]?元")
_FOREIGN = re.compile(r"外事接待|国（境）外(?:公务)?接待|外宾接待")
"""A part of 公务接待费 with figures of its own."""
_FIRMS = re.compile(r"(?:中小|小微|小型|微型)企业[^，。；：\d]{0,12}$")
"""The part of a procurement that went to small firms."""
_TASK_DONE = re.compile(r"[\u4e00-\u9fff]{2}(?<!预算)(?<!支出)(?<!执行)(?<!资金)(?<!拨款)完成率(?:为|达)?$")
"""产出方面，验收完成率45%: a rate of work, not of the money of the sentence before."""
_TOGETHER = re.compile(r"(?:合计|共计|合共|[两二三四五]项(?:合计|共)?)占[^，。；]*$")
"""经营收入甲、其他收入乙，合计占3.63%: the share of more than the last line."""
_REST = re.compile(r"(?:^|[，：])(?:其余|剩余|其他各[项类])[^，；\d]{0,8}支出")
"""其余支出（甲、乙、丙）共109.17万元: no line of its own, nor the one before it."""
_PART = re.compile(r"(?:一般公共预算|政府性基金预算|国有资本经营预算)(?:财政拨款)?收支")
_CAUSE = re.compile(
    r"原因|缘由|主要(?:是|系|为|由于|因|在于|源于|得益)|由于|因为|是因|系因|得益于|缘于|源于|归(?:结|因|功)于"
)
_CAUSE_ENDS = re.compile(
    r"，(?:年初|全年|调整后?)?(?:预算|决算|支出决算|执行|完成)[^，。]{0,6}\d|，[较比与同](?:上年|去年|20\d\d年|年初|预算)"
)
"""主要是改造项目经费，预算 A，执行 B，比上年减少 C（…: behind these words the line is spoken of again."""
_WHY = re.compile(
    r"\s*(?:上述|以上)?(?:差额|差异|变动|变化|增减|[增减]幅|降幅)[^，。：\d]{0,8}"
    r"(?:由于|因为|原因|源于|归因|系因|因[一\u4e00-\u9fff])"
)
_CAUSE_PAIR = re.compile(
    r"(?:原因|主因|缘由|由于|因为|得益)(?![^。；，]*(?:影响|所致|因素)，)[^。；]*?(?:上年|去年|20\d\d年)度?[^，。；]{0,8}?\d[\d,.]*\s?[亿万]?元"
    r"，(?:本年|今年|当年)度?[\u4e00-\u9fff]{0,4}$"
)
"""主因为设备购置费2030年列支 A，本年|: what is compared in a cause is of the line named there."""
_HANDED_OUT = re.compile(r"(?:发放|兑现|兑付|减免|返还|退还)$")
"""全年兑现|住房公积金0.04万元: what others were paid, and no line of the accounts."""
_BEGINS_WITH_CAUSE = re.compile(r"\s*(?:由于|因|受)[^，]{2,40}，")
_FROM_ABOVE = frozenset((BY_HEADING, FROM_BEFORE))
_SUM = re.compile(
    r"[，；、](?:以上|上述|[两二三四五六]项|各项|[两二三四五]者)?(?:共计|合计|总计|加总|加起来|相加)"
    r"(?!支出|收入|净?[增减升降多少]|上升|下降|回落|提高|压[减缩])"
)
"""货物甲、服务乙，共计丙: from here on the sentence is of all its lines together; 共计增加 is no sum."""
_SUMMED = re.compile(r"(?:共计|合计|总计|总共|合共)(?:支出|开支)?(?:为|是)?$")
"""用车甲、接待乙共计|: what the heading's line comes to, whatever line opens the clause."""
_MAKES_UP = re.compile(
    r"^，(?:构成|组成|形成|即为?|也就是)(?:20\d\d年度?|本年度?|当年)?(?P<name>[\u4e00-\u9fff“”\"]{4,30}?)(?=[，。；]|$)"
)
_BY_YEAR = re.compile(r"20\d\d年度?[、和与]20\d\d年度?[^，。；]*(?:依次|分别)(?:为|是)[^，。；]*$")
"""2030年、2031年收支总计依次为甲、乙: the first is the year before's."""
_THAT_IS = re.compile(r"^\s*，(?:也就是|也即|即)(?![增减升降多少]|上升|下降|同比)[\u4e00-\u9fff“”]{2,20}")
"""用去7.67万元，也就是基本支出: the line of a figure stands behind it."""
_BESIDES = frozenset(("其余", "剩余", "合计", "共计"))
_SPENT = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,20}?)(?:本年|全年|当年)?(?:安排|列支|支出|用去|花了|决算|支付)(?:数|为)?$"
)
_SUBJECTS = re.compile(r"购置车辆|接待(?!费)|批次|团组|保有|辆|^\s*\d+[.、．]?\s*支出\d")
"""What a clause is of when only the heading gave its figures a line."""
_PURPOSE = re.compile(r"(?:用于|主要(?:是|为|系|反映|包括))[^，。；：]*$")
"""What a line is spent on, up to a name in it."""
_LINES = re.compile(
    r"基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出|财政拨款收入|事业收入|经营收入|其他收入|上级补助收入"
    r"|附属单位上缴收入|年[初末](?:财政拨款)?结转和结余|结余分配|人员经费|公用经费|因公出国|公务接待|公务用车购置|公务用车运行"
)
_SURE = 0.6
"""The least probability of its role that a figure must have: below it every second role is a wrong one."""
_SURE_BY_WORDS = 0.4
"""The least where the words beside the figure told its measure, whatever its role: 2030年度|588.86万元."""
_HEAD = 8
"""How far behind the beginning of a clause its line may stand."""
_PATHS = re.compile(
    r"^[^，。；]{0,6}?(?:\d{3})?[\u4e00-\u9fff、]{2,20}(?:类|[—－–\-]+)\s*(?:\d{5})?[\u4e00-\u9fff（）、]{2,30}"
    r"(?:款|[—－–\-]+)\s*(?P<code>\d{7})?(?P<last>[\u4e00-\u9fff（）、]{2,40}?)(?P<item>项)?(?=[。，：；\d]|年初|全年|支出决算|决算)"
)
"""A paragraph that opens with a path of three levels, by 类, 款, 项 or by dashes."""


def trusted(passages: Sequence[Passage], facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts that nothing in their own words speaks against; a base is read again from its words.

    A figure that its heading gave a line while its own sentence names an account is of that account, with no
    cell: what the prose says of it is still held together.
    """
    texts = [fold_prose(p.text) for p in passages]
    kept: list[Fact] = []
    astray: set[tuple[int, str]] = set()
    renamed: dict[tuple[int, str], str] = {}
    for fact in facts:
        if not 0 <= fact.passage < len(passages) or not texts[fact.passage]:
            kept.append(fact)
            continue
        place = _place(passages[fact.passage], texts[fact.passage], fact)
        key = (fact.passage, fact.item.name)
        own = renamed.get(key) or own_name(fact, place)
        if own:
            renamed[key] = own
            fact = replace(fact, item=Item(own), links=())
        if key in astray or _speaks_against(fact, place):
            astray |= {key} if BY_HEADING in fact.steps else set()
            continue
        kept.append(rebased(fact, place))
    return tuple(kept)


def _place(passage: Passage, text: str, fact: Fact) -> Place:
    at = bisect_left(passage.offsets, fact.start)
    end = bisect_left(passage.offsets, fact.end)
    sentence = _sentence(text, at)
    clause = sentence[sentence.rfind("：") + 1 :]
    return Place(sentence, clause, text[end : end + 40], text[:80], text[: min(at, 80)])


def _sentence(text: str, at: int) -> str:
    """The words of a sentence before a place, less a bracket that holds a ； and is closed again."""
    last = max(text.rfind(stop, 0, at) for stop in _STOPS) + 1
    words, head = text[last:at], text[sentence_start(text, at, _STOPS) : last]
    closed = closed_alone(words)
    opened = open_bracket(head) if closed >= 0 else None
    return words if opened is None else head[:opened] + words[closed + 1 :]


def _speaks_against(fact: Fact, place: Place) -> bool:
    if INSIDE_REASON in fact.steps:
        return False
    return (
        _is_unsure(fact)
        or _EACH.search(place.sentence) is not None
        or (_BOUND.match(place.behind) is not None and fact.measure == "决算数")
        or (_OF_TWO.search(place.sentence) is not None and fact.measure not in BUDGETS)
        or _is_code(fact)
        or (fact.unit is None and _COUNTED.match(place.behind) is not None)
        or (_FOREIGN.search(place.sentence) is not None and _is_reception(fact))
        or (_FIRMS.search(place.sentence) is not None and procurement(fact.item.name) is not None)
        or (_REST.search(place.sentence) is not None and "其余" not in fact.item.name)
        or (_FIRST_OF_TWO.search(place.sentence) is not None and fact.measure == "决算数")
        or (_PART.search(place.sentence) is not None and fact.item.name in ("本年收入", "本年支出"))
        or _is_other_rate(fact, place.sentence)
        or _is_of_work(fact, place.sentence)
        or (fact.measure == "占比" and _TOGETHER.search(place.sentence) is not None)
        or _in_a_cause(place.sentence)
        or _CAUSE_PAIR.search(place.sentence) is not None
        or _is_handed_out(fact, place.sentence)
        or _tells_why(fact, place.sentence)
        or (_of_all_together(fact, place.sentence) and not _is_named_behind(fact, place))
        or _is_of_two_years(fact, place.sentence)
        or _is_told_here(fact, place)
        or _is_headed(fact, place)
        or (_of_another(fact, place) and not _is_named_behind(fact, place))
        or _behind_bracket(fact, place.sentence)
        or _behind_purpose(fact, place.sentence)
        or _above_its_path(fact, place)
    )


def _is_unsure(fact: Fact) -> bool:
    """True for a role of too little score that neither words nor a cell bear out."""
    least = _SURE_BY_WORDS if _is_told(fact, BY_WORDS, IN_ORDER, BOTH) else _SURE
    return fact.score < least and not _is_printed(fact)


def _is_printed(fact: Fact) -> bool:
    """True where the cell of its line and measure prints the figure: that bears an unsure role out."""
    return fact.number != 0 and any(link.status == "match" for link in fact.links[:1])


def _is_reception(fact: Fact) -> bool:
    """True for 公务接待费 as a whole; 国（境）外公务接待支出 is what the words before it tell of."""
    return "公务接待" in fact.item.name and _FOREIGN.search(fold_prose(fact.item.name)) is None


def _is_told(fact: Fact, *steps: str) -> bool:
    """True where words settled the measure, whatever the role: one of the steps begins so."""
    return any(step.startswith(steps) for step in fact.steps)


def _is_of_two_years(fact: Fact, sentence: str) -> bool:
    """2030年、2031年收支总计依次为甲、乙 where the order of years did not settle which is which."""
    unsettled = fact.measure == "决算数" and not _is_told(fact, IN_ORDER)
    return unsettled and _BY_YEAR.search(sentence) is not None


def _is_code(fact: Fact) -> bool:
    """公路水路运输—2140104公路建设: the code of the next level read as a figure."""
    digits = fact.value.replace(",", "")
    return fact.unit is None and re.fullmatch(r"\d{5}|\d{7}", digits) is not None and bool(with_code(digits))


def _is_other_rate(fact: Fact, sentence: str) -> bool:
    """造林成活率指标值≥85%，实际完成83.1%: no money stands in the sentence, another rate does."""
    other = fact.measure == "完成率" and _OTHER_RATE.search(sentence) is not None
    return other and not _MONEY.search(sentence)


def _in_a_cause(sentence: str) -> bool:
    """主要原因是会议费减少（146.03万元，19.45%: in a bracket that opens behind the cue of a cause."""
    bracket = open_bracket(sentence)
    if bracket is None or (_BEGINS_WITH_CAUSE.match(sentence) and sentence[:bracket].endswith("元")):
        return False  # 由于…，支出增加2.00万元（1.20%
    cues = list(_CAUSE.finditer(sentence, 0, bracket))
    return bool(cues) and _CAUSE_ENDS.search(sentence, cues[-1].end(), bracket) is None


def _is_handed_out(fact: Fact, sentence: str) -> bool:
    """发放住房公积金0.18万元: the line is named as what was handed out."""
    at = sentence.rfind(fact.item.name)
    return fact.measure == "决算数" and at > 0 and _HANDED_OUT.search(sentence, 0, at) is not None


def _tells_why(fact: Fact, sentence: str) -> bool:
    """差额主要由于上年支付监测行动 A，今年安排 B: a sentence of causes that does not name the line."""
    return _WHY.match(sentence) is not None and not _holds(sentence, fact.item.name)


def _is_of_work(fact: Fact, sentence: str) -> bool:
    """产出方面，验收完成率45% given to the project of the sentence before."""
    above = fact.measure == "完成率" and FROM_BEFORE in fact.steps
    return above and _TASK_DONE.search(sentence) is not None


def _is_named_behind(fact: Fact, place: Place) -> bool:
    """基本支出甲、项目支出乙，共计丙，构成本年支出: whose sum 丙 is stands behind it."""
    told = _MAKES_UP.match(place.behind)
    return told is not None and _is_same(fact.item.name, told["name"])


def _of_all_together(fact: Fact, sentence: str) -> bool:
    """货物甲、工程乙、服务丙，共计丁: 丁 and what follows is of no single one of them."""
    if BY_SUM in fact.steps:
        return False
    together = list(_SUM.finditer(sentence))
    if not together or len(_MONEY.findall(sentence[: together[-1].start()])) < 2:
        return fact.item.name in _BESIDES
    return fact.item.name not in sentence[together[-1].end() :]


def _is_told_here(fact: Fact, place: Place) -> bool:
    """行政运行本年安排|65.47万元, 用去7.67万元|，也就是基本支出: the line from above is another's."""
    if not _FROM_ABOVE.intersection(fact.steps):
        return False
    spent = _SPENT.search(place.clause[place.clause.rfind("，") + 1 :])
    return _THAT_IS.match(place.behind) is not None or (spent is not None and bool(with_name(spent["name"])))


def _is_headed(fact: Fact, place: Place) -> bool:
    """全年购置车辆0辆，支出0元 under “三公”经费: the heading's line, while the clause has one of its own."""
    if BY_HEADING not in fact.steps:
        return False
    return _SUBJECTS.search(place.sentence) is not None


def _of_another(fact: Fact, place: Place) -> bool:
    """；项目支出占53%，为125.38万元 given to 基本支出: the clause opens with another line."""
    named = list(_LINES.finditer(place.clause))
    if not named or named[0].start() > _HEAD or fact.item.level:
        return False
    if fact.measure == "占比" and not _LINES.search(fact.item.name):
        return False
    names = {fact.item.name}
    if _TWO_SIDES.search(place.clause):
        names.add(fact.item.name.replace("支出", "收入"))
    if BY_HEADING in fact.steps and _SUMMED.search(place.sentence):
        return False
    same = any(_is_same(name, match[0]) for match in named for name in names)
    return not same and not any(_holds(place.clause, name) for name in names)


_TWO_SIDES = re.compile(r"收入?(?:决算)?(?:总计|合计|总额)?[、和与及]?支出?(?:决算)?(?:总|合计)")
"""财政拨款收入、支出总计: a clause that opens with the one side speaks of the other as well."""
_SPENT_FOR = re.compile(r"(?:支出|列支|安排)?[\d,.，]+[亿万]?元用于$")


def _is_same(name: str, other: str) -> bool:
    return other in name or name in other or identity(name) == identity(other)


def _holds(clause: str, name: str) -> bool:
    core = re.sub(r"[“”\"（）()]", "", name)
    return bool(core) and core[:6] in re.sub(r"[“”\"（）()]", "", clause)


def _behind_bracket(fact: Fact, sentence: str) -> bool:
    """公用经费6.19万元（…，其他交通费用0.75万元），减少4.96万元: named only in a bracket that is closed."""
    at = sentence.rfind(fact.item.name)
    if at < 0 or sentence.find(fact.item.name) != at:
        return False
    opened = open_bracket(sentence[:at])
    return opened is not None and open_bracket(sentence) != opened


def _behind_purpose(fact: Fact, sentence: str) -> bool:
    """丙管理（项）主要为人员经费等基本支出，决算为2.21万元: named only as what another is spent on."""
    if fact.item.level or fact.item.code:
        return False
    at = sentence.rfind(fact.item.name)
    if at >= 0 and _SPENT_FOR.search(sentence, 0, at):
        return False  # 支出 A 用于 the path that is the line
    closed = sentence[at + len(fact.item.name) :].startswith("，")
    return at >= 0 and closed and _PURPOSE.search(sentence, 0, at) is not None


def _above_its_path(fact: Fact, place: Place) -> bool:
    """201类甲款乙项。支出决算146.00万元 given to 201: the paragraph opens with a path that goes further."""
    code = fact.item.code or ""
    if fact.item.level not in ("类", "款") or len(code) == 7 or fact.measure in ("占比",):
        return False
    match = _PATHS.match(place.opening)
    return (
        match is not None
        and bool(match["code"] or match["item"])
        and fact.item.name in place.opening[: match.end()]
        and match["last"] != fact.item.name
    )
