"""Word banks: project names, matters, documents, staff. `fill("<project>增加", rng)` draws from them.

Breadth of characters comes from jieba's dictionary (MIT), so that the tagger meets far more words
than any hand-made bank holds; frames come from the banks below.
"""

from __future__ import annotations

import random
import re
from functools import lru_cache
from pathlib import Path

_TOKEN = re.compile(r"<(\w+)>")

BANKS: dict[str, tuple[str, ...]] = {
    "project": (
        "<matter>",
        "<matter>项目",
        "<matter>工程",
        "<matter>专项",
        "<matter>专项资金",
        "<matter>工作经费",
        "<matter>补助资金",
        "<noun><deed>项目",
        "<place><noun><deed>工程",
        "<noun>及<noun><deed>经费",
        "<year>年<matter>项目",
        "“<noun>”<deed>行动",
        "<matter>（二期）",
        "<matter>项目（<year>年第<few>批）",
        "<noun>（<place>段）<deed>工程",
        "中央财政<matter>补助资金",
        "<matter>转移支付资金",
        "<noun>等<few>个<deed>项目",
        "<noun>设备购置",
        "<noun>系统<deed>费",
    ),
    "matter": (
        "信访维稳",
        "乡村振兴",
        "老旧小区改造",
        "义务教育薄弱环节改善",
        "基层党建",
        "疫情防控",
        "农村公路养护",
        "河道整治",
        "高标准农田建设",
        "城乡环境整治",
        "污水处理",
        "智慧城市",
        "平安建设",
        "森林防火",
        "动物防疫",
        "创业担保贷款贴息",
        "残疾人康复",
        "退役军人安置",
        "文物保护",
        "档案数字化",
        "信息化运维",
        "办公楼维修",
        "食堂改造",
        "安全生产监管",
        "第七次人口普查",
        "经济普查",
        "土地确权",
        "国土空间规划编制",
        "地质灾害防治",
        "大气污染防治",
        "厕所革命",
        "困难群众救助",
        "高龄津贴",
        "村干部报酬",
        "驻村工作队",
        "网格化管理",
        "司法救助",
        "法律援助",
        "禁毒",
        "扫黑除恶",
        "公共文化服务",
        "全民健身",
        "校舍维修",
        "学前教育",
        "公立医院改革",
        "基本公共卫生服务",
        "计划生育奖扶",
        "招商引资",
        "科技创新券",
        "产业扶持",
        "粮食储备",
        "供水管网改造",
        "应急物资储备",
        "消防装备购置",
        "道路照明",
        "园林绿化",
        "生均公用经费",
        "营养改善计划",
        "课后服务",
        "校园安防",
        "家庭经济困难学生资助",
        "医疗设备购置",
        "村卫生室补助",
        "公共卫生应急",
        "边境事务",
        "民族团结进步创建",
        "易地扶贫搬迁",
        "精准扶贫",
        "寺庙管理",
        "草原生态保护",
        "渔业资源保护",
        "港口岸线管理",
        "海绵城市",
        "棚户区改造",
        "村级组织运转",
        "人居环境整治",
        "征地拆迁",
        "防汛抗旱",
        "妇幼保健",
        "图书馆免费开放",
        "非物质文化遗产保护",
        "博士后资助",
        "科研课题",
        "国际交流",
        "援藏援疆",
        "出入境证件工本",
        "检验检测",
        "垃圾清运",
        "<noun><deed>",
        "<noun><deed>",
        "<noun><deed>",
        "<noun>综合<deed>",
        "<place><deed>",
    ),
    "deed": (
        "建设",
        "改造",
        "维修",
        "整治",
        "治理",
        "保护",
        "宣传",
        "培训",
        "购置",
        "补助",
        "奖励",
        "监测",
        "检查",
        "调查",
        "编制",
        "服务",
        "运行维护",
        "提升",
        "养护",
        "评估",
        "普查",
        "管理",
        "扶持",
        "救助",
        "<vn>",
        "<vn>",
    ),
    "staff": (
        "人员",
        "在职人员",
        "在编人员",
        "公务员",
        "事业人员",
        "教师",
        "编外人员",
        "聘用人员",
        "退休人员",
        "离退休人员",
        "工作人员",
        "干部职工",
        "驻村干部",
        "临聘人员",
        "三支一扶人员",
        "特岗教师",
        "辅警",
        "公益性岗位人员",
        "遗属",
    ),
    "pay": (
        "工资",
        "基本工资",
        "津贴补贴",
        "绩效工资",
        "年终奖金",
        "绩效考核奖",
        "社保",
        "养老保险",
        "职业年金",
        "住房公积金",
        "医疗保险",
        "工伤保险",
        "失业保险",
        "公务交通补贴",
        "物业补贴",
        "取暖费",
        "抚恤金",
        "丧葬费",
        "独生子女费",
        "基础绩效奖",
        "文明单位奖",
        "平安建设奖",
        "目标考核奖",
        "公务员医疗补助",
        "伙食补助",
        "生活补助",
        "购房补贴",
        "乡镇工作补贴",
        "教龄津贴",
        "卫生防疫津贴",
        "艰苦边远地区津贴",
        "西藏特殊津贴",
        "护龄津贴",
        "边远地区教师补贴",
        "年终一次性奖金",
        "应休未休年休假补贴",
        "绩效奖励",
        "采暖补贴",
        "防暑降温费",
        "离休费",
        "助学金",
    ),
    "cost": (
        "办公费",
        "印刷费",
        "差旅费",
        "水电费",
        "邮电费",
        "会议费",
        "培训费",
        "劳务费",
        "公务接待费",
        "维修（护）费",
        "公务用车运行维护费",
        "其他交通费用",
        "委托业务费",
        "租赁费",
        "物业管理费",
        "工会经费",
        "福利费",
        "取暖费",
        "专用材料费",
        "设备购置费",
        "燃油费",
        "咨询费",
        "电费",
        "水费",
        "一般性支出",
        "日常公用经费",
        "商品和服务支出",
    ),
    "rule": (
        "中央八项规定",
        "中央八项规定精神",
        "中央八项规定及其实施细则精神",
        "过紧日子要求",
        "“过紧日子”的要求",
        "党政机关厉行节约反对浪费条例",
        "《党政机关厉行节约反对浪费条例》",
        "省委、省政府有关规定",
        "公务接待管理办法",
        "公务用车管理规定",
        "财务管理制度",
        "上级文件精神",
        "市委市政府要求",
        "财政部门要求",
        "政府会计制度",
        "厉行节约的各项规定",
    ),
    "when": (
        "本年",
        "本年度",
        "今年",
        "当年",
        "<year>年",
        "<year>年度",
        "年中",
        "年末",
        "下半年",
        "年初",
        "上年",
        "去年",
        "报告期内",
    ),
    "we": (
        "我单位",
        "本单位",
        "本部门",
        "我局",
        "我部门",
        "单位",
        "我院",
        "我校",
        "我镇",
        "机关",
        "我中心",
        "全局",
        "我委",
        "我厅",
        "我站",
        "我所",
        "本校",
        "本院",
        "我街道",
        "本乡",
    ),
    "some": ("部分", "个别", "有关", "相关", "一些", "各项", "其他"),
    "bodies": ("事业单位", "行政单位", "下属单位", "二级单位", "内设机构", "派出机构", "公益一类事业单位"),
}


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, tuple[str, ...]]:
    import jieba

    wanted: dict[str, list[str]] = {"n": [], "vn": [], "v": [], "ns": [], "nr": [], "a": []}
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, kind = line.split(" ")
        if kind in wanted and 2 <= len(word) <= 4 and int(count) >= 3:
            wanted[kind].append(word)
    return {kind: tuple(words) for kind, words in wanted.items()}


