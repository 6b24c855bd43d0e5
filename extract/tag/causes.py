"""REASON spans: the model says where a cause is, cue and full stop say where it begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.tag.spans import SPLITTERS, Floats, Span, runs, trim

_REASON_LEAD = "：:，,、"
_SLACK = 2
_CUE_END = re.compile(r"(?:原因|主要)(?:[是为]?[：:]|是|为|系)|(?:[均皆多]|主要)因为?|由于")
_THIS = "(?:[其此这]|变动|变化)?"
_CUE_WHOLE = re.compile(
    r"(?:因素|[原缘诱]因|[缘原]由|缘故|主因|根由)(?:主要|大[多都]|[均皆都])?(?:可以?)?(?:归结[为于]|[是为系有](?![关所无])|包括|在于|源于|来自)[：:]?"
    r"|主要(?:是是|是于|因是|系由|源自|来自|趋于)|(?:多|大多|主要)(?:来|源)自|[：:]主要[是系为](?![体])"
    rf"|(?<=[，。；）),;]){_THIS}(?:[主皆均全都系乃]要?系?|直接|大?多)(?:由于|因为?(?![公此素])|受到?(?!益))"
)
"""A cue to its last character: the model begins some causes inside it, 主要因|素是人员增加."""
_BARE_CUE = re.compile(
    r"原因(?![：:是为系有，,在与如说分之])"
    rf"|(?<=[，。；）),;]){_THIS}(?:直接|主要|大?多|[皆均全都系乃])?(?:因(?![公此素为])|受(?![益到]))"
)
_TO_DO = re.compile(r"(?:[是系乃：:]|[源来]自|由于|在于|[由因素]为)为$")
"""A 为 that is the first word of its cause: 缘由为|为保障粮食储备."""
_SURE_CUE = re.compile(
    r"(?:主要|变动|变化|差异|增加|减少|增长|下降|增减)的?(?:主要)?原因(?:主要)?(?:是[：:]?|为[：:]?|[：:])(?=[^\s，。；：、,;:]{2})"
    r"|(?:增加|减少|增长|下降|上升|增支|减支|增收|减收|多支|少支|差异|变动)(?:部分|额|数)?(?:主要)?(?:系|源于|缘于|因)"
    r"(?![公此素果]|统|列)(?=[^\s，。；：、,;:]{3})"
    r"|原因[，,](?=一是|一方面|其一)"
    r"|(?<=[\u4e00-\u9fff]{2})的(?:主要)?原因(?:是|为|[：:])(?=[^\s，。；：、,;:]{2})"
    r"|主要(?:因(?!公)为?|由于|(?:得益|缘|源|归因)于)(?=[^\s，。；：、,;:]{2})"
    rf"|(?<=[，。；）),;]){_THIS}(?:是|主要)?(?:大?多数?|大部分|大都|[均皆只乃系]|也|全|直接)是?因(?![公此素])为?"
    r"(?=[^\s，。；：、,;:]{3})"
    rf"|(?<=[，。；）),;])(?:{_THIS}(?:主要|正|直接|部分|大?多)?是|大多数?|多数?)(?:由于|因为)(?=[^\s，。；：、,;:]{{3}})"
    r"|(?<=[，；,;])乃(?![至是因])|(?:增加|减少|上升|下降|增长)的部分[是为系]"
    r"|造成(?:变动|变化|增减|增加|减少|差异|差额)的[是为]|原因无他[，,]|原因[，,](?:主要)?是"
    r"|(?<=[，。；）),;])(?:主要|具体|变动|直接)原因(?=[^\s，。；：、,;:是为系有在与如说分之见]{2})"
    r"|(?<=[，。；）),;])[\u4e00-\u9fff]{0,14}(?:原因|缘故|[原缘]由|[成诱动起主]因|因素)(?:主要|大多)?"
    r"(?:[是为系]|有(?![以下几二三四])|包括|可?以?归结[为于]|在于)[：:]?(?=[^\s，。；：、,;:]{2})"
    rf"|(?<=[，。；）),;]){_THIS}(?:主要|直接|大?多)?受到?(?!益)(?=[^，。；,;:：受]{{2,40}}(?:影响|限制)[，。；])"
)
_ON = re.compile(
    r"[，,](?=[与较比同](?:上年|去年|\d{4}年|年初|预算)|其中|完成|占|(?:支出)?决算|主要(?:是)?用于|用于|同口径|列支科目)"
)
"""A comma behind which the sentence leaves its cause for another figure."""
_FIRST = re.compile(r"(?<!原因)(?<!因素)(?<!缘由)(?<!原因分析)(?<!原因主要)[是系]$|主要$")
_SECOND = re.compile(
    r"因为|由于|因(?!公|素|地|此)"
    r"|(?<=原因)有(?:[一二两三四五几以下]{0,3}(?:点|个方面)?[：:])?(?=[^，。；]{2})"
)
_LIST_OPENS = re.compile(r"一是|其一|首先|一方面|[一1][、.．]|[（(]?[一1][）)]|①")
_JUST_WORDS = re.compile(
    r"(?<=成效|成果|措施|做法)[：:]|(?<=[数算年])(?:一致|持平|相同)(?=[，。])"
    r"|因公(?:出国|出境)|[（(]境[）)]|益\d+\S$"
)
"""What a sure model may still not call a cause without a cue: a name, a number of people 受益580人."""
_LIST_POINT = re.compile(r"(?:^|[，。；：、,;:是为有])[1-9一二三四五六][）)]$")
"""The bracket of 1）, which closes nothing."""
_CLOSING = re.compile(r"[^（(）)。；]{0,20}[）)]")
_HEAD_FIGURE = re.compile(r"[\d.,]+\s*(?:万元|亿元|元|[%％])(?:[，,]\s*|(?:系|由于|因为?)(?![公素果]))")
_BEHIND = (
    r"(?:才?是|为|系|构成)(?:[^，。；是为系]{0,14}的)?"
    r"(?:主因|(?:主要的?|直接|根本|变[动化]|[增减]收|[增减]支|增[加长]|减少|下降|降低|上升)+(?:原因|因素)|(?<=的)原因)"
)
_BACKWARD = re.compile(
    rf"(?:(?<=[%％]，)|(?<=[%％）]，)|(?<=[。；])|^)(?P<cause>[^。；]{{4,120}}?){_BEHIND}(?=[，。；]|$)"
)
"""A cause that stands before its cue: 上年一次性安排资金，本年不再安排|是收支下降的主因."""
_CUE_AFTER = re.compile(_BEHIND)
"""是收支下降的主因, 才是减少的原因, 构成变化的主要因素: a cue behind its cause."""
_CUE_BEHIND = re.compile(_BEHIND + "$")
_EXCUSE = re.compile(r"[，,]\s*(?:故|因此)?(?:无法|不能|不)(?:计算|比较|对比|可比)")
"""由于年初预算数为0，无法计算百分比: why there is no rate, not why a figure is as it is."""
_CHANGED = re.compile(r"持平|一致|相同|[增减升降]|变[动化]|差[额异]")
_LED = re.compile(r"(?<!原因)(?:由于|因为?|受)$")
"""A cue in mid-sentence, behind whose cause the sentence comes back to its figures."""
_CUE_ITSELF = re.compile(r"(?:主因|的原因|(?:主要|直接|根本|变动|变化|增加|减少|增长|上升|下降)原因)$")
_PURPOSE = re.compile(r"用于|用以|接待(?!费)|(?:开支|支出|列支|使用)范围")
_NOT_TOLD = re.compile(
    r"用于|用以|(?:变[动化]|[增减][加长少]|上升|下降)?的?(?:主要|根本|直接)?(?:主因|原因|因素)"
)
"""What stands behind a sure cue and is no cause: a purpose, or the words of a cue behind its cause."""
_FOR = re.compile(r"用于[：:]?$")
_CUE = re.compile(
    r"(?:原[因困囚]|因素|缘由|由于|因(?!公)|主要[是系为]|系|受(?!益)|(?:在|缘|源|得益|归因)于"
    r"|(?:说明|分析|变动|情况|如下)[：:])[^，。；]{0,3}$"
    r"|(?:原[因困囚]|主要|因素|缘由)[^，。；]{0,8}[是为系：:]$|原因[，,]$"
)
_WEAK = re.compile(r"(?<!原因)主要[是系][：:]?$|(?<![体关联])系$")
_MOVED = re.compile(
    r"预算[^，。；]{0,20}[，、][^。；]{0,12}(?:决算|执行|支出)|预算\S{0,16}[%％]"
    r"|[增减升降变超差多少高低大小未]|持平|相同|一致|相等|等于|完成|执行|比(?![例重])"
)
"""What 主要是 must follow to lead in a cause: a change or a gap in its own sentence."""
_CUE_REACH = 12
_BEFORE_IT = 16
"""How far before its start a cause with its cue behind it may go back to the start of its sentence."""
_SURE, _WORDS = 0.93, 4
"""Mean probability and characters from which a cause needs no cue known here: the model read the sentence."""
_IN_WORDS = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff]?[，,]")
"""要|求，严格执行: no cause begins with the end of a word."""
_LEFT = re.compile(r"[，,](?:主要(?:是)?用于|具体情况|详见|见附)")
"""What no cause goes on with, whatever led it in."""
_FIRST_YEAR = re.compile(r"(?:上年|去年|\d{4}年)[^，。；]{0,24}[\d.]+\s*[亿万]?元$")
_SECOND_YEAR = re.compile(
    r"[，,](?:本年|今年|当年|\d{4}年)(?!度?(?:预算|决算))[^，。；\d]{0,10}[\d.,]*\d\s*[亿万]?元(?=[，。；]|$)"
)
_PREDICATE = re.compile(r"[，、；,]为")
"""A figure 0.96万元，为|年中调整预算: what it is, not why."""
_REASON_ENDS = "。；;"
_GOES_ON = re.compile(
    r"[；;]\s*(?:[二三四五六七八九十]是|其[二三四五]|再次|最后|另一方面|[二三四五六七八九]、|第[二三四五六]"
    r"|[（(]?[二三四五六2-9][）)]"
    r"|[②-⑩]|[2-9][.、．](?!\d))"
)
"""A semicolon inside a list of causes: 一是…；二是…."""
_TOLD = re.compile(r"原因(?:主要)?(?:是|为|[：:])$")
_EFFECT = re.compile(r"[，,]?(?:导致|造成|使得?|引起|所致|致|影响)")
_WORDS_ON = 40
"""How far a cause that the model left in mid-clause may be taken on, in characters."""
_REASON_TAIL = "。；;，,、：: .．"


def cause_spans(text: str, reasons: Floats, figures: Iterable[Span]) -> list[Span]:
    """The causes of a passage; probabilities of shape (len(text), outside/begin/inside).

    `figures` are its other spans: only behind a figure there is something to explain.
    """
    found: list[Span] = []
    last = 0
    for start, end in _joined(text, runs(reasons[:, 1], reasons[:, 2])):
        low, high = _bordered(text, start, end)
        if high - low < 2 or low < last or not _told_of(text, low, high, figures):
            continue
        cause = _cause(reasons, low, high)
        sure = cause.score >= _SURE and high - low >= _WORDS and not _JUST_WORDS.search(text, low - 1, high)
        sure = sure and not _IN_WORDS.match(text, low - 1) and not _PREDICATE.match(text, max(0, low - 2))
        if (sure or _has_cue(text, low, high)) and not _no_cause(text, low, high):
            last = high
            found.append(cause)
    found.extend(_overlooked(text, [*figures, *found], reasons))
    return found


def _joined(text: str, pieces: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The runs with those made one that only a character or two of the same clause part: 受“|6·|12”洪涝."""
    held: tuple[int, int] | None = None
    for start, end in pieces:
        if held and start - held[1] <= _SLACK and not any(c in SPLITTERS for c in text[held[1] : start]):
            held = (held[0], end)
            continue
        if held:
            yield held
        held = (start, end)
    if held:
        yield held


