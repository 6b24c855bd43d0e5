"""The self-evaluation of a project: rate of execution, scores, targets, and what its analysis says of them.

Source: 《项目支出绩效评价管理办法》（财预〔2020〕10号） for the form; arithmetic for the rest. Blocks and
columns as `extract.read.evaluation` reads them; a score or target that cannot be read is not tested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract import forms
from extract.amounts import decimals_of, half_step
from extract.check.base import Case, Outcome, Tally, finding
from extract.check.rounding import HUNDRED, Span, percent, short
from extract.records import Cell, CellRef, Document, Severity, Table
from extract.text import fold, squeeze

RATE, TOTAL, TARGET, WORDS = "evaluation-rate", "evaluation-score", "evaluation-target", "evaluation-text"

_TOTAL_ROW = re.compile(r"(?:总分|总得分|自评总分)$|^合计$")
_FUNDS = re.compile(r"资金总额|年度资金|^合计$|^总额")
_BOUND = re.compile(
    r"^(?P<sign>[≥≤=＝>＜<]|不低于|不少于|不超过|大于等于|小于等于)?(?P<number>\d+(?:\.\d+)?)(?P<unit>[^\d]{0,4})$"
)
_SIDES = {
    "≥": 1,
    "不低于": 1,
    "不少于": 1,
    "大于等于": 1,
    ">": 1,
    "≤": -1,
    "不超过": -1,
    "小于等于": -1,
    "<": -1,
    "=": 0,
    "＝": 0,
}
_USED = re.compile(
    r"(?:资金)?(?:使用率|支付率|执行率|支出率|预算完成率)(?:达到了?|达|为|是)?(?P<rate>\d+(?:\.\d+)?)%"
)
_PERCENT_ROW = re.compile(r"率|满意度|比例|占比")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: its name, target and actual as printed, points and score where they can be read."""

    row: int
    name: str
    target: str
    actual: str
    points: Decimal | None
    score: Decimal | None


def evaluations(document: Document) -> tuple[Table, ...]:
    """The self-evaluation tables of a document."""
    return tuple(t for t in document.tables if t.kind == forms.SELF_EVALUATION)


def check_evaluation_rates(case: Case, blamed: frozenset[str]) -> Outcome:
    """全年预算数2.52、全年执行数2.189，执行率96.86 → error: 86.87; 86.86 is info (cut, not rounded)."""
    tally = Tally()
    for table in evaluations(case.document):
        for row, cells in _rows(table):
            budget, spent, rate = (cells.get(k) for k in ("全年预算数", "全年执行数", "执行率"))
            if budget is None or spent is None or rate is None or rate.value is None:
                continue
            computed = percent(_span(spent), _span(budget)) if spent.value is not None else None
            if computed is None or not budget.value:
                tally.untested += 1
                continue
            tally.tested += 1
            severity = _severity(rate, computed)
            if severity is not None:
                _report_rate(case, tally, table, row, (rate, spent, budget), computed, severity)
    return tally.done("预算数为0，或有一栏没有数")


def _span(cell: Cell) -> Span:
    half = half_step(decimals_of(cell.text))
    value = cell.value or Decimal(0)
    return Span(value - half, value + half)


def _severity(rate: Cell, computed: Span) -> Severity | None:
    """None for a rate that rounding explains, also one printed as a fraction of 1; info for one cut off."""
    stated, half = rate.value or Decimal(0), half_step(decimals_of(rate.text.rstrip("%％ ")))
    for factor in (Decimal(1), HUNDRED):
        span = Span((stated - half) * factor, (stated + half) * factor)
        if span.gap(computed) == 0:
            return None
    return "info" if stated <= computed.high < stated + half * 4 else "error"


def _report_rate(
    case: Case,
    tally: Tally,
    table: Table,
    row: int,
    cells: tuple[Cell, ...],
    computed: Span,
    severity: Severity,
) -> None:
    rate, spent, budget = cells
    exact = short((spent.value or Decimal(0)) / (budget.value or Decimal(1)) * HUNDRED)
    tail = "，属尾差" if severity == "info" else ""
    tally.findings.append(
        finding(
            RATE,
            "table-arithmetic",
            severity,
            f"《{_title(table)}》{rate.label.strip('：: ')}的执行率为{rate.text.strip()}，"
            f"按全年执行数{spent.text.strip()}÷全年预算数{budget.text.strip()}应为{exact}%{tail}。",
            cells=[_ref(table, cell) for cell in cells],
            at=_place(case, table, row, rate.text),
            actual=rate.text.strip(),
            expected=exact,
        )
    )


