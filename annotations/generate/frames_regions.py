"""Sentence frames of further families, section by section, and more frames for those without their own.

Families: guangdong, zhejiang, hubei, central, xizang, gansu, henan; early (2014–2016) and institution
(schools, hospitals, stations), which differ by age and kind rather than by place. All wording is invented.
"""

from __future__ import annotations

from annotations.generate.frames_lists import ListFrame
from annotations.generate.frames_totals import Frames

FAMILIES = ("guangdong", "zhejiang", "hubei", "central", "xizang", "gansu", "henan", "early", "institution")

IN_ORDER = frozenset(
    {
        ("total", "guangdong"),
        ("fiscal", "guangdong"),
        ("three", "guangdong"),
        ("total", "gansu"),
        ("three", "zhejiang"),
        ("three", "central"),
        ("vehicles", "zhejiang"),
        ("procurement", "zhejiang"),
        ("basic", "early"),
    }
)
"""Where the frames are sentences that follow each other rather than alternatives."""

FRAMES: dict[str, Frames] = {
    "total": {
        "guangdong": (
            "{Y}年度{inc}{inc.final}，(比上年决算数|较上年){inc.dir}{inc.delta}，{inc.rdir}{inc.rate}{because inc}。其中{incy}{incy.final}，{change incy}；{item 年初结转和结余}{carry.final}，{change carry}。",
            "{Y}年度{exp}{exp.final}，(比上年决算数|较上年){exp.dir}{exp.delta}，{exp.rdir}{exp.rate}{because exp}。其中{expy}{expy.final}，{change expy}；{item 年末结转和结余}{out.final}，{change out}。",
        ),
        "zhejiang": (
            "{Y}年度{both}{both.final}，与{P}年度(决算|)相比，各{both.dir}{both.delta}，{both.rdir}{both.rate}。主要原因是{both.reason}。",
            "{Y}年度{both}{both.final}（其中：{item 年初结转和结余}{carry.final}），与{P}年度相比，{both}各{both.dir}{both.delta}，{both.rdir}{both.rate}{because both}。",
        ),
        "hubei": (
            "{Y}年度{both}为{both.final}。与{P}年度相比，{both}各{both.dir}{both.delta}，{both.rdir}{both.rate}，主要原因：{both.reason}。",
            "{Y}年度{inc}、{exp}{both.final}，{change both}{because both}（见图1）。",
        ),
        "central": (
            "{unit}{Y}年度{both}{both.final}。与{P}年度相比，{both}各{both.dir}{both.delta}，{both.rdir}{both.rate}，主要是{both.reason}。",
            "{inc}{inc.final}，包括当年财政拨款等各项收入、{item 使用非财政拨款结余}{used.final}、{item 年初结转和结余}{carry.final}；{exp}{exp.final}，包括{item 本年支出}{expy.final}、{item 结余分配}{distributed.final}、{item 年末结转和结余}{out.final}。",
        ),
        "xizang": (
            "{Y}年(度|){unit}{inc}{inc.final}，同{P}年相比{inc.dir}{inc.delta}，{inc.dir}比例为{inc.rate}；{exp}{exp.final}，同{P}年相比{exp.dir}{exp.delta}，{exp.dir}比例为{exp.rate}{because exp}。",
            "本部门{Y}年度决算{inc}为{inc.final}，{exp}为{exp.final}，{item 年末结转和结余}为{out.final}。{inc}{change inc}{because inc}。",
        ),
        "gansu": (
            "(1.|一是)收入决算。{Y}年{inc}{inc.final}，较{P}年{inc.prior}{inc.dir}{inc.delta}，{inc.rdir}{inc.rate}{because inc}。",
            "(2.|二是)支出决算。{Y}年{exp}{exp.final}，较{P}年{exp.prior}{exp.dir}{exp.delta}，{exp.rdir}{exp.rate}{because exp}。",
        ),
        "henan": (
            "{Y}年度{item 收、支总计}均为{both.final}。与上年度相比，{item 收、支总计}各{both.dir}{both.delta}，{both.rdir}{both.rate}。主要原因：{both.reason}。",
            "{unit}{Y}年{inc}{inc.final}，{exp}{exp.final}，与{P}年相比，{item 收支}各{both.dir}{both.delta}，{both.rdir}{both.rate}{because both}。",
        ),
        "early": (
            "{Y}年，我(局|单位|部门)决算{item 总收入}{inc.final}，{item 总支出}{exp.final}，(收支相抵后|){item 年末结转}{out.final}。",
            "{Y}年收支情况：{inc}{inc.final}，比{P}年的{inc.prior}{inc.dir}{inc.delta}，{inc.rdir}{inc.rate}；{exp}{exp.final}，比{P}年的{exp.prior}{exp.dir}{exp.delta}，{exp.rdir}{exp.rate}。{why exp}。",
            "根据财政部门批复的{Y}年度决算，{unit}{inc}{inc.final}，{exp}{exp.final}{because exp}。",
        ),
        "institution": (
            "{Y}年度(我校|我院|我中心|本院|本校){inc}{inc.final}，其中{item 财政拨款收入}{fincall.final}，占{fincall.share}，{inc}{change inc}{because inc}。{exp}{exp.final}，{change exp}{because exp}。",
            "本年度收支总体情况：{item 收入合计}{incy.final}，{item 支出合计}{expy.final}，{item 年末结转和结余}{out.final}。{incy}{change incy}{because incy}。",
        ),
        "any": (
            "{inc}{inc.final}。包括：1.{item 财政拨款收入}{finc.final}。2.{item 其他收入}{oinc.final}。3.{item 年初结转和结余}{carry.final}。",
            "{Y}年度{inc}{inc.final}（{P}年{inc.prior}），{exp}{exp.final}（上年{exp.prior}），{inc}、{exp}均{inc.rdir}{inc.rate}、{exp.rdir}{exp.rate}。",
            "{because_first both}，{Y}年度{both}各{both.dir}{both.delta}，{both.rdir}{both.rate}，均为{both.final}。",
            "{both.final}，这是{unit}{Y}年度{item 收支总计}，{change both}{because both}。",
            "{Y}年度{both}(均|)为{both.final}（(上年|{P}年|{P}年决算数|上年度){both.prior}），与{P}年度相比(均|各|){both.dir}{both.rate}{because both}。",
            "（一）{inc}{inc.final}。包括：1.{incy}{incy.final}，{change incy}{because incy}。2.{item 年初结转和结余}{carry.final}，{change carry}{because carry}。",
            "{Y}年度{inc}与{exp}均为{both.final}，其中：（1）{incy}{incy.final}；（2）{item 年初结转和结余}{carry.final}。",
            "{Y}年度{inc}比上年{inc.dir}{inc.delta}（由{inc.prior}变为{inc.final}），{exp}比上年{exp.dir}{exp.delta}（由{exp.prior}变为{exp.final}）。以上变动的主要原因是{exp.reason}。",
            "{Y}年度{incy}{incy.final}、{expy}{expy.final}，分别比上年{incy.dir}{incy.delta}、{expy.dir}{expy.delta}。{item 收入}变动原因：{incy.reason}；{item 支出}变动原因：{expy.reason}。",
            "{Y}年度{both}{both.final}，{P}年度{both.prior}，{both.dir}{both.delta}，{both.dir}的比例为{both.rate}{because both}。",
        ),
    },
    "fiscal": {
        "guangdong": (
            "{Y}年度{finct}{finct.final}，{change finct}{because finct}。其中：{item 一般公共预算财政拨款收入}{ginc.final}，{change ginc}。",
            "{Y}年度{fexp}{fexp.final}，{change fexp}{because fexp}。",
        ),
        "zhejiang": (
            "{Y}年度{fboth}{fboth.final}，与{P}年度相比，{fboth}各{fboth.dir}{fboth.delta}，{fboth.rdir}{fboth.rate}。主要原因是{fboth.reason}。",
        ),
        "hubei": (
            "{Y}年度{fboth}{fboth.final}。与{P}年度相比，{fboth}各{fboth.dir}{fboth.delta}，{fboth.rdir}{fboth.rate}{because fboth}。{Y}年度{item 财政拨款收入}中，{item 一般公共预算财政拨款收入}{ginc.final}，比{P}年度决算数{ginc.dir}{ginc.delta}{because ginc}；{item 政府性基金预算财政拨款收入}{fund_inc.final}。",
        ),
        "early": (
            "{Y}年{item 公共财政预算拨款收入}{ginc.final}，比上年{ginc.dir}{ginc.delta}，{ginc.rdir}{ginc.rate}{because ginc}。{item 公共财政预算拨款支出}{gen.final}，其中{item 基本支出}{gbasic.final}，{item 项目支出}{gproject.final}。",
            "{item 公共预算财政拨款支出}{gen.final}，较上年决算{gen.dir}{gen.delta}{because gen}。",
        ),
        "any": (
            "{item 财政拨款本年收入}{finc.final}，其中{item 一般公共预算}{ginc.final}、{item 政府性基金预算}{fund_inc.final}、{item 国有资本经营预算}{capital_inc.final}。",
            "{finct}{finct.final}（{item 年初财政拨款结转和结余}{fcarry.final}，{item 本年财政拨款收入}{finc.final}），{change finct}{because finct}。",
        ),
    },
    "general": {
        "zhejiang": (
            "{Y}年度{gen}{gen.final}，占{item 本年支出合计}的{gen.share}。与{P}年度相比，{gen}{gen.dir}{gen.delta}，{gen.rdir}{gen.rate}。主要原因是{gen.reason}。",
        ),
        "central": (
            "{gen}年初预算为{gen.budget}，支出决算为{gen.final}，完成年初预算的{gen.done}。决算数{gen.cmp}年初预算数，主要是{gen.gap_reason}。按用途划分，{item 基本支出}{gbasic.final}，占{gbasic.share}；{item 项目支出}{gproject.final}，占{gproject.share}。",
        ),
        "early": (
            "{Y}年{item 公共预算财政拨款支出}{gen.final}，其中：{item 基本支出}{gbasic.final}，占{gbasic.share}，{item 项目支出}{gproject.final}，占{gproject.share}。{change gen}{because gen}。",
        ),
        "any": (
            "{Y}年度{gen}{gen.final}，其中{item 基本支出}、{item 项目支出}分别为{gbasic.final}、{gproject.final}，各占{gbasic.share}、{gproject.share}。",
            "{Y}年度{gen}{gen.final}。{item 基本支出}(与|和|、){item 项目支出}(分别|依次)(为|是){gbasic.final}(、|和){gproject.final}，(占比|所占比重|所占比例)(分别|依次|)(为|是|){gbasic.share}(、|和){gproject.share}。",
            "{gen}{gen.final}，包括{item 基本支出}{gbasic.final}和{item 项目支出}{gproject.final}，分别占{gen}的{gbasic.share}和{gproject.share}。",
            "{gen}{change gen}，达{gen.final}；较年初预算{gen.gdir}{gen.gap}，{gen.gdir}的原因：{gen.gap_reason}。",
        ),
    },
    "general_total": {
        "hubei": (
            "{Y}年度{gen}年初预算为{gen.budget}，支出决算为{gen.final}，完成年初预算的{gen.done}。其中：{item 基本支出}{gbasic.final}，{item 项目支出}{gproject.final}。{item 项目支出}主要用于{s_purpose}，主要成效：{free}，{free2}。",
        ),
    },
    "basic": {
        "early": ("{Y}年{gbasic}{gbasic.final}，{change gbasic}{because gbasic}。", "其中："),
        "any": (
            "{gbasic}{gbasic.final}，占{item 一般公共预算财政拨款支出}的{gbasic.share}，由{item 人员经费}和{item 公用经费}两部分组成。",
            "{Y}年度{gbasic}{gbasic.final}，(较上年|比上年){gbasic.dir}{gbasic.delta}，具体如下：",
        ),
    },
    "basic_part": {
        "zhejiang": ("{s}{s.final}，主要包括{sums}；",),
        "institution": ("{s}{s.final}，占{item 基本支出}的{s.share}，用于{names}。",),
        "any": (
            "用于{names}等方面的{s}{s.final}。",
            "{s}{s.final}（{sums}），{change s}{because s}。",
            "{s}合计{s.final}，具体为：{sums}。",
            "{s}方面：共支出{s.final}，占{s.share}，{change s}{because s}。",
        ),
    },
    "three": {
        "guangdong": (
            "{Y}年度{three}支出决算{three.final}，完成预算{three.plan}的{three.done}，{change three}{because three}。",
            "其中：{abroad}支出决算{abroad.final}，完成预算{abroad.plan}的{abroad.done}，{change abroad}；{vehicles}支出决算{vehicles.final}，完成预算{vehicles.plan}的{vehicles.done}；{reception}支出决算{reception.final}，完成预算{reception.plan}的{reception.done}{because reception}。",
        ),
        "zhejiang": (
            "{Y}年度{three}支出年初预算数为{three.budget}，支出决算为{three.final}，完成年初预算的{three.done}，{compare three}。",
            "其中：{abroad}支出决算为{abroad.final}，占{item “三公”经费}支出总额的{abroad.share}，与{P}年度相比，{abroad.dir}{abroad.delta}，{abroad.rdir}{abroad.rate}，主要原因是{abroad.reason}；{reception}支出决算为{reception.final}，占{reception.share}，{change reception}{because reception}。",
        ),
        "central": (
            "{Y}年度{three}支出预算为{three.plan}，支出决算为{three.final}，完成预算的{three.done}。{compare three}。",
            "具体构成为：{abroad}{abroad.final}，占{abroad.share}；{vehicles}{vehicles.final}，占{vehicles.share}；{reception}{reception.final}，占{reception.share}。",
        ),
        "xizang": (
            "{Y}年{three}支出{three.final}，同上年决算数相比{three.dir}{three.delta}，{three.dir}比例为{three.rate}{because three}。其中：1.{abroad}{abroad.final}；2.{vehicles}{vehicles.final}，{change vehicles}；3.{reception}{reception.final}，{change reception}。",
        ),
        "early": (
            "{Y}年“三公”经费财政拨款支出预算安排{three.plan}，实际支出{three.final}，为预算的{three.done}，比上年{three.dir}{three.delta}，{three.rdir}{three.rate}。其中：{abroad}{abroad.final}，{vehicles}{vehicles.final}，{reception}{reception.final}。",
            "{Y}年度{three}共支出{three.final}，比年初预算{three.gdir}{three.gap}，比{P}年{three.dir}{three.delta}。{three.dir}的主要原因：{three.reason}。",
        ),
        "any": (
            "{abroad}、{vehicles}、{reception}分别支出{abroad.final}、{vehicles.final}、{reception.final}，{item “三公”经费}合计{three.final}。",
            "{because_first three}，{Y}年度{three}{change three}，支出{three.final}。",
            "{abroad}、{vehicles}和{reception}依次(为|是){abroad.final}、{vehicles.final}、{reception.final}，占{three}的(比例|比重|)(依次|分别)(为|是){abroad.share}、{vehicles.share}、{reception.share}。",
            "{three}由财政拨款安排{three.plan}，(实际|)支出{three.final}，{saving three}，{change three}。构成：{item 出国（境）}{abroad.final}；{item 公务用车}{vehicles.final}；{item 公务接待}{reception.final}。",
            "{three}（{abroad}{abroad.final}、{vehicles}{vehicles.final}、{reception}{reception.final}）共{three.final}，{change three}{because three}。",
            "{three}{three.final}，其中一是{abroad}{abroad.final}；二是{vehicles}{vehicles.final}（含{car_purchase}{car_purchase.final}、{car_running}{car_running.final}）；三是{reception}{reception.final}。",
        ),
    },
    "abroad": {
        "any": (
            "{abroad}：(我|本)(单位|部门){Y}年未安排，也未发生，支出{abroad.final}。",
            "组织和参加因公出国（境）团组{count n1}、{count n2}，{abroad}支出{abroad.final}，{saving abroad}{because abroad}。",
            "{abroad}：(预算{abroad.plan}|年初预算{abroad.budget})，决算{abroad.final}；出访团组{count n1}，出访{count n2}。",
        )
    },
    "vehicles": {
        "zhejiang": (
            "{vehicles}支出决算为{vehicles.final}，占{item “三公”经费}支出总额的{vehicles.share}，与{P}年度相比，{vehicles.dir}{vehicles.delta}，{vehicles.rdir}{vehicles.rate}{because vehicles}。",
            "其中，{car_purchase}支出{car_purchase.final}（含购置税等附加费用），购置公务用车{count n3}；{car_running}支出{car_running.final}，{purpose car_running}。{Y}年末，财政拨款开支运行维护费的公务用车保有量为{count n4}。",
        ),
        "any": (
            "全年购置车辆{count n3}，{car_purchase}支出{car_purchase.final}；保有车辆{count n4}，{car_running}{car_running.final}，{change car_running}{because car_running}。",
            "{vehicles}(支出|){vehicles.final}，{saving vehicles}。其中({item 购置费}|{item 车辆购置}|{item 购置支出}){car_purchase.final}，({item 运行维护费}|{item 车辆运行维护}|{item 运行支出}){car_running.final}，(车均|平均每辆)(运行费|){other.other}。",
            "{vehicles}{vehicles.final}，{saving vehicles}。其中{car_purchase}{car_purchase.final}（{count n3}），{car_running}{car_running.final}（{count n4}，车均{other.other}）。",
        ),
    },
    "reception": {
        "any": (
            "共接待{count n5}（{count n6}），{reception}支出{reception.final}，{change reception}{because reception}。",
            "{reception}年初预算{reception.budget}，实际支出{reception.final}；国内公务接待{count n5}、{count n6}，其中外宾接待{count zero5}、{count zero6}。",
            "接待批次{count n5}、人次{count n6}；{reception}支出{reception.final}，{saving reception}{because reception}。",
        ),
    },
    "operating": {
        "zhejiang": (
            "{Y}年度{unit}（含下属参公事业单位）{operating}支出{operating.final}，比年初预算数{operating.gdir}{operating.gap}，{operating.grdir}{operating.gap_rate}，主要原因是{operating.gap_reason}。",
        ),
        "hubei": (
            "{Y}年度{operating}支出{operating.final}，比{P}年度{operating.dir}{operating.delta}，{operating.rdir}{operating.rate}{because operating}。其中：{item 办公费}{other.final}、{item 差旅费}{other.final}。",
        ),
        "any": (
            "{because_first operating}，{operating}{Y}年度支出{operating.final}，{change operating}。",
            "{operating}年初预算{operating.budget}，决算{operating.final}，{change operating}{because operating}。",
        ),
    },
    "procurement": {
        "zhejiang": (
            "{Y}年度{procurement}{procurement.final}，其中：{goods}{goods.final}、{works}{works.final}、{services}{services.final}。",
            "{sme}{sme.final}，占{item 政府采购支出总额}的{sme.share}。其中，{micro}{micro.final}，占{item 授予中小企业合同金额}的{micro_sme.share}；{sme_goods}占{item 货物支出金额}的{sme_goods.share}，{sme_works}占{item 工程支出金额}的{sme_works.share}，{sme_services}占{item 服务支出金额}的{sme_services.share}。",
        ),
        "any": (
            "全年完成{item 政府采购}{procurement.final}（{item 货物}{goods.final}、{item 工程}{works.final}、{item 服务}{services.final}），其中{item 面向中小企业}{sme.final}。",
            "{procurement}预算{procurement.plan}，实际采购{procurement.final}，{item 节约资金}{other.other}。",
        ),
    },
    "assets": {
        "any": (
            "截至{Y}年12月31日，{unit}共有车辆{count n4}；单位价值{threshold.other}以上通用设备{count n7}，单位价值{threshold2.other}以上专用设备{count zero7}。当年新增设备{count zero7}。",
            "资产方面：房屋{area}；公务用车{count n4}（{vehicle_list}）；单台（套）价值{threshold.other}以上的大型设备{count n7}。",
            "{Y}年底{unit}在用车辆{count n4}，其中轿车{count n4}、越野车{count zero}；{threshold.other}以上大型设备{count n7}；报废处置资产原值{aid.other}。",
        ),
    },
}

