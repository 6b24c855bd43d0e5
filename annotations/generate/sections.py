"""The sections of a disclosure's prose: which frames they use and which subjects those frames name."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from annotations.generate.books import Account, Books, add_up
from annotations.generate.figures import Subject, Value
from annotations.generate.subjects import Cast
from annotations.generate.words import choose, fill

ZERO_ACCOUNT = Account("")


def _random_rate(rng: random.Random) -> Account:
    value = Decimal(rng.randint(0, 10_000)).scaleb(-2)
    return Account("", final=value.quantize(Decimal(1)) if rng.random() < 0.5 else value)


def _amount(rng: random.Random) -> Account:
    value = Decimal(rng.randint(1, 9_000_00)).scaleb(-2)
    return Account("", final=value, budget=value, adjusted=value, prior=value)


def _rename(account: Account, name: str) -> Account:
    return add_up(name, (account,), account.code)


def totals(cast: Cast, books: Books) -> dict[str, Value]:
    """Subjects of the sections on totals, income, spending and the general budget."""
    general = books.general_year
    basic = add_up(
        "基本支出", (Account("", None, a.final, a.prior, a.budget, a.adjusted) for a in books.economic)
    )
    project = Account(
        "项目支出",
        None,
        *(getattr(general, k) - getattr(basic, k) for k in ("final", "prior", "budget", "adjusted")),
    )
    both = _rename(books.income_total, "收入总计")
    return {
        "both": cast.subject("both", both),
        "inc": cast.subject("income_total", books.income_total),
        "exp": cast.subject("expense_total", books.expense_total),
        "incy": cast.subject("income_year", books.income_year),
        "expy": cast.subject("expense_year", books.expense_year),
        "used": cast.named(books.surplus_used),
        "carry": cast.named(books.carry_in),
        "distributed": cast.named(books.distributed),
        "out": cast.named(books.carry_out),
        "fboth": cast.subject("fiscal_both", books.fiscal_income_total),
        "finct": cast.subject("fiscal_income_total", books.fiscal_income_total),
        "fexp": cast.subject("fiscal_expense_total", books.fiscal_expense_total),
        "fcarry": cast.named(add_up("年初财政拨款结转和结余", books.fiscal_carry_in)),
        "ginc": cast.named(books.sources[0], books.income_year),
        "gout": cast.named(_rename(books.fiscal_carry_out[0], "一般公共预算财政拨款结转和结余")),
        "fexpy": cast.named(add_up("财政拨款本年支出", (*books.general, *books.fund, *books.capital))),
        "fincall": cast.named(_rename(books.fiscal_income, "财政拨款收入"), books.income_total),
        "finc": cast.named(_rename(books.fiscal_income, "财政拨款收入"), books.income_year),
        "oinc": cast.named(books.sources[-1], books.income_year),
        "gen": cast.subject("general", general, books.expense_year),
        "gbasic": cast.subject("general_basic", basic, general),
        "gproject": cast.named(project, general),
    }


def three(cast: Cast, books: Books) -> dict[str, Value]:
    """Subjects of the 三公 sections; shares are of the total."""
    total, parts = books.three_total, books.three_public
    return {
        "three": cast.subject("three", total),
        "abroad": cast.subject("abroad", parts["因公出国（境）费"], total),
        "vehicles": cast.subject("vehicles", books.vehicles_spending, total),
        "car_purchase": cast.subject("car_purchase", parts["公务用车购置费"], total),
        "car_running": cast.subject("car_running", parts["公务用车运行维护费"], total),
        "reception": cast.subject("reception", parts["公务接待费"], total),
        "domestic": cast.named(_rename(parts["公务接待费"], "国内公务接待")),
    }


def others(cast: Cast, books: Books, rng: random.Random) -> dict[str, Value]:
    """Subjects of the remaining sections."""
    bought = add_up("政府采购支出总额", books.procurement)
    goods, works, services = books.procurement
    by_class = {
        code: [a for a in books.economic if (a.code or "").startswith(code)]
        for code in ("301", "302", "303", "310")
    }
    projects = [Account(p.name, None, p.spent, p.spent, p.budget, p.budget) for p in books.projects] or [
        _amount(rng)
    ]
    sme = Account("", final=books.sme, budget=books.sme, prior=books.sme)
    micro = Account("", final=books.micro, budget=books.micro, prior=books.micro)
    fund, capital = add_up("", books.fund), add_up("", books.capital)
    values: dict[str, Value] = {
        "fund": cast.subject("fund", fund),
        "capital": cast.subject("capital", capital),
        "operating": cast.subject("operating", books.operating),
        "procurement": cast.subject("procurement", bought),
        "goods": cast.subject("goods", goods, bought),
        "works": cast.subject("works", works, bought),
        "services": cast.subject("services", services, bought),
        "sme": cast.subject("sme", sme, bought),
        "micro": cast.subject("micro", micro, bought),
        "micro_sme": cast.subject("micro", micro, sme),
        **_sme_parts(books),
        "proj": Subject("", rng.choice(projects), ("项目",)),
        "proj2": Subject("", rng.choice(projects), ("项目",)),
        **{f"p{i}": Subject("", rng.choice(projects), ("项目",)) for i in (1, 2, 3)},
        "projects": Subject("", add_up("", projects), ("项目",), None, _projects_whole(books)),
    }
    values |= {f"e{code}": cast.named(_class(books, code, group)) for code, group in by_class.items()}
    return values | _fund_sides(cast, books) | chance(books, rng)


def _projects_whole(books: Books) -> Decimal:
    return books.general_year.project


def _sme_parts(books: Books) -> dict[str, Value]:
    """What small firms got of goods, works and services, as shares of each; in all what they got."""
    left, found = books.sme, dict[str, Value]()
    for key, line in zip(("goods", "works", "services"), books.procurement, strict=True):
        part = min(left, line.final)
        left -= part
        name = f"{line.name.removeprefix('政府采购').removesuffix('支出')}采购授予中小企业合同金额"
        found[f"sme_{key}"] = Subject(
            f"{{item {name}}}", Account(name, final=part), (name,), None, line.final
        )
    return found


def _class(books: Books, code: str, lines: Sequence[Account]) -> Account:
    return add_up(books.names[code], lines, code)


def _fund_sides(cast: Cast, books: Books) -> dict[str, Value]:
    """What came into the two small budgets, what was carried over, and how it was spent."""
    found: dict[str, Value] = {}
    for prefix, index, lines in (("fund", 1, books.fund), ("capital", 2, books.capital)):
        whole = add_up("", lines)
        found |= {
            f"{prefix}_inc": cast.named(books.sources[index]),
            f"{prefix}_in": cast.named(_rename(books.fiscal_carry_in[index], "年初结转和结余")),
            f"{prefix}_out": cast.named(_rename(books.fiscal_carry_out[index], "年末结转和结余")),
            f"{prefix}_basic": cast.named(Account("基本支出", final=whole.basic)),
            f"{prefix}_project": cast.named(Account("项目支出", final=whole.project)),
        }
    return found


def chance(books: Books, rng: random.Random) -> dict[str, Value]:
    """Side figures and words that no table holds: thresholds, counts, targets, project names."""
    counts = books.counts
    threshold = rng.choice((100, 100, 100, 50, 200))
    vehicles = counts.vehicles or (("其他用车", counts.cars_held),)
    values: dict[str, Value] = {
        "nil": Subject("", ZERO_ACCOUNT, ("",)),
        "threshold": Subject("", Account("", final=Decimal(threshold))),
        "threshold2": Subject("", Account("", final=Decimal(100))),
        "asset": Subject("", _amount(rng)),
        "aid": Subject("", _amount(rng)),
        "std": Subject("", Account("", final=Decimal(rng.randint(1, 90) * 50).scaleb(-4))),
        "other": Subject("", Account("", final=Decimal(rng.randint(1, 30)).scaleb(-2))),
        "r1": Subject("", _random_rate(rng)),
        "r2": Subject("", _random_rate(rng)),
        "vehicle_list": "、".join(f"{name}{{count {count}辆}}" for name, count in vehicles),
        **_guests(books.three_public["公务接待费"].final, books.counts.guests, rng),
        "guests": fill("{item <matter>接待}{guest1.final}、{item <place>来访}{guest2.final}", rng),
        "area": f"{rng.randint(100, 9000)}平方米",
        "area2": f"{rng.randint(100, 900)}平方米",
    }
    for name, count, unit in (
        ("n1", counts.trips, rng.choice(("个", "次"))),
        ("n2", counts.travellers, rng.choice(("人", "人次"))),
        ("n3", counts.cars_bought, "辆"),
        ("n4", counts.cars_held, "辆"),
        ("n5", counts.batches, rng.choice(("批次", "个", "批"))),
        ("n6", counts.guests, rng.choice(("人次", "人"))),
        ("n7", counts.equipment, rng.choice(("台（套）", "台", "套", "台/套", "件"))),
        ("n8", rng.randint(1, 60), "个"),
        ("n9", rng.randint(1, 9), "个"),
        ("zero", 0, "辆"),
        ("zero5", 0, "批次"),
        ("zero6", 0, "人次"),
        ("zero7", 0, "台"),
        ("zero9", 0, "个"),
    ):
        values[name] = f"{count}{unit}"
    return values


def _guests(spent: Decimal, count: int, rng: random.Random) -> dict[str, Value]:
    """Two visits that cost what reception cost, and what a guest cost."""
    first = (spent * rng.randint(20, 80) / 100).quantize(Decimal("0.01"))
    each = (spent / count).quantize(Decimal("0.0001")) if count else ZERO_ACCOUNT.final
    sums = {"guest1": first, "guest2": spent - first, "each": each}
    return {name: Subject("", Account("", final=value)) for name, value in sums.items()}


def free_words(rng: random.Random) -> dict[str, str]:
    """Words that differ from paragraph to paragraph."""
    return {
        "s_purpose": fill(
            choose(
                (
                    "<matter>",
                    "<matter>、<matter>",
                    "开展<matter>工作",
                    "上级检查、<matter>等",
                    "<noun><deed>等",
                ),
                rng,
            ),
            rng,
        ),
        "project": fill("<project>", rng),
        "projectname": fill(choose(("<project>", "“<project>”项目", "<matter>"), rng), rng),
        "projectname2": fill("<project>", rng),
        "free": fill(choose(("<noun><deed>", "<matter>", "<vn><noun>", "<noun><verb>"), rng), rng),
        "free2": fill(choose(("<noun><deed>", "<vn>", "<noun><verb>"), rng), rng),
        "place": fill("<place>省", rng),
        "mark": rng.choice("京津冀晋辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"),
        "n": str(rng.randint(1, 40)),
        "score": str(rng.randint(70, 100)),
    }


def with_projects(template: str, values: dict[str, Value]) -> dict[str, Value]:
    """The values with each project of the template going by the name that is printed there."""
    found = dict(values)
    for key, name in (("proj", "projectname"), ("proj2", "projectname2")):
        subject = values.get(key)
        printed = name if f"{name}}}" in template else "project" if "{project}" in template else ""
        if isinstance(subject, Subject) and printed and f"{{{key}." in template:
            found[key] = replace(subject, items=(str(values[printed]),))
    return found


def names_of(accounts: Sequence[Account]) -> str:
    """Economic lines that have money, as a list of items."""
    return "、".join(f"{{item {a.name}}}" for a in accounts if a.final)


HEADINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "total",
        (
            "收入支出决算总体情况说明",
            "收入支出总体情况说明",
            "关于{Y}年度收入支出决算总体情况说明",
            "收支决算总体情况",
            "{Y}年度收入支出决算情况说明",
            "收入支出决算情况说明",
        ),
    ),
    ("income", ("收入决算情况说明", "收入情况说明", "关于{Y}年度收入决算情况说明", "收入决算情况")),
    ("expense", ("支出决算情况说明", "支出情况说明", "关于{Y}年度支出决算情况说明", "支出决算情况")),
    (
        "fiscal",
        (
            "财政拨款收入支出决算总体情况说明",
            "财政拨款收支决算总体情况说明",
            "财政拨款收入支出总体情况说明",
            "财政拨款收入支出决算情况说明",
        ),
    ),
    (
        "general",
        (
            "一般公共预算财政拨款支出决算情况说明",
            "一般公共预算财政拨款支出情况说明",
            "一般公共预算支出决算情况说明",
        ),
    ),
    (
        "basic",
        (
            "一般公共预算财政拨款基本支出决算情况说明",
            "财政拨款基本支出决算情况说明",
            "一般公共预算财政拨款基本支出情况说明",
        ),
    ),
    (
        "three",
        (
            "财政拨款“三公”经费支出决算情况说明",
            "“三公”经费支出决算情况说明",
            "一般公共预算财政拨款“三公”经费支出决算情况说明",
            "关于“三公”经费支出说明",
        ),
    ),
    (
        "fund",
        (
            "政府性基金预算财政拨款收入支出决算情况说明",
            "政府性基金预算支出决算情况说明",
            "政府性基金预算财政拨款收支决算情况说明",
        ),
    ),
    ("capital", ("国有资本经营预算财政拨款支出决算情况说明", "国有资本经营预算财政拨款收入支出决算情况说明")),
    ("operating", ("机关运行经费支出情况", "机关运行经费支出情况说明", "机关运行经费执行情况")),
    ("procurement", ("政府采购支出情况", "政府采购情况说明", "政府采购支出情况说明")),
    ("assets", ("国有资产占有使用情况", "国有资产占用情况说明", "国有资产占有使用情况说明")),
    ("performance", ("预算绩效管理情况", "预算绩效情况说明", "绩效管理情况", "绩效自评结果")),
)
"""Order and heading variants of the sections."""