def check_evaluation_scores(case: Case, blamed: frozenset[str]) -> Outcome:
    """20 + 10 + 9 of indicators and 8.69 of funds, 总分 98.69 → error; a score above its points → error."""
    tally = Tally()
    for table in evaluations(case.document):
        scored = [(row, c.get("分值"), c["得分"]) for row, c in _rows(table) if "得分" in c]
        total = next((s for _, _, s in scored if _TOTAL_ROW.search(squeeze(s.label)) and s.value), None)
        for row, points, score in scored:
            if points and points.value is not None and score.value is not None and score is not total:
                tally.tested += 1
                if score.value > points.value:
                    _report_score(case, tally, table, row, score, points)
        _total(case, tally, table, scored, total)
    return tally.done("有的得分没有写或读不出")


def _total(
    case: Case, tally: Tally, table: Table, scored: list[tuple[int, Cell | None, Cell]], total: Cell | None
) -> None:
    parts = [s for _, _, s in scored if s is not total and not _is_part_of_funds(s, scored)]
    if total is None or len(parts) < 3 or any(s.value is None for s in parts):
        tally.untested += 1
        return
    tally.tested += 1
    added = sum((s.value or Decimal(0) for s in parts), Decimal(0))
    half = sum((half_step(decimals_of(s.text)) for s in (total, *parts) if decimals_of(s.text)), Decimal(0))
    apart = (total.value or Decimal(0)) - added
    if abs(apart) > half:
        tally.findings.append(
            finding(
                TOTAL,
                "table-arithmetic",
                "warning",
                f"《{_title(table)}》总分写{total.text.strip()}，各项得分合计{short(added)}，相差{short(abs(apart))}。",
                cells=[_ref(table, cell) for cell in (total, *parts)],
                at=_place(case, table, total.row, total.text),
                actual=total.text.strip(),
                expected=short(added),
                difference=short(apart),
            )
        )


def _is_part_of_funds(score: Cell, scored: list[tuple[int, Cell | None, Cell]]) -> bool:
    """True for the rows below 资金总额 (财政资金, 其他资金), whose score is that of the total again."""
    first = next((s for _, p, s in scored if p is None or _FUNDS.search(squeeze(s.label))), None)
    funds = [s for _, p, s in scored if p is None]
    return score in funds and score is not first


def _report_score(case: Case, tally: Tally, table: Table, row: int, score: Cell, points: Cell) -> None:
    tally.findings.append(
        finding(
            TOTAL,
            "table-arithmetic",
            "error",
            f"《{_title(table)}》“{score.label.strip()}”得分{score.text.strip()}，超过分值{points.text.strip()}。",
            cells=[_ref(table, score), _ref(table, points)],
            at=_place(case, table, row, score.label),
            actual=score.text.strip(),
            expected=f"不大于{points.text.strip()}",
        )
    )


def indicators(table: Table) -> Iterator[Indicator]:
    """The indicators below the head 三级指标 | 指标值 | 实际完成值 | 分值 | 得分, shifted rows as well."""
    head: dict[str, int] = {}
    for at, row in enumerate(table.rows):
        texts = [squeeze(text) for text in row]
        if any("完成值" in text for text in texts) and any(text.endswith("指标值") for text in texts):
            done = next(i for i, text in enumerate(texts) if "完成值" in text)
            head = {"actual": done, "width": len([t for t in texts[done + 1 :] if t])}
            continue
        if not head or not any(texts):
            continue
        shift = _shift(texts, head["actual"])
        if shift is None:
            continue
        actual = head["actual"] - shift
        numbers = [_number(text) for text in texts[actual + 1 : actual + 3]]
        yield Indicator(
            at,
            texts[actual - 3] if actual >= 3 else "",
            texts[actual - 1],
            texts[actual],
            *[*numbers, None, None][:2],
        )


def _shift(texts: list[str], actual: int) -> int | None:
    """How many columns a conversion has moved the row to the left: points stand behind the actual value."""
    for shift in (0, 1, 2):
        at = actual - shift
        if 1 <= at < len(texts) - 2 and texts[at] and _number(texts[at + 1]) is not None and texts[at - 1]:
            return shift
    return None


