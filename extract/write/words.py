"""The Chinese words a report uses for the contract's states, in the order it lists them."""

from __future__ import annotations

from extract.records import CheckStatus, Fact, FindingKind, Label, LinkStatus, Measure, Severity

LABELS: dict[Label, str] = {
    "AMOUNT": "金额",
    "PERCENT": "百分比",
    "CODE": "科目代码",
    "REASON": "原因",
    "ITEM": "项目名",
    "QUANTITY": "数量",
}
MEASURES: tuple[Measure, ...] = (
    "决算数", "年初预算数", "全年预算数", "预算数", "上年数", "增减额", "占比", "增减率", "完成率",
)
LINKS: dict[LinkStatus, str] = {
    "match": "相符",
    "rounding": "舍入后相符",
    "mismatch": "不符",
    "ambiguous": "对应不唯一",
    "absent": "表中没有",
}
LINK_ORDER: tuple[LinkStatus, ...] = ("mismatch", "match", "rounding", "ambiguous", "absent")
"""A fact tied to several cells counts once, by the first of these that any of its links has."""

CHECKS: dict[CheckStatus, str] = {
    "passed": "通过",
    "failed": "有不符",
    "not-applicable": "不适用",
    "not-run": "未能核对",
}
SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "存疑", "info": "提示"}
KINDS: dict[FindingKind, str] = {
    "prose-vs-table": "正文与表格不符",
    "prose-arithmetic": "正文算术不合",
    "prose-vs-prose": "正文前后不一",
    "table-arithmetic": "表内勾稽不平",
    "table-vs-table": "表间勾稽不平",
    "code-vs-name": "科目代码与名称不配",
    "unit": "金额单位有误",
    "template-residue": "模板残留",
    "wording": "措辞有误",
    "missing": "应有而缺",
}


def link_status(fact: Fact) -> LinkStatus | None:
    """How a fact stands to its cells, None where no form has it."""
    found = {link.status for link in fact.links}
    return next((status for status in LINK_ORDER if status in found), None)
