"""Books → the subjects that sentences speak of, with names as hands write them."""

from __future__ import annotations

import random
import re

from annotations.generate.books import Account, Books, roll_up
from annotations.generate.figures import Subject

NAMES: dict[str, tuple[str, ...]] = {
    "both": (
        "收、支总计",
        "收、支总计",
        "收支总计",
        "收入、支出总计",
        "收入支出总计",
        "收、支决算总计",
        "收入总计、支出总计",
        "收入总计和支出总计",
        "总收入、总支出",
        "收支决算总计",
        "收入支出决算总计",
    ),
    "income_total": ("收入总计", "收入总计", "总收入", "收入决算总计", "收入总额"),
    "expense_total": ("支出总计", "支出总计", "总支出", "支出决算总计", "支出总额"),
    "income_year": ("本年收入合计", "收入合计", "本年收入", "收入决算合计", "本年收入决算合计"),
    "expense_year": ("本年支出合计", "支出合计", "本年支出", "支出决算合计", "本年支出决算合计"),
    "fiscal_both": (
        "财政拨款收、支总计",
        "财政拨款收支总计",
        "财政拨款收入支出总计",
        "财政拨款收入、支出总计",
        "财政拨款收、支决算总计",
        "财政拨款收入总计、支出总计",
    ),
    "fiscal_income_total": (
        "财政拨款收入总计",
        "财政拨款收入总计",
        "财政拨款收入",
        "财政拨款总收入",
        "财政拨款本年收入",
    ),
    "fiscal_expense_total": ("财政拨款支出总计", "财政拨款支出总计", "财政拨款支出", "财政拨款总支出"),
    "general": (
        "一般公共预算财政拨款支出",
        "一般公共预算财政拨款支出",
        "财政拨款支出",
        "一般公共预算支出",
        "一般公共预算当年拨款支出",
        "一般公共预算财政拨款决算支出",
    ),
    "basic": ("基本支出",),
    "project": ("项目支出",),
    "general_basic": (
        "一般公共预算财政拨款基本支出",
        "一般公共预算财政拨款基本支出",
        "财政拨款基本支出",
        "基本支出",
        "一般公共预算基本支出",
    ),
    "personnel": ("人员经费", "人员经费", "人员经费", "人员支出"),
    "public": ("公用经费", "公用经费", "日常公用经费", "公用经费", "公用支出"),
    "three": (
        "“三公”经费财政拨款支出",
        "“三公”经费",
        "财政拨款“三公”经费",
        "“三公”经费",
        "一般公共预算“三公”经费",
        "“三公”经费财政拨款支出",
        "“三公”经费财政拨款支出",
        "三公经费",
        "一般公共预算财政拨款“三公”经费",
        "财政拨款安排的“三公”经费",
    ),
    "abroad": (
        "因公出国（境）费",
        "因公出国（境）费用",
        "因公出国（境）费",
        "因公出国（境）",
        "因公出国（境）经费",
    ),
    "vehicles": (
        "公务用车购置及运行维护费",
        "公务用车购置及运行费",
        "公务用车购置及运行维护费",
        "公务用车费",
        "公务用车购置和运行维护费",
    ),
    "car_purchase": ("公务用车购置费", "公务用车购置", "公务用车购置", "公务用车购置费"),
    "car_running": (
        "公务用车运行维护费",
        "公务用车运行费",
        "公务用车运行维护费",
        "公务用车运行",
        "公务用车运行维护",
    ),
    "reception": ("公务接待费", "公务接待费", "公务接待费用", "公务接待"),
    "fund": (
        "政府性基金预算财政拨款支出",
        "政府性基金预算支出",
        "政府性基金预算财政拨款本年支出",
        "政府性基金支出",
    ),
    "capital": ("国有资本经营预算财政拨款支出", "国有资本经营预算支出", "国有资本经营预算财政拨款本年支出"),
    "operating": ("机关运行经费", "机关运行经费", "机关运行经费", "机关运行费用"),
    "procurement": ("政府采购支出总额", "政府采购支出", "政府采购金额", "政府采购总额", "政府采购支出合计"),
    "goods": ("政府采购货物支出", "货物支出", "货物采购金额", "货物类采购", "货物类支出"),
    "works": ("政府采购工程支出", "工程支出", "工程采购金额", "工程类采购", "工程类支出"),
    "services": ("政府采购服务支出", "服务支出", "服务采购金额", "服务类采购", "服务类支出"),
    "sme": ("授予中小企业合同金额", "政府采购授予中小企业合同金额", "授予中小企业的合同金额"),
    "micro": ("授予小微企业合同金额", "授予小微企业的合同金额"),
}
PAIRS = {"both": ("收入总计", "支出总计"), "fiscal_both": ("财政拨款收入总计", "财政拨款支出总计")}
_WHOLE_NAMES = re.compile(r"((?:财政拨款)?(?:收入总计|总收入))([、和])(支出总计|总支出)")
_CODED = re.compile(r"^（\d+）|（(?:科目编码)?\d+）$")
_SLOT = re.compile(r"\{(?:item|code) ([^}]*)\}")


def plain(template: str) -> str:
    """A name template as the text it writes: "{item 行政运行}{code 2010301}（项）" → "行政运行2010301（项）"."""
    return _SLOT.sub(r"\1", template)


def _two_names(name: str) -> str:
    """The template of a name; two whole names joined are two: 收入总计|、|支出总计, but 收、支总计 is one."""
    found = _WHOLE_NAMES.fullmatch(name)
    return f"{{item {found[1]}}}{found[2]}{{item {found[3]}}}" if found else f"{{item {name}}}"


