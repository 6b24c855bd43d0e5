"""What ought to be there: the forms of the set, the sections of the law, a percent sign.

Source: 预算法实施条例 art. 6 and the national form set. Nothing is asked of a document that publishes its
forms elsewhere, or of one that holds forms alone.
"""

from __future__ import annotations

import re

from extract import forms
from extract.check.base import Case, Outcome, Tally, finding, shown
from extract.check.writing import prose
from extract.records import Fact, Severity, Table
from extract.text import squeeze

FORMS, SECTIONS, EMPTY, PERCENT = "form-missing", "section-missing", "form-empty", "percent-missing"

REQUIRED_FORMS: tuple[tuple[str, int], ...] = (
    (forms.OVERALL, 0),
    (forms.INCOME, 0),
    (forms.EXPENDITURE, 0),
    (forms.FISCAL_OVERALL, 0),
    (forms.GENERAL_BUDGET, 0),
    (forms.BASIC_EXPENDITURE, 0),
    (forms.GOVERNMENT_FUNDS, 0),
    (forms.STATE_CAPITAL, 2020),
    (forms.THREE_PUBLIC, 0),
)
"""Form → first accounts year that has it; where the year is not known, only those that always were."""
_ENOUGH = 5
"""So many forms must be read before one that is not is missing; so many sections as well."""

REQUIRED_SECTIONS: tuple[tuple[str, str, int, Severity], ...] = (
    ("收入支出决算总体情况", r"收入?、?支出?(?:决算)?(?:总[体表])?情况|收支", 0, "warning"),
    ("一般公共预算财政拨款支出决算情况", r"一般公共预算|公共财政预算|财政拨款", 0, "warning"),
    ("“三公”经费支出决算情况", r"三公", 0, "warning"),
    ("机关运行经费支出情况", r"机关运行(?:经费|费用)", 2015, "info"),
    ("政府采购支出情况", r"政府采购|采购支出", 2015, "info"),
    ("国有资产占用情况", r"国有资产|资产占用|车辆", 2016, "info"),
    ("预算绩效管理情况", r"绩效", 2018, "info"),
)
"""What the explanation must speak of ← words by which it does, the first accounts year that asks for it, and
how much its absence weighs: a school or a hospital may have nothing to say of the last four."""

_TOPIC_FORMS = {
    "基金": forms.GOVERNMENT_FUNDS,
    "国资": forms.STATE_CAPITAL,
    "三公": forms.THREE_PUBLIC,
    "基本": forms.BASIC_EXPENDITURE,
}
_RATE_WORDS = (
    r"占比(?:为|达)?|占[^，。；：、\d]{1,20}比[重例]|(?:占|为|完成)[^，。；：、\d]{0,20}\d[\d.,]*[亿万]?元的|比[例重](?:为|是|达)|进度(?:为|达)|占[^，。；：、\d]{0,20}(?:总额|合计|总计|支出|收入)的|占|完成(?:年初|全年|调整)?预算数?的?"
    r"|(?:完成率|执行率|(?:支付|支出|使用|拨付|到位|兑现)率|增长率|下降率|变动率|增减率|比率|(?:变动|变化|增减|增长|下降)?幅度|增幅|降幅|涨幅|减幅|增速)(?:为|达|是)?[-－]?"
    r"|(?:增长|下降|上升|上涨|下滑)(?:了|为|约|达)?"
)
_BARE_RATE = re.compile(
    rf"(?:{_RATE_WORDS})\s*(?P<rate>\d+(?:\.\d+)?)(?=，(?!\d{{3}}(?!\d))|[。；）]|（(?:主要|原因|增加|减少|由于|因)|(?<=\.\d)、|(?<=\.\d\d)、)"
    r"|元(?:[（]\s*[-－]?|，)(?P<bracket>\d+\.\d+)(?=）)|\d[%％][、和]\s*(?P<listed>\d+\.\d+)(?=[，。；])"
    r"|占(?P<of>\d+\.\d+)(?=的[\u4e00-\u9fff])"
    r"|元，(?P<apart>\d{1,2}(?:\.\d+)?)(?=，(?:上年|去年|20\d\d年))"
    r"|(?:收入|支出|经费|费)（(?P<lone>\d{1,2}\.\d+)）(?=\d[\d.,]*[亿万]?元)"
    r"|(?:分别|依次)[^，。；：\d]{0,12}(?:\d[\d.]*[%％][、和]\s*)+(?P<last>\d+(?:\.\d+)?)(?=[，。；])"
    r"|(?:分别|依次)[^，。；：、\d]{1,12}?(?P<first>\d+(?:\.\d+)?)(?=[、和]\s*\d+(?:\.\d+)?[%％])"
)


