"""项目支出绩效自评表: a form for each project (blocks, or names and figures in turn), or a project a line."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from annotations.generate.books import Books, Project
from annotations.generate.script import Grid, GridCell

KIND = "项目支出绩效自评表"
SHAPES = ("blocks", "pairs", "list")
FUND_KEYS = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
INDICATORS = (
    ("产出指标", "数量指标", "任务完成数量"),
    ("产出指标", "质量指标", "验收合格率"),
    ("效益指标", "社会效益指标", "服务对象受益程度"),
    ("满意度指标", "服务对象满意度指标", "群众满意度"),
)
WEIGHTS = (Decimal(30), Decimal(20), Decimal(30), Decimal(10))
FUND_WEIGHT = Decimal(10)
_CENT = Decimal("0.01")
_WIDTH = 8


def evaluation_forms(books: Books, *, shape: str, rng: random.Random) -> tuple[Grid, ...]:
    """The forms of all projects in one of SHAPES; none where there is no project.

    The total of a form is the sum of its scores. Amounts are printed in 万元 whatever the official forms use.
    """
    if not books.projects:
        return ()
    if shape == "list":
        return (_list(books),)
    make = _blocks if shape == "blocks" else _pairs
    return tuple(make(books, project, rng) for project in books.projects)


def _rate(project: Project) -> Decimal:
    return (project.spent * 100 / project.budget).quantize(_CENT, ROUND_HALF_UP)


def _scores(project: Project) -> tuple[Decimal, tuple[Decimal, ...]]:
    """What the funds score, and each indicator; together the project's score or as near as weights allow."""
    funds = (project.spent * FUND_WEIGHT / project.budget).quantize(_CENT, ROUND_HALF_UP)
    rest = min(sum(WEIGHTS), project.score - funds)
    parts = [(rest * weight / sum(WEIGHTS)).quantize(_CENT, ROUND_HALF_UP) for weight in WEIGHTS[:-1]]
    return funds, (*parts, rest - sum(parts))


