"""The catalogue as other libraries want it: jieba's user dictionary, phrases for spaCy's matcher.

Both are text made on demand; neither library is imported here.

    jieba.load_userdict(io.StringIO(jieba_dictionary()))
    matcher = PhraseMatcher(nlp.vocab)
    for label, names in phrases().items():
        matcher.add(label, [nlp.make_doc(name) for name in names])
"""

from __future__ import annotations

from functools import lru_cache

from extract.catalogue import accounts

LABELS = {"functional": "FUNCTIONAL", "economic": "ECONOMIC", "government": "GOVERNMENT"}
FREQUENCY = 20000
"""High enough that jieba keeps a name whole against the words it is made of."""
FORMS = (
    "收入总计", "支出总计", "本年收入合计", "本年支出合计", "财政拨款收入总计", "财政拨款支出总计",
    "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入", "基本支出",
    "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出", "一般公共预算财政拨款收入",
    "一般公共预算财政拨款支出", "一般公共预算财政拨款基本支出", "政府性基金预算财政拨款收入",
    "政府性基金预算财政拨款支出", "国有资本经营预算财政拨款收入", "国有资本经营预算财政拨款支出",
    "财政拨款基本支出", "财政拨款项目支出", "财政当年拨款", "一般公共预算当年拨款",
    "一般公共预算当年拨款收入", "一般公共预算当年拨款支出", "附属单位缴款", "年初结转和结余",
    "年末结转和结余",
    "年初财政拨款结转和结余", "年末财政拨款结转和结余", "上年结转", "结转下年", "使用非财政拨款结余",
    "用事业基金弥补收支差额",
    "结余分配", "年中追加", "年中调整追加", "人员经费", "公用经费", "日常公用经费", "机关运行经费",
    "“三公”经费", "因公出国（境）费", "公务用车购置及运行维护费", "公务用车购置及运行费",
    "公务用车购置和运行维护费", "公务用车购置和运行费", "公务用车购置费", "公务用车运行维护费", "公务接待费",
    "国内接待费", "国内公务接待费", "外事接待费", "国（境）外接待费", "国（境）外公务接待费",
    "政府采购支出总额", "政府采购货物支出", "政府采购工程支出", "政府采购服务支出",
    "授予中小企业合同金额", "授予小微企业合同金额",
)  # fmt: skip
"""Lines of the forms that are no 科目, label LINE."""


@lru_cache(maxsize=1)
def phrases() -> dict[str, tuple[str, ...]]:
    """Label → names: FUNCTIONAL, ECONOMIC and GOVERNMENT with their aliases and former names, LINE."""
    found = {
        label: tuple(dict.fromkeys(a.name for a in accounts() if a.kind == kind))
        for kind, label in LABELS.items()
    }
    return {**found, "LINE": FORMS}


def jieba_dictionary() -> str:
    """A user dictionary, one "name frequency nz" a line; names with brackets or marks are left out.

    jieba cuts at brackets before it looks anything up, so such a name could never match.
    """
    names = dict.fromkeys(name for group in phrases().values() for name in group)
    whole = (name for name in names if len(name) > 1 and all("\u4e00" <= char <= "\u9fff" for char in name))
    return "".join(f"{name} {FREQUENCY} nz\n" for name in whole)
