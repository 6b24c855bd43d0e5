"""Lines read from the words right before a figure, each by one way of saying so; None where they do not.

The words come as a gap (what stands between the last figure or stop and this one) or with their stretch.
"""

from __future__ import annotations

import re

from extract.assemble.parts import CLAUSE_ENDS, Figure, Stretch
from extract.catalogue.borders import is_known

MOVES = re.compile(
    r"增加|减少|增长|下降|上升|上涨|下滑|降低|变动|压[减缩]|[增减少多][支收]|[增减降涨]幅|净[增减]|多出"
)
_RATED = re.compile(
    r"(?P<name>(?:二级|一级|重点|专项)?项目)(?:支出|预算|资金)*(?:总体)?(?:执行率?|使用率|支出率)"
)
_EVENTS = re.compile(r"举办(?P<name>[^，。；]{0,12}(?:节庆|晚会|论坛|赛事)[^，。；]*?)，?$")
_SPENT_ON = re.compile(r"(?:共|合计)?(?:开支|支出|花费)(?:经费|金额)?(?:为|共计?)?")
_MOVED_AT = re.compile(
    r"(?P<name>[\u4e00-\u9fff“”、（）]{4,40}?)(?:同比|[较比](?:上年|去年|\d{4}年)度?)?"
    r"(?:增长|下降|上升|上涨|下滑|降低|回落|提高|增加|减少)了?"
)
_PART = re.compile(r"(?P<name>[\u4e00-\u9fff]{4,24}(?:支出|收入|金额|经费|费))占(?!比|用)[^，。；]*$")
_COUNTED = re.compile(r"(?:其中：?)?(?:当年)?(?P<name>[\u4e00-\u9fff]{2,12}?)\d+(?:辆|台|套|个|项|件)[、，]$")
BARE_SIDE = re.compile(
    r"(?:[较比](?:上年|去年|\d{4}年)度?)?(?P<own>本年|发生|实现|取得)*(?:决算|累计)?(?P<side>收入|支出)(?:决算)?(?:数|总额|共计|合计|总计|累计|为|是|[较比](?:上年|去年|\d{4}年|年初预算|预算)数?|同比|增加|减少"
    r"|增长|下降|增|减|多|少|了)*"
)
_REST = re.compile(
    r"(?:^|[，：])(?P<name>(?:其余|剩余|其他各[项类])[^，：（\d]{0,6}支出)(?:（[^（）\d]*）)?(?:共计?|合计)?(?:为|是)?$"
)
_OWN_COUNT = re.compile(
    r"其中：?(?P<name>[\u4e00-\u9fff]{2,8}?)\d+(?:批次?|个)[^，；。]*，(?:支出|金额|费用)(?:为|共计?)?$"
)
"""其中外事接待4批次、26人次，支出2.60万元: the name stands before the counts."""
_TOGETHER = re.compile(r"(?:预算|支出|执行|资金|决算)(?:安排)?(?:数|总额)?(?:合计|共计|总计)(?:为|是)?")
_SOME_PROJECTS = re.compile(r"(?:预算|安排|批复|支出|执行)\d+个[^，。；\d]{0,6}项目(?:资金|经费|支出)?$")
_PROJECTS = re.compile(r"项目(?:共|合计|共计)?\d+个")


_SIDE_TOLD = re.compile(r"(?P<side>收入|支出)(?:方面|部分|这块|一块)，")


def side_told(stretch: Stretch, figure: Figure) -> str | None:
    """收入 in 收入方面，2031年完成 A: of a heading's two sides the sentence says which it is of."""
    told = _SIDE_TOLD.match(stretch.text, stretch.back_to(figure.start, "。！？；"), figure.start)
    return told["side"] if told else None


def the_rest(stretch: Stretch, figure: Figure) -> str | None:
    """其余支出 in 其余支出（教育、住房保障）共109.17万元, 外事接待 in 其中外事接待4批次，支出2.60万元."""
    words = stretch.text[stretch.back_to(figure.start, "。；") : figure.start]
    told = _REST.search(words) or _OWN_COUNT.search(words)
    return told["name"] if told else None


def held(stretch: Stretch, start: int, gap: str) -> str | None:
    """节庆、晚会、论坛、赛事活动 in 举办节庆、晚会、论坛、赛事活动，开支0万元: what was held is the line."""
    held = _EVENTS.search(stretch.text, stretch.back_to(start, "。；"), start)
    return held["name"] if held and _SPENT_ON.fullmatch(gap) else None


def of_projects(stretch: Stretch, start: int, gap: str) -> str | None:
    """项目 in 自评的项目10个，预算合计 A，支出合计 B: what several projects have together."""
    if _SOME_PROJECTS.search(gap):
        return "项目"
    before = stretch.text[stretch.back_to(start, "。；") : start]
    together = _TOGETHER.fullmatch(gap.strip("，、：； "))
    return "项目" if together and _PROJECTS.search(before) else None


def _shared(gap: str) -> str | None:
    """X in X占Y的12%, where X is a line by its last word: a share names its part itself."""
    part = _PART.match(gap.strip("，、：；其中 "))
    return part["name"] if part and not MOVES.search(part["name"]) else None


def _rated(gap: str) -> str | None:
    """项目 in 该项目预算执行率为98.5%: a rate whose own words say what was carried out."""
    rated = _RATED.search(gap)
    return rated["name"] if rated else None


def of_rate(gap: str) -> str | None:
    """The line that the words before a percentage name."""
    return _rated(gap) or _shared(gap) or _moved(gap)


def _moved(gap: str) -> str | None:
    """信息化建设 in 信息化建设增长61.29%: a known name and its move, with nothing between them."""
    moved = _MOVED_AT.fullmatch(gap.strip("，、：； "))
    return moved["name"] if moved and is_known(moved["name"]) else None


def counted(stretch: Stretch, start: int, gap: str) -> str | None:
    """轿车 in 轿车2辆、金额24.60万元: a count stands between the line and its amount."""
    if gap.strip() not in ("金额", "金额为", "共计", "共计金额"):
        return None
    before = stretch.text[max(stretch.back_to(start - 1, CLAUSE_ENDS + "、"), 0) : start]
    counted = _COUNTED.match(before)
    return counted["name"] if counted else None


def one_side(names: tuple[str, ...], gap: str) -> str | None:
    """收入总计 of the pair for 收入支出总体：收入共计 A; None for 本年收入, which is another line."""
    told = BARE_SIDE.fullmatch(gap.strip("，、：；其中 "))
    mine = [name for name in names if told is not None and told["side"] in name]
    return mine[0] if told is not None and len(mine) == 1 and not told["own"] else None