INCOME_LISTS: dict[str, tuple[ListFrame, ...]] = {
    "guangdong": (
        ListFrame(
            "{Y}年度{incy}{incy.final}，{change incy}。具体如下：",
            "{n}.{s}{s.final}，占{item 本年收入}的{s.share}，{change s}{because s}",
            "。",
            "。",
            True,
        ),
    ),
    "zhejiang": (
        ListFrame("{incy}{incy.final}；包括", "{s}{s.final}，占{item 收入合计}{s.share}"),
        ListFrame("{incy}{incy.final}，包括：", "{s}{s.final}（占{item 收入合计}的{s.share}）"),
    ),
    "early": (
        ListFrame("{Y}年{item 总收入}中，", "{s}{s.final}，占{s.share}，{change s}", "；"),
        ListFrame(
            "{incy}{incy.final}，比上年{incy.dir}{incy.delta}。",
            "{s}{s.final}，上年{s.prior}，{s.dir}{s.delta}",
            "；",
        ),
    ),
    "institution": (
        ListFrame(
            "(我校|我院|本单位)收入来源：",
            "（{n}）{s}{s.final}，占比{s.share}，{change s}{because s}",
            "；",
            "。",
            True,
        ),
    ),
    "any": (
        ListFrame("按来源划分，", "{s}{s.final}，{change s}，占{item 本年收入}的{s.share}"),
        ListFrame("{incy}共{incy.final}，由以下部分构成：", "（{n}）{s}{s.final}，占{s.share}"),
        ListFrame("{incy}构成情况：", "{s}占{s.share}，为{s.final}", "，"),
    ),
}
EXPENSE_LISTS: dict[str, tuple[ListFrame, ...]] = {
    "guangdong": (
        ListFrame(
            "{Y}年度{expy}{expy.final}，{change expy}。具体如下：",
            "{n}.{s}{s.final}，占{item 本年支出}的{s.share}，{change s}{because s}",
            "。",
            "。",
            True,
        ),
    ),
    "zhejiang": (ListFrame("{expy}{expy.final}，其中", "{s}{s.final}，占{s.share}"),),
    "early": (
        ListFrame("{Y}年{item 总支出}中，", "{s}{s.final}，占{s.share}，{change s}{because s}", "；"),
        ListFrame("{expy}{expy.final}，比上年{expy.dir}{expy.delta}。", "{s}{s.final}，上年{s.prior}", "；"),
    ),
    "any": (
        ListFrame("按支出性质划分，", "{s}{s.final}，{change s}{because s}"),
        ListFrame("{expy}共{expy.final}，由以下部分构成：", "（{n}）{s}{s.final}，占{s.share}"),
        ListFrame("{expy}构成情况：", "{s}占{s.share}，为{s.final}，{purpose s}", "；"),
    ),
}
STRUCTURE_LISTS: dict[str, tuple[ListFrame, ...]] = {
    "zhejiang": (ListFrame("{Y}年度{gen}{gen.final}，主要用于以下方面：", "{s}支出{s.final}，占{s.share}"),),
    "early": (ListFrame("按功能分类科目，", "{s}{s.final}，占{item 公共预算财政拨款支出}的{s.share}", "；"),),
    "any": (
        ListFrame("{Y}年度{gen}{gen.final}，分科目看：", "{s}{s.final}，占比为{s.share}，{change s}", "；"),
        ListFrame("从功能科目看，", "（{n}）{s}占{s.share}，计{s.final}", "；"),
    ),
}
DETAIL_LISTS: dict[str, tuple[ListFrame, ...]] = {
    "guangdong": (
        ListFrame("", "{n}.{s}支出{s.final}，{change s}{because s}；{purpose s}", "。", "。", True),
        ListFrame(
            "", "（{n}）{s}：支出决算{s.final}，完成预算{s.plan}的{s.done}，{compare s}", "。", "。", True
        ),
    ),
    "zhejiang": (
        ListFrame(
            "",
            "（{n}）{s}年初预算为{s.budget}，支出决算为{s.final}，完成年初预算的{s.done}，{compare s}",
            "。",
            "。",
            True,
        ),
        ListFrame(
            "", "{n}. {s}，年初预算{s.budget}，决算{s.final}，完成率{s.done}；{compare s}", "。", "。", True
        ),
    ),
    "central": (
        ListFrame(
            "",
            "{n}.{s}。年初预算为{s.budget}，支出决算为{s.final}，完成年初预算的{s.done}。{compare s}",
            "。",
            "。",
            True,
        ),
        ListFrame(
            "",
            "{s}{Y}年度决算数为{s.final}，比{P}年度决算数{s.dir}{s.delta}，{s.rdir}{s.rate}，主要是{s.reason}",
            "。",
            "。",
            True,
        ),
    ),
    "xizang": (
        ListFrame(
            "",
            "{n}.{s}{s.final}，同上年相比{s.dir}{s.delta}，{s.dir}比例为{s.rate}{because s}",
            "。",
            "。",
            True,
        ),
    ),
    "gansu": (
        ListFrame(
            "",
            "{n}．{s}{Y}年决算数{s.final}，较{P}年{s.prior}{s.dir}{s.delta}，{s.rdir}{s.rate}{because s}",
            "。",
            "。",
            True,
        ),
    ),
    "early": (
        ListFrame("", "{s}{s.final}，{purpose s}，比上年{s.dir}{s.delta}{because s}", "；"),
        ListFrame(
            "",
            "{n}、{s}：{Y}年支出{s.final}，比{P}年的{s.prior}{s.dir}{s.delta}，{s.rdir}{s.rate}。{purpose s}",
            "。",
            "。",
            True,
        ),
    ),
    "institution": (
        ListFrame(
            "",
            "{n}.{s}支出{s.final}（年初预算{s.budget}），{purpose s}。{change s}{because s}",
            "。",
            "。",
            True,
        ),
    ),
    "any": (
        ListFrame("", "{n}.{because_first s}，{s}支出决算{s.final}，{change s}", "。", "。", True),
        ListFrame("", "{s}：预算{s.plan}、决算{s.final}、完成率{s.done}", "；", "。", True),
        ListFrame("", "{n}.支出{s.final}用于{s}，{change s}{because s}", "。", "。", True),
        ListFrame("", "（{n}）{s}，{budget s}；{change s}{because s}", "。", "。", True),
        ListFrame(
            "",
            "{n}.{s}支出。{Y}年度决算{s.final}，{P}年度决算{s.prior}，{s.dir}{s.delta}，{why s}",
            "。",
            "。",
            True,
        ),
        ListFrame("", "{n}.{s}支出决算{s.final}，{saving s}{because s}", "。", "。", True),
        ListFrame("", "{n}.{s}：{s.dir}{s.delta}，{s.rdir}{s.rate}，{why s}", "。", "。", True),
    ),
}
LISTS: dict[str, dict[str, tuple[ListFrame, ...]]] = {
    "income": INCOME_LISTS,
    "expense": EXPENSE_LISTS,
    "structure": STRUCTURE_LISTS,
    "detail": DETAIL_LISTS,
}
