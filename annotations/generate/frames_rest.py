"""Frames of the sections behind the general budget: 基本支出, 三公, 基金, 国资, 运行经费, 采购, 资产, 绩效."""

from __future__ import annotations

from annotations.generate.frames_totals import Frames

BASIC_HEAD: Frames = {
    "sichuan": ("{Y}(年度|年){gbasic}{gbasic.final}，其中：",),
    "shanghai": ("{gbasic}{gbasic.final}。其中：",),
    "hunan": ("{Y}年度{gbasic}{gbasic.final}，其中：",),
    "any": (
        "{Y}年(度|){gbasic}{gbasic.final}，其中：",
        "{unit}{Y}年度{gbasic}{gbasic.final}，包括人员经费和公用经费，其中：",
        "{gbasic}{gbasic.final}，{change gbasic}{because gbasic}。其中：",
        "{Y}年度{gbasic}{gbasic.final}(，|。)",
    ),
}
BASIC_CLASSES: Frames = {"jiangxi": ("（{o}）{s}{s.final}，{change s}{because s}。",)}
"""Regions that go through the economic 类 instead of 人员 and 公用."""
BASIC_PART: Frames = {
    "sichuan": ("{s}{s.final}，主要包括：{names}。",),
    "shanghai": ("{s}{s.final}，主要包括：{names}；",),
    "shanxi": ("{s}{s.final}，主要包括{sums}；", "{s}{s.final}，主要包括：{sums}。"),
    "hunan": (
        "{s}{s.final}，占{item 基本支出}的{s.share}，主要包括{names}(等|)；",
        "{s}{s.final}，占{item 基本支出}的{s.share}，主要包括{names}。",
    ),
    "yunnan": ("{names}等{s}{s.final}，占{item 基本支出}的{s.share}。",),
    "guangxi": (
        "{s}{s.final}，{change s}{because s}。主要包括：{names}。",
        "{s}{s.final}，完成年初预算的{s.done}，{change s}{because s}。",
    ),
    "chongqing": (
        "{s}{s.final}，较上年决算数{s.dir}{s.delta}，{s.rdir}{s.rate}{because s}。{s}用途主要包括{names}等。",
    ),
    "any": (
        "{s}{s.final}，主要包括：{names}。",
        "{s}{s.final}，主要包括：{sums}。",
        "（一）{s}{s.final}，{change s}{because s}。主要包括{names}。",
        "{s}{s.final}，主要用于{names}等支出；",
        "{s}{s.final}，占{s.share}，主要包括{names}。",
        "{s}{s.final}，包括：{sums}。",
        "{s}{s.final}。主要(是|包括)(：|){names}(等|)。",
        "{s}：{s.final}，其中：{sums}。",
    ),
}
THREE_TOTAL: Frames = {
    "sichuan": (
        "{Y}(年度|年){three}支出决算为{three.final}，完成预算{three.done}，较上年(度|){three.dir}{three.delta}，{three.rdir}{three.rate}。{compare three}。",
        "{Y}年{three}支出决算为{three.final}，完成预算{three.done}，{change three}。{compare three}。",
    ),
    "shanghai": (
        "{three}年初预算为{three.budget}，支出决算为{three.final}，完成预算的{three.done}，其中：{abroad}决算为{abroad.final}，完成预算的{abroad.done}；{vehicles}支出决算为{vehicles.final}，完成预算的{vehicles.done}；{reception}支出决算为{reception.final}，完成预算的{reception.done}。{Y}年度“三公”经费支出{compare three}。",
        "{Y}年度{three}决算数(比|较){P}年度{three.dir}{three.delta}，{three.rdir}{three.rate}，其中：{abroad}支出决算{abroad.dir}{abroad.delta}，{abroad.rdir}{abroad.rate}；{vehicles}支出决算{vehicles.dir}{vehicles.delta}，{vehicles.rdir}{vehicles.rate}；{reception}支出决算{reception.dir}{reception.delta}，{reception.rdir}{reception.rate}。{why abroad}。{vehicles}支出{vehicles.dir}的主要原因是{vehicles.reason}。",
    ),
    "shanxi": (
        "{Y}年度{three}支出全年预算{three.adjusted}，支出决算{three.final}，完成全年预算的{three.done_adjusted}，{change three}{because three}。其中：",
    ),
    "hunan": (
        "{three}支出预算为{three.plan}，支出决算为{three.final}，完成预算的{three.done}，其中：",
        "{abroad}支出预算为{abroad.plan}，支出决算为{abroad.final}，完成预算的{abroad.done}，{compare abroad}，与上年相比{abroad.dir}{abroad.delta}，{abroad.rdir}{abroad.rate}{because abroad}。",
        "{reception}支出预算为{reception.plan}，支出决算为{reception.final}，完成预算的{reception.done}，{compare reception}，与上年相比{reception.dir}{reception.delta}，{reception.rdir}{reception.rate}，{reception.dir}的主要原因是{reception.reason}。",
        "{vehicles}支出预算为{vehicles.plan}，支出决算为{vehicles.final}，完成预算的{vehicles.done}，{compare vehicles}，与上年相比{vehicles.dir}{vehicles.delta}，{vehicles.rdir}{vehicles.rate}{because vehicles}。",
    ),
    "guangxi": (
        "{Y}年度{three}支出{three.final}，比年初预算{three.gdir}{three.gap}，比上年{three.dir}{three.delta}。其中：{abroad}{abroad.final}，比年初预算{abroad.gdir}{abroad.gap}；{vehicles}{vehicles.final}，比年初预算{vehicles.gdir}{vehicles.gap}；{reception}{reception.final}，比年初预算{reception.gdir}{reception.gap}。",
        "{three}支出{three.cmp}预算数的主要原因是{three.gap_reason}。",
    ),
    "chongqing": (
        "{Y}年度{three}支出共计{three.final}，较年初预算数{three.gdir}{three.gap}，{three.grdir}{three.gap_rate}，主要原因是{three.gap_reason}。较上年支出数{three.dir}{three.delta}，{three.rdir}{three.rate}{because three}。",
    ),
    "yunnan": (
        "{unit}{Y}年度{three}支出预算为{three.plan}，支出决算为{three.final}，完成预算的{three.done}。其中：{abroad}支出决算为{abroad.final}，完成预算的{abroad.done}；{vehicles}支出决算为{vehicles.final}，完成预算的{vehicles.done}；{reception}支出决算为{reception.final}，完成预算的{reception.done}。",
        "{Y}年度“三公”经费支出决算数比{P}年{three.dir}{three.delta}，{three.rdir}{three.rate}。其中：{abroad}支出决算{abroad.dir}{abroad.delta}；{vehicles}支出决算{vehicles.dir}{vehicles.delta}，{vehicles.rdir}{vehicles.rate}；{reception}支出决算{reception.dir}{reception.delta}，{reception.rdir}{reception.rate}。{why three}。",
    ),
    "hebei": (
        "本部门{Y}年度{three}支出预算为{three.plan}，支出决算为{three.final}，完成预算的{three.done}，较预算{three.gdir}{three.gap}，{three.grdir}{three.gap_rate}，主要是{three.gap_reason}；较{P}年度决算{three.dir}{three.delta}，{three.rdir}{three.rate}，主要是{three.reason}。",
    ),
    "xinjiang": (
        "{Y}年度{three}支出决算{three.final}，比上年{three.dir}{three.delta}，{three.rdir}{three.rate}{because three}。其中，{abroad}支出{abroad.final}，占{abroad.share}，{change abroad}{because abroad}；{vehicles}支出{vehicles.final}，占{vehicles.share}，{change vehicles}{because vehicles}；{reception}支出{reception.final}，占{reception.share}，{change reception}{because reception}。",
    ),
    "evaluation": (
        "从上表可以看出：本单位{Y}年度{three}控制率为{three.done}，控制较好，(但|)与上年决算数相比{three.dir}{three.delta}，同比{three.dir}率{three.rate}，{three.dir}原因：{three.reason}。",
    ),
    "any": (
        "{three}共计{three.final}，{saving three}，其中{car_running}{car_running.final}，主要用于{count n4}(执法|公务)车的燃油、维修和保险；{reception}{reception.final}，接待{count n5}{count n6}。",
        "{three}决算{three.final}，{saving three}{because three}。",
        "{Y}年度{three}(支出|){budget three}。{compare three}。{change three}{because three}。",
        "{unit}{Y}年{three}{budget three}，{change three}{because three}。",
        "{Y}年度{three}支出决算为{three.final}，{change three}{because three}。其中：",
        "{Y}年{three}(预算|预算数)(为|){three.plan}，(决算|支出决算)(为|){three.final}，完成预算的{three.done}，{compare three}。",
        "{three}支出{three.final}，{change three}{because three}。其中{abroad}{abroad.final}，{change abroad}；{vehicles}{vehicles.final}，{change vehicles}{because vehicles}；{reception}{reception.final}，{change reception}{because reception}。",
    ),
}
THREE_SHARES: Frames = {
    "sichuan": (
        "{Y}(年度|年){three}支出决算中，{abroad}支出决算{abroad.final}，占{abroad.share}；{vehicles}支出决算{vehicles.final}，占{vehicles.share}；{reception}支出决算{reception.final}，占{reception.share}。具体情况如下：",
    ),
    "any": (
        "{three}支出决算中，{abroad}支出{abroad.final}，占{abroad.share}；{vehicles}支出{vehicles.final}，占{vehicles.share}；{reception}支出{reception.final}，占{reception.share}。(其中|具体情况如下)：",
        "{Y}年度{three}支出决算中，{abroad}支出决算{abroad.final}，占{abroad.share}，{vehicles}支出决算{vehicles.final}，占{vehicles.share}，{reception}支出决算{reception.final}，占{reception.share}。其中：",
    ),
}
ABROAD: Frames = {
    "sichuan": (
        "1.{abroad}支出{abroad.final}，完成预算{abroad.done}。全年安排因公出国（境）团组{count n1}，出国（境）{count n2}。{abroad}支出决算比{P}年(度|){abroad.dir}{abroad.delta}，{abroad.rdir}{abroad.rate}{because abroad}。",
        "1.{abroad}支出{abroad.final}，完成预算{abroad.done}。{abroad}支出决算比{P}年增加/减少{abroad.delta}，增长/下降{abroad.rate}。",
    ),
    "shanxi": (
        "{abroad}支出{abroad.final}，完成全年预算的{abroad.done_adjusted}，{change abroad}，主要原因是：{abroad.reason}；",
        "1、{abroad}支出{abroad.final}，出国团组共{count n1}，{count n2}。主要用于：{s_purpose}。",
    ),
    "any": (
        "1．{abroad}支出{abroad.final}。全年使用财政拨款安排{unit}出国（境）团组{count n1}、累计{count n2}。(开支内容包括：{s_purpose}。|)",
        "（一）{abroad}{budget abroad}。{change abroad}{because abroad}。",
        "1.{abroad}{abroad.final}，占{item “三公”经费}支出决算的{abroad.share}。{change abroad}{because abroad}。全年因公出国（境）团组{count n1}，累计{count n2}。",
        "{abroad}全年预算{abroad.adjusted}，决算{abroad.final}，完成全年预算的{abroad.done_adjusted}{because abroad}。",
        "1、{abroad}{abroad.final}，主要用于{s_purpose}。本年度本单位组织因公出国（境）团组{count n1}，{count n2}。",
        "本年度(本单位|我单位){item 因公出国（境）费用}支出{abroad.final}，{change abroad}{because abroad}。",
    ),
}
VEHICLES: Frames = {
    "sichuan": (
        "2.{vehicles}支出{vehicles.final}，完成预算{vehicles.done}。{vehicles}支出决算比{P}年(度|){vehicles.dir}{vehicles.delta}，{vehicles.rdir}{vehicles.rate}{because vehicles}。",
        "其中：{car_purchase}支出{car_purchase.final}。全年按规定更新购置公务用车{count n3}，其中：{item 轿车}{count n3}、金额{car_purchase.final}，{item 越野车}{count zero}、金额{nil.final}，{item 载客汽车}{count zero}、金额{nil.final}。截至{Y}年12月31日，单位共有公务用车{count n4}，其中：轿车{count n4}、{item 越野车}{count zero}、载客汽车{count zero}。",
        "{car_running}支出{car_running.final}。主要用于{s_purpose}等所需的公务用车燃料费、维修费、过路过桥费、保险费等支出。",
    ),
    "shanxi": (
        "{car_purchase}支出{car_purchase.final}，完成全年预算的{car_purchase.done_adjusted}，{change car_purchase}，主要原因是：{car_purchase.reason}；",
        "{car_running}支出{car_running.final}，完成全年预算的{car_running.done_adjusted}，{change car_running}，主要原因是：{car_running.reason}；",
        "3、{car_running}支出{car_running.final}，使用财政拨款负担的公务用车保有量共{count n4}，主要用于：{s_purpose}。",
    ),
    "any": (
        "2．{vehicles}支出{vehicles.final}。其中：{car_purchase}支出{car_purchase.final}，购置公务用车{count n3}；{car_running}支出{car_running.final}，主要用于{s_purpose}。{Y}年，公务用车保有量为{count n4}。",
        "（二）{vehicles}{budget vehicles}。{change vehicles}{because vehicles}。其中：{car_purchase}{car_purchase.final}，{car_running}{car_running.final}。",
        "{vehicles}支出决算为{vehicles.final}，其中：{car_purchase}决算{car_purchase.final}，完成预算的{car_purchase.done}，本年度购置公务用车{count n3}；{car_running}决算{car_running.final}，完成预算的{car_running.done}，{compare car_running}。",
        "2.{vehicles}{vehicles.final}，占{vehicles.share}，{change vehicles}{because vehicles}。其中{car_purchase}（含购置税）{car_purchase.final}，购置车辆{count n3}；{car_running}{car_running.final}，{car_running.dir}{car_running.delta}，{why car_running}。期末单位开支财政拨款的公务用车保有量{count n4}。",
        "{item 公务用车购置}{car_purchase.final}（{count n3}）；{item 公务用车运行维护费}{car_running.final}，年末公务用车保有量{count n4}。",
        "2．{vehicles}全年预算为{vehicles.adjusted}，支出决算为{vehicles.final}，完成全年预算的{vehicles.done_adjusted}，{change vehicles}{because vehicles}。",
    ),
}
RECEPTION: Frames = {
    "sichuan": (
        "3.{reception}支出{reception.final}，完成预算{reception.done}。{reception}支出决算比{P}年度{reception.dir}{reception.delta}，{reception.rdir}{reception.rate}{because reception}。其中：",
        "{item 国内公务接待}支出{domestic.final}，主要用于{s_purpose}的用餐费等。国内公务接待{count n5}，{count n6}（不包括陪同人员），共计支出{domestic.final}，具体内容包括：{guests}。",
        "{item 外事接待}支出{nil.final}。外事接待{count zero5}，{count zero6}（不包括陪同人员），共计支出{nil.final}。",
    ),
    "shanxi": (
        "{reception}支出{reception.final}，完成全年预算的{reception.done_adjusted}，{change reception}，主要原因是：{reception.reason}。",
        "4、{reception}支出{reception.final}，共接待{count n5}，{count n6}。{item 国内接待费}{domestic.final}，共接待{count n5}，{count n6}，其中{item 外事接待费}{nil.final}，共接待{count zero5}，{count zero6}，主要是接待{s_purpose}；{item 国（境）外接待费}{nil.final}，共接待国（境）外{count zero5}，{count zero6}。",
    ),
    "any": (
        "3．{reception}支出{reception.final}。其中：{item 国内接待费}支出{domestic.final}，主要用于{s_purpose}。{Y}年共接待国内来访团组{count n5}、来宾{count n6}（不包括陪同人员）。{item 国（境）外接待费}支出{nil.final}。",
        "（三）{reception}{budget reception}。{change reception}{because reception}。国内公务接待{count n5}，{count n6}。",
        "{reception}{reception.final}，{change reception}{because reception}。全年共接待{count n5}、{count n6}，人均{each.other}。",
        "3.{reception}{reception.final}，占{reception.share}，主要用于{s_purpose}。国内公务接待批次{count n5}，接待人次{count n6}{because reception}。",
        "3．{reception}全年预算为{reception.adjusted}，支出决算为{reception.final}，完成全年预算的{reception.done_adjusted}，{compare reception}。",
        "{reception}{reception.final}，为预算的{reception.done}，{reception.rdir}{reception.rate}{because reception}。本年共接待{count n5}，{count n6}。",
    ),
}
FUND: Frames = {
    "any": (
        "{Y}年度{fund}{fund.final}。",
        "{unit}{Y}年度政府性基金预算{item 本年收入}{fund_inc.final}，{item 本年支出}{fund.final}，{change fund}{because fund}。",
        "{Y}年度{item 政府性基金预算财政拨款收入}{fund_inc.final}；{item 年初结转和结余}{fund_in.final}；{item 支出}{fund.final}，其中{item 基本支出}{fund_basic.final}，{item 项目支出}{fund_project.final}；{item 年末结转和结余}{fund_out.final}。",
        "{fund}年初预算为{fund.budget}，支出决算为{fund.final}，{purpose fund}。",
    ),
    "none": (
        "本年度无此项支出。",
        "{unit}{Y}年度无政府性基金预算财政拨款收入和支出。",
        "{Y}年度{fund}{nil.final}。",
        "本单位{Y}年度无政府性基金预算收支，无数据，公开表为空表。",
        "{Y}年本单位无政府性基金预算支出情况。",
        "{unit}没有政府性基金预算拨款收入，也没有使用政府性基金安排的支出，故本表无数据。",
        "政府性基金预算财政拨款{item 本年收入}{nil.final}，{item 本年支出}{nil.final}。",
    ),
}
CAPITAL: Frames = {
    "none": (
        "本年度无此项支出。",
        "{unit}{Y}年度无国有资本经营预算财政拨款收入和支出。",
        "{Y}年度{capital}{nil.final}。",
        "{Y}年本单位无国有资本经营预算支出情况。",
        "本部门无国有资本经营预算财政拨款收支，与上年(相同|持平)。",
        "{capital}{nil.final}，与上年持平。",
    ),
    "any": (
        "{Y}年度{capital}{capital.final}，{purpose capital}。",
        "{Y}年度国有资本经营预算财政拨款{item 本年收入}{capital_inc.final}，{item 本年支出}{capital.final}。",
    ),
}
MEETINGS: Frames = {
    "any": (
        "{meeting m1}；{meeting m2}。",
        "（一）{meeting m1}。",
        "{Y}年度{meeting m1}。{Y}年度{meeting m2}。",
        "{item 会议费}、{item 培训费}合计{msum.final}，其中：{meeting m1}；{meeting m2}。",
    ),
}
OPERATING: Frames = {
    "sichuan": (
        "{Y}(年度|年)，{unit}{operating}支出{operating.final}，比{P}年(度|){operating.dir}{operating.delta}，{operating.rdir}{operating.rate}{because operating}。",
    ),
    "shanghai": (
        "{operating}支出{operating.final}，比{P}年度{operating.dir}{operating.delta}，{operating.rdir}{operating.rate}{because operating}。",
    ),
    "hunan": (
        "本部门{Y}年度{operating}支出{operating.final}，比年初预算数{operating.gdir}{operating.gap}，{operating.grdir}{operating.gap_rate}。主要原因是：{operating.gap_reason}。",
    ),
    "any": (
        "{Y}年(度|){operating}(支出|){operating.final}，{change operating}{because operating}。",
        "{unit}{Y}年{operating}支出{operating.final}，{change operating}{because operating}。",
        "本(部门|单位){Y}年度{operating}{budget operating}。{change operating}{because operating}。",
        "{Y}年度，{unit}履行职能使用的{operating}合计{operating.final}，{change operating}{because operating}。",
        "{operating}{Y}年(度|)决算数{operating.final}，较上年决算数{operating.prior}{operating.dir}{operating.delta}，{operating.rdir}{operating.rate}{because operating}。",
    ),
}
PROCUREMENT: Frames = {
    "shanghai": (
        "{unit}{Y}年度{procurement}（以合同签订为准）为{procurement.final}，其中：{goods}{goods.final}、{works}{works.final}、{services}{services.final}。",
        "{Y}年度本部门{item 面向中小企业预留政府采购项目预算金额}{sme.plan}，{item 面向小微企业预留政府采购项目预算金额}{micro.plan}。在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，{item 采购金额}{sme.final}；在面向小微企业预留政府采购项目中，由小微企业供应商中标或成交的，{item 采购金额}{micro.final}。",
    ),
    "any": (
        "政府采购方面：全年{item 采购总额}{procurement.final}，其中{item 货物}{goods.final}、{item 工程}{works.final}，{item 服务}类{services.final}，{item 授予中小企业合同}{sme.final}，占{item 采购总额}{sme.share}。",
        "{Y}年(度|)，{unit}{procurement}{procurement.final}，其中：{goods}{goods.final}、{works}{works.final}、{services}{services.final}。{sme}{sme.final}，占{item 政府采购支出总额}的{sme.share}，其中：{micro}{micro.final}，占{item 政府采购支出总额}的{micro.share}。(主要用于{s_purpose}。|)",
        "{Y}年度{procurement}{procurement.final}，其中：{goods}{goods.final}；{works}{works.final}；{services}{services.final}。{sme}{sme.final}，占{sme.share}；{sme_goods}占{item 货物支出金额}的{sme_goods.share}，{sme_works}占{item 工程支出金额}的{sme_works.share}，{sme_services}占{item 服务支出金额}的{sme_services.share}。",
        "{Y}年{procurement}{procurement.final}。按类别看，{item 货物}(最多|居首|占大头)，为{goods.final}，占{goods.share}；{item 工程}次之，为{works.final}，占{works.share}；{item 服务}{services.final}，占{services.share}。",
        "全年{procurement}{procurement.final}（{item 货物}{goods.final}，{item 工程}{works.final}，{item 服务}{services.final}），{change procurement}，(均|全部)授予(中小|小微)企业。",
        "{procurement}{procurement.final}，其中{goods}{goods.final}，占{goods.share}；{works}{works.final}，占{works.share}；{services}{services.final}，占{services.share}。",
        "{unit}{Y}年{procurement}(预算|)为{procurement.final}，{change procurement}{because procurement}。",
    ),
    "none": (
        "{Y}年(度|)，{unit}{procurement}{nil.final}。",
        "本单位{Y}年度无政府采购支出。",
        "{Y}年度{procurement}{nil.final}，其中：{goods}{nil.final}、{works}{nil.final}、{services}{nil.final}。{sme}{nil.final}，占{item 政府采购支出总额}的{nil.share}。",
    ),
}
ASSETS: Frames = {
    "any": (
        "截至{Y}年12月31日，{unit}共有车辆{count n4}，其中：{vehicle_list}。单价{threshold.other}(（含）|)以上(的|)(通用|)设备（不含车辆）{count n7}。",
        "截至{Y}年12月31日，本部门（单位）共有车辆{count n4}。其中：{vehicle_list}，其他用车主要是{s_purpose}；单价{threshold.other}（含）以上设备（不含车辆）{count n7}。",
        "截止{Y}年年末，{unit}占用房屋面积{count area}，其中办公用房{count area2}；共有车辆{count n4}；单位价值{threshold.other}以上通用设备{count n7}，单位价值{threshold2.other}以上专用设备{count zero7}。",
        "{Y}年末，单位固定资产总额{asset.other}，其中车辆{count n4}。",
    ),
}
PERFORMANCE: Frames = {
    "any": (
        "根据预算绩效管理要求，(本部门|本单位|我单位)在{Y}年度预算编制阶段，组织对{project}等{n8}项目开展了预算事前绩效评估，对{n8}项目编制了绩效目标，预算执行过程中，选取{n9}项目开展绩效监控。",
        "(组织|)对{Y}年度(一般公共预算|)项目支出(全面|)开展绩效自评，(共|)涉及项目{n8}，(共涉及|涉及)(资金{projects.final}|预算资金{projects.plan})，占{item 一般公共预算项目支出总额}的{projects.share}。",
        "{Y}年二级项目绩效自评个数{n8},涉及资金{projects.final}:{n8}项目自评等级为“优”,{zero9}项目自评等级为“良”。",
        "{item projectname}绩效自评综述：全年预算数为{proj.adjusted}，(全年|)执行数为{proj.final}，(预算执行率|执行率|完成预算的)(为|){proj.done_adjusted}，自评得分{score}分。项目绩效目标完成情况：一是{free}；二是{free2}。",
        "(选取|组织对|对|选择){item projectname}(开展|进行|公开)(重点评价|绩效自评|自评|绩效评价)(结果|)(：|，)(项目|)预算{proj.plan}，(实际支出|支付|执行|支出){proj.final}，(资金执行率|支付进度|执行率)(为|){proj.done}，(一次验收合格率|造林成活率|资助覆盖率|群众满意率){r1.rate_other}(，(事故起数|投诉量|发案数)(同比|)(下降|减少){r2.rate_other}|)。",
        "{n}.{item projectname}。预算{proj.plan}，(支付|支出|拨付){proj.final}，支付进度{proj.done}，(未达到|低于){r1.rate_other}的(序时进度|目标)，(主要|)原因(是|为|：){proj.gap_reason}。",
        "{item projectname}全年预算{proj.adjusted}，执行{proj.final}，执行率{proj.done_adjusted}，(得分|评分){score}分；{free}率(指标值|目标值)≥{r1.rate_other}，实际(完成|){r2.rate_other}，偏差原因：{proj.gap_reason}。",
        "绩效评价结果显示，(该|)项目(预算执行率|资金使用率)(为|){proj.done_adjusted}，群众满意度达到{r2.rate_other}，{free}率{r1.rate_other}以上。",
        "全力抓好{free}，确保{free2}率{r1.rate_other}，{free}率达到{r2.rate_other}。",
        "全年{free}同比下降{r1.rate_other}，{free2}率{r2.rate_other}以上，位列全(市|县|省)第(一|三|五)。",
        "项目预算安排资金{proj.plan}，主要用于{s_purpose}。",
        "常年项目绩效分析。该类项目总数{n8}，涉及预算总金额{projects.plan}，1—12月预算执行总体进度为{projects.done}，其中：预算结余率大于{r1.rate_other}的项目共计{zero9}。",
        "{unit}{Y}年年初预算{item 收入}{inc.budget}、决算报表{item 收入}{inc.final}。",
        "{unit}{Y}年年初预算{item 支出}{exp.budget}、决算报表{item 支出}{exp.final}。",
        "编报绩效目标的{Y}年度项目{n8}，涉及预算金额{projects.plan}；绩效跟踪评价的{Y}年度项目{n9}，涉及预算金额{projects.plan}；绩效自评的{Y}年度项目{n8}，涉及预算金额{projects.plan}，平均得分{score}分（其中，绩效评级为“优”的项目{n8}；绩效评级为“良”的项目{zero9}）。",
        "存在的主要问题及原因：一是{free}，{free2}不够；二是预算执行进度(偏慢|不均衡)。下一步改进措施：{free}。",
        "原因分析：主要是{free}，{free2}不到位，需进一步加强。",
    ),
}
EVALUATION: Frames = {
    "any": (
        "根据《{place}财政厅关于印发<{place}预算支出绩效评价管理办法>的通知》（{mark}财绩〔{P}〕{n}号）等文件精神，(本单位|我单位)于{N}年{n}月组织力量对{Y}年度部门整体支出进行了绩效评价。",
        "本单位{Y}年{gen}{gen.final}，包括：{item 基本支出}{gbasic.final}、{item 项目支出}{gproject.final}。",
        "其中：{item 工资福利支出}{e301.final}，{item 商品和服务支出}{e302.final}，{item 对个人和家庭的补助}{e303.final}，{item 资本性支出}{e310.final}。",
        "1、{Y}年{item 基本支出}全年预算数为{gbasic.adjusted}，其中：年初预算{gbasic.budget}，{item 年中调整追加}{gbasic.plan}。实际支出{gbasic.final}，{item 年末结转}为{nil.bare}。",
        "2、按经济科目划分，各项支出金额分别为：{item 工资福利支出}{e301.final}；{item 商品和服务支出}{e302.final}；{item 对个人和家庭的补助}{e303.final}，{item 资本性支出}{e310.final}，{item 合计}{gbasic.final}。",
        "本单位{Y}年度{item 项目支出}预算{gproject.plan}，为{project}经费。",
        "本单位{Y}年度实际到位{item 项目资金}{gproject.final}，其中：年初预算{item projectname}{proj.budget}，实际到位{gproject.final}。预算追加{item projectname2}{proj2.plan}。",
        "本年实际{item 支出}{gproject.final}，具体支出情况为：",
        "{Y}年本单位无社会保险基金预算支出情况。",
        "截止{Y}年12月31日，本单位经编办核定的编制人数为{n}人，年末实有人员{n}人，其中在职人员{n}人、退休人员{n}人。",
        "（五）部门整体支出预算执行率{proj.done_adjusted}，资金使用合规率{r2.rate_other}，得{n}分。",
        "{unit}设立于{P}年10月，联系电话：0{n}43-87568{n}，统一社会信用代码为114331007328708{n}Q。",
        "{Y}年{item 部门预算收入}{inc.final}，其中{item 一般公共预算拨款}{ginc.final}，{item 其他收入}{oinc.final}，{item 上年结转}{carry.final}。",
        "{Y}年度部门{item 整体支出}{exp.final}，其中{item 基本支出}{gbasic.final}，占{gbasic.share}；{item 项目支出}{gproject.final}，占{gproject.share}。",
        "公用经费控制率为{r2.rate_other}，政府采购执行率{r1.rate_other}，资产利用率{r2.rate_other}。",
    ),
}
BUDGET: Frames = {
    "any": (
        "{Y}年度项目总预算{projects.plan}，其中{item projectname}{p1.plan}，{item projectname2}{p2.plan}，支持{item free}{p3.plan}，{item 合计}{projects.plan}。",
        "{n}.“{path}”预算(数|)(为|){path.plan}，{purpose path}。",
        "{n}.{path}{Y}年预算数为{path.plan}，比{P}年(预算|执行数|预算执行数){path.dir}{path.delta}，{path.rdir}{path.rate}{because path}。",
        "财政拨款收入支出{gen.dir}的主要原因是：{gen.reason}。",
        "（三）{reception}预算{reception.plan}。{change reception}，主要原因是{reception.reason}。其中：{car_purchase}预算{car_purchase.plan}，{change car_purchase}，主要原因是{car_purchase.reason}；{car_running}预算{car_running.plan}，比{P}年预算{car_running.dir}{car_running.delta}{because car_running}。",
        "{Y}年，{unit}{item 收入预算}{inc.plan}，其中：{item 财政拨款收入}{finc.plan}，比{P}年预算{finc.dir}{finc.delta}；{item 事业收入}{nil.plan}；{item 其他收入}{oinc.plan}。",
        "{item 支出预算}{exp.plan}，其中：{item 财政拨款支出预算}{gen.plan}，比{P}年预算(执行数|){gen.dir}{gen.delta}(，{gen.rdir}{gen.rate}|)。",
        "财政拨款支出预算中，{item 一般公共预算拨款支出预算}{gen.plan}，比{P}年预算{gen.dir}{gen.delta}；{item 政府性基金拨款支出预算}{nil.plan}，与{P}年预算持平。",
        "{Y}年{item “三公”经费}预算数为{three.plan}，比{P}年预算{three.dir}{three.delta}。其中：（一）{abroad}{abroad.plan}，{change abroad}，主要原因是{abroad.reason}。（二）{vehicles}{vehicles.plan}，{change vehicles}，主要原因是{vehicles.reason}。",
        "{Y}年{unit}财政拨款的{operating}预算为{operating.plan}，{change operating}{because operating}。",
        "{Y}年度本部门{item 政府采购预算}{procurement.plan}，其中：{item 政府采购货物预算}{goods.plan}、{item 政府采购工程预算}{works.plan}、{item 政府采购服务预算}{services.plan}。",
        "{Y}年度，本部门编报绩效目标的项目共{n8}，涉及项目预算资金{projects.plan}。",
        "{unit}{Y}年{item 收支总预算}{inc.plan}，比{P}年{inc.dir}{inc.delta}，{inc.rdir}{inc.rate}{because inc}。",
    ),
}
