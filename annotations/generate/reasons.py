"""A grammar of stated causes (主要变动原因): tens of thousands of distinct ones, each fitting its direction.

Causes are templates of `markup`; figures inside a cause are marked as such ({q1.delta} …).
"""

from __future__ import annotations

import random
import re

from annotations.generate import further
from annotations.generate.figures import Subject
from annotations.generate.markup import settle
from annotations.generate.words import SoberRandom, choose, fill

UP = (
    "(<staff>)(增加|增多|变动|调入|正常晋级晋档|职务晋升)",
    "(<when>|)(新增|增加|新招录|新招聘|调入|新进)(<staff>)(<few>)(人|名)",
    "<pay>(基数|标准|缴费基数|缴费比例|)(上调|调整|提高|增加|增长)",
    "(<when>|)(增加|新增|追加)(了|)<project>(资金|经费|支出|)",
    "(补发|补缴|发放|清算|兑现)(了|)(以前年度|上年度|<year>年|<when>)<pay>",
    "<pay>(支出|)(较上年|比上年|有所|)(增加|增长)",
    "(上级|省级|中央|市级|区级|县级)(下达|拨付|追加|安排)<matter>(资金|专项资金|补助)(增加|)",
    "<project>(开工建设|全面实施|按进度支付|集中支付|启动)",
    "(人员经费|项目经费|公用经费|<cost>)(等费用|等支出|支出|)(增加|增长|上涨)",
    "机构改革(，|后|)(职能划转|人员划入|合并<bodies>)",
    "<when>(追加|调整|增加)(了|)预算",
    "(上年|以前年度)结转(资金|项目|)(在本年支出|增加|较多)",
    "物价上涨",
    "<cost>(价格|成本|)(上涨|增加)",
    "疫情(结束|平稳|放开)后(业务|工作|公务活动)(量|)(恢复|增加|增多)",
    "(新增|购置|更新)(了|)(<noun>|公务用车|办公设备|专用设备)(<few>)(辆|台|套)",
    "(业务量|工作量|工作任务|检查次数|出差任务|来访接待)(增加|加大|增多)",
    "(增加|新增)(了|)<cost>、<cost>(|、<cost>)(等|等支出|)",
    "(政策性|)(调资|增资|工资调整|正常晋升工资)",
    "(落实|执行)<pay>(新|)(政策|标准)(，|)(支出相应增加|相应增加支出)",
    "<when><project>(款项|资金|)(在|于)(<when>|)(支付|拨付|列支)",
    "(纳入|划转)<bodies>(<few>)(个|家)",
    "<matter>(投入|力度|支出)(加大|增加|增强)",
    "(公务用车|车辆)(老旧|使用年限较长)(，|、)(维修|维护)(费用|成本)(较高|增加)",
    "<noun><verb><noun>(增加|增多)",
    "为(推进|保障|做好)<matter>(，|)(增加|加大)<cost>(支出|投入|)",
    "<when>(新增|增加)(<noun>|<matter>)(|、<matter>)(项目|经费|项目资金|购置费|)",
    "优化(办公|<noun>)环境(，|、)(更换|改造|添置)(了|)<noun>(，|)(导致相关|相关)支出(略有|有所|)增加",
    "<place>(<matter>|<project>)(增加|)",
    "<staff>(<pay>|社保)(和|及|、)<pay>(增加|上调|提标)",
    "(门诊量|住院人次|诊疗量|业务收入|医疗收入)(增加|增长|回升)(，|、)(药品|耗材|卫生材料)(支出|采购)(相应|)(增加|增长)",
    "(在校|)(学生|幼儿)人数(增加|增多)(，|)(生均公用经费|课后服务费|营养餐补助|学杂费)(相应|)(增加|增长)",
    "(新建|改扩建|修缮)(校舍|病房|宿舍|教学楼|办公用房|村道)(、购置<noun>|)(支出|)",
    "(换届|人大|村两委|征兵|<noun>)(选举|工作)(支出|经费)(增加|)",
    "(省|市|县)级(<matter>|)专项(转移支付|债券|补助)(资金|)(下达|增加)",
    "(<matter>|<project>)(由|原由)(上级|其他)(单位|部门)(承担|列支)(，|)(本年|今年)(转|改)(由|为)<we>(支出|列支)",
    "(消化|支付|清偿|偿还)(以前年度|往年)(欠款|工程款|债务|暂付款)",
    "(会计|核算)(制度|口径)(调整|变化|改变)",
    "(口径|统计范围)(变化|不一致|调整)",
    "年初预算(未|没有)(安排|包含|考虑)<matter>(经费|资金|)(，|)(<when>|)(据实|)追加",
    "“(6·12|7·20|8·5|10·3)”(洪涝|地震|冰雹|泥石流)灾害(救助|恢复重建|应急)(支出|资金|)增加",
    "(缴费|社保|公积金)基数(每年|于|从)(1|4|7|9|10)月(起|)(调整|上调)",
    "(<year>年|)增人增资",
    "(执行中|年中)按规定追加<matter>(经费|资金)",
    "(上年|以前年度)结转资金在本年(支付|支出|列支)",
)
DOWN = (
    "(厉行节约|厉行勤俭节约|勤俭节约|节约开支|压缩开支)",
    "(严格|认真|进一步|)(贯彻|执行|落实|贯彻落实)(<rule>)(|，厉行节约|，压减<cost>|，从严控制<cost>(支出|))",
    "(压减|压缩|减少|控制|节约)(了|)<cost>(|、<cost>)(|、<cost>)(等|等支出|等开支|支出|)",
    "<staff>(减少|退休|调出|转出|辞职|变动|自然减员)(|<few>人)",
    "(<when>|)<project>(已完工|已完成|完工|结束|减少|未实施|尚未完工|推迟实施|暂缓实施|未开展)",
    "(<when>|)(减少|未安排|核减|取消)(了|)<project>(资金|经费|支出|)",
    "(人员|项目|公用|业务)经费(支出|)(减少|下降|压减)",
    "(受(疫情|新冠疫情|<noun>)影响|因(疫情|新冠疫情|<noun>)(影响|原因))(，|)(<some>|)(培训|会议|出差|公务活动|业务|项目)(未能开展|未实施|推迟开展|减少)",
    "(公务接待|接待|来访|检查|公务出行)(批次|人次|次数|任务|)(减少|下降)",
    "(财政|县级财政|本级财政)(资金|)(紧张|困难|压减预算)(，(<some>|)(资金|款项|经费)未(及时|)(拨付|支付|到位)|)",
    "机构改革(，|后|)(职能划出|人员划转|<bodies>划出)",
    "(减少|停发|未发放|缓发)(了|)<pay>",
    "<pay>(基数|)(下调|减少|降低)",
    "<project>(按|根据|依据)(合同|工程|)(进度|约定)(支付|付款|拨款)",
    "(车辆|公务用车)(报废|处置|划拨|减少)(|<few>辆)",
    "(上年|去年)(有|含|安排|支付)(了|)<project>(资金|支出|)(，|，而)(<when>|)(无|没有|未安排|不再安排)",
    "(收回|上缴)(存量|结余|结转)资金",
    "(因|由于|)(年度|)工作(计划|任务)(安排|调整|减少)(，|、)(<some>|)(项目|<matter>)(调减|取消|延后)",
    "预算按(充分|周全)保障(预估|测算|安排)(，|、)(实际执行|执行中)(基本贴合预期|略有结余|据实列支)",
    "(<some>|)<noun>(<verb>|)(未|尚未)(完成|达到|办理)(支付|结算|验收)(条件|手续|)(，|、)(于|)(明年|下年|<year>年)(重新申请|支付|继续实施)",
    "<cost>(支出|)(减少|下降)",
    "(学生|幼儿|住院病人)(人数|)(减少|下降)(，|)(经费|收入|支出)(相应|)(减少|下降)",
    "(一次性|)(项目|补助|工程|设备购置)(支出|经费|)(减少|较上年减少)",
    "(会计|核算|编报)(口径|制度)(变化|调整)",
    "(中央|省级|上级)(专项|)(转移支付|补助)(资金|)(减少|未下达)",
    "(部分|<some>)(资金|指标)(年末|年底)(被|由)财政(收回|统筹)",
    "(单位|部门)(合并|撤并|改制|划转)(，|)(不再|减少)(核算|列支)<noun>(支出|经费)",
    "(推行|实行)(公车改革|无纸化办公|视频会议|集中办公)(，|)(节约|减少)(了|)<cost>",
    "(非急需|非刚性|一般性)支出(压减|压缩)(<few>个百分点|)",
    "<staff>(进出|)及(退休|<noun>)变化",
    "(部分|<some>)(支出|费用|项目)(由|转由|改由)(上级|其他部门|<noun>)(承担|列支|安排)",
    "<matter>(工作|任务|)(基本|已|)(结束|完成)(，(相应|)(支出|经费)减少|)",
    "<noun><verb><noun>(减少|压减)",
    "(政府采购|招投标|采购)(节约|结余)(了|)(资金|)",
    "<place><matter>(减少|完工)",
    "(两|三|2|4)名<staff>(中途|年中|)(离岗|辞职|退休|调出)(，<pay>停发|)",
    "(运维|物业|服务|采购)合同按(季|半年|月|进度)(付款|结算)(，第(四|三)季度费用在<year>年1月支付|)",
    "<noun>(进口清关|验收|交付|审批)(延误|推迟)(，(验收|付款|支付)推迟(至|到)<year>年2月|)",
    "(封存|停驶|报废)(老旧|)(车辆|执法车)",
)
FLAT = (
    "(严格|)(按|按照)(年初|)预算(执行|安排|列支)",
    "(<when>|)(无|未发生|没有)(此项|该项|相关)(支出|业务|经费)",
    "(严格|)(控制|执行)(预算|<rule>)",
    "(预算|支出)(安排|执行)(合理|较好|到位)",
    "<staff>(未|无)(发生|)变(动|化)",
    "<we>(<when>|)(无|未发生)<cost>(支出|)",
    "(<when>|)与(上年|<year>年)(均|都|)(未|没有)(安排|发生)(此类|该类|)(支出|预算|费用)",
    "<rule>",
    "(据实|足额)(列支|支付|拨付)",
)
EITHER = (
    "<staff>(进出|增减|变动)(和|及|、|与)<pay>(调整|变化)",
    "(各|)项目(安排|进度|数量|内容)(变化|调整|不同|有增有减)",
    "(年度|)工作(任务|重点|计划)(调整|变化|不同)(，|)(<some>|)(支出|经费)(有增有减|随之变化|相应调整)",
    "(会计|核算|编报|统计)(口径|制度|科目)(调整|变化|变更)",
    "(<some>|)(科目|项目)之间(调剂|互有增减)",
    "(财政|上级)(安排|拨付|下达)<matter>(资金|)(的|)(时间|进度|额度)(变化|不同)",
    "<project>分年度(实施|安排|列支)",
    "(两年|各年|年度)间<matter>(安排|投入|任务)(不同|不均衡|不一致)",
    "(根据|按照|依据)(实际|工作)(需要|情况)(据实|)(列支|安排|支付|调整)",
    "机构改革(后|)(职能|人员|编制)(划转|调整|整合)",
    "<cost>与<cost>(此消彼长|有增有减)",
    "(预算|项目)(编制|测算)(与|同)(实际|执行)(存在|有)(差异|偏差|出入)",
    "(结转|结余)资金(使用|安排)(情况|)(变化|不同|跨年度)",
)
"""Causes that name no direction: for figures that move both ways."""
BOTH = 2
"""The direction of a cause for figures of which some rise and some fall."""
_BANKS = {1: UP + further.UP, -1: DOWN + further.DOWN, 0: FLAT + further.FLAT, BOTH: EITHER}
_TAILS = ("", "", "", "", "", "等", "等原因", "等因素影响", "所致")
_EFFECTS = (
    "，导致({N}|)({U}|相应{U}|有所{U})",
    "，{N}(相应|随之|同步|也|)(有所|){U}",
    "，(使得|致使|使|造成){N}(有所|较上年|较大幅度|){U}",
    "，(因此|从而|因而|故|故而){N}(相应|有所|){U}",
    "，{U}(了|){N}",
    "，(带来|引起|推动){N}的{U}",
)
"""What followed from a cause, in the direction of its figure."""
_MOVED = {1: ("增加", "增加", "增长", "上升"), -1: ("减少", "减少", "下降", "降低"), BOTH: ("变动", "变化")}
_JOINERS = (
    "，",
    "，",
    "，",
    "、",
    "，同时",
    "，以及",
    "，并且",
    "，加之",
    "，再加上",
    "，此外",
    "，另外",
    "，且",
    "，叠加",
    "以及",
    "和",
    "及",
)
_LISTS = (
    "一是{a}，二是{b}",
    "一是{a}；二是{b}",
    "一是{a}；二是{b}；三是{c}",
    "一是{a}，二是{b}，三是{c}",
    "一是{a}；二是{b}；三是{c}；四是{d}",
    "其一，{a}；其二，{b}",
    "其一{a}，其二{b}，其三{c}",
    "一、{a}；二、{b}",
    "1、{a}；2、{b}；3、{c}",
    "主要是{a}，其次是{b}",
    "一是{a}，导致{b}；二是{c}",
    "一则{a}，二则{b}",
    "（1）{a}；（2）{b}",
    "1.{a}；2.{b}",
    "（一）{a}，（二）{b}",
    "①{a}；②{b}",
    "①{a}②{b}③{c}",
    "第一，{a}；第二，{b}",
    "首先是{a}，其次是{b}",
    "一方面{a}，另一方面{b}",
    "一方面是{a}；另一方面是{b}",
    "1）{a}；2）{b}",
    "一是{a}（其中{b}）；二是{c}",
)
_FIGURED = (
    "{i1}({U}|较上年{U}|比上年{U}|){q1.delta}",
    "{i1}{U}{q1.delta}(，|、|，同时){i2}({U}|略有{U}){q2.delta}",
    "{a}，{i1}{U}(了|){q1.delta}",
    "{a}{U}(支出|){q1.delta}(，{b}{U}{q2.delta}|)",
    "{i1}较(上年|{P}年){F}{q1.rate}",
    "{i1}(开支|支出|)(较|比)(上年|去年|{P}年){M}{q1.delta}(，{i2}(较|比)(上年|去年){M}{q2.delta}|)",
    "<when>(支付|安排|拨付)<project>{q1.final}",
    "<project>(资金|){U}(了|){q1.delta}",
    "{i1}由{q1.prior}{U}到{q1.final}",
    "{i1}(上年|{P}年)(列支|支出|){q1.prior}，(本年|{Y}年)(列支|支出|){q1.final}",
    "(上年|去年)(列支|安排|支付)<project>{q1.prior}，(本年|今年)(列支|安排|支付)(了|){q1.final}",
    "<pay>标准由每人每(月|年|学期){q1.other}({R})(到|至|为){q2.other}(，{b}|)",
    "<matter>(补助|收费|)标准由每(户|人|亩|吨)(每年|每月|){q1.other}({R})(到|至|为){q2.other}",
    "{a}，每(人|辆|户|次)(不超过|控制在){q1.other}(以内|)",
    "{a}（{i1}{q1.final}、{i2}{q2.final}）",
    "{i1}(支出|){U}（{q1.delta}，{q1.rate}）",
    "一是{i1}{U}{q1.delta}；二是{i2}{U}{q2.delta}(；三是{a}|)",
    "{a}，(影响|相应{U}|合计{U}){N}{q1.delta}(，{b}，{U}{N}{q2.delta}|)",
    "{a}，{U}{N}{q1.delta}(，{i1}{U}{q2.delta}|)",
    "{a}，共计{q1.final}(，其中{i1}{q2.final}|)",
    "(按|依据)合同(约定|)(支付|结算)<project>(尾款|质保金|进度款)(<few>笔|)，(共|合计|)(支付|){q1.final}",
)
_DEFERRED = "<project>(尾款|质保金|进度款){q1.final}(结转|推迟|顺延)(到|至)(下年|明年)支付"
_MIXED = (
    "{i1}(增加|增长){q1.delta}，{i2}(减少|下降){q2.delta}",
    "{i1}(减少|压减)(了|){q1.delta}，{i2}(增加|增长)(了|){q2.delta}",
    "{i1}增加、{i2}减少",
)
_TWICE = re.compile(r"(支出|资金|经费|项目|费用|增加|减少)\1")
_NONE = (
    "{we}无{item}支出",
    "{we}(<when>|)(未发生|无|没有){item}(支出|)",
    "(<when>|)(未安排|无){item}(支出|预算|)",
    "(<when>|)无(此项|该项|)(支出|预算|业务|费用)",
)


