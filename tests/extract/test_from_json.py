"""The contract read back: nothing published is lost, and what is no record is refused with its place."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from extract.errors import RecordError
from extract.write import from_dict, from_json, to_dict, to_json
from tests import builders as make


def test_every_published_field_comes_back() -> None:
    record = to_dict(make.whole())
    assert to_dict(from_dict(record)) == record


def test_json_comes_back_equal_to_the_published_extraction() -> None:
    published = from_dict(to_dict(make.whole()))
    assert from_json(to_json(published)) == published
    assert published.facts[1].reason == make.whole().facts[1].reason
    assert published.findings == make.whole().findings


def test_what_is_not_published_stays_empty() -> None:
    extraction = make.whole()
    published = from_dict(to_dict(extraction))
    assert extraction.document.lines
    assert published.document.lines == published.document.blocks == ()
    assert [table.cells for table in published.document.tables] == [()]


def test_lone_surrogate_comes_back() -> None:
    broken = from_dict(to_dict(make.extraction(make.document("坏\ud835字"))))
    assert from_json(to_json(broken)).document.text == "坏\ud835字"


def test_fields_of_a_later_minor_version_are_passed_over() -> None:
    record = to_dict(make.whole()) | {"schema_version": "1.7", "later": 1}
    record["facts"][0]["remark"] = "later"
    assert from_dict(record).facts[0].value == "18.20"


# path to a value, what stands there instead, and what the message says of the place
WRONG: list[tuple[tuple[str | int, ...], Any, str]] = [
    (("schema_version",), "2.0", "schema_version"),
    (("facts",), {}, "facts 应是列表"),
    (("facts", 0, "value"), 18.2, "facts[0].value 不能是 18.2"),
    (("facts", 0, "sign"), True, "facts[0].sign"),
    (("facts", 0, "measure"), "决算", "facts[0].measure"),
    (("facts", 0, "item"), "收入", "facts[0].item 应是对象"),
    (("tags", 0, "start"), "4", "tags[0].start"),
    (("findings", 0, "bbox"), [1.0], "findings[0].bbox 应有 4 个值"),
]


@pytest.mark.parametrize(("path", "value", "said"), WRONG, ids=[said for _, _, said in WRONG])
def test_wrong_value_is_named_with_its_place(path: tuple[str | int, ...], value: Any, said: str) -> None:
    record: Any = copy.deepcopy(to_dict(make.whole()))
    place = record
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(RecordError) as caught:
        from_dict(record)
    assert said in str(caught.value)


def test_missing_field_is_named() -> None:
    record = to_dict(make.whole())
    del record["facts"][1]["quote"]
    with pytest.raises(RecordError, match=r"facts\[1\]\.quote 没有写"):
        from_dict(record)


@pytest.mark.parametrize("text", ["", "[]", "{", "1", json.dumps({"schema_version": None})])
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        from_json(text)
