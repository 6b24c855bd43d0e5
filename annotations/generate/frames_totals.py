"""Sentence frames of the sections on totals, income, spending and the general budget, by region.

Keys are regions (a family takes its own, else `any`). Names of the slots: see `sections.py`.
"""

from __future__ import annotations

Frames = dict[str, tuple[str, ...]]

TOTAL: Frames = {
    "sichuan": (
        "{Y}(年度|年){both}(均为|为){both.final}。(与|较){P}年(度|)相比，{both}各{both.dir}{both.delta}，{both.rdir}{both.rate}{because both}。",
        "{Y}年{item 收、支总计}分别为{inc.final}、{exp.final}。与{P}年相比，{item 收、支总计}各{both.dir}{inc.delta}、{exp.delta}，各{both.rdir}{inc.rate}、{exp.rate}{because inc}。",
    ),
    "shanghai": (
        "{unit}{Y}年度{both}{both.final}。与{P}年度相比，{both}{both.dir}{both.delta}，{both.rdir}{both.rate}{because both}。",
        "{unit}{Y}年度{both}{both.final}。{change both}{because both}。",
    ),
    "shanxi": (
        "{Y}年(度|){inc}{inc.final}，{exp}{exp.final}。与上年相比，{inc}{inc.dir}{inc.delta}，{inc.rdir}{inc.rate}，{exp}{exp.dir}{exp.delta}，{exp.rdir}{exp.rate}{because inc}。",
        "{Y}年{inc}(为|){inc.final}、{exp}(为|){exp.final}。{change inc}{because inc}。",
    ),
    "chongqing": (
        "(1．|1.|)总体情况。{unit}{Y}年度{inc}{inc.final}，{exp}{exp.final}。收支较上年决算数{both.dir}{both.delta}，{both.rdir}{both.rate}{because both}。",
        "{unit}{Y}年(度|){both}均为{both.final}。{item 收、支}(与|较){P}年(度|)相比{both.dir}{both.delta}，{both.rdir}{both.rate}{because both}。",
    ),
    "xinjiang": (
        "{Y}年度{inc}{inc.final}，其中：{incy}{incy.final}，{item 使用非财政拨款结余}{used.final}，{item 年初结转和结余}{carry.final}。",
        "{Y}年度{exp}{exp.final}，其中：{expy}{expy.final}，{item 结余分配}{distributed.final}，{item 年末结转和结余}{out.final}。",
        "收入支出总体与上年相比，{both.dir}{both.delta}，{both.rdir}{both.rate}{because both}。",
        "{item 收入支出总计}与上年相比{both.dir}{both.delta}，{both.rdir}{both.rate}{because both}。",
    ),
    "guangxi": (
        "{unit}{Y}年度{inc}{inc.final}，其中{item 本年收入}{incy.final}，{item 年初结转和结余}{carry.final}，较{P}年度决算数{inc.dir}{inc.delta}，{inc.rdir}{inc.rate}{because inc}。",
        "{Y}年度{exp}{exp.final}，其中{item 本年支出}{expy.final}，{item 年末结转和结余}{out.final}，较{P}年度决算数{exp.dir}{exp.delta}，{exp.rdir}{exp.rate}{because exp}。",
    ),
    "hunan": (
        "{Y}年度{both}{both.final}。(与上年相比|与{P}年相比)，{both.dir}{both.delta}，{both.rdir}{both.rate}{because both}。",
        "{Y}年度{item 收、支总计}{both.final}。",
    ),
    "jiangsu": (
        "{unit}{Y}年度{item 收入、支出决算总计}{both.final}。与上年相比，{item 收、支总计}各{both.dir}{both.delta}，{both.rdir}{both.rate}。其中：",
        "（一）{item 收入决算总计}{inc.final}。包括：",
        "1．{item 本年收入决算合计}{incy.final}。{change incy}，变动原因：{incy.reason}。",
        "2．{item 使用非财政拨款结余}{used.final}。{change used}。",
        "3．{item 年初结转和结余}{carry.final}。{change carry}，变动原因：{carry.reason}。",
        "（二）{item 支出决算总计}{exp.final}。包括：",
        "1．{item 本年支出决算合计}{expy.final}。{change expy}，变动原因：{expy.reason}。",
        "3．{item 年末结转和结余}{out.final}。{change out}{because out}。",
    ),
    "beijing": (
        "{Y}年度{both}{both.final}，比上年{both.dir}{both.delta}，{both.rdir}{both.rate}。",
        "{unit}{Y}年度{both}(为|){both.final}，(比上年|较{P}年度){both.dir}{both.delta}，{both.rdir}{both.rate}{because both}。",
    ),
    "hebei": (
        "本(部门|单位){Y}年度{both}（含结转和结余）{both.final}。与{P}年度决算相比，{item 收支}各{both.dir}{both.delta}，{both.rdir}{both.rate}{because both}。",
    ),
    "neimenggu": (
        "{unit}{Y}年度{item 收入、支出决算总计}{both.final}。与年初预算相比，{item 收、支总计}各{both.gdir}{both.gap}，{both.grdir}{both.gap_rate}，变动原因：{both.gap_reason}；与上年决算相比，{item 收、支总计}各{both.dir}{both.delta}，{both.rdir}{both.rate}，变动原因：{both.reason}。",
    ),
    "jiangxi": (
        "本部门{Y}年度{inc}{inc.final}，其中{item 年初结转和结余}{carry.final}，{change carry}；{incy}{incy.final}，{change incy}{because incy}。",
        "本部门{Y}年度{exp}{exp.final}，其中{expy}{expy.final}，{change expy}{because expy}；{item 年末结转和结余}{out.final}，{change out}{because out}。",
    ),
    "liaoning": (
        "（一）{inc}{inc.final}，包括：",
        "1.{item 财政拨款收入}{fincall.final}，占{item 收入总计}的{fincall.share}。",
        "与上年相比，今年{inc}{inc.dir}{inc.delta}，{inc.rdir}{inc.rate}{because inc}。",
        "（二）{exp}{exp.final}，与上年相比，今年支出{exp.dir}{exp.delta}，{exp.rdir}{exp.rate}{because exp}。",
    ),
    "any": (
        "{Y}年度部门决算{item 收支总额}(为|){both.final}，其中{item 财政拨款}{finc.final}，{change finc}{because finc}；另有{item 上年结转}{carry.final}。",
        "{inc}（含{item 年初结转}）{inc.final}，{exp}（含{item 年末结转}）{exp.final}。与上年度相比，各{both.dir}{both.delta}，{both.rdir}{both.rate}{because both}。",
        "{Y}年{inc}{inc.final}，占年初预算{inc.budget}的{inc.done}，(同比|){inc.dir}{inc.delta}{because inc}。{item 项目支出}{item 年末结转}{out.final}，为跨年度实施的{project}资金。",
        "{Y}(年度|年){both}(均为|总额为|为|){both.final}。{change both}{because both}。",
        "{unit}{Y}年度{inc}{inc.final}，{change inc}{because inc}；{exp}{exp.final}，{change exp}{because exp}。",
        "(本单位|本部门|我单位|{unit}){Y}年(度|){item 收支总额}{both.final}。",
        "{Y}年度{inc}{inc.final}(，|、){exp}{exp.final}，与上年相比，{item 收、支总计}各{both.dir}{both.delta}、{both.rdir}{both.rate}{because both}。",
        "{Y}年，{unit}{inc}为{inc.final}，{change inc}{because inc}。{exp}为{exp.final}，{change exp}{because exp}。",
        "{Y}年度{inc}、{exp}均为{both.final}，与上年相比{inc}、{exp}各{both.dir}{both.delta}，{both.rdir}{both.rate}{because both}。",
        "{unit}{Y}年度{inc}为{inc.final}（含{item 年初结转和结余}{carry.final}），{exp}为{exp.final}（含{item 年末结转和结余}{out.final}）。{item 收入支出总计}{change both}{because both}。",
        "{P}年度{item 收支总计}为{both.prior}，{Y}年度为{both.final}，{both.dir}{both.delta}，{both.rdir}{both.rate}{because both}。",
        "{Y}年{both}均为{both.final}，比上年{both.dir}{both.delta}，{both.rdir}{both.rate}。收入、支出变动较大的主要原因是{both.reason}。",
    ),
}