def check_forms_present(case: Case, blamed: frozenset[str]) -> Outcome:
    """Eight forms of nine read, no 三公 form among the tables → warning."""
    kinds = {t.kind for t in case.document.tables if t.kind}
    year = case.document.profile.year or 0
    wanted = [kind for kind, since in REQUIRED_FORMS if year >= since]
    read = [kind for kind in wanted if kind in kinds]
    if len(read) < _ENOUGH:
        return Outcome((), 0, 1, f"只读到{len(read)}张决算表，其余可能另行公开")
    tally = Tally(tested=len(wanted))
    for kind in wanted:
        if kind not in kinds and not _is_unread(case, kind):
            tally.findings.append(
                finding(
                    FORMS,
                    "missing",
                    "warning",
                    f"没有《{kind}》；其余{len(read)}张决算表都在。",
                    expected=kind,
                )
            )
    return tally.done()


def _is_unread(case: Case, kind: str) -> bool:
    """True where a title of that form stands in the document, though no table was made of it."""
    core = re.sub(r"决算表|[“”]|收入支出|支出", "", kind)
    return core in squeeze(case.document.text).replace('"', "") and any(
        _titles(t, core) for t in case.document.tables
    )


def _titles(table: Table, core: str) -> bool:
    return table.kind is None and core in squeeze(table.title or "").replace('"', "")


def check_sections_present(case: Case, blamed: frozenset[str]) -> Outcome:
    """An explanation that never speaks of “三公”经费 → warning."""
    kind = case.document.profile.kind or ""
    told = len({topic for topic in case.topics.values() if topic})
    if "决算" not in kind or told < _ENOUGH:
        return Outcome((), 0, 1, "不是完整的部门决算说明")
    text = squeeze(case.document.text).replace('"', "")
    year = case.document.profile.year or 0
    wanted = [entry for entry in REQUIRED_SECTIONS if year >= entry[2]]
    tally = Tally(tested=len(wanted))
    for name, words, _, severity in wanted:
        if not re.search(words, text):
            tally.findings.append(
                finding(SECTIONS, "missing", severity, f"全文没有说明“{name}”。", expected=name)
            )
    return tally.done()


def check_empty_forms(case: Case, blamed: frozenset[str]) -> Outcome:
    """政府性基金 form without a figure, prose 政府性基金支出12.00万元 → error, once a form."""
    tally = Tally()
    for topic, kind in _TOPIC_FORMS.items():
        tables = [t for t in case.document.tables if t.kind == kind]
        stated = [f for f in case.spoken("决算数") if case.topics[f.id] == topic and f.number != 0]
        if not tables or not _of_form(stated):
            continue
        tally.tested += 1
        if not any(c.value for t in tables for c in t.cells):
            first = _of_form(stated)[0]
            tally.findings.append(
                finding(
                    EMPTY,
                    "prose-vs-table",
                    "error",
                    f"正文{shown(first)}，而《{tables[0].title or kind}》没有一个数。",
                    facts=(first,),
                    actual=first.value,
                    expected="0",
                )
            )
    return tally.done()


def _of_form(stated: list[Fact]) -> list[Fact]:
    """Facts that the form itself would carry: those that link could address, found or absent."""
    return [fact for fact in stated if fact.links]


def check_percent_signs(case: Case, blamed: frozenset[str]) -> Outcome:
    """占本年支出合计的95.40，其中 → warning: no percent sign."""
    tally = Tally()
    for written in prose(case):
        for match in _BARE_RATE.finditer(written.text):
            tally.tested += 1
            name = match.lastgroup or "rate"
            tally.findings.append(
                finding(
                    PERCENT,
                    "unit",
                    "warning",
                    f"“{match.group()}”没有写百分号，应为{match[name]}%。",
                    at=written.span(match.start(name), match.end(name)),
                    actual=match[name],
                    expected=f"{match[name]}%",
                )
            )
        tally.tested += len(re.findall(r"\d[%％]", written.text))
    return tally.done()
