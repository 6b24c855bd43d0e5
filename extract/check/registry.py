"""RULES: every rule that is tested, in order of trust, with its family, statement and source.

What an earlier rule reports, a later one does not repeat, so that a wrong figure which a cell disproves
is no second finding when a sum fails for it. Documentation is made from this table: nothing is said twice.
"""

from __future__ import annotations

from extract.check.across import check_across, check_classes
from extract.check.base import Rule
from extract.check.code_lines import check_cited_codes
from extract.check.code_names import check_forgotten, check_two_names, check_typos
from extract.check.code_rows import check_code_tree, check_same_codes
from extract.check.codes import check_code_names, check_codes
from extract.check.copied import check_regions, check_retired_codes
from extract.check.counts import check_counts
from extract.check.differences import check_change_amounts
from extract.check.elsewhere import check_elsewhere
from extract.check.evaluation import (
    check_evaluation_rates,
    check_evaluation_scores,
    check_evaluation_targets,
    check_evaluation_words,
)
from extract.check.evaluation_text import check_causes_told, check_choices
from extract.check.form_rates import check_form_rates, check_form_signs
from extract.check.form_sums import check_bounds, check_form_rows, check_fund_balance
from extract.check.line_names import check_line_names
from extract.check.listed_names import check_listed_names
from extract.check.missing import (
    check_empty_forms,
    check_forms_present,
    check_percent_signs,
    check_sections_present,
)
from extract.check.prose_table import check_prose_table, check_unit_slip
from extract.check.purposes import check_purposes
from extract.check.rates import check_change_rates, check_completion
from extract.check.reasons import check_reasons
from extract.check.repeats import check_repeats
from extract.check.residue import check_missing_reasons, check_missing_units, check_residue
from extract.check.shares import check_shares
from extract.check.sources import check_sources
from extract.check.stale import check_stale_years
from extract.check.sums import check_closed_sums, check_lists, check_twins
from extract.check.tables import (
    check_basic,
    check_columns,
    check_form_totals,
    check_levels,
    check_three_public,
)
from extract.check.units import check_units
from extract.check.wording import check_comparisons, check_directions
from extract.check.years import check_prior

TABLE, ARITHMETIC, PROSE = "正文对表", "正文算术", "正文前后"
WORDS, RESIDUE, ACCOUNTS = "文字与数字", "模板残留与缺漏", "科目"
FORM, FORMS, EVALUATION, DOCUMENTS = "表内勾稽", "表间勾稽", "绩效自评", "跨文件"
FAMILIES = (TABLE, ARITHMETIC, PROSE, WORDS, RESIDUE, ACCOUNTS, FORM, FORMS, EVALUATION, DOCUMENTS)
"""Families of rules, in the order a reader meets them."""

_MADE = "《部门决算管理办法》（财库〔2021〕36号）：公开内容与决算报表一致"
_CODES = "《政府收支分类科目》"
_SHOWN = "《预算法》第十四条、《预算法实施条例》第六条：公开的范围和细化程度"
_SUM = "算术"
_EVALUATED = "《项目支出绩效评价管理办法》（财预〔2020〕10号）：自评表"


def _forms(*relations: str) -> str:
    return f"部门决算报表表间勾稽关系（{'、'.join(relations)}）"