def cause(sign: int, rng: random.Random) -> str:
    """One clause for a rise (1), a fall (-1), no change (0) or both ways (BOTH), as a filled template."""
    return fill(choose(_BANKS[sign], rng), rng)


def any_cause(sign: int, rng: random.Random) -> str:
    """One or two clauses as plain text, for a cause that stands before its figures."""
    text = _settled(cause(sign, rng), rng)
    return text if rng.random() < 0.7 else f"{text}，{_settled(cause(sign, rng), rng)}"


def brief_cause(sign: int, rng: random.Random) -> str:
    """One clause without a comma, as plain text, for a cause that stands before its figure."""
    bank = _BANKS[sign]
    short = tuple(template for template in bank if "，" not in template)
    return _settled(fill(choose(short, rng), rng), rng)


def _settled(template: str, rng: random.Random) -> str:
    """The clause as plain text without a word twice in a row."""
    return _TWICE.sub(r"\1", settle(template, rng))


def reason_template(subject: Subject, sign: int, rng: random.Random, *, closed: bool = False) -> str:
    """The template of one stated cause for `subject` moving in direction `sign`.

    `closed`: an ending is to follow, so that the cause has none of its own and is no list.
    """
    if subject.account.final == 0 and subject.account.prior == 0 and rng.random() < 0.7:
        text = (
            rng.choice(_NONE).replace("{we}", "<we>").replace("{item}", f"{{item {subject.fact_items[0]}}}")
        )
        return fill(text, rng)
    if isinstance(rng, SoberRandom):
        return cause(sign, rng)
    if closed:
        return (
            cause(sign, rng)
            if rng.random() < 0.7
            else cause(sign, rng) + rng.choice("，、") + cause(sign, rng)
        )
    roll = rng.random()
    if roll < 0.14 and sign:
        return _with_figures(subject, sign, rng)
    if roll < 0.24:
        clauses = {f"{{{key}}}": cause(sign, rng) for key in "abcd"}
        return _put(rng.choice(_LISTS), clauses)
    count = rng.choices((1, 2, 3, 4), (58, 28, 11, 3))[0]
    text = cause(sign, rng)
    for _ in range(count - 1):
        text += rng.choice(_JOINERS) + cause(sign, rng)
    if sign and rng.random() < 0.16:
        return text + _worded(rng.choice(_EFFECTS), subject, sign, rng)
    return text + rng.choice(_TAILS)


