"""The official forms of a 部门决算公开: names, canonical column keys, and how to know them.

A form is known by its title and its header words together, never by its number: provinces renumber,
rename and reorder ("公开01表", "财决01表", "表一", or nothing at all). The tables of a 部门预算 are
forms of their own: `extract.budget_forms`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extract.text import squeeze

OVERALL: Final = "收入支出决算总表"
INCOME: Final = "收入决算表"
EXPENDITURE: Final = "支出决算表"
FISCAL_OVERALL: Final = "财政拨款收入支出决算总表"
GENERAL_BUDGET: Final = "一般公共预算财政拨款支出决算表"
BASIC_EXPENDITURE: Final = "一般公共预算财政拨款基本支出决算表"
GOVERNMENT_FUNDS: Final = "政府性基金预算财政拨款收入支出决算表"
STATE_CAPITAL: Final = "国有资本经营预算财政拨款支出决算表"
THREE_PUBLIC: Final = "财政拨款“三公”经费支出决算表"
RELATED_INFORMATION: Final = "部门决算公开相关信息统计表"
SELF_EVALUATION: Final = "项目支出绩效自评表"
PROJECTS: Final = "项目支出决算表"
STATE_ASSETS: Final = "国有资产占用情况表"

THREE_PUBLIC_MEASURES: Final = ("预算数", "决算数", "上年决算数")
THREE_PUBLIC_ITEMS: Final = (
    "合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务用车购置费", "公务用车运行维护费",
    "公务接待费",
)
RUNNING_COSTS: Final = "机关运行经费"
"""What a budget's 三公 form has beside the items of 三公."""
_FUND_KEYS: Final = ("年初结转和结余", "本年收入", "本年支出", "基本支出", "项目支出", "年末结转和结余")

FORM_KEYS: Final[dict[str, tuple[str, ...]]] = {
    OVERALL: (
        "收入", "支出", "收入-年初预算数", "收入-全年预算数", "收入-预算数", "支出-年初预算数",
        "支出-全年预算数", "支出-预算数",
    ),
    INCOME: (
        "本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入",
        "其他收入",
    ),
    EXPENDITURE: ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"),
    FISCAL_OVERALL: (
        "收入", "支出-合计", "支出-一般公共预算财政拨款", "支出-政府性基金预算财政拨款",
        "支出-国有资本经营预算财政拨款",
    ),
    GENERAL_BUDGET: ("合计", "基本支出", "项目支出"),
    BASIC_EXPENDITURE: ("决算数", "合计", "人员经费", "公用经费"),
    GOVERNMENT_FUNDS: _FUND_KEYS,
    STATE_CAPITAL: _FUND_KEYS,
    THREE_PUBLIC: tuple(f"{m}-{i}" for m in THREE_PUBLIC_MEASURES for i in THREE_PUBLIC_ITEMS),
    RELATED_INFORMATION: ("统计数", "年初预算数", "全年预算数", "预算数"),
    PROJECTS: (
        "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款", "其他资金",
        "预算数",
    ),
    STATE_ASSETS: (
        "数量", "金额", "资产总额", "流动资产", "固定资产", "房屋构筑物", "车辆", "大型设备", "其他固定资产",
        "对外投资", "在建工程", "无形资产", "其他资产",
    ),
    SELF_EVALUATION: ("年初预算数", "全年预算数", "全年执行数", "执行率", "分值", "得分"),
}
"""Canonical kind → its canonical column keys, in the order of the national form."""

