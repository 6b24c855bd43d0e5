"""A panel gives every document's figure, and says of each row whether what must add up does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from annotations.generate.related import write_related
from extract import cli
from extract.batch import run_batch
from extract.batch.lines import IDENTITIES, counts_for, line_in, line_of
from extract.batch.panel import AS_TABLE, SAME, UNSEEN, PanelRow, panel_of
from extract.batch.rows import row_of, rows_of
from extract.batch.sinks.duckdb import DuckdbSink
from extract.errors import SettingsError
from extract.forms import THREE_PUBLIC
from extract.records import Fact, Finding, Table
from extract.write import to_dict
from tests.batch.factories import InlinePool, job, linked, values
from tests.builders import document, extraction, fact, finding, profile, source, table

PARTS = {"因公出国（境）费": "1.00", "公务用车购置及运行维护费": "2.50", "公务接待费": "0.50"}
HALVES = {"公务用车购置费": "0.00", "公务用车运行维护费": "2.50"}


def three_public(total: str = "4.00", **changed: str) -> list[Fact]:
    """The prose of a document whose 三公 add up, unless a part is changed."""
    said = {"财政拨款安排的“三公”经费": total, **PARTS, **HALVES, **changed}
    return [fact(value, item=item, id=f"f{n}") for n, (item, value) in enumerate(said.items())]


def form(**cells: str) -> Table:
    """The 三公 form with these figures in its 决算数 columns."""
    names = tuple(f"决算数-{item}" for item in cells)
    return table(THREE_PUBLIC, columns=names, rows=[("本年", None, tuple(cells.values()))])


def sink(
    path: Path, *documents: tuple[str, int, Iterable[Fact], Iterable[Table]], findings: Iterable[Finding] = ()
) -> Path:
    """A bulk result of documents: unit, year, facts, forms; each with the findings."""
    held = DuckdbSink(path)
    held.begin({"id": "r"})
    for number, (unit, year, facts, forms) in enumerate(documents):
        text = f"{unit}{year}附{number}"
        whole = document(text, tables=forms, profile=profile(unit, year))
        whole = replace(whole, source=source(text, path=f"{text}.txt"))
        made = extraction(whole, facts=[replace(one, year=year) for one in facts], findings=findings)
        record = to_dict(made)
        values = {**record["source"], **record["document"], "status": "done"}
        files = [row_of("files", {"path": text, "sha256": values["sha256"]})]
        held.write([row_of("documents", values)], files, rows_of(made, record))
    held.close()
    return path


def verdicts(row: PanelRow) -> dict[str, str]:
    return {judgement.rule: judgement.verdict for judgement in row.judgements}


def test_units_and_years_in_order_and_all_identities_run(tmp_path: Path) -> None:
    out = sink(
        tmp_path / "a.duckdb", ("乙县信访局", 2031, three_public(), [form(**PARTS)]),
        ("甲县信访局", 2031, three_public(), []), ("甲县信访局", 2030, three_public(), []),
    )
    rows = panel_of(out, "公务接待费")
    assert [(row.unit, row.year) for row in rows] == [
        ("乙县信访局", 2031), ("甲县信访局", 2030), ("甲县信访局", 2031),
    ]
    assert {row.value for row in rows} == {Decimal("0.5")}
    assert all(row.passes for row in rows)
    assert verdicts(rows[0]) == {SAME: "passed", AS_TABLE: "passed", IDENTITIES[0].rule: "passed"}
    assert verdicts(rows[1])[AS_TABLE] == "not-run"
    assert set(verdicts(panel_of(out, "公务用车运行费")[0])) == {SAME, AS_TABLE, IDENTITIES[1].rule}


def test_a_wrong_part_fails_every_row_it_is_in(tmp_path: Path) -> None:
    out = sink(tmp_path / "a.duckdb", ("甲县信访局", 2031, three_public(公务接待费="0.05"), [form(**PARTS)]))
    (row,) = panel_of(out, "公务接待费")
    assert row.value == Decimal("0.05")  # as the prose says it; it is the reader who decides
    assert row.whys("failed") == [
        "正文＝表格：正文 0.05，表 0.5", "三公＝出国＋用车＋接待：4≠1＋2.5＋0.05",
    ]
    assert not panel_of(out, "“三公”经费")[0].passes
    assert panel_of(out, "公务用车购置费")[0].passes


def test_mentions_that_differ_are_settled_by_the_cell_or_not_at_all(tmp_path: Path) -> None:
    confirmed = linked(fact("0.50", item="公务接待", id="g"))
    two = [*three_public(), confirmed, fact("0.05", item="公务接待费", id="h")]
    out = sink(tmp_path / "a.duckdb", ("甲县信访局", 2031, two, []))
    (row,) = panel_of(out, "公务接待费")
    assert (row.value, row.passes) == (Decimal("0.5"), False)
    assert verdicts(row)[SAME] == "failed"
    unsettled = sink(tmp_path / "b.duckdb", ("甲县信访局", 2031, two[:-2] + two[-1:], []))
    assert panel_of(unsettled, "公务接待费")[0].value is None


def test_of_two_mentions_that_round_to_the_cell_the_equal_one_is_chosen(tmp_path: Path) -> None:
    """A cell of 0.09 万元 fits 900 元 and, rounded, 903 元: they differ, and the cell is 900 元."""
    equal = linked(fact("900", item="公务接待费", unit="元", id="g"))
    near = linked(fact("903", item="公务接待费", unit="元", id="h"), "rounding")
    out = sink(tmp_path / "a.duckdb", ("甲县信访局", 2031, [near, equal], []))
    (row,) = panel_of(out, "公务接待费")
    assert (row.value, row.passes) == (Decimal("0.09"), False)


@pytest.mark.parametrize("accused", [False, True])
def test_a_figure_that_no_check_accuses_of_its_cell_is_no_mention(tmp_path: Path, *, accused: bool) -> None:
    """一般公共预算 A，主要是支付质保金，合计 B: B is tied to the cell of A, and the checks know better."""
    said = [linked(fact("9.00", item="一般公共预算财政拨款支出", id="t"))]
    said.append(linked(fact("3.10", item="一般公共预算财政拨款支出", id="x"), "mismatch"))
    findings = [finding(facts=["x"])] if accused else []
    out = sink(tmp_path / "a.duckdb", ("甲县信访局", 2031, said, []), findings=findings)
    (row,) = panel_of(out, "一般公共预算财政拨款支出")
    assert (row.value, row.passes) == (Decimal(9), not accused)
    alone = sink(tmp_path / "b.duckdb", ("甲县信访局", 2031, said[1:], []), findings=findings)
    assert not panel_of(alone, "一般公共预算财政拨款支出")[0].passes


def test_a_document_that_does_not_print_the_item_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = [fact("9.00", item="收入总计", id="t")]
    planned = [fact("9.00", item="收入总计", id="t", measure="年初预算数")]
    made = (("甲县信访局", three_public()), ("乙县信访局", other), ("丙县", planned))
    out = sink(tmp_path / "a.duckdb", *[(unit, 2031, said, []) for unit, said in made])
    rows = {row.unit: row for row in panel_of(out, "公务接待费")}
    values_of = {unit: row.value for unit, row in rows.items()}
    assert values_of == {"甲县信访局": Decimal("0.5"), "乙县信访局": None}
    assert (rows["乙县信访局"].source, rows["乙县信访局"].passes) == (UNSEEN, True)
    assert panel_of(out, "公用经费") == []
    assert cli.main(["panel", str(out), "--item", "公务接待费"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in shown[1:3]] == ["未见", "0.50"]
    assert shown[3:] == ["（未见：文件里没有印这个数，共 1 份）", "", "共 1 行，1 行核对通过，0 行不过"]


def test_a_second_file_without_the_item_hides_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = [fact("9.00", item="收入总计", id="t")]
    out = sink(tmp_path / "a.duckdb", *[("甲县", 2031, said, []) for said in (three_public(), other)])
    cli.main(["panel", str(out), "--item", "公务接待费"])
    assert capsys.readouterr().out.splitlines()[1].split() == ["甲县", "0.50"]


def test_where_the_prose_is_silent_the_form_speaks(tmp_path: Path) -> None:
    out = sink(tmp_path / "a.duckdb", ("甲县信访局", 2031, [], [form(**PARTS, **HALVES, 合计="4.00")]))
    (row,) = panel_of(out, "三公经费")
    assert (row.value, row.source, row.passes) == (Decimal(4), "表格", True)
    assert verdicts(row)[IDENTITIES[0].rule] == "passed"


def test_a_row_of_the_economic_classification_is_another_line(tmp_path: Path) -> None:
    said = [*three_public(), fact("0.30", item="公务接待费", code="30217", id="e")]
    out = sink(tmp_path / "a.duckdb", ("甲县信访局", 2031, said, []))
    assert panel_of(out, "公务接待费")[0].value == Decimal("0.5")


# Line, code, heading of the section it is told in, whether it is that line of the whole document
PLACES = [
    ("公务接待费", None, "七、“三公”经费支出决算情况说明", True), ("公务接待费", None, None, True),
    ("公务接待费", None, "2.公务接待费支出情况", True),
    ("公务接待费", None, "六、基本支出决算情况说明", False),
    ("公务用车运行维护费", None, "（三）一般公共预算财政拨款支出决算具体情况", False),
    ("公务用车运行维护费", None, "（二）“三公”经费财政拨款支出决算具体情况", True),
    ("“三公”经费", None, "三、支出决算情况说明", True),
    ("一般公共预算财政拨款支出", None, "十三、预算绩效管理情况", False),
    ("一般公共预算财政拨款支出", "2081101", "五、支出决算情况", False),
    ("一般公共预算财政拨款支出", None, "五、一般公共预算财政拨款支出决算情况", True),
]


@pytest.mark.parametrize(("line", "code", "section", "counts"), PLACES)
def test_where_an_item_is_the_line_of_the_whole(
    line: str, code: str | None, section: str | None, *, counts: bool
) -> None:
    assert counts_for(line, code, section) is counts


def test_a_total_under_review_is_no_mention(tmp_path: Path) -> None:
    reviewed = fact("3.10", item="一般公共预算支出", id="r", section="十三、预算绩效管理情况")
    said = [fact("9.00", item="一般公共预算支出", id="t"), reviewed]
    out = sink(tmp_path / "a.duckdb", ("甲县信访局", 2031, said, []))
    (row,) = panel_of(out, "一般公共预算财政拨款支出")
    assert (row.value, row.passes) == (Decimal(9), True)


def test_rounding_is_no_failure(tmp_path: Path) -> None:
    out = sink(tmp_path / "a.duckdb", ("甲县信访局", 2031, three_public(total="4.01"), []))
    assert panel_of(out, "三公经费")[0].passes
    worse = sink(tmp_path / "b.duckdb", ("甲县信访局", 2031, three_public(total="4.03"), []))
    assert not panel_of(worse, "三公经费")[0].passes


# How the prose writes a line, and which line it is
SPELLINGS = [
    ("财政拨款安排的“三公”经费", "“三公”经费"), ("一般公共预算“三公”经费", "“三公”经费"),
    ("公务用车费", "公务用车购置及运行维护费"), ("公务用车运行费", "公务用车运行维护费"),
    ("因公出国（境）经费", "因公出国（境）费"), ("总收入", "收入总计"), ("收入决算总计", "收入总计"),
    ("本年支出决算合计", "本年支出合计"), ("财政拨款总支出", "财政拨款支出总计"),
    ("一般公共预算支出", "一般公共预算财政拨款支出"), ("机关运行费用合计", "机关运行经费"),
    ("一般公共预算当年拨款支出", "一般公共预算财政拨款支出"), ("人员支出合计", "人员经费"),
    ("日常公用经费", "公用经费"), ("国内接待费", "国内接待费"), ("公务员医疗补助支出", "公务员医疗补助"),
]


@pytest.mark.parametrize(("written", "line"), SPELLINGS)
def test_spellings_of_a_line(written: str, line: str) -> None:
    assert line_of(written) == line
    assert line_of(line) == line


CARS_OF, BOUGHT = "（二）“三公”经费支出决算具体情况", "十一、政府采购支出情况"
# Short name, section, the line it means there
SHORT = [
    ("购置费用", CARS_OF, "公务用车购置费"), ("购车款", CARS_OF, "公务用车购置费"),
    ("新购车", CARS_OF, "公务用车购置费"), ("购买车辆", CARS_OF, "公务用车购置费"),
    ("车辆购置", CARS_OF, "公务用车购置费"), ("购置", CARS_OF, "公务用车购置费"),
    ("运行维护", CARS_OF, "公务用车运行维护费"), ("油料、维修、保险等运行费", CARS_OF, "公务用车运行维护费"),
    ("燃油、保险、维修", CARS_OF, "公务用车运行维护费"), ("车辆费用", CARS_OF, "公务用车购置及运行维护费"),
    ("接待费用", CARS_OF, "公务接待费"), ("出国（境）费", CARS_OF, "因公出国（境）费"),
    ("接待", CARS_OF, "公务接待费"), ("日常公用经费", "十、机关运行经费支出情况", "机关运行经费"),
    ("日常公用经费", "六、基本支出情况", "公用经费"),
    ("合计", CARS_OF, "“三公”经费"), ("合计", BOUGHT, "政府采购支出总额"),
    ("工程类采购采购", BOUGHT, "政府采购工程"), ("办公设备等货物", BOUGHT, "政府采购货物"),
    ("服务项目", BOUGHT, "政府采购服务"), ("合计", "六、基本支出情况", "合计"),
    ("设备购置", CARS_OF, "设备购置"), ("维修（护）费", CARS_OF, "维修护费"),
    ("公务接待费", BOUGHT, "公务接待费"), ("购置费用", None, "购置费用"), ("保险费", CARS_OF, "保险费"),
]


@pytest.mark.parametrize(("written", "section", "line"), SHORT)
def test_a_short_name_is_the_line_of_its_section(written: str, section: str | None, line: str) -> None:
    assert line_in(written, section) == line


def test_a_short_name_counts_for_its_line(tmp_path: Path) -> None:
    told = {BOUGHT: "0.30", "八、其他": "0.40"}
    said = [fact(value, item="合计", id=value, section=section) for section, value in told.items()]
    out = sink(tmp_path / "a.duckdb", ("甲县信访局", 2031, said, []))
    assert [row.value for row in panel_of(out, "政府采购支出总额")] == [Decimal("0.3")]


def test_what_is_no_result_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.duckdb"):
        with pytest.raises(SettingsError, match="不是 juesuan batch 的结果"):
            panel_of(path, "公务接待费")


def test_generated_years_come_back_to_the_last_cent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The books of a unit over two years; one 三公 figure of the prose is altered in one of them."""
    monkeypatch.setattr("extract.batch.runner.Pool", InlinePool)
    write_related(tmp_path / "in", count=1, first_seed=101, years=2, mistakes=1)
    out = tmp_path / "out.duckdb"
    run_batch(replace(job(f"{tmp_path}/in/*/document.txt", out), factory=None))
    truth = [json.loads(line) for line in (tmp_path / "in" / "panel.jsonl").read_text().splitlines()]
    altered = next(row for row in truth if row["printed"])
    for item in ("“三公”经费", "公务接待费", "公务用车运行维护费", "支出总计"):
        rows = {Path(row.path).parent.name: row for row in panel_of(out, item)}
        for row in truth:
            if (row["item"], row["measure"]) == (item, "决算数"):
                printed = row["printed"] or row["value"]
                assert rows[row["document"]].value == Decimal(printed.removesuffix("万元")), (item, row)
    failing = [row for row in panel_of(out, altered["item"]) if not row.passes]
    assert [Path(row.path).parent.name for row in failing] == [altered["document"]]


