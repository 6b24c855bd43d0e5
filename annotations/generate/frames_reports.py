"""Sentences of budgets (部门预算), self-evaluation reports (绩效自评报告) and performance sections. All invented."""

from __future__ import annotations

PERFORMANCE = (
    "{Y}年度，{unit}对{n8}项目开展绩效自评，涉及财政资金{projects.final}，自评覆盖率(达到|为){r1.rate_other}。",
    "{item projectname}项目：年初预算数{proj.budget}，全年预算数{proj.adjusted}，执行数{proj.final}，执行率{proj.done_adjusted}，自评得分{score}分，自评等级为(优|良)。",
    "(1.|（1）|一是){item projectname}，全年预算数为{proj.adjusted}，执行数为{proj.final}，完成预算的{proj.done_adjusted}。主要产出和效果：{free}；{free2}。发现的问题及原因：{free2}不够。",
    "组织对{item projectname}、{item projectname2}等{n9}项目开展部门评价，涉及(一般公共预算支出|资金){projects.final}。",
    "从评价情况来看，{project}立项依据充分，(资金到位率|资金拨付率){r1.rate_other}，群众满意度{r2.rate_other}。",
    "{project}绩效目标为：{free}数量≥{n}个，{free2}率≥{r1.rate_other}，(服务对象|群众)满意度≥{r2.rate_other}，实际完成{n}个、{r1.rate_other}和{r2.rate_other}。",
    "部门整体支出绩效自评得分{score}分，其中预算执行（{n}分）得{n}分，预算执行率{proj.done_adjusted}。",
)
EVALUATION = (
    "（一）项目基本情况。{project}经(县|市|省)政府批准立项，{Y}年安排财政资金{proj.plan}，实施期限为{P}年{n}月至{N}年{n}月。",
    "（二）资金到位情况。截至{Y}年12月31日，{item projectname}到位资金{proj.adjusted}，到位率{r1.rate_other}，其中(中央|省级)资金{aid.other}、(市级|县级)配套{other.other}。",
    "（三）资金使用情况。截至{Y}年12月底，累计支出{proj.final}，预算执行率{proj.done_adjusted}，{item 结余资金}{other.other}按规定(收回|上缴)财政。",
    "(产出|数量)指标：{free}≥{n}个，实际完成{n}个，完成率{r1.rate_other}，得{n}分；质量指标：验收合格率{r2.rate_other}，得{n}分。",
    "成本指标：{free}单位成本≤{std.yuan}/(人|户|件)，实际{std.yuan}，控制在预算以内。",
    "预算执行率（{n}分）：全年预算{proj.adjusted}，实际执行{proj.final}，执行率{proj.done_adjusted}，扣{n}分，得{n}分。",
    "{unit}{Y}年{item 部门整体支出}全年预算数{exp.adjusted}，全年执行数{exp.final}，执行率{exp.done_adjusted}，(未达到|低于){r1.rate_other}的主要原因：{exp.gap_reason}。",
    "{Y}年年初(部门|)预算{item 基本支出}{gbasic.budget}、{item 项目支出}{gproject.budget}；决算{item 基本支出}{gbasic.final}、{item 项目支出}{gproject.final}，较上年分别{gbasic.dir}{gbasic.delta}、{gproject.dir}{gproject.delta}。",
    "{item “三公”经费}控制情况：预算{three.plan}，实际{three.final}，控制率{three.done}（≤{r1.rate_other}），得{n}分。",
    "偏差原因分析及改进措施：{free}率未达到{r1.rate_other}的目标值，(一是|主要是){free2}进度(滞后|偏慢)；二是{project}(招标|验收)时间较晚。",
    "依据《政府会计准则》（财会〔{P}〕{n}号）及{mark}财办〔{Y}〕{n}号文件，固定资产（单价{std.yuan}以上）(全部|)纳入台账管理。",
    "评价组现场抽查{n}个(村|项目点|单位)，发放问卷{n}00份，收回{n}0份，回收率{r1.rate_other}，满意度{r2.rate_other}。",
    "综合评分{score}.{n}分，评价等级为“(优|良|中)”，其中：投入{n}分、过程{n}分、产出{n}分、效果{n}分。",
)
BUDGET = (
    "按照综合预算原则，{unit}所有收入和支出均纳入部门预算管理。{Y}年{item 收支预算总额}{inc.plan}，其中当年{item 财政拨款}{finc.plan}、{item 上年结转}{carry.final}。",
    "{Y}年{item 收入总预算}{inc.plan}，其中：{item 一般公共预算拨款收入}{ginc.plan}，占{ginc.share}；{item 事业收入}{nil.plan}，占{nil.share}。",
    "{Y}年预算安排{item 基本支出}{gbasic.plan}，其中：{item 工资福利支出}{e301.plan}，{item 商品和服务支出}{e302.plan}；{item 项目支出}{gproject.plan}。",
    "{unit}{Y}年{item 一般公共预算基本支出}{gbasic.plan}，其中：{item 工资福利支出}{e301.plan}，主要包括{item 基本工资}、{item 津贴补贴}、{item 奖金}等；{item 商品和服务支出}{e302.plan}。",
    "{Y}年{three}预算{three.plan}，(较|比)上年预算{three.dir}{three.delta}，{three.rdir}{three.rate}。{why three}。",
    "1.{abroad}{abroad.plan}，(较|比){P}年预算{abroad.dir}{abroad.delta}{because abroad}。2.{reception}{reception.plan}，(较|比){P}年预算{reception.dir}{reception.delta}{because reception}。",
    "{path}{path.plan}，主要用于{free}支出，比上年(年初|)预算{path.dir}{path.delta}，{path.rdir}{path.rate}。",
    "（{n}）{path}：{Y}年预算{path.plan}，较上年{path.dir}{path.delta}{because path}。",
    "{Y}年本部门{operating}财政拨款预算{operating.plan}，比{P}年预算{operating.dir}{operating.delta}，{operating.rdir}{operating.rate}。主要原因是{operating.reason}。",
    "{Y}年{item 政府采购预算总额}{procurement.plan}，其中：{item 货物}{goods.plan}、{item 工程}{works.plan}、{item 服务}{services.plan}。",
    "{Y}年实行绩效目标管理的项目{n8}，涉及一般公共预算{projects.plan}。",
    "截至{P}年12月31日，{unit}共有车辆{count n4}，单位价值{threshold.other}以上设备{count n7}。{Y}年部门预算安排购置车辆{count n3}。",
    "本年度预算编制范围包括{n9}预算单位，在职人员{n}人，离退休人员{n}人，编制{n}名。",
    "{Y}年政府性基金预算{item 支出}{nil.plan}，{P}年{nil.plan}，无增减。",
)