def _told_of(text: str, start: int, end: int, figures: Iterable[Span]) -> bool:
    """Whether a cause in mid-sentence has something to explain: 未出现因违规受到处理的情况 has not."""
    if _EXCUSE.match(text, end):
        return False
    if not _LED.search(text, 0, start):
        return True
    first = max(text.rfind(char, 0, start) for char in "。；") + 1
    last = next((at for at in range(end, len(text)) if text[at] in "。；"), len(text))
    if _CHANGED.search(text, first, start) or _CHANGED.search(text, end, last):
        return True
    return any(s.label in ("AMOUNT", "PERCENT") and first <= s.start < last for s in figures)


def _bordered(text: str, start: int, end: int) -> tuple[int, int]:
    """The run that the model marked, from behind its cue to the end of its sentence or list."""
    low, high = trim(text, *_snap_reason(text, start, end), _REASON_LEAD, _REASON_TAIL)
    figure = _HEAD_FIGURE.match(text, low, high)
    low = figure.end() if figure else low
    low = _to_do(text, _behind_cue(text, low))
    high = _listed_on(text, low, _sentence_told(text, low, _bracket_closed(text, low, high)))
    high -= text[high - 1 : high] in ("）", ")") and not _opened(text[low : high - 1])
    low = _bracket_left(text, low, high)
    high = _both_years(text, low, high)
    on = (_ON if _LED.search(text, 0, low) else _LEFT).search(text, low)
    high = _before_cue(text, low, min(high, on.start()) if on else high)
    return (_sentence_start(text, low) if _CUE_AFTER.match(text, high) else low), high


