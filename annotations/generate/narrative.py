"""Prose around the accounts: duties, organisation, definitions — mostly without a figure, sometimes a trap."""

from __future__ import annotations

import random

from annotations.generate import further
from annotations.generate.books import Books
from annotations.generate.words import choose, fill

DUTIES = (
    "（{n}）贯彻执行<noun><deed>、<matter>的(方针|法律法规|政策)，拟订<noun><deed>(规划|计划|标准)并组织实施。",
    "{n}.负责<matter>、<noun><deed>工作；承担<noun><verb>的责任。",
    "（{n}）组织开展<matter>，指导<noun><vn>，监督检查<noun><deed>情况。",
    "（{n}）完成{region}(委|政府)交办的其他任务。",
    "根据《{region}机构改革方案》，制定本规定。",
    "（{n}）贯彻执行国家和省、市有关方针政策、法律法规，并组织实施。",
    "{n}.负责本系统财务、资产和内部审计工作。",
    "（{n}）负责机关日常运转，承担信息、安全、保密和政务公开等工作。",
    "负责(人|科技|教育)<noun><deed>，受理<noun><vn>，按照规定权限<verb><noun>。",
)
ORGANISATION = (
    "{unit}内设办公室、<noun>科、<noun>股等{k}个(职能|内设)(科室|股室)，下设<noun>中心(，为{region}财政全额拨款事业单位|)。",
    "从预算单位构成看，{unit}部门决算包括：本级决算、下属行政事业单位决算。",
    "截至{Y}年12月31日，(实有|在职)人员{k}人，其中：行政编制{k}名、事业编制{k}名，退休人员{k}人。",
    "{P}年{k}月成立{unit}，为正科级机构，行政编制{k}名，归口<noun>管理。",
    "纳入{unit}{Y}年度部门决算编制范围的二级预算单位{k}个。",
    "核定编制{k}名，(其中|)领导职数{k}名，比上年增加{k}人。",
    "办公地址：{region}<place>路{k}号，邮政编码{k}1600。",
)
DEFINITIONS = (
    "{n}.财政拨款收入：指单位从同级财政部门取得的财政预算资金。",
    "{n}、事业收入：指事业单位开展专业业务活动及辅助活动取得的收入。",
    "{n}.其他收入：指单位取得的除上述收入以外的各项收入。主要是<noun>出租收入、存款利息收入等。",
    "{n}、年初结转和结余：指以前年度尚未完成、结转到本年按有关规定继续使用的资金。",
    "{n}.结余分配：指事业单位按规定提取的专用结余、缴纳的所得税等。",
    "{n}、基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。",
    "{n}.“三公”经费：指部门用财政拨款安排的因公出国（境）费、公务用车购置及运行费和公务接待费。",
    "{n}、机关运行经费：为保障行政单位（含参照公务员法管理的事业单位）运行用于购买货物和服务的各项资金。",
)
CODED = (
    "{n}.{N1}{C1}（类）{N2}{C2}（款）{N3}{C3}（项）：(指|反映)<noun><deed>方面的支出。",
    "{n}、{N1}（类）{N2}（款）{N3}（项）：(指|反映)<staff><pay>的支出。",
    "{n}.{N1}{C1}（类），{N2}{C2}（款），{N3}{C3}（项）：反映<matter>支出。",
    "{C3}{N3}：反映用于<matter>方面的支出。",
    "（{n}）{N1}（{C1}类）{N2}（{D2}款）{N3}（{D3}项）：指<matter>的支出。",
    "{n}、{N3}（{C3}）：反映<noun><deed>的支出。",
)
PLAIN = (
    "<we>认真<verb><noun>，<verb><noun><deed>，<vn>成效明显。",
    "一是<noun><deed>(不断完善|持续发力)。二是<matter>(稳步推进|成效明显)。三是<noun><vn>不够(精细|到位)。",
    "<we>严格执行财务管理制度，规范<noun><deed>，确保资金(专款专用|使用规范)。",
    "加强<matter>管理，减少<noun>浪费，<verb><noun>，因地制宜开展<deed>。",
    "<person>同志任<noun>组组长，负责<matter>评价工作。",
    "由于<noun><vn>，<matter>仍存在短板，<noun><deed>不到位的问题需要解决。",
    "<matter>总量、<noun>量、<noun><vn>量同比分别下降{r1.rate_other}、{r2.rate_other}、{r1.rate_other}、{r2.rate_other}。",
    "{r1.rate_other}左右的<noun><vn>得到及时化解，<noun>从{P}年{k}名左右降到{k}名。",
    "按照每人每月{std.yuan}的标准发放<pay>，惠及<staff>{k}人。",
    "全年(争取|投入|落实|拨付)<matter>(资金|专项资金|补助){aid.other}，(完成|实现)(投资|产值){asset.other}。",
    "为{k}户<noun>发放<noun>补助{aid.other}，人均{std.yuan}。",
    "<matter>(共|累计)(筹措|投入)资金{aid.other}，其中<noun><deed>{other.other}。",
    "备注：9{z}（含）—100分为优；80（含）—9{z}分为良；60（含）—80分为(中|较差)(；|，)60分以下为差。",
    "评分：{k}，等级：(优|良)，在全(县|市|省)排名第{k}。",
    "(年末|{Y}年末)(固定|无形|流动)资产(原值|总额|净值){asset.other}，(累计折旧|累计摊销){aid.other}，本年新增<noun>{other.other}。",
    "<noun>建筑面积{k}00平方米，覆盖{k}个乡镇、{k}个行政村，受益群众{k}.{k}万人。",
    "（一）<matter>（{k}分）。(该|此)项得分{k}分，得分率{r1.rate_other}。",
    "按照《关于印发〈<noun><deed>办法〉的通知》（{mark}财预〔{P}〕{k}号）要求，于{N}年{k}月{k}日前(公开|完成)。",
    "依据《<noun><deed>管理办法》（{mark}<noun>规（{P}）{k}号）第{k}条、《<place><noun>实施意见》（<noun>规范（{Y}）{k}号）第一条。",
    "1、<verb><noun>,<vn><noun>；2、支持<noun><deed>,鼓励<noun><vn>；3、<verb><noun>；4、提升<noun><vn>；5、其它<matter>等方面。",
    "项目实施期限为{Y}.{k}.1-{Y}.12.31，由<noun>科负责。",
    "本部门中，行政单位{k}家，事业单位{k}家，具体包括：1.<noun>中心，设{k}个内设机构。",
    "完善<deed>机制，确保<noun>到期办结率{r1.rate_other}，<matter><vn>率{r2.rate_other}。",
    "<noun><deed>量比全省平均水平高出{k}个百分点，<matter>率(达|为|达到){r1.rate_other}以上。",
    "组织<staff>{k}人次参加<noun><vn>，发放宣传资料{k}00余份，接待群众{k}00人次。",
    "“<noun><deed>”{k}项重点任务全部完成，化解矛盾纠纷{k}件。",
    "按照<rule>，制定了<noun>、<noun>等{k}项制度。",
    "单价{threshold.other}以上(的|)<noun>(应当|须)(公开招标|集中采购)，{threshold2.other}以下的(由|按)<noun>(办理|执行)。",
    "咨询电话：0{k}7-{k}{k}{k}{k}，传真：{k}{k}{k}{k}，网址见{region}人民政府门户网站。",
    "根据{mark}政办发〔{P}〕{k}号、{mark}财预〔{Y}〕{k}号文件，自{Y}年{k}月{k}日起<pay>标准由每人每月{std.yuan}调整为{std.yuan}。",
    "《<noun>法》（{P}年{k}月{k}日第{k}次修正）第{k}条第{k}款规定，<noun>应当公开。",
    "(我校|我院|本站)现有(教职工|职工){k}人，其中专任教师{k}人，(班级|床位){k}个，在校学生{k}{k}人，(占地|建筑)面积{k}{k}平方米。",
    "全年(门急诊|门诊){k}{k}人次，出院{k}{k}人次，手术{k}台次，床位使用率{r1.rate_other}，药占比{r2.rate_other}。",
    "高考(上线率|录取率){r1.rate_other}，巩固率{r2.rate_other}，(本科|一本)上线{k}人，比上年增加{k}人。",
    "本辖区面积{k}.{k}平方公里，辖{k}个村（社区），户籍人口{k}{k}人，耕地{k}{k}亩，粮食总产{k}{k}吨。",
    "完成(固定资产|招商引资)投资{aid.other}，(同比|比上年)增长{r1.rate_other}；城镇居民人均可支配收入{std.yuan}，增长{r2.rate_other}。",
    "说明：本表(金额|数据)以“万元”为单位，保留两位小数，(部分|)合计数与分项数之和因四舍五入存在尾差。",
    "(图|表){k}：{Y}年度(收入|支出)(决算|)(结构|构成)(图|情况)。",
    "本级设{k}个科室，所属{k}家事业单位，编制{k}名，实有{k}人，遗属{k}人，车辆编制{k}辆。",
    "{Y}年{k}月—{k}月，(组织|开展)<noun><vn>{k}场次、{k}00人次，完成率(超过|达){r1.rate_other}。",
    "(误差|差异|结余)不(得|)超过{r1.rate_other}，(补助|奖励)(比例|标准)为{r2.rate_other}，最高不超过{threshold.other}。",
    "利用<noun>{k}.{k}万(卷|册|件)，接待{k}.{k}万人次，(新增|购置){k}.{k}T<noun>{k}台。",
    "发放<noun>{aid.other}，受益{k}人（{k}—{k}岁每人每月{std.yuan}，{k}岁以上{std.yuan}）。",
    "招标{k}次，处置<noun>{k}处，教学班{k}个，<noun>项目{k}个，村民小组{k}个，均<vn>。",
    "{Y}年{k}月遭受<noun>灾害，受灾<noun>{k}亩；<staff>出差{k}人次。",
    "人均可支配收入{std.yuan}，(比上年|同比)增长{r1.rate_other}；(药占比|负债率)控制在{r2.rate_other}以内，任务完成率{r1.rate_other}。",
    "{Y}年{k}月{k}日，<we>召开<noun>会议，{k}个<noun>参加。",
    "全年接待(查档|来访|咨询){k}{k}人次，利用(档案|图书){k}.{k}万(卷|册)，(群众|读者)满意率{r1.rate_other}。",
    "公开招标{k}次，(处置|排除|化解)(险情|隐患){k}处，(巡查|巡护){k}0天，(实际|达到){r1.rate_other}。",
    "(我校|本校)创办于19{k}年，占地{k}亩，{k}个教学班，在校学生{k}{k}人，(教师|教职工){k}人。",
    "引进{k}.5T(核磁共振|磁共振)、{k}排CT，(门急诊|门诊){k}.{k}万人次，同比(下降|增长){r1.rate_other}。",
    "受益{k}{k}人（8{z}—89岁每人每月{std.yuan}，9{z}岁以上{std.yuan}），<pay>惠及{k}个村民小组。",
    "(人均|车均|户均|生均|平均每辆|平均每人)(运行费|经费|支出|成本|补助)(为|){std.yuan}，(控制在|低于)标准以内。",
    "<pay>标准由每人每(年|月){std.other}(提高|调整)(到|至){std.other}，(每生每年|每户每年){std.yuan}。",
    "（<noun>占比(控制目标|上限){r1.rate_other}以内），任务完成率{r2.rate_other}，(死亡率|发病率)控制在十万分之{k}以内。",
    "实行绩效目标管理的项目{k}个，<noun>适配率目标值≥{r1.rate_other}，实际{r2.rate_other}，自评{k}分。",
    "{Y}年{k}月{k}日遭受<matter>灾害，受灾农田{k}0亩，(转移|安置)<noun>{k}人。",
    "(一审服判息诉率|裁判文书上网率|案件办结率|就业率|毕业率){r1.rate_other}，(法定审限内结案率|法定审限内办结率|<noun>率){r2.rate_other}，(案件|事故)起数(同比|)下降{r1.rate_other}。",
    "(生活垃圾|污水|医疗废物)处(置|理)单价由每吨{std.yuan}(调整为|提高到){std.yuan}，<noun>受害率控制在0.{k}‰以内。",
    "(全年|)(资助|减免)<noun>{aid.other}，(发放|兑现)<pay>{other.other}，(带动|拉动)投资{asset.other}。",
    "(农民|牧民|村民|居民)人均可支配收入{std.yuan}，(比上年|同比)增长{r1.rate_other}。",
)


def narrative(kind: str, books: Books, rng: random.Random) -> str:
    """One template of prose of the given kind: duties, organisation, definitions or plain."""
    bank = {"duties": DUTIES, "organisation": ORGANISATION, "definitions": DEFINITIONS, "plain": PLAIN + further.PLAIN}[kind]
    if kind == "definitions" and rng.random() < 0.45:
        return _coded(books, rng)
    template = choose(bank, rng).replace("{region}", books.unit.region)
    template = template.replace("{z}", "0")
    while "{k}" in template:
        template = template.replace("{k}", str(rng.randint(1, 60)), 1)
    return fill(template, rng)


def _coded(books: Books, rng: random.Random) -> str:
    code = rng.choice(books.general or books.functions).code or ""
    text = choose(CODED, rng)
    for level, size in (("1", 3), ("2", 5), ("3", 7)):
        text = text.replace(f"{{N{level}}}", f"{{item {books.names[code[:size]]}}}").replace(
            f"{{C{level}}}", f"{{code {code[:size]}}}"
        )
    for level, cut in (("2", slice(3, 5)), ("3", slice(5, 7))):
        text = text.replace(f"{{D{level}}}", f"{{code {code[cut]}}}")
    return fill(text, rng)
