"""What a figure is read as again from its own words: its account, its measure, the base of its change.

The record keeps what was assembled; only the checks go by this reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.catalogue import with_name
from extract.check.base import INSIDE_REASON
from extract.records import Fact

BY_HEADING, FROM_BEFORE, BY_WORDS, IN_ORDER = "项目：标题", "项目：承前", "措辞", "按顺序读作"
BOTH, AGAINST_EACH, BY_SUM = "预算、决算同数", "按顺序与", "项目：各项之和"
"""Steps of assembly that checks go by: whose line it is (the heading's, a sum's); a re-read measure."""
_ACCOUNT = re.compile(r"(?<!\d)[12]\d{6}(?!\d)[\u4e00-\u9fff（）]|（[类款项]）|[\u4e00-\u9fff]{4}科目")
"""An account of the sentence's or the paragraph's own, above the figure."""
_NAME_ON = re.compile(r"[\u4e00-\u9fff]*")
_SAID = re.compile(r"(?:年初|全年|调整后?)?预算|(?:支出)?决算")
_USED_FOR = re.compile(
    r"^\s*(?:，)?(?:(?:主要)?用于|列[在入]|[计记]入)(?:\d{3,7})?(?P<name>[\u4e00-\u9fff、]{2,60})(?P<code>（|\d{3})?"
)
_OPENS = re.compile(
    r"^\s*(?:\d{1,2}\s*[、.．]|（[\d一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}[、.．])?\s*"
    r"(?P<name>[\u4e00-\u9fff、，—－-]{2,60}?)[。：]"
)
"""7、应急救援。…, 消防：…: a paragraph that opens with a name and a stop."""
_MOVED = re.compile(r"(?:(?P<up>增加|增长|上升|多支出?)|减少|下降|降低|少支出?)(?:了|约)?\s*$")
"""Right before a figure that is a change, whatever it was taken for."""
_PRIOR = re.compile(
    r"同比|(?:上年|去年)度?(?:决算)?数?为?\d"
    r"|[较比与和同对于](?:上年|去年|上一?年度?|20\d\d年)(?!度?(?:年初|全年|调整)?预算)"
)
_BUDGET = re.compile(r"预算")
_APART = re.compile(r"(?:预决算|决算[与和]预算的?|预算[与和]决算的?)差[异额]?(?:额|数)?(?:为|是|达)?\s*$")
_GAP = re.compile(r"[，、](?:差额|相差|差异额?)(?:为|是)?\s*$")
"""年初预算924.00万元、决算733.44万元，差额|: against the budget beside it."""
_TO = re.compile(r"[由从][^，。；]{0,30}\d\s*[亿万]?元?[^，。；\d]{0,6}(?:变为|变成|到|至|为)\s*$")
"""由904.45万元变为956.83万元, 从3.20万元减少到2.40万元: what it has come to, no change."""


@dataclass(frozen=True, slots=True)
class Place:
    """A fact in its paragraph: sentence and clause up to it, the text behind it, how the paragraph opens."""

    sentence: str
    clause: str
    behind: str
    opening: str
    before: str


def own_name(fact: Fact, place: Place) -> str | None:
    """The account that a figure's own words name where only the heading gave it a line; None where none do.

    2.支出6.12万元用于|社会保障和就业支出|; |2010306政务公开审批支出|。2031年度决算6.12万元.
    """
    if BY_HEADING not in fact.steps or fact.item.level or INSIDE_REASON in fact.steps:
        return None
    used = _USED_FOR.match(place.behind)
    if used is not None and (used["code"] or _is_account(used["name"])):
        return used["name"]
    opens = _OPENS.match(place.before)
    if opens is not None and _is_account(opens["name"]):
        return opens["name"]
    text = place.sentence if _ACCOUNT.search(place.sentence) else place.before
    ends = [match.end() for match in _ACCOUNT.finditer(text)]
    if not ends:
        return None
    start = max(text.rfind(stop, 0, ends[-1] - 1) for stop in "，。：；、.") + 1
    named = _NAME_ON.match(text, ends[-1])
    return _SAID.split(text[start : named.end() if named else ends[-1]])[0] or None


def _is_account(name: str) -> bool:
    """True for a name of the catalogue and a path that ends in one: 甲支出、乙事务、丙管理; 甲类乙款丙项."""
    last = re.split(r"[、，—－-]", name)[-1]
    return bool(with_name(name) or with_name(last)) or re.search(r"类.+款.+项$", name) is not None


def rebased(fact: Fact, place: Place) -> Fact:
    """比预算增加0.30万元，同比增长3.85%: the base of a change is what its nearest words compare with."""
    moved = _MOVED.search(place.sentence) if fact.measure == "上年数" else None
    if moved is not None and fact.number != 0:
        sign = 1 if moved["up"] else -1
        value = fact.value if sign > 0 else f"-{fact.value}"
        return replace(fact, measure="增减额", value=value, sign=sign, base="上年数")
    if fact.measure == "增减额" and _TO.search(place.sentence):
        value = fact.value.lstrip("-")
        return replace(fact, measure="决算数", value=value, sign=0, base=None, base_year=None)
    gap = _GAP.search(place.sentence) and _BUDGET.search(place.sentence) and not _PRIOR.search(place.sentence)
    if fact.measure == "增减额" and fact.base == "上年数" and (gap or _APART.search(place.sentence)):
        return replace(fact, base="预算数", base_year=None)
    if fact.measure not in ("增减额", "增减率") or not fact.base or "预算" not in fact.base:
        return fact
    if any(step.startswith(AGAINST_EACH) for step in fact.steps):
        return fact
    prior = max((m.start() for m in _PRIOR.finditer(place.sentence)), default=-1)
    budget = max((m.start() for m in _BUDGET.finditer(place.sentence)), default=-1)
    return replace(fact, base="上年数", base_year=None) if prior > budget else fact
