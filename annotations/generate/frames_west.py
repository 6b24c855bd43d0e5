"""Sentence frames of western hands: a city bureau, a county bureau, a prefecture, a department of a region.

Shaanxi writes by the form with brackets, Guizhou as one talks, Qinghai parts first and sums last, Ningxia tersely
from the approved budget on. All wording is invented.
"""

from __future__ import annotations

from annotations.generate.frames_lists import ListFrame
from annotations.generate.frames_totals import Frames

FAMILIES = ("shaanxi", "guizhou", "qinghai", "ningxia")
IN_ORDER: frozenset[tuple[str, str]] = frozenset({("fiscal", "ningxia"), ("vehicles", "qinghai")})
FRAMES: dict[str, Frames] = {
    "total": {
        "shaanxi": (
            "{Y}年度本部门{both}各{both.final}（{P}年度{both.prior}），{both.rdir}{both.rate}，{both.dir}{both.delta}，其主要原因是{both.reason}。",
            "1.本部门{Y}年度{inc}{inc.final}，(较上年|较{P}年度){inc.rdir}{inc.rate}（{inc.dir}{inc.delta}）{because inc}。2.本部门{Y}年度{exp}{exp.final}，(较上年|较{P}年度){exp.rdir}{exp.rate}（{exp.dir}{exp.delta}）{because exp}。",
            "{P}年度{both}为{both.prior}，本年度为{both.final}，年度间(差额|相差|变动){both.delta}(，变动率{both.rate}|)，(主要|)原因是{both.reason}。",
            "本部门{Y}年度总体收支：{item 收入}共计{inc.final}，{item 支出}共计{exp.final}（均含年初、年末结转结余），{both}{change both}{because both}。",
        ),
        "guizhou": (
            "上年{item 总收入}{inc.prior}、{item 总支出}{exp.prior}，{Y}年我局{item 总收入}、{item 总支出}都是{inc.final}，一进一出各{both.dir}{both.delta}，{both.rdir}{both.rate}，{why both}。",
            "{Y}年，我局账上{item 收入}总共{inc.final}，其中当年到位{incy.final}，上年带过来{carry.final}；{item 支出}总共{exp.final}，其中当年花了{expy.final}，年底剩余{out.final}。",
            "(我局|我单位){Y}年{item 收入}{inc.final}，(比|较)上年的{inc.prior}{inc.dir}{inc.delta}；{item 支出}{exp.final}，(比|较)上年的{exp.prior}{exp.dir}{exp.delta}。{why both}。",
            "{because_first both}，我局{Y}年{both}从上年的{both.prior}(变到|变为|到了){both.final}，{both.rdir}了{both.rate}。",
        ),
        "qinghai": (
            "{item 本年收入}{incy.final}、{item 使用非财政拨款结余}{used.final}、{item 年初结转和结余}{carry.final}，三项合计{item 收入总计}{inc.final}；{item 本年支出}{expy.final}、{item 结余分配}{distributed.final}、{item 年末结转和结余}{out.final}，三项合计{item 支出总计}{exp.final}。",
            "{because_first both}，{Y}年{both}{both.dir}{both.delta}、{both.rdir}{both.rate}，总额达到{both.final}，而{P}年为{both.prior}。",
            "{incy}与{item 年初结转和结余}分别为{incy.final}、{carry.final}，{expy}与{item 年末结转和结余}分别为{expy.final}、{out.final}。与{P}年相比，前者依次变动{incy.delta}、{carry.delta}，后者依次变动{expy.delta}、{out.delta}。",
            "{P}年、{Y}年{inc}依次为{inc.prior}、{inc.final}，{exp}依次为{exp.prior}、{exp.final}。{item 收支}{both.dir}{both.delta}，{both.reason_bare}是(主要|)原因。",
        ),
        "ningxia": (
            "{inc}：{inc.final}，增减额{inc.signed}，增减率{inc.signed_rate}。{exp}：{exp.final}，增减额{exp.signed}，增减率{exp.signed_rate}。原因：{exp.reason}。",
            "年初批复{item 收入}预算{inc.budget}，全年预算{inc.adjusted}，决算{inc.final}；{inc}比年初预算{inc.gdir}{inc.gap}（{inc.grdir}{inc.gap_rate}），比上年决算{inc.dir}{inc.delta}（{inc.rdir}{inc.rate}）{because inc}。",
            "{Y}年度{unit}{both}{both.final}，同比{both.rdir}{both.rate}。其中{item 本年收入}{incy.final}，同比{incy.rdir}{incy.rate}；{item 本年支出}{expy.final}，同比{expy.rdir}{expy.rate}。{why both}。",
            "{both}决算{both.final}，上年决算{both.prior}，差额{both.delta}{because both}。",
        ),
        "any": (
            "{inc}、{exp}各{inc.final}，(较|比)年初预算{inc.budget}{inc.gdir}{inc.gap}，(较|比)上年{inc.prior}{inc.dir}{inc.delta}。前者(主要是|差异原因为|主要原因：|原因在于){inc.gap_reason}；后者原因是{inc.reason}。",
            "{Y}年度{item 收入}来源合计{inc.final}，{item 财政拨款}占大头，为{fincall.final}，占{fincall.share}；{item 支出}去向合计{exp.final}，当年用去{expy.final}，结转下年{out.final}。",
        ),
    },
    "fiscal": {
        "shaanxi": (
            "本部门{Y}年度{fboth}各{fboth.final}（{P}年度{fboth.prior}），{fboth.rdir}{fboth.rate}，{fboth.dir}{fboth.delta}，其主要原因是{fboth.reason}。",
            "{Y}年度财政拨款{item 本年收入}{finc.final}（其中：{item 一般公共预算}{ginc.final}；{item 政府性基金}{fund_inc.final}；{item 国有资本经营预算}{capital_inc.final}），较上年{finc.dir}{finc.delta}{because finc}。财政拨款{item 本年支出}{fexpy.final}，较上年{fexpy.dir}{fexpy.delta}{because fexpy}。",
        ),
        "guizhou": (
            "县财政{Y}年拨给我局{finc.final}，上年拨付{finc.prior}，{finc.dir}{finc.delta}；加上年初{item 财政拨款结转和结余}{fcarry.final}，{finct}共{finct.final}{because finct}。",
            "{item 财政拨款}这块，{Y}年到位{finc.final}，同比{finc.rdir}{finc.rate}；花出去{fexpy.final}，同比{fexpy.rdir}{fexpy.rate}。{why fexpy}。",
        ),
        "qinghai": (
            "{item 年初财政拨款结转和结余}{fcarry.final}，加{item 本年财政拨款收入}{finc.final}，合计{finct.final}，即为{Y}年{finct}，{change finct}{because finct}。",
            "{because_first fboth}，{fboth}由{P}年的{fboth.prior}变为{fboth.final}，{fboth.dir}{fboth.delta}，{fboth.rdir}{fboth.rate}。",
        ),
        "ningxia": (
            "{finct}：决算{finct.final}，上年{finct.prior}，{finct.dir}{finct.delta}，{finct.rdir}{finct.rate}{because finct}。",
            "{fexp}：决算{fexp.final}，上年{fexp.prior}，{fexp.dir}{fexp.delta}，{fexp.rdir}{fexp.rate}{because fexp}。",
            "其中，财政拨款{item 本年支出}年初预算{fexpy.budget}、全年预算{fexpy.adjusted}、决算{fexpy.final}，分别完成年初预算、全年预算的{fexpy.done}、{fexpy.done_adjusted}。",
        ),
        "any": (
            "{item 一般公共预算}、{item 政府性基金}、{item 国有资本经营预算}分别拨入{ginc.final}、{fund_inc.final}、{capital_inc.final}，财政共拨入{finc.final}，{change finc}{because finc}。",
        ),
    },
    "general": {
        "shaanxi": (
            "{Y}年度本部门{gen}{gen.final}，占{item 本年支出}的{gen.share}，年初预算{gen.budget}，完成{gen.done}；较上年（{gen.prior}）{gen.dir}{gen.delta}，其主要原因是{gen.reason}。",
            "占{item 本年支出合计}{gen.share}的{gen}，{Y}年度为{gen.final}，{change gen}{because gen}。其中：{item 基本支出}占{gbasic.share}，{gbasic.final}；{item 项目支出}占{gproject.share}，{gproject.final}。",
            "{gen}年初预算{gen.budget}，调整预算{gen.adjusted}，支出决算{gen.final}，完成调整预算的{gen.done_adjusted}、年初预算的{gen.done}，较年初预算{gen.gdir}{gen.gap}，其主要原因是{gen.gap_reason}。",
        ),
        "guizhou": (
            "{Y}年我局{gen}一共花了{gen.final}，上年花了{gen.prior}，{gen.rdir}{gen.rate}。保人员、保运转用去{gbasic.final}，也就是{item 基本支出}，占{gbasic.share}；办专项用去{gproject.final}，也就是{item 项目支出}，占{gproject.share}。",
            "全年{gen}开支{gen.final}，在{item 总支出}中占到{gen.share}，{saving gen}，{change gen}{because gen}。",
            "{item 基本支出}{gbasic.final}，上年{gbasic.prior}；{item 项目支出}{gproject.final}，上年{gproject.prior}；{gen}合起来{gen.final}，{gen.rdir}{gen.rate}{because gen}。",
        ),
        "qinghai": (
            "{item 基本支出}{gbasic.final}、{item 项目支出}{gproject.final}，共计{gen.final}，构成{Y}年{gen}，分别占{gbasic.share}、{gproject.share}。比{P}年{gen.dir}{gen.delta}，{gen.rdir}{gen.rate}，{why gen}。",
            "{because_first gen}，{gen}{gen.dir}{gen.delta}，{gen.rdir}{gen.rate}，全年列支{gen.final}，占{item 支出合计}的比重为{gen.share}。",
            "{item 基本支出}、{item 项目支出}与上年相比，依次{gbasic.dir}{gbasic.delta}、{gproject.dir}{gproject.delta}，决算依次为{gbasic.final}、{gproject.final}，{gen}总计{gen.final}。变动原因：{gen.reason}。",
        ),
        "ningxia": (
            "{gen}：年初预算{gen.budget}，全年预算{gen.adjusted}，决算{gen.final}，完成全年预算{gen.done_adjusted}。上年决算{gen.prior}，增减{gen.signed}{because gen}。",
            "{gen}决算{gen.final}，占本年全部支出{gen.share}，比年初批复预算{gen.gdir}{gen.gap}、{gen.grdir}{gen.gap_rate}，主要是{gen.gap_reason}；比上年{gen.dir}{gen.delta}、{gen.rdir}{gen.rate}，主要是{gen.reason}。",
            "收入方面，{item 一般公共预算财政拨款收入}{ginc.final}，较上年{ginc.dir}{ginc.delta}；支出方面，{gen}{gen.final}，较上年{gen.dir}{gen.delta}；结转方面，{item 年末结转和结余}{gout.final}{because gout}。",
        ),
        "any": ("{gen}共安排{gen.plan}，共用去{gen.final}，其中{item 基本支出}最多，计{gbasic.final}，{item 项目支出}次之，计{gproject.final}，{P}年同口径{gen.prior}。", "{item 基本支出}占大头，预算{gbasic.plan}、决算{gbasic.final}；{item 项目支出}预算{gproject.plan}、决算{gproject.final}；{gen}合计预算{gen.plan}、决算{gen.final}、上年{gen.prior}{because gen}。"),
    },
    "general_total": {
        "shaanxi": (
            "{Y}年度{gen}年初预算{gen.budget}，支出决算{gen.final}，完成年初预算的{gen.done}，{compare gen}。按照政府功能分类科目，其中：",
        ),
        "guizhou": (
            "{gen}年初安排{gen.budget}，年底实际用去{gen.final}，(主要是|差异原因为|主要原因：|原因在于){gen.gap_reason}。一笔一笔说明如下：",
            "{Y}年，县财政批复我局预算{gen.plan}，实际开支{gen.final}，用款进度{gen.done}，分科目情况是：",
        ),
        "qinghai": ("{gen}{P}年{gen.prior}、{Y}年{gen.final}，{gen.rdir}{gen.rate}，逐项情况为：",),
        "ningxia": (
            "{gen}全年预算数{gen.adjusted}，决算数{gen.final}，执行率{gen.done_adjusted}。分科目：",
            "{gen}比年初预算{gen.gdir}{gen.gap}，预算{gen.plan}，决算{gen.final}。{compare gen}。具体科目：",
        ),
    },
    "basic": {
        "shaanxi": (
            "{Y}年度本部门{gbasic}{gbasic.final}，占{item 一般公共预算财政拨款支出}的{gbasic.share}，包括人员经费和公用经费。具体如下：",
        ),
        "guizhou": ("{Y}年我局发工资、保运转花了{gbasic.final}，全部在{gbasic}列支，上年为{gbasic.prior}，{gbasic.rdir}{gbasic.rate}{because gbasic}。",),
        "qinghai": ("{because_first gbasic}，{gbasic}{gbasic.dir}{gbasic.delta}，全年支出{gbasic.final}。分为两块：",),
        "ningxia": ("{gbasic}：年初预算{gbasic.budget}，决算{gbasic.final}，完成{gbasic.done}，增减率{gbasic.signed_rate}。其中：",),
        "any": ("{gbasic}安排{gbasic.plan}，用去{gbasic.final}，上年用去{gbasic.prior}，分两部分：",),
    },
    "basic_part": {
        "shaanxi": ("{s}{s.final}，占比{s.share}，其中：{sums}，{change s}{because s}。", "{s}{s.final}（占{item 基本支出}的{s.share}），主要有{names}等。"),
        "guizhou": ("{s}花了{s.final}，用在{names}上面，{change s}{because s}。", "{s}这一块列支{s.final}：{sums}。"),
        "qinghai": ("{sums}，以上各项合计为{s}{s.final}。", "{names}等{s}共计{s.final}，占{s.share}，{P}年为{s.prior}。"),
        "ningxia": ("{s}：{s.final}，占{s.share}。{sums}。", "{s}预算{s.plan}，决算{s.final}，差额{s.gap}。包括{names}。"),
    },
    "three": {
        "shaanxi": (
            "{Y}年度{three}年初预算{three.budget}，支出决算{three.final}，完成年初预算的{three.done}，决算数较预算数{three.gdir}{three.gap}，其主要原因是{three.gap_reason}；较上年（{three.prior}）{three.dir}{three.delta}，其主要原因是{three.reason}。",
            "本部门{Y}年度{three}支出{three.final}（其中：{item 因公出国（境）}{abroad.final}；{item 公务用车购置}{car_purchase.final}；{item 公务用车运行维护}{car_running.final}；{item 公务接待}{reception.final}），较预算{three.plan}{three.gdir}{three.gap}，完成{three.done}{because three}。",
            "{three}决算{three.final}，{change three}{because three}。分项说明如下：{vehicles}占{vehicles.share}，为{vehicles.final}；{reception}占{reception.share}，为{reception.final}；{abroad}占{abroad.share}，为{abroad.final}。",
        ),
        "guizhou": (
            "{Y}年我局{three}总共花了{three.final}，预算是{three.plan}，上年花了{three.prior}。{item 出国}、{item 车辆}、{item 接待}各用去{abroad.final}、{vehicles.final}、{reception.final}{because three}。",
            "{three}：上年{three.prior}，今年{three.final}，{three.rdir}{three.rate}。{item 车辆}开支{vehicles.final}，上年{vehicles.prior}；{item 接待}开支{reception.final}，上年{reception.prior}；{item 出国}开支{abroad.final}，上年{abroad.prior}。{why three}。",
            "我局严控{three}，全年开支{three.final}，{saving three}，{change three}。钱花在这几处：{item 公务车辆}{vehicles.final}（{item 购车}{car_purchase.final}、{item 养车}{car_running.final}），{item 接待}{reception.final}，{item 出国（境）}{abroad.final}。",
        ),
        "qinghai": (
            "{abroad}{abroad.final}、{car_purchase}{car_purchase.final}、{car_running}{car_running.final}、{reception}{reception.final}，四项共计{three.final}，为{Y}年{three}决算数，占预算{three.plan}的{three.done}，{change three}{because three}。",
            "{because_first three}，{Y}年{three}{three.dir}{three.delta}，{three.rdir}{three.rate}，决算数为{three.final}。{abroad}、{vehicles}、{reception}分别占{abroad.share}、{vehicles.share}、{reception.share}，金额依次为{abroad.final}、{vehicles.final}、{reception.final}。",
            "与{P}年相比，{abroad}、{vehicles}、{reception}依次变动{abroad.delta}、{vehicles.delta}、{reception.delta}，{three}合计由{three.prior}变为{three.final}。以上变动，{why three}。",
        ),
        "ningxia": (
            "{three}：年初预算{three.budget}，全年预算{three.adjusted}，决算{three.final}；完成年初预算{three.done}，完成全年预算{three.done_adjusted}。{compare three}。比上年决算{three.dir}{three.delta}，{three.rdir}{three.rate}{because three}。",
            "{three}增减{three.signed}（{three.signed_rate}），决算{three.final}。分项增减：{abroad}{abroad.signed}，{vehicles}{vehicles.signed}，{reception}{reception.signed}。原因：{three.reason}。",
            "{unit}{three}控制数{three.plan}，实际执行{three.final}，执行率{three.done}。{abroad}预算{abroad.plan}、执行{abroad.final}；{vehicles}预算{vehicles.plan}、执行{vehicles.final}；{reception}预算{reception.plan}、执行{reception.final}{because reception}。",
        ),
        "any": (
            "{vehicles}与{reception}合起来占{three}的大头，分别占{vehicles.share}和{reception.share}，支出{vehicles.final}和{reception.final}；{abroad}次之，为{abroad.final}。{three}差额{three.gap}，预算{three.plan}，决算{three.final}。",
        ),
    },
    "shares": {
        "guizhou": ("{three}里头，{item 车辆}占{vehicles.share}，{item 接待}占{reception.share}，{item 出国}占{abroad.share}，分别花了{vehicles.final}、{reception.final}、{abroad.final}。",),
        "qinghai": ("{abroad}、{vehicles}、{reception}分别占{three}支出决算的{abroad.share}、{vehicles.share}、{reception.share}。具体为：",),
        "ningxia": ("{abroad}：{abroad.final}，{abroad.share}；{vehicles}：{vehicles.final}，{vehicles.share}；{reception}：{reception.final}，{reception.share}；合计{three.final}。",),
    },
    "abroad": {
        "shaanxi": (
            "1.{abroad}支出情况说明。{Y}年度共组织出国（境）团组{count n1}、{count n2}，预算{abroad.plan}，支出决算{abroad.final}，完成预算的{abroad.done}，决算数较上年（{abroad.prior}）{abroad.dir}{abroad.delta}，其主要原因是{abroad.reason}。",
            "{abroad}支出{abroad.final}（团组{count n1}、累计{count n2}，人均{other.other}），较预算{abroad.gdir}{abroad.gap}{because abroad}。",
        ),
        "guizhou": (
            "{abroad}。全年派出{count n1}、{count n2}，花了{abroad.final}，上年{abroad.prior}{because abroad}。",
            "{item 出国（境）}方面，预算安排{abroad.plan}，实际用去{abroad.final}；出访{count n1}，{count n2}。",
        ),
        "qinghai": (
            "国际旅费、住宿费、签证费等合计{abroad.final}，均在{abroad}中列支，涉及团组{count n1}、{count n2}，{change abroad}{because abroad}。",
            "{because_first abroad}，{abroad}{abroad.dir}{abroad.delta}，决算数{abroad.final}。",
        ),
        "ningxia": (
            "{abroad}：预算{abroad.plan}，决算{abroad.final}，上年{abroad.prior}，增减额{abroad.signed}；团组{count n1}，{count n2}。",
            "{abroad}年初预算、全年预算、决算依次为{abroad.budget}、{abroad.adjusted}、{abroad.final}，{compare abroad}。全年因公出国（境）{count n1}、{count n2}。",
        ),
        "any": ("{abroad}差额{abroad.gap}，年初预算{abroad.budget}，决算{abroad.final}，(主要是|差异原因为|主要原因：|原因在于){abroad.gap_reason}。",),
    },
    "vehicles": {
        "shaanxi": (
            "2.{car_purchase}支出情况说明。{Y}年度购置车辆{count n3}，预算{car_purchase.plan}，支出决算{car_purchase.final}，完成预算的{car_purchase.done}。3.{car_running}支出情况说明。{Y}年度预算{car_running.plan}，支出决算{car_running.final}，完成预算的{car_running.done}，较上年（{car_running.prior}）{car_running.dir}{car_running.delta}，其主要原因是{car_running.reason}。",
            "{vehicles}{vehicles.final}（{item 购置}{car_purchase.final}、{item 运行维护}{car_running.final}），占{item “三公”经费}的{vehicles.share}，{change vehicles}{because vehicles}。公务用车保有量{count n4}，车均{item 运行维护费}{other.other}。",
        ),
        "guizhou": (
            "{item 车辆}上面，买车{count n3}花了{car_purchase.final}，加油、维修、保险等{item 运行费}花了{car_running.final}，两样合计{vehicles.final}，上年{vehicles.prior}{because vehicles}。我局现有公务用车{count n4}。",
            "{vehicles}预算{vehicles.plan}，实支{vehicles.final}，{saving vehicles}。其中{item 购置费}{car_purchase.final}，新购{count n3}；{item 运行费}{car_running.final}，保障{count n4}车辆燃油、过路、维修。",
        ),
        "qinghai": (
            "{item 购置费}{car_purchase.final}，{item 运行维护费}{car_running.final}，二者合计{vehicles.final}，即{vehicles}，{change vehicles}{because vehicles}。",
            "当年更新购置{count n3}，年末保有{count n4}。{car_running}与{P}年的{car_running.prior}相比{car_running.dir}{car_running.delta}，{car_running.reason}是{car_running.dir}的主要原因。",
        ),
        "ningxia": (
            "{vehicles}：年初预算{vehicles.budget}，决算{vehicles.final}，完成{vehicles.done}。{item 购置}{count n3}，支出{car_purchase.final}；保有{count n4}，{item 运行维护}支出{car_running.final}。比上年{vehicles.dir}{vehicles.delta}{because vehicles}。",
            "{car_purchase}、{car_running}全年预算分别为{car_purchase.adjusted}、{car_running.adjusted}，决算分别为{car_purchase.final}、{car_running.final}，上年决算分别为{car_purchase.prior}、{car_running.prior}。车辆保有量{count n4}{because car_running}。",
        ),
        "any": (
            "截至年底保有{count n4}，燃油、保险、维修共计{car_running.final}，在{car_running}列支，车均{other.other}；购置{count n3}，{car_purchase}安排{car_purchase.plan}，支付{car_purchase.final}。",
        ),
    },
    "reception": {
        "shaanxi": (
            "4.{reception}支出情况说明。{Y}年度{reception}预算{reception.plan}，支出决算{reception.final}，完成预算的{reception.done}，决算数较预算数{reception.gdir}{reception.gap}，其主要原因是{reception.gap_reason}。其中：{item 国内公务接待}支出{domestic.final}，接待{count n5}、{count n6}；{item 外宾接待}支出{nil.final}，接待{count zero5}、{count zero6}。",
            "{reception}{reception.final}（国内{count n5}、{count n6}，人均{each.other}），{change reception}{because reception}。",
        ),
        "guizhou": (
            "{reception}。一年接待{count n5}、{count n6}，花了{reception.final}，人均{each.other}，上年花了{reception.prior}{because reception}。",
            "来人来客{count n5}，{count n6}，{item 接待}开支{reception.final}，(比|较)上年{reception.dir}{reception.delta}。其中{guests}。",
        ),
        "qinghai": (
            "{item 国内接待}{domestic.final}、{item 外事接待}{nil.final}，合计{reception.final}，占{item “三公”经费}的{reception.share}。{because_first reception}，{reception}比上年{reception.dir}{reception.delta}。",
            "批次{count n5}、人次{count n6}，{reception}列支{reception.final}，{P}年列支{reception.prior}，{reception.rdir}{reception.rate}{because reception}。",
        ),
        "ningxia": (
            "{reception}：预算{reception.plan}，决算{reception.final}，执行率{reception.done}；上年{reception.prior}，增减率{reception.signed_rate}。接待{count n5}、{count n6}。",
            "{reception}年初预算、决算分别为{reception.budget}、{reception.final}，差额{reception.gap}，原因：{reception.gap_reason}。国内公务接待{count n5}，{count n6}，按每人不超过{each.other}掌握。",
        ),
        "any": (
            "用餐、住宿、场地等{item 接待}支出{reception.final}，接待{count n5}共{count n6}，预算{reception.plan}用去{reception.done}。",
        ),
    },
    "operating": {
        "shaanxi": (
            "{Y}年度本部门{operating}预算{operating.plan}，支出决算{operating.final}，完成预算的{operating.done}，决算数较上年（{operating.prior}）{operating.dir}{operating.delta}，其主要原因是{operating.reason}。",
            "{operating}支出{operating.final}（{P}年度{operating.prior}），{operating.rdir}{operating.rate}{because operating}。",
        ),
        "guizhou": (
            "{Y}年我局机关水电、办公、差旅等{operating}花了{operating.final}，上年{operating.prior}，{operating.dir}{operating.delta}{because operating}。",
            "{operating}用去{operating.final}，{saving operating}，{change operating}{because operating}。",
        ),
        "qinghai": (
            "{because_first operating}，{Y}年州本级{operating}{operating.dir}{operating.delta}，{operating.rdir}{operating.rate}，共计{operating.final}。",
            "{item 办公费}、{item 差旅费}等各项合计{operating.final}，均为{operating}，{P}年为{operating.prior}，{Y}年预算为{operating.plan}。{why operating}。",
        ),
        "ningxia": (
            "{operating}：年初预算{operating.budget}，决算{operating.final}，差额{operating.gap}，(主要是|差异原因为|主要原因：|原因在于){operating.gap_reason}。",
            "{operating}决算{operating.final}，比上年{operating.dir}{operating.delta}（{operating.signed_rate}），比年初预算{operating.gdir}{operating.gap}（{operating.grdir}{operating.gap_rate}）{because operating}。",
        ),
        "any": ("{operating}共计{operating.final}，预算安排{operating.plan}，差额{operating.gap}；{P}年共计{operating.prior}{because operating}。", "安排{operating}{operating.plan}，列支{operating.final}，人均{other.other}，{change operating}{because operating}。"),
    },
    "procurement": {
        "shaanxi": (
            "{Y}年度本部门{procurement}共{procurement.final}，其中：{goods}{goods.final}（占{goods.share}）、{works}{works.final}（占{works.share}）、{services}{services.final}（占{services.share}）。{sme}{sme.final}，占{item 政府采购支出总额}的{sme.share}，其中：{micro}{micro.final}，占{item 授予中小企业合同金额}的{micro_sme.share}。",
            "{procurement}预算{procurement.plan}，实际采购{procurement.final}，其中{item 货物类}、{item 工程类}、{item 服务类}分别占{goods.share}、{works.share}、{services.share}。",
        ),
        "guizhou": (
            "全年买东西、做工程、请服务，走{item 政府采购}程序的一共{procurement.final}：{item 货物}{goods.final}，{item 工程}{works.final}，{item 服务}{services.final}。其中{item 中小企业合同}{sme.final}，占{sme.share}。",
            "我局{procurement}{procurement.final}，上年{procurement.prior}，{item 货物}花了{goods.final}，{item 工程}花了{works.final}，{item 服务}花了{services.final}。",
        ),
        "qinghai": (
            "{item 货物}{goods.final}、{item 工程}{works.final}、{item 服务}{services.final}，三类合计{procurement}{procurement.final}，{item 授予中小企业合同}{sme.final}，其中{item 小微企业合同}{micro.final}，占比依次为{sme.share}、{micro.share}。",
            "{item 货物}、{item 工程}、{item 服务}采购依次为{goods.final}、{works.final}、{services.final}，共计{procurement.final}，{change procurement}。",
        ),
        "ningxia": (
            "{procurement}：{procurement.final}。{item 货物}：{goods.final}，{goods.share}；{item 工程}：{works.final}，{works.share}；{item 服务}：{services.final}，{services.share}。{sme}：{sme.final}，{item 小微企业合同}：{micro.final}。",
            "{unit}{Y}年{procurement}批复预算{procurement.plan}，执行{procurement.final}，执行率{procurement.done}，{sme_goods}、{sme_works}、{sme_services}占相应支出的{sme_goods.share}、{sme_works.share}、{sme_services.share}。",
        ),
        "any": ("{item 服务}居首，为{services.final}，{item 货物}次之，为{goods.final}，{item 工程}为{works.final}，{procurement}总共{procurement.final}，占预算{procurement.plan}的{procurement.done}。",),
    },
    "assets": {
        "shaanxi": (
            "截至{Y}年末，本部门机关及所属单位共有车辆{count n4}，其中{vehicle_list}。单价{threshold.other}以上的设备（不含车辆）{count n7}。{Y}年当年购置车辆{count n3}；购置单价{threshold.other}以上的设备{count zero7}。",
            "{Y}年末共有车辆{count n4}（{vehicle_list}）；单位价值{threshold2.other}以上大型设备{count n7}。",
        ),
        "guizhou": (
            "年底清点，我局有车{count n4}，单价{threshold.other}以上的设备{count n7}，账面资产{asset.other}，当年报废{aid.other}。",
            "我局现有车辆{count n4}：{vehicle_list}；{threshold.other}以上设备{count n7}。",
        ),
        "qinghai": (
            "{vehicle_list}，合计车辆{count n4}；单价{threshold.other}（含）以上设备{count n7}，单价{threshold2.other}（含）以上专用设备{count zero7}。",
            "{Y}年末资产账面净值{asset.other}，其中出租出借{other.other}；车辆{count n4}，设备（{threshold.other}以上）{count n7}。",
        ),
        "ningxia": (
            "车辆：{count n4}（{vehicle_list}）。设备：单价{threshold.other}以上{count n7}。当年处置：{count zero}。",
            "截至{Y}年12月31日，厅机关及直属单位车辆编制内保有{count n4}，单价{threshold.other}（含）以上设备（不含车辆）{count n7}，资产总额{asset.other}。",
        ),
    },
    "fund": {
        "guizhou": ("{item 政府性基金}方面，县里下达{fund_inc.final}，花了{fund.final}，年底剩余{fund_out.final}{because fund}。",),
        "qinghai": ("{item 年初结转和结余}{fund_in.final}、{item 本年收入}{fund_inc.final}、{item 本年支出}{fund.final}、{item 年末结转和结余}{fund_out.final}，{fund}{purpose fund}。",),
        "ningxia": ("{fund}：年初预算{fund.budget}，全年预算{fund.adjusted}，决算{fund.final}，上年{fund.prior}。",),
    },
}
INCOME_LISTS: dict[str, tuple[ListFrame, ...]] = {
    "shaanxi": (
        ListFrame("{Y}年度本部门{incy}{incy.final}，其中：", "{s}{s.final}，占比{s.share}，较上年（{s.prior}）{s.dir}{s.delta}", "；"),
        ListFrame("占{incy}的比例及金额：", "{s}占{s.share}（{s.final}）", "；"),
    ),
    "guizhou": (
        ListFrame("我局的钱从哪里来：", "{s}到位{s.final}，占{s.share}", "；"),
        ListFrame("{Y}年{incy}总共{incy.final}，", "{s}上年{s.prior}、今年{s.final}，{s.rdir}{s.rate}{because s}", "；", "。", True),
    ),
    "qinghai": (
        ListFrame("", "{s}{s.final}，占{s.share}", "；", "；各项合计{incy.final}，为{incy}。"),
        ListFrame("{Y}年{incy}{change incy}。分来源看，", "{s}由{P}年的{s.prior}变为{s.final}，占比{s.share}", "，"),
    ),
    "ningxia": (
        ListFrame("{incy}：{incy.final}，上年{incy.prior}。", "{s}：{s.final}，{s.share}，增减{s.signed}", "；"),
        ListFrame("{incy}年初预算{incy.budget}，决算{incy.final}。其中：", "{n}.{s}年初预算{s.budget}，决算{s.final}，占{s.share}{because s}", "；", "。", True),
    ),
}
EXPENSE_LISTS: dict[str, tuple[ListFrame, ...]] = {
    "shaanxi": (
        ListFrame("{Y}年度本部门{expy}{expy.final}，其中：", "{s}{s.final}，占比{s.share}，较上年（{s.prior}）{s.dir}{s.delta}{because s}", "；"),
        ListFrame("{expy}{expy.final}（{P}年度{expy.prior}），{expy.rdir}{expy.rate}。", "（{n}）占{s.share}的{s}，支出{s.final}，{purpose s}", "；", "。", True),
    ),
    "guizhou": (
        ListFrame("我局的钱花到哪里去：", "{s}用去{s.final}，占{s.share}", "；"),
        ListFrame("{Y}年{expy}总共{expy.final}，", "{s}上年花了{s.prior}，今年花了{s.final}，{s.rdir}{s.rate}{because s}", "；", "。", True),
    ),
    "qinghai": (
        ListFrame("", "{s}{s.final}，占{s.share}", "；", "；以上共计{expy.final}，即{expy}。"),
        ListFrame("{Y}年{expy}{change expy}。分性质看，", "{s}由{P}年的{s.prior}变为{s.final}，占{item 全部支出}的{s.share}", "；"),
    ),
    "ningxia": (
        ListFrame("{expy}：{expy.final}，上年{expy.prior}。", "{s}：{s.final}，{s.share}，增减{s.signed}", "；"),
        ListFrame("{expy}比上年{expy.dir}{expy.delta}。其中：", "{n}.{s}年初预算{s.budget}，决算{s.final}，差额{s.gap}，占{s.share}", "；", "。", True),
    ),
}
STRUCTURE_LISTS: dict[str, tuple[ListFrame, ...]] = {
    "shaanxi": (
        ListFrame("按支出功能分类，{gen}{gen.final}，其中：", "{s}{s.final}（{P}年度{s.prior}），占比{s.share}", "；"),
        ListFrame("{gen}构成：", "{n}.{s}，占{s.share}，决算{s.final}，较上年{s.dir}{s.delta}{because s}", "；", "。", True),
    ),
    "guizhou": (
        ListFrame("{gen}花在以下几个方面：", "{s}方面花了{s.final}，占{s.share}", "；"),
        ListFrame("分大类看，", "{s}{s.final}，上年{s.prior}", "；", "，总共{gen.final}。"),
    ),
    "qinghai": (
        ListFrame("", "{s}共计{s.final}，占{s.share}", "，", "，合计{gen.final}，为{gen}。"),
        ListFrame("占{gen}的比重，", "{s}为{s.share}，计{s.final}", "；"),
    ),
    "ningxia": (
        ListFrame("{gen}分类：", "{s}：决算{s.final}，{s.share}，上年{s.prior}", "；"),
        ListFrame("{gen}{gen.final}。", "（{n}）{s}预算{s.plan}，执行{s.final}，执行率{s.done}，占{s.share}", "；", "。", True),
    ),
}
DETAIL_LISTS: dict[str, tuple[ListFrame, ...]] = {
    "shaanxi": (
        ListFrame("", "{n}.{s}。年初预算{s.budget}，支出决算{s.final}，完成年初预算的{s.done}。决算数{s.cmp}年初预算数，其主要原因是{s.gap_reason}", "。", "。", True),
        ListFrame("", "（{n}）{s}支出决算{s.final}（年初预算{s.budget}，{P}年度决算{s.prior}），较上年{s.dir}{s.delta}{because s}", "。", "。", True),
        ListFrame("", "{n}.{s}：调整预算{s.adjusted}，决算{s.final}，完成调整预算的{s.done_adjusted}，占{gen}的{s.share}。{change s}{because s}", "。", "。", True),
    ),
    "guizhou": (
        ListFrame("", "{n}.{s}。上年花了{s.prior}，今年花了{s.final}，{s.dir}{s.delta}，{why s}", "。", "。", True),
        ListFrame("", "（{n}）{s}：预算安排{s.plan}，用去{s.final}，{saving s}{because s}", "。", "。", True),
        ListFrame("", "{n}.花了{s.final}，列在{s}，{purpose s}，上年列支{s.prior}", "。", "。", True),
        ListFrame("", "{s}列支{s.final}，比年初预算{s.gdir}{s.gap}", "；"),
    ),
    "qinghai": (
        ListFrame("", "{n}.{because_first s}，{s}{s.dir}{s.delta}，{s.rdir}{s.rate}，决算数{s.final}", "。", "。", True),
        ListFrame("", "{n}.{s}{P}年、{Y}年决算依次为{s.prior}、{s.final}，差额{s.delta}{because s}", "。", "。", True),
        ListFrame("", "（{n}）{s}年初预算、支出决算分别为{s.budget}、{s.final}，{compare s}", "。", "。", True),
        ListFrame("", "{s}共计{s.final}", "，", "，总计{gen.final}。"),
    ),
    "ningxia": (
        ListFrame("", "{n}.{s}：年初预算{s.budget}，全年预算{s.adjusted}，决算{s.final}。完成全年预算{s.done_adjusted}，{compare s}", "。", "。", True),
        ListFrame("", "{s}：决算{s.final}，上年{s.prior}，增减额{s.signed}，增减率{s.signed_rate}", "；", "。", True),
        ListFrame("", "{n}.{s}，批复{s.plan}，执行{s.final}，执行率{s.done}，差额{s.gap}，原因：{s.gap_reason}", "。", "。", True),
    ),
    "any": (
        ListFrame("", "{n}.{s}差额{s.gap}，年初预算{s.budget}，实际列支{s.final}，原因：{s.gap_reason}", "。", "。", True),
        ListFrame("", "{n}.{s}。共支付{s.final}，{purpose s}。{P}年支付{s.prior}{because s}", "。", "。", True),
    ),
}
LISTS: dict[str, dict[str, tuple[ListFrame, ...]]] = {
    "income": INCOME_LISTS,
    "expense": EXPENSE_LISTS,
    "structure": STRUCTURE_LISTS,
    "detail": DETAIL_LISTS,
}
PERFORMANCE: tuple[str, ...] = (
    "{item projectname}安排预算{proj.plan}，拨付{proj.final}，兑现率{proj.done}；受益群众满意度目标{r1.rate_other}，实测{r2.rate_other}，得{score}分。",
    "{n}.{item projectname}。年初预算{proj.budget}，全年预算{proj.adjusted}，全年执行{proj.final}，分别完成{proj.done}、{proj.done_adjusted}。差{n}项指标未达标，(原因|偏差原因)：{proj.gap_reason}。",
    "{item projectname}、{item projectname2}两个项目分别安排{p1.plan}、{p2.plan}，实际分别支付{p1.final}、{p2.final}，执行率依次为{p1.done}、{p2.done}，自评得分均在{score}分以上。",
    "(我局|我厅|本部门)对{Y}年度{n8}项目逐个自评，项目资金总盘子{projects.plan}，实际用去{projects.final}，占{item 项目支出}的{projects.share}，{n9}项目评为“优”。",
    "预算执行方面，{item projectname}年初批复{proj.budget}，调整后{proj.adjusted}，支付{proj.final}，剩余资金由财政收回。产出方面，{free}完成率{r1.rate_other}；效益方面，{free2}率{r2.rate_other}。",
    "{item projectname}下达资金{proj.plan}，到位率{r1.rate_other}；支出{proj.final}，支付率{proj.done}。每户补助标准{std.yuan}，兑现{n}户。",
    "项目绩效：{project}单位成本控制在{other.other}以内，{free}合格率≥{r1.rate_other}（实际{r2.rate_other}），未达预期的指标{n9}。",
    "{item projectname}执行{proj.final}，全年预算{proj.adjusted}，预算执行率{proj.done_adjusted}，扣{n}分。扣分原因：{proj.gap_reason}。",
    "(第一|第二|第三)，{item projectname}。用款{proj.final}，占预算{proj.plan}的{proj.done}，带动社会投资{asset.other}，{free}覆盖率由{r1.rate_other}变为{r2.rate_other}。",
    "绩效监控情况：截至{Y}年{n}月底，{item projectname}支付{proj.final}，支付进度{proj.done}，序时进度应达{r1.rate_other}，(偏差|差异|未达进度的)原因：{proj.gap_reason}。",
    "重点评价{n9}项目，涉及财政资金{projects.final}，聘请第三方机构费用{other.other}，评价平均分{score}.{n}分。",
    "{item projectname}共支出{proj.final}（预算{proj.plan}，执行率{proj.done}），其中{free}{aid.other}、{free2}{other.other}。",
    "产出数量指标：{free}计划{n}处，实际{n}处，完成率{r1.rate_other}；时效指标：{free2}及时率≥{r2.rate_other}，实际{r1.rate_other}；成本指标：≤{other.other}。",
    "自评中发现：{project}前期论证不充分，{free}进度低于计划{r1.rate_other}的要求；{free2}台账不全。下步将逐项整改。",
    "{item projectname}年初目标为{free}、{free2}；年末预算{proj.adjusted}用去{proj.final}，用款率{proj.done_adjusted}，目标(全部|基本)实现。",
    "{unit}{Y}年整体支出自评{score}分：{item 全部支出}预算{exp.plan}、执行{exp.final}、执行率{exp.done}；{n8}三级指标中达标率{r1.rate_other}。",
    "偏差分析：{item projectname}预算{proj.plan}，执行{proj.final}，差额{proj.gap}，{proj.gap_reason_bare}是主要原因。",
)
EVALUATION: tuple[str, ...] = (
    "{Y}年，{unit}年初预算{item 收入}{inc.budget}，全年预算{inc.adjusted}，决算{inc.final}；{item 支出}年初预算、全年预算、决算依次为{exp.budget}、{exp.adjusted}、{exp.final}。",
    "从资金去向看，{item 基本支出}{gbasic.final}，上年{gbasic.prior}；{item 项目支出}{gproject.final}，上年{gproject.prior}。",
    "{item projectname}总投资{asset.other}，{Y}年度安排{proj.plan}，支付{proj.final}，支付率{proj.done}。",
    "{item “三公”经费}变动率得{n}分：上年{three.prior}，本年{three.final}，变动率{three.signed_rate}，低于{r1.rate_other}的标准。",
    "公用经费控制率（{n}分）：人均公用经费{other.other}，标准{std.yuan}，控制率在{r1.rate_other}以内，得{n}分。",
    "部门整体支出执行率{exp.done_adjusted}（决算{exp.final}÷全年预算{exp.adjusted}），结转结余率{r2.rate_other}，得{n}分。",
    "资金管理：{project}专账核算，抽查凭证{n}0份、金额{aid.other}，合规率{r1.rate_other}，退回不合规票据{other.other}。",
    "项目由{item projectname}（{p1.plan}）、{item projectname2}（{p2.plan}）组成，已分别拨付{p1.final}、{p2.final}，第三方核减造价{other.other}。",
    "{Y}年，{item 政府采购}预算{procurement.plan}，实际{procurement.final}，采购执行率{procurement.done}，(差异|产生差额的)原因：{procurement.gap_reason}。",
    "满意度调查发放问卷{n}0份，收回率{r1.rate_other}，总体满意度{r2.rate_other}，其中对{free}的满意度最低。",
    "结余情况：年初{item 结转和结余}{carry.final}，年末{item 结转和结余}{out.final}，上年末{out.prior}，压减存量资金目标{r1.rate_other}。",
)
BUDGET: tuple[str, ...] = (
    "{Y}年{unit}{item 收入预算}共安排{inc.plan}，{P}年安排{inc.prior}；{item 支出预算}共安排{exp.plan}，{P}年安排{exp.prior}。",
    "{item 基本支出}、{item 项目支出}预算分别为{gbasic.plan}、{gproject.plan}，合计{gen.plan}，即{Y}年{item 一般公共预算支出预算}。",
    "{n}.{path}：{P}年预算{path.prior}，{Y}年预算{path.plan}，{purpose path}。",
    "（{n}）{path}安排{path.plan}，较上年预算{path.dir}{path.delta}，{why path}。",
    "{Y}年{three}预算安排{three.plan}，其中：{abroad}{abroad.plan}、{vehicles}{vehicles.plan}（{item 购置}{car_purchase.plan}、{item 运行}{car_running.plan}）、{reception}{reception.plan}。",
    "{abroad}、{vehicles}、{reception}预算依次为{abroad.plan}、{vehicles.plan}、{reception.plan}，{P}年预算依次为{abroad.prior}、{vehicles.prior}、{reception.prior}{because reception}。",
    "机关运行：{Y}年{operating}预算安排{operating.plan}，比上年预算{operating.dir}{operating.delta}，{operating.reason_bare}是变动的主要原因。",
    "{Y}年计划{item 政府采购}{procurement.plan}，{item 货物类}、{item 工程类}、{item 服务类}各{goods.plan}、{works.plan}、{services.plan}，其中{item 面向中小企业预留金额}{sme.plan}。",
    "人员经费按编制内实有{n}人、人均{other.other}测算；公用经费定额每人每年{std.yuan}；{item 人员支出}预算{e301.plan}，{item 商品和服务支出}预算{e302.plan}。",
    "重点项目：{item projectname}{p1.plan}，绩效目标为{free}率{r1.rate_other}；{item projectname2}{p2.plan}，绩效目标为{free2}率不低于{r2.rate_other}。",
)
PLAIN: tuple[str, ...] = (
    "<we>(包联|帮扶)<place>村{k}户{k}人，(户均|人均)增收{std.yuan}，(协调|争取)<matter>资金{aid.other}，入股分红{other.other}。",
    "(全州|全县|全区|全市)<noun>产值{asset.other}，(占|约占)<noun>总产值的{r1.rate_other}，(较上年|同比)增长{r2.rate_other}。",
    "按照<rule>，(接待用餐|工作餐)每人每餐不超过{std.yuan}，住宿费每人每天{std.yuan}以内，陪餐不超过{k}人。",
    "由于<place>(海拔|地形)<noun>，<matter>(施工期|作业期)只有{k}个月，<noun><deed>难度较大。",
    "<matter>主要是(接待|服务|面向)<staff>、<noun>，(年|日)均{k}{k}人次，收费标准{std.yuan}/(人|次|天)。",
    "(低保|特困|孤儿)(保障|供养)标准由每人每月{std.yuan}(提高到|调整为){std.yuan}，(累计|全年)发放{aid.other}，覆盖率{r1.rate_other}。",
    "严禁在{item 公务接待费}、{item 培训费}、{item 会议费}中列支<noun>(礼品|费用)，违者按<rule>处理。",
    "(新建|改建)<noun>{k}公里、<noun>{k}座，总投资{asset.other}，已完成投资{aid.other}，占总投资的{r1.rate_other}。",
    "<we>(共有|现有)编制{k}名，其中行政编制{k}名，占{r1.rate_other}；(大专|本科)以上{k}人，占{r2.rate_other}。",
    "(一|二|三)是预算编制(还|仍)不够细，(主要是|原因在于)<noun><vn>不足；(二|三)是<matter>资金支付偏慢。",
    "<noun>(出栏|存栏){k}万(头|只)，(防疫|免疫)密度{r1.rate_other}，死亡率低于{r2.rate_other}，补贴每(头|只){std.yuan}。",
    "造林{k}.{k}万亩，(草原|森林)覆盖率(由|从){r1.rate_other}(变为|到){r2.rate_other}，每亩补助{std.yuan}。",
    "(查处|办结)案件{k}起，罚没{aid.other}，收缴{other.other}，(结案率|执结率){r1.rate_other}。",
    "签约项目{k}个，协议资金{asset.other}，到位资金{aid.other}，到位率{r1.rate_other}。",
    "凡{threshold.other}以上的(采购|支出)须经(党组会|局务会|厅务会)研究，{other.other}以下由分管领导审批。",
    "(贷款|担保)余额{asset.other}，(不良率|代偿率){r1.rate_other}，(贴息|奖补){aid.other}，惠及{k}户。",
    "<place>（G{k}{k}线K{k}+{k}00段）<deed>，(质保金|押金)比例{r1.rate_other}，工期{k}个月。",
    "截至{Y}年{k}月，(脱贫|移民)人口{k}{k}人，人均纯收入{std.yuan}，(返贫|失业)率控制在{r1.rate_other}以下。",
    "<noun>由{k}个增加到{k}个，<noun><deed>率提高{k}个百分点，<matter>(次数|件数)减少{r1.rate_other}左右。",
    "学生营养餐每生每天{std.yuan}，寄宿生补助(小学|初中)每年{std.yuan}，(资助|覆盖)面{r1.rate_other}，惠及{k}{k}名学生。",
    "(医保|养老)参保率{r1.rate_other}，政策范围内报销比例{r2.rate_other}，个人缴费{std.yuan}，财政补助每人{std.yuan}。",
    "预算编制坚持先有项目、后有预算，(年初|初次)上报<project>等{k}个项目，审减率{r1.rate_other}，审减{aid.other}。",
    "本表“(决算数|预算数|上年数)”栏取自<year>年度部门决算报表第{k}行第{k}列，单位为万元。",
    "<we>{Y}年{k}月{k}日收到《<noun><deed>批复》（{mark}财教〔{Y}〕{k}号），同意<matter>调整用途。",
    "(气温|降水量)较常年偏高{r1.rate_other}，<noun>受灾{k}{k}亩，(直接|)经济损失{asset.other}，(下拨|发放)救灾款{aid.other}。",
    "(完成|实现)(一般公共预算|地方财政)收入{asset.other}，为目标的{r1.rate_other}，税收占比{r2.rate_other}。",
    "党员{k}名，党费人均{std.yuan}；工会会员{k}人，慰问{k}人次，慰问标准每人{std.yuan}。",
)
CHANGED: tuple[str, ...] = (
    "{A}{s.dir}额{s.delta}、{s.dir}比率{s.rate}",
    "由(上年|{P}年|上年度)的{s.prior}(变为|变动到|变动为){s.final}，{s.rdir}{s.rate}",
    "(上年|{P}年|去年)(同口径|)(执行数|发生额|决算数|实际数){s.prior}，(两年|前后|两相)(相差|差额|之差)(为|){s.delta}(，{s.rdir}{s.rate}|)",
    "{A}{s.rdir}幅度(为|在|){s.rate}，绝对额{s.dir}{s.delta}",
    "{A}{s.rdir}{s.rate}，(折合|合|相当于|即){s.dir}{s.delta}",
    "{A}净{s.dir}{s.delta}，(升降|变动|增减)幅度{s.rate}",
    "以(上年|{P}年)(决算|)(数|){s.prior}为(基数|基期|比较基数)，{s.rdir}{s.rate}(，{s.dir}{s.delta}|)",
    "(上年|上年度|去年)(同期|)(为|数为|){s.prior}，(今年|本年)(同比|){s.rdir}{s.rate}",
    "(增减额|变动额|增减数)(为|){s.signed}，(增减率|变动率|增减比例)(为|){s.signed_rate}",
    "(较|比)(上年|{P}年)（{s.prior}）(同比|){s.rdir}{s.rate}",
    "{A}{s.dir}(约|近){s.delta}，{s.rdir}(约|){s.rate}左右",
    "(年度间|两年间|同比)(差额|差异|变动){s.delta}，(变动|增减)(幅度|比例){s.rate}",
    "{P}年(完成|实现|执行|发生){s.prior}、{Y}年{s.final}，{s.dir}{s.delta}",
    "{A}(总体|整体|总的)呈{s.rdir}态势，{s.dir}{s.delta}，{s.rdir}幅度{s.rate}",
    "（{P}年{s.prior}，{s.dir}{s.delta}，{s.rdir}{s.rate}）",
    "{A}差额{s.delta}(，变动{s.rate}|)",
    "{P}年、{Y}年(分别|依次|各)为{s.prior}、{s.final}(，{s.rdir}{s.rate}|)",
)
BUDGETED: tuple[str, ...] = (
    "(年初|年初批复|年初下达)预算{s.budget}，(年末|年底|到12月末)(实际|)(用去|花了|开支|兑付|列支){s.final}，(占|用去)年初预算的{s.done}",
    "{V}{s.gap}：(预算|预算安排){s.plan}，(实际|实支|实际列支){s.final}",
    "差额{s.gap}，(年初安排|年初预算|年初批复)(数|为|){s.budget}，(实际|)(支出|列支|用去){s.final}",
    "(实支|实际用去|花去|开支|共计列支|累计支出){s.final}，(比|较)(年初|)预算(数|){V}{s.gap}",
    "预算(口径|数|){s.plan}、决算(口径|数|){s.final}，(两者|二者|预决算)(相差|差额|差异){s.gap}",
    "(执行|完成)率{s.done}，(即|)年初预算{s.budget}、(实际|)(支出|列支){s.final}",
    "由年初(预算|)的{s.budget}(调整为|调整到)全年预算{s.adjusted}，(最终|实际|年末)(执行|支出|列支){s.final}，(占|完成)全年预算的{s.done_adjusted}",
    "(支出|)决算{s.final}（年初预算{s.budget}；(调整|全年)预算{s.adjusted}）",
    "年初预算、(全年|调整后|调整)预算、决算(分别|依次)(为|是|){s.budget}、{s.adjusted}、{s.final}",
    "年初预算、决算数(分别|依次|各)(为|是|){s.budget}、{s.final}，(差额|相差|差异){s.gap}(，差异率{s.gap_rate}|)",
    "安排(预算|){s.plan}，用去{s.final}，(用款|执行|支付)进度{s.done}",
    "(全年|全年可用|调整后)预算(指标|数|){s.adjusted}，(实际|累计|共)(支出|支付|列支){s.final}，(执行|支付)(率|进度)(为|){s.done_adjusted}",
    "(支出|)决算{s.final}，(占|为|达到)年初预算{s.budget}的{s.done}，(即|)(比|较)(其|预算){V}{s.gap}",
    "(县|州|市|厅)财政批复{s.plan}，(合计|共计|总共)支付{s.final}，{V}{s.gap}",
    "预算{s.plan}，(花了|开支|支用){s.final}",
)
CUES: tuple[str, ...] = (
    "(究其原因|归结起来|分析起来|具体来看|从原因看)，(主要是|是|主要在于)", "(增减|变化|变动)背后的(主要|直接)原因(是|为)", "{D}(部分|)主要(源自|出自|来自|来源于)",
    "(带动|引起|造成|导致)(变动|变化|{D})的(主要|直接|)(因素|原因)(是|为|：|有：)", "(这一|该|上述)(变化|变动|差异)(主要|)(系|是)(由于|因|因为)", "(原因|情况)(说明|解释)(如下|)：",
    "(主因|动因|诱因)(是|为|：)", "{D}的(缘由|成因|主因|来由)(是|为|：)", "之所以{D}，(是因为|主要因为|是由于|主要由于)", "主要(影响因素|变动因素|因素)(是|为|：|有：)",
    "差异主要在于", "(经分析|据统计|经核实)，(主要|原因|主要原因)是", "(与上年|同上年)(不同|有别)的(主要|)原因(是|在于)", "(皆因|概因|只因|多因)", "(原因|缘由)——",
)
UP: tuple[str, ...] = (
    "(县里|州里|厅里|市里)(把|将)<matter>(交由|划归)<we>(承办|牵头)", "(全省|全区|本地)统一(提高|上调)<pay>(标准|档次)", "<project>(进入|到了)(付款|结算|支付)(高峰|阶段)(，款项集中兑付|)",
    "(招|引|考录)进(了|)<staff><few>(名|人)", "(承办|举办)(了|)(全区|全州|全市|全县|全省)<matter>(现场会|观摩会|比赛|活动)", "<noun>(老化|损坏|到期)(，|后)(集中|陆续|)(更换|大修|重置)",
    "(东西部协作|对口支援|中央彩票公益金|债券)资金(到位|注入|拨入)", "(往年|前两年|以往)(拖欠|挂账)的<cost>(在今年|一并|本年)(结清|清偿|列支)", "<pay>(扩面|提标)", "(油价|煤价|电价|人工成本)(上扬|攀升|抬高)",
    "(下乡|巡查|督导|帮扶)(频次|任务|天数)(多于往年|加密)(，<cost>随之攀升|)", "<matter>由(试点|局部)(转为|推向)(全面|全域)(铺开|实施)", "(接收|整建制转入|并入)(了|)<bodies><few>个(，人员经费随转|)",
    "(中央|自治区|省里)加大(对|)<matter>(的|)(投入|扶持力度)", "新(设|成立|挂牌)(了|)<noun>(中心|大队|工作站)", "(非税|自筹|捐赠|利息)收入(多于上年|集中入账)", "(高海拔|艰苦边远|乡镇工作)(津贴|补贴)(提档|晋档|按新标准兑现)",
    "抢险(救灾|保供)(、|和)<matter>(支出|)(临时增多|较为集中)", "(超出|多于)上年的部分(为|系)<project>(资金|款)", "(补缴|补记|做实)(职业年金|医保|公积金)(单位部分|)", "<noun>(投用|启用|开馆)后(水电|物业|运维)(费用|开销)(抬升|加大)",
    "(恢复|重启)(了|)(线下|境外|跨省)(培训|交流|考察|调研)", "(政府购买服务|劳务派遣|外包)(岗位|内容|范围)(扩大|增多)",
)
DOWN: tuple[str, ...] = (
    "(勒紧|绷紧)(裤腰带|支出口子)，(能省则省|非必要不列支)", "(压降|缩减|砍掉|精简)(了|)<cost>(、<cost>|)", "<project>(去年|上年)(已|)(收官|竣工|结清)(，(今年|本年)(没有|不再有)(新|同类)开支|)",
    "<staff>(调离|到龄退休|分流|划走)(<few>(名|人)|)(，(人头|人员)经费随之(回落|下调)|)", "(县|州|市)财政(库款|资金)(调度|周转)(困难|吃紧)(，(部分|个别)(款项|指标)(跨年|次年)(兑付|下达)|)",
    "(来客|会务|公务往来)(少于往年|回落)", "<matter>(收尾|转入尾声|阶段性完成)", "(土地|用地|林草|环评)手续(未批|滞后)(，<project>(未能|没有)(开工|动工)|)", "(招标|比价|询价)(成交价|中标价)低于预算(价|)",
    "(推行|采用)(拼车|合乘|线上|电子)(出行|会议|办公|函件)", "(雨雪|冰冻|汛期|高寒)(天气|)使<matter>(施工期|工期)(缩短|延后)", "<bodies>(转企|撤销|移交)(后|)(不再|停止)(并表|编报|列支)", "(中央|省|自治区)(一次性|)(补助|奖补)(退坡|取消|到期)",
    "(单车|单次|单位)(油耗|费用|成本)(下行|走低)", "<pay>(政策|)(到期|终止|暂停)(，(本年|今年)未再发放|)", "(项目|资金)(清单|方案)(批复|下达)(较晚|在年底)(，(来不及|未及)(支付|形成支出)|)",
    "(盘活|收缴|清理)(了|)(存量|沉淀|结余)资金", "(上年|去年)基数(偏高|较大)(，(含|有)一次性的<project>|)", "<noun>(尾款|质保金)(转入|留待)(次年|下年)(兑付|支付)", "(不再|没有再)(租用|添置|购买)<noun>",
    "(大额|专项)(设备|工程)(购置|投入)(少于上年|减缓)", "<matter>(职责|任务)(移交|划给)(其他|兄弟)(部门|单位)", "(疫情|汛情|旱情)(防控|处置)(物资|)(投入|开销)(回落|缩减)",
)
FLAT: tuple[str, ...] = (
    "(两个|前后两个)年度(都|均)(未|没有)(安排|列支)(这笔|此类)(开支|费用)", "(人员|车辆|任务|业务)(规模|数量|)(稳定|没有变动)", "(执行|沿用)(原|上年)(标准|定额|口径)", "(严守|不突破)(控制数|预算盘子|上年规模)",
    "(预算编制|支出安排)(较为|比较)(精准|细致|科学)", "(无|没有)(因公出访|购车|接待|出国)(计划|任务|需求)", "(合同|协议)价(款|)未(变|调整)", "(支出|各项开支)(严格|)(对照|依照)批复(逐项|据实)(执行|列支)", "(编制|核定)数(未变|保持不变)",
)
