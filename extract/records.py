"""The records that travel between the stages: frozen, typed, with half-open offsets.

Offsets index `Document.text`. For .txt that is exactly the decoded file; for other formats it is
the text in reading order. Money never passes through float: values are `Decimal` or the decimal
string as written. The public JSON is made from these by `extract.write`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

SCHEMA_VERSION = "1.0"

BBox = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points, origin at the top left of the page."""

BlockKind = Literal["heading", "prose", "table", "toc", "caption", "furniture", "blank"]
Label = Literal["AMOUNT", "PERCENT", "CODE", "REASON", "ITEM", "QUANTITY"]
Measure = Literal[
    "决算数", "年初预算数", "全年预算数", "预算数", "上年数", "增减额", "占比", "增减率", "完成率"
]
LinkStatus = Literal["match", "rounding", "mismatch", "ambiguous", "absent"]
CheckStatus = Literal["passed", "failed", "not-applicable", "not-run"]
Severity = Literal["error", "warning", "info"]
FindingKind = Literal[
    "prose-vs-table",
    "prose-arithmetic",
    "prose-vs-prose",
    "table-arithmetic",
    "table-vs-table",
    "code-vs-name",
    "unit",
    "template-residue",
    "wording",
    "missing",
]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the document came from. `pages` is None for formats without pages.

    `ocr_pages` were pictures and are read by character recognition; `unread_pages` are pictures too and
    could not be read (`reader` says why).
    """

    path: str | None
    sha256: str
    format: str
    pages: int | None
    reader: str
    ocr_pages: tuple[int, ...] = ()
    unread_pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """Who publishes what: "襄垣县信访局", 2023, 单位决算, amounts in 万元. None where unsaid."""

    unit: str | None
    year: int | None
    kind: str | None
    currency_unit: str | None

    @property
    def is_budget(self) -> bool:
        """True for a 部门预算 or 单位预算: its figures are of the year to come."""
        kind = self.kind or ""
        return "预算" in kind and "决算" not in kind

    @property
    def own_measure(self) -> Measure:
        """What the document gives for its own year: 决算数, in a budget 预算数."""
        return "预算数" if self.is_budget else "决算数"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a paged format: which slice of the text it is and where it stands.

    `xs` has (x0, x1) for each character of text[start:end], so any tag can be boxed. `score` says how
    sure character recognition is of the line, 1 where the file itself holds the text.
    """

    start: int
    end: int
    page: int
    top: float
    bottom: float
    xs: Sequence[tuple[float, float]]
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the text of one nature. Headings carry a level (1 = 第一部分)."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all that stands under it, [start, end) from the heading on."""

    id: str
    title: str
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RowKey:
    """What a row is about: the line name and, where printed, its code."""

    label: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A value cell with its whole address.

    `row`, `column` index `Table.rows` / `Table.columns`. `label`, `code` are those of the half the
    cell stands in (a 收入|支出 table has two per row). `key` is the canonical column of the form
    ("基本支出", "支出-合计", "决算数-公务接待费"), None in a table that is no known form.
    `value` is None where the cell is blank or a dash; `text` is always as printed.
    """

    row: int
    column: int
    label: str
    code: str | None
    key: str | None
    text: str
    value: Decimal | None
    page: int | None = None
    bbox: BBox | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table as a grid. `kind` is the canonical form name, None where unknown."""

    id: str
    title: str | None
    code: str | None
    kind: str | None
    unit: str | None
    pages: tuple[int, ...]
    start: int | None
    end: int | None
    header: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]
    row_keys: tuple[RowKey, ...]
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A disclosure as read: text, what each stretch of it is, headings, tables, line boxes."""

    source: Source
    profile: Profile
    text: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of prose, cleaned, with the map back: text[i] stands at offsets[i] in the source.

    Paragraphs that a conversion broke over lines are one passage. `heading` is True for a heading
    that holds no sentence: it is never tagged. `above` is the heading the passage stands under, shown
    to the model as context; a passage carries all the context it has, so its tags are its own.
    """

    text: str
    offsets: tuple[int, ...]
    section: str | None
    heading: bool = False
    above: str = ""

    @property
    def start(self) -> int:
        """Source offset of the first character."""
        return self.offsets[0]

    @property
    def end(self) -> int:
        """Source offset behind the last character."""
        return self.offsets[-1] + 1


@dataclass(frozen=True, slots=True)
class Tag:
    """A labelled span of the source. `passage`, `left`, `right`: the same span inside a passage."""

    label: Label
    role: str | None
    start: int
    end: int
    text: str
    score: float
    page: int | None = None
    bbox: BBox | None = None
    passage: int = -1
    left: int = -1
    right: int = -1


@dataclass(frozen=True, slots=True)
class Item:
    """The budget line a figure belongs to. `level`: 类, 款, 项, or None where it is no 科目."""

    name: str
    code: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A stated cause, with its place in the source."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """A fact's tie to one cell. row, column are None when status is `absent`."""

    table: str | None
    row: int | None
    column: int | None
    cell_value: str | None
    status: LinkStatus
    row_label: str | None = None
    column_path: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure the prose states. `value` is the decimal string as written, without unit.

    增减额 and 增减率 carry their sign. `whole` is what a 占比 is a share of, as the prose names it.
    `base` says what a change or a rate is measured against: 上年数, 年初预算数, 全年预算数, 预算数.
    `decimals`: digits printed behind the point, the basis of every rounding judgement.
    """

    id: str
    section: str | None
    item: Item
    measure: Measure
    value: str
    unit: str | None
    sign: int
    year: int | None
    base_year: int | None
    reason: Reason | None
    quote: str
    start: int
    end: int
    score: float
    steps: tuple[str, ...] = ()
    page: int | None = None
    bbox: BBox | None = None
    links: tuple[Link, ...] = ()
    whole: str | None = None
    base: str | None = None
    decimals: int = 0
    passage: int = -1

    @property
    def number(self) -> Decimal:
        """The value as Decimal, in its own unit."""
        return Decimal(self.value)


@dataclass(frozen=True, slots=True)
class CellRef:
    """Address of a cell."""

    table: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Check:
    """What was tested, how often, and why not where it was not."""

    rule: str
    status: CheckStatus
    count: int
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One inconsistency, explained in one or two Chinese sentences.

    `ocr` where a figure it rests on was read from a picture by character recognition.
    """

    id: str
    rule: str
    kind: FindingKind
    severity: Severity
    message: str
    start: int | None
    end: int | None
    page: int | None = None
    facts: tuple[str, ...] = ()
    cells: tuple[CellRef, ...] = ()
    actual: str | None = None
    expected: str | None = None
    difference: str | None = None
    bbox: BBox | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that is known of one document: the public record.

    Immutable, comparable, pickle-able. `notebook` makes the HTML that a notebook shows; the package
    gives it `extract.write.to_notebook`, which this module cannot know.
    """

    document: Document
    tags: tuple[Tag, ...]
    facts: tuple[Fact, ...]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]
    model: str | None = None
    notebook: ClassVar[Callable[[Extraction], str] | None] = None

    def __repr__(self) -> str:
        """<Extraction 青禾县信访局 2023 部门决算: 211 tags, 157 facts, 7 findings>; fields hold the rest."""
        profile = self.document.profile
        who = " ".join(str(part) for part in (profile.unit, profile.year, profile.kind) if part) or "未名文件"
        counts = f"{len(self.tags)} tags, {len(self.facts)} facts, {len(self.findings)} findings"
        return f"<Extraction {who}: {counts}>"

    def _repr_html_(self) -> str | None:
        render = Extraction.notebook
        return render(self) if render else None