_TOTAL = r"(?:合计|总计|小计|本年合计)"
_COLUMN = "(?:-决算数|-金额)?"
_FUND_PATTERNS = (
    ("年初结转和结余", rf"^(?:上年|年初).*结[转余][^-]*(?:-{_TOTAL})?$"),
    ("年末结转和结余", rf"^(?:年末|期末|结转下年).*结?[转余年][^-]*(?:-{_TOTAL})?$"),
    ("本年收入", rf"^(?:本年)?(?:财政拨款)?收入(?:合计)?(?:-{_TOTAL})?$"),
    ("基本支出", rf"^(?:(?!年初|年末|上年).*-)?基本支出(?:-{_TOTAL})?$"),
    ("项目支出", rf"^(?:(?!年初|年末|上年).*-)?项目支出(?:-{_TOTAL})?$"),
    ("本年支出", rf"^[^-]*支出[^-]*(?:-(?:本年支出)?{_TOTAL})?$|^{_TOTAL}$"),
)
_PATTERNS: dict[str, tuple[tuple[str, str], ...]] = {
    OVERALL: (
        *(
            (f"{side}{key}", rf"^{side}{pattern}$")
            for side in ("收入", "支出")
            for key, pattern in (
                ("", r"(?:-(?!.*预算).*?(?:决算数|决算|金额|本年决算数?|合计))?"),
                ("-年初预算数", r"-(?:.*-)?年初(?:部门)?预算(?:数|金额)?"),
                ("-全年预算数", r"-(?:.*-)?(?:全年|调整后?)预算(?:数|金额)?"),
                ("-预算数", r"-(?:.*-)?(?:本年|20\d\d年度?)?预算(?:数|金额)?"),
            )
        ),
    ),
    INCOME: (
        ("财政拨款收入", rf"^(?:.*-)?(?:本年)?财政拨款(?:收入)?(?:-{_TOTAL})?$"),
        ("上级补助收入", rf"^(?:.*-)?上级补助(?:收入)?(?:-{_TOTAL})?$"),
        ("经营收入", rf"^(?:.*-)?(?:事业单位)?经营收入(?:-{_TOTAL})?$"),
        ("事业收入", rf"^(?:.*-)?事业收入(?:-(?:{_TOTAL}|金额))?$"),
        ("附属单位上缴收入", rf"^(?:.*-)?(?:附属|下级)单位(?:上缴|缴款)(?:收入)?(?:-{_TOTAL})?$"),
        ("其他收入", rf"^(?:.*-)?其[他它]收入(?:-{_TOTAL})?$"),
        ("本年收入合计", rf"^(?:.*-)?(?:本年)?收入(?:合计|总计)(?:-{_TOTAL})?$|^(?:本年收入-)?{_TOTAL}$"),
    ),
    EXPENDITURE: (
        ("上缴上级支出", rf"^(?:.*-)?上缴上级(?:支出)?(?:-{_TOTAL})?$"),
        ("对附属单位补助支出", rf"^(?:.*-)?对?(?:附属|下级)单位补助(?:支出)?(?:-{_TOTAL})?$"),
        ("经营支出", rf"^(?:.*-)?(?:事业单位)?经营支出(?:-{_TOTAL})?$"),
        ("基本支出", rf"^(?:.*-)?基本支出(?:-{_TOTAL})?$"),
        ("项目支出", rf"^(?:.*-)?项目支出(?:-{_TOTAL})?$"),
        ("本年支出合计", rf"^(?:.*-)?(?:本年)?支出(?:合计|总计)(?:-{_TOTAL})?$|^(?:本年支出-)?{_TOTAL}$"),
    ),
    FISCAL_OVERALL: (
        ("收入", r"^收入(?:-(?!.*预算数).*)?(?:决算数|决算|金额|合计)$|^收入$"),
        ("支出-一般公共预算财政拨款", rf"^支出-(?:.*-)?一般公共预算(?:财政拨款)?(?:支出)?{_COLUMN}$"),
        (
            "支出-政府性基金预算财政拨款",
            rf"^支出-(?:.*-)?政府性基金(?:预算)?(?:财政拨款)?(?:支出)?{_COLUMN}$",
        ),
        (
            "支出-国有资本经营预算财政拨款",
            rf"^支出-(?:.*-)?国有资本经营(?:预算)?(?:财政拨款)?(?:支出)?{_COLUMN}$",
        ),
        ("支出-合计", rf"^支出-(?:(?:本年)?决算数-|金额-)?(?:{_TOTAL}|决算数|金额){_COLUMN}$"),
    ),
    GENERAL_BUDGET: (
        ("基本支出", rf"^(?!.*(?:结[转余]|收入))(?:.*-)?基本支出(?:-{_TOTAL})?$"),
        ("项目支出", rf"^(?!.*(?:结[转余]|收入))(?:.*-)?项目支出(?:-{_TOTAL})?$"),
        (
            "合计",
            rf"^(?!.*(?:结[转余]|收入|人员|公用))(?:[^-]*支出[^-]*-|决算数-)?{_TOTAL}$"
            r"|^(?:[^-]*支出[^-]*-)?(?:本年)?(?:财政拨款)?支出(?:合计|小计|决算数)?$|^决算数$",
        ),
    ),
    BASIC_EXPENDITURE: (
        ("决算数", r"^(?!.*预算数$)(?:.*-)?(?:支出)?(?:决算数?|金额|决算金额)$"),
        ("人员经费", rf"^(?:.*-)?人员(?:经费|支出)(?:-{_TOTAL})?$"),
        ("公用经费", rf"^(?:.*-)?(?:日常)?公用(?:经费|支出)(?:-{_TOTAL})?$"),
        ("合计", rf"^(?:[^-]*支出[^-]*-|决算数-)?{_TOTAL}$|^基本支出$"),
    ),
    GOVERNMENT_FUNDS: _FUND_PATTERNS,
    STATE_CAPITAL: _FUND_PATTERNS,
    RELATED_INFORMATION: (
        ("年初预算数", r"^(?:.*-)?年初预算数?$"),
        ("全年预算数", r"^(?:.*-)?(?:全年|调整后?)预算数?$"),
        ("预算数", r"^(?:.*-)?预算数$"),
        ("统计数", r"^(?:.*-)?(?:统计数|决算数|决算统计数|金额|数值)$"),
    ),
    PROJECTS: (
        *(
            (
                f"{fund}财政拨款",
                rf"^(?:.*-)?{fund[:-2]}(?:预算)?(?:财政)?(?:拨款)?(?:支出|资金)?(?:-{_TOTAL})?$",
            )
            for fund in ("一般公共预算", "政府性基金预算", "国有资本经营预算")
        ),
        ("其他资金", rf"^(?:.*-)?(?:其[他它]|非财政拨款)(?:资金|收入|支出)?(?:-{_TOTAL})?$"),
        ("预算数", r"^(?:.*-)?(?:全年|年初|调整)?预算数$"),
        ("合计", rf"^(?:.*-)?{_TOTAL}$|^(?:.*-)?(?:项目支出)?(?:决算数?|决算金额|金额|支出数)$|^项目支出$"),
    ),
    STATE_ASSETS: (
        ("数量", r"^(?:.*-)?(?:数量|实有数|统计数)(?:\(.*\))?$"),
        ("金额", r"^(?:.*-)?(?:金额|价值|原值|账面原值)(?:\(.*\))?$"),
        ("资产总额", rf"^(?:.*-)?资产(?:总额|总计|合计|总量)(?:-{_TOTAL})?$"),
        ("流动资产", rf"^(?:.*-)?流动资产(?:-{_TOTAL})?$"),
        ("房屋构筑物", r"^(?:.*-)?(?:房屋|土地、?房屋)(?:及|和|、)?(?:构筑物|建筑物)?$"),
        ("车辆", r"^(?:.*-)?(?:汽车|车辆|公务用车)$"),
        ("大型设备", r"^(?:.*-)?单[价台].*设备$"),
        ("其他固定资产", r"^(?:.*-)?其[他它]固定资产$"),
        ("固定资产", rf"^(?:.*-)?固定资产(?:-(?:原值|净值)?{_TOTAL})?$"),
        ("对外投资", r"^(?:.*-)?(?:对外|长期|有价证券).*投?资?(?:/有价证券)?$"),
        ("在建工程", r"^(?:.*-)?在建工程$"),
        ("无形资产", r"^(?:.*-)?无形资产$"),
        ("其他资产", r"^(?:.*-)?其[他它]资产$"),
    ),
}
"""Kind → (key, pattern on the squeezed column path); the first pattern that fits wins."""