def _to_do(text: str, start: int) -> int:
    """The start of a cause with the 为 that says what for: 乃|为保障供水."""
    return start - 1 if _TO_DO.search(text, max(0, start - _CUE_REACH), start) else start


def _sentence_start(text: str, start: int) -> int:
    """The start of the clause that a cause was left in the middle of, a few words before it."""
    near = range(start, max(0, start - _BEFORE_IT) - 1, -1)
    return next((at for at in near if at == 0 or text[at - 1] in SPLITTERS), start)


def _cause(reasons: Floats, low: int, high: int) -> Span:
    """A REASON of those places; its score is the mean probability that they are in one."""
    return Span("REASON", None, low, high, float(reasons[low:high, 1:].sum(axis=1).mean()))


def _overlooked(text: str, spans: list[Span], reasons: Floats) -> Iterator[Span]:
    """Causes behind words that lead in nothing else (减少的主要原因是…) where the model marked none.

    Only behind a figure: a sentence without one has nothing to explain.
    """
    yield from _told_before(text, spans, reasons)
    for cue in _SURE_CUE.finditer(text):
        start = cue.end()
        known = any(s.label == "REASON" and s.start < start + _CUE_REACH and s.end > start for s in spans)
        if known or not any(s.label in ("AMOUNT", "PERCENT") and s.end <= cue.start() for s in spans):
            continue
        stops = (at for at in range(start, len(text)) if text[at] in _REASON_ENDS)
        stop = next((at for at in stops if not _GOES_ON.match(text, at)), len(text))
        left = _ON.search(text, start, stop)
        later = [s.start for s in spans if s.label == "REASON" and start < s.start < stop]
        stop = min([left.start() if left else stop, *later])
        low, high = trim(text, start, stop, _REASON_LEAD, _REASON_TAIL)
        if high - low >= 2 and not _NOT_TOLD.match(text, low, high):
            yield _cause(reasons, low, high)


