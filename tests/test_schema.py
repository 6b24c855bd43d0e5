"""The shipped JSON Schema is the generated one, is a schema, and accepts what the writer writes."""

from __future__ import annotations

import copy
import json
from typing import Any

import jsonschema
import pytest

from extract.records import CellRef, Link
from extract.schema import schema_text
from extract.schema.build import render
from extract.write import to_dict
from tests import builders as make


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(schema_text())
    return loaded


@pytest.fixture
def record() -> dict[str, Any]:
    text = "收入总计18.20万元"
    linked = make.fact(links=[Link("t1", 0, 2, "18.20", "match", "总计", "决算数")], reason="项目增加")
    document = make.document(
        text,
        tables=[make.table(rows=[("总计", None, ["18.20"])])],
        sections=[make.section("一、总体情况", 0, len(text))],
        lines=[make.line(text)],
    )
    found = make.finding(facts=["f1"])
    bare = make.finding(start=None, end=None, actual=None, expected=None, difference=None)
    tags = [make.tag("18.20万元", at=4, role="决算数")]
    extraction = make.extraction(
        document,
        tags=tags,
        facts=[linked, make.fact(unit=None)],
        findings=[found, bare],
        checks=[make.check()],
    )
    return to_dict(extraction)


def test_committed_schema_is_the_generated_one() -> None:
    assert schema_text() == render(), "run: python -m extract.schema.build"


def test_schema_is_a_schema(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)


def test_schema_accepts_what_the_writer_writes(schema: dict[str, Any], record: dict[str, Any]) -> None:
    jsonschema.validate(json.loads(json.dumps(record)), schema)


# path to a value, and what must not stand there
WRONG = [
    (("schema_version",), 1.0),
    (("facts", 0, "value"), 18.2),
    (("facts", 0, "measure"), "决算"),
    (("facts", 0, "links", 0, "status"), "equal"),
    (("tags", 0, "start"), "4"),
    (("tags", 0, "bbox"), [1.0, 2.0, 3.0]),
    (("findings", 0, "severity"), "fatal"),
    (("tables", 0, "rows"), [[18.2]]),
    (("document", "year"), "2031"),
]


@pytest.mark.parametrize(("path", "value"), WRONG)
def test_schema_refuses(
    schema: dict[str, Any], record: dict[str, Any], path: tuple[str | int, ...], value: object
) -> None:
    broken: Any = copy.deepcopy(record)
    place = broken
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(json.dumps(broken)), schema)


def test_schema_misses_no_field(schema: dict[str, Any], record: dict[str, Any]) -> None:
    del record["facts"][0]["quote"]
    with pytest.raises(jsonschema.ValidationError, match="quote"):
        jsonschema.validate(record, schema)


def test_fields_may_be_added(schema: dict[str, Any], record: dict[str, Any]) -> None:
    record["facts"][0]["remark"] = "later"
    jsonschema.validate(record, schema)


def test_cell_references_are_described(schema: dict[str, Any]) -> None:
    assert list(schema["$defs"]["CellRef"]["properties"]) == list(CellRef.__dataclass_fields__)
