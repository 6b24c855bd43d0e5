"""Class scores per character → spans. The model decides what a figure is, the numeral grammar where it ends.

Used by training and at run time alike, so what is measured is what runs. Scores are log
probabilities of shape (characters, len(CLASSES)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.amounts import Numeral, find_numerals
from extract.catalogue.borders import is_known
from extract.labels import FIGURE_TAGS, REASON_TAGS, figure_kinds, split_kind
from extract.tag.causes import cause_spans
from extract.tag.names import bare_names, name_spans
from extract.tag.spans import Floats, Span, runs, softmax
from extract.tag.years import dated

__all__ = ["Floats", "Span", "decode", "softmax"]

_KINDS = figure_kinds()
_COLUMN = {kind: index for index, kind in enumerate(_KINDS)}
_ALLOWED = {
    "money": tuple(k for k in _KINDS if k.startswith("AMOUNT")),
    "percent": tuple(k for k in _KINDS if k.startswith("PERCENT")),
    "count": ("QUANTITY", "CODE"),
    "bare": tuple(k for k in _KINDS if k.startswith(("AMOUNT", "CODE"))),
}
_NO_MONEY = re.compile(
    r"\s*(?:[.．、](?=[\u4e00-\u9fff])|万(?:[卷人册户亩吨多余件次平公字株头羽]|㎡)"
    r"|[A-Za-z类款项倍具头株尾眼艘幢栋辆间]|[—–~～-]\d+岁|岁|·\d)"
)
"""Behind the digits of a list number, a count in 万, a size, an age, a day: 1.财政拨款收入, 1.8万卷, 6·12."""
_SURE_ALONE, _KNOWN_ALONE = 0.98, 0.8
"""The least scores of a name where its paragraph has no figure: 财务管理 and “全年|预算数” are no lines."""
_COUNTED = ("批", "家", "个", "名", "人", "次", "辆", "年", "月", "日", "号", "所")
"""What two digits count where they are no code."""
_LIST_POINT = re.compile(r"[.．、](?=[\u4e00-\u9fff])")


def decode(text: str, probabilities: Floats) -> list[Span]:
    """All spans of one passage in order of their start; probabilities of shape (len(text), classes).

    The score of a figure is the probability of its label and role together.
    """
    layers = probabilities.reshape(len(text), len(FIGURE_TAGS), len(REASON_TAGS))
    figures, reasons = layers.sum(axis=2), layers.sum(axis=1)
    begin, inside = figures[:, 1::2], figures[:, 2::2]
    spans = list(dated(text, _numeral_spans(text, figures[:, 0], begin + inside)))
    taken = [(span.start, span.end) for span in spans]
    item = _COLUMN["ITEM"]
    items: list[Span] = []
    for start, end in runs(begin[:, item], inside[:, item]):
        score = float((begin + inside)[start:end, item].mean())
        items.extend(_cut_item(text, start, end, taken, score))
    scored = (begin + inside)[:, item]
    items += (Span("ITEM", None, a, b, float(scored[a:b].mean())) for a, b in bare_names(text, items))
    figured = any(span.label in ("AMOUNT", "PERCENT") for span in spans)
    items.sort(key=lambda item: item.start)
    spans.extend(item for item in _apart(items) if figured or _named_alone(text, item))
    spans.extend(cause_spans(text, reasons, spans))
    return sorted(spans, key=lambda span: (span.start, -span.end))


def _named_alone(text: str, item: Span) -> bool:
    """True for a name that is one where its paragraph has no figure: a sure one, one of the forms sooner."""
    known = is_known(text[item.start : item.end])
    return item.score >= (_KNOWN_ALONE if known else _SURE_ALONE)


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
        if numeral.kind == "count" and numeral.unit != "项":
            by_label.pop("CODE", None)
        label = max(by_label, key=by_label.__getitem__)
        if by_label[label] <= float(nothing[digits].mean()):
            continue
        if label == "AMOUNT" and numeral.kind == "bare" and _no_money(text, numeral):
            label = "CODE" if text[numeral.digits_end : numeral.digits_end + 1] in "类款项" else ""
        if not label or (label == "CODE" and not _may_be_code(text, numeral)):
            continue
        best = max(
            (k for k in allowed if split_kind(k)[0] == label), key=lambda k: float(masses[allowed.index(k)])
        )
        score = float(masses[allowed.index(best)])
        yield Span(label, split_kind(best)[1], numeral.start, _numeral_end(numeral, label), score)


def _no_money(text: str, numeral: Numeral) -> bool:
    return text[: numeral.start].endswith("·") or _NO_MONEY.match(text, numeral.digits_end) is not None


def _may_be_code(text: str, numeral: Numeral) -> bool:
    """Codes have 2, 3, 5 or 7 digits; 6 and 8 are slips of the pen; 1 is a list number, 4 a year.

    Two digits that open a sentence and have a point behind them are a list number: "10.社会保障…".
    """
    size = len(numeral.written)
    before = text[max(numeral.start - 1, 0) : numeral.start]
    if size == 2 and (before in ("第", "·") or text.startswith(_COUNTED, numeral.digits_end)):
        return False
    opens = size == 2 and before in ("", "。", "；", "：")
    if opens and _LIST_POINT.match(text, numeral.digits_end):
        return False
    return numeral.written.isdigit() and size in (2, 3, 5, 6, 7, 8)


def _numeral_end(numeral: Numeral, label: str) -> int:
    return numeral.digits_end if label == "CODE" or numeral.kind == "bare" else numeral.end


def _cut_item(text: str, start: int, end: int, taken: list[tuple[int, int]], score: float) -> Iterator[Span]:
    """The item without the numerals tagged inside it and without stray punctuation at its ends."""
    edges = [start, *(edge for low, high in taken if low < end and high > start for edge in (low, high)), end]
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        for left, right in name_spans(text, max(low, start), min(high, end)):
            if not any(left < stop and begin < right for begin, stop in taken):
                yield Span("ITEM", None, left, right, score)


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
