"""The rules for people: what each one demands, where it comes from, what to do about a finding.

`python -m extract.check.rulebook` writes README.md beside this module from RULES and the tables below;
nobody edits that file, and a test compares it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.check.base import Rule
from extract.check.registry import FAMILIES, RULES
from extract.records import Finding, FindingKind

RELATIONS: dict[str, str] = {
    "K1": "收入支出决算总表：收入总计＝支出总计；收入总计＝本年收入合计＋使用非财政拨款结余＋年初结转和结余；"
    "支出总计＝本年支出合计＋结余分配＋年末结转和结余",
    "K2": "收入支出决算总表：本年收入＝各来源之和，本年支出＝各类之和；总表各类＝支出决算表各类",
    "K3": "收入决算表、支出决算表的合计＝总表本年收入、本年支出合计；每行合计＝各栏之和；类＝款之和＝项之和",
    "K4": "财政拨款收入支出决算总表：本年收入＝总表与收入决算表的财政拨款收入；"
    "收入总计＝本年收入＋年初财政拨款结转和结余＝支出总计",
    "K5": "财政拨款支出＝一般公共预算＋政府性基金＋国有资本经营；各部分＝它自己那张表的合计",
    "K6": "一般公共预算支出＝基本支出＋项目支出；基本支出＝人员经费＋公用经费；各科目不大于支出决算表",
    "K7": "基本支出决算明细表：类＝款之和；人员经费＝301＋303；"
    "公用经费＝302＋310（及 307、309、311–313、399）",
    "K8": "“三公”经费＝因公出国（境）＋公务用车购置及运行＋公务接待；用车＝购置＋运行；"
    "明细表中的同名款不大于“三公”表",
    "K9": "政府性基金、国有资本经营预算表：年初结转＋本年收入＝本年支出＋年末结转",
    "K10": "正文各节转述相应的表：总体→总表，收入→收入决算表，支出→支出决算表，财政拨款→财政拨款总表，"
    "一般公共预算→支出决算表，基本支出→明细表，“三公”→“三公”表",
    "K11": "占比＝部分÷整体；完成率＝决算÷预算（基数照正文所称，基数为 0 没有完成率）；"
    "增减率＝增减额÷上年数；分项之和＝总数；方向的措辞与正负一致",
    "K12": "采购总额＝货物＋工程＋服务；授予中小企业不大于总额，占比与之相符；车辆总数＝各类之和",
}
"""What must equal what between the official forms and in the prose; `Rule.source` names these."""

ADVICE: dict[FindingKind, str] = {
    "prose-vs-table": "翻到所指的表格单元格：表对就改正文，正文对就改表，并看看合计是否随之变动。"
    "两处都引自原文，程序不断定哪一处对。",
    "prose-arithmetic": "先用表格核实式子里的金额，金额无误就按应为的数改比率（或增减额）；"
    "比率无误就去找写错的金额。",
    "prose-vs-prose": "同一个数写了两处而不相等：以表格为准改其中一处；若本是两个不同的口径，写明口径。",
    "table-arithmetic": "在决算报表系统里核对这一行或这一列：多为导出、粘贴时漏行或手工改数；"
    "改后重算各级合计。",
    "table-vs-table": "两张表都出自同一套决算数据：重新导出两张表对照，改掉被手工改过的一张。",
    "code-vs-name": "对照当年的政府收支分类科目改编码或名称；科目名称按年度有变动，以决算年度的为准。",
    "unit": "补上或改正计量单位；改完看看同一句里的其他数是否也缺单位。",
    "template-residue": "把模板留下的选项、括号或空位改成定稿的话；没有变动就写“与上年持平”。",
    "wording": "措辞有误：先核实数字，再改“增加/减少”“大于/小于”或原因。",
    "missing": "把应有的内容补上；确实没有的，写明“本年无此项”。",
}
"""What the person who got a finding of this kind does next."""


@dataclass(frozen=True, slots=True)
class Note:
    """One rule, explained: id, name, what it demands, the texts it rests on."""

    rule: str
    name: str
    says: str
    bases: tuple[str, ...]


def note_of(rule: Rule) -> Note:
    """The note of one rule; a source that names relations (K1…) is followed by what they say."""
    related = tuple(f"{key}  {RELATIONS[key]}。" for key in re.findall(r"K\d+", rule.source))
    return Note(rule.id, rule.name, rule.statement, (f"{rule.source}。", *related))


def notes() -> dict[str, Note]:
    """All rules by id, in the order in which they run."""
    return {rule.id: note_of(rule) for rule in RULES}


def note_on(finding: Finding) -> Note:
    """The note of the rule behind a finding; an empty one for a rule that is not of this list."""
    return notes().get(finding.rule) or Note(finding.rule, "", "", ())


def render() -> str:
    """README.md of this room: the rules, what they rest on, how rounding is judged, what to do."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield "# 核对的规则 · The rules that are checked\n"
    yield "<!-- 由 python -m extract.check.rulebook 从规则表生成；请勿手改 -->\n"
    yield f"共 {len(RULES)} 条。运行时按可信的次序：前面的规则报过的数，后面的不再重复（一个原因一条发现）。"
    yield "命令行上用 `juesuan rules` 看全部，`juesuan rules 规则名` 看一条，"
    yield "`juesuan extract 文件 --explain 编号` 看一条发现的来龙去脉。"
    for family in FAMILIES:
        yield f"\n## {family}\n"
        yield "| 规则 | 名称 | 应当如此 | 依据 |\n|---|---|---|---|"
        for rule in RULES:
            if rule.family == family:
                yield f"| `{rule.id}` | {rule.name} | {rule.statement} | {rule.source} |"
    yield "\n## 勾稽关系\n\n| 记号 | 内容 |\n|---|---|"
    for key, text in RELATIONS.items():
        yield f"| {key} | {text} |"
    yield from _CLOSING
    for kind, advice in ADVICE.items():
        yield f"| `{kind}` | {advice} |"


