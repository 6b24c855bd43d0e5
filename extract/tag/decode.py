"""Class scores per character → spans. The model decides what a figure is, the numeral grammar where it ends.

Used by training and at run time alike, so what is measured is what runs. Scores are log
probabilities of shape (characters, len(CLASSES)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extract.amounts import Numeral, find_numerals
from extract.catalogue.borders import is_known, whole_name
from extract.labels import FIGURE_TAGS, REASON_TAGS, figure_kinds, split_kind

Floats = npt.NDArray[np.float32]

_KINDS = figure_kinds()
_COLUMN = {kind: index for index, kind in enumerate(_KINDS)}
_ALLOWED = {
    "money": tuple(k for k in _KINDS if k.startswith("AMOUNT")),
    "percent": tuple(k for k in _KINDS if k.startswith("PERCENT")),
    "count": ("QUANTITY", "CODE"),
    "bare": tuple(k for k in _KINDS if k.startswith(("AMOUNT", "CODE"))),
}
_SPLITTERS = "，。；：、,;:（）()"
_REASON_LEAD = "：:，,、"
_SLACK = 2
_CUE_END = re.compile(r"(?:原因|主要)(?:[是为]?[：:]|是|为)")
_SURE_CUE = re.compile(
    r"(?:主要|变动|变化|差异|增加|减少|增长|下降|增减)的?(?:主要)?原因(?:主要)?(?:是[：:]?|为[：:]?|[：:])(?=[^\s，。；：、,;:]{2})"
    r"|主要(?:因(?!公)为?|由于|(?:得益|缘|源|归因)于)(?=[^\s，。；：、,;:]{2})"
)
_ON = re.compile(r"[，,](?=[与较比同](?:上年|去年|\d{4}年|年初|预算)|其中|完成|占|(?:支出)?决算)")
"""A comma behind which the sentence leaves its cause for another figure."""
_FIRST = re.compile(r"(?<!原因)(?<!因素)(?<!缘由)(?<!原因分析)(?<!原因主要)[是系]$|主要$")
_SECOND = re.compile(
    r"因为|由于|因(?!公|素|地|此)"
    r"|(?<=原因)有(?:[一二两三四五几以下]{0,3}(?:点|个方面)?[：:])?(?=[^，。；]{2})"
)
_NEXT_WORDS = (
    "年初", "预算", "决算", "用途", "到位", "均为", "共计", "共支", "较上", "实际", "安排", "项目", "科目",
)  # fmt: skip
"""Words behind a line name whose first character is none of it."""
_LIST_OPENS = re.compile(r"一是|其一|首先|[一1][、.．]|[（(][一1][）)]|①")
_CLOSING = re.compile(r"[^（(）)。；]{0,20}[）)]")
_NO_MONEY = re.compile(
    r"\s*(?:[.．、](?=[\u4e00-\u9fff])|万(?:[卷人册户亩吨多余件次平公字株头羽]|㎡)|[A-Za-z类款项]|[—–~～-]\d+岁|岁)"
)
"""Behind the digits of a list number, a count in 万, a size, an age: 1.财政拨款收入, 1.8万卷, 1.5T."""
_COUNTED = ("批", "家", "个", "名", "人", "次", "辆", "年", "月", "日", "号", "所")
"""What two digits count where they are no code."""
_LIST_POINT = re.compile(r"[.．、](?=[\u4e00-\u9fff])")
_HEAD_FIGURE = re.compile(r"[\d.,]+\s*(?:万元|亿元|元|[%％])[，,]\s*")
_BACKWARD = re.compile(
    r"(?:(?<=[%％]，)|(?<=[%％）]，)|(?<=[。；])|^)(?P<cause>[^。；]{4,120}?)[是为](?:[^，。；是为]{0,14}的)?"
    r"(?:主因|(?:主要|直接|根本)原因)(?=[，。；]|$)"
)
"""A cause that stands before its cue: 上年一次性安排资金，本年不再安排|是收支下降的主因."""
_CUE_BEHIND = re.compile(r"[是为系](?:[^，。；是为]{0,14}的)?(?:主因|(?:主要|直接|根本|变动)原因)$")
_CUE_ITSELF = re.compile(r"(?:主因|的原因|(?:主要|直接|根本|变动|变化|增加|减少|增长|上升|下降)原因)$")
_CUE_AFTER = re.compile(r"[是为系](?:[^，。；是为]{0,14}的)?(?:主因|(?:主要|直接|根本|变动)原因)")
_PURPOSE = re.compile(r"用于|用以|接待(?!费)")
_FOR = re.compile(r"用于[：:]?$")
_CUE = re.compile(
    r"(?:原[因困囚]|因素|缘由|由于|因(?!公)|主要[是系为]|系|受|是|为|(?:在|缘|源|得益|归因)于|[：:])[^，。；]{0,3}$"
    r"|原因[，,]$"
)
_WEAK = re.compile(r"(?<!原因)主要[是系][：:]?$")
_MOVED = re.compile(r"[增减升降变超差多少高低大小]|持平|相同|一致|相等|等于|完成|执行|比")
"""What 主要是 must follow to lead in a cause: a change or a gap in its own sentence."""
_CUE_REACH = 12
_REASON_ENDS = "。；;"
_GOES_ON = re.compile(
    r"[；;]\s*(?:[二三四五六七八九十]是|其[二三四五]|再次|最后|[二三四五六七八九]、|第[二三四五六]|[（(][二三四五六2-9][）)]"
    r"|[②-⑩]|[2-9][.、．](?!\d))"
)
"""A semicolon inside a list of causes: 一是…；二是…."""
_EFFECT = re.compile(r"[，,]?(?:导致|造成|使得?|引起|所致|致|影响)")
_WORDS_ON = 40
"""How far a cause that the model left in mid-clause may be taken on, in characters."""
_REASON_TAIL = "。；;，,、：: .．"


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled stretch of a passage, half-open, with the model's probability for it."""

    label: str
    role: str | None
    start: int
    end: int
    score: float


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