def _worded(template: str, subject: Subject, sign: int, rng: random.Random) -> str:
    """The template with its words of direction: {U} moves an amount, {N} is what moved."""
    name = "".join(subject.fact_items)
    noun = (
        "收支"
        if "收" in name and "支" in name
        else "收入"
        if "收" in name
        else rng.choice(("支出", "支出", "经费", "开支"))
    )
    words = {
        "{N}": noun,
        "{F}": {1: "(增长|上升)", -1: "(下降|降低)", BOTH: "变动"}[sign],
        "{M}": {1: "(多|增加|多支出)", -1: "(少|减少|少支出)", BOTH: "变动"}[sign],
        "{R}": "提高|提标|上调|调整" if sign > 0 else "降低|下调|调整",
    }
    text = _put(template, words)
    while "{U}" in text:
        text = text.replace("{U}", rng.choice(_MOVED[sign]), 1)
    return text


def _put(template: str, values: dict[str, str]) -> str:
    for key, value in values.items():
        template = template.replace(key, value)
    return template


def _with_figures(subject: Subject, sign: int, rng: random.Random) -> str:
    options = _MIXED if sign == BOTH else (*_FIGURED, _DEFERRED) if sign < 0 else _FIGURED
    text = _worded(choose(options, rng), subject, sign, rng)
    for name in ("{i1}", "{i2}"):
        text = text.replace(name, fill("<cost>", rng))
    text = text.replace("{a}", cause(sign, rng)).replace("{b}", cause(sign, rng))
    return fill(text, rng)
