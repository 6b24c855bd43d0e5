"""An answer is kept for the very record it was worked out for; a changed record is what `replace` gives."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from extract.once import KEPT, changed, once
from tests.builders import fact


def test_the_same_record_is_worked_on_once_and_an_equal_one_again() -> None:
    seen: list[list[int]] = []

    @once
    def doubled(numbers: list[int]) -> list[int]:
        seen.append(numbers)
        return [2 * number for number in numbers]

    mine, other = [1], [1]
    assert [doubled(mine), doubled(mine), doubled(other)] == [[2], [2], [2]]
    assert [mine is record for record in seen] == [True, False]


def test_only_the_last_few_records_are_held() -> None:
    calls: list[int] = []
    count = once(lambda record: calls.append(len(record)))
    records = [[0] * size for size in range(KEPT + 1)]
    for record in (*records, records[-1], records[0]):
        count(record)
    assert calls == [*range(KEPT + 1), 0]


def test_a_changed_record_is_the_one_that_replace_makes() -> None:
    before = fact("1.50", id="f2")
    after = changed(before, id="f9", links=())
    assert (after, type(after)) == (replace(before, id="f9", links=()), type(before))
    assert before.id != "f9"
    with pytest.raises(FrozenInstanceError):
        after.id = "f1"  # type: ignore[misc]


def test_a_field_that_a_record_does_not_have_is_refused() -> None:
    with pytest.raises(TypeError):
        changed(fact("1.50"), colour="red")