class _Form:
    """Rows of one width with the cells that hold figures."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.rows: list[list[str]] = []
        self.cells: list[GridCell] = []
        self.merges: list[tuple[int, int, int, int]] = []

    def add(self, *texts: str) -> int:
        self.rows.append([*texts, *[""] * (self.width - len(texts))])
        return len(self.rows) - 1

    def put(self, column: int, label: str, key: str, value: Decimal | None, text: str = "") -> None:
        """A figure in the last row; `text` where it is not printed as it is."""
        row = len(self.rows) - 1
        self.rows[row][column] = text or ("" if value is None else f"{value:f}")
        self.cells.append(GridCell(row, column, label, None, key, value))

    def merge(self, row: int, column: int, down: int, across: int) -> None:
        if down > 1 or across > 1:
            self.merges.append((row, column, down, across))

    def grid(self, title: str, heads: int = 0) -> Grid:
        cells = (GridCell(c.row - heads, c.column, c.label, c.code, c.key, c.value) for c in self.cells)
        rows = tuple(map(tuple, self.rows))
        return Grid(KIND, title, None, "万元", rows[:heads], rows[heads:], tuple(cells), tuple(self.merges))


def _blocks(books: Books, project: Project, rng: random.Random) -> Grid:
    """Block of funds above, block of indicators below, as the national form has it."""
    form = _Form(_WIDTH)
    _names(form, books, project)
    top = form.add("项目资金（万元）", "", "年初预算数", *_fund_heads(rng))
    form.merge(top, 0, 5, 1)
    budget = project.budget if rng.random() < 0.6 else (project.budget / 2).quantize(_CENT, ROUND_HALF_UP)
    funds, parts = _scores(project)
    for label in ("年度资金总额", "其中：当年财政拨款"):
        form.add("", label)
        values = (budget, project.budget, project.spent)
        for column, (key, value) in enumerate(zip(FUND_KEYS, values, strict=False), 2):
            form.put(column, label, key, value)
        total = label == "年度资金总额"
        form.put(5, label, "分值", FUND_WEIGHT if total else None, "" if total else "—")
        form.put(6, label, "执行率", _rate(project), f"{_rate(project)}%")
        form.put(7, label, "得分", funds if total else None, "" if total else "—")
    for label in ("上年结转资金", "其他资金"):
        form.add("", label)
    _goals(form, project)
    _indicators(form, parts)
    row = form.add("总分")
    form.merge(row, 0, 1, 5)
    form.put(5, "总分", "分值", FUND_WEIGHT + sum(WEIGHTS))
    form.put(6, "总分", "得分", funds + sum(parts))
    return form.grid(_title(books, rng))


def _title(books: Books, rng: random.Random) -> str:
    titles = (f"{books.year}年度项目支出绩效自评表", "项目支出绩效自评表", "部门预算项目支出绩效自评表")
    return rng.choice(titles)


def _fund_heads(rng: random.Random) -> Sequence[str]:
    plain = ("全年预算数", "全年执行数", "分值", "执行率", "得分")
    marked = ("全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分")
    return plain if rng.random() < 0.6 else marked


def _names(form: _Form, books: Books, project: Project) -> None:
    row = form.add("项目名称", project.name)
    form.merge(row, 1, 1, form.width - 1)
    row = form.add("主管部门", books.unit.name, "", "", "实施单位", books.unit.name)
    form.merge(row, 1, 1, 3)
    form.merge(row, 5, 1, form.width - 5)


def _goals(form: _Form, project: Project) -> None:
    row = form.add("年度总体目标", "预期目标", "", "", "", "实际完成情况")
    form.merge(row, 0, 2, 1)
    form.add("", f"按计划完成{project.name}各项任务。", "", "", "", f"{project.name}各项任务按期完成。")
    for at in (row, row + 1):
        form.merge(at, 1, 1, 4)
        form.merge(at, 5, 1, form.width - 5)


def _indicators(form: _Form, scores: Sequence[Decimal]) -> None:
    form.add("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析")
    seen = ""
    for (first, second, third), weight, score in zip(INDICATORS, WEIGHTS, scores, strict=True):
        form.add("" if first == seen else first, second, third, "≥95%", "98%")
        form.put(5, third, "分值", weight)
        form.put(6, third, "得分", score)
        seen = first


def _pairs(books: Books, project: Project, rng: random.Random) -> Grid:
    """Names and figures side by side, indicators with their scores below."""
    form = _Form(7)
    _names(form, books, project)
    label = "资金情况（万元）"
    form.add(label, "全年预算数：", "", "全年执行数：", "", "执行率：")
    form.put(2, label, "全年预算数", project.budget)
    form.put(4, label, "全年执行数", project.spent)
    form.put(6, label, "执行率", _rate(project), f"{_rate(project)}%")
    form.add("三级指标", "指标值", "完成值", "分值", "自评得分")
    for (_, _, third), weight, score in zip(INDICATORS, WEIGHTS, _scores(project)[1], strict=True):
        form.add(third, "95", "98")
        form.put(3, third, "分值", weight)
        form.put(4, third, "得分", score)
    return form.grid(_title(books, rng))


def _list(books: Books) -> Grid:
    """One project a line."""
    form = _Form(7)
    form.add("序号", "项目名称", "主管部门", "全年预算数", "全年执行数", "执行率", "自评得分")
    for number, project in enumerate(books.projects, 1):
        form.add(str(number), project.name, books.unit.name)
        form.put(3, project.name, "全年预算数", project.budget)
        form.put(4, project.name, "全年执行数", project.spent)
        form.put(5, project.name, "执行率", _rate(project), f"{_rate(project)}%")
        form.put(6, project.name, "得分", project.score)
    return form.grid(f"{books.year}年度项目支出绩效自评结果表", heads=1)
