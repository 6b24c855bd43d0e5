"""Frames of lists: a head, one line per member, how the members are joined."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListFrame:
    """`head` then every member through `each`; joined in one paragraph by `sep`, or a paragraph each."""

    head: str
    each: str
    sep: str = "；"
    end: str = "。"
    lines: bool = False


INCOME: dict[str, tuple[ListFrame, ...]] = {
    "sichuan": (
        ListFrame(
            "{Y}(年度|年){incy}{incy.final}，其中：",
            "{s}{s.final}，占{s.share}",
        ),
    ),
    "shanxi": (
        ListFrame("{Y}年(度|){incy}{incy.final}，其中：", "{s}{s.final}，占比{s.share}", "；", "。", True),
    ),
    "guangxi": (
        ListFrame(
            "{Y}年度{incy}{incy.final}，{change incy}。",
            "（{n}）{s}{s.final}，为(单位|本级财政)(从|本年度从)(同级|本级)财政部门取得的资金，{change s}{because s}",
            "。",
            "。",
            True,
        ),
    ),
    "yunnan": (
        ListFrame("{unit}{Y}年度{incy}{incy.final}。其中：", "{s}{s.final}，占{item 本年收入合计}的{s.share}"),
        ListFrame(
            "与上年相比，{incy}{incy.dir}{incy.delta}，{incy.rdir}{incy.rate}。其中：",
            "{s}{s.dir}{s.delta}，{s.rdir}{s.rate}",
        ),
    ),
    "shandong": (
        ListFrame(
            "{Y}年度{incy}{incy.final}，其中：",
            "{n}.{s}{s.final}，占{item 本年收入}的{s.share}。{change s}{because s}",
            "。",
            "。",
            True,
        ),
        ListFrame(
            "{item 本年收入合计}{incy.final}，其中：",
            "{s}{s.final}，占{s.share}",
        ),
    ),
    "any": (
        ListFrame("{Y}年(度|){incy}{incy.final}，其中：", "{s}{s.final}，占{s.share}"),
        ListFrame("{incy}{incy.final}，其中：", "{s}{s.final}，占{s.share}"),
        ListFrame("{Y}年度{incy}{incy.final}，其中：", "{s}{s.final}，占{item 收入合计}的{s.share}"),
        ListFrame(
            "{unit}{Y}年{incy}{incy.final}，其中：", "{s}{s.final}，占{item 本年收入合计}的比重为{s.share}"
        ),
        ListFrame(
            "{Y}年度{incy}{incy.final}，{change incy}{because incy}。其中：",
            "{s}{s.final}，占{item 本年收入}{s.share}",
        ),
        ListFrame(
            "{Y}年{incy}{incy.final}。包括：",
            "{n}、{s}{s.final}，占{s.share}，{change s}{because s}",
            "；",
            "。",
            True,
        ),
        ListFrame("{incy}{incy.final}，包括：", "{s}{s.final}（占{s.share}）", "、"),
        ListFrame("{Y}年度{incy}{incy.final}，其中：", "{s}{s.final}，占{s.share}", "，"),
        ListFrame(
            "本部门{Y}年度{incy}{incy.final}，其中：",
            "{s}{s.final}，占比{s.share}",
            "、",
        ),
    ),
}
EXPENSE: dict[str, tuple[ListFrame, ...]] = {
    "shanxi": (
        ListFrame("{Y}年(度|){expy}{expy.final}，其中：", "{s}{s.final}，占比{s.share}", "；", "。", True),
    ),
    "guangxi": (
        ListFrame(
            "{Y}年度{expy}{expy.final}，{change expy}。",
            "（{n}）{s}{s.final}，占{item 支出合计}的{s.share}，{purpose s}。{change s}{because s}",
            "。",
            "。",
            True,
        ),
    ),
    "yunnan": (
        ListFrame("{unit}{Y}年度{expy}{expy.final}。其中：", "{s}{s.final}，占{item 本年支出合计}的{s.share}"),
        ListFrame(
            "与上年相比，{expy}{expy.dir}{expy.delta}，{expy.rdir}{expy.rate}。其中：",
            "{s}{s.dir}{s.delta}，{s.rdir}{s.rate}",
        ),
    ),
    "shandong": (
        ListFrame(
            "{Y}年度{expy}{expy.final}，其中：",
            "{n}.{s}{s.final}，占{item 本年支出}的{s.share}。{change s}{because s}",
            "。",
            "。",
            True,
        ),
    ),
    "any": (
        ListFrame("{Y}年(度|){expy}{expy.final}，其中：", "{s}{s.final}，占{s.share}"),
        ListFrame("{expy}{expy.final}，其中：", "{s}{s.final}，占{s.share}"),
        ListFrame("{Y}年度{expy}{expy.final}，其中：", "{s}{s.final}，占{item 本年支出合计}的{s.share}"),
        ListFrame(
            "{Y}年度{expy}{expy.final}，{change expy}{because expy}。其中：",
            "{s}{s.final}，占{item 支出合计}的{s.share}，{change s}{because s}",
        ),
        ListFrame("{unit}{Y}年{expy}{expy.final}，包括：", "{s}{s.final}（占{s.share}）", "、"),
        ListFrame(
            "{Y}年{expy}{expy.final}，其中：",
            "{n}.{s}{s.final}，占{item 本年支出}的{s.share}，{purpose s}",
            "；",
            "。",
            True,
        ),
        ListFrame("{Y}年度{expy}{expy.final}，其中：", "{s}{s.final}，占{s.share}", "，"),
        ListFrame(
            "{expy}{expy.final}。",
            "{s}{s.final}，占{item 本年支出合计}{s.share}",
            "；",
        ),
    ),
}
STRUCTURE: dict[str, tuple[ListFrame, ...]] = {
    "sichuan": (ListFrame("{Y}(年度|年){gen}{gen.final}，主要用于以下方面：", "{s}{s.final}，占{s.share}"),),
    "shanxi": (
        ListFrame(
            "{Y}年度{gen}{gen.final}，主要用于以下方面：", "{s}{s.final}，占比{s.share}", "；", "。", True
        ),
    ),
    "yunnan": (
        ListFrame(
            "{unit}{Y}年度{gen}{gen.final}，占{item 本年支出合计}的{gen.share}。{change gen}{because gen}。",
            "{n}.{s}{s.final}，占{item 一般公共预算财政拨款总支出}的{s.share}。{purpose s}",
            "；",
            "。",
            True,
        ),
    ),
    "any": (
        ListFrame("{Y}年度{gen}{gen.final}，主要用于以下方面：", "{s}{s.final}，占{s.share}"),
        ListFrame("{gen}{gen.final}，主要用于以下方面：", "{s}{s.final}，占{s.share}"),
        ListFrame("{Y}年度{gen}{gen.final}，主要用于以下方面：", "{s}支出{s.final}，占{s.share}"),
        ListFrame(
            "{Y}年度{gen}{gen.final}，按功能分类科目分，其中：",
            "（{n}）{s}{s.final}，占{s.share}，{purpose s}。{change s}{because s}",
            "。",
            "。",
            True,
        ),
        ListFrame(
            "{Y}年度{gen}{gen.final}，主要用于以下方面：",
            "{n}.{s}{s.final}，占{item 一般公共预算财政拨款支出}的{s.share}",
            "；",
            "。",
            True,
        ),
        ListFrame("按支出功能分类，", "{s}{s.final}、占{s.share}", "，"),
        ListFrame(
            "{gen}{gen.final}，主要用于：",
            "{s}{s.final}，占{item 一般公共预算财政拨款支出}的{s.share}，{change s}{because s}",
        ),
        ListFrame(
            "{Y}年度{gen}{gen.final}，主要用于以下方面：",
            "{s}年初预算{s.budget}，支出决算{s.final}，完成年初预算(数|)的{s.done}，{change s}{because s}",
        ),
    ),
}
DETAIL: dict[str, tuple[ListFrame, ...]] = {
    "sichuan": (
        ListFrame("", "{n}.{s}(：|:){budget s}(，|。){compare s}", "。", "。", True),
        ListFrame("", "{n}.{s}：支出决算(数|)为{s.final}，完成预算{s.done}，{compare s}", "。", "。", True),
    ),
    "shanghai": (
        ListFrame(
            "",
            "{n}、{s}。{purpose s}。年初预算为{s.budget}，支出决算为{s.final}。{compare s}",
            "。",
            "。",
            True,
        ),
        ListFrame(
            "",
            "{n}、{s}{s.final}，{purpose s}。年初预算为{s.budget}，支出决算为{s.final}，完成年初预算的{s.done}。{compare s}",
            "。",
            "。",
            True,
        ),
        ListFrame("", "{n}. {s}{s.final}，{purpose s}", "。", "。", True),
    ),
    "shanxi": (
        ListFrame(
            "",
            "{s}年初预算{s.budget}，支出决算{s.final}，完成年初预算数的{s.done}，{change s}{because s}",
            "；",
        ),
        ListFrame(
            "",
            "{s}年初预算{s.budget}，全年预算{s.adjusted}，支出决算{s.final}，完成全年预算的{s.done_adjusted}，{purpose s}。{change s}{because s}",
            "。",
            "。",
            True,
        ),
    ),
    "hunan": (
        ListFrame(
            "",
            "{n}、{s}。年初预算为{s.budget}，支出决算为{s.final}，完成年初预算的{s.done}，{compare s}",
            "。",
            "。",
            True,
        ),
        ListFrame(
            "",
            "{n}、{s}。年初预算为{s.budget}，支出决算为{s.final}，完成年初预算的{s.done}。{compare s}",
            "。",
            "。",
            True,
        ),
    ),
    "fujian": (
        ListFrame(
            "{Y}年度{gen}{gen.final}，比上年决算数{gen.dir}{gen.delta}，{gen.rdir}{gen.rate}，具体情况如下（按项级科目分类统计）：",
            "（{n}）{s}{s.final}，{change s}{because s}",
            "。",
            "。",
            True,
        ),
    ),
    "beijing": (
        ListFrame(
            "",
            "{n}、{s}{Y}年度决算{s.final}，比{Y}年年初预算{s.gdir}{s.gap}，{s.grdir}{s.gap_rate}。主要原因：{s.gap_reason}",
            "。",
            "。",
            True,
        ),
    ),
    "jiangsu": (
        ListFrame(
            "",
            "{n}．{s}。年初预算{s.budget}，支出决算{s.final}，完成年初预算的{s.done}。决算数与年初预算数的差异原因：{s.gap_reason}",
            "。",
            "。",
            True,
        ),
    ),
    "neimenggu": (
        ListFrame(
            "",
            "{n}.{s}。年初预算{s.budget}，支出决算{s.final}，完成年初预算的{s.done}，决算数{s.cmp}年初预算数的主要原因：{s.gap_reason}",
            "。",
            "。",
            True,
        ),
    ),
    "jiangxi": (
        ListFrame(
            "",
            "（{n}）{s}年初预算数{s.budget}，决算数{s.final}，完成年初预算的{s.done}{because s}",
            "。",
            "。",
            True,
        ),
    ),
    "chongqing": (
        ListFrame(
            "",
            "（{n}）{s}{s.final}，占{s.share}，较年初预算数{s.gdir}{s.gap}，{s.grdir}{s.gap_rate}，主要原因是{s.gap_reason}",
            "。",
            "。",
            True,
        ),
    ),
    "xinjiang": (
        ListFrame("", "{n}、{s}：支出决算数为{s.final}，{change s}{because s}", "。", "。", True),
        ListFrame(
            "",
            "{n}.{s}支出决算为{s.final}，比上年决算{s.dir}{s.delta}，{s.rdir}{s.rate}，主要原因是：{s.reason}",
            "。",
            "。",
            True,
        ),
    ),
    "any": (
        ListFrame("", "{n}.{s}。{budget s}。{compare s}", "。", "。", True),
        ListFrame("", "{n}、{s}{budget s}{because s}", "。", "。", True),
        ListFrame("", "（{n}）{s}：{budget s}，{compare s}", "。", "。", True),
        ListFrame("", "{n}.{s}支出{s.final}，{change s}{because s}", "。", "。", True),
        ListFrame("", "{s}{s.final}，{purpose s}", "；"),
        ListFrame(
            "",
            "{n}.{s}年初预算为{s.budget}，支出决算为{s.final}，完成年初预算的{s.done}，{compare s}。{change s}{because s}",
            "。",
            "。",
            True,
        ),
        ListFrame(
            "", "{s}：{Y}年决算数{s.final}，{P}年决算数{s.prior}，{change s}{because s}", "；", "。", True
        ),
        ListFrame(
            "",
            "{n}.{s}(预算|预算数){s.plan}，(决算|支出决算|决算数){s.final}，(完成率|预算完成率|执行率)(为|){s.done}{because s}",
            "。",
            "。",
            True,
        ),
        ListFrame("", "{n}.{s}。{purpose s}，{budget s}，{change s}{because s}", "。", "。", True),
        ListFrame(
            "",
            "（{n}）{s}支出决算{s.final}，比年初预算数{s.gdir}{s.gap}，{s.grdir}{s.gap_rate}。{s.cmp}预算数的主要原因是{s.gap_reason}",
            "。",
            "。",
            True,
        ),
    ),
}
