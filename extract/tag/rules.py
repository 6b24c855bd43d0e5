"""The pattern tagger: the baseline the trained model has to beat, behind the same protocol.

Knowledge is in the tables below (cue words, line names); the code only walks them. Every numeral is
found by `extract.amounts.find_numerals`; what it is follows from the words of its own clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.amounts import Numeral, find_numerals
from extract.records import Label, Passage, Tag
from extract.text import fold

CLAUSE_ENDS = "，。；：、,;:"
"""Where the words that belong to a figure begin at the latest."""

AMOUNT_CUES: tuple[tuple[str, str], ...] = (
    ("全年预算数", r"(?:全年|调整后?的?)预算(?:数|总?额)?"),
    ("年初预算数", r"年初(?:部门)?(?:预算|批复|安排)(?:数|总?额)?"),
    (
        "预算数",
        r"(?<![共金营门初年整])(?<!整后)(?<!后的)预算(?!财政|支出|收入|拨款|管理|单位|执行)(?:数|总?金?额)?"
        r"|追加(?:预算)?(?:了|为)?",
    ),
    ("决算数", r"决算(?:数|报表)?|实际支出|执行数|到位"),
    (
        "上年数",
        r"(?:[较比与同为])?(?:上年|上一年|去年|(?<=[较比])\d{4}年)(?:度|同期)?(?:决算|支出)?"
        r"(?:数|额)?的?(?:为|是)?$",
    ),
    (
        "增减额",
        r"\(?(?:增加|减少|增长|下降|上升|降低|提高|节约|压减|调增|调减|增|减|多|少|超)\)?(?:额|支出|收入|预算)?"
        r"(?:/(?:减少|下降|增加))?(?:\((?:减少|下降|增加)\))?(?:了|为|约|近)?$"
        r"|(?:差|增减|变动)(?:值|额|数)(?:为|是)?$",
    ),
)
"""Role ← cue in the words left of the figure; the cue that ends furthest right decides."""

PERCENT_CUES: tuple[tuple[str, str], ...] = (
    ("占比", r"占|比重|份额|占比"),
    ("完成率", r"完成|执行率|执行(?:总体)?进度|控制率|支付率|预算数?的|预算执行"),
    ("增减率", r"增长|下降|减少|增加|上升|降低|提高|幅度|增幅|降幅|减幅|增减率"),
)
THRESHOLD = re.compile(r"\s*(?:\(含\))?(?:及?以上|以下|以内)")
EACH = ("单价", "人均", "车均", "户均", "次均", "平均")
"""Words before an amount that is for one of many, no figure of the item itself."""
BARE_MONEY = re.compile(
    r"(?:决算数?|预算数?|总计|合计|总额|金额|支出|收入|结转|结余|费|增加|减少)(?:均|各|共|分别)?(?:为|是|计)?\s*$"
)
LISTED = re.compile(r"\s*(?:、|和|及|，|与)\s*")

FUNCTION_CLASS = r"2(?:0[1-9]|1[0-79]|2[0-47-9]|3[0-4])"
ECONOMIC_CLASS = r"(?:30[1-37-9]|31[0-3]|399|50[1-9]|51[0-4]|599)"
_HEAD = rf"(?:{FUNCTION_CLASS}|{ECONOMIC_CLASS})"
_CLASS_NAME = (
    "一般公共服务|外交|国防|公共安全|教育|科学技术|文化|社会保障|卫生|医疗|节能|城乡|农林水|交通|资源|商业|金融|援助|自然资源"
    "|国土|住房|粮油|灾害|债务|工资福利|商品和服务|对个人|资本性"
)
CODES = re.compile(
    r"(?:(?<![\d.])|(?<=^\d\.)|(?<=^\d\d\.))(?:\d{2,9}(?=\s?\(\s?[类款项]\s?\))"
    r"|(?:(?<=[类款项])|(?<=[类款项]\)))\d{3,7}(?!\s?[\d.,%年万亿元])"
    rf"|{_HEAD}(?:(?=类)|(?=(?:{_CLASS_NAME}))|(?<=\(...)(?=\)))"
    r"|(?:0\d|\d\d(?=款)|(?<=款)\d\d|(?<=款,)\d\d|(?<=\()\d\d(?=[款项]\)))(?=[款项])"
    rf"|{_HEAD}\d{{2}}(?:\d{{2}})?(?![\d.,%]|\s?[余多万亿元年个人名辆台份次件条户]))"
)
"""201（类）, 类201, （类）201, 201类 03款 01项, （05款）, 201一般公共服务, （201）, 2010301."""
PATH_CODES = re.compile(rf"{_HEAD}类[^\d,;。]{{0,30}}\d\d款[^\d,;。]{{0,30}}(?P<last>\d\d)项")
"""The last number of a path in parts: 50 in 201类…03款…50项, which alone could count things."""

COUNTED = re.compile(r"接待|出国|团组|公务用车|车辆|用车|设备|轿车|越野车|载客")
QUANTITY_UNITS = frozenset(
    ("批次", "人次", "辆", "台/套", "台(套)", "台套", "台", "套", "个", "人", "批", "次")
)

REASON_CUES = re.compile(
    r"(?:(?<!等)主要(?:变动|增减|增加|减少|增长|下降)?的?原因(?:分析(?=[是为:：]))?(?!分析|如下)(?:主要)?"
    r"(?:是|为|系|在于|有)?\s*[:：]?"
    r"|(?<![等其及])原因(?:分析)?(?:主要)?(?:(?:是|为|系|在于)[:：]?|[:：])"
    r"|主要是?(?:由于|因为|因(?![素公此地而]))|主要系"
    r"|(?P<weak>主要是(?!为|用于|接待|用来)|(?<=[，,])(?:是?因为?|由于)(?![公此素而地])))"
)
"""What a cause stands behind. `weak` cues need a change or a gap earlier in their sentence."""

CHANGE_WORDS = re.compile(
    r"增加|减少|增长|下降|大于|小于|高于|低于|上升|降低|变[动化]|持平|节约|超出|[较比]\S{0,12}[增减]"
)
REASON_ENDS = re.compile(r"[。！]|[；;](?![二三四五六]是|[②③④⑤⑥])|(?<!\d)\.(?!\d)|$")
REASON_TRIM = " ,，、.:："

_ITEM_TABLE = r"""
    (?:一般公共预算|政府性基金预算|国有资本经营预算)?财政拨款(?:收入|支出|收支|基本支出|项目支出)(?:总计|合计)?
    (?:一般公共预算|政府性基金预算|国有资本经营预算)(?:收入|支出)(?:合计|总计)?
    (?:财政拨款)?收(?:入)?[、和及]?支(?:出)?总计 (?:财政拨款)?(?:收入|支出)(?:总计|合计)
    本年(?:收入|支出)(?:合计)? 年[初末](?:财政拨款)?结转和结余 使用非财政拨款结余(?:和专用结余)? 结余分配
    上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入 上缴上级支出 经营支出 对附属单位补助支出
    基本支出 项目支出 人员经费 (?:日常)?公用经费 机关运行经费 工资福利支出 商品和服务支出
    对个人和家庭的?补助(?:支出)? (?:其他)?资本性支出 债务利息及费用支出
    "?三公"?经费"?(?:财政拨款支出|支出)? 因公出国\(境\)(?:费用?|经费)? 公务用车购置及运行(?:维护)?费
    公务用车购置费? 公务用车运行(?:维护)?费 (?:国内)?公务接待费? (?:国内|外事|国\(境\)外)接待费?
    政府采购(?:支出总额|货物支出|工程支出|服务支出) 授予(?:中小|小微)企业(?:的)?合同金额
    基本工资 津贴补贴 奖金 伙食补助费 绩效工资 机关事业单位基本养老保险缴费(?:支出)?
    (?:机关事业单位)?职业年金缴费(?:支出)? 职工基本医疗保险缴费 公务员医疗补助(?:缴费)? 其他社会保障缴费
    住房公积金 医疗费(?:补助)? 其他工资福利支出 办公费 印刷费 咨询费 手续费 水费 电费 邮电费 取暖费
    物业管理费 差旅费 维修\(护\)费 租赁费 会议费 培训费 专用材料费 劳务费 委托业务费 工会经费 福利费
    其他交通费用? 税金及附加费用 其他商品和服务支出 离休费 退休费 抚恤金 生活补助 救济费 奖励金
    其他对个人和家庭的补助(?:支出)? 办公设备购置 专用设备购置
    一般公共服务(?:支出)? 外交支出 国防支出 公共安全(?:支出)? 教育支出 科学技术支出
    文化旅游体育与传媒(?:支出)? 社会保障和就业(?:支出)? 卫生健康(?:支出)? 节能环保(?:支出)?
    城乡社区(?:支出)? 农林水(?:支出)? 交通运输(?:支出)? 资源勘探工业信息等(?:支出)? 商业服务业等(?:支出)?
    金融支出 自然资源海洋气象等(?:支出)? 住房保障(?:支出)? 粮油物资储备(?:支出)?
    灾害防治及应急管理(?:支出)? 就业补助(?:支出)?