_COMPILED = {kind: tuple((k, re.compile(p)) for k, p in pairs) for kind, pairs in _PATTERNS.items()}

_HEADER_NEEDS: dict[str, str] = {
    OVERALL: r"(?=.*收入)(?=.*支出)",
    INCOME: r"(?:财政拨款|上级补助|事业).*收入",
    EXPENDITURE: r"(?=.*基本支出)(?=.*项目支出)",
    FISCAL_OVERALL: r"(?=.*收入)(?=.*支出)",
    GENERAL_BUDGET: r"(?=.*基本支出)(?=.*项目支出)",
    BASIC_EXPENDITURE: r"人员|公用|经济分类|科目|决算数|金额",
    GOVERNMENT_FUNDS: r"支出|结转",
    STATE_CAPITAL: r"支出|结转",
    THREE_PUBLIC: r"接待|决算数|支出数|预算数",
    RELATED_INFORMATION: r"统计数|决算数|金额|数值",
    PROJECTS: r"(?=.*(?:科目|项目))(?=.*(?:合计|决算数|金额|财政拨款))",
    STATE_ASSETS: r"数量|金额|价值|统计数|资产总额|固定资产",
}
"""Kind → what the squeezed header and row names must hold for a title to be believed."""

_HEADER_ALONE: tuple[tuple[str, str], ...] = (
    (INCOME, r"(?=.*本年收入合计)(?=.*上级补助收入)(?=.*附属单位上缴收入)"),
    (EXPENDITURE, r"(?=.*本年支出合计)(?=.*上缴上级支出)(?=.*对附属单位补助支出)"),
    (THREE_PUBLIC, r"(?=.*预算数)(?=.*决算数)(?=.*因公出国)(?=.*公务接待费)"),
    (FISCAL_OVERALL, r"(?=.*收入)(?=.*支出)(?=.*一般公共预算财政拨款)(?=.*政府性基金预算财政拨款)"),
)
"""Headers that name their form without a title."""

