"""项目支出绩效自评表: its blocks of funds and of indicators as cells with one address each.

The form is no plain grid: a block of funds (全年预算数, 全年执行数, 执行率) stands above one of indicators
(分值, 得分), each with a head of its own; other provinces print names and figures side by side, or one
project a line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extract.amounts import parse_cell
from extract.records import BBox, Cell, RowKey
from extract.text import squeeze

Boxes = Mapping[tuple[int, int], tuple[int, BBox]]
Rows = Sequence[Sequence[str]]
_EVALUATION: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(rf"(?:{pattern})(?:数|金额|资金)?:?"))
    for key, pattern in (
        ("年初预算数", "年初(?:部门)?预算"),
        ("全年预算数", "(?:全年|调整后?)?预算"),
        ("全年执行数", "(?:全年|全年实际|实际)?(?:执行|支出)"),
        ("执行率", "(?:全年|资金)?(?:预算)?执行率"),
        ("分值", "分值|权重|标准分值?|满分"),
        ("得分", "(?:自评|实际|评价)?得分|自评分数?"),
    )
)
_BRACKETED = re.compile(r"\([^()]*\)")
_NO_NAME = re.compile(r"值$|目标|完成|标准|序号|部门$|单位$|内容$")


def evaluation_key(text: str) -> str | None:
    """The column of the self-evaluation form that a cell names: "全年执行数（B）" → "全年执行数"."""
    name = _BRACKETED.sub("", squeeze(text))
    return next((key for key, pattern in _EVALUATION if pattern.fullmatch(name)), None)


def _can_name(head: str) -> bool:
    """Whether a column of that head can name a row: "三级指标" and "" can, "年度指标值" cannot."""
    return _NO_NAME.search(_BRACKETED.sub("", squeeze(head))) is None


def is_self_evaluation(title: str | None, text: str) -> bool:
    """Whether a table is the self-evaluation of a project, by its title and all of its text.

    ("2021年度项目支出绩效自评表", "…全年预算数全年执行数…") → True; that of a whole department
    (部门整体支出绩效自评表) and a list of targets without execution are not.
    """
    name, body = squeeze(title or ""), squeeze(text)
    if "整体" in name or "决算" in name:
        return False
    executed = re.search("全年执行|执行数|执行率", body) is not None and "预算" in body
    if re.search("自评|绩效", name):
        return executed
    scored = re.search("执行率|得分", body) is not None
    return executed and scored and "全年预算" in body and "决算" not in body


def evaluation_size(rows: Rows) -> int:
    """How many rows are header: those down to the only head of a list of projects, 0 for the block form."""
    heads = [index for index, row in enumerate(rows) if _is_head(row)]
    above = rows[: heads[0]] if heads else ()
    numbered = any(parse_cell(cell) is not None for row in above for cell in row)
    return heads[0] + 1 if len(heads) == 1 and heads[0] <= 2 and not numbered else 0


def evaluation_columns(rows: Rows) -> tuple[str, ...]:
    """One path per column: its words in the first head, "" for the others."""
    head = next((row for row in rows if _is_head(row)), ())
    width = max((len(row) for row in rows), default=0)
    return tuple("".join(head[c].split()) if c < len(head) else "" for c in range(width))


def evaluation_cells(rows: Rows, size: int, boxes: Boxes) -> tuple[tuple[Cell, ...], tuple[RowKey, ...]]:
    """The cells and row names behind the header; rows and keys count from row `size` on.

    ("其中：财政拨款", "", "60.00", "57.30", "95.5%") under the head of funds gives three cells:
    全年预算数, 全年执行数 and 执行率 of 其中：财政拨款.
    """
    head: dict[int, str] = {}
    names: list[int] = []
    cells: list[Cell] = []
    keys: list[RowKey] = []
    for number, row in enumerate(rows):
        pairs = _pairs(row)
        if len(pairs) > 1 or (pairs and not head):
            label, places = _pair_label(row, pairs), pairs
        elif _is_head(row):
            head, names = _head(row), _name_columns(row)
            label, places = "", {}
        else:
            label, places = _label(row, names), head
        if number < size:
            continue
        keys.append(RowKey(label, None))
        cells += _row_cells(row, number, places, label, size, boxes)
    return tuple(cells), tuple(keys)


def _row_cells(
    row: Sequence[str], number: int, places: Mapping[int, str], label: str, size: int, boxes: Boxes
) -> list[Cell]:
    """Figures and blanks of one row under their keys; words there are a remark, no cell."""
    found = []
    for column, key in places.items():
        text = row[column] if column < len(row) else ""
        value = parse_cell(text)
        if label and (value is not None or len(squeeze(text)) <= 2):
            page, bbox = boxes.get((number, column), (None, None))
            found.append(Cell(number - size, column, label, None, key, text, value, page, bbox))
    return found


def _head(row: Sequence[str]) -> dict[int, str]:
    return {c: key for c, text in enumerate(row) if (key := evaluation_key(text))}


def _is_head(row: Sequence[str]) -> bool:
    """A row that names two columns or more and holds no figure: 全年预算数 | 全年执行数 | 分值 | 得分."""
    return len(_head(row)) >= 2 and all(parse_cell(text) is None for text in row)


def _pairs(row: Sequence[str]) -> dict[int, str]:
    """Column of a figure → key, where a row prints them in turn: 全年预算数 | 60 | 执行率 | 95%."""
    found: dict[int, str] = {}
    filled = [(column, text) for column, text in enumerate(row) if text.strip()]
    for (_, name), (column, text) in pairwise(filled):
        key = evaluation_key(name)
        if key and parse_cell(text) is not None:
            found[column] = key
    return found


def _pair_label(row: Sequence[str], pairs: Mapping[int, str]) -> str:
    """What the figures of such a row are of: the first words before them that are no column name."""
    before = (text for text in row[: min(pairs)] if text.strip() and not evaluation_key(text))
    return "".join(next(before, "合计").split())


def _name_columns(row: Sequence[str]) -> list[int]:
    """Columns left of the first figure that can name a row, nearest last; 项目名称 alone where printed."""
    first = min(_head(row))
    named = [c for c in range(first) if squeeze(row[c]) == "项目名称"]
    return named or [c for c in range(first) if _can_name(row[c])]


def _label(row: Sequence[str], names: Sequence[int]) -> str:
    texts = [row[c] for c in names if c < len(row) and row[c].strip()]
    return "".join(texts[-1].split()) if texts else ""