"""
ITEM_NAMES: tuple[str, ...] = tuple(_ITEM_TABLE.split())
"""Budget lines met in every disclosure, as patterns over folded text; the longest match counts."""

_CJK = r"\u4e00-\u9fff"
PATH_NAME = re.compile(
    rf"(?<![{_CJK}])(?P<name>[{_CJK}]{{2}}(?:[{_CJK}、]|\((?!\s?[类款项])[{_CJK}]+\))*)(?=\s?\d{{0,9}}\s?\(\s?[类款项]\s?\))"
)
"""政府办公厅（室）及相关机构事务 before 20103（款）."""
FIGURED_NAME = re.compile(
    rf"(?:^|[。；：，、,;:)\d元%]|其中|年度|年(?![初末中]))"
    rf"(?P<name>[{_CJK}]{{1,24}}?(?:\([{_CJK}]{{1,3}}\)[{_CJK}]{{0,12}}?)?"
    r"(?:支出|收入|经费|费用?|补助|补贴|缴费|资金|公积金|年金))"
    r"(?=(?:(?:年初预算|全年预算|支出决算|支出预算|决算|预算)(?:数|总额)?)?(?:为|共|共计|合计)?\d[\d,.]*万?元)"
)
"""Any name that ends like a budget line and stands right before its figure."""
NOT_A_NAME = re.compile(
    r"^(?:\d*年(?:初|度)?|其中|我[局部单]位?|本(?:部门|单位|年实际)|共计?|比|较|与|占|全年|实际|完成|主要|包括|用于|按|各|预算|决算)"
)
NOT_ALONE = frozenset(("经费", "费用", "资金", "补助", "补贴", "实际支出"))


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled span inside one passage, half-open."""

    label: Label
    role: str | None
    left: int
    right: int