def _told_before(text: str, spans: list[Span], reasons: Floats) -> Iterator[Span]:
    for match in _BACKWARD.finditer(text):
        low, high = match.span("cause")
        last = [s.end for s in spans if s.label in ("AMOUNT", "PERCENT") and text[s.end : s.end + 1] == "，"]
        low = max([low, *(end + 1 for end in last if low < end + 1 < high and text[end - 1] in "%％")])
        if high - low >= 4 and not any(s.label == "REASON" and s.start < high and s.end > low for s in spans):
            yield _cause(reasons, low, high)


def _snap_reason(text: str, start: int, end: int) -> tuple[int, int]:
    """A cause from right behind its cue up to its full stop: a character or two short is mended."""
    cue = _CUE_END.search(text, max(0, start - _SLACK - 4), start)
    cue = cue or _BARE_CUE.search(text, max(0, start - _SLACK - 2), start)
    if cue and not any(char in _REASON_TAIL for char in text[cue.end() : start]):
        start = cue.end()
    around = (c.end() for c in _CUE_WHOLE.finditer(text, max(0, start - 6), min(end, start + 6)))
    start = next((at for at in around if start < at < end), start)
    stop = next((at for at in range(end, min(len(text), end + _SLACK + 1)) if text[at] in _REASON_ENDS), -1)
    if stop < 0 and len(text) - end <= _SLACK:
        stop = len(text)
    if stop > end and not any(char in SPLITTERS for char in text[end:stop]):
        end = stop
    return start, _stop_of(text, start, _clause_end(text, start, end))


def _behind_cue(text: str, start: int) -> int:
    """The start of a cause behind the second word of its cue: 主要是|因为, 系|由于, 原因|有."""
    second = _SECOND.match(text, start)
    first = "原因" if text.startswith("有", start) else None
    told = text.endswith(first, 0, start) if first else _FIRST.search(text, 0, start)
    return second.end() if second and told else start


def _sentence_told(text: str, start: int, end: int) -> int:
    """The end of a cause behind 原因是 or 原因： that was left at a comma: its sentence is all cause."""
    if not _TOLD.search(text, max(0, start - _CUE_REACH), start) or text[end : end + 1] not in ("，", ","):
        return end
    stops = (at for at in range(end, len(text)) if text[at] in _REASON_ENDS)
    stop = next(stops, len(text))
    on = _ON.search(text, end, stop)
    return trim(text, start, on.start() if on else stop, "", _REASON_TAIL)[1]