def decode(text: str, probabilities: Floats) -> list[Span]:
    """All spans of one passage in order of their start; probabilities of shape (len(text), classes)."""
    layers = probabilities.reshape(len(text), len(FIGURE_TAGS), len(REASON_TAGS))
    figures, reasons = layers.sum(axis=2), layers.sum(axis=1)
    begin, inside = figures[:, 1::2], figures[:, 2::2]
    spans = list(_numeral_spans(text, figures[:, 0], begin + inside))
    taken = [(span.start, span.end) for span in spans]
    item = _COLUMN["ITEM"]
    items: list[Span] = []
    for start, end in _runs(begin[:, item], inside[:, item]):
        score = float((begin + inside)[start:end, item].mean())
        items.extend(_cut_item(text, start, end, taken, score))
    spans.extend(_apart(items))
    last = 0
    for start, end in _runs(reasons[:, 1], reasons[:, 2]):
        low, high = _trim(text, *_snap_reason(text, start, end), _REASON_LEAD, _REASON_TAIL)
        figure = _HEAD_FIGURE.match(text, low, high)
        low = figure.end() if figure else low
        low, high = _behind_cue(text, low), _listed_on(text, low, _bracket_closed(text, low, high))
        high -= text[high - 1 : high] in ("）", ")") and not _opened(text[low : high - 1])
        high = _before_cue(text, low, high)
        if high - low >= 2 and low >= last and _has_cue(text, low, high):
            last = high
            spans.append(_cause(reasons, low, high))
    spans.extend(_overlooked(text, spans, reasons))
    return sorted(spans, key=lambda span: (span.start, -span.end))


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
        low, high = _trim(text, start, stop, _REASON_LEAD, _REASON_TAIL)
        if high - low >= 2 and not text.startswith(("用于", "用以"), low):
            yield _cause(reasons, low, high)


def _told_before(text: str, spans: list[Span], reasons: Floats) -> Iterator[Span]:
    for match in _BACKWARD.finditer(text):
        low, high = match.span("cause")
        last = [s.end for s in spans if s.label in ("AMOUNT", "PERCENT") and text[s.end : s.end + 1] == "，"]
        low = max([low, *(end + 1 for end in last if low < end + 1 < high and text[end - 1] in "%％")])
        if high - low >= 4 and not any(s.label == "REASON" and s.start < high and s.end > low for s in spans):
            yield _cause(reasons, low, high)


