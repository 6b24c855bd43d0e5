"""A bulk result → one item over units and years, with what must add up and which rows pass.

panel_of(Path("全省.duckdb"), "公务接待费") gives a row for each document that states the item: its value in
万元 and the judgement of every identity the item is in, so that a wrong figure is seen before it is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal

from extract.amounts import UNIT_FACTORS
from extract.batch.lines import Identity, cell_addresses, counts_for, identities_of, line_in, line_of
from extract.batch.sinks.duckdb import connect
from extract.batch.sinks.files import FOLDERS, STORE, number_text, store_of
from extract.batch.sinks.sql import quoted
from extract.errors import SettingsError

Verdict = Literal["passed", "failed", "not-run"]
TEN_THOUSAND = UNIT_FACTORS["万元"]
SAME, AS_TABLE = "正文前后一致", "正文＝表格"
"""Judgements of every row, beside the identities."""
PROSE, FORM, UNSEEN = "正文", "表格", "未见"
"""Where a value was read; UNSEEN: neither the prose nor a form of the document prints it."""

_STEP = 2_000
_CELL_HALF = Decimal("0.005")
"""Forms print two digits in their own unit."""
_STATED = """
WITH tied AS (
    SELECT l.sha256, l.fact, count(*) FILTER (l.status = 'mismatch') AS wrong,
           count(*) FILTER (l.status IN ('match', 'rounding')) AS right_,
           count(*) FILTER (l.status = 'match') AS exact
    FROM links l GROUP BY ALL
), accused AS (
    SELECT DISTINCT sha256, unnest(from_json(facts, '["VARCHAR"]')) AS fact
    FROM findings WHERE severity <> 'info'
)
SELECT d.unit, d.year, d.sha256, d.path, n.line, f.item_code, f.yuan, f.value, f.decimals,
       coalesce(t.wrong, 0), coalesce(t.right_, 0), coalesce(t.exact, 0), a.fact IS NOT NULL,
       1 AS prose, f.section, f.start
FROM documents d JOIN facts f USING (sha256)
     JOIN names n ON n.item_name = f.item_name AND n.section = coalesce(f.section, '')
     LEFT JOIN tied t ON t.sha256 = f.sha256 AND t.fact = f.id
     LEFT JOIN accused a ON a.sha256 = f.sha256 AND a.fact = f.id
WHERE d.status = 'done' AND f.measure = ? AND f.yuan IS NOT NULL
      AND (f.measure = '上年数' OR f.year IS NULL OR d.year IS NULL OR f.year = d.year)
UNION ALL
SELECT d.unit, d.year, d.sha256, d.path, a.line, NULL, c.yuan, c.value, NULL, 0, 0, 0, false, 0, NULL,
       c."row"
FROM documents d JOIN cells c USING (sha256)
     JOIN addresses a ON a.kind = c.kind AND a.key = c.key
          AND regexp_matches(regexp_replace(c.label, '\\s', '', 'g'), a.label)
WHERE d.status = 'done' AND c.yuan IS NOT NULL
UNION ALL
SELECT d.unit, d.year, d.sha256, d.path, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, false, -1, NULL, 0
FROM documents d SEMI JOIN facts f ON f.sha256 = d.sha256 AND f.measure = ? AND f.yuan IS NOT NULL
WHERE d.status = 'done'
ORDER BY 1, 2, 4, 3, prose DESC, 16
"""
"""All mentions, all cells, and a line of no name for each document that states the measure of anything."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement of a line: yuan, half a step of its last printed digit, how its cells compare.

    `doubted`: it differs from its cell, and no check would accuse it: its own words speak of another line.
    """

    yuan: Decimal
    half: Decimal
    wrong: int = 0
    right: int = 0
    exact: int = 0
    doubted: bool = False


@dataclass(slots=True)
class Line:
    """All that one document says of a line, in its prose and in its form."""

    prose: list[Stated] = field(default_factory=list)
    form: list[Stated] = field(default_factory=list)

    @property
    def chosen(self) -> Stated | None:
        """The figure of the prose; where its mentions differ, the one a cell confirms; else the form's."""
        exact = [stated for stated in self.prose if stated.exact]
        confirmed = [stated for stated in self.prose if stated.right]
        return _common(self.prose or self.form) or _common(confirmed) or _common(exact)

    def without_doubts(self) -> Line:
        """The line without its doubted mentions, where something else states it."""
        sure = [stated for stated in self.prose if not stated.doubted]
        return Line(sure, self.form) if sure or self.form else self