def _listed_on(text: str, start: int, end: int) -> int:
    """The end of a cause that begins a list behind the last of it: 一是…|；二是…；三是…."""
    while _LIST_OPENS.match(text, start) and _GOES_ON.match(text, end):
        end = next((at for at in range(end + 1, len(text)) if text[at] in _REASON_ENDS), len(text))
    return end


def _bracket_closed(text: str, start: int, end: int) -> int:
    """The end of a cause with the bracket that it opened: 费用增加（3.8万元，4.7%）."""
    closed = _CLOSING.match(text, end) if _opened(text[start:end]) else None
    return closed.end() if closed else end


def _both_years(text: str, start: int, end: int) -> int:
    """The end of a cause with the second of the two years it holds: 办公费上年列支A万元|，本年列支B万元."""
    second = _SECOND_YEAR.match(text, end) if _FIRST_YEAR.search(text, start, end) else None
    return second.end() if second else end


def _bracket_left(text: str, start: int, end: int) -> int:
    """The start of a cause behind a bracket that was opened before it: 上年无此项），|会务增加."""
    closed = next((at for at in range(start, end) if text[at : at + 2] in ("），", "),")), end)
    return start if closed == end or _opened(text[start:closed]) else closed + 2


def _clause_end(text: str, start: int, end: int) -> int:
    """The end of the clause that a cause was left in the middle of; a stated effect ends it too."""
    split = text[end - 1] in SPLITTERS and not _in_number(text, end - 1)
    if end >= len(text) or split or _EFFECT.match(text, end):
        return end
    ends = (at for at in range(end, min(len(text), end + _WORDS_ON)) if _closes(text, start, at))
    stop = next(ends, len(text) if len(text) - end < _WORDS_ON else end)
    effect = _EFFECT.search(text, end, stop)
    return end if effect else stop


def _closes(text: str, start: int, at: int) -> bool:
    """True for the stop of a clause, and for a bracket that was opened before the cause."""
    if _in_number(text, at) or _LIST_POINT.search(text, start, at + 1):
        return False
    return text[at] in "，。；,;" or (text[at] in "）)" and not _opened(text[start:at]))


def _in_number(text: str, at: int) -> bool:
    """True for the comma of 4,800元."""
    return text[at] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _opened(text: str) -> bool:
    """True where more brackets are opened than closed."""
    return sum((char in "（(") - (char in "）)") for char in text) > 0


def _stop_of(text: str, start: int, end: int) -> int:
    """The first full stop or semicolon in [start, end) that closes the cause, else `end`."""
    for at in range(start + 1, end):
        if text[at] in _REASON_ENDS and not _GOES_ON.match(text, at):
            return at
    return end


def _no_cause(text: str, start: int, end: int) -> bool:
    """Whether it is something else, whatever the model says: 因公出国, 主要是接待…, 用于…, the cue itself."""
    told = _SURE_CUE.search(text, max(0, start - _CUE_REACH), start + 2)
    purpose = _PURPOSE.match(text, start, end)
    if (purpose and not (told and purpose[0] == "接待")) or _FOR.search(text, 0, start):
        return True
    if text[max(0, start - 1) : start + 1] == "因公" and text[max(0, start - 2) : start] != "原因":
        return True
    if _WEAK.search(text, 0, start) and not _MOVED.search(_sentence_before(text, start)):
        return True
    return _CUE_ITSELF.search(text, start, end) is not None


def _has_cue(text: str, start: int, end: int) -> bool:
    """Whether words of a cause lead it in or close it."""
    if _CUE.search(text, max(0, start - _CUE_REACH), start) or _CUE_AFTER.match(text, end):
        return True
    return any(effect in text[end - 2 : end + 2] for effect in ("致", "影响"))


def _before_cue(text: str, start: int, end: int) -> int:
    """The end of a cause without the cue behind it: 资金不再安排|是收支下降的主因."""
    behind = _CUE_BEHIND.search(text, start, end)
    return behind.start() if behind else end


def _sentence_before(text: str, start: int) -> str:
    """The sentence up to the cause; where its cue opens it ("下降2%。主要是…"), with the one before."""
    begin = max(text.rfind(stop, 0, start) for stop in "。；;") + 1
    if start - begin <= _CUE_REACH and begin:
        begin = max(text.rfind(stop, 0, begin - 1) for stop in "。；;") + 1
    return text[begin:start]
