"""Header rows and column roles of a loose grid: where data begin, what each column is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.amounts import parse_cell
from extract.text import squeeze

Role = Literal["code", "label", "number", "value", "text"]
Rows = Sequence[Sequence[str]]
Owners = Sequence[Sequence[tuple[int, int]]]

MOST_HEADER_ROWS = 6
LONGEST_HEAD = 40
_PARTS = {"类", "款", "项"}
_DASHES = {"-", "--", "—", "——", "–", "/"}
_CODE_HEAD = re.compile(r"(?:编码|代码|编号)$|^[类款项]$")
_LABEL_HEAD = re.compile(
    r"^(?:项目|预算科目|指标)(?!支出|收入|资金|结余)|名称$|科目$|分类$|^(?:收入|支出)?项目$|^(?:机构|单位|部门)$"
)
_SIDE_HEAD = re.compile(r"^(?:本年)?(?:收入|支出)(?:来源|用途|内容|类别|事项|\(.*\))?$")
_NUMBER_HEAD = re.compile(r"^(?:行次|序号|栏次|编次)$")
_TEXT_HEAD = re.compile(r"^(?:备注|说明|原因)")
_CODE_CELL = re.compile(r"\d{3}|\d{5}|\d{7}")
_TOTAL = re.compile(r"^(?:本年|收入|支出|人员经费|公用经费)*(?:合计|总计|小计)$")
_NUMBERED_LABEL = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]\)|\d{1,2}[.、](?!\d)|\d{3,7}\D*$)"
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header path ("支出-合计"), its role, and the half of the form it stands in."""

    path: str
    role: Role
    half: int


def is_counting_row(cells: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: 栏次 | | 1 | 2 | 3, or 1 | 2 | 3 without 栏次."""
    texts = [squeeze(c) for c in cells]
    texts = [t for t in texts if t and t not in _PARTS and t not in _DASHES]
    marked = any(t in ("栏次", "行次", "栏目") for t in texts)
    if not marked and texts and texts[0] in ("项目", "科目名称"):
        texts = texts[1:]
    numbers = [t for t in texts if t not in ("栏次", "行次", "栏目")]
    if marked and not numbers:
        return True
    firsts = [re.match(r"\(?(\d{1,2})\)?(?:[=＝].*)?$", t) for t in numbers]
    values = [int(m[1]) for m in firsts if m]
    if len(values) < len(numbers) or not values or values[0] != 1:
        return False
    return values == list(range(1, len(values) + 1)) and (marked or len(values) >= 3)


def _is_data_row(cells: Sequence[str], index: int) -> bool:
    texts = [t for t in (squeeze(c) for c in cells) if t and t not in _PARTS]
    if not texts:
        return False
    if any(parse_cell(t) is not None for t in texts) or _CODE_CELL.fullmatch(texts[0]):
        return True
    if any(len(t) > LONGEST_HEAD for t in texts) or all(t in _DASHES for t in texts):
        return True
    if index == 0:
        return False
    if _NUMBERED_LABEL.match(texts[0]):
        return True
    return _TOTAL.match(texts[0]) is not None and all(t in _DASHES for t in texts[1:])


def header_size(rows: Rows) -> int:
    """How many rows from the top are header: up to and with 栏次, else up to the first row of data."""
    for index, row in enumerate(rows[: MOST_HEADER_ROWS + 1]):
        if is_counting_row(row):
            return index + 1
    for index, row in enumerate(rows[:MOST_HEADER_ROWS]):
        if _is_data_row(row, index):
            return index
    return min(len(rows), 1 if len(rows) > MOST_HEADER_ROWS else len(rows))


def column_parts(rows: Rows, owners: Owners | None, size: int) -> list[list[str]]:
    """Per column the header texts from top to bottom, merged cells filled, doubles and 栏次 dropped."""
    names = [row for row in range(size) if not is_counting_row(rows[row])]
    width = len(rows[0]) if rows else 0
    parts: list[list[str]] = [[] for _ in range(width)]
    for row in names:
        filled = _fill_owned(rows, owners, row) if owners else _fill_right(rows[row], parts)
        for column, text in enumerate(filled):
            if text and (not parts[column] or parts[column][-1] != text):
                parts[column] = [*parts[column], text]
    return parts


def _fill_owned(rows: Rows, owners: Owners, row: int) -> list[str]:
    return ["".join(rows[r][c].split()) for r, c in owners[row]]


def _fill_right(cells: Sequence[str], parts: Sequence[Sequence[str]]) -> list[str]:
    """Blank cells take the text to their left while both stand under the same merged cell above."""
    filled: list[str] = []
    for column, cell in enumerate(cells):
        text = "".join(cell.split())
        if not text and column and filled[column - 1] and list(parts[column]) == list(parts[column - 1]):
            text = filled[column - 1]
        filled.append(text)
    return filled


def columns_of(rows: Rows, owners: Owners | None, size: int) -> tuple[Column, ...]:
    """Every column with its path, role and half; a name or code behind a value opens the next half."""
    parts = column_parts(rows, owners, size)
    body = rows[size:]
    roles = [_role(p, [row[c] for row in body], c) for c, p in enumerate(parts)]
    halves = _halves(roles)
    return tuple(Column("-".join(p), r, h) for p, r, h in zip(parts, roles, halves, strict=True))


def _role(parts: Sequence[str], cells: Sequence[str], column: int) -> Role:
    head = squeeze(parts[-1]) if parts else ""
    heads = _PARTS | {squeeze(part) for part in parts}
    texts = [t for t in (squeeze(c) for c in cells) if t and t not in heads]
    codes = sum(1 for t in texts if _CODE_CELL.fullmatch(t))
    words = sum(1 for t in texts if parse_cell(t) is None and re.search(r"[\u4e00-\u9fff]", t))
    if _NUMBER_HEAD.match(head) and (column or words * 2 <= len(texts)):
        return "number"
    if _CODE_HEAD.search(head) or any(squeeze(c) in _PARTS for c in cells[:2]):
        return "code"
    if _LABEL_HEAD.search(head):
        return "code" if codes * 2 > len(texts) and words * 3 <= len(texts) else "label"
    if _TEXT_HEAD.match(head):
        return "text"
    if words * 2 > len(texts):
        return "label" if column == 0 or not parts or _SIDE_HEAD.match(head) else "text"
    if not head and column == 0 and codes * 2 > len(texts):
        return "code"
    return "value"


def _halves(roles: Sequence[Role]) -> list[int]:
    half, seen_value = 0, False
    halves: list[int] = []
    for role in roles:
        if role in ("code", "label") and seen_value:
            half, seen_value = half + 1, False
        seen_value = seen_value or role == "value"
        halves.append(half)
    return halves