FISCAL: Frames = {
    "sichuan": (
        "{Y}(年度|年){fboth}(均为|为){fboth.final}。与{P}年(度|)相比，{fboth}各{fboth.dir}{fboth.delta}，{fboth.rdir}{fboth.rate}{because fboth}。",
    ),
    "shanghai": (
        "{unit}{Y}年度{fboth}{fboth.final}。与{P}年度相比，{fboth}{fboth.dir}{fboth.delta}，{fboth.rdir}{fboth.rate}{because fboth}。",
        "{unit}{Y}年度{fboth}{fboth.final}。{change fboth}{because fboth}。",
    ),
    "shanxi": (
        "{Y}年(度|){finct}{finct.final}，{fexp}{fexp.final}。与上年相比，{finct}{finct.dir}{finct.delta}，{finct.rdir}{finct.rate}；{fexp}{fexp.dir}{fexp.delta}，{fexp.rdir}{fexp.rate}{because finct}。",
        "{Y}年度{finct}{finct.final}，{item 支出总计}{fexp.final}。{change finct}{because finct}。",
    ),
    "chongqing": (
        "{Y}年度{fboth}总计{fboth.final}。与{P}年相比，{fboth}各{fboth.dir}{fboth.delta}，{fboth.rdir}{fboth.rate}{because fboth}。",
        "{unit}{Y}年度{fboth}均为{fboth.final}。与{P}年相比，{item 财政拨款收、支总计}各{fboth.dir}{fboth.delta}，{fboth.rdir}{fboth.rate}{because fboth}。",
    ),
    "guangxi": (
        "{Y}年度{finct}{finct.final}，其中：{item 年初财政拨款结转和结余}{fcarry.final}，{item 本年财政拨款收入}{finc.final}；{fexp}{fexp.final}。{change finct}{because finct}。",
    ),
    "xinjiang": (
        "{Y}年度{finct}{finct.final}，其中：{item 年初财政拨款结转和结余}{fcarry.final}，{item 财政拨款本年收入}{finc.final}。{fexp}{fexp.final}。",
        "财政拨款收入支出总体与上年相比，{fboth.dir}{fboth.delta}，{fboth.rdir}{fboth.rate}{because fboth}。",
        "与年初预算相比情况：{item 财政拨款收入}年初预算数{finc.budget}，决算数{finc.final}，预决算差异率{finc.gap_rate}{because finc}。",
    ),
    "jiangxi": (
        "本部门{Y}年度财政拨款{item 本年支出}年初预算数{fexpy.budget}，决算数{fexpy.final}，完成年初预算的{fexpy.done}。其中：",
    ),
    "any": (
        "{Y}年度{fboth}(均为|总额|为|){fboth.final}。{change fboth}{because fboth}。",
        "{Y}年度{finct}{finct.final}，{change finct}{because finct}。{fexp}{fexp.final}，{change fexp}{because fexp}。",
        "{Y}年度{fboth}{fboth.final}，与上年相比，{fboth.dir}{fboth.delta}，{fboth.rdir}{fboth.rate}{because fboth}。",
        "本单位{Y}年度{item 财政拨款本年收入}{finc.final}，{change finc}{because finc}；{item 本年支出}{fexpy.final}，{change fexpy}{because fexpy}。",
        "本(部门|单位){Y}年度形成的一般公共预算财政拨款收支中，{item 本年收入}{ginc.final}，{change ginc}{because ginc}；{item 本年支出}{gen.final}，{change gen}{because gen}。",
    ),
}

