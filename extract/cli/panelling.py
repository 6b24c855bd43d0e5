"""`juesuan panel`: one item of a bulk result over units and years, and which rows can be trusted."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, get_args

from extract.cli.console import CLEAN, FOUND, USAGE, Parser, add_command, complain, replaced
from extract.records import Measure
from extract.write.width import cells, escape

if TYPE_CHECKING:
    from extract.batch.panel import PanelRow

EXAMPLES = """  juesuan panel 全省.duckdb --item 公务接待费                  单位 × 年度，✗ 是核对不过的
  juesuan panel 全省.duckdb --item 三公经费 -o 面板.csv        一行一个单位一年，附核对结果
  juesuan panel 全省.parquet --item 机关运行经费 --measure 上年数"""
WIDEST_UNIT = 40
"""Terminal cells for the name of a unit."""


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Hang the command under `juesuan`."""
    command = add_command(
        commands, "panel", "批量结果里的一个项目：单位 × 年度，附勾稽核对", _run_panel, examples=EXAMPLES
    )
    command.add_argument("source", metavar="OUT", type=Path, help="juesuan batch 的结果（数据库地址除外）")
    command.add_argument(
        "--item", required=True, metavar="ITEM", help="项目，如 公务接待费、三公经费、收入总计"
    )
    command.add_argument(
        "--measure", default="决算数", choices=get_args(Measure)[:6], metavar="MEASURE",
        help="哪个数：决算数（默认）、年初预算数、全年预算数、预算数、上年数、增减额",
    )
    command.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="写进 .csv、.json 或 .jsonl；一行一个单位一年"
    )


def _run_panel(arguments: argparse.Namespace) -> int:
    from extract.batch.panel import panel_of

    output: Path | None = arguments.output
    if output is not None and output.suffix.lower() not in _WRITERS:
        return complain(f"{output} 应以 .csv、.json 或 .jsonl 结尾。", USAGE)
    rows = panel_of(arguments.source, arguments.item, measure=arguments.measure)
    if not rows:
        said = f"{arguments.source} 里没有{arguments.item}的{arguments.measure}"
        return complain(f"{said}；请检查 --item 和 --measure。", USAGE)
    if output is None:
        sys.stdout.writelines(f"{line}\n" for line in matrix(rows))
    else:
        with replaced(output) as stream:
            _WRITERS[output.suffix.lower()](rows, stream)
        print(f"已写入 {output}", file=sys.stderr)
    return CLEAN if all(row.passes for row in rows) else FOUND


def matrix(rows: Sequence[PanelRow]) -> Iterator[str]:
    """Units down, years across, 万元; then what fails and why. Nothing in a name steers the terminal.

    Several documents of a unit and year share a place: a figure they agree on stands there once.
    """
    from extract.batch.panel import UNSEEN

    years = sorted({row.year for row in rows if row.year is not None})
    heads = [str(year) for year in years] + (["年度不明"] if any(row.year is None for row in rows) else [])
    by_unit: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        figure = UNSEEN if row.source == UNSEEN else "?" if row.value is None else f"{row.value:,.2f}"
        shown = figure + ("" if row.passes else " ✗")
        year = "年度不明" if row.year is None else str(row.year)
        told = by_unit.setdefault(escape(row.unit or "单位不明"), {}).setdefault(year, [])
        if shown not in told:
            told.append(shown)
    _drop_unseen(by_unit.values(), UNSEEN)
    wide = min(max(cells(unit) for unit in by_unit), WIDEST_UNIT)
    lines = [[" / ".join(years_of.get(head, [])) for head in heads] for years_of in by_unit.values()]
    widths = [max(map(cells, column)) for column in zip(heads, *lines, strict=True)]
    yield _line("万元", heads, wide, widths)
    for unit, texts in zip(by_unit, lines, strict=True):
        yield _line(unit, texts, wide, widths)
    if any(" / " in text for texts in lines for text in texts):
        yield "（/ 隔开的，是同一单位同一年几份文件里不同的数）"
    unseen = sum(row.source == UNSEEN for row in rows)
    if unseen:
        yield f"（{UNSEEN}：文件里没有印这个数，共 {unseen} 份）"
    yield from _failures([row for row in rows if row.source != UNSEEN])


def _drop_unseen(units: Iterable[dict[str, list[str]]], unseen: str) -> None:
    """Where one document of a unit and year prints the figure, another that does not says nothing there."""
    for told in (told for years_of in units for told in years_of.values()):
        if len(told) > 1 and unseen in told:
            told.remove(unseen)


def _failures(rows: Sequence[PanelRow]) -> Iterator[str]:
    failing = [row for row in rows if not row.passes]
    yield ""
    passing = len(rows) - len(failing)
    yield f"共 {len(rows)} 行，{passing} 行核对通过，{len(failing)} 行不过" + "：" * bool(failing)
    for row in failing:
        yield f"  {escape(row.unit or '单位不明')} {row.year or '年度不明'}  {escape(row.path)}"
        yield from (f"    {escape(why)}" for why in row.whys("failed"))


def _line(head: str, texts: Sequence[str], wide: int, widths: Sequence[int]) -> str:
    parts = [head + " " * max(wide - cells(head), 0)]
    parts += [" " * (width - cells(text)) + text for text, width in zip(texts, widths, strict=True)]
    return "  ".join(parts).rstrip()


def _write_csv(rows: Sequence[PanelRow], stream: TextIO) -> None:
    from extract.batch.sinks.csv import harmless

    stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\n")
    records = [row.as_dict() for row in rows]
    writer.writerow(records[0])
    for record in records:
        writer.writerow(harmless("；".join(v) if isinstance(v, list) else v) for v in record.values())


def _write_json(rows: Sequence[PanelRow], stream: TextIO) -> None:
    json.dump([row.as_dict() for row in rows], stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def _write_jsonl(rows: Sequence[PanelRow], stream: TextIO) -> None:
    stream.writelines(json.dumps(row.as_dict(), ensure_ascii=False) + "\n" for row in rows)


_WRITERS = {".csv": _write_csv, ".json": _write_json, ".jsonl": _write_jsonl}