_OVERALL_ROWS = r"(?=.*(?:使用非财政拨款|用事业基金弥补))(?=.*结余分配)"
"""Row names that only 收入支出决算总表 has; 用事业基金弥补收支差额 is the line's name before 2020."""
_ROWS_OF_THREE = re.compile(
    r"(?!.*(?:工资|办公费|印刷费|机关运行|采购|保有|批次))(?=.*因公出国)(?=.*公务用车)(?=.*公务接待)"
)
"""Row names of a 三公 form under a bare heading (九、“三公”经费); economic lines and counts are others'."""
_BOTH_TOTALS = r"(?=.*本年收入合计)(?=.*本年支出合计)(?=.*(?:事业收入|上级补助收入|附属单位上缴收入))"
"""Row names that the overall form of a final account shares with that of a budget alone."""
_NAMED_WITHOUT = {RELATED_INFORMATION, STATE_ASSETS}
"""Forms whose title needs no 决算."""

_FUNDS_OF = (("一般公共预算", "〈般〉"), ("政府性基金预算", "〈基〉"), ("政府性基金", "〈基〉"),
             ("国有资本经营预算", "〈资〉"), ("国有资本经营", "〈资〉"))
_QUOTES = re.compile(r"[\"'“”‘’]")


def recognise(title: str | None, header: str, labels: str = "", *, final: bool = False) -> str | None:
    """The canonical kind, or None: ("2023年度收支决算总表", "收入支出项目金额项目金额") → 收入支出决算总表.

    `header` is the text of the header cells run together, `labels` that of the row names. A title
    that speaks of 预算 only ("部门收支预算总表") names no form, whatever its header. `final`: the file is a
    final account by its other titles, so that "一般公共预算基本支出表", which budgets have too, is its form.
    """
    name = _plain_title(title or "")
    head, rows = squeeze(header), squeeze(labels)
    if "预算" in name and "决算" not in name and "三公" not in name:
        return None
    kind = _kind_of_title(name)
    told = kind and re.search(_HEADER_NEEDS[kind], head + rows)
    final = final and "预算" not in _plain_title(head)
    if told and (final or kind in _NAMED_WITHOUT or "决算" in name + head + rows):
        return kind
    if "决算" in name or re.search(r"绩效|自评|项目|明细", name):
        return None
    found = next((k for k, needs in _HEADER_ALONE if re.match(needs, head)), None)
    if found is None and re.search(r"决算|执行", head) and _ROWS_OF_THREE.match(rows):
        return THREE_PUBLIC
    if found is None and re.search(r"收入.*支出", head) and _rows_of_overall(head, rows, final=final):
        return None if "预算" in head else OVERALL
    return None if found and "预算" in _plain_title(head) and found != THREE_PUBLIC else found