@dataclass(frozen=True, slots=True)
class Judgement:
    """One test of a row: "三公＝出国＋用车＋接待" failed, "1.13≠0＋0＋1.31"."""

    rule: str
    verdict: Verdict
    why: str


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One document's value of the item in 万元, from its prose, else from its form (`source`).

    None where the mentions differ and no cell settles it, and where the document does not print it (UNSEEN).
    """

    unit: str | None
    year: int | None
    value: Decimal | None
    source: str
    judgements: tuple[Judgement, ...]
    path: str
    sha256: str

    @property
    def passes(self) -> bool:
        """No judgement failed."""
        return all(judgement.verdict != "failed" for judgement in self.judgements)

    def as_dict(self) -> dict[str, Any]:
        """Plain values, the amount as a string in 万元."""
        value = None if self.value is None else number_text(self.value)
        return {
            "unit": self.unit, "year": self.year, "value": value, "source": self.source,
            "passes": self.passes, "failed": self.whys("failed"), "not_run": self.whys("not-run"),
            "path": self.path, "sha256": self.sha256,
        }

    def whys(self, verdict: Verdict) -> list[str]:
        """What is said of the judgements with this verdict."""
        return [f"{j.rule}：{j.why}" for j in self.judgements if j.verdict == verdict]


def panel_of(source: Path, item: str, *, measure: str = "决算数") -> list[PanelRow]:
    """The rows of an item, by unit, year and path; [] where no document prints it.

    SettingsError where `source` is no bulk result.
    """
    line = line_of(item)
    wanted = {line, *(name for identity in identities_of(line) for name in (identity.whole, *identity.parts))}
    with opened(source) as connection:
        named = [(name, section, line_in(name, section)) for name, section in _names(connection)]
        fit = [one for one in named if one[2] in wanted]
        _fill(connection, "names", ("item_name", "section", "line"), fit)
        addresses = [(name, *address) for name in wanted for address in cell_addresses(name, measure)]
        _fill(connection, "addresses", ("line", "kind", "key", "label"), addresses)
        rows = list(_rows(connection.execute(_STATED, [measure, measure]), line))
    return rows if any(row.source != UNSEEN for row in rows) else []


def opened(source: Path) -> Any:
    """A read-only connection to a bulk result: a DuckDB file, or what lies beside or in a file result."""
    kind = source.suffix.lower().lstrip(".")
    if source.is_dir() and not (source / STORE).exists():
        return _over_parquet(source)
    known = source.is_dir() or kind in ("jsonl", "xlsx")
    store = store_of(source, FOLDERS[0] if source.is_dir() else kind) if known else source
    if not store.is_file():
        raise SettingsError(f"{source} 不是 juesuan batch 的结果；请给出 .duckdb 文件或结果文件夹。")
    return connect(store, read_only=True)


def _over_parquet(folder: Path) -> Any:
    """The tables of a Parquet folder, whoever wrote it."""
    parts = {table: folder / table for table in ("documents", "facts", "links", "cells", "findings")}
    if not all(part.is_dir() for part in parts.values()):
        raise SettingsError(f"{folder} 里没有 {'、'.join(parts)} 几个文件夹，不是 juesuan batch 的结果。")
    connection = connect(Path(":memory:"))
    for table, part in parts.items():
        files = str(part / "*.parquet").replace("'", "''")
        connection.execute(f"CREATE VIEW {quoted(table)} AS SELECT * FROM read_parquet('{files}')")
    return connection


def _names(connection: Any) -> list[tuple[str, str]]:
    """Every item with every section it is told in, "" for none."""
    query = "SELECT DISTINCT item_name, coalesce(section, '') FROM facts WHERE item_name <> ''"
    try:
        found = connection.execute(query).fetchall()
    except Exception as error:
        raise SettingsError(f"里面没有 facts 这张表，不是 juesuan batch 的结果（{error}）。") from error
    return [(row[0], row[1]) for row in found]


def _fill(connection: Any, table: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """A temporary table of text; it lives in this connection and changes no file."""
    listed = ", ".join(f"{quoted(column)} VARCHAR" for column in columns)
    connection.execute(f"CREATE TEMP TABLE {table} ({listed})")
    if rows:
        marks = ", ".join(["unnest(?)"] * len(columns))
        connection.execute(f"INSERT INTO {table} SELECT {marks}", [list(c) for c in zip(*rows, strict=True)])


def _rows(found: Any, line: str) -> Iterator[PanelRow]:
    for document, stated in groupby(_fetched(found), key=itemgetter(0, 1, 2, 3)):
        yield _row(document, _lines(stated), line)


def _fetched(found: Any) -> Iterator[tuple[Any, ...]]:
    while rows := found.fetchmany(_STEP):
        yield from rows


def _lines(rows: Iterable[tuple[Any, ...]]) -> dict[str, Line]:
    """What one document says, by line."""
    lines: dict[str, Line] = {}
    for *_, name, code, yuan, value, decimals, wrong, right, exact, accused, prose, section, _start in rows:
        if name is not None and counts_for(name, code, section):
            factor = yuan / value if value else TEN_THOUSAND
            half = factor * (_CELL_HALF if decimals is None else Decimal(1).scaleb(-decimals) / 2)
            line = lines.setdefault(name, Line())
            stated = Stated(yuan, half, wrong, right, exact, doubted=bool(wrong) and not accused)
            (line.prose if prose else line.form).append(stated)
    return {name: line.without_doubts() for name, line in lines.items()}


def _row(document: tuple[Any, ...], lines: dict[str, Line], name: str) -> PanelRow:
    unit, year, sha256, path = document
    line = lines.get(name)
    if line is None:
        return PanelRow(unit, year, None, UNSEEN, (), path, sha256)
    chosen = line.chosen
    value = None if chosen is None else chosen.yuan / TEN_THOUSAND
    adding = (_adds_up(identity, lines) for identity in identities_of(name))
    judgements = (_same(line), _as_table(line), *adding)
    return PanelRow(unit, year, value, PROSE if line.prose else FORM, judgements, path, sha256)


def _common(stated: list[Stated]) -> Stated | None:
    """The one figure all agree on, as finely as any prints it."""
    finest = min(stated, key=lambda one: one.half, default=None)
    return finest if finest is not None and all(_agree(finest, other) for other in stated) else None


def _agree(one: Stated, other: Stated) -> bool:
    """Equal as printed: 0.5 亿元 and 5,012.30 万元 are one figure, 1.13 and 1.31 万元 are two."""
    allowed = Decimal(0) if one.half == other.half else max(one.half, other.half)
    return abs(one.yuan - other.yuan) <= allowed


def _same(line: Line) -> Judgement:
    if not line.prose:
        return Judgement(SAME, "not-run", "正文没有写")
    if _common(line.prose) is not None:
        return Judgement(SAME, "passed", f"{len(line.prose)} 处")
    return Judgement(SAME, "failed", "、".join(_text(yuan) for yuan in sorted({s.yuan for s in line.prose})))


def _as_table(line: Line) -> Judgement:
    """The prose against its linked cells and against the form's own cell."""
    form = _common(line.form)
    wrong = [s for s in line.prose if s.wrong or (form is not None and not _agree(s, form))]
    if wrong:
        said = "、".join(_text(yuan) for yuan in sorted({s.yuan for s in wrong}))
        return Judgement(AS_TABLE, "failed", f"正文 {said}，表 {_text(form.yuan) if form else '不同'}")
    if line.prose and (form is not None or any(s.right for s in line.prose)):
        return Judgement(AS_TABLE, "passed", "")
    return Judgement(AS_TABLE, "not-run", "没有对上单元格" if line.prose else "正文没有写")


def _adds_up(identity: Identity, lines: dict[str, Line]) -> Judgement:
    """Whole = Σ parts, within half a unit of each printed figure."""
    names = (identity.whole, *identity.parts)
    chosen = {name: lines[name].chosen if name in lines else None for name in names}
    absent = [name for name, stated in chosen.items() if stated is None]
    if absent:
        return Judgement(identity.rule, "not-run", "缺 " + "、".join(absent))
    whole, *parts = (stated for stated in chosen.values() if stated is not None)
    allowed = sum((stated.half for stated in (whole, *parts)), Decimal(0))
    if abs(whole.yuan - sum((part.yuan for part in parts), Decimal(0))) <= allowed:
        return Judgement(identity.rule, "passed", "")
    sides = "＋".join(_text(part.yuan) for part in parts)
    return Judgement(identity.rule, "failed", f"{_text(whole.yuan)}≠{sides}")


def _text(yuan: Decimal) -> str:
    """Yuan as 万元: Decimal("11300") → "1.13"."""
    return number_text(yuan / TEN_THOUSAND)