def _numeral_spans(text: str, nothing: Floats, kinds: Floats) -> Iterator[Span]:
    for numeral in find_numerals(text):
        digits = slice(numeral.start, numeral.digits_end)
        allowed = _ALLOWED[numeral.kind]
        columns = [_COLUMN[kind] for kind in allowed]
        masses = kinds[digits][:, columns].mean(axis=0)
        by_label: dict[str, float] = {}
        for kind, mass in zip(allowed, masses, strict=True):
            label, _ = split_kind(kind)
            by_label[label] = by_label.get(label, 0.0) + float(mass)
        label = max(by_label, key=by_label.__getitem__)
        if by_label[label] <= float(nothing[digits].mean()):
            continue
        if label == "AMOUNT" and numeral.kind == "bare" and _NO_MONEY.match(text, numeral.digits_end):
            label = "CODE" if text[numeral.digits_end] in "类款项" else ""
        if not label or (label == "CODE" and not _may_be_code(text, numeral)):
            continue
        best = max(
            (k for k in allowed if split_kind(k)[0] == label), key=lambda k: float(masses[allowed.index(k)])
        )
        yield Span(label, split_kind(best)[1], numeral.start, _numeral_end(numeral, label), by_label[label])


def _may_be_code(text: str, numeral: Numeral) -> bool:
    """Codes have 2, 3, 5 or 7 digits; 6 and 8 are slips of the pen; 1 is a list number, 4 a year.

    Two digits that open a sentence and have a point behind them are a list number: "10.社会保障…".
    """
    size = len(numeral.written)
    if size == 2 and (text[: numeral.start].endswith("第") or text.startswith(_COUNTED, numeral.digits_end)):
        return False
    opens = size == 2 and text[: numeral.start][-1:] in ("", "。", "；", "：")
    if opens and _LIST_POINT.match(text, numeral.digits_end):
        return False
    return numeral.written.isdigit() and size in (2, 3, 5, 6, 7, 8)


def _numeral_end(numeral: Numeral, label: str) -> int:
    return numeral.digits_end if label == "CODE" or numeral.kind == "bare" else numeral.end


def _snap_reason(text: str, start: int, end: int) -> tuple[int, int]:
    """A cause from right behind its cue up to its full stop: a character or two short is mended."""
    cue = _CUE_END.search(text, max(0, start - _SLACK - 4), start)
    if cue and not any(char in _REASON_TAIL for char in text[cue.end() : start]):
        start = cue.end()
    stop = next((at for at in range(end, min(len(text), end + _SLACK + 1)) if text[at] in _REASON_ENDS), -1)
    if stop < 0 and len(text) - end <= _SLACK:
        stop = len(text)
    if stop > end and not any(char in _SPLITTERS for char in text[end:stop]):
        end = stop
    return start, _stop_of(text, start, _clause_end(text, start, end))


def _behind_cue(text: str, start: int) -> int:
    """The start of a cause behind the second word of its cue: 主要是|因为, 系|由于, 原因|有."""
    second = _SECOND.match(text, start)
    first = "原因" if text.startswith("有", start) else None
    told = text.endswith(first, 0, start) if first else _FIRST.search(text, 0, start)
    return second.end() if second and told else start


def _listed_on(text: str, start: int, end: int) -> int:
    """The end of a cause that begins a list behind the last of it: 一是…|；二是…；三是…."""
    while _LIST_OPENS.match(text, start) and _GOES_ON.match(text, end):
        end = next((at for at in range(end + 1, len(text)) if text[at] in _REASON_ENDS), len(text))
    return end


def _bracket_closed(text: str, start: int, end: int) -> int:
    """The end of a cause with the bracket that it opened: 费用增加（3.8万元，4.7%）."""
    closed = _CLOSING.match(text, end) if _opened(text[start:end]) else None
    return closed.end() if closed else end


def _clause_end(text: str, start: int, end: int) -> int:
    """The end of the clause that a cause was left in the middle of; a stated effect ends it too."""
    if end >= len(text) or text[end - 1] in _SPLITTERS or _EFFECT.match(text, end):
        return end
    ends = (at for at in range(end, min(len(text), end + _WORDS_ON)) if _closes(text, start, at))
    stop = next(ends, len(text) if len(text) - end < _WORDS_ON else end)
    effect = _EFFECT.search(text, end, stop)
    return end if effect else stop


def _closes(text: str, start: int, at: int) -> bool:
    """True for the stop of a clause, and for a bracket that was opened before the cause."""
    if text[at] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit():
        return False
    return text[at] in "，。；,;" or (text[at] in "）)" and not _opened(text[start:at]))


