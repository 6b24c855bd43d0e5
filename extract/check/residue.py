"""What a template left behind: unfilled alternatives, XX, %%, an empty reason, a unit not written.

Source: DOMAIN.md frames 12, 13, 38 and the mistakes auditors report. One finding per sentence and kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.catalogue import with_code
from extract.catalogue.borders import is_known
from extract.check.base import Case, Outcome, Tally, finding, shown
from extract.check.writing import Written, prose, writings
from extract.records import FindingKind, Severity

RESIDUE = "template-residue"
_BARE_AMOUNT = re.compile(
    r"(?:费|支出|收入|拨款|预算|工资|补贴|奖金|公积金|货物|工程|服务|增加|减少|结余|[总金]额|合计"
    r"|安排|列支|决算|使用|用去)(?:数|额)?(?:为|共|计|约|了)?"
    r"(?P<figure>\d[\d,]*\.\d{1,4}|\d{5,})(?=[，、。；（])"
)
"""An amount by its words, with nothing behind it that could be its unit."""
_IN_A_LIST = re.compile(
    r"元[；、，](?P<name>[\u4e00-\u9fff（）]{2,20}?)(?P<figure>\d{3,}(?:\.\d+)?|\d+\.\d+)(?=[；、，。])"
)
"""办公费13200元；水费1900；邮电费1300元: in a list of lines with their amounts."""
_PAID_FOR = re.compile(r"(?:^|[。；])(?P<figure>\d[\d,]*\.\d+)用于(?=[\u4e00-\u9fff])")
"""40.1用于住房保障支出: a sentence that opens with what was spent."""
_FROM = re.compile(
    r"[从由](?:上年|去年|20\d\d年)度?(?:决算)?数?的?(?P<figure>\d[\d,]*(?:\.\d+)?)"
    r"(?=(?:增加|增长|上升|提高|减少|下降|降低|变动|调整)[到至为][^，。；\d]{0,4}(?:20\d\d年度?的?)?\d[\d,.]*[亿万]?元)"
)
"""从去年的11增加到13万元: an amount by what it has come to."""
_COMPARED = re.compile(
    r"(?:列支|支出|安排|决算|预算)(?:数|额)?(?:为|共计?|了)?(?P<figure>\d{1,4})(?=，(?:较|比|同比|与(?:上年|年初|预算)))"
)
"""（项）列支5，比年初预算增加1.22万元: a whole number that is compared like an amount."""
_SPENT = re.compile(r"(?:安排|列支|使用|用去|为|共|计|约|了)$")
"""What stands before an amount and never before a code."""
MISSING_UNIT = "unit-missing"
MISSING_REASON = "reason-missing"

MOST = 8
"""Above so many places of one kind the document is a template: one finding says how many."""

PATTERNS: tuple[tuple[FindingKind, Severity, str, str], ...] = (
    (
        "template-residue",
        "error",
        r"(?:增加|增长|上升|提高)[/／、或](?:减少|下降|降低)|(?:减少|下降|降低)[/／、或](?:增加|增长|上升)",
        "模板的选项“{0}”没有取舍",
    ),
    (
        "template-residue",
        "error",
        r"(?:增加|增长|上升|提高)（(?:减少|下降|降低)）|(?:减少|下降|降低)（(?:增加|增长|上升)）",
        "模板的括号“{0}”没有取舍",
    ),
    (
        "template-residue",
        "error",
        r"(?:[XxＸ×]{2,}|[*＊]{2,}|[_＿]{2,})(?:万?元|年|%|个|辆|（部门|部门|单位|局)",
        "模板的空位“{0}”没有填写",
    ),
    (
        "template-residue",
        "error",
        r"(?:占比?|增加|减少|增长|下降|上升|降低)(?:了|为)?\s*(?:万元|[%％])(?![\u4e00-\u9fff%％])",
        "模板的空位“{0}”没有填数字",
    ),
    (
        "template-residue",
        "error",
        r"占(?:本年|当年)?[\u4e00-\u9fff“”]{2,16}的?\s?[%％](?=[，。；])",
        "模板的空位“{0}”没有填数字",
    ),
    ("template-residue", "warning", r"\d\s?[%％]{2,}", "百分号重复：“{0}”"),
    (
        "template-residue",
        "error",
        r"#(?:DIV/0|REF|VALUE|NAME|NULL|NUM|N/A)[!?]?",
        "表格公式的错误值“{0}”没有处理",
    ),
    ("template-residue", "error", r"【篇[一二三四五六七八九十]+】", "网上范文的标记“{0}”没有删去"),
    (
        "template-residue",
        "error",
        r"（(?:请|此处|填写说明|填报说明|如无|若无|如没有|没有的|如有)[^（）]{0,40}(?:填写|填列|填报|说明|删除|删去|注明|列示)[^（）]{0,30}）"
        r"|按(?:上述|以下|如下)格式[^。；]{0,20}(?:说明|填列|填写|表述)|（如(?:持平|无)作[^（）]{1,12}表述）|作(?:下述|如下)说明"
        r"|请(?:根据|结合|按照?)(?:本?(?:部门|单位)|实际)[^。；]{0,20}(?:填写|填列|填报|修改|调整)",
        "填写说明“{0}”没有删去",
    ),
    (
        "template-residue",
        "warning",
        r"主要(?:用于|是接待)[：，]?(?:本|我|该)?(?:年度?|单位|部门|机关|局|委|院|办|中心)*"
        r"(?:没有|无|未发生|未安排)(?=因公|公务|接待|出国|购置|车辆|政府|国有|项目|基本|此|该|相关|采购)"
        r"[^，。；、]{2,20}(?:支出|费用|经费)",
        "没有支出而模板的开头没有删去：“{0}”",
    ),
    (
        "template-residue",
        "warning",
        r"(?:拨付|下达|核拨|划拨)给?你(?:们|单位|局|部门|委)|请你(?:们|单位|局|部门|委)",
        "留有别处来文的口吻“{0}”",
    ),
    (
        "missing",
        "warning",
        r"(?<!说明)(?<!分析)(?<!阐述)(?:主要(?:变动)?|变动|增加|减少|增长|下降)(?:的)?(?:主要)?原因(?:主要)?(?:是|为)?"
        r"[：:]?(?=[。；])",
        "“{0}”后面没有写原因",
    ),
)
"""Kind, severity, pattern over folded prose, message."""


def check_residue(case: Case, blamed: frozenset[str]) -> Outcome:
    """增加/减少0万元，增长/下降0% → one error for the sentence; above MOST places of a kind, one for all."""
    return _search(case, RESIDUE, "template-residue")


def check_missing_reasons(case: Case, blamed: frozenset[str]) -> Outcome:
    """主要原因是。 → warning of kind missing: the cause was left blank."""
    return _search(case, MISSING_REASON, "missing")


def _search(case: Case, rule: str, wanted: FindingKind) -> Outcome:
    texts = writings(case)
    tally = Tally(tested=len(texts))
    for kind, severity, pattern, message in PATTERNS:
        if kind != wanted:
            continue
        hits = _hits(re.compile(pattern), texts)
        more = f"，全文共{len(hits)}处" if len(hits) > MOST else ""
        for written, match in hits[: 1 if more else MOST]:
            tally.findings.append(
                finding(
                    rule,
                    kind,
                    severity,
                    f"{message.format(match.group())}{more}。",
                    at=written.span(match.start(), match.end()),
                    actual=match.group(),
                )
            )
    return tally.done()


def _hits(pattern: re.Pattern[str], texts: Sequence[Written]) -> list[tuple[Written, re.Match[str]]]:
    """The first place in every sentence; most paragraphs have none and are looked at once."""
    return [
        (written, match)
        for written in texts
        if pattern.search(written.text) is not None
        for start, end in written.sentences()
        if (match := pattern.search(written.text, start, end)) is not None and not _told_before(match, start)
    ]


def _told_before(match: re.Match[str], start: int) -> bool:
    """学生人数增加是收入增长的主要原因。: a cause that stands before its cue is not left blank."""
    if not re.search(r"原因(?:主要)?$", match.group()):
        return False
    return re.search(r"[是为系]|所致", match.string[start : match.start()]) is not None


def check_missing_units(case: Case, blamed: frozenset[str]) -> Outcome:
    """支出决算数为88.41，完成预算100% → error: no unit. A bare 0 is let pass, a change in words has none."""
    tally = Tally()
    for fact in case.facts:
        if fact.measure in ("占比", "增减率", "完成率") or any(
            step.startswith("持平") for step in fact.steps
        ):
            continue
        tally.tested += 1
        if fact.unit is None and fact.number != 0:
            tally.findings.append(
                finding(
                    MISSING_UNIT,
                    "unit",
                    "error",
                    f"{shown(fact)}没有写计量单位，应为“{case.unit}”。",
                    facts=(fact,),
                    actual=fact.value,
                    expected=f"{fact.value}{case.unit}",
                )
            )
    _unread(case, tally)
    return tally.done()


def _bare(text: str) -> Iterator[re.Match[str]]:
    yield from _BARE_AMOUNT.finditer(text)
    yield from _PAID_FOR.finditer(text)
    yield from _FROM.finditer(text)
    yield from _COMPARED.finditer(text)
    yield from (match for match in _IN_A_LIST.finditer(text) if is_known(match["name"]))


def _unread(case: Case, tally: Tally) -> None:
    """办公费49.92万元、印刷费4.84、取暖费25.04万元: a bare amount that no fact was made of → warning."""
    told = {f.start for f in case.facts if f.measure not in ("占比", "增减率", "完成率")}
    codes = {tag.start for tag in case.tags if tag.label == "CODE"}
    for written in prose(case):
        for match in _bare(written.text) if "元" in written.text else ():
            start, end = written.span(match.start("figure"), match.end("figure"))
            coded = start in codes and not _SPENT.search(written.text, 0, match.start("figure"))
            if start in told or coded or with_code(match["figure"]):
                continue
            told.add(start)
            tally.tested += 1
            tally.findings.append(
                finding(
                    MISSING_UNIT,
                    "unit",
                    "warning",
                    f"“{match.group()}”没有写计量单位，疑为{match['figure']}{case.unit}。",
                    at=(start, end),
                    actual=match["figure"],
                    expected=f"{match['figure']}{case.unit}",
                )
            )