GENERAL: Frames = {
    "sichuan": (
        "{Y}(年度|年){gen}{gen.final}，占{item 本年支出合计}的{gen.share}。与{P}年(度|)相比，{gen}{gen.dir}{gen.delta}，{gen.rdir}{gen.rate}{because gen}。",
    ),
    "shanghai": (
        "{gen}{gen.final}，占{item 本年支出合计}的{gen.share}。与{P}年度相比，{gen}{gen.dir}{gen.delta}，{gen.rdir}{gen.rate}{because gen}。",
    ),
    "chongqing": (
        "1.收入情况。{Y}年度{item 一般公共预算财政拨款收入}{ginc.final}，较上年决算数{ginc.dir}{ginc.delta}，{ginc.rdir}{ginc.rate}{because ginc}。较年初预算数{ginc.gdir}{ginc.gap}，{ginc.grdir}{ginc.gap_rate}。主要原因是{ginc.gap_reason}。",
        "2.支出情况。{Y}年度{gen}{gen.final}，较上年决算数{gen.dir}{gen.delta}，{gen.rdir}{gen.rate}{because gen}。较年初预算数{gen.gdir}{gen.gap}，{gen.grdir}{gen.gap_rate}。主要原因是{gen.gap_reason}。",
        "3.结转结余情况。{Y}年度年末{item 一般公共预算财政拨款结转和结余}{gout.final}，{change gout}{because gout}。",
    ),
    "hunan": (
        "{Y}年度{gen}{gen.final}，占{item 本年支出合计}的{gen.share}，与上年相比，{item 财政拨款支出}{gen.dir}{gen.delta}，{gen.rdir}{gen.rate}{because gen}。",
    ),
    "beijing": ("{Y}年度{gen}{gen.final}，主要用于以下方面（按大类）：",),
    "any": (
        "(本年|本年度|全年|当年){gen}{gen.final}，占{item 本年支出合计}的{gen.share}，{change gen}{because gen}。",
        "(本年|本年度|{Y}年){gen}{gen.final}，按支出功能分类，主要用于以下方面。较{P}年，{gen}{gen.rdir}{gen.rate}{because gen}。",
        "{Y}年度{gen}决算{gen.final}，{saving gen}；{change gen}{because gen}。",
        "{because_first gen}，(本年|本年度|{Y}年){gen}{gen.final}，{change gen}。",
        "{Y}年(度|){gen}{gen.final}，占{item 本年支出合计}的{gen.share}。{change gen}{because gen}。",
        "{unit}{Y}年度{gen}{gen.final}，占{item 本年支出合计}的{gen.share}。{change gen}{because gen}。",
        "{Y}年度{gen}{gen.final}，占{item 支出合计}的{gen.share}，{change gen}{because gen}。",
        "{Y}年度{gen}年初预算为{gen.budget}，支出决算为{gen.final}，完成年初预算的{gen.done}。{compare gen}。",
        "{Y}年度{gen}{gen.final}，{change gen}，占{item 总支出}的{gen.share}{because gen}。",
        "{unit}{Y}年一般公共预算财政拨款{item 本年支出}{gen.final}，包括：{item 基本支出}{gbasic.final}、{item 项目支出}{gproject.final}。",
        "{Y}年度{item 财政拨款支出}{gen.final}，占{item 本年支出合计}的{gen.share}。与年初预算相比，{gen.gdir}{gen.gap}，{gen.grdir}{gen.gap_rate}，主要原因是{gen.gap_reason}。",
        "{gen}{gen.final}，其中：{item 基本支出}{gbasic.final}，占{gbasic.share}；{item 项目支出}{gproject.final}，占{gproject.share}。{change gen}{because gen}。",
    ),
}

GENERAL_TOTAL: Frames = {
    "sichuan": ("{Y}(年度|年){item 一般公共预算支出}决算数为{gen.final}，完成预算{gen.done}。其中：",),
    "shanghai": (
        "{gen}年初预算为{gen.budget}，支出决算为{gen.final}，完成年初预算的{gen.done}。{compare gen}。其中：",
    ),
    "any": (
        "{Y}年(度|){gen}{budget gen}(。|，)其中：",
        "{Y}年度{gen}年初预算(为|){gen.budget}，支出决算(为|){gen.final}，完成年初预算的{gen.done}。(其中|具体情况如下|按支出功能分类科目说明如下)：",
        "{gen}{budget gen}。{compare gen}。",
        "{Y}年度{gen}{gen.final}，{change gen}，具体情况如下：",
    ),
}