def _number(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else None


def check_evaluation_targets(case: Case, blamed: frozenset[str]) -> Outcome:
    """目标=4人，实际=99人，得满分 → error; a rate with the target ≥9696 → error."""
    tally = Tally()
    for table in evaluations(case.document):
        for one in indicators(table):
            target, actual = _BOUND.match(one.target), _BOUND.match(one.actual)
            if target is None:
                continue
            tally.tested += 1
            if _PERCENT_ROW.search("".join(table.rows[one.row])) and Decimal(target["number"]) > HUNDRED:
                _report_target(case, tally, table, one, f"指标值{one.target}不是百分数", "不大于100%")
            elif actual and one.score is not None and one.score == one.points and _misses(target, actual):
                why = f"指标值{one.target}，实际完成{one.actual}，没有达到却得满分{one.score}"
                _report_target(case, tally, table, one, why, one.target)
    return tally.done()


def _misses(target: re.Match[str], actual: re.Match[str]) -> bool:
    """Whether an actual figure of the same unit falls short of its target, or differs from an exact one."""
    if target["unit"] != actual["unit"] or target["sign"] is None:
        return False
    wanted, got = Decimal(target["number"]), Decimal(actual["number"])
    side = _SIDES[target["sign"]]
    return got < wanted if side > 0 else got > wanted if side < 0 else got != wanted


def _report_target(case: Case, tally: Tally, table: Table, one: Indicator, why: str, expected: str) -> None:
    tally.findings.append(
        finding(
            TARGET,
            "table-arithmetic",
            "error",
            f"《{_title(table)}》“{one.name}”：{why}。",
            cells=[CellRef(table.id, one.row, 0)],
            at=row_place(case, table, one.row),
            actual=one.actual or one.target,
            expected=expected,
        )
    )


def check_evaluation_words(case: Case, blamed: frozenset[str]) -> Outcome:
    """执行率86.86, while the analysis says 项目资金使用率100% → error."""
    tally = Tally()
    for table in evaluations(case.document):
        rates = [c["执行率"] for _, c in _rows(table) if "执行率" in c and c["执行率"].value is not None]
        told = [
            (row, m) for row, texts in enumerate(table.rows) for t in texts for m in _USED.finditer(fold(t))
        ]
        if not rates:
            tally.untested += len(told)
            continue
        for row, match in told:
            tally.tested += 1
            stated = Decimal(match["rate"])
            if all(abs(stated - (r.value or Decimal(0))) >= 1 for r in rates):
                tally.findings.append(
                    finding(
                        WORDS,
                        "table-vs-table",
                        "error",
                        f"《{_title(table)}》分析写“{match.group()}”，表中执行率是{rates[0].text.strip()}，二者不符。",
                        cells=[_ref(table, rates[0]), CellRef(table.id, row, 0)],
                        at=_place(case, table, row, match.group()),
                        actual=f"{match['rate']}%",
                        expected=f"{rates[0].text.strip()}%",
                    )
                )
    return tally.done("表中没有执行率")


def _rows(table: Table) -> Iterator[tuple[int, dict[str, Cell]]]:
    rows: dict[int, dict[str, Cell]] = {}
    for cell in table.cells:
        if cell.key:
            rows.setdefault(cell.row, {})[cell.key] = cell
    return iter(sorted(rows.items()))


def _title(table: Table) -> str:
    return table.title or table.kind or table.id


def _ref(table: Table, cell: Cell) -> CellRef:
    return CellRef(table.id, cell.row, cell.column)


def row_place(case: Case, table: Table, row: int) -> tuple[int, int] | None:
    """Where a row stands in the text: from its first long text to its last one."""
    texts = [text for text in table.rows[row] if len(text.strip()) > 1]
    first = _place(case, table, row, texts[0]) if texts else None
    if first is None or table.end is None:
        return first
    at, end = first
    for text in texts[1:]:
        found = case.document.text.find(text, end, min(table.end, end + 200))
        end = found + len(text) if found >= 0 else end
    return at, end


def _place(case: Case, table: Table, row: int, text: str) -> tuple[int, int] | None:
    """Where a text of a row stands, behind the rows above it; the whole table where it is not found."""
    if table.start is None or table.end is None:
        return None
    start = table.start
    for above in table.rows[:row]:
        for other in above:
            found = case.document.text.find(other, start, table.end) if len(other) > 3 else -1
            start = found + len(other) if found >= 0 else start
    at = case.document.text.find(text.strip(), start, table.end)
    return (at, at + len(text.strip())) if at >= 0 else (table.start, table.end)
