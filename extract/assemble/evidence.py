"""Whether the words of a figure name a matter of its own, which no heading and no line before them owns.

Under “三公”经费 stands 发放花酒193.10万元, too: what it is of is said, and is none of 三公. Words of time,
money and doing say nothing of a matter; what is left over does.
"""

from __future__ import annotations

import re

from extract.assemble.naming import UNIT_WORDS

_NO_MATTER = re.compile(
    r"(?:20\d\d|本|上|去|今|当|全|同|往|一)年度?|年[初末底中]|截至|同期|期间|以来|"
    rf"(?:本|我|全|该)(?:{UNIT_WORDS})?|{UNIT_WORDS}|"
    r"预算|决算|执行|支出|收入|开支|列支|安排|批复|批准|核定|下达|编列|编报|列入|实际|完成|发生|形成|实现|"
    r"使用|支付|付款|花费|用去|用掉|花了|"
    r"投入|控制|追加|追减|调整|调增|调减|财政|拨款|拨付|一般公共|"
    r"共计|合计|总计|总额|总数|总共|一共|累计|分别|依次|均|各自?|金额|资金|经费|费用|款项?|费|数|额|总|共|"
    r"三公|公务|因公|出国|出境|国境|接待|用车|车辆|汽车|轿车|购置|购买|"
    r"购车|更新|新购|运行|维护|维修|保养|燃油|保险|费用|"
    r"批次|人次|团组|外事|外宾|来宾|国内|国外|境内|境外|宴请|用餐|住宿|"
    r"其中|其余|具体|主要|包括|情况|方面|部分|项|只|仅|也|并|已|还|都|而|即|为|是|了|约|达|的|地|得|"
    r"在|由|从|到|至|和|及|因|以|有|无|未|不|把|将|对|于|"
    r"实|支|用|花|付|拨|列|计|超|剩"
)
_MEASURED = re.compile(
    r"预算|决算|[增减升降涨](?!免)|[较比]|[与同](?:上年|去年|20\d\d)|同比|变[动化为]|持平|节[约省支]|差|[多少]"
)
"""未突破预算 A, 同口径比2030年减少 B: a grant and a change are told of the line that is spoken of."""
_FOR = re.compile(r"用于|保障|用作|列在|列入")
"""用于接待外宾的支出 A: what the money of the line is for is no other matter."""
_ACCOUNTS = re.compile(r"[支收花用付购]|算|接待|拨款|经费|资金|费|执行|完成|安排|总|合计|共计|累计")
_TOLD = re.compile(r"[\u4e00-\u9fff]{2,}")


def of_other_matter(gap: str) -> bool:
    """True for 发放花酒, 绿化养护: the words name what the figure is of, and it is no line of 三公."""
    if _FOR.search(gap) or _MEASURED.search(gap):
        return False
    return _TOLD.search(_NO_MATTER.sub(" ", gap)) is not None


def of_no_accounts(gap: str) -> bool:
    """True for 减免税款, 带动投资: another matter, in words of which none is of money spent or received."""
    return _ACCOUNTS.search(gap) is None and of_other_matter(gap)
