"""Tagged names of projects made whole by the words around them: no table knows such a name.

"审判执行|办案经费" and "核酸|检测收入" begin where their clause does, "授予小微企|业" ends at its figure.
"""

from __future__ import annotations

import re

from extract.assemble.parts import TIES
from extract.catalogue.borders import is_known

_TIED = TIES + "的了等也已仅收支"
"""Characters that tie a name to the words before it: none of them stands in the lost beginning of one."""
_LOST = re.compile(rf"(?:(?![{_TIED}])[\u4e00-\u9fff]){{1,7}}")
_LEAD = re.compile(
    r"(?:年度?|其中|同时|此外|另外|年[初中末内]|全[年市县区省]|\d{4}年度?|(?:中央|省|市|县|区|乡镇|本)级|今年|当年|[我本][\u4e00-\u9fff]{1,2}?账[上面]|[我本][\u4e00-\u9fff]{1,2})"
)
_NO_NAME = re.compile(
    r"[增减升降]|安排|开展|列支|发生|实际|累计|完成|取得|实现|拨付|下拨|下达|追加|投入|发放|兑现|主要|具体|部门|单位|预算|决算"
    r"|购置|购买|建设|财政|采购|上缴|补助|结转|结余|合计|相比|一是|二是|三是|四是|包括|涉及|执行|项目"
)
"""Words of doing, telling and counting: what stands before a name and is none of it."""
_QUOTED = re.compile(r"[“\"][^“”\"，。；]{1,10}[”\"]$")
_REST = re.compile(
    rf"(?P<rest>[料业程算留店校院]|(?:(?![{_TIED}])[\u4e00-\u9fff]){{0,3}}(?:材料|工程|资金|经费|项目|补助|补贴|预留))(?=\d)"
)
_HALVES = frozenset(
    ("企业", "预算", "决算", "工程", "材料", "预留", "学校", "医院", "商店", "作业", "就业", "产业", "行业",
     "农业", "工业", "事业", "课程", "流程", "资料", "饲料", "燃料", "物料", "保留")
)  # fmt: skip
_GIVEN = re.compile(r"[\u4e00-\u9fff]{1,12}(?:下拨|拨付|发放|兑现)(?=[\u4e00-\u9fff]{3})")
"""卫生院下拨|帮扶资金: what was handed out is the line, not to whom."""
_FED = re.compile(r"[\u4e00-\u9fff]{2,6}(?:收入|支出|经费)由(?=[\u4e00-\u9fff]{2,}(?:收入|支出|经费|费)$)")


def completed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of an unknown name from the beginning of its words to their end; a known one as it is."""
    quoted = _QUOTED.search(text, max(start - 12, 0), start)
    if quoted is not None and is_known(text[quoted.start() : end]):
        return quoted.start(), end
    if is_known(text[start:end]):
        return start, end
    start = _cut(text, start, end)
    start = _beginning(text, start)
    rest = _REST.match(text, end)
    if rest and (
        (len(rest["rest"]) > 1 and not _NO_NAME.match(rest["rest"])) or text[end - 1 : rest.end()] in _HALVES
    ):
        end = rest.end()
    return start, end


def _cut(text: str, start: int, end: int) -> int:
    """Past what is no part of the name: 级|会议费, 事业收入由|门诊收入, 卫生院下拨|帮扶资金."""
    start += text[start] == "级" and end - start > 2
    for before in (_FED, _GIVEN):
        found = before.match(text, start, end)
        if found is not None:
            return found.end()
    return start


def _beginning(text: str, start: int) -> int:
    quoted = _QUOTED.search(text, max(start - 12, 0), start)
    if quoted is not None:
        return quoted.start()
    clause = max(text.rfind(stop, 0, start) for stop in "，。；：、（）“”.．元%％ 0123456789\n") + 1
    lead = _LEAD.match(text, clause, start)
    if lead is None and text[clause - 1 : clause].isdigit():
        return start
    clause = lead.end() if lead else clause
    lost = _LOST.fullmatch(text, clause, start)
    return clause if lost and not _NO_NAME.search(text, clause, start) else start