class RuleTagger:
    """Tags by patterns alone: "支出决算为 12.6万元，占37%" gives AMOUNT 决算数 and PERCENT 占比, score 1."""

    name = "rules"

    def tag(self, passages: Sequence[Passage]) -> tuple[Tag, ...]:
        """All tags of the passages in document order; headings are never tagged."""
        return tuple(
            _to_tag(mark, passage, index)
            for index, passage in enumerate(passages)
            if not passage.heading
            for mark in find_marks(passage.text)
        )


def find_marks(text: str) -> list[Mark]:
    """Every mark of one passage, ordered by place; a REASON may hold figures and items."""
    folded = fold(text)
    codes = list(_codes(folded))
    taken = [(mark.left, mark.right) for mark in codes]
    numerals = [n for n in find_numerals(text) if not _overlaps(n.start, n.digits_end, taken)]
    figures = list(_figures(folded, numerals))
    taken += [(mark.left, mark.right) for mark in figures]
    marks = [*codes, *figures, *_items(folded, taken), *_reasons(folded)]
    return sorted(marks, key=lambda mark: (mark.left, -mark.right))


def _to_tag(mark: Mark, passage: Passage, index: int) -> Tag:
    start, end = passage.offsets[mark.left], passage.offsets[mark.right - 1] + 1
    text = passage.text[mark.left : mark.right]
    return Tag(mark.label, mark.role, start, end, text, 1.0, passage=index, left=mark.left, right=mark.right)