_CLOSING = (
    "\n## 舍入与单位\n",
    "每个数都有印出小数位数的半个末位的误差，误差随式子传下去；舍入能解释的差不是发现。",
    "元、千元、万元、亿元先换算再比，全程十进制，不经过浮点数。",
    "\n## 不核对什么\n",
    "绩效项目金额与项目支出；机关运行经费与公用经费（有事业单位时前者较小）；正文的年初预算与表格",
    "（除“三公”外，表里没有预算栏）；上年数与上年的公开件（可能已重述）：这些本来不必相等。",
    "\n也不据以报错：上下文说明属于另一项的数（单价、人均、批次、括号里的原因、列在别项名下的数），",
    "见 `trust.py`；",
    "几处数字同出一因的，只在最先写错的一处报一条。\n",
    "数字和文字都看不出的，列在这里：\n\n| 什么 | 为什么不报 |\n|---|---|",
    "| 两段话的目标、结论互相矛盾 | 要读懂意思，没有可比的数或固定说法 |",
    "| 同一项目两种叫法 | 可能是简称 |",
    "| 所列单位的性质（行政、事业）与名称不合 | 名称不决定性质 |",
    "| 款与类并列 | 加总时只算类，数没有错 |",
    "| 财政负担的车辆数与账面车辆数不同 | 前者可以小于后者 |",
    "| 写到往年的活动、法规的周年 | 可以是回顾；每部法规的年份没有表可查 |",
    "| 指标的实际值与正文的比率不同 | 全国的表没有规定指标的算法 |",
    "| 科目名称以外的错别字 | 需要通用的校对，不是核对 |",
    "\n## 拿到一条发现怎么办\n\n| 种类 | 怎么办 |\n|---|---|",
)


def main() -> int:
    """Write the page."""
    Path(__file__).with_name("README.md").write_text(render(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