def word(kind: str, rng: random.Random) -> str:
    """A dictionary word of jieba's part of speech `kind`: n, vn, v, ns (place), nr (person), a."""
    return rng.choice(_dictionary()[kind])


class TidyRandom(random.Random):
    """A source of chance that leaves no template unfilled and no cause blank."""


class SoberRandom(TidyRandom):
    """A source of chance that draws no dictionary words either: for texts that people will read."""


_DICTIONARY_TOKENS = {"noun": "n", "vn": "vn", "verb": "v", "place": "ns", "person": "nr", "adjective": "a"}


@lru_cache(maxsize=64)
def _bank(name: str, *, sober: bool) -> tuple[str, ...]:
    options = BANKS[name]
    return tuple(o for o in options if not _is_drawn(o)) if sober else options


def _is_drawn(template: str) -> bool:
    return any(token in _DICTIONARY_TOKENS for token in _TOKEN.findall(template))


def choose(options: tuple[str, ...], rng: random.Random) -> str:
    """One of the templates; a sober source only takes those without dictionary words."""
    if isinstance(rng, SoberRandom):
        options = tuple(o for o in options if not _is_drawn(o)) or options
    return rng.choice(options)


def fill(template: str, rng: random.Random) -> str:
    """The template with every <bank> drawn: "<staff>增加<few>人" → "辅警增加7人"."""

    def draw(match: re.Match[str]) -> str:
        name = match[1]
        if name == "few":
            return str(rng.randint(1, 40))
        if name == "year":
            return str(rng.randint(2012, 2025))
        if name in _DICTIONARY_TOKENS:
            return word(_DICTIONARY_TOKENS[name], rng)
        return fill(rng.choice(_bank(name, sober=isinstance(rng, SoberRandom))), rng)

    return _TOKEN.sub(draw, template)