RULES: tuple[Rule, ...] = (
    Rule(
        "unit-slip",
        TABLE,
        "金额单位有误",
        "正文金额连同单位，与表中所指单元格折算后相等。",
        _MADE,
        check_unit_slip,
    ),
    Rule(
        "prose-table",
        TABLE,
        "正文与表格不符",
        "正文的数与它所指的表、行、栏的数相等，差在末位舍入之内的不报；别处所写的经济科目不少于其中的基本支出。",
        _MADE,
        check_prose_table,
    ),
    Rule(
        "total-elsewhere",
        TABLE,
        "别处引用的总数与表不符",
        "绩效、资产等部分引用的决算收入、支出，等于总表的总计或本年合计。",
        _MADE,
        check_elsewhere,
    ),
    Rule(
        "spent-beyond-source",
        TABLE,
        "支出多于来源",
        "一般公共预算财政拨款支出不大于表中的公共财政拨款加上年结转。",
        _MADE,
        check_sources,
    ),
    Rule("unit-missing", RESIDUE, "金额没有单位", "每个金额写明计量单位。", _SHOWN, check_missing_units),
    Rule(
        "stated-twice",
        PROSE,
        "同一数前后不一",
        "同一部分里同一项目、同一口径的数，各处相等。",
        _MADE,
        check_repeats,
    ),
    Rule(
        "income-equals-expenditure",
        ARITHMETIC,
        "收支总计不等",
        "收入总计等于支出总计。",
        _forms("K1", "K4"),
        check_twins,
    ),
    Rule(
        "closed-sum",
        ARITHMETIC,
        "总数不等于分项之和",
        "总数等于它固有的全部分项之和，如采购总额＝货物＋工程＋服务。",
        _forms("K8", "K12"),
        check_closed_sums,
    ),
    Rule(
        "list-sum",
        ARITHMETIC,
        "所列各项加不出总数",
        "正文逐项列全的数（预算、决算、增减额）相加等于总数。",
        _SUM,
        check_lists,
    ),
    Rule("share", ARITHMETIC, "占比有误", "占比＝部分÷整体，按印出的位数判断。", _SUM, check_shares),
    Rule(
        "completion-rate",
        ARITHMETIC,
        "完成率有误",
        "完成率＝决算数÷预算数；预算数为0时没有完成率。",
        _SUM,
        check_completion,
    ),
    Rule("direction", WORDS, "增减方向矛盾", "增减额、增减率和“持平”的方向一致。", _SUM, check_directions),
    Rule(
        "change-amount",
        ARITHMETIC,
        "增减额有误",
        "增减额＝本年数－上年数（或预算数）。",
        _SUM,
        check_change_amounts,
    ),
    Rule(
        "change-rate",
        ARITHMETIC,
        "增减率有误",
        "增减率＝增减额÷（本年数－增减额）；上年为0时没有增减率。",
        _SUM,
        check_change_rates,
    ),
    Rule(
        "budget-comparison",
        WORDS,
        "与预算数的比较有误",
        "大于、小于、等于预算数的说法与数字一致。",
        _SUM,
        check_comparisons,
    ),
    Rule(
        "reason-direction",
        WORDS,
        "原因与增减方向相反",
        "所写原因说的增减与数字的增减一致。",
        _MADE,
        check_reasons,
    ),
    Rule(
        "template-residue", RESIDUE, "模板残留", "模板的选项、括号、空位都已取舍填写。", _MADE, check_residue
    ),
    Rule(
        "reason-missing", RESIDUE, "原因空缺", "写了“原因是”的地方写有原因。", _SHOWN, check_missing_reasons
    ),
    Rule(
        "stale-year",
        RESIDUE,
        "旧文沿用",
        "不出现早已过去的周年，不拿几年前的数互相比较来说明本年，不把本年的数写作上年的。",
        _MADE,
        check_stale_years,
    ),
    Rule(
        "region-word",
        RESIDUE,
        "所指地区不一",
        "同一句话在全文所指的地区（我县、我市）相同。",
        _MADE,
        check_regions,
    ),
    Rule(
        "percent-missing",
        RESIDUE,
        "比率没有百分号",
        "每个比率写明百分号。",
        _SHOWN,
        check_percent_signs,
    ),
    Rule(
        "form-missing",
        RESIDUE,
        "缺少应公开的表",
        "应公开的决算表一张不少；没有数据的也列出空表。",
        _SHOWN,
        check_forms_present,
    ),
    Rule(
        "form-empty",
        TABLE,
        "表为空而正文有数",
        "正文写有数的部分，对应的表里也有数。",
        _MADE,
        check_empty_forms,
    ),
    Rule(
        "section-missing",
        RESIDUE,
        "缺少应说明的内容",
        "说明里讲到收支总体、一般公共预算、“三公”经费、机关运行经费、政府采购、国有资产和绩效。",
        _SHOWN,
        check_sections_present,
    ),
    Rule(
        "code-shape",
        ACCOUNTS,
        "科目编码有误",
        "类3位、款5位、项7位，下级编码接在上级编码之后。",
        _CODES,
        check_codes,
    ),
    Rule(
        "code-prose-form",
        ACCOUNTS,
        "正文编码与表不符",
        "正文给一个科目写的编码，就是表中这一行的编码。",
        _CODES,
        check_cited_codes,
    ),
    Rule(
        "count-sum",
        ARITHMETIC,
        "总数不等于各项之和",
        "编制、车辆的总数等于各项之和。",
        _forms("K12"),
        check_counts,
    ),
    Rule(
        "basic-names",
        TABLE,
        "名目与表不符",
        "人员经费、公用经费所列的名目就是表中有数的各行。",
        _MADE,
        check_listed_names,
    ),
    Rule(
        "purpose-side",
        TABLE,
        "用途与表不符",
        "正文说用于基本支出（项目支出）的项，表中这一行有基本支出（项目支出）。",
        _MADE,
        check_purposes,
    ),
    Rule(
        "code-name-typo",
        ACCOUNTS,
        "科目名称有错字",
        "科目名称与《政府收支分类科目》一字不差。",
        _CODES,
        check_typos,
    ),
    Rule(
        "code-two-names",
        ACCOUNTS,
        "一个编码两个名称",
        "同一编码在全文只有一个名称。",
        _CODES,
        check_two_names,
    ),
    Rule("code-forgotten", ACCOUNTS, "漏写编码", "同一部分的项，编码都写或都不写。", _CODES, check_forgotten),
    Rule(
        "form-code-tree",
        ACCOUNTS,
        "表中编码不相接",
        "表中下级编码以它上面一行上级编码开头，一张表里一个编码只印一行，从上到下依次排列。",
        _CODES,
        check_code_tree,
    ),
    Rule(
        "code-across-forms",
        ACCOUNTS,
        "同一科目两表编码不同",
        "同一科目在各表中的编码相同。",
        _CODES,
        check_same_codes,
    ),
    Rule(
        "code-retired",
        ACCOUNTS,
        "停用的科目",
        "所写科目在本年度的《政府收支分类科目》里还在用。",
        _CODES,
        check_retired_codes,
    ),
    Rule("code-name", ACCOUNTS, "编码与名称不符", "编码与名称是同一个科目。", _CODES, check_code_names),
    Rule(
        "form-totals",
        FORM,
        "总表总计不平",
        "收入总计、支出总计等于各行之和，且两边相等。",
        _forms("K1"),
        check_form_totals,
    ),
    Rule(
        "form-columns",
        FORM,
        "合计栏不等于各栏之和",
        "每一行的合计栏等于各分栏之和。",
        _forms("K3", "K5", "K6"),
        check_columns,
    ),
    Rule(
        "form-levels",
        FORM,
        "类款项加不起来",
        "合计＝各类之和，类＝款之和，款＝项之和。",
        _forms("K3"),
        check_levels,
    ),
    Rule(
        "form-basic",
        FORM,
        "基本支出表加不起来",
        "类＝款之和，人员经费、公用经费合计等于各类之和。",
        _forms("K7"),
        check_basic,
    ),
    Rule(
        "form-three-public",
        FORM,
        "“三公”经费表加不起来",
        "合计＝出国＋用车＋接待，用车＝购置＋运行。",
        _forms("K8"),
        check_three_public,
    ),
    Rule(
        "form-rates",
        FORM,
        "表中的比率、增减有误",
        "“三公”经费表的控制率、增减额、增减率按同一行的金额算得出来。",
        _SUM,
        check_form_rates,
    ),
    Rule(
        "form-signs", FORM, "表中减少额没有负号", "同一栏里有增有减时，减少额写负号。", _SUM, check_form_signs
    ),
    Rule(
        "form-rows",
        FORM,
        "合计行不等于各行之和",
        "总表的本年收入、本年支出合计等于其上各行之和。",
        _forms("K2", "K4"),
        check_form_rows,
    ),
    Rule(
        "form-balance",
        FORM,
        "收支结余不平",
        "基金、国资：年初结转＋本年收入＝本年支出＋年末结转。",
        _forms("K9"),
        check_fund_balance,
    ),
    Rule(
        "evaluation-rate",
        EVALUATION,
        "执行率有误",
        "自评表的执行率＝全年执行数÷全年预算数。",
        _EVALUATED,
        check_evaluation_rates,
    ),
    Rule(
        "evaluation-score",
        EVALUATION,
        "得分加不起来",
        "得分不超过分值，总分等于各项得分之和。",
        _EVALUATED,
        check_evaluation_scores,
    ),
    Rule(
        "evaluation-target",
        EVALUATION,
        "指标没有达到却得满分",
        "得满分的指标达到了它的指标值；率和满意度的指标值不超过100%。",
        _EVALUATED,
        check_evaluation_targets,
    ),
    Rule(
        "evaluation-text",
        EVALUATION,
        "自评分析与表不符",
        "自评分析里写的资金使用率、执行率与表中的执行率一致。",
        _EVALUATED,
        check_evaluation_words,
    ),
    Rule(
        "evaluation-choice",
        EVALUATION,
        "实际完成值残缺",
        "没有数字的指标写“达成预期指标”等选项的全文。",
        _EVALUATED,
        check_choices,
    ),
    Rule(
        "evaluation-cause",
        EVALUATION,
        "偏差没有原因",
        "执行率不到100%的，写明偏差原因和改进措施。",
        _EVALUATED,
        check_causes_told,
    ),
    Rule(
        "across-forms",
        FORMS,
        "两表合计不等",
        "各表之间应当相同的合计相等。",
        _forms("K2", "K3", "K4", "K5", "K6"),
        check_across,
    ),
    Rule(
        "across-classes",
        FORMS,
        "两表同类不等",
        "总表与明细表的同一类相等。",
        _forms("K2", "K5"),
        check_classes,
    ),
    Rule(
        "form-line-names",
        FORMS,
        "两表科目名称不一",
        "两张总表同一编号的科目名称相同。",
        _forms("K2"),
        check_line_names,
    ),
    Rule(
        "across-bounds",
        FORMS,
        "部分大于整体",
        "一表的数不大于包含它的另一表的数。",
        _forms("K6", "K8"),
        check_bounds,
    ),
    Rule(
        "prior-year",
        DOCUMENTS,
        "与上年公开数不符",
        "写出的上年数、增减额、增减率，与两年公开文件里的数一致（给出上年文件时）。",
        _MADE,
        check_prior,
    ),
    Rule(
        "units-sum",
        DOCUMENTS,
        "单位之和不等于部门",
        "部门决算各表各行等于所属单位决算之和（给出单位文件时）；单位之间的往来不比。",
        _MADE,
        check_units,
    ),
)
"""Every rule, most trusted first."""