def _opened(text: str) -> bool:
    """True where more brackets are opened than closed."""
    return sum((char in "（(") - (char in "）)") for char in text) > 0


def _stop_of(text: str, start: int, end: int) -> int:
    """The first full stop or semicolon in [start, end) that closes the cause, else `end`."""
    for at in range(start + 1, end):
        if text[at] in _REASON_ENDS and not _GOES_ON.match(text, at):
            return at
    return end


def _has_cue(text: str, start: int, end: int) -> bool:
    """Whether words of a cause lead it in or close it: 因公出国 holds none, 主要是接待… is a purpose."""
    told = _SURE_CUE.search(text, max(0, start - _CUE_REACH), start + 2)
    purpose = _PURPOSE.match(text, start, end)
    if (purpose and not (told and purpose[0] == "接待")) or _FOR.search(text, 0, start):
        return False
    if text[max(0, start - 1) : start + 1] == "因公" and text[max(0, start - 2) : start] != "原因":
        return False
    if _WEAK.search(text, 0, start) and not _MOVED.search(_sentence_before(text, start)):
        return False
    if _CUE_ITSELF.search(text, start, end):
        return False
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


def _runs(begin: Floats, inside: Floats) -> Iterator[tuple[int, int]]:
    """Best BIO path of one label over three states (outside, begin, inside) by Viterbi."""
    if len(begin) == 0 or float(begin.max()) < 0.05:
        return
    outside = np.clip(1.0 - begin - inside, 1e-9, 1.0)
    scores = np.log(
        np.stack([outside, np.clip(begin, 1e-9, 1.0), np.clip(inside, 1e-9, 1.0)], axis=1)
    ).tolist()
    path = _viterbi(scores)
    start = -1
    for at, state in enumerate([*path, 0]):
        if start >= 0 and state != 2:
            yield start, at
            start = -1
        if state == 1:
            start = at


def _viterbi(scores: list[list[float]]) -> list[int]:
    never = -1e9
    out, beg, ins = scores[0][0], scores[0][1], never
    back: list[tuple[int, int, int]] = []
    for row in scores[1:]:
        best = max(range(3), key=(out, beg, ins).__getitem__)
        open_state = 1 if beg >= ins else 2
        back.append((best, best, open_state))
        top = (out, beg, ins)[best]
        out, beg, ins = top + row[0], top + row[1], max(beg, ins) + row[2]
    state = max(range(3), key=(out, beg, ins).__getitem__)
    path = [state]
    for step in reversed(back):
        state = step[state]
        path.append(state)
    return path[::-1]


def _cut_item(text: str, start: int, end: int, taken: list[tuple[int, int]], score: float) -> Iterator[Span]:
    """The item without the numerals tagged inside it and without stray punctuation at its ends."""
    edges = [start, *(edge for low, high in taken if low < end and high > start for edge in (low, high)), end]
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        low, high = _trim(text, max(low, start), min(high, end), _SPLITTERS, "，。；：、,;:（(")
        low, high = whole_name(text, low, high) if high > low else (low, high)
        low, high = _name_only(text, low, high)
        if high - low >= 2 and not any(low < right and left < high for left, right in taken):
            yield Span("ITEM", None, low, high, score)


def _name_only(text: str, start: int, end: int) -> tuple[int, int]:
    """The item without a quote that closes behind it, and without the one character too many of a known name.

    “一般公共服务支出（类）…” opens with no quote of its own, and 会议费预 is 会议费 before 预算.
    """
    if text[start] in "“\"" and not any(mark in text[start + 1 : end] for mark in "”\""):
        start += 1
    if text[end - 1 : end + 1] in _NEXT_WORDS and is_known(text[start : end - 1]):
        end -= 1
    return start, end


def _apart(items: list[Span]) -> Iterator[Span]:
    """The items without those that another one, made whole, has swallowed; of two the longer stays."""
    kept: list[Span] = []
    for item in items:
        if kept and item.start < kept[-1].end:
            if item.end - item.start > kept[-1].end - kept[-1].start:
                kept[-1] = item
        else:
            kept.append(item)
    yield from kept


def _trim(text: str, start: int, end: int, lead: str, tail: str) -> tuple[int, int]:
    while start < end and text[start] in lead:
        start += 1
    while end > start and text[end - 1] in tail:
        end -= 1
    return start, end
