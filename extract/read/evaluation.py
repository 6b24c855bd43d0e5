"""项目支出绩效自评表: its blocks of funds and of indicators as cells with one address each.

The form is no plain grid: a block of funds (全年预算数, 全年执行数, 执行率) stands above one of indicators
(分值, 得分), each with a head of its own; other provinces print names and figures side by side, or one
project a line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
LONGEST_LABEL = 40
_PARTS = re.compile(r"^(?:目标申报|预算编制)数?$")
_TOTAL = re.compile(r"(?:总分|合计|总计|自评总分|总得分)$")
_BRACKETED = re.compile(r"\([^()]*\)")
_NO_NAME = re.compile(r"值$|目标|完成|标准|序号|部门$|单位$|内容$")


def evaluation_key(text: str) -> str | None:
    """The column of the self-evaluation form that a cell names: "全年执行数（B）" → "全年执行数"."""
    name = _BRACKETED.sub("", squeeze(text))
    return next((key for key, pattern in _EVALUATION if pattern.fullmatch(name)), None)


def _can_name(head: str) -> bool:
    """Whether a column of that head can name a row: "三级指标" and "" can, "年度指标值" cannot."""
    return _NO_NAME.search(_BRACKETED.sub("", squeeze(head))) is None


def is_self_evaluation(title: str | None, rows: Rows) -> bool:
    """Whether a table is the self-evaluation of a project, by its title and all of its text.

    "2021年度项目支出绩效自评表" with 全年预算数 and 全年执行数 as heads is one; that of a whole department
    (部门整体支出绩效自评表) and a list of targets without execution are not.
    """
    name, body = squeeze(title or ""), squeeze("".join("".join(row) for row in rows))
    executed = re.search("全年执行|执行数|执行率", body) is not None and "预算" in body
    if "整体" in name or "决算" in name or not executed:
        return False
    scored = re.search("执行率|得分", body) is not None and "全年预算" in body and "决算" not in body
    told = scored or re.search("自评|绩效", name) is not None
    return told and any(_is_head(row) or _pairs(row) for row in rows)


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
    block = _Block()
    cells: list[Cell] = []
    keys: list[RowKey] = []
    for number, row in enumerate(rows):
        label, places = block.take(row)
        if number < size:
            continue
        keys.append(RowKey(label, None))
        cells += _row_cells(row, number, places, label, size, boxes)
    return tuple(cells), tuple(keys)


@dataclass(slots=True)
class _Block:
    """The block that a walk down the rows is in: its head, the columns that name rows, all columns."""

    head: dict[int, str] = field(default_factory=dict)
    names: list[int] = field(default_factory=list)
    leaves: list[str | None] = field(default_factory=list)
    fresh: bool = False

    def take(self, row: Sequence[str]) -> tuple[str, Mapping[int, str]]:
        """The label of the next row and the key of each of its value columns."""
        pairs = _pairs(row)
        if len(pairs) > 1 or (pairs and not self.head):
            return _pair_label(row, pairs), pairs
        if _is_head(row):
            self.head, self.names, self.leaves = _head(row), _name_columns(row), _leaves(row)
            self.fresh = True
            return "", {}
        fresh, self.fresh = self.fresh, False
        if fresh and _is_second_head(row, min(self.head)):
            return "", {}
        label, places = self._places(row)
        figures = any(parse_cell(row[c]) is not None for c in places if c < len(row))
        words = any(len(squeeze(row[c])) > 2 for c in places if c < len(row))
        if not figures and (words or len(label) > LONGEST_LABEL):
            self.head, places = {}, {}
        elif _TOTAL.match(label):
            self.head = {}
        return label, places

    def _places(self, row: Sequence[str]) -> tuple[str, Mapping[int, str]]:
        """Label and columns by place, or by order where a conversion has shifted the row."""
        first = next((c for c, text in enumerate(row) if parse_cell(text) is not None), None)
        if not self.head or first is None:
            return _label(row, self.names), dict(self.head)
        left = min(self.head)
        before = [c for c in range(first) if row[c].strip()]
        if not before or (first >= left and before[-1] < left) or len(self.names) != left:
            return _label(row, self.names), dict(self.head)
        places = {first + i: key for i, key in enumerate(self.leaves) if key and first + i < len(row)}
        return "".join(row[before[-1]].split()), places


def _is_second_head(row: Sequence[str], left: int) -> bool:
    """Whether a row only divides columns of the head above it: 年初预算数 into 目标申报数 | 预算编制数."""
    return not any(text.strip() for text in row[:left]) and all(parse_cell(text) is None for text in row)


def _leaves(row: Sequence[str]) -> list[str | None]:
    """The key of each column from the first figure on; of merged ones (blank in the head) the last has it.

    年初预算数 | 目标申报数 | 预算编制数 in one row are two columns, whose parent slid into their row.
    """
    end = max(column for column, text in enumerate(row) if text.strip()) + 1
    texts = [*map(squeeze, row[min(_head(row)) : end]), "-"]
    keys: list[str | None] = []
    current: str | None = None
    for text, following in pairwise(texts):
        parted = _PARTS.search(text) is not None
        current = evaluation_key(text) if text and not parted else current
        if text and _PARTS.search(following) and not parted:
            continue
        keys.append(None if not following or _PARTS.search(following) else current)
    return keys


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
