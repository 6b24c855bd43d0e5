"""Whose a sum is that no name stands before: 总共 behind a list of parts, 合计 behind 基本工资 and 奖金.

It is of what the shares were taken of, of the label that opens the list, of the heading, or of no line.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assemble.parts import Figure, Stretch, Subject
from extract.assemble.walk import Walk
from extract.catalogue import with_name
from extract.catalogue.borders import is_known
from extract.catalogue.lines import procurement

COUNTED = r"(?:以上|上述)?(?:[三四五六七八九]项|各项)"
"""三项, 各项 before the word for a sum: it names no line."""
_SUM = re.compile(
    rf"{COUNTED}合计(?:为|是)?"
    rf"|(?:{COUNTED})?(?:上年|去年|20\d\d年|年初|全年)?(?:度|预算|决算)*"
    r"(?:总共|共计|总计|合共|总额)(?:支出|开支)?为?"
)
_SUM_OF_SENTENCE = re.compile(
    r"(?:以上|上述)?(?:三项|各项)?(?:合计|总共|共计|总计|合共|总额)(?:支出|开支)?为?"
)
"""货物 A；服务 B。|合计|: of what the sentence before lists."""
_SUMMED = re.compile(r"合计(?:为|是)?")
"""基本工资 A、奖金 B，合计 C: a form's total row, but not behind lines of the economic classification."""
_SHARES_OF = re.compile(r"占(?P<name>(?!用|比)[\u4e00-\u9fff“”\"]{4,30}?)的?\d[\d.]*[%％][^。]*[，；]")
"""甲占三公经费的58%，乙占42%；总额|: what the shares are of."""
_LIST_OF = re.compile(
    r"\s*(?:\d{1,2}[.．、]|（[一二三四五六七八九十\d]{1,3}）|其中：)?\s*(?P<name>[\u4e00-\u9fff]{2,16})："
)
_OF_MONEY = re.compile(r"^(?!其中|具体|主要|包括|分项).*(?:支出|收入|经费|费用|资金)$")
_ECONOMIC = 5
"""Digits of a 款 of the economic classification."""
_LABEL, _HEADED = "项目：各项之和", "项目：标题"
_SUMMED_BY = frozenset((_LABEL, _HEADED))
"""Steps of a sum of parts, which is no part of the sum told next to it: 共计 A，年初预算共计 B."""


def sum_of_parts(walk: Walk, figure: Figure) -> Subject | None:
    """公用经费 for 公用经费：水费 A、电费 B，总共 C, the whole of the shares before; else the heading's line.

    None where the words are no such sum. A Subject without a name: the sum is of no line that is told.
    """
    stretch = walk.stretch
    start, sentence = stretch.words_from(figure, "，。；："), stretch.back_to(figure.start, "。！？")
    opens = start == sentence > 0
    words = _SUM_OF_SENTENCE if opens else _SUM
    plain = words.fullmatch(stretch.text, start, figure.start) is not None
    if not figure.money or not (plain or _SUMMED.fullmatch(stretch.text, start, figure.start)):
        return None
    sentence = stretch.back_to(sentence - 1, "。！？") if opens else sentence
    whole = _SHARES_OF.search(stretch.text, sentence, start) if plain else None
    if whole is not None:
        name = stretch.passage.text[slice(*whole.span("name"))]
        return Subject((name,), figure.start, figure.start, step="项目：占比的整体")
    listed = (b for b in walk.bound if b.figure.money and sentence <= b.subject.start < figure.start)
    parts = {b.names for b in listed if b.subject.step not in _SUMMED_BY}
    if len(parts) < 2 or not (plain or all(map(_is_economic, parts)) or all(map(_is_procured, parts))):
        return None
    label = _label(walk, sentence, start)
    if label is not None and label.names not in parts:
        return replace(label, step=_LABEL)
    heading = walk.memory.heading
    owns = heading not in parts and not all(map(_is_economic, parts))
    return Subject(heading if owns else (), figure.start, figure.start, step=_HEADED)


def _label(walk: Walk, sentence: int, start: int) -> Subject | None:
    """The line before the ： that opens the list, tagged or in words; None for none."""
    opened = (s for s in walk.lines if s.start >= sentence and walk.stretch.text.startswith("：", s.end))
    tagged = next(opened, None)
    written = opened_by(walk.stretch, start) if tagged is None else None
    return Subject((written,), start, start) if written else tagged


def opened_by(stretch: Stretch, start: int) -> str | None:
    """公用经费 in 公用经费：办公费 A，水费 B，合计 C: the sum is of the line that opens its list."""
    for ends in ("。；", "。"):
        opened = _LIST_OF.match(stretch.text, stretch.back_to(start, ends), start)
        if opened is None or "：" in stretch.text[opened.end() : start]:
            continue
        if is_known(opened["name"]) or _OF_MONEY.match(opened["name"]):
            return opened["name"]
    return None


def _is_procured(names: tuple[str, ...]) -> bool:
    """True for 货物, 工程, 服务: under their heading a sum of them is that of 政府采购."""
    return all(procurement(name) for name in names)


def _is_economic(names: tuple[str, ...]) -> bool:
    """True for 基本工资, 办公费: what a sum of such lines comes to is no total of a form."""
    found = [account for name in names for account in with_name(name, kind="economic")]
    return any(len(account.code) == _ECONOMIC for account in found)
