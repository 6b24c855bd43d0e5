"""Gold folders: loading, finding the source, placing quotes, roles read off the facts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.gold import GoldError, Locator, figure, load_gold, with_roles

TEXT = (
    "2031年收入总计9.5万元，支出总计9.5万元。比上年增加1万元，增\n长2%。"
    "单价100万元以上设备0台。办结率90%。"
)


def write(home: Path, name: str, rows: list[dict[str, object]]) -> None:
    home.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (home / f"{name}.jsonl").write_text(lines, encoding="utf-8")


def tag(label: str, text: str, nth: int = 0) -> dict[str, object]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(text, start + 1)
    return {"label": label, "text": text, "start": start, "end": start + len(text), "line": 1}


def fact(item: str, measure: str, value: str, quote: str) -> dict[str, object]:
    return {"item": item, "code": None, "measure": measure, "value": value, "unit": "万元", "quote": quote}


def folder(tmp_path: Path) -> Path:
    home = tmp_path / "gold" / "a"
    write(home, "tags", [
        tag("AMOUNT", "9.5万元"), tag("AMOUNT", "9.5万元", 1), tag("AMOUNT", "1万元"), tag("PERCENT", "2%"),
        tag("AMOUNT", "100万元"), tag("PERCENT", "90%"),
    ])
    write(home, "facts", [
        fact("收入总计", "预算数", "9.5", "收入总计9.5万元，支出总计9.5万元"),
        fact("支出总计", "决算数", "9.5", "收入总计9.5万元，支出总计9.5万元"),
        fact("支出总计", "增减额", "-1", "比上年增加1万元，增长2%"),
        fact("支出总计", "增减率", "2", "比上年增加1万元，增长2%"),
    ])
    (home / "document.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "gold"


def test_files_that_are_not_there_are_none(tmp_path: Path) -> None:
    gold = load_gold(folder(tmp_path))[0]
    assert gold.id == "a"
    assert gold.source.name == "document.txt"
    assert len(gold.tags or ()) == 6
    assert gold.findings is None
    assert gold.links is None


def test_source_is_found_by_stem_beside_the_other_documents(tmp_path: Path) -> None:
    write(tmp_path / "gold" / "b", "findings", [])
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "b.pdf").write_bytes(b"%PDF")
    assert load_gold(tmp_path / "gold", tmp_path / "docs")[0].source == tmp_path / "docs" / "b.pdf"


def test_a_missing_source_names_where_it_was_looked_for(tmp_path: Path) -> None:
    write(tmp_path / "gold" / "b", "findings", [])
    with pytest.raises(GoldError, match=r"b\.txt"):
        load_gold(tmp_path / "gold", tmp_path)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (root / "a" / "links.jsonl").write_text('\n{"start": 1}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"links\.jsonl:2"):
        load_gold(root)


def test_an_empty_folder_is_no_gold(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no folder"):
        load_gold(tmp_path)


def test_roles_come_from_the_facts(tmp_path: Path) -> None:
    gold = with_roles(load_gold(folder(tmp_path))[0], TEXT)
    assert [sorted(tag.roles) for tag in gold.tags or ()] == [
        ["全年预算数", "预算数"],
        ["决算数"],
        ["增减额"],
        ["增减率"],
        ["其他"],
        [],
    ]


def test_roles_written_by_the_generator_stand(tmp_path: Path) -> None:
    root = folder(tmp_path)
    write(root / "a", "tags", [{**tag("AMOUNT", "1万元"), "role": "上年数"}])
    gold = with_roles(load_gold(root)[0], TEXT)
    assert [tag.roles for tag in gold.tags or ()] == [frozenset(("上年数",))]


def test_quotes_are_placed_in_order_and_twice_stated_facts_apart(tmp_path: Path) -> None:
    root = folder(tmp_path)
    again = fact("支出总计", "决算数", "9.5", "总计9.5万元")
    write(root / "a", "facts", [again, again, fact("x", "决算数", "7", "没有这句")])
    gold = with_roles(load_gold(root)[0], TEXT)
    assert [fact.place for fact in gold.facts or ()] == [
        (TEXT.index("总计9.5"), TEXT.index("总计9.5") + 7),
        (TEXT.rindex("总计9.5"), TEXT.rindex("总计9.5") + 7),
        None,
    ]


def test_locator_reads_over_line_breaks_and_width() -> None:
    text = "完成全\n\n年预算的 0％。"
    assert Locator(text).find_all("全年预算的0%") == [(2, 12)]
    assert Locator(text).find_all("没有") == []


def test_figure_is_the_number_without_sign_and_separators() -> None:
    assert str(figure("1,317.14 万元")) == "1317.14"
    assert figure("原因") is None


def test_every_hand_made_fact_has_its_place_and_every_tag_its_text(shared: Path) -> None:
    for gold in load_gold(shared / "gold", shared / "documents"):
        if gold.source.suffix == ".txt":
            text = gold.source.read_bytes().decode("utf-8")
            placed = with_roles(gold, text)
            assert all(fact.place is not None for fact in placed.facts or ())
            assert all(text[tag.start : tag.end] == tag.text for tag in placed.tags or ())
            assert all(tag.roles for tag in placed.tags or () if tag.label == "AMOUNT")