def _overlaps(left: int, right: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(left < end and start < right for start, end in taken)


def _codes(folded: str) -> Iterator[Mark]:
    spans = {match.span() for match in CODES.finditer(folded)}
    spans |= {match.span("last") for match in PATH_CODES.finditer(folded)}
    for left, right in sorted(spans):
        yield Mark("CODE", None, left, right)


def _figures(folded: str, numerals: Sequence[Numeral]) -> Iterator[Mark]:
    counted = COUNTED.search(folded) is not None
    previous: Mark | None = None
    floor = 0
    for index, numeral in enumerate(numerals):
        follower = numerals[index + 1] if index + 1 < len(numerals) else None
        mark = _figure(folded, numeral, follower, previous, floor, counted=counted)
        floor = numeral.end
        if mark is not None:
            previous = mark
            yield mark


def _figure(
    folded: str,
    numeral: Numeral,
    follower: Numeral | None,
    previous: Mark | None,
    floor: int,
    *,
    counted: bool,
) -> Mark | None:
    """The mark of one numeral, or None for a year, a date, a number of a list."""
    words = _words_before(folded, numeral.start, floor)
    if numeral.kind == "percent":
        return Mark("PERCENT", _percent_role(folded, numeral, words, previous), numeral.start, numeral.end)
    if numeral.kind == "money":
        return Mark("AMOUNT", _amount_role(folded, numeral, words, previous), numeral.start, numeral.end)
    if numeral.kind == "count":
        if counted and numeral.unit in QUANTITY_UNITS:
            return Mark("QUANTITY", None, numeral.start, numeral.end)
        return None
    if _is_bare_money(folded, numeral, follower, words):
        role = _amount_role(folded, numeral, words, previous)
        return Mark("AMOUNT", role, numeral.start, numeral.digits_end)
    return None


def _words_before(folded: str, start: int, floor: int) -> str:
    """The words of the figure's own clause: from the last comma, or the figure before, on."""
    cut = max((folded.rfind(char, 0, start) + 1 for char in CLAUSE_ENDS), default=0)
    return folded[max(cut, floor) : start].rstrip()


def _is_bare_money(folded: str, numeral: Numeral, follower: Numeral | None, words: str) -> bool:
    """"决算数为295.02，" is money without unit; so is 3.1 in "分别为3.1、2.8万元"."""
    behind = folded[numeral.end :].lstrip()
    if follower is not None and follower.kind == "money" and numeral.decimals:
        return LISTED.fullmatch(folded[numeral.end : follower.start]) is not None
    if behind and behind[0] not in CLAUSE_ENDS + ")":
        return False
    return BARE_MONEY.search(words) is not None and (numeral.decimals > 0 or words.endswith(("为", "是")))


def _amount_role(folded: str, numeral: Numeral, words: str, previous: Mark | None) -> str:
    if THRESHOLD.match(folded, numeral.end) or words.endswith(EACH):
        return "其他"
    listed = _continues(folded, numeral, previous, "AMOUNT")
    return listed or _rightmost(AMOUNT_CUES, words) or "决算数"


def _percent_role(folded: str, numeral: Numeral, words: str, previous: Mark | None) -> str:
    found = _continues(folded, numeral, previous, "PERCENT") or _rightmost(PERCENT_CUES, words)
    if found is None and previous is not None and previous.role == "增减额":
        return "增减率" if len(folded[previous.right : numeral.start].strip(" ,，(")) == 0 else "其他"
    return found or "其他"


def _continues(folded: str, numeral: Numeral, previous: Mark | None, label: Label) -> str | None:
    """The role of the figure before where only 、 or 和 stands between: "增长6%、7%"."""
    if previous is None or previous.label != label:
        return None
    return previous.role if LISTED.fullmatch(folded[previous.right : numeral.start]) else None


def _rightmost(cues: tuple[tuple[str, str], ...], words: str) -> str | None:
    """The role whose cue ends furthest right in the words; a tie goes to the longer cue."""
    hits = [
        (match.end(), match.end() - match.start(), role)
        for role, pattern in cues
        for match in re.finditer(pattern, words)
    ]
    return max(hits)[2] if hits else None


def _reasons(folded: str) -> Iterator[Mark]:
    position = 0
    while (cue := REASON_CUES.search(folded, position)) is not None:
        position = cue.end()
        sentence = folded[max(folded.rfind(char, 0, cue.start()) for char in "。；;") + 1 : cue.start()]
        if cue["weak"] and not CHANGE_WORDS.search(sentence):
            continue
        stop = REASON_ENDS.search(folded, cue.end())
        right = stop.start() if stop else len(folded)
        left = cue.end() + len(folded[cue.end() : right]) - len(folded[cue.end() : right].lstrip(REASON_TRIM))
        right = left + len(folded[left:right].rstrip(REASON_TRIM))
        if left < right:
            position = right
            yield Mark("REASON", None, left, right)


_NAMES = tuple(re.compile(name) for name in ITEM_NAMES)
_ANY_NAME = re.compile("|".join(f"(?:{name})" for name in ITEM_NAMES))


def _items(folded: str, taken: Sequence[tuple[int, int]]) -> Iterator[Mark]:
    """Names by their place (a path, a figure behind) first, then by the gazetteer in what is left."""
    kept = list(taken)
    for left, right in _named(folded):
        if left < right and not _overlaps(left, right, kept):
            kept.append((left, right))
            yield Mark("ITEM", None, left, right)


def _named(folded: str) -> Iterator[tuple[int, int]]:
    for pattern in (PATH_NAME, FIGURED_NAME):
        for match in pattern.finditer(folded):
            left, right = _trimmed(folded, match.start("name"), match.end("name"))
            if folded[left:right] not in NOT_ALONE:
                yield left, right
    for match in _longest(folded):
        yield match.start(), _without_tail(folded, match.start(), match.end())


def _trimmed(folded: str, left: int, right: int) -> tuple[int, int]:
    """The name without what stands before it: "2023年度", "其中", the unit ("某局机关运行经费")."""
    while (prefix := NOT_A_NAME.match(folded[left:right])) is not None:
        left += prefix.end()
    right = _without_tail(folded, left, right)
    known = next((match for match in _longest(folded[left:right]) if match.end() == right - left), None)
    return left + (known.start() if known else 0), right


def _longest(folded: str) -> Iterator[re.Match[str]]:
    position = 0
    while (match := _ANY_NAME.search(folded, position)) is not None:
        rivals = (name.match(folded, match.start()) for name in _NAMES)
        best = max((rival for rival in rivals if rival), key=lambda rival: rival.end())
        position = best.end()
        yield best


def _without_tail(folded: str, left: int, right: int) -> int:
    """The end of the name without a 支出 that only repeats what 费 and 经费 say: "公务接待费支出"."""
    name = folded[left:right]
    return right - 2 if re.search(r"(?:费|经费)支出$", name) and not name.endswith("缴费支出") else right