def _rows_of_overall(head: str, rows: str, *, final: bool) -> bool:
    alone = re.search(_OVERALL_ROWS, rows) is not None
    return alone or ((final or "决算" in head) and re.search(_BOTH_TOTALS, rows) is not None)


def _plain_title(title: str) -> str:
    name = _QUOTES.sub("", squeeze(title))
    for long, short in _FUNDS_OF:
        name = name.replace(long, short)
    return name


def _kind_of_title(name: str) -> str | None:
    """The form a squeezed title speaks of, by the funds and the flows it names."""
    both = "收支" in name or re.search(r"收入.*支出", name) is not None
    rules: tuple[tuple[bool, str | None], ...] = (
        ("相关信息统计" in name or "机构运行信息" in name, RELATED_INFORMATION),
        ("绩效" in name or "自评" in name, None),
        ("三公" in name, None if "〈基〉" in name or "〈资〉" in name else THREE_PUBLIC),
        ("机关运行" in name, RELATED_INFORMATION),
        (re.search(r"国有资产(?:占|使用|情况)", name) is not None, STATE_ASSETS),
        ("〈基〉" in name and "支出" in name + ("支出" if both else ""), GOVERNMENT_FUNDS),
        ("〈资〉" in name and "支出" in name + ("支出" if both else ""), STATE_CAPITAL),
        ("基本支出" in name, BASIC_EXPENDITURE),
        ("政府经济分类" in name, None),
        ("项目支出" in name and "决算" in name, PROJECTS),
        ("项目支出" in name, None),
        ("〈般〉" in name and "支出" in name, GENERAL_BUDGET),
        ("财政拨款" in name, FISCAL_OVERALL if both else None),
        (both, OVERALL),
        ("明细" in name, None),
        ("收入" in name and "支出" not in name, INCOME),
        ("支出" in name, EXPENDITURE),
    )
    return next((kind for holds, kind in rules if holds), None)


def column_keys(kind: str | None, paths: Sequence[str], halves: Sequence[int]) -> tuple[str | None, ...]:
    """One key per column: (基金表, ["本年支出-小计", …]) → ("本年支出", …); None where no key fits.

    `paths` are header paths joined with "-", `halves` the half (0, 1, …) each column stands in. For
    the 三公 form a key may still lack its item or its measure ("决算数-"): see `complete_key`.
    """
    squeezed = [squeeze(path).replace("其中:", "") for path in paths]
    if kind == THREE_PUBLIC:
        return _three_public_columns(squeezed)
    if kind not in _COMPILED:
        return (None,) * len(paths)
    if kind in (OVERALL, FISCAL_OVERALL):
        squeezed = _without_names(squeezed, halves)
        squeezed = [_with_side(p, h) for p, h in zip(squeezed, halves, strict=True)]
    keys = [next((k for k, pattern in _COMPILED[kind] if pattern.search(p)), None) for p in squeezed]
    return _first_only(keys, squeezed, kind)


def _without_names(paths: Sequence[str], halves: Sequence[int]) -> list[str]:
    """Paths with the bare name column of a side blanked: 收入|决算数|支出|决算数 → ""|决算数|""|决算数.

    In a form with one header row "收入" heads the row names, never the figures behind it.
    """
    figures = {half for path, half in zip(paths, halves, strict=True) if re.search(r"决算|金额|合计$", path)}
    return [
        "" if path in ("收入", "支出") and half in figures else path
        for path, half in zip(paths, halves, strict=True)
    ]


def _with_side(path: str, half: int) -> str:
    """A path that begins with its side: "项目收入-金额" → "收入-金额"; else the half decides."""
    first, _, rest = path.partition("-")
    for side in ("收入", "支出"):
        if first.endswith(side) or first.startswith(f"本年{side}"):
            return f"{side}-{rest}" if rest else side
    return f"{('收入', '支出')[min(half, 1)]}-{path}"


def _first_only(keys: list[str | None], paths: list[str], kind: str) -> tuple[str | None, ...]:
    """Keys without doubles; only the 基本支出 form repeats 决算数, once per block of columns."""
    if kind in (BASIC_EXPENDITURE, RELATED_INFORMATION):
        return tuple(keys)
    seen: set[str] = set()
    result: list[str | None] = []
    for key in keys:
        result.append(key if key is not None and key not in seen else None)
        seen.update({key} if key else set())
    return tuple(result)


