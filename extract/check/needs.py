"""Why a rule tested nothing: the forms it lacks, or what it looked for in the text and did not meet."""

from __future__ import annotations

from collections.abc import Mapping

from extract import forms
from extract.check.code_rows import FUNCTIONAL
from extract.records import Document

_CODED = (*FUNCTIONAL, forms.BASIC_EXPENDITURE)
_FUNDS = (forms.GOVERNMENT_FUNDS, forms.STATE_CAPITAL)
NEEDS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "form-totals": ((forms.OVERALL, forms.FISCAL_OVERALL), "收支总表"),
    "form-basic": ((forms.BASIC_EXPENDITURE,), "基本支出决算表"),
    "form-three-public": ((forms.THREE_PUBLIC,), "“三公”经费决算表"),
    "form-rates": ((forms.THREE_PUBLIC,), "“三公”经费决算表"),
    "form-signs": ((forms.THREE_PUBLIC,), "“三公”经费决算表"),
    "form-balance": (_FUNDS, "政府性基金、国有资本经营的决算表"),
    "form-code-tree": (_CODED, "带科目编码的决算表"),
    "code-across-forms": (FUNCTIONAL, "带科目编码的决算表"),
    "across-bounds": (_CODED, "可以相比的两张决算表"),
    "form-empty": ((*_FUNDS, *_CODED), "可以对照的决算表"),
    "basic-names": ((forms.BASIC_EXPENDITURE,), "基本支出决算表"),
    "purpose-side": ((forms.GENERAL_BUDGET,), "一般公共预算财政拨款支出决算表"),
}
"""Rule → forms of which one must hold a figure, and what they are called together."""

_CODES, _SHEETS = "没有写科目编码", "没有项目支出绩效自评表，或表中没有可比的内容"
NOT_MET: Mapping[str, str] = {
    "unit-slip": "没有能在表中找到位置的金额",
    "prose-table": "没有能在表中找到位置的数",
    "total-elsewhere": "绩效、资产等部分没有引用决算收入、支出的总数",
    "spent-beyond-source": "没有列出公共财政拨款和上年结转的收入表",
    "unit-missing": "没有金额",
    "stated-twice": "没有写了不止一次的数",
    "income-equals-expenditure": "没有写收入总计和支出总计",
    "closed-sum": "没有在同一节写明总数和它的全部分项",
    "list-sum": "没有逐项列出的支出",
    "share": "没有占比",
    "completion-rate": "没有完成率",
    "direction": "没有增减率，也没有“持平”",
    "change-amount": "没有写明上年数或预算数又写增减额的句子",
    "change-rate": "没有增减率",
    "budget-comparison": "没有“大于（小于、等于）预算数”的说法",
    "reason-direction": "所写的原因没有直接说增加或减少",
    "region-word": "没有重复出现的“我县”“我市”一类的句子",
    "percent-missing": "没有比率",
    "code-shape": _CODES,
    "code-prose-form": _CODES,
    "code-forgotten": "没有并列写出编码的几项",
    "code-name-typo": _CODES,
    "code-two-names": _CODES,
    "code-retired": _CODES,
    "code-name": _CODES,
    "count-sum": "没有编制、车辆的总数和分项",
    "basic-names": "没有逐项列出人员经费、公用经费的名目",
    "purpose-side": "没有说明某一项用于基本支出还是项目支出",
    "form-line-names": "没有可以相比的两张总表",
    **{f"evaluation-{part}": _SHEETS for part in ("rate", "score", "target", "text", "choice", "cause")},
}
"""Rule → what the document has none of, where the rule tested nothing and left nothing untested."""


def lacking(document: Document, rule: str) -> str | None:
    """What a rule lacks in a document, in Chinese; None where it has a form to look at or needs none."""
    wanted, name = NEEDS.get(rule, ((), ""))
    read = [t for t in document.tables if t.kind in wanted]
    if not wanted or any(c.value is not None for t in read for c in t.cells):
        return None
    return f"{name}在文中是空表" if read else f"文中没有{name}"


def not_met(rule: str) -> str:
    """What a rule that tested nothing looked for, in Chinese."""
    return "文中" + NOT_MET.get(rule, "没有适用的内容")