def _fitting(key: str, names: tuple[str, ...], books: Books) -> tuple[str, ...]:
    """The names that are true of these books: 财政拨款收入 is a total only where nothing was carried over."""
    carried = {"fiscal_income_total": books.fiscal_carry_in, "fiscal_expense_total": books.fiscal_carry_out}
    if not any(line.final or line.prior for line in carried.get(key, ())):
        return names
    return tuple(name for name in names if "总" in name)


class Cast:
    """The subjects of one document. Each name is chosen once per document, sometimes varied."""

    def __init__(self, books: Books, rng: random.Random) -> None:
        self.books = books
        self.rng = rng
        self._pools = {key: _fitting(key, names, books) for key, names in NAMES.items()}
        self._names = {key: rng.choice(names) for key, names in self._pools.items()}
        self.path_style = rng.choice(PATH_STYLES)
        self.class_style = rng.choice(
            (
                "{N}",
                "{N}",
                "{N}（类）",
                "{N}{C}（类）",
                "{N}（{C}类）",
                "（{C}）{N}",
                "{N}（{C}）",
                "{C}{N}",
                "“{N}”",
                "{N}类",
                "{C}{N}（类）",
                "{C}类{N}",
                "{C}-{N}",
                "（{C}类）{N}",
            )
        )

    def subject(self, key: str, account: Account, whole: Account | None = None) -> Subject:
        """A subject under its chosen name."""
        name = self._names[key] if self.rng.random() < 0.85 else self.rng.choice(self._pools[key])
        items = PAIRS.get(key) or (name,)
        return Subject(_two_names(name), account, items, account.code, whole.final if whole else None)

    def named(self, account: Account, whole: Account | None = None) -> Subject:
        """A subject under its account's own name."""
        return Subject(
            f"{{item {account.name}}}", account, (account.name,), account.code, whole.final if whole else None
        )

    def of_class(self, account: Account, whole: Account) -> Subject:
        """A 类 in this document's style of writing classes."""
        name = account.name if self.rng.random() < 0.97 else account.name.removesuffix("支出")
        text = self.class_style.replace("{N}", f"{{item {name}}}").replace("{C}", f"{{code {account.code}}}")
        return Subject(text, account, (name,), account.code, whole.final)

    def of_path(self, line: Account, whole: Account) -> Subject:
        """A 项 with its 类 and 款, written in this document's path style."""
        code, names = line.code or "", self.books.names
        text = self.path_style
        for mark, size in (("1", 3), ("2", 5), ("3", 7)):
            text = text.replace(f"N{mark}", f"{{item {names[code[:size]]}}}").replace(
                f"C{mark}", f"{{code {code[:size]}}}"
            )
        for mark, cut in (("2", slice(3, 5)), ("3", slice(5, 7))):
            text = text.replace(f"D{mark}", f"{{code {code[cut]}}}")
        return Subject(text, line, (_CODED.sub("", plain(text)),), code, whole.final)

    def of_chain(self, lines: tuple[Account, ...], whole: Account) -> Subject:
        """Several 项 of one 类 before one figure: the figure is the 类's."""
        names, style, rng = self.books.names, self.path_style, self.rng
        code = (lines[0].code or "")[:3]
        coded = "C" in style or rng.random() < 0.3
        parts = [f"{{item {names[code]}}}" + (f"{{code {code}}}" if coded else "") + "（类）"]
        section = ""
        for line in lines:
            line_code = line.code or ""
            if line_code[:5] != section:
                section = line_code[:5]
                parts.append(
                    f"{{item {names[section]}}}" + (f"{{code {section}}}" if coded else "") + "（款）"
                )
            parts.append(f"{{item {line.name}}}" + (f"{{code {line_code}}}" if coded else "") + "（项）")
        text = "".join(parts)
        return Subject(text, self.books.line(names[code], code, lines), (plain(text),), code, whole.final)

    def classes(self, lines: tuple[Account, ...]) -> tuple[Account, ...]:
        """类 accounts of some 项 lines."""
        return roll_up(lines, 3, self.books.names)


PATH_STYLES = (
    "N1（类）N2（款）N3（项）",
    "N1（类）N2（款）N3（项）",
    "N1（类）N2（款）N3（项）",
    "N1C1（类）N2C2（款）N3C3（项）",
    "N1（C1类）N2（D2款）N3（D3项）",
    "N1（类）-N2（款）-N3（项）",
    "N1—N2—N3",
    "N3（C3）",
    "C3N3",
    "N3（项）",
    "N1（C1）N2（C2）N3（C3）",
    "“N1（类）N2（款）N3（项）”",
    "N1、N2、N3",
    "C1N1（类）C2N2（款）C3N3（项）",
    "C1类N1D2款N2D3项N3",
    "N1（类）N2（款）N3C3（项）",
    "N1-N2-N3",
    "N3",
    "N1C1类N2D2款N3D3项",
    "N1（类C1）N2（款C2）N3（项C3）",
    "N2（款）N3（项）",
    "（C3）N3",
    "N1N2N3",
    "C1N1（类）、C2N2（款）、C3N3（项）",
    "C3“N3”",
    "“N3”（项）",
    "N2（C2）N3（C3）",
    "N1（C1）—N3（C3）",
    "N1（类）N2（款）N3（C3）",
    "（C1类）N1（C2款）N2（C3项）N3",
    "N1（类）下的N2（款）N3（项）",
    "N3（科目编码C3）",
    "C1N1—C2N2—C3N3",
    "N1类N2款N3项",
    "N3科目",
    "N2—N3（项）",
    "N1/N2/N3",
    "C3-N3",
    "N1C1类N2C2款N3C3项",
)