_ITEM_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "公务用车购置及运行维护费",
        re.compile(r"公务用车购置(?:及|和|与)运行(?:维护)?费?(?:支出)?(?:-?(?:小计|合计))?$"),
    ),
    ("公务用车购置费", re.compile(r"(?:公务用车|^|-)购置费?(?:支出)?$")),
    ("公务用车运行维护费", re.compile(r"(?:公务用车|^|-)运行(?:维护)?费?(?:支出)?$")),
    ("因公出国（境）费", re.compile(r"(?:因公)?出国\(?境?\)?(?:经费|费用?)?(?:支出)?(?:-?小计)?$")),
    ("公务接待费", re.compile(r"^(?:.*-)?公务接待费?(?:支出)?(?:-?(?:小计|合计))?$")),
    (
        "合计",
        re.compile(r"(?:^|-)(?:三公(?:经费)?)?(?:支出)?(?:合计|总计|小计|总额)$|^三公经费(?:支出)?$|支出合计$"),
    ),
)
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d+[、.])")
_MEASURE = re.compile(
    r"(?:(上年|上一年|去年)|(20\d\d)年?度?)?(年初|全年|调整)?(?:支出)?(预算|决算|执行|支出数|实际)(?:支出)?(?:数|金额)?"
)


def three_public_item(label: str) -> str | None:
    """The 三公 item a row label names: "（1）公务用车购置费" → "公务用车购置费"; None for "国内接待费"."""
    name = _QUOTES.sub("", squeeze(label)).replace("财政拨款", "").replace("其中:", "")
    name = _NUMBERING.sub("", _NUMBERING.sub("", name))
    return next((item for item, pattern in _ITEM_PATTERNS if pattern.search(name)), None)


def _measure_of(path: str, latest: str | None) -> tuple[str, str] | None:
    """(measure, qualifier) in a path: "2022年决算数" with latest 2023 → ("上年决算数", "")."""
    for part in path.split("-"):
        match = _MEASURE.search(part)
        if match is None or re.search(r"率|比|增减|差", part):
            continue
        before = bool(match[1]) or bool(match[2] and latest and match[2] < latest)
        if match[4] == "预算":
            return None if before else ("预算数", match[3] or "")
        return ("上年决算数" if before else "决算数", "")
    return None


def _three_public_columns(paths: Sequence[str]) -> tuple[str | None, ...]:
    years = [year for path in paths for year in re.findall(r"20\d\d", path)]
    latest = max(years, default=None)
    found = [_measure_of(path, latest) for path in paths]
    adjusted = any(m and m[1] in ("全年", "调整") for m in found)
    keys: list[str | None] = []
    for path, measure in zip(paths, found, strict=True):
        if re.search(r"增减|比率|控制率|完成率|差", path) or (measure and adjusted and measure[1] == "年初"):
            keys.append(None)
            continue
        item = _path_item(path)
        keys.append(f"{measure[0] if measure else ''}-{item or ''}" if measure or item else None)
    if not any(found):
        keys = [f"决算数{key}" if key else None for key in keys]
    return tuple(keys)


def _path_item(path: str) -> str | None:
    """The item a wide column stands for; the measure part of the path is set aside first."""
    parts = [_QUOTES.sub("", p) for p in path.split("-")]
    named = [p for p in parts if not (_MEASURE.search(p) and not re.search(r"接待|出国|用车|合计|小计", p))]
    return three_public_item("-".join(named)) if named else None


def complete_key(kind: str | None, key: str | None, label: str) -> str | None:
    """The key of one cell: 三公 items as rows, ("决算数-", "3．公务接待费") → "决算数-公务接待费".

    In a form that lies on its side the row names the measure: ("决算数-公务接待费", "预算数") → "预算数-…".
    """
    if kind != THREE_PUBLIC or key in (None, RUNNING_COSTS):
        return key
    measure, _, item = key.partition("-")
    if _MEASURE.fullmatch(squeeze(label)):
        measure = ""  # 预算数 and 决算数 as rows, the items as columns: the row tells the measure
    if not item:
        item = three_public_item(label) or ""
    if not measure:
        found = _measure_of(squeeze(label), None)
        measure = found[0] if found else ""
    return f"{measure}-{item}" if measure and item else None