def test_documents_of_one_unit_and_year_share_a_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    same = [fact("0.50", item="公务接待费", id="x"), fact("1.00", item="公务用车购置费", id="y")]
    other = [fact("0.50", item="公务接待费", id="x"), fact("2.00", item="公务用车购置费", id="y")]
    made = [("甲县信访局", 2031, said, []) for said in (same, other)]
    out = sink(tmp_path / "a.duckdb", *made)
    cli.main(["panel", str(out), "--item", "公务接待费"])
    agreeing = capsys.readouterr().out.splitlines()
    assert agreeing[1].split() == ["甲县信访局", "0.50"]
    cli.main(["panel", str(out), "--item", "公务用车购置费"])
    assert capsys.readouterr().out.splitlines()[1:3] == [
        "甲县信访局  1.00 / 2.00", "（/ 隔开的，是同一单位同一年几份文件里不同的数）",
    ]


def test_sql_of_the_room_runs(tmp_path: Path, root: Path) -> None:
    wrong = form(**PARTS, 合计="4.40")
    out = sink(tmp_path / "a.duckdb", ("甲县信访局", 2031, three_public(), [wrong]))
    readme = (root / "extract" / "batch" / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sql\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    found = [values(out, query) for text in blocks for query in text.split(";") if query.strip()]
    assert found[0] == [("甲县信访局", 0.5)]
    assert found[1] == [("甲县信访局", 2031, Decimal("4.4"), Decimal(4))]


def test_the_command_prints_a_matrix_and_writes_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = sink(
        tmp_path / "a.duckdb", ("甲县信访局", 2030, three_public(), []),
        ("\x1b[2J县", 2031, three_public(公务接待费="0.05"), []),
    )
    assert cli.main(["panel", str(out), "--item", "公务接待费"]) == 1
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    head, hostile, plain, _, count, *_ = shown.splitlines()
    assert head.split() == ["万元", "2030", "2031"]
    assert plain.split() == ["甲县信访局", "0.50"]
    assert hostile.split() == ["\\x1b[2J县", "0.05", "✗"]
    assert count == "共 2 行，1 行核对通过，1 行不过："
    target = tmp_path / "panel.csv"
    assert cli.main(["panel", str(out), "--item", "公务接待费", "-o", str(target)]) == 1
    assert "已写入" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8-sig").splitlines()[0].startswith("unit,year,value,source,passes")
    assert cli.main(["panel", str(out), "--item", "没有这个项目"]) == 2
    assert cli.main(["panel", str(out), "--item", "公务接待费", "-o", "a.txt"]) == 2
